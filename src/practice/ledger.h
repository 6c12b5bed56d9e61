/*
 * ledger: append-only lines, each in one bucket, and the running balance of each bucket. A move is
 * two lines that sum to nought, so buckets always sum to the lines (R11).
 */
#ifndef PRACTICE_LEDGER_H
#define PRACTICE_LEDGER_H

#include "model/earning.h"
#include "practice/practice.h"

struct entry {
	int64_t shop, sale; /* sale 0: none */
	int64_t at;
	const char *ref;
	enum line_kind kind;
};

/* One line; an amount of 0 writes none. */
MUST_USE enum err ledger_put(struct practice *practice, const struct entry *entry,
	enum bucket bucket, int64_t amount, struct fault *fault);
/* Two lines: out of one bucket, into another. */
MUST_USE enum err ledger_move(struct practice *practice, const struct entry *entry,
	enum bucket from, enum bucket to, int64_t amount, struct fault *fault);
int64_t ledger_balance(struct practice *practice, int64_t shop, enum bucket bucket);

#endif
