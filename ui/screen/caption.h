/*
 * caption: the field of a few lines in which a caption is edited. Lines are prompts; Enter breaks a line,
 * pasted line feeds do, too. Knows neither store nor channel: share.c keeps what it gives.
 */
#ifndef SCREEN_CAPTION_H
#define SCREEN_CAPTION_H

#include "paint/prompt.h"

enum { CAPTION_LINES = 24 };

struct caption {
	struct prompt lines[CAPTION_LINES];
	int count, line; /* lines there are, and the one the cursor is in */
	int top;         /* scrolled away */
};

void caption_set(struct caption *caption, const char *text);
char *caption_text(const struct caption *caption, struct arena *arena);
/* PROMPT_ENTER: keep it and leave (Esc, C-s); PROMPT_LEAVE: leave it as it was (C-c); PROMPT_NOT_MINE: no
 * key of a field. */
enum prompt_result caption_key(struct caption *caption, const struct key *key);
void caption_draw(struct caption *caption, struct area area);

#endif
