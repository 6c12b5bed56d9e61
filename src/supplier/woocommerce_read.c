/*
 * woocommerce_read: goods, categories and links of her own shop. Money is decimal text in the shop's
 * currency, which only orders name: for goods it is the account's. Names hold HTML. A row without id,
 * name or price is left out; anything else that cannot be right was not said.
 */
#include "supplier/woocommerce.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"
#include "supplier/form.h"

enum { ID = 19, TITLE = 200, SHORT = 80, LONG = 2000 };

/* ---- goods */

struct goods_answer {
	struct goods goods;
	struct money regular;
	const char *stock_state, *status;
};
#define IN_GOODS(field) offsetof(struct goods_answer, goods.field)
#define BESIDE(field) offsetof(struct goods_answer, field)

static const struct json_field goods_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_GOODS(id), 1, ID },
	{ "price", JSON_DECIMAL, NEEDED, IN_GOODS(price), 0, AMOUNT_MOST },
	{ "regular_price", JSON_DECIMAL, OPTIONAL, BESIDE(regular), 0, AMOUNT_MOST },
	{ "global_unique_id", JSON_TEXT, OPTIONAL, IN_GOODS(gtin), 1, 20 },
	{ "stock_quantity", JSON_INT, OPTIONAL, IN_GOODS(stock), 0, COUNT_MOST },
	{ "stock_status", JSON_ID, OPTIONAL, BESIDE(stock_state), 1, 20 },
	{ "status", JSON_ID, OPTIONAL, BESIDE(status), 1, 20 },
};
/* The same goods as the shop shows them to everybody (Store API), in minor units. */
static const struct json_field shown_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_GOODS(id), 1, ID },
	{ "prices.price", JSON_MINOR, NEEDED, IN_GOODS(price), 0, AMOUNT_MOST },
	{ "prices.regular_price", JSON_MINOR, OPTIONAL, BESIDE(regular), 0, AMOUNT_MOST },
};

/* Its decimals are those the shop shows, which need not be the currency's own. */
static bool scale(const struct json *item, struct money *money)
{
	enum { DECIMALS_MOST = 8 };
	int64_t shown = currency_decimals(money->currency);
	int64_t own = shown;

	if (!json_whole(json_at(item, "prices.currency_minor_unit"), &shown))
		return true;
	if (shown < 0 || shown > DECIMALS_MOST)
		return false;
	for (; shown > own; shown--)
		money->minor /= 10;
	for (; shown < own; shown++)
		money->minor *= 10;
	return money->minor <= AMOUNT_MOST;
}

static enum err read_numbers(const struct reading *reading, const struct json *item,
	struct goods_answer *answer, struct fault *fault)
{
	const char *code = json_raw(json_at(item, "prices.currency_code"));
	const char *own = reading->account->currency ? reading->account->currency : "CNY";
	enum currency currency = currency_find(code ? code : own);
	bool in_stock, is_shown = json_at(item, "prices") != NULL;
	enum err err;

	if (currency == CURRENCY_NONE)
		return fault_set(fault, ERR_DECODE,
			_("The shop sells in a currency that shopkeeper does not know."));
	answer_begin_goods(reading, currency, &answer->goods);
	answer->regular = answer->goods.price;
	err = is_shown ? answer_read_kindly(item, FIELDS(shown_fields), currency, answer,
				 reading->arena, fault)
		       : answer_read_kindly(item, FIELDS(goods_fields), currency, answer,
				 reading->arena, fault);
	if (err == OK && is_shown && (!scale(item, &answer->goods.price) || !scale(item, &answer->regular)))
		err = answer_lacks("prices.currency_minor_unit", fault);
	if (json_truth(json_at(item, "is_in_stock"), &in_stock) && !in_stock)
		answer->goods.stock = 0;
	return err;
}

/* A short description is what she wrote to sell it; the long one may be a page. */
static const char *read_description(const struct reading *reading, const struct json *item)
{
	const char *text = answer_plain(json_at(item, "short_description"), reading->arena, LONG);

	if (!text || !*text)
		text = answer_plain(json_at(item, "description"), reading->arena, LONG);
	return text && *text ? text : NULL;
}

static const char *read_category(const struct reading *reading, const struct json *item)
{
	static const struct json_field fields[] = { { "id", JSON_ID, OPTIONAL, 0, 1, ID } };
	const char *id = NULL;

	if (answer_read_kindly(json_item(json_at(item, "categories"), 0), fields, 1, CURRENCY_NONE,
		    &id, reading->arena, NULL) != OK)
		return NULL;
	return id;
}

static enum err read_goods(const struct reading *reading, const struct json *item,
	struct goods *goods, struct fault *fault)
{
	struct goods_answer answer = { .status = "publish" };
	enum err err = read_numbers(reading, item, &answer, fault);
	struct goods *own = &answer.goods;

