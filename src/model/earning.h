/*
 * earning: lines of the ledger (append-only) and the balances that are always sums of lines. One
 * recommender level only: a bonus line has one order and no field could name a second level.
 */
#ifndef MODEL_EARNING_H
#define MODEL_EARNING_H

#include <stddef.h>
#include <stdint.h>
#include "base/money.h"
#include "model/order.h"

#define LINE_KINDS(X) \
	X(ESTIMATE, "estimate", N_("estimate")) \
	X(SETTLE, "settle", N_("settled")) \
	X(FEE, "fee", N_("fee")) \
	X(SUBSIDY, "subsidy", N_("subsidy")) \
	X(BONUS, "bonus", N_("bonus")) \
	X(CLAWBACK, "clawback", N_("clawback")) \
	X(PAYOUT, "payout", N_("payout")) \
	X(PAYOUT_RETURN, "payout_return", N_("payout returned"))

enum line_kind {
#define X(name, id, words) LINE_##name,
	LINE_KINDS(X)
#undef X
	LINE_KIND_COUNT
};
enum line_kind line_kind_find(const char *id); /* LINE_KIND_COUNT if unknown */
const char *line_kind_id(enum line_kind kind);
const char *line_kind_name(enum line_kind kind); /* translated */

struct line {
	const char *supplier, *id; /* unique together */
	enum line_kind kind;
	/* The one bucket this line belongs to; a move between buckets is two lines that
	 * sum to nought. So each bucket is the sum of its lines, and all buckets
	 * together are the ledger (R11). */
	enum bucket bucket;
	const char *order;   /* sub_id, or NULL (payouts) */
	const char *ref;     /* refund id, payout id … or NULL */
	struct money amount; /* signed */
	int64_t at;
};

/* One currency's buckets (R11): minor[b] is the sum of the lines of bucket b, never of orders. */
struct balance {
	enum currency currency;
	int64_t minor[BUCKET_COUNT];
	int64_t ledger_minor; /* sum of all lines = sum of all buckets */
};

/* floor(base × rate), R3. */
MUST_USE bool commission_of(struct money base, int32_t rate_bp, struct money *commission);
/* What a refund after settlement takes back: −(settled − floor(new base ×
 * rate)), zero or negative (R13). */
MUST_USE bool commission_clawback(
	struct money settled, struct money new_base, int32_t rate_bp, struct money *clawback);

#endif
