/*
 * outbox: what she asked a supplier to do, written here with its idempotency key before it is sent and
 * kept until a definite answer. Survives a crash or a lost line; visible on the jobs screen. Messages of
 * the day (notes) live here too: what was done and what went wrong, with its time.
 */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/store.h"

enum outbox_kind { OUTBOX_SHELF_PUT, OUTBOX_SHELF_DROP, OUTBOX_LINK, OUTBOX_PAYOUT, OUTBOX_KIND_COUNT };

struct outbox_entry {
	int64_t number;
	enum outbox_kind kind;
	const char *supplier, *goods; /* account name, goods id; OUTBOX_PAYOUT: "CNY 50.00" */
	const char *channel;          /* OUTBOX_LINK */
	const char *key;              /* idempotency key: 32 random hex digits, made by outbox_put */
	int64_t made_at, next_at;     /* not to be sent before next_at */
	int tries;
	int unclear; /* how many answers said neither yes nor no, since she last asked */
	const char *trouble; /* the last fault's sentence or NULL */
	bool sent;           /* went out at least once: must go out again with the same key */
	bool refused;        /* the server said no for good; shown until dismissed */
};

/* A newer entry of the same kind family (put/drop), supplier and goods takes the place of an unsent one. */
MUST_USE enum err outbox_put(struct store *store, const struct outbox_entry *entry, int64_t *number,
	struct fault *fault);
struct outbox_entry *outbox_next( /* the oldest that may go out now, or NULL */
	struct store *store, struct arena *arena, int64_t now);
MUST_USE enum err outbox_sent(struct store *store, int64_t number, struct fault *fault);
MUST_USE enum err outbox_done(struct store *store, int64_t number, struct fault *fault);
MUST_USE enum err outbox_later(struct store *store, int64_t number, int64_t next_at, const char *trouble,
	struct fault *fault);
/* The same when an answer came that says neither yes nor no: counted in `unclear`. */
MUST_USE enum err outbox_unclear(struct store *store, int64_t number, int64_t next_at,
	const char *trouble, struct fault *fault);
/* The same, counted too, with a new key: the server holds the old one for something else. */
MUST_USE enum err outbox_renew(struct store *store, int64_t number, int64_t next_at,
	const char *trouble, struct fault *fault);
MUST_USE enum err outbox_refused(
	struct store *store, int64_t number, const char *trouble, struct fault *fault);
MUST_USE enum err outbox_retry(struct store *store, int64_t number, struct fault *fault);
/* The owner asks now: nothing waits for its next try any longer; what was refused stays refused. */
MUST_USE enum err outbox_hurry(struct store *store, struct fault *fault);
MUST_USE enum err outbox_dismiss(struct store *store, int64_t number, struct fault *fault);
size_t outbox_load(struct store *store, struct arena *arena, struct outbox_entry **rows);
size_t outbox_waiting(struct store *store); /* not refused */
int64_t outbox_next_at(struct store *store); /* when the next may go out; 0: none waits */

struct note {
	int64_t at;
	int level; /* enum log_level */
	const char *text;
};
void note_put(struct store *store, int level, const char *text); /* the last 500 are kept */
size_t note_load(struct store *store, struct arena *arena, struct note **rows); /* newest first */

#endif
