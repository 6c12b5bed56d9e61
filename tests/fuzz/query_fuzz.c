/*
 * query: any line typed into the search is taken apart or named as wrong, and any title can be indexed, found
 * and taken out again. The first line of the input is typed, the rest is a title.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/goods_store.h"
#include "store/sql.h"
#include "store/words.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);

static struct sql *open_index(void)
{
	struct fault fault;
	struct sql *sql;

	if (sql_open(NULL, 0, &sql, &fault) != OK ||
		sql_add_tokenizer(sql, "goods", words_cut, &fault) != OK ||
		sql_run(sql, "CREATE VIRTUAL TABLE w USING fts5(t, content='', columnsize=0, tokenize='goods')",
			&fault) != OK)
		abort();
	return sql;
}

/* Any expression made from words must be one that FTS5 understands. */
static int64_t hits(struct sql *sql, const char *match)
{
	struct fault fault;
	int64_t count = 0;

	if (match && sql_number(sql, &fault, &count, "SELECT count(*) FROM w WHERE w MATCH ?1",
			     SQL_TEXT(match)) != OK)
		abort();
	return count;
}

static void index_and_find(struct sql *sql, struct arena *arena, const char *title, const char *words)
{
	struct fault fault;

	if (sql_do(sql, &fault, "INSERT INTO w(rowid, t) VALUES (1, ?1)", SQL_TEXT(title)) != OK)
		abort();
	hits(sql, words_match(arena, words));
	hits(sql, words_match_any(arena, words));
	hits(sql, words_match(arena, title));
	if (sql_do(sql, &fault, "INSERT INTO w(w, rowid, t) VALUES ('delete', 1, ?1)", SQL_TEXT(title)) != OK)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	static struct sql *sql;
	struct arena arena = { 0 };
	struct goods_query query;
	struct fault fault = { 0 };
	const char *bytes = (const char *)data;
	const char *cut = memchr(bytes, '\n', length);
	size_t typed = cut ? (size_t)(cut - bytes) : length;
	char *line = arena_bytes(&arena, bytes, typed);
	enum err err;

	if (!sql)
		sql = open_index();
	err = goods_query_read(line, &arena, &query, &fault);
	if ((err != OK && err != ERR_USAGE) || (err == ERR_USAGE && !fault.text[0]) || !query.words ||
		!query.without || query.price_from < 0 || query.rate_from_bp < 0)
		abort();
	/* Titles reach the index cleaned, but the index must not depend on it. */
	index_and_find(sql, &arena, arena_bytes(&arena, bytes + typed, length - typed), query.words);
	index_and_find(sql, &arena, text_take(&arena, bytes + typed, length - typed, 500, NULL), query.without);
	arena_clear(&arena);
	return 0;
}
