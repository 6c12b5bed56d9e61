/* goods_store: what is put is found again: by words of any length, by filters, in every order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "store/goods_store.h"
#include "store/shelf_store.h"
#include "store/sql.h"
#include "fresh.h"

static void put(struct goods goods)
{
	if (goods_put(&store, &goods, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
}

/* The ids that a typed line finds, in order. */
static const char *found(const char *line)
{
	struct goods_query query;
	struct goods *rows;
	char *ids = arena_text(&arena, "");
	size_t count, i;

	if (goods_query_read(line, &arena, &query, &fault) != OK)
		fail_msg("'%s': %s", line, fault.text);
	count = goods_load(&store, &query, 0, 100, &arena, &rows);
	assert_int_equal(count, goods_count(&store, &query));
	for (i = 0; i < count; i++) {
		ids = arena_print(&arena, "%s%s%s", ids, i ? " " : "", rows[i].id);
		assert_int_equal(goods_position(&store, &query, "demo", rows[i].id), i);
	}
	return ids;
}

static void a_goods_comes_back_whole(void **unused)
{
	struct goods goods = sample_goods("g1", "纯棉毛巾"), *back;

	(void)unused;
	goods.shop = "毛巾之家";
	goods.picture = "https://example.com/a.jpg";
	goods.description = "柔软";
	goods.list_price = sample_yuan(5900);
	goods.coupon = (struct coupon){ "c9", sample_yuan(500), sample_yuan(1900), 7, 100,
		SAMPLE_NOW - 5, SAMPLE_NOW + 5 };
	goods.lock_ends_at = SAMPLE_NOW + 99;
	goods.self_purchase = true;
	goods.group_price = sample_yuan(1700);
	goods.group_size = 3;
	goods.gtin = "4006381333931";
	goods.brand = "Nordhem";
	goods.model = "N-1";
	put(goods);
	back = goods_get(&store, &arena, "demo", "g1");
	assert_non_null(back);
	assert_string_equal(back->title, "纯棉毛巾");
	assert_string_equal(back->shop, "毛巾之家");
	assert_string_equal(back->picture, "https://example.com/a.jpg");
	assert_string_equal(back->description, "柔软");
	assert_string_equal(back->category, "home");
	assert_int_equal(back->list_price.minor, 5900);
	assert_int_equal(back->final.currency, CURRENCY_CNY);
	assert_string_equal(back->coupon.id, "c9");
	assert_int_equal(back->coupon.left, 7);
	assert_int_equal(back->coupon.ends_at, SAMPLE_NOW + 5);
	assert_int_equal(back->lock_ends_at, SAMPLE_NOW + 99);
	assert_true(back->self_purchase);
	assert_int_equal(back->seen_at, SAMPLE_NOW);
	assert_int_equal(back->group_price.minor, 1700);
	assert_int_equal(back->group_size, 3);
	assert_string_equal(back->gtin, "4006381333931");
	assert_string_equal(back->brand, "Nordhem");
	assert_string_equal(back->model, "N-1");
	assert_null(goods_get(&store, &arena, "demo", "g2"));
	assert_null(goods_get(&store, &arena, "other", "g1"));
}

static void words_of_any_length_are_found(void **unused)
{
	static const char *const cases[][2] = {
		{ "毛巾", "towel" }, { "毛", "towel" }, { "脸毛", "towel" }, { "洗脸毛巾", "towel" },
		{ "巾毛", "" }, { "纯棉 毛巾", "towel" }, { "毛巾 纯棉", "towel" }, { "毛巾 不锈钢", "" },
		{ "mj", "towel" }, { "xlmj", "towel" }, { "cm", "towel" }, { "xj", "" },
		{ "b", "blue" }, { "blu", "blue" }, { "BLUE", "blue" }, { "blue", "blue" }, { "lue", "" },
		{ "500", "cup" }, { "ml", "cup" }, { "500ml", "cup" }, { "50", "cup" }, { "500m", "cup" },
		{ "500保温杯", "" }, { "保温杯", "cup" }, { "bwb", "cup" }, { "ｂｌｕｅ", "blue" },
		{ "cq", "noodles" }, { "zq", "noodles" }, { "重庆小面", "noodles" },
		{ "!!!", "towel cup blue noodles" }, { "", "towel cup blue noodles" },
		{ "\"毛巾", "towel" }, { "毛*", "towel" }, { "NEAR( OR", "" },
	};
	size_t i;

	(void)unused;
	put(sample_goods("towel", "纯棉洗脸毛巾"));
	put(sample_goods("cup", "不锈钢保温杯 500ml"));
	put(sample_goods("blue", "Blue Bottle"));
	put(sample_goods("noodles", "重庆小面"));
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		if (strcmp(found(cases[i][0]), cases[i][1]) != 0)
			fail_msg("'%s' finds '%s', not '%s'", cases[i][0], found(cases[i][0]),
				cases[i][1]);
}

