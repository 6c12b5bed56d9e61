/*
 * answer: which goods a query hits, as one bit for each goods, kept until the query or the goods
 * change; and their order. Rows are never read here.
 */
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "store/goods_store.h"

/* The part of a sorted answer that was looked at last: moving through a list asks for what lies around it. */
enum { RANKED_MOST = 1024 };
struct ranked {
	enum goods_sort sort;
	bool reverse;
	size_t from, count; /* count 0: nothing yet */
	int64_t numbers[RANKED_MOST];
};

struct answer {
	char *key; /* the query it belongs to */
	int64_t version, others; /* of the store: by us, by other programs */
	int64_t top;             /* goods have the numbers 1..top */
	uint64_t *bits;          /* NULL: all of them */
	int64_t count;
	struct ranked *ranked; /* rank.c's own; never NULL */
};

/* Never NULL; lent until the next call, but the query for everything and another one
 * do not disturb each other. */
const struct answer *answer_for(struct store *store, const struct goods_query *query);
/* The numbers of hits offset..offset+count in the query's order; returns how many there are. */
size_t answer_page(struct store *store, const struct goods_query *query, size_t offset, size_t count,
	int64_t *numbers);
/* Leaves of each thing (offers.h) only the best hit in the query's order; `bits` are there. */
void answer_gather(struct store *store, struct answer *answer, const struct goods_query *query);
/* Place of a goods in that order, or -1. */
int64_t answer_position(struct store *store, const struct goods_query *query, int64_t number);
void answer_free(struct answer *answer); /* NULL is allowed */

#endif
