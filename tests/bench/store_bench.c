/*
 * store: what loading and searching many goods and orders costs. Prints "name<TAB>value<TAB>unit" lines.
 * Usage: store_bench [GOODS [ORDERS]] (default 1000000 1000000). The file is made in $TMPDIR or /tmp.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/goods_store.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "store/shelf_store.h"

#include "made.h"

enum { PAGE = MADE_PAGE, ROUNDS = 7, NOW = MADE_NOW };

static struct store store;
static struct fault fault;

static double now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void must(enum err err)
{
	if (err) {
		fprintf(stderr, "store_bench: %s\n", fault.text);
		exit(1);
	}
}

static void load_goods(int64_t count)
{
	struct arena arena = { 0 };
	struct goods *page = calloc(PAGE, sizeof *page);
	double making = 0, start = now_ms(), before;
	int64_t i, j;

	must(store_begin(&store, &fault));
	for (i = 0; i < count; i += PAGE) {
		before = now_ms();
		for (j = 0; j < PAGE; j++)
			page[j] = made_goods(&arena, i + j);
		making += now_ms() - before;
		must(goods_put_walk(&store, page, PAGE, &fault));
		arena_clear(&arena);
		if (i % 100000 == 100000 - PAGE) {
			must(store_commit(&store, &fault));
			must(store_begin(&store, &fault));
		}
		if (i == 100000 - PAGE)
			printf("store insert 100000 goods\t%.0f\tms\n", now_ms() - start - making);
	}
	must(store_commit(&store, &fault));
	printf("store insert %lld goods\t%.0f\tms\n", (long long)count, now_ms() - start - making);
	before = now_ms();
	must(goods_index(&store, &fault));
	printf("store index %lld goods\t%.0f\tms\n", (long long)count, now_ms() - before);
	free(page);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Each round is a query never asked before: the answer kept by the store is dropped. */
static void search(const char *line, enum goods_sort sort, int64_t offset)
{
	struct arena arena = { 0 };
	struct goods_query query;
	struct goods *rows;
	double ms[ROUNDS], start;
	size_t count = 0, i;

	for (i = 0; i < ROUNDS; i++) {
		must(goods_query_read(line, &arena, &query, &fault));
		query.sort = sort;
		store.version++;
		start = now_ms();
		count = goods_count(&store, &query);
		goods_load(&store, &query, offset < 0 ? count - 30 : (size_t)offset, 30, &arena, &rows);
		ms[i] = now_ms() - start;
		arena_clear(&arena);
	}
	qsort(ms, ROUNDS, sizeof *ms, compare);
	printf("store search '%s' by %s at %lld (%zu hits)\t%.2f\tms\n", line, goods_sort_id(sort),
		(long long)offset, count, ms[ROUNDS / 2]);
}

static void search_all_ways(void)
{
	static const char *const lines[] = { "", "毛", "毛巾", "洗脸巾", "纯棉 毛巾", "龘", "mj", "xlj", "b",
		"bl", "blu", "m", "therm", "500", "50", "500ml", "毛巾 -儿童", "-毛巾", "price:<50",
		"price:<50 rate:>20", "cat:c7", "has:coupon", "in:stock", "on:shelf",
		"price:<50 rate:>20 has:coupon -儿童 毛巾", "x", "款", "款 l" };
	size_t i;
	int sort;

	for (i = 0; i < sizeof lines / sizeof *lines; i++)
		search(lines[i], SORT_RELEVANCE, 0);
	for (sort = SORT_PRICE; sort < SORT_COUNT; sort++) {
		search("", (enum goods_sort)sort, 0);
		search("毛巾", (enum goods_sort)sort, 0);
	}
	search("", SORT_RELEVANCE, -1);
	search("", SORT_PRICE, -1);
	search("", SORT_SALES, -1);
	search("", SORT_PRICE, 400000);
	search("毛巾", SORT_PRICE, -1);
}

static void put_pages(void)
{
	struct arena arena = { 0 };
	struct goods page[PAGE];
	double start;
	int64_t i;

	made_again();
	for (i = 0; i < PAGE; i++)
		page[i] = made_goods(&arena, i);
	start = now_ms();
	must(goods_put(&store, page, PAGE, &fault));
	printf("store put a page of 100 unchanged\t%.2f\tms\n", now_ms() - start);
	for (i = 0; i < PAGE; i++)
		page[i].final.minor++;
	start = now_ms();
	must(goods_put(&store, page, PAGE, &fault));
	printf("store put a page of 100 with new prices\t%.2f\tms\n", now_ms() - start);
	for (i = 0; i < PAGE; i++)
		page[i].id = arena_print(&arena, "N%lld", (long long)i);
	start = now_ms();
	must(goods_put(&store, page, PAGE, &fault));
	printf("store put a page of 100 new\t%.2f\tms\n", now_ms() - start);
	start = now_ms();
	must(shelf_pick(&store, MADE_SUPPLIER, "G00000007", NOW, &fault));
	printf("store pick one goods\t%.2f\tms\n", now_ms() - start);
	arena_clear(&arena);
}

