/* money: exact reading, adding, sharing and showing; the model is 128-bit arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/money.h"

static const struct {
	const char *text;
	enum currency currency;
	int64_t minor;
} good[] = {
	{ "12.34", CURRENCY_CNY, 1234 },
	{ "12.3", CURRENCY_CNY, 1230 },
	{ "12", CURRENCY_CNY, 1200 },
	{ "0", CURRENCY_CNY, 0 },
	{ "-0.01", CURRENCY_CNY, -1 },
	{ "-0", CURRENCY_CNY, 0 },
	{ "0012.30", CURRENCY_CNY, 1230 },
	{ "500", CURRENCY_JPY, 500 },
	{ "1.234", CURRENCY_KWD, 1234 },
	{ "90000000000000.00", CURRENCY_CNY, MONEY_MOST },
	{ "-90000000000000", CURRENCY_CNY, -MONEY_MOST },
	{ "9000000000000000", CURRENCY_VND, MONEY_MOST },
};

static const struct {
	const char *text;
	enum currency currency;
} bad[] = {
	{ "", CURRENCY_CNY },
	{ "-", CURRENCY_CNY },
	{ ".", CURRENCY_CNY },
	{ ".5", CURRENCY_CNY },
	{ "5.", CURRENCY_CNY },
	{ "1.234", CURRENCY_CNY },
	{ "1.230", CURRENCY_CNY },
	{ "1.0", CURRENCY_JPY },
	{ "1-2", CURRENCY_CNY },
	{ "--1", CURRENCY_CNY },
	{ "+1", CURRENCY_CNY },
	{ "1e3", CURRENCY_CNY },
	{ "1E3", CURRENCY_CNY },
	{ " 1", CURRENCY_CNY },
	{ "1 ", CURRENCY_CNY },
	{ "1,000", CURRENCY_CNY },
	{ "0x10", CURRENCY_CNY },
	{ "¥1", CURRENCY_CNY },
	{ "1.2.3", CURRENCY_CNY },
	{ "inf", CURRENCY_CNY },
	{ "nan", CURRENCY_CNY },
	{ "90000000000000.01", CURRENCY_CNY },
	{ "9000000000000001", CURRENCY_JPY },
	{ "9223372036854775808", CURRENCY_JPY },
	{ "18446744073709551617", CURRENCY_CNY },
	{ "90000000000001", CURRENCY_CNY }, { "1", CURRENCY_NONE },
	{ "1", CURRENCY_COUNT },
};

static void reads_exact_amounts(void **unused)
{
	struct money money;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof good / sizeof *good; i++) {
		if (!money_parse(good[i].text, good[i].currency, &money))
			fail_msg("refused: %s", good[i].text);
		assert_int_equal(money.minor, good[i].minor);
		assert_int_equal(money.currency, good[i].currency);
	}
}

static void refuses_what_is_not_an_amount(void **unused)
{
	struct money money = { 7, CURRENCY_USD };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (money_parse(bad[i].text, bad[i].currency, &money))
			fail_msg("accepted: '%s'", bad[i].text);
		assert_int_equal(money.minor, 7);
	}
	assert_false(money_parse(NULL, CURRENCY_CNY, &money));
}

static void a_million_zeros_are_refused(void **unused)
{
	static char text[1000001];
	struct money money;

	(void)unused;
	memset(text, '0', sizeof text - 1);
	assert_false(money_parse(text, CURRENCY_CNY, &money));
}

static void adds_one_currency_only(void **unused)
{
	struct money yuan = { 100, CURRENCY_CNY }, dollar = { 1, CURRENCY_USD }, none = { 0 }, sum;

	(void)unused;
	assert_true(money_add(yuan, yuan, &sum));
	assert_int_equal(sum.minor, 200);
	assert_false(money_add(yuan, dollar, &sum));
	assert_true(money_add(none, dollar, &sum));
	assert_int_equal(sum.currency, CURRENCY_USD);
	assert_true(money_add(yuan, none, &sum));
	assert_int_equal(sum.currency, CURRENCY_CNY);
	none.minor = 1;
	assert_false(money_add(yuan, none, &sum));
}

static void sums_stay_below_the_most(void **unused)
{
	struct money most = { MONEY_MOST, CURRENCY_CNY }, one = { 1, CURRENCY_CNY }, sum = { 0 };
	struct money broken = { INT64_MAX, CURRENCY_CNY };

	(void)unused;
	assert_false(money_add(most, one, &sum));
	assert_false(money_add(broken, broken, &sum));
	assert_int_equal(sum.minor, 0);
}

/* V3: 1980 fen at 9.10 % is 180, the platform's fee of 10 % is 18. */
static void shares_round_towards_zero(void **unused)
{
	struct money share;

	(void)unused;
	assert_true(money_share((struct money){ 1980, CURRENCY_CNY }, 910, &share));
	assert_int_equal(share.minor, 180);
	assert_true(money_share(share, 1000, &share));
	assert_int_equal(share.minor, 18);
	assert_true(money_share((struct money){ -1980, CURRENCY_CNY }, 910, &share));
	assert_int_equal(share.minor, -180);
	assert_true(money_share((struct money){ 1, CURRENCY_CNY }, 9999, &share));
	assert_int_equal(share.minor, 0);
	assert_false(money_share((struct money){ 1, CURRENCY_CNY }, -1, &share));
	assert_false(money_share((struct money){ MONEY_MOST, CURRENCY_CNY }, 10001, &share));
	assert_false(money_share((struct money){ INT64_MIN, CURRENCY_CNY }, 1, &share));
}

