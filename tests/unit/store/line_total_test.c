/* line_total: the bridge adds up to the balances, an older file's lines are in it, and months tell what became
 * hers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "store/line_total.h"
#include "store/order_store.h"
#include "store/sql.h"
#include "fresh.h"

static void put(const char *supplier, const char *ref, enum line_kind kind, enum bucket bucket, int64_t fen)
{
	static int written;
	const struct line one = { supplier, arena_print(&arena, "L%d", ++written), kind, bucket, "o1", ref,
		sample_yuan(fen), SAMPLE_NOW + written };

	if (line_put(&store, &one, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
}

static void put_some(void)
{
	put("demo", "paid", LINE_ESTIMATE, BUCKET_ESTIMATED, 500);
	put("demo", "R-17", LINE_ESTIMATE, BUCKET_ESTIMATED, -200);
	put("demo", "R-17", LINE_ESTIMATE, BUCKET_INVALID, 200);
	put("demo", "settled", LINE_ESTIMATE, BUCKET_ESTIMATED, -300);
	put("demo", "settled", LINE_SETTLE, BUCKET_AVAILABLE, 300);
	put("demo", "settled", LINE_FEE, BUCKET_AVAILABLE, -30);
	put("other", "paid", LINE_ESTIMATE, BUCKET_ESTIMATED, 900);
}

static int64_t sum_of(const struct bridge *bridge)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < BRIDGE_CAUSE_COUNT; i++)
		sum += bridge->minor[i];
	return sum;
}

static void expect_some(void)
{
	struct bridge *rows;

	assert_int_equal(bridge_load(&store, NULL, NULL, &arena, &rows), 1);
	assert_int_equal(rows[0].currency, CURRENCY_CNY);
	assert_int_equal(rows[0].minor[BRIDGE_ESTIMATED], 1400);
	assert_int_equal(rows[0].minor[BRIDGE_RETURNED], -200);
	assert_int_equal(rows[0].minor[BRIDGE_FEE], -30);
	assert_int_equal(rows[0].yours_minor, 270);
	assert_int_equal(rows[0].expected_minor, 900);
	assert_int_equal(sum_of(rows), 1170);
	assert_int_equal(bridge_load(&store, "other", NULL, &arena, &rows), 1);
	assert_int_equal(sum_of(rows), 900);
	assert_int_equal(bridge_load(&store, "nobody", NULL, &arena, &rows), 0);
}

static void the_steps_add_up_for_each_supplier(void **unused)
{
	(void)unused;
	put_some();
	expect_some();
}

static void lines_of_an_older_file_are_summed_once(void **unused)
{
	(void)unused;
	put_some();
	assert_int_equal(sql_run(store.sql, "DELETE FROM line_total;" LINE_TOTAL_SUM, &fault), OK);
	expect_some();
}

static void a_line_seen_twice_counts_once(void **unused)
{
	const struct line one = { "demo", "X", LINE_ESTIMATE, BUCKET_ESTIMATED, "o1", NULL, sample_yuan(70),
		SAMPLE_NOW };
	struct bridge *rows;

	(void)unused;
	assert_int_equal(line_put(&store, &one, 1, &fault), OK);
	assert_int_equal(line_put(&store, &one, 1, &fault), OK);
	assert_int_equal(bridge_load(&store, NULL, NULL, &arena, &rows), 1);
	assert_int_equal(sum_of(rows), 70);
}

/* 2,000 random lines of all kinds and refs: the steps are the buckets' sum. */
static void random_lines_add_up(void **unused)
{
	static const char *const refs[] = { NULL, "paid", "returned", "R1", "by_rate", "odd ref", "zzz" };
	struct balance *balances;
	struct bridge *rows;
	unsigned seed = 11;
	int64_t counted = 0;
	int i;

	(void)unused;
	for (i = 0; i < 2000; i++)
		put("demo", refs[rand_r(&seed) % 7], (enum line_kind)(rand_r(&seed) % LINE_KIND_COUNT),
			(enum bucket)(rand_r(&seed) % BUCKET_COUNT), rand_r(&seed) % 2001 - 1000);
	assert_int_equal(bridge_load(&store, NULL, NULL, &arena, &rows), 1);
	assert_int_equal(balance_load(&store, &arena, &balances), 1);
	for (i = 0; i < BUCKET_COUNT; i++)
		counted += i == BUCKET_INVALID || i == BUCKET_NONE ? 0 : balances[0].minor[i];
	assert_int_equal(sum_of(rows), counted);
	assert_int_equal(rows[0].expected_minor + rows[0].yours_minor, counted);
}

