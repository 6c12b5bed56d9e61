/* route: who is let in, what is refused, what is kept, and lists that survive changes. */
#include "scene.h"

static void problem_is(const char *code)
{
	assert_string_equal(stage.response.type, "application/problem+json");
	assert_string_equal(text_at(&stage, "code"), code);
	assert_int_equal(whole_at(stage.json, "status"), stage.response.status);
	assert_non_null(json_at(stage.json, "detail"));
}

static void strangers_are_refused(void **state)
{
	(void)state;
	struct request none = { .method = "GET" };
	assert_int_equal(ask_request(&stage, &none, "/v1/goods"), 401);
	problem_is("token_missing");
	struct request wrong = { .method = "GET", .authorization = "Bearer practice-0" };
	assert_int_equal(ask_request(&stage, &wrong, "/v1/goods"), 401);
	problem_is("token_wrong");
	assert_int_equal(
		ask(&stage, "POST", "/v1/shops", "{\"invite_code\":\"NO\",\"name\":\"x\"}"), 403);
	problem_is("invite_unknown");
}

static void only_loopback_names_are_answered(void **state)
{
	(void)state;
	static const char *const strange[] = { "evil.example", "127.0.0.1.evil.example", "",
		"localhost.:1" };
	for (int i = 0; i < 4; i++) {
		struct request request = {
			.method = "GET", .authorization = stage.bearer, .host = strange[i]
		};
		assert_int_equal(ask_request(&stage, &request, "/v1/shop"), 421);
	}
	static const char *const ours[] = { "localhost:9", "127.0.0.1", "[::1]:80" };
	for (int i = 0; i < 3; i++) {
		struct request request = {
			.method = "GET", .authorization = stage.bearer, .host = ours[i]
		};
		assert_int_equal(ask_request(&stage, &request, "/v1/shop"), 200);
	}
}

static void paths_and_methods_are_known(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "GET", "/v1/goods/", NULL), 404);
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G0000001/x", NULL), 404);
	assert_int_equal(ask(&stage, "GET", "/", NULL), 404);
	problem_is("not_found");
	assert_int_equal(ask(&stage, "DELETE", "/v1/links", NULL), 405);
	problem_is("wrong_method");
	assert_string_equal(stage.response.allow, "GET, POST");
	assert_int_equal(ask(&stage, "GET", "/v1/invites", NULL), 501);
	problem_is("planned");
	assert_int_equal(ask(&stage, "HEAD", "/v1/shop", NULL), 200);
}

static void bodies_are_judged(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "[]", "{", "{\"goods_id\":\"G0000001\"}",
		"{\"goods_id\":1.5,\"channel\":\"qq\"}",
		"{\"goods_id\":\"G0000001\",\"channel\":\"Q Q\"}",
		"{\"goods_id\":\"G0000001\",\"channel\":\"qq\",\"kind\":\"magic\"}" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(ask(&stage, "POST", "/v1/links", bad[i]), 400);
	struct request plain = { .method = "POST",
		.authorization = stage.bearer,
		.key = "12345678",
		.content_type = "text/plain",
		.body = "{}",
		.length = 2 };
	assert_int_equal(ask_request(&stage, &plain, "/v1/links"), 415);
	char *huge = calloc(1, REQUEST_MOST_BYTES + 2);
	memset(huge, ' ', REQUEST_MOST_BYTES + 1);
	assert_int_equal(ask(&stage, "POST", "/v1/links", huge), 413);
	problem_is("too_large");
	free(huge);
}

static void parameters_are_judged(void **state)
{
	(void)state;
	static const char *const bad[] = { "limit=0", "limit=101", "limit=x",
		"limit=", "sort=cheap", "part=0/4", "part=5/4", "part=1", "part=1/100",
		"price_min=-1", "has_coupon=yes", "cursor=", "cursor=r.1.2.00000000", "cursor=zzz",
		"sort=price&part=1/4", "updated_since=99999999999999999999" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char target[100];
		snprintf(target, sizeof(target), "/v1/goods?%s", bad[i]);
		if (ask(&stage, "GET", target, NULL) != 400)
			fail_msg("%s is taken", bad[i]);
	}
}

static int write_with(const char *key, const char *body)
{
	struct request request = { .method = "POST",
		.authorization = stage.bearer,
		.key = key,
		.content_type = "application/json",
		.body = body,
		.length = strlen(body) };
	return ask_request(&stage, &request, "/v1/links");
}

