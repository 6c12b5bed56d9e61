/* What Taobao Union is asked, how it is signed, and what its refusals are called. */
#include <inttypes.h>

#include "base/clock.h"
#include "supplier/form.h"
#include "supplier/taobao.h"
#include "unit/supplier/asked.h"

enum { NOW = 1767297845 }; /* 2026-01-02 04:04:05 in Beijing */

static struct fault fault;

static int begin(void **unused)
{
	(void)unused;
	be((struct account){ .name = "tb",
		   .kind = "taobao",
		   .key = "12345678",
		   .pid = "mm_10000001_20000002_111222333444" },
		"app-secret", NOW);
	fault = (struct fault){ 0 };
	clock_set_s(NOW);
	return 0;
}

static int end(void **state)
{
	clock_set_s(0);
	return clear(state);
}

static void must_have(const char *const *fields)
{
	for (; *fields; fields += 2)
		if (strcmp(field(fields[0]), fields[1]) != 0)
			fail_msg("%s is %s, not %s", fields[0], field(fields[0]), fields[1]);
}
#define MUST_HAVE(...) must_have((const char *const[]){ __VA_ARGS__, NULL })

/* ---- the account */

static void what_no_position_can_be_is_told_before_asking(void **unused)
{
	static const char *const bad[] = { NULL, "", "mm_1_2", "mm_1_2_", "mm__2_3", "mm_1_2_3_4",
		"MM_1_2_3", "mm_1_2_3x", " mm_1_2_3", "mm_a_2_3", "12345678",
		"mm_1_2_1111111111111111111" };
	size_t i;

	(void)unused;
	assert_int_equal(supplier_check_account(&taobao, &account, NULL, &fault), OK);
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		account.pid = bad[i];
		if (supplier_check_account(&taobao, &account, NULL, &fault) != ERR_CONF)
			fail_msg("%s is taken", bad[i]);
		assert_non_null(strstr(fault.text, "mm_11_22_33"));
	}
}

static void key_and_sign_method_are_checked(void **unused)
{
	(void)unused;
	account.key = "abc";
	assert_int_equal(supplier_check_account(&taobao, &account, NULL, &fault), ERR_CONF);
	assert_non_null(strstr(fault.text, "AppKey"));
	account.key = NULL;
	assert_int_equal(supplier_check_account(&taobao, &account, NULL, &fault), ERR_CONF);
	account.key = "12345678";
	account.sign_method = "sha1";
	assert_int_equal(supplier_check_account(&taobao, &account, NULL, &fault), ERR_CONF);
	assert_non_null(strstr(fault.text, "sign_method"));
	account.sign_method = "md5";
	assert_int_equal(supplier_check_account(&taobao, &account, NULL, &fault), OK);
}

/* ---- signing */

static void a_question_is_signed_with_key_time_and_secret(void **unused)
{
	struct signing signing;
	const char *text;

	(void)unused;
	account.sign_method = "md5";
	assert_int_equal(taobao.goods->ask_detail(&access_now, "q7Vt", &arena, &question), OK);
	assert_int_equal(taobao.sign(&access_now, &arena, &question, &fault), OK);
	MUST_HAVE("app_key", "12345678", "timestamp", "2026-01-02 04:04:05", "v", "2.0", "format",
		"json", "sign_method", "md5", "item_id", "q7Vt");
	assert_string_equal(field("app-secret"), "");
	signing = (struct signing){ .fields = question.form, .count = question.form_count,
		.secret = "app-secret", .method = "md5" };
	assert_int_equal(taobao.signature(&signing, &arena, &text, &fault), OK);
	assert_string_equal(field("sign"), text);
	assert_string_equal(question.url, "https://eco.taobao.com/router/rest");
	assert_string_equal(question.method, "POST");
}

static void without_secret_nothing_is_signed(void **unused)
{
	struct secret none = { "" };
	struct access bare = access_now;

	(void)unused;
	bare.secret = &none;
	assert_int_equal(taobao.goods->ask_detail(&bare, "1", &arena, &question), OK);
	assert_int_equal(taobao.sign(&bare, &arena, &question, &fault), ERR_LOGIN);
	assert_string_equal(field("sign"), "");
	account.pid = "mm_1";
	assert_int_equal(taobao.sign(&access_now, &arena, &question, &fault), ERR_CONF);
}

/* ---- asking */

