/* The words posted with a link (R50, R42). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk/desk.h"

enum { NOW = 1795392000 };

static struct arena arena;

static struct goods apples(void)
{
	return (struct goods){
		.supplier = "mine",
		.id = "G1",
		.title = "烟台红富士苹果 5斤装",
		.price = { 3390, CURRENCY_CNY },
		.final = { 2890, CURRENCY_CNY },
		.coupon = { .id = "C1",
			.face = { 500, CURRENCY_CNY },
			.threshold = { 2900, CURRENCY_CNY },
			.left = 100,
			.total = 500,
			.starts_at = NOW - 100,
			.ends_at = NOW + 86400 },
	};
}

static const char *caption(const struct goods *goods, enum channel channel)
{
	const struct link link = { .supplier = "mine",
		.goods = "G1",
		.id = "L1",
		.channel = channel,
		.url = "https://shop.example.com/s/7KQ2M9XA_",
		.pass_code = "￥7KQ2M9XA￥" };

	return share_caption(&arena, goods, &link, NOW);
}

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static void a_caption_has_its_parts(void **unused)
{
	const struct goods goods = apples();

	(void)unused;
	assert_string_equal(caption(&goods, CHANNEL_WHATSAPP),
		"烟台红富士苹果 5斤装\n"
		"After the coupon of ¥5.00: ¥28.90 (otherwise ¥33.90)\n"
		"Coupon until 2026-11-24 00:00\n"
		"(I earn a commission if you buy through me.)\n"
		"https://shop.example.com/s/7KQ2M9XA_");
}

static void moments_get_neither_link_nor_pass_code(void **unused)
{
	struct goods goods = apples();
	const char *text;

	(void)unused;
	goods.title = "苹果 ￥7KQ2M9XA￥ 5斤 €abcdef12€ ¥5.00 ￥短￥";
	text = caption(&goods, CHANNEL_MOMENTS);
	assert_null(strstr(text, "https"));
	assert_null(strstr(text, "7KQ2M9XA"));
	assert_null(strstr(text, "abcdef12"));
	assert_non_null(strstr(text, "苹果  5斤  ¥5.00 ￥短￥"));
	assert_non_null(strstr(text, "commission"));
}

static void an_ended_coupon_is_not_promised(void **unused)
{
	struct goods goods = apples();
	const char *text;

	(void)unused;
	goods.coupon.ends_at = NOW;
	text = caption(&goods, CHANNEL_QQ);
	assert_non_null(strstr(text, "Price: ¥33.90"));
	assert_null(strstr(text, "28.90"));
	assert_null(strstr(text, "Coupon"));
}

static void a_link_is_alone_on_the_last_line(void **unused)
{
	const struct goods goods = apples();
	const char *text, *last;
	int channel;

	(void)unused;
	for (channel = CHANNEL_WECHAT; channel < CHANNEL_COUNT; channel++) {
		text = caption(&goods, (enum channel)channel);
		last = strrchr(text, '\n');
		assert_string_equal(last, "\nhttps://shop.example.com/s/7KQ2M9XA_");
		assert_null(strstr(text, "￥"));
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, end)
	const struct CMUnitTest tests[] = {
		TEST(a_caption_has_its_parts),
		TEST(moments_get_neither_link_nor_pass_code),
		TEST(an_ended_coupon_is_not_promised),
		TEST(a_link_is_alone_on_the_last_line),
	};

	setenv("TZ", "UTC0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
