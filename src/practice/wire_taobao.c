/*
 * wire_taobao: Taobao Union over the Taobao Open Platform: the door and goods. Its habits: lists
 * wrapped in an object of another name, a list of one collapsed, nothing found told as an error or
 * as an empty object, prices as text in yuan, addresses without a scheme. Links are in
 * wire_taobao_links.c, orders in wire_taobao_orders.c.
 */
#include "practice/wire_taobao.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_LONGEST = 100, PAGE_HERE = 20, IDS_MOST = 20, DSR_POINT = 500 };

/* The platform's own root categories, in the order of ours. */
static const int64_t cids[CATEGORIES] = { 50002766, 21, 16, 1801, 50008165, 1512, 50012100,
	50010728, 29, 33, 50026800, 50007216 };

/* ---- answering */

enum err taobao_refuse(struct call *call, int code, const char *sub_code, const char *sub_msg)
{
	static const struct {
		int code;
		const char *message;
	} messages[] = { { 7, "App Call Limited" }, { 10, "Service Currently Unavailable" },
		{ 15, "Remote service error" }, { 22, "Invalid method" }, { 23, "Invalid format" },
		{ 33, "Invalid version" }, { 25, "Invalid signature" }, { 27, "Invalid session" },
		{ 29, "Invalid app Key" }, { 31, "Invalid timestamp" },
		{ 40, "Missing required arguments" }, { 41, "Invalid arguments" } };
	struct json *root = json_object(), *body = json_put_object(root, "error_response");
	json_put_whole(body, "code", code);
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++)
		if (messages[i].code == code)
			json_put_text(body, "msg", messages[i].message);
	if (sub_code)
		json_put_text(body, "sub_code", sub_code);
	if (sub_msg)
		json_put_text(body, "sub_msg", sub_msg);
	json_put_text(body, "request_id", "practice");
	return answer_json(call, 200, root);
}

enum err taobao_lacks(struct call *call, const char *name)
{
	return taobao_refuse(
		call, 40, arena_print(&call->arena, "isv.missing-parameter:%s", name), name);
}

bool taobao_page(struct call *call, int64_t *page, int64_t *size)
{
	*page = wire_whole(call, "page_no", 1);
	*size = wire_whole(call, "page_size", PAGE_HERE);
	if (*page >= 1 && *page <= 100 && *size >= 1 && *size <= PAGE_LONGEST)
		return true;
	taobao_refuse(call, 41, "isv.invalid-parameter:page_no", "page_no or page_size");
	return false;
}

bool taobao_position(struct call *call)
{
	const char *given = request_query(call->request, "adzone_id");
	const char *own = strrchr(wire_platforms[PLATFORM_TAOBAO].pid, '_') + 1;
	if (!given)
		taobao_lacks(call, "adzone_id");
	else if (strcmp(given, own) != 0)
		taobao_refuse(call, 15, "isv.pid-not-correct", "pid与appkey不匹配");
	return given && strcmp(given, own) == 0;
}

/* ---- goods */

static void put_coupon(struct call *call, const struct wares *wares, struct json *price)
{
	const struct coupon *coupon = &wares->coupon;
	struct json *list = json_put_object(price, "final_promotion_path_list");
	if (!wire_coupon_works(call, wares))
		return;
	struct json *step = json_add_object(json_put_array(list, "final_promotion_path_map_data"));
	json_put_text(step, "promotion_title", "商品券");
	json_put_text(step, "promotion_desc",
		arena_print(&call->arena, "满%s减%s", wire_yuan(call, coupon->threshold.minor),
			wire_yuan(call, coupon->face.minor)));
	json_put_text(step, "promotion_fee", wire_yuan(call, coupon->face.minor));
	json_put_text(step, "promotion_start_time", wire_number(call, coupon->starts_at * 1000));
	json_put_text(step, "promotion_end_time", wire_number(call, coupon->ends_at * 1000));
	json_put_text(step, "promotion_id", coupon->id);
}

