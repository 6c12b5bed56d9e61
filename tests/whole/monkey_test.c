/*
 * Twenty thousand keys that nobody means: names, words, halves of characters, sequences of other terminals,
 * pastes, windows of all sizes. After each batch the program answers, and in the end it can be left and the
 * supplier's books show nothing that takes a question. The keys come from a seed: MONKEY_SEED=N tries others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "shop.h"

enum { KEYS = 10000, BATCH = 50, ROWS_MOST = 100, COLS_MOST = 300, CALL_MS = 1000 };

/* Often: what moves between screens and changes something. */
static const char *const common[] = { "<Enter>", "<Esc>", "<Tab>", "<BackTab>", "<Backspace>", "<Space>", "<Up>",
	"<Down>", "<Left>", "<Right>", "<Home>", "<End>", "<PageUp>", "<PageDown>", "<Delete>", "j", "k", "l", "h", "q",
	"G", "g", "v", "A", "*", "U", "/", "s", "S", "c", "p", "d", "t", "e", "f", "x", "Q", "y", "Y", "b", "w", "m",
	"+", "-", "o", "1", "2", "3", "4", "5", "`", ":", "?", "!", "J", "r", "z", "P", "M", "n", "<C-b>", "<C-d>",
	"<C-f>", "<C-l>", "<C-p>", "<C-r>", "<C-u>", "<C-w>", "<C-a>", "<C-e>", "<C-k>" };
static const char *const rare[] = { "<F1>", "<F2>", "<F5>", "<F12>", "<Insert>", "<C-c>", "q", "<lt>", "毛巾",
	"货架", "／", "？", "é", "👨‍👩‍👧", "%s%n", "\"'", "\\", "~", "0", "9", "<C-g>", "<C-t>", "<C-y>", "<C-v>", "<C-x>",
	"<C-@>", ":shelf<Enter>", ":setup<Enter>", "/毛巾<Enter>", "1/3", "￥", "ﷺ" };
/* Halves of characters, and sequences that are no keys, some of them without an end. */
static const char *const broken[] = { "\346", "\346\257", "\200", "\377", "\360\237\221", "\033[27;5;9~", "\033[I",
	"\033[999z", "\033Oj", "\033[?62;4c", "\033[200~", "\033[201~", "\033[<", "\033[<0;1;1M", "\033[<64;500;9M",
	"\033[<99999999999;-1;M", "\033]11;rgb:ff/zz\007", "\033]11;", "\033[1;2R", "\033[24;80R", "\033[", "\033P",
	"\033\033\033", "\033[3;2~", "\302\233", "\300\200", "\355\240\200" };
static const char *const pastes[] = { "毛巾", "", "q\ny\n", "http://127.0.0.1:9/s/ABCDEF", "\033[31m\007",
	"a\tb\r\nc", "1234567890123456789012345678901234567890123456789012345678901234567890" };
#define HELP "^(Help|帮助)"
#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct monkey {
	uint64_t state, seed;
	struct shop *shop;
	struct screen *screen;
	int batch, starts;
	char last[80]; /* the latest key, for the one who looks for the cause */
};

/* xorshift64*, of Vigna. */
static unsigned roll(struct monkey *monkey, size_t sides)
{
	monkey->state ^= monkey->state >> 12;
	monkey->state ^= monkey->state << 25;
	monkey->state ^= monkey->state >> 27;
	return (unsigned)((monkey->state * UINT64_C(2685821657736338717)) >> 33) % (unsigned)sides;
}

static void start(struct monkey *monkey)
{
	static const char *const words[] = { "--lang", "en", NULL };
	monkey->screen = SHOP_SCREEN(monkey->shop, .argv = words);
	monkey->starts++;
	screen_must_match(monkey->screen, 0, "^Today");
}

static void press(struct monkey *monkey)
{
	const char *what;
	unsigned kind = roll(monkey, 1000);
	if (kind < 20) {
		int rows = 1 + (int)roll(monkey, ROWS_MOST), cols = 1 + (int)roll(monkey, COLS_MOST);
		snprintf(monkey->last, sizeof(monkey->last), "%d × %d", rows, cols);
		screen_resize(monkey->screen, kind ? rows : 1, kind ? cols : 1);
	} else if (kind < 40) {
		what = pastes[roll(monkey, COUNT(pastes))];
		snprintf(monkey->last, sizeof(monkey->last), "paste: %s", what);
		screen_paste(monkey->screen, what);
	} else if (kind < 100) {
		what = broken[roll(monkey, COUNT(broken))];
		snprintf(monkey->last, sizeof(monkey->last), "bytes: %s", what + (*what == '\033'));
		screen_send(monkey->screen, what, strlen(what));
	} else {
		what = kind < 200 ? rare[roll(monkey, COUNT(rare))] : common[roll(monkey, COUNT(common))];
		snprintf(monkey->last, sizeof(monkey->last), "%s", what);
		screen_type(monkey->screen, what);
	}
}

