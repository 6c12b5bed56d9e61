/*
 * A year of a platform's orders: late payments, returns before and after settlement, penalties, a
 * great sale, settlement once a month, rows that change between two pages. One answer in thirty is
 * spoilt, and again and again the program is killed in the middle. In the end, and after each sync
 * that went well, the store has exactly the platform's orders and their money. Two accounts of one platform,
 * whose orders bear the same numbers, stand in one book and never mix.
 */
#include "tool/year.h"

enum { DAYS = 365, VISITS = 24, ONE_IN = 30, KILLED_ONE_IN = 6, SYNCS_MOST = 12 };

static struct {
	size_t syncs, failed, kills;
} count;

/* After an answer with many rows, and now and then else, one of its rows changes. */
static void move_rows(const struct inside_answer *heard)
{
	if (heard->length < 30000 && dice(200) != 0)
		return;
	inside_be((int)dice(conf.account_count));
	if (dice(3) == 0)
		inside_happen(inside_crowd("settled"), "refund");
	else
		inside_happen(inside_crowd("received"), "approve");
}

/* A child asks until it is killed before or after some answer. What happened at the platform in the
 * child's time would be forgotten with it, so there nothing happens. */
static void sync_and_die(void)
{
	int status;
	pid_t child;

	desk_close(&desk);
	*(dice(2) ? &net.dies_before : &net.dies_after) = net.answers + 1 +
							 (int64_t)dice((uint64_t)platform->usual);
	child = fork();
	if (child == 0) {
		net.between = NULL;
		open_desk();
		sync_all_orders();
		_exit(0);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	count.kills += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	if (!WIFSIGNALED(status) && status != 0)
		fail_msg("%s: the child that was to be killed failed", platform->name);
	net.dies_before = net.dies_after = 0;
	open_desk();
}

static void sync_day(void)
{
	int tries;

	if (dice(KILLED_ONE_IN) == 0)
		sync_and_die();
	for (tries = 0; tries < SYNCS_MOST; tries++) {
		count.syncs++;
		if (sync_all_orders()) {
			for (size_t i = 0; i < conf.account_count; i++)
				compare_new(accounts_named[i]);
			compared();
			return;
		}
		count.failed++;
		/* She may leave it until tomorrow. */
		if (dice(3) == 0)
			return;
	}
}

/* Mostly before three in the morning; later the last days are looked through once more. */
static int64_t moment_of(int64_t day)
{
	int64_t midnight = YEAR_NOW - 8 * HOUR_S + day * DAY_S;

	return midnight + (dice(5) == 0 ? 12 * HOUR_S : HOUR_S) + (int64_t)dice(HOUR_S);
}

/* From the beginning once more. */
static void forget_walks(const char *account)
{
	static const char *const walks[] = { "orders", "ledger", "penalties" };
	size_t i;

	for (i = 0; i < sizeof walks / sizeof *walks; i++)
		assert_int_equal(store_put(&desk.store,
					 arena_print(&arena, "walk.%s.%s.since", account, walks[i]),
					 "", &fault),
			OK);
}

static size_t compare_accounts(void)
{
	size_t i, orders = 0;

	for (i = 0; i < conf.account_count; i++)
		orders += compare_all(accounts_named[i]);
	return orders;
}

static void a_year(const char *name, uint64_t seed, int accounts)
{
	size_t orders, lines, i;
	int64_t day;

	begin_year(name, seed, accounts > 1 ? VISITS / 2 : VISITS, accounts);
	memset(&count, 0, sizeof count);
	for (day = 1; day <= DAYS; day++) {
		be_at(moment_of(day));
		net.one_in = ONE_IN;
		net.between = move_rows;
		if (dice(10) != 0)
			sync_day();
	}
	net.one_in = 0;
	net.between = NULL;
	come_to_rest();
	if (!sync_all_orders())
		fail_msg("%s, seed %llu: the last sync failed: %s", name, (unsigned long long)seed,
			fault.text);
	orders = compare_accounts();
	lines = line_count();
	/* Nothing changes by it. */
	for (i = 0; i < conf.account_count; i++)
		forget_walks(accounts_named[i]);
	assert_true(sync_all_orders());
	assert_int_equal(compare_accounts(), orders);
	assert_int_equal(line_count(), lines);
	print_message("%s: %zu orders, %zu lines, %lld answers, %lld spoilt, %zu syncs, %zu failed,"
		      " %zu killed\n",
		name, orders, lines, (long long)net.asked, (long long)net.spoilt, count.syncs,
		count.failed, count.kills);
}

static void a_year_of_taobao(void **unused)
{
	(void)unused;
	a_year("taobao", 11, 1);
}

static void a_year_of_two_accounts_at_taobao(void **unused)
{
	(void)unused;
	a_year("taobao", 16, 2);
}

static void a_year_of_jd(void **unused)
{
	(void)unused;
	a_year("jd", 12, 1);
}

static void a_year_of_pdd(void **unused)
{
	(void)unused;
	a_year("pdd", 13, 1);
}

static void a_year_of_vip(void **unused)
{
	(void)unused;
	a_year("vip", 14, 1);
}

static void a_year_of_her_own_shop(void **unused)
{
	(void)unused;
	a_year("woocommerce", 15, 1);
}

/* One of them alone: its name as the argument. */
int main(int count_given, char **given)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, NULL, end_year)
	const struct CMUnitTest tests[] = {
		TEST(a_year_of_taobao),
		TEST(a_year_of_two_accounts_at_taobao),
		TEST(a_year_of_jd),
		TEST(a_year_of_pdd),
		TEST(a_year_of_vip),
		TEST(a_year_of_her_own_shop),
	};

	if (count_given > 1)
		cmocka_set_test_filter(given[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
