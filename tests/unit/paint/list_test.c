/* list and prompt: a million rows by windows; the selection follows its id; marks survive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "paint/list.h"
#include "paint/prompt.h"

enum { MILLION = 1000000 };

static struct arena arena;
static struct list list;
static struct canvas canvas;
static size_t total, loads, rows_loaded;

static const struct list_column columns[] = {
	{ "Title", 0, 0, false },
	{ "Price", 6, 0, true },
	{ "Rate", 5, 30, true },
};

/* A screen's load: row N has the id "idN". */
static void load(void)
{
	size_t from, count, i;
	struct list_row *rows;

	while (list_wants(&list, &from, &count)) {
		assert_true(from + count <= total);
		assert_true(count <= LIST_MARKS);
		rows = arena_take_array(&arena, count, sizeof *rows);
		for (i = 0; i < count; i++)
			rows[i] = (struct list_row){ .id = arena_print(&arena, "id%zu", from + i),
				.cells = { arena_print(&arena, "毛巾 %zu", from + i), "1.00", "9%" } };
		list_set_rows(&list, rows, from, count);
		rows_loaded += count;
		loads++;
	}
}

static void act(enum action action)
{
	assert_true(list_act(&list, action));
	load();
}

static const char *drawn(void)
{
	canvas_clear(&canvas);
	list_draw(&list, canvas_area(&canvas), columns, 3);
	return canvas_text(&canvas, &arena);
}

static int fresh(void **unused)
{
	(void)unused;
	canvas_init(&canvas, 6, 24);
	list_init(&list);
	loads = rows_loaded = 0;
	total = MILLION;
	list_set_total(&list, total, -1);
	load();
	drawn();
	return 0;
}

static int clear(void **unused)
{
	(void)unused;
	list_free(&list);
	canvas_free(&canvas);
	arena_clear(&arena);
	return 0;
}

static void draws_columns(void **unused)
{
	(void)unused;
	act(ACTION_DOWN);
	act(ACTION_MARK);
	assert_string_equal(drawn(), "  Title            Price\n  毛巾 0            1.00\n"
				     " *毛巾 1            1.00\n> 毛巾 2            1.00\n"
				     "  毛巾 3            1.00\n  毛巾 4            1.00\n");
	assert_int_equal(list.page_rows, 5);
}

static void narrow_lists_leave_columns_out(void **unused)
{
	(void)unused;
	canvas_free(&canvas);
	canvas_init(&canvas, 2, 16);
	assert_string_equal(drawn(), "  Title\n> 毛巾 0\n");
	canvas_free(&canvas);
	canvas_init(&canvas, 1, 4);
	assert_string_equal(drawn(), "> …\n");
	canvas_free(&canvas);
	canvas_init(&canvas, 0, 0);
	assert_string_equal(drawn(), "");
}

static void a_million_rows_cost_pages(void **unused)
{
	(void)unused;
	act(ACTION_LAST);
	assert_string_equal(list_selected(&list)->id, "id999999");
	assert_non_null(strstr(drawn(), "> 毛巾 999999"));
	act(ACTION_PAGE_UP);
	act(ACTION_HALF_UP);
	assert_string_equal(list_selected(&list)->id, "id999992");
	act(ACTION_FIRST);
	act(ACTION_UP);
	assert_string_equal(list_selected(&list)->id, "id0");
	for (int i = 0; i < 1000; i++)
		act(ACTION_DOWN);
	assert_string_equal(list_selected(&list)->id, "id1000");
	assert_int_equal(list.top, 996);
	assert_in_range(rows_loaded, 1, 5000);
}

static void selection_follows_its_id(void **unused)
{
	(void)unused;
	for (int i = 0; i < 7; i++)
		act(ACTION_DOWN);
	assert_string_equal(list.selected_id, "id7");
	/* Three rows came in above it: it keeps its row on the screen. */
	list_set_total(&list, total, 10);
	assert_int_equal(list.selected, 10);
	assert_int_equal(list.top, 6);
	assert_null(list_selected(&list));
	load();
	/* It is gone, and the list is shorter: the nearest place. */
	total = 4;
	list_set_total(&list, 4, -1);
	load();
	assert_int_equal(list.selected, 3);
	assert_string_equal(list.selected_id, "id3");
	assert_int_equal(list.top, 0);
	total = 0;
	list_set_total(&list, 0, -1);
	load();
	assert_null(list_selected(&list));
	act(ACTION_DOWN);
	act(ACTION_LAST);
	act(ACTION_MARK);
	act(ACTION_RANGE);
	act(ACTION_DOWN);
	act(ACTION_MARK_ALL);
	assert_string_equal(drawn(), "  Title            Price\n\n\n\n\n\n");
}

