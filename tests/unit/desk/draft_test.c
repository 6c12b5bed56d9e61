/* draft: her own words for a goods and channel, and the link in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk/draft.h"

static struct desk desk;
static struct arena arena;
static const struct link first = {
	.supplier = "mine", .goods = "G1", .channel = CHANNEL_QQ, .url = "https://shop.example.com/s/1"
};

static int begin(void **unused)
{
	struct fault fault = { 0 };
	(void)unused;
	return store_open(&desk.store, NULL, &fault) == OK ? 0 : -1;
}

static int end(void **unused)
{
	(void)unused;
	store_close(&desk.store);
	arena_clear(&arena);
	return 0;
}

static void put(const char *text)
{
	struct fault fault = { 0 };
	assert_int_equal(draft_put(&desk, &first, text, &fault), OK);
}

static void a_draft_is_of_one_goods_and_channel(void **unused)
{
	struct link other = first;
	(void)unused;
	put("Good and cheap\nreally");
	assert_string_equal(draft_get(&desk, &arena, &first), "Good and cheap\nreally");
	other.channel = CHANNEL_WECHAT;
	assert_null(draft_get(&desk, &arena, &other));
	other = first;
	other.goods = "G2";
	assert_null(draft_get(&desk, &arena, &other));
}

static void a_new_link_takes_the_place_of_the_old_one(void **unused)
{
	struct link later = first;
	(void)unused;
	put("Look: https://shop.example.com/s/1 and again https://shop.example.com/s/1");
	later.url = "https://shop.example.com/s/2";
	assert_string_equal(draft_get(&desk, &arena, &later),
		"Look: https://shop.example.com/s/2 and again https://shop.example.com/s/2");
}

static void an_empty_draft_brings_the_proposal_back(void **unused)
{
	const struct goods goods = { .supplier = "mine", .id = "G1", .title = "Towel",
		.price = { 990, CURRENCY_CNY }, .final = { 990, CURRENCY_CNY } };
	(void)unused;
	put("mine");
	assert_string_equal(draft_caption(&desk, &arena, &goods, &first, 1795000000), "mine");
	put("");
	assert_null(draft_get(&desk, &arena, &first));
	assert_non_null(strstr(draft_caption(&desk, &arena, &goods, &first, 1795000000), "Towel"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_draft_is_of_one_goods_and_channel, begin, end),
		cmocka_unit_test_setup_teardown(a_new_link_takes_the_place_of_the_old_one, begin, end),
		cmocka_unit_test_setup_teardown(an_empty_draft_brings_the_proposal_back, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
