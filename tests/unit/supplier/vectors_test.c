/* Every file tests/vectors/<supplier>.json must agree with what the supplier's code signs. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tool/vectors.h"

static char bytes[1024 * 1024];

static bool agrees(const char *supplier, const char *text, size_t length, char **said)
{
	size_t said_length;
	FILE *out = open_memstream(said, &said_length);
	const struct supplier *row;
	bool agree;

	assert_non_null(out);
	row = vectors_supplier(supplier, out);
	agree = row && vectors_check(row, text, length, out);
	fclose(out);
	return agree;
}

static void signatures_of_others_agree(void **unused)
{
	char supplier[40], *said;
	glob_t files;
	FILE *file;
	size_t i;

	(void)unused;
	assert_int_equal(glob("tests/vectors/*.json", 0, NULL, &files), 0);
	for (i = 0; i < files.gl_pathc; i++) {
		assert_int_equal(sscanf(files.gl_pathv[i], "tests/vectors/%39[^.]", supplier), 1);
		file = fopen(files.gl_pathv[i], "rb");
		assert_non_null(file);
		if (!agrees(supplier, bytes, fread(bytes, 1, sizeof bytes, file), &said))
			fail_msg("%s:\n%s", files.gl_pathv[i], said);
		free(said);
		fclose(file);
	}
	globfree(&files);
}

static void a_wrong_one_is_named(void **unused)
{
	static const char text[] =
		"{\"secret\":\"s\",\"cases\":[{\"id\":\"one\",\"params\":{\"a\":\"b\"},\"sign\":\"00\"}]}";
	char *said;

	(void)unused;
	assert_false(agrees("taobao", text, sizeof text - 1, &said));
	assert_non_null(strstr(said, "one: expected 00, got "));
	assert_non_null(strstr(said, "0 of 1 signatures agree"));
	free(said);
	assert_false(agrees("taobao", "{}", 2, &said));
	assert_non_null(strstr(said, "no list of vectors"));
	free(said);
	assert_false(agrees("nobody", text, sizeof text - 1, &said));
	assert_non_null(strstr(said, "these do: taobao jd pdd vip"));
	free(said);
}

/* Files may hold the values before they were made texts. */
static void values_are_signed_as_they_are_sent(void **unused)
{
	static const char text[] =
		"{\"secret\":\"s\",\"cases\":[{\"id\":\"one\",\"params\":{\"c\":7,\"b\":[1,\"x\"],"
		"\"a\":true},\"sign\":\"A7661671BE3FB2B47107D75C431A704A\"}]}";
	char *said;

	(void)unused;
	assert_true(agrees("pdd", text, sizeof text - 1, &said));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_of_others_agree),
		cmocka_unit_test(a_wrong_one_is_named),
		cmocka_unit_test(values_are_signed_as_they_are_sent),
	};

	return cmocka_run_group_tests_name("vectors", tests, NULL, NULL);
}
