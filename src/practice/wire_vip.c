/*
 * wire_vip: VIPshop's union: the door, goods and links. Its habits: what all methods share stands
 * in the query, the method's own in a JSON body whose bytes are signed, too; ids of nineteen digits
 * as text, amounts and rates as text, times in milliseconds here and in seconds there. Orders are
 * in wire_vip_orders.c.
 */
#include "practice/wire_vip.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SEARCH_LONGEST = 50, LIST_LONGEST = 100, IDS_MOST = 10, SCORE_POINT = 5 };
#define CAT INT64_C(30000)
/* Where goods were shown; links take it back, and no other. */
#define AD_CODE "unionapi"

/* ---- answering */

enum err vip_refuse(struct call *call, const char *code, const char *message)
{
	struct json *root = json_object();
	json_put_text(root, "returnCode", code);
	json_put_text(root, "returnMessage", message);
	return answer_json(call, 200, root);
}

struct json *vip_envelope(void)
{
	struct json *root = json_object();
	json_put_text(root, "returnCode", "0");
	return root;
}

const struct json *vip_asked(struct call *call, const char *name)
{
	return json_at(call->body, name);
}

static enum err refuse_parameter(struct call *call, const char *name)
{
	return vip_refuse(call, "vipapis.parameter-notmatch", name);
}

bool vip_page(struct call *call, const struct json *asked, int64_t longest, int64_t page[2])
{
	page[0] = wire_member(asked, "page", 1);
	page[1] = wire_member(asked, "pageSize", 20);
	if (page[0] >= 1 && page[0] <= 100000 && page[1] >= 1 && page[1] <= longest)
		return true;
	refuse_parameter(call, "page, pageSize");
	return false;
}

/* The position is a mark of the asker's own; but another account's is refused. False = refused. */
static bool position_is_ours(struct call *call, const struct json *asked)
{
	const char *tag = json_raw(json_at(asked, "chanTag"));
	if (!tag || strcmp(tag, wire_platforms[PLATFORM_VIP].pid) == 0)
		return true;
	vip_refuse(call, "vipapis.parameter-notmatch", "chanTag不存在");
	return false;
}

/* ---- goods */

static void put_coupon(struct call *call, const struct coupon *coupon, struct json *object)
{
	json_put_text(object, "couponNo", coupon->id);
	json_put_text(object, "fav", wire_yuan(call, coupon->face.minor));
	json_put_text(object, "buy", wire_yuan(call, coupon->threshold.minor));
	json_put_whole(object, "couponType", 2);
	json_put_whole(object, "totalAmount", coupon->total);
	json_put_whole(object, "activedAmount", coupon->total - coupon->left);
	json_put_whole(object, "useBeginTime", coupon->starts_at * 1000);
	json_put_whole(object, "useEndTime", coupon->ends_at * 1000);
}

static void put_goods(struct call *call, const struct wares *wares, struct json *item)
{
	int64_t final = goods_final(wares, call->now_s);
	json_put_text(item, "goodsId", wire_goods_id(call, PLATFORM_VIP, wares->n));
	json_put_text(item, "goodsName", goods_title(call, wares));
	json_put_text(item, "brandName", goods_brand(wares));
	json_put_text(item, "sn", goods_model(wares, &call->arena));
	json_put_text(item, "marketPrice",
		wire_yuan(call, wares->list_price ? wares->list_price : wares->price));
	json_put_text(item, "vipPrice", wire_yuan(call, wares->price));
	json_put_text(item, "estimatePrice", wire_yuan(call, final));
	json_put_text(item, "commissionRate", wire_percent(call, wares->rate_bp));
	json_put_text(item, "commission", wire_yuan(call, final * wares->rate_bp / 10000));
	json_put_text(item, "goodsMainPicture",
		arena_print(&call->arena, "//h2.appsimg.com/a.appsimg.com/practice/%" PRId64 ".jpg",
			wares->n));
	json_put_whole(item, "cat1stId", CAT + wares->category);
	json_put_text(item, "cat1stName", categories[wares->category % CATEGORIES].name);
	json_put_whole(item, "status", 1);
	json_put_whole(item, "saleStockStatus", wares->stock == 0 ? 1 : 2);
	json_put_text(json_put_object(item, "storeInfo"), "storeName", wares->merchant);
	if (wares->score != UNKNOWN)
		json_put_text(json_put_object(item, "storeServiceCapability"), "storeScore",
			wire_yuan(call, wares->score * SCORE_POINT));
	json_put_text(item, "adCode", AD_CODE);
	json_put_text(item, "productSales", wire_number(call, wares->sales));
	if (wares->coupon.id)
		put_coupon(call, &wares->coupon, json_put_object(item, "couponInfo"));
	else
		json_put_null(item, "couponInfo");
}

static void fill_sort(const struct json *asked, struct wire_wish *wish)
{
	const char *name = json_raw(json_at(asked, "fieldName"));
	if (name && strcmp(name, "PRICE") == 0)
		wish->sort = WIRE_BY_PRICE;
	else if (name && strcmp(name, "COMMISSION") == 0)
		wish->sort = WIRE_BY_COMMISSION;
	else if (name && strcmp(name, "COMM_RATIO") == 0)
		wish->sort = WIRE_BY_RATE;
	wish->upwards = name && wire_member(asked, "order", 1) == 0;
}

