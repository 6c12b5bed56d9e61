/*
 * A year with the supplier of shopkeeper's own API: buyers come, goods come back before and after the settlement,
 * the owner asks for money every other week, and every eighth payout fails and every eighth is refused. The program
 * is killed (SIGKILL) at seeded moments while it syncs and while it asks for money. The supplier's books and what is
 * stored here agree to the cent: bucket by bucket, line by line, order by order, payout by payout.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "model/goods.h"
#include "shop.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "store/payout_store.h"
#include "store/sql.h"

enum { FORTNIGHTS = 26, DAY_S = 86400, SEED = 2027 };

static uint64_t seed = SEED;
static struct arena arena;
static struct store store;
static struct sql *books; /* the supplier's own file */
static char folder[] = "/tmp/books_test.XXXXXX";
static struct fault fault;
static struct {
	size_t kills, orders, lines, payouts, back;
} count;

static long chance(long below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (long)((seed >> 33) % (uint64_t)below);
}

static int open_shop(void **state)
{
	static char db[80];
	const char *const more[] = { db, "--buyers=40", "--history=20", "--no-automatic-payout", NULL };

	assert_non_null(mkdtemp(folder));
	snprintf(db, sizeof db, "--db=%s/books.db", folder);
	*state = shop_new(more);
	return sql_open(db + strlen("--db="), SQL_READ_ONLY, &books, &fault) == OK ? 0 : -1;
}

static int close_shop(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[80];
	size_t i;

	sql_close(books);
	shop_free(*state);
	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(path, sizeof path, "%s/books.db%s", folder, ends[i]);
		unlink(path);
	}
	rmdir(folder);
	arena_clear(&arena);
	return 0;
}

/* ---- both books: the supplier's are its own tables */

static struct sql_query *ask_books(const char *question)
{
	struct sql_query *query = sql_prepare(books, question, &fault);

	if (!query)
		fail_msg("seed %d: the supplier's books cannot be read: %s", SEED, fault.text);
	return query;
}

static bool next(struct sql_query *query)
{
	bool row = false;

	if (sql_step(query, &row, &fault) != OK)
		fail_msg("seed %d: the supplier's books cannot be read: %s", SEED, fault.text);
	if (!row)
		sql_done(query);
	return row;
}

static int64_t number(const char *question)
{
	struct sql_query *query = ask_books(question);
	int64_t found = next(query) ? sql_whole(query, 0) : 0;

	sql_done(query);
	return found;
}

static void must_be(int64_t here, int64_t there, const char *kind, const char *id)
{
	if (here != there)
		fail_msg("seed %d: %s %s is %" PRId64 " here and %" PRId64 " there", SEED, kind, id, here,
			there);
}

static void must_say(const char *here, const char *there, const char *kind, const char *id)
{
	if (strcmp(here ? here : "", there) != 0)
		fail_msg("seed %d: %s %s is \"%s\" here and \"%s\" there", SEED, kind, id,
			here ? here : "", there);
}

static void compare_buckets(void)
{
	struct sql_query *query = ask_books("SELECT bucket, sum(amount) FROM line GROUP BY bucket");
	struct balance *rows, *slow;

	assert_int_equal(balance_load(&store, &arena, &rows), 1);
	assert_int_equal(balance_check(&store, &arena, &slow), 1);
	assert_memory_equal(rows, slow, sizeof *rows);
	assert_int_equal(rows->currency, CURRENCY_CNY);
	while (next(query))
		must_be(rows->minor[bucket_find(sql_text(query, 0))], sql_whole(query, 1), "the bucket",
			sql_text(query, 0));
	must_be(rows->ledger_minor, number("SELECT sum(amount) FROM line"), "the", "ledger");
	/* And its own running balances. */
	query = ask_books("SELECT bucket, minor FROM balance");
	while (next(query))
		must_be(rows->minor[bucket_find(sql_text(query, 0))], sql_whole(query, 1), "the balance",
			sql_text(query, 0));
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct line *)a)->id, ((const struct line *)b)->id);
}

static void compare_lines(void)
{
	struct sql_query *query = ask_books("SELECT printf('B%07d', n), kind, bucket,"
					    " iif(sale, printf('O%07d-1', sale), ''), amount, at FROM line");
	struct line *rows, *line, wanted = { 0 };

	count.lines = line_load(&store, 0, 1000000, &arena, &rows);
	qsort(rows, count.lines, sizeof *rows, by_id);
	while (next(query)) {
		wanted.id = sql_text(query, 0);
		line = bsearch(&wanted, rows, count.lines, sizeof *rows, by_id);
		if (!line)
			fail_msg("seed %d: line %s (%s %s of %" PRId64 ") was lost", SEED, wanted.id,
				sql_text(query, 1), sql_text(query, 2), sql_whole(query, 5));
		must_say(line_kind_id(line->kind), sql_text(query, 1), "the kind of line", line->id);
		must_say(bucket_id(line->bucket), sql_text(query, 2), "the bucket of line", line->id);
		must_say(line->order, sql_text(query, 3), "the order of line", line->id);
		must_be(line->amount.minor, sql_whole(query, 4), "line", line->id);
		must_be(line->at, sql_whole(query, 5), "the time of line", line->id);
		must_be(line->amount.currency, CURRENCY_CNY, "the currency of line", line->id);
	}
	must_be((int64_t)count.lines, number("SELECT count(*) FROM line"), "the number of", "lines");
}

