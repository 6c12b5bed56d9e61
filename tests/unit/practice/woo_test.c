/* woo: what the WooCommerce shop answers, byte for byte where the byte is the habit. */
#include "scene.h"

/* base64 of the key and secret in wire.c, made by another tool. */
#define BASIC                                                                                      \
	"Basic "                                                                                   \
	"Y2tfMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwNzc3NzNkMTpjc18wMDAwMDAwMDAwMDAwMDAw"     \
	"MDAwMDAwMDAwMDAwMDAwMDA3Nzc3M2Qy"

static int woo_as(const char *authorization, const char *method, const char *target)
{
	char path[600];
	struct request request = { .method = method, .authorization = authorization, .body = "" };
	snprintf(path, sizeof(path), "/woo/wp-json/wc/v3/%s", target);
	return ask_request(&stage, &request, path);
}

static int woo(const char *target)
{
	return woo_as(BASIC, "GET", target);
}

static void nobody_reads_without_the_key_and_nobody_writes(void **state)
{
	static const struct {
		const char *authorization, *method, *target, *code;
		int status;
	} rows[] = {
		{ NULL, "GET", "products", "woocommerce_rest_cannot_view", 401 },
		{ "Basic Y2s6Y3M=", "GET", "products", "woocommerce_rest_cannot_view", 401 },
		{ BASIC "=", "GET", "orders", "woocommerce_rest_cannot_view", 401 },
		{ NULL, "GET", "nope", "rest_no_route", 404 },
		{ BASIC, "GET", "nope", "rest_no_route", 404 },
		{ BASIC, "GET", "products/999999", "woocommerce_rest_product_invalid_id", 404 },
		{ BASIC, "GET", "orders/999999", "woocommerce_rest_shop_order_invalid_id", 404 },
		{ BASIC, "POST", "products", "woocommerce_rest_authentication_error", 401 },
		{ BASIC, "DELETE", "orders/1", "woocommerce_rest_authentication_error", 401 },
		{ BASIC, "GET", "products?per_page=101", "rest_invalid_param", 400 },
		{ BASIC, "GET", "products?per_page=many", "rest_invalid_param", 400 },
		{ BASIC, "GET", "products?page=0", "rest_invalid_param", 400 },
		{ BASIC, "GET", "products?orderby=luck", "rest_invalid_param", 400 },
		{ BASIC, "GET", "products?order=up", "rest_invalid_param", 400 },
		{ BASIC, "GET", "orders?status=bogus", "rest_invalid_param", 400 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int status = woo_as(rows[i].authorization, rows[i].method, rows[i].target);
		if (status != rows[i].status || strcmp(text_at(&stage, "code"), rows[i].code) != 0)
			fail_msg("row %zu is %d %s", i, status, text_at(&stage, "code"));
		assert_int_equal(whole_at(stage.json, "data.status"), rows[i].status);
	}
}

static void totals_stand_in_the_head(void **state)
{
	(void)state;
	assert_int_equal(woo("products?status=publish&orderby=id&order=asc&per_page=20"), 200);
	int64_t total = stage.response.rows;
	assert_true(stage.response.counted);
	assert_true(total > 100 && total < 300);
	assert_int_equal(stage.response.pages, (total + 19) / 20);
	assert_int_equal(json_count(stage.json), 20);
	assert_string_equal(stage.response.next, "<http://127.0.0.1:8080/woo/wp-json/wc/v3/"
						 "products?status=publish&orderby=id&order=asc"
						 "&per_page=20&page=2>; rel=\"next\"");
	/* Beyond the last page: nothing, and no fault. */
	assert_int_equal(woo("products?per_page=20&page=9999"), 200);
	assert_int_equal(json_count(stage.json), 0);
	assert_int_equal(stage.response.rows, total);
	assert_string_equal(stage.response.next, "");
}

static void pages_in_order_of_ids_give_each_goods_once(void **state)
{
	int64_t last = 0, seen = 0;
	(void)state;
	for (int page = 1; page < 100; page++) {
		char target[100];
		snprintf(target, sizeof(target),
			"products?orderby=id&order=asc&per_page=7&page=%d&_fields=id", page);
		assert_int_equal(woo(target), 200);
		if (json_count(stage.json) == 0)
			break;
		for (size_t i = 0; i < json_count(stage.json); i++, seen++) {
			int64_t id = whole_at(json_item(stage.json, i), "id");
			assert_true(id > last);
			last = id;
		}
	}
	assert_int_equal(seen, stage.response.rows);
}

/* Names that a shop does not know change nothing; _fields leaves out what is not named. */
static void fields_are_chosen_and_unknown_names_ignored(void **state)
{
	(void)state;
	assert_int_equal(woo("products/50000001?_fields=id,name,price&colour=blue"), 200);
	assert_string_equal(stage.response.body,
		"{\"id\":50000001,\"name\":\"烟台红富士苹果 5斤装\",\"price\":\"31.50\"}");
	assert_int_equal(woo("products/50000001"), 200);
	assert_string_equal(
		text_at(&stage, "permalink"), "http://127.0.0.1:8080/woo/product/50000001/");
	assert_string_equal(text_at(&stage, "type"), "simple");
	assert_int_equal(strlen(text_at(&stage, "global_unique_id")), 13);
	/* Eight hours apart, and neither says so. */
	assert_string_not_equal(
		text_at(&stage, "date_modified"), text_at(&stage, "date_modified_gmt"));
	assert_int_equal(strlen(text_at(&stage, "date_modified_gmt")), 19);
}

static void prices_are_text_and_sometimes_empty(void **state)
{
	int sales = 0, bare = 0, marked = 0;
	(void)state;
	for (int page = 1; page < 4; page++) {
		char target[60];
		snprintf(target, sizeof(target), "products?per_page=100&page=%d", page);
		assert_int_equal(woo(target), 200);
		for (size_t i = 0; i < json_count(stage.json); i++) {
			const struct json *item = json_item(stage.json, i);
			sales += json_raw(json_at(item, "sale_price"))[0] != '\0';
			bare += json_raw(json_at(item, "price"))[0] == '\0';
			marked += strstr(json_raw(json_at(item, "name")), "<small>") != NULL;
		}
	}
	assert_true(sales > 5);
	assert_in_range(bare, 1, 5);
	assert_true(marked > 20);
}

/* ---- orders */

static void order_by(const char *query)
{
	char target[200];
	snprintf(target, sizeof(target), "/woo/product/50000001/order?quantity=2&pay=now%s", query);
	assert_int_equal(ask(&stage, "POST", target, NULL), 200);
}

static const char *mark(const struct json *order, const char *name)
{
	const struct json *rows = json_at(order, "meta_data");
	for (size_t i = 0; i < json_count(rows); i++)
		if (strcmp(json_raw(json_at(json_item(rows, i), "key")), name) == 0)
			return json_raw(json_at(json_item(rows, i), "value"));
	return NULL;
}

static void marks_say_how_the_buyer_came(void **state)
{
	static const struct {
		const char *query, *source, *campaign;
	} rows[] = {
		{ "&utm_source=shopkeeper&utm_campaign=practice-wechat", "shopkeeper",
			"practice-wechat" },
		{ "&utm_source=shopkeeper&utm_campaign=practice-Not a word", "shopkeeper",
			"practice-other" },
		{ "&utm_source=elsewhere&utm_campaign=practice-wechat", "(direct)", NULL },
		{ "&utm_source=shopkeeper&utm_campaign=another-wechat", "(direct)", NULL },
		{ "", "(direct)", NULL },
	};
	enum { ROWS = sizeof(rows) / sizeof(rows[0]) };
	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		order_by(rows[i].query);
	assert_int_equal(woo("orders?orderby=id&order=asc"), 200);
	assert_int_equal(json_count(stage.json), ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		const struct json *order = json_item(stage.json, i);
		const char *campaign = mark(order, "_wc_order_attribution_utm_campaign");
		assert_string_equal(
			mark(order, "_wc_order_attribution_utm_source"), rows[i].source);
		if (rows[i].campaign)
			assert_string_equal(campaign, rows[i].campaign);
		else
			assert_null(campaign);
	}
}

static void orders_are_asked_for_by_their_last_change(void **state)
{
	/* NOW is 00:00 UTC: 08:00 in the shop. */
	static const struct {
		const char *since;
		size_t count;
	} rows[] = {
		{ "2026-11-23T07:59:59", 1 },
		{ "2026-11-23T08:00:00", 0 },
		{ "2026-11-22T23:59:59&dates_are_gmt=true", 1 },
		{ "2026-11-23T00:00:00&dates_are_gmt=true", 0 },
		{ "2026-11-22T23:59:59Z", 1 },
	};
	(void)state;
	order_by("");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char target[100];
		snprintf(target, sizeof(target), "orders?modified_after=%s", rows[i].since);
		assert_int_equal(woo(target), 200);
		if (json_count(stage.json) != rows[i].count)
			fail_msg("%s: %zu", rows[i].since, json_count(stage.json));
	}
}

