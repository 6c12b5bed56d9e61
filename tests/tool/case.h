/*
 * case: the files of tests/money, one story of money each, told to the real program and asked about. What lines may
 * stand in a file: tests/money/README. Reading them is here; sums.c answers arithmetic, cases_test.c the rest.
 */
#ifndef TESTS_TOOL_CASE_H
#define TESTS_TOOL_CASE_H

#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/money.h"

enum { CASE_WORDS = 32 };

/* A line of a case: words, "name=value" among them, and what is expected (NULL: it is no question). */
struct case_line {
	int number;
	const char *words[CASE_WORDS];
	size_t count;
	const char *expected;
};
/* All of a file; one that cannot be read fails the test. */
const char *case_file(const char *path, struct arena *arena);
/* False: nothing stands on this line. The texts live in the arena; more words than fit fail. */
bool case_read(const char *text, int number, struct arena *arena, struct case_line *line);
/* The value of name=value, or `otherwise`. */
const char *case_value(const struct case_line *line, const char *name, const char *otherwise);
int64_t case_whole(const struct case_line *line, const char *name, int64_t otherwise);
/* The word as a whole number; anything else fails the test. */
int64_t case_number(const struct case_line *line, size_t word);
/* "2026-11-23" or "2026-11-23,15:04" in China. */
int64_t case_moment(const char *text);

/* sums.c: the answer to a question about arithmetic alone; NULL: it is none. */
const char *case_sum(const struct case_line *line, struct arena *arena);

#endif
