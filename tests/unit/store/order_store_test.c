/* order_store: orders never go back, lines are never changed, and every sum is the sum of its lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "store/order_store.h"
#include "fresh.h"

static struct order sample(const char *sub_id, enum order_state state)
{
	return (struct order){ .supplier = "demo",
		.id = arena_print(&arena, "2026%s", sub_id),
		.sub_id = sub_id,
		.goods = "g1",
		.title = "纯棉毛巾",
		.state = state,
		.state_word = order_state_id(state),
		.channel = "wechat",
		.quantity = 1,
		.paid = sample_yuan(2890),
		.base = sample_yuan(2890),
		.estimate = sample_yuan(520),
		.settled = sample_yuan(state == ORDER_SETTLED || state == ORDER_PAID_OUT ? 500 : 0),
		.rate_bp = 1800,
		.created_at = SAMPLE_NOW,
		.updated_at = SAMPLE_NOW };
}

static void put(struct order order)
{
	if (order_put(&store, &order, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
}

static enum order_state state_of(const char *sub_id)
{
	return order_get(&store, &arena, "demo", sub_id)->state;
}

static size_t count_of(struct order_query query)
{
	struct order *rows;
	size_t count = order_count(&store, &query);

	assert_int_equal(order_load(&store, &query, 0, 1000, &arena, &rows), count);
	return count;
}

/* R8: never back, never away from paid out. */
static void an_order_never_goes_back(void **unused)
{
	(void)unused;
	put(sample("1", ORDER_RECEIVED));
	put(sample("1", ORDER_ESTIMATED));
	assert_int_equal(state_of("1"), ORDER_RECEIVED);
	put(sample("1", ORDER_SETTLED));
	assert_int_equal(state_of("1"), ORDER_SETTLED);
	put(sample("3", ORDER_PAID_OUT));
	put(sample("3", ORDER_INVALID));
	assert_int_equal(state_of("3"), ORDER_PAID_OUT);
}

/* V11: and when she was away, the answer that said so may have been missed. */
static void what_had_no_commission_may_earn_after_all(void **unused)
{
	(void)unused;
	put(sample("1", ORDER_INVALID));
	put(sample("1", ORDER_ESTIMATED));
	assert_int_equal(state_of("1"), ORDER_ESTIMATED);
	put(sample("2", ORDER_INVALID));
	put(sample("2", ORDER_RECEIVED));
	assert_int_equal(state_of("2"), ORDER_RECEIVED);
	put(sample("3", ORDER_PUNISHED));
	put(sample("3", ORDER_SETTLED));
	assert_int_equal(state_of("3"), ORDER_SETTLED);
}

static struct order told_at(const char *sub_id, enum order_state state, int64_t at)
{
	struct order order = sample(sub_id, state);

	order.updated_at = SAMPLE_NOW + at;
	return order;
}

static void an_answer_from_before_is_no_news(void **unused)
{
	struct order older = told_at("1", ORDER_ESTIMATED, 1);

	(void)unused;
	put(older);
	put(told_at("1", ORDER_INVALID, 2));
	put(older);
	assert_int_equal(state_of("1"), ORDER_INVALID);
	/* Refused as a step back, but heard: what came before it is no news either. */
	put(told_at("2", ORDER_RECEIVED, 2));
	put(told_at("2", ORDER_ESTIMATED, 5));
	put(told_at("2", ORDER_INVALID, 3));
	assert_int_equal(state_of("2"), ORDER_RECEIVED);
	put(told_at("2", ORDER_APPROVED, 5));
	assert_int_equal(state_of("2"), ORDER_APPROVED);
}

/* The platform left the time of change out; that of the settlement tells as well that it is news. */
static void a_settlement_without_a_time_of_change_is_taken(void **unused)
{
	struct order order = told_at("1", ORDER_RECEIVED, 50);

	(void)unused;
	put(order);
	order = told_at("1", ORDER_SETTLED, 0);
	order.settled_at = SAMPLE_NOW + 60;
	put(order);
	assert_int_equal(state_of("1"), ORDER_SETTLED);
}

