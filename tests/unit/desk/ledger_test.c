/* The ledger in the store, by histories in which answers are doubled, out of order or missing: each bucket as
 * the slow book has it, every line once, what was paid out never changed, and the same answers again change
 * nothing. A hundred thousand without a store: tests/unit/model/history_test.c. HISTORY_SEED=n: others. */
#include "ledger_stage.h"
#include "model/balance.h"
#include "tool/slow_book.h"

enum { HISTORIES = 100, LINES_MOST = 1000, PAYOUTS = 3 };

static struct history history;
static uint64_t seed, dice;

#define fails(...) \
	do { \
		print_error("seed %llu: ", (unsigned long long)seed); \
		fail_msg(__VA_ARGS__); \
	} while (0)

/* ---- telling */

static void lift(const char *order)
{
	const char *name = arena_print(&arena, "penalty.p.%s", order);

	/* As if it had been heard of before: what a penalty does is a state of the order here. */
	if (!store_get(&desk.store, &arena, name))
		must_do(store_put(&desk.store, name, "x", &fault));
	put_penalty(order, true);
}

static void tell(const struct told *told)
{
	struct order order = told->order;

	switch (told->kind) {
	case TOLD_LINE:
		must_do(line_put(&desk.store, &told->line, 1, &fault));
		break;
	case TOLD_LIFTED:
		lift(order.sub_id);
		break;
	case TOLD_ORDER:
		must_do(ledger_put_orders(&work, &order, 1, &fault));
	}
}

/* ---- what there is then */

struct shown {
	struct balance *balances;
	struct line *lines;
	struct order *orders;
	struct earning_row *days;
	struct payout *payouts;
	size_t balance_count, line_count, order_count, day_count, payout_count;
};

static const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };

static struct shown look(void)
{
	struct store *store = &desk.store;
	struct shown shown;

	shown.balance_count = balance_load(store, &arena, &shown.balances);
	shown.line_count = line_load(store, 0, LINES_MOST, &arena, &shown.lines);
	shown.order_count = order_load(store, &all, 0, 100, &arena, &shown.orders);
	shown.day_count = earning_load(store, BY_DAY, 0, 100, &arena, &shown.days);
	shown.payout_count = payout_load(store, &arena, &shown.payouts);
	return shown;
}

static const char *line_text(const struct line *line)
{
	return arena_print(&arena, "%s %s %s %lld %s %lld", line->id, line_kind_id(line->kind),
		bucket_id(line->bucket), (long long)line->amount.minor,
		currency_code(line->amount.currency), (long long)line->at);
}

/* V29: every bucket is the sum of its lines, and all of them are the ledger. */
static void adds_up(const struct shown *shown)
{
	struct balance *slow;
	size_t count = balance_check(&desk.store, &arena, &slow), i;

	assert_int_equal(count, shown->balance_count);
	for (i = 0; i < count; i++) {
		assert_memory_equal(&slow[i], &shown->balances[i], sizeof *slow);
		assert_true(balance_adds_up(&shown->balances[i]));
	}
}

static int64_t bucket_of(const struct shown *shown, enum currency currency, int bucket)
{
	size_t i;

	for (i = 0; i < shown->balance_count; i++)
		if (shown->balances[i].currency == currency)
			return shown->balances[i].minor[bucket];
	return 0;
}

static void agrees_with_slow(const struct shown *shown, size_t told)
{
	struct slow_book slow;
	size_t i;
	int currency, bucket;

	slow_book_read(&history, told, &slow);
	for (currency = 0; currency < CURRENCY_COUNT; currency++)
		for (bucket = BUCKET_NONE + 1; bucket < BUCKET_COUNT; bucket++)
			if (slow.minor[currency][bucket] !=
				bucket_of(shown, (enum currency)currency, bucket))
				fails("after %zu: %s %s is %lld, slowly %lld", told,
					currency_code((enum currency)currency), bucket_id((enum bucket)bucket),
					(long long)bucket_of(shown, (enum currency)currency, bucket),
					(long long)slow.minor[currency][bucket]);
	for (i = 0; i < shown->order_count; i++) {
		int number = shown->orders[i].sub_id[2] - '1';

		if (shown->orders[i].state != slow.state[number])
			fails("after %zu: order %d is %s, slowly %s", told, number + 1,
				order_state_id(shown->orders[i].state), order_state_id(slow.state[number]));
	}
}

