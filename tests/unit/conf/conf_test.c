/* What the owner writes into shopkeeper.conf, right and wrong, and what she is told. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "conf/conf.h"

static struct conf conf;
static struct fault fault;
static char folder[64];

static enum err read_conf(const char *text)
{
	conf_clear(&conf);
	return conf_read(&conf, text, strlen(text), "t.conf", &fault);
}

static bool warned(const char *words)
{
	size_t i;

	for (i = 0; i < conf.warning_count; i++)
		if (strstr(conf.warnings[i], words))
			return true;
	for (i = 0; i < conf.warning_count; i++)
		print_message("warning: %s\n", conf.warnings[i]);
	return false;
}

static int begin(void **unused)
{
	(void)unused;
	snprintf(folder, sizeof folder, "/tmp/conf_test.XXXXXX");
	return mkdtemp(folder) ? setenv("HOME", "/home/owner", 1) | unsetenv("XDG_DATA_HOME") : -1;
}

static int end(void **unused)
{
	(void)unused;
	conf_clear(&conf);
	return rmdir(folder);
}

static char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void put_file(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path_of(name), mode), 0);
}

static void shipped_file_is_the_defaults(void **unused)
{
	const struct conf_option *option;
	struct conf standard;
	struct arena arena = { 0 };
	char *text = conf_default_text(&arena);

	(void)unused;
	assert_int_equal(read_conf(text), OK);
	assert_int_equal(conf.warning_count, 0);
	assert_int_equal(conf_read(&standard, NULL, 0, NULL, NULL), OK);
	for (option = conf_options; option->name; option++) {
		char *name = arena_print(&arena, "\n%s = ", option->name);

		if (!strstr(text, name))
			fail_msg("shopkeeper.conf does not show %s", option->name);
		assert_string_equal(
			conf_value(&conf, option, &arena), conf_value(&standard, option, &arena));
	}
	assert_int_equal(conf.account_count, 0);
	assert_int_equal(conf.key_count, 0);
	conf_clear(&standard);
	arena_clear(&arena);
}

static void shipped_example_of_a_supplier_is_right(void **unused)
{
	struct arena arena = { 0 };
	char *text = conf_default_text(&arena), *example, *line;
	size_t examples = 0;

	(void)unused;
	for (; (example = strstr(text, "# supplier \"")); examples++)
		for (line = example; line[0] == '#'; line = strchr(line, '\n') + 1)
			line[0] = ' ';
	assert_int_equal(examples, 4);
	assert_int_equal(read_conf(text), OK);
	assert_int_equal(conf.account_count, 4);
	assert_string_equal(conf.accounts[3].commission, "12%");
	assert_string_equal(conf.accounts[2].key_made, "2026-11-23");
	assert_string_equal(conf.accounts[1].kind, "taobao");
	assert_string_equal(conf.accounts[1].pid, "mm_11_22_33");
	assert_string_equal(
		conf.accounts[0].token_file, "/home/owner/.config/shopkeeper/mine.token");
	arena_clear(&arena);
}

static void reads_every_kind_of_value(void **unused)
{
	(void)unused;
	assert_int_equal(read_conf("language = zh_CN\nmouse = on # yes\nescape_ms = 50\n"
				   "data_folder = '~/my shop'\nbrowser_command = \"w3m -o x=y\"\n"
				   "keys {\n\n share = \"s x\"\n page-down = '<C-d>'\n}\n"),
		OK);
	assert_string_equal(conf.language, "zh_CN");
	assert_true(conf.mouse);
	assert_int_equal(conf.escape_ms, 50);
	assert_string_equal(conf.data_folder, "/home/owner/my shop");
	assert_string_equal(conf.browser_command, "w3m -o x=y");
	assert_int_equal(conf.key_count, 2);
	assert_string_equal(conf.keys[0].action, "share");
	assert_string_equal(conf.keys[0].keys, "s x");
	assert_int_equal(conf.keys[0].line, 8);
	assert_int_equal(conf.warning_count, 0);
}

static void a_misspelt_option_is_told_with_its_line(void **unused)
{
	(void)unused;
	assert_int_equal(read_conf("title = no\n\nmuose = no\nprivacy = yes\n"), OK);
	assert_true(warned("t.conf:3: There is no option \"muose\"; did you mean \"mouse\"?"));
	assert_int_equal(conf.warning_count, 1);
	assert_true(conf.privacy);
	assert_int_equal(
		read_conf("supplier \"a\" {\n address = \"https://x\"\n tokne = \"1\"\n}\n"), OK);
	assert_true(warned("t.conf:3: There is no option \"tokne\"; did you mean \"token\"?"));
	assert_int_equal(read_conf("qwertyuiop { a = 1 \n b = 2 }\nprivacy = yes"), ERR_CONF);
	assert_string_equal(fault.text, "t.conf:1: There is no option \"qwertyuiop\".");
}

static void a_bad_value_is_told_and_the_default_stays(void **unused)
{
	(void)unused;
	assert_int_equal(
		read_conf("mouse = maybe\ncolor = \"blue\"\nescape_ms = 99999\nprivacy = yes\n"
			  "data_folder = \"here\"\n"),
		OK);
	assert_true(
		warned("t.conf:1: mouse cannot be \"maybe\" (allowed: yes no); \"no\" is used."));
	assert_true(warned("t.conf:2: color cannot be"));
	assert_true(warned("t.conf:3: escape_ms cannot be"));
	assert_true(warned("t.conf:5: data_folder cannot be"));
	assert_false(conf.mouse);
	assert_true(conf.privacy);
	assert_string_equal(conf.color, "auto");
	assert_string_equal(conf.data_folder, "/home/owner/.local/share/shopkeeper");
	/* Two allowed words, and a part of one, are not an allowed word. */
	assert_int_equal(read_conf("color = \"auto always\"\nascii = aut\n"), OK);
	assert_int_equal(conf.warning_count, 2);
}

