/*
 * jd_read: goods, categories and links as JD's answers describe them. Amounts are yuan
 * with decimals, rates percent, times milliseconds. Only a title and an id are sure to
 * be there (a row without them is left out); everything else may be missing or of
 * another kind, and then was not said.
 */
#include "supplier/jd.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"

enum { ID = 128, TITLE = 200, SHORT = 80, PAGE = 30, SHORT_LINK_DAYS = 60 };
#define RATE_MOST 10000

static enum err gone(struct fault *fault)
{
	return fault_set(fault, ERR_NOTHING,
		_("JD does not promote this goods any more. Take it off the shelf."));
}

/* ---- goods */

/* Beside the record: what decides on it. */
struct goods_answer {
	struct goods goods;
	const char *sku;
	struct money asked, lowest; /* list price; today's price for everybody */
	struct money commission, coupon_commission;
	bool locked;
	int64_t status; /* of goods.bigfield.query: 1 on sale; else UNKNOWN */
	int32_t level_percent; /* stars 0.0 to 5.0, read as percent: 490 */
};
#define IN_GOODS(field) offsetof(struct goods_answer, goods.field)
#define BESIDE(field) offsetof(struct goods_answer, field)

static const struct json_field goods_fields[] = {
	{ "itemId", JSON_ID, OPTIONAL, IN_GOODS(id), 1, ID },
	{ "skuId", JSON_ID, OPTIONAL, BESIDE(sku), 1, 19 },
	{ "skuName", JSON_TEXT, OPTIONAL, IN_GOODS(title), 1, TITLE },
	{ "brandName", JSON_TEXT, OPTIONAL, IN_GOODS(brand), 1, SHORT },
	{ "bookInfo.isbn", JSON_TEXT, OPTIONAL, IN_GOODS(gtin), 1, 20 }, /* an ISBN-13 is a barcode */
	{ "shopInfo.shopName", JSON_TEXT, OPTIONAL, IN_GOODS(shop), 0, SHORT },
	{ "shopInfo.shopLevel", JSON_PERCENT, OPTIONAL, BESIDE(level_percent), 0, 500 },
	{ "categoryInfo.cid1", JSON_ID, OPTIONAL, IN_GOODS(category), 1, 19 },
	{ "priceInfo.price", JSON_NEAREST, OPTIONAL, BESIDE(asked), 1, AMOUNT_MOST },
	{ "priceInfo.lowestPrice", JSON_NEAREST, OPTIONAL, BESIDE(lowest), 1, AMOUNT_MOST },
	{ "priceInfo.lowestCouponPrice", JSON_NEAREST, OPTIONAL, IN_GOODS(final), 1, AMOUNT_MOST },
	{ "pinGouInfo.pingouPrice", JSON_NEAREST, OPTIONAL, IN_GOODS(group_price), 1, AMOUNT_MOST },
	{ "pinGouInfo.pingouTmCount", JSON_INT, OPTIONAL, IN_GOODS(group_size), 2, 1000 },
	{ "commissionInfo.commission", JSON_NEAREST, OPTIONAL, BESIDE(commission), 0, AMOUNT_MOST },
	{ "commissionInfo.couponCommission", JSON_NEAREST, OPTIONAL, BESIDE(coupon_commission), 0,
		AMOUNT_MOST },
	{ "commissionInfo.commissionShare", JSON_PERCENT, OPTIONAL, IN_GOODS(rate_bp), 0, RATE_MOST },
	{ "commissionInfo.isLock", JSON_BOOL, OPTIONAL, BESIDE(locked), 0, 0 },
	{ "commissionInfo.endTime", JSON_MILLIS, OPTIONAL, IN_GOODS(lock_ends_at), 0, TIME_MOST },
	{ "inOrderCount30DaysSku", JSON_INT, OPTIONAL, IN_GOODS(sales_30d), 0, COUNT_MOST },
	{ "inOrderCount30Days", JSON_INT, OPTIONAL, IN_GOODS(sales_30d), 0, COUNT_MOST },
	{ "documentInfo.document", JSON_LINES, OPTIONAL, IN_GOODS(description), 1, 2000 },
	/* goods.promotiongoodsinfo.query (which spells it with one s; a price of -1 is unknown) */
	{ "goodsName", JSON_TEXT, OPTIONAL, IN_GOODS(title), 1, TITLE },
	{ "cid", JSON_ID, OPTIONAL, IN_GOODS(category), 1, 19 },
	{ "unitPrice", JSON_NEAREST, OPTIONAL, BESIDE(asked), 1, AMOUNT_MOST },
	{ "wlUnitPrice", JSON_NEAREST, OPTIONAL, BESIDE(lowest), 1, AMOUNT_MOST },
	{ "commisionRatioWl", JSON_PERCENT, OPTIONAL, IN_GOODS(rate_bp), 0, RATE_MOST },
	{ "inOrderCount", JSON_INT, OPTIONAL, IN_GOODS(sales_30d), 0, COUNT_MOST },
	/* goods.bigfield.query, which knows no price */
	{ "skuStatus", JSON_INT, OPTIONAL, BESIDE(status), 0, 100 },
	{ "baseBigFieldInfo.wareQD", JSON_LINES, OPTIONAL, IN_GOODS(description), 1, 2000 },
};

