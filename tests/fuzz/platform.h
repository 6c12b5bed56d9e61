/*
 * platform: any bytes as an answer of one supplier, read by each of its readers; the first line names the
 * call as files of tests/answers do (any other line chooses one). What is taken obeys the rules: amounts
 * are neither negative nor more than the price, links lead to the supplier, texts are clean. Each
 * supplier's fuzz target includes this and names its supplier.
 */
#ifndef FUZZ_PLATFORM_H
#define FUZZ_PLATFORM_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "net/url.h"
#include "supplier/supplier.h"

static struct arena arena;
/* Platforms pay in yuan; one's own shop and our own API in what they say. */
static bool is_any_currency;

#define COUNT(array) (sizeof array / sizeof *array)

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void must_be_clean(const char *text)
{
	if (text)
		must(!strcmp(text, text_take_lines(&arena, text, strlen(text), SIZE_MAX)));
}

/* What there is none of may lack a currency. */
static void must_be_money(struct money money)
{
	if (money.minor == 0 && is_any_currency)
		return;
	must(money.minor >= -MONEY_MOST && money.minor <= MONEY_MOST &&
		(money.currency == CURRENCY_CNY ||
			(is_any_currency && money.currency != CURRENCY_NONE)));
}

static void must_be_amount(struct money money)
{
	must_be_money(money);
	must(money.minor >= 0);
}

static void check_coupon(const struct coupon *coupon)
{
	if (!coupon->id)
		return;
	must_be_clean(coupon->id);
	must_be_amount(coupon->face);
	must_be_amount(coupon->threshold);
	must(coupon->left >= UNKNOWN && coupon->total >= UNKNOWN);
	must(coupon->starts_at >= 0 && coupon->ends_at >= 0);
}

static void check_goods(const struct supplier *supplier, const struct goods *goods)
{
	const struct money *const amounts[] = { &goods->price, &goods->final, &goods->list_price,
		&goods->group_price, &goods->commission, &goods->commission_before };
	const char *const texts[] = { goods->id, goods->title, goods->shop, goods->category,
		goods->picture, goods->description, goods->gtin, goods->brand, goods->model };
	size_t i;

	must(goods->id && goods->id[0] && goods->title && goods->title[0]);
	for (i = 0; i < COUNT(texts); i++)
		must_be_clean(texts[i]);
	for (i = 0; i < COUNT(amounts); i++)
		must_be_amount(*amounts[i]);
	must(!goods->picture || url_check(goods->picture, NULL, NULL) == OK);
	/* Our own API says what is paid, and may pay more than the goods cost. */
	must(supplier->orders->has_ledger ||
		(goods->final.minor <= goods->price.minor &&
			goods->commission.minor <= goods->final.minor &&
			goods->commission_before.minor <= goods->price.minor));
	must(goods->rate_bp >= 0 && goods->rate_bp <= 10000);
	must(goods->stock >= UNKNOWN && goods->sales_30d >= UNKNOWN && goods->group_size >= 0);
	must(goods->shop_score >= UNKNOWN && goods->shop_score <= 100);
	must(goods->updated_at >= 0 && goods->lock_ends_at >= 0);
	check_coupon(&goods->coupon);
}

static void check_link(
	const struct supplier *supplier, const struct reading *reading, const struct link *link)
{
	const char *const texts[] = { link->id, link->goods, link->pass_code, link->app_url,
		link->mini_path, link->position };
	size_t i;

	must(link->url || link->pass_code);
	must(!link->url || supplier_check_link(supplier, reading->account, link->url, NULL) == OK);
	must(!link->short_url ||
		supplier_check_link(supplier, reading->account, link->short_url, NULL) == OK);
	for (i = 0; i < COUNT(texts); i++)
		must_be_clean(texts[i]);
}

