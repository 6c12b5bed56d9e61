/*
 * goods_index: the words by which goods are found, kept in step with their rows. For goods_put.c
 * only; goods_index() and goods_index_some(), for everybody, are in goods_store.h.
 */
#ifndef STORE_GOODS_INDEX_H
#define STORE_GOODS_INDEX_H

#include "store/store.h"

/* The words of goods that have none in the index yet. `number` is the
 * row's. Within a transaction. */
MUST_USE enum err goods_index_put(
	struct store *store, int64_t number, const char *title, struct fault *fault);
/* The same for goods that have; their row still holds the old title. */
MUST_USE enum err goods_index_replace(
	struct store *store, int64_t number, const char *title, struct fault *fault);

#endif
