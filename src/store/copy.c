/*
 * copy: see copy.h. A restored file is never the owner's own file moved: it is written
 * anew, so that nothing odd in its pages comes along, and only after its tables were
 * compared with those of its version.
 */
#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "store/migrate.h"
#include "store/sql.h"
#include "store/words.h"

static enum err fail(struct fault *fault, enum err code, const char *format, const char *path)
{
	return fault_set(fault, code, format, path, strerror(errno));
}

static char *beside(struct arena *arena, const char *path, const char *ending)
{
	return arena_print(arena, "%s%s", path, ending);
}

/* SQLite wants no file or an empty one; ours is closed to others from its first byte. */
static enum err make_empty(const char *path, struct fault *fault)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (file < 0 && errno == EEXIST)
		return fault_set(
			fault, ERR_USAGE, _("%s is there already: choose another name"), path);
	if (file < 0)
		return fail(fault, ERR_FAILED, _("%s cannot be made: %s"), path);
	close(file);
	return OK;
}

/* The copy is on the disk before anybody is told that it is there. */
static enum err sync_path(const char *path, int flags, struct fault *fault)
{
	int file = open(path, flags | O_CLOEXEC);
	bool synced = file >= 0 && fsync(file) == 0;

	if (!synced)
		(void)fail(fault, ERR_FAILED, _("%s cannot be written to the disk: %s"), path);
	if (file >= 0)
		close(file);
	return synced ? OK : ERR_FAILED;
}

static enum err sync_folder_of(const char *path, struct fault *fault)
{
	struct arena arena = { 0 };
	char *folder = arena_text(&arena, path), *slash = strrchr(folder, '/');
	enum err err;

	if (slash)
		slash[slash == folder] = '\0';
	err = sync_path(slash ? folder : ".", O_RDONLY | O_DIRECTORY, fault);
	arena_clear(&arena);
	return err;
}

static enum err copy_to(struct sql *sql, const char *path, struct fault *fault)
{
	enum err err = make_empty(path, fault);

	if (err)
		return err;
	err = sql_do(sql, fault, "VACUUM INTO ?1", SQL_TEXT(path));
	if (!err)
		err = sync_path(path, O_RDONLY, fault);
	if (!err)
		err = sync_folder_of(path, fault);
	if (err)
		unlink(path);
	return err;
}

enum err store_copy(struct store *store, const char *path, struct fault *fault)
{
	return copy_to(store->sql, path, fault);
}

/* ---- judging */

/* Tables and indexes, in one order; what SQLite itself adds when it measures
 * (sqlite_stat…) is no matter. */
#define READ_TABLES \
	"SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master" \
	" WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1"

/* A program could leave views and triggers in a file that would act on ours: all tables must be
 * those that shopkeeper itself makes for this version. */
static bool same_tables(struct sql *found, struct sql *wanted)
{
	struct sql_query *a = sql_prepare(found, READ_TABLES, NULL);
	struct sql_query *b = sql_prepare(wanted, READ_TABLES, NULL);
	bool row_a = true, row_b = true, same = a && b;

	while (same && row_a && row_b) {
		same = sql_step(a, &row_a, NULL) == OK && sql_step(b, &row_b, NULL) == OK &&
		       row_a == row_b;
		if (same && row_a)
			same = strcmp(sql_text(a, 0), sql_text(b, 0)) == 0;
	}
	sql_done(a);
	sql_done(b);
	return same;
}

/* An empty store of that version, in memory. */
static enum err make_fresh(int64_t version, struct sql **sql, struct fault *fault)
{
	enum err err = sql_open(NULL, 0, sql, fault);

	if (!err)
		err = sql_add_tokenizer(*sql, "goods", words_cut, fault);
	return err ? err : migrate_to(*sql, version, fault);
}

static enum err judge_tables(struct sql *found, const char *path, struct fault *fault)
{
	int64_t version = migrate_version(found);
	struct sql *fresh = NULL;
	enum err err;

	if (version > migrate_newest())
		return fault_set(fault, ERR_DECODE,
			_("%s is from a newer shopkeeper: install that one first"), path);
	if (version < 1)
		return fault_set(fault, ERR_DECODE, _("%s is no store of shopkeeper"), path);
	err = make_fresh(version, &fresh, fault);
	if (!err && !same_tables(found, fresh))
		err = fault_set(fault, ERR_DECODE, _("%s is no store of shopkeeper"), path);
	sql_close(fresh);
	return err;
}

/* Opens it for reading only. A pipe or a device would never end. With a journal beside it (a file
 * that was copied while it was in use) the journal belongs to it. */
static enum err open_copy(const char *path, struct sql **sql, struct fault *fault)
{
	struct arena arena = { 0 };
	struct stat found;
	bool has_journal;

	*sql = NULL;
	if (stat(path, &found) != 0)
		return fail(fault, ERR_NOTHING, _("%s cannot be read: %s"), path);
	if (!S_ISREG(found.st_mode) || found.st_size == 0)
		return fault_set(fault, ERR_DECODE, _("%s is no store of shopkeeper"), path);
	has_journal = stat(beside(&arena, path, "-wal"), &found) == 0 && found.st_size > 0;
	arena_clear(&arena);
	return sql_open(path, has_journal ? SQL_READ_ONLY : SQL_IMMUTABLE, sql, fault);
}