static void words_can_be_left_out(void **unused)
{
	(void)unused;
	put(sample_goods("a", "儿童毛巾"));
	put(sample_goods("b", "纯棉毛巾 blue"));
	put(sample_goods("c", "茶杯"));
	assert_string_equal(found("毛巾 -儿童"), "b");
	assert_string_equal(found("-毛巾"), "c");
	assert_string_equal(found("-blu"), "a c");
	assert_string_equal(found("-儿童 -茶"), "b");
}

static void filters_keep_what_they_say(void **unused)
{
	struct goods goods;

	(void)unused;
	goods = sample_goods("cheap", "毛巾");
	goods.final = sample_yuan(4999);
	put(goods);
	goods = sample_goods("dear", "浴巾");
	goods.final = sample_yuan(5000);
	goods.rate_bp = 2500;
	goods.category = "bath";
	put(goods);
	goods = sample_goods("gone", "毛毯");
	goods.stock = 0;
	goods.final = sample_yuan(10000);
	goods.coupon = (struct coupon){ "c", sample_yuan(100), sample_yuan(0), UNKNOWN, UNKNOWN, 0,
		SAMPLE_NOW + 60 };
	put(goods);
	assert_string_equal(found("price:<50"), "cheap");
	assert_string_equal(found("price:<=50"), "cheap dear");
	assert_string_equal(found("price：＞５０"), "gone");
	assert_string_equal(found("price:>49.99 price:<100"), "dear");
	assert_string_equal(found("price:50-100"), "dear gone");
	assert_string_equal(found("rate:>20"), "dear");
	assert_string_equal(found("RATE:<=18"), "cheap gone");
	assert_string_equal(found("cat:bath"), "dear");
	assert_string_equal(found("cat:Bath"), "");
	assert_string_equal(found("has:coupon"), "gone");
	assert_string_equal(found("in:stock"), "cheap dear");
	assert_string_equal(found("in:stock 毛"), "cheap");
	assert_string_equal(found("from:demo in:stock"), "cheap dear");
	assert_string_equal(found("from:nobody"), "");
	assert_int_equal(shelf_pick(&store, "demo", "dear", SAMPLE_NOW, &fault), OK);
	assert_string_equal(found("on:shelf"), "dear");
	clock_set_s(SAMPLE_NOW + 120);
	assert_string_equal(found("has:coupon"), "");
}

static void a_wrong_filter_is_named_and_the_rest_is_kept(void **unused)
{
	struct goods_query query;

	(void)unused;
	assert_int_equal(goods_query_read("colour:red 毛巾 price:<9", &arena, &query, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "colour:"));
	assert_non_null(strstr(fault.text, "price:"));
	assert_string_equal(query.words, "毛巾");
	assert_int_equal(query.price_to, 899);
	assert_int_equal(goods_query_read("price:cheap", &arena, &query, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "price:<50"));
	assert_int_equal(goods_query_read("price:<0", &arena, &query, &fault), ERR_USAGE);
	assert_int_equal(goods_query_read("price:9-5", &arena, &query, &fault), ERR_USAGE);
	assert_int_equal(goods_query_read("rate:", &arena, &query, &fault), ERR_USAGE);
	assert_int_equal(goods_query_read("has:legs", &arena, &query, &fault), ERR_USAGE);
	assert_false(query.has_coupon);
	assert_int_equal(goods_query_read("12:30 -", &arena, &query, &fault), OK);
	assert_string_equal(query.words, "12:30 -");
}

/* ---- orders, against a plain sort of the same goods */

enum { MANY = 9000 };

static struct goods many[MANY];
static const struct goods *sorted_rows[MANY];
static enum goods_sort sorted_by;
static bool sorted_down;

static int64_t sort_value(const struct goods *goods)
{
	return sorted_by == SORT_PRICE	      ? goods->final.minor
		: sorted_by == SORT_COMMISSION ? goods->commission.minor
		: sorted_by == SORT_RATE       ? goods->rate_bp
		: sorted_by == SORT_SALES      ? goods->sales_30d
		: sorted_by == SORT_SCORE      ? goods->shop_score
					       : goods->updated_at;
}

