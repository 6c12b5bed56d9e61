/* split: no cent is lost or made, whatever is divided. Worked examples: tests/money. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/money.h"
#include "model/split.h"
#include "tool/history.h"

enum { LINES = 7, ROUNDS = 20000 };

static int64_t sum_of(const int64_t *shares, size_t count)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += shares[i];
	return sum;
}

/* R5: each share is its exact one rounded down or up. */
static void shares_sum_to_the_total_and_are_near_their_exact_ones(void **unused)
{
	__extension__ typedef __int128 wide;
	int64_t weights[LINES], shares[LINES], total;
	uint64_t dice = 7;
	size_t i, count, round;
	wide sum;

	(void)unused;
	for (round = 0; round < ROUNDS; round++) {
		uint64_t most = history_roll(&dice, 4) ? 5000 : (uint64_t)MONEY_MOST;

		count = 1 + (size_t)history_roll(&dice, LINES);
		total = (int64_t)history_roll(&dice, most + 1);
		for (sum = 0, i = 0; i < count; i++) {
			weights[i] = history_roll(&dice, 6) ? (int64_t)history_roll(&dice, most + 1) : 0;
			sum += weights[i];
		}
		split_by_weight(total, weights, count, shares);
		assert_true(sum_of(shares, count) == total);
		for (i = 0; i < count && sum > 0; i++) {
			wide beyond = (wide)shares[i] * sum - (wide)total * weights[i];

			assert_true(beyond < sum && beyond > -sum);
			assert_true(weights[i] > 0 || shares[i] == 0);
		}
	}
}

static void ties_go_to_the_lower_line(void **unused)
{
	const int64_t equal[] = { 5, 5, 5 }, nothing[] = { 0, 0 };
	int64_t shares[3];

	(void)unused;
	split_by_weight(8, equal, 3, shares);
	assert_int_equal(shares[0], 3);
	assert_int_equal(shares[1], 3);
	assert_int_equal(shares[2], 2);
	split_by_weight(9, nothing, 2, shares);
	assert_int_equal(shares[0], 9);
	assert_int_equal(shares[1], 0);
}

static void pieces_and_the_rest_are_the_whole(void **unused)
{
	int64_t total, quantity, left;

	(void)unused;
	for (total = 0; total < 200; total += 7)
		for (quantity = 1; quantity < 9; quantity++) {
			int64_t before = 0;

			for (left = 1; left <= quantity; left++) {
				int64_t now = split_pieces(total, quantity, left);

				assert_in_range(now - before, total / quantity, total / quantity + 1);
				before = now;
			}
			assert_int_equal(before, total);
			assert_int_equal(split_pieces(total, quantity, 0), 0);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_sum_to_the_total_and_are_near_their_exact_ones),
		cmocka_unit_test(ties_go_to_the_lower_line),
		cmocka_unit_test(pieces_and_the_rest_are_the_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
