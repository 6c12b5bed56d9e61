/*
 * wire_pdd: Pinduoduo's Duoduo Jinbao: the door and goods. Its habits: envelopes whose names do not
 * follow from the methods', amounts in fen, rates per mille, times in seconds, sales as words, and
 * other names for the same things in recommendations. Links are in wire_pdd_links.c, orders in
 * wire_pdd_orders.c.
 */
#include "practice/wire_pdd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_LEAST = 10, PAGE_LONGEST = 100, LIMIT_LONGEST = 400 };
enum { LOW_SCORE = 40, HIGH_SCORE = 75 };

/* The platform's own top labels, in the order of our categories. */
static const int64_t labels[CATEGORIES] = { 1, 15, 14, 16, 4, 2933, 18, 1451, 2629, 2478, 3279,
	1543 };

/* ---- answering */

enum err pdd_answer(struct call *call, struct json *root, struct json *body)
{
	json_put_text(body, "request_id", "17953920001234567");
	return answer_json(call, 200, root);
}

enum err pdd_refuse(struct call *call, int code, const char *sub_code, const char *message)
{
	struct json *root = json_object(), *body = json_put_object(root, "error_response");
	json_put_text(body, "error_msg", code == PDD_BUSINESS ? "业务服务错误" : message);
	json_put_text(body, "sub_msg", message);
	json_put_text(body, "sub_code", sub_code ? sub_code : wire_number(call, code));
	json_put_whole(body, "error_code", code);
	return pdd_answer(call, root, body);
}

enum err pdd_refuse_parameter(struct call *call, const char *name)
{
	return pdd_refuse(call, 10000, NULL, arena_print(&call->arena, "参数错误:%s", name));
}

const struct json *pdd_list(struct call *call, const char *name, struct json **whole)
{
	const char *text = request_query(call->request, name);
	*whole = NULL;
	if (!text || json_parse(text, strlen(text), whole, NULL) != OK)
		*whole = NULL;
	return json_is_array(*whole) ? *whole : NULL;
}

bool pdd_true(struct call *call, const char *name)
{
	const char *text = request_query(call->request, name);
	return text && strcmp(text, "true") == 0;
}

/* ---- goods */

/* "326", "1.2万+" */
static const char *sales_words(struct call *call, int64_t sales)
{
	if (sales < 10000)
		return wire_number(call, sales);
	return arena_print(
		&call->arena, "%" PRId64 ".%" PRId64 "万+", sales / 10000, sales % 10000 / 1000);
}

static const char *score_word(int64_t score)
{
	return score == UNKNOWN	    ? NULL
	       : score < LOW_SCORE  ? "低"
	       : score < HIGH_SCORE ? "中"
				    : "高";
}

static void put_coupon(const struct wares *wares, struct json *item)
{
	const struct coupon *coupon = &wares->coupon;
	json_put_bool(item, "has_coupon", coupon->id != NULL);
	json_put_whole(item, "coupon_discount", coupon->id ? coupon->face.minor : 0);
	if (!coupon->id) {
		json_put_null(item, "coupon_start_time");
		return;
	}
	json_put_whole(item, "coupon_min_order_amount", coupon->threshold.minor);
	json_put_whole(item, "coupon_remain_quantity", coupon->left);
	json_put_whole(item, "coupon_total_quantity", coupon->total);
	json_put_whole(item, "coupon_start_time", coupon->starts_at);
	json_put_whole(item, "coupon_end_time", coupon->ends_at);
}

/* In recommendations some numbers come as text. */
static void put_label(struct call *call, const struct wares *wares, bool as_text, struct json *item)
{
	int64_t label = labels[wares->category % CATEGORIES];
	if (as_text)
		json_put_text(item, "opt_id", wire_number(call, label));
	else
		json_put_whole(item, "opt_id", label);
	json_put_text(item, "opt_name", categories[wares->category % CATEGORIES].name);
}

#define SEARCH_ID "sPractice"

/* One for each question's words and label, or channel. */
const char *pdd_search_id(struct call *call)
{
	static const char *const asked[] = { "type", "keyword", "opt_id", "channel_type" };
	uint32_t mark = UINT32_C(2166136261);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		const char *text = request_query(call->request, asked[i]);
		for (; text && *text; text++)
			mark = (mark ^ (unsigned char)*text) * UINT32_C(16777619);
	}
	return arena_print(&call->arena, SEARCH_ID "%08" PRIx32, mark);
}

bool pdd_search_is_ours(struct call *call)
{
	static const char digits[] = "0123456789abcdef";
	enum { DIGITS = 8, BEFORE = sizeof(SEARCH_ID) - 1 };
	const char *id = request_query(call->request, "search_id");
	if (!id || (strncmp(id, SEARCH_ID, BEFORE) == 0 && strlen(id) == BEFORE + DIGITS &&
			   strspn(id + BEFORE, digits) == DIGITS))
		return true;
	pdd_refuse_parameter(call, "search_id");
	return false;
}

