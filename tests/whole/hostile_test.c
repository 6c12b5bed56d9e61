/*
 * Merchants who write escape sequences, bidi controls, two hundred accents or a book into a title: what the
 * program sends, to terminals and into pipes, is text and the program's own sequences, nothing else, and what
 * stands right of a title stands where it always does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "shop.h"

/* Fourteen kinds of titles come in turn. */
enum { KINDS = 14, FIRST = 100, ROWS = 60, LIST_ROW = 3, MARKS_MOST = 2 };

/* All that may follow ESC: xterm's terminfo entry as curses uses it, our own modes, title and questions. */
static const char own_sequences[] =
	"^\033(\\[[0-9;]*[ABCDGHJKLMPSTXbdm@r]|\\[\\?(1|7|12|12;25|25|1000|1006|1049|2004)[hl]|\\[4l|\\[2[23];[02](;0)?t|\\[6n"
	"|\\(B|\\(0|[=>78M]|\\]11;\\?\033\\\\|\\][02];[^\001-\037\177]*\007)";
static const char colors_only[] = "^\033\\[[0-9;]*m";

static struct shop *clean, *hostile;

/* ---- the rules for bytes */

/* Returns its length, 0 if it is not UTF-8. */
static int read_character(const unsigned char *at, uint32_t *c)
{
	int length = *at < 0x80 ? 1 : *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : *at >= 0xC2 ? 2 : 0;
	*c = length == 1 ? *at : *at & (0x7Fu >> length);
	for (int i = 1; i < length; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		*c = *c << 6 | (at[i] & 0x3F);
	}
	return length;
}