static void a_search_has_the_filters_the_platform_knows(void **unused)
{
	const struct goods_query query = { .words = "tea cup", .category = "16",
		.price_from = 1050, .price_to = 5001, .rate_from_bp = 1234, .has_coupon = true,
		.sort = SORT_PRICE };

	(void)unused;
	assert_int_equal(taobao.goods->ask_search(&access_now, &query, NULL, &arena, &question), OK);
	MUST_HAVE("method", "taobao.tbk.dg.material.optional.upgrade", "adzone_id", "111222333444",
		"q", "tea cup", "cat", "16", "start_price", "10", "end_price", "51",
		"start_tk_rate", "1234", "end_tk_rate", "", "has_coupon", "true", "sort",
		"final_promotion_price_asc", "page_no", "1", "page_size", "100");
}

static void without_words_the_great_categories_are_searched(void **unused)
{
	const struct goods_query query = { .sort = SORT_SALES, .reverse = true };

	(void)unused;
	assert_int_equal(taobao.goods->ask_search(&access_now, &query, "3", &arena, &question), OK);
	MUST_HAVE("q", "", "sort", "total_sales_asc", "page_no", "3", "has_coupon", "");
	assert_non_null(strstr(field("cat"), "16,30,"));
	assert_int_equal(taobao.goods->ask_search(&access_now, &query, "0", &arena, &question), ERR_USAGE);
	assert_int_equal(
		taobao.goods->ask_search(&access_now, &query, "101", &arena, &question), ERR_USAGE);
	assert_int_equal(
		taobao.goods->ask_search(&access_now, &query, "x", &arena, &question), ERR_USAGE);
}

static void lists_links_and_coupons_are_asked_by_id(void **unused)
{
	static const char *const ids[] = { "a-1", "b-2" };

	(void)unused;
	assert_int_equal(taobao.goods->ask_topic(&access_now, "91001", "2", &arena, &question), OK);
	MUST_HAVE("material_id", "91001", "page_no", "2", "adzone_id", "111222333444");
	assert_int_equal(taobao.goods->ask_topics(&access_now, &arena, &question), OK);
	MUST_HAVE("material_query", "{\"page_no\":1,\"page_size\":100,\"material_type\":1}");
	assert_int_equal(
		taobao.links->ask_links(&access_now, ids, 2, CHANNEL_QQ, &arena, &question), OK);
	MUST_HAVE("method", "taobao.tbk.dg.general.link.convert", "item_id_list", "a-1,b-2",
		"adzone_id", "111222333444");
	assert_int_equal(taobao.goods->ask_coupon(&access_now, "a-1", "c0ffee", &arena, &question), OK);
	MUST_HAVE("item_id", "a-1", "activity_id", "c0ffee");
	assert_int_equal(taobao.goods->ask_categories(&access_now, &arena, &question), OK);
	MUST_HAVE("method", "taobao.itemcats.get", "parent_cid", "0");
}

