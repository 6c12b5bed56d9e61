/*
 * vip_orders: orders of VIPshop by time of change, one record for each order, and the refunds that take
 * commission back. Money must be right or the whole answer is refused: an order must not get lost in
 * silence.
 */
#include "supplier/vip.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"
#include "supplier/form.h"

enum { ID = 128, TITLE = 200, WORD = 60 };

/* ---- orders */

struct row {
	struct order order;
	const char *status, *words;
	bool settled, by_herself;
	int64_t entered_at; /* when the commission came in */
};
#define IN_ORDER(field) offsetof(struct row, order.field)
#define BESIDE(field) offsetof(struct row, field)

static const struct json_field row_fields[] = {
	{ "orderSn", JSON_ID, NEEDED, IN_ORDER(id), 1, ID },
	{ "status", JSON_ID, NEEDED, BESIDE(status), 1, 12 },
	{ "commission", JSON_DECIMAL, NEEDED, IN_ORDER(estimate), 0, AMOUNT_MOST },
	{ "totalCost", JSON_DECIMAL, OPTIONAL, IN_ORDER(paid), 0, AMOUNT_MOST },
	{ "settled", JSON_BOOL, OPTIONAL, BESIDE(settled), 0, 0 },
};
static const struct json_field more_fields[] = {
	{ "orderSubStatusName", JSON_TEXT, OPTIONAL, BESIDE(words), 1, WORD },
	{ "selfBuy", JSON_BOOL, OPTIONAL, BESIDE(by_herself), 0, 0 },
	{ "orderTime", JSON_MILLIS, OPTIONAL, IN_ORDER(created_at), 0, TIME_MOST },
	{ "signTime", JSON_MILLIS, OPTIONAL, IN_ORDER(received_at), 0, TIME_MOST },
	{ "commissionEnterTime", JSON_MILLIS, OPTIONAL, BESIDE(entered_at), 0, TIME_MOST },
	{ "settledTime", JSON_MILLIS, OPTIONAL, IN_ORDER(settled_at), 0, TIME_MOST },
	{ "lastUpdateTime", JSON_MILLIS, OPTIONAL, IN_ORDER(updated_at), 0, TIME_MOST },
};

struct piece {
	const char *goods, *title;
	int64_t quantity;
	struct money base;
	int32_t rate_bp;
};
static const struct json_field piece_fields[] = {
	{ "goodsId", JSON_ID, OPTIONAL, offsetof(struct piece, goods), 1, ID },
	{ "goodsName", JSON_TEXT, OPTIONAL, offsetof(struct piece, title), 1, TITLE },
	{ "goodsCount", JSON_INT, OPTIONAL, offsetof(struct piece, quantity), 0, PIECES_MOST },
	{ "commissionTotalCost", JSON_DECIMAL, OPTIONAL, offsetof(struct piece, base), 0,
		AMOUNT_MOST },
	{ "commissionRate", JSON_PERCENT, OPTIONAL, offsetof(struct piece, rate_bp), 0, 10000 },
};

/* "status/word": while it is pending, VIPshop's word says how far it is. */
static const struct answer_state states[] = {
	{ "0/*", ORDER_INVALID, NULL },
	{ "1/已下单", ORDER_CREATED, NULL },
	{ "1/已签收", ORDER_RECEIVED, NULL },
	{ "1/待结算 2/*", ORDER_APPROVED, NULL },
	{ "1/*", ORDER_ESTIMATED, NULL }, /* paid */
};

static void judge(struct row *row, struct arena *arena)
{
	struct order *order = &row->order;
	const char *word = arena_print(arena, "%s/%s", row->status, row->words ? row->words : "");

	answer_judge_order(FIELDS(states), word, order);
	if (row->settled && order->state != ORDER_UNKNOWN && order->state != ORDER_INVALID) {
		order->state = ORDER_SETTLED;
		order->settled = order->estimate;
	}
	order->state_word = row->words ? row->words : row->status;
	order->kind = row->by_herself ? ORDER_SELF : ORDER_SHARE;
	order->approved_at = order->state == ORDER_APPROVED || order->state == ORDER_SETTLED
				     ? row->entered_at
				     : 0;
}

/* An order of several goods stays one record: it is settled, and taken back, as one. */
static void fill_goods(
	const struct reading *reading, const struct json *item, struct order *order)
{
	const struct json *list = answer_list(json_at(item, "detailList"));
	size_t i, count = answer_count(list);

	order->quantity = 0;
	for (i = 0; i < count; i++) {
		struct piece piece = { .base = { 0, CURRENCY_CNY }, .quantity = 1 };

		if (!json_is_object(answer_item(list, i)) ||
			answer_read_kindly(answer_item(list, i), FIELDS(piece_fields), CURRENCY_CNY,
				&piece, reading->arena, NULL) != OK)
			continue;
		order->goods = *order->goods || !piece.goods ? order->goods : piece.goods;
		order->title = *order->title || !piece.title ? order->title : piece.title;
		order->quantity += piece.quantity;
		if (!money_add(order->base, piece.base, &order->base))
			order->base = order->paid;
		if (count == 1)
			order->rate_bp = piece.rate_bp;
	}
	if (count == 0) {
		order->quantity = 1;
		order->base = order->paid;
	}
}

