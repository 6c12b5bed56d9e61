/*
 * text: words from strangers made harmless, and words measured in terminal columns.
 * text_take is the only entrance for text from outside (json.c, prompt.c, conf.c and answer_markup.c
 * call it; nobody else needs to). Width, graphemes and line breaks come from libunistring. Read next: net/json.h.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"

/*
 * Copies `bytes` cleaned: valid UTF-8 (broken sequences become U+FFFD), no C0, C1 or DEL (tab, CR,
 * LF and other white space become one space), no bidi controls, zero-width, tag, private-use or
 * non-characters, no variation selectors or joined emoji, at most 2 combining marks for each base,
 * code points newer than the width table become U+FFFD; runs of white space are one space; at most
 * `most` steps of text_next (a longer text ends in "…"). Idempotent; linear in `length`. Never NULL.
 * `changed` (may be NULL) tells that the copy differs from `bytes`.
 */
char *text_take(struct arena *arena, const char *bytes, size_t length, size_t most, bool *changed);
/* The same, but keeps line feeds (captions, notes); CR and CR LF become LF. */
char *text_take_lines(struct arena *arena, const char *bytes, size_t length, size_t most);

/* How wide East-Asian ambiguous characters (─ │ … ① ★ ￥ °) are drawn here: 1 or 2 columns. The
 * terminal decides once at start; tests choose. */
void text_set_ambiguous_cols(int cols);
int text_ambiguous_cols(void);

/* Columns of a cleaned UTF-8 text. */
size_t text_cols(const char *text);
/* One step: a character that takes columns and the marks on it; its length in bytes (0 at the end)
 * and its columns (0, 1 or 2). In cleaned text that is a grapheme, but for spacing marks (Thai ำ,
 * Devanagari ा): a terminal gives them a cell of their own, so they are a step of their own. */
size_t text_next(const char *text, int *cols);
/* How many bytes fit in `cols` columns without splitting a step; `used` (may be NULL) gets their
 * columns. */
size_t text_fit(const char *text, size_t cols, size_t *used);
/* Cut to `cols` columns, ending in "…" (or "~" when ambiguous is 2) if anything was cut. */
char *text_cut(struct arena *arena, const char *text, size_t cols);
/* Lines of at most `cols` columns (2 at least), broken by UAX 14 (Chinese punctuation right) and at
 * each line feed, without spaces at their ends; returns the count, 1 (an empty line) for "". */
size_t text_wrap(struct arena *arena, const char *text, size_t cols, char ***lines);
/* Length in graphemes (R51: an emoji sequence counts as one), for text that was not cleaned, too. */
size_t text_graphemes(const char *text);
/* Lower case (full case folding), full-width forms folded to half width (NFKC): what search
 * compares. Never shown. */
char *text_fold(struct arena *arena, const char *text);
/* A key, number or name as a half-width keyboard would have typed it (NFKC), without blanks at its ends. */
char *text_narrow(struct arena *arena, const char *text);
bool text_is_utf8(const char *bytes, size_t length);

#endif