static void months_and_years_tell_what_became_hers(void **unused)
{
	struct span_income *rows;

	(void)unused;
	put_some();
	put("demo", "requested", LINE_PAYOUT, BUCKET_AVAILABLE, -270);
	put("demo", "requested", LINE_PAYOUT, BUCKET_IN_WITHDRAWAL, 270);
	assert_int_equal(income_load(&store, INCOME_MONTH, &arena, &rows), 1);
	assert_string_equal(rows[0].name, "2025-11");
	assert_int_equal(rows[0].income.minor, 270);
	assert_int_equal(income_load(&store, INCOME_YEAR, &arena, &rows), 1);
	assert_string_equal(rows[0].name, "2025");
	assert_int_equal(rows[0].income.minor, 270);
	/* What is to be taken back is no income any more. */
	put("demo", "R-18", LINE_CLAWBACK, BUCKET_CLAWBACK, -100);
	assert_int_equal(income_load(&store, INCOME_YEAR, &arena, &rows), 1);
	assert_int_equal(rows[0].income.minor, 170);
}

/* An order estimated in one month and settled in the next: each month's steps end in what became hers then. */
static void a_month_has_a_bridge_of_its_own(void **unused)
{
	const int64_t next = SAMPLE_NOW + (int64_t)31 * 24 * 3600;
	const struct line lines[] = {
		{ "demo", "E", LINE_ESTIMATE, BUCKET_ESTIMATED, "o1", "paid", sample_yuan(500), SAMPLE_NOW },
		{ "demo", "S", LINE_ESTIMATE, BUCKET_ESTIMATED, "o1", "settled", sample_yuan(-500), next },
		{ "demo", "T", LINE_SETTLE, BUCKET_AVAILABLE, "o1", "settled", sample_yuan(500), next },
		{ "demo", "F", LINE_FEE, BUCKET_AVAILABLE, "o1", "settled", sample_yuan(-50), next },
	};
	const char **months;
	struct bridge *rows;
	struct bridge_end end;

	(void)unused;
	assert_int_equal(line_put(&store, lines, 4, &fault), OK);
	assert_int_equal(bridge_months(&store, &arena, &months), 2);
	assert_string_equal(months[0], "2025-12");
	assert_string_equal(months[1], "2025-11");
	assert_int_equal(bridge_load(&store, NULL, "2025-11", &arena, &rows), 1);
	end = bridge_waiting(rows, true);
	assert_string_equal(end.id, "still_to_come");
	assert_int_equal(end.amount.minor, -500);
	assert_int_equal(bridge_yours(rows, true).amount.minor, 0);
	assert_int_equal(bridge_load(&store, NULL, "2025-12", &arena, &rows), 1);
	end = bridge_waiting(rows, true);
	assert_string_equal(end.id, "from_before");
	assert_int_equal(end.amount.minor, 500);
	assert_int_equal(bridge_yours(rows, true).amount.minor, 450);
	assert_int_equal(sum_of(rows) + end.amount.minor, 450);
	assert_int_equal(bridge_load(&store, NULL, "2024-12", &arena, &rows), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_steps_add_up_for_each_supplier, begin, end),
		cmocka_unit_test_setup_teardown(lines_of_an_older_file_are_summed_once, begin, end),
		cmocka_unit_test_setup_teardown(a_line_seen_twice_counts_once, begin, end),
		cmocka_unit_test_setup_teardown(random_lines_add_up, begin, end),
		cmocka_unit_test_setup_teardown(a_month_has_a_bridge_of_its_own, begin, end),
		cmocka_unit_test_setup_teardown(months_and_years_tell_what_became_hers, begin, end),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
