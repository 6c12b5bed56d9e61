/* What a return costs her, by piece and as a whole, before and after settlement. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/refund.h"

/* The cart of section 6.2: two of A, paid 154.43 together, 20 %. */
static struct order order_in(enum order_state state)
{
	return (struct order){ .state = state, .quantity = 2, .paid = { 15443, CURRENCY_CNY },
		.base = { 15443, CURRENCY_CNY }, .rate_bp = 2000,
		.estimate = { 3088, CURRENCY_CNY }, .settled = { 3088, CURRENCY_CNY } };
}

static void expect(enum order_state state, int64_t pieces, enum refund_cost kind, int64_t minor)
{
	const struct order order = order_in(state);
	struct money cost;

	assert_int_equal(refund_costs(&order, pieces, &cost), kind);
	assert_int_equal(cost.minor, minor);
}

static void before_settlement_the_estimate_falls(void **unused)
{
	(void)unused;
	expect(ORDER_ESTIMATED, 2, REFUND_COSTS_ESTIMATE, 3088);
	expect(ORDER_RECEIVED, 1, REFUND_COSTS_ESTIMATE, 1544);
}

/* V2 */
static void after_it_money_is_taken_back(void **unused)
{
	(void)unused;
	expect(ORDER_SETTLED, 1, REFUND_COSTS_MONEY, 1544);
	expect(ORDER_PAID_OUT, 2, REFUND_COSTS_MONEY, 3088);
	expect(ORDER_PAID_OUT, 9, REFUND_COSTS_MONEY, 3088);
}

static void what_earns_nothing_costs_nothing(void **unused)
{
	(void)unused;
	expect(ORDER_INVALID, 1, REFUND_COSTS_NOTHING, 0);
	expect(ORDER_UNKNOWN, 1, REFUND_COSTS_NOTHING, 0);
	expect(ORDER_CLAWED_BACK, 2, REFUND_COSTS_NOTHING, 0);
}

static void without_a_base_pieces_count(void **unused)
{
	struct order order = order_in(ORDER_SETTLED);
	struct money cost;

	(void)unused;
	order.base.minor = 0;
	order.quantity = 3;
	order.settled.minor = 100;
	assert_int_equal(refund_costs(&order, 1, &cost), REFUND_COSTS_MONEY);
	assert_int_equal(cost.minor, 34);
}

static void large_amounts_do_not_overflow(void **unused)
{
	struct order order = order_in(ORDER_SETTLED);
	struct money cost;

	(void)unused;
	order.base.minor = MONEY_MOST;
	order.settled.minor = MONEY_MOST / 5;
	order.quantity = 1000000;
	assert_int_equal(refund_costs(&order, 1, &cost), REFUND_COSTS_MONEY);
	assert_int_equal(cost.minor, MONEY_MOST / 5 / 1000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_settlement_the_estimate_falls),
		cmocka_unit_test(after_it_money_is_taken_back),
		cmocka_unit_test(what_earns_nothing_costs_nothing),
		cmocka_unit_test(without_a_base_pieces_count),
		cmocka_unit_test(large_amounts_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