struct coupon_answer {
	struct coupon coupon;
	bool best;
};
#define IN_COUPON(field) offsetof(struct coupon_answer, coupon.field)

/* The address is the coupon's name: links are made with it, byte for byte. */
static const struct json_field coupon_fields[] = {
	{ "link", JSON_LINK, NEEDED, IN_COUPON(id), 8, URL_MOST_BYTES },
	{ "discount", JSON_NEAREST, NEEDED, IN_COUPON(face), 1, AMOUNT_MOST },
	{ "quota", JSON_NEAREST, OPTIONAL, IN_COUPON(threshold), 0, AMOUNT_MOST },
	{ "useStartTime", JSON_MILLIS, OPTIONAL, IN_COUPON(starts_at), 0, TIME_MOST },
	{ "useEndTime", JSON_MILLIS, OPTIONAL, IN_COUPON(ends_at), 0, TIME_MOST },
	{ "isBest", JSON_BOOL, OPTIONAL, offsetof(struct coupon_answer, best), 0, 0 },
};

/* Given back to JD only, and byte for byte; never shared or opened. */
static bool is_address(const char *link)
{
	return !strncmp(link, "https://", 8) || !strncmp(link, "http://", 7) || !strncmp(link, "//", 2);
}

static bool is_amount_off(const struct json *row)
{
	int64_t style;

	return !json_whole(json_at(row, "couponStyle"), &style) || style == 0;
}

/* The best one for one piece, else the first that can be used at all. */
static void read_coupon(
	const struct reading *reading, const struct json *item, struct coupon *coupon)
{
	const struct json *list = answer_list(json_at(item, "couponInfo.couponList"));
	size_t i, count = answer_count(list);
	const struct json *row;
	bool best = false;

	for (i = 0; i < count && !best; i++) {
		struct coupon_answer one = { .coupon = *coupon };

		row = answer_row(list, i);
		if (!is_amount_off(row) ||
			answer_read_kindly(row, FIELDS(coupon_fields), CURRENCY_CNY, &one,
				reading->arena, NULL) != OK ||
			!is_address(one.coupon.id))
			continue;
		best = one.best;
		if (!coupon->id || best)
			*coupon = one.coupon;
	}
}

static const char *read_picture(const struct reading *reading, const struct json *item)
{
	const struct json *list = answer_list(json_at(item, "imageInfo.imageList"));
	const char *picture =
		answer_picture(json_at(answer_row(list, 0), "url"), reading->arena);

	return picture ? picture : answer_picture(json_at(item, "imgUrl"), reading->arena);
}

/* What is not said follows from what is; nothing is made up beyond that. */
static void complete(struct goods_answer *answer)
{
	struct goods *goods = &answer->goods;

	if (!goods->id)
		goods->id = answer->sku;
	goods->price = answer->lowest.minor ? answer->lowest : answer->asked;
	if (!goods->price.minor)
		goods->price = goods->final;
	if (!goods->final.minor || goods->final.minor > goods->price.minor)
		goods->final = goods->price;
	if (answer->asked.minor > goods->price.minor)
		goods->list_price = answer->asked;
	if (!answer->locked)
		goods->lock_ends_at = 0;
	if (answer->level_percent >= 0)
		goods->shop_score = answer->level_percent / 5;
}

/* The commission on the price after coupon is the one to show (couponCommission). */
static void complete_commission(struct goods *goods, struct money said, struct money after)
{
	answer_share_goods(goods);
	/* More than the price is no commission. */
	if (said.minor >= 0 && said.minor <= goods->price.minor)
		goods->commission_before = said;
	if (after.minor >= 0 && after.minor <= goods->final.minor)
		goods->commission = after;
	else if (goods->final.minor == goods->price.minor)
		goods->commission = goods->commission_before;
}

