/* case: see case.h. */
#include "tool/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

enum { BYTES_MOST = 1 << 20 };

const char *case_file(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "rb");
	char *bytes = arena_take(arena, BYTES_MOST);

	if (!file)
		fail_msg("%s cannot be read", path);
	bytes[fread(bytes, 1, BYTES_MOST - 1, file)] = '\0';
	fclose(file);
	return bytes;
}

bool case_read(const char *text, int number, struct arena *arena, struct case_line *line)
{
	char *rest = arena_text(arena, text), *at, *expected;

	*line = (struct case_line){ .number = number };
	rest[strcspn(rest, "\n")] = '\0';
	if (*rest == '#')
		return false;
	expected = strstr(rest, " = ");
	if (expected) {
		*expected = '\0';
		line->expected = expected + 3;
	}
	for (at = strtok_r(rest, " \t", &rest); at; at = strtok_r(NULL, " \t", &rest)) {
		if (line->count == CASE_WORDS)
			fail_msg("line %d has too many words", number);
		line->words[line->count++] = at;
	}
	return line->count > 0;
}

const char *case_value(const struct case_line *line, const char *name, const char *otherwise)
{
	size_t i, length = strlen(name);

	for (i = 0; i < line->count; i++)
		if (strncmp(line->words[i], name, length) == 0 && line->words[i][length] == '=')
			return line->words[i] + length + 1;
	return otherwise;
}

static int64_t whole(const struct case_line *line, const char *text)
{
	char *end;
	int64_t number = strtoll(text, &end, 10);

	if (end == text || *end)
		fail_msg("line %d: %s is no number", line->number, text);
	return number;
}

int64_t case_whole(const struct case_line *line, const char *name, int64_t otherwise)
{
	const char *value = case_value(line, name, NULL);

	return value ? whole(line, value) : otherwise;
}

int64_t case_number(const struct case_line *line, size_t word)
{
	if (word >= line->count)
		fail_msg("line %d says too little", line->number);
	return whole(line, line->words[word]);
}

int64_t case_moment(const char *text)
{
	struct tm day = { 0 };

	if (sscanf(text, "%d-%d-%d,%d:%d", &day.tm_year, &day.tm_mon, &day.tm_mday, &day.tm_hour,
		    &day.tm_min) < 3)
		fail_msg("%s is no day", text);
	day.tm_year -= 1900;
	day.tm_mon--;
	return (int64_t)timegm(&day) - 8 * 3600;
}
