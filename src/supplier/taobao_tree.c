/*
 * taobao_tree: what goods hang on, as Taobao Union tells it: categories, topics, coupons. Goods
 * themselves are read in taobao_read.c.
 */
#include <stddef.h>
#include <string.h>

#include "supplier/answer.h"
#include "supplier/taobao.h"

enum { ID = 64, SHORT = 80 };

/* ---- one coupon */

static const struct json_field coupon_fields[] = {
	{ "coupon_activity_id", JSON_ID, NEEDED, AT(coupon, id), 1, ID },
	{ "coupon_amount", JSON_DECIMAL, NEEDED, AT(coupon, face), 0, AMOUNT_MOST },
	{ "coupon_start_fee", JSON_DECIMAL, OPTIONAL, AT(coupon, threshold), 0, AMOUNT_MOST },
	{ "coupon_remain_count", JSON_INT, OPTIONAL, AT(coupon, left), 0, COUNT_MOST },
	{ "coupon_total_count", JSON_INT, OPTIONAL, AT(coupon, total), 0, COUNT_MOST },
};

enum err taobao_read_coupon(
	const struct reading *reading, struct coupon *coupon, struct fault *fault)
{
	const struct json *json, *data;
	enum err err = taobao_open(reading, &json, fault);

	*coupon = (struct coupon){ .face.currency = CURRENCY_CNY,
		.threshold.currency = CURRENCY_CNY,
		.left = UNKNOWN,
		.total = UNKNOWN };
	if (err != OK)
		return err;
	data = json_at(taobao_frame(json, "tbk_coupon_get_response", "data"), "data");
	coupon->starts_at = answer_moment(json_at(data, "coupon_start_time"), false);
	coupon->ends_at = answer_moment(json_at(data, "coupon_end_time"), true);
	return answer_read(data, FIELDS(coupon_fields), CURRENCY_CNY, coupon, reading->arena, fault);
}

/* ---- categories and topics */

struct tree {
	const char *frame, *member, *list;
	struct json_field fields[2];
};
static const struct tree categories = { "itemcats_get_response", "item_cats", "item_cats",
	{ { "cid", JSON_ID, NEEDED, AT(category, id), 1, ID },
		{ "name", JSON_TEXT, NEEDED, AT(category, name), 1, SHORT } } };
static const struct tree topics = { "tbk_optimus_tou_material_ids_get_response", "data",
	"data.tou_materials",
	{ { "material_id", JSON_ID, NEEDED, AT(category, id), 1, ID },
		{ "material_name", JSON_TEXT, NEEDED, AT(category, name), 1, SHORT } } };

static enum err read_row(const struct reading *reading, const struct tree *tree,
	const struct json *item, struct category_page *page, struct fault *fault)
{
	struct category *row = &page->rows[page->count];
	const char *status = json_raw(json_at(item, "status"));
	enum err err;

	if (status && !strcmp(status, "deleted"))
		return OK;
	*row = (struct category){ .supplier = reading->account->name, .goods = UNKNOWN };
	err = answer_read(item, tree->fields, 2, CURRENCY_NONE, row, reading->arena, fault);
	page->count += err == OK;
	return err;
}

static enum err read_tree(const struct reading *reading, const struct tree *tree,
	struct category_page *page, struct fault *fault)
{
	const struct json *json, *frame, *list;
	enum err err = taobao_open(reading, &json, fault);
	size_t i;

	*page = (struct category_page){ 0 };
	if (err != OK)
		return err;
	frame = taobao_frame(json, tree->frame, tree->member);
	list = answer_list(json_at(frame, tree->list));
	if ((json && !frame) || answer_count(list) > ANSWER_ROWS_MOST)
		return answer_wrong(NULL, fault);
	page->rows = arena_take_array(reading->arena, answer_count(list) + 1, sizeof *page->rows);
	for (i = 0; err == OK && i < answer_count(list); i++)
		err = read_row(reading, tree, answer_item(list, i), page, fault);
	return err;
}

enum err taobao_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	return read_tree(reading, &categories, page, fault);
}

enum err taobao_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	return read_tree(reading, &topics, page, fault);
}
