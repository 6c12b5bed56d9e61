/*
 * jd: JD Union (京东联盟): its questions, its signature, its account. Every business value goes out
 * as one JSON text beside the fields that all methods share. Read next: jd_answer.c (the envelope
 * and what its codes mean), jd_read.c (goods, links), jd_orders.c.
 */
#include "supplier/jd.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "net/json.h"
#include "supplier/ask.h"
#include "supplier/form.h"

enum {
	PAGE = 30,	    /* the most of goods.query */
	ORDERS = 200,	    /* of 500; shorter answers time out less */
	HOT = 22,	    /* the channel "selling now" */
	ITEM = 1,	    /* sceneId: ids are letters and digits (since 2024) */
	SKU = 2,	    /* sceneId: ids are numbers; needs a right of its own */
	BY_UPDATE_TIME = 3, /* type of order.row.query */
	BOTH_LINKS = 3,	    /* chainType: the long link and the short one */
	HOUR_S = 3600,
	DAYS_BACK = 90,
};

/* ---- questions */

/* Takes the JSON of the business values; `name` is the method without its prefix. */
static enum err begin(const struct access *access, const char *name, struct json *json,
	struct arena *arena, struct http_question *question)
{
	form_begin(access, jd.address, arena, question);
	form_put(question, "method", arena_print(arena, "jd.union.open.%s", name));
	form_put_json(question, arena, "360buy_param_json", json);
	return OK;
}

static void put_page(struct json *json, const char *cursor, int size)
{
	int page = form_page(cursor);

	json_put_whole(json, "pageIndex", page > 0 ? page : 1);
	json_put_whole(json, "pageSize", size);
}

/* sortName of goods.query and of the channels, and which way is usual. */
static const struct {
	const char *search, *channel, *usual, *other;
} sorts[SORT_COUNT] = {
	[SORT_PRICE] = { "price", "price", "asc", "desc" },
	[SORT_COMMISSION] = { "commission", "commission", "desc", "asc" },
	[SORT_RATE] = { "commissionShare", "commissionShare", "desc", "asc" },
	[SORT_SALES] = { "inOrderCount30Days", "inOrderCount30DaysSku", "desc", "asc" },
};

static void put_sort(struct json *json, const struct goods_query *query, bool channel)
{
	const char *name = channel ? sorts[query->sort].channel : sorts[query->sort].search;

	if (!name)
		return;
	json_put_text(json, "sortName", name);
	json_put_text(json, "sort",
		query->reverse ? sorts[query->sort].other : sorts[query->sort].usual);
}

/* Bounds are whole yuan and percent there: wider is right, the store looks again exactly. */
static void put_bounds(struct json *json, const struct goods_query *query)
{
	if (query->price_from >= 100)
		json_put_whole(json, "pricefrom", query->price_from / 100);
	if (query->price_to > 0)
		json_put_whole(
			json, "priceto", query->price_to / 100 + (query->price_to % 100 > 0));
	if (query->rate_from_bp >= 100)
		json_put_whole(json, "commissionShareStart", query->rate_from_bp / 100);
	if (query->rate_to_bp > 0)
		json_put_whole(json, "commissionShareEnd",
			query->rate_to_bp / 100 + (query->rate_to_bp % 100 > 0));
	if (query->has_coupon)
		json_put_whole(json, "isCoupon", 1);
}

static enum err ask_channel(const struct access *access, int64_t channel,
	const struct goods_query *query, const char *cursor, struct arena *arena,
	struct http_question *question)
{
	struct json *json = json_object(), *inner = json_put_object(json, "goodsReq");

	json_put_whole(inner, "eliteId", channel);
	put_page(inner, cursor, PAGE);
	if (query)
		put_sort(inner, query, true);
	return begin(access, "goods.jingfen.query", json, arena, question);
}

/* Without words and category: what sells now, which needs no right of its own (search does). */
static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	struct json *json, *inner;

	if (!*query->words && !query->category)
		return ask_channel(access, HOT, query, cursor, arena, question);
	if (query->category && !form_is_numbers(query->category, 1))
		return ERR_NOTHING;
	json = json_object();
	inner = json_put_object(json, "goodsReqDTO");
	json_put_whole(inner, "sceneId", ITEM);
	if (*query->words)
		json_put_text(inner, "keyword", query->words);
	if (query->category)
		json_put_whole(inner, "cid1", strtoll(query->category, NULL, 10));
	put_page(inner, cursor, PAGE);
	put_bounds(inner, query);
	put_sort(inner, query, false);
	return begin(access, "goods.query", json, arena, question);
}

static enum err ask_topic(const struct access *access, const char *topic, const char *cursor,
	struct arena *arena, struct http_question *question)
{
	if (!form_is_numbers(topic, 1))
		return ERR_NOTHING;
	return ask_channel(access, strtoll(topic, NULL, 10), NULL, cursor, arena, question);
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	struct json *json = json_object(), *inner = json_put_object(json, "goodsReqDTO");

	json_put_whole(inner, "sceneId", form_is_numbers(id, 1) ? SKU : ITEM);
	if (form_is_numbers(id, 1))
		json_put_text(inner, "keyword", id);
	else
		json_add_text(json_put_array(inner, "itemIds"), id);
	return begin(access, "goods.query", json, arena, question);
}

static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	struct json *json = json_object(), *inner = json_put_object(json, "req");

	json_put_whole(inner, "parentId", 0);
	json_put_whole(inner, "grade", 0);
	return begin(access, "category.goods.get", json, arena, question);
}

/* The coupon, whose id is its address, goes along byte for byte, or the buyer would pay more than she
 * was told. */
