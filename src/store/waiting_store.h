/* waiting_store: orders that were received and are not settled yet, summed by the day from which time counts. */
#ifndef STORE_WAITING_STORE_H
#define STORE_WAITING_STORE_H

#include "model/order.h"
#include "store/store.h"

struct waiting {
	const char *supplier;
	bool approved;
	int64_t at;             /* the latest approval (or receipt) of that day in China */
	struct money estimate;
};
/* Reads the orders in these two states. */
size_t waiting_load(struct store *store, struct arena *arena, struct waiting **rows);

#endif
