/*
 * goods_index: titles in the full-text index (FTS5, cut by words.h): one by one as goods are put,
 * or many at once after a walk over a whole catalogue. Searching it: answer.c.
 */
#include "store/goods_index.h"

#include <string.h>

#include "store/columns.h"
#include "store/goods_store.h"
#include "store/sql.h"
#include "store/table.h"

enum { INDEX_SLICE = 20000 };

enum err goods_index_put(
	struct store *store, int64_t number, const char *title, struct fault *fault)
{
	return sql_do(store->sql, fault, "INSERT INTO goods_words(rowid, title) VALUES (?1, ?2)",
		SQL_WHOLE(number), SQL_TEXT(title));
}

/* The index holds no titles: taking one out needs the very text that was put in. */
enum err goods_index_replace(
	struct store *store, int64_t number, const char *title, struct fault *fault)
{
	struct arena arena = { 0 };
	struct sql_query *query =
		store_ask(store, "SELECT title FROM goods WHERE number = ?1", SQL_WHOLE(number));
	char *old = store_next(query) ? store_text(query, 0, &arena) : NULL;
	enum err err = OK;

	sql_done(query);
	if (old && strcmp(old, title) != 0) {
		err = sql_do(store->sql, fault,
			"INSERT INTO goods_words(goods_words, rowid, title) VALUES ('delete', ?1, ?2)",
			SQL_WHOLE(number), SQL_TEXT(old));
		if (!err)
			err = goods_index_put(store, number, title, fault);
	}
	arena_clear(&arena);
	return err;
}

/* ---- the search index after a walk */

static enum err index_one(
	struct store *store, struct sql_query *titles, int64_t number, struct fault *fault)
{
	bool row;
	enum err err;

	sql_reset(titles);
	sql_bind(titles, 1, SQL_WHOLE(number));
	err = sql_step(titles, &row, fault);
	if (!err && row)
		err = goods_index_put(store, number, sql_text(titles, 0), fault);
	return err;
}

/* The goods of one block that are not indexed, at most `most`; returns how many it did. */
static enum err index_block(struct store *store, int64_t block, size_t most, size_t *done,
	struct fault *fault)
{
	struct column_reader *reader = column_reader_new(store, COLUMN_TRAITS);
	const int64_t *cells = column_read(reader, block);
	struct sql_query *titles =
		sql_prepare(store->sql, "SELECT title FROM goods WHERE number = ?1", fault);
	int64_t number, cell;
	enum err err = titles ? OK : ERR_STORE;
	size_t i;

	for (i = 0; i < BLOCK_CELLS && *done < most && !err; i++) {
		number = block * BLOCK_CELLS + (int64_t)i;
		/* A supplier is in every cell that was written. */
		if (cells[i] == 0 || cells[i] & TRAIT_INDEXED)
			continue;
		err = index_one(store, titles, number, fault);
		cell = cells[i] | TRAIT_INDEXED;
		if (!err)
			err = columns_put(store, COLUMN_TRAITS, &number, &cell, 1, fault);
		++*done;
	}
	sql_done(titles);
	column_reader_free(reader);
	return err;
}

enum err goods_index_some(struct store *store, size_t most, bool *left, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);
	size_t done = 0;
	int64_t block, top;

	*left = false;
	if (err)
		return err;
	top = store_number(store, "SELECT max(number) FROM goods WHERE 0 = ?1", SQL_WHOLE(0));
	for (block = 0; block * BLOCK_CELLS <= top && done < most && !err; block++)
		err = index_block(store, block, most, &done, fault);
	*left = done == most;
	if (done > 0) {
		store->version++;
		store->changed |= TOPIC_GOODS;
	}
	return store_finish(store, err, fault);
}

enum err goods_index(struct store *store, struct fault *fault)
{
	bool left = true;
	enum err err = OK;

	while (left && !err)
		err = goods_index_some(store, INDEX_SLICE, &left, fault);
	return err;
}