	if (err != OK)
		return err;
	if (strcmp(answer.status, "publish") != 0)
		return fault_set(fault, ERR_NOTHING,
			_("This goods is not published in the shop. Publish it there first."));
	own->title = answer_plain(json_at(item, "name"), reading->arena, TITLE);
	if (!own->title || !*own->title)
		return answer_lacks("name", fault);
	own->brand = answer_plain(
		json_at(json_item(json_at(item, "brands"), 0), "name"), reading->arena, SHORT);
	own->final = own->price;
	if (answer.regular.minor > own->price.minor)
		own->list_price = answer.regular;
	if (answer.stock_state && !strcmp(answer.stock_state, "outofstock"))
		own->stock = 0;
	own->category = read_category(reading, item);
	own->picture = answer_picture(
		json_at(json_item(json_at(item, "images"), 0), "src"), reading->arena);
	own->description = read_description(reading, item);
	own->updated_at = answer_gmt(json_at(item, "date_modified_gmt"));
	if (own->updated_at == 0)
		own->updated_at = reading->now_s;
	if (!woocommerce_rate(reading->account, &own->rate_bp))
		own->rate_bp = 0;
	answer_share_goods(own);
	*goods = *own;
	return OK;
}

enum err woocommerce_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *list;
	const struct json *json;
	enum err err = woocommerce_open_list(reading, &json, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(json);
	err = answer_read_goods(reading, list, read_goods, page, fault);
	/* How many there are stands in the head only. */
	page->next = answer_next(reading, WOOCOMMERCE_PAGE, UNKNOWN, answer_count(list));
	/* Goods without a price are usual, and there is more behind a full page of them. */
	return page->next ? OK : err;
}

enum err woocommerce_read_detail(
	const struct reading *reading, struct goods *goods, struct fault *fault)
{
	const struct json *json;
	enum err err = woocommerce_open(reading, &json, fault);

	if (err != OK)
		return err;
	return json_is_object(json) ? read_goods(reading, json, goods, fault) : answer_wrong(NULL, fault);
}

static const struct json_field category_fields[] = {
	{ "id", JSON_ID, NEEDED, offsetof(struct category, id), 1, ID },
	{ "count", JSON_INT, OPTIONAL, offsetof(struct category, goods), 0, COUNT_MOST },
};

enum err woocommerce_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault)
{
	const struct json *json;
	enum err err = woocommerce_open_list(reading, &json, fault);
	size_t i, count;

	*page = (struct category_page){ 0 };
	if (err != OK)
		return err;
	count = json_count(json);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count && err == OK; i++) {
		struct category *row = &page->rows[page->count++];

		*row = (struct category){ .supplier = reading->account->name, .goods = UNKNOWN };
		err = answer_read(json_item(json, i), FIELDS(category_fields), CURRENCY_NONE, row,
			reading->arena, fault);
		if (err != OK)
			break;
		row->name = answer_plain(json_at(json_item(json, i), "name"), reading->arena, SHORT);
		if (!row->name || !*row->name)
			err = answer_lacks("name", fault);
	}
	return err;
}

/* ---- links: the exact bytes of the permalink, and behind them where a buyer came from */

static const char *mark(const struct reading *reading, const char *permalink, const char *goods,
	const char *campaign)
{
	size_t length = strcspn(permalink, "#");
	const char *query = memchr(permalink, '?', length);

	return arena_print(reading->arena,
		"%.*s%cutm_source=" WOOCOMMERCE_SOURCE
		"&utm_medium=share&utm_campaign=%s&utm_content=%s%s",
		(int)length, permalink, query ? '&' : '?', campaign, goods, permalink + length);
}

static enum err read_url(const struct reading *reading, const struct json *item, struct link *link,
	struct fault *fault)
{
	static const struct json_field fields[] = {
		{ "id", JSON_ID, NEEDED, offsetof(struct link, goods), 1, ID },
		{ "permalink", JSON_LINK, NEEDED, offsetof(struct link, url), 1, URL_MOST_BYTES },
	};
	const char *status = json_raw(json_at(item, "status"));
	const char *code = reading->account->pid;
	enum err err;

	*link = answer_begin_link(reading);
	err = json_read(item, FIELDS(fields), CURRENCY_NONE, link, reading->arena, fault);
	if (err != OK)
		return err;
	if (!form_is_numbers(link->goods, 1))
		return answer_wrong(NULL, fault);
	if (status && strcmp(status, "publish") != 0)
		return fault_set(fault, ERR_NOTHING,
			_("This goods is not published in the shop. Publish it there first."));
	link->position = arena_print(reading->arena, "%s-%s",
		code && *code ? code : WOOCOMMERCE_SOURCE, channel_id(reading->channel));
	link->url = mark(reading, link->url, link->goods, link->position);
	answer_name_link(reading, link->goods, link);
	return supplier_check_link(&woocommerce, reading->account, link->url, fault);
}

enum err woocommerce_read_link(
	const struct reading *reading, struct link *link, struct fault *fault)
{
	const struct json *json;
	enum err err = woocommerce_open(reading, &json, fault);

	return err == OK ? read_url(reading, json, link, fault) : err;
}

enum err woocommerce_read_links(
	const struct reading *reading, struct link_page *page, struct fault *fault)
{
	const struct json *json;
	enum err err = woocommerce_open_list(reading, &json, fault), last = OK;
	size_t i, count;

	*page = (struct link_page){ 0 };
	if (err != OK)
		return err;
	count = json_count(json);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count; i++) {
		err = read_url(reading, json_item(json, i), &page->rows[page->count], fault);
		page->count += err == OK;
		last = err != OK ? err : last;
	}
	if (count == 0)
		return fault_set(fault, ERR_NOTHING,
			_("The shop does not have this goods any more. Take it off the shelf."));
	return page->count > 0 ? OK : last;
}
