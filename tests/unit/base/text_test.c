/* text: strangers' words are made harmless and measured as terminals draw them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"

static struct arena arena;

static int clear(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	text_set_ambiguous_cols(1);
	return 0;
}

static const char *take(const char *text)
{
	return text_take(&arena, text, strlen(text), 1000, NULL);
}

#define EACH(i, cases) for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)

static const struct {
	const char *what, *raw, *clean;
} cleaned[] = {
	{ "plain", "毛巾 Towel 12.5元", "毛巾 Towel 12.5元" },
	{ "empty", "", "" },
	{ "escape sequence", "a\033[2Jb\033]0;x\007c", "a[2Jb]0;xc" },
	{ "backspace and DEL", "a\b\177b", "ab" },
	{ "C1 CSI",
		"a\xC2\x9B"
		"2Jb",
		"a2Jb" },
	{ "raw 8-bit CSI",
		"a\x9B"
		"2J",
		"a\uFFFD2J" },
	{ "white space",
		"a\tb\r\nc\vd\fe\xC2\x85"
		"f\u00A0g\u3000h\u2028i",
		"a b c d e f g h i" },
	{ "runs of white space", "a \t\r\n  b", "a b" },
	{ "overlong", "\xC0\xAF!", "\uFFFD\uFFFD!" },
	{ "surrogate", "\xED\xA0\x80!", "\uFFFD!" },
	{ "beyond U+10FFFF", "\xF4\x90\x80\x80!", "\uFFFD!" },
	{ "cut at the end", "a\xE6\xAF", "a\uFFFD" },
	{ "bidi", "a\u202Eb\u2066c\u2069d\u061Ce\u200Ef\u200Fg\u202Ah", "abcdefgh" },
	{ "zero width", "a\u200Bb\uFEFFc\u2060d\u00ADe\u034Ff\u200Cg", "abcdefg" },
	{ "invisible letters", "a\u3164b\u115Fc\uFFA0d", "abcd" },
	{ "tags", "a\U000E0041\U000E007Fb", "ab" },
	{ "private use", "a\uE000b\U000F0000c\U0010FFFDd", "abcd" },
	{ "noncharacters", "a\uFDD0b\uFFFEc\U0001FFFFd", "abcd" },
	{ "variation selector", "⚠\uFE0F!\U000E0100", "⚠!" },
	{ "joined emoji", "👨\u200D👩\u200D👧", "👨👩👧" },
	{ "skin tone", "👍🏽!", "👍!" },
	{ "flag", "🇨🇳!", "!" },
	{ "newer than the table", "\U0001FAE8!", "\uFFFD!" },
	{ "two marks stay", "e\u0301\u0302!", "e\u0301\u0302!" },
	{ "a third mark goes", "e\u0301\u0302\u0303\u0304!", "e\u0301\u0302!" },
	{ "mark without a base", "\u0301a", "a" },
	{ "mark after a space", "a \u0301b", "a b" },
	{ "Thai", "น้ำ", "น้ำ" },
	{ "interlinear annotation", "a\uFFF9b\uFFFBc", "abc" },
};

static void cleans_at_the_entrance(void **unused)
{
	(void)unused;
	EACH(i, cleaned)
	if (strcmp(take(cleaned[i].raw), cleaned[i].clean) != 0)
		fail_msg("%s: '%s'", cleaned[i].what, take(cleaned[i].raw));
}

static void says_whether_it_changed(void **unused)
{
	bool changed;

	(void)unused;
	text_take(&arena, "毛巾", 6, 10, &changed);
	assert_false(changed);
	text_take(&arena, "a\033b", 3, 10, &changed);
	assert_true(changed);
	text_take(&arena, "a\0b", 3, 10, &changed);
	assert_true(changed);
	text_take(&arena, "abc", 3, 2, &changed);
	assert_true(changed);
}

static void bounds_the_length(void **unused)
{
	(void)unused;
	assert_string_equal(text_take(&arena, "abcdef", 6, 6, NULL), "abcdef");
	assert_string_equal(text_take(&arena, "abcdef", 6, 5, NULL), "abcd…");
	assert_string_equal(text_take(&arena, "毛巾浴巾", 12, 3, NULL), "毛巾…");
	assert_string_equal(text_take(&arena, "ab", 2, 1, NULL), "…");
	assert_string_equal(text_take(&arena, "ab", 2, 0, NULL), "");
	assert_string_equal(text_take(&arena, "a\033", 2, 1, NULL), "a");
	assert_string_equal(text_take(&arena, "", 0, SIZE_MAX, NULL), "");
}

static void keeps_line_feeds_when_asked(void **unused)
{
	const char *text = "a \t b\r\nc\rd\u2029\n\ne\vf\033";

	(void)unused;
	assert_string_equal(text_take_lines(&arena, text, strlen(text), 100), "a b\nc\nd\n\n\ne f");
}

static void two_hundred_marks_stay_in_two(void **unused)
{
	char text[1 + 200 * 2 + 1] = "e";
	int i;

	(void)unused;
	for (i = 0; i < 200; i++)
		memcpy(text + 1 + 2 * i, "\u0301", 2);
	assert_string_equal(take(text), "e\u0301\u0301");
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Random code points, sometimes bytes: denser in traps than random bytes alone. */
static size_t random_text(uint64_t *seed, char *text, size_t room)
{
	static const char *const traps[] = { "\u0301", "\u200D", "\U0001F468", "\U0001F3FD", "\r",
		"\n", " ", "\u3000", "a", "毛", "…", "\u202E", "\033", "\uFE0F", "\xFF", "\xE6\xAF",
		"\u0E33" };
	size_t length = 0, bytes;

	while (length + 4 < room && next(seed) % 64 != 0) {
		const char *trap = traps[next(seed) % (sizeof traps / sizeof *traps)];

		if (next(seed) % 3 == 0) {
			text[length++] = (char)next(seed);
			continue;
		}
		bytes = strlen(trap);
		memcpy(text + length, trap, bytes);
		length += bytes;
	}
	return length;
}