static void a_currency_does_not_change_once_something_was_counted(void **unused)
{
	struct order order = sample("1", ORDER_CREATED);

	(void)unused;
	put(order);
	order.paid.currency = order.base.currency = order.estimate.currency = CURRENCY_USD;
	order.settled.currency = CURRENCY_USD;
	order.state = ORDER_ESTIMATED;
	put(order);
	assert_int_equal(order_get(&store, &arena, "demo", "1")->estimate.currency, CURRENCY_USD);
	put(sample("1", ORDER_RECEIVED));
	assert_int_equal(state_of("1"), ORDER_ESTIMATED);
	assert_int_equal(order_get(&store, &arena, "demo", "1")->estimate.currency, CURRENCY_USD);
}

static void the_same_answer_twice_changes_nothing(void **unused)
{
	(void)unused;
	put(sample("1", ORDER_ESTIMATED));
	assert_true(store_take_changes(&store) & TOPIC_ORDERS);
	put(sample("1", ORDER_ESTIMATED));
	assert_int_equal(store_take_changes(&store), 0);
	assert_int_equal(count_of((struct order_query){ .state = UNKNOWN, .kind = UNKNOWN }), 1);
}

static void an_order_comes_back_whole(void **unused)
{
	struct order order = sample("7", ORDER_APPROVED), *back;

	(void)unused;
	order.kind = ORDER_FRIEND;
	order.reason = "returned";
	order.link = "l1";
	order.fee = sample_yuan(5);
	order.approved_at = SAMPLE_NOW + 3;
	put(order);
	back = order_get(&store, &arena, "demo", "7");
	assert_string_equal(back->id, "20267");
	assert_string_equal(back->title, "纯棉毛巾");
	assert_int_equal(back->kind, ORDER_FRIEND);
	assert_string_equal(back->reason, "returned");
	assert_string_equal(back->link, "l1");
	assert_string_equal(back->channel, "wechat");
	assert_int_equal(back->fee.minor, 5);
	assert_int_equal(back->rate_bp, 1800);
	assert_int_equal(back->approved_at, SAMPLE_NOW + 3);
	assert_null(order_get(&store, &arena, "demo", "8"));
}

static void orders_are_found(void **unused)
{
	struct order order;
	struct order *rows;

	(void)unused;
	put(sample("0001234", ORDER_ESTIMATED));
	order = sample("0005678", ORDER_INVALID);
	order.title = "Blue cup";
	order.kind = ORDER_SELF;
	order.created_at = SAMPLE_NOW + 100;
	put(order);
	assert_int_equal(count_of((struct order_query){ "1234", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "5670", UNKNOWN, UNKNOWN, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "9999", UNKNOWN, UNKNOWN, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "毛巾", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "CUP", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "", ORDER_INVALID, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "", UNKNOWN, ORDER_SHARE, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "", ORDER_INVALID, ORDER_SHARE, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "", UNKNOWN, UNKNOWN, SAMPLE_NOW + 1, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "", UNKNOWN, UNKNOWN, 0, SAMPLE_NOW + 1 }), 1);
	assert_int_equal(order_load(&store,
				 &(struct order_query){ "", UNKNOWN, UNKNOWN, 0, 0 }, 0, 9, &arena, &rows),
		2);
	assert_string_equal(rows[0].sub_id, "0005678");
	assert_int_equal(order_load(&store,
				 &(struct order_query){ "", UNKNOWN, UNKNOWN, 0, 0 }, 1, 9, &arena, &rows),
		1);
	assert_string_equal(rows[0].sub_id, "0001234");
}

