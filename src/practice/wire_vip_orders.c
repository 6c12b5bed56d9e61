/*
 * wire_vip_orders: orders and refunds as VIPshop's union tells them: windows of ten and of sixty
 * days, three numbers for the state and the rest in words, an order's goods in a list of their own.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "practice/wire_vip.h"

enum { ORDER_DAYS = 10, REFUND_DAYS = 60, ROWS_LONGEST = 100 };
enum { OPENED, FINISHED, DEDUCTED }; /* what searchType compares */

static const struct {
	enum order_state state;
	int64_t status;
	const char *words;
} states[] = {
	{ ORDER_CREATED, 1, "已下单" },
	{ ORDER_ESTIMATED, 1, "已付款" },
	{ ORDER_GROUPED, 1, "已付款" },
	{ ORDER_RECEIVED, 1, "已签收" },
	{ ORDER_APPROVED, 2, "待结算" },
	{ ORDER_INVALID, 0, "已失效" },
	{ ORDER_PUNISHED, 0, "已失效" },
	{ ORDER_SETTLED, 2, "已结算" },
	{ ORDER_PAID_OUT, 2, "已结算" },
	{ ORDER_CLAWBACK_DUE, 2, "已结算" },
	{ ORDER_CLAWED_BACK, 2, "已结算" },
};

static const char *number_of(struct call *call, int64_t n)
{
	return arena_print(&call->arena, "2611%010" PRId64, n);
}

/* From `start` to `end`, milliseconds; false = refused already. */
static bool open_window(struct call *call, const struct json *asked, const char *const names[2],
	int64_t days, struct wire_span *span)
{
	int64_t page[2];
	if (!vip_page(call, asked, ROWS_LONGEST, page))
		return false;
	int64_t from = wire_member(asked, names[0], -1), until = wire_member(asked, names[1], -1);
	span->from = from / 1000;
	span->until = until / 1000 + 1;
	span->after_n = -1;
	span->skip = (page[0] - 1) * page[1];
	span->most = page[1];
	if (from >= 0 && until >= from && until - from <= days * DAY_S * 1000)
		return true;
	vip_refuse(call, "vipapis.parameter-notmatch", names[0]);
	return false;
}

static void put_time(struct json *row, const char *name, int64_t at)
{
	if (at)
		json_put_whole(row, name, at * 1000);
}

static void put_piece(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	json_put_text(row, "goodsId", wire_goods_id(call, PLATFORM_VIP, sale->goods));
	json_put_text(row, "goodsName", order->title);
	json_put_whole(row, "goodsCount", sale->quantity);
	json_put_text(row, "commissionTotalCost", wire_yuan(call, sale->base));
	json_put_text(row, "commissionRate", wire_percent(call, sale->rate_bp));
}

static void put_order(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	int64_t earned = sale->settled + sale->bonus;
	bool strange = call->request->twist == FAULT_UNKNOWN_STATE;
	json_put_text(row, "orderSn", number_of(call, sale->n));
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (states[i].state == sale->state) {
			json_put_whole(row, "status", strange ? 99 : states[i].status);
			json_put_text(row, "orderSubStatusName", states[i].words);
		}
	json_put_whole(row, "settled", sale->settled_at != 0);
	json_put_whole(row, "selfBuy", sale->kind == ORDER_SELF);
	json_put_text(row, "commission", wire_yuan(call, sale->estimate ? sale->estimate : earned));
	json_put_text(row, "totalCost", wire_yuan(call, sale->paid));
	json_put_text(row, "channelTag", wire_platforms[PLATFORM_VIP].pid);
	json_put_text(row, "statParam", order->channel);
	put_time(row, "orderTime", sale->created_at);
	put_time(row, "signTime", sale->received_at);
	put_time(row, "commissionEnterTime", sale->approved_at);
	put_time(row, "settledTime", sale->settled_at);
	put_time(row, "lastUpdateTime", sale->updated_at);
	put_piece(call, order, json_add_object(json_put_array(row, "detailList")));
}

/* One order by its number, or those of a window; false = refused already. */
static bool open_orders(struct call *call, struct wire_span *span)
{
	static const char *const updated[] = { "updateTimeStart", "updateTimeEnd" },
				 *const ordered[] = { "orderTimeStart", "orderTimeEnd" };
	const struct json *asked = vip_asked(call, "queryModel");
	const char *number = json_raw(json_item(json_at(asked, "orderSnList"), 0));
	bool by_update = json_at(asked, updated[0]) != NULL;
	*span = (struct wire_span){ .when = by_update ? WIRE_UPDATED : WIRE_CREATED };
	if (!number)
		return open_window(call, asked, by_update ? updated : ordered, ORDER_DAYS, span);
	span->only = strncmp(number, "2611", 4) == 0 ? strtoll(number + 4, NULL, 10) : -1;
	span->until = call->now_s + 1;
	span->after_n = -1;
	span->most = ROWS_LONGEST;
	return true;
}

enum err vip_orders(struct call *call)
{
	struct wire_span span;
	struct wire_sales sales;
	if (!open_orders(call, &span))
		return OK;
	enum err err = wire_sales(call, &span, &sales);
	if (err != OK)
		return err;
	struct json *root = vip_envelope(), *result = json_put_object(root, "result");
	struct json *rows = json_put_array(result, "orderInfoList");
	for (size_t i = 0; i < sales.count; i++)
		put_order(call, &sales.rows[i], json_add_object(rows));
	json_put_whole(result, "total", sales.total);
	json_put_whole(result, "page", span.skip / span.most + 1);
	json_put_whole(result, "pageSize", span.most);
	return answer_json(call, 200, root);
}

static void put_refund(struct call *call, const struct wire_refund *refund, struct json *row)
{
	json_put_text(row, "orderSn", number_of(call, refund->sale));
	json_put_text(row, "afterSaleSn", arena_print(&call->arena, "AS%" PRId64, refund->n));
	json_put_whole(row, "afterSaleStatus", 2);
	json_put_whole(row, "refundType", 1);
	json_put_text(row, "commission", wire_yuan(call, refund->back));
	put_time(row, "applyTime", refund->at);
	put_time(row, "commissionEnterTime", refund->at);
	json_put_whole(row, "settled", 1);
}

/* All of a window stand on as many pages as are asked for; there are few. */
enum err vip_refunds(struct call *call)
{
	static const char *const names[] = { "searchTimeStart", "searchTimeEnd" };
	const struct json *asked = vip_asked(call, "request");
	struct wire_span span = { 0 };
	struct wire_refunds refunds;
	int64_t type = wire_member(asked, "searchType", -1);
	if (type < OPENED || type > DEDUCTED)
		return vip_refuse(call, "vipapis.parameter-notmatch", "searchType");
	if (!open_window(call, asked, names, REFUND_DAYS, &span))
		return OK;
	int64_t skip = span.skip, size = span.most;
	span.most += skip;
	enum err err = wire_refunds(call, &span, &refunds);
	if (err != OK)
		return err;
	struct json *root = vip_envelope(), *result = json_put_object(root, "result");
	struct json *rows = json_put_array(result, "refundOrderInfoList");
	for (size_t i = (size_t)skip; i < refunds.count; i++)
		put_refund(call, &refunds.rows[i], json_add_object(rows));
	json_put_whole(result, "page", skip / size + 1);
	json_put_whole(result, "pageSize", size);
	return answer_json(call, 200, root);
}
