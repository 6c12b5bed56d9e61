/*
 * sums: what the running sums (the *_total tables) gain or lose within a transaction. It waits in memory and
 * is written by the commit, one row of a sum once for a whole page of orders and lines: writing each as it came
 * was two thirds of what storing an order cost. Nobody outside store/ includes it.
 */
#ifndef STORE_SUMS_H
#define STORE_SUMS_H

#include "store/store.h"

enum { SUM_KEYS = 7, SUM_ADDS = 3 };

enum sum_of {
	SUM_BALANCE,     /* currency, bucket: minor */
	SUM_LINE,        /* month, supplier, currency, kind, bucket, of_order, word: minor */
	SUM_ORDER,       /* state, kind: orders */
	SUM_ORDER_DAY,   /* day, state, kind: orders */
	SUM_ORDER_TITLE, /* title, state, kind: orders */
	SUM_EARNING,     /* part, name, currency: orders, estimate, settled; and a title */
	SUM_OF_COUNT
};

/* The rest of `key` is NULL. */
struct sum {
	enum sum_of of;
	const char *key[SUM_KEYS];
	int64_t add[SUM_ADDS];
	const char *title; /* to show, of what was added last; NULL: stays as it is */
};

/* Within a transaction; copies what it needs. */
MUST_USE enum err sums_add(struct store *store, const struct sum *sum, struct fault *fault);
/* For the commit, and before a sum is read within a transaction. Failing, it dooms the transaction. */
MUST_USE enum err sums_write(struct store *store, struct fault *fault);
/* Before a sum is read: within a transaction it holds what was put so far. */
void sums_settle(struct store *store);
/* For the rollback, and the store's end. */
void sums_forget(struct store *store);

#endif
