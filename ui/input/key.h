/*
 * key: one press with a name. ui/term turns bytes and curses codes into keys; scripts and [keys] write the
 * same names: `j`, `<Enter>`, `<C-s>`, `<F1>`, `<PageDown>`, `<Resize>`, `<Paste>`. Full-width forms typed
 * with an input method left on are folded to their half-width key.
 */
#ifndef INPUT_KEY_H
#define INPUT_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum { KEY_NAME = 24 };
struct key {
	char name[KEY_NAME]; /* "" = none */
	const char *paste;   /* <Paste>: the pasted text, raw bytes, lent until the next key */
	int row, col;        /* <Click>, <WheelUp>, <WheelDown> */
	bool input_method;   /* a CJK character where a hot key was expected */
};
/* Reads one key name at `text`; returns the bytes used, 0 if it is none. Folds full-width forms. */
size_t key_read(const char *text, struct key *key);
bool key_is_text(const struct key *key); /* a printable grapheme, to be typed into a field */

#endif
