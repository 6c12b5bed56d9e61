/* explain: the steps of an order's lines, each with its cause, end at what the ledger says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "desk/explain.h"
#include "model/bridge.h"
#include "store/order_store.h"

enum { NOW = 1764000000 };

static struct store store;
static struct arena arena;
static struct fault fault;
static struct bridge_step *steps;
static int written;

static int begin(void **unused)
{
	(void)unused;
	written = 0;
	return store_open(&store, NULL, &fault) == OK ? 0 : -1;
}

static int end(void **unused)
{
	(void)unused;
	store_close(&store);
	arena_clear(&arena);
	return 0;
}

static struct order order_of(const char *id, const char *sub_id)
{
	return (struct order){ .supplier = "mine", .id = id, .sub_id = sub_id, .goods = "g", .title = "苹果",
		.state = ORDER_ESTIMATED, .state_word = "paid", .paid = { 2890, CURRENCY_CNY },
		.created_at = NOW };
}

static void write_line(enum line_kind kind, enum bucket bucket, int64_t minor, const char *ref, int64_t at)
{
	const struct line line = { .supplier = "mine",
		.id = arena_print(&arena, "L%d", ++written),
		.kind = kind,
		.bucket = bucket,
		.order = "7-1",
		.ref = ref,
		.amount = { minor, CURRENCY_CNY },
		.at = at };

	assert_int_equal(line_put(&store, &line, 1, &fault), OK);
}

static size_t bridge(const char *reason)
{
	struct order order = order_of("7", "7-1");

	order.reason = reason;
	return explain_bridge(&store, &order, &arena, &steps);
}

static void expect(size_t i, int64_t change, int64_t after, bool is_money, const char *cause)
{
	assert_int_equal(steps[i].change.minor, change);
	assert_int_equal(steps[i].after.minor, after);
	assert_int_equal(steps[i].is_money, is_money);
	if (!strstr(steps[i].cause, cause))
		fail_msg("“%s” is not in “%s”", cause, steps[i].cause);
}

/* V2: 3088 are settled, a fee of 308, one of two pieces comes back. */
static void a_return_after_settlement_is_a_step_of_its_own(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 3088, "paid", NOW);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -3088, "received", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_FROZEN, 3088, "received", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_FROZEN, -3088, "settled", NOW + 2);
	write_line(LINE_SETTLE, BUCKET_AVAILABLE, 3088, "settled", NOW + 2);
	write_line(LINE_FEE, BUCKET_AVAILABLE, -308, "settled", NOW + 2);
	write_line(LINE_CLAWBACK, BUCKET_CLAWBACK, -1544, "R1", NOW + 3);
	write_line(LINE_FEE, BUCKET_CLAWBACK, 154, "R1", NOW + 3);
	assert_int_equal(bridge("returned"), 4);
	expect(0, 3088, 3088, false, "estimate");
	expect(1, -308, 2780, true, "fee");
	expect(2, -1544, 1236, true, "Taken back");
	assert_string_equal(steps[2].reference, "R1");
	expect(3, 154, 1390, true, "came back");
}

/* A first sync finds an order that is over: Pinduoduo tells neither when it was settled nor when it came back. */
static void what_was_settled_and_taken_back_at_one_moment_is_two_steps(void **unused)
{
	(void)unused;
	write_line(LINE_SETTLE, BUCKET_AVAILABLE, 22225, NULL, NOW);
	write_line(LINE_CLAWBACK, BUCKET_CLAWBACK, -22225, NULL, NOW);
	assert_int_equal(bridge("returned"), 2);
	expect(0, 22225, 22225, true, "Settled");
	expect(1, -22225, 0, true, "Taken back");
}

static void what_earns_nothing_says_why(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 500, "paid", NOW);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -500, "group_failed", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_INVALID, 500, "group_failed", NOW + 1);
	assert_int_equal(bridge("group_failed"), 2);
	expect(1, -500, 0, false, "group did not fill");
}

static void a_lower_base_is_told_from_a_settlement(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 500, "paid", NOW);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -200, "R9", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -300, "settled", NOW + 2);
	write_line(LINE_SETTLE, BUCKET_AVAILABLE, 290, "settled", NOW + 2);
	assert_int_equal(bridge(NULL), 3);
	expect(1, -200, 300, false, "Worked out anew");
	expect(2, -10, 290, true, "less than the estimate");
}

static void lines_of_other_orders_are_not_its_own(void **unused)
{
	struct order other = order_of("8", "8-1");

	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 500, "paid", NOW);
	assert_int_equal(explain_bridge(&store, &other, &arena, &steps), 0);
}

static size_t find(const char *number)
{
	struct order *rows;

	return order_find(&store, number, 20, &arena, &rows);
}

static void an_order_is_found_by_its_number_its_line_and_its_last_digits(void **unused)
{
	const struct order orders[] = { order_of("881234", "881234-1"), order_of("881234", "881234-2"),
		order_of("991234", "x") };

	(void)unused;
	assert_int_equal(order_put(&store, orders, 3, &fault), OK);
	assert_int_equal(find("881234"), 2);
	assert_int_equal(find("881234-2"), 1);
	assert_int_equal(find("1234"), 3);
	assert_int_equal(find("x"), 1);
	assert_int_equal(find("234"), 0);
	assert_int_equal(find(""), 0);
	assert_int_equal(find("4321"), 0);
}

