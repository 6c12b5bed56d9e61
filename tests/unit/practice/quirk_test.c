/*
 * quirk: what each platform that is played refuses, and in which words, question by question. The
 * questions are signed here, with other code than the verifier's and the client's.
 */
#include "scene.h"
#include <openssl/evp.h>
#include "practice/wire.h"

/* ---- asking as a client would */

/* What every question carries; what a row gives itself is not put in. NOW in Beijing is 08:00. */
static const char *const usual[PLATFORMS][9] = {
	[PLATFORM_TAOBAO] = { "app_key=20260001", "format=json", "sign_method=md5",
		"timestamp=2026-11-23 08:00:00", "v=2.0", "adzone_id=3000003" },
	[PLATFORM_JD] = { "app_key=0123456789abcdef0123456789abcdef", "format=json",
		"sign_method=md5", "timestamp=2026-11-23 08:00:00", "v=1.0" },
	[PLATFORM_PDD] = { "client_id=c0ffee00c0ffee00c0ffee00c0ffee00", "data_type=JSON",
		"timestamp=1795392000", "version=V1" },
	[PLATFORM_VIP] = { "appKey=a876c4cc", "format=JSON", "timestamp=1795392000",
		"version=1.3.0" },
};

static bool has(const char *query, const char *pair)
{
	size_t length = strcspn(pair, "=") + 1;
	for (const char *at = query; at; at = strchr(at, '&')) {
		at += *at == '&';
		if (strncmp(at, pair, length) == 0)
			return true;
	}
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names are compared with their "=": none of them begins with another one here. */
static void join_sorted(const char *query, char joined[4096])
{
	char text[4096], *pairs[32], *rest = text;
	size_t count = 0, length = 0;
	snprintf(text, sizeof(text), "%s", query);
	while (rest)
		pairs[count++] = strsep(&rest, "&");
	qsort(pairs, count, sizeof(*pairs), by_name);
	joined[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		char *equals = strchr(pairs[i], '=');
		length += (size_t)snprintf(joined + length, 4096 - length, "%.*s%s",
			(int)(equals - pairs[i]), pairs[i], equals + 1);
	}
}

static void print_sign(enum platform platform, const char *query, const char *body,
	char sign[2 * EVP_MAX_MD_SIZE + 1])
{
	const char *secret = wire_platforms[platform].secret;
	char joined[4096], data[8192];
	unsigned char bytes[EVP_MAX_MD_SIZE];
	size_t made = 0;
	join_sorted(query, joined);
	if (platform == PLATFORM_VIP) {
		snprintf(data, sizeof(data), "%s%s", joined, body);
		EVP_Q_mac(NULL, "HMAC", NULL, "MD5", NULL, secret, strlen(secret),
			(unsigned char *)data, strlen(data), bytes, sizeof(bytes), &made);
	} else {
		snprintf(data, sizeof(data), "%s%s%s", secret, joined, secret);
		EVP_Q_digest(NULL, "MD5", NULL, data, strlen(data), bytes, &made);
	}
	for (size_t i = 0; i < made; i++)
		snprintf(sign + 2 * i, 3, "%02X", bytes[i]);
}

/* The answer's body. */
static const char *told(enum platform platform, const char *question, const char *body)
{
	char query[4096], target[4300], sign[2 * EVP_MAX_MD_SIZE + 1] = "";
	struct request request = {
		.method = "POST", .body = body ? body : "", .length = body ? strlen(body) : 0
	};
	snprintf(query, sizeof(query), "%s", question);
	for (size_t i = 0; usual[platform][i]; i++)
		if (!has(question, usual[platform][i]))
			snprintf(query + strlen(query), sizeof(query) - strlen(query), "&%s",
				usual[platform][i]);
	print_sign(platform, query, request.body, sign);
	snprintf(target, sizeof(target), "%s?%s&sign=%s", wire_platforms[platform].path, query,
		sign);
	assert_int_equal(ask_request(&stage, &request, target), 200);
	return stage.response.body;
}

/* ---- questions and what comes back */

#define TAOBAO_ORDERS "method=taobao.tbk.order.details.get"
#define TAOBAO_SEARCH "method=taobao.tbk.dg.material.optional.upgrade&q=毛巾"
#define JD(method, json) "method=jd.union.open." method "&360buy_param_json=" json
#define JD_LINK(more)                                                                              \
	JD("promotion.bysubunionid.get",                                                           \
		"{\"promotionCodeReq\":{\"sceneId\":1,\"materialId\":\"https://jingfen.jd.com/"    \
		"detail/"                                                                          \
		"pRaCtG20000001AaBbCcDdEeFf0001_3PrAcTiCeGg.html\"" more "}}")
#define PDD(method) "type=pdd.ddk." method
#define PDD_SEARCH PDD("goods.search") "&keyword=毛巾&pid=1000001_200000001"
#define VIP(service, method) "service=com.vip.adp.api.open.service." service "&method=" method
#define VIP_ORDERS VIP("UnionOrderService", "orderList")
#define VIP_REFUNDS VIP("UnionOrderService", "refundOrderList")

static const struct row {
	enum platform platform;
	const char *question, *body, *says;
} rows[] = {
	/* Taobao: three hours, twenty minutes on the great days, ninety days back, its own cursor
	 */
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH, NULL, "\"map_data\"" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&v=1.0", NULL, "\"code\":33" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&format=xml", NULL, "\"code\":23" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&app_key=1", NULL, "\"code\":29" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&timestamp=2026-11-23 07:49:59", NULL, "\"code\":31" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&timestamp=2026-11-23 08:10:00", NULL, "\"map_data\"" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&timestamp=1795392000", NULL, "\"code\":31" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&adzone_id=7", NULL, "isv.pid-not-correct" },
	{ PLATFORM_TAOBAO, TAOBAO_SEARCH "&page_size=101", NULL, "isv.invalid-parameter:page_no" },
	{ PLATFORM_TAOBAO, "method=taobao.tbk.dg.material.optional.upgrade&q=没有的", NULL,
		"\"sub_code\":\"50001\"" },
	{ PLATFORM_TAOBAO, "method=taobao.nothing", NULL, "\"code\":22" },
	{ PLATFORM_TAOBAO, TAOBAO_ORDERS "&end_time=2026-11-23 08:00:00", NULL,
		"isv.missing-parameter:start_time" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS "&start_time=2026-11-23 05:00:00&end_time=2026-11-23 08:00:00", NULL,
		"\"has_next\":false" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS "&start_time=2026-11-23 04:59:59&end_time=2026-11-23 08:00:00", NULL,
		"\"sub_code\":\"2007\"" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS "&start_time=2026-11-11 04:00:00&end_time=2026-11-11 04:20:00", NULL,
		"\"has_next\":false" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS "&start_time=2026-11-11 04:00:00&end_time=2026-11-11 04:20:01", NULL,
		"\"sub_code\":\"2007\"" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS "&start_time=2026-08-25 07:00:00&end_time=2026-08-25 08:00:00", NULL,
		"\"sub_code\":\"2004\"" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS
		"&start_time=2026-11-23 05:00:00&end_time=2026-11-23 08:00:00&page_no=2",
		NULL, "\"sub_code\":\"1008\"" },
	{ PLATFORM_TAOBAO,
		TAOBAO_ORDERS
		"&start_time=2026-11-23 05:00:00&end_time=2026-11-23 08:00:00&page_no=2"
		"&position_index=1795392000_1|1795388400",
		NULL, "\"sub_code\":\"1008\"" },
	{ PLATFORM_TAOBAO,
		"method=taobao.tbk.dg.punish.order.get&af_order_option={\"start_time\":\"2026-11-"
		"01 "
		"00:00:00\",\"span\":31,\"page_no\":1,\"page_size\":20}",
		NULL, "\"code\":41" },

	/* JD: an answer in an answer, an hour, tags of few characters, coupons that must work */
	{ PLATFORM_JD, JD("goods.query", "{\"goodsReqDTO\":{\"sceneId\":1,\"keyword\":\"毛巾\"}}"),
		NULL, "jd_union_open_goods_query_responce" },
	{ PLATFORM_JD, JD("goods.query", "{\"goodsReqDTO\":{\"keyword\":\"毛巾\"}}"), NULL,
		"\\\"code\\\":400" },
	{ PLATFORM_JD, JD("goods.query", "{\"goodsReqDTO\":{\"sceneId\":2,\"keyword\":\"毛巾\"}}"),
		NULL, "\\\"code\\\":403" },
	{ PLATFORM_JD, JD("goods.query", "{\"goodsReqDTO\":{\"sceneId\":1,\"pageSize\":31}}"), NULL,
		"\\\"code\\\":401" },
	{ PLATFORM_JD,
		JD("goods.query", "{\"goodsReqDTO\":{\"sceneId\":1,\"keyword\":\"没有的\"}}"), NULL,
		"\\\"code\\\":201" },
	{ PLATFORM_JD, JD("goods.query", "{}") "&v=2.0", NULL, "\"code\":\"5\"" },
	{ PLATFORM_JD, JD("goods.query", "{}") "&timestamp=2026-11-23 08:10:01", NULL,
		"\"code\":\"8\"" },
	{ PLATFORM_JD, JD("goods.nothing", "{}"), NULL, "\"code\":\"15\"" },
	{ PLATFORM_JD, JD_LINK(",\"subUnionId\":\"wechat\""), NULL, "shortURL" },
	{ PLATFORM_JD, JD_LINK(",\"subUnionId\":\"微信\""), NULL, "2001208" },
	{ PLATFORM_JD, JD_LINK(",\"subUnionId\":\"a\",\"pid\":\"1_2_3\""), NULL, "2001214" },
	{ PLATFORM_JD, JD_LINK(",\"couponUrl\":\"https://coupon.m.jd.com/?key=C0000009\""), NULL,
		"2001905" },
	{ PLATFORM_JD, JD_LINK(",\"positionId\":7"), NULL, "2001213" },
	{ PLATFORM_JD,
		JD("order.row.query",
			"{\"orderReq\":{\"pageIndex\":1,\"pageSize\":200,\"type\":3,\"startTime\":"
			"\"2026-11-23 07:00:00\",\"endTime\":\"2026-11-23 08:00:00\"}}"),
		NULL, "\\\"hasMore\\\":false" },
	{ PLATFORM_JD,
		JD("order.row.query",
			"{\"orderReq\":{\"pageIndex\":1,\"pageSize\":200,\"type\":3,\"startTime\":"
			"\"2026-11-23 06:59:59\",\"endTime\":\"2026-11-23 08:00:00\"}}"),
		NULL, "2002453" },
	{ PLATFORM_JD,
		JD("order.row.query",
			"{\"orderReq\":{\"pageIndex\":1,\"pageSize\":501,\"type\":3,\"startTime\":"
			"\"2026-11-23 07:00:00\",\"endTime\":\"2026-11-23 08:00:00\"}}"),
		NULL, "2002400" },

	/* Pinduoduo: words for booleans, a user in the tag, a registered position, a day */
	{ PLATFORM_PDD, PDD_SEARCH, NULL, "goods_search_response" },
	{ PLATFORM_PDD, PDD_SEARCH "&with_coupon=1", NULL, "参数错误:with_coupon" },
	{ PLATFORM_PDD, PDD_SEARCH "&data_type=json", NULL, "公共参数错误:data_type" },
	{ PLATFORM_PDD, PDD_SEARCH "&timestamp=1795391399", NULL, "公共参数错误:timestamp" },
	{ PLATFORM_PDD, PDD_SEARCH "&timestamp=1795392600", NULL, "goods_search_response" },
	{ PLATFORM_PDD, PDD_SEARCH "&page=2", NULL, "参数错误:list_id" },
	{ PLATFORM_PDD, PDD_SEARCH "&page_size=9", NULL, "参数错误:page_size" },
	{ PLATFORM_PDD, PDD_SEARCH "&custom_parameters={\"sid\":\"a\"}", NULL,
		"参数错误:custom_parameters" },
	{ PLATFORM_PDD, PDD_SEARCH "&custom_parameters={\"uid\":\"a\"}", NULL,
		"goods_search_response" },
	{ PLATFORM_PDD, PDD("goods.search") "&keyword=毛巾&pid=1000001_200000002", NULL,
		"\"sub_code\":\"60001\"" },
	{ PLATFORM_PDD, PDD("goods.recommend.get") "&pid=1000001_200000001&offset=5&limit=20", NULL,
		"参数错误:offset" },
	{ PLATFORM_PDD, PDD("nothing"), NULL, "公共参数错误:type" },
	{ PLATFORM_PDD,
		PDD("order.list.increment.get") "&start_update_time=1795305600&end_update_time="
						"1795392000",
		NULL, "\"total_count\":0" },
	{ PLATFORM_PDD,
		PDD("order.list.increment.get") "&start_update_time=1795305599&end_update_time="
						"1795392000",
		NULL, "24小时" },
	{ PLATFORM_PDD,
		PDD("order.list.increment.get") "&start_update_time=1787615999&end_update_time="
						"1787616000",
		NULL, "90天" },

	/* VIPshop: the service and a requestId with everything, ten and sixty days */
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query"),
		"{\"request\":{\"requestId\":\"1\",\"keyword\":\"毛巾\",\"page\":1}}",
		"\"goodsInfoList\"" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query"),
		"{\"request\":{\"keyword\":\"毛巾\",\"page\":1}}", "vipapis.miss-parameter" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query"), "{\"keyword\":\"毛巾\"}",
		"vipapis.parameter-notmatch" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query"),
		"{\"request\":{\"requestId\":\"1\",\"keyword\":\"没有的\",\"page\":1}}",
		"\"result\":null" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query"),
		"{\"request\":{\"requestId\":\"1\",\"keyword\":\"x\",\"page\":1,\"pageSize\":51}}",
		"vipapis.parameter-notmatch" },
	{ PLATFORM_VIP, VIP("UnionUrlService", "query"), "{}", "vipapis.path.Error" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query") "&format=json", "{}",
		"vipapis.parameter-notmatch" },
	{ PLATFORM_VIP, VIP("UnionGoodsService", "query") "&timestamp=1795392000000", "{}",
		"vipapis.sign-not-match" },
	{ PLATFORM_VIP, VIP_ORDERS,
		"{\"queryModel\":{\"requestId\":\"1\",\"page\":1,\"updateTimeStart\":1794528000000,"
		"\"updateTimeEnd\":1795392000000}}",
		"\"orderInfoList\":[]" },
	{ PLATFORM_VIP, VIP_ORDERS,
		"{\"queryModel\":{\"requestId\":\"1\",\"page\":1,\"updateTimeStart\":1794527999999,"
		"\"updateTimeEnd\":1795392000000}}",
		"vipapis.parameter-notmatch" },
	{ PLATFORM_VIP, VIP_ORDERS,
		"{\"queryModel\":{\"requestId\":\"1\",\"orderSnList\":[\"26110000000009\"]}}",
		"\"orderInfoList\":[]" },
	{ PLATFORM_VIP, VIP_REFUNDS,
		"{\"request\":{\"requestId\":\"1\",\"page\":1,\"searchTimeStart\":1795392000000,"
		"\"searchTimeEnd\":1795392000000}}",
		"searchType" },
	{ PLATFORM_VIP, VIP_REFUNDS,
		"{\"request\":{\"requestId\":\"1\",\"page\":1,\"searchType\":1,\"searchTimeStart\":"
		"1790208000000,\"searchTimeEnd\":1795392000000}}",
		"\"refundOrderInfoList\":[]" },
	{ PLATFORM_VIP, VIP_REFUNDS,
		"{\"request\":{\"requestId\":\"1\",\"page\":1,\"searchType\":1,\"searchTimeStart\":"
		"1790207999999,\"searchTimeEnd\":1795392000000}}",
		"vipapis.parameter-notmatch" },
};

static void each_question_has_its_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *answer = told(rows[i].platform, rows[i].question, rows[i].body);
		if (!strstr(answer, rows[i].says))
			fail_msg("row %zu (%s) says:\n%.600s\nand not %s", i, rows[i].question,
				answer, rows[i].says);
	}
}

