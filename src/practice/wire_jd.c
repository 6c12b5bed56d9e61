/*
 * wire_jd: JD Union: the door and goods. Its habits: the answer is a JSON text inside a JSON, under
 * a name that ends in `_responce`; a refusal of the method comes inside a success of the gateway;
 * prices are numbers in yuan, rates in percent, times in milliseconds; nothing found is a code of
 * its own. Links are in wire_jd_links.c, orders in wire_jd_orders.c.
 */
#include "practice/wire_jd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_LONGEST = 30, CHANNEL_LONGEST = 50, IDS_MOST = 20, CID_FIRST = 1315 };
enum { NOTHING_FOUND = 201, NO_MORE_PAGES = 202 };

/* ---- answering */

static const char *method_of(struct call *call)
{
	const char *name = request_query(call->request, "method");
	return name ? name : "";
}

enum err jd_answer(struct call *call, struct json *inner)
{
	const char *method = method_of(call), *last = strrchr(method, '.');
	char *frame = arena_print(&call->arena, "%s_responce", method), *text = json_print(inner);
	for (char *at = frame; *at; at++)
		if (*at == '.')
			*at = '_';
	struct json *root = json_object(), *body = json_put_object(root, frame);
	json_put_text(body, "code", "0");
	json_put_text(body, arena_print(&call->arena, "%sResult", last ? last + 1 : ""), text);
	free(text);
	json_free(inner);
	return answer_json(call, 200, root);
}

struct json *jd_inner(int64_t code, const char *message)
{
	struct json *inner = json_object();
	json_put_whole(inner, "code", code);
	json_put_text(inner, "message", message);
	json_put_text(inner, "requestId", "o_practice");
	return inner;
}

enum err jd_refuse(struct call *call, int64_t code, const char *message)
{
	return jd_answer(call, jd_inner(code, message));
}

static enum err refuse_at_gate(struct call *call, int code, const char *zh, const char *en)
{
	struct json *root = json_object(), *body = json_put_object(root, "error_response");
	json_put_text(body, "code", wire_number(call, code));
	json_put_text(body, "zh_desc", zh);
	json_put_text(body, "en_desc", en);
	return answer_json(call, 200, root);
}

const struct json *jd_open(struct call *call, const char *name, struct json **whole)
{
	const char *text = request_query(call->request, "360buy_param_json");
	*whole = NULL;
	if (json_parse(text, strlen(text), whole, NULL) == OK &&
		json_is_object(json_at(*whole, name)))
		return json_at(*whole, name);
	json_free(*whole);
	jd_refuse(call, 400, "参数错误");
	return NULL;
}

/* ---- goods */

static void put_yuan(struct call *call, struct json *object, const char *name, int64_t minor)
{
	json_put_digits(object, name, wire_yuan(call, minor));
}

static void put_coupon(struct call *call, const struct wares *wares, struct json *item)
{
	const struct coupon *coupon = &wares->coupon;
	struct json *rows = json_put_array(json_put_object(item, "couponInfo"), "couponList");
	if (!coupon->id)
		return;
	struct json *row = json_add_object(rows);
	json_put_text(row, "link",
		arena_print(&call->arena,
			"https://coupon.m.jd.com/coupons/show.action?key=%s&to=practice",
			coupon->id));
	put_yuan(call, row, "discount", coupon->face.minor);
	put_yuan(call, row, "quota", coupon->threshold.minor);
	json_put_whole(row, "bindType", 3);
	json_put_whole(row, "couponStyle", 0);
	json_put_whole(row, "isBest", 1);
	json_put_whole(row, "useStartTime", coupon->starts_at * 1000);
	json_put_whole(row, "useEndTime", coupon->ends_at * 1000);
}

static void put_money(struct call *call, const struct wares *wares, struct json *item)
{
	int64_t final = goods_final(wares, call->now_s);
	struct json *price = json_put_object(item, "priceInfo");
	put_yuan(call, price, "price", wares->list_price ? wares->list_price : wares->price);
	put_yuan(call, price, "lowestPrice", wares->price);
	json_put_whole(price, "lowestPriceType", 1);
	put_yuan(call, price, "lowestCouponPrice", final);
	struct json *commission = json_put_object(item, "commissionInfo");
	put_yuan(call, commission, "commission", wares->price * wares->rate_bp / 10000);
	put_yuan(call, commission, "couponCommission", final * wares->rate_bp / 10000);
	json_put_digits(commission, "commissionShare", wire_percent(call, wares->rate_bp));
	json_put_whole(commission, "isLock", wares->lock_ends_at > 0);
	json_put_whole(commission, "endTime", wares->lock_ends_at * 1000);
}

