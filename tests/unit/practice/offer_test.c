/* offer: what platforms sell: the same things as the house at other prices, and a few of their own.
 */
#include "scene.h"
#include "practice/goods.h"
#include "practice/wire.h"

static void begin_with(uint64_t seed)
{
	struct practice_options options = usual_options();
	options.seed = seed;
	begin(&stage, &options);
}

static void open_stall(enum platform platform)
{
	struct call call = { .practice = &stage.practice, .now_s = NOW };
	if (wire_shop(&call, platform) != OK)
		fail_msg("%s", call.fault.text);
	arena_clear(&call.arena);
}

static int64_t number(const char *text, int64_t first, int64_t last)
{
	struct fault fault;
	int64_t found = -1;
	if (sql_number(stage.practice.sql, &fault, &found, text, SQL_WHOLE(first),
		    SQL_WHOLE(last)) != OK)
		fail_msg("%s", fault.text);
	return found;
}

/* How many goods of the stall are the same thing as one of the house and differ from it in `what`.
 */
static int64_t differing(enum platform platform, const char *what)
{
	char text[300];
	snprintf(text, sizeof(text),
		"SELECT count(*) FROM goods a JOIN goods b ON b.n = a.n - ?1"
		" WHERE a.n > ?1 AND a.n < ?2 AND a.%s <> b.%s",
		what, what);
	return number(text, wire_stall(platform), wire_stall(platform) + STALL_GOODS);
}

static int64_t offered(enum platform platform)
{
	return number("SELECT count(*) FROM goods WHERE n > ?1 AND n < ?2", wire_stall(platform),
		wire_stall(platform) + STALL_GOODS);
}

static void each_platform_has_prices_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < PLATFORMS; i++) {
		enum platform platform = (enum platform)i;
		open_stall(platform);
		int64_t count = offered(platform);
		assert_in_range(
			count, wire_platforms[i].percent * 2, wire_platforms[i].percent * 4);
		assert_true(differing(platform, "price") > count * 3 / 4);
		assert_true(differing(platform, "rate_bp") > count * 3 / 4);
		assert_in_range(differing(platform, "title"), count / 5, count / 2);
		/* Within a tenth of the house's: the same thing is not half as dear elsewhere. */
		assert_int_equal(
			number("SELECT count(*) FROM goods a JOIN goods b ON b.n = a.n - ?1"
			       " WHERE a.n > ?1 AND a.n < ?2"
			       " AND abs(a.price - b.price) > b.price / 10 + 100",
				wire_stall(platform), wire_stall(platform) + STALL_GOODS),
			0);
	}
}

static void some_goods_are_nobody_else_s(void **state)
{
	(void)state;
	open_stall(PLATFORM_TAOBAO);
	int64_t first = wire_stall(PLATFORM_TAOBAO);
	assert_in_range(number("SELECT count(*) FROM goods WHERE n > ?1 AND n < ?2", first + 300,
				first + STALL_GOODS),
		1, 30);
}

/* The same seed gives the same offers, another seed others. */
static void offers_depend_on_the_seed_only(void **state)
{
	static const char *const sum = "SELECT sum(price * 31 + rate_bp * 7 + n) FROM goods"
				       " WHERE n > ?1 AND n < ?2";
	int64_t first = wire_stall(PLATFORM_PDD), sums[3];
	(void)state;
	for (int i = 0; i < 3; i++) {
		end(&stage);
		begin_with(i == 2 ? 8 : 7);
		open_stall(PLATFORM_PDD);
		sums[i] = number(sum, first, first + STALL_GOODS);
	}
	assert_int_equal(sums[0], sums[1]);
	assert_int_not_equal(sums[0], sums[2]);
}

static void a_barcode_is_the_same_everywhere(void **state)
{
	struct arena arena = { 0 };
	int known = 0;
	(void)state;
	for (int64_t n = 1; n <= 100; n++) {
		struct wares here = { .n = n, .category = n % CATEGORIES }, there = here;
		const char *code = goods_barcode(&here, &arena);
		int sum = 0;
		there.n += wire_stall(PLATFORM_WOO);
		assert_string_equal(code, goods_barcode(&there, &arena));
		if (*code)
			assert_int_equal(!strncmp(code, "978", 3), goods_is_book(&here));
		for (size_t i = 0; i < strlen(code); i++)
			sum += (code[i] - '0') * (i % 2 ? 3 : 1);
		assert_int_equal(sum % 10, 0);
		known += strlen(code) == 13;
	}
	assert_int_equal(known, 60);
	arena_clear(&arena);
}

static void the_house_sells_its_own_only(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "GET", "/v1/goods?q=毛巾", NULL), 200);
	int64_t before = whole_at(stage.json, "total");
	for (int i = 0; i < PLATFORMS; i++)
		open_stall((enum platform)i);
	assert_int_equal(ask(&stage, "GET", "/v1/goods?q=毛巾", NULL), 200);
	assert_int_equal(whole_at(stage.json, "total"), before);
	assert_int_equal(ask(&stage, "GET", "/v1/goods?part=2/2&limit=100", NULL), 200);
	assert_int_equal(whole_at(stage.json, "total"), 150);
	assert_int_equal(ask(&stage, "GET", "/v1/goods?updated_since=0", NULL), 200);
	assert_int_equal(whole_at(stage.json, "total"), 300);
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G10000001", NULL), 404);
}

/* By its id there, and there only. */
static void a_platform_s_goods_is_changed_by_its_own_id(void **state)
{
	(void)state;
	open_stall(PLATFORM_VIP);
	assert_int_equal(ask(&stage, "POST", "/practice/goods/6918000000040000001",
				 "{\"price_minor\":5000}"),
		200);
	assert_int_equal(number("SELECT price FROM goods WHERE n = ?1 + ?2", 40000000, 1), 5000);
	assert_int_equal(number("SELECT price FROM goods WHERE n = ?1 + ?2", 0, 1), 3390);
	assert_int_equal(ask(&stage, "POST", "/practice/goods/6918000000010000001",
				 "{\"price_minor\":5000}"),
		404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_platform_has_prices_of_its_own, set_up, tear_down),
		cmocka_unit_test_setup_teardown(some_goods_are_nobody_else_s, set_up, tear_down),
		cmocka_unit_test_setup_teardown(offers_depend_on_the_seed_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_barcode_is_the_same_everywhere, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_house_sells_its_own_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_platform_s_goods_is_changed_by_its_own_id, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
