/*
 * taobao_order: orders and refunds as Taobao Union tells them. Goods are read in
 * taobao_read.c, links in taobao_link.c. An order that cannot be read refuses the whole
 * page: a lost order is lost money.
 */
#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "supplier/answer.h"
#include "supplier/form.h"
#include "supplier/taobao.h"

enum { ID = 64, TITLE = 200, SHORT = 80, CURSOR = 300 };

/* ---- pages of orders and refunds */

/* Where one of the three lists stands, and what came of it. */
struct list {
	const char *frame, *member, *name;
	struct answer_rows rows;
	const struct json *data; /* the member, with the page's end */
};

struct page_end {
	bool has_next;
	const char *index;
};

/* "<page> <position_index>" of the next page, NULL after the last. More to come without saying from
 * where, or without end, is a fault: the rest would be lost without a word. */
static enum err read_end(const struct reading *reading, struct list *list, struct fault *fault)
{
	static const struct json_field fields[] = {
		{ "has_next", JSON_BOOL, OPTIONAL, offsetof(struct page_end, has_next), 0, 0 },
		{ "position_index", JSON_ID, OPTIONAL, offsetof(struct page_end, index), 1, CURSOR },
	};
	int page = form_page(reading->cursor);
	struct page_end end = { false, NULL };
	enum err err;

	if (!json_is_object(list->data))
		return OK;
	err = answer_read(list->data, FIELDS(fields), CURRENCY_NONE, &end, reading->arena, fault);
	if (err != OK || !end.has_next)
		return err;
	/* The last page that may be asked for is not the last there is: a shorter span has fewer. */
	if (page >= TAOBAO_PAGES_MOST)
		return fault_set(fault, ERR_LIMIT,
			_("There are more orders in this time than Taobao tells at once."));
	if (!end.index || page == 0)
		return fault_set(fault, ERR_DECODE,
			_("Taobao says that there are more orders, but not where: nothing of this page was "
			  "kept, it is asked again."));
	list->rows.next = arena_print(reading->arena, "%d %s", page + 1, end.index);
	return OK;
}

/* `end` finds out what follows, once all rows are read; there are none when nothing was found. */
static enum err read_all(const struct reading *reading, struct list *list,
	enum err (*end)(const struct reading *, struct list *, struct fault *), struct fault *fault)
{
	const struct json *json, *frame, *rows;
	enum err err = taobao_open(reading, &json, fault);

	if (err != OK || !json)
		return err;
	frame = taobao_frame(json, list->frame, list->member);
	if (!frame)
		return answer_wrong(NULL, fault);
	list->data = json_at(frame, list->member);
	rows = answer_list(json_at(list->data, list->name));
	err = answer_take_rows(reading, rows, &list->rows, fault);
	return err == OK ? end(reading, list, fault) : err;
}

/* ---- orders */

struct order_answer {
	struct order order;
	struct money pay_price, deposit, service_fee, special_fee;
	int64_t status;
	/* Through whom or what it was bought: "0" and "" are nobody. */
	const char *mark, *relation, *member, *position, *position_name;
};
#define IN_ORDER(field) offsetof(struct order_answer, order.field)
#define IN_ANSWER(field) offsetof(struct order_answer, field)

static const struct json_field order_fields[] = {
	{ "trade_id", JSON_ID, NEEDED, IN_ORDER(id), 1, ID },
	{ "trade_parent_id", JSON_ID, OPTIONAL, IN_ORDER(id), 1, ID },
	{ "trade_id", JSON_ID, NEEDED, IN_ORDER(sub_id), 1, ID },
	{ "item_id", JSON_ID, OPTIONAL, IN_ORDER(goods), 1, ID },
	{ "item_title", JSON_TEXT, OPTIONAL, IN_ORDER(title), 0, TITLE },
	{ "item_num", JSON_INT, OPTIONAL, IN_ORDER(quantity), 0, 1000000 },
	{ "tk_status", JSON_INT, NEEDED, IN_ANSWER(status), 0, 0 },
	{ "tk_status", JSON_TEXT, NEEDED, IN_ORDER(state_word), 1, 20 },
	{ "alipay_total_price", JSON_DECIMAL, OPTIONAL, IN_ORDER(paid), 0, AMOUNT_MOST },
	{ "pay_price", JSON_DECIMAL, OPTIONAL, IN_ANSWER(pay_price), 0, AMOUNT_MOST },
	{ "deposit_price", JSON_DECIMAL, OPTIONAL, IN_ANSWER(deposit), 0, AMOUNT_MOST },
	{ "pub_share_pre_fee", JSON_DECIMAL, OPTIONAL, IN_ORDER(estimate), 0, AMOUNT_MOST },
	{ "pub_share_fee", JSON_DECIMAL, OPTIONAL, IN_ORDER(settled), 0, AMOUNT_MOST },
	{ "alimama_share_fee", JSON_DECIMAL, OPTIONAL, IN_ANSWER(service_fee), 0, AMOUNT_MOST },
	{ "platform_special_service_fee", JSON_DECIMAL, OPTIONAL, IN_ANSWER(special_fee), 0, AMOUNT_MOST },
	/* Percent; the last that is there is the one that counts for her. */
	{ "total_commission_rate", JSON_PERCENT, OPTIONAL, IN_ORDER(rate_bp), 0, 10000 },
	{ "income_rate", JSON_PERCENT, OPTIONAL, IN_ORDER(rate_bp), 0, 10000 },
	{ "tk_total_rate", JSON_PERCENT, OPTIONAL, IN_ORDER(rate_bp), 0, 10000 },
	{ "tk_create_time", JSON_DATETIME, NEEDED, IN_ORDER(created_at), 0, TIME_MOST },
	{ "tb_paid_time", JSON_DATETIME, OPTIONAL, IN_ORDER(paid_at), 0, TIME_MOST },
	{ "tk_paid_time", JSON_DATETIME, OPTIONAL, IN_ORDER(paid_at), 0, TIME_MOST },
	{ "tk_earning_time", JSON_DATETIME, OPTIONAL, IN_ORDER(settled_at), 0, TIME_MOST },
	{ "modified_time", JSON_DATETIME, OPTIONAL, IN_ORDER(updated_at), 0, TIME_MOST },
};
/* Who brought it is worth knowing, but no reason to lose an order. */
static const struct json_field origin_fields[] = {
	{ "unid", JSON_TEXT, OPTIONAL, IN_ANSWER(mark), 1, SHORT },
	{ "relation_id", JSON_ID, OPTIONAL, IN_ANSWER(relation), 1, ID },
	{ "special_id", JSON_ID, OPTIONAL, IN_ANSWER(member), 1, ID },
	{ "adzone_id", JSON_ID, OPTIONAL, IN_ANSWER(position), 1, ID },
	{ "adzone_name", JSON_TEXT, OPTIONAL, IN_ANSWER(position_name), 1, SHORT },
};

