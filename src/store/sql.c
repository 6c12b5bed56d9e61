/*
 * sql: SQLite behind a small face. Prepared statements are kept by their text: an owner's session
 * uses some dozens, so a short list is searched. Opening is sql_open.c, words for full-text search
 * sql_words.c.
 */
#include "store/sql_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/words.h"

enum { QUERIES_KEPT = 96 };

struct sql_query {
	sqlite3_stmt *statement;
	struct sql *sql;
	struct sql_query *next; /* most recently used first */
	bool in_use;
	int bind_error;
};

enum err sql_fail(struct sql *sql, int code, struct fault *fault)
{
	sql->last_error = code & 0xff;
	if (sql->last_error == SQLITE_FULL)
		return fault_set(
			fault, ERR_STORE, _("The disk is full; free some space and try again"));
	if (sql->last_error == SQLITE_BUSY)
		return fault_set(fault, ERR_STORE,
			_("The database is in use by another program; try again"));
	return fault_set(fault, ERR_STORE, _("The database says: %s"),
		sql->database ? sqlite3_errmsg(sql->database) : sqlite3_errstr(code));
}

static void close_blob(struct sql *sql)
{
	sqlite3_blob_close(sql->blob);
	sql->blob = NULL;
}

static void query_free(struct sql_query *query)
{
	sqlite3_finalize(query->statement);
	free(query);
}

void sql_close(struct sql *sql)
{
	if (!sql)
		return;
	close_blob(sql);
	while (sql->queries) {
		struct sql_query *query = sql->queries;
		sql->queries = query->next;
		query_free(query);
	}
	sqlite3_close(sql->database);
	free(sql);
}

enum err sql_run(struct sql *sql, const char *statements, struct fault *fault)
{
	int code = sqlite3_exec(sql->database, statements, NULL, NULL, NULL);
	return code == SQLITE_OK ? OK : sql_fail(sql, code, fault);
}

/* Takes the statement with this text out of the list, or NULL. */
static struct sql_query *take_kept(struct sql *sql, const char *text)
{
	for (struct sql_query **at = &sql->queries; *at; at = &(*at)->next) {
		struct sql_query *query = *at;
		if (!query->in_use && strcmp(sqlite3_sql(query->statement), text) == 0) {
			*at = query->next;
			return query;
		}
	}
	return NULL;
}

static void forget_oldest(struct sql *sql)
{
	size_t count = 0;
	for (struct sql_query **at = &sql->queries; *at;) {
		struct sql_query *query = *at;
		if (++count > QUERIES_KEPT && !query->in_use) {
			*at = query->next;
			query_free(query);
		} else {
			at = &query->next;
		}
	}
}

