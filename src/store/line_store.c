/*
 * line_store: the ledger, append-only, and the balances. A line belongs to one bucket; a bucket is the sum of
 * its lines and nothing else (R11), kept in balance_total in the same transaction.
 */
#include <string.h>
#include "base/log.h"
#include "base/words.h"
#include "store/line_total.h"
#include "store/order_store.h"
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"

/* The name under which balance_total keeps the sum of all lines. */
#define WHOLE_LEDGER "ledger"

/* ---- putting */

static enum err add_to(
	struct store *store, const char *bucket, const struct line *line, struct fault *fault)
{
	const struct sum sum = { SUM_BALANCE, { currency_code(line->amount.currency), bucket },
		{ line->amount.minor }, NULL };

	return sums_add(store, &sum, fault);
}

static enum err add_new(struct store *store, const struct line *line, struct fault *fault)
{
	enum err err = sql_do(store->sql, fault,
		"INSERT INTO line(supplier, id, kind, bucket, sub_id, ref, currency, amount, at)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		SQL_TEXT(line->supplier), SQL_TEXT(line->id), SQL_TEXT(line_kind_id(line->kind)),
		SQL_TEXT(bucket_id(line->bucket)), SQL_TEXT(line->order), SQL_TEXT(line->ref),
		SQL_TEXT(currency_code(line->amount.currency)), SQL_WHOLE(line->amount.minor),
		SQL_WHOLE(line->at));

	store->changed |= TOPIC_LINES;
	/* A bucket this version does not know is shown and counted nowhere (R9). */
	if (err || line->bucket == BUCKET_NONE)
		return err;
	err = add_to(store, bucket_id(line->bucket), line, fault);
	if (!err)
		err = add_to(store, WHOLE_LEDGER, line, fault);
	return err ? err : line_total_add(store, line, fault);
}

static bool differs(struct sql_query *query, const struct line *line)
{
	return sql_whole(query, 0) != line->amount.minor ||
		strcmp(sql_text(query, 1), currency_code(line->amount.currency)) != 0 ||
		strcmp(sql_text(query, 2), bucket_id(line->bucket)) != 0 ||
		strcmp(sql_text(query, 3), line_kind_id(line->kind)) != 0;
}

static enum err put_one(struct store *store, const struct line *line, struct fault *fault)
{
	struct sql_query *query = store_ask(store,
		"SELECT amount, currency, bucket, kind FROM line WHERE supplier = ?1 AND id = ?2",
		SQL_TEXT(line->supplier), SQL_TEXT(line->id));
	bool seen = store_next(query);

	if (seen && differs(query, line))
		log_line(LOG_WARNING, "line-differs", "%s %s says something else now; kept as it was",
			line->supplier, line->id);
	sql_done(query);
	return seen ? OK : add_new(store, line, fault);
}

enum err line_put(
	struct store *store, const struct line *lines, size_t count, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	for (i = 0; i < count && !err; i++)
		err = put_one(store, &lines[i], fault);
	return store_finish(store, err, fault);
}

/* ---- reading */

void line_book(struct store *store, const struct order *order, const char *name, struct book *book)
{
	struct arena arena = { 0 };
	char *end = arena_text(&arena, name);
	struct sql_query *query;

	/* By the index over ids: '!' is the character behind the space. */
	end[strlen(end) - 1] = '!';
	*book = (struct book){ 0 };
	query = store_ask(store,
		"SELECT kind, bucket, amount FROM line WHERE supplier = ?1 AND id >= ?2 AND id < ?3"
		" AND sub_id = ?4",
		SQL_TEXT(order->supplier), SQL_TEXT(name), SQL_TEXT(end), SQL_TEXT(order->sub_id));
	while (store_next(query))
		book_add(book,
			&(const struct line){ .kind = line_kind_find(sql_text(query, 0)),
				.bucket = bucket_find(sql_text(query, 1)),
				.amount = { sql_whole(query, 2), CURRENCY_NONE } });
	sql_done(query);
	arena_clear(&arena);
}

