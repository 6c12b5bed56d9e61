/*
 * key: one press with a name. ui/term turns bytes and curses codes into keys; scripts and
 * [keys] write the same names: `j`, `<Enter>`, `<C-s>`, `<F1>`, `<PageDown>`, `<Resize>`,
 * `<Paste>`. Full-width forms typed with an input method left on are folded to their half-width
 * key; what a field gets is not folded.
 */
#ifndef INPUT_KEY_H
#define INPUT_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum { KEY_NAME = 24 };
struct key {
	char name[KEY_NAME]; /* "" = none */
	char typed[KEY_NAME]; /* the character itself, for fields; "" = none */
	const char *paste;   /* <Paste>: the pasted text, raw bytes, lent until the next key */
	int row, col;        /* <Click>, <WheelUp>, <WheelDown> */
	bool input_method;   /* a CJK character where a hot key was expected */
};
/* Reads one key name at `text`; returns the bytes used, 0 if it is none. Folds full-width forms.
 * Names in <> are taken in any case and written as in this header; a lone '<' is itself. */
size_t key_read(const char *text, struct key *key);
bool key_is_text(const struct key *key); /* a printable character, to be typed into a field */
bool key_is(const struct key *key, const char *name);

#endif
