/*
 * setup: an account that is being set up: tried, kept, undone; and a position that is registered
 * while the desk asks again (Pinduoduo's 备案).
 */
#include "stage.h"

static const struct account new_position = { .name = "pdd",
	.kind = "pdd",
	.key = "c0ffee00c0ffee00c0ffee00c0ffee00",
	.pid = "1000001_200000002" };
#define SECRET "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2"

static int begin_setup(void **state)
{
	if (begin(state) != 0)
		return -1;
	return setenv("SHOPKEEPER_CONFIG", path_of("shopkeeper.conf"), 1);
}

static int end_setup(void **state)
{
	unlink(path_of("shopkeeper.conf"));
	unlink(path_of("pdd.token"));
	unsetenv("SHOPKEEPER_CONFIG");
	return end(state);
}

static struct setup_account pdd_with(const char *secret)
{
	struct setup_account setup = { .account = new_position, .secret = secret };

	setup.account.address = arena_print(&arena, "%s/pdd/api/router", practice.address);
	return setup;
}

static void what_cannot_be_right_is_told_with_its_row(void **unused)
{
	struct setup_account setup = pdd_with(SECRET);
	const struct account_need *which;

	(void)unused;
	setup.account.pid = "mm_1_2_3";
	assert_int_equal(setup_try(&desk, &conf, &setup, &which, &fault), ERR_CONF);
	assert_string_equal(which->name, "pid");
	setup = pdd_with("not a secret");
	assert_int_equal(setup_try(&desk, &conf, &setup, &which, &fault), ERR_CONF);
	assert_string_equal(which->name, "secret");
	assert_null(strstr(fault.text, "not a secret"));
	setup = pdd_with(NULL);
	assert_int_equal(setup_try(&desk, &conf, &setup, &which, &fault), ERR_LOGIN);
	assert_string_equal(which->name, "secret");
}

static void nothing_is_written_before_it_is_kept(void **unused)
{
	const struct setup_account setup = pdd_with(SECRET);
	struct secret secret;
	struct conf read;

	(void)unused;
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	assert_true(account_ready(&desk, "pdd"));
	assert_int_not_equal(access(path_of("shopkeeper.conf"), F_OK), 0);
	assert_int_not_equal(access(path_of("pdd.token"), F_OK), 0);
	setup_undo(&desk, &conf, "pdd", NULL);
	assert_null(conf_account(&conf, "pdd"));
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	assert_int_equal(setup_keep(&desk, &setup, &fault), OK);
	assert_int_equal(conf_load(&read, &fault), OK);
	assert_string_equal(conf_account(&read, "pdd")->pid, new_position.pid);
	assert_null(conf_account(&read, "pdd")->token);
	read.data_folder = folder;
	assert_int_equal(secret_get(&read, conf_account(&read, "pdd"), &secret, &fault), OK);
	assert_string_equal(secret.value, SECRET);
	secret_clear(&secret);
	conf_clear(&read);
}

static void leaving_brings_back_what_was(void **unused)
{
	struct setup_account setup = pdd_with(SECRET);
	const struct account before = setup.account;

	(void)unused;
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	setup.account.pid = "1000001_200000001";
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	setup_undo(&desk, &conf, "pdd", &before);
	assert_string_equal(conf_account(&conf, "pdd")->pid, new_position.pid);
}

static void a_position_is_registered_while_the_desk_asks_again(void **unused)
{
	const struct setup_account setup = pdd_with(SECRET);
	const struct job *job;
	const char *url;
	int number;

	(void)unused;
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	job = finish(account_test(&desk, "pdd", &fault));
	assert_int_equal(job->fault.code, ERR_CONF);
	assert_int_equal(account_registered(&desk, "pdd", &arena, &url), REGISTERED_UNKNOWN);
	/* Settled means: it is her turn. */
	number = account_register(&desk, "pdd", &fault);
	settle();
	assert_int_equal(job_get(&desk, number)->state, JOB_ASKING);
	assert_int_equal(account_registered(&desk, "pdd", &arena, &url), REGISTERED_NOT);
	assert_non_null(strstr(url, "/pdd/register/1000001_200000002"));
	assert_int_equal(tell("GET", url, NULL, NULL), 200);
	while (job_get(&desk, number)->state == JOB_ASKING)
		desk_wait(&desk, NULL, 0, NULL, SETTLE_MS);
	assert_int_equal(job_get(&desk, number)->state, JOB_DONE);
	assert_int_equal(account_registered(&desk, "pdd", &arena, &url), REGISTERED_YES);
	must(account_test(&desk, "pdd", &fault));
}

