/*
 * kind: which kind of a link is posted on its channel: the one she chose there last, if this link has it and
 * it may be posted there, else the usual one (R54).
 */
#ifndef DESK_KIND_H
#define DESK_KIND_H

#include "desk/desk.h"

enum link_kind kind_chosen(struct desk *desk, const struct link *link);
/* Remembered for the channel of the link. */
MUST_USE enum err kind_choose(
	struct desk *desk, const struct link *link, enum link_kind kind, struct fault *fault);
/* The next that this link has for its channel; `now` again if there is no other. */
enum link_kind kind_next(const struct link *link, enum link_kind now);
/* The link with the bytes of this kind as its `url`: what captions end with. */
struct link kind_posted(const struct link *link, enum link_kind kind);

#endif
