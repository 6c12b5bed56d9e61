/*
 * piece: a text as the words that are searched: every Han, kana or hangul character is one, and so is a run of
 * letters or of digits; all else is a gap between them.
 */
#ifndef STORE_PIECE_H
#define STORE_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum piece_kind { PIECE_GAP, PIECE_SINGLE, PIECE_LETTER, PIECE_DIGIT };

struct letter {
	uint32_t code;
	size_t bytes; /* 0: the text is over */
	enum piece_kind kind;
};
/* The character that begins at `at`; a byte that is not UTF-8 is a gap. */
struct letter piece_letter(const char *text, size_t length, size_t at);

struct piece {
	const char *bytes; /* in the text */
	size_t length;
	enum piece_kind kind;
	uint32_t code; /* of the first character */
	size_t end;    /* where the rest of the text begins */
};
/* The first piece at or behind `from`; false if there is none. */
bool piece_next(const char *text, size_t length, size_t from, struct piece *piece);

/* Does folding a text (full width and capitals away) take no more than piece_fold_simply does? */
bool piece_folds_simply(const char *text, size_t length);
/* `folded` has room for `length` bytes; returns how many are used. */
size_t piece_fold_simply(const char *text, size_t length, char *folded);

#endif
