/* cards: what goods, orders and balances say, as the owner reads it; drawn into a canvas, without a store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "screen/balance_card.h"
#include "screen/goods_card.h"
#include "screen/income.h"
#include "screen/order_card.h"

enum { NOW = 1795000000, ROWS = 60 };

static struct goods sample(void)
{
	return (struct goods){
		.supplier = "house", .id = "G1", .title = "纯棉毛巾 三条装", .shop = "好屋", .shop_score = 93,
		.price = { 1990, CURRENCY_CNY }, .list_price = { 3990, CURRENCY_CNY },
		.final = { 1490, CURRENCY_CNY }, .commission = { 268, CURRENCY_CNY },
		.commission_before = { 358, CURRENCY_CNY }, .rate_bp = 1799,
		.coupon = { .id = "C1", .face = { 500, CURRENCY_CNY },
			.threshold = { 1500, CURRENCY_CNY }, .left = 300, .total = 500,
			.starts_at = NOW - 100, .ends_at = NOW + 5 * 86400 },
		.sales_30d = 1234, .stock = 88, .self_purchase = true, .seen_at = NOW - 180,
	};
}

static struct conf *shown_conf; /* NULL in most tests */

/* Lends the text until the next call. */
static const char *goods_text(const struct goods *goods, bool privacy, int cols)
{
	static struct arena arena;
	struct face face = { .privacy = privacy, .conf = shown_conf };
	struct canvas canvas;
	struct sheet sheet;
	arena_clear(&arena);
	canvas_init(&canvas, ROWS, cols);
	sheet_begin(&sheet, canvas_area(&canvas), NULL);
	goods_card_draw(&sheet, &face, goods);
	sheet_end(&sheet, NULL);
	char *text = canvas_text(&canvas, &arena);
	canvas_free(&canvas);
	return text;
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is missing in:\n%s", part, text);
}

static void has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" should not be in:\n%s", part, text);
}

static void the_price_is_shown_step_by_step(void **unused)
{
	struct goods goods = sample();
	const char *text = goods_text(&goods, false, 60);
	(void)unused;
	has(text, "¥19.90 (was ¥39.90)");
	has(text, "-¥5.00 from ¥15.00 on");
	has(text, "300 of 500 left");
	has(text, "until 20");
	has(text, "Buyer pays      ¥14.90");
}

static void what_it_earns_is_an_estimate_with_and_without_coupon(void **unused)
{
	struct goods goods = sample();
	const char *text = goods_text(&goods, false, 60);
	(void)unused;
	has(text, "~¥2.68  18.0%");
	has(text, "~¥3.58");
	has(text, "you save ~¥7.68");
}

static void privacy_hides_what_it_earns_but_not_the_price(void **unused)
{
	struct goods goods = sample();
	const char *text = goods_text(&goods, true, 60);
	(void)unused;
	has(text, "¥14.90");
	has_not(text, "2.68");
	has_not(text, "3.58");
	has_not(text, "7.68");
	has_not(text, "18.0%");
}

static void whose_goods_it_is_is_said_once_there_are_several(void **unused)
{
	struct goods goods = sample();
	struct conf conf = { 0 };
	(void)unused;
	shown_conf = &conf;
	conf_put_account(&conf, &(const struct account){ .name = "house", .kind = "house" });
	has_not(goods_text(&goods, false, 60), "Supplier");
	conf_put_account(&conf, &(const struct account){ .name = "deals", .kind = "taobao" });
	has(goods_text(&goods, false, 60), "Supplier        house");
	shown_conf = NULL;
	conf_clear(&conf);
}

static void a_coupon_says_why_it_cannot_be_used(void **unused)
{
	struct goods goods = sample();
	(void)unused;
	goods.coupon.threshold.minor = 1991;
	has(goods_text(&goods, false, 60), "¥0.01 short of ¥19.91");
	goods.coupon.threshold.minor = 0;
	goods.coupon.left = 0;
	has(goods_text(&goods, false, 60), "used up");
	goods.coupon.ends_at = NOW - 1;
	has(goods_text(&goods, false, 60), "ended ");
	goods.coupon.starts_at = NOW + 50;
	goods.coupon.ends_at = NOW + 99;
	has(goods_text(&goods, false, 60), "starts ");
	goods.coupon.id = NULL;
	has(goods_text(&goods, false, 60), "no coupon");
}

static void risks_are_said_before_sharing(void **unused)
{
	struct goods goods = sample();
	(void)unused;
	goods.coupon.left = 12;
	has(goods_text(&goods, false, 60), "Only 12 coupons are left.");
	goods.coupon.left = 300;
	goods.coupon.ends_at = NOW + 5 * 3600;
	has(goods_text(&goods, false, 60), "The coupon ends in 5 h.");
	goods = sample();
	goods.lock_ends_at = NOW + 7200;
	has(goods_text(&goods, false, 60), "promised for 2 h only");
	goods.stock = 0;
	has(goods_text(&goods, false, 60), "Sold out");
}

static void no_width_breaks_a_card(void **unused)
{
	struct goods goods = sample();
	(void)unused;
	for (int cols = 0; cols < 130; cols++)
		assert_non_null(goods_text(&goods, false, cols));
}

/* ---- orders */

static const char *order_text(const struct order *order, bool privacy)
{
	static struct arena arena;
	struct face face = { .privacy = privacy };
	struct canvas canvas;
	struct sheet sheet;
	arena_clear(&arena);
	canvas_init(&canvas, ROWS, 70);
	sheet_begin(&sheet, canvas_area(&canvas), NULL);
	order_card_draw(&sheet, &face, order);
	sheet_end(&sheet, NULL);
	char *text = canvas_text(&canvas, &arena);
	canvas_free(&canvas);
	return text;
}

