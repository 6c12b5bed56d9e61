/*
 * house_read: answers of shopkeeper's own supplier API. Tables say where each field stands; what a
 * list has around its items is read once. A value that cannot be right refuses the whole answer.
 */
#include "supplier/house.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/log.h"
#include "base/words.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"

enum { ITEMS_MOST = 1000, ID = 64, TITLE = 200, SHORT = 80, LONG = 2000, CURSOR = 200 };
#define RATE_MOST 10000

/* ---- reading: where each field stands */

static const struct json_field goods_fields[] = {
	{ "id", JSON_ID, NEEDED, AT(goods, id), 1, ID },
	{ "title", JSON_TEXT, NEEDED, AT(goods, title), 1, TITLE },
	{ "shop.name", JSON_TEXT, OPTIONAL, AT(goods, shop), 0, SHORT },
	{ "shop.score", JSON_INT, OPTIONAL, AT(goods, shop_score), 0, 100 },
	{ "category_id", JSON_ID, OPTIONAL, AT(goods, category), 1, ID },
	{ "gtin", JSON_TEXT, OPTIONAL, AT(goods, gtin), 0, 20 },
	{ "brand", JSON_TEXT, OPTIONAL, AT(goods, brand), 0, SHORT },
	{ "model", JSON_TEXT, OPTIONAL, AT(goods, model), 0, SHORT },
	{ "picture_url", JSON_LINK, OPTIONAL, AT(goods, picture), 0, URL_MOST_BYTES },
	{ "description", JSON_LINES, OPTIONAL, AT(goods, description), 0, LONG },
	{ "price_minor", JSON_MINOR, NEEDED, AT(goods, price), 0, MONEY_MOST },
	{ "list_price_minor", JSON_MINOR, OPTIONAL, AT(goods, list_price), 0, MONEY_MOST },
	{ "final_price_minor", JSON_MINOR, NEEDED, AT(goods, final), 0, MONEY_MOST },
	{ "commission_minor", JSON_MINOR, NEEDED, AT(goods, commission), 0, MONEY_MOST },
	{ "commission_before_minor", JSON_MINOR, OPTIONAL, AT(goods, commission_before), 0,
		MONEY_MOST },
	{ "rate_bp", JSON_BP, NEEDED, AT(goods, rate_bp), 0, RATE_MOST },
	{ "lock_ends_at", JSON_SECONDS, OPTIONAL, AT(goods, lock_ends_at), 0, TIME_MOST },
	{ "sales_30d", JSON_INT, OPTIONAL, AT(goods, sales_30d), 0, COUNT_MOST },
	{ "stock", JSON_INT, OPTIONAL, AT(goods, stock), 0, COUNT_MOST },
	{ "self_purchase", JSON_BOOL, OPTIONAL, AT(goods, self_purchase), 0, 0 },
	{ "updated_at", JSON_SECONDS, NEEDED, AT(goods, updated_at), 0, TIME_MOST },
};

static const struct json_field coupon_fields[] = {
	{ "id", JSON_ID, NEEDED, AT(coupon, id), 1, ID },
	{ "face_minor", JSON_MINOR, NEEDED, AT(coupon, face), 0, MONEY_MOST },
	{ "threshold_minor", JSON_MINOR, NEEDED, AT(coupon, threshold), 0, MONEY_MOST },
	{ "left", JSON_INT, OPTIONAL, AT(coupon, left), 0, COUNT_MOST },
	{ "total", JSON_INT, OPTIONAL, AT(coupon, total), 0, COUNT_MOST },
	{ "starts_at", JSON_SECONDS, OPTIONAL, AT(coupon, starts_at), 0, TIME_MOST },
	{ "ends_at", JSON_SECONDS, OPTIONAL, AT(coupon, ends_at), 0, TIME_MOST },
};

static const struct json_field category_fields[] = {
	{ "id", JSON_ID, NEEDED, AT(category, id), 1, ID },
	{ "name", JSON_TEXT, NEEDED, AT(category, name), 1, SHORT },
	{ "goods_count", JSON_INT, OPTIONAL, AT(category, goods), 0, COUNT_MOST },
};