static void check_order(const struct order *order)
{
	const struct money *const amounts[] = { &order->paid, &order->base, &order->estimate,
		&order->settled, &order->fee };
	const char *const texts[] = { order->id, order->sub_id, order->goods, order->title,
		order->state_word, order->reason, order->channel, order->link };
	size_t i;

	must(order->id[0] && order->sub_id[0] && order->goods && order->state_word[0]);
	for (i = 0; i < COUNT(texts); i++)
		must_be_clean(texts[i]);
	for (i = 0; i < COUNT(amounts); i++)
		must_be_amount(*amounts[i]);
	must((unsigned)order->state < ORDER_STATE_COUNT && (unsigned)order->kind < ORDER_KIND_COUNT);
	must(order->rate_bp >= 0 && order->rate_bp <= 10000 && order->quantity >= 0);
	must(order->created_at >= 0 && order->updated_at >= 0 && order->settled_at >= 0);
}

/* Without a ledger of the supplier's own, lines only take back. */
static void check_line(const struct supplier *supplier, const struct line *line)
{
	must(line->id && line->id[0] && (line->order || line->ref || supplier->orders->has_ledger));
	must((unsigned)line->kind < LINE_KIND_COUNT);
	must(line->bucket > BUCKET_NONE && line->bucket < BUCKET_COUNT);
	must_be_money(line->amount);
	must(supplier->orders->has_ledger || line->amount.minor < 0);
	must(line->at > 0 || supplier->orders->has_ledger);
	must_be_clean(line->id);
	must_be_clean(line->order);
	must_be_clean(line->ref);
}

static void check_payout(const struct payout *payout)
{
	must(payout->id && payout->id[0]);
	must_be_clean(payout->id);
	must_be_clean(payout->reason);
	must_be_amount(payout->amount);
	must_be_amount(payout->fee);
	must(payout->fee.minor <= payout->amount.minor);
}

static void check_names(const struct category_page *page)
{
	size_t i;

	for (i = 0; i < page->count; i++) {
		must(page->rows[i].id && page->rows[i].id[0] && page->rows[i].name);
		must_be_clean(page->rows[i].id);
		must_be_clean(page->rows[i].name);
	}
}

/* ---- the calls: what is refused has its sentence */

#define READ(group, pair, record) \
	(supplier->group && supplier->group->pair && \
		refused(supplier->group->pair(reading, &record, &fault), &fault) == OK)

static enum err refused(enum err err, const struct fault *fault)
{
	must(err == OK || fault->text[0]);
	must_be_clean(err == OK ? NULL : fault->text);
	return err;
}

#define CALL(name) \
	static void name(const struct supplier *supplier, const struct reading *reading)

CALL(try_page)
{
	struct goods_page page;
	struct fault fault = { 0 };
	size_t i;

	if (!READ(goods, read_page, page))
		return;
	must_be_clean(page.next);
	for (i = 0; i < page.count; i++)
		check_goods(supplier, &page.rows[i]);
}

CALL(try_detail)
{
	struct goods goods;
	struct fault fault = { 0 };

	if (READ(goods, read_detail, goods))
		check_goods(supplier, &goods);
}

CALL(try_names)
{
	struct category_page page;
	struct fault fault = { 0 };

	if (READ(goods, read_categories, page))
		check_names(&page);
	if (READ(goods, read_topics, page))
		check_names(&page);
}

CALL(try_coupon)
{
	struct coupon coupon;
	struct fault fault = { 0 };

	if (READ(goods, read_coupon, coupon))
		check_coupon(&coupon);
}

CALL(try_links)
{
	struct link_page page;
	struct link link;
	struct fault fault = { 0 };
	size_t i;

	if (READ(links, read_link, link))
		check_link(supplier, reading, &link);
	if (READ(links, read_links, page))
		for (i = 0; i < page.count; i++)
			check_link(supplier, reading, &page.rows[i]);
}

CALL(try_orders)
{
	struct order_page page;
	struct fault fault = { 0 };
	size_t i;

	if (!READ(orders, read_orders, page))
		return;
	must_be_clean(page.next);
	for (i = 0; i < page.count; i++)
		check_order(&page.rows[i]);
}