/* V4: 520 of 2890 fen is 17.99 %, shown as 18.0 %. */
static void rates_are_shown_with_one_decimal(void **unused)
{
	char text[MONEY_TEXT];

	(void)unused;
	assert_string_equal(rate_shown(520 * 10000 / 2890, text), "18.0%");
	assert_string_equal(rate_shown(1799, text), "18.0%");
	assert_string_equal(rate_shown(1794, text), "17.9%");
	assert_string_equal(rate_shown(1795, text), "18.0%");
	assert_string_equal(rate_shown(0, text), "0.0%");
	assert_string_equal(rate_shown(-4, text), "0.0%");
	assert_string_equal(rate_shown(-1550, text), "-15.5%");
	assert_string_equal(rate_shown(INT32_MIN, text), "-21474836.5%");
}

static void amounts_are_shown_with_their_sign(void **unused)
{
	char text[MONEY_TEXT];

	(void)unused;
	assert_string_equal(money_shown((struct money){ 1234, CURRENCY_CNY }, text), "¥12.34");
	assert_string_equal(money_shown((struct money){ -5, CURRENCY_CNY }, text), "-¥0.05");
	assert_string_equal(money_plain((struct money){ 500, CURRENCY_JPY }, text), "500");
	assert_string_equal(money_plain((struct money){ 1005, CURRENCY_KWD }, text), "1.005");
	assert_string_equal(money_shown((struct money){ 0, CURRENCY_NONE }, text), "0");
	assert_string_equal(money_plain((struct money){ INT64_MIN, CURRENCY_CNY }, text),
		"-92233720368547758.08");
}

static void currencies_are_found_by_code(void **unused)
{
	int i;

	(void)unused;
	for (i = CURRENCY_NONE + 1; i < CURRENCY_COUNT; i++)
		assert_int_equal(currency_find(currency_code((enum currency)i)), i);
	assert_int_equal(currency_find("cny"), CURRENCY_NONE);
	assert_int_equal(currency_find(""), CURRENCY_NONE);
	assert_int_equal(currency_find(NULL), CURRENCY_NONE);
	assert_string_equal(currency_code(CURRENCY_COUNT), "");
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void agrees_with_128_bits(void **unused)
{
	uint64_t seed = 20261123;
	char text[MONEY_TEXT];
	int i;

	(void)unused;
	for (i = 0; i < 100000; i++) {
		enum currency currency = (enum currency)(1 + next(&seed) % (CURRENCY_COUNT - 1));
		/* All sizes, not only huge ones. */
		int64_t minor = (int64_t)(next(&seed) % (uint64_t)MONEY_MOST >> next(&seed) % 50);
		struct money money = { next(&seed) % 2 ? minor : -minor, currency }, back, share;
		int32_t rate_bp = (int32_t)(next(&seed) >> 33 >> next(&seed) % 31);
		__extension__ __int128 model = money.minor;

		model = model * rate_bp / 10000;
		assert_true(money_parse(money_plain(money, text), currency, &back));
		assert_int_equal(back.minor, money.minor);
		if (money_share(money, rate_bp, &share))
			assert_true(share.minor == (int64_t)model);
		else
			assert_true(model > MONEY_MOST || model < -MONEY_MOST);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_exact_amounts),
		cmocka_unit_test(refuses_what_is_not_an_amount),
		cmocka_unit_test(a_million_zeros_are_refused),
		cmocka_unit_test(adds_one_currency_only),
		cmocka_unit_test(sums_stay_below_the_most),
		cmocka_unit_test(shares_round_towards_zero),
		cmocka_unit_test(rates_are_shown_with_one_decimal),
		cmocka_unit_test(amounts_are_shown_with_their_sign),
		cmocka_unit_test(currencies_are_found_by_code),
		cmocka_unit_test(agrees_with_128_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