/* ---- what happens to an order later, in each platform's words */

static const char *taobao_penalties(void)
{
	return told(PLATFORM_TAOBAO,
		"method=taobao.tbk.dg.punish.order.get&af_order_option={\"start_time\":\"2026-11-"
		"01 "
		"00:00:00\",\"span\":30,\"page_no\":1,\"page_size\":20}",
		NULL);
}

static void happen(const char *event)
{
	char body[60];
	snprintf(body, sizeof(body), "{\"event\":\"%s\"}", event);
	assert_int_equal(ask(&stage, "POST", "/practice/orders/O0000001-1", body), 200);
}

/* One of Taobao's, paid for, through a link that is made first. */
static void order_one(void)
{
	char code[20];
	const char *at = strstr(told(PLATFORM_TAOBAO,
					"method=taobao.tbk.dg.general.link.convert&item_id_list="
					"pRaG10000001xMJOC8tmtM-Qq0Z65Sbbq5DqZ9",
					NULL),
		"/s/");
	assert_non_null(at);
	snprintf(code, sizeof(code), "%.*s", (int)strcspn(at + 3, "\""), at + 3);
	assert_int_equal(order_now(&stage, code, "quantity=1&pay=now"), 200);
}

static void a_penalty_is_listed_and_lifted(void **state)
{
	(void)state;
	order_one();
	assert_null(strstr(taobao_penalties(), "punish_status"));
	happen("violate");
	assert_string_equal(text_at(&stage, "state"), "punished");
	assert_non_null(strstr(taobao_penalties(), "\"punish_status\":\"0\""));
	happen("pardon");

	assert_string_equal(text_at(&stage, "state"), "estimated");
	assert_true(whole_at(stage.json, "estimate_minor") > 0);
	assert_non_null(strstr(taobao_penalties(), "\"punish_status\":\"1\""));
}

