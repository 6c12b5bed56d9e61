/*
 * payout: commission on its way to the owner: requested → review → in transit → paid, or failed or rejected,
 * when the money comes back as its own ledger lines (R18). And the rules: fee, least amount, day of the month.
 */
#ifndef MODEL_PAYOUT_H
#define MODEL_PAYOUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/fault.h"
#include "base/money.h"

#define PAYOUT_STATES(X) \
	X(UNKNOWN, "unknown", N_("unknown")) \
	X(REQUESTED, "requested", N_("asked for")) \
	X(REVIEW, "review", N_("being checked")) \
	X(IN_TRANSIT, "in_transit", N_("on its way")) \
	X(PAID, "paid", N_("paid")) \
	X(FAILED, "failed", N_("failed, money is back")) \
	X(REJECTED, "rejected", N_("refused, money is back"))

enum payout_state {
#define X(name, id, words) PAYOUT_##name,
	PAYOUT_STATES(X)
#undef X
	PAYOUT_STATE_COUNT
};
enum payout_state payout_state_find(const char *id); /* PAYOUT_UNKNOWN for any other word */
const char *payout_state_id(enum payout_state state);
const char *payout_state_name(enum payout_state state); /* translated */
bool payout_is_over(enum payout_state state);            /* paid, failed, rejected: never changes again */

/* Why it failed or was refused, in plain words with what to do, translated; "" for NULL or "". */
const char *payout_reason_words(const char *reason);

struct payout {
	const char *supplier, *id; /* unique together */
	enum payout_state state;
	const char *reason;       /* the supplier's word for failed and rejected, or NULL */
	struct money amount, fee; /* amount is taken from what is available; amount − fee arrives */
	bool automatic;
	int64_t requested_at, expected_at, finished_at, updated_at; /* 0: not said */
};

struct payout_rules {
	enum currency currency;        /* CURRENCY_NONE: the supplier has not said yet */
	struct money minimum, most;    /* most.minor 0: no limit */
	struct money fee_least, fee_most; /* fee_most.minor 0: no limit */
	int32_t fee_bp;
	bool weekly;          /* what is available goes out by itself on Monday morning */
	int64_t protection_s; /* from receipt to approval; 0: not said */
};
/* clamp(amount × rate, least, most), R19. */
MUST_USE bool payout_fee(const struct payout_rules *rules, struct money amount, struct money *fee);
/* May this be asked for, with so much available? ERR_USAGE, and the sentence says what is wrong. */
MUST_USE enum err payout_check(const struct payout_rules *rules, struct money amount, struct money available,
	struct fault *fault);

/* The day (its first second in China) on which what was approved at this moment is paid out by suppliers of this
 * kind ("pdd"); 0: their calendar is not known (R17). */
int64_t next_payout(const char *kind, int64_t approved_at);
/* The next Monday, 10:00 in China, after this moment. */
int64_t next_monday(int64_t after);

#endif
