/*
 * waiting_store: orders that were received and are not settled yet, summed by the day from which time counts: rows
 * of earning_total, part 'waiting', named by state, day in China and supplier.
 */
#ifndef STORE_WAITING_STORE_H
#define STORE_WAITING_STORE_H

#include "model/order.h"
#include "store/store.h"

struct waiting {
	const char *supplier;
	bool approved;
	int64_t at;             /* the last second of the day of approval (or receipt) in China */
	struct money estimate;
};
size_t waiting_load(struct store *store, struct arena *arena, struct waiting **rows); /* oldest first */

/* For earning_total.c: since when it waits, 0: it does not, or nobody said; and its row's name. */
int64_t waiting_since(const struct order *order);
const char *waiting_name(struct arena *arena, const struct order *order);
/* For migrate.c: the rows of an older file. */
#define WAITING_AT "iif(state = 'approved' AND approved_at > 0, approved_at, received_at)"
#define WAITING_SUM \
	"INSERT INTO earning_total SELECT 'waiting', state || ' ' || date(" WAITING_AT " + 28800, 'unixepoch')" \
	" || ' ' || supplier, currency, max(title), count(*), sum(estimate), 0 FROM orders" \
	" WHERE state IN ('received', 'approved') AND " WAITING_AT " > 0 GROUP BY 2, 3;"

#endif