/* Controls of C1, bidi controls, what has no width, tags, variation selectors, no characters at all. */
static bool is_forbidden(uint32_t c)
{
	static const uint32_t ranges[][2] = { { 0x00, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C },
		{ 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
		{ 0xD800, 0xDFFF }, { 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFB }, { 0xFFFE, 0xFFFF }, { 0xE0000, 0xE0FFF } };
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

static bool is_mark(uint32_t c)
{
	return c >= 0x300 && c <= 0x36F;
}

static void refuse(const char *whose, const char *text, size_t at, const char *what)
{
	char shown[200];
	size_t length = 0, from = at > 20 ? at - 20 : 0;
	for (size_t i = from; text[i] && i < at + 20; i++)
		length += (size_t)snprintf(shown + length, sizeof(shown) - length,
			text[i] >= ' ' && text[i] < 127 ? "%c" : "\\%03o", (unsigned char)text[i]);
	fail_msg("%s: %s at byte %zu: %s", whose, what, at, shown);
}

/* `sequences`: the regular expression of what may follow ESC; `controls`: the C0 bytes that may stand alone. */
static void must_be_harmless(const char *whose, const char *text, const char *sequences, const char *controls)
{
	regex_t own;
	regmatch_t found;
	int marks = 0;
	assert_int_equal(regcomp(&own, sequences, REG_EXTENDED), 0);
	for (size_t at = 0; text[at];) {
		uint32_t c;
		if (text[at] == '\033') {
			if (regexec(&own, text + at, 1, &found, 0) != 0)
				refuse(whose, text, at, "a sequence that is not ours");
			at += (size_t)found.rm_eo;
			continue;
		}
		int length = read_character((const unsigned char *)text + at, &c);
		if (length == 0)
			refuse(whose, text, at, "not UTF-8");
		if (is_forbidden(c) && !(c < ' ' && strchr(controls, (int)c)))
			refuse(whose, text, at, "a character that nobody may send");
		marks = is_mark(c) ? marks + 1 : 0;
		if (marks > MARKS_MOST)
			refuse(whose, text, at, "a heap of accents");
		at += (size_t)length;
	}
	regfree(&own);
}

/* ---- the screens */

struct seen {
	struct screen *screen;
	FILE *record;
	char *bytes;
	size_t length;
};

static void look(struct seen *seen, const struct shop *shop, const char *const *words)
{
	*seen = (struct seen){ 0 };
	seen->record = open_memstream(&seen->bytes, &seen->length);
	seen->screen = SHOP_SCREEN(shop, .argv = words, .rows = ROWS, .record = seen->record);
}

static void look_away(struct seen *seen, const char *whose)
{
	screen_free(seen->screen);
	fclose(seen->record);
	assert_int_equal(strlen(seen->bytes), seen->length);
	must_be_harmless(whose, seen->bytes, own_sequences, "\r\n\b");
	free(seen->bytes);
}

static const char *const english[] = { "--lang", "en", NULL };

/* The first column of the header's word, which is ASCII up to there. */
static int column_of(struct screen *screen, const char *heading)
{
	const char *row = screen_row(screen, LIST_ROW - 1), *at = strstr(row, heading);
	if (!at)
		fail_msg("no column %s: %s", heading, row);
	return (int)(at - row);
}

static uint32_t glyph(struct screen *screen, int row, int col)
{
	uint32_t glyph = screen_cell(screen, row, col).glyph;
	return glyph ? glyph : ' ';
}

static void must_be_alike_from(struct seen *a, struct seen *b, int from)
{
	int last = screen_cols(a->screen);
	for (int row = LIST_ROW; row < ROWS - 1; row++)
		for (int col = from; col < last; col++)
			if (glyph(a->screen, row, col) != glyph(b->screen, row, col)) {
				print_error("%s\n", screen_row(a->screen, row));
				print_error("%s\n", screen_row(b->screen, row));
				fail_msg("row %d, column %d: not as with clean titles", row, col);
			}
}

/* `left_of`: how far a number may stand out to the left of its heading. */
static void must_stand_alike(const char *key, const char *shows, const char *heading, int left_of)
{
	struct seen with_clean, with_hostile, *both[] = { &with_clean, &with_hostile };
	look(&with_clean, clean, english);
	look(&with_hostile, hostile, english);
	for (int i = 0; i < 2; i++) {
		screen_type(both[i]->screen, key);
		screen_must_match(both[i]->screen, 0, shows);
		screen_must_match(both[i]->screen, LIST_ROW, "^> ");
		/* The last row is drawn last. */
		screen_must_match(both[i]->screen, ROWS - 1, "x share .* \\? help$");
		if (both[i] == &with_hostile)
			screen_must_show(both[i]->screen, "owned");
	}
	int from = column_of(with_clean.screen, heading);
	assert_int_equal(column_of(with_hostile.screen, heading), from);
	must_be_alike_from(&with_clean, &with_hostile, from - left_of);
	look_away(&with_clean, "clean titles");
	look_away(&with_hostile, key);
}

static void the_list_of_goods_stands_straight(void **state)
{
	(void)state;
	must_stand_alike("2", "^Goods.* 300 ", "Price", 2);
}

static void the_shelf_stands_straight(void **state)
{
	(void)state;
	must_stand_alike("3", "^Shelf.* 14 ", "Changed", 0);
}

static void details_are_harmless(void **state)
{
	struct seen seen;
	(void)state;
	look(&seen, hostile, english);
	screen_type(seen.screen, "3");
	screen_must_match(seen.screen, 0, "^Shelf.* 14 ");
	for (int i = 0; i < KINDS; i++) {
		screen_type(seen.screen, "<Enter>");
		screen_must_show(seen.screen, "Buyer pays");
		screen_type(seen.screen, "<Esc>");
		screen_must_match(seen.screen, 0, "^Shelf");
		screen_type(seen.screen, "j");
	}
	look_away(&seen, "detail");
}

static void share_screens_are_harmless(void **state)
{
	struct seen seen;
	(void)state;
	look(&seen, hostile, english);
	screen_type(seen.screen, "3");
	screen_must_match(seen.screen, 0, "^Shelf.* 14 ");
	for (int i = 0; i < KINDS; i++) {
		screen_type(seen.screen, "x");
		screen_must_show(seen.screen, "/s/");
		screen_type(seen.screen, "Q");
		screen_must_match(seen.screen, -1, "^ *http://127.0.0.1:[0-9]+/s/[A-Z0-9_]+$");
		screen_type(seen.screen, "<Esc><Esc>");
		screen_must_match(seen.screen, 0, "^Shelf");
		screen_type(seen.screen, "j");
	}
	look_away(&seen, "share");
}

/* ---- the commands */

static void run_in(const struct shop *shop, const char *const *words, int exit_code)
{
	struct ran ran = shop_run(shop, words);
	if (ran.exit_code != exit_code)
		fail_msg("%s … %s: exit code %d: %s", words[0], words[1], ran.exit_code, ran.err);
	assert_int_equal(strlen(ran.out), ran.out_bytes);
	/* Lines of CSV end in both. */
	must_be_harmless(words[1], ran.out, "^$", words[1] && !strcmp(words[1], "--csv") ? "\r\n" : "\t\n");
	must_be_harmless(words[1] ? words[1] : words[0], ran.err, "^$", "\n");
	assert_true(ran.out[0] || ran.err[0]);
	ran_clear(&ran);
}

static void run_and_look(const char *const *words, int exit_code)
{
	run_in(hostile, words, exit_code);
}

static void commands_are_harmless_in_every_form(void **state)
{
	static const char *const forms[] = { "--lang=en", "--plain", "--csv", "--json" };
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		run_and_look((const char *const[]){ "--offline", forms[i], "find", "--limit", "0", NULL }, 0);
		run_and_look((const char *const[]){ "--offline", forms[i], "shelf", NULL }, 0);
		for (int kind = 0; kind < KINDS; kind++) {
			char id[20];
			snprintf(id, sizeof(id), "G%07d", FIRST + kind);
			run_and_look((const char *const[]){ "--offline", forms[i], "show", id, NULL }, 0);
		}
	}
}

static void a_table_on_a_terminal_has_colors_only(void **state)
{
	struct seen seen;
	(void)state;
	look(&seen, hostile, (const char *const[]){ "--offline", "find", "--limit", "40", NULL });
	screen_must_end(seen.screen, 0);
	screen_free(seen.screen);
	fclose(seen.record);
	must_be_harmless("find", seen.bytes, colors_only, "\r\n");
	free(seen.bytes);
}

#define EVIL "\033[31mG\302\2331m\342\200\256x\342\200\213\a\r\033]0;owned\a\363\240\201\201"

/* What was typed, or came out of a file, is not sent back as it is. */
static void errors_are_harmless(void **state)
{
	(void)state;
	run_and_look((const char *const[]){ "show", EVIL, NULL }, 3);
	run_and_look((const char *const[]){ EVIL, NULL }, 2);
	run_and_look((const char *const[]){ "find", "--" EVIL, NULL }, 2);
	run_and_look((const char *const[]){ "find", "--limit", EVIL, NULL }, 2);
	run_and_look((const char *const[]){ "find", "--category", EVIL, NULL }, 2);
	run_and_look((const char *const[]){ "share", "G0000100", "--channel", EVIL, NULL }, 2);
}

static void errors_in_the_settings_are_harmless(void **state)
{
	static const char *const lines[] = { EVIL " = yes\n", "first_screen = \"" EVIL "\"\n",
		"supplier \"" EVIL "\" {\n kind = \"" EVIL "\"\n}\n" };
	struct shop *shop = shop_new_bare();
	char setting[2 * SHOP_PATH];
	(void)state;
	snprintf(setting, sizeof(setting), "SHOPKEEPER_CONFIG=%s/evil.conf", shop->home);
	shop_set(shop, setting);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		shop_write(shop, "evil.conf", lines[i]);
		run_in(shop, (const char *const[]){ "config", "check", NULL }, 2);
	}
	shop_free(shop);
}

