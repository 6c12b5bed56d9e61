/*
 * Any bytes as an answer of our own supplier API; the first byte chooses the call. What is taken
 * obeys the rules: prices are not negative, links lead to the supplier, texts are clean.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "supplier/house.h"

static const struct account account = { .name = "mine", .address = "https://shop.example.com" };
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
		must(!strcmp(text, text_take_lines(&arena, text, strlen(text), SIZE_MAX)));
}

static void must_be_amount(struct money money)
{
	must(money.minor >= 0 && money.minor <= MONEY_MOST && money.currency != CURRENCY_NONE);
}

static void check_goods(const struct goods *goods)
{
	must(goods->id && goods->id[0] && goods->title && goods->title[0]);
	must_be_clean(goods->id);
	must_be_clean(goods->title);
	must_be_clean(goods->shop);
	must_be_clean(goods->category);
	must_be_clean(goods->description);
	must_be_amount(goods->price);
	must_be_amount(goods->final);
	must_be_amount(goods->commission);
	must_be_amount(goods->list_price);
	must(goods->rate_bp >= 0 && goods->rate_bp <= 10000);
	must(goods->stock >= UNKNOWN && goods->sales_30d >= UNKNOWN && goods->shop_score <= 100);
	if (goods->coupon.id)
		must_be_amount(goods->coupon.face);
}

static void check_order(const struct order *order)
{
	must(order->sub_id && order->sub_id[0]);
	must_be_clean(order->title);
	must_be_clean(order->state_word);
	must_be_clean(order->reason);
	must_be_amount(order->paid);
	must_be_amount(order->estimate);
	must_be_amount(order->settled);
	must((unsigned)order->state < ORDER_STATE_COUNT &&
		(unsigned)order->kind < ORDER_KIND_COUNT);
}

static void check_line(const struct line *line)
{
	must((unsigned)line->kind < LINE_KIND_COUNT && line->bucket > BUCKET_NONE &&
		line->bucket < BUCKET_COUNT);
	must(line->amount.minor >= -MONEY_MOST && line->amount.minor <= MONEY_MOST);
	must_be_clean(line->ref);
}

static void check_link(const struct link *link)
{
	must(supplier_check_link(&house, &account, link->url, NULL) == OK);
	must(!link->short_url ||
		supplier_check_link(&house, &account, link->short_url, NULL) == OK);
	must_be_clean(link->pass_code);
}

static void read_goods(const struct reading *reading, bool single)
{
	struct goods_page page = { 0 };
	struct goods goods;
	size_t i;

	if (single && house.goods->read_detail(reading, &goods, NULL) == OK)
		check_goods(&goods);
	if (!single && house.goods->read_page(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			check_goods(&page.rows[i]);
}

static void read_orders(const struct reading *reading)
{
	struct order_page page;
	size_t i;

	if (house.orders->read_orders(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			check_order(&page.rows[i]);
}

static void read_lines(const struct reading *reading)
{
	struct line_page page;
	size_t i;

	if (house.orders->read_lines(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			check_line(&page.rows[i]);
}

static void read_rest(const struct reading *reading, int call)
{
	struct category_page page;
	struct link link;
	const char *token;
	size_t i;

	if (call == 4 && house.links->read_link(reading, &link, NULL) == OK)
		check_link(&link);
	if (call == 5 && house.goods->read_categories(reading, &page, NULL) == OK)
		for (i = 0; i < page.count; i++)
			must_be_clean(page.rows[i].name);
	if (call == 6 && house.shop->read_opened(reading, &token, NULL) == OK)
		must(strlen(token) >= 16 && strlen(token) <= 200 && !strpbrk(token, "\r\n "));
}

static void judge(const char *bytes, size_t length)
{
	const struct http_answer answer = {
		.status = 422, .json = true, .body = bytes, .length = length
	};
	struct fault fault;

	must(house.verdict(&answer, &fault) == ERR_REFUSED);
	must(text_is_utf8(fault.text, strlen(fault.text)));
	must_be_clean(fault.text);
	must_be_clean(fault.server);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text;
	struct reading reading;
	int call;

	if (length == 0)
		return 0;
	call = (bytes[0] - '0') & 7;
	text = arena_bytes(&arena, (const char *)bytes + 1, length - 1);
	reading = (struct reading){ .account = &account, .bytes = text, .length = length - 1,
		.now_s = 1795392060, .arena = &arena };
	if (call < 2)
		read_goods(&reading, call == 1);
	else if (call == 2)
		read_orders(&reading);
	else if (call == 3)
		read_lines(&reading);
	else if (call == 7)
		judge(text, length - 1);
	else
		read_rest(&reading, call);
	arena_clear(&arena);
	return 0;
}