/* Nothing found is no result at all. */
static enum err answer_list(
	struct call *call, const struct wire_wish *wish, const struct wire_page *page)
{
	struct json *root = vip_envelope();
	if (page->count == 0) {
		json_put_null(root, "result");
		return answer_json(call, 200, root);
	}
	struct json *result = json_put_object(root, "result");
	struct json *rows = json_put_array(result, "goodsInfoList");
	for (size_t i = 0; i < page->count; i++)
		put_goods(call, &page->rows[i], json_add_object(rows));
	json_put_whole(result, "total", page->total);
	json_put_whole(result, "page", wish->page);
	json_put_whole(result, "pageSize", wish->size);
	return answer_json(call, 200, root);
}

/* goodsList and query differ in the words only. */
static enum err list_for(struct call *call, bool by_words)
{
	const struct json *asked = vip_asked(call, "request");
	const char *words = json_raw(json_at(asked, "keyword"));
	int64_t page[2];
	struct wire_page found;
	if (by_words && !words)
		return refuse_parameter(call, "keyword");
	if (!vip_page(call, asked, by_words ? SEARCH_LONGEST : LIST_LONGEST, page) ||
		!position_is_ours(call, asked))
		return OK;
	struct wire_wish wish = { .words = by_words ? words : NULL,
		.price_from = wire_minor(json_raw(json_at(asked, "priceStart"))),
		.price_to = wire_minor(json_raw(json_at(asked, "priceEnd"))),
		.page = page[0],
		.size = page[1] };
	if (!by_words && wire_member(asked, "channelType", 1) == 0)
		wish.sort = WIRE_BY_RATE;
	fill_sort(asked, &wish);
	enum err err = wire_search(call, &wish, &found);
	return err == OK ? answer_list(call, &wish, &found) : err;
}

static enum err search(struct call *call)
{
	return list_for(call, true);
}

static enum err list(struct call *call)
{
	return list_for(call, false);
}

/* Pages by an offset that the answer before tells. */
static enum err selection(struct call *call)
{
	const struct json *asked = vip_asked(call, "request");
	struct wire_wish wish = { .size = wire_member(asked, "pageSize", 20) };
	struct wire_page page;
	int64_t offset = wire_member(asked, "offset", 0);
	if (wish.size < 1 || wish.size > LIST_LONGEST || offset < 0)
		return refuse_parameter(call, "offset, pageSize");
	wish.page = offset / wish.size + 1;
	if (wire_member(asked, "sourceType", 0) == 0 && wire_member(asked, "channelType", 1) == 0)
		wish.sort = WIRE_BY_RATE;
	enum err err = wire_search(call, &wish, &page);
	if (err != OK)
		return err;
	struct json *root = vip_envelope(), *result = json_put_object(root, "result");
	struct json *rows = json_put_array(result, "goodsInfoList");
	for (size_t i = 0; i < page.count; i++)
		put_goods(call, &page.rows[i], json_add_object(rows));
	json_put_bool(result, "lastPage", wish.page * wish.size >= page.total);
	json_put_whole(result, "nextPageOffset", wish.page * wish.size);
	json_put_text(result, "batchNo", "practice");
	return answer_json(call, 200, root);
}

