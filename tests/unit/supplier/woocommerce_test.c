/* What a WooCommerce shop is asked and how it is told who asks; accounts that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "supplier/woocommerce.h"

static struct arena arena;
static struct account account;
static const struct secret secret = { .value = "cs_fedcba9876543210" };
static struct access access_now;
static struct http_question question;

static int begin(void **state)
{
	(void)state;
	account = (struct account){ .name = "mine", .key = "ck_0123456789abcdef",
		.address = "https://shop.example/", .currency = "USD", .commission = "12%" };
	access_now = (struct access){ .account = &account, .secret = &secret, .now_s = 1795392060 };
	question = (struct http_question){ 0 };
	return 0;
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* Nothing is ever written there. */
static void assert_asks(enum err err, const char *url)
{
	assert_int_equal(err, OK);
	assert_string_equal(question.method, "GET");
	assert_null(question.body);
	assert_int_equal(question.form_count, 0);
	assert_string_equal(question.url, url);
}

#define API "https://shop.example/wp-json/wc/v3/"
#define GOODS \
	"_fields=id%2Cname%2Cprice%2Cregular_price%2Csale_price%2Csku%2Cstock_status%2C" \
	"stock_quantity%2Cimages%2Ccategories%2Cpermalink%2Cdate_modified_gmt%2Ctype%2Cstatus" \
	"%2Cglobal_unique_id%2Cbrands"
#define PAGE(number) "&orderby=id&order=asc&per_page=100&page=" number

static void searches_in_the_order_of_ids(void **state)
{
	struct goods_query query = { .words = "green tea", .category = "16", .sort = SORT_PRICE };

	(void)state;
	assert_asks(woocommerce.goods->ask_search(&access_now, &query, "2", &arena, &question),
		API "products?" GOODS "&status=publish" PAGE("2") "&search=green%20tea&category=16");
	query.category = "tea&x=1";
	assert_int_equal(
		woocommerce.goods->ask_search(&access_now, &query, NULL, &arena, &question),
		ERR_NOTHING);
}

static void plain_permalinks_have_another_door(void **state)
{
	(void)state;
	account.address = "https://shop.example/?rest_route=";
	assert_asks(woocommerce.links->ask_link(&access_now, "19", CHANNEL_QQ, &arena, &question),
		"https://shop.example/?rest_route=/wc/v3/products/19&_fields=id%2Cpermalink%2Cstatus");
}

/* A day before, because some shops take it in their own zone. */
static void walks_ask_for_what_changed(void **state)
{
	const struct walk walk = { .part = 1, .parts = 1, .since = 1795392060, .cursor = "3" };

	(void)state;
	assert_asks(woocommerce.goods->ask_walk(&access_now, &walk, &arena, &question),
		API "products?" GOODS "&status=publish" PAGE(
			"3") "&modified_after=2026-11-22T00%3A01%3A00&dates_are_gmt=true");
	assert_int_equal(woocommerce.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	assert_non_null(strstr(question.url,
		PAGE("3") "&modified_after=2026-11-22T00%3A01%3A00&dates_are_gmt=true"));
}

static void several_links_are_asked_at_once(void **state)
{
	static const char *const ids[] = { "19", "20" }, *const bad[] = { "19", "2/../3" };

	(void)state;
	assert_asks(
		woocommerce.links->ask_links(&access_now, ids, 2, CHANNEL_QQ, &arena, &question),
		API "products?_fields=id%2Cpermalink%2Cstatus&include=19%2C20&per_page=100");
	assert_int_equal(
		woocommerce.links->ask_links(&access_now, bad, 2, CHANNEL_QQ, &arena, &question),
		ERR_NOTHING);
	assert_int_equal(woocommerce.goods->ask_detail(&access_now, "../users", &arena, &question),
		ERR_NOTHING);
}

static void the_key_stands_in_the_head_only(void **state)
{
	struct fault fault;

	(void)state;
	assert_int_equal(woocommerce.shop->ask_test(&access_now, &arena, &question), OK);
	assert_int_equal(woocommerce.sign(&access_now, &arena, &question, &fault), OK);
	assert_string_equal(question.url, API "orders?_fields=id&per_page=1");
	assert_string_equal(question.headers[1],
		"Authorization: Basic Y2tfMDEyMzQ1Njc4OWFiY2RlZjpjc19mZWRjYmE5ODc2NTQzMjEw");
}

static void refuses_accounts_that_cannot_be(void **state)
{
	static const struct {
		const char *address, *key, *currency, *commission, *pid;
		enum err err;
		const char *says;
	} cases[] = {
		{ "https://shop.example", "ck_0123456789", "USD", NULL, NULL, OK, "" },
		{ "https://shop.example", "ck_0123456789", "CNY", "12.5%", "team-1", OK, "" },
		{ "http://127.0.0.1:8080", "ck_0123456789", "CNY", "5", NULL, OK, "" },
		{ NULL, "ck_0123456789", "CNY", NULL, NULL, ERR_CONF, "no address" },
		{ "http://shop.example", "ck_0123456789", "CNY", NULL, NULL, ERR_CONF, "401" },
		{ "https://u:p@shop.example", "ck_0123456789", "CNY", NULL, NULL, ERR_CONF, "" },
		{ "https://shop.example", NULL, "CNY", NULL, NULL, ERR_CONF, "no key" },
		{ "https://shop.example", "cs_0123456789", "CNY", NULL, NULL, ERR_CONF, "ck_" },
		{ "https://shop.example", "ck_0123:56789", "CNY", NULL, NULL, ERR_CONF, "ck_" },
		{ "https://shop.example", "ck_0123456789", NULL, NULL, NULL, ERR_CONF, "currency" },
		{ "https://shop.example", "ck_0123456789", "XTS", NULL, NULL, ERR_CONF, "currency" },
		{ "https://shop.example", "ck_0123456789", "CNY", "101%", NULL, ERR_CONF, "12%" },
		{ "https://shop.example", "ck_0123456789", "CNY", "-1%", NULL, ERR_CONF, "12%" },
		{ "https://shop.example", "ck_0123456789", "CNY", "%", NULL, ERR_CONF, "12%" },
		{ "https://shop.example", "ck_0123456789", "CNY", NULL, "a&b", ERR_CONF, "pid" },
	};
	struct fault fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		fault = (struct fault){ 0 };
		account = (struct account){ .name = "mine", .address = cases[i].address,
			.key = cases[i].key, .currency = cases[i].currency,
			.commission = cases[i].commission, .pid = cases[i].pid };
		if (supplier_check_account(&woocommerce, &account, NULL, &fault) != cases[i].err ||
			!strstr(fault.text, cases[i].says))
			fail_msg("case %zu: %s", i, fault.text);
	}
}

