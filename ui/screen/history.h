/*
 * history: what was searched for, newest first, over all runs: Up and Down in an empty search field bring it
 * back. Only search fields use it: what is typed into the set-up is never kept.
 */
#ifndef SCREEN_HISTORY_H
#define SCREEN_HISTORY_H

#include "paint/prompt.h"
#include "screen/screen.h"

enum { HISTORY_LINES = 50 };

struct history {
	int place; /* 1 = the newest stands in the field; 0 = something typed */
};

/* As prompt_key. Up, Down, C-p and C-n bring another line into the field: PROMPT_CHANGED; Up and Down only
 * while it is empty or shows a line of the history, else they belong to the list. With PROMPT_ENTER the line
 * becomes the newest, once. */
enum prompt_result history_key(struct history *history, struct prompt *prompt, const struct face *face,
	const struct key *key);

#endif
