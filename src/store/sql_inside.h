/*
 * sql_inside: one connection as its own files see it (the only file with sqlite3.h): sql_open.c
 * makes it, sql.c speaks to it, sql_words.c gives it words to search by. Everybody else includes
 * sql.h.
 */
#ifndef STORE_SQL_INSIDE_H
#define STORE_SQL_INSIDE_H

#include <sqlite3.h>

#include "store/sql.h"

struct sql {
	sqlite3 *database;
	struct sql_query *queries;
	int last_error;
	bool lasting;
	sqlite3_blob *blob; /* what sql_patch wrote to last */
	char blob_place[64];
};

/* Remembers SQLite's code and says it to the owner: ERR_STORE. */
enum err sql_fail(struct sql *sql, int code, struct fault *fault);

#endif
