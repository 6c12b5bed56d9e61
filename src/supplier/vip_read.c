/*
 * vip_read: goods, categories and links as VIPshop's answers describe them. Amounts are yuan and rates
 * percent, as text; times milliseconds. A row without id, name or price is left out; anything else that
 * cannot be right was not said.
 */
#include "supplier/vip.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"

enum {
	ID = 64,
	TITLE = 200,
	SHORT = 80,
	PATH = 1000,
	SCORE_MOST = 500, /* "5.00" */
	COUPON_MONEY_OFF = 2,
	COUPON_TIERED = 5,
	SOLD_OUT = 1,
};

/* ---- goods */

struct goods_answer {
	struct goods goods;
	struct money list, estimate, commission, score;
	const char *category_3, *sales;
	int64_t status, stock_state, coupon_type, taken;
};
#define IN_GOODS(field) offsetof(struct goods_answer, goods.field)
#define BESIDE(field) offsetof(struct goods_answer, field)

static const struct json_field goods_fields[] = {
	{ "goodsId", JSON_ID, NEEDED, IN_GOODS(id), 1, ID },
	{ "goodsName", JSON_TEXT, NEEDED, IN_GOODS(title), 1, TITLE },
	{ "vipPrice", JSON_DECIMAL, NEEDED, IN_GOODS(price), 1, AMOUNT_MOST },
	{ "marketPrice", JSON_DECIMAL, OPTIONAL, BESIDE(list), 1, AMOUNT_MOST },
	{ "estimatePrice", JSON_DECIMAL, OPTIONAL, BESIDE(estimate), 1, AMOUNT_MOST },
	{ "commissionRate", JSON_PERCENT, OPTIONAL, IN_GOODS(rate_bp), 0, 10000 },
	{ "commission", JSON_DECIMAL, OPTIONAL, BESIDE(commission), 0, AMOUNT_MOST },
	{ "categoryId", JSON_ID, OPTIONAL, BESIDE(category_3), 1, 19 },
	{ "cat1stId", JSON_ID, OPTIONAL, IN_GOODS(category), 1, 19 },
	{ "brandName", JSON_TEXT, OPTIONAL, IN_GOODS(brand), 1, SHORT },
	{ "sn", JSON_TEXT, OPTIONAL, IN_GOODS(model), 1, SHORT }, /* the maker's number of the style */
	{ "adCode", JSON_ID, OPTIONAL, IN_GOODS(origin), 1, SHORT },
	{ "storeInfo.storeName", JSON_TEXT, OPTIONAL, IN_GOODS(shop), 1, SHORT },
	{ "productSales", JSON_TEXT, OPTIONAL, BESIDE(sales), 1, 40 },
	{ "schemeEndTime", JSON_MILLIS, OPTIONAL, IN_GOODS(lock_ends_at), 0, TIME_MOST },
	{ "status", JSON_INT, OPTIONAL, BESIDE(status), 0, 9 },
	{ "saleStockStatus", JSON_INT, OPTIONAL, BESIDE(stock_state), 0, 9 },
	{ "storeServiceCapability.storeScore", JSON_DECIMAL, OPTIONAL, BESIDE(score), 0, SCORE_MOST },
	{ "couponInfo.couponNo", JSON_ID, OPTIONAL, IN_GOODS(coupon.id), 1, ID },
	{ "couponInfo.fav", JSON_DECIMAL, OPTIONAL, IN_GOODS(coupon.face), 1, AMOUNT_MOST },
	{ "couponInfo.buy", JSON_DECIMAL, OPTIONAL, IN_GOODS(coupon.threshold), 0, AMOUNT_MOST },
	{ "couponInfo.totalAmount", JSON_INT, OPTIONAL, IN_GOODS(coupon.total), 0, COUNT_MOST },
	{ "couponInfo.activedAmount", JSON_INT, OPTIONAL, BESIDE(taken), 0, COUNT_MOST },
	{ "couponInfo.couponType", JSON_INT, OPTIONAL, BESIDE(coupon_type), 0, 99 },
	{ "couponInfo.useBeginTime", JSON_MILLIS, OPTIONAL, IN_GOODS(coupon.starts_at), 0, TIME_MOST },
	{ "couponInfo.useEndTime", JSON_MILLIS, OPTIONAL, IN_GOODS(coupon.ends_at), 0, TIME_MOST },
};

