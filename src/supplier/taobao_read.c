/*
 * taobao_read: goods as Taobao Union tells them. Tables say where each field
 * stands; there are two forms of goods: nested ones, and the flat ones of older methods. Coupons
 * and categories are read in taobao_tree.c, links in taobao_link.c, orders in taobao_order.c.
 */
#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "supplier/answer.h"
#include "supplier/form.h"
#include "supplier/taobao.h"

enum { ID = 64, TITLE = 200, SHORT = 80, DSR_MOST = 50000, DSR_POINT = 500 };

/* ---- goods */

static const struct json_field nested_fields[] = {
	{ "item_id", JSON_ID, NEEDED, AT(goods, id), 1, ID },
	{ "item_basic_info.title", JSON_TEXT, NEEDED, AT(goods, title), 1, TITLE },
	{ "item_basic_info.brand_name", JSON_TEXT, OPTIONAL, AT(goods, brand), 1, SHORT },
	{ "item_basic_info.shop_title", JSON_TEXT, OPTIONAL, AT(goods, shop), 0, SHORT },
	{ "item_basic_info.category_id", JSON_ID, OPTIONAL, AT(goods, category), 1, ID },
	{ "item_basic_info.volume", JSON_INT, OPTIONAL, AT(goods, sales_30d), 0, COUNT_MOST },
	{ "item_basic_info.shop_dsr", JSON_INT, OPTIONAL, AT(goods, shop_score), 0, DSR_MOST },
	{ "price_promotion_info.zk_final_price", JSON_DECIMAL, NEEDED, AT(goods, price), 0, AMOUNT_MOST },
	{ "price_promotion_info.reserve_price", JSON_DECIMAL, OPTIONAL, AT(goods, list_price), 0,
		AMOUNT_MOST },
	{ "price_promotion_info.zk_final_price", JSON_DECIMAL, NEEDED, AT(goods, final), 0, AMOUNT_MOST },
	{ "price_promotion_info.final_promotion_price", JSON_DECIMAL, OPTIONAL, AT(goods, final), 0,
		AMOUNT_MOST },
	/* Commission and subsidy in percent; without it the commission alone, in basis points, but
	 * some accounts get percent: above 100 it can only be the first. */
	{ "publish_info.income_info.commission_rate", JSON_PERCENT, OPTIONAL, AT(goods, rate_bp), 0,
		10000 },
	{ "publish_info.income_info.commission_rate", JSON_BP, OPTIONAL, AT(goods, rate_bp), 101,
		10000 },
	{ "publish_info.income_rate", JSON_PERCENT, OPTIONAL, AT(goods, rate_bp), 0, 10000 },
};

static const struct json_field flat_fields[] = {
	{ "num_iid", JSON_ID, OPTIONAL, AT(goods, id), 1, ID },
	{ "item_id", JSON_ID, OPTIONAL, AT(goods, id), 1, ID },
	{ "title", JSON_TEXT, NEEDED, AT(goods, title), 1, TITLE },
	{ "nick", JSON_TEXT, OPTIONAL, AT(goods, shop), 0, SHORT },
	{ "shop_title", JSON_TEXT, OPTIONAL, AT(goods, shop), 0, SHORT },
	{ "category_id", JSON_ID, OPTIONAL, AT(goods, category), 1, ID },
	{ "volume", JSON_INT, OPTIONAL, AT(goods, sales_30d), 0, COUNT_MOST },
	{ "stock", JSON_INT, OPTIONAL, AT(goods, stock), 0, COUNT_MOST },
	{ "shop_dsr", JSON_INT, OPTIONAL, AT(goods, shop_score), 0, DSR_MOST },
	{ "zk_final_price", JSON_DECIMAL, NEEDED, AT(goods, price), 0, AMOUNT_MOST },
	{ "reserve_price", JSON_DECIMAL, OPTIONAL, AT(goods, list_price), 0, AMOUNT_MOST },
	{ "jdd_price", JSON_DECIMAL, OPTIONAL, AT(goods, group_price), 0, AMOUNT_MOST },
	{ "jdd_num", JSON_INT, OPTIONAL, AT(goods, group_size), 0, 10000 },
	{ "coupon_id", JSON_ID, OPTIONAL, AT(goods, coupon.id), 1, ID },
	{ "coupon_amount", JSON_DECIMAL, OPTIONAL, AT(goods, coupon.face), 0, AMOUNT_MOST },
	{ "coupon_start_fee", JSON_DECIMAL, OPTIONAL, AT(goods, coupon.threshold), 0, AMOUNT_MOST },
	{ "coupon_remain_count", JSON_INT, OPTIONAL, AT(goods, coupon.left), 0, COUNT_MOST },
	{ "coupon_total_count", JSON_INT, OPTIONAL, AT(goods, coupon.total), 0, COUNT_MOST },
};

