/* The ledger made from orders: each step's lines, and money that is always the sum of lines. Histories in any
 * order and number: history_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/book.h"

static const struct book_rule plain;
static struct book book;
static struct line lines[BOOK_LINES_MOST];
static size_t made;

static int begin(void **unused)
{
	(void)unused;
	book = (struct book){ 0 };
	made = 0;
	return 0;
}

static struct order order_in(enum order_state state)
{
	const struct money none = { 0, CURRENCY_CNY };

	return (struct order){ .supplier = "p",
		.id = "1",
		.sub_id = "1",
		.state = state,
		.paid = { 15443, CURRENCY_CNY },
		.base = { 15443, CURRENCY_CNY },
		.estimate = { 3088, CURRENCY_CNY },
		.settled = none,
		.fee = none,
		.rate_bp = 2000,
		.updated_at = 5 };
}

static int64_t bucket_sum(enum bucket bucket)
{
	return book.minor[BOOK_GROSS][bucket] + book.minor[BOOK_FEE][bucket] +
		book.minor[BOOK_BACK][bucket];
}

static int64_t ledger(void)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < BUCKET_COUNT; i++)
		sum += bucket_sum((enum bucket)i);
	return sum;
}

static void tell_by(const struct order *order, struct book_rule rule)
{
	size_t i;

	made = book_lines(&book, order, rule, lines);
	assert_in_range(made, 0, BOOK_LINES_MOST);
	for (i = 0; i < made; i++) {
		assert_int_not_equal(lines[i].bucket, BUCKET_NONE);
		assert_int_not_equal(lines[i].amount.minor, 0);
		assert_int_equal(lines[i].amount.currency, CURRENCY_CNY);
		assert_string_equal(lines[i].order, order->sub_id);
		book_add(&book, &lines[i]);
	}
}

static void tell(const struct order *order)
{
	tell_by(order, plain);
}

static void settle(void)
{
	struct order order = order_in(ORDER_SETTLED);

	order.settled = order.estimate;
	order.fee.minor = 308;
	tell(&order);
}

static void an_order_goes_from_bucket_to_bucket(void **unused)
{
	struct order order = order_in(ORDER_CREATED);

	(void)unused;
	tell(&order);
	assert_int_equal(made, 0);
	order.state = ORDER_ESTIMATED;
	tell(&order);
	assert_int_equal(made, 1);
	assert_int_equal(lines[0].kind, LINE_ESTIMATE);
	assert_int_equal(bucket_sum(BUCKET_ESTIMATED), 3088);
	order.state = ORDER_GROUPED;
	tell(&order);
	assert_int_equal(made, 0);
	order.state = ORDER_RECEIVED;
	tell(&order);
	assert_int_equal(made, 2);
	assert_int_equal(lines[0].amount.minor + lines[1].amount.minor, 0);
	assert_int_equal(bucket_sum(BUCKET_ESTIMATED), 0);
	assert_int_equal(bucket_sum(BUCKET_FROZEN), 3088);
	order.state = ORDER_APPROVED;
	tell(&order);
	assert_int_equal(made, 0);
	/* V1: 3088, fee 308, net 2780. */
	settle();
	assert_int_equal(bucket_sum(BUCKET_FROZEN), 0);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780);
	assert_int_equal(book.minor[BOOK_FEE][BUCKET_AVAILABLE], -308);
	settle();
	assert_int_equal(made, 0);
	order = order_in(ORDER_PAID_OUT);
	order.settled = order.estimate;
	order.fee.minor = 308;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 0);
	assert_int_equal(bucket_sum(BUCKET_PAID_OUT), 2780);
}

static void an_order_first_seen_settled_is_there_at_once(void **unused)
{
	(void)unused;
	settle();
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780);
	assert_int_equal(ledger(), 2780);
}

/* R12 */
static void a_smaller_estimate_is_one_line(void **unused)
{
	struct order order = order_in(ORDER_RECEIVED);

	(void)unused;
	tell(&order);
	order.estimate.minor = 1544;
	tell(&order);
	assert_int_equal(made, 1);
	assert_int_equal(lines[0].amount.minor, -1544);
	assert_int_equal(bucket_sum(BUCKET_FROZEN), 1544);
	/* Up again, and down again: each is a line of its own. */
	order.estimate.minor = 3088;
	tell(&order);
	order.estimate.minor = 1544;
	tell(&order);
	assert_int_equal(book.count, 4);
	assert_int_equal(bucket_sum(BUCKET_FROZEN), 1544);
}

/* V11 */
static void an_invalid_order_is_paid_after_all(void **unused)
{
	struct order order = order_in(ORDER_ESTIMATED);
	int turn;

	(void)unused;
	for (turn = 0; turn < 3; turn++) {
		order = order_in(ORDER_ESTIMATED);
		tell(&order);
		assert_int_equal(bucket_sum(BUCKET_ESTIMATED), 3088);
		assert_int_equal(bucket_sum(BUCKET_INVALID), 0);
		order = order_in(ORDER_INVALID);
		order.estimate.minor = 0;
		tell(&order);
		assert_int_equal(bucket_sum(BUCKET_ESTIMATED), 0);
		assert_int_equal(bucket_sum(BUCKET_INVALID), 3088);
	}
}

static void an_order_that_never_earned_makes_no_line(void **unused)
{
	struct order order = order_in(ORDER_INVALID);

	(void)unused;
	tell(&order);
	assert_int_equal(made, 0);
	assert_int_equal(ledger(), 0);
}