static void load_orders(int64_t count)
{
	struct arena arena = { 0 };
	double start = now_ms();
	int64_t i;

	must(store_begin(&store, &fault));
	for (i = 0; i < count; i++) {
		struct order order = made_order(&arena, i, count);
		struct line line = { MADE_SUPPLIER, order.sub_id, LINE_ESTIMATE, BUCKET_ESTIMATED, order.sub_id,
			NULL, order.estimate, order.created_at };

		must(order_put(&store, &order, 1, &fault));
		must(line_put(&store, &line, 1, &fault));
		if (i % 1000 == 999)
			arena_clear(&arena);
	}
	must(store_commit(&store, &fault));
	printf("store put %lld orders and lines\t%.0f\tms\n", (long long)count, now_ms() - start);
	arena_clear(&arena);
}

static void read_orders(int64_t count)
{
	struct arena arena = { 0 };
	struct order_query all = { "", UNKNOWN, UNKNOWN, 0, 0 }, settled = all, digits = all, words = all;
	struct earning_row *earnings;
	struct balance *balances;
	struct order *orders;
	double start = now_ms();

	settled.state = ORDER_SETTLED;
	digits.words = "7919";
	words.words = "毛巾";
	balance_load(&store, &arena, &balances);
	earning_load(&store, BY_DAY, NOW - 7 * 86400, 7, &arena, &earnings);
	outbox_waiting(&store);
	printf("store Today's sums at %lld orders\t%.3f\tms\n", (long long)count, now_ms() - start);
#define TIMED(name, call) \
	do { \
		start = now_ms(); \
		call; \
		printf("store " name " at %lld orders\t%.3f\tms\n", (long long)count, now_ms() - start); \
	} while (0)
	TIMED("earnings by day", earning_load(&store, BY_DAY, 0, 400, &arena, &earnings));
	TIMED("earnings by goods", earning_load(&store, BY_GOODS, 0, 100, &arena, &earnings));
	TIMED("earnings by goods of 30 days",
		earning_load(&store, BY_GOODS, NOW - 30 * 86400, 100, &arena, &earnings));
	TIMED("earnings by channel", earning_load(&store, BY_CHANNEL, 0, 100, &arena, &earnings));
	TIMED("first orders", order_load(&store, &all, 0, 30, &arena, &orders));
	TIMED("last orders",
		order_load(&store, &all, (size_t)(count > 30 ? count - 30 : 0), 30, &arena, &orders));
	TIMED("settled orders", order_load(&store, &settled, 0, 30, &arena, &orders));
	TIMED("orders by last digits", order_load(&store, &digits, 0, 30, &arena, &orders));
	TIMED("orders by title", order_load(&store, &words, 0, 30, &arena, &orders));
	arena_clear(&arena);
}

static void report_size(const char *path)
{
	struct rusage usage;
	struct stat found;

	getrusage(RUSAGE_SELF, &usage);
	if (stat(path, &found) == 0)
		printf("store file\t%lld\tMB\n", (long long)found.st_size >> 20);
	printf("store peak memory\t%ld\tMB\n", usage.ru_maxrss >> 10);
}

int main(int count, char **arguments)
{
	int64_t goods = count > 1 ? strtoll(arguments[1], NULL, 10) : 1000000;
	int64_t orders = count > 2 ? strtoll(arguments[2], NULL, 10) : 1000000;
	const char *folder = getenv("TMPDIR");
	char path[4096], journal[4104];
	double start;

	snprintf(path, sizeof path, "%s/shopkeeper-bench-%ld.db", folder ? folder : "/tmp", (long)getpid());
	clock_set_s(NOW);
	must(store_open(&store, path, &fault));
	load_goods(goods);
	store_close(&store);
	start = now_ms();
	must(store_open(&store, path, &fault));
	printf("store open\t%.2f\tms\n", now_ms() - start);
	search_all_ways();
	report_size(path);
	put_pages();
	load_orders(orders);
	read_orders(orders);
	report_size(path);
	store_close(&store);
	unlink(path);
	snprintf(journal, sizeof journal, "%s-wal", path);
	unlink(journal);
	snprintf(journal, sizeof journal, "%s-shm", path);
	unlink(journal);
	return 0;
}
