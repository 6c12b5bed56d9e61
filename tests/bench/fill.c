/*
 * fill: a store full of made goods and orders, and the same titles as lines for programs that read files.
 * Usage: fill GOODS ORDERS STORE [LIST]. The first goods sells best and has a link for every channel.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "store/goods_store.h"
#include "store/link_store.h"
#include "store/order_store.h"

#include "made.h"

enum { ORDERS_AT_ONCE = 1000, GOODS_AT_ONCE = 100000 };

static struct store store;
static struct fault fault;

static void must(enum err err)
{
	if (err) {
		fprintf(stderr, "fill: %s\n", fault.text);
		exit(1);
	}
}

static void fill_goods(int64_t count, FILE *list)
{
	struct arena arena = { 0 };
	struct goods page[MADE_PAGE];
	int64_t i;
	size_t j;

	must(store_begin_hasty(&store, &fault));
	for (i = 0; i < count; i += MADE_PAGE) {
		for (j = 0; j < MADE_PAGE; j++) {
			page[j] = made_goods(&arena, i + (int64_t)j);
			if (list)
				fprintf(list, "%s  %lld.%02lld  %lld.%02lld  %d.%d%%  %lld  %s\n", page[j].title,
					(long long)page[j].price.minor / 100, (long long)page[j].price.minor % 100,
					(long long)page[j].commission.minor / 100,
					(long long)page[j].commission.minor % 100, (int)page[j].rate_bp / 100,
					(int)page[j].rate_bp / 10 % 10, (long long)page[j].sales_30d, page[j].shop);
		}
		if (i == 0)
			page[0].sales_30d = 1000000;
		must(goods_put_walk(&store, page, MADE_PAGE, &fault));
		arena_clear(&arena);
		if (i % GOODS_AT_ONCE == 0) {
			must(store_commit(&store, &fault));
			must(store_begin_hasty(&store, &fault));
		}
	}
	must(store_commit(&store, &fault));
	must(goods_index(&store, &fault));
}

static void fill_orders(int64_t count)
{
	struct arena arena = { 0 };
	int64_t i;

	must(store_begin_hasty(&store, &fault));
	for (i = 0; i < count; i++) {
		struct order order = made_order(&arena, i, count);
		struct line line = { MADE_SUPPLIER, order.sub_id, LINE_ESTIMATE, BUCKET_ESTIMATED, order.sub_id,
			NULL, order.estimate, order.created_at };

		must(order_put(&store, &order, 1, &fault));
		must(line_put(&store, &line, 1, &fault));
		if (i % ORDERS_AT_ONCE == 0)
			arena_clear(&arena);
	}
	must(store_commit(&store, &fault));
	arena_clear(&arena);
}

static void fill_links(void)
{
	struct link link = { .supplier = MADE_SUPPLIER,
		.goods = "G00000000",
		.url = "https://shop.example.com/s/8Jx2Kq9ZbN4?p=moments-20261123-0001",
		.created_at = MADE_NOW };
	struct arena arena = { 0 };
	int channel;

	for (channel = 0; channel < CHANNEL_COUNT; channel++) {
		link.channel = (enum channel)channel;
		link.id = arena_print(&arena, "L%d", channel);
		must(link_put(&store, &link, &fault));
	}
	arena_clear(&arena);
}

int main(int count, char **arguments)
{
	FILE *list = NULL;

	if (count < 4 || count > 5) {
		fprintf(stderr, "usage: fill GOODS ORDERS STORE [LIST]\n");
		return 2;
	}
	if (count == 5 && !(list = fopen(arguments[4], "w"))) {
		perror(arguments[4]);
		return 1;
	}
	clock_set_s(MADE_NOW);
	must(store_open(&store, arguments[3], &fault));
	fill_goods(strtoll(arguments[1], NULL, 10), list);
	fill_orders(strtoll(arguments[2], NULL, 10));
	fill_links();
	store_close(&store);
	if (list && fclose(list) != 0)
		return 1;
	return 0;
}