/* `search`: what a list is known by, or for details what was sent. */
static void put_goods(
	struct call *call, const struct wares *wares, const char *search, struct json *item)
{
	bool recommended = search && request_query(call->request, "channel_type");
	const char *score = score_word(wares->score);
	int64_t alone = wares->list_price > wares->price ? wares->list_price : wares->price;
	json_put_text(item, "goods_sign", wire_goods_id(call, PLATFORM_PDD, wares->n));
	json_put_text(item, "goods_name", goods_title(call, wares));
	json_put_text(item, "goods_image_url",
		arena_print(&call->arena,
			"https://img.pddpic.com/mms-material-img/practice/%" PRId64 ".jpeg",
			wares->n));
	json_put_whole(item, "min_group_price", wares->price);
	json_put_whole(item, "min_normal_price", alone);
	json_put_whole(item, "promotion_rate", wares->rate_bp / 10);
	json_put_null(item, "activity_tags");
	put_label(call, wares, recommended, item);
	put_coupon(wares, item);
	json_put_text(item, "mall_name", wares->merchant);
	json_put_text(item, "brand_name", goods_brand(wares));
	json_put_text(item, "sales_tip", sales_words(call, wares->sales));
	json_put_text(item, "desc_txt", score);
	json_put_text(item, "serv_txt", score);
	json_put_text(item, "lgst_txt", score);
	json_put_bool(item, "only_scene_auth", false);
	json_put_text(item, "search_id", search);
}

/* range_list: price after coupon (1) in fen, rate (2) per mille. */
static void fill_ranges(struct call *call, struct wire_wish *wish)
{
	struct json *whole;
	const struct json *list = pdd_list(call, "range_list", &whole);
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *range = json_item(list, i);
		int64_t id = wire_member(range, "range_id", -1),
			from = wire_member(range, "range_from", 0),
			to = wire_member(range, "range_to", 0);
		if (id == 1) {
			wish->price_from = from;
			wish->price_to = to;
		} else if (id == 2) {
			wish->rate_from_bp = from * 10;
			wish->rate_to_bp = to < 1000 ? to * 10 + 9 : 0;
		}
	}
	json_free(whole);
}

/* Odd is upwards, even downwards. */
static void fill_sort(struct call *call, struct wire_wish *wish)
{
	static const enum wire_sort sorts[] = { WIRE_BY_SALES, WIRE_BY_RATE, WIRE_BY_PRICE,
		WIRE_BY_SALES, WIRE_BY_SALES, WIRE_BY_PRICE, WIRE_BY_AGE, WIRE_BY_COMMISSION };
	int64_t type = wire_whole(call, "sort_type", 0), place = (type + 1) / 2;
	if (place < (int64_t)(sizeof(sorts) / sizeof(sorts[0])))
		wish->sort = sorts[place];
	wish->upwards = type % 2 == 1;
}

static enum err answer_page(struct call *call, const struct wire_page *page, bool recommended)
{
	struct json *root = json_object();
	struct json *body = json_put_object(
		root, recommended ? "goods_basic_detail_response" : "goods_search_response");
	struct json *rows = json_put_array(body, recommended ? "list" : "goods_list");
	const char *search = pdd_search_id(call);
	for (size_t i = 0; i < page->count; i++)
		put_goods(call, &page->rows[i], search, json_add_object(rows));
	json_put_text(body, "list_id", "lPractice");
	json_put_text(body, "search_id", search);
	json_put_whole(body, recommended ? "total" : "total_count", page->total);
	return pdd_answer(call, root, body);
}

static enum err search(struct call *call)
{
	const char *label = request_query(call->request, "opt_id");
	struct wire_wish wish = { .words = request_query(call->request, "keyword"),
		.categories = wire_categories(label, labels),
		.has_coupon = pdd_true(call, "with_coupon"),
		.page = wire_whole(call, "page", 1),
		.size = wire_whole(call, "page_size", 100) };
	struct wire_page page;
	if (!wish.words && !label)
		return pdd_refuse_parameter(call, "keyword");
	if (wish.page < 1 || wish.page > 100000 || wish.size < PAGE_LEAST ||
		wish.size > PAGE_LONGEST)
		return pdd_refuse_parameter(call, "page_size");
	if (wish.page > 1 && !request_query(call->request, "list_id"))
		return pdd_refuse_parameter(call, "list_id");
	if (!pdd_position(call, "pid"))
		return OK;
	fill_ranges(call, &wish);
	fill_sort(call, &wish);
	enum err err = wire_search(call, &wish, &page);
	return err == OK ? answer_page(call, &page, false) : err;
}