static void refunds_stand_with_their_order(void **state)
{
	(void)state;
	order_by("");
	assert_int_equal(ask(&stage, "POST", "/practice/orders/O0000001-1",
				 "{\"event\":\"refund\",\"refund_id\":\"R1\",\"quantity\":1}"),
		200);
	assert_int_equal(woo("orders/1001?_fields=status,total,refunds"), 200);
	assert_string_equal(stage.response.body,
		"{\"status\":\"processing\",\"total\":\"63.00\",\"refunds\":[{\"id\":500100,"
		"\"reason\":\"\",\"total\":\"-31.50\"}]}");
	assert_int_equal(woo("orders/1001/refunds"), 200);
	assert_string_equal(json_raw(json_at(json_item(stage.json, 0), "amount")), "31.50");
	assert_int_equal(ask(&stage, "POST", "/practice/orders/O0000001-1",
				 "{\"event\":\"refund\",\"refund_id\":\"R2\"}"),
		200);
	assert_int_equal(woo("orders/1001"), 200);
	assert_string_equal(text_at(&stage, "status"), "refunded");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			nobody_reads_without_the_key_and_nobody_writes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(totals_stand_in_the_head, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			pages_in_order_of_ids_give_each_goods_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			fields_are_chosen_and_unknown_names_ignored, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			prices_are_text_and_sometimes_empty, set_up, tear_down),
		cmocka_unit_test_setup_teardown(marks_say_how_the_buyer_came, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			orders_are_asked_for_by_their_last_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refunds_stand_with_their_order, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
