/*
 * The set-up of a platform, as a person does it in a terminal: a wrong secret, the right one, a position that is
 * registered by scanning the code; and the same by questions on the command line. No secret is ever shown or
 * written into the configuration.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "shop.h"

#define KEY "c0ffee00c0ffee00c0ffee00c0ffee00"
#define SECRET "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2"
#define NEW_PID "1000001_200000002"
#define CONF ".config/shopkeeper/shopkeeper.conf"
enum { CODE_BYTES = 400, FILE_BYTES = 4096 };

static struct shop *begin(void)
{
	struct shop *shop = shop_new(NULL);
	char words[600];
	snprintf(words, sizeof(words),
		"# hers\nsupplier \"mine\" {\n\tkind = \"house\"\n\taddress = \"%s\"\n}\n"
		"supplier \"pin\" { # my Pinduoduo\n\tkind = \"pdd\"\n\taddress = \"%s/pdd/api/router\"\n}\n",
		shop->address, shop->address);
	shop_write(shop, CONF, words);
	return shop;
}

static const char *read_file(const struct shop *shop, const char *name, mode_t *mode)
{
	static char text[FILE_BYTES];
	char path[2 * SHOP_PATH];
	struct stat about;
	snprintf(path, sizeof(path), "%s/%s", shop->home, name);
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	assert_int_equal(fstat(fileno(file), &about), 0);
	fclose(file);
	*mode = about.st_mode & 0777;
	return text;
}

/* Her lines and comments stay, the secret is elsewhere; both files are hers alone. */
static void must_be_kept(const struct shop *shop, const char *pid)
{
	mode_t mode;
	char line[100];
	const char *text = read_file(shop, CONF, &mode);
	snprintf(line, sizeof(line), "pid = \"%s\"", pid);
	assert_int_equal(mode, 0600);
	assert_non_null(strstr(text, "# hers\n"));
	assert_non_null(strstr(text, "# my Pinduoduo\n"));
	assert_non_null(strstr(text, "key = \"" KEY "\""));
	assert_non_null(strstr(text, line));
	assert_null(strstr(text, SECRET));
	assert_string_equal(read_file(shop, ".local/share/shopkeeper/pin.token", &mode), SECRET);
	assert_int_equal(mode, 0600);
}

static bool shows_a_code(struct screen *screen, const void *with)
{
	char bytes[CODE_BYTES];
	size_t length;
	(void)with;
	return screen_decode(screen, 0, bytes, sizeof(bytes), &length) == 1;
}

static void must_have_sent_no(FILE *record, const char *words)
{
	size_t length = (size_t)ftell(record);
	char *text = calloc(1, length + 1);
	assert_non_null(text);
	rewind(record);
	assert_int_equal(fread(text, 1, length, record), length);
	assert_null(memmem(text, length, words, strlen(words)));
	free(text);
	fclose(record);
}

static void a_position_is_registered_by_its_code(void **state)
{
	(void)state;
	struct shop *shop = begin();
	FILE *record = tmpfile();
	struct screen *screen = SHOP_SCREEN(shop, .rows = 24, .cols = 80, .record = record);
	char bytes[CODE_BYTES] = "", wanted[CODE_BYTES];
	size_t length = 0;
	screen_must_show(screen, "pin");
	screen_type(screen, ":setup<Enter>");
	screen_must_show(screen, "Language");
	screen_type(screen, "<Enter>yyjjj<Enter>");
	screen_must_show(screen, "client_secret");
	screen_type(screen, KEY "<Enter>5ec2e70000<Enter>" NEW_PID "<Enter>");
	screen_must_show(screen, "does not accept the signature");
	/* The cursor stands in the secret already. */
	screen_type(screen, "<C-u>" SECRET "<Enter><Enter>");
	screen_must_show(screen, "Scan this");
	assert_true(screen_wait(screen, shows_a_code, NULL, SCREEN_PATIENCE_MS));
	assert_int_equal(screen_decode(screen, 0, bytes, sizeof(bytes), &length), 1);
	snprintf(wanted, sizeof(wanted), "%s/pdd/register/" NEW_PID, shop->address);
	bytes[length] = '\0';
	assert_string_equal(bytes, wanted);
	must_be_kept(shop, NEW_PID);
	/* Her phone opens it. */
	assert_int_equal(shop_ask(shop, "GET", "/pdd/register/" NEW_PID, NULL, NULL, NULL), 200);
	screen_must_show(screen, "the position is registered");
	screen_type(screen, "<Enter>");
	screen_must_match(screen, -1, "Pinduoduo +pin +ready");
	fflush(record);
	must_have_sent_no(record, SECRET);
	screen_free(screen);
	shop_free(shop);
}

static void questions_on_the_command_line_do_the_same(void **state)
{
	(void)state;
	struct shop *shop = begin();
	const char *words[] = { "setup", "pin", NULL };
	struct screen *screen = SHOP_SCREEN(shop, .argv = words, .rows = 50, .cols = 100);
	screen_must_show(screen, "It looks like");
	screen_type(screen, "12 34<Enter>");
	screen_must_show(screen, "cannot be right");
	screen_type(screen, KEY "<Enter>");
	screen_must_show(screen, "2 from a file");
	screen_type(screen, "1<Enter>");
	screen_must_show(screen, "it is not shown");
	screen_type(screen, SECRET "<Enter>");
	screen_must_show(screen, "jinbao.pinduoduo.com");
	screen_type(screen, "1000001_200000001<Enter>");
	screen_must_show(screen, "everything is right");
	assert_false(screen_shows(screen, SECRET));
	screen_must_end(screen, 0);
	screen_free(screen);
	must_be_kept(shop, "1000001_200000001");
	shop_free(shop);
}

static void leaving_at_the_secret_gives_the_terminal_back(void **state)
{
	(void)state;
	struct shop *shop = begin();
	const char *words[] = { "setup", "pin", NULL };
	struct screen *screen = SHOP_SCREEN(shop, .argv = words, .rows = 50, .cols = 100);
	mode_t mode;
	screen_must_show(screen, "It looks like");
	screen_type(screen, KEY "<Enter>");
	screen_must_show(screen, "2 from a file");
	screen_type(screen, "1<Enter>");
	screen_must_show(screen, "it is not shown");
	screen_type(screen, "5ec2<C-c>");
	screen_must_show(screen, "Nothing was changed.");
	screen_must_end(screen, 2);
	screen_free(screen);
	assert_null(strstr(read_file(shop, CONF, &mode), KEY));
	shop_free(shop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_position_is_registered_by_its_code),
		cmocka_unit_test(questions_on_the_command_line_do_the_same),
		cmocka_unit_test(leaving_at_the_secret_gives_the_terminal_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
