/*
 * wire_jd_orders: rows of orders as JD Union tells them: windows of an hour, ninety days back, a
 * row for each goods of each order, figures that shrink with what comes back, corrections after
 * settlement in a text that looks like JSON and is none.
 */
#include <inttypes.h>
#include <string.h>
#include "model/earning.h"
#include "practice/wire_jd.h"

enum { ROWS_LONGEST = 500 };
#define ORDER                                                                                      \
	INT64_C(298000000000000000) /* what order numbers are counted from: eighteen digits        \
				     */
#define ROW INT64_C(2980000000000000000)

static int64_t code_of(struct call *call, const struct sale *sale)
{
	if (call->request->twist == FAULT_UNKNOWN_STATE)
		return 99;
	switch (sale->state) {
	case ORDER_CREATED:
		return 15;
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		return 16;
	case ORDER_INVALID:
		return sale->received_at && sale->returned >= sale->quantity ? 17 : 3;
	case ORDER_PUNISHED:
		return 27;
	default:
		return 17;
	}
}

/* "20261123" in Beijing. */
static const char *day_of(struct call *call, int64_t at)
{
	const char *text = wire_beijing(call, at);
	return arena_print(&call->arena, "%.4s%.2s%.2s", text, text + 5, text + 8);
}

/* The day of settlement, that of the next close for what is approved; 0 if it is not known yet. */
static const char *pay_day(struct call *call, const struct sale *sale)
{
	if (sale->settled_at)
		return day_of(call, sale->settled_at);
	if (sale->state == ORDER_APPROVED)
		return day_of(call, call->now_s + DAY_S);
	return "0";
}

/* {20261123:10.00,20261201:-2.00}: what each day brought; it stays when the order changes again. */
static const char *corrections(struct call *call, const struct sale *sale)
{
	bool row = false;
	if (sale->clawback <= 0)
		return "";
	const char *text = arena_print(&call->arena, "{%s:%s", day_of(call, sale->settled_at),
		wire_yuan(call, sale->settled + sale->bonus));
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT max(at), sum(amount) FROM line WHERE shop = ?1 AND sale = ?2 AND at >= ?3"
		" AND kind = ?4 AND bucket = ?5 AND amount < 0 GROUP BY (at + 28800) / 86400",
		SQL_WHOLE(sale->shop), SQL_WHOLE(sale->n), SQL_WHOLE(sale->settled_at),
		SQL_TEXT(line_kind_id(LINE_CLAWBACK)), SQL_TEXT(bucket_id(BUCKET_CLAWBACK)));
	while (query && sql_step(query, &row, &call->fault) == OK && row)
		text = arena_print(&call->arena, "%s,%s:%s", text, day_of(call, sql_whole(query, 0)),
			wire_yuan(call, sql_whole(query, 1)));
	sql_done(query);
	return arena_print(&call->arena, "%s}", text);
}

static void put_time(struct call *call, struct json *row, const char *name, int64_t at)
{
	json_put_text(row, name, at ? wire_beijing(call, at) : "");
}

static void put_amounts(struct call *call, const struct sale *sale, struct json *row)
{
	int64_t earned = sale->settled + sale->bonus;
	int64_t estimate = sale->estimate ? sale->estimate : earned;
	bool completed = code_of(call, sale) == 17;
	json_put_digits(row, "estimateCosPrice", wire_yuan(call, sale->paid));
	json_put_digits(row, "estimateFee", wire_yuan(call, estimate));
	json_put_digits(row, "actualCosPrice", wire_yuan(call, completed ? sale->base : 0));
	json_put_digits(row, "actualFee", wire_yuan(call, completed ? estimate : 0));
	json_put_digits(row, "commissionRate", wire_percent(call, sale->rate_bp));
	json_put_digits(row, "finalRate", "100.0");
	json_put_digits(row, "subSideRate", "100.0");
	json_put_digits(row, "payMonth", pay_day(call, sale));
	json_put_text(row, "balanceExt", corrections(call, sale));
}

static void put_row(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	json_put_text(row, "id", wire_number(call, ROW + sale->n));
	json_put_whole(row, "orderId", ORDER + sale->n);
	json_put_whole(row, "parentId", 0);
	json_put_text(row, "itemId", wire_goods_id(call, PLATFORM_JD, sale->goods));
	json_put_text(row, "skuName", order->title);
	json_put_whole(row, "skuNum", sale->quantity);
	json_put_whole(row, "skuReturnNum", sale->returned);
	json_put_whole(row, "skuFrozenNum", 0);
	json_put_whole(row, "validCode", code_of(call, sale));
	json_put_text(row, "subUnionId", order->channel);
	json_put_text(row, "positionId", wire_platforms[PLATFORM_JD].pid);
	put_time(call, row, "orderTime", sale->created_at);
	put_time(call, row, "finishTime", sale->received_at);
	put_time(call, row, "modifyTime", sale->updated_at);
	put_amounts(call, sale, row);
}

/* Without any row there is no `data` either. */
static enum err answer_rows(struct call *call, const struct wire_sales *sales, int64_t size)
{
	bool more = (int64_t)sales->count > size;
	size_t count = more ? (size_t)size : sales->count;
	struct json *inner = json_object();
	json_put_whole(inner, "code", 200);
	json_put_text(inner, "message", "success");
	struct json *rows = count > 0 ? json_put_array(inner, "data") : NULL;
	for (size_t i = 0; i < count; i++)
		put_row(call, &sales->rows[i], json_add_object(rows));
	json_put_bool(inner, "hasMore", more);
	return jd_answer(call, inner);
}

static enum err answer(struct call *call, const struct json *asked)
{
	static const enum wire_when whens[] = { WIRE_CREATED, WIRE_CREATED, WIRE_SETTLED,
		WIRE_UPDATED };
	int64_t page = wire_member(asked, "pageIndex", 0), size = wire_member(asked, "pageSize", 0);
	int64_t type = wire_member(asked, "type", 0);
	struct wire_span span = { .after_n = -1 };
	struct wire_sales sales;
	if (page < 1 || page > 100000 || size < 1 || size > ROWS_LONGEST || type < 1 || type > 3 ||
		!wire_moment(json_raw(json_at(asked, "startTime")), &span.from) ||
		!wire_moment(json_raw(json_at(asked, "endTime")), &span.until))
		return jd_refuse(call, 2002400, "参数错误");
	if (span.until - span.from > HOUR_S)
		return jd_refuse(call, 2002453, "查询时间范围不能超过一小时");
	if (span.from < wire_oldest(call))
		return jd_refuse(call, 2002400, "只能查询90天内的订单");
	span.when = whens[type];
	span.skip = (page - 1) * size;
	span.most = size + 1;
	enum err err = wire_sales(call, &span, &sales);
	return err == OK ? answer_rows(call, &sales, size) : err;
}

enum err jd_orders(struct call *call)
{
	struct json *whole;
	const struct json *asked = jd_open(call, "orderReq", &whole);
	if (!asked)
		return OK;
	enum err err = answer(call, asked);
	json_free(whole);
	return err;
}