static void put_goods(struct call *call, const struct wares *wares, struct json *item)
{
	const char *id = wire_goods_id(call, PLATFORM_JD, wares->n);
	json_put_text(item, "itemId", id);
	json_put_text(item, "skuName", goods_title(call, wares));
	json_put_text(item, "brandName", goods_brand(wares));
	if (goods_is_book(wares))
		json_put_text(json_put_object(item, "bookInfo"), "isbn",
			goods_barcode(wares, &call->arena));
	/* Without a scheme. */
	json_put_text(item, "materialUrl",
		arena_print(&call->arena, "jingfen.jd.com/detail/%s.html", id));
	struct json *category = json_put_object(item, "categoryInfo");
	json_put_whole(category, "cid1", CID_FIRST + wares->category);
	json_put_text(category, "cid1Name", categories[wares->category % CATEGORIES].name);
	put_money(call, wares, item);
	put_coupon(call, wares, item);
	struct json *picture =
		json_add_object(json_put_array(json_put_object(item, "imageInfo"), "imageList"));
	json_put_text(picture, "url",
		arena_print(&call->arena, "//img14.360buyimg.com/pop/jfs/practice/%" PRId64 ".jpg",
			wares->n));
	struct json *shop = json_put_object(item, "shopInfo");
	json_put_text(shop, "shopName", wares->merchant);
	if (wares->score != UNKNOWN)
		json_put_digits(shop, "shopLevel", wire_yuan(call, wares->score * 5));
	json_put_text(item, "inOrderCount30Days", wire_number(call, wares->sales)); /* as text */
	json_put_object(item, "pinGouInfo");
	json_put_object(item, "videoInfo");
}

static enum err answer_page(
	struct call *call, const struct wire_wish *wish, const struct wire_page *page)
{
	if (page->count == 0)
		return wish->page == 1 ? jd_refuse(call, NOTHING_FOUND, "无结果")
				       : jd_refuse(call, NO_MORE_PAGES, "已达到分页上限");
	struct json *inner = jd_inner(200, "success");
	struct json *rows = json_put_array(inner, "data");
	for (size_t i = 0; i < page->count; i++)
		put_goods(call, &page->rows[i], json_add_object(rows));
	json_put_whole(inner, "totalCount", page->total);
	return jd_answer(call, inner);
}

static bool fill_page(
	struct call *call, const struct json *asked, int64_t longest, struct wire_wish *wish)
{
	wish->page = wire_member(asked, "pageIndex", 1);
	wish->size = wire_member(asked, "pageSize", 20);
	if (wish->page >= 1 && wish->page <= 100000 && wish->size >= 1 && wish->size <= longest)
		return true;
	jd_refuse(call, 401, "pageSize超过最大限制");
	return false;
}

static void fill_sort(const struct json *asked, struct wire_wish *wish)
{
	static const struct {
		const char *name;
		enum wire_sort sort;
	} names[] = { { "price", WIRE_BY_PRICE }, { "commissionShare", WIRE_BY_RATE },
		{ "commission", WIRE_BY_COMMISSION }, { "inOrderCount30Days", WIRE_BY_SALES },
		{ "inOrderCount30DaysSku", WIRE_BY_SALES } };
	const char *name = json_raw(json_at(asked, "sortName")),
		   *way = json_raw(json_at(asked, "sort"));
	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, name) == 0)
			wish->sort = names[i].sort;
	wish->upwards = way && strcmp(way, "asc") == 0;
}

static void fill_wish(const struct json *asked, struct wire_wish *wish)
{
	int64_t ids[CATEGORIES], cid = wire_member(asked, "cid1", 0);
	for (int i = 0; i < CATEGORIES; i++)
		ids[i] = CID_FIRST + i;
	for (int i = 0; cid && i < CATEGORIES; i++)
		wish->categories |= ids[i] == cid ? UINT32_C(1) << i : UINT32_C(1) << CATEGORIES;
	wish->words = json_raw(json_at(asked, "keyword"));
	wish->price_from = 100 * wire_member(asked, "pricefrom", 0);
	wish->price_to = 100 * wire_member(asked, "priceto", 0);
	wish->rate_from_bp = 100 * wire_member(asked, "commissionShareStart", 0);
	wish->rate_to_bp = 100 * wire_member(asked, "commissionShareEnd", 0);
	wish->has_coupon = wire_member(asked, "isCoupon", 0) == 1;
}

/* By ids: those that are not known are missing. */
static enum err load_items(struct call *call, const struct json *ids, struct wire_page *page)
{
	*page = (struct wire_page){ .rows = arena_take_array(
					    &call->arena, IDS_MOST, sizeof(*page->rows)) };
	for (size_t i = 0; i < json_count(ids) && i < IDS_MOST; i++) {
		enum err err = wire_load(
			call, PLATFORM_JD, json_raw(json_item(ids, i)), &page->rows[page->count]);
		if (err != OK && err != ERR_NOTHING)
			return err;
		page->count += err == OK;
	}
	page->total = (int64_t)page->count;
	return OK;
}

