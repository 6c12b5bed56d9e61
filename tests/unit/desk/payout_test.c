/* payout: money asked for once arrives once, whatever happens on the way. */
#include "stage.h"
#include "desk/payout.h"
#include "store/payout_store.h"

static struct withdrawal withdrawal;
static int64_t number;

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

/* Three orders, settled after two weeks, and nothing is paid out by itself. */
static int begin_rich(void **unused)
{
	struct link *link;

	(void)unused;
	if (begin_with("--no-automatic-payout") != 0)
		return -1;
	link = sell(in_stock()->id);
	assert_in_range(tell("POST", arena_print(&arena, "%s/order", link->url),
				"application/x-www-form-urlencoded", "quantity=50&once=b"), 200, 399);
	assert_in_range(tell("POST", at("/practice/clock"), "application/json", "{\"advance_s\":1209600}"), 200, 299);
	must(sync_orders(&desk, &fault));
	must(sync_payouts(&desk, &fault));
	return 0;
}

static size_t payouts_by_hand(void)
{
	struct payout *rows;
	size_t i, count = payout_load(&desk.store, &arena, &rows), found = 0;

	for (i = 0; i < count; i++)
		found += !rows[i].automatic;
	return found;
}

static int64_t available(void)
{
	return payout_available(&desk.store, "mine", CURRENCY_CNY).minor;
}

static void rules_and_payouts_are_read(void **unused)
{
	const struct payout_rules rules = payout_rules_get(&desk.store, "mine");

	(void)unused;
	assert_int_equal(rules.currency, CURRENCY_CNY);
	assert_int_equal(rules.fee_bp, 200);
	assert_int_equal(rules.fee_least.minor, 100);
	assert_int_equal(rules.fee_most.minor, 1000);
	assert_int_equal(rules.most.minor, 0);
	assert_true(available() > 300);
}

static void a_withdrawal_is_asked_for_once(void **unused)
{
	int64_t before = available();

	(void)unused;
	assert_int_equal(desk_withdraw(&desk, "mine", yuan(250), &number, &fault), OK);
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(payouts_by_hand(), 1);
	must(sync_orders(&desk, &fault));
	assert_int_equal(available(), before - 250);
}

/* The answer is lost: the same key goes out again, and there is one payout. */
static void a_lost_answer_does_not_pay_twice(void **unused)
{
	int64_t before = available();

	(void)unused;
	arm("cut", "/v1/payouts", 1);
	assert_int_equal(desk_withdraw(&desk, "mine", yuan(250), &number, &fault), OK);
	settle();
	assert_int_equal(outbox_retry(&desk.store, number, &fault), OK);
	settle();
	assert_int_equal(waiting(), 0);
	must(sync_payouts(&desk, &fault));
	must(sync_orders(&desk, &fault));
	assert_int_equal(payouts_by_hand(), 1);
	assert_int_equal(available(), before - 250);
}

static void no_second_one_is_begun_while_one_is_on_its_way(void **unused)
{
	(void)unused;
	desk.offline = true;
	assert_int_equal(desk_withdraw(&desk, "mine", yuan(250), &number, &fault), OK);
	assert_int_equal(desk_withdraw(&desk, "mine", yuan(260), &number, &fault), ERR_USAGE);
	assert_int_equal(waiting(), 1);
	desk.offline = false;
}

/* What went out and was never answered is not sent again when the supplier may have forgotten its key. */
static void an_old_wish_is_not_sent_again(void **unused)
{
	struct outbox_entry *rows;

	(void)unused;
	desk.offline = true;
	assert_int_equal(desk_withdraw(&desk, "mine", yuan(250), &number, &fault), OK);
	assert_int_equal(outbox_sent(&desk.store, number, &fault), OK);
	clock_set_s(clock_now_s() + 21 * 3600);
	desk.offline = false;
	settle();
	assert_int_equal(outbox_load(&desk.store, &arena, &rows), 1);
	assert_true(rows[0].refused);
	must(sync_payouts(&desk, &fault));
	assert_int_equal(payouts_by_hand(), 0);
}

static void what_cannot_be_paid_is_not_asked_for(void **unused)
{
	(void)unused;
	assert_int_equal(withdraw_look(&desk, "mine", yuan(available() + 1), &withdrawal, &fault), ERR_USAGE);
	assert_int_equal(withdraw_look(&desk, "mine", yuan(100), &withdrawal, &fault), ERR_USAGE);
	assert_int_equal(withdraw_look(&desk, "other", yuan(250), &withdrawal, &fault), ERR_REFUSED);
	assert_int_equal(withdraw_look(&desk, "mine", yuan(250), &withdrawal, &fault), OK);
	assert_int_equal(withdrawal.fee.minor, 100);
	assert_int_equal(withdrawal.arrives.minor, 150);
	assert_int_equal(waiting(), 0);
}

static void what_is_over_never_changes(void **unused)
{
	struct payout payout = { .supplier = "mine", .id = "X", .state = PAYOUT_PAID, .amount = yuan(500),
		.fee = yuan(0), .requested_at = INT64_MAX, .updated_at = 10 }, *rows;

	(void)unused;
	assert_int_equal(payout_put(&desk.store, &payout, 1, &fault), OK);
	payout.state = PAYOUT_FAILED;
	payout.updated_at = 20;
	assert_int_equal(payout_put(&desk.store, &payout, 1, &fault), OK);
	assert_true(payout_load(&desk.store, &arena, &rows) > 0);
	assert_string_equal(rows[0].id, "X");
	assert_int_equal(rows[0].state, PAYOUT_PAID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_rich, end)
		TEST(rules_and_payouts_are_read),
		TEST(a_withdrawal_is_asked_for_once),
		TEST(a_lost_answer_does_not_pay_twice),
		TEST(no_second_one_is_begun_while_one_is_on_its_way),
		TEST(an_old_wish_is_not_sent_again),
		TEST(what_cannot_be_paid_is_not_asked_for),
		TEST(what_is_over_never_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