/* tk_status; a number without a row is a state this version does not know (R9). */
static const struct answer_state states[] = {
	{ "11", ORDER_CREATED, NULL },
	{ "12", ORDER_ESTIMATED, NULL },
	{ "14", ORDER_RECEIVED, NULL },
	{ "3", ORDER_SETTLED, NULL },
	{ "13", ORDER_INVALID, NULL },
};

/* One number stands for every end without commission; the rest of the row tells which it was. */
static const char *reason_of(const struct order_answer *answer)
{
	const struct order *order = &answer->order;
	struct money earned;

	if (order->paid_at == 0)
		return answer->deposit.minor > 0 ? "deposit_only" : "unpaid_timeout";
	if (order->paid.minor > 0 && commission_of(order->paid, order->rate_bp, &earned) &&
		earned.minor == 0)
		return "below_one_fen";
	return "cancelled_before_ship";
}

static enum err finish_order(struct order_answer *answer, struct fault *fault)
{
	const struct money none = { 0, CURRENCY_CNY };
	struct order *order = &answer->order;

	answer_judge_order(FIELDS(states), order->state_word, order);
	/* What counts is what was confirmed at the receipt, once it is said (R4). */
	order->base = answer->pay_price.minor > 0 ? answer->pay_price : order->paid;
	if (!money_add(answer->service_fee, answer->special_fee, &order->fee))
		return answer_wrong(NULL, fault);
	if (order->updated_at == 0)
		order->updated_at = order->created_at;
	/* Between receipt and settlement it is the better estimate, and not yet money. */
	if (order->state == ORDER_RECEIVED && order->settled.minor > 0)
		order->estimate = order->settled;
	if (order->state != ORDER_SETTLED)
		order->settled = none;
	if (order->state == ORDER_INVALID)
		order->reason = reason_of(answer);
	if (order->state == ORDER_INVALID || order->state == ORDER_CREATED)
		order->estimate = order->fee = none;
	return OK;
}

static const char *somebody(const char *id)
{
	return id && *id && strcmp(id, "0") != 0 ? id : NULL;
}

/* The last number of a PID is the position's. */
static bool is_own(const struct account *account, const char *position)
{
	const char *last = account->pid ? strrchr(account->pid, '_') : NULL;

	return last && !strcmp(last + 1, position);
}

/* The mark of the link, else the channel or the member it was made for, else which other position of
 * hers: what goes through the account's own says nothing more. */
static const char *origin_of(const struct account *account, const struct order_answer *answer)
{
	const char *const known[] = { answer->mark, answer->relation, answer->member };
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (somebody(known[i]))
			return known[i];
	if (!somebody(answer->position) || is_own(account, answer->position))
		return NULL;
	return somebody(answer->position_name) ? answer->position_name : answer->position;
}

static enum err take_order(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	const struct money none = { 0, CURRENCY_CNY };
	struct order_answer answer = {
		.pay_price = none, .deposit = none, .service_fee = none, .special_fee = none
	};
	enum err err;

	answer_begin_order(reading, CURRENCY_CNY, &answer.order);
	err = answer_read(item, FIELDS(order_fields), CURRENCY_CNY, &answer, reading->arena, fault);
	if (err == OK)
		err = answer_read_kindly(
			item, FIELDS(origin_fields), CURRENCY_NONE, &answer, reading->arena, fault);
	if (err == OK)
		err = finish_order(&answer, fault);
	answer.order.channel = origin_of(reading->account, &answer);
	((struct order *)rows->into)[rows->count++] = answer.order;
	return err;
}

