/* What JD is asked, field by field; which accounts are refused before anything is asked. */
#include "supplier/jd.h"
#include "unit/supplier/asked.h"

static int begin(void **state)
{
	(void)state;
	be((struct account){ .name = "mine", .key = "0123456789abcdef0123456789abcdef" },
		"fedcba9876543210fedcba9876543210", 1795392060);
	return 0;
}

static void assert_asks(enum err err, const char *method, const char *json)
{
	assert_int_equal(err, OK);
	assert_string_equal(question.method, "POST");
	assert_string_equal(question.url, "https://api.jd.com/routerjson");
	assert_string_equal(field("method"), method);
	assert_string_equal(field("360buy_param_json"), json);
}

static void searches_by_words_with_filters(void **state)
{
	struct goods_query query = { .words = "绿茶", .price_from = 150, .price_to = 4999,
		.rate_from_bp = 1250, .has_coupon = true, .sort = SORT_COMMISSION };

	(void)state;
	assert_asks(jd.goods->ask_search(&access_now, &query, NULL, &arena, &question),
		"jd.union.open.goods.query",
		"{\"goodsReqDTO\":{\"sceneId\":1,\"keyword\":\"绿茶\",\"pageIndex\":1,\"pageSize\":30,"
		"\"pricefrom\":1,\"priceto\":50,\"commissionShareStart\":12,\"isCoupon\":1,"
		"\"sortName\":\"commission\",\"sort\":\"desc\"}}");
}

static void searches_by_category_page_by_page(void **state)
{
	struct goods_query query = { .words = "", .category = "1320", .sort = SORT_PRICE,
		.reverse = true };

	(void)state;
	assert_asks(jd.goods->ask_search(&access_now, &query, "3", &arena, &question),
		"jd.union.open.goods.query",
		"{\"goodsReqDTO\":{\"sceneId\":1,\"cid1\":1320,\"pageIndex\":3,\"pageSize\":30,"
		"\"sortName\":\"price\",\"sort\":\"desc\"}}");
	query.category = "food";
	assert_int_equal(
		jd.goods->ask_search(&access_now, &query, NULL, &arena, &question), ERR_NOTHING);
}

static void shows_what_sells_without_words(void **state)
{
	struct goods_query query = { .words = "", .sort = SORT_SALES };

	(void)state;
	assert_asks(jd.goods->ask_search(&access_now, &query, NULL, &arena, &question),
		"jd.union.open.goods.jingfen.query",
		"{\"goodsReq\":{\"eliteId\":22,\"pageIndex\":1,\"pageSize\":30,"
		"\"sortName\":\"inOrderCount30DaysSku\",\"sort\":\"desc\"}}");
	assert_asks(jd.goods->ask_topic(&access_now, "34", "2", &arena, &question),
		"jd.union.open.goods.jingfen.query",
		"{\"goodsReq\":{\"eliteId\":34,\"pageIndex\":2,\"pageSize\":30}}");
}

static void asks_for_one_goods_by_either_id(void **state)
{
	(void)state;
	assert_asks(jd.goods->ask_detail(&access_now, "aB_3c", &arena, &question),
		"jd.union.open.goods.query", "{\"goodsReqDTO\":{\"sceneId\":1,\"itemIds\":[\"aB_3c\"]}}");
	assert_asks(jd.goods->ask_detail(&access_now, "100900000001", &arena, &question),
		"jd.union.open.goods.query",
		"{\"goodsReqDTO\":{\"sceneId\":2,\"keyword\":\"100900000001\"}}");
	assert_asks(jd.goods->ask_categories(&access_now, &arena, &question),
		"jd.union.open.category.goods.get", "{\"req\":{\"parentId\":0,\"grade\":0}}");
}

static void links_for_chats_carry_the_channel(void **state)
{
	(void)state;
	assert_asks(jd.links->ask_link(&access_now, "aB_3c", CHANNEL_WECHAT, &arena, &question),
		"jd.union.open.promotion.bysubunionid.get",
		"{\"promotionCodeReq\":{\"sceneId\":1,"
		"\"materialId\":\"https://jingfen.jd.com/detail/aB_3c.html\",\"chainType\":3,"
		"\"command\":1,\"subUnionId\":\"wechat\"}}");
	account.pid = "3000000001";
	assert_asks(jd.links->ask_link(&access_now, "1009", CHANNEL_QQ, &arena, &question),
		"jd.union.open.promotion.bysubunionid.get",
		"{\"promotionCodeReq\":{\"sceneId\":2,\"materialId\":\"https://item.jd.com/1009.html\","
		"\"positionId\":3000000001,\"chainType\":3,\"command\":1,\"subUnionId\":\"qq\"}}");
}

static void links_for_a_site_carry_site_and_coupon(void **state)
{
	const struct goods goods = { .id = "aB_3c",
		.coupon = { .id = "https://coupon.m.jd.com/c?a=%2B&b=_" } };

	(void)state;
	account.pid = "2000000001_4100000001_3000000001";
	access_now.goods = &goods;
	assert_asks(jd.links->ask_link(&access_now, "aB_3c", CHANNEL_WECHAT, &arena, &question),
		"jd.union.open.promotion.common.get",
		"{\"promotionCodeReq\":{\"sceneId\":1,"
		"\"materialId\":\"https://jingfen.jd.com/detail/aB_3c.html\","
		"\"couponUrl\":\"https://coupon.m.jd.com/c?a=%2B&b=_\",\"positionId\":3000000001,"
		"\"siteId\":\"4100000001\"}}");
}

