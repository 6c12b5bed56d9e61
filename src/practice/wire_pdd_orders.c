/*
 * wire_pdd_orders: orders by the time of their last change as Pinduoduo tells them: windows of a
 * day, ninety days back, the total on request only, null for a time that is not there, numbers of
 * groups beyond what a double can hold. Nothing is told of refunds after settlement but the state.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "practice/wire_pdd.h"

enum { PAGE_LEAST = 10, PAGE_LONGEST = 100 };
#define GROUP INT64_C(2460000000000000000)

static const struct {
	enum order_state state;
	int64_t status;
	const char *words;
} states[] = {
	{ ORDER_CREATED, -1, "未支付" },
	{ ORDER_ESTIMATED, 0, "已支付" },
	{ ORDER_GROUPED, 1, "已成团" },
	{ ORDER_RECEIVED, 2, "确认收货" },
	{ ORDER_APPROVED, 3, "审核成功" },
	{ ORDER_INVALID, 4, "审核失败" },
	{ ORDER_SETTLED, 5, "已经结算" },
	{ ORDER_PAID_OUT, 5, "已经结算" },
	{ ORDER_CLAWBACK_DUE, 5, "已经结算" },
	{ ORDER_CLAWED_BACK, 5, "已经结算" },
	{ ORDER_PUNISHED, 10, "已处罚" },
};

static void put_state(struct call *call, const struct sale *sale, struct json *row)
{
	static const struct {
		const char *reason, *words;
	} failures[] = { { "price_compare", "比价订单" }, { "group_failed", "未成团" },
		{ "returned", "已退款" }, { "violation", "违规" } };
	bool strange = call->request->twist == FAULT_UNKNOWN_STATE;
	const char *failure = sale->state == ORDER_INVALID ? "不符合推广规则" : NULL;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (states[i].state == sale->state) {
			json_put_whole(row, "order_status", strange ? 99 : states[i].status);
			json_put_text(row, "order_status_desc", states[i].words);
		}
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failure && strcmp(failures[i].reason, sale->reason) == 0)
			failure = failures[i].words;
	json_put_text(row, "fail_reason", failure);
	json_put_whole(row, "price_compare_status", strcmp(sale->reason, "price_compare") == 0);
	/* Pieces that came back before the settlement are in its amounts. */
	json_put_whole(row, "return_status",
		(sale->settled_at ? sale->clawback : sale->returned) > 0 ? 2 : 0);
}

static void put_time(struct json *row, const char *name, int64_t at)
{
	if (at)
		json_put_whole(row, name, at);
	else
		json_put_null(row, name);
}

static void put_times(const struct sale *sale, struct json *row)
{
	put_time(row, "order_create_time", sale->created_at);
	put_time(row, "order_pay_time", sale->paid_at);
	put_time(row, "order_group_success_time",
		sale->state == ORDER_ESTIMATED ? 0 : sale->paid_at);
	put_time(row, "order_receive_time", sale->received_at);
	put_time(row, "order_verify_time", sale->approved_at);
	put_time(row, "order_settle_time", sale->settled_at);
	put_time(row, "order_modify_at", sale->updated_at);
}

static void put_order(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	int64_t earned = sale->settled + sale->bonus;
	const char *day = wire_beijing(call, sale->created_at);
	json_put_text(row, "order_sn",
		arena_print(&call->arena, "%.2s%.2s%.2s-%015" PRId64, day + 2, day + 5, day + 8,
			100000000000000 + sale->n));
	json_put_text(row, "goods_sign", wire_goods_id(call, PLATFORM_PDD, sale->goods));
	json_put_whole(row, "goods_id", INT64_C(900100000000) + sale->goods);
	json_put_text(row, "goods_name", order->title);
	json_put_whole(row, "goods_quantity", sale->quantity);
	json_put_whole(row, "order_amount", sale->paid);
	json_put_whole(row, "promotion_amount", sale->estimate ? sale->estimate : earned);
	json_put_whole(row, "promotion_rate", sale->rate_bp / 10);
	json_put_whole(row, "group_id", GROUP + sale->n);
	json_put_text(row, "p_id", wire_platforms[PLATFORM_PDD].pid);
	json_put_text(row, "custom_parameters",
		arena_print(&call->arena, "{\"uid\":\"shop\",\"sid\":\"%s\"}", order->channel));
	put_state(call, sale, row);
	put_times(sale, row);
}

static enum err answer_rows(struct call *call, const struct wire_sales *sales)
{
	const char *count = request_query(call->request, "return_count");
	struct json *root = json_object(), *body = json_put_object(root, "order_list_get_response");
	struct json *rows = json_put_array(body, "order_list");
	for (size_t i = 0; i < sales->count; i++)
		put_order(call, &sales->rows[i], json_add_object(rows));
	if (!count || strcmp(count, "false") != 0)
		json_put_whole(body, "total_count", sales->total);
	return pdd_answer(call, root, body);
}

enum err pdd_orders(struct call *call)
{
	int64_t page = wire_whole(call, "page", 1), size = wire_whole(call, "page_size", 100);
	struct wire_span span = { .when = WIRE_UPDATED,
		.from = wire_whole(call, "start_update_time", -1),
		.until = wire_whole(call, "end_update_time", -1),
		.after_n = -1 };
	struct wire_sales sales;
	if (page < 1 || page > 10000 || size < PAGE_LEAST || size > PAGE_LONGEST)
		return pdd_refuse_parameter(call, "page_size");
	if (span.from < 0 || span.until < span.from)
		return pdd_refuse_parameter(call, "start_update_time");
	if (span.until - span.from > DAY_S)
		return pdd_refuse_parameter(call, "end_update_time, 时间跨度不能超过24小时");
	if (span.from < wire_oldest(call))
		return pdd_refuse_parameter(call, "start_update_time, 只能查询90天内的订单");
	span.skip = (page - 1) * size;
	span.most = size;
	enum err err = wire_sales(call, &span, &sales);
	return err == OK ? answer_rows(call, &sales) : err;
}