/* Only money off is a coupon here; a gift, a discount or free post takes no fixed amount off. */
static void complete_coupon(struct goods_answer *answer)
{
	struct coupon *coupon = &answer->goods.coupon;
	bool is_money_off =
		answer->coupon_type == COUPON_MONEY_OFF || answer->coupon_type == COUPON_TIERED;

	if (!coupon->id || coupon->face.minor <= 0 || !is_money_off) {
		*coupon = (struct coupon){ .face = { 0, CURRENCY_CNY },
			.threshold = { 0, CURRENCY_CNY },
			.left = UNKNOWN,
			.total = UNKNOWN };
		return;
	}
	if (coupon->total != UNKNOWN && answer->taken != UNKNOWN && answer->taken <= coupon->total)
		coupon->left = coupon->total - answer->taken;
}

/* VIPshop computes the price after coupon; where it does not, a coupon that can be used makes it. */
static void complete_price(const struct reading *reading, struct goods_answer *answer)
{
	struct goods *goods = &answer->goods;
	const struct coupon *coupon = &goods->coupon;

	if (answer->list.minor > goods->price.minor)
		goods->list_price = answer->list;
	goods->final = goods->price;
	if (answer->estimate.minor > 0 && answer->estimate.minor <= goods->price.minor)
		goods->final = answer->estimate;
	else if (coupon_state(coupon, goods->price, reading->now_s, NULL) == COUPON_USABLE &&
		 coupon->face.minor < goods->price.minor)
		goods->final.minor -= coupon->face.minor;
	answer_share_goods(goods);
	/* A commission without its rate is for the price before coupon. */
	if (goods->rate_bp == 0 && answer->commission.minor <= goods->final.minor)
		goods->commission = goods->commission_before = answer->commission;
}

/* Pieces of all sizes together; UNKNOWN if none says any. */
static int64_t read_stock(const struct json *item, const struct goods_answer *answer)
{
	const struct json *sizes = json_at(item, "skuInfos");
	int64_t sum = UNKNOWN, left;
	size_t i;

	if (answer->status == 0 || answer->stock_state == SOLD_OUT)
		return 0;
	for (i = 0; i < json_count(sizes) && i < ANSWER_ROWS_MOST; i++)
		if (json_whole(json_at(json_item(sizes, i), "leavingStock"), &left) && left >= 0 &&
			left <= INT32_MAX)
			sum = (sum == UNKNOWN ? 0 : sum) + left;
	return sum;
}

static enum err read_goods(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	struct goods_answer answer = { .status = 1, .taken = UNKNOWN, .coupon_type = COUPON_MONEY_OFF,
		.score = { UNKNOWN, CURRENCY_CNY }, .commission = { 0, CURRENCY_CNY } };
	enum err err;

	answer_begin_goods(reading, CURRENCY_CNY, &answer.goods);
	err = answer_read_kindly(
		item, FIELDS(goods_fields), CURRENCY_CNY, &answer, reading->arena, fault);
	if (err != OK)
		return err;
	complete_coupon(&answer);
	complete_price(reading, &answer);
	answer.goods.picture = answer_picture(json_at(item, "goodsMainPicture"), reading->arena);
	if (!answer.goods.picture)
		answer.goods.picture =
			answer_picture(json_at(item, "goodsThumbUrl"), reading->arena);
	if (!answer.goods.category)
		answer.goods.category = answer.category_3;
	if (!answer.goods.shop)
		answer.goods.shop = answer.goods.brand;
	answer.goods.sales_30d = answer_sales(answer.sales, reading->arena);
	answer.goods.stock = read_stock(item, &answer);
	if (answer.score.minor != UNKNOWN)
		answer.goods.shop_score = answer.score.minor / (SCORE_MOST / 100);
	answer.goods.updated_at = reading->now_s;
	*goods = answer.goods;
	return OK;
}