static void a_key_does_a_thing_once(void **state)
{
	(void)state;
	const char *body = "{\"goods_id\":\"G0000001\",\"channel\":\"qq\"}";
	assert_int_equal(write_with("the-same-key", body), 201);
	char *first = strdup(stage.response.body);
	assert_false(stage.response.replayed);
	assert_int_equal(write_with("the-same-key", body), 201);
	assert_true(stage.response.replayed);
	assert_string_equal(stage.response.body, first);
	free(first);
	assert_int_equal(
		write_with("the-same-key", "{\"goods_id\":\"G0000002\",\"channel\":\"qq\"}"), 409);
	problem_is("idempotency_conflict");
	assert_int_equal(ask(&stage, "GET", "/v1/links", NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 1);
	assert_int_equal(write_with("short", body), 400);
	assert_int_equal(write_with(NULL, body), 400);
	problem_is("idempotency_key_missing");
	/* A refusal is kept as well. */
	assert_int_equal(
		write_with("refused-key", "{\"goods_id\":\"G9\",\"channel\":\"qq\"}"), 404);
	assert_int_equal(
		write_with("refused-key", "{\"goods_id\":\"G9\",\"channel\":\"qq\"}"), 404);
	assert_true(stage.response.replayed);
}

static void keys_of_two_shops_do_not_meet(void **state)
{
	(void)state;
	const char *body = "{\"goods_id\":\"G0000001\",\"channel\":\"qq\"}";
	assert_int_equal(write_with("the-same-key", body), 201);
	assert_int_equal(ask(&stage, "POST", "/v1/shops",
				 "{\"invite_code\":\"DEMO2026\",\"name\":\"other\"}"),
		201);
	snprintf(stage.bearer, sizeof(stage.bearer), "Bearer %s", text_at(&stage, "token"));
	assert_int_equal(write_with("the-same-key", body), 201);
	assert_false(stage.response.replayed);
	assert_int_equal(ask(&stage, "GET", "/v1/links", NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 1);
}

static void nothing_new_is_304(void **state)
{
	(void)state;
	char etag[60];
	assert_int_equal(ask(&stage, "GET", "/v1/goods?limit=5", NULL), 200);
	snprintf(etag, sizeof(etag), "%s", stage.response.etag);
	struct request again = {
		.method = "GET", .authorization = stage.bearer, .if_none_match = etag
	};
	assert_int_equal(ask_request(&stage, &again, "/v1/goods?limit=5"), 304);
	assert_null(stage.response.body);
	struct request other = {
		.method = "GET", .authorization = stage.bearer, .if_none_match = etag
	};
	assert_int_equal(ask_request(&stage, &other, "/v1/goods?limit=6"), 200);
	price_goods(&stage, "G0000003", 1234, 1000);
	struct request changed = {
		.method = "GET", .authorization = stage.bearer, .if_none_match = etag
	};
	assert_int_equal(ask_request(&stage, &changed, "/v1/goods?limit=5"), 200);
}

/* Walks a list to its end; marks the goods seen and counts them. */
static int walk(const char *query, char seen[400])
{
	char target[400], cursor[200] = "";
	int count = 0;
	do {
		snprintf(target, sizeof(target), "/v1/goods?limit=7%s%s%s%s", query[0] ? "&" : "",
			query, cursor[0] ? "&cursor=" : "", cursor);
		assert_int_equal(ask(&stage, "GET", target, NULL), 200);
		const struct json *items = json_at(stage.json, "items");
		for (size_t i = 0; i < json_count(items); i++, count++)
			seen[strtol(json_raw(json_at(json_item(items, i), "id")) + 1, NULL, 10)]++;
		const char *next = json_raw(json_at(stage.json, "next_cursor"));
		snprintf(cursor, sizeof(cursor), "%s", next ? next : "");
	} while (cursor[0]);
	return count;
}

static void every_order_of_goods_is_complete(void **state)
{
	(void)state;
	static const char *const queries[] = { "", "sort=price", "sort=commission", "sort=rate",
		"sort=sales", "sort=newest", "updated_since=0", "part=1/1" };
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		char seen[400] = { 0 };
		assert_int_equal(walk(queries[i], seen), 300);
		for (int n = 1; n <= 300; n++)
			if (seen[n] != 1)
				fail_msg("%s gives G%07d %d times", queries[i], n, seen[n]);
	}
}

static void parts_are_disjoint_and_complete(void **state)
{
	(void)state;
	char seen[400] = { 0 };
	int count = 0;
	for (int part = 1; part <= 16; part++) {
		char query[40];
		snprintf(query, sizeof(query), "part=%d/16", part);
		count += walk(query, seen);
	}
	assert_int_equal(count, 300);
	for (int n = 1; n <= 300; n++)
		assert_int_equal(seen[n], 1);
}

/* While the list is walked, goods become dearer and cheaper: nobody else is lost or doubled. */
static void a_cursor_survives_changes(void **state)
{
	(void)state;
	char seen[400] = { 0 }, target[300], cursor[200] = "", first[20];
	bool began = false;
	do {
		snprintf(target, sizeof(target), "/v1/goods?limit=20&sort=price%s%s",
			cursor[0] ? "&cursor=" : "", cursor);
		assert_int_equal(ask(&stage, "GET", target, NULL), 200);
		const struct json *items = json_at(stage.json, "items");
		for (size_t i = 0; i < json_count(items); i++)
			seen[strtol(json_raw(json_at(json_item(items, i), "id")) + 1, NULL, 10)]++;
		const char *next = json_raw(json_at(stage.json, "next_cursor"));
		snprintf(cursor, sizeof(cursor), "%s", next ? next : "");
		snprintf(first, sizeof(first), "%s", json_raw(json_at(json_item(items, 0), "id")));
		price_goods(&stage, first, began ? 1 : 99999999, 1000);
		began = true;
	} while (cursor[0]);
	int missing = 0;
	for (int n = 1; n <= 300; n++)
		missing += seen[n] == 0;
	assert_int_equal(missing, 0);
}

static void a_cursor_belongs_to_its_question(void **state)
{
	(void)state;
	char target[200];
	assert_int_equal(ask(&stage, "GET", "/v1/goods?limit=5&sort=price", NULL), 200);
	snprintf(target, sizeof(target), "/v1/goods?limit=5&sort=price&category=food&cursor=%s",
		text_at(&stage, "next_cursor"));
	assert_int_equal(ask(&stage, "GET", target, NULL), 400);
	problem_is("bad_cursor");
}

static void what_changed_is_found_since(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "POST", "/practice/clock", "{\"advance_s\":60}"), 200);
	price_goods(&stage, "G0000005", 4321, 1000);
	char target[100];
	snprintf(target, sizeof(target), "/v1/goods?updated_since=%d", NOW + 60);
	assert_int_equal(ask(&stage, "GET", target, NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 1);
	assert_string_equal(
		json_raw(json_at(json_item(json_at(stage.json, "items"), 0), "id")), "G0000005");
}

