/*
 * Every file tests/answers/<supplier>/<call>-<case>.json is a test: it is read and compared with
 * the .want (records as text) or .fault (the sentence) beside it. A new file is a new test.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tool/records.h"

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(4 * 1024 * 1024);

	if (!file || !bytes) {
		free(bytes);
		return NULL;
	}
	*length = fread(bytes, 1, 4 * 1024 * 1024 - 1, file);
	bytes[*length] = '\0';
	fclose(file);
	return bytes;
}

static char *beside(const char *path, const char *ending)
{
	static char name[300];

	snprintf(name, sizeof name, "%.*s%s", (int)(strlen(path) - strlen(".json")), path, ending);
	return name;
}

static void compare(const char *path, const char *ending, const char *got)
{
	size_t length;
	char *want = read_file(beside(path, ending), &length);

	if (!want)
		fail_msg("%s: no %s file; this was read:\n%s", path, ending, got);
	else if (strcmp(want, got) != 0)
		fail_msg("%s: expected\n%sbut read\n%s", path, want, got);
	free(want);
}

static void answer_is_understood(void **state)
{
	char *path = *state, supplier[40] = "", call[40] = "", *bytes, *got;
	struct fault fault = { 0 };
	size_t length, got_length;
	FILE *out;
	enum err err;

	assert_int_equal(sscanf(path, "tests/answers/%39[^/]/%39[^-]", supplier, call), 2);
	bytes = read_file(path, &length);
	assert_non_null(bytes);
	out = open_memstream(&got, &got_length);
	assert_non_null(out);
	err = records_print(supplier, call, bytes, length, out, &fault);
	if (err != OK)
		fprintf(out, "%s\n", fault.text);
	fclose(out);
	/* Nothing half read is shown when the answer is refused. */
	compare(path, err == OK ? ".want" : ".fault", got);
	free(got);
	free(bytes);
}

int main(void)
{
	struct CMUnitTest *tests;
	glob_t files;
	size_t i;
	int failed;

	if (glob("tests/answers/*/*.json", 0, NULL, &files) != 0) {
		fprintf(stderr, "no answers; run me from the root of the project\n");
		return 1;
	}
	tests = calloc(files.gl_pathc, sizeof *tests);
	if (!tests)
		return 1;
	for (i = 0; i < files.gl_pathc; i++)
		tests[i] = (struct CMUnitTest){ .name = files.gl_pathv[i],
			.test_func = answer_is_understood,
			.initial_state = files.gl_pathv[i] };
	failed = _cmocka_run_group_tests("answers", tests, files.gl_pathc, NULL, NULL);
	free(tests);
	globfree(&files);
	return failed;
}
