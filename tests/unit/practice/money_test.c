/* money: what an order does to the ledger, from the first click to the payout and back again. */
#include "ask.h"

static int64_t bucket(struct stage *stage, const char *name)
{
	char path[60];
	assert_int_equal(ask(stage, "GET", "/v1/earnings", NULL), 200);
	snprintf(path, sizeof(path), "%s_minor", name);
	return whole_at(stage->json, path);
}

static void assert_books_balance(struct stage *stage)
{
	static const char *const buckets[] = { "estimated", "frozen", "available", "in_withdrawal",
		"paid_out", "invalid", "clawback_due" };
	int64_t sum = 0;
	for (int i = 0; i < 7; i++)
		sum += bucket(stage, buckets[i]);
	assert_int_equal(sum, whole_at(stage->json, "ledger_minor"));
	/* And each bucket is the sum of its own lines. */
	for (int i = 0; i < 7; i++) {
		int64_t lines = 0;
		struct fault fault;
		assert_int_equal(sql_number(stage->practice.sql, &fault, &lines,
					 "SELECT coalesce(sum(amount), 0) FROM line WHERE shop = 1"
					 " AND bucket = ?1",
					 SQL_TEXT(buckets[i])),
			OK);
		assert_int_equal(lines, bucket(stage, buckets[i]));
	}
}

static void order_state_is(struct stage *stage, const char *state)
{
	assert_int_equal(ask(stage, "GET", "/v1/orders/O0000001-1", NULL), 200);
	assert_string_equal(text_at(stage, "state"), state);
}

static int happen(struct stage *stage, const char *body)
{
	return ask(stage, "POST", "/practice/orders/O0000001-1", body);
}

/* One order of `quantity` pieces at `price` and `rate`; a 10 % fee follows at settlement. */
static void begin_with_order(struct stage *stage, int price, int rate_bp, const char *fields)
{
	struct practice_options options = usual_options();
	char code[20];
	options.no_automatic_payout = true;
	begin(stage, &options);
	price_goods(stage, "G0000002", price, rate_bp);
	make_link(stage, "G0000002", code);
	assert_int_equal(order_now(stage, code, fields), 200);
}

static void an_order_becomes_money(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 7722, 2000, "quantity=1");
	order_state_is(&stage, "estimated");
	assert_int_equal(bucket(&stage, "estimated"), 1544);
	pass_days(&stage, 3);
	order_state_is(&stage, "received");
	assert_int_equal(bucket(&stage, "frozen"), 1544);
	pass_days(&stage, 7);
	order_state_is(&stage, "approved");
	pass_days(&stage, 1);
	order_state_is(&stage, "settled");
	assert_int_equal(bucket(&stage, "available"), 1544 - 154);
	assert_int_equal(bucket(&stage, "frozen"), 0);
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":1390,\"currency\":\"CNY\"}"),
		201);
	assert_int_equal(whole_at(stage.json, "fee_minor"), 100);
	assert_int_equal(bucket(&stage, "in_withdrawal"), 1390);
	pass_days(&stage, 3);
	order_state_is(&stage, "paid_out");
	assert_int_equal(bucket(&stage, "paid_out"), 1290);
	assert_books_balance(&stage);
	end(&stage);
}

/* Two pieces for 15443 together at 20 %; the second comes back after settlement. */
static void a_late_return_is_clawed_back_once(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 7722, 2000, "quantity=2");
	pass_days(&stage, 11);
	assert_int_equal(bucket(&stage, "available"), 3088 - 308);
	const char *refund = "{\"event\":\"refund\",\"refund_id\":\"R1\",\"quantity\":1}";
	assert_int_equal(happen(&stage, refund), 200);
	assert_int_equal(whole_at(stage.json, "clawback_minor"), 1544);
	assert_int_equal(whole_at(stage.json, "base_minor"), 7722);
	assert_string_equal(text_at(&stage, "state"), "settled");
	int64_t left = bucket(&stage, "available");
	assert_int_equal(left, 1544 - 154);
	assert_int_equal(happen(&stage, refund), 200);
	assert_int_equal(bucket(&stage, "available"), left);
	assert_books_balance(&stage);
	end(&stage);
}

