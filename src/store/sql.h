/*
 * sql: one SQLite database, spoken to in prepared statements only (sql_inside.h is the only file
 * that includes sqlite3.h). No table is known here: store/ and practice/ each keep their own. A
 * connection belongs to one thread at a time.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/fault.h"

struct sql;       /* one connection and its prepared statements */
struct sql_query; /* one prepared statement, owned by its connection */

enum {
	SQL_READ_ONLY = 1 << 0,
	SQL_IMMUTABLE = 1 << 1, /* read only from a folder that cannot be written: nobody may write it */
	SQL_LASTING = 1 << 2,   /* a commit survives a power cut (one fsync each), not only our death */
};

/* Opens or makes `path` (mode 0600, no symbolic link, waits 3 s for another program's lock); NULL =
 * in memory. WAL, but a rollback journal on network disks, where WAL does not work. On failure *sql
 * is NULL and the fault (ERR_STORE) holds SQLite's sentence; ERR_DECODE: the file is damaged or is
 * no database. Open after forking. */
MUST_USE enum err sql_open(const char *path, unsigned flags, struct sql **sql, struct fault *fault);
void sql_close(struct sql *sql); /* NULL is allowed; an open transaction is rolled back */

/* Statements without values and rows, separated by ';': schemas and pragmas. */
MUST_USE enum err sql_run(struct sql *sql, const char *statements, struct fault *fault);

/* ---- values for ?1, ?2 …; texts must live until the statement is done */
struct sql_value {
	enum { SQL_IS_NULL, SQL_IS_WHOLE, SQL_IS_TEXT, SQL_IS_BYTES } kind;
	int64_t whole;
	const char *bytes;
	size_t length;
};
#define SQL_NULL            ((struct sql_value){ .kind = SQL_IS_NULL })
#define SQL_WHOLE(number)   ((struct sql_value){ .kind = SQL_IS_WHOLE, .whole = (number) })
#define SQL_TEXT(text)      ((struct sql_value){ .kind = SQL_IS_TEXT, .bytes = (text) }) /* NULL → NULL */
#define SQL_BYTES(data, size) \
	((struct sql_value){ .kind = SQL_IS_BYTES, .bytes = (data), .length = (size) })

/* ---- questions with rows:
 *	struct sql_query *query = sql_ask(sql, fault, "SELECT … WHERE id = ?1", SQL_TEXT(id));
 *	while (query && (err = sql_step(query, &row, fault)) == OK && row)
 *		… sql_whole(query, 0) …
 *	sql_done(query);
 * Statements are kept by their text and used again; the same text may be in use twice. */
#define sql_ask(sql, fault, text, ...) \
	sql_ask_values(sql, fault, text, (const struct sql_value[]){ __VA_ARGS__ }, SQL_COUNT(__VA_ARGS__))
/* One statement run to its end, rows ignored. */
#define sql_do(sql, fault, text, ...) \
	sql_do_values(sql, fault, text, (const struct sql_value[]){ __VA_ARGS__ }, SQL_COUNT(__VA_ARGS__))
/* The first column of the first row; ERR_NOTHING (fault untouched) if
 * there is no row or it is null. */
#define sql_number(sql, fault, number, text, ...) \
	sql_number_values(sql, fault, number, text, (const struct sql_value[]){ __VA_ARGS__ }, \
		SQL_COUNT(__VA_ARGS__))
#define SQL_COUNT(...) (sizeof((const struct sql_value[]){ __VA_ARGS__ }) / sizeof(struct sql_value))

/* Without values. NULL on failure (fault is filled). */
struct sql_query *sql_prepare(struct sql *sql, const char *text, struct fault *fault);
struct sql_query *sql_ask_values(struct sql *sql, struct fault *fault, const char *text,
	const struct sql_value *values, size_t count);
MUST_USE enum err sql_do_values(struct sql *sql, struct fault *fault, const char *text,
	const struct sql_value *values, size_t count);
MUST_USE enum err sql_number_values(struct sql *sql, struct fault *fault, int64_t *number,
	const char *text, const struct sql_value *values, size_t count);
/* Parameters count from 1. A wrong index shows as a failure of the next sql_step. */
void sql_bind(struct sql_query *query, int parameter, struct sql_value value);
/* *row tells whether there is a row to look at. */
MUST_USE enum err sql_step(struct sql_query *query, bool *row, struct fault *fault);
/* Back to before the first row, values kept: for loops that bind and step again. */
void sql_reset(struct sql_query *query);
void sql_done(struct sql_query *query); /* gives the statement back; NULL is allowed */

/* ---- columns of the present row count from 0; bytes are lent until the next step, reset or done */
int64_t sql_whole(struct sql_query *query, int column); /* 0 for null */
const char *sql_text(struct sql_query *query, int column); /* NULL for null */
const char *sql_bytes(struct sql_query *query, int column, size_t *length);
bool sql_is_null(struct sql_query *query, int column);

/* ---- transactions; they do not nest */
MUST_USE enum err sql_begin(struct sql *sql, struct fault *fault); /* takes the write lock at once */
MUST_USE enum err sql_commit(struct sql *sql, struct fault *fault);
void sql_rollback(struct sql *sql); /* harmless outside a transaction */
bool sql_in_transaction(const struct sql *sql);
int64_t sql_last_id(const struct sql *sql);
int64_t sql_changed_rows(const struct sql *sql); /* by the last INSERT, UPDATE or DELETE */
int64_t sql_all_changes(const struct sql *sql); /* rows changed since the database was opened */
/* From now on commits survive a power cut, or only the death of the
 * program; outside transactions. */
MUST_USE enum err sql_set_lasting(struct sql *sql, bool lasting, struct fault *fault);
/* Was the last failure that the file itself is damaged? */
bool sql_is_damaged(const struct sql *sql);
/* Reads every page, about a second for each gigabyte. ERR_DECODE: damaged. */
MUST_USE enum err sql_check(struct sql *sql, struct fault *fault);

/* ---- bytes written into a stored blob in place, the rest of it untouched; within a transaction */
struct sql_place {
	const char *table, *column;
	int64_t row;
	size_t offset;
};
MUST_USE enum err sql_patch(struct sql *sql, const struct sql_place *place, const void *bytes,
	size_t length, struct fault *fault);

/* ---- words for FTS5 tables (tokenize='<name>'): `cut` calls sql_token for each word in order; `asking`: the
 * text is a query's. `same_place`: another word for the place of the word before. */
struct sql_words;
MUST_USE enum err sql_add_tokenizer(struct sql *sql, const char *name,
	void (*cut)(const char *text, size_t length, bool asking, struct sql_words *out),
	struct fault *fault);
void sql_token(struct sql_words *out, const char *bytes, size_t length, bool same_place);

#endif