enum err taobao_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	struct list list = { "tbk_order_details_get_response", "data", "results",
		.rows = { .bytes = sizeof(struct order), .take = take_order } };
	enum err err = read_all(reading, &list, read_end, fault);

	*page = answer_orders(&list.rows);
	return err;
}

/* ---- refunds after settlement: lines that take back (R13), known by the refund's id (R14) */

struct refund_answer {
	struct line line;
	int64_t status;
};
#define IN_LINE(field) offsetof(struct refund_answer, line.field)

static const struct json_field refund_fields[] = {
	{ "refund_suit_id", JSON_ID, OPTIONAL, IN_LINE(id), 1, ID },
	{ "tb_trade_id", JSON_ID, NEEDED, IN_LINE(order), 1, ID },
	{ "refund_status", JSON_INT, NEEDED, offsetof(struct refund_answer, status), 0, 0 },
	{ "show_return_fee", JSON_DECIMAL, NEEDED, IN_LINE(amount), 0, AMOUNT_MOST },
	{ "modified_time", JSON_DATETIME, OPTIONAL, IN_LINE(at), 0, TIME_MOST },
	{ "tk_refund_suit_time", JSON_DATETIME, OPTIONAL, IN_LINE(at), 0, TIME_MOST },
	{ "tk_refund_time", JSON_DATETIME, OPTIONAL, IN_LINE(at), 0, TIME_MOST },
};

/* 2 succeeded, 12 to be and 13 has been taken back from her. A dispute that is open (4, 11), lost
 * by the buyer (3) or paid by the seller (14, 15) takes nothing back. */
static bool takes_back(int64_t status)
{
	return status == 2 || status == 12 || status == 13;
}

static enum err take_refund(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct refund_answer answer = { .line = { .supplier = reading->account->name,
						.kind = LINE_CLAWBACK,
						.bucket = BUCKET_CLAWBACK,
						.at = reading->now_s } };
	enum err err = answer_read(
		item, FIELDS(refund_fields), CURRENCY_CNY, &answer, reading->arena, fault);

	if (err != OK || !takes_back(answer.status) || answer.line.amount.minor == 0)
		return err;
	if (!answer.line.id)
		answer.line.id = answer.line.order;
	answer.line.ref = answer.line.id;
	answer.line.id = arena_print(reading->arena, "refund-%s", answer.line.ref);
	answer.line.amount.minor = -answer.line.amount.minor;
	((struct line *)rows->into)[rows->count++] = answer.line;
	return OK;
}

enum err taobao_read_refunds(
	const struct reading *reading, struct line_page *page, struct fault *fault)
{
	struct list list = { "tbk_order_refund_get_response", "data", "result",
		.rows = { .bytes = sizeof(struct line), .take = take_refund } };
	enum err err = read_all(reading, &list, read_end, fault);

	*page = answer_lines(&list.rows);
	return err;
}

/* ---- penalties */

struct penalty_answer {
	struct penalty penalty;
	int64_t status;
};
#define IN_PENALTY(field) offsetof(struct penalty_answer, penalty.field)

static const struct json_field penalty_fields[] = {
	{ "tb_trade_id", JSON_ID, NEEDED, IN_PENALTY(order), 1, ID },
	{ "punish_status", JSON_INT, NEEDED, offsetof(struct penalty_answer, status), 0, 0 },
	{ "violation_type", JSON_TEXT, OPTIONAL, IN_PENALTY(word), 0, 40 },
	{ "tk_trade_create_time", JSON_DATETIME, OPTIONAL, IN_PENALTY(ordered_at), 0, TIME_MOST },
};
enum { LIFTED = 1 };

static enum err take_penalty(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct penalty_answer answer = { .penalty = { .supplier = reading->account->name,
						 .word = "" } };
	enum err err = answer_read(
		item, FIELDS(penalty_fields), CURRENCY_NONE, &answer, reading->arena, fault);

	answer.penalty.lifted = answer.status == LIFTED;
	((struct penalty *)rows->into)[rows->count++] = answer.penalty;
	return err;
}

/* Nothing says whether there is more: a full page may have a next one. */
static enum err find_end(const struct reading *reading, struct list *list, struct fault *fault)
{
	(void)fault;
	if (form_page(reading->cursor) < TAOBAO_PAGES_MOST)
		list->rows.next =
			answer_next(reading, TAOBAO_PENALTIES, UNKNOWN, list->rows.count);
	return OK;
}

enum err taobao_read_penalties(
	const struct reading *reading, struct penalty_page *page, struct fault *fault)
{
	struct list list = { "tbk_dg_punish_order_get_response", "result", "data.results",
		.rows = { .bytes = sizeof(struct penalty), .take = take_penalty } };
	enum err err = read_all(reading, &list, find_end, fault);

	*page = (struct penalty_page){
		.rows = list.rows.into, .count = list.rows.count, .next = list.rows.next
	};
	return err;
}