/* V2, V23 */
static void a_part_that_comes_back_is_taken_back_once(void **unused)
{
	struct order order = order_in(ORDER_CLAWBACK_DUE);

	(void)unused;
	settle();
	order.settled.minor = 3088;
	order.fee.minor = 308;
	order.base.minor = 7722;
	tell(&order);
	assert_int_equal(made, 1);
	assert_int_equal(lines[0].kind, LINE_CLAWBACK);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), -1544);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780);
	tell(&order);
	assert_int_equal(made, 0);
	order.state = ORDER_CLAWED_BACK;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), 0);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780 - 1544);
	assert_int_equal(ledger(), 2780 - 1544);
}

static void refunds_of_a_list_of_their_own_are_not_made_twice(void **unused)
{
	const struct book_rule rule = { .refunds_told = true };
	struct order order = order_in(ORDER_CLAWBACK_DUE);

	(void)unused;
	order.settled = order.estimate;
	tell_by(&order, rule);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), 0);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 3088);
}

/* The row of a platform that has no figure for what was settled once it is taken back, and whose estimate
 * has shrunk to what is left. */
static void what_is_taken_back_is_of_what_was_settled(void **unused)
{
	const struct book_rule told = { .refunds_told = true };
	struct order order = order_in(ORDER_CLAWBACK_DUE);

	(void)unused;
	settle();
	order.estimate.minor = 0;
	order.base.minor = 0;
	tell_by(&order, told);
	assert_int_equal(book.minor[BOOK_GROSS][BUCKET_AVAILABLE], 3088);
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), -3088);
}

/* V24 */
static void an_unknown_state_moves_nothing(void **unused)
{
	struct order order = order_in(ORDER_UNKNOWN);

	(void)unused;
	tell(&order);
	assert_int_equal(made, 0);
	settle();
	tell(&order);
	assert_int_equal(made, 0);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780);
}

static void a_penalty_takes_and_its_lifting_gives_back(void **unused)
{
	const struct book_rule lifted = { .is_lifted = true };
	struct order order = order_in(ORDER_PUNISHED);

	(void)unused;
	settle();
	order.settled = order.estimate;
	order.fee.minor = 308;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 0);
	assert_int_equal(bucket_sum(BUCKET_INVALID), 3088);
	tell_by(&order, lifted);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2780);
	assert_int_equal(bucket_sum(BUCKET_INVALID), 0);
}

/* R8: after a payout all is a correction beside it. */
static void what_was_paid_out_stays(void **unused)
{
	struct order order = order_in(ORDER_PAID_OUT);

	(void)unused;
	order.settled.minor = 3088;
	order.fee.minor = 308;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_PAID_OUT), 2780);
	order.settled.minor = 3000;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_PAID_OUT), 2780);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), -88);
	/* V2, but after the payout. */
	order = order_in(ORDER_CLAWBACK_DUE);
	order.settled.minor = 3088;
	order.fee.minor = 308;
	order.base.minor = 7722;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_PAID_OUT), 2780);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 0);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), -1544);
	/* R13: taken from nothing, the balance is negative. */
	order.state = ORDER_CLAWED_BACK;
	tell(&order);
	assert_int_equal(bucket_sum(BUCKET_PAID_OUT), 2780);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), -1544);
	assert_int_equal(bucket_sum(BUCKET_CLAWBACK), 0);
	assert_int_equal(ledger(), 2780 - 1544);
}

/* Where nobody else settles the lines say who did; a refund is a line of its day, not of the settlement's. */
static void what_settles_itself_says_so_and_its_refund_has_a_day(void **unused)
{
	struct order order = order_in(ORDER_ESTIMATED);
	size_t i;

	(void)unused;
	tell_by(&order, (struct book_rule){ .settled = "by_shop" });
	assert_null(lines[0].ref);
	order.state = ORDER_SETTLED;
	order.settled = order.estimate;
	order.settled_at = order.updated_at = 7;
	tell_by(&order, (struct book_rule){ .settled = "by_shop", .change = "by_settling" });
	assert_int_equal(made, 2);
	for (i = 0; i < made; i++)
		assert_string_equal(lines[i].ref, "by_shop");
	order.base.minor = 10000;
	order.settled.minor = order.estimate.minor = 2000;
	order.updated_at = 9;
	tell_by(&order, (struct book_rule){ .settled = "by_shop", .change = "by_refund" });
	assert_int_equal(made, 1);
	assert_string_equal(lines[0].ref, "by_refund");
	assert_int_equal(lines[0].at, 9);
	assert_int_equal(bucket_sum(BUCKET_AVAILABLE), 2000);
	assert_int_equal(ledger(), 2000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		TEST(an_order_goes_from_bucket_to_bucket),
		TEST(an_order_first_seen_settled_is_there_at_once),
		TEST(a_smaller_estimate_is_one_line),
		TEST(an_invalid_order_is_paid_after_all),
		TEST(an_order_that_never_earned_makes_no_line),
		TEST(a_part_that_comes_back_is_taken_back_once),
		TEST(refunds_of_a_list_of_their_own_are_not_made_twice),
		TEST(what_is_taken_back_is_of_what_was_settled),
		TEST(an_unknown_state_moves_nothing),
		TEST(a_penalty_takes_and_its_lifting_gives_back),
		TEST(what_was_paid_out_stays),
		TEST(what_settles_itself_says_so_and_its_refund_has_a_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
