/*
 * draft: her own words for one goods and channel, in place of the proposed caption. The link in them stands
 * as a sign, so that a new link takes the place of an old one.
 */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "desk/desk.h"

/* Her words, or NULL: she has none. */
char *draft_get(struct desk *desk, struct arena *arena, const struct link *link);
/* "" forgets the draft. */
MUST_USE enum err draft_put(
	struct desk *desk, const struct link *link, const char *text, struct fault *fault);
/* What is posted: her words, else share_caption. */
char *draft_caption(struct desk *desk, struct arena *arena, const struct goods *goods,
	const struct link *link, int64_t now);

#endif