/* Selections go on at an offset, everything else at a page; both keep the batch they began with. */
static void read_next(const struct reading *reading, const struct json *body, size_t count,
	struct goods_page *page)
{
	static const struct json_field fields[] = { { "batchNo", JSON_ID, OPTIONAL, 0, 1, 100 } };
	static const struct json_field is_last[] = { { "lastPage", JSON_BOOL, NEEDED, 0, 0, 0 } };
	const char *batch = NULL;
	int64_t next = 0;
	bool last = false;

	if (json_read(body, is_last, 1, CURRENCY_NONE, &last, reading->arena, NULL) == OK) {
		if (last || count == 0 || !json_whole(json_at(body, "nextPageOffset"), &next) ||
			next < 1 || next >= VIP_PAGES_MOST * VIP_PAGE)
			return;
	} else {
		next = vip_next_page(reading, body, count, &page->total);
		if (next < 1 || next > VIP_PAGES_MOST)
			return;
	}
	if (answer_read_kindly(
		    body, FIELDS(fields), CURRENCY_NONE, &batch, reading->arena, NULL) == OK &&
		batch)
		page->next = arena_print(reading->arena, "%" PRId64 " %s", next, batch);
	else
		page->next = arena_print(reading->arena, "%" PRId64, next);
}

enum err vip_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *body;
	const struct json *list;
	enum err err = vip_open(reading, &body, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(json_at(body, "goodsInfoList"));
	err = answer_read_goods(reading, list, read_goods, page, fault);
	read_next(reading, body, answer_count(list), page);
	return err;
}

/* The result is the list itself; an object in its place is the only row. */
enum err vip_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault)
{
	const struct json *body;
	const struct json *item;
	enum err err = vip_open(reading, &body, fault);

	if (err != OK)
		return err;
	item = json_is_array(body) ? json_item(body, 0) : body;
	if (json_member_count(item) > 0)
		return read_goods(reading, item, goods, fault);
	return fault_set(fault, ERR_NOTHING,
		_("VIPshop does not promote this goods any more. Take it off the shelf."));
}

/* ---- categories and selections */

static const struct json_field category_fields[] = {
	{ "id", JSON_ID, NEEDED, offsetof(struct category, id), 1, 19 },
	{ "name", JSON_TEXT, NEEDED, offsetof(struct category, name), 1, SHORT },
};

enum err vip_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	const struct json *body;
	enum err err = vip_open(reading, &body, fault);

	*page = (struct category_page){ 0 };
	if (err != OK)
		return err;
	return answer_read_names(
		reading, answer_list(json_at(body, "data")), category_fields, page, fault);
}

/* Two channels, then VIPshop's selections (jxCode). */
static const struct answer_topic selections[] = {
	{ "0", N_("very high commission") },
	{ "1", N_("best sellers") },
	{ "7heizb6v", N_("best sellers of today") },
	{ "dz5d5n7i", N_("best sellers of two hours") },
	{ "7hfpy0m4", N_("women's clothes") },
	{ "wj7evz2j", N_("men's clothes") },
	{ "vd0wbfdx", N_("beauty") },
	{ "dpot8m5u", N_("digital") },
	{ "szkl4kj7", N_("jewellery") },
	{ "byh9331t", N_("shoes and bags") },
	{ "gkf52p8p", N_("mother and child") },
	{ "cnrzcs22", N_("home") },
	{ "indvf44e", N_("sports") },
	{ "uggxpyh5", N_("appliances") },
};

/* The list is VIPshop's own and fixed: nothing is asked, nothing is read. */
enum err vip_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	(void)fault;
	answer_topics(reading, FIELDS(selections), page);
	return OK;
}

