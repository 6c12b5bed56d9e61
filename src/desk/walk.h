/*
 * walk: where walks through lists stand: goods in disjoint parts, orders, ledger lines and
 * penalties by feeds and in spans of time no longer than the platform allows. What a page holds and
 * where it goes is in settle.c. For the files of this room alone.
 */
#ifndef DESK_WALK_H
#define DESK_WALK_H

#include "desk/work.h"

/* The walk that runs, or one that broke off, or a new one. A check looks again through the last
 * days, beside the ordinary walk. Returns the number of its job, 0 with a fault. */
int walk_start(struct desk *desk, const struct plan *plan, const struct account *account,
	bool is_check, struct fault *fault);
/* What to ask for next. */
struct walk walk_of(const struct step *step);
/* The page's rows are in the transaction already; this adds where the walk goes on. */
MUST_USE enum err walk_mark(
	struct step *step, const char *next, int64_t now_at, struct fault *fault);
/* For plans: keeps when it ended, and looks again through the last days if that is due (R57). */
void walk_end(struct work *work, const struct fault *fault);
/* Our time at which the last complete walk of this account ended, 0: never. */
int64_t walk_ended_at(struct desk *desk, const struct account *account, enum job_kind kind);

#endif
