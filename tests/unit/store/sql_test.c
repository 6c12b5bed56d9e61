/* sql: values go in and come out exactly, statements are kept and may nest, failures say why. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "store/sql.h"

static struct sql *opened(void)
{
	struct sql *sql;
	struct fault fault;
	assert_int_equal(sql_open(NULL, 0, &sql, &fault), OK);
	assert_int_equal(
		sql_run(sql, "CREATE TABLE t(n INTEGER, s TEXT, b BLOB) STRICT", &fault), OK);
	return sql;
}

static void values_are_exact(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	assert_int_equal(sql_do(sql, &fault, "INSERT INTO t VALUES (?1, ?2, ?3)",
				 SQL_WHOLE(INT64_MAX), SQL_TEXT("毛巾"), SQL_BYTES("a\0b", 3)),
		OK);
	assert_int_equal(sql_do(sql, &fault, "INSERT INTO t VALUES (?1, ?2, ?3)", SQL_NULL,
				 SQL_TEXT(NULL), SQL_NULL),
		OK);
	struct sql_query *query = sql_prepare(sql, "SELECT n, s, b FROM t ORDER BY rowid", &fault);
	bool row;
	size_t length;
	assert_int_equal(sql_step(query, &row, &fault), OK);
	assert_true(row);
	assert_true(sql_whole(query, 0) == INT64_MAX);
	assert_string_equal(sql_text(query, 1), "毛巾");
	assert_memory_equal(sql_bytes(query, 2, &length), "a\0b", 3);
	assert_int_equal(length, 3);
	assert_int_equal(sql_step(query, &row, &fault), OK);
	assert_true(sql_is_null(query, 0));
	assert_null(sql_text(query, 1));
	sql_done(query);
	sql_close(sql);
}

static void the_same_text_may_be_in_use_twice(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	assert_int_equal(sql_run(sql, "INSERT INTO t(n) VALUES (1), (2)", &fault), OK);
	const char *text = "SELECT n FROM t ORDER BY n";
	struct sql_query *outer = sql_prepare(sql, text, &fault);
	bool row;
	assert_int_equal(sql_step(outer, &row, &fault), OK);
	struct sql_query *inner = sql_prepare(sql, text, &fault);
	assert_ptr_not_equal(outer, inner);
	assert_int_equal(sql_step(inner, &row, &fault), OK);
	sql_done(inner);
	assert_int_equal(sql_step(outer, &row, &fault), OK);
	assert_int_equal(sql_whole(outer, 0), 2);
	sql_done(outer);
	struct sql_query *again = sql_prepare(sql, text, &fault);
	assert_true(again == outer || again == inner);
	sql_done(again);
	sql_close(sql);
}

static void failures_say_why(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault = { 0 };
	assert_null(sql_prepare(sql, "SELECT n FROM nowhere", &fault));
	assert_int_equal(fault.code, ERR_STORE);
	assert_string_equal(fault.text, "The database says: no such table: nowhere");
	assert_int_equal(
		sql_do(sql, &fault, "DELETE FROM t WHERE n = ?1", SQL_WHOLE(1), SQL_WHOLE(2)),
		ERR_STORE);
	int64_t number = 7;
	assert_int_equal(
		sql_number(sql, &fault, &number, "SELECT max(n) FROM t WHERE n > ?1", SQL_WHOLE(0)),
		ERR_NOTHING);
	assert_int_equal(number, 7);
	sql_close(sql);
	assert_int_equal(sql_open("/nonexistent/folder/x.db", 0, &sql, &fault), ERR_STORE);
	assert_null(sql);
}

static void a_rolled_back_write_leaves_nothing(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	assert_int_equal(sql_begin(sql, &fault), OK);
	assert_int_equal(sql_do(sql, &fault, "INSERT INTO t(n) VALUES (?1)", SQL_WHOLE(5)), OK);
	sql_rollback(sql);
	assert_false(sql_in_transaction(sql));
	int64_t count = -1;
	assert_int_equal(sql_number(sql, &fault, &count, "SELECT count(*) FROM t WHERE n = ?1",
				 SQL_WHOLE(5)),
		OK);
	assert_int_equal(count, 0);
	sql_rollback(sql);
	sql_close(sql);
}

static void a_file_is_private_and_damage_is_seen(void **state)
{
	(void)state;
	char path[] = "/tmp/sql_testXXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	unlink(path);
	struct sql *sql;
	struct fault fault;
	assert_int_equal(sql_open(path, 0, &sql, &fault), OK);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	sql_close(sql);
	FILE *out = fopen(path, "w");
	fputs("this is not a database, only a long line of words that stands where one should be "
	      "..........",
		out);
	fclose(out);
	assert_int_equal(sql_open(path, 0, &sql, &fault), ERR_DECODE);
	assert_non_null(strstr(fault.text, path));
	unlink(path);
}

static void a_blob_is_patched_in_place(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	size_t length;
	bool row;
	assert_int_equal(
		sql_run(sql, "INSERT INTO t(b) VALUES (x'30313233'), (x'3031')", &fault), OK);
	assert_int_equal(sql_begin(sql, &fault), OK);
	assert_int_equal(
		sql_patch(sql, &(struct sql_place){ "t", "b", 1, 2 }, "xy", 2, &fault), OK);
	assert_int_equal(sql_patch(sql, &(struct sql_place){ "t", "b", 2, 0 }, "z", 1, &fault), OK);
	assert_int_equal(
		sql_patch(sql, &(struct sql_place){ "t", "b", 2, 0 }, "too long", 8, &fault),
		ERR_STORE);
	assert_int_equal(sql_commit(sql, &fault), OK);
	struct sql_query *query = sql_prepare(sql, "SELECT b FROM t ORDER BY rowid", &fault);
	assert_int_equal(sql_step(query, &row, &fault), OK);
	assert_memory_equal(sql_bytes(query, 0, &length), "01xy", 4);
	assert_int_equal(sql_step(query, &row, &fault), OK);
	assert_memory_equal(sql_bytes(query, 0, &length), "z1", 2);
	sql_done(query);
	sql_close(sql);
}

static void cut_letters(const char *text, size_t length, bool asking, struct sql_words *out)
{
	(void)asking;
	for (size_t i = 0; i < length; i++)
		sql_token(out, text + i, 1, false);
}

static void a_tokenizer_decides_the_words(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	int64_t count = -1;
	assert_int_equal(sql_add_tokenizer(sql, "letters", cut_letters, &fault), OK);
	assert_int_equal(sql_run(sql,
				 "CREATE VIRTUAL TABLE w USING fts5(x, tokenize='letters');"
				 "INSERT INTO w VALUES('towel'), ('wet')",
				 &fault),
		OK);
	assert_int_equal(sql_number(sql, &fault, &count, "SELECT count(*) FROM w WHERE w MATCH ?1",
				 SQL_TEXT("\"we\"")),
		OK);
	assert_int_equal(count, 2);
	assert_int_equal(sql_number(sql, &fault, &count, "SELECT count(*) FROM w WHERE w MATCH ?1",
				 SQL_TEXT("\"owe\"")),
		OK);
	assert_int_equal(count, 1);
	sql_close(sql);
}

static void a_planted_link_is_not_followed(void **state)
{
	(void)state;
	char path[] = "/tmp/sql_testXXXXXX", target[sizeof path + 8];
	int file = mkstemp(path);
	struct sql *sql;
	struct fault fault;
	assert_true(file >= 0);
	close(file);
	unlink(path);
	snprintf(target, sizeof target, "%s-target", path);
	assert_int_equal(symlink(target, path), 0);
	assert_int_equal(sql_open(path, 0, &sql, &fault), ERR_STORE);
	assert_int_not_equal(access(target, F_OK), 0);
	unlink(path);
}

static void a_frozen_file_is_read_and_never_written(void **state)
{
	(void)state;
	char path[] = "/tmp/sql 100%?#XXXXXX";
	int file = mkstemp(path);
	struct sql *sql;
	struct fault fault;
	int64_t count = -1;
	assert_true(file >= 0);
	close(file);
	assert_int_equal(sql_open(path, SQL_LASTING, &sql, &fault), OK);
	assert_int_equal(sql_run(sql, "CREATE TABLE t(n); INSERT INTO t VALUES (1)", &fault), OK);
	assert_int_equal(sql_check(sql, &fault), OK);
	sql_close(sql);
	assert_int_equal(sql_open(path, SQL_IMMUTABLE, &sql, &fault), OK);
	assert_int_equal(sql_number(sql, &fault, &count, "SELECT count(*) FROM t WHERE n = ?1",
				 SQL_WHOLE(1)),
		OK);
	assert_int_equal(count, 1);
	assert_int_equal(sql_run(sql, "INSERT INTO t VALUES (2)", &fault), ERR_STORE);
	sql_close(sql);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_exact),
		cmocka_unit_test(the_same_text_may_be_in_use_twice),
		cmocka_unit_test(failures_say_why),
		cmocka_unit_test(a_rolled_back_write_leaves_nothing),
		cmocka_unit_test(a_file_is_private_and_damage_is_seen),
		cmocka_unit_test(a_blob_is_patched_in_place),
		cmocka_unit_test(a_tokenizer_decides_the_words),
		cmocka_unit_test(a_planted_link_is_not_followed),
		cmocka_unit_test(a_frozen_file_is_read_and_never_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
