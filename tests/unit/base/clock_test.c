/* clock: it can be stopped and shifted, and writes every moment the calendar knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/clock.h"

static int use_shanghai(void **unused)
{
	(void)unused;
	setenv("TZ", "CST-8", 1);
	tzset();
	return 0;
}

/* First of all tests: the environment is asked once. */
static void the_environment_stops_it(void **unused)
{
	(void)unused;
	setenv("SHOPKEEPER_NOW", "1795417445", 1);
	assert_int_equal(clock_now_s(), 1795417445);
	assert_int_equal(clock_now_ms(), INT64_C(1795417445000));
}

static void stops_runs_and_shifts(void **unused)
{
	int64_t now;

	(void)unused;
	clock_set_s(1000);
	assert_int_equal(clock_now_s(), 1000);
	clock_shift_s(50);
	assert_int_equal(clock_now_s(), 1000);
	clock_set_s(0);
	now = time(NULL);
	assert_in_range(clock_now_s() - now, 0, 2);
	clock_shift_s(86400);
	assert_in_range(clock_now_s() - now, 86400, 86402);
	clock_shift_s(0);
	assert_true(clock_steady_ms() <= clock_steady_ms());
}

static void writes_moments(void **unused)
{
	char text[CLOCK_TEXT];

	(void)unused;
	assert_string_equal(clock_minute(1795417445, text), "2026-11-23 15:04");
	assert_string_equal(clock_day(1795417445, text), "2026-11-23");
	assert_string_equal(clock_utc(1795417445, text), "2026-11-23T07:04:05Z");
	assert_string_equal(clock_utc(0, text), "1970-01-01T00:00:00Z");
	assert_string_equal(clock_utc(INT64_MAX, text), "?");
	assert_string_equal(clock_minute(INT64_MIN, text), "?");
}

static void tells_ages(void **unused)
{
	static const struct {
		int64_t age_s;
		const char *text;
	} ages[] = { { -5, "just now" }, { 0, "just now" }, { 59, "just now" }, { 60, "1 min" },
		{ 3599, "59 min" }, { 3600, "1 h" }, { 86399, "23 h" }, { 86400, "1 d" },
		{ 8640000, "100 d" } };
	char text[CLOCK_TEXT];
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof ages / sizeof *ages; i++)
		assert_string_equal(
			clock_age(1000, 1000 + ages[i].age_s, text, sizeof text), ages[i].text);
	assert_string_equal(clock_age(INT64_MAX, INT64_MIN, text, sizeof text), "just now");
	clock_age(INT64_MIN, INT64_MAX, text, sizeof text);
	assert_string_equal(clock_age(0, 86400, text, 2), "1");
}

static void days_start_at_midnight(void **unused)
{
	(void)unused;
	assert_int_equal(clock_day_start(1795417445, 0), 1795363200);
	assert_int_equal(clock_day_start(1795363200, 0), 1795363200);
	assert_int_equal(clock_day_start(1795363199, 0), 1795276800);
	assert_int_equal(clock_day_start(1795417445, -7), 1795363200 - 7 * 86400);
	assert_int_equal(clock_day_start(INT64_MAX, 0), INT64_MAX);
}

/* 25 hours on 2026-10-25 and 23 on 2026-03-29 in Berlin. */
static void days_may_have_other_lengths(void **unused)
{
	int64_t noon = 1792922400, start;

	(void)unused;
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	start = clock_day_start(noon, 0);
	assert_int_equal(clock_day_start(noon, 1) - start, 25 * 3600);
	assert_int_equal(clock_day_start(start, 0), start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_stops_it),
		cmocka_unit_test(stops_runs_and_shifts),
		cmocka_unit_test_setup(writes_moments, use_shanghai),
		cmocka_unit_test(tells_ages),
		cmocka_unit_test_setup(days_start_at_midnight, use_shanghai),
		cmocka_unit_test_teardown(days_may_have_other_lengths, use_shanghai),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