static const struct json_field link_fields[] = {
	{ "id", JSON_ID, NEEDED, AT(link, id), 1, ID },
	{ "goods_id", JSON_ID, NEEDED, AT(link, goods), 1, ID },
	{ "url", JSON_LINK, NEEDED, AT(link, url), 1, URL_MOST_BYTES },
	{ "short_url", JSON_LINK, OPTIONAL, AT(link, short_url), 0, URL_MOST_BYTES },
	{ "pass_code", JSON_TEXT, OPTIONAL, AT(link, pass_code), 0, SHORT },
	{ "position_id", JSON_ID, OPTIONAL, AT(link, position), 1, ID },
	{ "created_at", JSON_SECONDS, NEEDED, AT(link, created_at), 0, TIME_MOST },
	{ "expires_at", JSON_SECONDS, OPTIONAL, AT(link, expires_at), 0, TIME_MOST },
};

/* Beside the record: words that become enums, and the depth that may not be more than one. */
struct order_answer {
	struct order order;
	const char *kind;
	int64_t depth;
};
#define IN_ORDER(field) offsetof(struct order_answer, order.field)

static const struct json_field order_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_ORDER(id), 1, ID },
	{ "sub_id", JSON_ID, NEEDED, IN_ORDER(sub_id), 1, ID },
	{ "goods_id", JSON_ID, NEEDED, IN_ORDER(goods), 1, ID },
	{ "title", JSON_TEXT, OPTIONAL, IN_ORDER(title), 0, TITLE },
	{ "kind", JSON_ID, OPTIONAL, offsetof(struct order_answer, kind), 1, ID },
	{ "state", JSON_TEXT, NEEDED, IN_ORDER(state_word), 1, ID },
	{ "reason", JSON_TEXT, OPTIONAL, IN_ORDER(reason), 0, ID },
	{ "channel", JSON_ID, OPTIONAL, IN_ORDER(channel), 1, ID },
	{ "link_id", JSON_ID, OPTIONAL, IN_ORDER(link), 1, ID },
	{ "quantity", JSON_INT, NEEDED, IN_ORDER(quantity), 0, COUNT_MOST },
	{ "paid_minor", JSON_MINOR, NEEDED, IN_ORDER(paid), 0, MONEY_MOST },
	{ "base_minor", JSON_MINOR, NEEDED, IN_ORDER(base), 0, MONEY_MOST },
	{ "estimate_minor", JSON_MINOR, NEEDED, IN_ORDER(estimate), 0, MONEY_MOST },
	{ "settled_minor", JSON_MINOR, NEEDED, IN_ORDER(settled), 0, MONEY_MOST },
	{ "fee_minor", JSON_MINOR, OPTIONAL, IN_ORDER(fee), 0, MONEY_MOST },
	{ "rate_bp", JSON_BP, NEEDED, IN_ORDER(rate_bp), 0, RATE_MOST },
	{ "recommender_depth", JSON_INT, OPTIONAL, offsetof(struct order_answer, depth), 0,
		COUNT_MOST },
	{ "created_at", JSON_SECONDS, NEEDED, IN_ORDER(created_at), 0, TIME_MOST },
	{ "paid_at", JSON_SECONDS, OPTIONAL, IN_ORDER(paid_at), 0, TIME_MOST },
	{ "received_at", JSON_SECONDS, OPTIONAL, IN_ORDER(received_at), 0, TIME_MOST },
	{ "approved_at", JSON_SECONDS, OPTIONAL, IN_ORDER(approved_at), 0, TIME_MOST },
	{ "settled_at", JSON_SECONDS, OPTIONAL, IN_ORDER(settled_at), 0, TIME_MOST },
	{ "updated_at", JSON_SECONDS, NEEDED, IN_ORDER(updated_at), 0, TIME_MOST },
};

struct line_answer {
	struct line line;
	const char *kind, *bucket;
	int64_t depth;
};
#define IN_LINE(field) offsetof(struct line_answer, line.field)

static const struct json_field line_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_LINE(id), 1, ID },
	{ "kind", JSON_TEXT, NEEDED, offsetof(struct line_answer, kind), 1, ID },
	{ "bucket", JSON_TEXT, NEEDED, offsetof(struct line_answer, bucket), 1, ID },
	{ "sub_id", JSON_ID, OPTIONAL, IN_LINE(order), 1, ID },
	{ "ref", JSON_TEXT, OPTIONAL, IN_LINE(ref), 0, ID },
	{ "amount_minor", JSON_MINOR, NEEDED, IN_LINE(amount), -MONEY_MOST, MONEY_MOST },
	{ "recommender_depth", JSON_INT, OPTIONAL, offsetof(struct line_answer, depth), 0,
		COUNT_MOST },
	{ "at", JSON_SECONDS, NEEDED, IN_LINE(at), 0, TIME_MOST },
};