/* Lines are never changed nor taken away: what was there before is still at the end of the list. */
static void only_grew(const struct shown *before, const struct shown *now)
{
	size_t i, j, found;

	assert_in_range(now->line_count, before->line_count, LINES_MOST);
	for (i = 0; i < before->line_count; i++) {
		for (found = j = 0; j < now->line_count; j++)
			found += strcmp(line_text(&before->lines[i]), line_text(&now->lines[j])) == 0;
		if (found != 1)
			fails("line %s is there %zu times", line_text(&before->lines[i]), found);
	}
}

static int64_t paid_out_of(const struct shown *shown, const char *order)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < shown->line_count; i++)
		if (shown->lines[i].bucket == BUCKET_PAID_OUT && strcmp(shown->lines[i].order, order) == 0)
			sum += shown->lines[i].amount.minor;
	return sum;
}

static void paid_out_stays(const struct shown *before, const struct shown *now)
{
	static const char *const orders[] = { "o-1", "o-2", "o-3" };
	int i;

	for (i = 0; i < HISTORY_ORDERS && !history.has_ledger; i++) {
		int64_t paid = paid_out_of(before, orders[i]);

		if (paid != 0 && paid != paid_out_of(now, orders[i]))
			fails("what was paid out for %s changed", orders[i]);
	}
}

static void nothing_changed(const struct shown *before, const struct shown *now)
{
	size_t i;

	assert_int_equal(store_take_changes(&desk.store) & (TOPIC_ORDERS | TOPIC_LINES), 0);
	assert_int_equal(now->line_count, before->line_count);
	assert_int_equal(now->order_count, before->order_count);
	assert_int_equal(now->day_count, before->day_count);
	assert_int_equal(now->balance_count, before->balance_count);
	for (i = 0; i < now->balance_count; i++)
		assert_memory_equal(&now->balances[i], &before->balances[i], sizeof *now->balances);
	for (i = 0; i < now->day_count; i++) {
		assert_int_equal(now->days[i].orders, before->days[i].orders);
		assert_int_equal(now->days[i].estimate.minor, before->days[i].estimate.minor);
		assert_int_equal(now->days[i].settled.minor, before->days[i].settled.minor);
	}
}

/* Running sums of orders, by days or goods, against the orders themselves. */
static void sums_are_their_orders(const struct shown *shown, enum earning_by by, int64_t since)
{
	struct earning_row *rows;
	size_t i, count = earning_load(&desk.store, by, since, 100, &arena, &rows);
	int64_t orders = 0;
	wide estimate = 0;

	for (i = 0; i < shown->order_count; i++) {
		enum bucket bucket = order_bucket(shown->orders[i].state);

		if (bucket == BUCKET_NONE || bucket == BUCKET_INVALID)
			continue;
		orders++;
		estimate += shown->orders[i].estimate.minor;
	}
	for (i = 0; i < count; i++) {
		orders -= rows[i].orders;
		estimate -= rows[i].estimate.minor;
	}
	assert_int_equal(orders, 0);
	assert_true(estimate == 0);
}

/* Each way of counting, against the list. */
static void counts_are_their_orders(const struct shown *shown)
{
	struct order_query query = all;
	size_t found[ORDER_STATE_COUNT] = { 0 }, i;

	assert_int_equal(order_count(&desk.store, &all), shown->order_count);
	for (i = 0; i < shown->order_count; i++)
		found[shown->orders[i].state]++;
	for (i = 0; i < ORDER_STATE_COUNT; i++) {
		query.state = (int)i;
		query.words = "";
		assert_int_equal(order_count(&desk.store, &query), found[i]);
		query.words = "t";
		assert_int_equal(order_count(&desk.store, &query), found[i]);
	}
	sums_are_their_orders(shown, BY_DAY, 0);
	sums_are_their_orders(shown, BY_GOODS, 0);
	sums_are_their_orders(shown, BY_GOODS, 1);
}

