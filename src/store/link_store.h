/* link_store: links made, so that sharing again does not ask again (unless expired). */
#ifndef STORE_LINK_STORE_H
#define STORE_LINK_STORE_H

#include "model/link.h"
#include "store/store.h"

/* Adds the link, or replaces the one with its supplier and id. */
MUST_USE enum err link_put(struct store *store, const struct link *link, struct fault *fault);
/* The newest with the supplier, goods and channel of `wanted` that has not
 * expired at `now`, or NULL. */
struct link *link_get(
	struct store *store, struct arena *arena, const struct link *wanted, int64_t now);
size_t link_load(struct store *store, struct arena *arena, struct link **rows); /* newest first */

#endif
