/* page: the buyer's page shows what is true, escapes what is strange, and orders once. */
#include "scene.h"

static char code[20];

static int with_a_link(void **state)
{
	set_up(state);
	make_link(&stage, "G0000001", code);
	return 0;
}

static int look(void)
{
	char target[60];
	snprintf(target, sizeof(target), "/s/%s", code);
	return ask(&stage, "GET", target, NULL);
}

static void assert_shows(const char *text)
{
	if (!strstr(stage.response.body, text))
		fail_msg("%s is not in\n%s", text, stage.response.body);
}

static int64_t orders(void)
{
	assert_int_equal(ask(&stage, "GET", "/v1/orders", NULL), 200);
	return whole_at(stage.json, "total");
}

static void it_shows_the_price_after_the_coupon(void **state)
{
	(void)state;
	assert_int_equal(look(), 200);
	assert_shows("烟台红富士苹果");
	assert_shows("<strong>¥28.90</strong>");
	assert_shows("¥33.90");
	assert_null(strstr(stage.response.body, "<script"));
}

static void a_strange_title_stays_text(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "POST", "/practice/goods/G0000001",
				 "{\"title\":\"<script>alert('1')</script>\\u001b[2J\"}"),
		200);
	assert_int_equal(look(), 200);
	assert_null(strstr(stage.response.body, "<script"));
	assert_null(strchr(stage.response.body, '\033'));
	assert_shows("&#60;script&#62;");
}

static void an_order_belongs_to_its_link(void **state)
{
	(void)state;
	assert_int_equal(order_now(&stage, code, "quantity=2"), 200);
	assert_shows("O0000001");
	assert_int_equal(ask(&stage, "GET", "/v1/orders/O0000001-1", NULL), 200);
	assert_string_equal(text_at(&stage, "link_id"), "L000001");
	assert_string_equal(text_at(&stage, "channel"), "moments");
	assert_string_equal(text_at(&stage, "kind"), "share");
	/* Two pieces and one coupon. */
	assert_int_equal(whole_at(stage.json, "paid_minor"), 2 * 3390 - 500);
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G0000001", NULL), 200);
	assert_int_equal(whole_at(stage.json, "coupon.left"), 119);
	assert_int_equal(whole_at(stage.json, "stock"), 318);
}

static void a_second_press_is_harmless(void **state)
{
	(void)state;
	assert_int_equal(look(), 200);
	char fields[100];
	snprintf(fields, sizeof(fields), "quantity=1&once=%.16s",
		strstr(stage.response.body, "name=\"once\" value=\"") + 19);
	assert_int_equal(order_now(&stage, code, fields), 200);
	assert_int_equal(order_now(&stage, code, fields), 200);
	assert_shows("O0000001");
	assert_int_equal(orders(), 1);
}

static void two_showings_are_two_orders(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		char fields[100];
		assert_int_equal(look(), 200);
		snprintf(fields, sizeof(fields), "quantity=1&once=%.16s",
			strstr(stage.response.body, "name=\"once\" value=\"") + 19);
		assert_int_equal(order_now(&stage, code, fields), 200);
	}
	assert_int_equal(orders(), 2);
}

static void a_bad_order_changes_nothing(void **state)
{
	(void)state;
	static const char *const bad[] = { "quantity=0", "quantity=100", "quantity=-1",
		"quantity=x", "quantity=", "pay=now" };
	for (int i = 0; i < 6; i++)
		assert_int_equal(order_now(&stage, code, bad[i]), 422);
	assert_int_equal(ask(&stage, "POST", "/practice/goods/G0000001", "{\"stock\":1}"), 200);
	assert_int_equal(order_now(&stage, code, "quantity=2"), 409);
	assert_int_equal(orders(), 0);
}

static void unknown_and_old_links_say_so(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "GET", "/s/NOSUCH00", NULL), 404);
	assert_string_equal(stage.response.type, "text/html; charset=utf-8");
	pass_days(&stage, 31);
	assert_int_equal(look(), 410);
	assert_int_equal(order_now(&stage, code, "quantity=1"), 410);
	assert_int_equal(orders(), 0);
}

/* A code that ends in an underscore is another one without it. */
static void every_byte_of_a_code_counts(void **state)
{
	(void)state;
	char target[60];
	for (int i = 0; i < 40; i++) {
		make_link(&stage, "G0000002", code);
		size_t length = strlen(code);
		if (code[length - 1] != '_')
			continue;
		assert_int_equal(look(), 200);
		snprintf(target, sizeof(target), "/s/%.*s", (int)length - 1, code);
		assert_int_equal(ask(&stage, "GET", target, NULL), 404);
		return;
	}
	fail_msg("none of forty codes ends in an underscore");
}

static void a_short_link_leads_to_the_page(void **state)
{
	(void)state;
	char target[60];
	assert_int_equal(ask(&stage, "GET", "/v1/links", NULL), 200);
	const struct json *link = json_item(json_at(stage.json, "items"), 0);
	snprintf(target, sizeof(target), "%s", strstr(json_raw(json_at(link, "short_url")), "/t/"));
	char *url = strdup(json_raw(json_at(link, "url")));
	assert_int_equal(ask(&stage, "GET", target, NULL), 302);
	assert_string_equal(stage.response.location, url);
	free(url);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, with_a_link, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(it_shows_the_price_after_the_coupon),
		CASE(a_strange_title_stays_text),
		CASE(an_order_belongs_to_its_link),
		CASE(a_second_press_is_harmless),
		CASE(two_showings_are_two_orders),
		CASE(a_bad_order_changes_nothing),
		CASE(unknown_and_old_links_say_so),
		CASE(every_byte_of_a_code_counts),
		CASE(a_short_link_leads_to_the_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
