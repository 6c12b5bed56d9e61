/*
 * wire_taobao_orders: orders, refunds and penalties as Taobao Union tells them: windows of three
 * hours (twenty minutes on the days of the great sales), a cursor that is good for one window only,
 * "--" for a time that is not there, order numbers of nineteen digits, as text here and as a number
 * there.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "practice/wire_taobao.h"

enum { WINDOW_S = 3 * HOUR_S, PEAK_WINDOW_S = 1200, SPAN_DAYS = 30 };
#define TRADE INT64_C(2941598874450000000) /* what order numbers are counted from */

/* ---- windows and cursors */

/* Of an order list, whose parameters are the question's own, or of refunds, where they are in a
 * JSON. */
struct window {
	const char *start, *end, *index;
	int64_t kind, scene, page, size;
};

static bool is_peak(struct call *call, int64_t at)
{
	const char *day = wire_beijing(call, at) + 5;
	return strncmp(day, "06-18", 5) == 0 || strncmp(day, "11-11", 5) == 0;
}

/* Fills from, until, after; false = refused already. */
static bool open_window(struct call *call, const struct window *window, struct wire_span *span)
{
	int64_t end = 0, oldest = wire_oldest(call);
	if (!window->start || !window->end)
		taobao_lacks(call, window->start ? "end_time" : "start_time");
	else if (!wire_moment(window->start, &span->from) ||
		 !wire_moment(window->end, &span->until) || span->until < span->from)
		taobao_refuse(call, 15, "2000", "时间格式错误");
	else if (span->from < oldest)
		taobao_refuse(call, 15, "2004", "只能查询90天内的订单");
	else if (span->until - span->from > (is_peak(call, span->from) ? PEAK_WINDOW_S : WINDOW_S))
		taobao_refuse(call, 15, "2007", "查询时间跨度过大");
	else if (window->page < 1 || window->page > 100 || window->size < 1 || window->size > 100)
		taobao_refuse(call, 41, "isv.invalid-parameter:page_no", "page_no");
	else if (window->page > 1 &&
		 (!window->index ||
			 sscanf(window->index, "%" SCNd64 "_%" SCNd64 "|%" SCNd64, &span->after_at,
				 &span->after_n, &end) != 3 ||
			 end != span->until))
		taobao_refuse(call, 15, "1008", "position_index");
	else
		return true;
	return false;
}

static void put_end(struct call *call, const struct window *window, bool more, const char *index,
	struct json *data)
{
	(void)call;
	json_put_bool(data, "has_next", more);
	json_put_bool(data, "has_pre", window->page > 1);
	json_put_whole(data, "page_no", window->page);
	json_put_whole(data, "page_size", window->size);
	json_put_text(data, "position_index", index);
}

static const char *index_of(struct call *call, int64_t at, int64_t n, int64_t until)
{
	return arena_print(&call->arena, "%" PRId64 "_%" PRId64 "|%" PRId64, at, n, until);
}

/* ---- orders */

static int64_t status_of(struct call *call, const struct sale *sale)
{
	if (call->request->twist == FAULT_UNKNOWN_STATE)
		return 99;
	switch (sale->state) {
	case ORDER_CREATED:
		return 11;
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		return 12;
	case ORDER_RECEIVED:
	case ORDER_APPROVED:
		return 14;
	case ORDER_INVALID:
	case ORDER_PUNISHED:
		return 13;
	default:
		return 3;
	}
}

static void put_time(struct call *call, struct json *row, const char *name, int64_t at)
{
	json_put_text(row, name, at ? wire_beijing(call, at) : "--");
}

static void put_times(struct call *call, const struct sale *sale, struct json *row)
{
	put_time(call, row, "click_time", sale->created_at);
	put_time(call, row, "tk_create_time", sale->created_at);
	put_time(call, row, "tb_paid_time", sale->paid_at);
	put_time(call, row, "tk_paid_time", sale->paid_at);
	if (sale->settled_at)
		put_time(call, row, "tk_earning_time", sale->settled_at);
	put_time(call, row, "modified_time", sale->updated_at);
}

