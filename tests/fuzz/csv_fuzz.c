/* Any bytes as a file from elsewhere: decoded and cut into rows, or refused. What is taken can be written again,
 * every field in quotes, and reads the same. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static char *write_row(struct arena *arena, const struct csv_row *row)
{
	size_t room = 2, i;
	char *text, *to;

	for (i = 0; i < row->count; i++)
		room += strlen(row->fields[i]) * 2 + 3;
	to = text = arena_take(arena, room);
	for (i = 0; i < row->count; i++) {
		const char *from = row->fields[i];

		*to++ = '"';
		for (; *from; from++) {
			if (*from == '"')
				*to++ = '"';
			*to++ = *from;
		}
		*to++ = '"';
		*to++ = i + 1 < row->count ? ',' : '\n';
	}
	return text;
}

static void check_again(struct arena *arena, const struct csv_row *row)
{
	struct csv csv = { write_row(arena, row), ',', 1 };
	struct csv_row again;
	size_t i;

	demand(csv_next(&csv, arena, &again, NULL) == OK && again.count == row->count);
	for (i = 0; i < row->count; i++)
		demand(strcmp(row->fields[i], again.fields[i]) == 0);
	demand(csv_next(&csv, arena, &again, NULL) == OK && again.count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena = { 0 };
	struct charset_text text;
	struct csv_row row = { .count = 1 };
	struct csv csv;
	size_t line = 0;

	if (charset_take(&arena, (const char *)bytes, length, &text, NULL) == OK) {
		demand(strlen(text.bytes) == text.length);
		csv_init(&csv, text.bytes);
		while (row.count && csv_next(&csv, &arena, &row, NULL) == OK) {
			demand(!row.count || row.line > line);
			line = row.count ? row.line : line;
			if (row.count)
				check_again(&arena, &row);
		}
	}
	arena_clear(&arena);
	return 0;
}
