/* store: opened whatever state its file is in; transactions within transactions; two programs, a full disk. */
#include <fcntl.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "store/migrate.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/words.h"
#include "sample.h"

enum { NOBODY = 65534 };

static struct arena arena;
static struct fault fault;
static char folder[64], path[80];

static int begin(void **unused)
{
	(void)unused;
	snprintf(folder, sizeof folder, "/tmp/shopkeeper-store-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/shop.db", folder);
	return 0;
}

static int end(void **unused)
{
	char pattern[96];
	glob_t files;
	size_t i;

	(void)unused;
	arena_clear(&arena);
	chmod(folder, 0700);
	snprintf(pattern, sizeof pattern, "%s/*", folder);
	if (glob(pattern, 0, NULL, &files) == 0) {
		for (i = 0; i < files.gl_pathc; i++)
			unlink(files.gl_pathv[i]);
		globfree(&files);
	}
	return rmdir(folder);
}

static void open_store(struct store *store)
{
	if (store_open(store, path, &fault) != OK)
		fail_msg("not opened: %s", fault.text);
}

static void what_was_put_is_there_after_reopening(void **unused)
{
	struct store store;

	(void)unused;
	open_store(&store);
	assert_string_equal(fault.text, "");
	assert_int_equal(migrate_version(store.sql), migrate_newest());
	assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
	store_close(&store);
	open_store(&store);
	assert_false(store.read_only);
	assert_string_equal(store_get(&store, &arena, "cursor"), "abc");
	assert_int_equal(store_check(&store, &fault), OK);
	store_close(&store);
}

static void every_older_file_becomes_a_present_one(void **unused)
{
	struct store store;
	struct sql *sql;
	int64_t version;

	(void)unused;
	for (version = 0; version < migrate_newest(); version++) {
		assert_int_equal(sql_open(path, 0, &sql, &fault), OK);
		assert_int_equal(sql_add_tokenizer(sql, "goods", words_cut, &fault), OK);
		assert_int_equal(migrate_to(sql, version, &fault), OK);
		assert_int_equal(migrate_version(sql), version);
		sql_close(sql);
		open_store(&store);
		assert_int_equal(migrate_version(store.sql), migrate_newest());
		assert_int_equal(outbox_waiting(&store), 0);
		store_close(&store);
		assert_int_equal(unlink(path), 0);
	}
}

/* Orders of her own shop that an older version took as received only are told again. */
static void completed_orders_of_an_older_file_are_asked_for_again(void **unused)
{
	static const char *const words[] = { "completed", "TRADE_FINISHED" };
	struct order order = { .id = "1", .sub_id = "1", .goods = "g", .title = "t",
		.state = ORDER_RECEIVED, .paid = { 100, CURRENCY_CNY }, .created_at = 1, .updated_at = 1 };
	struct store store;
	size_t i;

	(void)unused;
	open_store(&store);
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		order.supplier = i == 0 ? "shop" : "tao";
		order.state_word = words[i];
		assert_int_equal(order_put(&store, &order, 1, &fault), OK);
		assert_int_equal(store_put(&store,
			arena_print(&arena, "walk.%s.orders.since", order.supplier), "5", &fault), OK);
	}
	assert_int_equal(sql_run(store.sql, "PRAGMA user_version = 14", &fault), OK);
	assert_int_equal(migrate_to(store.sql, 15, &fault), OK);
	assert_null(store_get(&store, &arena, "walk.shop.orders.since"));
	assert_string_equal(store_get(&store, &arena, "walk.tao.orders.since"), "5");
	store_close(&store);
}

static void a_step_that_fails_leaves_the_version(void **unused)
{
	struct sql *sql;

	(void)unused;
	/* Without the tokenizer the search index cannot be made. */
	assert_int_equal(sql_open(path, 0, &sql, &fault), OK);
	assert_int_equal(migrate_to(sql, migrate_newest(), &fault), ERR_STORE);
	assert_int_equal(migrate_version(sql), 0);
	assert_int_equal(sql_run(sql, "CREATE TABLE goods(x)", &fault), OK);
	sql_close(sql);
}

static void a_file_from_the_future_is_only_shown(void **unused)
{
	struct store store;

	(void)unused;
	open_store(&store);
	assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
	assert_int_equal(sql_run(store.sql, "PRAGMA user_version = 99", &fault), OK);
	store_close(&store);
	open_store(&store);
	assert_true(store.read_only);
	assert_non_null(strstr(fault.text, "newer"));
	assert_string_equal(store_get(&store, &arena, "cursor"), "abc");
	assert_int_equal(store_put(&store, "cursor", "def", &fault), ERR_STORE);
	assert_int_equal(migrate_version(store.sql), 99);
	store_close(&store);
}

static size_t moved_aside(void)
{
	char pattern[96];
	glob_t files;
	size_t count = 0;

	snprintf(pattern, sizeof pattern, "%s.broken-*", path);
	if (glob(pattern, 0, NULL, &files) == 0) {
		count = files.gl_pathc;
		globfree(&files);
	}
	return count;
}

static void a_file_that_is_no_database_is_moved_aside(void **unused)
{
	struct store store;
	FILE *file = fopen(path, "w");
	int i;

	(void)unused;
	for (i = 0; i < 500; i++)
		fputs("this is no database at all\n", file);
	assert_int_equal(fclose(file), 0);
	open_store(&store);
	assert_non_null(strstr(fault.text, ".broken-"));
	assert_false(store.read_only);
	assert_int_equal(moved_aside(), 1);
	assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
	store_close(&store);
}

