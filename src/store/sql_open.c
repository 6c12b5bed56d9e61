/*
 * sql_open: a database opened or made: whose file it may be, how it is locked and logged. What is
 * asked of it afterwards: sql.c. Tables live elsewhere (store/migrate.c, practice/db.c).
 */
#include "store/sql_inside.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/words.h"

enum { LOCK_WAIT_MS = 3000, JOURNAL_MOST_BYTES = 16 << 20 };

/* SQLite would make the file readable for all, and follow a link that somebody planted. A file that
 * is there is not opened: closing it again would drop the locks of another connection of this
 * process. */
static int make_private(const char *path)
{
	struct stat found;
	int file;

	if (lstat(path, &found) == 0) {
		if (!S_ISREG(found.st_mode))
			return SQLITE_CANTOPEN;
		if ((found.st_mode & 077) && found.st_uid == geteuid() && chmod(path, 0600) != 0)
			return SQLITE_PERM;
		return SQLITE_OK;
	}
	file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return SQLITE_CANTOPEN;
	close(file);
	return SQLITE_OK;
}

static bool on_network_disk(const char *path)
{
	/* NFS, SMB, CIFS, SMB2, FUSE, 9P, AFS, Coda, NCP: statfs(2) */
	static const uint32_t network[] = { 0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x65735546,
		0x01021997, 0x5346414F, 0x73757245, 0x564C };
	struct statfs disk;

	if (statfs(path, &disk) != 0)
		return false;
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if ((uint32_t)disk.f_type == network[i])
			return true;
	return false;
}

static enum err set_up(struct sql *sql, const char *path, unsigned flags, struct fault *fault)
{
	char pragmas[160];

	sqlite3_busy_timeout(sql->database, LOCK_WAIT_MS);
	sqlite3_extended_result_codes(sql->database, 1);
	enum err err = sql_run(sql,
		"PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = OFF;"
		/* Blobs of 32 KiB lie in half as many pieces as with the usual 4096. */
		"PRAGMA temp_store = MEMORY; PRAGMA page_size = 8192",
		fault);
	if (err != OK || !path || flags & (SQL_READ_ONLY | SQL_IMMUTABLE))
		return err;
	sql->lasting = (flags & SQL_LASTING) != 0;
	snprintf(pragmas, sizeof pragmas,
		"PRAGMA journal_mode = %s; PRAGMA synchronous = %s; PRAGMA journal_size_limit = %d",
		on_network_disk(path) ? "DELETE" : "WAL", sql->lasting ? "FULL" : "NORMAL",
		JOURNAL_MOST_BYTES);
	return sql_run(sql, pragmas, fault);
}

/* The path as file:…?immutable=1, its special bytes escaped. */
static char *immutable_uri(const char *path)
{
	static const char digits[] = "0123456789abcdef", tail[] = "?immutable=1";
	char *uri = malloc(strlen(path) * 3 + sizeof "file:" + sizeof tail), *at = uri;

	if (!uri)
		arena_out_of_memory();
	memcpy(at, "file:", 5);
	for (at += 5; *path; path++) {
		if (strchr("?#%", *path)) {
			*at++ = '%';
			*at++ = digits[(unsigned char)*path >> 4];
			*at++ = digits[*path & 15];
		} else {
			*at++ = *path;
		}
	}
	memcpy(at, tail, sizeof tail);
	return uri;
}

static int open_database(const char *path, unsigned flags, sqlite3 **database)
{
	/* Each connection belongs to one thread at a time, so SQLite's own locks would be wasted.
	 */
	int how = SQLITE_OPEN_NOMUTEX, code;
	char *uri;

	if (path && flags & SQL_IMMUTABLE) {
		uri = immutable_uri(path);
		code = sqlite3_open_v2(
			uri, database, how | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
		free(uri);
		return code;
	}
	how |= flags & SQL_READ_ONLY ? SQLITE_OPEN_READONLY
				     : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	return sqlite3_open_v2(path ? path : ":memory:", database, how, NULL);
}

enum err sql_open(const char *path, unsigned flags, struct sql **opened, struct fault *fault)
{
	*opened = NULL;
	struct sql *sql = calloc(1, sizeof(*sql));
	if (!sql)
		arena_out_of_memory();
	int code = SQLITE_OK;
	if (path && !(flags & (SQL_READ_ONLY | SQL_IMMUTABLE)))
		code = make_private(path);
	if (code == SQLITE_OK)
		code = open_database(path, flags, &sql->database);
	enum err err =
		code == SQLITE_OK ? set_up(sql, path, flags, fault) : sql_fail(sql, code, fault);
	/* Reading the schema shows whether it is a database at all. */
	if (err == OK)
		err = sql_run(sql, "SELECT count(*) FROM sqlite_schema", fault);
	if (err != OK && sql_is_damaged(sql))
		err = fault_set(fault, ERR_DECODE, _("%s is damaged or is not a database"), path);
	if (err != OK) {
		sql_close(sql);
		return err;
	}
	*opened = sql;
	return OK;
}
