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
	size_t i;

	clock_shift_s(0);
	for (i = 0; i < desk.jobs->standing_count; i++)
		desk.jobs->standings[i].clock_off_s = 0;
	clock_shift_s(desk.jobs->shift_s = PRACTICE_NOW - clock_now_s() + seconds);
}

static int64_t off_of(const char *name)
{
	return standing_of(&desk, conf_account(&conf, name))->clock_off_s;
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
		if (off_of(platforms[i].name) < 655 || off_of(platforms[i].name) > 665)
			fail_msg("%s: off by %lld s", platforms[i].name,
				(long long)off_of(platforms[i].name));
		if (!attention_of_clock() || !strstr(attention_of_clock(), "minutes slow"))
			fail_msg("%s: %s", platforms[i].name, attention_of_clock());
		/* The offset is kept: the next question is right at once. */
		must(account_test(&desk, platforms[i].name, &fault));
		assert_in_range(off_of(platforms[i].name), 655, 665);
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

/* Two servers whose clocks are a day apart, asked in turn: each by its own, ours stays where it is. */
static void each_account_keeps_the_time_of_its_own_server(void **unused)
{
	struct account early = platforms[0], late = platforms[1], second = platforms[1];
	struct practice other;
	int64_t now_s;
	int turn;

	(void)unused;
	assert_true(practice_start(&other, "--now=1795478400"));
	put(&early);
	late.address = arena_print(&arena, "%s%s", other.address, late.address);
	conf_put_account(&conf, &late);
	second.name = "jd2";
	put(&second);
	be_off_by(0);
	now_s = clock_now_s();
	for (turn = 0; turn < 2; turn++) {
		must(account_test(&desk, "taobao", &fault));
		must(account_test(&desk, "jd", &fault));
		must(account_test(&desk, "jd2", &fault));
	}
	assert_int_equal(off_of("taobao"), 0);
	assert_int_equal(off_of("jd2"), 0);
	assert_in_range(off_of("jd"), 86390, 86410);
	assert_in_range(clock_now_s(), now_s, now_s + 60);
	assert_false(account_clock_is_wrong(&desk, conf_account(&conf, "jd2"), &fault));
	assert_true(account_clock_is_wrong(&desk, conf_account(&conf, "jd"), &fault));
	assert_non_null(strstr(fault.text, "24 hours slow"));
	assert_true(desk_clock_is_wrong(&desk, &fault));
	assert_non_null(strstr(attention_of_clock(), "\"jd\""));
	practice_stop(&other);
}

/* A stopped clock is made up for like any other. */
static void a_stopped_clock_is_made_up_for(void **unused)
{
	(void)unused;
	put(&platforms[1]);
	clock_set_s(PRACTICE_NOW + 3600);
	must(account_test(&desk, "jd", &fault));
	assert_int_equal(off_of("jd"), -3600);
	assert_int_equal(clock_now_s(), PRACTICE_NOW + 3600);
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
			each_account_keeps_the_time_of_its_own_server, begin, end),
		cmocka_unit_test_setup_teardown(a_stopped_clock_is_made_up_for, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
