/* balance: what is hers, and whether the buckets sum to the ledger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/balance.h"

static const struct balance sample = {
	.currency = CURRENCY_CNY,
	.minor = { [BUCKET_ESTIMATED] = 12340, [BUCKET_FROZEN] = 2340, [BUCKET_AVAILABLE] = 4800,
		[BUCKET_IN_WITHDRAWAL] = 1000, [BUCKET_PAID_OUT] = 30000, [BUCKET_CLAWBACK] = -300 },
	.ledger_minor = 12340 + 2340 + 4800 + 1000 + 30000 - 300,
};

static void counts_what_is_hers_without_estimates(void **unused)
{
	(void)unused;
	assert_int_equal(balance_yours(&sample).minor, 4800 + 1000 - 300);
	assert_int_equal(balance_yours(&sample).currency, CURRENCY_CNY);
}

static void sees_a_cent_that_is_missing(void **unused)
{
	struct balance wrong = sample;
	(void)unused;
	assert_true(balance_adds_up(&sample));
	wrong.ledger_minor--;
	assert_false(balance_adds_up(&wrong));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_is_hers_without_estimates),
		cmocka_unit_test(sees_a_cent_that_is_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
