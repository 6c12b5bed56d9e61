/*
 * convert: links for many goods at once. What is stored is used again; the rest goes into the outbox in one
 * transaction, and from there out, as many in one question as a platform takes (send.c).
 */
#ifndef DESK_CONVERT_H
#define DESK_CONVERT_H

#include "desk/desk.h"

struct conversion {
	struct share share;
	struct link *link;   /* NULL: not there */
	bool waiting;        /* it is asked for and will come */
	const char *trouble; /* why it is not there, or not yet; NULL: nothing is wrong */
};

/* How each stands now, out of the store; a row that could not be asked for keeps its trouble. */
void convert_load(struct desk *desk, struct conversion *rows, size_t count, struct arena *arena);
/* Asks for those that are neither there nor asked for, and loads. A row that cannot be asked for says why;
 * only ERR_STORE fails. */
MUST_USE enum err convert_ask(struct desk *desk, struct conversion *rows, size_t count,
	struct arena *arena, struct fault *fault);

#endif