static struct order bought(enum order_state state)
{
	return (struct order){
		.supplier = "house", .id = "20261123001234", .sub_id = "20261123001234", .goods = "G1",
		.title = "纯棉毛巾", .state = state, .state_word = "paid", .quantity = 1,
		.paid = { 1490, CURRENCY_CNY }, .estimate = { 268, CURRENCY_CNY },
		.settled = { 268, CURRENCY_CNY }, .rate_bp = 1800, .created_at = NOW - 900,
		.paid_at = NOW - 800,
	};
}

static void an_estimate_never_looks_like_money(void **unused)
{
	struct order order = bought(ORDER_ESTIMATED);
	(void)unused;
	has(order_text(&order, false), "~¥2.68");
	has(order_text(&order, false), "nothing is taken from you");
	order.state = ORDER_SETTLED;
	has(order_text(&order, false), "You earned      ¥2.68");
	has_not(order_text(&order, false), "~");
	has(order_text(&order, false), "Up to ¥2.68 is taken back");
	has_not(order_text(&order, true), "2.68");
}

static void an_order_without_commission_says_why_and_what_to_do(void **unused)
{
	struct order order = bought(ORDER_INVALID);
	(void)unused;
	order.reason = "unpaid_timeout";
	has(order_text(&order, false), "did not pay in time");
	has(order_text(&order, false), "Send the link again");
}

static void a_supplier_that_does_not_say_why_is_named_as_the_cause(void **unused)
{
	struct order order = bought(ORDER_INVALID);
	(void)unused;
	has(order_text(&order, false), "The supplier does not say why.");
	has(order_text(&order, false), "C in the order makes the letter");
	order.state = ORDER_ESTIMATED;
	has_not(order_text(&order, false), "does not say why");
}

static void an_unknown_state_shows_the_suppliers_word(void **unused)
{
	struct order order = bought(ORDER_UNKNOWN);
	(void)unused;
	order.state_word = "code 77";
	has(order_text(&order, false), "code 77");
}

/* VIPshop tells when an order was made and settled, not when it was paid. */
static void what_a_state_implies_has_happened_though_no_time_is_told(void **unused)
{
	struct order order = bought(ORDER_RECEIVED);
	(void)unused;
	order.paid_at = 0;
	has(order_text(&order, false), "Paid            yes; when is not told");
	has(order_text(&order, false), "Received        yes; when is not told");
	has(order_text(&order, false), "Approved        not yet");
	order.state = ORDER_CREATED;
	has(order_text(&order, false), "Paid            not yet");
}

/* ---- balances */

static void balances_show_what_is_hers_and_that_it_adds_up(void **unused)
{
	struct balance balance = { .currency = CURRENCY_CNY,
		.minor = { [BUCKET_ESTIMATED] = 100, [BUCKET_AVAILABLE] = 4800,
			[BUCKET_CLAWBACK] = -300 }, .ledger_minor = 4600 };
	struct face face = { 0 };
	struct arena arena = { 0 };
	struct canvas canvas;
	struct sheet sheet;
	(void)unused;
	for (int wrong = 0; wrong < 2; wrong++) {
		balance.ledger_minor -= wrong;
		canvas_init(&canvas, ROWS, 70);
		sheet_begin(&sheet, canvas_area(&canvas), NULL);
		balance_card_draw(&sheet, &face, &balance, 1, true);
		sheet_end(&sheet, NULL);
		const char *text = canvas_text(&canvas, &arena);
		has(text, "~¥1.00");
		has(text, "Yours: ¥45.00");
		has(text, wrong ? "does not add up" : "adds up");
		canvas_free(&canvas);
	}
	arena_clear(&arena);
}

static void a_sheet_scrolls_and_stops_at_its_end(void **unused)
{
	struct sheet_place place = { .rows = 30, .page = 10 };
	(void)unused;
	assert_true(sheet_act(&place, ACTION_PAGE_DOWN));
	assert_int_equal(place.top, 10);
	sheet_act(&place, ACTION_LAST);
	assert_int_equal(place.top, 20);
	sheet_act(&place, ACTION_DOWN);
	assert_int_equal(place.top, 20);
	sheet_act(&place, ACTION_FIRST);
	sheet_act(&place, ACTION_UP);
	assert_int_equal(place.top, 0);
	assert_false(sheet_act(&place, ACTION_SHARE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_price_is_shown_step_by_step),
		cmocka_unit_test(what_it_earns_is_an_estimate_with_and_without_coupon),
		cmocka_unit_test(privacy_hides_what_it_earns_but_not_the_price),
		cmocka_unit_test(whose_goods_it_is_is_said_once_there_are_several),
		cmocka_unit_test(a_coupon_says_why_it_cannot_be_used),
		cmocka_unit_test(risks_are_said_before_sharing),
		cmocka_unit_test(no_width_breaks_a_card),
		cmocka_unit_test(an_estimate_never_looks_like_money),
		cmocka_unit_test(an_order_without_commission_says_why_and_what_to_do),
		cmocka_unit_test(a_supplier_that_does_not_say_why_is_named_as_the_cause),
		cmocka_unit_test(an_unknown_state_shows_the_suppliers_word),
		cmocka_unit_test(what_a_state_implies_has_happened_though_no_time_is_told),
		cmocka_unit_test(balances_show_what_is_hers_and_that_it_adds_up),
		cmocka_unit_test(a_sheet_scrolls_and_stops_at_its_end),
	};
	setenv("TZ", "UTC", 1);
	clock_set_s(NOW);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