static void only_links_of_this_account_count(void **state)
{
	static const char bytes[] =
		"[{\"id\":1,\"status\":\"processing\",\"currency\":\"USD\",\"total\":\"10.00\",\"meta_data\":["
		"{\"key\":\"_wc_order_attribution_utm_source\",\"value\":\"shopkeeper\"},"
		"{\"key\":\"_wc_order_attribution_utm_campaign\",\"value\":\"team-1-qq\"}]}]";
	static const struct {
		const char *pid;
		enum order_state state;
	} cases[] = { { NULL, ORDER_ESTIMATED }, { "team-1", ORDER_ESTIMATED },
		{ "team", ORDER_ESTIMATED }, { "tea", ORDER_INVALID }, { "team-2", ORDER_INVALID } };
	const struct reading reading = { .account = &account, .bytes = bytes,
		.length = sizeof bytes - 1, .arena = &arena };
	struct order_page page;
	struct fault fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		account.pid = cases[i].pid;
		assert_int_equal(woocommerce.orders->read_orders(&reading, &page, &fault), OK);
		assert_int_equal(page.rows[0].state, cases[i].state);
	}
}

static void statuses_decide_where_no_code_is_known(void **state)
{
	static const struct {
		const char *body;
		int status;
		enum err err;
	} cases[] = {
		{ "[]", 200, OK },
		{ "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"x\"}", 401, ERR_LOGIN },
		{ "{\"code\":\"rest_no_route\",\"message\":\"x\"}", 404, ERR_CONF },
		{ "{\"code\":\"internal_server_error\",\"message\":\"x\"}", 500, ERR_NET },
		{ "{\"code\":\"anything\",\"message\":\"x\"}", 503, ERR_BUSY },
		{ "{\"code\":\"anything\",\"message\":\"x\"}", 429, ERR_BUSY },
		{ "{}", 401, ERR_LOGIN },
		{ "[", 404, ERR_CONF },
		{ "{\"code\":\"woocommerce_rest_product_invalid_id\",\"message\":\"x\"}", 404, ERR_NOTHING },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct http_answer answer = { .status = cases[i].status, .json = true,
			.body = cases[i].body, .length = strlen(cases[i].body), .etag = "" };
		struct fault fault = { 0 };

		assert_int_equal(woocommerce.verdict(&answer, &fault), cases[i].err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(searches_in_the_order_of_ids, begin, clear),
		cmocka_unit_test_setup_teardown(plain_permalinks_have_another_door, begin, clear),
		cmocka_unit_test_setup_teardown(walks_ask_for_what_changed, begin, clear),
		cmocka_unit_test_setup_teardown(several_links_are_asked_at_once, begin, clear),
		cmocka_unit_test_setup_teardown(the_key_stands_in_the_head_only, begin, clear),
		cmocka_unit_test_setup_teardown(refuses_accounts_that_cannot_be, begin, clear),
		cmocka_unit_test_setup_teardown(only_links_of_this_account_count, begin, clear),
		cmocka_unit_test_setup_teardown(statuses_decide_where_no_code_is_known, begin, clear),
	};

	return cmocka_run_group_tests_name("woocommerce", tests, NULL, NULL);
}
