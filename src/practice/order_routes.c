/* order_routes: orders, the ledger, earnings and payouts as the owner reads them, and the whole
 * books. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/goods.h"
#include "practice/ledger.h"
#include "practice/link.h"
#include "practice/payout.h"
#include "practice/people.h"
#include "practice/sale.h"

static void put_moment(struct json *object, const char *name, struct sql_query *query, int column)
{
	if (sql_is_null(query, column))
		json_put_null(object, name);
	else
		json_put_whole(object, name, sql_whole(query, column));
}

#define ORDER_COLUMNS                                                                              \
	"n, updated_at, goods, title, kind, state, reason, channel, link, quantity, returned, "    \
	"paid,"                                                                                    \
	" base, rate_bp, estimate, settled, fee, bonus, clawback, recommender, created_at, "       \
	"paid_at,"                                                                                 \
	" received_at, approved_at, settled_at"

static const char *id_of(struct call *call, const char *format, int64_t n)
{
	return n ? arena_print(&call->arena, format, (long long)n) : NULL;
}

static void put_amounts(struct sql_query *query, struct json *object)
{
	static const struct {
		const char *name;
		int column;
	} rows[] = { { "quantity", 9 }, { "returned_quantity", 10 }, { "paid_minor", 11 },
		{ "base_minor", 12 }, { "rate_bp", 13 }, { "estimate_minor", 14 },
		{ "settled_minor", 15 }, { "fee_minor", 16 }, { "bonus_minor", 17 },
		{ "clawback_minor", 18 } };
	json_put_text(object, "currency", "CNY");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		json_put_whole(object, rows[i].name, sql_whole(query, rows[i].column));
}

static void put_order(struct call *call, struct sql_query *query, struct json *object)
{
	int64_t n = sql_whole(query, 0);
	char goods[GOODS_ID];
	bool strange = call->request->twist == FAULT_UNKNOWN_STATE;
	int64_t depth = sql_whole(query, 19) ? 1 : 0;
	json_put_text(object, "id", id_of(call, "O%07lld", n));
	json_put_text(object, "sub_id", id_of(call, "O%07lld-1", n));
	json_put_text(object, "goods_id", goods_id(sql_whole(query, 2), goods));
	json_put_text(object, "title", sql_text(query, 3));
	json_put_text(object, "kind", sql_text(query, 4));
	json_put_text(object, "state", strange ? "99" : sql_text(query, 5));
	json_put_text(object, "reason", sql_text(query, 6));
	json_put_text(object, "channel", sql_text(query, 7));
	json_put_text(object, "link_id", id_of(call, "L%06lld", sql_whole(query, 8)));
	put_amounts(query, object);
	json_put_whole(
		object, "recommender_depth", call->request->twist == FAULT_DEPTH_TWO ? 2 : depth);
	json_put_whole(object, "created_at", sql_whole(query, 20));
	put_moment(object, "paid_at", query, 21);
	put_moment(object, "received_at", query, 22);
	put_moment(object, "approved_at", query, 23);
	put_moment(object, "settled_at", query, 24);
	json_put_whole(object, "updated_at", sql_whole(query, 1));
}

static const struct list orders = {
	.rows = "SELECT " ORDER_COLUMNS " FROM sale"
		" WHERE shop = ?1 AND (updated_at, n) > (?2, ?3) ORDER BY updated_at, n LIMIT ?4",
	.count = "SELECT count(*) FROM sale WHERE shop = ?1",
	.one = "SELECT " ORDER_COLUMNS " FROM sale WHERE n = ?1 AND (?2 = 0 OR shop = ?2)",
	.noun = "order",
	.since = "updated_since",
	.kind = 'o',
	.put = put_order,
};

enum err order_list(struct call *call)
{
	return list_answer(call, &orders);
}

/* The number in "O0000012-1", or 0. */
static int64_t order_find(struct call *call, const char *id)
{
	int64_t n = id[0] == 'O' && strlen(id) < 20 ? strtoll(id + 1, NULL, 10) : 0;
	return n > 0 && strcmp(id_of(call, "O%07lld-1", n), id) == 0 ? n : 0;
}

