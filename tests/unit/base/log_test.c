/* log: one clean line for each event, in a closed file that never grows beyond its bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"

static char folder[64], path[128];

static int start(void **unused)
{
	(void)unused;
	snprintf(folder, sizeof folder, "/tmp/log_test.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/log", folder);
	clock_set_s(1795446245);
	return 0;
}

static int clean(void **unused)
{
	static const char *const ends[] = { "", ".1", ".2", ".3", ".to" };
	char name[160];
	size_t i;

	(void)unused;
	log_close();
	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		unlink(name);
	}
	return rmdir(folder);
}

static const char *content(void)
{
	static char text[4096];
	FILE *file = fopen(path, "r");
	size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;

	text[length] = '\0';
	if (file)
		fclose(file);
	return text;
}

static void writes_fixed_fields(void **unused)
{
	struct stat file;

	(void)unused;
	log_open(path, LOG_INFO);
	log_line(LOG_WARNING, "http-retry", "%d of %d", 2, 3);
	log_line(LOG_DEBUG, "detail", "not asked for");
	log_line(LOG_INFO, "start", "毛巾");
	assert_string_equal(content(), "2026-11-23T15:04:05Z warning http-retry 2 of 3\n"
				       "2026-11-23T15:04:05Z info start 毛巾\n");
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
}

static void strangers_write_no_lines(void **unused)
{
	(void)unused;
	log_open(path, LOG_INFO);
	log_line(LOG_INFO, "answer", "%s", "a\r\n2026 error b\033[2J\u202E\xFF");
	assert_string_equal(
		content(), "2026-11-23T15:04:05Z info answer a 2026 error b[2J\uFFFD\n");
}

static void long_lines_are_cut(void **unused)
{
	char text[3000];

	(void)unused;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	log_open(path, LOG_INFO);
	log_line(LOG_INFO, "long", "%s", text);
	assert_in_range(strlen(content()), 500, 600);
	assert_int_equal(content()[strlen(content()) - 1], '\n');
}

static void without_a_file_nothing_happens(void **unused)
{
	char away[160];

	(void)unused;
	snprintf(away, sizeof away, "%s/none/log", folder);
	log_open(away, LOG_INFO);
	log_line(LOG_ERROR, "lost", "x");
	log_open(NULL, LOG_INFO);
	log_line(LOG_ERROR, "lost", "x");
	log_open(folder, LOG_INFO);
	log_line(LOG_ERROR, "lost", "x");
	assert_string_equal(content(), "");
}

static void links_are_not_followed(void **unused)
{
	char other[160];

	(void)unused;
	snprintf(other, sizeof other, "%s.to", path);
	assert_int_equal(symlink(other, path), 0);
	log_open(path, LOG_INFO);
	log_line(LOG_ERROR, "x", "y");
	assert_int_not_equal(access(other, F_OK), 0);
}

static void rotates_at_one_mebibyte(void **unused)
{
	char name[160], text[480];
	struct stat file;
	int i;

	(void)unused;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	log_open(path, LOG_INFO);
	for (i = 0; i < 9000; i++)
		log_line(LOG_INFO, "fill", "%s", text);
	for (i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%.*s", path, i ? 2 : 0, i == 1 ? ".1" : ".2");
		assert_int_equal(stat(name, &file), 0);
		assert_in_range(file.st_size, 1, 1024 * 1024 + 1000);
		assert_int_equal(file.st_mode & 0777, 0600);
	}
	snprintf(name, sizeof name, "%s.3", path);
	assert_int_not_equal(access(name, F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_fixed_fields, start, clean),
		cmocka_unit_test_setup_teardown(strangers_write_no_lines, start, clean),
		cmocka_unit_test_setup_teardown(long_lines_are_cut, start, clean),
		cmocka_unit_test_setup_teardown(without_a_file_nothing_happens, start, clean),
		cmocka_unit_test_setup_teardown(links_are_not_followed, start, clean),
		cmocka_unit_test_setup_teardown(rotates_at_one_mebibyte, start, clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