static void marks_survive_other_rows(void **unused)
{
	(void)unused;
	act(ACTION_MARK);
	act(ACTION_DOWN);
	act(ACTION_MARK);
	assert_int_equal(list_marked(&list), 2);
	assert_string_equal(list_mark(&list, 1), "id2");
	assert_null(list_mark(&list, 2));
	total = 2;
	list_set_total(&list, 2, -1);
	load();
	assert_true(list_is_marked(&list, "id2"));
	act(ACTION_MARK_INVERT);
	assert_false(list_is_marked(&list, "id0"));
	assert_true(list_is_marked(&list, "id1"));
	assert_true(list_is_marked(&list, "id2"));
	act(ACTION_MARK_CLEAR);
	assert_int_equal(list_marked(&list), 0);
}

static void ranges_reach_rows_that_are_not_loaded(void **unused)
{
	(void)unused;
	act(ACTION_RANGE);
	assert_true(list_is_marked(&list, "id0"));
	act(ACTION_DOWN);
	act(ACTION_DOWN);
	assert_int_equal(list_marked(&list), 3);
	act(ACTION_RANGE);
	act(ACTION_DOWN);
	assert_int_equal(list_marked(&list), 3);
	act(ACTION_MARK_CLEAR);
	total = 500;
	list_set_total(&list, total, 0);
	load();
	act(ACTION_RANGE);
	act(ACTION_LAST);
	assert_int_equal(list_marked(&list), 500);
	assert_non_null(strstr(drawn(), ">*毛巾 499"));
}

static void all_is_a_thousand_at_most(void **unused)
{
	(void)unused;
	act(ACTION_MARK_ALL);
	assert_int_equal(list_marked(&list), LIST_MARKS);
	assert_non_null(strstr(drawn(), ">*毛巾 0"));
	list_put_mark(&list, "more", true);
	assert_int_equal(list_marked(&list), LIST_MARKS);
}

static void narrow_lists_may_be_cards(void **unused)
{
	(void)unused;
	list.cards = true;
	assert_string_equal(drawn(), "> 毛巾 0\n  1.00  9%\n  毛巾 1\n  1.00  9%\n  毛巾 2\n  1.00  9%\n");
	assert_int_equal(list.page_rows, 3);
	list_click(&list, 3);
	assert_int_equal(list.selected, 1);
}

static void searched_words_are_shown(void **unused)
{
	struct list_row row = { .id = "x", .cells = { "Ｔea 毛巾 tea巾", "1.00", "9%" } };

	(void)unused;
	list_set_total(&list, 1, 0);
	list_set_rows(&list, &row, 0, 1);
	list.match = "巾 TEA";
	drawn();
	assert_string_equal(canvas_styles(&canvas, &arena), "..hhhhhhhhhhhhhhh.hhhhhh\nb.////...//./////\n\n\n\n\n");
}

