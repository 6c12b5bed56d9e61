/*
 * kill -9 at any moment while goods are put, picked and written into the outbox, and while the file is made:
 * what was acknowledged is there, nothing is there twice or in part, and the file is sound.
 */
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "store/migrate.h"
#include "store/outbox.h"
#include "store/shelf_store.h"
#include "store/sql.h"
#include "sample.h"

enum { KILLS = 50, STEPS_MOST = 6, SPIN_MOST = 400000 };

static char folder[64], path[80];
static struct fault fault;
static uint64_t seed = 20261123;

static int64_t random_below(int64_t most)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)(seed >> 33) % most;
}

static void remove_files(void)
{
	char pattern[96];
	glob_t files;
	size_t i;

	snprintf(pattern, sizeof pattern, "%s/*", folder);
	if (glob(pattern, 0, NULL, &files) == 0) {
		for (i = 0; i < files.gl_pathc; i++)
			unlink(files.gl_pathv[i]);
		globfree(&files);
	}
}

static int begin(void **unused)
{
	(void)unused;
	clock_set_s(SAMPLE_NOW);
	snprintf(folder, sizeof folder, "/tmp/shopkeeper-kill-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/shop.db", folder);
	return 0;
}

static int end(void **unused)
{
	(void)unused;
	remove_files();
	return rmdir(folder);
}

/* ---- the child: one step is one transaction, then its number is acknowledged */

static enum err take_step(struct store *store, int64_t step)
{
	char id[24];
	struct goods goods;
	struct outbox_entry entry = { .kind = OUTBOX_SHELF_PUT, .supplier = "demo", .goods = id };
	enum err err = store_begin(store, &fault);

	snprintf(id, sizeof id, "g%lld", (long long)step);
	goods = sample_goods(id, "纯棉洗脸毛巾");
	if (!err)
		err = goods_put(store, &goods, 1, &fault);
	if (!err)
		err = shelf_pick(store, "demo", id, SAMPLE_NOW, &fault);
	if (!err)
		err = outbox_put(store, &entry, NULL, &fault);
	return err ? err : store_commit(store, &fault);
}

static void work(int64_t first, int acknowledge)
{
	struct store store;
	int64_t step;

	if (store_open(&store, path, &fault) != OK)
		_exit(1);
	for (step = first;; step++)
		if (take_step(&store, step) != OK ||
			write(acknowledge, &step, sizeof step) != (ssize_t)sizeof step)
			_exit(2);
}

/* Waits for some acknowledgements, spins a little so that the blow falls anywhere in the next step, and kills.
 * Returns the last step acknowledged. */
static int64_t kill_at_work(int64_t first)
{
	int64_t steps = random_below(STEPS_MOST), step = first - 1, got;
	volatile int64_t spin;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		work(first, ends[1]);
	}
	close(ends[1]);
	for (; steps > 0 && read(ends[0], &got, sizeof got) == (ssize_t)sizeof got; steps--)
		step = got;
	for (spin = random_below(SPIN_MOST); spin > 0; spin--)
		;
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	/* What it said between our last look and the blow. */
	while (read(ends[0], &got, sizeof got) == (ssize_t)sizeof got)
		step = got;
	close(ends[0]);
	return step;
}

/* How many goods, shelf entries and wishes there are: the same number of each, each only once. */
static int64_t count_all(void)
{
	struct goods_query query = { .words = "洗脸毛巾" };
	struct outbox_entry *wishes;
	struct shelf_entry *shelf;
	struct arena arena = { 0 };
	struct store store;
	size_t count, i;
	char id[24];

	assert_int_equal(store_open(&store, path, &fault), OK);
	assert_string_equal(fault.text, "");
	assert_int_equal(store_check(&store, &fault), OK);
	count = goods_count(&store, &query);
	assert_int_equal(shelf_load(&store, NULL, &arena, &shelf), count);
	assert_int_equal(outbox_load(&store, &arena, &wishes), count);
	query.on_shelf = true;
	assert_int_equal(goods_count(&store, &query), count);
	for (i = 0; i < count; i++) {
		snprintf(id, sizeof id, "g%zu", i);
		assert_string_equal(wishes[i].goods, id);
		assert_true(shelf_has(&store, "demo", id));
	}
	store_close(&store);
	arena_clear(&arena);
	return (int64_t)count;
}

static void nothing_is_lost_or_doubled(void **unused)
{
	int64_t there = 0, acknowledged;
	int i;

	(void)unused;
	for (i = 0; i < KILLS; i++) {
		acknowledged = kill_at_work(there) + 1;
		there = count_all();
		/* One step may have been saved and not yet acknowledged. */
		if (there != acknowledged && there != acknowledged + 1)
			fail_msg("kill %d: %lld acknowledged, %lld there", i, (long long)acknowledged,
				(long long)there);
	}
	assert_true(there > KILLS);
}

static void a_file_half_made_is_finished(void **unused)
{
	volatile int64_t spin;
	struct store store;
	int i, status;
	pid_t child;

	(void)unused;
	for (i = 0; i < KILLS / 2; i++) {
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			if (store_open(&store, path, &fault) == OK)
				store_close(&store);
			_exit(0);
		}
		for (spin = random_below(40 * (int64_t)SPIN_MOST); spin > 0; spin--)
			;
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(store_open(&store, path, &fault), OK);
		assert_string_equal(fault.text, "");
		assert_int_equal(migrate_version(store.sql), migrate_newest());
		assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
		store_close(&store);
		remove_files();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_lost_or_doubled, begin, end),
		cmocka_unit_test_setup_teardown(a_file_half_made_is_finished, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