/* Here the result is the list itself. */
static enum err detail(struct call *call)
{
	const struct json *ids = json_at(vip_asked(call, "request"), "goodsIds");
	enum err err = OK;
	if (json_count(ids) < 1 || json_count(ids) > IDS_MOST)
		return refuse_parameter(call, "goodsIds");
	struct json *root = vip_envelope(), *rows = json_put_array(root, "result");
	for (size_t i = 0; i < json_count(ids) && (err == OK || err == ERR_NOTHING); i++) {
		struct wares wares;
		err = wire_load(call, PLATFORM_VIP, json_raw(json_item(ids, i)), &wares);
		if (err == OK)
			put_goods(call, &wares, json_add_object(rows));
	}
	if (err == OK || err == ERR_NOTHING)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

static enum err category_tree(struct call *call)
{
	struct json *root = vip_envelope(), *result = json_put_object(root, "result");
	struct json *rows = json_put_array(result, "data");
	for (int i = 0; i < CATEGORIES; i++) {
		struct json *row = json_add_object(rows);
		json_put_whole(row, "id", CAT + i);
		json_put_text(row, "name", categories[i].name);
		json_put_whole(row, "grade", 1);
		json_put_whole(row, "parentId", 0);
	}
	json_put_whole(result, "total", CATEGORIES);
	return answer_json(call, 200, root);
}

/* ---- links */

/* What is not promoted is missing. */
static enum err put_link(struct call *call, const char *id, struct json *rows)
{
	struct wares wares;
	struct wire_link link = { 0 };
	enum err err = wire_load(call, PLATFORM_VIP, id, &wares);
	if (err == OK)
		err = wire_link(call, wares.n, json_raw(json_at(call->body, "statParam")), &link);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *row = json_add_object(rows);
	json_put_text(row, "source", id);
	json_put_text(row, "url", link.brief);
	json_put_text(row, "longUrl", link.url);
	json_put_text(row, "noEvokeUrl", link.brief);
	json_put_text(row, "vipWxUrl",
		arena_print(&call->arena, "pages/practice/practice.html?code=%s", link.code));
	json_put_text(row, "onlyCommand", arena_print(&call->arena, "/%s/", link.code));
	return OK;
}

static enum err convert(struct call *call)
{
	const struct json *ids = json_at(call->body, "goodsIdList");
	const char *code = json_raw(json_at(call->body, "urlGenByGoodsIdRequest.adCode"));
	enum err err = OK;
	if (json_count(ids) < 1 || json_count(ids) > IDS_MOST)
		return refuse_parameter(call, "goodsIdList");
	if (code && strcmp(code, AD_CODE) != 0)
		return refuse_parameter(call, "adCode");
	if (!position_is_ours(call, call->body))
		return OK;
	struct json *root = vip_envelope();
	struct json *rows = json_put_array(json_put_object(root, "result"), "urlInfoList");
	/* In no promised order: the last one first. */
	for (size_t i = json_count(ids); i-- > 0 && err == OK;)
		err = put_link(call, json_raw(json_item(ids, i)), rows);
	if (err == OK)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

/* ---- the door */

/* The methods, their services, and the name under which their arguments stand in the body (NULL:
 * the body itself). */
static const struct method {
	const char *service, *name, *argument;
	enum err (*answer)(struct call *call);
} methods[] = {
	{ "UnionGoodsService", "query", "request", search },
	{ "UnionGoodsService", "goodsList", "request", list },
	{ "UnionGoodsService", "goodsListV2", "request", selection },
	{ "UnionGoodsService", "getByGoodsIdsV2", "request", detail },
	{ "UnionGoodsService", "getCategorys", "request", category_tree },
	{ "UnionUrlService", "genByGoodsId", NULL, convert },
	{ "UnionOrderService", "orderList", "queryModel", vip_orders },
	{ "UnionOrderService", "refundOrderList", "request", vip_refunds },
};

static const struct method *find_method(struct call *call)
{
	static const char before[] = "com.vip.adp.api.open.service.";
	const char *service = request_query(call->request, "service"),
		   *name = request_query(call->request, "method");
	if (strncmp(service, before, sizeof(before) - 1) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (strcmp(methods[i].name, name) == 0 &&
			strcmp(methods[i].service, service + sizeof(before) - 1) == 0)
			return &methods[i];
	return NULL;
}

/* Reads the body; every method wants a requestId. False = refused already. */
static bool open_body(struct call *call, const struct method *method)
{
	bool good = json_parse(call->request->body, call->request->length, &call->body,
			    &call->fault) == OK;
	const struct json *asked =
		method->argument ? vip_asked(call, method->argument) : call->body;
	if (!good || !json_is_object(asked))
		refuse_parameter(call, method->argument ? method->argument : "body");
	else if (!json_raw(json_at(asked, "requestId")))
		vip_refuse(call, "vipapis.miss-parameter", "requestId");
	else
		return true;
	return false;
}

enum err wire_vip(struct call *call)
{
	static const char *const needed[] = { "service", "method", "version", "timestamp", "format",
		"appKey", "sign", NULL };
	static const char *const fixed[][2] = { { "format", "JSON" }, { NULL, NULL } };
	static const struct wire_door door = { PLATFORM_VIP, "appKey", "timestamp", true, needed,
		fixed };
	static const struct {
		const char *code, *message;
	} faults[WIRE_FAULTS] = {
		[WIRE_QUOTA] = { "vipapis.app-flow-overrun", "应用调用量超限" },
		[WIRE_BUSY] = { "vipapis.response-timeOut", "服务响应超时" },
		[WIRE_EXPIRED] = { "vipapis.oauth-invalidate-failure", "授权失效" },
		[WIRE_LACKS] = { "vipapis.miss-parameter", "缺少参数" },
		[WIRE_VALUE] = { "vipapis.parameter-notmatch", "format" },
		[WIRE_KEY] = { "vipapis.appkey-not-exist", "appKey不存在" },
		[WIRE_TIME] = { "vipapis.sign-not-match", "timestamp" },
		[WIRE_SIGN] = { "vipapis.sign-not-match", "签名不匹配" },
	};
	const char *about = "";
	enum wire_fault fault = wire_check(call, &door, &about);
	if (fault != WIRE_FINE)
		return vip_refuse(call, faults[fault].code, faults[fault].message);
	const struct method *method = find_method(call);
	if (!method)
		return vip_refuse(
			call, "vipapis.path.Error", request_query(call->request, "method"));
	if (!open_body(call, method))
		return OK;
	enum err err = wire_shop(call, PLATFORM_VIP);
	return err == OK ? method->answer(call) : err;
}
