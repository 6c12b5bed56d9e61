/*
 * store: the local copy of everything the owner saw, and the outbox of what she asked for: one
 * SQLite file (WAL, 0600). Answers go in, screens are drawn out of it. Only sql_inside.h includes
 * sqlite3.h. Each noun has its own file: goods_store, shelf_store, link_store, order_store, outbox.
 * Tables are made by migrate.c. Times are Unix seconds.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/fault.h"

struct sql;    /* store/sql.h */
struct answer; /* store/answer.h */
struct sums;   /* store/sums.h */

struct store {
	struct sql *sql;
	bool read_only;   /* the folder cannot be written, or the file is from a newer version */
	uint32_t changed; /* bits of enum topic since the last store_take_changes */

	bool offers_left; /* goods are not compared with those of other suppliers yet: offers_some */

	/* ---- this room's own */
	int depth;             /* of begins */
	/* What was counted last by order_total_titled, for as long as nothing changed. */
	struct titled_count {
		char pattern[64];
		int state, kind;
		int64_t moment[3];
		size_t orders;
	} titled;
	struct sums *sums;     /* what the transaction adds to the running sums, not written yet */
	bool doomed;           /* a part of the transaction failed: nothing of it will be saved */
	int64_t version;       /* grows with each change of goods or shelf, and each rollback */
	/* The hits of the query asked last, and of the query for
	 * everything, which is asked beside it. */
	struct answer *answer, *everything;
};

/* What changed; screens that depend on it load again. */
enum topic {
	TOPIC_GOODS = 1 << 0,
	TOPIC_SHELF = 1 << 1,
	TOPIC_LINKS = 1 << 2,
	TOPIC_ORDERS = 1 << 3,
	TOPIC_LINES = 1 << 4,
	TOPIC_OUTBOX = 1 << 5,
	TOPIC_JOBS = 1 << 6,
	TOPIC_NOTES = 1 << 7,
};

/* Opens or makes the file; `path` NULL = in memory (tests). Runs the migrations. A file from the
 * future is opened read-only (returns OK, fault text says so); a broken one is moved aside to
 * <path>.broken-<time> and a new one made (OK, fault text says so). */
MUST_USE enum err store_open(struct store *store, const char *path, struct fault *fault);
void store_close(struct store *store);
/* Nested begins join the outer one; a rollback inside makes the outer commit fail. */
MUST_USE enum err store_begin(struct store *store, struct fault *fault);
/* For answers that can be asked again: the commit survives the death of the program, but perhaps
 * not a power cut, and so costs no wait for the disk. The file stays whole either way. */
MUST_USE enum err store_begin_hasty(struct store *store, struct fault *fault);
MUST_USE enum err store_commit(struct store *store, struct fault *fault);
void store_rollback(struct store *store);
uint32_t store_take_changes(struct store *store);

/* Reads the whole file (about a second for each gigabyte): for doctor. ERR_DECODE: damaged. */
MUST_USE enum err store_check(struct store *store, struct fault *fault);

/* Small facts by name: cursors of walks, remembered choices. NULL if absent. */
const char *store_get(struct store *store, struct arena *arena, const char *name);
MUST_USE enum err store_put(
	struct store *store, const char *name, const char *value, struct fault *fault);

#endif