static void what_comes_late_is_told_by_its_change(void **state)
{
	static const struct {
		const char *event, *state;
		int halves;
	} steps[] = {
		{ "touch", "estimated", 0 },
		{ "compare_price", "estimated", 1 },
		{ "receive", "received", 1 },
		{ "audit_fails", "invalid", 2 },
	};
	(void)state;
	order_one();
	happen("touch");
	int64_t whole = whole_at(stage.json, "estimate_minor");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		pass_days(&stage, 1);
		happen(steps[i].event);
		assert_string_equal(text_at(&stage, "state"), steps[i].state);
		assert_int_equal(
			whole_at(stage.json, "updated_at"), NOW + (int64_t)(i + 1) * DAY_S);
		assert_in_range(whole_at(stage.json, "estimate_minor"),
			steps[i].halves == 2 ? 0 : whole / (1 + steps[i].halves) - 1,
			steps[i].halves == 2 ? 0 : whole / (1 + steps[i].halves));
	}
	assert_int_equal(
		ask(&stage, "POST", "/practice/orders/O0000001-1", "{\"event\":\"explode\"}"), 422);
	assert_non_null(strstr(text_at(&stage, "detail"), "pardon"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_question_has_its_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_penalty_is_listed_and_lifted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_comes_late_is_told_by_its_change, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
