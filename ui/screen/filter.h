/*
 * filter: the line that narrows a list down while it is typed: what is in force, the field it is
 * typed in, and what Esc brings back. What the words mean is the screen's.
 */
#ifndef SCREEN_FILTER_H
#define SCREEN_FILTER_H

#include "paint/prompt.h"
#include "screen/history.h"

/* All zero: nothing is filtered, nothing typed. */
struct filter {
	struct prompt prompt;
	struct history history;
	bool typing;
	char words[PROMPT_BYTES]; /* in force, as typed */
	char before[PROMPT_BYTES];
};

void filter_start(struct filter *filter);
/* What history_key says; `words` follow at each key, Enter and Esc end the typing. */
enum prompt_result filter_key(
	struct filter *filter, const struct face *face, const struct key *key);
/* "  /words" from `col` on in the first row, nothing if there are none; returns the next column. */
int filter_draw(const struct filter *filter, struct area area, int col);

#endif