static void compare_orders(void)
{
	static const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	struct sql_query *query = ask_books(
		"SELECT printf('O%07d-1', n), state, paid, estimate, settled, fee, updated_at FROM sale");
	struct order *rows;

	count.orders = order_count(&store, &all);
	must_be((int64_t)count.orders, number("SELECT count(*) FROM sale"), "the number of", "orders");
	assert_int_equal(order_load(&store, &all, 0, 1, &arena, &rows), 1);
	while (next(query)) {
		const char *id = sql_text(query, 0);
		const struct order *order = order_get(&store, &arena, rows->supplier, id);

		if (!order)
			fail_msg("seed %d: order %s was lost", SEED, id);
		must_say(order_state_id(order->state), sql_text(query, 1), "order", id);
		must_be(order->paid.minor, sql_whole(query, 2), "what was paid for", id);
		must_be(order->estimate.minor, sql_whole(query, 3), "the estimate of", id);
		must_be(order->settled.minor, sql_whole(query, 4), "what was settled for", id);
		must_be(order->fee.minor, sql_whole(query, 5), "the fee of", id);
		must_be(order->updated_at, sql_whole(query, 6), "the last change of", id);
	}
}

static void compare_payouts(void)
{
	struct sql_query *query =
		ask_books("SELECT printf('P%06d', n), state, amount, fee FROM payout ORDER BY n");
	struct payout *rows;
	size_t i;

	count.payouts = payout_load(&store, &arena, &rows);
	count.back = 0;
	must_be((int64_t)count.payouts, number("SELECT count(*) FROM payout"), "the number of", "payouts");
	while (next(query)) {
		const char *id = sql_text(query, 0);

		for (i = 0; i < count.payouts && strcmp(rows[i].id, id) != 0; i++)
			;
		if (i == count.payouts)
			fail_msg("seed %d: payout %s was lost", SEED, id);
		must_say(payout_state_id(rows[i].state), sql_text(query, 1), "payout", id);
		must_be(rows[i].amount.minor, sql_whole(query, 2), "payout", id);
		must_be(rows[i].fee.minor, sql_whole(query, 3), "the fee of payout", id);
		count.back += rows[i].state == PAYOUT_FAILED || rows[i].state == PAYOUT_REJECTED;
	}
}

static void compare(const struct shop *shop)
{
	assert_int_equal(store_open(&store, shop_store(shop), &fault), OK);
	compare_lines();
	compare_orders();
	compare_payouts();
	compare_buckets();
	assert_int_equal(outbox_waiting(&store), 0);
	store_close(&store);
	arena_clear(&arena);
}

static size_t payouts_there(void)
{
	return (size_t)number("SELECT count(*) FROM payout");
}

/* ---- a fortnight */

/* Kills the command before or after one of its system calls; a good part of them only load the program. */
static void kill_somewhere(const struct shop *shop, const char *const *words, long stops)
{
	struct shop_killed killed;
	long one = chance(stops), other = chance(stops);

	count.kills += shop_run_killed(shop, words, one > other ? one : other, &killed);
}

static long stops_of(const struct shop *shop, const char *const *words)
{
	struct shop_killed whole_run;

	assert_false(shop_run_killed(shop, words, LONG_MAX, &whole_run));
	if (whole_run.exit_code != 0)
		fail_msg("seed %d: %s: %s", SEED, words[1], whole_run.said);
	return whole_run.stops;
}

/* Links live for a month. */
static void share(const struct shop *shop)
{
	char id[12];
	int i;

	for (i = 0; i < 4; i++) {
		snprintf(id, sizeof id, "G%07ld", 2 + chance(60));
		free(SHOP_MUST_RUN(shop, "share", id, "--channel", i % 2 ? "wechat" : "moments"));
	}
}

static void withdraw(const struct shop *shop, long stops)
{
	char amount[24];
	size_t before = payouts_there(), after;
	bool is_killed = chance(2) == 0;

	snprintf(amount, sizeof amount, "%ld.%02ld", 2 + chance(9), chance(100));
	const char *const words[] = { "--json", "withdraw", amount, "--yes", amount, NULL };
	if (is_killed) {
		kill_somewhere(shop, words, stops);
	} else {
		struct ran ran = shop_run(shop, words);
		ran_clear(&ran);
	}
	/* What it left behind goes out, once. */
	free(SHOP_MUST_RUN(shop, "sync"));
	after = payouts_there();
	if (after > before + 1)
		fail_msg("seed %d: %s was asked for %zu times", SEED, amount, after - before);
}

static void a_year_agrees_to_the_cent(void **state)
{
	static const char *const sync[] = { "--json", "sync", NULL };
	struct shop *shop = *state;
	long stops;
	int fortnight;

	free(SHOP_MUST_RUN(shop, "sync"));
	stops = stops_of(shop, sync);

	for (fortnight = 0; fortnight < FORTNIGHTS; fortnight++) {
		if (fortnight % 2 == 0)
			share(shop);
		shop_pass(shop, 5 * DAY_S + chance(DAY_S));
		kill_somewhere(shop, sync, stops);
		shop_pass(shop, 4 * DAY_S);
		withdraw(shop, 2 * stops);
		shop_pass(shop, 5 * DAY_S - chance(DAY_S));
		if (fortnight % 2 == 0)
			kill_somewhere(shop, sync, stops);
		if (fortnight % 5 == 4) {
			free(SHOP_MUST_RUN(shop, "sync"));
			compare(shop);
		}
	}
	free(SHOP_MUST_RUN(shop, "sync"));
	compare(shop);
	assert_true(count.back >= 2);
	assert_true(count.payouts >= 8);
	/* All of it once more changes nothing. */
	free(SHOP_MUST_RUN(shop, "sync"));
	compare(shop);
	print_message("seed %d: %zu orders, %zu lines, %zu payouts (%zu came back), killed %zu times\n", SEED,
		count.orders, count.lines, count.payouts, count.back, count.kills);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_year_agrees_to_the_cent, open_shop, close_shop),
	};

	/* It cannot look for leaks in what is traced. */
	setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
