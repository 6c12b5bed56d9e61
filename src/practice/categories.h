/* categories: the practice supplier's categories and the words that its goods are named with. */
#ifndef PRACTICE_CATEGORIES_H
#define PRACTICE_CATEGORIES_H

#include <stddef.h>

enum { NOUNS = 8, LATIN_NOUNS = 4 };

struct category_words {
	const char *id, *name, *name_en;
	const char *nouns[NOUNS];
	const char *latin[LATIN_NOUNS];
};

enum { CATEGORIES = 12 };
extern const struct category_words categories[CATEGORIES];
int category_find(const char *id); /* -1 if unknown */

enum { ADJECTIVES = 16, BRANDS = 16, SPECS = 12, DESCRIPTIONS = 6, ODD_MARKS = 8 };
extern const char *const adjectives[ADJECTIVES], *const latin_adjectives[ADJECTIVES];
extern const char *const brands[BRANDS], *const specs[SPECS], *const latin_specs[SPECS];
/* Marks of odd width: emoji, full-width and ambiguous characters, a combining accent. */
extern const char *const odd_marks[ODD_MARKS];
extern const char *const descriptions[DESCRIPTIONS];

#endif
