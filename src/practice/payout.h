/*
 * payout: money on its way to the owner: requested → review → in_transit → paid, or failed /
 * rejected, when it comes back as its own ledger lines (R18). When a payout is paid, the settled
 * orders it covers, oldest first, become paid_out.
 */
#ifndef PRACTICE_PAYOUT_H
#define PRACTICE_PAYOUT_H

#include "practice/route.h"

/* Why it cannot be: ERR_LIMIT more than is available, ERR_USAGE below the minimum or the fee. */
MUST_USE enum err payout_new(struct practice *practice, int64_t shop, int64_t amount,
	bool automatic, int64_t at, int64_t *n, struct fault *fault);
/* The next step of the payout that is due. */
MUST_USE enum err payout_step(
	struct practice *practice, int64_t n, int64_t at, struct fault *fault);
/* Everything available goes out, if it is worth it. */
MUST_USE enum err payout_automatic(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault);
extern const struct list payouts;

#endif
