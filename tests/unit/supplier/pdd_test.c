/* What Pinduoduo is asked, field by field; pages backwards; accounts refused before anything is asked. */
#include "supplier/pdd.h"
#include "unit/supplier/asked.h"

static int begin(void **state)
{
	(void)state;
	be((struct account){ .name = "mine", .key = "c0ffee00c0ffee00c0ffee00c0ffee00",
		.pid = "1000001_200000001" },
		"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", 1716182055);
	return 0;
}

/* "name=value name=value …" in the order sent. */
static void assert_asks(enum err err, const char *fields)
{
	const char *sent = "";
	size_t i;

	assert_int_equal(err, OK);
	assert_string_equal(question.url, "https://gw-api.pinduoduo.com/api/router");
	for (i = 0; i < question.form_count; i++)
		sent = arena_print(&arena, "%s%s%s=%s", sent, i ? " " : "", question.form[i].name,
			question.form[i].value);
	assert_string_equal(sent, fields);
}

#define POSITION "pid=1000001_200000001 custom_parameters={\"uid\":\"mine\"}"

static void searches_by_words_with_filters(void **state)
{
	struct goods_query query = { .words = "毛巾", .price_from = 100, .price_to = 5000,
		.rate_from_bp = 1255, .has_coupon = true, .sort = SORT_PRICE };

	(void)state;
	assert_asks(pdd.goods->ask_search(&access_now, &query, NULL, &arena, &question),
		"type=pdd.ddk.goods.search keyword=毛巾 page=1 page_size=50 sort_type=9 with_coupon=true "
		"range_list=[{\"range_id\":1,\"range_from\":100,\"range_to\":5000},"
		"{\"range_id\":2,\"range_from\":125,\"range_to\":1000000000}] "
		"use_customized=false " POSITION);
}

static void the_next_page_takes_the_list_along(void **state)
{
	struct goods_query query = { .words = "", .category = "13", .sort = SORT_SALES };

	(void)state;
	assert_asks(pdd.goods->ask_search(&access_now, &query, "2 aB_-9", &arena, &question),
		"type=pdd.ddk.goods.search opt_id=13 list_id=aB_-9 page=2 page_size=50 sort_type=6 "
		"use_customized=false " POSITION);
	query.category = "food";
	assert_int_equal(
		pdd.goods->ask_search(&access_now, &query, NULL, &arena, &question), ERR_NOTHING);
}

static void shows_what_is_hot_without_words(void **state)
{
	struct goods_query query = { .words = "" };

	(void)state;
	assert_asks(pdd.goods->ask_search(&access_now, &query, NULL, &arena, &question),
		"type=pdd.ddk.goods.recommend.get channel_type=5 offset=0 limit=50 " POSITION);
	assert_asks(pdd.goods->ask_topic(&access_now, "1", "3 x", &arena, &question),
		"type=pdd.ddk.goods.recommend.get channel_type=1 list_id=x offset=100 limit=50 " POSITION);
}

static void asks_for_details_and_labels(void **state)
{
	(void)state;
	assert_asks(pdd.goods->ask_detail(&access_now, "E9_-a", &arena, &question),
		"type=pdd.ddk.goods.detail goods_sign=E9_-a " POSITION);
	assert_asks(pdd.goods->ask_categories(&access_now, &arena, &question),
		"type=pdd.goods.opt.get parent_opt_id=0");
}

/* By the documents a link without its search earns less. */
static void details_and_links_carry_the_search_that_found_the_goods(void **state)
{
	static const char *const ids[] = { "E9_-a", "E9_-b" };
	const struct goods goods = { .origin = "sEaRcH1" };

	(void)state;
	access_now.goods = &goods;
	assert_asks(pdd.goods->ask_detail(&access_now, "E9_-a", &arena, &question),
		"type=pdd.ddk.goods.detail goods_sign=E9_-a search_id=sEaRcH1 " POSITION);
	assert_asks(pdd.links->ask_links(&access_now, ids, 2, CHANNEL_QQ, &arena, &question),
		"type=pdd.ddk.goods.promotion.url.generate p_id=1000001_200000001 "
		"goods_sign_list=[\"E9_-a\",\"E9_-b\"] search_id=sEaRcH1 "
		"custom_parameters={\"uid\":\"mine\",\"sid\":\"qq\"} generate_short_url=true "
		"generate_we_app=true generate_schema_url=true multi_group=true");
}

