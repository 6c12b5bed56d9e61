/*
 * book: the ledger of a platform that has none, made from its orders. What an order's
 * commission is and where it stands is compared with the lines made for it so far; the
 * difference becomes new lines. So the same answer twice makes no line, and each bucket is
 * always the sum of its lines (R11).
 */
#ifndef MODEL_BOOK_H
#define MODEL_BOOK_H

#include "model/earning.h"

/* Lines are of three sorts, each standing in a bucket of its own: the commission, the platform's
 * fee, and what is taken back after settlement. */
enum book_sort { BOOK_GROSS, BOOK_FEE, BOOK_BACK, BOOK_SORT_COUNT };
enum book_sort book_sort(enum line_kind kind);

/* The lines made for one order so far: how many, and their sums. */
struct book {
	int64_t count;
	int64_t minor[BOOK_SORT_COUNT][BUCKET_COUNT];
};

struct book_rule {
	bool is_lifted;     /* a penalty of this order was lifted: PUNISHED earns again */
	const char *change; /* why an amount changes where it stands (model/bridge.h), or NULL */
	const char *settled; /* why it counts as settled, where no platform says so (model/bridge.h), or NULL */
	bool refunds_told;  /* the platform tells refunds as lines of their own (R14): none is made here */
};

/* Fills at most BOOK_LINES_MOST lines, without ids: the caller numbers them from book->count on.
 * None for an unknown state (R9), and none when the lines so far agree with the order. */
enum { BOOK_LINES_MOST = BOOK_SORT_COUNT * (2 * BUCKET_COUNT + 1) };
size_t book_lines(const struct book *book, const struct order *order, struct book_rule rule,
	struct line lines[BOOK_LINES_MOST]);
/* Adds a line to the sums, as it is in the store. */
void book_add(struct book *book, const struct line *line);

#endif
