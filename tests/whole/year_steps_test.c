/*
 * Every step of a sync fails once, in every way that a step can fail: the question before it, the
 * answer after it. Then the next sync has everything. And the program is killed before and after
 * every answer.
 */
#include "tool/year.h"

enum { VISITS = 60, DAYS = 12, SPAN_S = 7 * HOUR_S };

static struct {
	size_t trials, ended, kills;
} count;

static void copy_file(const char *from, const char *to)
{
	static char bytes[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t got;

	assert_non_null(in);
	assert_non_null(out);
	while ((got = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, got, out), got);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

/* The desk as it was before the sync. */
static void turn_back(void)
{
	desk_close(&desk);
	unlink(path_of("shop.db-wal"));
	unlink(path_of("shop.db-shm"));
	copy_file(path_of("kept.db"), path_of("shop.db"));
	open_desk();
	net.asked = net.answers = 0;
}

static void begin_steps(const char *name, uint64_t seed)
{
	begin_year(name, seed, VISITS, 1);
	be_at(YEAR_NOW + DAYS * DAY_S - 6 * HOUR_S);
	if (!sync_all_orders())
		fail_msg("%s: the first sync failed: %s", name, fault.text);
	compare_all("mine");
	compared();
	desk_close(&desk);
	copy_file(path_of("shop.db"), path_of("kept.db"));
	open_desk();
	be_at(now_s + SPAN_S);
}

static void try_trouble(enum trouble trouble, int64_t at, int64_t times)
{
	int64_t spoilt = net.spoilt;

	turn_back();
	net.trouble = trouble;
	net.at = at;
	net.times = times;
	count.trials++;
	count.ended += !sync_all_orders();
	net.trouble = TROUBLE_NONE;
	if (net.spoilt == spoilt)
		fail_msg("%s: question %lld was not asked", platform->name, (long long)at);
	if (!sync_all_orders())
		fail_msg("%s: after %s at question %lld the next sync failed: %s", platform->name,
			trouble_words[trouble], (long long)at, fault.text);
	compare_new("mine");
}

/* Killed before or after that answer is taken. */
static void die_at(int64_t *which, int64_t at)
{
	int status;
	pid_t child;

	turn_back();
	desk_close(&desk);
	child = fork();
	if (child == 0) {
		*which = at;
		open_desk();
		sync_all_orders();
		_exit(0);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("%s: answer %lld never came", platform->name, (long long)at);
	count.kills++;
	open_desk();
	if (!sync_all_orders())
		fail_msg("%s: killed at answer %lld, then the sync failed: %s", platform->name,
			(long long)at, fault.text);
	compare_new("mine");
}

static void all_steps(const char *name, uint64_t seed)
{
	int64_t steps, at;
	int trouble;

	memset(&count, 0, sizeof count);
	begin_steps(name, seed);
	turn_back();
	assert_true(sync_all_orders());
	compare_new("mine");
	steps = net.asked;
	for (trouble = TROUBLE_NONE + 1; trouble < TROUBLE_COUNT; trouble++)
		for (at = 1; at <= steps; at++) {
			size_t ended = count.ended;

			try_trouble((enum trouble)trouble, at, 1);
			/* Asked again, it went well; unless it stays so. */
			if (count.ended == ended)
				try_trouble((enum trouble)trouble, at, 3);
		}
	for (at = 1; at <= steps; at++) {
		die_at(&net.dies_before, at);
		die_at(&net.dies_after, at);
	}
	print_message("%s: %lld questions, %zu trials, %zu of them ended the sync, %zu killed\n",
		name, (long long)steps, count.trials, count.ended, count.kills);
}

/* ---- rows that leave the span while its pages are read */

static void refund_first(const struct inside_answer *heard)
{
	if (heard->length < 3000)
		return;
	assert_true(inside_happen(inside_crowd("settled"), "refund"));
	count.trials++;
}

/* On the day on which the whole month is settled, all of it in the same second. */
static void nothing_moves_past(void **unused)
{
	size_t i;

	(void)unused;
	for (i = 0; i < PLATFORMS; i++) {
		if (i > 0)
			end_year(NULL);
		begin_year(platforms[i].name, 31 + i, 90, 1);
		be_at(YEAR_NOW + 26 * DAY_S);
		if (!sync_all_orders())
			fail_msg("%s: the first sync failed: %s", platform->name, fault.text);
		compared();
		/* Before three in the morning nothing is looked through again. */
		be_at(YEAR_NOW + 26 * DAY_S + 17 * HOUR_S);
		net.between = refund_first;
		count.trials = 0;
		assert_true(sync_all_orders());
		net.between = NULL;
		if (count.trials < 3)
			fail_msg("%s has too few pages to move rows", platform->name);
		compare_new("mine");
	}
}

static void steps_of_taobao(void **unused)
{
	(void)unused;
	all_steps("taobao", 21);
}

static void steps_of_jd(void **unused)
{
	(void)unused;
	all_steps("jd", 22);
}

static void steps_of_pdd(void **unused)
{
	(void)unused;
	all_steps("pdd", 23);
}

static void steps_of_vip(void **unused)
{
	(void)unused;
	all_steps("vip", 24);
}

static void steps_of_her_own_shop(void **unused)
{
	(void)unused;
	all_steps("woocommerce", 25);
}

/* One of them alone: its name as the argument. */
int main(int count_given, char **given)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, NULL, end_year)
	const struct CMUnitTest tests[] = {
		TEST(nothing_moves_past),
		TEST(steps_of_taobao),
		TEST(steps_of_jd),
		TEST(steps_of_pdd),
		TEST(steps_of_vip),
		TEST(steps_of_her_own_shop),
	};

	if (count_given > 1)
		cmocka_set_test_filter(given[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