static void accounts_are_checked(void **unused)
{
	(void)unused;
	assert_int_equal(
		read_conf("supplier \"../x\" { address = \"https://a\" }\n"
			  "supplier \"b\" { token = 1 token_file = /x address = \"https://b\" }\n"
			  "supplier \"c\" { kind = taobao }\n"
			  "supplier \"d\" { token = 1 }\n"),
		OK);
	assert_int_equal(conf.account_count, 3);
	assert_true(warned("needs 1 to 32 letters"));
	assert_true(warned("\"b\" has several tokens"));
	assert_false(warned("\"c\" has no address"));
	assert_true(warned("\"d\" has no address"));
	assert_string_equal(conf_account(&conf, "b")->kind, "house");
	assert_string_equal(conf_account(&conf, "c")->kind, "taobao");
	assert_null(conf_account(&conf, "../x"));
}

static void platforms_have_a_key_a_secret_and_a_position(void **unused)
{
	const struct account *account;

	(void)unused;
	assert_int_equal(read_conf("supplier \"tb\" {\n kind = taobao\n key = 12345678\n"
				   " secret_file = \"/etc/tb.secret\"\n pid = \"mm_1_2_3\"\n"
				   " sign_method = md5\n commission = \"12%\"\n currency = EUR\n}\n"
				   "supplier \"pdd\" {\n kind = pdd\n secret = s\n}\n"),
		OK);
	assert_int_equal(conf.warning_count, 0);
	account = conf_account(&conf, "tb");
	assert_string_equal(account->key, "12345678");
	assert_string_equal(account->token_file, "/etc/tb.secret");
	assert_string_equal(account->pid, "mm_1_2_3");
	assert_string_equal(account->sign_method, "md5");
	assert_string_equal(account->commission, "12%");
	assert_string_equal(account->currency, "EUR");
	assert_string_equal(conf_account(&conf, "pdd")->token, "s");
	assert_null(conf_account(&conf, "pdd")->pid);
}

static void off_is_yes_or_no(void **unused)
{
	(void)unused;
	assert_int_equal(read_conf("supplier \"a\" { kind = taobao off = yes }\n"
				   "supplier \"b\" { kind = taobao off = no }\n"
				   "supplier \"c\" { kind = taobao off = maybe }\n"),
		OK);
	assert_int_equal(conf.warning_count, 1);
	assert_non_null(strstr(conf.warnings[0], "\"c\": off can be yes or no"));
	assert_true(account_is_off(conf_account(&conf, "a")));
	assert_false(account_is_off(conf_account(&conf, "b")));
	assert_false(account_is_off(conf_account(&conf, "c")));
}

static void an_account_can_be_put_for_one_run(void **unused)
{
	const struct account account = {
		.name = "demo", .kind = "house", .address = "http://127.0.0.1:1/v1"
	};
	int i;

	(void)unused;
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	for (i = 0; i < 2; i++)
		conf_put_account(&conf, &account);
	assert_int_equal(conf.account_count, 1);
	assert_string_equal(conf_account(&conf, "demo")->address, "http://127.0.0.1:1/v1");
}

