/*
 * sample: the adapter to copy. It speaks a made-up API with the habits of many real ones: yuan as
 * text, rates in ‰, milliseconds, ids as numbers, refusals in the body of a 200. It is in no table:
 * tests use it. To make your own: copy it to yours.c, change the names, add a row in suppliers.c
 * and answers in tests/answers/yours/.
 *
 *   GET /products?search=毛巾&from=2
 *   { "error": 0, "list": [ { "sku": 123456789012345678, "name": "…", "price": "12.90", "rate":
 * 150, "earn": "1.93", "changed_ms": 1795391000000 } ], "next": 3 }
 */
#include <stddef.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/ask.h"

extern const struct supplier sample;

/* ---- asking: only what this API can do; the rest is filtered in the store */

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	enum err err = ask_begin(access, "GET", "/products", arena, question);

	if (err != OK)
		return err;
	ask_with(question, arena, "search", query->words);
	ask_with(question, arena, "from", cursor);
	return OK;
}

/* The only function that sees the secret. */
static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	if (!access->secret || !access->secret->value[0])
		return fault_set(fault, ERR_LOGIN,
			_("There is no token for \"%s\" yet. Run shopkeeper setup."),
			access->account->name);
	ask_header(question, arena, "X-Sample-Key", access->secret->value);
	return OK;
}

/* ---- reading: where each field stands, of what kind it is, within what bounds */

static const struct json_field goods_fields[] = {
	{ "sku", JSON_ID, NEEDED, offsetof(struct goods, id), 1, 64 },
	{ "name", JSON_TEXT, NEEDED, offsetof(struct goods, title), 1, 200 },
	{ "price", JSON_DECIMAL, NEEDED, offsetof(struct goods, price), 0, MONEY_MOST },
	{ "price", JSON_DECIMAL, NEEDED, offsetof(struct goods, final), 0, MONEY_MOST },
	{ "earn", JSON_DECIMAL, NEEDED, offsetof(struct goods, commission), 0, MONEY_MOST },
	{ "rate", JSON_PERMILLE, NEEDED, offsetof(struct goods, rate_bp), 0, 1000 },
	{ "changed_ms", JSON_MILLIS, OPTIONAL, offsetof(struct goods, updated_at), 0, 0 },
};
enum { GOODS_FIELDS = sizeof goods_fields / sizeof *goods_fields, ROWS_MOST = 200 };

static enum err read_rows(const struct reading *reading, const struct json *list,
	struct goods_page *page, struct fault *fault)
{
	size_t i, count = json_count(list);
	enum err err = OK;

	if (!json_is_array(list) || count > ROWS_MOST)
		return fault_set(fault, ERR_DECODE, _("The answer is not what was agreed on."));
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count && err == OK; i++) {
		struct goods *goods = &page->rows[page->count++];

		goods->supplier = reading->account->name;
		goods->seen_at = reading->now_s;
		goods->stock = goods->sales_30d = goods->shop_score = UNKNOWN;
		err = json_read(json_item(list, i), goods_fields, GOODS_FIELDS, CURRENCY_CNY, goods,
			reading->arena, fault);
	}
	return err;
}

static enum err read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *json;
	enum err err = json_parse_in(
		reading->arena, reading->bytes, reading->length, &json, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	page->next = json_text(json_at(json, "next"), reading->arena, 64);
	return read_rows(reading, json_at(json, "list"), page, fault);
}

/* ---- refusals: what the status means is shared; an error in the body of a 200 is this API's own
 * habit */

static enum err verdict(const struct http_answer *answer, struct fault *fault)
{
	enum err err = verdict_by_status(answer, NULL, fault);
	struct json *json;
	int64_t error = 0;

	if (err != OK || json_parse(answer->body, answer->length, &json, NULL) != OK)
		return err;
	if (json_whole(json_at(json, "error"), &error) && error != 0)
		err = fault_set(fault, error == 401 ? ERR_LOGIN : ERR_REFUSED,
			_("The supplier refused (code %lld)."), (long long)error);
	json_free(json);
	return err;
}

const struct supplier sample = {
	.id = "sample",
	.name = N_("sample supplier"),
	.hosts = (const char *const[]){ "api.sample.example", "*.share.example", NULL },
	.calls_per_minute = 60,
	.sign = sign,
	.verdict = verdict,
	.goods = &(const struct goods_calls){ .ask_search = ask_search, .read_page = read_page },
	/* No shelf, links, orders or shop: the screens say that they are not offered. */
};
