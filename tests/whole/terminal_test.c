/* The terminal is used sparingly and given back whatever happens; keys reach the screens as people type
 * them. Needs no supplier: it looks at the help screen. */
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "whole/screen.h"

enum { MOVE_BYTES = 40, REST_MS = 700 };

static char folder[] = "/tmp/terminal_test.XXXXXX";
static struct screen *screen;

static void write_conf(void)
{
	char path[100];
	FILE *file;

	snprintf(path, sizeof path, "%s/conf", folder);
	file = fopen(path, "we");
	assert_non_null(file);
	fprintf(file,
		"first_screen = goods\noffline = yes\ndata_folder = \"%s\"\nstate_folder = \"%s\"\n"
		"supplier \"one\" {\n kind = house\n address = \"http://127.0.0.1:9\"\n}\n",
		folder, folder);
	fclose(file);
}

static int make_folder(void **unused)
{
	(void)unused;
	if (!mkdtemp(folder))
		return -1;
	write_conf();
	return 0;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
	(void)stat, (void)kind, (void)place;
	return remove(path);
}

static int remove_folder(void **unused)
{
	(void)unused;
	return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void start(struct screen_start how)
{
	static char conf[100], home[100];
	static const char *argv[] = { NULL, NULL };
	static const char *env[4];
	size_t i;

	argv[0] = getenv("SHOPKEEPER_BIN");
	if (!argv[0] || access(argv[0], X_OK) != 0)
		skip();
	snprintf(conf, sizeof conf, "SHOPKEEPER_CONFIG=%s/conf", folder);
	snprintf(home, sizeof home, "HOME=%s", folder);
	env[0] = conf;
	env[1] = home;
	for (i = 0; how.env && how.env[i] && i < 1; i++)
		env[2 + i] = how.env[i];
	how.argv = argv;
	how.env = env;
	screen = screen_new(&how);
}

static int stop(void **unused)
{
	(void)unused;
	screen_free(screen);
	screen = NULL;
	return 0;
}

static void help(struct screen_start how)
{
	start(how);
	screen_must_match(screen, 0, "^Goods");
	screen_type(screen, "?");
	screen_must_match(screen, 0, "^Help");
	/* Whatever is still to come at the start has come. */
	(void)screen_watch(screen, REST_MS);
}

/* The row that the sign is on. */
static int selected(void)
{
	int row;

	for (row = 0; row < screen_rows(screen); row++)
		if (screen_row(screen, row)[0] == '>')
			return row;
	return -1;
}

static bool is_selected(struct screen *unused, const void *row)
{
	(void)unused;
	return selected() == *(const int *)row;
}

static void a_move_costs_a_few_bytes_and_rest_none(void **unused)
{
	size_t before;
	int row;

	(void)unused;
	help((struct screen_start){ 0 });
	before = screen_bytes(screen);
	row = selected() + 1;
	screen_type(screen, "j");
	assert_true(screen_wait(screen, is_selected, &row, SCREEN_PATIENCE_MS));
	assert_int_equal(screen_watch(screen, REST_MS), 0);
	assert_in_range(screen_bytes(screen) - before, 1, MOVE_BYTES);
	screen_type(screen, "<Down><Up><PageDown><PageUp><Home>");
	screen_must_match(screen, 3, "^> ");
	screen_type(screen, "qqy");
	screen_must_end(screen, 0);
}

static void every_terminal_shows_it(void **unused)
{
	static const char *const terms[] = { "xterm", "tmux-256color", "screen", "linux", "vt100", "putty",
		"no-such-terminal" };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof terms / sizeof *terms; i++) {
		help((struct screen_start){ .term = terms[i] });
		screen_type(screen, "<C-c><C-c>");
		screen_must_end(screen, 0);
		stop(NULL);
	}
}

static void dumb_terminals_are_told_of_the_commands(void **unused)
{
	(void)unused;
	start((struct screen_start){ .term = "dumb", .rows = 24, .cols = 150 });
	screen_must_show(screen, "shopkeeper --help");
	screen_must_end(screen, 2);
}

static void every_size_is_drawn(void **unused)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 300 }, { 9, 80 }, { 10, 40 }, { 10, 39 }, { 100, 300 },
		{ 3, 2 }, { 24, 80 } };
	size_t i;

	(void)unused;
	help((struct screen_start){ 0 });
	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		screen_resize(screen, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] < 10 || sizes[i][1] < 40)
			screen_must_match(screen, 0, sizes[i][1] > 20 ? "^needs 40x10" : "^(n|…|~)");
		else
			screen_must_match(screen, 0, "^Help");
		screen_type(screen, "jGk");
	}
	screen_type(screen, "<C-c><C-c>");
	screen_must_end(screen, 0);
}

static void signals_give_the_terminal_back(void **unused)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGABRT };
	size_t i;
	int status;

	(void)unused;
	for (i = 0; i < sizeof signals / sizeof *signals; i++) {
		help((struct screen_start){ 0 });
		screen_signal(screen, signals[i]);
		assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
		if (signals[i] == SIGABRT)
			assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
		else
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		if (screen_unrestored(screen))
			fail_msg("after signal %d: %s", signals[i], screen_unrestored(screen));
		stop(NULL);
	}
}

static void a_closed_window_ends_it_within_a_second(void **unused)
{
	(void)unused;
	help((struct screen_start){ 0 });
	screen_hang_up(screen);
	assert_true(screen_wait_end(screen, NULL, 2000));
}

static void pasted_text_is_a_question_not_keys(void **unused)
{
	(void)unused;
	help((struct screen_start){ 0 });
	screen_paste(screen, "qqy毛巾\033[A");
	screen_must_match(screen, -1, "^Search for \"qqy毛巾\"\\?");
	screen_type(screen, "n");
	screen_must_match(screen, 0, "^Help");
}

static void input_methods_are_understood(void **unused)
{
	(void)unused;
	help((struct screen_start){ 0 });
	screen_type(screen, "毛");
	screen_must_show(screen, "Is an input method on?");
	screen_type(screen, "？");
	screen_must_match(screen, 0, "^Goods");
	screen_type(screen, "？");
	screen_must_match(screen, 0, "^Help");
	screen_type(screen, "／红包");
	screen_must_show(screen, "Search: 红包");
}

static void unknown_sequences_are_no_keys(void **unused)
{
	static const char bytes[] = "\033[27;5;9~\033[I\033[999z\033Oj\033[?62;4c";

	(void)unused;
	help((struct screen_start){ 0 });
	screen_send(screen, bytes, sizeof bytes - 1);
	assert_int_equal(screen_watch(screen, REST_MS), 0);
	screen_must_match(screen, 0, "^Help");
}

#define TEST(name) cmocka_unit_test_teardown(name, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_move_costs_a_few_bytes_and_rest_none),
		TEST(every_terminal_shows_it),
		TEST(dumb_terminals_are_told_of_the_commands),
		TEST(every_size_is_drawn),
		TEST(signals_give_the_terminal_back),
		TEST(a_closed_window_ends_it_within_a_second),
		TEST(pasted_text_is_a_question_not_keys),
		TEST(input_methods_are_understood),
		TEST(unknown_sequences_are_no_keys),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