static void what_cannot_be_read_names_the_line(void **unused)
{
	(void)unused;
	assert_int_equal(read_conf("mouse = yes\nsupplier {\n}\n"), ERR_CONF);
	assert_non_null(strstr(fault.text, "t.conf:2: "));
	assert_int_equal(read_conf("mouse =\n"), ERR_CONF);
	assert_non_null(strstr(fault.text, "t.conf:"));
	conf_clear(&conf);
	assert_int_equal(conf_read(&conf, "a\0b", 3, "t.conf", &fault), ERR_CONF);
	assert_int_equal(read_conf("language = \"\xff\"\n"), ERR_CONF);
	assert_non_null(strstr(fault.text, "UTF-8"));
}

static enum err load(const char *path)
{
	conf_clear(&conf);
	setenv("SHOPKEEPER_CONFIG", path, 1);
	memset(&fault, 0, sizeof fault);
	return conf_load(&conf, &fault);
}

static void loads_the_named_file(void **unused)
{
	(void)unused;
	put_file("a", "privacy = yes\n", 0600);
	assert_int_equal(load(path_of("a")), OK);
	assert_true(conf.privacy);
	assert_false(conf.file_is_open);
	put_file("a", "privacy = yes\n", 0644);
	assert_int_equal(load(path_of("a")), OK);
	assert_true(conf.file_is_open);
	unlink(path_of("a"));
	assert_int_equal(load(path_of("a")), ERR_CONF);
	assert_non_null(strstr(fault.text, "There is no "));
	assert_string_equal(conf.color, "auto");
}

static void what_is_no_file_is_refused_and_stops_nothing(void **unused)
{
	(void)unused;
	assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
	assert_int_equal(load(path_of("pipe")), ERR_CONF);
	assert_non_null(strstr(fault.text, "not a regular file"));
	unlink(path_of("pipe"));
	assert_int_equal(load("/dev/zero"), ERR_CONF);
	assert_non_null(strstr(fault.text, "not a regular file"));
	assert_int_equal(load(folder), ERR_CONF);
	assert_non_null(strstr(fault.text, "folder"));
	put_file("big", "", 0600);
	assert_int_equal(truncate(path_of("big"), 1 << 30), 0);
	assert_int_equal(load(path_of("big")), ERR_CONF);
	assert_non_null(strstr(fault.text, "too large"));
	assert_int_equal(truncate(path_of("big"), 0), 0);
	assert_int_equal(chmod(path_of("big"), 0666), 0);
	assert_int_equal(load(path_of("big")), ERR_CONF);
	assert_non_null(strstr(fault.text, "everybody may change it"));
	unlink(path_of("big"));
}

static void folders_follow_the_environment(void **unused)
{
	struct arena arena = { 0 };
	char *path;

	(void)unused;
	setenv("XDG_DATA_HOME", path_of("share"), 1);
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	assert_int_equal(conf_data_path(&conf, "x.db", &arena, &path, &fault), OK);
	assert_string_equal(path, arena_print(&arena, "%s/share/shopkeeper/x.db", folder));
	assert_int_equal(rmdir(path_of("share/shopkeeper")), 0);
	assert_int_equal(rmdir(path_of("share")), 0);
	setenv("XDG_DATA_HOME", "not/absolute", 1);
	conf_clear(&conf);
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	assert_string_equal(conf.data_folder, "/home/owner/.local/share/shopkeeper");
	arena_clear(&arena);
}

static void a_folder_that_cannot_be_made_is_told(void **unused)
{
	struct arena arena = { 0 };
	char *path;

	(void)unused;
	setenv("XDG_DATA_HOME", "/dev/null/x", 1);
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	assert_int_equal(conf_data_path(&conf, "x.db", &arena, &path, &fault), ERR_FAILED);
	assert_non_null(strstr(fault.text, "/dev/null/x/shopkeeper"));
	arena_clear(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(shipped_file_is_the_defaults),
		TEST(shipped_example_of_a_supplier_is_right),
		TEST(reads_every_kind_of_value),
		TEST(a_misspelt_option_is_told_with_its_line),
		TEST(a_bad_value_is_told_and_the_default_stays),
		TEST(accounts_are_checked),
		TEST(platforms_have_a_key_a_secret_and_a_position),
		TEST(off_is_yes_or_no),
		TEST(an_account_can_be_put_for_one_run),
		TEST(what_cannot_be_read_names_the_line),
		TEST(loads_the_named_file),
		TEST(what_is_no_file_is_refused_and_stops_nothing),
		TEST(folders_follow_the_environment),
		TEST(a_folder_that_cannot_be_made_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