struct head {
	const char *next;
	int64_t now_at, total;
};
static const struct json_field head_fields[] = {
	{ "next_cursor", JSON_ID, OPTIONAL, AT(head, next), 1, CURSOR },
	{ "now_at", JSON_SECONDS, NEEDED, AT(head, now_at), 0, TIME_MOST },
	{ "total", JSON_INT, OPTIONAL, AT(head, total), 0, COUNT_MOST },
};

/* ---- reading: from bytes to records */

/* Reads one item of a list into row `*count` of `rows` and counts it, or leaves it out. */
struct list {
	void *rows;
	size_t count, hidden, row_bytes;
	enum err (*read_item)(const struct reading *reading, const struct json *item,
		struct list *list, struct fault *fault);
	struct head head;
};

static enum err read_items(const struct reading *reading, const struct json *json,
	struct list *list, struct fault *fault)
{
	const struct json *items = json_at(json, "items");
	size_t i, count = json_count(items);
	enum err err = json_read(
		json, FIELDS(head_fields), CURRENCY_NONE, &list->head, reading->arena, fault);

	if (err == OK && (!json_is_array(items) || count > ITEMS_MOST))
		err = answer_wrong("items", fault);
	list->rows = arena_take_array(reading->arena, count + 1, list->row_bytes);
	for (i = 0; i < count && err == OK; i++)
		err = list->read_item(reading, json_item(items, i), list, fault);
	return err;
}

enum err house_open(const struct reading *reading, const struct json **json, struct fault *fault)
{
	return json_parse_in(reading->arena, reading->bytes, reading->length, json, fault);
}

static enum err read_list(const struct reading *reading, struct list *list, struct fault *fault)
{
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	list->head.total = UNKNOWN;
	return err == OK ? read_items(reading, json, list, fault) : err;
}

static enum err read_currency(
	const struct json *object, const char *path, enum currency *currency, struct fault *fault)
{
	const char *code = json_raw(json_at(object, path));

	*currency = code ? currency_find(code) : CURRENCY_NONE;
	return *currency == CURRENCY_NONE ? answer_wrong(path, fault) : OK;
}

static enum err read_coupon(const struct reading *reading, const struct json *item,
	enum currency currency, struct coupon *coupon, struct fault *fault)
{
	enum currency own;
	enum err err = read_currency(item, "currency", &own, fault);

	if (err == OK && own != currency)
		err = fault_set(
			fault, ERR_DECODE, _("A coupon has another currency than its goods."));
	return err == OK ? json_read(item, FIELDS(coupon_fields), currency, coupon, reading->arena,
				   fault)
			 : err;
}

static enum err read_goods(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	const struct json *coupon = json_at(item, "coupon");
	enum currency currency;
	enum err err = read_currency(item, "currency", &currency, fault);

	*goods = (struct goods){
		.supplier = reading->account->name,
		.sales_30d = UNKNOWN,
		.stock = UNKNOWN,
		.shop_score = UNKNOWN,
		.coupon = { .left = UNKNOWN, .total = UNKNOWN },
		.list_price.currency = currency,
		.commission_before.currency = currency,
		.seen_at = reading->now_s,
	};
	if (err == OK)
		err = json_read(item, FIELDS(goods_fields), currency, goods, reading->arena, fault);
	if (err == OK && coupon)
		err = read_coupon(reading, coupon, currency, &goods->coupon, fault);
	/* A picture is not worth refusing the goods. */
	if (goods->picture && url_check(goods->picture, NULL, NULL) != OK)
		goods->picture = NULL;
	return err;
}

static enum err read_goods_item(const struct reading *reading, const struct json *item,
	struct list *list, struct fault *fault)
{
	return read_goods(reading, item, (struct goods *)list->rows + list->count++, fault);
}

enum err house_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	struct list list = { .row_bytes = sizeof(struct goods), .read_item = read_goods_item };
	enum err err = read_list(reading, &list, fault);

	*page = (struct goods_page){ list.rows, list.count, list.head.next, list.head.total,
		list.head.now_at };
	return err;
}

enum err house_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault)
{
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	return err == OK ? read_goods(reading, json, goods, fault) : err;
}

