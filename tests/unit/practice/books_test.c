/* books: the worked examples of the trade, to the last fen. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>
#include "practice/books.h"

static int64_t shanghai(int year, int month, int day, int hour)
{
	struct tm moment = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour
	};
	return (int64_t)timegm(&moment) - 8 * 3600;
}

static void the_public_sample_comes_out(void **state)
{
	(void)state;
	assert_int_equal(books_share(1980, 910), 180);
	assert_int_equal(books_share(180, 1000), 18);
}

static void the_fee_of_a_payout_has_bounds(void **state)
{
	(void)state;
	assert_int_equal(books_payout_fee(5000, 200, 0, 0), 100);
	assert_int_equal(books_payout_fee(5000, 200, 100, 0), 100);
	assert_int_equal(books_payout_fee(100000, 200, 0, 1000), 1000);
	assert_int_equal(books_payout_fee(3000, 200, 100, 0), 100);
}

static void the_month_closes_on_the_20th(void **state)
{
	(void)state;
	static const struct {
		int year, month, day, to_year, to_month;
	} rows[] = { { 2018, 10, 13, 2018, 10 }, { 2018, 10, 18, 2018, 11 },
		{ 2018, 12, 16, 2019, 1 }, { 2019, 1, 15, 2019, 1 } };
	for (int i = 0; i < 4; i++)
		assert_true(books_next_close(shanghai(rows[i].year, rows[i].month, rows[i].day, 23),
				    true) == shanghai(rows[i].to_year, rows[i].to_month, 20, 0));
}

static void the_day_closes_at_midnight_in_shanghai(void **state)
{
	(void)state;
	assert_true(
		books_next_close(shanghai(2026, 11, 23, 23), false) == shanghai(2026, 11, 24, 0));
	assert_true(
		books_next_close(shanghai(2026, 11, 24, 0), false) == shanghai(2026, 11, 25, 0));
	assert_true(books_next_monday(shanghai(2026, 11, 23, 9)) == shanghai(2026, 11, 23, 10));
	assert_true(books_next_monday(shanghai(2026, 11, 23, 10)) == shanghai(2026, 11, 30, 10));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_public_sample_comes_out),
		cmocka_unit_test(the_fee_of_a_payout_has_bounds),
		cmocka_unit_test(the_month_closes_on_the_20th),
		cmocka_unit_test(the_day_closes_at_midnight_in_shanghai),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
