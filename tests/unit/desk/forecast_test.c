/* forecast: the next day and amount of each supplier; estimates apart from money; every sum is a bucket's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/clock.h"
#include "desk/forecast.h"
#include "desk/payout.h"
#include "store/order_store.h"
#include "store/payout_store.h"

/* A Tuesday: 2026-11-10 12:00 in China. */
enum { NOW = 1794283200, DAY = 86400 };

static struct conf conf;
static struct desk desk;
static struct arena arena;
static struct fault fault;
static struct forecast *rows;
static int written;

static int begin(void **unused)
{
	const struct account house = { .name = "ours", .kind = "house", .address = "http://127.0.0.1:1" };
	const struct account pdd = { .name = "duo", .kind = "pdd" };
	const struct account shop = { .name = "shop", .kind = "woocommerce" };

	(void)unused;
	clock_set_s(NOW);
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	conf.offline = true;
	conf_put_account(&conf, &house);
	conf_put_account(&conf, &pdd);
	conf_put_account(&conf, &shop);
	return desk_open(&desk, &conf, NULL, &fault);
}

static int end(void **unused)
{
	(void)unused;
	desk_close(&desk);
	arena_clear(&arena);
	conf_clear(&conf);
	return 0;
}

static void book(const char *supplier, enum bucket bucket, int64_t fen)
{
	const struct line line = { supplier, arena_print(&arena, "L%d", ++written), LINE_SETTLE, bucket, "o",
		NULL, { fen, CURRENCY_CNY }, NOW };

	assert_int_equal(line_put(&desk.store, &line, 1, &fault), OK);
}

static void wait_for(const char *supplier, enum order_state state, int64_t at, int64_t fen)
{
	struct order order = { .supplier = supplier, .id = arena_print(&arena, "%d", ++written),
		.goods = "g", .title = "苹果", .state = state, .state_word = "x", .paid = { 9999, CURRENCY_CNY },
		.estimate = { fen, CURRENCY_CNY }, .created_at = at - DAY, .received_at = at };

	order.sub_id = order.id;
	order.approved_at = state == ORDER_APPROVED ? at : 0;
	assert_int_equal(order_put(&desk.store, &order, 1, &fault), OK);
	book(supplier, BUCKET_FROZEN, fen);
}

static void pays_on_mondays(void)
{
	const struct payout_rules rules = { .currency = CURRENCY_CNY, .weekly = true, .protection_s = 7 * DAY };

	assert_int_equal(payout_rules_put(&desk.store, "ours", &rules, &fault), OK);
}

static void expect(size_t i, const char *day, enum forecast_what what, int64_t fen)
{
	char text[CLOCK_TEXT];

	assert_string_equal(forecast_id(rows[i].what), forecast_id(what));
	assert_int_equal(rows[i].amount.minor, fen);
	assert_string_equal(rows[i].at ? clock_day(rows[i].at, text) : "", day);
}

static void money_and_estimates_come_on_mondays(void **unused)
{
	(void)unused;
	pays_on_mondays();
	book("ours", BUCKET_AVAILABLE, 5000);
	book("ours", BUCKET_ESTIMATED, 77);
	wait_for("ours", ORDER_RECEIVED, NOW - 5 * DAY, 300); /* approved on Thursday */
	wait_for("ours", ORDER_RECEIVED, NOW - 1 * DAY, 40);  /* approved on the Monday after next's eve */
	wait_for("ours", ORDER_APPROVED, NOW - DAY, 8);
	assert_int_equal(forecast_load(&desk, &arena, &rows), 4);
	expect(0, "2026-11-16", FORECAST_BY_ITSELF, 5000);
	expect(1, "2026-11-16", FORECAST_RETURN_PERIOD, 308);
	expect(2, "2026-11-23", FORECAST_RETURN_PERIOD, 40);
	expect(3, "", FORECAST_NOT_RECEIVED, 77);
	assert_true(forecast_is_money(rows[0].what));
	assert_false(forecast_is_money(rows[1].what));
}

