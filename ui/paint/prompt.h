/*
 * prompt: one line that is being typed: graphemes, paste, history, a real cursor for input methods. What is
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

void prompt_set(struct prompt *prompt, const char *label, const char *text);
enum prompt_result prompt_key(struct prompt *prompt, const struct key *key);
void prompt_draw(const struct prompt *prompt, struct area area, int row);

#endif