/* A part that went back leaves the rest earning; the ledger's own word says why. */
static void a_part_that_is_lost_has_its_own_cause(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 1000, "paid", NOW);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -400, "R-7", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_INVALID, 400, "R-7", NOW + 1);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -100, "price_compare", NOW + 2);
	write_line(LINE_ESTIMATE, BUCKET_INVALID, 100, "price_compare", NOW + 2);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -50, "by_rate", NOW + 3);
	assert_int_equal(bridge(NULL), 4);
	expect(1, -400, 600, false, "A part was returned");
	expect(2, -100, 500, false, "price comparison");
	expect(3, -50, 450, false, "lowered the rate");
}

/* Only who lost something that was bought has a letter to write. */
static void a_letter_is_offered_where_it_may_help(void **unused)
{
	struct order order = order_of("7", "7-1");

	(void)unused;
	assert_null(explain_appeal(&arena, &order));
	order.state = ORDER_INVALID;
	order.state_word = "FAIL 13";
	assert_non_null(strstr(explain_appeal(&arena, &order), "FAIL 13"));
	order.reason = "audit_failed";
	assert_non_null(explain_appeal(&arena, &order));
	order.reason = "unpaid_timeout";
	assert_null(explain_appeal(&arena, &order));
}

/* ---- where it was looked for */

static void fact(const char *name, const char *value)
{
	assert_int_equal(store_put(&store, name, value, &fault), OK);
}

static size_t look(const char *kind, struct searched **rows)
{
	struct account account = { .name = "t", .kind = kind };
	const struct conf conf = { .accounts = &account, .account_count = 1 };

	return explain_searched(&store, &conf, &arena, rows);
}

/* R58: three feeds that share no order; a walk that broke off has come a different way in each. */
static void each_feed_says_how_far_it_was_read(void **unused)
{
	enum { DAY = 24 * 3600 };
	struct searched *rows;

	(void)unused;
	assert_int_equal(look("taobao", &rows), 6);
	assert_string_equal(rows[0].feed, "orders 1/3");
	assert_string_equal(rows[5].feed, "earnings 3/3");
	assert_int_equal(rows[0].until, 0);
	fact("walk.t.orders.since", "1763000000");
	look("taobao", &rows);
	assert_int_equal(rows[2].until, 1763000000);
	assert_int_equal(rows[2].since, 1763000000 - 90 * DAY);
	assert_false(rows[2].broken);
	fact("walk.t.orders.open", "1763000000 1764000000 3 1762990000");
	fact("walk.t.orders.1", ".");
	fact("walk.t.orders.2", "1763500000 10800");
	fact("walk.t.orders.3", "");
	look("taobao", &rows);
	assert_true(rows[0].broken && rows[1].broken && rows[2].broken);
	assert_int_equal(rows[0].until, 1764000000);
	assert_int_equal(rows[1].until, 1763500000);
	assert_int_equal(rows[2].until, 1763000000);
	assert_ptr_equal(explain_least_read(rows, 3), &rows[2]);
	assert_null(explain_least_read(rows, 0));
}

static void a_list_that_is_not_offered_is_told(void **unused)
{
	struct searched *rows;

	(void)unused;
	assert_int_equal(look("pdd", &rows), 2);
	assert_true(rows[0].offered);
	assert_false(rows[1].offered);
	assert_string_equal(rows[0].feed, "orders");
	assert_int_equal(look("nobody", &rows), 2);
	assert_false(rows[0].offered);
}

/* A shop of her own: nothing changes with completion but that it is money now; a refund takes from that. */
static void her_own_shop_says_why_it_counts_as_settled(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 1200, NULL, NOW);
	write_line(LINE_SETTLE, BUCKET_ESTIMATED, -1200, BRIDGE_BY_SHOP, NOW + 60);
	write_line(LINE_SETTLE, BUCKET_AVAILABLE, 1200, BRIDGE_BY_SHOP, NOW + 60);
	write_line(LINE_SETTLE, BUCKET_AVAILABLE, -480, BRIDGE_BY_REFUND, NOW + 120);
	assert_int_equal(bridge(NULL), 3);
	expect(0, 1200, 1200, false, "estimate");
	expect(1, 0, 1200, true, "Your own shop completed the order");
	expect(2, -480, 720, true, "returned after");
}

static void a_lifted_penalty_is_no_late_payment(void **unused)
{
	(void)unused;
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, 1200, NULL, NOW);
	write_line(LINE_ESTIMATE, BUCKET_ESTIMATED, -1200, "violation", NOW + 60);
	write_line(LINE_ESTIMATE, BUCKET_INVALID, 1200, "violation", NOW + 60);
	write_line(LINE_ESTIMATE, BUCKET_INVALID, -1200, NULL, NOW + 120);
	write_line(LINE_ESTIMATE, BUCKET_FROZEN, 1200, NULL, NOW + 120);
	assert_int_equal(bridge(NULL), 3);
	expect(2, 1200, 1200, false, "the penalty was lifted");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(a_return_after_settlement_is_a_step_of_its_own),
		TEST(what_was_settled_and_taken_back_at_one_moment_is_two_steps),
		TEST(what_earns_nothing_says_why),
		TEST(a_lower_base_is_told_from_a_settlement),
		TEST(lines_of_other_orders_are_not_its_own),
		TEST(an_order_is_found_by_its_number_its_line_and_its_last_digits),
		TEST(each_feed_says_how_far_it_was_read),
		TEST(a_list_that_is_not_offered_is_told),
		TEST(a_part_that_is_lost_has_its_own_cause),
		TEST(a_letter_is_offered_where_it_may_help),
		TEST(her_own_shop_says_why_it_counts_as_settled),
		TEST(a_lifted_penalty_is_no_late_payment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
