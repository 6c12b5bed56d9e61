/* What VIPshop is asked: bodies byte by byte, the signature over them, accounts that cannot be. */
#include "supplier/vip.h"
#include "unit/supplier/asked.h"

static int begin(void **state)
{
	(void)state;
	be((struct account){ .name = "mine", .key = "12345678", .pid = "shop_1" },
		"A1B2C3D4E5F60718293A4B5C6D7E8F90", 1767297845);
	return 0;
}

/* Which method of which service, and the exact body. */
static void assert_asks(enum err err, const char *method, const char *body)
{
	assert_int_equal(err, OK);
	assert_string_equal(question.method, "POST");
	assert_string_equal(question.url, "https://vop.vipapis.com/");
	assert_string_equal(question.form[1].name, "method");
	assert_string_equal(question.form[1].value, method);
	assert_string_equal(question.body, body);
	assert_int_equal(question.body_length, strlen(body));
}

#define ASKER "\"chanTag\":\"shop_1\",\"realCall\":true}}"

static void searches_by_words(void **state)
{
	struct goods_query query = { .words = "毛巾", .price_from = 100, .price_to = 5050,
		.sort = SORT_PRICE };

	(void)state;
	assert_asks(vip.goods->ask_search(&access_now, &query, "3", &arena, &question), "query",
		"{\"request\":{\"requestId\":\"query-1767297845\",\"keyword\":\"毛巾\",\"page\":3,"
		"\"pageSize\":50,\"fieldName\":\"PRICE\",\"order\":0,\"priceStart\":\"1.00\","
		"\"priceEnd\":\"50.50\"," ASKER);
	query = (struct goods_query){ .words = "a", .sort = SORT_PRICE, .reverse = true };
	assert_asks(vip.goods->ask_search(&access_now, &query, NULL, &arena, &question), "query",
		"{\"request\":{\"requestId\":\"query-1767297845\",\"keyword\":\"a\",\"page\":1,"
		"\"pageSize\":50,\"fieldName\":\"PRICE\",\"order\":1," ASKER);
}

static void shows_what_sells_best_without_words(void **state)
{
	struct goods_query query = { .words = "", .sort = SORT_RATE };

	(void)state;
	assert_asks(vip.goods->ask_search(&access_now, &query, "2 b7", &arena, &question),
		"goodsList",
		"{\"request\":{\"requestId\":\"goodsList-1767297845\",\"sourceType\":0,"
		"\"channelType\":1,\"page\":2,\"pageSize\":50,\"batchNo\":\"b7\","
		"\"fieldName\":\"COMM_RATIO\",\"order\":1," ASKER);
}

static void selections_go_on_at_an_offset(void **state)
{
	(void)state;
	assert_asks(vip.goods->ask_topic(&access_now, "7hfpy0m4", "20 b7", &arena, &question),
		"goodsListV2",
		"{\"request\":{\"requestId\":\"goodsListV2-1767297845\",\"sourceType\":1,"
		"\"jxCode\":\"7hfpy0m4\",\"offset\":20,\"pageSize\":50,\"batchNo\":\"b7\"," ASKER);
	assert_asks(vip.goods->ask_topic(&access_now, "0", NULL, &arena, &question), "goodsListV2",
		"{\"request\":{\"requestId\":\"goodsListV2-1767297845\",\"sourceType\":0,"
		"\"channelType\":0,\"offset\":0,\"pageSize\":50," ASKER);
}

static void links_carry_position_and_channel(void **state)
{
	static const char *const ids[] = { "6920000000000000101", "2" };
	const struct goods goods = { .origin = "unionapi" };

	(void)state;
	assert_asks(
		vip.links->ask_links(&access_now, ids, 2, CHANNEL_WHATSAPP, &arena, &question),
		"genByGoodsId",
		"{\"requestId\":\"genByGoodsId-1767297845\",\"goodsIdList\":[\"6920000000000000101\","
		"\"2\"],\"chanTag\":\"shop_1\",\"statParam\":\"whatsapp\",\"genShortUrl\":true,"
		"\"urlGenByGoodsIdRequest\":{\"realCall\":true}}");
	access_now.goods = &goods;
	assert_asks(
		vip.links->ask_links(&access_now, ids, 1, CHANNEL_WHATSAPP, &arena, &question),
		"genByGoodsId",
		"{\"requestId\":\"genByGoodsId-1767297845\",\"goodsIdList\":[\"6920000000000000101\"],"
		"\"chanTag\":\"shop_1\",\"statParam\":\"whatsapp\",\"genShortUrl\":true,"
		"\"urlGenByGoodsIdRequest\":{\"realCall\":true,\"adCode\":\"unionapi\"}}");
}

