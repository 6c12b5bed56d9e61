/* Where a token may come from, and every place it may not. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "conf/secret.h"

static struct conf conf;
static struct fault fault;
static struct secret secret;
static char folder[64];

static char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static int begin(void **unused)
{
	(void)unused;
	snprintf(folder, sizeof folder, "/tmp/secret_test.XXXXXX");
	if (!mkdtemp(folder) || conf_read(&conf, NULL, 0, NULL, NULL) != OK)
		return -1;
	conf.data_folder = folder;
	memset(&fault, 0, sizeof fault);
	return unsetenv("SHOPKEEPER_TOKEN_MY_SHOP");
}

static int end(void **unused)
{
	(void)unused;
	conf_clear(&conf);
	return rmdir(folder);
}

static void put_file(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path_of(name), mode), 0);
}

static enum err get(const char *token, const char *file, const char *command)
{
	const struct account account = {
		.name = "my-shop", .token = token, .token_file = file, .token_command = command
	};

	return secret_get(&conf, &account, &secret, &fault);
}

static void comes_from_the_configuration(void **unused)
{
	(void)unused;
	assert_int_equal(get("abc", NULL, NULL), OK);
	assert_string_equal(secret.value, "abc");
	conf.file_is_open = true;
	conf.file = "shopkeeper.conf";
	assert_int_equal(get("abc", NULL, NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "chmod 600"));
	assert_string_equal(secret.value, "");
}

static void comes_from_a_closed_file_only(void **unused)
{
	(void)unused;
	put_file("t", " abc\r\n", 0600);
	assert_int_equal(get(NULL, path_of("t"), NULL), OK);
	assert_string_equal(secret.value, "abc");
	assert_int_equal(chmod(path_of("t"), 0640), 0);
	assert_int_equal(get(NULL, path_of("t"), NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "chmod 600"));
	assert_int_equal(chmod(path_of("t"), 0604), 0);
	assert_int_equal(get(NULL, path_of("t"), NULL), ERR_CONF);
	unlink(path_of("t"));
	assert_int_equal(get(NULL, path_of("t"), NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "There is no file"));
}

static void a_link_is_refused(void **unused)
{
	char target[128];

	(void)unused;
	put_file("t", "abc", 0600);
	snprintf(target, sizeof target, "%s", path_of("t"));
	assert_int_equal(symlink(target, path_of("l")), 0);
	assert_int_equal(get(NULL, path_of("l"), NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "it is a link"));
	unlink(path_of("l"));
	unlink(target);
}

static void what_is_no_small_file_is_refused_and_stops_nothing(void **unused)
{
	(void)unused;
	assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
	assert_int_equal(get(NULL, path_of("pipe"), NULL), ERR_CONF);
	unlink(path_of("pipe"));
	assert_int_equal(get(NULL, "/dev/zero", NULL), ERR_CONF);
	assert_int_equal(get(NULL, folder, NULL), ERR_CONF);
	put_file("big", "", 0600);
	assert_int_equal(truncate(path_of("big"), 513), 0);
	assert_int_equal(get(NULL, path_of("big"), NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "too large"));
	assert_int_equal(truncate(path_of("big"), 1 << 30), 0);
	assert_int_equal(get(NULL, path_of("big"), NULL), ERR_CONF);
	unlink(path_of("big"));
}

static void a_file_of_somebody_else_is_refused(void **unused)
{
	(void)unused;
	if (geteuid() != 0) {
		print_message("SKIPPED: only root can give a file away\n");
		return;
	}
	put_file("t", "abc", 0600);
	assert_int_equal(chown(path_of("t"), 65534, 65534), 0);
	assert_int_equal(get(NULL, path_of("t"), NULL), ERR_CONF);
	assert_non_null(strstr(fault.text, "somebody else"));
	unlink(path_of("t"));
}

static void strange_tokens_are_refused(void **unused)
{
	char longest[600];

	(void)unused;
	assert_int_equal(get("a b", NULL, NULL), ERR_CONF);
	assert_int_equal(get("a\r\nX-Evil: 1", NULL, NULL), ERR_CONF);
	assert_int_equal(get("\xe6\xaf\x9b", NULL, NULL), ERR_CONF);
	assert_int_equal(get(" \n", NULL, NULL), ERR_LOGIN);
	memset(longest, 'a', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(get(longest, NULL, NULL), ERR_CONF);
	longest[SECRET_BYTES - 1] = '\0';
	assert_int_equal(get(longest, NULL, NULL), OK);
}

static void comes_from_a_command_without_a_shell(void **unused)
{
	(void)unused;
	assert_int_equal(get(NULL, NULL, "printf '%s' \"a$HOME;b\""), OK);
	assert_string_equal(secret.value, "a$HOME;b");
	assert_int_equal(get(NULL, NULL, "false"), ERR_CONF);
	assert_non_null(strstr(fault.text, "failed"));
	assert_int_equal(get(NULL, NULL, "no-such-program-anywhere"), ERR_CONF);
	assert_int_equal(get(NULL, NULL, "  "), ERR_CONF);
	assert_int_equal(get(NULL, NULL, "true"), ERR_LOGIN);
	/* What it started may hold its output open: its own end counts. */
	assert_int_equal(get(NULL, NULL, "sh -c 'printf told; tail -f /dev/null & exit 0'"), OK);
	assert_string_equal(secret.value, "told");
	/* Endless output is cut off at once. */
	assert_int_equal(get(NULL, NULL, "yes"), ERR_CONF);
}

