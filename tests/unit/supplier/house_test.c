/* What is asked of our own supplier API, and what its refusals mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "supplier/house.h"

extern const struct supplier sample;

static struct arena arena;
static struct http_question question;
static struct fault fault;
static const struct account account = {
	.name = "mine", .kind = "house", .address = "https://s.example/"
};
static const struct access asker = { .account = &account, .now_s = 1795392060 };

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static bool has_header(const char *line)
{
	size_t i;

	for (i = 0; i < HTTP_HEADERS && question.headers[i]; i++)
		if (!strcmp(question.headers[i], line))
			return true;
	return false;
}

static void searches_with_every_filter(void **unused)
{
	const struct goods_query query = { .words = "毛巾 a&b",
		.category = "home",
		.price_from = 100,
		.price_to = 5000,
		.rate_from_bp = 2000,
		.has_coupon = true,
		.in_stock = true,
		.sort = SORT_SALES };

	(void)unused;
	assert_int_equal(house.goods->ask_search(&asker, &query, "r.1", &arena, &question), OK);
	assert_string_equal(question.url,
		"https://s.example/v1/"
		"goods?q=%E6%AF%9B%E5%B7%BE%20a%26b&category=home&price_min=100&price_max=5000"
		"&rate_min=2000&has_coupon=true&in_stock=true&sort=sales&limit=100&cursor=r.1");
	assert_string_equal(question.method, "GET");
	assert_int_equal(house.goods->ask_search(&asker, &(struct goods_query){ .words = "" }, NULL,
				 &arena, &question),
		OK);
	assert_string_equal(question.url, "https://s.example/v1/goods?limit=100");
}

static void walks_one_of_sixteen_parts(void **unused)
{
	const struct walk part = { .part = 3, .parts = 16, .since = 1795000000, .cursor = "c" };
	const struct walk all = { .part = 1, .parts = 1 },
			  later = { .part = 1, .parts = 1, .since = 5 };

	(void)unused;
	assert_int_equal(house.goods->ask_walk(&asker, &part, &arena, &question), OK);
	assert_string_equal(question.url,
		"https://s.example/v1/"
		"goods?part=3%2F16&updated_since=1795000000&limit=100&cursor=c");
	assert_int_equal(house.orders->ask_orders(&asker, &all, &arena, &question), OK);
	assert_string_equal(question.url, "https://s.example/v1/orders?limit=100");
	assert_int_equal(house.orders->ask_lines(&asker, &all, &arena, &question), OK);
	assert_string_equal(question.url, "https://s.example/v1/ledger?limit=100");
	assert_int_equal(house.orders->ask_lines(&asker, &later, &arena, &question), OK);
	assert_string_equal(question.url, "https://s.example/v1/ledger?since=5&limit=100");
}

static void the_address_may_end_in_v1(void **unused)
{
	const struct account with_v1 = { .name = "a", .address = "https://s.example/v1/" };
	const struct account without = { .name = "a" };
	const struct access access = { .account = &with_v1 }, nowhere = { .account = &without };

	(void)unused;
	assert_int_equal(house.goods->ask_detail(&access, "../a b", &arena, &question), OK);
	assert_string_equal(question.url, "https://s.example/v1/goods/..%2Fa%20b");
	assert_int_equal(house.goods->ask_detail(&nowhere, "a", &arena, &question), ERR_CONF);
}

static void writes_carry_their_key(void **unused)
{
	const struct access writer = { .account = &account, .key = "0123456789abcdef" };
	const struct shelf_entry entry = {
		.goods.id = "G1", .tags = " 水果  a\"b ", .note = "x\ny"
	};

	(void)unused;
	assert_int_equal(house.shelf->ask_put(&writer, &entry, &arena, &question), OK);
	assert_string_equal(question.method, "PUT");
	assert_string_equal(question.url, "https://s.example/v1/shelf/G1");
	assert_string_equal(question.body, "{\"tags\":[\"水果\",\"a\\\"b\"],\"note\":\"x\\ny\"}");
	assert_int_equal(question.body_length, strlen(question.body));
	assert_true(has_header("Idempotency-Key: 0123456789abcdef"));
	assert_true(has_header("Content-Type: application/json"));
	assert_int_equal(house.shelf->ask_drop(&writer, "G1", &arena, &question), OK);
	assert_string_equal(question.method, "DELETE");
	assert_true(has_header("Idempotency-Key: 0123456789abcdef"));
	assert_int_equal(house.links->ask_link(&writer, "G1", CHANNEL_QQ, &arena, &question), OK);
	assert_string_equal(question.body, "{\"goods_id\":\"G1\",\"channel\":\"qq\"}");
	assert_int_equal(house.shop->ask_open(&writer, "DEMO", "小王", &arena, &question), OK);
	assert_string_equal(question.body, "{\"invite_code\":\"DEMO\",\"name\":\"小王\"}");
}

static void signing_adds_the_token_or_says_there_is_none(void **unused)
{
	struct secret secret = { "t0ken" };
	const struct access signer = { .account = &account, .secret = &secret };

	(void)unused;
	assert_int_equal(house.shop->ask_test(&signer, &arena, &question), OK);
	assert_int_equal(house.sign(&signer, &arena, &question, &fault), OK);
	assert_true(has_header("Authorization: Bearer t0ken"));
	assert_null(strstr(question.url, "t0ken"));
	assert_int_equal(house.sign(&asker, &arena, &question, &fault), ERR_LOGIN);
	assert_non_null(strstr(fault.text, "shopkeeper setup"));
}

static void refusals_are_told_apart(void **unused)
{
	static const struct {
		int status;
		bool json;
		enum err err;
		const char *words;
	} rows[] = {
		{ 200, true, OK, "" },
		{ 201, true, OK, "" },
		{ 204, false, OK, "" },
		{ 200, false, ERR_NET, "sign in" },
		{ 302, false, ERR_NET, "not followed" },
		{ 308, true, ERR_NET, "not followed" },
		{ 400, true, ERR_REFUSED, "limit must" },
		{ 401, true, ERR_LOGIN, "token" },
		{ 401, false, ERR_LOGIN, "token" },
		{ 403, true, ERR_REFUSED, "not allow" },
		{ 404, true, ERR_NOTHING, "any more" },
		{ 409, true, ERR_REFUSED, "Ask again" },
		{ 422, true, ERR_REFUSED, "refused" },
		{ 429, true, ERR_BUSY, "busy" },
		{ 500, false, ERR_NET, "trouble of its own" },
		{ 503, false, ERR_BUSY, "busy" },
		{ 501, true, ERR_REFUSED, "not offer" },
		{ 511, false, ERR_NET, "sign in" },
		{ 999, true, ERR_NET, "trouble of its own" },
		{ 199, true, ERR_DECODE, "unknown status" },
	};
	static const char body[] =
		"{\"code\":\"bad_parameter\",\"detail\":\"limit must\\u001b be whole\"}";
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct http_answer answer = { .status = rows[i].status,
			.json = rows[i].json,
			.body = body,
			.length = sizeof body - 1 };
		enum err err;

		memset(&fault, 0, sizeof fault);
		err = supplier_verdict(&house, &account, &answer, &fault);
		if (err != rows[i].err || !strstr(fault.text, rows[i].words))
			fail_msg("status %d: %s: %s", rows[i].status, err_name(err), fault.text);
		if (err != OK && rows[i].json && rows[i].status >= 400) {
			assert_string_equal(fault.server, "bad_parameter");
			assert_null(strchr(fault.text, '\x1b'));
		}
	}
}

static void busy_says_when(void **unused)
{
	const struct http_answer told = { .status = 429, .retry_s = 7, .body = "" };
	const struct http_answer untold = { .status = 503, .body = "" };

	(void)unused;
	assert_int_equal(house.verdict(&told, &fault), ERR_BUSY);
	assert_int_equal(fault.retry_s, 7);
	assert_int_equal(house.verdict(&untold, &fault), ERR_BUSY);
	assert_int_equal(fault.retry_s, 5);
}

static void a_failed_question_keeps_its_sentence(void **unused)
{
	const struct http_answer answer = {
		.err = ERR_NET, .fault = { .code = ERR_NET, .text = "cut" }, .body = ""
	};

	(void)unused;
	assert_int_equal(house.verdict(&answer, &fault), ERR_NET);
	assert_string_equal(fault.text, "cut");
}

static void the_sample_tells_errors_in_a_200(void **unused)
{
	static const char body[] = "{\"error\":401}";
	const struct http_answer answer = {
		.status = 200, .json = true, .body = body, .length = sizeof body - 1
	};

	(void)unused;
	assert_int_equal(sample.verdict(&answer, &fault), ERR_LOGIN);
	assert_null(supplier_find("sample"));
	assert_ptr_equal(supplier_find("house"), &house);
	assert_null(supplier_find("nobody"));
	assert_null(supplier_find(NULL));
}

static void links_of_other_hosts_are_refused(void **unused)
{
	(void)unused;
	assert_int_equal(supplier_check_link(&house, &account, "https://s.example/x_", &fault), OK);
	assert_int_not_equal(
		supplier_check_link(&house, &account, "https://t.example/x_", &fault), OK);
	assert_int_equal(
		supplier_check_link(&sample, &account, "https://a.share.example/", &fault), OK);
	assert_int_not_equal(
		supplier_check_link(&sample, &account, "https://s.example/", &fault), OK);
	assert_int_not_equal(supplier_check_link(&house, &(struct account){ .name = "a" },
				     "https://s.example/", &fault),
		OK);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, end)
	const struct CMUnitTest tests[] = {
		TEST(searches_with_every_filter),
		TEST(walks_one_of_sixteen_parts),
		TEST(the_address_may_end_in_v1),
		TEST(writes_carry_their_key),
		TEST(signing_adds_the_token_or_says_there_is_none),
		TEST(refusals_are_told_apart),
		TEST(busy_says_when),
		TEST(a_failed_question_keeps_its_sentence),
		TEST(the_sample_tells_errors_in_a_200),
		TEST(links_of_other_hosts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