/* R17: audited up to the 15th, paid on the 20th; later, on the 20th of the next month. */
static void a_platform_pays_by_its_calendar(void **unused)
{
	(void)unused;
	wait_for("duo", ORDER_APPROVED, NOW - DAY, 100);
	wait_for("duo", ORDER_RECEIVED, NOW - DAY, 30);
	book("duo", BUCKET_AVAILABLE, 900);
	assert_int_equal(forecast_load(&desk, &arena, &rows), 3);
	expect(0, "2026-11-20", FORECAST_RETURN_PERIOD, 100);
	expect(1, "", FORECAST_AT_PLATFORM, 900);
	expect(2, "", FORECAST_NO_DATE, 30);
}

static void what_her_own_shop_settled_is_with_her_already(void **unused)
{
	(void)unused;
	book("shop", BUCKET_AVAILABLE, 900);
	assert_int_equal(forecast_load(&desk, &arena, &rows), 1);
	expect(0, "", FORECAST_IN_YOUR_SHOP, 900);
	assert_true(forecast_is_money(rows[0].what));
}

static void what_is_on_its_way_comes_without_its_fee(void **unused)
{
	const struct payout payout = { .supplier = "ours", .id = "W1", .state = PAYOUT_REVIEW,
		.amount = { 2000, CURRENCY_CNY }, .fee = { 100, CURRENCY_CNY }, .requested_at = NOW,
		.expected_at = NOW + 2 * DAY, .updated_at = NOW };

	(void)unused;
	book("ours", BUCKET_IN_WITHDRAWAL, 2000);
	book("ours", BUCKET_CLAWBACK, -50);
	assert_int_equal(payout_put(&desk.store, &payout, 1, &fault), OK);
	assert_int_equal(forecast_load(&desk, &arena, &rows), 2);
	expect(0, "2026-11-12", FORECAST_ON_ITS_WAY, 1900);
	expect(1, "", FORECAST_TAKEN_BACK, -50);
}

static void what_nobody_has_told_has_no_day(void **unused)
{
	(void)unused;
	wait_for("ours", ORDER_RECEIVED, NOW - DAY, 300);
	book("ours", BUCKET_IN_WITHDRAWAL, 2000);
	assert_int_equal(forecast_load(&desk, &arena, &rows), 2);
	expect(0, "", FORECAST_ON_ITS_WAY, 2000);
	expect(1, "", FORECAST_NO_DATE, 300);
}

/* Only one of the two pays when it is asked. */
static void an_account_that_pays_by_itself_is_not_offered(void **unused)
{
	(void)unused;
	assert_string_equal(payout_account(&conf, NULL), "ours");
	assert_string_equal(payout_account(&conf, "ours"), "ours");
	assert_string_equal(payout_account(&conf, "duo"), "ours");
}

static void accounts_that_pay_follow_each_other(void **unused)
{
	const struct account second = { .name = "second", .kind = "house", .address = "http://127.0.0.1:2" };

	(void)unused;
	conf_put_account(&conf, &second);
	assert_string_equal(payout_account(&conf, "ours"), "second");
	assert_string_equal(payout_account(&conf, "second"), "ours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(money_and_estimates_come_on_mondays, begin, end),
		cmocka_unit_test_setup_teardown(a_platform_pays_by_its_calendar, begin, end),
		cmocka_unit_test_setup_teardown(what_her_own_shop_settled_is_with_her_already, begin, end),
		cmocka_unit_test_setup_teardown(what_is_on_its_way_comes_without_its_fee, begin, end),
		cmocka_unit_test_setup_teardown(an_account_that_pays_by_itself_is_not_offered, begin, end),
		cmocka_unit_test_setup_teardown(accounts_that_pay_follow_each_other, begin, end),
		cmocka_unit_test_setup_teardown(what_nobody_has_told_has_no_day, begin, end),
	};

	setenv("TZ", "Asia/Shanghai", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
