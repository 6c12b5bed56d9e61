/*
 * empty: what stands where a list would be: being asked, failed, offline, no supplier
 * yet, or simply nothing; always with what to do next. Decided when a screen loads,
 * drawn when its list is empty.
 */
#ifndef SCREEN_EMPTY_H
#define SCREEN_EMPTY_H

#include "screen/screen.h"

struct empty {
	char what[240], next[160];
	bool waiting; /* an answer is on its way */
	bool bad;     /* something failed */
};

/* `kind` is the question that would fill the list, `nothing` the sentence when all is well. */
void empty_load(
	struct empty *empty, const struct face *face, enum job_kind kind, const char *nothing);
void empty_draw(const struct empty *empty, struct area area);

#endif