static struct sql_query *query_new(struct sql *sql, const char *text, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v3(
		sql->database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (code != SQLITE_OK || !statement) {
		sql_fail(sql, code, fault);
		return NULL;
	}
	struct sql_query *query = calloc(1, sizeof(*query));
	if (!query)
		arena_out_of_memory();
	query->statement = statement;
	query->sql = sql;
	return query;
}

struct sql_query *sql_prepare(struct sql *sql, const char *text, struct fault *fault)
{
	struct sql_query *query = take_kept(sql, text);
	if (!query)
		query = query_new(sql, text, fault);
	if (!query)
		return NULL;
	query->next = sql->queries;
	sql->queries = query;
	query->in_use = true;
	query->bind_error = SQLITE_OK;
	forget_oldest(sql);
	return query;
}

void sql_bind(struct sql_query *query, int parameter, struct sql_value value)
{
	int code = SQLITE_OK;
	if (value.kind == SQL_IS_WHOLE)
		code = sqlite3_bind_int64(query->statement, parameter, value.whole);
	else if (value.kind == SQL_IS_TEXT && value.bytes)
		code = sqlite3_bind_text(
			query->statement, parameter, value.bytes, -1, SQLITE_STATIC);
	else if (value.kind == SQL_IS_BYTES)
		code = sqlite3_bind_blob64(
			query->statement, parameter, value.bytes, value.length, SQLITE_STATIC);
	else
		code = sqlite3_bind_null(query->statement, parameter);
	if (code != SQLITE_OK)
		query->bind_error = code;
}

struct sql_query *sql_ask_values(struct sql *sql, struct fault *fault, const char *text,
	const struct sql_value *values, size_t count)
{
	struct sql_query *query = sql_prepare(sql, text, fault);
	for (size_t i = 0; query && i < count; i++)
		sql_bind(query, (int)i + 1, values[i]);
	return query;
}

enum err sql_step(struct sql_query *query, bool *row, struct fault *fault)
{
	*row = false;
	if (query->bind_error != SQLITE_OK)
		return sql_fail(query->sql, query->bind_error, fault);
	int code = sqlite3_step(query->statement);
	*row = code == SQLITE_ROW;
	return code == SQLITE_ROW || code == SQLITE_DONE ? OK : sql_fail(query->sql, code, fault);
}

void sql_reset(struct sql_query *query)
{
	sqlite3_reset(query->statement);
}

void sql_done(struct sql_query *query)
{
	if (!query)
		return;
	sqlite3_reset(query->statement);
	sqlite3_clear_bindings(query->statement);
	query->in_use = false;
}

enum err sql_do_values(struct sql *sql, struct fault *fault, const char *text,
	const struct sql_value *values, size_t count)
{
	struct sql_query *query = sql_ask_values(sql, fault, text, values, count);
	if (!query)
		return ERR_STORE;
	bool row = true;
	enum err err = OK;
	while (err == OK && row)
		err = sql_step(query, &row, fault);
	sql_done(query);
	return err;
}

enum err sql_number_values(struct sql *sql, struct fault *fault, int64_t *number, const char *text,
	const struct sql_value *values, size_t count)
{
	struct sql_query *query = sql_ask_values(sql, fault, text, values, count);
	if (!query)
		return ERR_STORE;
	bool row;
	enum err err = sql_step(query, &row, fault);
	if (err == OK && (!row || sql_is_null(query, 0)))
		err = ERR_NOTHING;
	if (err == OK)
		*number = sql_whole(query, 0);
	sql_done(query);
	return err;
}

int64_t sql_whole(struct sql_query *query, int column)
{
	return sqlite3_column_int64(query->statement, column);
}

const char *sql_text(struct sql_query *query, int column)
{
	return (const char *)sqlite3_column_text(query->statement, column);
}

const char *sql_bytes(struct sql_query *query, int column, size_t *length)
{
	const char *bytes = sqlite3_column_blob(query->statement, column);
	*length = (size_t)sqlite3_column_bytes(query->statement, column);
	return bytes;
}

bool sql_is_null(struct sql_query *query, int column)
{
	return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

enum err sql_begin(struct sql *sql, struct fault *fault)
{
	return sql_run(sql, "BEGIN IMMEDIATE", fault);
}

enum err sql_commit(struct sql *sql, struct fault *fault)
{
	close_blob(sql);
	return sql_run(sql, "COMMIT", fault);
}

void sql_rollback(struct sql *sql)
{
	struct fault ignored;
	close_blob(sql);
	if (sql_in_transaction(sql) && sql_run(sql, "ROLLBACK", &ignored) != OK)
		return; /* the failed statement has rolled back by itself */
}

bool sql_in_transaction(const struct sql *sql)
{
	return !sqlite3_get_autocommit(sql->database);
}

int64_t sql_last_id(const struct sql *sql)
{
	return sqlite3_last_insert_rowid(sql->database);
}

int64_t sql_changed_rows(const struct sql *sql)
{
	return sqlite3_changes64(sql->database);
}

int64_t sql_all_changes(const struct sql *sql)
{
	return sqlite3_total_changes64(sql->database);
}

enum err sql_set_lasting(struct sql *sql, bool lasting, struct fault *fault)
{
	if (sql->lasting == lasting)
		return OK;
	sql->lasting = lasting;
	return sql_run(
		sql, lasting ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", fault);
}

bool sql_is_damaged(const struct sql *sql)
{
	return sql->last_error == SQLITE_CORRUPT || sql->last_error == SQLITE_NOTADB;
}

enum err sql_check(struct sql *sql, struct fault *fault)
{
	struct sql_query *query = sql_prepare(sql, "PRAGMA quick_check(1)", fault);
	bool row;

	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, fault);
	if (err == OK && row && strcmp(sql_text(query, 0), "ok") != 0)
		err = fault_set(
			fault, ERR_DECODE, _("The database is damaged: %s"), sql_text(query, 0));
	sql_done(query);
	return err;
}

/* Moving an open handle to another row is far cheaper than opening one; a row written otherwise
 * since then has expired it. */
static int aim_blob(struct sql *sql, const struct sql_place *place)
{
	char name[sizeof sql->blob_place];
	int code;

	snprintf(name, sizeof name, "%s.%s", place->table, place->column);
	if (sql->blob && strcmp(name, sql->blob_place) == 0) {
		code = sqlite3_blob_reopen(sql->blob, place->row);
		if (code != SQLITE_ABORT)
			return code;
	}
	close_blob(sql);
	memcpy(sql->blob_place, name, sizeof name);
	return sqlite3_blob_open(
		sql->database, "main", place->table, place->column, place->row, 1, &sql->blob);
}

enum err sql_patch(struct sql *sql, const struct sql_place *place, const void *bytes, size_t length,
	struct fault *fault)
{
	int code = aim_blob(sql, place);

	if (code == SQLITE_OK)
		code = sqlite3_blob_write(sql->blob, bytes, (int)length, (int)place->offset);
	if (code == SQLITE_OK)
		return OK;
	enum err err = sql_fail(sql, code, fault);
	close_blob(sql);
	return err;
}