static void put_basic(struct call *call, const struct wares *wares, struct json *basic)
{
	json_put_text(basic, "title", goods_title(call, wares));
	json_put_text(basic, "sub_title", "--");
	json_put_text(basic, "brand_name", goods_brand(wares));
	json_put_text(basic, "pict_url",
		arena_print(&call->arena,
			"//img.alicdn.com/bao/uploaded/i1/practice/%" PRId64 ".jpg", wares->n));
	json_put_whole(basic, "category_id", cids[wares->category % CATEGORIES]);
	json_put_text(basic, "category_name", categories[wares->category % CATEGORIES].name);
	/* Beyond what a double can hold. */
	json_put_whole(basic, "seller_id", INT64_C(9100000000000000001) + wares->merchant_n);
	json_put_text(basic, "shop_title", wares->merchant);
	json_put_whole(basic, "user_type", wares->merchant_n % 2);
	json_put_whole(basic, "volume", wares->sales);
}

/* `whole`: as a detail, which tells the shop's score, too. */
static void put_goods(struct call *call, const struct wares *wares, bool whole, struct json *item)
{
	int64_t final = goods_final(wares, call->now_s);
	json_put_text(item, "item_id", wire_goods_id(call, PLATFORM_TAOBAO, wares->n));
	struct json *basic = json_put_object(item, "item_basic_info");
	put_basic(call, wares, basic);
	if (whole && wares->score != UNKNOWN)
		json_put_whole(basic, "shop_dsr", wares->score * DSR_POINT);
	struct json *price = json_put_object(item, "price_promotion_info");
	if (wares->list_price)
		json_put_text(price, "reserve_price", wire_yuan(call, wares->list_price));
	json_put_text(price, "zk_final_price", wire_yuan(call, wares->price));
	if (final < wares->price)
		json_put_text(price, "final_promotion_price", wire_yuan(call, final));
	put_coupon(call, wares, price);
	struct json *publish = json_put_object(item, "publish_info");
	json_put_text(publish, "income_rate", wire_percent(call, wares->rate_bp));
	json_put_text(publish, "commission_type", "MKT");
	struct json *income = json_put_object(publish, "income_info");
	json_put_text(income, "commission_rate", wire_number(call, wares->rate_bp));
	json_put_text(income, "commission_amount", wire_yuan(call, final * wares->rate_bp / 10000));
	json_put_text(income, "subsidy_rate", "0");
}

/* A list of one may come as the one itself. */
static enum err answer_list(
	struct call *call, const char *frame, const char *total, const struct wire_page *page)
{
	struct json *root = json_object(), *body = json_put_object(root, frame);
	struct json *list = json_put_object(body, "result_list");
	json_put_whole(body, total, page->total);
	if (page->count == 1)
		put_goods(call, &page->rows[0], false, json_put_object(list, "map_data"));
	struct json *rows = page->count > 1 ? json_put_array(list, "map_data") : NULL;
	for (size_t i = 0; rows && i < page->count; i++)
		put_goods(call, &page->rows[i], false, json_add_object(rows));
	json_put_text(body, "request_id", "practice");
	return answer_json(call, 200, root);
}

static void choose_sort(struct call *call, struct wire_wish *wish)
{
	static const struct {
		const char *key;
		enum wire_sort sort;
	} keys[] = { { "total_sales", WIRE_BY_SALES }, { "tk_rate", WIRE_BY_RATE },
		{ "tk_total_commi", WIRE_BY_COMMISSION }, { "tk_total_sales", WIRE_BY_SALES },
		{ "final_promotion_price", WIRE_BY_PRICE } };
	const char *text = request_query(call->request, "sort");
	for (size_t i = 0; text && i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t length = strlen(keys[i].key);
		if (strncmp(text, keys[i].key, length) != 0 || text[length] != '_')
			continue;
		wish->sort = keys[i].sort;
		wish->upwards = strcmp(text + length, "_asc") == 0;
	}
}