/* What `query` has, one by one, against pages of it from everywhere. */
static void pages_are_parts_of_the_list(struct order_query query)
{
	struct order *all, *page;
	size_t count = order_count(&store, &query), i, offset;

	assert_int_equal(order_load(&store, &query, 0, 256, &arena, &all), count < 256 ? count : 256);
	for (offset = 0; offset + 3 < count; offset += 97) {
		assert_int_equal(order_load(&store, &query, offset, 3, &arena, &page), 3);
		for (i = 0; i < 3; i++)
			if (offset + i < 256)
				assert_string_equal(page[i].sub_id, all[offset + i].sub_id);
		for (i = 1; i < 3; i++)
			assert_true(page[i].created_at <= page[i - 1].created_at);
	}
	assert_int_equal(order_load(&store, &query, count, 3, &arena, &page), 0);
	if (count > 0) {
		assert_int_equal(order_load(&store, &query, count - 1, 3, &arena, &page), 1);
		for (i = 0; i < count && i < 256; i++)
			assert_true(all[i].created_at >= page[0].created_at);
	}
}

/* Far down the list is entered by the sums of days: it must be the very same list. */
static void a_long_list_is_the_same_from_everywhere(void **unused)
{
	enum { MANY = 2600 };
	static const char *const titles[] = { "Blue cup", "红杯子", "blue lamp" };
	struct order *rows, order;
	struct order_query query = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	size_t i, found = 0;

	(void)unused;
	assert_int_equal(store_begin(&store, &fault), OK);
	for (i = 0; i < MANY; i++) {
		order = sample(arena_print(&arena, "%zu", i), i % 3 ? ORDER_ESTIMATED : ORDER_SETTLED);
		order.title = titles[i % 7 < 5 ? i % 2 : 2];
		order.kind = i % 5 ? ORDER_SHARE : ORDER_SELF;
		order.created_at = SAMPLE_NOW - (int64_t)(i * 7919 % MANY) * 500;
		put(order);
	}
	assert_int_equal(store_commit(&store, &fault), OK);
	assert_int_equal(order_count(&store, &query), MANY);
	for (i = 0; i + 100 <= MANY; i += 100) {
		assert_int_equal(order_load(&store, &query, i, 100, &arena, &rows), 100);
		assert_int_equal(rows[0].created_at, SAMPLE_NOW - (int64_t)i * 500);
		found += 100;
	}
	assert_int_equal(found, MANY);
	pages_are_parts_of_the_list(query);
	query.state = ORDER_ESTIMATED;
	pages_are_parts_of_the_list(query);
	query.kind = ORDER_SELF;
	pages_are_parts_of_the_list(query);
	query.state = UNKNOWN;
	pages_are_parts_of_the_list(query);
	query.words = "BLUE";
	pages_are_parts_of_the_list(query);
	query.kind = UNKNOWN;
	query.state = ORDER_SETTLED;
	pages_are_parts_of_the_list(query);
	query.since = SAMPLE_NOW - 400 * 500;
	assert_in_range(order_count(&store, &query), 1, 400);
	pages_are_parts_of_the_list(query);
}

