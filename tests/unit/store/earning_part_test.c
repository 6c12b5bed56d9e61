/* Sums by post, supplier and kind follow their orders, and older files get them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "store/link_store.h"
#include "store/migrate.h"
#include "store/order_store.h"
#include "store/sql.h"
#include "fresh.h"

static void put(const char *sub_id, const char *supplier, enum order_kind kind, const char *link, int64_t fen)
{
	const struct order order = { .supplier = supplier, .id = sub_id, .sub_id = sub_id, .goods = "g1",
		.title = "纯棉毛巾", .kind = kind, .state = ORDER_ESTIMATED, .state_word = "paid", .link = link,
		.quantity = 1, .paid = sample_yuan(2000), .base = sample_yuan(2000),
		.estimate = sample_yuan(fen), .created_at = SAMPLE_NOW, .updated_at = SAMPLE_NOW };

	if (order_put(&store, &order, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
}

static void put_some(void)
{
	const struct link link = { .supplier = "demo", .goods = "g1", .id = "L1", .channel = CHANNEL_QQ,
		.url = "https://x.example/1", .created_at = SAMPLE_NOW };

	assert_int_equal(link_put(&store, &link, &fault), OK);
	put("1", "demo", ORDER_SHARE, "L1", 100);
	put("2", "demo", ORDER_SELF, NULL, 30);
	put("3", "my shop", ORDER_SHARE, "L1", 7);
	put("4", "demo", ORDER_SHARE, "L1", 50);
}

static void expect(enum earning_by by, size_t i, const char *name, int64_t orders, int64_t estimate)
{
	struct earning_row *rows;

	assert_true(earning_load(&store, by, 0, 10, &arena, &rows) > i);
	assert_string_equal(rows[i].name, name);
	assert_int_equal(rows[i].orders, orders);
	assert_int_equal(rows[i].estimate.minor, estimate);
}

static void expect_some(void)
{
	expect(BY_SUPPLIER, 0, "demo", 3, 180);
	expect(BY_SUPPLIER, 1, "my shop", 1, 7);
	expect(BY_KIND, 0, "share", 3, 157);
	expect(BY_KIND, 1, "self", 1, 30);
	/* The same link id at another supplier is another post. */
	expect(BY_POST, 0, "qq 2025-11-24 纯棉毛巾", 2, 150);
	expect(BY_POST, 1, "纯棉毛巾", 1, 7);
}

static void parts_follow_their_orders(void **unused)
{
	(void)unused;
	put_some();
	expect_some();
	put("4", "demo", ORDER_SHARE, "L1", 20);
	expect(BY_POST, 0, "qq 2025-11-24 纯棉毛巾", 2, 120);
}

static void orders_of_an_older_file_are_in_them(void **unused)
{
	(void)unused;
	put_some();
	/* The file as it was before these sums. */
	assert_int_equal(sql_run(store.sql,
		"DELETE FROM earning_total WHERE part IN ('kind', 'post'); DROP TABLE line_total;"
		"PRAGMA user_version = 6", &fault), OK);
	assert_int_equal(migrate_to(store.sql, 8, &fault), OK);
	expect_some();
}

static void a_span_sums_its_days(void **unused)
{
	struct earning_row *rows;

	(void)unused;
	put_some();
	assert_int_equal(earning_span(&store, SAMPLE_NOW, SAMPLE_NOW + 86400, &arena, &rows), 1);
	assert_int_equal(rows[0].orders, 4);
	assert_int_equal(rows[0].estimate.minor, 187);
	assert_int_equal(earning_span(&store, SAMPLE_NOW + 86400, SAMPLE_NOW + 2 * 86400, &arena, &rows), 0);
}

/* What waits for the commit is read, and a rollback takes it away. */
static void sums_within_a_transaction_are_read_and_undone(void **unused)
{
	struct earning_row *rows;

	(void)unused;
	put_some();
	assert_int_equal(store_begin(&store, &fault), OK);
	put("5", "demo", ORDER_SHARE, "L1", 1000);
	expect(BY_POST, 0, "qq 2025-11-24 纯棉毛巾", 3, 1150);
	put("6", "demo", ORDER_SHARE, "L1", 10000);
	store_rollback(&store);
	expect_some();
	assert_int_equal(store_begin(&store, &fault), OK);
	put("5", "demo", ORDER_SHARE, "L1", 1000);
	put("5", "demo", ORDER_SHARE, "L1", 2000);
	assert_int_equal(store_commit(&store, &fault), OK);
	expect(BY_POST, 0, "qq 2025-11-24 纯棉毛巾", 3, 2150);
	assert_int_equal(earning_load(&store, BY_POST, 0, 10, &arena, &rows), 2);
}

/* More sums than wait in memory at once: what is written early counts as well. */
static void a_transaction_of_any_size_is_summed(void **unused)
{
	enum { ORDERS = 9000 };
	struct earning_row *rows;
	char id[16];
	int i;

	(void)unused;
	assert_int_equal(store_begin(&store, &fault), OK);
	for (i = 0; i < ORDERS; i++) {
		struct order order = { .supplier = "demo", .id = id, .sub_id = id, .goods = id, .title = id,
			.kind = ORDER_SHARE, .state = ORDER_ESTIMATED, .state_word = "paid", .link = id,
			.quantity = 1, .paid = sample_yuan(2000), .base = sample_yuan(2000),
			.estimate = sample_yuan(3), .created_at = SAMPLE_NOW, .updated_at = SAMPLE_NOW };

		snprintf(id, sizeof id, "%d", i);
		assert_int_equal(order_put(&store, &order, 1, &fault), OK);
	}
	assert_int_equal(store_commit(&store, &fault), OK);
	assert_int_equal(earning_load(&store, BY_GOODS, 0, SIZE_MAX, &arena, &rows), ORDERS);
	expect(BY_SUPPLIER, 0, "demo", ORDERS, 3 * ORDERS);
	expect(BY_DAY, 0, "2025-11-24", ORDERS, 3 * ORDERS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parts_follow_their_orders, begin, end),
		cmocka_unit_test_setup_teardown(orders_of_an_older_file_are_in_them, begin, end),
		cmocka_unit_test_setup_teardown(a_span_sums_its_days, begin, end),
		cmocka_unit_test_setup_teardown(sums_within_a_transaction_are_read_and_undone, begin, end),
		cmocka_unit_test_setup_teardown(a_transaction_of_any_size_is_summed, begin, end),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
