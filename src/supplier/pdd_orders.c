/*
 * pdd_orders: orders of Pinduoduo by time of change, and what became of them. Money must be right
 * or the whole answer is refused: an order must not get lost in silence.
 */
#include "supplier/pdd.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"
#include "supplier/form.h"

enum { ID = 256, TITLE = 200, WORD = 60 };

struct row {
	struct order order;
	const char *goods_id, *status, *words, *failure;
	int64_t returned; /* return_status of a detail: 0 none, 1 running, 2 done */
	bool compared;
};
#define IN_ORDER(field) offsetof(struct row, order.field)
#define BESIDE(field) offsetof(struct row, field)

static const struct json_field row_fields[] = {
	{ "order_sn", JSON_ID, NEEDED, IN_ORDER(id), 1, ID },
	{ "order_status", JSON_ID, NEEDED, BESIDE(status), 1, 12 },
	{ "order_amount", JSON_MINOR, NEEDED, IN_ORDER(paid), 0, AMOUNT_MOST },
	{ "promotion_amount", JSON_MINOR, NEEDED, IN_ORDER(estimate), 0, AMOUNT_MOST },
	{ "goods_sign", JSON_ID, OPTIONAL, IN_ORDER(goods), 1, ID },
	{ "goods_id", JSON_ID, OPTIONAL, BESIDE(goods_id), 1, 19 },
	{ "goods_name", JSON_TEXT, OPTIONAL, IN_ORDER(title), 0, TITLE },
	{ "goods_quantity", JSON_INT, OPTIONAL, IN_ORDER(quantity), 0, PIECES_MOST },
	{ "promotion_rate", JSON_PERMILLE, OPTIONAL, IN_ORDER(rate_bp), 0, 1000 },
	{ "order_status_desc", JSON_TEXT, OPTIONAL, BESIDE(words), 1, WORD },
	{ "fail_reason", JSON_TEXT, OPTIONAL, BESIDE(failure), 1, WORD },
	{ "return_status", JSON_INT, OPTIONAL, BESIDE(returned), 0, 9 },
	{ "price_compare_status", JSON_BOOL, OPTIONAL, BESIDE(compared), 0, 0 },
};

/* order_status; another one is shown as it is and counted nowhere. */
static const struct answer_state states[] = {
	{ "-1", ORDER_CREATED, NULL },
	{ "0", ORDER_ESTIMATED, NULL },
	{ "1", ORDER_GROUPED, NULL },
	{ "2", ORDER_RECEIVED, NULL },
	{ "3", ORDER_APPROVED, NULL },
	{ "4", ORDER_INVALID, "audit_failed" },
	{ "5", ORDER_SETTLED, NULL },
	{ "8", ORDER_INVALID, "not_attributed" },
	{ "10", ORDER_PUNISHED, "violation" },
};

/* fail_reason is a sentence; these words in it tell which. */
static const struct {
	const char *word, *reason;
} failures[] = {
	{ "比价", "price_compare" },
	{ "成团", "group_failed" },
	{ "退款", "returned" },
	{ "退货", "returned" },
	{ "售后", "returned" },
	{ "违规", "violation" },
	{ "处罚", "violation" },
};

static void judge(struct row *row, struct arena *arena)
{
	struct order *order = &row->order;
	size_t i;

	answer_judge_order(FIELDS(states), row->status, order);
	for (i = 0; order->state == ORDER_INVALID && row->failure &&
		    i < sizeof failures / sizeof *failures;
		i++)
		if (strstr(row->failure, failures[i].word)) {
			order->reason = failures[i].reason;
			break;
		}
	if (!order->reason && row->compared)
		order->reason = "price_compare";
	if (order->state == ORDER_SETTLED)
		order->settled = order->estimate;
	if (order->state == ORDER_SETTLED && row->returned == 2) {
		order->state = ORDER_CLAWBACK_DUE;
		order->reason = "returned";
	}
	order->state_word = row->words ? row->words : row->status;
	if (row->failure && *row->failure == ' ')
		row->failure++;
	if (row->failure && *row->failure)
		order->state_word = arena_print(arena, "%s: %s", order->state_word, row->failure);
}