static void a_damaged_page_is_noticed_at_the_start(void **unused)
{
	struct store store;
	char trash[4096];
	int file, i;

	(void)unused;
	open_store(&store);
	for (i = 0; i < 300; i++)
		note_put(&store, 2, "a note that fills a page of the file with its words");
	store_close(&store);
	memset(trash, 0x5a, sizeof trash);
	file = open(path, O_WRONLY | O_CLOEXEC);
	for (i = 20; i < 30; i++)
		assert_int_equal(pwrite(file, trash, sizeof trash, (off_t)i * 4096), sizeof trash);
	assert_int_equal(close(file), 0);
	open_store(&store);
	assert_non_null(strstr(fault.text, ".broken-"));
	assert_int_equal(moved_aside(), 1);
	store_close(&store);
}

/* Root may write anywhere, so the child becomes nobody. */
static int read_as_nobody(void)
{
	struct store store;
	struct arena own = { 0 };
	const char *cursor;

	if (geteuid() == 0 && seteuid(NOBODY) != 0)
		return 1;
	if (store_open(&store, path, &fault) != OK)
		return 2;
	cursor = store_get(&store, &own, "cursor");
	if (!store.read_only || !*fault.text || !cursor || strcmp(cursor, "abc") != 0)
		return 3;
	if (store_put(&store, "cursor", "def", &fault) != ERR_STORE)
		return 4;
	note_put(&store, 2, "not kept, and no trouble");
	store_close(&store);
	arena_clear(&own);
	return 0;
}

static void a_folder_that_cannot_be_written_is_only_shown(void **unused)
{
	struct store store;
	int status;
	pid_t child;

	(void)unused;
	open_store(&store);
	assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
	store_close(&store);
	if (geteuid() == 0) {
		assert_int_equal(chown(path, NOBODY, NOBODY), 0);
		assert_int_equal(chown(folder, NOBODY, NOBODY), 0);
	}
	assert_int_equal(chmod(folder, 0500), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(read_as_nobody());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* ---- transactions */

static void an_inner_rollback_undoes_the_whole(void **unused)
{
	struct store store;

	(void)unused;
	assert_int_equal(store_open(&store, NULL, &fault), OK);
	assert_int_equal(store_begin(&store, &fault), OK);
	assert_int_equal(store_put(&store, "a", "1", &fault), OK);
	assert_int_equal(store_begin(&store, &fault), OK);
	assert_int_equal(store_put(&store, "b", "2", &fault), OK);
	store_rollback(&store);
	assert_int_equal(store_commit(&store, &fault), ERR_STORE);
	assert_null(store_get(&store, &arena, "a"));
	assert_int_equal(store_put(&store, "a", "3", &fault), OK);
	assert_string_equal(store_get(&store, &arena, "a"), "3");
	assert_int_equal(store_commit(&store, &fault), ERR_STORE);
	store_close(&store);
}

static void inner_commits_wait_for_the_outer(void **unused)
{
	struct store store;

	(void)unused;
	assert_int_equal(store_open(&store, NULL, &fault), OK);
	assert_int_equal(store_begin(&store, &fault), OK);
	assert_int_equal(store_put(&store, "a", "1", &fault), OK);
	store_rollback(&store);
	assert_null(store_get(&store, &arena, "a"));
	assert_int_equal(store_begin(&store, &fault), OK);
	assert_int_equal(store_put(&store, "a", "1", &fault), OK);
	assert_int_equal(store_commit(&store, &fault), OK);
	assert_string_equal(store_get(&store, &arena, "a"), "1");
	store_close(&store);
}

/* ---- troubles */

static void what_another_program_put_is_seen(void **unused)
{
	const struct goods_query query = { .words = "毛巾" };
	struct goods goods = sample_goods("g1", "毛巾");
	struct store mine, others;

	(void)unused;
	open_store(&mine);
	open_store(&others);
	assert_int_equal(goods_count(&mine, &query), 0);
	assert_int_equal(goods_put(&others, &goods, 1, &fault), OK);
	assert_int_equal(goods_count(&mine, &query), 1);
	goods.id = "g2";
	assert_int_equal(goods_put(&mine, &goods, 1, &fault), OK);
	assert_int_equal(goods_count(&others, &query), 2);
	store_close(&others);
	store_close(&mine);
}

/* A file that may not grow fails as a full disk does. */
static void a_full_disk_loses_only_what_did_not_fit(void **unused)
{
	struct rlimit before, small;
	struct store store;
	struct fault why;
	enum err err = OK;
	char *note = arena_take(&arena, 3000);
	int kept = 0;

	(void)unused;
	open_store(&store);
	memset(note, 'x', 2999);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1 << 20;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	while (kept < 1000 && !err) {
		err = store_put(&store, arena_print(&arena, "fact %d", kept), note, &why);
		kept += !err;
	}
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(err, ERR_STORE);
	assert_true(kept > 0);
	assert_non_null(store_get(&store, &arena, arena_print(&arena, "fact %d", kept - 1)));
	assert_null(store_get(&store, &arena, arena_print(&arena, "fact %d", kept)));
	assert_int_equal(store_put(&store, "after", "1", &fault), OK);
	assert_int_equal(store_check(&store, &fault), OK);
	store_close(&store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(what_was_put_is_there_after_reopening),
		TEST(every_older_file_becomes_a_present_one),
		TEST(completed_orders_of_an_older_file_are_asked_for_again),
		TEST(a_step_that_fails_leaves_the_version),
		TEST(a_file_from_the_future_is_only_shown),
		TEST(a_file_that_is_no_database_is_moved_aside),
		TEST(a_damaged_page_is_noticed_at_the_start),
		TEST(a_folder_that_cannot_be_written_is_only_shown),
		TEST(an_inner_rollback_undoes_the_whole),
		TEST(inner_commits_wait_for_the_outer),
		TEST(what_another_program_put_is_seen),
		TEST(a_full_disk_loses_only_what_did_not_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
