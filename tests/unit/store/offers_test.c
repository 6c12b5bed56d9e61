/* offers: the same thing at several suppliers is one row, in every order; what parts them parts them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fresh.h"
#include "store/migrate.h"
#include "store/offers.h"
#include "store/sql.h"

static struct goods make(const char *supplier, const char *id, const char *title, int64_t fen)
{
	struct goods goods = sample_goods(id, title);

	goods.supplier = supplier;
	goods.price = goods.final = sample_yuan(fen);
	return goods;
}

static void put(struct goods goods)
{
	if (goods_put(&store, &goods, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
	while (store.offers_left)
		assert_int_equal(offers_some(&store, 1, &fault), OK);
}

/* The offers of a goods: "jd/2:similar …", without itself. */
static const char *offers_of(const char *supplier, const char *id)
{
	struct offer *rows;
	size_t count = offers_load(&store, &arena, supplier, id, &rows), i;
	char *text = arena_text(&arena, "");
	size_t similar, seen = 0;

	for (i = 1; i < count; i++)
		text = arena_print(&arena, "%s%s%s/%s:%s", text, *text ? " " : "",
			rows[i].goods.supplier, rows[i].goods.id, likeness_id(rows[i].likeness));
	for (i = 1; i < count; i++)
		seen += rows[i].likeness <= LIKE_TITLE;
	assert_int_equal(offers_count(&store, supplier, id, &similar), count ? count - 1 : 0);
	assert_int_equal(similar, seen);
	return text;
}

static const char *listed(struct goods_query query)
{
	struct goods *rows;
	size_t count, i;
	char *text = arena_text(&arena, "");

	query.words = query.words ? query.words : "";
	query.without = "";
	query.together = true;
	count = goods_load(&store, &query, 0, 100, &arena, &rows);
	assert_int_equal(count, goods_count(&store, &query));
	for (i = 0; i < count; i++) {
		text = arena_print(&arena, "%s%s%s/%s", text, i ? " " : "", rows[i].supplier,
			rows[i].id);
		assert_int_equal(goods_position(&store, &query, rows[i].supplier, rows[i].id), i);
	}
	return text;
}

static void the_same_barcode_is_one_thing(void **unused)
{
	struct goods here = make("house", "1", "Towel of cotton", 2000);
	struct goods there = make("woo", "7", "Baumwolltuch", 1900);

	(void)unused;
	here.gtin = "4006381333931";
	there.gtin = "0 4006381-333931"; /* the same, as GTIN-14 */
	put(here);
	put(there);
	assert_string_equal(offers_of("house", "1"), "woo/7:gtin");
	assert_string_equal(offers_of("woo", "7"), "house/1:gtin");
	there.id = "8";
	there.gtin = "4006381333932"; /* no barcode: its check digit is wrong */
	put(there);
	assert_string_equal(offers_of("woo", "8"), "");
}

static void brand_and_model_are_one_thing(void **unused)
{
	struct goods here = make("vip", "1", "Shoe for running", 2000);
	struct goods there = make("jd", "2", "跑步鞋", 1900), other = make("jd", "3", "跑鞋", 1900);

	(void)unused;
	here.brand = "Nordhem";
	here.model = "RT-AX 86u";
	there.brand = "NORDHEM";
	there.model = "rtax86U";
	other.brand = "Nordhem"; /* the brand alone is no thing */
	put(here);
	put(there);
	put(other);
	assert_string_equal(offers_of("vip", "1"), "jd/2:model");
	assert_string_equal(offers_of("jd", "3"), "");
}

static void one_id_on_one_platform_is_one_thing(void **unused)
{
	(void)unused;
	assert_int_equal(offers_platform(&store, "mine", "jd", &fault), OK);
	assert_int_equal(offers_platform(&store, "hers", "jd", &fault), OK);
	assert_int_equal(offers_platform(&store, "shop", NULL, &fault), OK);
	assert_int_equal(offers_platform(&store, "shop2", NULL, &fault), OK);
	put(make("mine", "55", "a", 2000));
	put(make("hers", "55", "b", 1900));
	put(make("shop", "55", "c", 1900));
	put(make("shop2", "55", "d", 1900));
	assert_string_equal(offers_of("mine", "55"), "hers/55:id");
	assert_string_equal(offers_of("shop", "55"), "");
}

static void the_same_words_are_similar(void **unused)
{
	(void)unused;
	put(make("jd", "1", "洁丽家 纯棉毛巾 3条装", 2000));
	put(make("pdd", "2", "【官方旗舰店】纯棉毛巾 洁丽家 3条装 包邮", 1800));
	put(make("vip", "3", "洁丽家 纯棉毛巾 5条装", 1700)); /* another number */
	put(make("jd", "4", "毛巾", 1700));                   /* too few words */
	put(make("pdd", "5", "毛巾", 1700));
	put(make("taobao", "6", "洁丽家 纯棉毛巾 3条装", 1900));
	assert_string_equal(offers_of("jd", "1"), "pdd/2:similar taobao/6:similar");
	assert_string_equal(offers_of("vip", "3"), "");
	assert_string_equal(offers_of("jd", "4"), "");
}

