/*
 * sql_words: FTS5's interface for tokenizers on one side, words on the other. How a text falls into
 * words is not known here: store/words.c.
 */
#include "store/sql_inside.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/words.h"

struct sql_words {
	void *into;
	int (*put)(void *, int, const char *, int, int, int);
	int code;
	bool any;
};

struct tokenizer {
	void (*cut)(const char *text, size_t length, bool asking, struct sql_words *out);
};

static int make_tokenizer(void *tokenizer, const char **options, int count, Fts5Tokenizer **made)
{
	(void)options;
	(void)count;
	*made = tokenizer;
	return SQLITE_OK;
}

static void drop_tokenizer(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *into, int flags, const char *text, int length,
	int (*put)(void *, int, const char *, int, int, int))
{
	const struct tokenizer *words = (const void *)tokenizer;
	struct sql_words out = { .into = into, .put = put };

	if (text && length > 0)
		words->cut(text, (size_t)length, (flags & FTS5_TOKENIZE_QUERY) != 0, &out);
	return out.code;
}

void sql_token(struct sql_words *out, const char *bytes, size_t length, bool same_place)
{
	int flags = same_place && out->any ? FTS5_TOKEN_COLOCATED : 0;

	/* The places within the text serve snippets only, which nobody asks for. */
	if (out->code == SQLITE_OK)
		out->code = out->put(out->into, flags, bytes, (int)length, 0, 0);
	out->any = true;
}

static fts5_api *find_fts5(struct sql *sql)
{
	sqlite3_stmt *statement;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(sql->database, "SELECT fts5(?)", -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(statement);
	sqlite3_finalize(statement);
	return api;
}

enum err sql_add_tokenizer(struct sql *sql, const char *name,
	void (*cut)(const char *text, size_t length, bool asking, struct sql_words *out),
	struct fault *fault)
{
	fts5_tokenizer functions = { make_tokenizer, drop_tokenizer, tokenize };
	fts5_api *api = find_fts5(sql);

	if (!api)
		return fault_set(fault, ERR_STORE,
			_("This SQLite has no full-text search (FTS5); install one that has it"));
	struct tokenizer *tokenizer = malloc(sizeof *tokenizer);
	if (!tokenizer)
		arena_out_of_memory();
	tokenizer->cut = cut;
	int code = api->xCreateTokenizer(api, name, tokenizer, &functions, free);
	return code == SQLITE_OK ? OK : sql_fail(sql, code, fault);
}