/* The same name in two units: each method has its own. */
static const struct json_field rate_of_ten_thousand = { "commission_rate", JSON_BP, OPTIONAL,
	AT(goods, rate_bp), 0, 10000 };
static const struct json_field rate_of_hundred = { "commission_rate", JSON_PERCENT, OPTIONAL,
	AT(goods, rate_bp), 0, 10000 };

/* A coupon in one of the steps from the asked price to the final one. */
static void read_step(const struct reading *reading, const struct json *step, struct money price,
	struct coupon *coupon)
{
	static const struct json_field fields[] = {
		{ "promotion_id", JSON_ID, NEEDED, AT(coupon, id), 1, ID },
		{ "promotion_fee", JSON_DECIMAL, NEEDED, AT(coupon, face), 1, AMOUNT_MOST },
	};
	const char *title = json_raw(json_at(step, "promotion_title"));
	struct coupon found = *coupon;
	struct money said; /* the fee is what counts */

	if (coupon->id || !title || (strcmp(title, "商品券") && strcmp(title, "店铺券")))
		return;
	if (answer_read(step, FIELDS(fields), CURRENCY_CNY, &found, reading->arena, NULL) != OK)
		return;
	found.threshold.minor = 0;
	answer_coupon_words(
		json_raw(json_at(step, "promotion_desc")), price, &found.threshold, &said);
	found.starts_at = answer_moment(json_at(step, "promotion_start_time"), false);
	found.ends_at = answer_moment(json_at(step, "promotion_end_time"), true);
	*coupon = found;
}

static enum err read_nested(
	const struct reading *reading, const struct json *item, struct goods *goods, struct fault *fault)
{
	const struct json *price = json_at(item, "price_promotion_info");
	const struct json *steps = answer_list(json_at(price, "final_promotion_path_list"));
	enum err err;
	size_t i;

	if (json_is_object(item) && !json_at(item, "item_id"))
		return fault_set(fault, ERR_REFUSED,
			_("Taobao found it but tells your app neither its id nor a link: search with fewer "
			  "words, or apply for the price comparison scene in the Alimama console."));
	err = answer_read_kindly(
		item, FIELDS(nested_fields), CURRENCY_CNY, goods, reading->arena, fault);
	for (i = 0; err == OK && i < answer_count(steps); i++)
		read_step(reading, answer_item(steps, i), goods->price, &goods->coupon);
	goods->picture = answer_picture(json_at(item, "item_basic_info.pict_url"), reading->arena);
	return err;
}

static enum err read_flat(const struct reading *reading, const struct json *item,
	const struct json_field *rate, struct goods *goods, struct fault *fault)
{
	struct coupon *coupon = &goods->coupon;
	struct money off;
	enum err err = answer_read_kindly(
		item, FIELDS(flat_fields), CURRENCY_CNY, goods, reading->arena, fault);

	if (err == OK && !goods->id)
		err = answer_wrong(NULL, fault);
	if (err == OK && rate)
		err = answer_read_kindly(item, rate, 1, CURRENCY_CNY, goods, reading->arena, fault);
	goods->picture = answer_picture(json_at(item, "pict_url"), reading->arena);
	/* What figures leave out stands in words. */
	if (coupon->face.minor == 0 || !json_at(item, "coupon_start_fee"))
		answer_coupon_words(json_raw(json_at(item, "coupon_info")), goods->price,
			&coupon->threshold, coupon->face.minor == 0 ? &coupon->face : &off);
	coupon->starts_at = answer_moment(json_at(item, "coupon_start_time"), false);
	coupon->ends_at = answer_moment(json_at(item, "coupon_end_time"), true);
	/* Topics tell no coupon's id: one goods has one coupon there. */
	if (!coupon->id && coupon->face.minor > 0)
		coupon->id = goods->id;
	if (coupon->face.minor == 0)
		coupon->id = NULL;
	goods->final = goods->price;
	off = coupon->face.minor < goods->price.minor ? coupon->face : goods->price;
	if (coupon_state(coupon, goods->price, reading->now_s, NULL) == COUPON_USABLE)
		goods->final.minor -= off.minor;
	return err;
}

static enum err complete(enum err err, struct goods *goods)
{
	if (err != OK)
		return err;
	if (goods->final.minor > goods->price.minor)
		goods->final = goods->price;
	if (goods->shop_score != UNKNOWN)
		goods->shop_score /= DSR_POINT;
	answer_share_goods(goods);
	return OK;
}

