/*
 * words: which words of a title are searched, and what a typed word asks for. Every Han,
 * kana or hangul character is a word; a run of letters or of digits is one ("500ml" is two).
 * In the same place as its word stand marked words: the first one and two letters of a run
 * (so that short prefixes are exact), and the pinyin initials of a Han character and its
 * right neighbour ("mj" finds 毛巾).
 */
#ifndef STORE_WORDS_H
#define STORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

struct sql_words;

/* The tokenizer "goods" for sql_add_tokenizer. Any bytes are taken. */
void words_cut(const char *text, size_t length, bool asking, struct sql_words *out);

/* A number that titles of the same words have in common, in whatever order the words stand: words that
 * only sell ("包邮", "官方", "2026") are left out, all others and each number must be there. 0: too few words to
 * name a thing. Never 1 to 9. */
int64_t words_sign(struct arena *arena, const char *title);

/* What FTS5 is asked for: all typed words (separated by spaces) must occur: Han as a phrase,
 * letters and digits as the beginning of a run, 2 to 6 letters as pinyin initials, too. NULL:
 * nothing that could be searched, which is every goods. */
char *words_match(struct arena *arena, const char *words);
/* The same for words that must not occur: none of them; initials are not tried. */
char *words_match_any(struct arena *arena, const char *words);

#endif