static void clicks_select(void **unused)
{
	(void)unused;
	list_click(&list, 3);
	assert_int_equal(list.selected, 2);
	list_click(&list, 0);
	assert_int_equal(list.selected, 2);
	assert_false(list_act(&list, ACTION_SHARE));
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void any_size_and_any_key(void **unused)
{
	uint64_t seed = 3;

	(void)unused;
	for (int round = 0; round < 4000; round++) {
		if (next(&seed) % 8 == 0) {
			canvas_free(&canvas);
			canvas_init(&canvas, 1 + (int)(next(&seed) % 100), 1 + (int)(next(&seed) % 300));
		}
		if (next(&seed) % 8 == 0) {
			total = next(&seed) % 5 ? next(&seed) % 300 : next(&seed) % 2;
			list_set_total(&list, total, (int64_t)(next(&seed) % (total + 1)) - 1);
		}
		list_act(&list, (enum action)(next(&seed) % (ACTION_FILTER + 1)));
		load();
		drawn();
		assert_true(total == 0 || list.selected < total);
		assert_true(list.selected >= list.top);
		load();
		if (total > 0)
			assert_non_null(list_selected(&list));
		arena_clear(&arena);
		list_set_total(&list, total, (int64_t)list.selected);
		load();
	}
}

/* ---- prompt */

static enum prompt_result press(struct prompt *prompt, const char *name)
{
	struct key key;

	assert_true(key_read(name, &key) > 0);
	return prompt_key(prompt, &key);
}

static void typing_is_whole_characters(void **unused)
{
	struct prompt prompt;

	(void)unused;
	prompt_set(&prompt, "Search:", "毛a");
	assert_int_equal(press(&prompt, "，"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "毛a，");
	assert_int_equal(press(&prompt, "<Home>"), PROMPT_MOVED);
	assert_int_equal(press(&prompt, "巾"), PROMPT_CHANGED);
	assert_int_equal(press(&prompt, "<Right>"), PROMPT_MOVED);
	assert_int_equal(press(&prompt, "<BackSpace>"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "巾a，");
	assert_int_equal(prompt.cursor, 3);
	assert_int_equal(press(&prompt, "<Delete>"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "巾，");
	assert_int_equal(press(&prompt, "<Space>"), PROMPT_CHANGED);
	assert_int_equal(press(&prompt, "<Space>"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "巾 ，");
	assert_int_equal(press(&prompt, "<C-w>"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "，");
	assert_int_equal(press(&prompt, "<End>"), PROMPT_MOVED);
	assert_int_equal(press(&prompt, "<C-u>"), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "");
	assert_int_equal(press(&prompt, "<BackSpace>"), PROMPT_MOVED);
	assert_int_equal(press(&prompt, "<Enter>"), PROMPT_ENTER);
	assert_int_equal(press(&prompt, "<Esc>"), PROMPT_LEAVE);
	assert_int_equal(press(&prompt, "<Down>"), PROMPT_NOT_MINE);
}

static void pasted_text_is_cleaned_and_bounded(void **unused)
{
	static char big[PROMPT_BYTES * 8];
	struct prompt prompt;
	struct key key = { .name = "<Paste>", .paste = "x\033[2J\r\n\u202E毛\xFF" };

	(void)unused;
	prompt_set(&prompt, NULL, "");
	assert_int_equal(prompt_key(&prompt, &key), PROMPT_CHANGED);
	assert_string_equal(prompt.text, "x[2J 毛\uFFFD");
	for (size_t i = 0; i + 3 < sizeof big; i += 3)
		memcpy(big + i, "毛", 3);
	key.paste = big;
	prompt_key(&prompt, &key);
	assert_in_range(strlen(prompt.text), PROMPT_BYTES - 4, PROMPT_BYTES - 1);
	assert_int_equal(prompt.cursor, strlen(prompt.text));
	prompt_set(&prompt, NULL, big);
	assert_in_range(strlen(prompt.text), PROMPT_BYTES - 4, PROMPT_BYTES - 1);
}

static void the_cursor_is_where_the_text_goes_in(void **unused)
{
	struct prompt prompt;

	(void)unused;
	canvas_clear(&canvas);
	prompt_set(&prompt, "Find:", "毛巾");
	prompt_draw(&prompt, canvas_area(&canvas), 1);
	assert_int_equal(canvas.cursor_row, 1);
	assert_int_equal(canvas.cursor_col, 10);
	prompt_set(&prompt, "Find:", "0123456789毛巾0123456789");
	canvas_clear(&canvas);
	prompt_draw(&prompt, canvas_area(&canvas), 1);
	assert_string_equal(canvas_text(&canvas, &arena), "\nFind: 789毛巾0123456789\n\n\n\n\n");
	assert_int_equal(canvas.cursor_col, 23);
	prompt_set(&prompt, "Key:", "geheim");
	prompt.secret = true;
	canvas_clear(&canvas);
	prompt_draw(&prompt, canvas_area(&canvas), 0);
	assert_string_equal(canvas_text(&canvas, &arena), "Key: ******\n\n\n\n\n\n");
	assert_int_equal(canvas.cursor_col, 11);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(draws_columns),
		TEST(narrow_lists_leave_columns_out),
		TEST(a_million_rows_cost_pages),
		TEST(selection_follows_its_id),
		TEST(marks_survive_other_rows),
		TEST(ranges_reach_rows_that_are_not_loaded),
		TEST(all_is_a_thousand_at_most),
		TEST(narrow_lists_may_be_cards),
		TEST(searched_words_are_shown),
		TEST(clicks_select),
		TEST(any_size_and_any_key),
		TEST(typing_is_whole_characters),
		TEST(pasted_text_is_cleaned_and_bounded),
		TEST(the_cursor_is_where_the_text_goes_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