static void taking_twice_changes_nothing(void **unused)
{
	uint64_t seed = 7;
	char raw[512];
	int round;

	(void)unused;
	for (round = 0; round < 20000; round++) {
		size_t length = random_text(&seed, raw, sizeof raw), most = next(&seed) % 40;
		char *once = text_take(&arena, raw, length, most, NULL);
		char *lines = text_take_lines(&arena, raw, length, most);
		bool changed;

		assert_true(text_is_utf8(once, strlen(once)));
		assert_string_equal(text_take(&arena, once, strlen(once), most, &changed), once);
		assert_false(changed);
		assert_string_equal(text_take_lines(&arena, lines, strlen(lines), most), lines);
		assert_null(strpbrk(once, "\033\r\n\t\177"));
		assert_true(text_graphemes(once) <= most);
		arena_clear(&arena);
	}
}

static void fit_never_splits(void **unused)
{
	uint64_t seed = 11;
	char raw[256];
	int round;

	(void)unused;
	for (round = 0; round < 5000; round++) {
		char *text = text_take(&arena, raw, random_text(&seed, raw, sizeof raw), 60, NULL);
		size_t cols = next(&seed) % 20, used, at = 0, fit;
		int wide;

		text_set_ambiguous_cols(1 + (int)(next(&seed) % 2));
		fit = text_fit(text, cols, &used);
		while (at < fit)
			at += text_next(text + at, &wide);
		assert_int_equal(at, fit);
		assert_true(used <= cols);
		assert_true(text_cols(text_cut(&arena, text, cols)) <= cols);
		assert_true(used + 1 >= cols || text[fit] == '\0');
		arena_clear(&arena);
	}
}

