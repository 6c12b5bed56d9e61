/*
 * clock: a machine whose clock is wrong. A platform that takes no question older or newer than ten
 * minutes is asked once more by its own time; the owner hears by how much hers is off (V27).
 */
#include "stage.h"

static const struct account platforms[] = {
	{ .name = "taobao",
		.kind = "taobao",
		.address = "/taobao/router/rest",
		.key = "20260001",
		.token = "7a0ba07a0ba07a0ba07a0ba07a0ba0ff",
		.pid = "mm_1000001_2000002_3000003" },
	{ .name = "jd",
		.kind = "jd",
		.address = "/jd/routerjson",
		.key = "0123456789abcdef0123456789abcdef",
		.token = "fedcba9876543210fedcba9876543210",
		.pid = "3000000001" },
	{ .name = "pdd",
		.kind = "pdd",
		.address = "/pdd/api/router",
		.key = "c0ffee00c0ffee00c0ffee00c0ffee00",
		.token = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2",
		.pid = "1000001_200000001" },
	{ .name = "vip",
		.kind = "vip",
		.address = "/vip",
		.key = "a876c4cc",
		.token = "76697076697076697076697076697070",
		.pid = "practice_0001" },
};
enum { PLATFORMS = sizeof platforms / sizeof *platforms };

/* The practice supplier's clock stands at PRACTICE_NOW; ours runs and is moved beside it. */
static void be_off_by(int64_t seconds)
{
	clock_shift_s(0);
	desk.jobs->clock_off_s = 0;
	clock_shift_s(desk.jobs->shift_s = PRACTICE_NOW - clock_now_s() + seconds);
}

static void put(const struct account *platform)
{
	struct account account = *platform;

	account.address = arena_print(&arena, "%s%s", practice.address, platform->address);
	conf_put_account(&conf, &account);
}

static const char *attention_of_clock(void)
{
	struct attention *rows;
	size_t i, count = today_load(&desk, &arena, &rows);

	for (i = 0; i < count; i++)
		if (rows[i].kind == ATTEND_CLOCK)
			return rows[i].text;
	return NULL;
}

static void each_platform_is_asked_again_by_its_own_time(void **unused)
{
	size_t i;

	(void)unused;
	for (i = 0; i < PLATFORMS; i++) {
		put(&platforms[i]);
		be_off_by(-660);
		must(account_test(&desk, platforms[i].name, &fault));
		if (desk.jobs->clock_off_s < 655 || desk.jobs->clock_off_s > 665)
			fail_msg("%s: off by %lld s", platforms[i].name,
				(long long)desk.jobs->clock_off_s);
		if (!attention_of_clock() || !strstr(attention_of_clock(), "minutes slow"))
			fail_msg("%s: %s", platforms[i].name, attention_of_clock());
		/* The offset is kept: the next question is right at once. */
		must(account_test(&desk, platforms[i].name, &fault));
		assert_in_range(desk.jobs->clock_off_s, 655, 665);
	}
}

static void a_fast_clock_is_told_as_fast(void **unused)
{
	(void)unused;
	put(&platforms[0]);
	be_off_by(11 * 3600);
	must(account_test(&desk, "taobao", &fault));
	assert_non_null(attention_of_clock());
	assert_non_null(strstr(attention_of_clock(), "11 hours fast"));
}

static void a_clock_that_is_near_enough_is_not_blamed(void **unused)
{
	(void)unused;
	put(&platforms[0]);
	be_off_by(-300);
	must(account_test(&desk, "taobao", &fault));
	assert_null(attention_of_clock());
}

/* A stopped clock cannot be moved: asked twice, not for ever, and told in the platform's words. */
static void a_clock_that_stays_wrong_ends_the_question(void **unused)
{
	const struct job *job;

	(void)unused;
	put(&platforms[1]);
	clock_set_s(PRACTICE_NOW + 3600);
	job = finish(account_test(&desk, "jd", &fault));
	assert_int_equal(job->state, JOB_FAILED);
	assert_int_equal(job->fault.code, ERR_CLOCK);
	assert_non_null(strstr(job->fault.text, "clock"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_platform_is_asked_again_by_its_own_time, begin, end),
		cmocka_unit_test_setup_teardown(a_fast_clock_is_told_as_fast, begin, end),
		cmocka_unit_test_setup_teardown(
			a_clock_that_is_near_enough_is_not_blamed, begin, end),
		cmocka_unit_test_setup_teardown(
			a_clock_that_stays_wrong_ends_the_question, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
