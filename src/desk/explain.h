/*
 * explain: what became of one order's commission and why: the way from the estimate to what is settled, a cause
 * for each step, out of the order's ledger lines. And for an order that is not here: where it was looked for.
 */
#ifndef DESK_EXPLAIN_H
#define DESK_EXPLAIN_H

#include <stdbool.h>
#include "conf/conf.h"
#include "desk/job.h"
#include "model/order.h"
#include "store/store.h"

struct bridge_step {
	int64_t at;
	const char *cause;    /* one sentence, translated */
	const char *reference; /* a refund's id …, or NULL */
	struct money change, after;
	bool is_money; /* `after` is settled, no estimate any more */
};
/* Steps that change what she gets, oldest first; moves between buckets are none. The last `after` is the sum of
 * the order's lines outside of “no commission”. */
size_t explain_bridge(
	struct store *store, const struct order *order, struct arena *arena, struct bridge_step **steps);

/* Where orders of one account were looked for: each of its lists, and where one has several feeds that share no
 * order (R58), each of these. */
struct searched {
	const char *supplier;
	const char *feed;     /* translated: "orders", "ledger", "orders 2/3" */
	enum job_kind kind;   /* JOB_SYNC_ORDERS or _LINES */
	bool offered;         /* the supplier has such a list */
	int64_t since, until; /* the window that was read whole; until 0: never read */
	bool broken;          /* a walk began and did not end; `until` is how far it came */
};
size_t explain_searched(struct store *store, const struct conf *conf, struct arena *arena, struct searched **rows);

/* What came of looking there: one phrase, translated. */
const char *explain_verdict(const struct searched *row);

/* Of the first account's orders, the feed that was read the least far: what a claim may say was read. NULL: no
 * rows. */
const struct searched *explain_least_read(const struct searched *rows, size_t count);

/* A claim to send to the supplier's service, in the language that is in force; `row` NULL: to any. */
char *explain_claim(struct arena *arena, const char *number, const struct searched *row);
/* The same for an order that is here and earns nothing: with the supplier's own word for it. NULL: it earns, or
 * may still earn, or nothing was bought: there is nothing to claim. */
char *explain_appeal(struct arena *arena, const struct order *order);

#endif
