/*
 * key_age: JD's keys live 60 days: told from the fiftieth, and an ended one asks nothing but the
 * test call (V26). Without the owner's word the first use counts.
 */
#include "stage.h"

enum { DAY_S = 24 * 3600 };

static const struct account *put_jd(const char *key, int days_ago)
{
	struct account account = {
		.name = "jd", .kind = "jd", .key = key, .token = "fedcba9876543210fedcba9876543210"
	};
	char day[CLOCK_TEXT];

	clock_set_s(PRACTICE_NOW);
	account.address = arena_print(&arena, "%s/jd/routerjson", practice.address);
	if (days_ago >= 0)
		account.key_made = clock_day(PRACTICE_NOW - (int64_t)days_ago * DAY_S, day);
	conf_put_account(&conf, &account);
	return conf_account(&conf, "jd");
}
#define KEY "0123456789abcdef0123456789abcdef"

static void it_is_told_from_the_fiftieth_day(void **unused)
{
	static const struct {
		int days_ago, left;
		enum key_age age;
	} cases[] = { { 0, 60, KEY_FINE }, { 49, 11, KEY_FINE }, { 50, 10, KEY_ENDS_SOON },
		{ 54, 6, KEY_ENDS_SOON }, { 59, 1, KEY_ENDS_SOON }, { 60, 0, KEY_ENDED },
		{ 400, 0, KEY_ENDED } };
	size_t i;
	int left;

	(void)unused;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum key_age age =
			account_key_age(&desk, put_jd(KEY, cases[i].days_ago), &left, &fault);

		if (age != cases[i].age || left != cases[i].left)
			fail_msg("%d days old: %d, %d left", cases[i].days_ago, (int)age, left);
	}
	account_key_age(&desk, put_jd(KEY, 54), &left, &fault);
	assert_non_null(strstr(fault.text, "ends in 6 days"));
}

static void an_ended_key_asks_nothing_but_the_test_call(void **unused)
{
	(void)unused;
	put_jd(KEY, 61);
	assert_int_equal(find_detail(&desk, "jd", "x", &fault), 0);
	assert_int_equal(fault.code, ERR_LOGIN);
	assert_non_null(strstr(fault.text, "what is stored can be read"));
	must(account_test(&desk, "jd", &fault));
}

static void others_do_not_age(void **unused)
{
	int left;

	(void)unused;
	assert_int_equal(
		account_key_age(&desk, conf_account(&conf, "mine"), &left, &fault), KEY_FINE);
	assert_int_equal(left, -1);
}

/* The day of the first use is kept, and another key begins anew. */
static void the_first_use_counts_without_her_word(void **unused)
{
	struct account account = { .name = "real", .kind = "jd", .key = KEY };
	int left;

	(void)unused;
	clock_set_s(PRACTICE_NOW);
	assert_int_equal(account_key_age(&desk, &account, &left, &fault), KEY_FINE);
	assert_int_equal(left, 60);
	clock_set_s(PRACTICE_NOW + 55 * DAY_S);
	assert_int_equal(account_key_age(&desk, &account, &left, &fault), KEY_ENDS_SOON);
	assert_int_equal(left, 5);
	account.key = "fedcba98765432100123456789abcdef";
	assert_int_equal(account_key_age(&desk, &account, &left, &fault), KEY_FINE);
	assert_int_equal(left, 60);
}

static void a_key_that_is_set_up_anew_was_made_today(void **unused)
{
	struct setup_account setup = { .account = { .name = "jd", .kind = "jd", .key = KEY } };
	struct account before = setup.account;
	char day[CLOCK_TEXT], today[CLOCK_TEXT];

	(void)unused;
	clock_set_s(PRACTICE_NOW);
	clock_day(PRACTICE_NOW, today);
	account_date_key(&setup, NULL, day);
	assert_string_equal(setup.account.key_made, today);
	/* Another position only: the key is as old as it was. */
	before.key_made = setup.account.key_made = "2026-10-01";
	account_date_key(&setup, &before, day);
	assert_string_equal(setup.account.key_made, "2026-10-01");
	/* A new secret with the old day: today. */
	setup.secret = "x";
	account_date_key(&setup, &before, day);
	assert_string_equal(setup.account.key_made, today);
	/* Her own word counts. */
	setup.account.key_made = "2026-11-01";
	account_date_key(&setup, &before, day);
	assert_string_equal(setup.account.key_made, "2026-11-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_is_told_from_the_fiftieth_day, begin, end),
		cmocka_unit_test_setup_teardown(
			an_ended_key_asks_nothing_but_the_test_call, begin, end),
		cmocka_unit_test_setup_teardown(others_do_not_age, begin, end),
		cmocka_unit_test_setup_teardown(the_first_use_counts_without_her_word, begin, end),
		cmocka_unit_test_setup_teardown(
			a_key_that_is_set_up_anew_was_made_today, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
