/*
 * goods_one: one goods as it is now, and changing it as its merchant would. Lists are in
 * goods_routes.c.
 */
#include <stdio.h>
#include <string.h>
#include "practice/goods_json.h"
#include "practice/wire.h"

/* ERR_NOTHING = answered already. */
static enum err load(struct call *call, int64_t n, struct wares *wares)
{
	enum err err = ERR_NOTHING;
	if (n)
		err = goods_load(call->practice, n, &call->arena, wares, &call->fault);
	if (err == ERR_NOTHING)
		answer_problem(call, 404, "goods_not_found", "There is no such goods",
			"%.60s is not offered here", call->piece);
	return err;
}

static enum err answer_goods(struct call *call, const struct wares *wares)
{
	struct json *json = json_object();
	goods_put(call, wares, json);
	return answer_json(call, 200, json);
}

enum err goods_get(struct call *call)
{
	struct wares wares;
	enum err err = load(call, goods_find(call->piece), &wares);
	return err == OK ? answer_goods(call, &wares) : err == ERR_NOTHING ? OK : err;
}

struct new_coupon {
	int64_t face, threshold, left, starts_at, ends_at;
};
#define AT(field) offsetof(struct new_coupon, field)
static const struct json_field coupon_fields[] = {
	{ "face_minor", JSON_INT, NEEDED, AT(face), 1, MONEY_MOST },
	{ "threshold_minor", JSON_INT, NEEDED, AT(threshold), 0, MONEY_MOST },
	{ "left", JSON_INT, NEEDED, AT(left), 0, 1000000000 },
	{ "starts_at", JSON_INT, NEEDED, AT(starts_at), 0, MONEY_MOST },
	{ "ends_at", JSON_INT, NEEDED, AT(ends_at), 0, MONEY_MOST },
};
#undef AT

/* Explicit null takes the coupon away; json_at cannot tell null from absent, so the bytes are
 * asked. */
static bool is_given(const struct call *call, const char *name)
{
	char quoted[40];
	snprintf(quoted, sizeof(quoted), "\"%s\"", name);
	return strstr(call->request->body, quoted) != NULL;
}

static bool change_coupon(struct call *call, struct wares *wares)
{
	const struct json *given = json_at(call->body, "coupon");
	struct new_coupon coupon;
	if (!given) {
		if (is_given(call, "coupon"))
			wares->coupon.id = NULL;
		return true;
	}
	if (json_read(given, coupon_fields, 5, CURRENCY_CNY, &coupon, &call->arena, &call->fault) !=
		OK) {
		answer_problem(call, 400, "bad_field", "A field is missing or not valid", "%s",
			call->fault.text);
		return false;
	}
	wares->coupon = (struct coupon){ .id = "new",
		.face = { coupon.face, CURRENCY_CNY },
		.threshold = { coupon.threshold, CURRENCY_CNY },
		.left = coupon.left,
		.total = coupon.left,
		.starts_at = coupon.starts_at,
		.ends_at = coupon.ends_at };
	return true;
}

#define AT(field) offsetof(struct wares, field)
static const struct json_field change_fields[] = {
	{ "price_minor", JSON_INT, OPTIONAL, AT(price), 1, MONEY_MOST },
	{ "list_price_minor", JSON_INT, OPTIONAL, AT(list_price), 1, MONEY_MOST },
	{ "rate_bp", JSON_BP, OPTIONAL, AT(rate_bp), 0, 10000 },
	{ "stock", JSON_INT, OPTIONAL, AT(stock), 0, 1000000000 },
};
#undef AT

enum err goods_change(struct call *call)
{
	struct wares wares;
	enum err err = load(call, wire_goods_find_any(call->piece), &wares);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	/* The title is taken byte for byte: the client must bear whatever a merchant writes. */
	const char *title = json_raw(json_at(call->body, "title"));
	if (!call_read(call, change_fields, sizeof(change_fields) / sizeof(change_fields[0]),
		    &wares) ||
		!change_coupon(call, &wares))
		return OK;
	if (title)
		wares.title = title;
	if (is_given(call, "stock") && !json_at(call->body, "stock"))
		wares.stock = UNKNOWN;
	if (is_given(call, "list_price_minor") && !json_at(call->body, "list_price_minor"))
		wares.list_price = 0;
	err = goods_save(call->practice, &wares, call->now_s, &call->fault);
	if (err == OK)
		err = load(call, wares.n, &wares);
	return err == OK ? answer_goods(call, &wares) : err;
}
