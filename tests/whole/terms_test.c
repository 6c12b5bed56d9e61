/*
 * Terminals of many kinds and sizes: the list is shown, or a sentence says why not; colours are left out when the
 * owner wants none; whatever ends or stops the program, the terminal is given back as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include "shop.h"

static struct shop *shop;

static int open_shop(void **state)
{
	(void)state;
	shop = shop_new(NULL);
	free(SHOP_MUST_RUN(shop, "sync"));
	return 0;
}

static int close_shop(void **state)
{
	(void)state;
	shop_free(shop);
	return 0;
}

static void leave(struct screen *screen)
{
	screen_type(screen, "1q");
	screen_must_show(screen, "(y/N)");
	screen_type(screen, "y");
	screen_must_end(screen, 0);
	screen_free(screen);
}

static void every_terminal_shows_the_list_or_says_why_not(void **state)
{
	static const struct {
		const char *term, *refusal;
	} rows[] = {
		{ "xterm", NULL }, { "xterm-256color", NULL }, { "screen", NULL }, { "tmux", NULL },
		{ "linux", NULL }, { "vt100", NULL }, { "some-terminal-of-tomorrow", NULL },
		{ "dumb", "TERM=dumb" }, { "unknown", "TERM=unknown" },
	};
	static const int sizes[][2] = { { 10, 40 }, { 24, 80 } };
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t size = 0; size < 2; size++) {
			struct screen *screen = SHOP_SCREEN(shop, .term = rows[i].term,
				.rows = sizes[size][0], .cols = sizes[size][1]);
			if (rows[i].refusal) {
				screen_must_show(screen, rows[i].refusal);
				screen_must_show(screen, "use the commands");
				screen_must_end(screen, 2);
				screen_free(screen);
				continue;
			}
			screen_type(screen, "2");
			screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
			leave(screen);
		}
}

/* A terminal that answers no question is no reason to wait. */
static void a_silent_terminal_is_not_waited_for(void **state)
{
	(void)state;
	struct screen *screen = SHOP_SCREEN(shop, .ansi_silent = true);
	screen_type(screen, "2");
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	leave(screen);
}

static bool has_colour(struct screen *screen, const void *with)
{
	(void)with;
	struct raster_cell plain = screen_cell(screen, 1, screen_cols(screen) - 1);
	for (int row = 0; row < screen_rows(screen); row++)
		for (int col = 0; col < screen_cols(screen); col++) {
			struct raster_cell cell = screen_cell(screen, row, col);
			bool same = cell.fg == plain.fg && cell.bg == plain.bg,
			     reverse = cell.fg == plain.bg && cell.bg == plain.fg;
			if (cell.glyph > ' ' && !same && !reverse)
				return true;
		}
	return false;
}

static void no_color_is_obeyed(void **state)
{
	(void)state;
	struct screen *screen = SHOP_SCREEN(shop, .cols = 120);
	screen_type(screen, "2");
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	assert_true(screen_wait(screen, has_colour, NULL, SCREEN_PATIENCE_MS));
	leave(screen);
	shop_set(shop, "NO_COLOR=1");
	screen = SHOP_SCREEN(shop, .cols = 120);
	screen_type(screen, "2");
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	/* The hints are drawn last. */
	screen_must_match(screen, -1, "^/ filter");
	assert_false(has_colour(screen, NULL));
	leave(screen);
}

static void signals_give_the_terminal_back(void **state)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGINT };
	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct screen *screen = SHOP_SCREEN(shop, .rows = 24);
		int status;
		screen_type(screen, "2");
		screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
		screen_signal(screen, signals[i]);
		assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
		if (screen_unrestored(screen))
			fail_msg("after signal %d: %s", signals[i], screen_unrestored(screen));
		if (WIFSIGNALED(status) && WTERMSIG(status) != signals[i])
			fail_msg("signal %d ended it by signal %d", signals[i], WTERMSIG(status));
		screen_free(screen);
	}
}

static void a_closed_window_ends_it(void **state)
{
	(void)state;
	struct screen *screen = SHOP_SCREEN(shop, .rows = 24);
	int status;
	screen_type(screen, "2");
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	screen_hang_up(screen);
	assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
	assert_true(!WIFSIGNALED(status) || WTERMSIG(status) == SIGHUP);
	screen_free(screen);
}

static bool is_given_back(struct screen *screen, const void *with)
{
	(void)with;
	return screen_unrestored(screen) == NULL;
}

static bool is_taken_again(struct screen *screen, const void *with)
{
	(void)with;
	return screen_unrestored(screen) != NULL;
}

/* ^Z and fg, in a shell that knows jobs. */
static void a_pause_gives_the_terminal_back_and_takes_it_again(void **state)
{
	(void)state;
	struct screen *screen = SHOP_SCREEN(shop, .rows = 24);
	screen_type(screen, "2");
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	screen_type(screen, "<C-z>");
	assert_true(screen_wait(screen, is_given_back, NULL, SCREEN_PATIENCE_MS));
	screen_signal(screen, SIGCONT);
	assert_true(screen_wait(screen, is_taken_again, NULL, SCREEN_PATIENCE_MS));
	screen_must_match(screen, -1, "^>.*(Family|¥17|Y17|1[67]\\.90)");
	screen_type(screen, "j");
	screen_must_match(screen, 4, "^>");
	leave(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_shows_the_list_or_says_why_not),
		cmocka_unit_test(a_silent_terminal_is_not_waited_for),
		cmocka_unit_test(signals_give_the_terminal_back),
		cmocka_unit_test(a_closed_window_ends_it),
		cmocka_unit_test(a_pause_gives_the_terminal_back_and_takes_it_again),
		cmocka_unit_test(no_color_is_obeyed),
	};
	return cmocka_run_group_tests(tests, open_shop, close_shop);
}
