/* argv: commands as the owner writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "conf/argv.h"

static char *words[ARGUMENTS_MOST + 1];

static size_t split(const char *line)
{
	static char copy[200];

	memset(copy, 0, sizeof copy);
	memcpy(copy, line, strlen(line));
	return argv_split(copy, words);
}

static void quotes_hold_words_together(void **unused)
{
	(void)unused;
	assert_int_equal(split("  w3m -o 'a b'\t\"c'd\"e "), 4);
	assert_string_equal(words[0], "w3m");
	assert_string_equal(words[2], "a b");
	assert_string_equal(words[3], "c'de");
	assert_null(words[4]);
}

static void nothing_is_expanded(void **unused)
{
	(void)unused;
	assert_int_equal(split("sh $HOME;rm *"), 3);
	assert_string_equal(words[1], "$HOME;rm");
	assert_string_equal(words[2], "*");
}

static void there_is_an_end_of_words(void **unused)
{
	(void)unused;
	assert_int_equal(split("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18"), ARGUMENTS_MOST);
	assert_null(words[ARGUMENTS_MOST]);
	assert_int_equal(split(" \t"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_hold_words_together),
		cmocka_unit_test(nothing_is_expanded),
		cmocka_unit_test(there_is_an_end_of_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