CALL(try_lines)
{
	struct line_page page;
	struct fault fault = { 0 };
	size_t i;

	if (!READ(orders, read_lines, page))
		return;
	must_be_clean(page.next);
	for (i = 0; i < page.count; i++)
		check_line(supplier, &page.rows[i]);
}

CALL(try_penalties)
{
	struct penalty_page page;
	struct fault fault = { 0 };
	size_t i;

	if (!READ(orders, read_penalties, page))
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].order && page.rows[i].order[0] && page.rows[i].word);
		must_be_clean(page.rows[i].order);
		must_be_clean(page.rows[i].word);
	}
}

CALL(try_payouts)
{
	struct payout_page page;
	struct payout_rules rules;
	struct payout payout;
	struct fault fault = { 0 };
	size_t i;

	if (READ(payouts, read_payouts, page))
		for (i = 0; i < page.count; i++)
			check_payout(&page.rows[i]);
	if (READ(payouts, read_request, payout))
		check_payout(&payout);
	if (READ(payouts, read_rules, rules)) {
		must_be_amount(rules.minimum);
		must_be_amount(rules.fee_least);
		must(rules.fee_bp >= 0 && rules.fee_bp <= 10000);
	}
}

CALL(try_shop)
{
	const char *url, *token;
	struct fault fault = { 0 };
	bool yes = false;

	if (READ(shop, read_register, url))
		must(supplier_check_link(supplier, reading->account, url, NULL) == OK);
	if (!READ(shop, read_registered, yes))
		must(!yes);
	if (READ(shop, read_opened, token))
		must(strlen(token) >= 16 && strlen(token) <= 200 && !strpbrk(token, "\r\n "));
}

CALL(try_verdict)
{
	struct http_answer answer = { .status = 200, .body = reading->bytes,
		.length = reading->length, .json = true, .etag = "", .date_s = reading->now_s };
	struct fault fault = { 0 };
	int again;

	for (again = 0; again < 2; again++, answer.status = 422)
		if (supplier_verdict(supplier, reading->account, &answer, &fault) != OK) {
			must(fault.text[0] && fault.retry_s >= 0 && fault.retry_s <= 300);
			must_be_clean(fault.text);
			must_be_clean(fault.server);
		}
}

static const struct {
	const char *name;
	void (*try)(const struct supplier *, const struct reading *);
} platform_calls[] = {
	{ "goods", try_page },
	{ "page", try_page },
	{ "detail", try_detail },
	{ "categories", try_names },
	{ "topics", try_names },
	{ "coupon", try_coupon },
	{ "link", try_links },
	{ "links", try_links },
	{ "orders", try_orders },
	{ "lines", try_lines },
	{ "refunds", try_lines },
	{ "penalties", try_penalties },
	{ "payouts", try_payouts },
	{ "opened", try_shop },
	{ "register", try_shop },
	{ "registered", try_shop },
	{ "verdict", try_verdict },
};

static size_t find_call(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < COUNT(platform_calls); i++)
		if (strlen(platform_calls[i].name) == length &&
			!memcmp(platform_calls[i].name, name, length))
			return i;
	return (unsigned char)*name % COUNT(platform_calls);
}

/* `wrap` (or NULL) may put the answer into the platform's envelope; it allocates in `arena`. */
static void platform_try(const struct supplier *supplier, const uint8_t *bytes, size_t length,
	char *(*wrap)(char *text))
{
	static const struct account account = { .name = "mine", .key = "12345678", .pid = "mm_1_2_3",
		.address = "https://shop.example.com", .commission = "12%" };
	const char *line = memchr(bytes, '\n', length);
	struct reading reading = { .account = &account, .now_s = 1795392060, .arena = &arena };
	size_t call;
	char *text;

	if (!line)
		return;
	call = find_call((const char *)bytes, (size_t)(line - (const char *)bytes));
	reading.length = length - (size_t)(line + 1 - (const char *)bytes);
	text = arena_bytes(&arena, line + 1, reading.length);
	if (wrap && (text = wrap(text)))
		reading.length = strlen(text);
	reading.bytes = text;
	platform_calls[call].try(supplier, &reading);
	arena_clear(&arena);
}

#endif
