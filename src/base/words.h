/*
 * words: translated text. `_()` translates now, `N_()` marks a word in a table for later.
 * Only text for the owner is translated; logs and names in files never are.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