static void links_carry_the_channel(void **state)
{
	(void)state;
	assert_asks(pdd.links->ask_link(&access_now, "E9_-a", CHANNEL_WHATSAPP, &arena, &question),
		"type=pdd.ddk.goods.promotion.url.generate p_id=1000001_200000001 "
		"goods_sign_list=[\"E9_-a\"] custom_parameters={\"uid\":\"mine\",\"sid\":\"whatsapp\"} "
		"generate_short_url=true generate_we_app=true generate_schema_url=true multi_group=true");
}

static void custom_parameters_stay_short_and_clean(void **state)
{
	static const char *const names[] = { "我的店", "a\"b", "abcdefghijklmnopqrstuvwxyz", "" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		account.name = names[i];
		assert_asks(pdd.shop->ask_registered(&access_now, &arena, &question),
			"type=pdd.ddk.member.authority.query pid=1000001_200000001 "
			"custom_parameters={\"uid\":\"shop\"}");
	}
	account.name = "abcdefghijklmnopqrstuvwx";
	assert_int_equal(
		pdd.links->ask_link(&access_now, "a", CHANNEL_WHATSAPP, &arena, &question), OK);
	for (i = 0; i < question.form_count; i++)
		if (!strcmp(question.form[i].name, "custom_parameters"))
			assert_true(strlen(question.form[i].value) <= 64);
}

static void registers_a_position(void **state)
{
	(void)state;
	assert_asks(pdd.shop->ask_register(&access_now, &arena, &question),
		"type=pdd.ddk.rp.prom.url.generate channel_type=10 p_id_list=[\"1000001_200000001\"] "
		"custom_parameters={\"uid\":\"mine\"} generate_short_url=true");
}

static void orders_are_asked_by_time_of_change(void **state)
{
	struct walk walk = { .parts = 1, .from = 1716134400, .until = 1716137999, .cursor = "3" };

	(void)state;
	assert_asks(pdd.orders->ask_orders(&access_now, &walk, &arena, &question),
		"type=pdd.ddk.order.list.increment.get start_update_time=1716134400 "
		"end_update_time=1716137999 page=3 page_size=50 return_count=true");
	/* What is older than ninety days is refused: it is not asked for. */
	walk = (struct walk){ .parts = 1, .from = 1700000000, .until = 1700086400 };
	assert_asks(pdd.orders->ask_orders(&access_now, &walk, &arena, &question),
		"type=pdd.ddk.order.list.increment.get start_update_time=1708406115 "
		"end_update_time=1708406116 page=1 page_size=50 return_count=true");
}

/* What follows a page asked with `cursor` when there are `total` orders. */
static const char *next_of(const char *cursor, int total)
{
	char bytes[200];
	struct reading reading = { .account = &account, .bytes = bytes, .arena = &arena,
		.cursor = cursor };
	struct order_page page;

	reading.length = (size_t)snprintf(bytes, sizeof bytes,
		"{\"order_list_get_response\":{\"order_list\":[],\"total_count\":%d}}", total);
	assert_int_equal(pdd.orders->read_orders(&reading, &page, NULL), OK);
	return page.next ? page.next : "end";
}

static void pages_of_orders_go_backwards(void **state)
{
	(void)state;
	assert_string_equal(next_of(NULL, 0), "end");
	assert_string_equal(next_of(NULL, 50), "end");
	assert_string_equal(next_of(NULL, 51), "2");
	assert_string_equal(next_of(NULL, 149), "3");
	assert_string_equal(next_of("3", 149), "2");
	/* New orders change the total, not the way back. */
	assert_string_equal(next_of("2", 1000), "1");
	assert_string_equal(next_of("1", 1000), "end");
}