static void put_amounts(struct call *call, const struct sale *sale, struct json *row)
{
	const char *rate = wire_percent(call, sale->rate_bp);
	int64_t settled = sale->settled + sale->bonus;
	json_put_text(row, "alipay_total_price", wire_yuan(call, sale->paid));
	if (sale->received_at)
		json_put_text(row, "pay_price", wire_yuan(call, sale->base));
	json_put_text(row, "total_commission_rate", rate);
	json_put_text(row, "income_rate", rate);
	json_put_text(row, "pub_share_rate", "100.00");
	json_put_text(row, "tk_total_rate", rate);
	json_put_text(row, "pub_share_pre_fee",
		wire_yuan(call, sale->estimate ? sale->estimate : settled));
	json_put_text(row, "pub_share_fee", wire_yuan(call, settled));
	json_put_text(row, "alimama_rate", "10.00");
	json_put_text(row, "alimama_share_fee", wire_yuan(call, sale->fee));
	json_put_whole(row, "refund_tag", sale->clawback > 0);
}

static const char *trade_of(struct call *call, int64_t sale)
{
	return wire_number(call, TRADE + sale);
}

static void put_order(struct call *call, const struct wire_sale *order, struct json *row)
{
	const struct sale *sale = &order->sale;
	json_put_text(row, "trade_id", trade_of(call, sale->n));
	json_put_text(row, "trade_parent_id", trade_of(call, sale->n));
	json_put_text(row, "item_id", wire_goods_id(call, PLATFORM_TAOBAO, sale->goods));
	json_put_text(row, "item_title", order->title);
	json_put_text(row, "item_img", "//img.alicdn.com/bao/uploaded/i1/practice/0.jpg");
	json_put_whole(row, "item_num", sale->quantity);
	json_put_text(row, "order_type", "天猫");
	json_put_text(row, "flow_source", "--");
	json_put_whole(row, "tk_status", status_of(call, sale));
	put_times(call, sale, row);
	put_amounts(call, sale, row);
	json_put_whole(row, "adzone_id", 3000003);
	json_put_whole(row, "relation_id", 0);
	json_put_text(row, "unid", "");
	json_put_whole(row, "tk_order_role", 2);
	json_put_text(row, "deposit_price", "0.00");
}

/* Those of channels and members are lists of their own, and there are none. */
static enum err answer_orders(
	struct call *call, const struct window *window, const struct wire_span *span)
{
	struct wire_sales sales = { 0 };
	enum err err = window->scene == 1 ? wire_sales(call, span, &sales) : OK;
	bool more = (int64_t)sales.count > window->size;
	size_t count = more ? (size_t)window->size : sales.count;
	const char *index = window->index ? window->index : "";
	if (err != OK)
		return err;
	struct json *root = json_object();
	struct json *data =
		json_put_object(json_put_object(root, "tbk_order_details_get_response"), "data");
	struct json *results = json_put_object(data, "results");
	struct json *rows = count > 0 ? json_put_array(results, "publisher_order_dto") : NULL;
	for (size_t i = 0; i < count; i++) {
		put_order(call, &sales.rows[i], json_add_object(rows));
		index = index_of(call, sales.rows[i].at, sales.rows[i].sale.n, span->until);
	}
	put_end(call, window, more, index, data);
	return answer_json(call, 200, root);
}

enum err taobao_orders(struct call *call)
{
	static const enum wire_when whens[] = { WIRE_CREATED, WIRE_CREATED, WIRE_PAID, WIRE_SETTLED,
		WIRE_UPDATED };
	const struct request *request = call->request;
	struct window window = { .start = request_query(request, "start_time"),
		.end = request_query(request, "end_time"),
		.index = request_query(request, "position_index"),
		.kind = wire_whole(call, "query_type", 1),
		.scene = wire_whole(call, "order_scene", 1),
		.page = wire_whole(call, "page_no", 1),
		.size = wire_whole(call, "page_size", 20) };
	struct wire_span span = { .most = window.size + 1, .after_n = -1 };
	if (window.kind < 1 || window.kind > 4)
		return taobao_refuse(call, 41, "isv.invalid-parameter:query_type", "query_type");
	if (!open_window(call, &window, &span))
		return OK;
	span.when = whens[window.kind];
	return answer_orders(call, &window, &span);
}

/* ---- refunds */

static enum err put_refund(struct call *call, const struct wire_refund *refund, struct json *row)
{
	struct sale sale;
	enum err err = sale_load(call->practice, refund->sale, &sale, &call->fault);
	const char *at = wire_beijing(call, refund->at);
	if (err != OK)
		return err;
	json_put_text(row, "refund_suit_id",
		arena_print(&call->arena, "%s-%" PRId64, refund->id, refund->n));
	json_put_text(row, "tb_trade_parent_id", trade_of(call, sale.n));
	json_put_text(row, "tb_trade_id", trade_of(call, sale.n));
	json_put_text(row, "tb_trade_create_time", wire_beijing(call, sale.created_at));
	put_time(call, row, "earning_time", sale.settled_at);
	json_put_text(row, "tk_refund_time", at);
	json_put_text(row, "tk_refund_suit_time", at);
	json_put_text(row, "modified_time", at);
	json_put_text(row, "tk_order_role", "二方");
	json_put_whole(row, "refund_status", 2);
	json_put_text(row, "show_return_fee", wire_yuan(call, refund->back));
	return OK;
}