static enum err search_by(struct call *call, const struct json *asked)
{
	const struct json *ids = json_at(asked, "itemIds");
	struct wire_wish wish = { 0 };
	struct wire_page page;
	enum err err;
	if (!fill_page(call, asked, PAGE_LONGEST, &wish))
		return OK;
	if (json_count(ids) > 0) {
		err = load_items(call, ids, &page);
	} else {
		fill_wish(asked, &wish);
		fill_sort(asked, &wish);
		err = wire_search(call, &wish, &page);
	}
	return err == OK ? answer_page(call, &wish, &page) : err;
}

static enum err search(struct call *call)
{
	struct json *whole;
	const struct json *asked = jd_open(call, "goodsReqDTO", &whole);
	if (!asked)
		return OK;
	int64_t scene = wire_member(asked, "sceneId", 0);
	enum err err = scene == 2   ? jd_refuse(call, 403, "您没有该接口的使用权限")
		       : scene != 1 ? jd_refuse(call, 400, "sceneId不能为空")
				    : search_by(call, asked);
	json_free(whole);
	return err;
}

static enum err channel(struct call *call)
{
	struct json *whole;
	const struct json *asked = jd_open(call, "goodsReq", &whole);
	struct wire_wish wish = { 0 };
	struct wire_page page;
	if (!asked)
		return OK;
	int64_t elite = wire_member(asked, "eliteId", 0);
	enum err err = OK;
	if (elite <= 0) {
		jd_refuse(call, 400, "eliteId不能为空");
	} else if (fill_page(call, asked, CHANNEL_LONGEST, &wish)) {
		wish.has_coupon = elite == 1;
		wish.price_to = elite == 10 ? 990 : 0;
		wish.rate_from_bp = elite == 129 ? 2000 : 0;
		fill_sort(asked, &wish);
		err = wire_search(call, &wish, &page);
		if (err == OK)
			answer_page(call, &wish, &page);
	}
	json_free(whole);
	return err;
}

static enum err category_tree(struct call *call)
{
	struct json *whole;
	const struct json *asked = jd_open(call, "req", &whole);
	if (!asked)
		return OK;
	bool roots = wire_member(asked, "parentId", 0) == 0;
	struct json *inner = jd_inner(200, "success"), *rows = json_put_array(inner, "data");
	for (int i = 0; roots && i < CATEGORIES; i++) {
		struct json *row = json_add_object(rows);
		json_put_whole(row, "id", CID_FIRST + i);
		json_put_text(row, "name", categories[i].name);
		json_put_whole(row, "grade", 0);
		json_put_whole(row, "parentId", 0);
	}
	json_free(whole);
	return jd_answer(call, inner);
}

/* ---- the door */

enum err wire_jd(struct call *call)
{
	static const char *const needed[] = { "method", "app_key", "timestamp", "format", "v",
		"360buy_param_json", "sign", NULL };
	static const char *const fixed[][2] = { { "v", "1.0" }, { "format", "json" },
		{ NULL, NULL } };
	static const struct wire_door door = { PLATFORM_JD, "app_key", "timestamp", false, needed,
		fixed };
	static const struct wire_method methods[] = {
		{ "jd.union.open.goods.query", search },
		{ "jd.union.open.goods.jingfen.query", channel },
		{ "jd.union.open.category.goods.get", category_tree },
		{ "jd.union.open.promotion.common.get", jd_link_for_site },
		{ "jd.union.open.promotion.bysubunionid.get", jd_link_for_chat },
		{ "jd.union.open.order.row.query", jd_orders },
		{ NULL, NULL },
	};
	static const struct {
		int code;
		const char *zh, *en;
	} faults[WIRE_FAULTS] = {
		[WIRE_EXPIRED] = { 19, "token已过期或者不存在", "Token is expired or invalid" },
		[WIRE_LACKS] = { 11, "缺少必要参数", "Missing parameter" },
		[WIRE_VALUE] = { 5, "不支持的版本", "Unsupported version" },
		[WIRE_KEY] = { 21, "无效app_key", "Invalid app_key" },
		[WIRE_TIME] = { 8, "无效时间戳", "Invalid timestamp" },
		[WIRE_SIGN] = { 12, "无效签名", "Invalid signature" },
	};
	const char *about = "";
	enum wire_fault fault = wire_check(call, &door, &about);
	if (fault == WIRE_QUOTA)
		return jd_refuse(call, 429, "请求过于频繁");
	if (fault == WIRE_BUSY)
		return jd_refuse(call, 500, "系统繁忙");
	if (fault != WIRE_FINE)
		return refuse_at_gate(call, faults[fault].code, faults[fault].zh, faults[fault].en);
	const struct wire_method *method = wire_method(methods, method_of(call));
	if (!method)
		return refuse_at_gate(call, 15, "不存在的方法名", "Invalid method");
	enum err err = wire_shop(call, PLATFORM_JD);
	return err == OK ? method->answer(call) : err;
}