static void complain(struct monkey *monkey, const char *what)
{
	print_error("%s\n", screen_text(monkey->screen));
	fail_msg("MONKEY_SEED=%" PRIu64 ", batch %d, last key “%s”: %s", monkey->seed, monkey->batch, monkey->last,
		what);
}

/* It may have been left: ^C twice, or q and y. */
static bool has_left(struct monkey *monkey)
{
	int status;
	if (!screen_wait_end(monkey->screen, &status, 0))
		return false;
	if (status != 0)
		complain(monkey, "the program did not end well");
	if (screen_unrestored(monkey->screen))
		complain(monkey, screen_unrestored(monkey->screen));
	screen_free(monkey->screen);
	start(monkey);
	return true;
}

/* Whatever is open is closed, and the help comes up. Asked again and again: the program may have been sent
 * to the shell, and a bare view throws away what was typed ahead of it. */
static bool shows_help(struct monkey *monkey)
{
	for (int waited_ms = 0; waited_ms < SCREEN_PATIENCE_MS; waited_ms += CALL_MS) {
		screen_send(monkey->screen, "\033[201~", 6);
		for (int i = 0; i < 8; i++)
			screen_type(monkey->screen, "<Esc>");
		screen_type(monkey->screen, "1?");
		if (screen_wait_row(monkey->screen, 0, HELP, CALL_MS) || has_left(monkey))
			return true;
		screen_signal(monkey->screen, SIGCONT);
	}
	return false;
}

static bool is_without_help(struct screen *screen, const void *with)
{
	(void)with;
	const char *row = screen_row(screen, 0);
	return strncmp(row, "Help", 4) != 0 && strncmp(row, "帮助", strlen("帮助")) != 0;
}

/* The help goes, too, before the next keys: a help that is still there would answer for them. */
static void must_answer(struct monkey *monkey)
{
	screen_resize(monkey->screen, 24, 80);
	if (!shows_help(monkey))
		complain(monkey, "no answer");
	screen_type(monkey->screen, "<Esc>");
	if (!screen_wait(monkey->screen, is_without_help, NULL, SCREEN_PATIENCE_MS))
		complain(monkey, "the help does not go");
}

static void play(struct monkey *monkey)
{
	for (int i = 0; i < KEYS; i++) {
		press(monkey);
		if (has_left(monkey))
			continue;
		if (i % BATCH == BATCH - 1) {
			monkey->batch++;
			must_answer(monkey);
		}
	}
}

/* There is money to be paid out, and the supplier pays only who asks. */
static void nobody_asked_for_money(const struct monkey *monkey)
{
	char *books = shop_books(monkey->shop);
	if (strstr(books, "\"available_minor\":0,"))
		fail_msg("there is no money to be paid out");
	if (!strstr(books, "\"payouts\":[]"))
		fail_msg("MONKEY_SEED=%" PRIu64 ": money was asked for: %s", monkey->seed, books);
	free(books);
}

static void play_and_leave(uint64_t seed, const char *leave)
{
	static const char *const with_money[] = { "--history=60", "--buyers=30", "--no-automatic-payout", NULL };
	const char *other = getenv("MONKEY_SEED");
	struct monkey monkey = { .seed = other ? strtoull(other, NULL, 10) : seed };
	monkey.state = monkey.seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	print_message("MONKEY_SEED=%" PRIu64 "\n", monkey.seed);
	monkey.shop = shop_new(with_money);
	free(SHOP_MUST_RUN(monkey.shop, "sync"));
	start(&monkey);
	play(&monkey);
	screen_type(monkey.screen, leave);
	screen_must_end(monkey.screen, 0);
	print_message("started %d times\n", monkey.starts);
	screen_free(monkey.screen);
	nobody_asked_for_money(&monkey);
	shop_free(monkey.shop);
}

static void it_is_left_by_the_palette(void **state)
{
	(void)state;
	play_and_leave(1, ":quit<Enter>y");
}

static void it_is_left_by_two_cancels(void **state)
{
	(void)state;
	play_and_leave(2, "<C-c><C-c><C-c>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_left_by_the_palette),
		cmocka_unit_test(it_is_left_by_two_cancels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
