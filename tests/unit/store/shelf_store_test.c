/* shelf_store: what was picked, how it was then, and what has changed since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "store/link_store.h"
#include "store/shelf_store.h"
#include "fresh.h"

static void put(struct goods goods)
{
	assert_int_equal(goods_put(&store, &goods, 1, &fault), OK);
}

static void pick(const char *id, int64_t now)
{
	assert_int_equal(shelf_pick(&store, "demo", id, now, &fault), OK);
}

static void picking_twice_changes_nothing(void **unused)
{
	struct shelf_entry *rows;

	(void)unused;
	put(sample_goods("g1", "毛巾"));
	pick("g1", SAMPLE_NOW);
	store_take_changes(&store);
	pick("g1", SAMPLE_NOW + 5);
	assert_int_equal(store_take_changes(&store), 0);
	assert_int_equal(shelf_load(&store, NULL, &arena, &rows), 1);
	assert_int_equal(rows[0].picked_at, SAMPLE_NOW);
	assert_int_equal(rows[0].final_then.minor, 2000);
	assert_true(rows[0].stock_then);
	assert_false(rows[0].coupon_then);
	assert_true(shelf_has(&store, "demo", "g1"));
}

static void what_was_never_seen_cannot_be_picked(void **unused)
{
	(void)unused;
	assert_int_equal(shelf_pick(&store, "demo", "g9", SAMPLE_NOW, &fault), ERR_NOTHING);
	assert_non_null(strstr(fault.text, "g9"));
	assert_int_equal(shelf_drop(&store, "demo", "g9", &fault), ERR_NOTHING);
	assert_int_equal(shelf_note(&store, "demo", "g9", "a", "b", &fault), ERR_NOTHING);
}

static unsigned changes_after(struct goods goods)
{
	put(goods);
	return shelf_changes(shelf_get(&store, &arena, "demo", goods.id), SAMPLE_NOW);
}

static void changes_since_then_are_seen(void **unused)
{
	struct goods goods = sample_goods("g1", "毛巾");

	(void)unused;
	put(goods);
	pick("g1", SAMPLE_NOW);
	assert_int_equal(changes_after(goods), 0);
	goods.final.minor = 2001;
	assert_int_equal(changes_after(goods), CHANGE_PRICE_UP);
	assert_true(shelf_is_problem(shelf_get(&store, &arena, "demo", "g1"), SAMPLE_NOW));
	goods.final.minor = 1999;
	goods.rate_bp = 1801;
	assert_int_equal(changes_after(goods), CHANGE_PRICE_DOWN | CHANGE_RATE_UP);
	assert_false(shelf_is_problem(shelf_get(&store, &arena, "demo", "g1"), SAMPLE_NOW));
	goods.coupon = (struct coupon){ "c", sample_yuan(100), sample_yuan(0), 5, 5, 0, 0 };
	goods.rate_bp = 1800;
	goods.final.minor = 2000;
	assert_int_equal(changes_after(goods), CHANGE_COUPON_NEW);
	goods.coupon.left = 0;
	goods.stock = 0;
	goods.rate_bp = 1700;
	assert_int_equal(changes_after(goods), CHANGE_STOCK_GONE | CHANGE_RATE_DOWN);
	assert_int_equal(shelf_get(&store, &arena, "demo", "g1")->final_then.minor, 2000);
}

static void a_coupon_that_ends_is_a_problem(void **unused)
{
	struct goods goods = sample_goods("g1", "毛巾");
	struct shelf_entry *entry;

	(void)unused;
	goods.coupon = (struct coupon){ "c", sample_yuan(100), sample_yuan(0), UNKNOWN, UNKNOWN, 0,
		SAMPLE_NOW + 10 };
	goods.stock = 0;
	put(goods);
	pick("g1", SAMPLE_NOW);
	entry = shelf_get(&store, &arena, "demo", "g1");
	assert_true(entry->coupon_then);
	assert_int_equal(shelf_changes(entry, SAMPLE_NOW), 0);
	assert_int_equal(shelf_changes(entry, SAMPLE_NOW + 10), CHANGE_COUPON_GONE);
	entry->goods.stock = 1;
	assert_int_equal(shelf_changes(entry, SAMPLE_NOW), CHANGE_STOCK_BACK);
	assert_true(shelf_is_problem(entry, SAMPLE_NOW + 10));
}

static void a_drop_can_be_undone_exactly(void **unused)
{
	struct shelf_entry *before, *after;

	(void)unused;
	put(sample_goods("g1", "毛巾"));
	pick("g1", SAMPLE_NOW);
	assert_int_equal(shelf_note(&store, "demo", "g1", "浴室 礼物", "for Li", &fault), OK);
	before = shelf_get(&store, &arena, "demo", "g1");
	assert_int_equal(shelf_drop(&store, "demo", "g1", &fault), OK);
	assert_false(shelf_has(&store, "demo", "g1"));
	assert_null(shelf_get(&store, &arena, "demo", "g1"));
	assert_int_equal(shelf_put(&store, before, &fault), OK);
	after = shelf_get(&store, &arena, "demo", "g1");
	assert_string_equal(after->tags, "浴室 礼物");
	assert_string_equal(after->note, "for Li");
	assert_int_equal(after->picked_at, SAMPLE_NOW);
	assert_int_equal(after->final_then.minor, 2000);
}

static void the_shelf_is_searched_in_titles_tags_and_notes(void **unused)
{
	struct shelf_entry *rows;

	(void)unused;
	put(sample_goods("g1", "纯棉毛巾"));
	put(sample_goods("g2", "Blue Cup"));
	pick("g1", SAMPLE_NOW);
	pick("g2", SAMPLE_NOW + 1);
	assert_int_equal(shelf_note(&store, "demo", "g1", "Gift", "给李姐", &fault), OK);
	assert_int_equal(shelf_load(&store, NULL, &arena, &rows), 2);
	assert_string_equal(rows[0].goods.id, "g2");
	assert_int_equal(shelf_load(&store, "blue", &arena, &rows), 1);
	assert_int_equal(shelf_load(&store, "GIFT", &arena, &rows), 1);
	assert_int_equal(shelf_load(&store, "李姐", &arena, &rows), 1);
	assert_string_equal(rows[0].goods.id, "g1");
	assert_int_equal(shelf_load(&store, "nothing", &arena, &rows), 0);
}

static void the_newest_link_is_when_it_was_posted(void **unused)
{
	struct link link = { .supplier = "demo", .goods = "g1", .id = "l1", .url = "https://e.cn/1",
		.created_at = SAMPLE_NOW + 50 };

	(void)unused;
	put(sample_goods("g1", "毛巾"));
	pick("g1", SAMPLE_NOW);
	assert_int_equal(shelf_get(&store, &arena, "demo", "g1")->posted_at, 0);
	assert_int_equal(link_put(&store, &link, &fault), OK);
	link.id = "l2";
	link.created_at = SAMPLE_NOW + 20;
	assert_int_equal(link_put(&store, &link, &fault), OK);
	link.supplier = "other";
	link.created_at = SAMPLE_NOW + 90;
	assert_int_equal(link_put(&store, &link, &fault), OK);
	assert_int_equal(shelf_get(&store, &arena, "demo", "g1")->posted_at, SAMPLE_NOW + 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(picking_twice_changes_nothing),
		TEST(what_was_never_seen_cannot_be_picked),
		TEST(changes_since_then_are_seen),
		TEST(a_coupon_that_ends_is_a_problem),
		TEST(a_drop_can_be_undone_exactly),
		TEST(the_shelf_is_searched_in_titles_tags_and_notes),
		TEST(the_newest_link_is_when_it_was_posted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
