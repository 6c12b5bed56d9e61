/* csv and charset: files from elsewhere, each way they are written, and each way they are broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/charset.h"
#include "base/csv.h"

static struct arena arena;
static struct fault fault;

/* The rows as "a|b|c/d|e|f", or the fault. */
static const char *rows_of(const char *text)
{
	struct csv csv;
	struct csv_row row;
	const char *all = "";
	size_t i;

	csv_init(&csv, arena_text(&arena, text));
	for (;;) {
		if (csv_next(&csv, &arena, &row, &fault) != OK)
			return fault.text;
		if (!row.count)
			return all;
		for (i = 0; i < row.count; i++)
			all = arena_print(&arena, "%s%s%s", all, i ? "|" : *all ? "/" : "", row.fields[i]);
	}
}

static void every_separator_and_line_end_is_read(void **unused)
{
	(void)unused;
	assert_string_equal(rows_of("a,b\n1,2\n"), "a|b/1|2");
	assert_string_equal(rows_of("a\tb\r\n1,5\t2\r\n"), "a|b/1,5|2");
	assert_string_equal(rows_of("a;b\r1;2"), "a|b/1|2");
	assert_string_equal(rows_of("a,b\n\n\n,\n"), "a|b/|");
	assert_string_equal(rows_of(""), "");
}

static void quotes_hold_separators_lines_and_quotes(void **unused)
{
	(void)unused;
	assert_string_equal(rows_of("\"a,\"\"b\"\"\",\"c\nd\"\n\"\",x\n"), "a,\"b\"|c\nd/|x");
	assert_string_equal(rows_of("=\"007\",8\n"), "007|8");
	assert_string_equal(rows_of("\"a;b;c;d\",e\n"), "a;b;c;d|e");
}

static void what_is_no_csv_names_its_line(void **unused)
{
	(void)unused;
	assert_string_equal(rows_of("a,b\n1,\"2\n3\n"), "Line 2: a quoted field is not closed");
	assert_string_equal(rows_of("a,b\n\n\"1\"2,3\n"), "Line 3: there is more behind a closed quote");
	assert_string_equal(rows_of("a,b\n1\"2,3\n"), "Line 2: a quote within a field that is not quoted");
}

static const char *decoded(const char *bytes, size_t length)
{
	struct charset_text text;

	return charset_take(&arena, bytes, length, &text, &fault) == OK ? text.bytes : NULL;
}
#define DECODED(bytes) decoded(bytes, sizeof(bytes) - 1)

static void each_encoding_is_told_from_its_bytes(void **unused)
{
	(void)unused;
	assert_string_equal(DECODED("佣金"), "佣金");
	assert_string_equal(DECODED("\xEF\xBB\xBF佣金"), "佣金");
	assert_string_equal(DECODED("\xFF\xFE\x63\x4F\xD1\x91"), "佣金");
	assert_string_equal(DECODED("\xFE\xFF\x4F\x63\x91\xD1"), "佣金");
	assert_string_equal(DECODED("\xD3\xB6\xBD\xF0"), "佣金");
	assert_string_equal(DECODED(""), "");
}

static void other_bytes_are_refused(void **unused)
{
	(void)unused;
	assert_null(DECODED("\xEF\xBB\xBF\xBD\xF0"));
	assert_null(DECODED("a\0b"));
	assert_null(DECODED("\xFF\xFE\x63"));
	assert_null(DECODED("\x89PNG\r\n\x1a\n\xff\xff"));
	assert_int_equal(fault.code, ERR_DECODE);
}

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(every_separator_and_line_end_is_read, end),
		cmocka_unit_test_teardown(quotes_hold_separators_lines_and_quotes, end),
		cmocka_unit_test_teardown(what_is_no_csv_names_its_line, end),
		cmocka_unit_test_teardown(each_encoding_is_told_from_its_bytes, end),
		cmocka_unit_test_teardown(other_bytes_are_refused, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