static void orders_are_asked_by_window_feed_and_cursor(void **unused)
{
	struct walk walk = { .part = 1, .parts = 1, .feed = 2, .from = NOW - 10800, .until = NOW };

	(void)unused;
	assert_int_equal(taobao.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	MUST_HAVE("start_time", "2026-01-02 01:04:05", "end_time", "2026-01-02 04:04:05",
		"order_scene", "2", "query_type", "1", "page_no", "1", "position_index", "",
		"jump_type", "");
	walk.since = 1;
	walk.feed = 0;
	walk.cursor = "2 1767316502_1aB|1767846000_2jK";
	assert_int_equal(taobao.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	MUST_HAVE("query_type", "4", "order_scene", "1", "page_no", "2", "position_index",
		"1767316502_1aB|1767846000_2jK", "jump_type", "1");
	walk.cursor = "-1 x";
	assert_int_equal(taobao.orders->ask_orders(&access_now, &walk, &arena, &question), ERR_USAGE);
}

static void refunds_are_asked_in_one_document(void **unused)
{
	const struct walk walk = { .feed = 3, .from = NOW - 10800, .until = NOW, .cursor = "2 abc" };

	(void)unused;
	assert_int_equal(taobao.orders->ask_lines(&access_now, &walk, &arena, &question), OK);
	MUST_HAVE("publisher_refund_order_query_option",
		"{\"query_type\":5,\"start_time\":\"2026-01-02 01:04:05\",\"end_time\":\"2026-01-02 "
		"04:04:05\",\"page_no\":2,\"page_size\":100,\"order_scene\":3,\"member_type\":4,"
		"\"jump_type\":1,\"position_index\":\"abc\"}");
}

static void penalties_are_asked_in_whole_days(void **unused)
{
	const struct walk walk = { .from = NOW - 30 * 86400 + 5, .until = NOW };

	(void)unused;
	assert_int_equal(taobao.orders->ask_penalties(&access_now, &walk, &arena, &question), OK);
	MUST_HAVE("method", "taobao.tbk.dg.punish.order.get", "af_order_option",
		"{\"start_time\":\"2025-12-03 04:04:10\",\"span\":30,\"page_no\":1,\"page_size\":20}");
}

static void a_walk_fits_the_platforms_windows(void **unused)
{
	const struct order_calls *calls = taobao.orders;

	(void)unused;
	assert_int_equal(calls->feeds, 3);
	assert_int_equal(calls->window_s, 3 * 3600);
	assert_int_equal(calls->window_peak_s, 20 * 60);
	assert_int_equal(calls->days_back, 90);
	assert_in_range(calls->lag_s, 180, 3600);
	assert_true(calls->overlap_s >= 15 * 60);
}

/* ---- refusals */

static enum err judge(const char *body)
{
	const struct http_answer answer = { .status = 200, .body = body, .length = strlen(body),
		.json = true, .etag = "" };

	fault = (struct fault){ 0 };
	return taobao.verdict(&answer, &fault);
}

static void each_refusal_has_its_own_sentence(void **unused)
{
	static const struct {
		const char *code, *sub_code, *said;
		enum err err;
		int retry_s;
		const char *sentence;
	} rows[] = {
		{ "25", "", "Invalid signature", ERR_LOGIN, 0, "app secret is wrong" },
		{ "29", "isv.appkey-not-exists", "Invalid app Key", ERR_LOGIN, 0, "AppKey" },
		{ "27", "session-expired", "SessionKey", ERR_LOGIN, 0, "authorise the app again" },
		{ "15", "2", "pid不正确", ERR_CONF, 0, "compare pid" },
		{ "50", "isv.pid-not-correct", "", ERR_CONF, 0, "compare pid" },
		{ "41", "isv.invalid-parameter:adzone_id", "", ERR_CONF, 0, "compare pid" },
		{ "7", "accesscontrol.limited-by-dynamic-access-count",
			"This ban will last for 27 more seconds", ERR_BUSY, 27, "too often" },
		{ "7", "accesscontrol.limited-by-api-access-count",
			"This ban will last for 86400 more seconds", ERR_BUSY, 300, "too often" },
		{ "7", "", "App Call Limited", ERR_BUSY, 60, "too often" },
		{ "15", "isp.top-remote-connection-timeout", "", ERR_BUSY, 5, "trouble of its own" },
		{ "10", "", "", ERR_BUSY, 5, "trouble of its own" },
		{ "15", "isp.url_item_get_error", "", ERR_REFUSED, 0, "cannot convert" },
		{ "15", "9100", "", ERR_BUSY, 60, "slows down" },
		{ "15", "3000", "", ERR_REFUSED, 0, "tomorrow" },
		{ "15", "2007", "", ERR_LIMIT, 0, "20 minutes" },
		{ "15", "2004", "", ERR_LIMIT, 0, "90 days" },
		{ "11", "isv.permission-api-package-limit", "scope ids is 16175", ERR_REFUSED, 0,
			"apply for the package" },
		{ "11", "isv.permission-ip-whitelist-limit", "", ERR_REFUSED, 0, "white list" },
		{ "15", "35", "", ERR_NOTHING, 0, "search for it again" },
		{ "15", "11", "", ERR_NOTHING, 0, "coupon" },
		{ "99", "", "", ERR_REFUSED, 0, "Taobao refused." },
		{ "", "", "", ERR_REFUSED, 0, "Taobao refused." },
		{ "15", "50001", "没有查询到结果", OK, 0, "" },
	};
	char body[400];
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(body, sizeof body,
			"{\"error_response\":{\"code\":\"%s\",\"sub_code\":\"%s\",\"sub_msg\":\"%s\"}}",
			rows[i].code, rows[i].sub_code, rows[i].said);
		if (judge(body) != rows[i].err || fault.retry_s != rows[i].retry_s ||
			!strstr(fault.text, rows[i].sentence))
			fail_msg("%s gave %d, %d s: %s", body, fault.code, fault.retry_s, fault.text);
	}
}

static void a_wrong_clock_is_a_fault_of_its_own(void **unused)
{
	(void)unused;
	assert_int_equal(
		judge("{\"error_response\":{\"code\":31,\"msg\":\"Invalid timestamp\"}}"), ERR_CLOCK);
	assert_non_null(strstr(fault.text, "clock"));
	assert_string_equal(fault.server, "31/");
}

static void odd_refusals_are_still_refusals(void **unused)
{
	(void)unused;
	assert_int_equal(judge("{\"error_response\":{\"code\":null,\"sub_code\":5,\"sub_msg\":"
			       "\"\\u001b[2Jx\"}}"),
		ERR_REFUSED);
	assert_null(strchr(fault.text, '\033'));
	assert_int_equal(judge("{\"error_response\":\"no\"}"), ERR_REFUSED);
	assert_int_equal(judge("{\"error_response\":[]}"), ERR_REFUSED);
	assert_int_equal(judge("{\"error_response\":null}"), OK);
	assert_int_equal(judge("{\"tbk_x_response\":{\"error_response\":1}}"), OK);
}

/* ---- reading what depends on the question */

static void the_next_page_follows_the_one_asked(void **unused)
{
	static const char body[] = "{\"tbk_order_details_get_response\":{\"data\":{\"has_next\":true,"
				   "\"page_no\":1,\"position_index\":\"abc\",\"results\":{}}}}";
	struct reading reading = { .account = &account, .bytes = body, .length = sizeof body - 1,
		.now_s = NOW, .arena = &arena, .cursor = "7 xyz" };
	struct order_page page;

	(void)unused;
	assert_int_equal(taobao.orders->read_orders(&reading, &page, &fault), OK);
	/* Whatever the answer says: a server that repeats itself is not walked for ever. */
	assert_string_equal(page.next, "8 abc");
	/* The hundredth page is the last that may be asked for: the span was too long. */
	reading.cursor = "100 xyz";
	assert_int_equal(taobao.orders->read_orders(&reading, &page, &fault), ERR_LIMIT);
}

static void the_detail_keeps_the_id_it_was_asked_by(void **unused)
{
	static const char body[] =
		"{\"tbk_item_info_upgrade_get_response\":{\"results\":{\"tbk_item_detail\":[{\"item_id\":"
		"\"other\",\"item_basic_info\":{\"title\":\"a\"},\"price_promotion_info\":{"
		"\"zk_final_price\":\"1.00\"}},{\"item_id\":\"new\",\"input_item_iid\":\"old\","
		"\"item_basic_info\":{\"title\":\"b\"},\"price_promotion_info\":{\"zk_final_price\":"
		"\"2.00\"}}]}}}";
	struct reading reading = { .account = &account, .bytes = body, .length = sizeof body - 1,
		.now_s = NOW, .arena = &arena, .goods = "old" };
	struct goods goods;

	(void)unused;
	assert_int_equal(taobao.goods->read_detail(&reading, &goods, &fault), OK);
	assert_string_equal(goods.id, "old");
	assert_string_equal(goods.title, "b");
	reading.goods = "gone";
	assert_int_equal(taobao.goods->read_detail(&reading, &goods, &fault), ERR_NOTHING);
}

static void pages_of_goods_end(void **unused)
{
	static const char body[] =
		"{\"tbk_dg_material_optional_upgrade_response\":{\"total_results\":250,\"result_list\":{"
		"\"map_data\":[{\"item_id\":\"a\",\"item_basic_info\":{\"title\":\"a\"},"
		"\"price_promotion_info\":{\"zk_final_price\":\"1.00\"}}]}}}";
	struct reading reading = { .account = &account, .bytes = body, .length = sizeof body - 1,
		.now_s = NOW, .arena = &arena };
	struct goods_page page;

	(void)unused;
	assert_int_equal(taobao.goods->read_page(&reading, &page, &fault), OK);
	assert_string_equal(page.next, "2");
	reading.cursor = "3";
	assert_int_equal(taobao.goods->read_page(&reading, &page, &fault), OK);
	assert_null(page.next);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_no_position_can_be_is_told_before_asking),
		TEST(key_and_sign_method_are_checked),
		TEST(a_question_is_signed_with_key_time_and_secret),
		TEST(without_secret_nothing_is_signed),
		TEST(a_search_has_the_filters_the_platform_knows),
		TEST(without_words_the_great_categories_are_searched),
		TEST(lists_links_and_coupons_are_asked_by_id),
		TEST(orders_are_asked_by_window_feed_and_cursor),
		TEST(refunds_are_asked_in_one_document),
		TEST(penalties_are_asked_in_whole_days),
		TEST(a_walk_fits_the_platforms_windows),
		TEST(each_refusal_has_its_own_sentence),
		TEST(a_wrong_clock_is_a_fault_of_its_own),
		TEST(odd_refusals_are_still_refusals),
		TEST(the_next_page_follows_the_one_asked),
		TEST(the_detail_keeps_the_id_it_was_asked_by),
		TEST(pages_of_goods_end),
	};

	return cmocka_run_group_tests_name("taobao", tests, NULL, NULL);
}
