/*
 * copy: the whole store as one file that can be carried away, and put back. A copy is a
 * database by itself (no journal beside it) and holds no key or token: those have files of
 * their own. Read next: store.h.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "base/arena.h"
#include "store/store.h"

/* Writes everything as of one moment into `path` (0600, on the disk when this returns), which must
 * not exist: ERR_USAGE if it does. After a failure nothing is left there. */
MUST_USE enum err store_copy(struct store *store, const char *path, struct fault *fault);

/* Is `path` a whole store that this program can use? Reads every page. ERR_NOTHING: no such file;
 * ERR_DECODE: not a store, damaged, from a newer version, or with tables no shopkeeper made. */
MUST_USE enum err store_judge(const char *path, struct fault *fault);

/* Puts the copy `from` in the place of the store at `path`, which must be open nowhere (ERR_STORE
 * if it is). The store that was there is kept: *kept names its new place (NULL: there was none). A
 * death in between leaves the old or the new one, and the other beside it. */
MUST_USE enum err store_restore(const char *from, const char *path, struct arena *arena, const char **kept,
	struct fault *fault);

/* One unchanging view for many reads (export), whatever others write
 * meanwhile; not within a transaction. */
MUST_USE enum err store_freeze(struct store *store, struct fault *fault);
void store_thaw(struct store *store);

#endif