static int compare(const void *a, const void *b)
{
	const struct goods *left = *(const struct goods *const *)a;
	const struct goods *right = *(const struct goods *const *)b;
	int64_t l = sort_value(left), r = sort_value(right);

	if (l != r)
		return (l < r) == sorted_down ? 1 : -1;
	return left < right ? -1 : 1;
}

static void put_many(void)
{
	uint64_t seed = 7;
	int i;

	for (i = 0; i < MANY; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		many[i] = sample_goods(arena_print(&arena, "g%d", i), i % 3 ? "毛巾" : "茶杯");
		many[i].final.minor = (int64_t)(seed >> 40) % 5000;
		many[i].commission.minor = (int64_t)(seed >> 8) % 1000000007;
		many[i].rate_bp = (int32_t)(seed >> 33) % 9000;
		many[i].sales_30d = seed >> 60 ? 0 : UNKNOWN;
		many[i].updated_at = SAMPLE_NOW - i / 2;
		many[i].shop_score = (int64_t)(seed >> 50) % 101;
	}
	assert_int_equal(goods_put_walk(&store, many, MANY, &fault), OK);
	assert_int_equal(goods_index(&store, &fault), OK);
}

static void check_page(struct goods_query *query, size_t offset, size_t total)
{
	struct goods *rows;
	size_t count = goods_load(&store, query, offset, 40, &arena, &rows), i;

	assert_int_equal(count, total - offset < 40 ? total - offset : 40);
	for (i = 0; i < count; i++)
		if (strcmp(rows[i].id, sorted_rows[offset + i]->id) != 0)
			fail_msg("sort %s at %zu: %s, not %s", goods_sort_id(query->sort), offset + i,
				rows[i].id, sorted_rows[offset + i]->id);
	assert_int_equal(goods_position(&store, query, "demo", rows[0].id), offset);
}

static void every_order_at_every_depth(void **unused)
{
	struct goods_query query = { .words = "毛巾" };
	static const size_t offsets[] = { 0, 39, 4090, 4097, 5000, 5999 };
	size_t total, i;
	int sort, reverse;

	(void)unused;
	put_many();
	for (sort = SORT_PRICE; sort < SORT_COUNT; sort++)
		for (reverse = 0; reverse < 2; reverse++) {
			query.sort = sorted_by = (enum goods_sort)sort;
			query.reverse = reverse;
			sorted_down = (sort != SORT_PRICE) != query.reverse;
			for (total = 0, i = 0; i < MANY; i++)
				if (i % 3)
					sorted_rows[total++] = &many[i];
			qsort(sorted_rows, total, sizeof *sorted_rows, compare);
			assert_int_equal(goods_count(&store, &query), total);
			for (i = 0; i < sizeof offsets / sizeof *offsets; i++)
				check_page(&query, offsets[i], total);
		}
}

static void as_it_came_forwards_and_backwards(void **unused)
{
	struct goods_query all = { .words = "" }, cups = { .words = "茶" };
	struct goods *rows;

	(void)unused;
	put_many();
	assert_int_equal(goods_load(&store, &all, 8990, 40, &arena, &rows), 10);
	assert_string_equal(rows[9].id, "g8999");
	assert_int_equal(goods_load(&store, &all, 9000, 40, &arena, &rows), 0);
	assert_int_equal(goods_load(&store, &cups, 2000, 2, &arena, &rows), 2);
	assert_string_equal(rows[1].id, "g6003");
	assert_int_equal(goods_position(&store, &cups, "demo", "g6003"), 2001);
	assert_int_equal(goods_position(&store, &cups, "demo", "g6004"), -1);
	all.reverse = cups.reverse = true;
	assert_int_equal(goods_load(&store, &all, 1, 2, &arena, &rows), 2);
	assert_string_equal(rows[0].id, "g8998");
	assert_int_equal(goods_load(&store, &cups, 0, 2, &arena, &rows), 2);
	assert_string_equal(rows[0].id, "g8997");
	assert_string_equal(rows[1].id, "g8994");
	assert_int_equal(goods_position(&store, &cups, "demo", "g8994"), 1);
}

/* ---- changes */

static void a_new_title_replaces_the_old_words(void **unused)
{
	struct goods goods = sample_goods("g1", "毛巾");

	(void)unused;
	put(goods);
	goods.title = "茶杯";
	put(goods);
	assert_string_equal(found("毛巾"), "");
	assert_string_equal(found("茶杯"), "g1");
	assert_int_equal(sql_run(store.sql, "INSERT INTO goods_words(goods_words) VALUES('integrity-check')",
				 &fault),
		OK);
}