/* The occasion in the custom parameters, which is the channel of the link if we made it.
 * Others put any text there. */
static const char *read_channel(const struct json *parameters, struct arena *arena)
{
	const struct json *json;

	if (answer_parse_inner(parameters, arena, &json, NULL) != OK)
		return NULL;
	return answer_channel(json_raw(json_at(json, "sid")));
}

static void fill_times(const struct json *item, struct order *order)
{
	order->created_at = answer_moment(json_at(item, "order_create_time"), false);
	order->paid_at = answer_moment(json_at(item, "order_pay_time"), false);
	order->received_at = answer_moment(json_at(item, "order_receive_time"), false);
	order->approved_at = answer_moment(json_at(item, "order_verify_time"), false);
	order->settled_at = answer_moment(json_at(item, "order_settle_time"), false);
	order->updated_at = answer_moment(json_at(item, "order_modify_at"), false);
	if (order->created_at == 0)
		order->created_at = order->paid_at;
	if (order->updated_at == 0)
		order->updated_at = order->created_at;
}

static enum err read_row(const struct reading *reading, const struct json *item,
	struct order *order, struct fault *fault)
{
	struct row row = { .goods_id = "" };
	enum err err;

	answer_begin_order(reading, CURRENCY_CNY, &row.order);
	err = answer_read_kindly(item, FIELDS(row_fields), CURRENCY_CNY, &row, reading->arena, fault);
	if (err != OK)
		return err;
	row.order.sub_id = row.order.id;
	if (!*row.order.goods)
		row.order.goods = row.goods_id;
	row.order.base = row.order.paid;
	row.order.channel = read_channel(json_at(item, "custom_parameters"), reading->arena);
	fill_times(item, &row.order);
	judge(&row, reading->arena);
	*order = row.order;
	return OK;
}

/* ---- pages */

/* The total may be too small; a full page may have another behind it. */
static const char *read_next(const struct reading *reading, const struct json *body, size_t count)
{
	int64_t total, pages = UNKNOWN;

	if (json_whole(json_at(body, "total_count"), &total) && total > PDD_PAGE &&
		total <= PIECES_MOST)
		pages = (total + PDD_PAGE - 1) / PDD_PAGE;
	return form_next_back(reading, pages, pages == UNKNOWN && count >= PDD_PAGE);
}

static enum err take_order(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	enum err err = read_row(reading, item, (struct order *)rows->into + rows->count, fault);

	rows->count += err == OK;
	return err;
}

static enum err read_list(const struct reading *reading, const struct json *body,
	struct order_page *page, struct fault *fault)
{
	const struct json *list = answer_list(json_at(body, "order_list"));
	struct answer_rows rows = { .bytes = sizeof(struct order), .take = take_order,
		.only_objects = true };
	enum err err = answer_take_rows(reading, list, &rows, fault);

	rows.next = read_next(reading, body, answer_count(list));
	*page = answer_orders(&rows);
	return err;
}

/* One order of order.detail.get; one that is not hers comes with its members empty. */
static enum err read_single(const struct reading *reading, const struct json *body,
	struct order_page *page, struct fault *fault)
{
	if (!json_at(body, "order_status"))
		return fault_set(fault, ERR_NOTHING,
			_("Pinduoduo does not count this order as yours. Keep its number and ask there."));
	page->rows = arena_take(reading->arena, sizeof *page->rows);
	page->count = 1;
	return read_row(reading, body, page->rows, fault);
}

enum err pdd_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	static const char *const keys[] = { "order_list_get_response", "order_detail_response",
		NULL };
	struct pdd_answer answer;
	enum err err = pdd_open(reading, keys, &answer, fault);

	*page = (struct order_page){ 0 };
	if (err != OK)
		return err;
	return answer.key == 0 ? read_list(reading, answer.body, page, fault)
			       : read_single(reading, answer.body, page, fault);
}
