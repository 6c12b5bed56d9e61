/*
 * table: what the files of this room share. Nobody outside store/ includes it.
 */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "base/money.h"
#include "model/goods.h"
#include "store/sql.h"
#include "store/store.h"

/* Starts and steps a read whose failure can only be logged: screens then draw what there is. */
#define store_ask(store, text, ...) sql_ask((store)->sql, NULL, text, __VA_ARGS__)
bool store_next(struct sql_query *query); /* NULL is allowed; false: no more */
/* The first column of the first row, or 0. */
#define store_number(store, text, ...) \
	store_number_values(store, text, (const struct sql_value[]){ __VA_ARGS__ }, SQL_COUNT(__VA_ARGS__))
int64_t store_number_values(
	struct store *store, const char *text, const struct sql_value *values, size_t count);

/* Ends a transaction begun by store_begin: saves if `err` is OK, else
 * undoes. Returns what came of it. */
MUST_USE enum err store_finish(struct store *store, enum err err, struct fault *fault);
/* One statement in a transaction of its own; marks the topic. */
#define store_do(store, topic, fault, text, ...) \
	store_do_values(store, topic, fault, \
		&(const struct store_statement){ text, (const struct sql_value[]){ __VA_ARGS__ }, \
			SQL_COUNT(__VA_ARGS__) })
struct store_statement {
	const char *text;
	const struct sql_value *values;
	size_t count;
};
MUST_USE enum err store_do_values(struct store *store, enum topic topic, struct fault *fault,
	const struct store_statement *statement);

/* A copy in the arena; NULL for null. */
char *store_text(struct sql_query *query, int column, struct arena *arena);
struct money store_money(int64_t minor, enum currency currency);
/* Account names and category ids as small numbers. 0: not known, or (adding) the fault tells. */
int64_t supplier_number(struct store *store, const char *name);
int64_t supplier_add(struct store *store, const char *name, struct fault *fault);
int64_t category_number(struct store *store, const char *id);
int64_t category_add(struct store *store, const char *id, struct fault *fault);

/* goods_store.c: goods by their number in the file; 0 and false: never seen. */
int64_t goods_number(struct store *store, const char *supplier, const char *id);
bool goods_read(struct store *store, struct arena *arena, int64_t number, struct goods *goods);
/* Goods in these currencies (a bit each) are there, within a transaction. */
MUST_USE enum err currencies_note(struct store *store, uint64_t currencies, struct fault *fault);

#endif