static const char *coupon_of(const struct access *access)
{
	const char *id = access->goods ? access->goods->coupon.id : NULL;

	return id && strstr(id, "//") ? id : NULL;
}

/* A pid with a site is for goods shown on that site or in that app; for chats there is a method of
 * its own. A link made by the wrong one voids the order (validCode 14). */
static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	struct json *json = json_object(), *inner = json_put_object(json, "promotionCodeReq");
	const char *pid = access->account->pid ? access->account->pid : "";
	const char *site = strchr(pid, '_'), *position = site ? strrchr(site, '_') + 1 : pid;

	json_put_whole(inner, "sceneId", form_is_numbers(id, 1) ? SKU : ITEM);
	json_put_text(inner, "materialId",
		arena_print(arena,
			form_is_numbers(id, 1) ? "https://item.jd.com/%s.html"
				      : "https://jingfen.jd.com/detail/%s.html",
			id));
	if (coupon_of(access))
		json_put_text(inner, "couponUrl", coupon_of(access));
	if (form_is_numbers(position, 1))
		json_put_whole(inner, "positionId", strtoll(position, NULL, 10));
	if (site) {
		json_put_text(inner, "siteId",
			arena_bytes(arena, site + 1, (size_t)(position - site) - 2));
		return begin(access, "promotion.common.get", json, arena, question);
	}
	json_put_whole(inner, "chainType", BOTH_LINKS);
	json_put_whole(inner, "command", 1);
	json_put_text(inner, "subUnionId", channel_id(channel));
	return begin(access, "promotion.bysubunionid.get", json, arena, question);
}

static enum err ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	/* The first hour of the ninety days is too old by the time it is asked for. */
	int64_t oldest = access->now_s - (int64_t)DAYS_BACK * 24 * HOUR_S + 60;
	int64_t from = walk->from > oldest ? walk->from : oldest;
	int64_t until = walk->until > from ? walk->until : from + 1;
	struct json *json = json_object(), *inner = json_put_object(json, "orderReq");

	put_page(inner, walk->cursor, ORDERS);
	json_put_whole(inner, "type", BY_UPDATE_TIME);
	json_put_text(inner, "startTime", form_beijing(arena, from));
	json_put_text(inner, "endTime", form_beijing(arena, until));
	return begin(access, "order.row.query", json, arena, question);
}

/* ---- the account and its signature */

static const char *wrong_pid(const char *pid)
{
	return form_is_numbers(pid, 3) || form_is_numbers(pid, 1) ? NULL :
		N_("for a site or an app it is three numbers (union_site_position), for chats one.");
}

static const char *wrong_day(const char *day)
{
	int64_t at;

	return clock_read_day(day, &at) ? NULL : N_("it is a day like 2026-11-23.");
}

#define BESIDE_APP \
	N_("It stands on union.jd.com, My tools, My API, appkey and secretkey side by side.")

static const struct account_need needs[] = {
	{ "key", "appkey", BESIDE_APP, "0123456789abcdef0123456789abcdef", .wrong = form_wrong_key },
	{ "secret", "secretkey", BESIDE_APP, "", .wrong = form_wrong_secret },
	{ "pid", N_("promotion position"),
		N_("union.jd.com shows it under promotion management, positions."),
		"1000000001_4000000002_3000000003", .wrong = wrong_pid, .is_optional = true },
	{ "key_made", N_("day you made the key"),
		N_("JD's keys live 60 days: you are reminded ten days before the end."), "2026-11-23",
		.wrong = wrong_day, .is_optional = true },
	{ .name = NULL },
};

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	enum err err = supplier_check_account(&jd, access->account, NULL, fault);

	if (err != OK)
		return err;
	form_put(question, "app_key", access->account->key);
	form_put(question, "timestamp", form_beijing(arena, access->now_s));
	form_put(question, "format", "json");
	form_put(question, "v", "1.0");
	form_put(question, "sign_method", "md5");
	return form_sign(access, form_md5, arena, question, fault);
}

static const char *const hosts[] = { "api.jd.com", "u.jd.com", "union-click.jd.com", NULL };

static const struct account_blame blames[] = {
	{ "18", "key" },
	{ "19", "key" },
	{ "20", "key" },
	{ "21", "key" },
	{ "2002401", "key" },
	{ NULL, NULL },
};

const struct supplier jd = {
	.id = "jd",
	.name = N_("JD Union"),
	.hosts = hosts,
	.address = "https://api.jd.com/routerjson",
	.calls_per_minute = 120, /* JD publishes no figure; others speak of two or three a second */
	.needs = needs,
	.blames = blames,
	.key_days = 60,
	.signature = form_md5,
	.sign = sign,
	.verdict = jd_verdict,
	.goods =
		&(const struct goods_calls){
			.ask_search = ask_search,
			.read_page = jd_read_page,
			.ask_detail = ask_detail,
			.read_detail = jd_read_detail,
			.ask_categories = ask_categories,
			.read_categories = jd_read_categories,
			.read_topics = jd_read_topics,
			.ask_topic = ask_topic,
		},
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB | 1u << LINK_SHORT | 1u << LINK_MINI | 1u << LINK_PASS_CODE,
			/* JD's documents know no question for several goods: each goes alone. */
			.ask_link = ask_link,
			.read_link = jd_read_link,
		},
	.orders =
		&(const struct order_calls){
			.window_s = HOUR_S,
			.days_back = DAYS_BACK,
			.lag_s = 60,
			.overlap_s = 120,
			.ask_orders = ask_orders,
			.read_orders = jd_read_orders,
			.read_lines = jd_read_lines,
		},
	.shop = &(const struct shop_calls){ .ask_test = ask_categories },
};