static void spans_end_before_the_next_begins(void **state)
{
	struct walk walk = { .parts = 1, .from = 1767196800, .until = 1767283200, .cursor = "2" };

	(void)state;
	assert_asks(vip.orders->ask_orders(&access_now, &walk, &arena, &question), "orderList",
		"{\"queryModel\":{\"requestId\":\"orderList-1767297845\","
		"\"updateTimeStart\":1767196800000,\"updateTimeEnd\":1767283199999,\"page\":2,"
		"\"pageSize\":50}}");
	assert_asks(vip.orders->ask_lines(&access_now, &walk, &arena, &question), "refundOrderList",
		"{\"request\":{\"requestId\":\"refundOrderList-1767297845\",\"searchType\":1,"
		"\"searchTimeStart\":1767196800000,\"searchTimeEnd\":1767283199999,\"page\":2,"
		"\"pageSize\":50}}");
}

static const char order_body[] =
	"{\"queryModel\":{\"orderTimeEnd\":1767283200000,\"orderTimeStart\":1767196800000,\"page\":1,"
	"\"pageSize\":20,\"requestId\":\"6f1c2d3e-0001\"}}";

/* Vector vip-01 of the documents, through the door that questions go through. */
static void signs_the_bytes_that_are_sent(void **state)
{
	struct walk walk = { .parts = 1, .from = 1, .until = 2 };
	struct fault fault;

	(void)state;
	assert_int_equal(vip.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	question.body = order_body;
	assert_int_equal(vip.sign(&access_now, &arena, &question, &fault), OK);
	assert_string_equal(question.url,
		"https://vop.vipapis.com/?service=com.vip.adp.api.open.service.UnionOrderService"
		"&method=orderList&version=1.0.0&format=JSON&appKey=12345678&timestamp=1767297845"
		"&sign=0ADC7648F49512430B509E55C9B4FFE0");
	assert_int_equal(question.form_count, 0);
	assert_ptr_equal(question.body, order_body);
}

static void refuses_accounts_that_cannot_be(void **state)
{
	static const struct tried tried[] = {
		{ NULL, NULL, ERR_CONF },
		{ "a876c4cc", NULL, OK },
		{ "a876c4cc", "shop_1", OK },
		{ "a876 c4cc", "shop_1", ERR_CONF },
		{ "a876c4cc", "shop 1", ERR_CONF },
		{ "a876c4cc", "店", ERR_CONF },
	};

	(void)state;
	assert_accounts(&vip, tried, COUNT(tried));
}

static void pages_go_back_to_the_first(void **state)
{
	static const char bytes[] = "{\"returnCode\":\"0\",\"result\":{\"orderInfoList\":[{\"orderSn\":"
				    "\"1\",\"status\":1,\"commission\":\"1\"}],\"total\":9,"
				    "\"pageSize\":1}}";
	static const char endless[] = "{\"returnCode\":\"0\",\"result\":{\"total\":1000000,"
				      "\"pageSize\":1}}";
	struct reading reading = { .account = &account, .bytes = bytes, .length = sizeof bytes - 1,
		.arena = &arena };
	struct order_page page;
	struct fault fault;

	(void)state;
	assert_int_equal(vip.orders->read_orders(&reading, &page, &fault), OK);
	assert_string_equal(page.next, "9");
	reading.cursor = "2";
	assert_int_equal(vip.orders->read_orders(&reading, &page, &fault), OK);
	assert_string_equal(page.next, "1");
	reading.cursor = "1";
	assert_int_equal(vip.orders->read_orders(&reading, &page, &fault), OK);
	assert_null(page.next);
	/* Not in silence: a shorter span is asked for. */
	reading.cursor = NULL;
	reading.bytes = endless;
	reading.length = sizeof endless - 1;
	assert_int_equal(vip.orders->read_orders(&reading, &page, &fault), ERR_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ASKED(searches_by_words),
		ASKED(shows_what_sells_best_without_words),
		ASKED(selections_go_on_at_an_offset),
		ASKED(links_carry_position_and_channel),
		ASKED(spans_end_before_the_next_begins),
		ASKED(signs_the_bytes_that_are_sent),
		ASKED(refuses_accounts_that_cannot_be),
		ASKED(pages_go_back_to_the_first),
	};

	return cmocka_run_group_tests_name("vip", tests, NULL, NULL);
}