static const struct {
	const char *text;
	size_t narrow, wide;
} measured[] = {
	{ "abc", 3, 3 },
	{ "毛巾", 4, 4 },
	{ "", 0, 0 },
	{ "e\u0301", 1, 1 },
	{ "¥12.34", 6, 6 },
	{ "￥", 2, 2 },
	{ "─", 1, 2 },
	{ "│", 1, 2 },
	{ "█", 1, 2 },
	{ "▀", 1, 2 },
	{ "…", 1, 2 },
	{ "•", 1, 2 },
	{ "→", 1, 2 },
	{ "①", 1, 2 },
	{ "★", 1, 2 },
	{ "°", 1, 2 },
	{ "±", 1, 2 },
	{ "⚠", 1, 1 },
	{ "👍", 2, 2 },
	{ "น้ำ", 2, 2 },
	{ "ｱ", 1, 1 },
	{ "Ａ", 2, 2 },
	{ "「」", 4, 4 },
	{ "한", 2, 2 },
	{ "\uFFFD", 1, 2 },
	{ "Привет", 6, 12 },
	{ "ñ", 1, 1 },
	{ "é", 1, 2 },
};

static void measures_columns(void **unused)
{
	(void)unused;
	EACH(i, measured)
	{
		text_set_ambiguous_cols(1);
		if (text_cols(measured[i].text) != measured[i].narrow)
			fail_msg("%s: %zu", measured[i].text, text_cols(measured[i].text));
		text_set_ambiguous_cols(2);
		if (text_cols(measured[i].text) != measured[i].wide)
			fail_msg("%s (2): %zu", measured[i].text, text_cols(measured[i].text));
	}
}

static void bytes_that_are_not_utf8_are_one_column(void **unused)
{
	int cols;

	(void)unused;
	assert_int_equal(text_next("\xFFz", &cols), 1);
	assert_int_equal(cols, 1);
	assert_int_equal(text_next("", &cols), 0);
	assert_int_equal(text_cols("\xE6\xAF"), 2);
}

static void cuts_with_a_sign(void **unused)
{
	(void)unused;
	assert_string_equal(text_cut(&arena, "毛巾浴巾", 8), "毛巾浴巾");
	assert_string_equal(text_cut(&arena, "毛巾浴巾", 7), "毛巾浴…");
	assert_string_equal(text_cut(&arena, "毛巾浴巾", 6), "毛巾…");
	assert_string_equal(text_cut(&arena, "毛巾", 1), "…");
	assert_string_equal(text_cut(&arena, "毛巾", 0), "");
	text_set_ambiguous_cols(2);
	assert_string_equal(text_cut(&arena, "毛巾浴巾", 7), "毛巾浴~");
}

static void wraps_to(const char *text, size_t cols, const char *wanted)
{
	char **lines, *all = arena_text(&arena, "");
	size_t count = text_wrap(&arena, text, cols, &lines), i;

	for (i = 0; i < count; i++)
		all = arena_print(&arena, "%s%s|", all, lines[i]);
	assert_string_equal(all, wanted);
}

static void wraps_as_chinese_is_set(void **unused)
{
	(void)unused;
	wraps_to("", 10, "|");
	wraps_to("one two three", 7, "one two|three|");
	wraps_to("one two", 3, "one|two|");
	wraps_to("a\n\nb\n", 10, "a||b||");
	wraps_to("unbreakable", 4, "unbr|eaka|ble|");
	/* No comma or full stop starts a line, no opening bracket ends one. */
	wraps_to("买一送一，包邮。", 8, "买一送|一，包|邮。|");
	wraps_to("好的「毛巾」", 6, "好的|「毛|巾」|");
	wraps_to("毛巾", 1, "毛|巾|");
}

static void wrapped_lines_fit(void **unused)
{
	uint64_t seed = 13;
	char raw[256], **lines;
	int round;

	(void)unused;
	for (round = 0; round < 5000; round++) {
		char *text = text_take_lines(&arena, raw, random_text(&seed, raw, sizeof raw), 100);
		size_t cols = 2 + next(&seed) % 20, count = text_wrap(&arena, text, cols, &lines),
		       i;

		for (i = 0; i < count; i++)
			assert_true(text_cols(lines[i]) <= cols);
		arena_clear(&arena);
	}
}

static void counts_graphemes(void **unused)
{
	(void)unused;
	assert_int_equal(text_graphemes(""), 0);
	assert_int_equal(text_graphemes("毛巾ab"), 4);
	assert_int_equal(text_graphemes("e\u0301"), 1);
	assert_int_equal(text_graphemes("👨\u200D👩\u200D👧"), 1);
	assert_int_equal(text_graphemes("👍🏽"), 1);
	assert_int_equal(text_graphemes("🇨🇳🇯🇵"), 2);
}

