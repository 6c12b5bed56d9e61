/*
 * piece: see piece.h. Titles come by the million: no library is asked here, and what it has to do is told
 * apart by piece_folds_simply. What the pieces are for is in words.c.
 */
#include "store/piece.h"

#include <string.h>

enum { RUN_MOST = 64 };

/* One character; a byte that is not UTF-8 is a gap. */
static uint32_t decode(const unsigned char *at, size_t left, size_t *bytes)
{
	size_t more = at[0] < 0x80 ? 0 : at[0] < 0xC2 ? 9 : at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : 3;
	uint32_t code = more == 0 ? at[0] : at[0] & (0x3Fu >> more);
	size_t i;

	*bytes = 1;
	if (more >= left || at[0] >= 0xF5)
		return 0;
	for (i = 1; i <= more; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3Fu);
	}
	*bytes = more + 1;
	return code;
}

static bool within(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

static bool is_single(uint32_t code)
{
	return (within(code, 0x3041, 0x30FF) && code != 0x30FB) || within(code, 0x3400, 0x9FFF) ||
		within(code, 0xAC00, 0xD7A3) || within(code, 0xF900, 0xFAFF) ||
		within(code, 0x20000, 0x3FFFF);
}

static enum piece_kind kind_of(uint32_t code)
{
	if (code < 0x80)
		return within(code, '0', '9')			       ? PIECE_DIGIT
			: within(code | 0x20, 'a', 'z') ? PIECE_LETTER
							: PIECE_GAP;
	if (is_single(code))
		return PIECE_SINGLE;
	/* Letters of other alphabets; signs, arrows, box drawing,
	 * punctuation and emoji are gaps. */
	if (within(code, 0xC0, 0x1FFF) && code != 0xD7 && code != 0xF7)
		return PIECE_LETTER;
	return within(code, 0x2C00, 0x2DFF) || within(code, 0xA000, 0xABFF) ? PIECE_LETTER
									    : PIECE_GAP;
}

struct letter piece_letter(const char *text, size_t length, size_t at)
{
	struct letter letter = { 0, 0, PIECE_GAP };

	if (at < length) {
		letter.code = decode((const unsigned char *)text + at, length - at, &letter.bytes);
		letter.kind = kind_of(letter.code);
	}
	return letter;
}

bool piece_next(const char *text, size_t length, size_t from, struct piece *piece)
{
	struct letter letter = piece_letter(text, length, from);

	while (letter.bytes && letter.kind == PIECE_GAP) {
		from += letter.bytes;
		letter = piece_letter(text, length, from);
	}
	if (!letter.bytes)
		return false;
	*piece = (struct piece){ text + from, letter.bytes, letter.kind, letter.code, 0 };
	while (piece->kind != PIECE_SINGLE && piece->length < RUN_MOST) {
		letter = piece_letter(text, length, from + piece->length);
		if (letter.kind != piece->kind)
			break;
		piece->length += letter.bytes;
	}
	piece->end = from + piece->length;
	return true;
}

/* ---- folding */

bool piece_folds_simply(const char *text, size_t length)
{
	size_t at;
	struct letter letter;

	for (at = 0; at < length; at += letter.bytes) {
		letter = piece_letter(text, length, at);
		if (letter.code >= 0x80 && letter.kind != PIECE_SINGLE &&
			!within(letter.code, 0x2000, 0x206F) &&
			!within(letter.code, 0x3000, 0x303F) &&
			!within(letter.code, 0xFF01, 0xFF5E))
			return false;
		/* Compatibility ideographs and half-width kana have a usual form. */
		if (within(letter.code, 0xF900, 0xFAFF) || within(letter.code, 0xFF5F, 0xFFEF))
			return false;
	}
	return true;
}

size_t piece_fold_simply(const char *text, size_t length, char *folded)
{
	size_t at, used = 0;
	struct letter letter;

	for (at = 0; at < length; at += letter.bytes) {
		letter = piece_letter(text, length, at);
		if (within(letter.code, 0xFF01, 0xFF5E))
			letter.code -= 0xFEE0;
		if (letter.code < 0x80) {
			folded[used++] = (char)(within(letter.code, 'A', 'Z') ? letter.code | 0x20
									      : letter.code);
		} else {
			memcpy(folded + used, text + at, letter.bytes);
			used += letter.bytes;
		}
	}
	return used;
}
