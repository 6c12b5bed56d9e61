/*
 * earning_total: running sums of orders by day, goods and channel, changed in the same
 * transaction as the order, so that Today and Earnings never read a million orders.
 * Nobody outside store/ includes it.
 */
#ifndef STORE_EARNING_TOTAL_H
#define STORE_EARNING_TOTAL_H

#include "model/order.h"
#include "store/store.h"

/* Adds (sign 1) or takes away (−1) what an order counts for. Unknown states count nowhere (R9) but
 * among the orders of their state; orders not paid or without commission are no earnings. */
MUST_USE enum err earning_total_add(
	struct store *store, const struct order *order, int sign, struct fault *fault);

#endif
