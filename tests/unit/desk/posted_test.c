/* What was posted is looked after, on the shelf or not; what became of it stands in Today, most urgent first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "desk/desk.h"
#include "store/link_store.h"
#include "store/migrate.h"
#include "store/payout_store.h"
#include "store/sql.h"

enum { NOW = 1794283200, DAY = 86400 };

static struct conf conf;
static struct desk desk;
static struct arena arena;
static struct fault fault;
static struct goods goods;

static void put_goods(void)
{
	assert_int_equal(goods_put(&desk.store, &goods, 1, &fault), OK);
}

static void post(int64_t expires_at)
{
	const struct link link = { .supplier = "ours", .goods = goods.id, .id = "L1", .channel = CHANNEL_QQ,
		.url = "https://x.example/1", .created_at = NOW - DAY, .expires_at = expires_at };

	assert_int_equal(link_put(&desk.store, &link, &fault), OK);
}

static int begin(void **unused)
{
	const struct account ours = { .name = "ours", .kind = "house", .address = "http://127.0.0.1:1" };

	(void)unused;
	clock_set_s(NOW);
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	conf_put_account(&conf, &ours);
	if (desk_open(&desk, &conf, NULL, &fault) != OK)
		return -1;
	goods = (struct goods){ .supplier = "ours", .id = "G1", .title = "苹果", .category = "food",
		.price = { 3000, CURRENCY_CNY }, .final = { 2000, CURRENCY_CNY },
		.commission = { 360, CURRENCY_CNY }, .commission_before = { 360, CURRENCY_CNY },
		.rate_bp = 1800, .stock = 9, .shop_score = UNKNOWN, .sales_30d = UNKNOWN,
		.coupon = { .id = "C1", .face = { 1000, CURRENCY_CNY }, .left = 500, .total = 1000,
			.ends_at = NOW + 9 * DAY },
		.updated_at = NOW - DAY, .seen_at = NOW - DAY };
	put_goods();
	return 0;
}

static int end(void **unused)
{
	(void)unused;
	desk_close(&desk);
	conf_clear(&conf);
	arena_clear(&arena);
	return 0;
}

/* The sentence of the first row of that kind, NULL: none. */
static const char *told(enum attention_kind kind)
{
	struct attention *rows;
	size_t i, count = today_load(&desk, &arena, &rows);

	for (i = 0; i < count; i++)
		if (rows[i].kind == kind)
			return rows[i].text;
	return NULL;
}

static void only_what_was_posted_is_looked_after(void **unused)
{
	(void)unused;
	goods.stock = 0;
	put_goods();
	assert_null(told(ATTEND_GOODS_GONE));
	post(0);
	assert_non_null(told(ATTEND_GOODS_GONE));
}

static void each_change_since_the_post_is_told(void **unused)
{
	(void)unused;
	post(0);
	goods.final.minor = 2500;
	goods.rate_bp = 900;
	goods.coupon.left = 3;
	put_goods();
	assert_non_null(strstr(told(ATTEND_PRICE_UP), "20.00"));
	assert_non_null(strstr(told(ATTEND_RATE_DOWN), "18.0%"));
	assert_non_null(told(ATTEND_COUPON_LOW));
	goods.coupon.ends_at = NOW - 1;
	goods.final.minor = 1500;
	put_goods();
	assert_non_null(told(ATTEND_COUPON_ENDED));
	assert_non_null(told(ATTEND_CHEAPER));
	assert_null(told(ATTEND_PRICE_UP));
	goods.coupon.ends_at = NOW + 9 * DAY;
	goods.coupon.left = 500;
	goods.lock_ends_at = NOW + 3600;
	put_goods();
	assert_non_null(told(ATTEND_LOCK_ENDING));
}

/* A new post is a new beginning. */
static void a_newer_post_is_what_counts(void **unused)
{
	struct link again = { .supplier = "ours", .goods = "G1", .id = "L2", .channel = CHANNEL_QQ,
		.url = "https://x.example/2", .created_at = NOW };

	(void)unused;
	post(0);
	goods.final.minor = 2500;
	put_goods();
	assert_non_null(told(ATTEND_PRICE_UP));
	assert_int_equal(link_put(&desk.store, &again, &fault), OK);
	assert_null(told(ATTEND_PRICE_UP));
}

static void a_link_that_ended_is_told_until_there_is_another(void **unused)
{
	struct link again = { .supplier = "ours", .goods = "G1", .id = "L2", .channel = CHANNEL_QQ,
		.url = "https://x.example/2", .created_at = NOW, .expires_at = NOW + DAY };

	(void)unused;
	post(NOW - 60);
	assert_non_null(strstr(told(ATTEND_LINK_DEAD), "QQ"));
	again.channel = CHANNEL_WECHAT;
	assert_int_equal(link_put(&desk.store, &again, &fault), OK);
	assert_non_null(told(ATTEND_LINK_DEAD));
	again.id = "L3";
	again.channel = CHANNEL_QQ;
	assert_int_equal(link_put(&desk.store, &again, &fault), OK);
	assert_null(told(ATTEND_LINK_DEAD));
	clock_set_s(NOW + 60 * DAY);
	assert_null(told(ATTEND_LINK_DEAD));
}

static void a_payout_that_failed_is_told_with_its_reason(void **unused)
{
	const struct payout payout = { .supplier = "ours", .id = "W1", .state = PAYOUT_FAILED,
		.reason = "transfer_failed", .amount = { 2000, CURRENCY_CNY }, .requested_at = NOW - DAY,
		.finished_at = NOW - 60, .updated_at = NOW - 60 };

	(void)unused;
	assert_int_equal(payout_put(&desk.store, &payout, 1, &fault), OK);
	assert_non_null(strstr(told(ATTEND_PAYOUT_FAILED), "account number"));
}

static void posts_of_an_older_file_are_looked_after(void **unused)
{
	(void)unused;
	post(0);
	assert_int_equal(sql_run(desk.store.sql, "DROP TABLE post; PRAGMA user_version = 9", &fault), OK);
	assert_int_equal(migrate_to(desk.store.sql, 10, &fault), OK);
	goods.final.minor = 2500;
	put_goods();
	assert_non_null(told(ATTEND_PRICE_UP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_what_was_posted_is_looked_after, begin, end),
		cmocka_unit_test_setup_teardown(each_change_since_the_post_is_told, begin, end),
		cmocka_unit_test_setup_teardown(a_newer_post_is_what_counts, begin, end),
		cmocka_unit_test_setup_teardown(a_link_that_ended_is_told_until_there_is_another, begin, end),
		cmocka_unit_test_setup_teardown(a_payout_that_failed_is_told_with_its_reason, begin, end),
		cmocka_unit_test_setup_teardown(posts_of_an_older_file_are_looked_after, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