static void orders_are_asked_by_the_hour_of_change(void **state)
{
	struct walk walk = { .parts = 1, .from = 1795388400, .until = 1795392000, .cursor = "2" };

	(void)state;
	assert_asks(jd.orders->ask_orders(&access_now, &walk, &arena, &question),
		"jd.union.open.order.row.query",
		"{\"orderReq\":{\"pageIndex\":2,\"pageSize\":200,\"type\":3,"
		"\"startTime\":\"2026-11-23 07:00:00\",\"endTime\":\"2026-11-23 08:00:00\"}}");
	/* What is older than ninety days is refused by JD: it is not asked for. */
	walk.from = access_now.now_s - 91 * 86400;
	walk.until = walk.from + 3600;
	assert_int_equal(jd.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	assert_non_null(strstr(field("360buy_param_json"), "\"startTime\":\"2026-08-25 08:02:00\""));
	assert_int_equal(jd.orders->window_s, 3600);
}

static void signs_all_that_is_sent_in_beijing_time(void **state)
{
	struct fault fault;

	(void)state;
	assert_int_equal(jd.goods->ask_categories(&access_now, &arena, &question), OK);
	access_now.now_s = 1716182055;
	assert_int_equal(jd.sign(&access_now, &arena, &question, &fault), OK);
	assert_string_equal(field("timestamp"), "2024-05-20 13:14:15");
	assert_string_equal(field("sign"), "59603573A79678A0A50992395898B9E8");
}

static void practice_has_its_own_address(void **state)
{
	(void)state;
	account.address = "http://127.0.0.1:8080/jd";
	assert_int_equal(jd.goods->ask_categories(&access_now, &arena, &question), OK);
	assert_string_equal(question.url, "http://127.0.0.1:8080/jd");
}

/* To the last page, whose number is not told, and then back: rows that change meanwhile move up. */
static void reads_pages_on_and_back(void **state)
{
	static const char bytes[] =
		"{\"jd_union_open_order_row_query_responce\":{\"code\":\"0\",\"queryResult\":\"{"
		"\\\"code\\\":200,\\\"hasMore\\\":true,\\\"data\\\":[null]}\"}}";
	struct reading reading = { .account = &account, .bytes = bytes, .length = sizeof bytes - 1,
		.arena = &arena, .cursor = "6 on" };
	struct order_page page;

	(void)state;
	assert_int_equal(jd.orders->read_orders(&reading, &page, NULL), OK);
	assert_string_equal(page.next, "7 on");
	assert_int_equal(page.hidden, 1);
	reading.cursor = "6";
	assert_int_equal(jd.orders->read_orders(&reading, &page, NULL), OK);
	assert_string_equal(page.next, "5");
	reading.cursor = "1";
	assert_int_equal(jd.orders->read_orders(&reading, &page, NULL), OK);
	assert_null(page.next);
}

static void refuses_accounts_that_cannot_be(void **state)
{
	static const struct tried tried[] = {
		{ NULL, NULL, ERR_CONF },
		{ "", NULL, ERR_CONF },
		{ "0123456789abcdef0123456789abcde ", NULL, ERR_CONF },
		{ "short", NULL, ERR_CONF },
		{ "密钥密钥密钥", NULL, ERR_CONF },
		{ "0123456789abcdef", NULL, OK },
		{ "0123456789abcdef", "", OK },
		{ "0123456789abcdef", "3000000001", OK },
		{ "0123456789abcdef", "1_2_3", OK },
		{ "0123456789abcdef", "1_2", ERR_CONF },
		{ "0123456789abcdef", "1_2_3_4", ERR_CONF },
		{ "0123456789abcdef", "1__3", ERR_CONF },
		{ "0123456789abcdef", "mm_1_2_3", ERR_CONF },
		{ "0123456789abcdef", "1_2_3 ", ERR_CONF },
		{ "0123456789abcdef", "1234567890123456789", ERR_CONF },
	};

	(void)state;
	assert_accounts(&jd, tried, COUNT(tried));
}

static void tells_busy_from_refused(void **state)
{
	static const struct judged judged[] = {
		{ "{\"error_response\":{\"code\":\"2\"}}", ERR_BUSY, 300 },
		{ "{\"error_response\":{\"code\":\"8\"}}", ERR_CLOCK, 0 },
		{ "{\"error_response\":{\"code\":\"12\"}}", ERR_LOGIN, 0 },
		{ "{\"error_response\":{\"code\":\"19\"}}", ERR_LOGIN, 0 },
		{ "{\"error_response\":{\"code\":\"999\"}}", ERR_REFUSED, 0 },
		{ "{\"a_responce\":{\"code\":\"0\",\"getResult\":\"{\\\"code\\\":429}\"}}", ERR_BUSY, 5 },
		{ "{\"a_responce\":{\"code\":\"0\",\"getResult\":\"{\\\"code\\\":403}\"}}", ERR_REFUSED,
			0 },
		{ "{\"a_responce\":{\"code\":\"0\",\"getResult\":\"{\\\"code\\\":202}\"}}", OK, 0 },
	};

	(void)state;
	assert_judged(&jd, judged, COUNT(judged));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ASKED(searches_by_words_with_filters),
		ASKED(searches_by_category_page_by_page),
		ASKED(shows_what_sells_without_words),
		ASKED(asks_for_one_goods_by_either_id),
		ASKED(links_for_chats_carry_the_channel),
		ASKED(links_for_a_site_carry_site_and_coupon),
		ASKED(orders_are_asked_by_the_hour_of_change),
		ASKED(signs_all_that_is_sent_in_beijing_time),
		ASKED(practice_has_its_own_address),
		ASKED(reads_pages_on_and_back),
		ASKED(refuses_accounts_that_cannot_be),
		ASKED(tells_busy_from_refused),
	};

	return cmocka_run_group_tests_name("jd", tests, NULL, NULL);
}
