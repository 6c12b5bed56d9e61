/*
 * pdd_read: goods, labels and lists, as Pinduoduo's answers describe them; links are in pdd_link.c. Amounts are fen, rates per mille, times seconds; any number may come as text. A row without
 * goods_sign, name or price is left out; anything else that cannot be right was not said.
 */
#include "supplier/pdd.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"

enum { ID = 256, TITLE = 200, SHORT = 80 };

/* ---- goods */

struct goods_answer {
	struct goods goods;
	struct money alone, discount;
	bool has_coupon, other_scene;
	const char *sales; /* "326", "1.2万+" */
	const char *description, *quality, *service, *sending;
};
#define IN_GOODS(field) offsetof(struct goods_answer, goods.field)
#define BESIDE(field) offsetof(struct goods_answer, field)

static const struct json_field goods_fields[] = {
	{ "goods_sign", JSON_ID, NEEDED, IN_GOODS(id), 1, ID },
	{ "goods_name", JSON_TEXT, NEEDED, IN_GOODS(title), 1, TITLE },
	{ "min_group_price", JSON_MINOR, NEEDED, IN_GOODS(price), 1, AMOUNT_MOST },
	{ "min_normal_price", JSON_MINOR, OPTIONAL, BESIDE(alone), 1, AMOUNT_MOST },
	{ "promotion_rate", JSON_PERMILLE, OPTIONAL, IN_GOODS(rate_bp), 0, 1000 },
	{ "goods_desc", JSON_LINES, OPTIONAL, BESIDE(description), 1, 2000 },
	{ "brand_name", JSON_TEXT, OPTIONAL, IN_GOODS(brand), 1, SHORT },
	{ "mall_name", JSON_TEXT, OPTIONAL, IN_GOODS(shop), 0, SHORT },
	{ "opt_id", JSON_ID, OPTIONAL, IN_GOODS(category), 1, 19 },
	{ "sales_tip", JSON_TEXT, OPTIONAL, BESIDE(sales), 1, 40 },
	{ "desc_txt", JSON_TEXT, OPTIONAL, BESIDE(quality), 1, 10 },
	{ "serv_txt", JSON_TEXT, OPTIONAL, BESIDE(service), 1, 10 },
	{ "lgst_txt", JSON_TEXT, OPTIONAL, BESIDE(sending), 1, 10 },
	{ "search_id", JSON_ID, OPTIONAL, IN_GOODS(origin), 1, ID },
	{ "only_scene_auth", JSON_BOOL, OPTIONAL, BESIDE(other_scene), 0, 0 },
	{ "has_coupon", JSON_BOOL, OPTIONAL, BESIDE(has_coupon), 0, 0 },
	{ "coupon_discount", JSON_MINOR, OPTIONAL, BESIDE(discount), 1, AMOUNT_MOST },
	{ "coupon_min_order_amount", JSON_MINOR, OPTIONAL, IN_GOODS(coupon.threshold), 0, AMOUNT_MOST },
	{ "coupon_remain_quantity", JSON_INT, OPTIONAL, IN_GOODS(coupon.left), 0, COUNT_MOST },
	{ "coupon_total_quantity", JSON_INT, OPTIONAL, IN_GOODS(coupon.total), 0, COUNT_MOST },
	{ "coupon_start_time", JSON_SECONDS, OPTIONAL, IN_GOODS(coupon.starts_at), 0, TIME_MOST },
	{ "coupon_end_time", JSON_SECONDS, OPTIONAL, IN_GOODS(coupon.ends_at), 0, TIME_MOST },
};

/* Pinduoduo says high, middle or low of three things and no figure: thirds, and their mean. */
static int64_t read_score(const struct goods_answer *answer)
{
	const char *const words[] = { answer->quality, answer->service, answer->sending };
	int64_t sum = 0, said = 0;
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		int64_t score = !words[i]			? 0
				: !strcmp(words[i], "高") ? 90
				: !strcmp(words[i], "中") ? 60
				: !strcmp(words[i], "低") ? 30
							       : 0;

		sum += score;
		said += score > 0;
	}
	return said > 0 ? sum / said : UNKNOWN;
}

/* The price after coupon is not said: it follows, if the coupon can be used at all. */
static void complete(const struct reading *reading, struct goods_answer *answer)
{
	struct goods *goods = &answer->goods;
	struct coupon *coupon = &goods->coupon;

	if (answer->has_coupon && answer->discount.minor > 0) {
		coupon->face = answer->discount;
		coupon->id = arena_print(reading->arena, "%lld-%lld", (long long)coupon->face.minor,
			(long long)coupon->starts_at);
	} else {
		*coupon = (struct coupon){ .face = { 0, CURRENCY_CNY },
			.threshold = { 0, CURRENCY_CNY },
			.left = UNKNOWN,
			.total = UNKNOWN };
	}
	goods->final = goods->price;
	if (coupon_state(coupon, goods->price, reading->now_s, NULL) == COUPON_USABLE &&
		coupon->face.minor < goods->price.minor)
		goods->final.minor -= coupon->face.minor;
	/* Its usual price is the one in a group; alone it costs more. */
	if (answer->alone.minor > goods->price.minor) {
		goods->group_price = goods->price;
		goods->list_price = answer->alone;
	}
	if (answer->description && strcmp(answer->description, goods->title) != 0)
		goods->description = answer->description;
	goods->sales_30d = answer_sales(answer->sales, reading->arena);
	goods->shop_score = read_score(answer);
	goods->updated_at = reading->now_s;
}

