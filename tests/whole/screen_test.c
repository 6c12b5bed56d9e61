/*
 * The driver of the whole tests, tried on a tiny program: this very file, started again with the
 * argument "child", which shows a QR code and says what it was told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "paint/qr.h"
#include "paint/qr_text.h"
#include "screen.h"

static const char link_shown[] = "https://u.jd.com/AbC_dE?x=%2B&y=#z_";

/* ---- the tiny program */

static void on_resize(int signal)
{
	(void)signal;
}

static void show_code(void)
{
	struct qr qr;
	struct qr_plan plan;
	const struct qr_space space = { .cols = 80, .rows = 22 };
	fputs("\033[2J\033[H", stdout);
	if (qr_make_to_fit(link_shown, &space, &qr, &plan, NULL) == OK)
		qr_write_text(&qr, &plan, QR_COLOURS_256, false, stdout);
	fputs("code shown\r\n", stdout);
}

/* Margins, a saved cursor and a wide character where the window of before had them. */
static void mark_far_places(void)
{
	fputs("\033[20;70H\0337\033[10;20rfar places marked", stdout);
}

static void use_far_places(void)
{
	fputs("\n\n\n\n\033M\033M\033[5L\0338毛巾\033[rfar places used", stdout);
}

static void say_size(void)
{
	struct winsize size;
	ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	printf("\033[2Jsize %d×%d, %d×%d px\r\n", size.ws_row, size.ws_col, size.ws_xpixel,
		size.ws_ypixel);
}

static void say_keys(const char *bytes, ssize_t length)
{
	fputs("keys", stdout);
	for (ssize_t at = 0; at < length; at++)
		printf(" %02x", (unsigned char)bytes[at]);
	fputs(".\r\n", stdout);
}

/* SIGWINCH is let in only while waiting, so that none is missed. */
static ssize_t read_keys(char *bytes, size_t most)
{
	struct pollfd keys = { .fd = STDIN_FILENO, .events = POLLIN };
	sigset_t none;
	sigemptyset(&none);
	return ppoll(&keys, 1, NULL, &none) < 0 ? -1 : read(STDIN_FILENO, bytes, most);
}

static int child(void)
{
	sigset_t resized;
	struct termios before, raw;
	char bytes[256];
	sigemptyset(&resized);
	sigaddset(&resized, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resized, NULL);
	sigaction(SIGWINCH, &(struct sigaction){ .sa_handler = on_resize }, NULL);
	tcgetattr(STDIN_FILENO, &before);
	raw = before;
	cfmakeraw(&raw);
	raw.c_oflag = before.c_oflag;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	printf("\033[?1049h\033[?1;2004h\033[?1000;1006h\033[?25l\033[Hready \033[7m毛巾\033[0m %s\r\n",
		getenv("TERM"));
	for (;;) {
		fflush(stdout);
		ssize_t length = read_keys(bytes, sizeof(bytes));
		if (length < 0)
			say_size();
		else if (length == 0 || bytes[0] == 'Q')
			return 4;
		else if (bytes[0] == 'c')
			show_code();
		else if (bytes[0] == 'm')
			mark_far_places();
		else if (bytes[0] == 'u')
			use_far_places();
		else if (bytes[0] == '?')
			fputs("\033]11;?\033\\\033[6n", stdout);
		else if (bytes[0] == 'q')
			break;
		else
			say_keys(bytes, length);
	}
	fputs("\033[?25h\033[?1006;1000l\033[?2004;1l\033[?1049l", stdout);
	fflush(stdout);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return 3;
}

/* ---- the tests */

static const char *const child_argv[] = { "/proc/self/exe", "child", NULL };

static struct screen *begin(bool light)
{
	struct screen *screen = screen_new(&(struct screen_start){ .argv = child_argv, .light = light });
	screen_must_show(screen, "ready");
	return screen;
}

static void text_colours_and_modes_are_seen(void **state)
{
	struct screen *screen = begin(false);
	(void)state;
	screen_must_match(screen, 0, "^ready 毛巾 xterm-256color$");
	assert_int_equal(screen_cell(screen, 0, 0).glyph, 'r');
	assert_int_equal(screen_cell(screen, 0, 0).bg, 0x000000);
	assert_int_equal(screen_cell(screen, 0, 6).bg, 0xe5e5e5);
	assert_true(screen_mode(screen, 1049) && screen_mode(screen, 2004) && screen_mode(screen, 1006));
	assert_false(screen_mode(screen, 25));
	int row, col;
	screen_cursor(screen, &row, &col);
	assert_int_equal(row, 1);
	assert_int_equal(col, 0);
	assert_true(screen_bytes(screen) > 50);
	assert_int_equal(screen_watch(screen, 50), 0);
	assert_false(screen_wait_text(screen, "never", 50));
	screen_free(screen);
}

static void keys_arrive_as_a_terminal_sends_them(void **state)
{
	static const struct {
		const char *keys, *say;
	} rows[] = {
		{ "ab", "keys 61 62." }, { "毛", "keys e6 af 9b." }, { "<Up>", "keys 1b 4f 41." },
		{ "<F5>", "keys 1b 5b 31 35 7e." }, { "<C-x>", "keys 18." }, { "<Enter>", "keys 0d." },
		{ "<lt>", "keys 3c." }, { "<BackTab>", "keys 1b 5b 5a." },
	};
	struct screen *screen = begin(false);
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		screen_type(screen, rows[i].keys);
		screen_must_show(screen, rows[i].say);
	}
	screen_paste(screen, "p");
	screen_must_show(screen, "keys 1b 5b 32 30 30 7e");
	screen_must_show(screen, "1b 5b 32 30 31 7e.");
	screen_click(screen, 4, 9);
	screen_must_show(screen, "1b 5b 3c 30 3b 31 30 3b 35 4d");
	screen_free(screen);
}