static void the_same_again_changes_only_its_age(void **unused)
{
	struct goods goods = sample_goods("g1", "毛巾");

	(void)unused;
	goods.description = "柔软";
	put(goods);
	assert_true(store_take_changes(&store) & TOPIC_GOODS);
	goods.seen_at++;
	goods.description = NULL;
	put(goods);
	assert_false(store_take_changes(&store) & TOPIC_GOODS);
	assert_int_equal(goods_get(&store, &arena, "demo", "g1")->seen_at, SAMPLE_NOW + 1);
	assert_string_equal(goods_get(&store, &arena, "demo", "g1")->description, "柔软");
}

static void a_page_is_taken_whole_or_not_at_all(void **unused)
{
	struct goods page[2] = { sample_goods("g1", "毛巾"), sample_goods("g2", "茶杯") };

	(void)unused;
	page[1].commission.currency = CURRENCY_USD;
	assert_int_equal(goods_put(&store, page, 2, &fault), ERR_DECODE);
	assert_non_null(strstr(fault.text, "g2"));
	assert_string_equal(found(""), "");
	page[1].commission.currency = CURRENCY_CNY;
	assert_int_equal(goods_put(&store, page, 2, &fault), OK);
	assert_string_equal(found(""), "g1 g2");
}

static void a_goods_twice_on_a_page_counts_once(void **unused)
{
	struct goods page[3] = { sample_goods("g1", "毛巾"), sample_goods("g1", "茶杯"),
		sample_goods("g1", "浴巾") };

	(void)unused;
	page[2].final.minor = 777;
	assert_int_equal(goods_put(&store, page, 3, &fault), OK);
	assert_string_equal(found(""), "g1");
	assert_string_equal(found("浴巾 price:7.77"), "g1");
	assert_string_equal(found("茶杯"), "");
}

static void a_walk_is_indexed_in_slices(void **unused)
{
	struct goods page[3] = { sample_goods("g1", "毛巾"), sample_goods("g2", "毛巾"),
		sample_goods("g3", "毛巾") };
	bool left;

	(void)unused;
	assert_int_equal(goods_put_walk(&store, page, 3, &fault), OK);
	assert_string_equal(found("毛巾"), "");
	assert_string_equal(found("price:20"), "g1 g2 g3");
	assert_int_equal(goods_index_some(&store, 2, &left, &fault), OK);
	assert_true(left);
	assert_string_equal(found("毛巾"), "g1 g2");
	page[2].title = "茶杯";
	assert_int_equal(goods_put_walk(&store, page, 3, &fault), OK);
	assert_int_equal(goods_index_some(&store, 2, &left, &fault), OK);
	assert_false(left);
	assert_string_equal(found("毛巾"), "g1 g2");
	assert_string_equal(found("茶杯"), "g3");
}

static void categories_stay_in_the_suppliers_order(void **unused)
{
	const struct category rows[] = { { "demo", "z", "家居", 12 }, { "demo", "a", "食品", UNKNOWN } };
	struct category *back;

	(void)unused;
	assert_int_equal(category_put(&store, rows, 2, &fault), OK);
	assert_int_equal(category_load(&store, &arena, &back), 2);
	assert_string_equal(back[0].id, "z");
	assert_string_equal(back[1].name, "食品");
	assert_int_equal(back[1].goods, UNKNOWN);
}

static void sorts_have_ids(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < SORT_COUNT; i++)
		assert_int_equal(goods_sort_find(goods_sort_id((enum goods_sort)i)), i);
	assert_int_equal(goods_sort_find("colour"), SORT_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(a_goods_comes_back_whole),
		TEST(words_of_any_length_are_found),
		TEST(words_can_be_left_out),
		TEST(filters_keep_what_they_say),
		TEST(a_wrong_filter_is_named_and_the_rest_is_kept),
		TEST(every_order_at_every_depth),
		TEST(as_it_came_forwards_and_backwards),
		TEST(a_new_title_replaces_the_old_words),
		TEST(the_same_again_changes_only_its_age),
		TEST(a_page_is_taken_whole_or_not_at_all),
		TEST(a_goods_twice_on_a_page_counts_once),
		TEST(a_walk_is_indexed_in_slices),
		TEST(categories_stay_in_the_suppliers_order),
		TEST(sorts_have_ids),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