/* ---- the test */

static void play(void)
{
	struct shown before = look(), now;
	size_t i;

	for (i = 0; i < history.count; i++) {
		tell(&history.told[i]);
		if (i % 8 != 7 && i + 1 < history.count)
			continue;
		now = look();
		adds_up(&now);
		agrees_with_slow(&now, i + 1);
		only_grew(&before, &now);
		paid_out_stays(&before, &now);
		before = now;
	}
	counts_are_their_orders(&before);
	store_take_changes(&desk.store);
	for (i = 0; i < history.count; i++)
		tell(&history.told[i]);
	now = look();
	only_grew(&before, &now);
	nothing_changed(&before, &now);
}

static uint64_t first_seed(void)
{
	const char *more = getenv("HISTORY_SEED");

	return more ? strtoull(more, NULL, 10) * HISTORIES : 0;
}

static void any_history_is_booked_once(void **unused)
{
	uint64_t first = first_seed();

	(void)unused;
	for (seed = first; seed < first + HISTORIES; seed++) {
		assert_int_equal(begin(NULL), 0);
		history_make(seed, &history);
		offer(history.has_ledger, history.refunds_told);
		play();
		end(NULL);
	}
}

/* ---- payouts */

/* The latest state of each, unless an earlier one was its end. */
static struct payout expected[PAYOUTS];

static struct payout random_payout(int number, int64_t at)
{
	static const char *const ids[PAYOUTS] = { "w1", "w2", "w3" };

	return (struct payout){ .supplier = "p",
		.id = ids[number],
		.state = (enum payout_state)history_roll(&dice, PAYOUT_STATE_COUNT),
		.amount = { 1 + (int64_t)history_roll(&dice, 5000), CURRENCY_CNY },
		.fee = { 1, CURRENCY_CNY },
		.requested_at = 1,
		.updated_at = at };
}

static void expect_payout(const struct payout *told, int number)
{
	struct payout *kept = &expected[number];

	if (!kept->id || (!payout_is_over(kept->state) && told->updated_at >= kept->updated_at))
		*kept = *told;
}

static void payouts_agree(void)
{
	struct shown shown = look();
	size_t i;

	for (i = 0; i < shown.payout_count; i++) {
		const struct payout *kept = &expected[shown.payouts[i].id[1] - '1'];

		if (kept->state != shown.payouts[i].state ||
			kept->amount.minor != shown.payouts[i].amount.minor)
			fails("payout %s is %s", kept->id, payout_state_id(shown.payouts[i].state));
	}
}

static void a_payout_that_is_over_never_changes(void **unused)
{
	enum { ANSWERS = 16 };
	struct payout told[ANSWERS];
	size_t i, from;

	(void)unused;
	for (seed = 0; seed < HISTORIES; seed++) {
		assert_int_equal(begin(NULL), 0);
		memset(expected, 0, sizeof expected);
		dice = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15);
		for (i = 0; i < ANSWERS; i++) {
			from = i > 0 && history_roll(&dice, 3) == 0 ? (size_t)history_roll(&dice, i) : i;
			told[i] = from < i ? told[from]
					   : random_payout((int)history_roll(&dice, PAYOUTS), (int64_t)i + 1);
			must_do(payout_put(&desk.store, &told[i], 1, &fault));
			expect_payout(&told[i], told[i].id[1] - '1');
			payouts_agree();
		}
		store_take_changes(&desk.store);
		must_do(payout_put(&desk.store, told, ANSWERS, &fault));
		payouts_agree();
		assert_int_equal(store_take_changes(&desk.store), 0);
		end(NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(any_history_is_booked_once, end),
		cmocka_unit_test_teardown(a_payout_that_is_over_never_changes, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
