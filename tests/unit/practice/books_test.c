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

/* Two of A at 99.00 (coupon 99 minus 10), one of B at 120.00, 300 minus 50, a red packet of 5.00.
 */
static void a_cart_is_split_to_the_fen(void **state)
{
	(void)state;
	const int64_t after_coupon[] = { 19800 - 1000, 12000 };
	int64_t cross[2], packet[2];
	books_allocate(5000, after_coupon, 2, cross);
	assert_int_equal(cross[0], 3052);
	assert_int_equal(cross[1], 1948);
	const int64_t rest[] = { after_coupon[0] - cross[0], after_coupon[1] - cross[1] };
	books_allocate(500, rest, 2, packet);
	assert_int_equal(packet[0], 305);
	assert_int_equal(packet[1], 195);
	assert_int_equal(rest[0] + rest[1] - 500, 25300);
	int64_t paid_base = rest[0] - packet[0];
	assert_int_equal(paid_base, 15443);
	assert_int_equal(books_share(paid_base, 2000), 3088);
	assert_int_equal(books_share(3088, 1000), 308);
	assert_int_equal(books_share(rest[0], 2000), 3149);
	assert_int_equal(books_share(3149, 1000), 314);
	/* One of the two comes back: 7721 of 15443. */
	assert_int_equal(books_pieces(paid_base, 2, 1), 7722);
	assert_int_equal(books_share(7722, 2000), 1544);
}

static void the_public_sample_comes_out(void **state)
{
	(void)state;
	assert_int_equal(books_share(1980, 910), 180);
	assert_int_equal(books_share(180, 1000), 18);
}

static void shares_always_sum_to_the_total(void **state)
{
	(void)state;
	for (int64_t total = 0; total < 400; total += 7) {
		const int64_t weights[] = { 1, 0, total + 3, 17, 17, 900000000000000 };
		int64_t shares[6], sum = 0;
		books_allocate(total, weights, 6, shares);
		for (int i = 0; i < 6; i++)
			sum += shares[i];
		assert_int_equal(sum, total);
		assert_int_equal(shares[1], 0);
	}
	const int64_t equal[] = { 5, 5, 5 };
	int64_t shares[3];
	books_allocate(8, equal, 3, shares);
	assert_int_equal(shares[0], 3);
	assert_int_equal(shares[1], 3);
	assert_int_equal(shares[2], 2);
}

static void a_large_amount_is_not_lost_in_the_product(void **state)
{
	(void)state;
	const int64_t weights[] = { 4500000000000000, 4500000000000000 };
	int64_t shares[2];
	books_allocate(9000000000000000, weights, 2, shares);
	assert_true(shares[0] == 4500000000000000 && shares[1] == 4500000000000000);
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
		cmocka_unit_test(a_cart_is_split_to_the_fen),
		cmocka_unit_test(the_public_sample_comes_out),
		cmocka_unit_test(shares_always_sum_to_the_total),
		cmocka_unit_test(a_large_amount_is_not_lost_in_the_product),
		cmocka_unit_test(the_fee_of_a_payout_has_bounds),
		cmocka_unit_test(the_month_closes_on_the_20th),
		cmocka_unit_test(the_day_closes_at_midnight_in_shanghai),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
