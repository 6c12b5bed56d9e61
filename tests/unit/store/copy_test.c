/* copy: what was copied is the same store; what is not a whole store of ours is refused and changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "sample.h"
#include "store/copy.h"
#include "store/sql.h"

static char folder[64];
static struct arena arena;
static struct store store;
static struct fault fault;

static char *at(const char *name)
{
	return arena_print(&arena, "%s/%s", folder, name);
}

static int begin(void **unused)
{
	const struct goods goods = sample_goods("1", "毛巾");

	(void)unused;
	clock_set_s(SAMPLE_NOW);
	snprintf(folder, sizeof folder, "/tmp/copy_test.XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(store_open(&store, at("shop.db"), &fault), OK);
	assert_int_equal(goods_put(&store, &goods, 1, &fault), OK);
	return 0;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place)
{
	(void)found, (void)kind, (void)place;
	return remove(path);
}

static int end(void **unused)
{
	(void)unused;
	store_close(&store);
	assert_int_equal(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
	arena_clear(&arena);
	clock_set_s(0);
	return 0;
}

static bool has_goods(const char *id)
{
	return goods_get(&store, &arena, "demo", id) != NULL;
}

static void write_bytes(const char *path, const char *bytes, size_t length, off_t place)
{
	int file = open(path, O_WRONLY | O_CREAT, 0600);

	assert_true(file >= 0);
	assert_int_equal(pwrite(file, bytes, length, place), length);
	close(file);
}

static void change_copy(const char *name, const char *statements)
{
	struct sql *sql;

	assert_int_equal(store_copy(&store, at(name), &fault), OK);
	assert_int_equal(sql_open(at(name), 0, &sql, &fault), OK);
	assert_int_equal(sql_run(sql, statements, &fault), OK);
	sql_close(sql);
}

static void a_copy_is_private_whole_and_alone(void **unused)
{
	struct stat found;

	(void)unused;
	assert_int_equal(store_copy(&store, at("copy"), &fault), OK);
	assert_int_equal(stat(at("copy"), &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	assert_int_equal(access(at("copy-wal"), F_OK), -1);
	assert_int_equal(store_judge(at("copy"), &fault), OK);
}

static void nothing_is_written_over(void **unused)
{
	(void)unused;
	write_bytes(at("letter"), "dear", 4, 0);
	assert_int_equal(store_copy(&store, at("letter"), &fault), ERR_USAGE);
	assert_int_equal(store_copy(&store, at("nowhere/copy"), &fault), ERR_FAILED);
}

static void what_was_restored_is_what_was_copied(void **unused)
{
	const struct goods later = sample_goods("2", "later");
	const char *kept;

	(void)unused;
	assert_int_equal(store_copy(&store, at("copy"), &fault), OK);
	assert_int_equal(goods_put(&store, &later, 1, &fault), OK);
	store_close(&store);
	assert_int_equal(store_restore(at("copy"), at("shop.db"), &arena, &kept, &fault), OK);
	assert_int_equal(store_open(&store, at("shop.db"), &fault), OK);
	assert_true(has_goods("1"));
	assert_false(has_goods("2"));
	store_close(&store);
	/* The one that was kept still has everything. */
	assert_non_null(kept);
	assert_int_equal(store_open(&store, kept, &fault), OK);
	assert_true(has_goods("2"));
}

static void a_store_in_use_is_not_replaced(void **unused)
{
	const char *kept;

	(void)unused;
	assert_int_equal(store_copy(&store, at("copy"), &fault), OK);
	assert_int_equal(store_restore(at("copy"), at("shop.db"), &arena, &kept, &fault), ERR_STORE);
	assert_null(kept);
	assert_int_equal(access(at("shop.db.restoring"), F_OK), -1);
	assert_true(has_goods("1"));
}

static void what_is_no_store_is_refused(void **unused)
{
	(void)unused;
	assert_int_equal(store_judge(at("absent"), &fault), ERR_NOTHING);
	assert_int_equal(store_judge(folder, &fault), ERR_DECODE);
	write_bytes(at("text"), "order,amount\n", 13, 0);
	assert_int_equal(store_judge(at("text"), &fault), ERR_DECODE);
	change_copy("other", "DROP TABLE line");
	assert_int_equal(store_judge(at("other"), &fault), ERR_DECODE);
	change_copy("trap", "CREATE TRIGGER t AFTER INSERT ON line BEGIN DELETE FROM line; END");
	assert_int_equal(store_judge(at("trap"), &fault), ERR_DECODE);
	change_copy("future", "PRAGMA user_version = 999");
	assert_int_equal(store_judge(at("future"), &fault), ERR_DECODE);
	assert_non_null(strstr(fault.text, "newer"));
}

static void a_damaged_copy_is_refused(void **unused)
{
	char rubbish[4096];
	const char *kept;
	struct stat found;

	(void)unused;
	memset(rubbish, 0x5a, sizeof rubbish);
	assert_int_equal(store_copy(&store, at("cut"), &fault), OK);
	assert_int_equal(stat(at("cut"), &found), 0);
	write_bytes(at("cut"), rubbish, sizeof rubbish, found.st_size - 8192);
	assert_int_equal(store_judge(at("cut"), &fault), ERR_DECODE);
	assert_int_equal(truncate(at("cut"), found.st_size / 2), 0);
	assert_int_equal(store_judge(at("cut"), &fault), ERR_DECODE);
	store_close(&store);
	assert_int_equal(store_restore(at("cut"), at("shop.db"), &arena, &kept, &fault), ERR_DECODE);
	assert_int_equal(store_open(&store, at("shop.db"), &fault), OK);
	assert_true(has_goods("1"));
}

static void a_frozen_view_does_not_see_what_others_write(void **unused)
{
	const struct goods later = sample_goods("2", "later");
	struct store other;

	(void)unused;
	assert_int_equal(store_open(&other, at("shop.db"), &fault), OK);
	assert_int_equal(store_freeze(&store, &fault), OK);
	assert_int_equal(goods_put(&other, &later, 1, &fault), OK);
	assert_false(has_goods("2"));
	store_thaw(&store);
	assert_true(has_goods("2"));
	store_close(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_copy_is_private_whole_and_alone, begin, end),
		cmocka_unit_test_setup_teardown(nothing_is_written_over, begin, end),
		cmocka_unit_test_setup_teardown(what_was_restored_is_what_was_copied, begin, end),
		cmocka_unit_test_setup_teardown(a_store_in_use_is_not_replaced, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_damaged_copy_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_frozen_view_does_not_see_what_others_write, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
