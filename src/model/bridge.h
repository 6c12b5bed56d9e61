/*
 * bridge: how what was estimated became what is hers, a cause for each step. Every ledger line is in one step
 * (one in "no commission" in two that sum to nought), so the steps always add up to the buckets. For one
 * order in detail: desk/explain.
 */
#ifndef MODEL_BRIDGE_H
#define MODEL_BRIDGE_H

#include <stdbool.h>
#include <stdint.h>
#include "model/earning.h"

#define BRIDGE_CAUSES(X) \
	X(ESTIMATED, "estimated", N_("Estimated")) \
	X(RETURNED, "returned", N_("Sent back")) \
	X(COMPARED, "price_compare", N_("Price comparison")) \
	X(RATE, "rate", N_("Rate changed")) \
	X(REFUSED, "refused", N_("Not accepted")) \
	X(VIOLATION, "violation", N_("Rule broken")) \
	X(UNDONE, "undone", N_("Did not come about")) \
	X(OTHER, "other", N_("Other reasons")) \
	X(WORKED_OUT, "worked_out", N_("Settled differently")) \
	X(FEE, "fee", N_("Platform's fee")) \
	X(SUBSIDY, "subsidy", N_("Subsidies")) \
	X(BONUS, "bonus", N_("Bonus, one level")) \
	X(CLAWBACK, "clawback", N_("Taken back")) \
	X(PAYOUT_FEE, "payout_fee", N_("Fees of payouts"))

enum bridge_cause {
#define X(name, id, words) BRIDGE_##name,
	BRIDGE_CAUSES(X)
#undef X
	BRIDGE_CAUSE_COUNT
};
const char *bridge_cause_id(enum bridge_cause cause);
const char *bridge_cause_name(enum bridge_cause cause);  /* translated, short */
const char *bridge_cause_words(enum bridge_cause cause); /* translated: one sentence that says what it means */
bool bridge_cause_is_money(enum bridge_cause cause); /* false: it changes what was only estimated */

/* The words in a line's `ref` that say why an amount was worked out anew in its own bucket. */
#define BRIDGE_BY_RATE "by_rate"
#define BRIDGE_BY_RETURN "by_return"
#define BRIDGE_BY_COMPARE "by_compare"
#define BRIDGE_BY_SETTLING "by_settling"
#define BRIDGE_BY_REFUND "by_refund" /* of what was settled already */
/* And in that of a line which becomes money: her own shop settles what it completed. */
#define BRIDGE_BY_SHOP "by_shop"

/* The sum of ledger lines that are alike. */
struct line_sum {
	enum line_kind kind;
	enum bucket bucket;
	bool of_order;    /* false: of a payout */
	const char *word; /* the lines' ref if it is a word; "id" for any other ref; "" for none */
	struct money amount;
};

/* Of one currency. minor[] over all causes = expected + yours. */
struct bridge {
	enum currency currency;
	int64_t minor[BRIDGE_CAUSE_COUNT];
	int64_t expected_minor; /* estimated and frozen: no money */
	int64_t yours_minor;    /* available, on its way, paid out, to be taken back */
};
void bridge_add(struct bridge *bridge, const struct line_sum *sum);

/* The last two rows: what is no money yet (`amount` is what it takes off), and what is hers. Of one month,
 * more may have become money than was estimated anew: then the first one adds, and is called otherwise. */
struct bridge_end {
	const char *id, *name, *words; /* the last two translated */
	struct money amount;
};
struct bridge_end bridge_waiting(const struct bridge *bridge, bool month);
struct bridge_end bridge_yours(const struct bridge *bridge, bool month);

#endif