/* ---- links */

/* The first that can be shared; the short ones also make the smaller QR code. */
static const char *const long_names[] = { "longUrl", "ulUrl", "noEvokeUrl", "url",
	"noEvokeLongUrl" };
static const char *const short_names[] = { "url", "noEvokeUrl" };

static const struct json_field link_fields[] = {
	{ "deeplinkUrl", JSON_LINK, OPTIONAL, offsetof(struct link, app_url), 1, URL_MOST_BYTES },
	{ "vipWxUrl", JSON_LINK, OPTIONAL, offsetof(struct link, mini_path), 1, PATH },
	{ "onlyCommand", JSON_TEXT, OPTIONAL, offsetof(struct link, pass_code), 1, SHORT },
};

static const char *first_link(const struct reading *reading, const struct json *item,
	const char *const *names, size_t count)
{
	const char *url = NULL;
	size_t i;

	for (i = 0; i < count && !url; i++)
		url = answer_link(&vip, reading, json_at(item, names[i]));
	return url;
}

/* Why none of them can be shared. */
static enum err refuse_links(
	const struct reading *reading, const struct json *item, struct fault *fault)
{
	const char *bytes;
	size_t i;

	for (i = 0; i < sizeof long_names / sizeof *long_names; i++) {
		bytes = json_raw(json_at(item, long_names[i]));
		if (bytes && *bytes &&
			supplier_check_link(&vip, reading->account, bytes, fault) != OK)
			return ERR_DECODE;
	}
	return fault_set(fault, ERR_NOTHING,
		_("VIPshop makes no link for this goods: it is not promoted. Choose another one."));
}

static enum err read_url(const struct reading *reading, const struct json *item, struct link *link,
	struct fault *fault)
{
	static const struct json_field source[] = { { "source", JSON_ID, NEEDED, 0, 1, ID } };
	const char *goods = NULL;
	enum err err = json_read(item, source, 1, CURRENCY_NONE, &goods, reading->arena, fault);

	if (err != OK)
		return err;
	*link = answer_begin_link(reading);
	answer_name_link(reading, goods, link);
	err = answer_read_kindly(
		item, FIELDS(link_fields), CURRENCY_NONE, link, reading->arena, fault);
	if (err != OK)
		return err;
	link->url = first_link(reading, item, FIELDS(long_names));
	link->short_url = first_link(reading, item, FIELDS(short_names));
	if (!link->url)
		return refuse_links(reading, item, fault);
	if (link->app_url && strncmp(link->app_url, "vipshop://", 10) != 0)
		link->app_url = NULL;
	return OK;
}

/* All that can be shared; a fault only if there is none. Rows come in any order and name their goods. */
enum err vip_read_links(const struct reading *reading, struct link_page *page, struct fault *fault)
{
	const struct json *body;
	const struct json *list;
	enum err err = vip_open(reading, &body, fault), last = OK;
	size_t i, count;

	*page = (struct link_page){ 0 };
	if (err != OK)
		return err;
	list = answer_list(json_at(body, "urlInfoList"));
	count = answer_count(list);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	if (count == 0)
		last = refuse_links(reading, NULL, fault);
	for (i = 0; i < count; i++) {
		err = read_url(reading, answer_item(list, i), &page->rows[page->count], fault);
		page->count += err == OK;
		last = err != OK ? err : last;
	}
	return page->count > 0 ? OK : last;
}

enum err vip_read_link(const struct reading *reading, struct link *link, struct fault *fault)
{
	struct link_page page;
	enum err err = vip_read_links(reading, &page, fault);
	size_t i;

	for (i = 0; err == OK && i < page.count; i++)
		if (!reading->goods || !strcmp(page.rows[i].goods, reading->goods)) {
			*link = page.rows[i];
			return OK;
		}
	return err != OK ? err : refuse_links(reading, NULL, fault);
}