static enum err answer_refunds(
	struct call *call, const struct window *window, const struct wire_span *span)
{
	struct wire_refunds refunds = { 0 };
	enum err err = window->scene == 1 ? wire_refunds(call, span, &refunds) : OK;
	bool more = (int64_t)refunds.count > window->size;
	size_t count = more ? (size_t)window->size : refunds.count;
	const char *index = window->index ? window->index : "";
	struct json *root = json_object();
	struct json *data =
		json_put_object(json_put_object(root, "tbk_order_refund_get_response"), "data");
	struct json *result = json_put_object(data, "result");
	struct json *rows =
		count > 0 ? json_put_array(result, "publisher_refund_order_d_t_o") : NULL;
	for (size_t i = 0; i < count && err == OK; i++) {
		err = put_refund(call, &refunds.rows[i], json_add_object(rows));
		index = index_of(call, refunds.rows[i].at, refunds.rows[i].n, span->until);
	}
	put_end(call, window, more, index, data);
	if (err == OK)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

/* The members of a JSON in one parameter; false = refused already. */
static bool open_option(struct call *call, const char *name, struct json **option)
{
	const char *text = request_query(call->request, name);
	*option = NULL;
	if (!text)
		taobao_lacks(call, name);
	else if (json_parse(text, strlen(text), option, NULL) != OK || !json_is_object(*option))
		taobao_refuse(call, 41, "isv.invalid-parameter", name);
	else
		return true;
	json_free(*option);
	return false;
}

enum err taobao_refunds(struct call *call)
{
	struct json *option;
	if (!open_option(call, "publisher_refund_order_query_option", &option))
		return OK;
	struct window window = { .start = json_raw(json_at(option, "start_time")),
		.end = json_raw(json_at(option, "end_time")),
		.index = json_raw(json_at(option, "position_index")),
		.scene = wire_member(option, "order_scene", 1),
		.page = wire_member(option, "page_no", 1),
		.size = wire_member(option, "page_size", 20) };
	struct wire_span span = { .most = window.size + 1, .after_n = -1 };
	enum err err =
		open_window(call, &window, &span) ? answer_refunds(call, &window, &span) : OK;
	json_free(option);
	return err;
}

/* ---- penalties */

/* Here order numbers are numbers, beyond what a double can hold. */
static enum err answer_penalties(struct call *call, const struct wire_span *span)
{
	struct wire_sales sales;
	enum err err = wire_sales(call, span, &sales);
	if (err != OK)
		return err;
	struct json *root = json_object();
	struct json *data = json_put_object(
		json_put_object(
			json_put_object(root, "tbk_dg_punish_order_get_response"), "result"),
		"data");
	struct json *rows = json_put_array(json_put_object(data, "results"), "result");
	for (size_t i = 0; i < sales.count; i++) {
		const struct sale *sale = &sales.rows[i].sale;
		struct json *row = json_add_object(rows);
		json_put_whole(row, "tb_trade_id", TRADE + sale->n);
		json_put_text(row, "punish_status", sale->state == ORDER_PUNISHED ? "0" : "1");
		json_put_text(row, "violation_type", "2");
		json_put_text(row, "tk_trade_create_time", wire_beijing(call, sale->created_at));
	}
	return answer_json(call, 200, root);
}

enum err taobao_penalties(struct call *call)
{
	struct wire_span span = { .after_n = -1, .punished = true };
	struct json *option;
	if (!open_option(call, "af_order_option", &option))
		return OK;
	int64_t days = wire_member(option, "span", 0), page = wire_member(option, "page_no", 1);
	int64_t size = wire_member(option, "page_size", 20);
	bool good = wire_moment(json_raw(json_at(option, "start_time")), &span.from) && days >= 1 &&
		    days <= SPAN_DAYS && page >= 1 && page <= 100 && size >= 1 && size <= 100;
	json_free(option);
	if (!good)
		return taobao_refuse(call, 41, "isv.invalid-parameter", "start_time, span");
	span.until = span.from + days * DAY_S;
	span.skip = (page - 1) * size;
	span.most = size;
	return answer_penalties(call, &span);
}
