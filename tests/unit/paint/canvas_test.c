/* canvas: nothing that is drawn changes a cell outside its own place, whatever the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "paint/canvas.h"
#include "paint/chart.h"
#include "paint/theme.h"

static struct arena arena;
static struct canvas canvas;

static int fresh(void **unused)
{
	(void)unused;
	canvas_init(&canvas, 3, 10);
	return 0;
}

static int clear(void **unused)
{
	(void)unused;
	canvas_free(&canvas);
	arena_clear(&arena);
	text_set_ambiguous_cols(1);
	glyphs_set_ascii(false);
	return 0;
}

static void shows(const char *wanted)
{
	assert_string_equal(canvas_text(&canvas, &arena), wanted);
}

/* Every wide cell has its right half, and no right half is alone. */
static void is_whole(const struct canvas *c)
{
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++) {
			const struct cell *cell = &c->cells[row * c->cols + col];

			if (cell->cols == 2)
				assert_true(col + 1 < c->cols && cell[1].cols == 0 && cell[1].text[0] == '\0');
			if (cell->cols == 0)
				assert_true(col > 0 && cell[-1].cols == 2);
		}
}

static void puts_text(void **unused)
{
	struct area area = canvas_area(&canvas);

	(void)unused;
	assert_int_equal(area_put(area, 0, 1, STYLE_BOLD, "ab毛"), 5);
	assert_int_equal(area_put(area, 1, 0, STYLE_TEXT, ""), 0);
	assert_int_equal(area_print(area, 2, 0, STYLE_TEXT, "%d-%s", 7, "巾"), 4);
	shows(" ab毛\n\n7-巾\n");
	assert_string_equal(canvas_styles(&canvas, &arena), ".bbbb\n\n\n");
}

static void wide_characters_at_edges(void **unused)
{
	struct area area = canvas_area(&canvas), part = area_part(area, 1, 2, 1, 5);

	(void)unused;
	assert_int_equal(area_put(area, 0, 7, STYLE_TEXT, "毛巾"), 10);
	area_put(part, 0, 0, STYLE_TEXT, "毛巾浴");
	area_put(part, 0, -1, STYLE_TEXT, "毛x");
	area_put(area, 2, 0, STYLE_TEXT, "毛巾浴巾");
	area_put(area, 2, 1, STYLE_TEXT, "a");
	area_put(area, 2, 4, STYLE_TEXT, "b");
	shows("       毛\n   x巾\n a巾b 巾\n");
	is_whole(&canvas);
}

static void parts_are_clipped(void **unused)
{
	struct area area = canvas_area(&canvas), part = area_part(area, -1, -2, 3, 5), none;

	(void)unused;
	assert_int_equal(part.rows, 2);
	assert_int_equal(part.cols, 3);
	none = area_part(area, 5, 50, 2, 2);
	assert_int_equal(none.rows, 0);
	assert_int_equal(none.cols, 0);
	area_put(none, 0, 0, STYLE_TEXT, "x");
	area_put(area, -1, 0, STYLE_TEXT, "x");
	area_put(area, 3, 0, STYLE_TEXT, "x");
	area_field(area, 9, 0, 5, STYLE_TEXT, "x", true);
	area_fill(none, 0, STYLE_BOLD);
	area_cursor(none, 0, 0);
	shows("\n\n\n");
	assert_int_equal(canvas.cursor_row, -1);
}

static void fields_are_exactly_as_wide(void **unused)
{
	struct area area = canvas_area(&canvas);

	(void)unused;
	area_put(area, 0, 0, STYLE_TEXT, "..........");
	area_field(area, 0, 1, 5, STYLE_TEXT, "毛巾浴", false);
	area_put(area, 1, 0, STYLE_TEXT, "..........");
	area_field(area, 1, 1, 5, STYLE_TEXT, "12", true);
	area_put(area, 2, 0, STYLE_TEXT, "..........");
	area_field(area, 2, 1, 4, STYLE_TEXT, "毛巾浴", false);
	shows(".毛巾…....\n.   12....\n.毛… .....\n");
	is_whole(&canvas);
}

static const char *const hostile[] = { "\033[2J\033[1;1Hx", "\033]0;title\007", "\u202Eabc\u202C",
	"a\u200Bb\uFEFFc", "\xC2\x9B\x32J", "\x9B\xFF\xC0\xAF", "\r\n\t\b\177", "\U000E0041", "\uE000",
	"👨\u200D👩\u200D👧", "\u0301\u0301\u0301", "\U0001FAE8", "\u2028\u2029" };

static void hostile_text_stays_in_its_cells(void **unused)
{
	struct area area = canvas_area(&canvas);

	(void)unused;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		canvas_clear(&canvas);
		area_put(area, 1, 0, STYLE_TEXT, "[");
		area_field(area, 1, 1, 6, STYLE_TEXT, hostile[i], false);
		area_put(area, 1, 7, STYLE_TEXT, "]");
		for (int at = 0; at < 30; at++) {
			const struct cell *cell = &canvas.cells[at];
			bool changed;

			if ((at < 10 || at > 17) && strcmp(cell->text, " ") != 0)
				fail_msg("case %zu changed cell %d", i, at);
			text_take(&arena, cell->text, strlen(cell->text), 2, &changed);
			if (changed)
				fail_msg("case %zu: cell %d holds '%s'", i, at, cell->text);
		}
		assert_string_equal(canvas.cells[10].text, "[");
		assert_string_equal(canvas.cells[17].text, "]");
		is_whole(&canvas);
	}
}