/* ---- the forms of goods */

static enum err nested(const struct reading *reading, const struct json *item, struct goods *goods,
	struct fault *fault)
{
	answer_begin_goods(reading, CURRENCY_CNY, goods);
	return complete(read_nested(reading, item, goods, fault), goods);
}

static enum err flat(const struct reading *reading, const struct json *item, struct goods *goods,
	struct fault *fault)
{
	answer_begin_goods(reading, CURRENCY_CNY, goods);
	return complete(read_flat(reading, item, NULL, goods, fault), goods);
}

static enum err flat_in_ten_thousands(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	answer_begin_goods(reading, CURRENCY_CNY, goods);
	return complete(read_flat(reading, item, &rate_of_ten_thousand, goods, fault), goods);
}

static enum err flat_in_hundreds(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	answer_begin_goods(reading, CURRENCY_CNY, goods);
	return complete(read_flat(reading, item, &rate_of_hundred, goods, fault), goods);
}

/* ---- the frame around them */

/* Under which name goods come, where, and in which form. */
static const struct shape {
	const char *name, *list;
	enum err (*read)(
		const struct reading *, const struct json *, struct goods *, struct fault *);
} shapes[] = {
	{ "tbk_dg_material_optional_upgrade_response", "result_list", nested },
	{ "tbk_dg_material_recommend_response", "result_list", nested },
	{ "tbk_item_info_upgrade_get_response", "results", nested },
	{ "tbk_dg_material_optional_response", "result_list", flat_in_ten_thousands },
	{ "tbk_dg_optimus_material_response", "result_list", flat_in_hundreds },
	{ "tbk_item_info_get_response", "results", flat },
};
/* Simplified answers stand at the root, without a name. */
static const struct shape bare[] = {
	{ "", "result_list", nested },
	{ "", "results", nested },
};

/* Where the goods of an answer stand and in which form; *frame is NULL for "nothing found". */
static enum err open_goods(const struct reading *reading, const struct shape **shape,
	const struct json **frame, struct fault *fault)
{
	const struct json *json;
	enum err err = taobao_open(reading, &json, fault);
	size_t i;

	*shape = bare;
	*frame = json;
	if (err != OK || !json)
		return err;
	for (i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!json_is_object(json_at(json, shapes[i].name)))
			continue;
		*shape = &shapes[i];
		*frame = json_at(json, shapes[i].name);
		return OK;
	}
	for (i = 0; i < sizeof bare / sizeof *bare; i++)
		if (json_at(json, bare[i].list)) {
			*shape = &bare[i];
			return OK;
		}
	return json_at(json, "total_results") || json_at(json, "total_count")
		       ? OK
		       : answer_wrong(NULL, fault);
}

enum err taobao_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *frame, *list;
	const struct shape *shape;
	enum err err = open_goods(reading, &shape, &frame, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(json_at(frame, shape->list));
	page->total = answer_total(json_at(frame, "total_results"));
	if (page->total == UNKNOWN)
		page->total = answer_total(json_at(frame, "total_count"));
	/* A positive total without a list is what a foreign position gets. */
	if (answer_count(list) == 0 && page->total > 0)
		page->total = UNKNOWN;
	err = answer_read_goods(reading, list, shape->read, page, fault);
	if (form_page(reading->cursor) < TAOBAO_PAGES_MOST)
		page->next = answer_next(reading, TAOBAO_PAGE, page->total, answer_count(list));
	return err;
}

/* Ids are per publisher: the answer may call the goods otherwise than it was asked. */
static bool is_asked(const struct json *item, const char *id)
{
	static const char *const names[] = { "item_id", "input_item_iid", "num_iid",
		"input_num_iid" };
	const char *name;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		name = json_literal(json_at(item, names[i]));
		if (name && !strcmp(name, id))
			return true;
	}
	return false;
}

enum err taobao_read_detail(
	const struct reading *reading, struct goods *goods, struct fault *fault)
{
	const struct json *frame, *list;
	const struct shape *shape;
	enum err err = open_goods(reading, &shape, &frame, fault);
	size_t i = 0;

	if (err != OK)
		return err;
	list = answer_list(json_at(frame, shape->list));
	while (reading->goods && i < answer_count(list) &&
		!is_asked(answer_item(list, i), reading->goods))
		i++;
	if (i >= answer_count(list))
		return fault_set(fault, ERR_NOTHING,
			_("Taobao does not have this goods any more, or pays no commission for it."));
	err = shape->read(reading, answer_item(list, i), goods, fault);
	if (err == OK && reading->goods)
		goods->id = arena_text(reading->arena, reading->goods);
	return err;
}