static enum err read_goods(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	static const struct money none = { 0, CURRENCY_CNY }, unsaid = { -1, CURRENCY_CNY };
	struct goods_answer answer = { .asked = none,
		.lowest = none,
		.commission = unsaid,
		.coupon_commission = unsaid,
		.status = UNKNOWN,
		.level_percent = -1 };
	enum err err;

	answer_begin_goods(reading, CURRENCY_CNY, &answer.goods);
	err = answer_read_kindly(
		item, FIELDS(goods_fields), CURRENCY_CNY, &answer, reading->arena, fault);
	if (err != OK)
		return err;
	read_coupon(reading, item, &answer.goods.coupon);
	answer.goods.picture = read_picture(reading, item);
	answer.goods.updated_at = reading->now_s;
	complete(&answer);
	complete_commission(&answer.goods, answer.commission, answer.coupon_commission);
	*goods = answer.goods;
	if (!goods->id || !goods->title)
		return answer_lacks(goods->id ? "skuName" : "itemId", fault);
	if (answer.status != UNKNOWN)
		return answer.status == 1 ? OK : gone(fault);
	return goods->price.minor > 0 ? OK : answer_lacks("priceInfo", fault);
}

enum err jd_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *body;
	enum err err = jd_open(reading, &body, fault);
	const struct json *list;

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(json_at(body, "data"));
	err = answer_read_goods(reading, list, read_goods, page, fault);
	page->total = answer_total(json_at(body, "totalCount"));
	page->next = answer_next(reading, PAGE, page->total, answer_count(list));
	return err;
}

enum err jd_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault)
{
	const struct json *body;
	enum err err = jd_open(reading, &body, fault);
	const struct json *list;

	if (err != OK)
		return err;
	list = answer_list(json_at(body, "data"));
	return answer_count(list) > 0 ? read_goods(reading, answer_row(list, 0), goods, fault)
				      : gone(fault);
}

/* ---- categories and channels */

static const struct json_field category_fields[] = {
	{ "id", JSON_ID, NEEDED, offsetof(struct category, id), 1, 19 },
	{ "name", JSON_TEXT, NEEDED, offsetof(struct category, name), 1, SHORT },
};

enum err jd_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	const struct json *body;
	enum err err = jd_open(reading, &body, fault);

	*page = (struct category_page){ 0 };
	if (err != OK)
		return err;
	return answer_read_names(
		reading, answer_list(json_at(body, "data")), category_fields, page, fault);
}

/* eliteId of goods.jingfen.query: the channels that every application may ask for. */
static const struct answer_topic channels[] = {
	{ "22", N_("selling now") },
	{ "1", N_("with coupons") },
	{ "10", N_("under 9.9, sent free") },
	{ "34", N_("group buys") },
	{ "33", N_("flash sales") },
	{ "153", N_("lowest price ever") },
	{ "129", N_("high commission") },
	{ "40", N_("high income") },
	{ "31", N_("pushed today") },
	{ "23", N_("for you") },
	{ "2", N_("selected shops") },
	{ "15", N_("delivered by JD") },
	{ "110", N_("sold by JD itself") },
	{ "109", N_("new") },
	{ "24", N_("digital") },
	{ "25", N_("supermarket") },
	{ "26", N_("mother and baby") },
	{ "27", N_("home") },
	{ "28", N_("beauty and clothes") },
	{ "30", N_("books") },
};

/* The list is JD's own and fixed: nothing is asked, nothing is read. */
enum err jd_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	(void)fault;
	answer_topics(reading, FIELDS(channels), page);
	return OK;
}

/* ---- links */

struct link_answer {
	struct link link;
	const char *command;
};

static const struct json_field link_fields[] = {
	{ "clickURL", JSON_LINK, OPTIONAL, offsetof(struct link_answer, link.url), 1, URL_MOST_BYTES },
	{ "shortURL", JSON_LINK, OPTIONAL, offsetof(struct link_answer, link.short_url), 1,
		URL_MOST_BYTES },
	{ "weChatShortLink", JSON_TEXT, OPTIONAL, offsetof(struct link_answer, link.mini_path), 1, 200 },
	{ "jCommand", JSON_TEXT, OPTIONAL, offsetof(struct link_answer, link.pass_code), 1, TITLE },
	{ "jShortCommand", JSON_TEXT, OPTIONAL, offsetof(struct link_answer, command), 1, TITLE },
	{ "jCommandInfo.command", JSON_TEXT, OPTIONAL, offsetof(struct link_answer, command), 1, TITLE },
};

enum err jd_read_link(const struct reading *reading, struct link *link, struct fault *fault)
{
	struct link_answer answer = { .link = answer_begin_link(reading) };
	const struct json *body;
	enum err err = jd_open(reading, &body, fault);

	if (err == OK)
		err = answer_read_kindly(json_at(body, "data"), FIELDS(link_fields), CURRENCY_NONE,
			&answer, reading->arena, fault);
	if (err == OK)
		err = answer_judge_link(&jd, reading, "clickURL", &answer.link, fault);
	if (err != OK)
		return err;
	*link = answer.link;
	answer_name_link(reading, reading->goods, link);
	if (!link->pass_code)
		link->pass_code = answer.command;
	if (link->short_url)
		link->expires_at = reading->now_s + SHORT_LINK_DAYS * INT64_C(86400);
	return OK;
}
