/* A hundred thousand random histories: the ledger made from orders agrees with the slow one (slow_book.h)
 * after each answer, what was paid out never changes, and the same answers again change nothing.
 * HISTORY_SEED=n looks at another hundred thousand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/book.h"
#include "tool/slow_book.h"

enum { HISTORIES = 100000, PAGES = 20 };

/* What the store keeps of an order, and the lines made from it. */
struct kept {
	struct order order;
	struct book book;
	bool is_known, lifted;
};

static struct history history;
static struct kept kept[HISTORY_ORDERS];
static uint64_t seed;

static void book_it(const struct told *told, struct kept *of)
{
	struct book_rule rule = { .is_lifted = of->lifted, .refunds_told = history.refunds_told };
	bool paid = of->book.minor[BOOK_GROSS][BUCKET_PAID_OUT] || of->book.minor[BOOK_FEE][BUCKET_PAID_OUT];
	struct line lines[BOOK_LINES_MOST];
	size_t i, count = book_lines(&of->book, &of->order, rule, lines);

	for (i = 0; i < count; i++) {
		if (lines[i].bucket == BUCKET_NONE || lines[i].amount.minor == 0)
			fail_msg("seed %llu: an empty line", (unsigned long long)seed);
		if (paid && lines[i].bucket == BUCKET_PAID_OUT)
			fail_msg("seed %llu: what was paid out changed", (unsigned long long)seed);
		assert_int_equal(lines[i].amount.currency, of->order.paid.currency);
		assert_string_equal(lines[i].order, told->order.sub_id);
		book_add(&of->book, &lines[i]);
	}
}

/* As the store does it: tests/unit/desk/ledger_test.c plays them there. */
static void take(const struct told *told)
{
	struct kept *of = &kept[told->number];

	if (told->kind == TOLD_LINE)
		return;
	if (told->kind == TOLD_LIFTED) {
		of->lifted = true;
	} else {
		if (of->is_known && !order_may_follow(&of->order, &told->order)) {
			/* Refused, but heard. */
			if (told->order.updated_at > of->order.updated_at)
				of->order.updated_at = told->order.updated_at;
			return;
		}
		of->order = told->order;
		of->is_known = true;
	}
	if (of->is_known)
		book_it(told, of);
}

static int64_t bucket_sum(enum currency currency, int bucket)
{
	int64_t sum = 0;
	int i, sort;

	for (i = 0; i < HISTORY_ORDERS; i++)
		for (sort = 0; sort < BOOK_SORT_COUNT && kept[i].order.paid.currency == currency; sort++)
			sum += kept[i].book.minor[sort][bucket];
	return sum;
}

static void compare(size_t told)
{
	static const enum currency currencies[] = { CURRENCY_CNY, CURRENCY_JPY, CURRENCY_KWD };
	struct slow_book slow;
	int bucket, i;

	slow_book_read(&history, told, &slow);
	for (i = 0; i < 3; i++)
		for (bucket = 0; bucket < BUCKET_COUNT; bucket++) {
			int64_t ours = bucket_sum(currencies[i], bucket);
			wide theirs = slow.minor[currencies[i]][bucket];

			if (bucket == BUCKET_CLAWBACK && history.refunds_told)
				continue; /* the supplier's lines are not among ours */
			if (theirs != ours)
				fail_msg("seed %llu, after %zu: %s %s is %lld, slowly %lld",
					(unsigned long long)seed, told, currency_code(currencies[i]),
					bucket_id((enum bucket)bucket), (long long)ours,
					(long long)theirs);
		}
	for (i = 0; i < HISTORY_ORDERS; i++)
		if (kept[i].is_known && kept[i].order.state != slow.state[i])
			fail_msg("seed %llu, after %zu: order %d is %s, slowly %s",
				(unsigned long long)seed, told, i + 1, order_state_id(kept[i].order.state),
				order_state_id(slow.state[i]));
}

static void play(void)
{
	int64_t lines = 0;
	size_t i;

	memset(kept, 0, sizeof kept);
	history_make(seed, &history);
	/* Lines of a supplier's own go straight into the store. */
	if (history.has_ledger)
		return;
	for (i = 0; i < history.count; i++) {
		take(&history.told[i]);
		compare(i + 1);
	}
	for (i = 0; i < HISTORY_ORDERS; i++)
		lines -= kept[i].book.count;
	for (i = 0; i < history.count; i++)
		take(&history.told[i]);
	for (i = 0; i < HISTORY_ORDERS; i++)
		lines += kept[i].book.count;
	if (lines != 0)
		fail_msg("seed %llu: the same answers again made %lld lines", (unsigned long long)seed,
			(long long)lines);
}

static void the_ledger_agrees_with_the_slow_one(void **unused)
{
	const char *more = getenv("HISTORY_SEED");
	uint64_t first = more ? strtoull(more, NULL, 10) * HISTORIES : 0;
	int played = 0;

	(void)unused;
	for (seed = first; played < HISTORIES; seed++) {
		play();
		played += !history.has_ledger;
	}
	print_message("%d histories, seeds %llu to %llu\n", played, (unsigned long long)first,
		(unsigned long long)seed - 1);
}

/* The histories are worth playing only if they get everywhere. */
static void histories_reach_every_state_and_bucket(void **unused)
{
	size_t states[ORDER_STATE_COUNT] = { 0 }, buckets[BUCKET_COUNT] = { 0 }, told = 0;
	struct slow_book slow;
	int i, currency;

	(void)unused;
	for (seed = 0; seed < 2000; seed++) {
		history_make(seed, &history);
		slow_book_read(&history, history.count, &slow);
		for (i = 0; i < HISTORY_ORDERS; i++)
			states[slow.state[i]] += slow.is_known[i];
		for (i = 0; i < BUCKET_COUNT; i++)
			for (currency = 0; currency < CURRENCY_COUNT; currency++)
				buckets[i] += slow.minor[currency][i] != 0;
		told += history.count;
	}
	for (i = 0; i < ORDER_STATE_COUNT; i++)
		assert_in_range(states[i], PAGES, 6000);
	for (i = BUCKET_NONE + 1; i < BUCKET_COUNT; i++)
		assert_in_range(buckets[i], PAGES, 6000);
	assert_in_range(told, 8 * 2000, HISTORY_MOST * 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(histories_reach_every_state_and_bucket),
		cmocka_unit_test(the_ledger_agrees_with_the_slow_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
