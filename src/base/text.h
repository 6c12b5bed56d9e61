/*
 * text: words from strangers made harmless, and words measured in terminal columns.
 * text_take is the only entrance for text from outside (json.c, prompt.c and conf.c call it; nobody
 * else needs to). Width, graphemes and line breaks come from libunistring. Read next: net/json.h.
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
 * code points newer than the width table become U+FFFD; at most `most` graphemes (a longer text
 * ends in "…"). Idempotent. Never NULL. `changed` (may be NULL) tells that something was dropped.
 */
char *text_take(struct arena *arena, const char *bytes, size_t length, size_t most, bool *changed);
/* The same, but keeps line feeds (captions, notes). */
char *text_take_lines(struct arena *arena, const char *bytes, size_t length, size_t most);

/* How wide East-Asian ambiguous characters (─ │ … ① ★ ￥ °) are drawn here: 1 or 2 columns. The
 * terminal decides once at start; tests choose. */
void text_set_ambiguous_cols(int cols);
int text_ambiguous_cols(void);

/* Columns of a cleaned UTF-8 text. */
size_t text_cols(const char *text);
/* One step over a grapheme: its length in bytes (0 at the end) and its columns (0, 1 or 2). */
size_t text_next(const char *text, int *cols);
/* How many bytes fit in `cols` columns without splitting a grapheme; `used` gets their columns. */
size_t text_fit(const char *text, size_t cols, size_t *used);
/* Cut to `cols` columns, ending in "…" (or "~" when ambiguous is 2) if anything was cut. */
char *text_cut(struct arena *arena, const char *text, size_t cols);
/* Lines of at most `cols` columns, broken by UAX 14 (Chinese punctuation right); returns the count. */
size_t text_wrap(struct arena *arena, const char *text, size_t cols, char ***lines);
/* Length in graphemes and in code points (R51: an emoji sequence counts as one). */
size_t text_graphemes(const char *text);
/* Lower case, full-width forms folded to half width: what search compares. */
char *text_fold(struct arena *arena, const char *text);
bool text_is_utf8(const char *bytes, size_t length);

#endif
