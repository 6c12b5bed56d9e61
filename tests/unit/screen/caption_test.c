/* caption: a field of several lines: breaking, joining, pasting, moving. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "screen/caption.h"

static struct caption caption;
static struct arena arena;

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static enum prompt_result press(const char *keys)
{
	enum prompt_result result = PROMPT_NOT_MINE;
	while (*keys) {
		struct key key = { 0 };
		keys += key_read(keys, &key);
		result = caption_key(&caption, &key);
	}
	return result;
}

static const char *text(void)
{
	return caption_text(&caption, &arena);
}

static void lines_break_and_join_at_the_cursor(void **unused)
{
	(void)unused;
	caption_set(&caption, "毛巾好");
	press("<Right><Right><Enter>");
	assert_string_equal(text(), "毛巾\n好");
	press("<BackSpace>");
	assert_string_equal(text(), "毛巾好");
	press("<Enter><Up><End><Delete>x");
	assert_string_equal(text(), "毛巾x好");
}

static void a_paste_of_several_lines_stays_so(void **unused)
{
	struct key paste = { .name = "<Paste>", .paste = "one\r\ntwo\nthree" };
	(void)unused;
	caption_set(&caption, "[]");
	press("<Right>");
	assert_int_equal(caption_key(&caption, &paste), PROMPT_CHANGED);
	assert_string_equal(text(), "[one\ntwo\nthree]");
}

static void up_and_down_keep_the_column(void **unused)
{
	(void)unused;
	caption_set(&caption, "毛巾\nabcdef");
	press("<Right><Down>x");
	assert_string_equal(text(), "毛巾\nabxcdef");
	press("<Down><Up><Up><Home>y");
	assert_string_equal(text(), "y毛巾\nabxcdef");
}

static void there_is_an_end_of_lines(void **unused)
{
	(void)unused;
	caption_set(&caption, "");
	for (int i = 0; i < 2 * CAPTION_LINES; i++)
		press("<Enter>");
	assert_int_equal(caption.count, CAPTION_LINES);
	press("<BackSpace>");
	assert_int_equal(caption.count, CAPTION_LINES - 1);
}

static void escape_keeps_and_cancel_does_not(void **unused)
{
	(void)unused;
	caption_set(&caption, "a");
	assert_int_equal(press("<Esc>"), PROMPT_ENTER);
	assert_int_equal(press("<C-s>"), PROMPT_ENTER);
	assert_int_equal(press("<C-c>"), PROMPT_LEAVE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_and_join_at_the_cursor),
		cmocka_unit_test(a_paste_of_several_lines_stays_so),
		cmocka_unit_test(up_and_down_keep_the_column),
		cmocka_unit_test(there_is_an_end_of_lines),
		cmocka_unit_test(escape_keeps_and_cancel_does_not),
	};
	return cmocka_run_group_tests(tests, NULL, end);
}