static void a_debt_waits_for_the_next_earnings(void **state)
{
	(void)state;
	struct stage stage;
	char code[20];
	begin_with_order(&stage, 10000, 1000, "quantity=1");
	pass_days(&stage, 11);
	assert_int_equal(bucket(&stage, "available"), 900);
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":900,\"currency\":\"CNY\"}"),
		201);
	assert_int_equal(happen(&stage, "{\"event\":\"refund\",\"refund_id\":\"R9\"}"), 200);
	assert_string_equal(text_at(&stage, "state"), "clawback_due");
	assert_int_equal(bucket(&stage, "clawback_due"), -900);
	assert_books_balance(&stage);
	make_link(&stage, "G0000002", code);
	assert_int_equal(order_now(&stage, code, "quantity=2"), 200);
	pass_days(&stage, 11);
	order_state_is(&stage, "clawed_back");
	assert_int_equal(bucket(&stage, "clawback_due"), 0);
	assert_int_equal(bucket(&stage, "available"), 1800 - 900);
	assert_books_balance(&stage);
	end(&stage);
}

static void a_paid_out_order_stays_so(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 10000, 1000, "quantity=1");
	pass_days(&stage, 11);
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":900,\"currency\":\"CNY\"}"),
		201);
	pass_days(&stage, 3);
	order_state_is(&stage, "paid_out");
	assert_int_equal(happen(&stage, "{\"event\":\"refund\",\"refund_id\":\"R9\"}"), 200);
	assert_int_equal(happen(&stage, "{\"event\":\"pay\"}"), 200);
	assert_int_equal(happen(&stage, "{\"event\":\"violate\"}"), 200);
	order_state_is(&stage, "paid_out");
	assert_int_equal(bucket(&stage, "clawback_due"), -900);
	assert_books_balance(&stage);
	end(&stage);
}

static void an_unpaid_order_may_be_paid_after_all(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 10000, 1000, "quantity=1&pay=later");
	order_state_is(&stage, "created");
	assert_int_equal(bucket(&stage, "estimated"), 0);
	pass_days(&stage, 1);
	order_state_is(&stage, "invalid");
	assert_string_equal(text_at(&stage, "reason"), "unpaid_timeout");
	assert_int_equal(happen(&stage, "{\"event\":\"pay\"}"), 200);
	assert_string_equal(text_at(&stage, "state"), "estimated");
	assert_null(json_at(stage.json, "reason"));
	assert_int_equal(bucket(&stage, "estimated"), 1000);
	assert_books_balance(&stage);
	end(&stage);
}

static void a_return_before_settlement_lowers_the_estimate(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 10000, 1000, "quantity=2");
	assert_int_equal(
		happen(&stage, "{\"event\":\"refund\",\"refund_id\":\"a\",\"quantity\":1}"), 200);
	assert_int_equal(whole_at(stage.json, "estimate_minor"), 1000);
	assert_int_equal(bucket(&stage, "invalid"), 1000);
	assert_int_equal(
		happen(&stage, "{\"event\":\"refund\",\"refund_id\":\"b\",\"quantity\":1}"), 200);
	assert_string_equal(text_at(&stage, "state"), "invalid");
	assert_string_equal(text_at(&stage, "reason"), "returned");
	assert_int_equal(bucket(&stage, "estimated"), 0);
	assert_int_equal(happen(&stage, "{\"event\":\"pay\"}"), 200);
	assert_string_equal(text_at(&stage, "state"), "invalid");
	assert_books_balance(&stage);
	end(&stage);
}

static void less_than_a_fen_earns_nothing(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 30, 300, "quantity=1");
	order_state_is(&stage, "invalid");
	assert_string_equal(text_at(&stage, "reason"), "below_one_fen");
	end(&stage);
}

/* One in ten goods pays nothing to an owner who buys it herself. */
static void a_purchase_for_oneself_may_earn_nothing(void **state)
{
	(void)state;
	struct practice_options options = usual_options();
	struct stage stage;
	struct fault fault;
	char code[20], goods[20];
	int64_t n = 0;
	begin(&stage, &options);
	assert_int_equal(sql_number(stage.practice.sql, &fault, &n,
				 "SELECT min(n) FROM goods WHERE self = ?1", SQL_WHOLE(0)),
		OK);
	snprintf(goods, sizeof(goods), "G%07d", (int)n);
	price_goods(&stage, goods, 10000, 1000);
	make_link(&stage, goods, code);
	assert_int_equal(order_now(&stage, code, "quantity=1&kind=self"), 200);
	order_state_is(&stage, "invalid");
	assert_string_equal(text_at(&stage, "reason"), "account");
	assert_int_equal(order_now(&stage, code, "quantity=1&kind=friend"), 200);
	assert_int_equal(bucket(&stage, "estimated"), 1000);
	end(&stage);
}

static void a_payout_needs_the_money(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 55544, 1000, "quantity=1");
	pass_days(&stage, 11);
	assert_int_equal(bucket(&stage, "available"), 4999);
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":5000,\"currency\":\"CNY\"}"),
		422);
	assert_string_equal(text_at(&stage, "code"), "balance_too_low");
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":99,\"currency\":\"CNY\"}"),
		422);
	assert_string_equal(text_at(&stage, "code"), "below_minimum");
	assert_int_equal(
		ask(&stage, "POST", "/v1/payouts", "{\"amount_minor\":500,\"currency\":\"USD\"}"),
		422);
	assert_int_equal(bucket(&stage, "available"), 4999);
	end(&stage);
}