static void a_coupon_ends_by_itself(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G0000001", NULL), 200);
	assert_int_equal(whole_at(stage.json, "final_price_minor"), 2890);
	assert_int_equal(whole_at(stage.json, "commission_minor"), 520);
	assert_int_equal(whole_at(stage.json, "commission_before_minor"), 610);
	int64_t ends = whole_at(stage.json, "coupon.ends_at");
	char body[60], target[100];
	snprintf(body, sizeof(body), "{\"advance_s\":%d}", (int)(ends - NOW));
	assert_int_equal(ask(&stage, "POST", "/practice/clock", body), 200);
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G0000001", NULL), 200);
	assert_int_equal(whole_at(stage.json, "final_price_minor"), 3390);
	assert_int_equal(whole_at(stage.json, "updated_at"), ends);
	snprintf(target, sizeof(target),
		"/v1/goods?price_min=3390&price_max=3390&q=烟台红富士苹果 5斤装");
	assert_int_equal(ask(&stage, "GET", target, NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 1);
}

/* A coupon from 99.00 on; the goods costs 98.99. */
static void a_coupon_needs_its_threshold(void **state)
{
	(void)state;
	char body[200];
	for (int price = 9899; price <= 9900; price++) {
		snprintf(body, sizeof(body),
			"{\"price_minor\":%d,\"coupon\":{\"face_minor\":1000,\"threshold_minor\":"
			"9900,"
			"\"left\":5,\"starts_at\":%d,\"ends_at\":%d}}",
			price, NOW, NOW + 100);
		assert_int_equal(ask(&stage, "POST", "/practice/goods/G0000002", body), 200);
		assert_int_equal(
			whole_at(stage.json, "final_price_minor"), price == 9900 ? 8900 : 9899);
	}
}

static void a_search_takes_words_as_they_are(void **state)
{
	(void)state;
	assert_int_equal(
		ask(&stage, "POST", "/practice/goods/G0000009", "{\"title\":\"100%_pure' Wool\"}"),
		200);
	static const struct {
		const char *query;
		int hits;
	} rows[] = { { "q=100%25", 0 }, { "q=100%", 1 }, { "q=%_pure'", 1 }, { "q=WOOL 100%", 1 },
		{ "q=wool nothing", 0 }, { "q=' OR 1=1 --", 0 } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char target[100];
		snprintf(target, sizeof(target), "/v1/goods?%s", rows[i].query);
		assert_int_equal(ask(&stage, "GET", target, NULL), 200);
		assert_int_equal(json_count(json_at(stage.json, "items")), rows[i].hits);
	}
	assert_int_equal(ask(&stage, "GET", "/v1/goods?q=毛巾", NULL), 200);
	assert_true(json_count(json_at(stage.json, "items")) >= 2);
}

static void a_shelf_keeps_what_was_picked(void **state)
{
	(void)state;
	assert_int_equal(ask(&stage, "PUT", "/v1/shelf/G0000002",
				 "{\"tags\":[\"水果\",\"a b\"],\"note\":\"x\\ny\"}"),
		200);
	assert_string_equal(text_at(&stage, "note"), "x\ny");
	assert_int_equal(ask(&stage, "PUT", "/v1/shelf/G0000002", "{\"tags\":[]}"), 200);
	assert_int_equal(ask(&stage, "GET", "/v1/shelf", NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 1);
	assert_int_equal(ask(&stage, "PUT", "/v1/shelf/G0000999", "{}"), 404);
	assert_int_equal(ask(&stage, "DELETE", "/v1/shelf/G0000002", NULL), 204);
	assert_int_equal(ask(&stage, "DELETE", "/v1/shelf/G0000002", NULL), 204);
	assert_int_equal(ask(&stage, "GET", "/v1/shelf", NULL), 200);
	assert_int_equal(json_count(json_at(stage.json, "items")), 0);
}

static void too_many_calls_must_wait(void **state)
{
	(void)state;
	stage.practice.options.calls_per_minute = 3;
	stage.practice.minute = -1;
	int limited = 0;
	/* Two windows may meet in these, so more than six calls are needed to be sure. */
	for (int i = 0; i < 12; i++)
		if (ask(&stage, "GET", "/v1/shop", NULL) == 429) {
			limited++;
			assert_in_range(stage.response.retry_after_s, 1, 60);
			problem_is("too_many");
		}
	assert_true(limited >= 6);
}

static void some_answers_are_spoilt_from_inside(void **state)
{
	(void)state;
	char code[20];
	make_link(&stage, "G0000002", code);
	assert_int_equal(order_now(&stage, code, "quantity=1"), 200);
	stage.twist = FAULT_UNKNOWN_STATE;
	assert_int_equal(ask(&stage, "GET", "/v1/orders", NULL), 200);
	assert_string_equal(
		json_raw(json_at(json_item(json_at(stage.json, "items"), 0), "state")), "99");
	stage.twist = FAULT_DEPTH_TWO;
	assert_int_equal(ask(&stage, "GET", "/v1/orders", NULL), 200);
	assert_int_equal(
		whole_at(json_item(json_at(stage.json, "items"), 0), "recommender_depth"), 2);
	stage.twist = FAULT_HOSTILE;
	assert_int_equal(ask(&stage, "GET", "/v1/goods?limit=50&sort=newest", NULL), 200);
	assert_true(stage.response.length > 65536);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(strangers_are_refused),
		CASE(only_loopback_names_are_answered),
		CASE(paths_and_methods_are_known),
		CASE(bodies_are_judged),
		CASE(parameters_are_judged),
		CASE(a_key_does_a_thing_once),
		CASE(keys_of_two_shops_do_not_meet),
		CASE(nothing_new_is_304),
		CASE(every_order_of_goods_is_complete),
		CASE(parts_are_disjoint_and_complete),
		CASE(a_cursor_survives_changes),
		CASE(a_cursor_belongs_to_its_question),
		CASE(what_changed_is_found_since),
		CASE(a_coupon_ends_by_itself),
		CASE(a_coupon_needs_its_threshold),
		CASE(a_search_takes_words_as_they_are),
		CASE(a_shelf_keeps_what_was_picked),
		CASE(too_many_calls_must_wait),
		CASE(some_answers_are_spoilt_from_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
