/* earning: commission and what a refund takes back, with the figures of the trade. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/earning.h"

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

/* V1: 15443 fen at 20 % is 3088, the fee of 10 % is 308. */
static void commission_rounds_down(void **unused)
{
	struct money commission, fee;

	(void)unused;
	assert_true(commission_of(yuan(15443), 2000, &commission));
	assert_int_equal(commission.minor, 3088);
	assert_true(commission_of(commission, 1000, &fee));
	assert_int_equal(fee.minor, 308);
	assert_false(commission_of(yuan(1), -1, &fee));
}

/* V2: one unit of 7721 goes back: 3088 − floor(7722 × 20 %) = 1544 is taken back. */
static void a_refund_takes_its_share_back(void **unused)
{
	struct money back;

	(void)unused;
	assert_true(commission_clawback(yuan(3088), yuan(7722), 2000, &back));
	assert_int_equal(back.minor, -1544);
	assert_true(commission_clawback(yuan(3088), yuan(0), 2000, &back));
	assert_int_equal(back.minor, -3088);
}

static void a_refund_never_adds(void **unused)
{
	struct money back = yuan(5);

	(void)unused;
	assert_true(commission_clawback(yuan(100), yuan(7722), 2000, &back));
	assert_int_equal(back.minor, 0);
	back = yuan(5);
	assert_false(commission_clawback(
		yuan(100), (struct money){ 100, CURRENCY_USD }, 2000, &back));
	assert_int_equal(back.minor, 5);
}

static void words_lead_back_to_their_kind(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < LINE_KIND_COUNT; i++)
		assert_int_equal(line_kind_find(line_kind_id((enum line_kind)i)), i);
	assert_int_equal(line_kind_find("gift"), LINE_KIND_COUNT);
	assert_int_equal(line_kind_find(NULL), LINE_KIND_COUNT);
	assert_string_equal(line_kind_id(LINE_KIND_COUNT), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commission_rounds_down),
		cmocka_unit_test(a_refund_takes_its_share_back),
		cmocka_unit_test(a_refund_never_adds),
		cmocka_unit_test(words_lead_back_to_their_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
