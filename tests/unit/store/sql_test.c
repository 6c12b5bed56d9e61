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
	assert_int_equal(sql_run(sql, "CREATE TABLE t(n INTEGER, s TEXT, b BLOB) STRICT", &fault), OK);
	return sql;
}

static void values_are_exact(void **state)
{
	(void)state;
	struct sql *sql = opened();
	struct fault fault;
	assert_int_equal(sql_do(sql, &fault, "INSERT INTO t VALUES (?1, ?2, ?3)", SQL_WHOLE(INT64_MAX),
		SQL_TEXT("毛巾"), SQL_BYTES("a\0b", 3)), OK);
	assert_int_equal(sql_do(sql, &fault, "INSERT INTO t VALUES (?1, ?2, ?3)", SQL_NULL,
		SQL_TEXT(NULL), SQL_NULL), OK);
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
	assert_int_equal(sql_do(sql, &fault, "DELETE FROM t WHERE n = ?1", SQL_WHOLE(1), SQL_WHOLE(2)),
		ERR_STORE);
	int64_t number = 7;
	assert_int_equal(sql_number(sql, &fault, &number, "SELECT max(n) FROM t WHERE n > ?1",
		SQL_WHOLE(0)), ERR_NOTHING);
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
		SQL_WHOLE(5)), OK);
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
	fputs("this is not a database, only a long line of words that stands where one should be ..........", out);
	fclose(out);
	assert_int_equal(sql_open(path, 0, &sql, &fault), ERR_DECODE);
	assert_non_null(strstr(fault.text, path));
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
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
