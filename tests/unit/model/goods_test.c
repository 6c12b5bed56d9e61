/* goods: coupons that can and cannot be used (R6, V5), risks of sharing (R62), words of channels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/goods.h"
#include "model/link.h"
enum { NOW = 1764000000, HOUR = 3600 };

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

static struct coupon fresh(void)
{
	return (struct coupon){ "c1", yuan(1000), yuan(9900), 500, 1000, NOW - HOUR, NOW + 48 * HOUR };
}

static void the_first_reason_is_told(void **unused)
{
	struct coupon coupon = { 0 };

	(void)unused;
	assert_int_equal(coupon_state(&coupon, yuan(9900), NOW, NULL), COUPON_NONE);
	coupon = fresh();
	assert_int_equal(coupon_state(&coupon, yuan(9900), NOW, NULL), COUPON_USABLE);
	assert_int_equal(coupon_state(&coupon, yuan(9900), coupon.starts_at, NULL), COUPON_USABLE);
	assert_int_equal(coupon_state(&coupon, yuan(9900), coupon.starts_at - 1, NULL), COUPON_NOT_YET);
	assert_int_equal(coupon_state(&coupon, yuan(9900), coupon.ends_at - 1, NULL), COUPON_USABLE);
	assert_int_equal(coupon_state(&coupon, yuan(9900), coupon.ends_at, NULL), COUPON_ENDED);
	coupon.left = 0;
	assert_int_equal(coupon_state(&coupon, yuan(1), NOW, NULL), COUPON_USED_UP);
	coupon.left = UNKNOWN;
	assert_int_equal(coupon_state(&coupon, yuan(9900), NOW, NULL), COUPON_USABLE);
}

/* V5: threshold 9900, base 9899: one fen short. */
static void what_is_missing_is_told(void **unused)
{
	struct coupon coupon = fresh();
	struct money missing;

	(void)unused;
	assert_int_equal(coupon_state(&coupon, yuan(9899), NOW, &missing), COUPON_TOO_SMALL);
	assert_int_equal(missing.minor, 1);
	assert_int_equal(missing.currency, CURRENCY_CNY);
	assert_int_equal(coupon_state(&coupon, (struct money){ 99999, CURRENCY_USD }, NOW, &missing),
		COUPON_TOO_SMALL);
	assert_int_equal(missing.minor, 9900);
}

static void the_most_urgent_risk_is_told(void **unused)
{
	struct goods goods = { .price = yuan(10000), .stock = UNKNOWN, .coupon = fresh() };

	(void)unused;
	assert_int_equal(goods_risk(&goods, NOW), RISK_NONE);
	goods.lock_ends_at = NOW + 24 * HOUR;
	assert_int_equal(goods_risk(&goods, NOW), RISK_NONE);
	goods.lock_ends_at--;
	assert_int_equal(goods_risk(&goods, NOW), RISK_LOCK_ENDING);
	goods.coupon.left = 99;
	assert_int_equal(goods_risk(&goods, NOW), RISK_COUPON_LOW);
	goods.coupon.left = 100;
	assert_int_equal(goods_risk(&goods, NOW), RISK_LOCK_ENDING);
	goods.coupon.total = UNKNOWN;
	goods.coupon.left = 19;
	assert_int_equal(goods_risk(&goods, NOW), RISK_COUPON_LOW);
	goods.coupon.left = UNKNOWN;
	goods.coupon.ends_at = NOW + HOUR;
	assert_int_equal(goods_risk(&goods, NOW), RISK_COUPON_LOW);
	goods.coupon.ends_at = NOW;
	assert_int_equal(goods_risk(&goods, NOW), RISK_COUPON_ENDED);
	goods.stock = 0;
	assert_int_equal(goods_risk(&goods, NOW), RISK_GONE);
}

static void times_from_strangers_do_not_overflow(void **unused)
{
	struct goods goods = { .stock = UNKNOWN, .lock_ends_at = INT64_MAX, .coupon = fresh() };

	(void)unused;
	goods.coupon.total = goods.coupon.left = INT64_MAX;
	goods.coupon.threshold.minor = 0;
	goods.coupon.ends_at = INT64_MAX;
	assert_int_equal(goods_risk(&goods, NOW), RISK_NONE);
	goods.lock_ends_at = INT64_MIN;
	assert_int_equal(goods_risk(&goods, NOW), RISK_NONE);
}

static void channels_are_found_by_id(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < CHANNEL_COUNT; i++)
		assert_int_equal(channel_find(channel_id((enum channel)i)), i);
	assert_int_equal(channel_find("fax"), CHANNEL_COUNT);
	assert_int_equal(channel_find(NULL), CHANNEL_COUNT);
	assert_string_equal(channel_id(CHANNEL_COUNT), "other");
}

static void barcodes_are_judged_by_their_check_digit(void **unused)
{
	static const struct {
		const char *text, *gtin; /* NULL: none */
	} cases[] = {
		{ "4006381333931", "04006381333931" },
		{ "4006381-333931 ", "04006381333931" },
		{ "036000291452", "00036000291452" },
		{ "96385074", "00000096385074" },
		{ "10614141000415", "10614141000415" },
		{ "4006381333932", NULL },
		{ "400638133393", NULL },
		{ "00000000", NULL },
		{ "W-0", NULL },
		{ "", NULL },
		{ "104006381333931", NULL },
		{ NULL, NULL },
	};
	char gtin[GTIN_BYTES];

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool is_one = goods_gtin(cases[i].text, gtin);

		if (is_one != (cases[i].gtin != NULL) || (is_one && strcmp(gtin, cases[i].gtin)))
			fail_msg("'%s' is %s", cases[i].text, is_one ? gtin : "none");
	}
}

static void kinds_of_links_go_where_they_work(void **unused)
{
	struct link link = { .channel = CHANNEL_WECHAT, .url = "https://a.example/1" };

	(void)unused;
	assert_int_equal(link_kind_usual(&link), LINK_WEB);
	link.mini_path = "pages/g?id=1";
	link.pass_code = "￥abc￥";
	assert_int_equal(link_kind_usual(&link), LINK_MINI);
	assert_string_equal(link_of_kind(&link, LINK_MINI), "pages/g?id=1");
	assert_null(link_of_kind(&link, LINK_SHORT));
	link.channel = CHANNEL_WHATSAPP;
	assert_int_equal(link_kind_usual(&link), LINK_WEB);
	assert_false(link_kind_may(LINK_PASS_CODE, CHANNEL_MOMENTS));
	assert_true(link_kind_may(LINK_PASS_CODE, CHANNEL_WECHAT));
	assert_false(link_kind_may(LINK_MINI, CHANNEL_WHATSAPP));
	assert_int_equal(link_kind_find("pass-code"), LINK_PASS_CODE);
	assert_int_equal(link_kind_find("x"), LINK_KIND_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_links_go_where_they_work),
		cmocka_unit_test(barcodes_are_judged_by_their_check_digit),
		cmocka_unit_test(the_first_reason_is_told),
		cmocka_unit_test(what_is_missing_is_told),
		cmocka_unit_test(the_most_urgent_risk_is_told),
		cmocka_unit_test(times_from_strangers_do_not_overflow),
		cmocka_unit_test(channels_are_found_by_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
