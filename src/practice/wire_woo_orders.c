/*
 * wire_woo_orders: orders of a WooCommerce shop. It knows no commission: what is received is completed. How the buyer came stands among the marks (meta_data): by tags of a link,
 * or by typing the address, as the owner herself does. Refunds stand with their order.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "model/split.h"
#include "practice/wire_woo.h"

enum { ORDER_FIRST = 1000, PIECE_FIRST = 3000, REFUND_FIRST = 500000, MARK_FIRST = 700000 };

static const char *status_of(struct call *call, const struct sale *sale)
{
	if (call->request->twist == FAULT_UNKNOWN_STATE)
		return "partial-shipped"; /* of a plug-in */
	if (sale->paid_at && sale->returned >= sale->quantity)
		return "refunded";
	switch (sale->state) {
	case ORDER_CREATED:
		return "pending";
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		return "processing";
	case ORDER_INVALID:
		return "cancelled";
	case ORDER_PUNISHED:
		return "failed";
	default:
		return "completed";
	}
}

/* ---- marks */

static void put_mark(struct call *call, struct json *rows, const char *name, const char *value)
{
	struct json *row = json_add_object(rows);
	json_put_whole(row, "id", MARK_FIRST + (int64_t)json_count(rows));
	json_put_text(row, "key", arena_print(&call->arena, "_wc_order_attribution_%s", name));
	json_put_text(row, "value", value);
}

static void put_marks(struct call *call, const struct wire_sale *order, struct json *rows)
{
	const struct sale *sale = &order->sale;
	struct json *row = json_add_object(rows);
	json_put_whole(row, "id", MARK_FIRST);
	json_put_text(row, "key", "is_vat_exempt");
	json_put_text(row, "value", "no");
	bool by_link = sale->link && sale->kind != ORDER_SELF;
	put_mark(call, rows, "source_type", by_link ? "utm" : "typein");
	put_mark(call, rows, "utm_source", by_link ? "shopkeeper" : "(direct)");
	if (by_link) {
		put_mark(call, rows, "utm_medium", "share");
		put_mark(call, rows, "utm_campaign",
			arena_print(&call->arena, "%s-%s", wire_platforms[PLATFORM_WOO].pid,
				order->channel));
		put_mark(call, rows, "utm_content", wire_number(call, sale->goods));
	}
	put_mark(call, rows, "device_type", "Mobile");
}

/* ---- orders */

static void put_pieces(struct call *call, const struct wire_sale *order, struct json *rows)
{
	const struct sale *sale = &order->sale;
	struct json *row = json_add_object(rows);
	json_put_whole(row, "id", PIECE_FIRST + sale->n);
	json_put_text(row, "name", woo_title(call, sale->goods, order->title));
	json_put_whole(row, "product_id", sale->goods);
	json_put_whole(row, "variation_id", 0);
	json_put_whole(row, "quantity", sale->quantity);
	json_put_text(row, "subtotal", wire_yuan(call, sale->due_minor));
	json_put_text(row, "total", wire_yuan(call, sale->due_minor));
	json_put_text(row, "total_tax", "0.00");
	json_put_array(row, "meta_data");
	json_put_text(row, "sku", arena_print(&call->arena, "W-%" PRId64, sale->goods));
	/* A number, and not an exact one. */
	json_put_digits(row, "price", wire_yuan(call, sale->due_minor / sale->quantity));
}

/* One for each time pieces came back: what they cost, as a negative amount. */
static enum err put_refunds(
	struct call *call, const struct sale *sale, const char *amount, struct json *rows)
{
	int64_t left = sale->quantity, n = 0;
	bool row = false;
	enum err err = OK;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT quantity FROM refund WHERE sale = ?1 ORDER BY id", SQL_WHOLE(sale->n));
	while (query && (err = sql_step(query, &row, &call->fault)) == OK && row) {
		int64_t back = sql_whole(query, 0), before = left;
		left = back < left ? left - back : 0;
		back = split_pieces(sale->paid, sale->quantity, before) -
		       split_pieces(sale->paid, sale->quantity, left);
		if (back == 0)
			continue;
		struct json *item = json_add_object(rows);
		json_put_whole(item, "id", REFUND_FIRST + sale->n * 100 + n++);
		json_put_text(item, "reason", "");
		/* In the list of refunds the amount is positive. */
		json_put_text(
			item, amount, wire_yuan(call, strcmp(amount, "total") == 0 ? -back : back));
	}
	sql_done(query);
	return query ? err : ERR_STORE;
}