static void questions_are_answered(void **state)
{
	struct screen *dark = begin(false), *light = begin(true);
	(void)state;
	screen_type(dark, "?");
	screen_must_show(dark, "72 67 62 3a 30 30 30 30 2f"); /* rgb:0000/ */
	screen_must_show(dark, "1b 5b 32 3b 31 52");          /* CSI 2;1R */
	assert_int_equal(screen_cell(light, 9, 9).bg, 0xffffff);
	screen_type(light, "?");
	screen_must_show(light, "72 67 62 3a 66 66 66 66 2f"); /* rgb:ffff/ */
	screen_free(dark);
	screen_free(light);
}

static void a_code_on_the_screen_is_read(void **state)
{
	(void)state;
	for (int light = 0; light < 2; light++)
		for (int leading_px = 0; leading_px <= 4; leading_px += 2) {
			struct screen *screen = begin(light);
			char bytes[200];
			size_t length;
			screen_type(screen, "c");
			screen_must_show(screen, "code shown");
			assert_int_equal(
				screen_decode(screen, leading_px, bytes, sizeof(bytes), &length), 1);
			assert_int_equal(length, strlen(link_shown));
			assert_memory_equal(bytes, link_shown, length);
			screen_free(screen);
		}
}

static void a_new_size_reaches_the_program(void **state)
{
	struct screen *screen = begin(false);
	(void)state;
	screen_resize(screen, 30, 100);
	screen_must_show(screen, "size 30×100, 900×540 px");
	assert_int_equal(screen_rows(screen), 30);
	assert_int_equal(screen_cols(screen), 100);
	screen_free(screen);
}

static void output_for_the_window_of_before_is_survived(void **state)
{
	static const int sizes[][2] = { { 5, 10 }, { 24, 1 }, { 1, 1 }, { 3, 80 } };
	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct screen *screen = begin(false);
		screen_type(screen, "m");
		screen_must_show(screen, "far places marked");
		screen_resize(screen, sizes[i][0], sizes[i][1]);
		screen_type(screen, "u");
		screen_resize(screen, 24, 80);
		screen_must_show(screen, "size 24×80");
		screen_free(screen);
	}
}

static void a_clean_end_is_told_from_a_dirty_one(void **state)
{
	struct screen *screen = begin(false);
	int status;
	(void)state;
	screen_type(screen, "q");
	screen_must_end(screen, 3);
	screen_free(screen);
	screen = begin(false);
	screen_type(screen, "Q");
	assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
	assert_int_equal(WEXITSTATUS(status), 4);
	assert_string_equal(screen_unrestored(screen), "mode 1 is left on");
	screen_free(screen);
}

/* As many programs do: all modes put back, but not the line. */
static void a_line_left_raw_is_noticed(void **state)
{
	static const char *const argv[] = { "/bin/sh", "-c", "stty raw -echo; echo done; exit 5", NULL };
	struct screen *screen = screen_new(&(struct screen_start){ .argv = argv });
	int status;
	(void)state;
	screen_must_show(screen, "done");
	assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
	assert_int_equal(WEXITSTATUS(status), 5);
	assert_non_null(strstr(screen_unrestored(screen), "line settings"));
	screen_free(screen);
}

static void all_output_before_the_end_is_seen(void **state)
{
	static const char *const argv[] = { "/bin/sh", "-c",
		"i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done", NULL };
	struct screen *screen = screen_new(&(struct screen_start){ .argv = argv });
	(void)state;
	screen_must_end(screen, 0);
	assert_true(screen_shows(screen, "line 2999"));
	screen_free(screen);
}

static void hanging_up_and_signals_end_the_program(void **state)
{
	struct screen *screen = begin(false);
	int status;
	(void)state;
	screen_hang_up(screen);
	assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 4);
	screen_free(screen);
	screen = begin(false);
	screen_signal(screen, SIGTERM);
	assert_true(screen_wait_end(screen, &status, SCREEN_PATIENCE_MS));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	screen_free(screen);
}

static void the_environment_is_only_what_was_given(void **state)
{
	static const char *const argv[] = { "/usr/bin/env", NULL };
	static const char *const env[] = { "HOME=/nowhere", "SHOP=a b", NULL };
	setenv("SECRET_OF_THE_DEVELOPER", "1", 1);
	struct screen *screen =
		screen_new(&(struct screen_start){ .argv = argv, .env = env, .term = "vt100" });
	(void)state;
	screen_must_end(screen, 0);
	assert_true(screen_shows(screen, "HOME=/nowhere") && screen_shows(screen, "SHOP=a b"));
	assert_true(screen_shows(screen, "TERM=vt100") && screen_shows(screen, "LANG=C.UTF-8"));
	assert_false(screen_shows(screen, "SECRET"));
	screen_free(screen);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_colours_and_modes_are_seen),
		cmocka_unit_test(keys_arrive_as_a_terminal_sends_them),
		cmocka_unit_test(questions_are_answered),
		cmocka_unit_test(a_code_on_the_screen_is_read),
		cmocka_unit_test(a_new_size_reaches_the_program),
		cmocka_unit_test(output_for_the_window_of_before_is_survived),
		cmocka_unit_test(a_clean_end_is_told_from_a_dirty_one),
		cmocka_unit_test(a_line_left_raw_is_noticed),
		cmocka_unit_test(all_output_before_the_end_is_seen),
		cmocka_unit_test(hanging_up_and_signals_end_the_program),
		cmocka_unit_test(the_environment_is_only_what_was_given),
	};
	if (argc > 1 && !strcmp(argv[1], "child"))
		return child();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