enum err order_get_one(struct call *call)
{
	return list_answer_one(call, &orders, 200, order_find(call, call->piece), call->shop);
}

struct event {
	const char *name, *refund_id;
	int64_t quantity;
};

/* Nothing but the moment of the last change: lists by change tell it again. */
static enum err touch(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	sale->updated_at = at;
	return sql_do(practice->sql, fault, "UPDATE sale SET updated_at = ?2 WHERE n = ?1",
		SQL_WHOLE(sale->n), SQL_WHOLE(at));
}

static enum err cancel(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	return sale_invalidate(practice, sale, "cancelled_before_ship", at, fault);
}

static enum err fail_audit(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	return sale_invalidate(practice, sale, "audit_failed", at, fault);
}

/* Prices were compared: half the rate. */
static enum err compare(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	sale->updated_at = at;
	return sale_lower_rate(practice, sale, sale->rate_bp / 2, "price_compare", fault);
}

static const struct {
	const char *name;
	enum err (*step)(struct practice *, struct sale *, int64_t at, struct fault *);
} events[] = {
	{ "pay", sale_pay },
	{ "fill_group", sale_fill_group },
	{ "receive", sale_receive },
	{ "approve", sale_approve },
	{ "settle", sale_settle },
	{ "violate", sale_punish },
	{ "pardon", sale_pardon },
	{ "cancel", cancel },
	{ "audit_fails", fail_audit },
	{ "compare_price", compare },
	{ "touch", touch },
};
enum { EVENTS = sizeof(events) / sizeof(events[0]) };

static enum err happen(struct call *call, struct sale *sale, const struct event *event)
{
	struct refund refund = { event->refund_id, event->quantity, "returned", call->now_s };
	if (strcmp(event->name, "refund") == 0 && event->refund_id)
		return sale_refund(call->practice, sale, &refund, &call->fault);
	for (int i = 0; i < EVENTS; i++)
		if (strcmp(event->name, events[i].name) == 0)
			return events[i].step(call->practice, sale, call->now_s, &call->fault);
	return ERR_USAGE;
}

static enum err refuse_event(struct call *call)
{
	const char *names = "refund (with refund_id)";
	for (int i = 0; i < EVENTS; i++)
		names = arena_print(&call->arena, "%s, %s", names, events[i].name);
	return answer_problem(call, 422, "bad_event", "That cannot happen to an order",
		"event must be %s", names);
}

enum err order_change(struct call *call)
{
	static const struct json_field fields[] = {
		{ "event", JSON_ID, NEEDED, offsetof(struct event, name), 1, 20 },
		{ "refund_id", JSON_ID, OPTIONAL, offsetof(struct event, refund_id), 1, 64 },
		{ "quantity", JSON_INT, OPTIONAL, offsetof(struct event, quantity), 1, 1000000 },
	};
	struct event event = { .quantity = 1000000 };
	struct sale sale;
	if (!call_read(call, fields, 3, &event))
		return OK;
	int64_t n = order_find(call, call->piece);
	enum err err = sale_load(call->practice, n, &sale, &call->fault);
	if (err == OK)
		err = happen(call, &sale, &event);
	if (err == OK) {
		int64_t due = fate_next_moment(call->practice, &sale, call->now_s);
		err = sql_do(call->practice->sql, &call->fault,
			"UPDATE sale SET due_at = ?2 WHERE n = ?1", SQL_WHOLE(sale.n),
			due ? SQL_WHOLE(due) : SQL_NULL);
	}
	if (err == ERR_USAGE)
		return refuse_event(call);
	if (err != OK && err != ERR_NOTHING)
		return err;
	return list_answer_one(call, &orders, 200, n, 0);
}

