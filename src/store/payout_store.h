/* payout_store: payouts and the suppliers' rules for them, as last reported. */
#ifndef STORE_PAYOUT_STORE_H
#define STORE_PAYOUT_STORE_H

#include "model/payout.h"
#include "store/store.h"

/* The same answer twice changes nothing; what is over (paid, failed, rejected) never changes again. */
MUST_USE enum err payout_put(
	struct store *store, const struct payout *payouts, size_t count, struct fault *fault);
size_t payout_load(struct store *store, struct arena *arena, struct payout **rows); /* newest first */

MUST_USE enum err payout_rules_put(
	struct store *store, const char *supplier, const struct payout_rules *rules, struct fault *fault);
/* currency CURRENCY_NONE: never said. */
struct payout_rules payout_rules_get(struct store *store, const char *supplier);
/* What this supplier's lines leave available (all suppliers: balance_load), from running totals. */
struct money payout_available(struct store *store, const char *supplier, enum currency currency);

#endif