static enum err search(struct call *call)
{
	const struct request *request = call->request;
	const char *coupon = request_query(request, "has_coupon"),
		   *cats = request_query(request, "cat");
	struct wire_wish wish = { .words = request_query(request, "q"),
		.categories = wire_categories(cats, cids),
		.price_from = 100 * wire_whole(call, "start_price", 0),
		.price_to = 100 * wire_whole(call, "end_price", 0),
		.rate_from_bp = wire_whole(call, "start_tk_rate", 0),
		.rate_to_bp = wire_whole(call, "end_tk_rate", 0),
		.has_coupon = coupon && strcmp(coupon, "true") == 0 };
	struct wire_page page;
	if (!wish.words && !cats)
		return taobao_lacks(call, "q");
	if (!taobao_position(call) || !taobao_page(call, &wish.page, &wish.size))
		return OK;
	choose_sort(call, &wish);
	enum err err = wire_search(call, &wish, &page);
	if (err == OK && page.total == 0)
		return taobao_refuse(call, 15, "50001", "无结果");
	return err == OK ? answer_list(call, "tbk_dg_material_optional_upgrade_response",
				   "total_results", &page)
			 : err;
}

/* Topics: which, their names, and what is in them. */
static const struct {
	int64_t id;
	const char *name;
	enum wire_sort sort;
	bool has_coupon;
} topics[] = { { 28026, "热销榜", WIRE_BY_SALES, false }, { 27446, "大额券", WIRE_BY_SALES, true },
	{ 13366, "高佣榜", WIRE_BY_RATE, false } };

static enum err topic_list(struct call *call)
{
	struct json *root = json_object();
	struct json *data = json_put_object(
		json_put_object(root, "tbk_optimus_tou_material_ids_get_response"), "data");
	struct json *rows =
		json_put_array(json_put_object(data, "tou_materials"), "tou_material_dto");
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++) {
		struct json *row = json_add_object(rows);
		json_put_whole(row, "material_id", topics[i].id);
		json_put_text(row, "material_name", topics[i].name);
		json_put_whole(row, "material_type", 1);
	}
	return answer_json(call, 200, root);
}

static enum err topic(struct call *call)
{
	int64_t id = wire_whole(call, "material_id", 0);
	struct wire_wish wish = { 0 };
	struct wire_page page = { 0 };
	enum err err = OK;
	if (!taobao_position(call) || !taobao_page(call, &wish.page, &wish.size))
		return OK;
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++) {
		if (topics[i].id != id)
			continue;
		wish.sort = topics[i].sort;
		wish.has_coupon = topics[i].has_coupon;
		err = wire_search(call, &wish, &page);
	}
	return err == OK ? answer_list(
				   call, "tbk_dg_material_recommend_response", "total_count", &page)
			 : err;
}

const char *taobao_next_id(struct call *call, const char **list, int *count)
{
	size_t length = *list ? strcspn(*list, ",") : 0;
	if (length == 0 || ++*count > IDS_MOST)
		return NULL;
	const char *id = arena_bytes(&call->arena, *list, length);
	*list += length + ((*list)[length] == ',');
	return id;
}

