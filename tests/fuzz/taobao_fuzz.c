/*
 * Any bytes as an answer of Taobao Union; the first byte chooses the call. What is taken obeys the rules:
 * amounts are not negative, links lead to the supplier, texts are clean.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "supplier/taobao.h"

static const struct account account = { .name = "mine", .key = "1", .pid = "mm_1_2_3" };
static struct arena arena;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void must_be_clean(const char *text)
{
	if (text)
		must(!strcmp(text, text_take(&arena, text, strlen(text), SIZE_MAX, NULL)));
}

static void must_be_amount(struct money money)
{
	must(money.minor >= 0 && money.minor <= MONEY_MOST && money.currency == CURRENCY_CNY);
}

static void check_coupon(const struct coupon *coupon)
{
	must_be_clean(coupon->id);
	must_be_amount(coupon->face);
	must_be_amount(coupon->threshold);
	must(coupon->left >= UNKNOWN && coupon->total >= UNKNOWN);
	must(coupon->starts_at >= 0 && coupon->ends_at >= 0);
}

static void check_goods(const struct goods *goods)
{
	must(goods->id && goods->id[0] && goods->title && goods->title[0]);
	must_be_clean(goods->id);
	must_be_clean(goods->title);
	must_be_clean(goods->shop);
	must_be_clean(goods->category);
	must(!goods->picture || !strncmp(goods->picture, "https://", 8) ||
		!strncmp(goods->picture, "http://", 7));
	must_be_clean(goods->picture);
	must_be_amount(goods->price);
	must_be_amount(goods->final);
	must_be_amount(goods->list_price);
	must_be_amount(goods->group_price);
	must_be_amount(goods->commission);
	must_be_amount(goods->commission_before);
	must(goods->final.minor <= goods->price.minor);
	must(goods->commission.minor <= goods->final.minor);
	must(goods->rate_bp >= 0 && goods->rate_bp <= 10000);
	must(goods->stock >= UNKNOWN && goods->sales_30d >= UNKNOWN);
	must(goods->shop_score >= UNKNOWN && goods->shop_score <= 100);
	check_coupon(&goods->coupon);
}

static void read_goods(const struct reading *reading)
{
	struct goods_page page;
	struct goods goods;
	struct coupon coupon;
	size_t i;

	if (taobao.goods->read_page(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			check_goods(&page.rows[i]);
	if (taobao.goods->read_detail(reading, &goods, NULL) == OK)
		check_goods(&goods);
	if (taobao.goods->read_coupon(reading, &coupon, NULL) == OK)
		check_coupon(&coupon);
}

static void read_names(const struct reading *reading, bool topics)
{
	struct category_page page;
	size_t i;

	if ((topics ? taobao.goods->read_topics : taobao.goods->read_categories)(
		    reading, &page, NULL) != OK)
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].id && page.rows[i].name);
		must_be_clean(page.rows[i].id);
		must_be_clean(page.rows[i].name);
	}
}

static void check_link(const struct link *link)
{
	must(link->url || link->pass_code);
	if (link->url)
		must(supplier_check_link(&taobao, &account, link->url, NULL) == OK);
	if (link->short_url)
		must(supplier_check_link(&taobao, &account, link->short_url, NULL) == OK);
	must_be_clean(link->pass_code);
	must_be_clean(link->goods);
	must_be_clean(link->id);
}

static void read_links(const struct reading *reading)
{
	struct link_page page;
	struct link link;
	size_t i;

	if (taobao.links->read_link(reading, &link, NULL) == OK)
		check_link(&link);
	if (taobao.links->read_links(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			check_link(&page.rows[i]);
}

static void read_orders(const struct reading *reading)
{
	struct order_page page;
	size_t i;

	if (taobao.orders->read_orders(reading, &page, NULL) != OK)
		return;
	must_be_clean(page.next);
	for (i = 0; i < page.count; i++) {
		const struct order *order = &page.rows[i];

		must(order->id && order->sub_id && order->sub_id[0] && order->state_word[0]);
		must_be_clean(order->sub_id);
		must_be_clean(order->goods);
		must_be_clean(order->title);
		must_be_clean(order->state_word);
		must_be_amount(order->paid);
		must_be_amount(order->base);
		must_be_amount(order->estimate);
		must_be_amount(order->settled);
		must_be_amount(order->fee);
		must(order->state == ORDER_SETTLED || order->settled.minor == 0);
		must(order->rate_bp >= 0 && order->rate_bp <= 10000 && order->quantity >= 0);
	}
}

static void read_refunds(const struct reading *reading)
{
	struct line_page page;
	size_t i;

	if (taobao.orders->read_lines(reading, &page, NULL) != OK)
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].id && page.rows[i].order && page.rows[i].amount.minor < 0);
		must_be_clean(page.rows[i].id);
		must_be_clean(page.rows[i].order);
	}
}

static void read_after_settlement(const struct reading *reading)
{
	struct penalty_page page;
	size_t i;

	read_refunds(reading);
	if (taobao.orders->read_penalties(reading, &page, NULL) != OK)
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].order && page.rows[i].order[0]);
		must_be_clean(page.rows[i].order);
		must_be_clean(page.rows[i].word);
	}
}

static void judge(const char *bytes, size_t length)
{
	const struct http_answer answer = { .status = 200, .body = bytes, .length = length,
		.json = true, .etag = "", .date_s = 1795392060 };
	struct fault fault = { 0 };

	if (taobao.verdict(&answer, &fault) == OK)
		return;
	must(fault.text[0] && fault.retry_s >= 0 && fault.retry_s <= 300);
	must_be_clean(fault.text);
	must_be_clean(fault.server);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct reading reading;
	char *text;
	int call;

	if (length == 0)
		return 0;
	call = bytes[0] % 7;
	text = arena_bytes(&arena, (const char *)bytes + 1, length - 1);
	reading = (struct reading){ .account = &account, .bytes = text, .length = length - 1,
		.now_s = 1795392060, .arena = &arena };
	if (call == 0)
		read_goods(&reading);
	else if (call <= 2)
		read_names(&reading, call == 1);
	else if (call == 3)
		read_links(&reading);
	else if (call == 4)
		read_orders(&reading);
	else if (call == 5)
		read_after_settlement(&reading);
	else
		judge(text, length - 1);
	arena_clear(&arena);
	return 0;
}
