/*
 * prompt: one line that is being typed: graphemes, paste, a real cursor for input methods. What is
 * typed is cleaned by text_take before anybody sees it.
 */
#ifndef PAINT_PROMPT_H
#define PAINT_PROMPT_H

#include "input/key.h"
#include "paint/canvas.h"

enum { PROMPT_BYTES = 1024 };
struct prompt {
	char text[PROMPT_BYTES]; /* cleaned UTF-8 */
	size_t cursor;           /* byte offset at a grapheme's start */
	bool secret;             /* shows dots */
	const char *label;       /* translated, drawn in front */
};
enum prompt_result { PROMPT_NOT_MINE, PROMPT_MOVED, PROMPT_CHANGED, PROMPT_ENTER, PROMPT_LEAVE };

/* Begins anew, not secret, with `text` (NULL: empty; cleaned, cut at a whole character if it does
 * not fit) and the cursor behind it. `label` is lent for as long as the prompt is drawn. */
void prompt_set(struct prompt *prompt, const char *label, const char *text);
/* Types, pastes, erases or moves. PROMPT_NOT_MINE: the key means nothing here and nothing changed;
 * after PROMPT_ENTER and PROMPT_LEAVE the text stands, what follows is the caller's. */
enum prompt_result prompt_key(struct prompt *prompt, const struct key *key);
/* Label and text in one row of `area`, scrolled so that the cursor can be seen; sets the cursor. */
void prompt_draw(const struct prompt *prompt, struct area area, int row);

#endif
