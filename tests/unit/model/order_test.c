/* order: every step an order may and may not make (R8, R9), and the words of states and buckets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/order.h"

/* One row for each state in the order of life: '+' may become the column's state. Columns: unknown
 * created estimated grouped received approved settled paid_out invalid punished due clawed_back. */
static const char *const may_become[ORDER_STATE_COUNT] = {
	[ORDER_UNKNOWN] = "++++++++++++",
	[ORDER_CREATED] = "++++++++++++",
	[ORDER_ESTIMATED] = "+.++++++++++",
	[ORDER_GROUPED] = "+..+++++++++",
	[ORDER_RECEIVED] = "+...++++++++",
	[ORDER_APPROVED] = "+....+++++++",
	[ORDER_SETTLED] = "+.....++.+++",
	[ORDER_PAID_OUT] = ".......+..++",
	[ORDER_INVALID] = "+.++++++++++",
	[ORDER_PUNISHED] = "+.++++++++++",
	[ORDER_CLAWBACK_DUE] = "+.........++",
	[ORDER_CLAWED_BACK] = "+..........+",
};

static void every_step_is_judged(void **unused)
{
	int from, to;

	(void)unused;
	for (from = 0; from < ORDER_STATE_COUNT; from++)
		for (to = 0; to < ORDER_STATE_COUNT; to++)
			if (order_may_become((enum order_state)from, (enum order_state)to) !=
				(may_become[from][to] == '+'))
				fail_msg("%s → %s is not as the table says",
					order_state_id((enum order_state)from),
					order_state_id((enum order_state)to));
	assert_false(order_may_become(ORDER_CREATED, ORDER_STATE_COUNT));
}

static void words_lead_back_to_their_state(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < ORDER_STATE_COUNT; i++)
		assert_int_equal(order_state_find(order_state_id((enum order_state)i)), i);
	for (i = 0; i < BUCKET_COUNT; i++)
		assert_int_equal(bucket_find(bucket_id((enum bucket)i)), i);
	for (i = 0; i < ORDER_KIND_COUNT; i++)
		assert_int_equal(order_kind_find(order_kind_id((enum order_kind)i)), i);
}

/* V24: a provider's state 99 is shown and counted nowhere. */
static void a_strange_word_counts_nowhere(void **unused)
{
	(void)unused;
	assert_int_equal(order_state_find("99"), ORDER_UNKNOWN);
	assert_int_equal(order_state_find(NULL), ORDER_UNKNOWN);
	assert_int_equal(order_bucket(ORDER_UNKNOWN), BUCKET_NONE);
	assert_int_equal(order_bucket((enum order_state)1000), BUCKET_NONE);
	assert_int_equal(bucket_find("treasure"), BUCKET_NONE);
	assert_int_equal(bucket_find(NULL), BUCKET_NONE);
	assert_int_equal(order_kind_find(NULL), ORDER_SHARE);
}

static void estimates_are_not_money(void **unused)
{
	(void)unused;
	assert_false(bucket_is_money(order_bucket(ORDER_ESTIMATED)));
	assert_false(bucket_is_money(order_bucket(ORDER_APPROVED)));
	assert_false(bucket_is_money(order_bucket(ORDER_INVALID)));
	assert_true(bucket_is_money(order_bucket(ORDER_SETTLED)));
	assert_true(bucket_is_money(order_bucket(ORDER_CLAWED_BACK)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_is_judged),
		cmocka_unit_test(words_lead_back_to_their_state),
		cmocka_unit_test(a_strange_word_counts_nowhere),
		cmocka_unit_test(estimates_are_not_money),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
