/* order_store: orders and ledger lines as the suppliers report them, and
 * the sums the screens show. */
#ifndef STORE_ORDER_STORE_H
#define STORE_ORDER_STORE_H

#include "model/book.h"
#include "model/earning.h"
#include "model/order.h"
#include "store/store.h"

/* The same answer twice changes nothing (R14); an answer older than the row (updated_at), a step back
 * (R8) and another currency are refused and logged, the row stays. */
MUST_USE enum err order_put(
	struct store *store, const struct order *orders, size_t count, struct fault *fault);
struct order *order_get(
	struct store *store, struct arena *arena, const char *supplier, const char *sub_id);

/* Orders, of any supplier, whose number or whose line's number is `number`, or (4 characters at least) whose
 * number ends with it; at most `most`, newest first. */
size_t order_find(struct store *store, const char *number, size_t most, struct arena *arena,
	struct order **rows);

struct order_query {
	/* 4 or more digits: the last ones of an order number (by an index); else in the title (reads each
	 * title once, however many orders have it); "" = all. */
	const char *words;
	int state, kind;      /* enum order_state, enum order_kind, or UNKNOWN for any */
	int64_t since, until; /* created_at; 0 = no bound */
};
size_t order_load(struct store *store, const struct order_query *query, size_t offset, size_t count,
	struct arena *arena, struct order **rows); /* newest first */
size_t order_count(struct store *store, const struct order_query *query);

/* Append-only: a line seen before is left alone whatever it says now (logged if it differs). */
MUST_USE enum err line_put(
	struct store *store, const struct line *lines, size_t count, struct fault *fault);
/* The sums of an order's (sub_id) lines whose ids begin with `name`, which ends with a space. */
void line_book(struct store *store, const struct order *order, const char *name, struct book *book);
size_t line_load( /* newest first */
	struct store *store, size_t offset, size_t count, struct arena *arena, struct line **rows);
/* All lines of one order (its sub_id), oldest first. */
size_t line_load_order(
	struct store *store, const struct order *order, struct arena *arena, struct line **rows);

/* One row per currency, from running totals kept in the same transaction as the lines and orders,
 * so that a million orders cost nothing here. */
size_t balance_load(struct store *store, struct arena *arena, struct balance **rows);
/* The same by slow summation of every line and order: tests and doctor compare. */
size_t balance_check(struct store *store, struct arena *arena, struct balance **rows);

enum earning_by { BY_DAY, BY_GOODS, BY_CHANNEL, BY_POST, BY_SUPPLIER, BY_KIND };
struct earning_row {
	const char *name; /* "2026-11-23", a title, a channel id, "wechat 2026-11-20 title", a supplier, a kind's id */
	int64_t orders;
	struct money estimate, settled;
};
/* What an order counts for: nothing while unknown, not paid or without commission (R9); else its
 * estimate, and its settled amount from the moment it is settled. Days are the owner's at the
 * time an order was put. All is read from running totals, whatever the number of orders; of
 * goods since a moment, orders of half a month at most, too. Largest estimate first (days: newest first); at
 * most `most` rows. Suppliers and kinds since a moment: since its month; posts: those made since. */
size_t earning_load(struct store *store, enum earning_by by, int64_t since, size_t most,
	struct arena *arena, struct earning_row **rows);
/* The sums of the days from `since` up to, without, `until`; one row per currency, without names. */
size_t earning_span(struct store *store, int64_t since, int64_t until, struct arena *arena,
	struct earning_row **rows);

#endif
