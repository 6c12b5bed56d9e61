/* Any bytes as text: what is taken is clean, bounded and stays as it is when taken again; cut,
 * fitted and wrapped text keeps within its columns. The first two bytes choose how long and how
 * wide. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static size_t count_steps(const char *text)
{
	size_t count = 0, length;
	int cols;

	for (; (length = text_next(text, &cols)) > 0; text += length, count++)
		demand(cols >= 1 && cols <= 2);
	return count;
}

static void check_taken(struct arena *arena, const char *text, size_t most)
{
	bool changed;
	const char *at;

	demand(text_is_utf8(text, strlen(text)));
	demand(count_steps(text) <= most);
	text_take(arena, text, strlen(text), most, &changed);
	demand(!changed);
	for (at = text; *at; at++)
		demand((unsigned char)*at >= ' ' && *at != 0x7F &&
			!((unsigned char)*at == 0xC2 && (unsigned char)at[1] < 0xA0) &&
			strncmp(at, "\u202E", 3) != 0 && strncmp(at, "\u200B", 3) != 0);
}

static void check_measures(struct arena *arena, const char *text, size_t cols)
{
	char **lines;
	size_t used, fit = text_fit(text, cols, &used), count, i;

	demand(used <= cols && fit <= strlen(text));
	demand(text[fit] == '\0' || used + 1 >= cols);
	demand(text_cols(text_cut(arena, text, cols)) <= cols);
	count = text_wrap(arena, text, cols, &lines);
	demand(count >= 1);
	for (i = 0; i < count; i++)
		demand(text_cols(lines[i]) <= (cols < 2 ? 2 : cols));
}

/* é takes the long way through the library; the short way must have given the same. */
static void check_fold(struct arena *arena, const char *text)
{
	const char *folded = arena_print(arena, "%sé", text_fold(arena, text));

	demand(strcmp(folded, text_fold(arena, arena_print(arena, "%sé", text))) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena = { 0 };
	char *raw, *text, *lines;
	size_t most, cols;

	if (length < 2)
		return 0;
	most = bytes[0];
	cols = bytes[1] & 0x7F;
	text_set_ambiguous_cols(bytes[1] & 0x80 ? 2 : 1);
	raw = arena_bytes(&arena, (const char *)bytes + 2, length - 2);
	text = text_take(&arena, raw, length - 2, most, NULL);
	lines = text_take_lines(&arena, raw, length - 2, most);
	check_taken(&arena, text, most);
	demand(strcmp(text_take_lines(&arena, lines, strlen(lines), most), lines) == 0);
	check_measures(&arena, text, cols);
	check_measures(&arena, lines, cols);
	check_fold(&arena, text);
	/* Text that nobody cleaned is measured without a crash as well. */
	text_cols(raw);
	text_wrap(&arena, raw, cols, &(char **){ NULL });
	text_graphemes(raw);
	text_fold(&arena, raw);
	arena_clear(&arena);
	return 0;
}