#define READ_LINE "SELECT supplier, id, kind, bucket, sub_id, ref, currency, amount, at FROM line"

static struct line read_line(struct sql_query *query, struct arena *arena)
{
	return (struct line){ .supplier = store_text(query, 0, arena),
		.id = store_text(query, 1, arena),
		.kind = line_kind_find(sql_text(query, 2)),
		.bucket = bucket_find(sql_text(query, 3)),
		.order = store_text(query, 4, arena),
		.ref = store_text(query, 5, arena),
		.amount = store_money(sql_whole(query, 7), currency_find(sql_text(query, 6))),
		.at = sql_whole(query, 8) };
}

size_t line_load_order(
	struct store *store, const struct order *order, struct arena *arena, struct line **rows)
{
	static const char where[] = " WHERE sub_id = ?1 AND supplier = ?2";
	size_t count = (size_t)store_number(store,
		       arena_print(arena, "SELECT count(*) FROM line%s", where), SQL_TEXT(order->sub_id),
		       SQL_TEXT(order->supplier)),
	       found = 0;
	struct sql_query *query = store_ask(store,
		arena_print(arena, READ_LINE "%s ORDER BY at, number", where), SQL_TEXT(order->sub_id),
		SQL_TEXT(order->supplier));

	*rows = arena_take_array(arena, count, sizeof **rows);
	while (found < count && store_next(query))
		(*rows)[found++] = read_line(query, arena);
	sql_done(query);
	return found;
}

size_t line_load(
	struct store *store, size_t offset, size_t count, struct arena *arena, struct line **rows)
{
	size_t all = (size_t)store_number(
		       store, "SELECT max(number) FROM line WHERE 0 = ?1", SQL_WHOLE(0)),
	       found = 0;
	struct sql_query *query;

	/* Lines are never deleted, so their numbers have no gaps. */
	*rows = NULL;
	if (offset >= all)
		return 0;
	if (count > all - offset)
		count = all - offset;
	*rows = arena_take_array(arena, count, sizeof **rows);
	query = store_ask(store,
		READ_LINE " ORDER BY at DESC, number DESC LIMIT ?1 OFFSET ?2",
		SQL_WHOLE((int64_t)count), SQL_WHOLE((int64_t)offset));
	while (found < count && store_next(query))
		(*rows)[found++] = read_line(query, arena);
	sql_done(query);
	return found;
}

/* Rows of currency, bucket, sum; the whole ledger among them or (its bucket NULL) not. */
static size_t read_balances(
	struct sql_query *query, bool sum_up, struct arena *arena, struct balance **rows)
{
	struct balance *all = arena_take_array(arena, CURRENCY_COUNT, sizeof *all), *balance;
	enum bucket bucket;
	size_t count = 0, i;

	while (store_next(query)) {
		enum currency currency = currency_find(sql_text(query, 0));

		for (i = 0; i < count && all[i].currency != currency; i++)
			;
		balance = &all[i];
		count += i == count;
		balance->currency = currency;
		bucket = bucket_find(sql_text(query, 1));
		if (bucket != BUCKET_NONE)
			balance->minor[bucket] = sql_whole(query, 2);
		if (sum_up ? bucket != BUCKET_NONE : bucket == BUCKET_NONE)
			balance->ledger_minor += sql_whole(query, 2);
	}
	sql_done(query);
	*rows = all;
	return count;
}

size_t balance_load(struct store *store, struct arena *arena, struct balance **rows)
{
	sums_settle(store);
	return read_balances(
		sql_prepare(store->sql,
			"SELECT currency, bucket, minor FROM balance_total ORDER BY currency", NULL),
		false, arena, rows);
}

size_t balance_check(struct store *store, struct arena *arena, struct balance **rows)
{
	return read_balances(sql_prepare(store->sql,
				     "SELECT currency, bucket, sum(amount) FROM line WHERE bucket <> 'none'"
				     " GROUP BY currency, bucket ORDER BY currency",
				     NULL),
		true, arena, rows);
}
