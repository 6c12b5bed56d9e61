/* history: what was searched for comes back in the order it was searched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "screen/history.h"

static struct desk desk;
static const struct face face = { .desk = &desk };
static struct history history;
static struct prompt prompt;

static int begin(void **unused)
{
	struct fault fault = { 0 };
	(void)unused;
	history = (struct history){ 0 };
	prompt_set(&prompt, "/", "");
	return store_open(&desk.store, NULL, &fault) == OK ? 0 : -1;
}

static int end(void **unused)
{
	(void)unused;
	store_close(&desk.store);
	return 0;
}

/* What stands in the field after these keys. */
static const char *press(const char *keys)
{
	while (*keys) {
		struct key key = { 0 };
		keys += key_read(keys, &key);
		(void)history_key(&history, &prompt, &face, &key);
	}
	return prompt.text;
}

static void put(const char *line)
{
	struct key enter = { .name = "<Enter>" };
	prompt_set(&prompt, "/", line);
	assert_int_equal(history_key(&history, &prompt, &face, &enter), PROMPT_ENTER);
	prompt_set(&prompt, "/", "");
}

static void up_goes_back_and_down_comes_again(void **unused)
{
	(void)unused;
	put("towel");
	put("price:<50");
	assert_string_equal(press("<Up>"), "price:<50");
	assert_string_equal(press("<Up>"), "towel");
	assert_string_equal(press("<Up>"), "towel");
	assert_string_equal(press("<Down>"), "price:<50");
	assert_string_equal(press("<Down>"), "");
}

static void a_line_stands_once_and_empty_ones_never(void **unused)
{
	(void)unused;
	put("towel");
	put("soap");
	put("");
	put("towel");
	assert_string_equal(press("<Up>"), "towel");
	assert_string_equal(press("<Up>"), "soap");
	assert_string_equal(press("<Up>"), "soap");
}

static void arrows_in_typed_words_belong_to_the_list(void **unused)
{
	(void)unused;
	struct key up = { .name = "<Up>" };
	put("towel");
	press("x");
	assert_int_equal(history_key(&history, &prompt, &face, &up), PROMPT_NOT_MINE);
	assert_string_equal(press("<C-p>"), "towel");
	press("s");
	assert_int_equal(history_key(&history, &prompt, &face, &up), PROMPT_NOT_MINE);
	assert_string_equal(prompt.text, "towels");
}

static void fifty_are_kept(void **unused)
{
	char line[20];
	(void)unused;
	for (int i = 1; i <= 60; i++) {
		snprintf(line, sizeof line, "word %d", i);
		put(line);
	}
	for (int i = 0; i < 70; i++)
		press("<Up>");
	assert_string_equal(prompt.text, "word 11");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(up_goes_back_and_down_comes_again, begin, end),
		cmocka_unit_test_setup_teardown(a_line_stands_once_and_empty_ones_never, begin, end),
		cmocka_unit_test_setup_teardown(arrows_in_typed_words_belong_to_the_list, begin, end),
		cmocka_unit_test_setup_teardown(fifty_are_kept, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
