/*
 * store: opening the file whatever state it is in, transactions, and small
 * facts. What is in it: migrate.c.
 */
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "store/answer.h"
#include "store/migrate.h"
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"
#include "store/words.h"

/* A file this small is checked whole at each start; a larger one by
 * doctor, or when it gives trouble. */
enum { CHECK_MOST_BYTES = 1 << 20, PATH_BYTES = 4096 };

static bool is_small(const char *path)
{
	struct stat found;

	return path && stat(path, &found) == 0 && found.st_size <= CHECK_MOST_BYTES;
}

static enum err open_and_migrate(struct store *store, const char *path, struct fault *fault)
{
	enum err err = sql_open(path, SQL_LASTING, &store->sql, fault);

	if (!err)
		err = sql_add_tokenizer(store->sql, "goods", words_cut, fault);
	if (!err && is_small(path))
		err = sql_check(store->sql, fault);
	if (!err && migrate_version(store->sql) > migrate_newest()) {
		store->read_only = true;
		fault_set(fault, OK,
			_("The data file is from a newer shopkeeper: it is shown, but nothing is saved"));
		return OK;
	}
	if (!err)
		err = migrate_to(store->sql, migrate_newest(), fault);
	if (err && store->sql && sql_is_damaged(store->sql))
		err = ERR_DECODE;
	if (err) {
		sql_close(store->sql);
		store->sql = NULL;
	}
	return err;
}

/* The journal goes with its file: beside another it would do harm. */
static enum err move_aside(const char *path, char *moved, struct fault *fault)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char from[PATH_BYTES], to[PATH_BYTES];
	int64_t now = clock_now_s();
	size_t i;

	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(from, sizeof from, "%s%s", path, ends[i]);
		if (snprintf(to, sizeof to, "%s.broken-%lld%s", path, (long long)now, ends[i]) >=
			(int)sizeof to)
			return fault_set(
				fault, ERR_STORE, _("The path of the data file is too long"));
		if (i == 0)
			memcpy(moved, to, sizeof to);
		if (rename(from, to) != 0 && errno != ENOENT)
			return fault_set(fault, ERR_STORE,
				_("%s is damaged and cannot be moved aside: %s"), path, strerror(errno));
	}
	log_line(LOG_ERROR, "store-broken", "moved aside to %s", moved);
	return OK;
}

static enum err replace_broken(struct store *store, const char *path, struct fault *fault)
{
	char moved[PATH_BYTES];
	enum err err = move_aside(path, moved, fault);

	if (!err)
		err = open_and_migrate(store, path, fault);
	if (!err)
		fault_set(fault, OK,
			_("The data file was damaged; it was moved to %s and a new one begun"),
			moved);
	return err;
}

/* From a folder that cannot be written, SQLite reads a WAL file only as an immutable one. */
static enum err open_read_only(struct store *store, const char *path, struct fault *fault)
{
	struct fault why;
	struct sql *sql;

	if (sql_open(path, SQL_IMMUTABLE, &sql, &why) != OK)
		return fault->code;
	if (migrate_version(sql) != migrate_newest() ||
		sql_add_tokenizer(sql, "goods", words_cut, &why) != OK) {
		sql_close(sql);
		return fault->code;
	}
	store->sql = sql;
	store->read_only = true;
	return fault_set(fault, OK,
		_("The data folder cannot be written: it is shown, but nothing is saved"));
}

static bool can_be_written(const char *path)
{
	char folder[PATH_BYTES];
	char *slash;

	if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder)
		return false;
	slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	return eaccess(slash ? folder : ".", W_OK) == 0 &&
		(eaccess(path, F_OK) != 0 || eaccess(path, W_OK) == 0);
}

enum err store_open(struct store *store, const char *path, struct fault *fault)
{
	struct fault own = { 0 };
	enum err err;

	if (!fault)
		fault = &own;
	memset(store, 0, sizeof *store);
	memset(fault, 0, sizeof *fault);
	err = open_and_migrate(store, path, fault);
	if (err && path && !can_be_written(path))
		return open_read_only(store, path, fault);
	if (err == ERR_DECODE && path)
		return replace_broken(store, path, fault);
	return err;
}

void store_close(struct store *store)
{
	answer_free(store->answer);
	answer_free(store->everything);
	sums_forget(store);
	sql_close(store->sql);
	memset(store, 0, sizeof *store);
}

enum err store_check(struct store *store, struct fault *fault)
{
	return sql_check(store->sql, fault);
}

/* ---- transactions */

static enum err begin(struct store *store, bool lasting, struct fault *fault)
{
	enum err err;

