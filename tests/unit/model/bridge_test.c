/* bridge: each line is in one step, steps add up to the buckets, and each cause is told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/bridge.h"

static struct bridge bridge;

static int begin(void **unused)
{
	(void)unused;
	bridge = (struct bridge){ .currency = CURRENCY_CNY };
	return 0;
}

static void add(enum line_kind kind, enum bucket bucket, const char *word, int64_t minor)
{
	bridge_add(&bridge,
		&(const struct line_sum){ kind, bucket, true, word, { minor, CURRENCY_CNY } });
}

static int64_t steps(void)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < BRIDGE_CAUSE_COUNT; i++)
		sum += bridge.minor[i];
	return sum;
}

static void expect(enum bridge_cause cause, int64_t minor)
{
	if (bridge.minor[cause] != minor)
		fail_msg("%s is %lld, not %lld", bridge_cause_id(cause), (long long)bridge.minor[cause],
			(long long)minor);
}

static void moves_between_buckets_are_no_step(void **unused)
{
	(void)unused;
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, "paid", 520);
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, "received", -520);
	add(LINE_ESTIMATE, BUCKET_FROZEN, "received", 520);
	add(LINE_ESTIMATE, BUCKET_FROZEN, "settled", -520);
	add(LINE_SETTLE, BUCKET_AVAILABLE, "settled", 520);
	expect(BRIDGE_ESTIMATED, 520);
	assert_int_equal(steps(), 520);
	assert_int_equal(bridge.yours_minor, 520);
	assert_int_equal(bridge.expected_minor, 0);
}

static void what_is_lost_has_its_cause(void **unused)
{
	static const struct {
		const char *word;
		enum bridge_cause cause;
	} rows[] = { { "returned", BRIDGE_RETURNED }, { "id", BRIDGE_RETURNED },
		{ "price_compare", BRIDGE_COMPARED }, { "audit_failed", BRIDGE_REFUSED },
		{ "violation", BRIDGE_VIOLATION }, { "group_failed", BRIDGE_UNDONE },
		{ "something_new", BRIDGE_OTHER }, { "", BRIDGE_OTHER } };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		bridge = (struct bridge){ 0 };
		add(LINE_ESTIMATE, BUCKET_ESTIMATED, "paid", 300);
		add(LINE_ESTIMATE, BUCKET_ESTIMATED, rows[i].word, -300);
		add(LINE_ESTIMATE, BUCKET_INVALID, rows[i].word, 300);
		expect(BRIDGE_ESTIMATED, 300);
		expect(rows[i].cause, -300);
		assert_int_equal(steps(), 0);
		assert_int_equal(bridge.expected_minor + bridge.yours_minor, 0);
	}
}

/* V2 with its fee and a payout: 3088 − 308, one of two pieces back, the rest paid out for a fee of 100. */
static void fees_and_what_is_taken_back_are_steps(void **unused)
{
	const struct line_sum payout_fee = { LINE_FEE, BUCKET_IN_WITHDRAWAL, false, "paid",
		{ -100, CURRENCY_CNY } };

	(void)unused;
	add(LINE_SETTLE, BUCKET_AVAILABLE, "settled", 3088);
	add(LINE_FEE, BUCKET_AVAILABLE, "settled", -308);
	add(LINE_CLAWBACK, BUCKET_CLAWBACK, "id", -1544);
	add(LINE_FEE, BUCKET_CLAWBACK, "id", 154);
	add(LINE_SUBSIDY, BUCKET_AVAILABLE, "", 20);
	add(LINE_BONUS, BUCKET_AVAILABLE, "settled", 30);
	bridge_add(&bridge, &payout_fee);
	expect(BRIDGE_FEE, -154);
	expect(BRIDGE_CLAWBACK, -1544);
	expect(BRIDGE_SUBSIDY, 20);
	expect(BRIDGE_BONUS, 30);
	expect(BRIDGE_PAYOUT_FEE, -100);
	assert_int_equal(steps(), bridge.yours_minor);
}

static void what_was_worked_out_anew_says_why(void **unused)
{
	(void)unused;
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, "", 1000);
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, BRIDGE_BY_RETURN, -400);
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, BRIDGE_BY_RATE, -100);
	add(LINE_ESTIMATE, BUCKET_ESTIMATED, BRIDGE_BY_COMPARE, -50);
	add(LINE_SETTLE, BUCKET_AVAILABLE, BRIDGE_BY_SETTLING, -5);
	expect(BRIDGE_ESTIMATED, 1000);
	expect(BRIDGE_RETURNED, -400);
	expect(BRIDGE_RATE, -100);
	expect(BRIDGE_COMPARED, -50);
	expect(BRIDGE_WORKED_OUT, -5);
	assert_int_equal(steps(), bridge.expected_minor + bridge.yours_minor);
}

static void an_unknown_bucket_is_counted_nowhere(void **unused)
{
	(void)unused;
	add(LINE_ESTIMATE, BUCKET_NONE, "paid", 99);
	assert_int_equal(steps(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(moves_between_buckets_are_no_step, begin),
		cmocka_unit_test_setup(what_is_lost_has_its_cause, begin),
		cmocka_unit_test_setup(fees_and_what_is_taken_back_are_steps, begin),
		cmocka_unit_test_setup(what_was_worked_out_anew_says_why, begin),
		cmocka_unit_test_setup(an_unknown_bucket_is_counted_nowhere, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