static enum err put_order(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	enum err err = OK;
	woo_whole(call, row, "id", ORDER_FIRST + sale->n);
	woo_text(call, row, "number", wire_number(call, ORDER_FIRST + sale->n));
	woo_text(call, row, "status", status_of(call, sale));
	woo_text(call, row, "currency", "CNY");
	woo_text(call, row, "total", wire_yuan(call, sale->due_minor));
	woo_moment(call, row, "date_created", sale->created_at);
	woo_moment(call, row, "date_modified", sale->updated_at);
	woo_moment(call, row, "date_paid", sale->paid_at);
	woo_moment(call, row, "date_completed", sale->received_at);
	if (woo_wants(call, "meta_data"))
		put_marks(call, order, json_put_array(row, "meta_data"));
	if (woo_wants(call, "line_items"))
		put_pieces(call, order, json_put_array(row, "line_items"));
	if (woo_wants(call, "refunds"))
		err = put_refunds(call, sale, "total", json_put_array(row, "refunds"));
	return err;
}

enum err woo_orders(struct call *call)
{
	static const char *const orders[] = { "date", "id", "include", "title", "slug", "modified",
		NULL };
	static const char *const states[] = { "any", "trash", "auto-draft", "pending", "processing",
		"on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft", NULL };
	struct woo_page page;
	struct wire_sales sales;
	if (!woo_read_page(call, orders, &page) || !woo_read_words(call, "status", states))
		return OK;
	/* After, not from: to the second. */
	int64_t since = woo_read_moment(call, "modified_after");
	struct wire_span span = { .when = WIRE_UPDATED,
		.from = since ? since + 1 : 0,
		.until = call->now_s + DAY_S,
		.after_n = -1,
		.skip = (page.page - 1) * page.size,
		.most = page.size,
		.by_number = strcmp(page.order_by, "modified") != 0,
		.downwards = !page.upwards };
	enum err err = wire_sales(call, &span, &sales);
	struct json *rows = json_array();
	for (size_t i = 0; err == OK && i < sales.count; i++)
		err = put_order(call, &sales.rows[i], json_add_object(rows));
	if (err == OK)
		return woo_answer_list(call, rows, &page, sales.total);
	json_free(rows);
	return err;
}

/* ERR_NOTHING = refused already. */
static enum err load(struct call *call, struct wire_sales *sales)
{
	int64_t n = strtoll(call->piece, NULL, 10) - ORDER_FIRST;
	struct wire_span span = { .when = WIRE_CREATED,
		.until = call->now_s + DAY_S,
		.after_n = -1,
		.most = 1,
		.by_number = true,
		.only = n > 0 ? n : -1 };
	enum err err = wire_sales(call, &span, sales);
	if (err != OK || sales->count == 1)
		return err;
	woo_refuse(call, 404, "woocommerce_rest_shop_order_invalid_id", "无效的ID。");
	return ERR_NOTHING;
}

enum err woo_order(struct call *call)
{
	struct wire_sales sales;
	enum err err = load(call, &sales);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *root = json_object();
	err = put_order(call, &sales.rows[0], root);
	if (err == OK)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

enum err woo_refunds(struct call *call)
{
	static const char *const orders[] = { "date", "id", "include", "title", "slug", "modified",
		NULL };
	struct wire_sales sales;
	struct woo_page page;
	if (!woo_read_page(call, orders, &page))
		return OK;
	enum err err = load(call, &sales);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *rows = json_array();
	err = put_refunds(call, &sales.rows[0].sale, "amount", rows);
	if (err == OK)
		return woo_answer_list(call, rows, &page, (int64_t)json_count(rows));
	json_free(rows);
	return err;
}