static void long_hostile_text_costs_a_moment(void **unused)
{
	static char text[1 << 16];
	struct area area = canvas_area(&canvas);

	(void)unused;
	for (size_t i = 0; i + 2 < sizeof text; i += 2)
		memcpy(text + i, i == 0 ? "ab" : "\u0301", 2);
	area_field(area, 0, 0, 5, STYLE_TEXT, text, false);
	area_put(area, 0, 5, STYLE_TEXT, "]");
	assert_string_equal(canvas.cells[0].text, "a");
	assert_string_equal(canvas.cells[1].text, "\uFFFD");
	assert_string_equal(canvas.cells[5].text, "]");
}

static void ambiguous_width_moves_nothing(void **unused)
{
	struct area area = canvas_area(&canvas);

	(void)unused;
	text_set_ambiguous_cols(2);
	glyphs_set_ascii(true);
	assert_int_equal(area_put(area, 0, 0, STYLE_TEXT, "①a"), 3);
	area_field(area, 1, 0, 4, STYLE_TEXT, "毛巾浴", false);
	area_rule(area, 2, STYLE_DIM);
	shows("①a\n毛~\n----------\n");
	is_whole(&canvas);
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void any_order_of_drawing_leaves_it_whole(void **unused)
{
	static const char *const words[] = { "毛巾", "a", "毛a巾b", "", "👍x", "e\u0301毛", "\033毛", "①" };
	uint64_t seed = 5;

	(void)unused;
	for (int round = 0; round < 20000; round++) {
		struct area area = canvas_area(&canvas), part;

		if (round % 50 == 0) {
			canvas_free(&canvas);
			canvas_init(&canvas, (int)(next(&seed) % 4), (int)(next(&seed) % 14));
			continue;
		}
		part = area_part(area, (int)(next(&seed) % 7) - 2, (int)(next(&seed) % 20) - 4,
			(int)(next(&seed) % 5), (int)(next(&seed) % 16));
		if (next(&seed) % 2)
			area_put(part, (int)(next(&seed) % 3), (int)(next(&seed) % 20) - 4, STYLE_TEXT,
				words[next(&seed) % 8]);
		else
			area_field(part, (int)(next(&seed) % 3), (int)(next(&seed) % 20) - 4,
				(int)(next(&seed) % 12), STYLE_TEXT, words[next(&seed) % 8], next(&seed) % 2);
		is_whole(&canvas);
	}
}

static void charts_read_in_ascii(void **unused)
{
	const struct chart_bar bars[] = { { "一", "¥8", 8, STYLE_TEXT, NULL, 0 },
		{ "b", "¥4", 4, STYLE_TEXT, NULL, 0 }, { "c", "¥0", 0, STYLE_TEXT, NULL, 0 },
		{ "never shown", "", INT64_MAX, STYLE_TEXT, NULL, 0 } };

	(void)unused;
	chart_draw(canvas_area(&canvas), bars, 3);
	shows("一 ████ ¥8\nb  ██   ¥4\nc       ¥0\n");
	canvas_clear(&canvas);
	glyphs_set_ascii(true);
	chart_draw(canvas_area(&canvas), bars, 3);
	shows("一 #### ¥8\nb  ##   ¥4\nc       ¥0\n");
	chart_draw(area_part(canvas_area(&canvas), 0, 0, 3, 1), bars, 4);
}

static void estimates_are_drawn_lighter_than_money(void **unused)
{
	const struct chart_bar bars[] = { { "a", "4", 4, STYLE_MONEY, "~4", 4 },
		{ "b", "", 0, STYLE_MONEY, "~2", 2 } };

	(void)unused;
	chart_draw(canvas_area(&canvas), bars, 2);
	shows("a █▌░ 4 ~4\nb ░     ~2\n\n");
	canvas_clear(&canvas);
	glyphs_set_ascii(true);
	chart_draw(canvas_area(&canvas), bars, 2);
	shows("a #-: 4 ~4\nb :     ~2\n\n");
}

static void codes_are_black_on_white(void **unused)
{
	(void)unused;
	assert_int_equal(theme_look(STYLE_CODE_DL, 256, true).foreground, 16);
	assert_int_equal(theme_look(STYLE_CODE_DL, 256, false).background, 231);
	assert_int_equal(theme_look(STYLE_CODE_LD, 16, true).foreground, 15);
	assert_int_equal(theme_look(STYLE_CODE_LL, 8, true).background, 7);
	assert_true(theme_look(STYLE_CODE_LL, 0, true).reverse);
	assert_false(theme_look(STYLE_CODE_DD, 0, true).reverse);
	assert_false(theme_look(STYLE_CODE_LL, 0, false).reverse);
	assert_true(theme_look(STYLE_CODE_DD, 0, false).reverse);
	for (int style = 0; style < STYLE_COUNT; style++)
		assert_int_equal(theme_look((enum style)style, 0, true).foreground, -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(puts_text),
		TEST(wide_characters_at_edges),
		TEST(parts_are_clipped),
		TEST(fields_are_exactly_as_wide),
		TEST(hostile_text_stays_in_its_cells),
		TEST(long_hostile_text_costs_a_moment),
		TEST(ambiguous_width_moves_nothing),
		TEST(any_order_of_drawing_leaves_it_whole),
		TEST(charts_read_in_ascii),
		TEST(estimates_are_drawn_lighter_than_money),
		TEST(codes_are_black_on_white),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