static void two_barcodes_are_two_things_whatever_the_title(void **unused)
{
	struct goods red = make("house", "1", "Nordhem cotton towel 3 pieces", 2000);
	struct goods blue = make("woo", "2", "Nordhem cotton towel 3 pieces", 2000);

	(void)unused;
	red.gtin = "4006381333931";
	blue.gtin = "5901234123457";
	put(red);
	put(blue);
	assert_string_equal(offers_of("house", "1"), "");
}

static void one_supplier_has_nothing_to_compare(void **unused)
{
	(void)unused;
	put(make("jd", "1", "洁丽家 纯棉毛巾 3条装", 2000));
	put(make("jd", "2", "洁丽家 纯棉毛巾 3条装", 1800));
	assert_string_equal(offers_of("jd", "1"), "");
	assert_int_equal(offers_next(&store), 1);
	put(make("pdd", "3", "洁丽家 纯棉毛巾 3条装", 1900));
	assert_string_equal(offers_of("jd", "1"), "jd/2:similar pdd/3:similar");
}

static void the_best_stands_for_its_thing_in_every_order(void **unused)
{
	struct goods cheap = make("jd", "1", "洁丽家 纯棉毛巾 3条装", 1500);
	struct goods rich = make("pdd", "2", "洁丽家 纯棉毛巾 3条装", 2500);
	struct goods other = make("pdd", "3", "烟台红富士苹果 5斤装", 2000);
	struct goods_query query = { .words = "" };

	(void)unused;
	cheap.commission = sample_yuan(100);
	rich.commission = sample_yuan(900);
	rich.shop_score = 99;
	rich.sales_30d = 3;
	put(cheap);
	put(rich);
	put(other);
	query.sort = SORT_PRICE;
	assert_string_equal(listed(query), "jd/1 pdd/3");
	assert_int_equal(goods_position(&store, &(struct goods_query){ .words = "", .without = "",
			.sort = SORT_PRICE, .together = true }, "pdd", "2"), 0);
	query.sort = SORT_COMMISSION;
	assert_string_equal(listed(query), "pdd/2 pdd/3");
	query.sort = SORT_SCORE;
	assert_string_equal(listed(query), "pdd/2 pdd/3");
	query.sort = SORT_SALES;
	assert_string_equal(listed(query), "jd/1 pdd/3");
	query.reverse = true;
	assert_string_equal(listed(query), "pdd/2 pdd/3");
	query = (struct goods_query){ .words = "毛巾", .sort = SORT_PRICE, .supplier = "pdd" };
	assert_string_equal(listed(query), "pdd/2");
}

static void what_changes_its_name_leaves(void **unused)
{
	struct goods middle = make("pdd", "2", "洁丽家 纯棉毛巾 3条装", 1900);

	(void)unused;
	put(make("jd", "1", "洁丽家 纯棉毛巾 3条装", 2000));
	put(middle);
	put(make("vip", "3", "洁丽家 纯棉毛巾 3条装", 1800));
	assert_string_equal(offers_of("jd", "1"), "vip/3:similar pdd/2:similar");
	middle.title = "洁丽家 纯棉毛巾 9条装";
	put(middle);
	assert_string_equal(offers_of("jd", "1"), "vip/3:similar");
	assert_string_equal(offers_of("pdd", "2"), "");
	middle.title = "洁丽家 纯棉毛巾 3条装";
	put(middle);
	assert_string_equal(offers_of("jd", "1"), "vip/3:similar pdd/2:similar");
}

/* A list leaves out what a detail answer said. */
static void a_barcode_learned_later_joins_and_stays(void **unused)
{
	struct goods here = make("house", "1", "Towel", 2000), there = make("woo", "2", "Tuch", 1900);

	(void)unused;
	here.gtin = "4006381333931";
	put(here);
	put(there);
	assert_string_equal(offers_of("house", "1"), "");
	there.gtin = "4006381333931";
	put(there);
	assert_string_equal(offers_of("house", "1"), "woo/2:gtin");
	there.gtin = NULL;
	there.final = sample_yuan(1800);
	put(there);
	assert_string_equal(offers_of("house", "1"), "woo/2:gtin");
	assert_string_equal(goods_get(&store, &arena, "woo", "2")->gtin, "4006381333931");
}

static void what_a_hundred_have_names_nothing(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 100; i++)
		put(make(i % 2 ? "jd" : "pdd", arena_print(&arena, "%d", i), "wool socks grey warm", 2000));
	put(make("vip", "x", "wool socks grey warm", 2000));
	assert_string_equal(offers_of("vip", "x"), "");
}