static void a_failed_payout_gives_the_money_back(void **state)
{
	(void)state;
	struct stage stage;
	begin_with_order(&stage, 100000, 1000, "quantity=1");
	pass_days(&stage, 11);
	/* The fourth payout of a world fails. */
	for (int i = 0; i < 4; i++)
		assert_int_equal(ask(&stage, "POST", "/v1/payouts",
					 "{\"amount_minor\":1000,\"currency\":\"CNY\"}"),
			201);
	pass_days(&stage, 4);
	assert_int_equal(ask(&stage, "GET", "/v1/payouts/P000004", NULL), 200);
	assert_string_equal(text_at(&stage, "state"), "failed");
	assert_string_equal(text_at(&stage, "reason"), "transfer_failed");
	assert_int_equal(bucket(&stage, "available"), 9000 - 3000);
	assert_int_equal(bucket(&stage, "in_withdrawal"), 0);
	assert_int_equal(bucket(&stage, "paid_out"), 2700);
	assert_books_balance(&stage);
	end(&stage);
}

/* Forty days with every kind of ending. */
static void a_busy_shop_balances(void **state)
{
	(void)state;
	struct practice_options options = usual_options();
	struct stage stage;
	char code[20];
	int64_t kinds = 0;
	struct fault fault;
	options.buyers_per_day = 60;
	begin(&stage, &options);
	for (int i = 0; i < 6; i++) {
		char goods[20];
		snprintf(goods, sizeof(goods), "G%07d", i + 1);
		make_link(&stage, goods, code);
	}
	for (int day = 0; day < 40; day += 5) {
		pass_days(&stage, 5);
		assert_books_balance(&stage);
	}
	assert_int_equal(
		sql_number(stage.practice.sql, &fault, &kinds,
			"SELECT count(DISTINCT state) FROM sale WHERE n > ?1", SQL_WHOLE(0)),
		OK);
	assert_true(kinds >= 7);
	assert_int_equal(
		sql_number(stage.practice.sql, &fault, &kinds,
			"SELECT count(DISTINCT reason) FROM sale WHERE n > ?1", SQL_WHOLE(0)),
		OK);
	assert_true(kinds >= 5);
	end(&stage);
}

static char *lived(int steps, int days_each)
{
	struct practice_options options = usual_options();
	struct stage stage;
	char code[20];
	options.buyers_per_day = 40;
	begin(&stage, &options);
	make_link(&stage, "G0000001", code);
	make_link(&stage, "G0000002", code);
	for (int i = 0; i < steps; i++)
		pass_days(&stage, days_each);
	assert_int_equal(ask(&stage, "GET", "/practice/books", NULL), 200);
	char *books = stage.response.body;
	stage.response.body = NULL;
	end(&stage);
	return books;
}

static void the_same_seed_lives_the_same_life(void **state)
{
	(void)state;
	char *by_days = lived(24, 1), *at_once = lived(1, 24);
	assert_string_equal(by_days, at_once);
	free(by_days);
	free(at_once);
}

static void a_new_shop_may_have_a_past(void **state)
{
	(void)state;
	struct practice_options options = usual_options();
	struct stage stage;
	options.buyers_per_day = 40;
	options.history_days = 25;
	begin(&stage, &options);
	assert_int_equal(ask(&stage, "GET", "/v1/orders?limit=1", NULL), 200);
	assert_true(whole_at(stage.json, "total") > 100);
	assert_true(bucket(&stage, "paid_out") > 0);
	assert_books_balance(&stage);
	end(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_becomes_money),
		cmocka_unit_test(a_late_return_is_clawed_back_once),
		cmocka_unit_test(a_debt_waits_for_the_next_earnings),
		cmocka_unit_test(a_paid_out_order_stays_so),
		cmocka_unit_test(an_unpaid_order_may_be_paid_after_all),
		cmocka_unit_test(a_return_before_settlement_lowers_the_estimate),
		cmocka_unit_test(less_than_a_fen_earns_nothing),
		cmocka_unit_test(a_purchase_for_oneself_may_earn_nothing),
		cmocka_unit_test(a_payout_needs_the_money),
		cmocka_unit_test(a_failed_payout_gives_the_money_back),
		cmocka_unit_test(a_busy_shop_balances),
		cmocka_unit_test(the_same_seed_lives_the_same_life),
		cmocka_unit_test(a_new_shop_may_have_a_past),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