static void titles_that_changed_are_found_by_the_new_one(void **unused)
{
	struct order order = sample("1", ORDER_ESTIMATED);

	(void)unused;
	put(order);
	order.title = "Blue cup";
	order.created_at -= 86400;
	put(order);
	assert_int_equal(count_of((struct order_query){ "毛巾", UNKNOWN, UNKNOWN, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "blue", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	order = sample("2", ORDER_ESTIMATED);
	order.title = "100% cotton_a\\b";
	put(order);
	assert_int_equal(count_of((struct order_query){ "100%", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "n_A\\", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "%", UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_int_equal(count_of((struct order_query){ "_up", UNKNOWN, UNKNOWN, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "blue", ORDER_SETTLED, UNKNOWN, 0, 0 }), 0);
	assert_int_equal(count_of((struct order_query){ "blue", ORDER_ESTIMATED, ORDER_SHARE, 0, 0 }), 1);
}

/* What was counted before a change, or before it was undone, is not told again. */
static void orders_of_a_title_are_counted_as_they_are_now(void **unused)
{
	const struct order_query towels = { "毛巾", UNKNOWN, UNKNOWN, 0, 0 };

	(void)unused;
	put(sample("1", ORDER_ESTIMATED));
	assert_int_equal(count_of(towels), 1);
	assert_int_equal(store_begin(&store, &fault), OK);
	put(sample("2", ORDER_ESTIMATED));
	assert_int_equal(count_of(towels), 2);
	store_rollback(&store);
	assert_int_equal(count_of(towels), 1);
	put(sample("3", ORDER_ESTIMATED));
	assert_int_equal(count_of(towels), 2);
	assert_int_equal(count_of((struct order_query){ "毛巾", ORDER_SETTLED, UNKNOWN, 0, 0 }), 0);
}

/* R9, V24: a provider's state 99 is visible and in no sum. */
static void an_unknown_state_is_shown_and_not_counted(void **unused)
{
	struct order order = sample("1", order_state_find("99"));
	struct earning_row *rows;

	(void)unused;
	order.state_word = "99";
	put(order);
	assert_int_equal(count_of((struct order_query){ "", ORDER_UNKNOWN, UNKNOWN, 0, 0 }), 1);
	assert_string_equal(order_get(&store, &arena, "demo", "1")->state_word, "99");
	assert_int_equal(earning_load(&store, BY_DAY, 0, 10, &arena, &rows), 0);
	put(sample("1", ORDER_ESTIMATED));
	assert_int_equal(earning_load(&store, BY_DAY, 0, 10, &arena, &rows), 1);
	assert_int_equal(rows[0].estimate.minor, 520);
}

static void earnings_follow_their_orders(void **unused)
{
	struct earning_row *rows;
	struct order order;
	char day[CLOCK_TEXT];

	(void)unused;
	put(sample("1", ORDER_ESTIMATED));
	put(sample("2", ORDER_ESTIMATED));
	order = sample("3", ORDER_SETTLED);
	order.goods = "g2";
	order.title = "茶杯";
	order.channel = NULL;
	order.created_at = SAMPLE_NOW - 3 * 86400;
	put(order);
	put(sample("2", ORDER_INVALID));
	put(sample("4", ORDER_CREATED));
	assert_int_equal(earning_load(&store, BY_DAY, 0, 10, &arena, &rows), 2);
	assert_string_equal(rows[0].name, clock_day(SAMPLE_NOW, day));
	assert_int_equal(rows[0].orders, 1);
	assert_int_equal(rows[0].estimate.minor, 520);
	assert_int_equal(rows[0].settled.minor, 0);
	assert_int_equal(rows[1].settled.minor, 500);
	assert_int_equal(earning_load(&store, BY_DAY, SAMPLE_NOW - 60, 10, &arena, &rows), 1);
	order.state = ORDER_PAID_OUT;
	order.estimate.minor = 521;
	put(order);
	assert_int_equal(earning_load(&store, BY_GOODS, 0, 10, &arena, &rows), 2);
	assert_string_equal(rows[0].name, "茶杯");
	assert_int_equal(rows[0].settled.minor, 500);
	assert_int_equal(earning_load(&store, BY_GOODS, SAMPLE_NOW - 60, 10, &arena, &rows), 1);
	assert_string_equal(rows[0].name, "纯棉毛巾");
	assert_int_equal(rows[0].orders, 1);
	assert_int_equal(earning_load(&store, BY_CHANNEL, 0, 10, &arena, &rows), 2);
	assert_string_equal(rows[0].name, "");
	assert_string_equal(rows[1].name, "wechat");
	assert_int_equal(earning_load(&store, BY_CHANNEL, 0, 1, &arena, &rows), 1);
	assert_int_equal(earning_load(&store, BY_CHANNEL, 0, SIZE_MAX / 2, &arena, &rows), 2);
	assert_int_equal(earning_load(&store, BY_GOODS, 1, SIZE_MAX, &arena, &rows), 2);
}

/* A period that begins anywhere in a month, against the orders of it. */
static void goods_of_a_period_are_its_orders(void **unused)
{
	enum { DAYS = 100 };
	struct earning_row *rows;
	struct order order;
	int64_t since, orders, expected;
	size_t i, count;
	int day;

	(void)unused;
	for (day = 0; day < DAYS; day++) {
		order = sample(arena_print(&arena, "%d", day), day % 5 ? ORDER_SETTLED : ORDER_INVALID);
		order.goods = day % 2 ? "g1" : "g2";
		order.created_at = SAMPLE_NOW - day * 86400;
		put(order);
	}
	for (day = 0; day < DAYS; day++) {
		since = SAMPLE_NOW - day * 86400 - day * 60;
		count = earning_load(&store, BY_GOODS, since, 9, &arena, &rows);
		for (expected = 0, i = 0; i <= (size_t)day; i++)
			expected += i % 5 != 0;
		for (orders = 0, i = 0; i < count; i++) {
			orders += rows[i].orders;
			assert_int_equal(rows[i].estimate.minor, 520 * rows[i].orders);
			assert_int_equal(rows[i].settled.minor, 500 * rows[i].orders);
		}
		assert_int_equal(orders, expected);
	}
}

static void more_days_than_first_thought(void **unused)
{
	struct earning_row *rows;
	struct order order;
	char day[CLOCK_TEXT];
	int i;

	(void)unused;
	for (i = 0; i < 200; i++) {
		order = sample(arena_print(&arena, "%d", i), ORDER_ESTIMATED);
		order.created_at = SAMPLE_NOW - i * 86400;
		put(order);
	}
	assert_int_equal(earning_load(&store, BY_DAY, 0, SIZE_MAX / 2, &arena, &rows), 200);
	assert_string_equal(rows[0].name, clock_day(SAMPLE_NOW, day));
	assert_string_equal(rows[199].name, clock_day(order.created_at, day));
}

/* ---- the ledger */

static struct line line(const char *id, enum line_kind kind, enum bucket bucket, int64_t fen)
{
	return (struct line){ "demo", id, kind, bucket, "o1", "r1", sample_yuan(fen), SAMPLE_NOW };
}

static void put_line(struct line one)
{
	if (line_put(&store, &one, 1, &fault) != OK)
		fail_msg("not put: %s", fault.text);
}

static const struct balance *balance_now(void)
{
	struct balance *kept, *slow;
	size_t count = balance_load(&store, &arena, &kept), i;
	int64_t sum;
	int bucket;

	assert_int_equal(balance_check(&store, &arena, &slow), count);
	for (i = 0; i < count; i++) {
		assert_int_equal(kept[i].currency, slow[i].currency);
		assert_int_equal(kept[i].ledger_minor, slow[i].ledger_minor);
		for (sum = 0, bucket = 0; bucket < BUCKET_COUNT; bucket++) {
			assert_int_equal(kept[i].minor[bucket], slow[i].minor[bucket]);
			sum += kept[i].minor[bucket];
		}
		/* V29 */
		assert_int_equal(sum, kept[i].ledger_minor);
	}
	return kept;
}

/* R11, V29: one order's life from estimate to payout and a refund after it (R13). */
static void buckets_sum_to_the_ledger(void **unused)
{
	const struct line life[] = {
		line("1", LINE_ESTIMATE, BUCKET_ESTIMATED, 3088),
		line("2", LINE_ESTIMATE, BUCKET_ESTIMATED, -3088),
		line("3", LINE_ESTIMATE, BUCKET_FROZEN, 3088),
		line("4", LINE_ESTIMATE, BUCKET_FROZEN, -3088),
		line("5", LINE_SETTLE, BUCKET_AVAILABLE, 3088),
		line("6", LINE_FEE, BUCKET_AVAILABLE, -308),
		line("7", LINE_PAYOUT, BUCKET_AVAILABLE, -2780),
		line("8", LINE_PAYOUT, BUCKET_IN_WITHDRAWAL, 2780),
		line("9", LINE_PAYOUT, BUCKET_IN_WITHDRAWAL, -2780),
		line("10", LINE_PAYOUT, BUCKET_PAID_OUT, 2780),
		line("11", LINE_CLAWBACK, BUCKET_CLAWBACK, -1544),
	};
	const struct balance *balance;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof life / sizeof *life; i++) {
		put_line(life[i]);
		balance_now();
	}
	balance = balance_now();
	assert_int_equal(balance->minor[BUCKET_ESTIMATED], 0);
	assert_int_equal(balance->minor[BUCKET_FROZEN], 0);
	assert_int_equal(balance->minor[BUCKET_AVAILABLE], 0);
	assert_int_equal(balance->minor[BUCKET_PAID_OUT], 2780);
	assert_int_equal(balance->minor[BUCKET_CLAWBACK], -1544);
	assert_int_equal(balance->ledger_minor, 1236);
}

/* R14, V23: the same refund twice is one clawback, whatever it says the second time. */
static void a_line_counts_once(void **unused)
{
	struct line *rows;

	(void)unused;
	put_line(line("1", LINE_CLAWBACK, BUCKET_CLAWBACK, -1544));
	put_line(line("1", LINE_CLAWBACK, BUCKET_CLAWBACK, -1544));
	put_line(line("1", LINE_CLAWBACK, BUCKET_CLAWBACK, -9999));
	assert_int_equal(balance_now()->minor[BUCKET_CLAWBACK], -1544);
	assert_int_equal(line_load(&store, 0, 10, &arena, &rows), 1);
	assert_int_equal(rows[0].amount.minor, -1544);
}

static void an_unknown_bucket_is_shown_and_not_counted(void **unused)
{
	struct line *rows;

	(void)unused;
	put_line(line("1", LINE_BONUS, BUCKET_NONE, 100));
	assert_int_equal(line_load(&store, 0, 10, &arena, &rows), 1);
	assert_string_equal(rows[0].order, "o1");
	balance_now();
	put_line(line("2", LINE_SUBSIDY, BUCKET_AVAILABLE, 7));
	assert_int_equal(balance_now()->ledger_minor, 7);
}

static void each_currency_has_its_own_balance(void **unused)
{
	struct line dollars = line("2", LINE_SETTLE, BUCKET_AVAILABLE, 5);
	struct balance *rows;

	(void)unused;
	dollars.amount.currency = CURRENCY_USD;
	put_line(line("1", LINE_SETTLE, BUCKET_AVAILABLE, 7));
	put_line(dollars);
	balance_now();
	assert_int_equal(balance_load(&store, &arena, &rows), 2);
	assert_int_equal(rows[0].minor[BUCKET_AVAILABLE] + rows[1].minor[BUCKET_AVAILABLE], 12);
}

static void a_sum_that_overflows_is_refused_whole(void **unused)
{
	struct line huge[2] = { line("1", LINE_SETTLE, BUCKET_AVAILABLE, 1),
		line("2", LINE_SETTLE, BUCKET_AVAILABLE, INT64_MAX) };
	struct line *rows;

	(void)unused;
	assert_int_equal(line_put(&store, huge, 2, &fault), ERR_STORE);
	assert_int_equal(line_load(&store, 0, 10, &arena, &rows), 0);
}

static void two_currencies_in_one_order_are_refused(void **unused)
{
	struct order order = sample("1", ORDER_ESTIMATED);

	(void)unused;
	order.estimate.currency = CURRENCY_USD;
	assert_int_equal(order_put(&store, &order, 1, &fault), ERR_DECODE);
	assert_null(order_get(&store, &arena, "demo", "1"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(an_order_never_goes_back),
		TEST(what_had_no_commission_may_earn_after_all),
		TEST(an_answer_from_before_is_no_news),
		TEST(a_settlement_without_a_time_of_change_is_taken),
		TEST(a_currency_does_not_change_once_something_was_counted),
		TEST(the_same_answer_twice_changes_nothing),
		TEST(an_order_comes_back_whole),
		TEST(orders_are_found),
		TEST(a_long_list_is_the_same_from_everywhere),
		TEST(titles_that_changed_are_found_by_the_new_one),
		TEST(orders_of_a_title_are_counted_as_they_are_now),
		TEST(an_unknown_state_is_shown_and_not_counted),
		TEST(earnings_follow_their_orders),
		TEST(goods_of_a_period_are_its_orders),
		TEST(more_days_than_first_thought),
		TEST(buckets_sum_to_the_ledger),
		TEST(a_line_counts_once),
		TEST(an_unknown_bucket_is_shown_and_not_counted),
		TEST(each_currency_has_its_own_balance),
		TEST(a_sum_that_overflows_is_refused_whole),
		TEST(two_currencies_in_one_order_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