static enum err take_order(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct row row = { .settled = false };
	enum err err;

	/* Nothing in it that could get lost. */
	if (json_member_count(item) == 0) {
		rows->hidden++;
		return OK;
	}
	answer_begin_order(reading, CURRENCY_CNY, &row.order);
	err = answer_read(item, FIELDS(row_fields), CURRENCY_CNY, &row, reading->arena, fault);
	if (err == OK)
		err = answer_read_kindly(
			item, FIELDS(more_fields), CURRENCY_CNY, &row, reading->arena, fault);
	if (err != OK)
		return err;
	row.order.sub_id = row.order.id;
	if (row.order.updated_at == 0)
		row.order.updated_at = row.order.created_at;
	row.order.channel = answer_channel(json_raw(json_at(item, "statParam")));
	fill_goods(reading, item, &row.order);
	judge(&row, reading->arena);
	((struct order *)rows->into)[rows->count++] = row.order;
	return OK;
}

/* ---- pages */

/* Rows that change while pages are read leave the span, and those behind them move up. */
static enum err read_next(const struct reading *reading, const struct json *body, size_t count,
	struct answer_rows *rows, struct fault *fault)
{
	int64_t said, total, pages = UNKNOWN, size = vip_page_size(body, &total);

	/* Whoever looks at the last page alone sees that it is the last. */
	if (!reading->cursor && json_whole(json_at(body, "page"), &said) && said > 1 &&
		total != UNKNOWN && said * size >= total)
		total = size;
	if (total != UNKNOWN && total > size)
		pages = (total + size - 1) / size;
	if (pages > VIP_PAGES_MOST || form_page(reading->cursor) > VIP_PAGES_MOST)
		return fault_set(fault, ERR_LIMIT, _("The supplier's list has no end."));
	rows->next = form_next_back(reading, pages, total == UNKNOWN && count >= (size_t)size);
	return OK;
}

static enum err read_all(const struct reading *reading, const char *name, struct answer_rows *rows,
	struct fault *fault)
{
	const struct json *body;
	const struct json *list;
	enum err err = vip_open(reading, &body, fault);

	if (err != OK)
		return err;
	list = answer_list(json_at(body, name));
	err = answer_take_rows(reading, list, rows, fault);
	return err == OK ? read_next(reading, body, answer_count(list), rows, fault) : err;
}

enum err vip_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	struct answer_rows rows = { .bytes = sizeof(struct order), .take = take_order };
	enum err err = read_all(reading, "orderInfoList", &rows, fault);

	*page = answer_orders(&rows);
	return err;
}

/* ---- refunds: lines that take back (R13), known by the after-sale's number (R14) */

struct refund_answer {
	struct line line;
	int64_t status, type, entered_ms, applied_at;
};
#define IN_LINE(field) offsetof(struct refund_answer, line.field)
#define ASIDE(field) offsetof(struct refund_answer, field)
enum { STATUS_DONE = 2, EXCHANGED = 2, SENT_AGAIN = 5 };

static const struct json_field refund_fields[] = {
	{ "orderSn", JSON_ID, NEEDED, IN_LINE(order), 1, ID },
	{ "afterSaleSn", JSON_ID, OPTIONAL, IN_LINE(ref), 1, ID },
	{ "afterSaleStatus", JSON_INT, NEEDED, ASIDE(status), 0, 0 },
	{ "refundType", JSON_INT, OPTIONAL, ASIDE(type), 0, 0 },
	{ "commission", JSON_DECIMAL, NEEDED, IN_LINE(amount), -AMOUNT_MOST, AMOUNT_MOST },
	{ "originCommEnterTime", JSON_INT, OPTIONAL, ASIDE(entered_ms), 0, INT64_MAX },
	{ "applyTime", JSON_MILLIS, OPTIONAL, ASIDE(applied_at), 0, TIME_MOST },
	{ "commissionEnterTime", JSON_MILLIS, OPTIONAL, IN_LINE(at), 0, TIME_MOST },
};

/* An exchange takes nothing back, nor does what runs or was called off, nor what was never paid in. */
static bool takes_back(const struct refund_answer *answer)
{
	return answer->status == STATUS_DONE && answer->type != EXCHANGED &&
	       answer->type != SENT_AGAIN && answer->entered_ms != 0 &&
	       answer->line.amount.minor != 0;
}

static enum err take_refund(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct refund_answer answer = { .line = { .supplier = reading->account->name,
						.kind = LINE_CLAWBACK,
						.bucket = BUCKET_CLAWBACK },
		.entered_ms = UNKNOWN };
	struct line *line = &answer.line;
	enum err err = answer_read(
		item, FIELDS(refund_fields), CURRENCY_CNY, &answer, reading->arena, fault);

	if (err != OK || !takes_back(&answer))
		return err;
	if (line->at == 0)
		line->at = answer.applied_at > 0 ? answer.applied_at : reading->now_s;
	if (!line->ref)
		line->ref = arena_print(
			reading->arena, "%s-%" PRId64, line->order, answer.applied_at);
	line->id = arena_print(reading->arena, "refund-%s", line->ref);
	if (line->amount.minor > 0)
		line->amount.minor = -line->amount.minor;
	((struct line *)rows->into)[rows->count++] = *line;
	return OK;
}

enum err vip_read_refunds(const struct reading *reading, struct line_page *page, struct fault *fault)
{
	struct answer_rows rows = { .bytes = sizeof(struct line), .take = take_refund };
	enum err err = read_all(reading, "refundOrderInfoList", &rows, fault);

	*page = answer_lines(&rows);
	return err;
}