static void a_position_that_is_registered_needs_no_code(void **unused)
{
	struct setup_account setup = pdd_with(SECRET);

	(void)unused;
	setup.account.pid = "1000001_200000001";
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	must(account_register(&desk, "pdd", &fault));
	assert_int_equal(account_registered(&desk, "pdd", &arena, NULL), REGISTERED_YES);
	assert_int_equal(account_register(&desk, "mine", &fault), 0);
	assert_int_equal(fault.code, ERR_REFUSED);
}

static enum find_state searched(const char *name)
{
	const struct goods_query query = { .words = "毛巾", .without = "", .supplier = name };
	struct find_row *rows;
	size_t i, count;

	find_goods(&desk, &query, &fault);
	settle();
	count = find_states(&desk, &arena, &rows);
	for (i = 0; i < count; i++)
		if (!strcmp(rows[i].supplier, name)) {
			if (rows[i].state == FIND_REFUSED)
				fail_msg("%s: %s", name, rows[i].text);
			return rows[i].state;
		}
	return FIND_REFUSED;
}

static void one_that_is_off_is_asked_nothing(void **unused)
{
	struct setup_account setup = pdd_with(SECRET);
	struct conf read;

	(void)unused;
	setup.account.pid = "1000001_200000001";
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	assert_int_equal(setup_keep(&desk, &setup, &fault), OK);
	assert_int_equal(searched("pdd"), FIND_ANSWERED);
	assert_int_equal(setup_switch(&desk, &conf, "pdd", true, &fault), OK);
	assert_int_equal(searched("pdd"), FIND_OFF);
	assert_int_equal(searched("mine"), FIND_ANSWERED);
	assert_int_equal(account_test(&desk, "pdd", &fault), 0);
	assert_non_null(strstr(fault.text, "switched off"));
	assert_int_equal(conf_load(&read, &fault), OK);
	assert_true(account_is_off(conf_account(&read, "pdd")));
	conf_clear(&read);
	assert_int_equal(setup_switch(&desk, &conf, "pdd", false, &fault), OK);
	assert_int_equal(searched("pdd"), FIND_ANSWERED);
	assert_int_equal(conf_load(&read, &fault), OK);
	assert_false(account_is_off(conf_account(&read, "pdd")));
	conf_clear(&read);
	assert_int_equal(setup_switch(&desk, &conf, "nobody", true, &fault), ERR_CONF);
}

static void one_that_is_removed_is_gone_from_file_and_folder(void **unused)
{
	struct setup_account setup = pdd_with(SECRET), second = pdd_with(SECRET);
	struct conf read;

	(void)unused;
	second.account.name = "pdd2";
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	assert_int_equal(setup_keep(&desk, &setup, &fault), OK);
	assert_int_equal(setup_try(&desk, &conf, &second, NULL, &fault), OK);
	assert_int_equal(setup_keep(&desk, &second, &fault), OK);
	assert_int_equal(setup_remove(&desk, &conf, "pdd", &fault), OK);
	assert_null(conf_account(&conf, "pdd"));
	assert_int_not_equal(access(path_of("pdd.token"), F_OK), 0);
	assert_true(account_ready(&desk, "pdd2"));
	assert_int_equal(conf_load(&read, &fault), OK);
	assert_null(conf_account(&read, "pdd"));
	assert_non_null(conf_account(&read, "pdd2"));
	conf_clear(&read);
	/* The name is free again, and what was asked by the old one is forgotten. */
	assert_int_equal(setup_try(&desk, &conf, &setup, NULL, &fault), OK);
	assert_true(account_ready(&desk, "pdd"));
	assert_int_equal(setup_remove(&desk, &conf, "nobody", &fault), ERR_CONF);
	unlink(path_of("pdd2.token"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_setup, end_setup)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_cannot_be_right_is_told_with_its_row),
		TEST(nothing_is_written_before_it_is_kept),
		TEST(leaving_brings_back_what_was),
		TEST(a_position_is_registered_while_the_desk_asks_again),
		TEST(a_position_that_is_registered_needs_no_code),
		TEST(one_that_is_off_is_asked_nothing),
		TEST(one_that_is_removed_is_gone_from_file_and_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