static enum err read_category_item(const struct reading *reading, const struct json *item,
	struct list *list, struct fault *fault)
{
	struct category *category = (struct category *)list->rows + list->count++;

	*category = (struct category){ .supplier = reading->account->name, .goods = UNKNOWN };
	return json_read(
		item, FIELDS(category_fields), CURRENCY_NONE, category, reading->arena, fault);
}

enum err house_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	struct list list = { .row_bytes = sizeof(struct category),
		.read_item = read_category_item };
	enum err err = read_list(reading, &list, fault);

	*page = (struct category_page){ list.rows, list.count };
	return err;
}

/* R33: commission for a second level is against the law; it is neither shown nor counted. */
static bool is_too_deep(int64_t depth, const char *what, const char *id)
{
	if (depth <= 1)
		return false;
	log_line(LOG_WARNING, "compliance", "%s %s hidden: recommender depth %" PRId64, what, id,
		depth);
	return true;
}

static enum err read_order_item(const struct reading *reading, const struct json *item,
	struct list *list, struct fault *fault)
{
	struct order_answer answer = { .order.supplier = reading->account->name };
	enum currency currency;
	enum err err = read_currency(item, "currency", &currency, fault);

	answer.order.fee.currency = currency;
	answer.order.title = "";
	if (err == OK)
		err = json_read(
			item, FIELDS(order_fields), currency, &answer, reading->arena, fault);
	if (err != OK)
		return err;
	if (is_too_deep(answer.depth, "order", answer.order.sub_id)) {
		list->hidden++;
		return OK;
	}
	answer.order.kind = order_kind_find(answer.kind ? answer.kind : "share");
	answer.order.state = order_state_find(answer.order.state_word);
	((struct order *)list->rows)[list->count++] = answer.order;
	return OK;
}

enum err house_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	struct list list = { .row_bytes = sizeof(struct order), .read_item = read_order_item };
	enum err err = read_list(reading, &list, fault);

	*page = (struct order_page){ list.rows, list.count, list.head.next, list.head.now_at,
		list.hidden };
	return err;
}

static enum err read_line_item(const struct reading *reading, const struct json *item,
	struct list *list, struct fault *fault)
{
	struct line_answer answer = { .line.supplier = reading->account->name };
	enum currency currency;
	enum err err = read_currency(item, "currency", &currency, fault);

	if (err == OK)
		err = json_read(
			item, FIELDS(line_fields), currency, &answer, reading->arena, fault);
	if (err != OK)
		return err;
	if (is_too_deep(answer.depth, "line", answer.line.id)) {
		list->hidden++;
		return OK;
	}
	answer.line.kind = line_kind_find(answer.kind);
	answer.line.bucket = bucket_find(answer.bucket);
	/* Left out, the sums would be wrong without a word. */
	if (answer.line.kind == LINE_KIND_COUNT || answer.line.bucket == BUCKET_NONE)
		return fault_set(fault, ERR_DECODE,
			_("The ledger has a line that this version does not know (%.30s, %.30s). "
			  "Update "
			  "shopkeeper."),
			answer.kind, answer.bucket);
	((struct line *)list->rows)[list->count++] = answer.line;
	return OK;
}

enum err house_read_lines(
	const struct reading *reading, struct line_page *page, struct fault *fault)
{
	struct list list = { .row_bytes = sizeof(struct line), .read_item = read_line_item };
	enum err err = read_list(reading, &list, fault);

	*page = (struct line_page){ list.rows, list.count, list.head.next, list.head.now_at,
		list.hidden };
	return err;
}

enum err house_read_link(const struct reading *reading, struct link *link, struct fault *fault)
{
	const struct json *channel;
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	if (err != OK)
		return err;
	*link = (struct link){ .supplier = reading->account->name, .channel = CHANNEL_OTHER };
	err = json_read(json, FIELDS(link_fields), CURRENCY_NONE, link, reading->arena, fault);
	channel = json_at(json, "channel");
	if (json_raw(channel) && channel_find(json_raw(channel)) != CHANNEL_COUNT)
		link->channel = channel_find(json_raw(channel));
	if (err == OK)
		err = supplier_check_link(&house, reading->account, link->url, fault);
	if (link->short_url &&
		supplier_check_link(&house, reading->account, link->short_url, NULL) != OK)
		link->short_url = NULL;
	return err;
}
