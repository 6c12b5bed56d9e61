/*
 * edit: a supplier's section in the owner's file: what changes and, above all, what stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "conf/conf.h"
#include "conf/file.h"

static struct arena arena;
static struct fault fault;

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static void becomes(const char *text, const struct account *account, const char *wanted)
{
	char *edited;

	if (conf_edit_account(&arena, text, account, &edited, &fault) != OK)
		fail_msg("%s", fault.text);
	assert_string_equal(edited, wanted);
}

static const struct account tao = { .name = "tao",
	.kind = "taobao",
	.key = "12345678",
	.token_file = "/s/tao.secret",
	.pid = "mm_1_2_3" };
#define TAO                                                                                        \
	"supplier \"tao\" {\n\tkind = \"taobao\"\n\tkey = \"12345678\"\n"                          \
	"\tsecret_file = \"/s/tao.secret\"\n\tpid = \"mm_1_2_3\"\n}\n"

static void a_new_section_goes_to_the_end(void **unused)
{
	(void)unused;
	becomes("", &tao, TAO);
	becomes("# mine\nmouse = yes", &tao, "# mine\nmouse = yes\n\n" TAO);
	becomes(TAO, &tao, TAO);
}

static void only_what_changed_is_written_anew(void **unused)
{
	(void)unused;
	becomes("# top\nsupplier \"other\" { kind = house\n address = 'https://a.example' }\n"
		"supplier \"tao\" { # my shop\n  kind=taobao\n  key = \"1\"   # old\n"
		"  pid = mm_1_2_3\n  # why\n  sign_method = md5\n}\n# bottom\nmouse = yes\n",
		&tao,
		"# top\nsupplier \"other\" { kind = house\n address = 'https://a.example' }\n"
		"supplier \"tao\" { # my shop\n  kind=taobao\n  key = \"12345678\"   # old\n"
		"  pid = mm_1_2_3\n  # why\n\tsecret_file = \"/s/tao.secret\"\n}\n# bottom\nmouse "
		"= yes\n");
}

static void a_section_on_one_line_is_opened(void **unused)
{
	(void)unused;
	becomes("supplier tao { kind = taobao }", &tao,
		"supplier tao { kind = taobao \n\tkey = \"12345678\"\n\tsecret_file = "
		"\"/s/tao.secret\"\n"
		"\tpid = \"mm_1_2_3\"\n}");
}

static void a_secret_s_value_stays_or_goes_but_is_never_written(void **unused)
{
	struct account account = tao;

	(void)unused;
	becomes("supplier \"tao\" {\n\tkind = \"taobao\"\n\tsecret = \"hidden\"\n\tkey = "
		"\"12345678\"\n"
		"\tpid = \"mm_1_2_3\"\n}\n",
		&tao,
		"supplier \"tao\" {\n\tkind = \"taobao\"\n\tkey = \"12345678\"\n\tpid = "
		"\"mm_1_2_3\"\n"
		"\tsecret_file = \"/s/tao.secret\"\n}\n");
	account.token_file = NULL;
	account.token = "hidden";
	account.key = "87654321";
	becomes("supplier \"tao\" {\n\tkind = \"taobao\"\n\tsecret = \"hidden\"\n\tkey = "
		"\"12345678\"\n"
		"\tpid = \"mm_1_2_3\"\n}\n",
		&account,
		"supplier \"tao\" {\n\tkind = \"taobao\"\n\tsecret = \"hidden\"\n\tkey = "
		"\"87654321\"\n"
		"\tpid = \"mm_1_2_3\"\n}\n");
	becomes("", &account,
		"supplier \"tao\" {\n\tkind = \"taobao\"\n\tkey = \"87654321\"\n\tpid = "
		"\"mm_1_2_3\"\n}\n");
}

static void odd_values_are_read_as_they_were_meant(void **unused)
{
	struct account account = { .name = "a", .kind = "taobao", .key = "1", .pid = "mm_1_2_3" };
	static const char *const commands[] = { "pass \"show me\"", "echo ${HOME} $x", "a\\b \\",
		"it's", "~/x y" };
	char *edited;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof commands / sizeof *commands; i++) {
		struct conf conf;

		account.token_command = commands[i];
		assert_int_equal(
			conf_edit_account(&arena, "mouse = yes\n", &account, &edited, &fault), OK);
		assert_int_equal(conf_read(&conf, edited, strlen(edited), "x", &fault), OK);
		assert_string_equal(conf.accounts[0].token_command, commands[i]);
		assert_int_equal(conf.warning_count, 0);
		conf_clear(&conf);
	}
	account.token_command = "two\nlines";
	assert_int_equal(conf_edit_account(&arena, "", &account, &edited, &fault), ERR_CONF);
}

static void a_broken_file_is_left_alone(void **unused)
{
	char *edited;

	(void)unused;
	assert_int_equal(
		conf_edit_account(&arena, "supplier \"tao\" {\n", &tao, &edited, &fault), ERR_CONF);
}

static void the_file_is_private_and_behind_its_link(void **unused)
{
	char folder[] = "/tmp/edit_test.XXXXXX", *link, *real;
	struct conf conf;
	struct stat about;

	(void)unused;
	assert_non_null(mkdtemp(folder));
	link = arena_print(&arena, "%s/shopkeeper.conf", folder);
	real = arena_print(&arena, "%s/real.conf", folder);
	assert_int_equal(file_write(real, "mouse = yes\n", 12, &fault), OK);
	assert_int_equal(symlink("real.conf", link), 0);
	assert_int_equal(setenv("SHOPKEEPER_CONFIG", link, 1), 0);
	assert_int_equal(conf_load(&conf, &fault), OK);
	assert_int_equal(conf_write_account(&conf, &tao, &fault), OK);
	conf_clear(&conf);
	assert_int_equal(lstat(link, &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_int_equal(stat(link, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(conf_load(&conf, &fault), OK);
	assert_true(conf.mouse);
	assert_string_equal(conf.accounts[0].pid, "mm_1_2_3");
	conf_clear(&conf);
	unlink(link);
	unlink(real);
	rmdir(folder);
}

static void left_after_removing(const char *text, const char *name, const char *wanted)
{
	char *edited;

	if (conf_edit_remove(&arena, text, name, &edited, &fault) != OK)
		fail_msg("%s", fault.text);
	assert_string_equal(edited, wanted);
}

static void a_section_goes_and_all_else_stays(void **unused)
{
	char *edited;

	(void)unused;
	left_after_removing(TAO, "tao", "");
	left_after_removing("# mine\nmouse = yes\n\n" TAO, "tao", "# mine\nmouse = yes\n");
	left_after_removing("# mine\n" TAO "# after\nmouse = yes\n", "tao", "# mine\n# after\nmouse = yes\n");
	left_after_removing("mouse = yes\n", "tao", "mouse = yes\n");
	left_after_removing("supplier \"tao2\" { kind = taobao }\n" TAO "supplier \"tao\" { }\n", "tao",
		"supplier \"tao2\" { kind = taobao }\n");
	/* What only looks like one is none. */
	left_after_removing("# supplier \"tao\" {\n# }\n" TAO, "tao", "# supplier \"tao\" {\n# }\n");
	assert_int_equal(
		conf_edit_remove(&arena, "supplier \"tao\" {\n", "tao", &edited, &fault), ERR_CONF);
}

static void one_is_switched_off_and_on_in_its_place(void **unused)
{
	struct account off = tao;
	struct conf conf;
	char *edited;

	(void)unused;
	off.off = "yes";
	assert_int_equal(conf_edit_account(&arena, TAO, &off, &edited, &fault), OK);
	assert_int_equal(conf_read(&conf, edited, strlen(edited), "x", &fault), OK);
	assert_true(account_is_off(&conf.accounts[0]));
	conf_clear(&conf);
	becomes(edited, &tao, TAO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_new_section_goes_to_the_end, end),
		cmocka_unit_test_teardown(only_what_changed_is_written_anew, end),
		cmocka_unit_test_teardown(a_section_on_one_line_is_opened, end),
		cmocka_unit_test_teardown(a_secret_s_value_stays_or_goes_but_is_never_written, end),
		cmocka_unit_test_teardown(odd_values_are_read_as_they_were_meant, end),
		cmocka_unit_test_teardown(a_broken_file_is_left_alone, end),
		cmocka_unit_test_teardown(a_section_goes_and_all_else_stays, end),
		cmocka_unit_test_teardown(one_is_switched_off_and_on_in_its_place, end),
		cmocka_unit_test_teardown(the_file_is_private_and_behind_its_link, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