static enum err read_goods(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	struct goods_answer answer = { .has_coupon = true };
	enum err err;

	answer_begin_goods(reading, CURRENCY_CNY, &answer.goods);
	err = answer_read_kindly(
		item, FIELDS(goods_fields), CURRENCY_CNY, &answer, reading->arena, fault);
	if (err == OK && answer.other_scene)
		err = fault_set(fault, ERR_NOTHING,
			_("Pinduoduo promotes this goods elsewhere only. Choose another one."));
	if (err != OK)
		return err;
	answer.goods.picture = answer_picture(json_at(item, "goods_image_url"), reading->arena);
	if (!answer.goods.picture)
		answer.goods.picture =
			answer_picture(json_at(item, "goods_thumbnail_url"), reading->arena);
	complete(reading, &answer);
	answer_share_goods(&answer.goods);
	*goods = answer.goods;
	return OK;
}

/* Search, recommendations and the top list name the same things differently. */
static const char *const page_keys[] = { "goods_search_response", "goods_basic_detail_response",
	"top_goods_list_get_response", NULL };

static const struct json *first_of(
	const struct json *body, const char *name, const char *other_name)
{
	const struct json *value = json_at(body, name);

	return value ? value : json_at(body, other_name);
}

static void read_next(const struct reading *reading, const struct json *body, size_t count,
	struct goods_page *page)
{
	static const struct json_field fields[] = { { "list_id", JSON_ID, OPTIONAL, 0, 1, 200 } };
	const char *list = NULL;

	page->total = answer_total(first_of(body, "total_count", "total"));
	page->next = answer_next(reading, PDD_PAGE, page->total, count);
	if (answer_read_kindly(body, FIELDS(fields), CURRENCY_NONE, &list, reading->arena, NULL) == OK &&
		page->next && list)
		page->next = arena_print(reading->arena, "%s %s", page->next, list);
}

/* Of the list; where a row has its own, that one counts. */
static void read_search(
	const struct reading *reading, const struct json *body, struct goods_page *page)
{
	static const struct json_field fields[] = { { "search_id", JSON_ID, OPTIONAL, 0, 1, ID } };
	const char *search = NULL;
	size_t i;

	if (answer_read_kindly(body, FIELDS(fields), CURRENCY_NONE, &search, reading->arena, NULL) != OK)
		return;
	for (i = 0; i < page->count; i++)
		if (!page->rows[i].origin)
			page->rows[i].origin = search;
}

enum err pdd_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	struct pdd_answer answer;
	const struct json *list;
	enum err err = pdd_open(reading, page_keys, &answer, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(first_of(answer.body, "goods_list", "list"));
	err = answer_read_goods(reading, list, read_goods, page, fault);
	read_next(reading, answer.body, answer_count(list), page);
	read_search(reading, answer.body, page);
	return err;
}

enum err pdd_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault)
{
	static const char *const keys[] = { "goods_detail_response", NULL };
	struct pdd_answer answer;
	const struct json *list;
	enum err err = pdd_open(reading, keys, &answer, fault);

	if (err != OK)
		return err;
	list = answer_list(json_at(answer.body, "goods_details"));
	if (answer_count(list) > 0)
		return read_goods(reading, answer_item(list, 0), goods, fault);
	return fault_set(fault, ERR_NOTHING,
		_("Pinduoduo does not promote this goods any more. Take it off the shelf."));
}

/* ---- labels and lists */

/* Labels, or categories of an older method. */
static const char *const tree_keys[] = { "goods_opt_get_response", "goods_cats_get_response", NULL };
static const struct tree {
	const char *list;
	struct json_field fields[2];
} trees[] = {
	{ "goods_opt_list",
		{ { "opt_id", JSON_ID, NEEDED, offsetof(struct category, id), 1, 19 },
			{ "opt_name", JSON_TEXT, NEEDED, offsetof(struct category, name), 1, SHORT } } },
	{ "goods_cats_list",
		{ { "cat_id", JSON_ID, NEEDED, offsetof(struct category, id), 1, 19 },
			{ "cat_name", JSON_TEXT, NEEDED, offsetof(struct category, name), 1, SHORT } } },
};

enum err pdd_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	struct pdd_answer answer;
	const struct tree *tree;
	enum err err = pdd_open(reading, tree_keys, &answer, fault);

	*page = (struct category_page){ 0 };
	if (err != OK)
		return err;
	tree = &trees[answer.key];
	return answer_read_names(
		reading, answer_list(json_at(answer.body, tree->list)), tree->fields, page, fault);
}

/* channel_type of goods.recommend.get. */
static const struct answer_topic channels[] = {
	{ "5", N_("selling now") },
	{ "6", N_("earning now") },
	{ "1", N_("best of the day") },
	{ "4", N_("for you") },
};

/* The list is Pinduoduo's own and fixed: nothing is asked, nothing is read. */
enum err pdd_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	(void)fault;
	answer_topics(reading, FIELDS(channels), page);
	return OK;
}