static void put_line(struct call *call, struct sql_query *query, struct json *object)
{
	json_put_text(object, "id", id_of(call, "B%07lld", sql_whole(query, 0)));
	json_put_text(object, "kind", sql_text(query, 2));
	json_put_text(object, "bucket", sql_text(query, 3));
	json_put_text(object, "sub_id", id_of(call, "O%07lld-1", sql_whole(query, 4)));
	json_put_whole(object, "amount_minor", sql_whole(query, 5));
	json_put_text(object, "currency", "CNY");
	json_put_whole(object, "at", sql_whole(query, 1));
	json_put_text(object, "ref", sql_text(query, 6));
}

static const struct list lines = {
	.rows = "SELECT n, at, kind, bucket, sale, amount, ref FROM line"
		" WHERE shop = ?1 AND (at, n) > (?2, ?3) ORDER BY at, n LIMIT ?4",
	.count = "SELECT count(*) FROM line WHERE shop = ?1",
	.since = "since",
	.kind = 'g',
	.put = put_line,
};

enum err ledger_list(struct call *call)
{
	return list_answer(call, &lines);
}

static enum err put_earnings(struct call *call, int64_t shop, struct json *json)
{
	char name[40];
	int64_t sum = 0, count = 0;
	json_put_text(json, "currency", "CNY");
	for (int bucket = BUCKET_NONE + 1; bucket < BUCKET_COUNT; bucket++) {
		int64_t minor = ledger_balance(call->practice, shop, (enum bucket)bucket);
		snprintf(name, sizeof(name), "%s_minor", bucket_id((enum bucket)bucket));
		json_put_whole(json, name, minor);
	}
	/* Summed anew from the lines, so that a wrong running balance cannot hide. */
	enum err err = sql_number(call->practice->sql, &call->fault, &sum,
		"SELECT coalesce(sum(amount), 0) FROM line WHERE shop = ?1", SQL_WHOLE(shop));
	if (err == OK)
		err = sql_number(call->practice->sql, &call->fault, &count,
			"SELECT count(*) FROM line WHERE shop = ?1", SQL_WHOLE(shop));
	json_put_whole(json, "ledger_minor", sum);
	json_put_whole(json, "ledger_lines", count);
	json_put_whole(json, "now_at", call->now_s);
	return err;
}

enum err earnings_get(struct call *call)
{
	struct json *json = json_object();
	enum err err = put_earnings(call, call->shop, json);
	if (err == OK)
		return answer_json(call, 200, json);
	json_free(json);
	return err;
}

static enum err dump_shop(struct call *call, int64_t shop, struct json *object)
{
	json_put_text(object, "shop_id", id_of(call, "S%06lld", shop));
	enum err err = put_earnings(call, shop, json_put_object(object, "earnings"));
	if (err == OK)
		err = list_dump(call, &orders, shop, json_put_array(object, "orders"));
	if (err == OK)
		err = list_dump(call, &lines, shop, json_put_array(object, "ledger"));
	if (err == OK)
		err = list_dump(call, &payouts, shop, json_put_array(object, "payouts"));
	if (err == OK)
		err = list_dump(call, &links, shop, json_put_array(object, "links"));
	return err;
}

enum err books_dump(struct call *call)
{
	struct json *json = json_object();
	int64_t last = 0;
	json_put_whole(json, "now_at", call->now_s);
	struct json *shops = json_put_array(json, "shops");
	enum err err = sql_number(call->practice->sql, &call->fault, &last,
		"SELECT coalesce(max(n), 0) FROM shop WHERE n > ?1", SQL_WHOLE(0));
	for (int64_t shop = 1; err == OK && shop <= last; shop++)
		err = dump_shop(call, shop, json_add_object(shops));
	if (err == OK)
		return answer_json(call, 200, json);
	json_free(json);
	return err;
}