static void signs_all_that_is_sent(void **state)
{
	struct walk walk = { .parts = 1, .from = 1716134400, .until = 1716137999 };
	struct fault fault;

	(void)state;
	/* Vector pdd-05 of the documents. */
	assert_int_equal(pdd.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	assert_int_equal(pdd.sign(&access_now, &arena, &question, &fault), OK);
	assert_string_equal(question.form[question.form_count - 1].name, "sign");
	assert_string_equal(question.form[question.form_count - 1].value,
		"14772529D3A1E9EFB733788603514695");
	/* Vector pdd-04 names another uid. */
	account.name = "shop01";
	assert_int_equal(pdd.shop->ask_register(&access_now, &arena, &question), OK);
	assert_int_equal(pdd.sign(&access_now, &arena, &question, &fault), OK);
	assert_string_equal(question.form[question.form_count - 1].value,
		"ECDF663341C31B34EBF3412D72C5E267");
}

static void refuses_accounts_that_cannot_be(void **state)
{
	static const struct tried tried[] = {
		{ NULL, "1_2", ERR_CONF },
		{ "c0ffee00c0ffee00", NULL, ERR_CONF },
		{ "c0ffee00c0ffee00", "", ERR_CONF },
		{ "c0ffee00c0ffee00", "1_2", OK },
		{ "c0ffee00 c0ffee00", "1_2", ERR_CONF },
		{ "c0ffee00c0ffee00", "1_2_3", ERR_CONF },
		{ "c0ffee00c0ffee00", "12", ERR_CONF },
		{ "c0ffee00c0ffee00", "1_", ERR_CONF },
		{ "c0ffee00c0ffee00", "_2", ERR_CONF },
		{ "c0ffee00c0ffee00", " 1_2", ERR_CONF },
		{ "c0ffee00c0ffee00", "mm_1_2", ERR_CONF },
	};

	(void)state;
	assert_accounts(&pdd, tried, COUNT(tried));
}

static void says_when_to_ask_again(void **state)
{
	static const struct judged judged[] = {
		{ "{\"error_response\":{\"error_code\":70031}}", ERR_BUSY, 10 },
		{ "{\"error_response\":{\"error_code\":52101}}", ERR_BUSY, 5 },
		{ "{\"error_response\":{\"error_code\":52103}}", ERR_BUSY, 30 },
		{ "{\"error_response\":{\"error_code\":20004}}", ERR_LOGIN, 0 },
		{ "{\"error_response\":{\"error_code\":10019}}", ERR_LOGIN, 0 },
		{ "{\"error_response\":{\"error_code\":50001,\"sub_code\":\"60001\"}}", ERR_CONF, 0 },
		{ "{\"error_response\":{\"error_code\":50001,\"sub_code\":null}}", ERR_REFUSED, 0 },
		{ "{\"authority_query_response\":{\"bind\":0}}", OK, 0 },
	};

	(void)state;
	assert_judged(&pdd, judged, COUNT(judged));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ASKED(searches_by_words_with_filters),
		ASKED(the_next_page_takes_the_list_along),
		ASKED(shows_what_is_hot_without_words),
		ASKED(asks_for_details_and_labels),
		ASKED(details_and_links_carry_the_search_that_found_the_goods),
		ASKED(links_carry_the_channel),
		ASKED(custom_parameters_stay_short_and_clean),
		ASKED(registers_a_position),
		ASKED(orders_are_asked_by_time_of_change),
		ASKED(pages_of_orders_go_backwards),
		ASKED(signs_all_that_is_sent),
		ASKED(refuses_accounts_that_cannot_be),
		ASKED(says_when_to_ask_again),
	};

	return cmocka_run_group_tests_name("pdd", tests, NULL, NULL);
}