static enum err open_judged(const char *path, struct sql **sql, struct fault *fault)
{
	enum err err = open_copy(path, sql, fault);

	if (!err)
		err = judge_tables(*sql, path, fault);
	if (!err)
		err = sql_add_tokenizer(*sql, "goods", words_cut, fault);
	if (!err && sql_check(*sql, fault) != OK)
		err = fault_set(fault, ERR_DECODE, _("%s is damaged: it was not used"), path);
	if (err) {
		sql_close(*sql);
		*sql = NULL;
	}
	return err;
}

enum err store_judge(const char *path, struct fault *fault)
{
	struct sql *sql;
	enum err err = open_judged(path, &sql, fault);

	sql_close(sql);
	return err;
}

/* ---- putting back */

static bool is_same_file(const char *a, const char *b)
{
	struct stat one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
		one.st_ino == other.st_ino;
}

/* Nobody may have it open: what he wrote later would go into the file moved aside. Closing it also
 * folds its journal into it. What is too damaged to be opened is nobody's. */
static enum err close_for_others(const char *path, struct fault *fault)
{
	struct sql *sql;
	enum err err = sql_open(path, 0, &sql, fault);

	if (err == ERR_DECODE)
		return OK;
	if (!err)
		err = sql_run(
			sql, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", fault);
	if (err && sql && sql_is_damaged(sql))
		err = OK;
	else if (err)
		err = fault_set(fault, ERR_STORE,
			_("Another shopkeeper is using %s: leave it first, then restore again"), path);
	sql_close(sql);
	return err;
}

/* A name that is free, so that nothing kept before is lost. */
static char *free_name(struct arena *arena, const char *path)
{
	char *name = arena_print(arena, "%s.before-restore-%lld", path, (long long)clock_now_s());
	struct stat found;
	int i;

	for (i = 2; lstat(name, &found) == 0; i++)
		name = arena_print(
			arena, "%s.before-restore-%lld-%d", path, (long long)clock_now_s(), i);
	return name;
}

static enum err keep_old(
	const char *path, struct arena *arena, const char **kept, struct fault *fault)
{
	static const char *const endings[] = { "-wal", "-shm", "" };
	char *name = free_name(arena, path);
	size_t i;

	for (i = 0; i < sizeof endings / sizeof *endings; i++)
		if (rename(beside(arena, path, endings[i]), beside(arena, name, endings[i])) == 0)
			*kept = name;
		else if (errno != ENOENT)
			return fail(fault, ERR_STORE, _("%s cannot be moved aside: %s"), path);
	return OK;
}

static enum err take_place(const char *copy, const char *path, struct arena *arena,
	const char **kept, struct fault *fault)
{
	struct stat found;
	enum err err = lstat(path, &found) == 0 ? close_for_others(path, fault) : OK;

	if (!err)
		err = keep_old(path, arena, kept, fault);
	if (!err && rename(copy, path) != 0)
		err = fail(fault, ERR_STORE, _("%s cannot be replaced: %s"), path);
	if (!err)
		err = sync_folder_of(path, fault);
	return err;
}

/* What waits in a copy may have been done since it was made. Goods may be picked twice, money may not. */
static enum err stop_payouts(const char *copy, struct fault *fault)
{
	struct sql *sql;
	enum err err = sql_open(copy, 0, &sql, fault);

	if (!err)
		err = sql_do(sql, fault, "UPDATE outbox SET refused = 1, trouble = ?1 WHERE kind = 'payout' AND NOT refused",
			SQL_TEXT(_("From a backup. Look among the payouts whether it was made before you ask again.")));
	sql_close(sql);
	return err;
}

enum err store_restore(const char *from, const char *path, struct arena *arena, const char **kept,
	struct fault *fault)
{
	char *copy = beside(arena, path, ".restoring");
	struct sql *sql = NULL;
	enum err err;

	*kept = NULL;
	if (is_same_file(from, path))
		return fault_set(fault, ERR_USAGE, _("%s is the store itself"), from);
	err = open_judged(from, &sql, fault);
	unlink(copy); /* of a restore that was cut off */
	if (!err)
		err = copy_to(sql, copy, fault);
	sql_close(sql);
	if (!err)
		err = stop_payouts(copy, fault);
	if (!err)
		err = take_place(copy, path, arena, kept, fault);
	if (err)
		unlink(copy);
	else
		log_line(
			LOG_INFO, "store-restored", "the old one is %s", *kept ? *kept : "nowhere");
	return err;
}

/* ---- one view */

enum err store_freeze(struct store *store, struct fault *fault)
{
	enum err err = sql_run(store->sql, "BEGIN", fault);

	/* The view is taken with the first read. */
	return err ? err : sql_run(store->sql, "SELECT count(*) FROM sqlite_schema", fault);
}

void store_thaw(struct store *store)
{
	sql_rollback(store->sql);
}