static void folds_for_search(void **unused)
{
	(void)unused;
	assert_string_equal(text_fold(&arena, "iPhone 15 PRO"), "iphone 15 pro");
	assert_string_equal(text_fold(&arena, "ＩＰｈｏｎｅ　１５"), "iphone 15");
	assert_string_equal(text_fold(&arena, "毛巾ＡÉß"), "毛巾aéss");
	assert_string_equal(text_fold(&arena, ""), "");
	assert_string_equal(text_fold(&arena, "A\xFF"), "a\uFFFD");
}

/* The short way for ASCII and Chinese gives what the library gives: é takes the long way. */
static void keys_from_an_input_method_are_narrow(void **unused)
{
	(void)unused;
	assert_string_equal(text_narrow(&arena, "１２３４５６７８"), "12345678");
	assert_string_equal(text_narrow(&arena, "　mm＿11＿Ab_33 "), "mm_11_Ab_33");
	assert_string_equal(text_narrow(&arena, "毛巾"), "毛巾");
	assert_string_equal(text_narrow(&arena, "  "), "");
	assert_string_equal(text_narrow(&arena, ""), "");
}

static void folding_quickly_changes_nothing(void **unused)
{
	static const char *const parts[] = { "a", "Z", "~", " ", "毛", "㐀", "䷀", "鿿", "！",
		"Ａ", "ｚ", "～", "　", "、", "】", "〩", "《", "［", "｀", "０" };
	uint64_t seed = 17;
	int round, i;

	(void)unused;
	for (round = 0; round < 2000; round++) {
		char *text = arena_text(&arena, "");

		for (i = (int)(next(&seed) % 8); i > 0; i--)
			text = arena_print(&arena, "%s%s", text,
				parts[next(&seed) % (sizeof parts / sizeof *parts)]);
		assert_string_equal(arena_print(&arena, "%sé", text_fold(&arena, text)),
			text_fold(&arena, arena_print(&arena, "%sé", text)));
		arena_clear(&arena);
	}
}

/* A title of 64 KB of traps costs a moment, not a minute: a square cost would be seconds. */
static void hostile_length_is_linear(void **unused)
{
	static const char *const traps[] = { "\u0301", "\xFF", "👨\u200D", "\033", " \t", "\u200B",
		"毛" };
	static char text[8 << 20];
	int64_t start_ms;

	(void)unused;
	EACH(i, traps)
	{
		size_t bytes = strlen(traps[i]), at;

		for (at = 0; at + bytes < sizeof text; at += bytes)
			memcpy(text + at, traps[i], bytes);
		start_ms = clock_steady_ms();
		text_take(&arena, text, at, SIZE_MAX, NULL);
		text_take(&arena, text, at, 200, NULL);
		assert_in_range(clock_steady_ms() - start_ms, 0, 20000);
		arena_clear(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(cleans_at_the_entrance, clear),
		cmocka_unit_test_teardown(says_whether_it_changed, clear),
		cmocka_unit_test_teardown(bounds_the_length, clear),
		cmocka_unit_test_teardown(keeps_line_feeds_when_asked, clear),
		cmocka_unit_test_teardown(two_hundred_marks_stay_in_two, clear),
		cmocka_unit_test_teardown(taking_twice_changes_nothing, clear),
		cmocka_unit_test_teardown(fit_never_splits, clear),
		cmocka_unit_test_teardown(measures_columns, clear),
		cmocka_unit_test_teardown(bytes_that_are_not_utf8_are_one_column, clear),
		cmocka_unit_test_teardown(cuts_with_a_sign, clear),
		cmocka_unit_test_teardown(wraps_as_chinese_is_set, clear),
		cmocka_unit_test_teardown(wrapped_lines_fit, clear),
		cmocka_unit_test_teardown(counts_graphemes, clear),
		cmocka_unit_test_teardown(folds_for_search, clear),
		cmocka_unit_test_teardown(keys_from_an_input_method_are_narrow, clear),
		cmocka_unit_test_teardown(folding_quickly_changes_nothing, clear),
		cmocka_unit_test_teardown(hostile_length_is_linear, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