	if (store->read_only)
		return fault_set(
			fault, ERR_STORE, _("The data file cannot be written; nothing was saved"));
	if (store->depth == 0) {
		err = sql_set_lasting(store->sql, lasting, fault);
		if (!err)
			err = sql_begin(store->sql, fault);
		if (err)
			return err;
		store->doomed = false;
	}
	store->depth++;
	return OK;
}

enum err store_begin(struct store *store, struct fault *fault)
{
	return begin(store, true, fault);
}

enum err store_begin_hasty(struct store *store, struct fault *fault)
{
	return begin(store, false, fault);
}

void store_rollback(struct store *store)
{
	if (store->depth == 0)
		return;
	store->version++;
	sums_forget(store);
	if (--store->depth > 0)
		store->doomed = true;
	else
		sql_rollback(store->sql);
}

enum err store_commit(struct store *store, struct fault *fault)
{
	enum err err;

	if (store->depth > 1 && !store->doomed) {
		store->depth--;
		return OK;
	}
	if (store->depth == 1 && !store->doomed && sums_write(store, fault) != OK) {
		store_rollback(store);
		return ERR_STORE;
	}
	if (store->depth != 1 || store->doomed || !sql_in_transaction(store->sql)) {
		store_rollback(store);
		return fault_set(
			fault, ERR_STORE, _("Nothing was saved, because a part of it failed"));
	}
	err = sql_commit(store->sql, fault);
	if (err)
		store_rollback(store);
	else
		store->depth = 0;
	return err;
}

enum err store_finish(struct store *store, enum err err, struct fault *fault)
{
	if (!err)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

enum err store_do_values(struct store *store, enum topic topic, struct fault *fault,
	const struct store_statement *statement)
{
	enum err err = store_begin(store, fault);

	if (err)
		return err;
	err = sql_do_values(
		store->sql, fault, statement->text, statement->values, statement->count);
	if (!err && sql_changed_rows(store->sql) > 0)
		store->changed |= topic;
	return store_finish(store, err, fault);
}

uint32_t store_take_changes(struct store *store)
{
	uint32_t changed = store->changed;

	store->changed = 0;
	return changed;
}

/* ---- reading */

bool store_next(struct sql_query *query)
{
	struct fault fault;
	bool row = false;

	if (query && sql_step(query, &row, &fault) != OK)
		log_line(LOG_ERROR, "store-read", "%s", fault.text);
	return row;
}

int64_t store_number_values(
	struct store *store, const char *text, const struct sql_value *values, size_t count)
{
	struct sql_query *query = sql_ask_values(store->sql, NULL, text, values, count);
	int64_t number = store_next(query) ? sql_whole(query, 0) : 0;

	sql_done(query);
	return number;
}

char *store_text(struct sql_query *query, int column, struct arena *arena)
{
	const char *text = sql_text(query, column);

	return text ? arena_text(arena, text) : NULL;
}

struct money store_money(int64_t minor, enum currency currency)
{
	return (struct money){ minor, currency };
}

/* ---- labels and facts */

int64_t supplier_number(struct store *store, const char *name)
{
	return store_number(store, "SELECT number FROM supplier WHERE name = ?1", SQL_TEXT(name));
}

int64_t supplier_add(struct store *store, const char *name, struct fault *fault)
{
	int64_t number = supplier_number(store, name);

	if (number || sql_do(store->sql, fault, "INSERT INTO supplier(name) VALUES (?1)",
			      SQL_TEXT(name)) != OK)
		return number;
	return sql_last_id(store->sql);
}

int64_t category_number(struct store *store, const char *id)
{
	return store_number(store, "SELECT number FROM label WHERE text = ?1", SQL_TEXT(id));
}

int64_t category_add(struct store *store, const char *id, struct fault *fault)
{
	int64_t number = category_number(store, id);

	if (number || sql_do(store->sql, fault, "INSERT INTO label(text) VALUES (?1)",
			      SQL_TEXT(id)) != OK)
		return number;
	return sql_last_id(store->sql);
}

const char *store_get(struct store *store, struct arena *arena, const char *name)
{
	struct sql_query *query =
		store_ask(store, "SELECT value FROM fact WHERE name = ?1", SQL_TEXT(name));
	const char *value = store_next(query) ? store_text(query, 0, arena) : NULL;

	sql_done(query);
	return value;
}

enum err store_put(struct store *store, const char *name, const char *value, struct fault *fault)
{
	if (!value)
		return store_do(
			store, 0, fault, "DELETE FROM fact WHERE name = ?1", SQL_TEXT(name));
	return store_do(store, 0, fault,
		"INSERT INTO fact VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", SQL_TEXT(name),
		SQL_TEXT(value));
}