/* ---- two shops, alike but for the titles */

static struct shop *open_shop(bool evil)
{
	static const char *const then[] = { "--now=1795392000", NULL };
	struct shop *shop = shop_new(then);
	shop_set(shop, "SHOPKEEPER_NOW=1795392000");
	if (evil)
		shop_arm(shop, "hostile", "/v1/", 0);
	free(SHOP_MUST_RUN(shop, "sync"));
	for (int kind = 0; kind < KINDS; kind++) {
		char id[20];
		snprintf(id, sizeof(id), "G%07d", FIRST + kind);
		free(SHOP_MUST_RUN(shop, "pick", id));
	}
	return shop;
}

static int open_shops(void **state)
{
	(void)state;
	clean = open_shop(false);
	hostile = open_shop(true);
	return 0;
}

static int close_shops(void **state)
{
	(void)state;
	shop_free(clean);
	shop_free(hostile);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_of_goods_stands_straight),
		cmocka_unit_test(the_shelf_stands_straight),
		cmocka_unit_test(details_are_harmless),
		cmocka_unit_test(share_screens_are_harmless),
		cmocka_unit_test(commands_are_harmless_in_every_form),
		cmocka_unit_test(a_table_on_a_terminal_has_colors_only),
		cmocka_unit_test(errors_are_harmless),
		cmocka_unit_test(errors_in_the_settings_are_harmless),
	};
	return cmocka_run_group_tests(tests, open_shops, close_shops);
}
