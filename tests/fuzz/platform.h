/*
 * platform: any bytes as an answer of a platform; the first byte chooses the call. What is taken obeys
 * the rules: amounts are neither negative nor more than the price, links lead to the supplier, texts
 * are clean. Each platform's fuzz target includes this and names its supplier.
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
/* Platforms pay in yuan; one's own shop in what it says. */
static bool is_any_currency;

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

static void must_be_amount(struct money money)
{
	must(money.minor >= 0 && money.minor <= MONEY_MOST &&
		(money.currency == CURRENCY_CNY ||
			(is_any_currency && money.currency != CURRENCY_NONE)));
}

static void check_goods(const struct goods *goods)
{
	const struct coupon *coupon = &goods->coupon;
	const struct money *const amounts[] = { &goods->price, &goods->final, &goods->list_price,
		&goods->group_price, &goods->commission, &goods->commission_before, &coupon->face,
		&coupon->threshold };
	const char *const texts[] = { goods->id, goods->title, goods->shop, goods->category,
		goods->picture, goods->description, coupon->id };
	size_t i;

	must(goods->id && goods->id[0] && goods->title && goods->title[0]);
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		must_be_clean(texts[i]);
	for (i = 0; i < sizeof amounts / sizeof *amounts; i++)
		must_be_amount(*amounts[i]);
	must(!goods->picture || url_check(goods->picture, NULL, NULL) == OK);
	must(goods->final.minor <= goods->price.minor);
	must(goods->commission.minor <= goods->final.minor);
	must(goods->commission_before.minor <= goods->price.minor);
	must(goods->rate_bp >= 0 && goods->rate_bp <= 10000);
	must(goods->stock >= UNKNOWN && goods->sales_30d >= UNKNOWN && goods->group_size >= 0);
	must(goods->shop_score >= UNKNOWN && goods->shop_score <= 100);
	must(coupon->left >= UNKNOWN && coupon->total >= UNKNOWN);
}

static void read_goods(const struct supplier *supplier, const struct reading *reading)
{
	struct goods_page page;
	struct goods goods;
	size_t i;

	if (supplier->goods->read_page(reading, &page, NULL) == OK) {
		must_be_clean(page.next);
		for (i = 0; i < page.count; i++)
			check_goods(&page.rows[i]);
	}
	if (supplier->goods->read_detail(reading, &goods, NULL) == OK)
		check_goods(&goods);
}

static void read_names(const struct supplier *supplier, const struct reading *reading)
{
	struct category_page page;
	size_t i;

	if (supplier->goods->read_categories(reading, &page, NULL) != OK)
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].id && page.rows[i].name);
		must_be_clean(page.rows[i].id);
		must_be_clean(page.rows[i].name);
	}
}

static void read_link(const struct supplier *supplier, const struct reading *reading)
{
	struct link link;

	if (supplier->links->read_link(reading, &link, NULL) != OK)
		return;
	must(supplier_check_link(supplier, reading->account, link.url, NULL) == OK);
	must(!link.short_url ||
		supplier_check_link(supplier, reading->account, link.short_url, NULL) == OK);
	must_be_clean(link.pass_code);
	must_be_clean(link.app_url);
	must_be_clean(link.mini_path);
}

static void read_orders(const struct supplier *supplier, const struct reading *reading)
{
	struct order_page page;
	size_t i;

	if (supplier->orders->read_orders(reading, &page, NULL) != OK)
		return;
	must_be_clean(page.next);
	for (i = 0; i < page.count; i++) {
		const struct order *order = &page.rows[i];

		must(order->id[0] && order->sub_id[0] && order->goods && order->state_word[0]);
		must((unsigned)order->state < ORDER_STATE_COUNT);
		must_be_clean(order->sub_id);
		must_be_clean(order->goods);
		must_be_clean(order->title);
		must_be_clean(order->state_word);
		must_be_amount(order->paid);
		must_be_amount(order->base);
		must_be_amount(order->estimate);
		must_be_amount(order->settled);
		must_be_amount(order->fee);
		must(order->rate_bp >= 0 && order->rate_bp <= 10000 && order->quantity >= 0);
		must(order->created_at >= 0 && order->updated_at >= 0 && order->settled_at >= 0);
	}
}

static void read_lines(const struct supplier *supplier, const struct reading *reading)
{
	struct line_page page;
	size_t i;

	if (!supplier->orders->read_lines ||
		supplier->orders->read_lines(reading, &page, NULL) != OK)
		return;
	for (i = 0; i < page.count; i++) {
		must(page.rows[i].id && page.rows[i].order && page.rows[i].amount.minor < 0);
		must(page.rows[i].at > 0);
		must_be_clean(page.rows[i].id);
	}
}

static void read_registration(const struct supplier *supplier, const struct reading *reading)
{
	const char *url;
	bool yes;

	if (!supplier->shop->read_register)
		return;
	if (supplier->shop->read_register(reading, &url, NULL) == OK)
		must(supplier_check_link(supplier, reading->account, url, NULL) == OK);
	if (supplier->shop->read_registered(reading, &yes, NULL) != OK)
		must(!yes);
}

static void judge(const struct supplier *supplier, const struct reading *reading)
{
	const struct http_answer answer = { .status = 200, .body = reading->bytes,
		.length = reading->length, .json = true, .etag = "" };
	struct fault fault = { 0 };

	if (supplier->verdict(&answer, &fault) == OK)
		return;
	must(fault.text[0] && fault.retry_s >= 0 && fault.retry_s <= 300);
	must_be_clean(fault.text);
	must_be_clean(fault.server);
}

static void platform_try(
	const struct supplier *supplier, char call, const char *bytes, size_t length)
{
	static const struct account account = {
		.name = "mine", .pid = "1_2", .address = "https://shop.example", .commission = "12%"
	};
	static void (*const calls[])(const struct supplier *, const struct reading *) = { read_goods,
		read_names, read_link, read_orders, read_lines, read_registration, judge };
	const struct reading reading = { .account = &account, .bytes = bytes, .length = length,
		.now_s = 1795392060, .arena = &arena };

	calls[(unsigned char)call % (sizeof calls / sizeof *calls)](supplier, &reading);
	arena_clear(&arena);
}

#endif