static void expect_signs_in_step(void)
{
	int64_t signs = 0, others = 0;

	assert_int_equal(sql_number(store.sql, &fault, &signs, "SELECT count(*) FROM sign WHERE ?1", SQL_WHOLE(1)),
		OK);
	assert_int_equal(sql_number(store.sql, &fault, &others,
		"SELECT count(*) FROM sign s LEFT JOIN goods g ON g.number = s.goods WHERE ?1"
		" AND (s.supplier IS NOT g.supplier OR s.thing IS NOT g.thing)", SQL_WHOLE(1)), OK);
	assert_true(signs > 0);
	assert_int_equal(others, 0);
}

/* What stands with a sign is what stands with its goods, whatever joins and leaves; and an older file, whose
 * signs had nothing with them, is compared again to the same end. */
static void signs_keep_step_with_their_goods(void **unused)
{
	struct goods known = make("house", "1", "Towel of cotton", 2000), same = make("woo", "2", "Baumwolltuch", 1);

	(void)unused;
	put(make("house", "2", "wool socks grey warm", 2000));
	put(make("house", "3", "wool socks grey warm", 2100));
	put(make("woo", "1", "wool socks grey warm", 2200));
	known.gtin = same.gtin = "4006381333931";
	put(known);
	put(same);
	expect_signs_in_step();
	put(make("house", "3", "linen socks", 2100));
	same.gtin = "96385074";
	put(same);
	expect_signs_in_step();
	assert_string_equal(offers_of("house", "2"), "woo/1:similar");
	assert_int_equal(sql_run(store.sql, "PRAGMA user_version = 15", &fault), OK);
	assert_int_equal(migrate_to(store.sql, 16, &fault), OK);
	put(make("jd", "1", "wool socks grey warm", 2000));
	while (store.offers_left)
		assert_int_equal(offers_some(&store, 1, &fault), OK);
	expect_signs_in_step();
	assert_string_equal(offers_of("house", "2"), "jd/1:similar woo/1:similar");
}

static void currencies_stand_apart(void **unused)
{
	struct goods yen = make("tokyo", "1", "towel", 900), dollar = make("woo", "2", "towel", 1200);
	struct goods_query query = { .words = "", .sort = SORT_PRICE };

	(void)unused;
	yen.price.currency = yen.final.currency = yen.commission.currency =
		yen.commission_before.currency = CURRENCY_JPY;
	dollar.price.currency = dollar.final.currency = dollar.commission.currency =
		dollar.commission_before.currency = CURRENCY_USD;
	put(make("jd", "3", "毛巾", 5000));
	assert_false(goods_mixed(&store));
	put(yen);
	put(dollar);
	put(make("jd", "4", "毛巾", 1000));
	assert_true(goods_mixed(&store));
	assert_string_equal(listed(query), "jd/4 jd/3 woo/2 tokyo/1");
	query.reverse = true;
	assert_string_equal(listed(query), "jd/3 jd/4 woo/2 tokyo/1");
	/* 12 means 12 dollars and 12 yen. */
	assert_int_equal(goods_query_read("price:<=12", &arena, &query, &fault), OK);
	assert_string_equal(listed(query), "woo/2 jd/4");
	assert_int_equal(goods_query_read("price:>100", &arena, &query, &fault), OK);
	assert_string_equal(listed(query), "tokyo/1");
	assert_int_equal(goods_query_read("price:<900", &arena, &query, &fault), OK);
	assert_string_equal(listed(query), "jd/3 woo/2 jd/4");
	assert_int_equal(goods_query_read("price:900", &arena, &query, &fault), OK);
	assert_string_equal(listed(query), "tokyo/1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_same_barcode_is_one_thing, begin, end),
		cmocka_unit_test_setup_teardown(brand_and_model_are_one_thing, begin, end),
		cmocka_unit_test_setup_teardown(one_id_on_one_platform_is_one_thing, begin, end),
		cmocka_unit_test_setup_teardown(the_same_words_are_similar, begin, end),
		cmocka_unit_test_setup_teardown(two_barcodes_are_two_things_whatever_the_title, begin, end),
		cmocka_unit_test_setup_teardown(one_supplier_has_nothing_to_compare, begin, end),
		cmocka_unit_test_setup_teardown(the_best_stands_for_its_thing_in_every_order, begin, end),
		cmocka_unit_test_setup_teardown(what_changes_its_name_leaves, begin, end),
		cmocka_unit_test_setup_teardown(a_barcode_learned_later_joins_and_stays, begin, end),
		cmocka_unit_test_setup_teardown(what_a_hundred_have_names_nothing, begin, end),
		cmocka_unit_test_setup_teardown(signs_keep_step_with_their_goods, begin, end),
		cmocka_unit_test_setup_teardown(currencies_stand_apart, begin, end),
	};

	return cmocka_run_group_tests_name("offers", tests, NULL, NULL);
}
