/*
 * order_total: how many orders there are in each state and kind, of each day and under each title, changed in
 * the same transaction as the order, so that the list of a million orders is counted, searched and entered
 * anywhere without reading them. Nobody outside store/ includes it.
 */
#ifndef STORE_ORDER_TOTAL_H
#define STORE_ORDER_TOTAL_H

#include "model/order.h"
#include "store/store.h"

/* Adds (sign 1) or takes away (−1) an order; its title must be in order_title. */
MUST_USE enum err order_total_add(
	struct store *store, const struct order *order, int sign, struct fault *fault);
/* `state`, `kind`: or UNKNOWN for any. */
size_t order_total_count(struct store *store, int state, int kind);
/* Those whose title is like `pattern`, which order_total_pattern made of words. */
size_t order_total_titled(struct store *store, int state, int kind, const char *pattern);
const char *order_total_pattern(struct arena *arena, const char *words);
/* Where the `offset`-th newest order is: made before this moment, and so many of those behind. Takes what is
 * before off `offset`. Without end into the past: there are not so many. */
int64_t order_total_place(struct store *store, int state, int kind, size_t *offset);

/* What order_title is for, in a condition with the pattern as ?1: LIKE takes a third of the time of
 * instr(lower()). */
#define TITLE_IS_LIKE " text LIKE ?1 ESCAPE '\\'"
#define ORDERS_TITLED " AND title_number IN (SELECT number FROM order_title WHERE" TITLE_IS_LIKE ")"

#endif