static enum err recommend(struct call *call)
{
	enum { BEST = 1, EARNING = 6 };
	int64_t channel = wire_whole(call, "channel_type", 5),
		offset = wire_whole(call, "offset", 0);
	struct wire_wish wish = { .size = wire_whole(call, "limit", 20) };
	struct wire_page page;
	if (wish.size < 1 || wish.size > LIMIT_LONGEST || offset % wish.size != 0)
		return pdd_refuse_parameter(call, "offset");
	if (!pdd_position(call, "pid"))
		return OK;
	wish.page = offset / wish.size + 1;
	wish.has_coupon = channel == BEST;
	wish.sort = channel == EARNING ? WIRE_BY_COMMISSION : WIRE_BY_SALES;
	enum err err = wire_search(call, &wish, &page);
	return err == OK ? answer_page(call, &page, true) : err;
}

/* What is no longer promoted is an empty list. */
static enum err detail(struct call *call)
{
	const char *id = request_query(call->request, "goods_sign");
	struct wares wares;
	if (!id)
		return pdd_refuse_parameter(call, "goods_sign");
	if (!pdd_position(call, "pid") || !pdd_search_is_ours(call))
		return OK;
	enum err err = wire_load(call, PLATFORM_PDD, id, &wares);
	if (err != OK && err != ERR_NOTHING)
		return err;
	struct json *root = json_object(), *body = json_put_object(root, "goods_detail_response");
	struct json *rows = json_put_array(body, "goods_details");
	if (err == OK) {
		struct json *item = json_add_object(rows);
		put_goods(call, &wares, request_query(call->request, "search_id"), item);
		json_put_text(item, "goods_desc", descriptions[wares.n % DESCRIPTIONS]);
	}
	return pdd_answer(call, root, body);
}

static enum err label_list(struct call *call)
{
	bool roots = wire_whole(call, "parent_opt_id", 0) == 0;
	struct json *root = json_object(), *body = json_put_object(root, "goods_opt_get_response");
	struct json *rows = json_put_array(body, "goods_opt_list");
	for (int i = 0; roots && i < CATEGORIES; i++) {
		struct json *row = json_add_object(rows);
		json_put_whole(row, "opt_id", labels[i]);
		json_put_text(row, "opt_name", categories[i].name);
		json_put_whole(row, "level", 1);
		json_put_whole(row, "parent_opt_id", 0);
	}
	return pdd_answer(call, root, body);
}

/* ---- the door */

/* 0 and 1 are no booleans there. False = refused already. */
static bool booleans_are_words(struct call *call)
{
	static const char *const names[] = { "with_coupon", "use_customized", "is_brand_goods",
		"generate_short_url", "generate_we_app", "generate_schema_url",
		"generate_authority_url", "multi_group", "return_count", "cash_gift_order" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = request_query(call->request, names[i]);
		if (!value || strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
			continue;
		pdd_refuse_parameter(call, names[i]);
		return false;
	}
	return true;
}

enum err wire_pdd(struct call *call)
{
	static const char *const needed[] = { "type", "client_id", "timestamp", "sign", NULL };
	static const char *const fixed[][2] = { { "data_type", "JSON" }, { "version", "V1" },
		{ NULL, NULL } };
	static const struct wire_door door = { PLATFORM_PDD, "client_id", "timestamp", true, needed,
		fixed };
	static const struct wire_method methods[] = {
		{ "pdd.ddk.goods.search", search },
		{ "pdd.ddk.goods.recommend.get", recommend },
		{ "pdd.ddk.goods.detail", detail },
		{ "pdd.goods.opt.get", label_list },
		{ "pdd.ddk.goods.promotion.url.generate", pdd_convert },
		{ "pdd.ddk.member.authority.query", pdd_registered },
		{ "pdd.ddk.rp.prom.url.generate", pdd_register_link },
		{ "pdd.ddk.order.list.increment.get", pdd_orders },
		{ NULL, NULL },
	};
	static const struct {
		int code;
		const char *message;
	} faults[WIRE_FAULTS] = {
		[WIRE_QUOTA] = { 70031, "调用过于频繁，请调整调用频率" },
		[WIRE_BUSY] = { 52103, "服务暂时不可用" },
		[WIRE_EXPIRED] = { 10019, "access_token已过期" },
		[WIRE_LACKS] = { 10001, "公共参数错误" },
		[WIRE_VALUE] = { 10001, "公共参数错误" },
		[WIRE_KEY] = { 10010, "client_id不存在" },
		[WIRE_TIME] = { 10001, "公共参数错误:timestamp" },
		[WIRE_SIGN] = { 20004, "签名sign校验失败" },
	};
	const char *about = "";
	enum wire_fault fault = wire_check(call, &door, &about);
	if (fault == WIRE_LACKS || fault == WIRE_VALUE)
		return pdd_refuse(call, faults[fault].code, NULL,
			arena_print(&call->arena, "%s:%s", faults[fault].message, about));
	if (fault != WIRE_FINE)
		return pdd_refuse(call, faults[fault].code, NULL, faults[fault].message);
	const struct wire_method *method =
		wire_method(methods, request_query(call->request, "type"));
	if (!method)
		return pdd_refuse(call, 10001, NULL, "公共参数错误:type");
	if (!booleans_are_words(call))
		return OK;
	enum err err = wire_shop(call, PLATFORM_PDD);
	return err == OK ? method->answer(call) : err;
}
