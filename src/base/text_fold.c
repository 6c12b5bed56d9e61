/*
 * text_fold: text as search compares it and as people count it. Measuring and cleaning: text.c.
 * These two files are the only ones with libunistring's headers.
 */
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

bool text_is_utf8(const char *bytes, size_t length)
{
	return u8_check((const uint8_t *)bytes, length) == NULL;
}

size_t text_graphemes(const char *text)
{
	size_t length = strlen(text), count = 0, i;
	char *starts;

	if (length == 0)
		return 0;
	/* Not u8_grapheme_next: it takes 👨‍👩‍👧 apart. */
	starts = malloc(length);
	if (!starts)
		arena_out_of_memory();
	u8_grapheme_breaks((const uint8_t *)text, length, starts);
	for (i = 0; i < length; i++)
		count += starts[i] != 0;
	free(starts);
	return count;
}

/* Folds one character that has a known form of its own length at most; 0 for all others: ASCII,
 * U+4000..9FFF and U+3001..3029 (as they are), U+3000 and U+FF01..FF5E (as ASCII). */
static size_t fold_quickly(const unsigned char *text, char *out, size_t *written)
{
	unsigned c = text[0];
	size_t length = 1;

	*written = 1;
	if (c >= 0x80 && (text[1] < 0x80 || text[1] >= 0xC0 || text[2] < 0x80 || text[2] >= 0xC0))
		return 0;
	if ((c >= 0xE4 && c <= 0xE9) ||
		(c == 0xE3 && text[1] == 0x80 && text[2] > 0x80 && text[2] < 0xAA)) {
		*written = 3;
		memcpy(out, text, 3);
		return 3;
	}
	if (c >= 0x80) {
		if (c == 0xE3 && text[1] == 0x80 && text[2] == 0x80)
			c = ' ';
		else if (c == 0xEF && (text[1] == 0xBC || text[1] == 0xBD))
			c = ' ' + ((text[1] - 0xBCu) << 6) + (text[2] - 0x80u);
		if (c < ' ' || c > '~' || (c == ' ' && text[0] == 0xEF))
			return 0;
		length = 3;
	}
	*out = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	return length;
}

char *text_fold(struct arena *arena, const char *text)
{
	size_t length = strlen(text), at = 0, end = 0, step = 1, written, folded_length;
	char *copy = arena_take(arena, length + 1);
	uint8_t *folded;

	/* The short way serves nearly every title: each word typed searches all of them. */
	for (; text[at] && step > 0; at += step, end += step > 0 ? written : 0)
		step = fold_quickly((const unsigned char *)text + at, copy + end, &written);
	if (step > 0)
		return copy;
	folded = u8_casefold(
		(const uint8_t *)text, length, NULL, UNINORM_NFKC, NULL, &folded_length);
	if (!folded)
		arena_out_of_memory();
	copy = arena_bytes(arena, (char *)folded, folded_length);
	free(folded);
	return copy;
}

char *text_narrow(struct arena *arena, const char *text)
{
	size_t length;
	uint8_t *narrow =
		u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &length);
	char *from;

	if (!narrow)
		arena_out_of_memory();
	from = arena_bytes(arena, (char *)narrow, length);
	free(narrow);
	from += strspn(from, " ");
	for (length = strlen(from); length > 0 && from[length - 1] == ' '; length--)
		;
	from[length] = '\0';
	return from;
}