/* Ids that are not known are just missing. */
static enum err detail(struct call *call)
{
	const char *list = request_query(call->request, "item_id"), *id;
	struct wares wares;
	enum err err = OK;
	int count = 0;
	if (!list)
		return taobao_lacks(call, "item_id");
	struct json *root = json_object();
	struct json *results = json_put_object(
		json_put_object(root, "tbk_item_info_upgrade_get_response"), "results");
	struct json *rows = NULL;
	while ((id = taobao_next_id(call, &list, &count))) {
		err = wire_load(call, PLATFORM_TAOBAO, id, &wares);
		if (err != OK && err != ERR_NOTHING)
			break;
		if (err == ERR_NOTHING)
			continue;
		if (!rows)
			rows = json_put_array(results, "tbk_item_detail");
		struct json *item = json_add_object(rows);
		put_goods(call, &wares, true, item);
		json_put_text(item, "input_item_iid", id);
	}
	if (err == OK || err == ERR_NOTHING)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

static enum err category_tree(struct call *call)
{
	struct json *root = json_object();
	struct json *rows = json_put_array(
		json_put_object(json_put_object(root, "itemcats_get_response"), "item_cats"),
		"item_cat");
	for (int i = 0; i < CATEGORIES; i++) {
		struct json *row = json_add_object(rows);
		json_put_whole(row, "cid", cids[i]);
		json_put_whole(row, "parent_cid", 0);
		json_put_text(row, "name", categories[i].name);
		json_put_bool(row, "is_parent", false);
		json_put_text(row, "status", "normal");
	}
	return answer_json(call, 200, root);
}

static enum err coupon(struct call *call)
{
	const char *activity = request_query(call->request, "activity_id");
	struct wares wares;
	enum err err =
		wire_load(call, PLATFORM_TAOBAO, request_query(call->request, "item_id"), &wares);
	const struct coupon *row = &wares.coupon;
	if (err != OK && err != ERR_NOTHING)
		return err;
	if (err == ERR_NOTHING || !row->id || !activity || strcmp(row->id, activity) != 0)
		return taobao_refuse(call, 15, "10", "券不存在");
	if (row->left == 0 || row->ends_at <= call->now_s)
		return taobao_refuse(call, 15, row->left == 0 ? "11" : "12", "券已领完或过期");
	struct json *root = json_object();
	struct json *data =
		json_put_object(json_put_object(root, "tbk_coupon_get_response"), "data");
	json_put_text(data, "coupon_activity_id", row->id);
	json_put_text(data, "coupon_amount", wire_yuan(call, row->face.minor));
	json_put_text(data, "coupon_start_fee", wire_yuan(call, row->threshold.minor));
	json_put_whole(data, "coupon_remain_count", row->left);
	json_put_whole(data, "coupon_total_count", row->total);
	json_put_text(data, "coupon_start_time", wire_beijing(call, row->starts_at));
	json_put_text(data, "coupon_end_time", wire_beijing(call, row->ends_at));
	return answer_json(call, 200, root);
}

/* ---- the door */

enum err wire_taobao(struct call *call)
{
	static const char *const needed[] = { "method", "app_key", "timestamp", "v", "sign_method",
		"format", "sign", NULL };
	/* Without a format it would be XML. */
	static const char *const fixed[][2] = { { "v", "2.0" }, { "format", "json" },
		{ NULL, NULL } };
	static const struct wire_door door = { PLATFORM_TAOBAO, "app_key", "timestamp", false,
		needed, fixed };
	static const struct wire_method methods[] = {
		{ "taobao.tbk.dg.material.optional.upgrade", search },
		{ "taobao.tbk.dg.material.recommend", topic },
		{ "taobao.tbk.optimus.tou.material.ids.get", topic_list },
		{ "taobao.tbk.item.info.upgrade.get", detail },
		{ "taobao.tbk.coupon.get", coupon },
		{ "taobao.tbk.dg.general.link.convert", taobao_convert },
		{ "taobao.itemcats.get", category_tree },
		{ "taobao.tbk.order.details.get", taobao_orders },
		{ "taobao.tbk.order.refund.get", taobao_refunds },
		{ "taobao.tbk.dg.punish.order.get", taobao_penalties },
		{ NULL, NULL },
	};
	static const struct {
		int code;
		const char *sub_code, *sub_msg;
	} faults[WIRE_FAULTS] = {
		[WIRE_QUOTA] = { 7, "accesscontrol.limited-by-api-access-count",
			"This ban will last for 7 more seconds" },
		[WIRE_BUSY] = { 15, "isp.top-remote-connection-timeout", "服务暂时不可用" },
		[WIRE_EXPIRED] = { 27, "session-expired", "授权已过期" },
		[WIRE_KEY] = { 29, "isv.appkey-not-exists", NULL },
		[WIRE_TIME] = { 31, NULL, NULL },
		[WIRE_SIGN] = { 25, NULL, NULL },
	};
	const char *about = "";
	enum wire_fault fault = wire_check(call, &door, &about);
	if (fault == WIRE_LACKS)
		return taobao_lacks(call, about);
	if (fault == WIRE_VALUE)
		return taobao_refuse(call, *about == 'v' ? 33 : 23, NULL, NULL);
	if (fault != WIRE_FINE)
		return taobao_refuse(
			call, faults[fault].code, faults[fault].sub_code, faults[fault].sub_msg);
	const struct wire_method *method =
		wire_method(methods, request_query(call->request, "method"));
	if (!method)
		return taobao_refuse(call, 22, NULL, NULL);
	enum err err = wire_shop(call, PLATFORM_TAOBAO);
	return err == OK ? method->answer(call) : err;
}