static void a_command_that_stays_is_ended(void **unused)
{
	(void)unused;
	secret_command_most_ms = 50;
	assert_int_equal(get(NULL, NULL, "tail -f /dev/null"), ERR_CONF);
	/* One that closes its output and stays, too. */
	assert_int_equal(get(NULL, NULL, "sh -c 'printf told; exec >&-; kill -STOP $$'"), ERR_CONF);
	secret_command_most_ms = 5000;
	assert_non_null(strstr(fault.text, "in time"));
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static void comes_from_the_environment(void **unused)
{
	(void)unused;
	setenv("SHOPKEEPER_TOKEN_MY_SHOP", "env", 1);
	assert_int_equal(get(NULL, NULL, NULL), OK);
	assert_string_equal(secret.value, "env");
	setenv("SHOPKEEPER_TOKEN_MY_SHOP", "", 1);
	setenv("SHOPKEEPER_SECRET_MY_SHOP", "of a platform", 1);
	assert_int_equal(get(NULL, NULL, NULL), ERR_CONF);
	setenv("SHOPKEEPER_SECRET_MY_SHOP", "app-secret", 1);
	assert_int_equal(get(NULL, NULL, NULL), OK);
	assert_string_equal(secret.value, "app-secret");
	unsetenv("SHOPKEEPER_SECRET_MY_SHOP");
}

static void is_kept_in_the_data_folder(void **unused)
{
	struct stat file;

	(void)unused;
	assert_int_equal(get(NULL, NULL, NULL), ERR_LOGIN);
	assert_non_null(strstr(fault.text, "shopkeeper setup"));
	assert_int_equal(secret_put(&conf, "my-shop", "kept", &fault), OK);
	assert_int_equal(stat(path_of("my-shop.token"), &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(get(NULL, NULL, NULL), OK);
	assert_string_equal(secret.value, "kept");
	assert_int_equal(secret_put(&conf, "my-shop", "newer", &fault), OK);
	assert_int_equal(get(NULL, NULL, NULL), OK);
	assert_string_equal(secret.value, "newer");
	assert_int_equal(secret_put(&conf, "my-shop", "bad\n token", &fault), ERR_CONF);
	unlink(path_of("my-shop.token"));
}

static void is_wiped(void **unused)
{
	size_t i;

	(void)unused;
	assert_int_equal(get("abc", NULL, NULL), OK);
	secret_clear(&secret);
	for (i = 0; i < sizeof secret; i++)
		assert_int_equal(((char *)&secret)[i], 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(comes_from_the_configuration),
		TEST(comes_from_a_closed_file_only),
		TEST(a_link_is_refused),
		TEST(what_is_no_small_file_is_refused_and_stops_nothing),
		TEST(a_file_of_somebody_else_is_refused),
		TEST(strange_tokens_are_refused),
		TEST(comes_from_a_command_without_a_shell),
		TEST(a_command_that_stays_is_ended),
		TEST(comes_from_the_environment),
		TEST(is_kept_in_the_data_folder),
		TEST(is_wiped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
