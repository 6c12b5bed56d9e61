/* payout: fees (R19, V21) and calendars (R17, V7). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <time.h>
#include "model/payout.h"

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

static struct payout_rules rules(int64_t least, int64_t most)
{
	return (struct payout_rules){ .currency = CURRENCY_CNY, .minimum = yuan(100), .most = yuan(0),
		.fee_least = yuan(least), .fee_most = yuan(most), .fee_bp = 200 };
}

static int64_t fee(int64_t amount, int64_t least, int64_t most)
{
	const struct payout_rules of = rules(least, most);
	struct money money;

	assert_true(payout_fee(&of, yuan(amount), &money));
	return money.minor;
}

static void a_fee_is_held_between_its_bounds(void **unused)
{
	(void)unused;
	assert_int_equal(fee(5000, 0, 0), 100);
	assert_int_equal(fee(100000, 0, 1000), 1000);
	assert_int_equal(fee(3000, 100, 0), 100);
	assert_int_equal(fee(100000, 100, 0), 2000);
}

static enum err check(int64_t amount, int64_t available)
{
	const struct payout_rules of = rules(100, 1000);

	return payout_check(&of, yuan(amount), yuan(available), NULL);
}

static void more_than_there_is_or_less_than_is_worth_it_is_refused(void **unused)
{
	(void)unused;
	assert_int_equal(check(5000, 5000), OK);
	assert_int_equal(check(5000, 4999), ERR_USAGE);
	assert_int_equal(check(99, 5000), ERR_USAGE);
	assert_int_equal(check(100, 5000), ERR_USAGE); /* the fee would take it */
	assert_int_equal(check(101, 5000), OK);
	assert_int_equal(check(-5000, 5000), ERR_USAGE);
	assert_int_equal(check(0, 5000), ERR_USAGE);
	assert_int_equal(check(5000, -1), ERR_USAGE);
}

static const char *pays(const char *kind, int year, int month, int day, int hour)
{
	static char text[32];
	struct tm approved = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour };
	time_t at = (time_t)next_payout(kind, (int64_t)timegm(&approved) - 8 * 3600) + 8 * 3600;

	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", gmtime(&at));
	return text;
}

static void duoduo_pays_on_the_20th(void **unused)
{
	(void)unused;
	assert_string_equal(pays("pdd", 2018, 10, 13, 12), "2018-10-20 00:00:00");
	assert_string_equal(pays("pdd", 2018, 10, 18, 12), "2018-11-20 00:00:00");
	assert_string_equal(pays("pdd", 2018, 12, 16, 12), "2019-01-20 00:00:00");
	assert_string_equal(pays("pdd", 2019, 1, 15, 12), "2019-01-20 00:00:00");
	/* Days are China's: these moments are still the 15th and already the 16th there. */
	assert_string_equal(pays("pdd", 2019, 1, 15, 23), "2019-01-20 00:00:00");
	assert_string_equal(pays("pdd", 2019, 1, 16, 0), "2019-02-20 00:00:00");
}

static void a_calendar_that_is_not_known_is_not_guessed(void **unused)
{
	(void)unused;
	assert_int_equal(next_payout("taobao", 1764000000), 0);
	assert_int_equal(next_payout("pdd", 0), 0);
}

static void words_of_other_versions_are_unknown(void **unused)
{
	(void)unused;
	assert_int_equal(payout_state_find("in_transit"), PAYOUT_IN_TRANSIT);
	assert_int_equal(payout_state_find("burnt"), PAYOUT_UNKNOWN);
	assert_int_equal(payout_state_find(NULL), PAYOUT_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fee_is_held_between_its_bounds),
		cmocka_unit_test(more_than_there_is_or_less_than_is_worth_it_is_refused),
		cmocka_unit_test(duoduo_pays_on_the_20th),
		cmocka_unit_test(a_calendar_that_is_not_known_is_not_guessed),
		cmocka_unit_test(words_of_other_versions_are_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
