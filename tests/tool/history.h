/*
 * history: what a supplier tells about a few orders, made from a seed: whole lives with refunds, penalties,
 * settlement, payout and clawback, and some that make no sense; told twice, out of order, or not at all.
 * Amounts reach the largest there are. Who keeps the books of it: slow_book.h, and the program.
 */
#ifndef TESTS_TOOL_HISTORY_H
#define TESTS_TOOL_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "model/earning.h"

enum told_kind {
	TOLD_ORDER,
	TOLD_LIFTED, /* the penalty of told->order.sub_id does not hold any more */
	TOLD_LINE,
};
struct told {
	enum told_kind kind;
	int number; /* of the order, 0 … HISTORY_ORDERS - 1 */
	struct order order;
	struct line line;
};

enum { HISTORY_ORDERS = 3, HISTORY_MOST = 40 };
struct history {
	struct told told[HISTORY_MOST];
	size_t count;
	bool refunds_told; /* refunds are lines of the supplier's; else they are made from the orders */
	bool has_ledger;   /* all lines are the supplier's: orders make none */
};
/* The same seed gives the same history. At least one thing is told. */
void history_make(uint64_t seed, struct history *history);
/* A number below `limit` from a generator of its own, for other choices of a test. */
uint64_t history_roll(uint64_t *dice, uint64_t limit);

#endif
