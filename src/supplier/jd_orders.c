/*
 * jd_orders: rows of order.row.query: one for each goods of each order, with the platform's code
 * for what became of it (validCode), and the corrections after settlement that a row carries. Money
 * must be right or the whole answer is refused: an order must not get lost in silence.
 */
#include "supplier/jd.h"

#include <stddef.h>
#include <string.h>

#include "net/json.h"
#include "supplier/answer.h"
#include "supplier/form.h"

enum { ID = 128, TITLE = 200, DATE = 8, CORRECTIONS_MOST = 24 };
#define COMPLETED "17"

struct row {
	struct order order;
	const char *sku, *code, *pay_day, *corrections, *label;
	struct money estimated_base, actual_base, estimate, actual;
	int32_t rate_bp, share_bp; /* of the goods; the promoter's part of it */
	int64_t returned, frozen;
};
#define IN_ORDER(field) offsetof(struct row, order.field)
#define BESIDE(field) offsetof(struct row, field)

static const struct json_field row_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_ORDER(sub_id), 1, ID },
	{ "orderId", JSON_ID, NEEDED, IN_ORDER(id), 1, ID },
	{ "validCode", JSON_ID, NEEDED, BESIDE(code), 1, 12 },
	{ "estimateFee", JSON_NEAREST, NEEDED, BESIDE(estimate), 0, AMOUNT_MOST },
	{ "actualFee", JSON_NEAREST, OPTIONAL, BESIDE(actual), 0, AMOUNT_MOST },
};
static const struct json_field more_fields[] = {
	{ "itemId", JSON_ID, OPTIONAL, IN_ORDER(goods), 1, ID },
	{ "skuId", JSON_ID, OPTIONAL, BESIDE(sku), 1, 19 },
	{ "skuName", JSON_TEXT, OPTIONAL, IN_ORDER(title), 0, TITLE },
	{ "skuNum", JSON_INT, OPTIONAL, IN_ORDER(quantity), 0, PIECES_MOST },
	{ "skuReturnNum", JSON_INT, OPTIONAL, BESIDE(returned), 0, PIECES_MOST },
	{ "skuFrozenNum", JSON_INT, OPTIONAL, BESIDE(frozen), 0, PIECES_MOST },
	{ "estimateCosPrice", JSON_NEAREST, OPTIONAL, BESIDE(estimated_base), 0, AMOUNT_MOST },
	{ "actualCosPrice", JSON_NEAREST, OPTIONAL, BESIDE(actual_base), 0, AMOUNT_MOST },
	{ "commissionRate", JSON_PERCENT, OPTIONAL, BESIDE(rate_bp), 0, 10000 },
	{ "finalRate", JSON_PERCENT, OPTIONAL, BESIDE(share_bp), 0, 10000 },
	{ "payMonth", JSON_ID, OPTIONAL, BESIDE(pay_day), DATE, DATE },
	{ "balanceExt", JSON_TEXT, OPTIONAL, BESIDE(corrections), 0, 1000 },
	{ "subUnionId", JSON_ID, OPTIONAL, BESIDE(label), 1, 80 },
};

/* ---- what became of an order */

/* validCode; a code that is not here is shown as it is and counted nowhere. */
static const struct answer_state states[] = {
	{ "15", ORDER_CREATED, NULL },
	{ "24", ORDER_CREATED, "deposit_only" },
	{ "16 33", ORDER_ESTIMATED, NULL },
	{ COMPLETED, ORDER_RECEIVED, NULL },
	{ "2", ORDER_INVALID, "split_parent" },
	{ "3", ORDER_INVALID, "cancelled_before_ship" },
	{ "4 11 20 21 29 35", ORDER_INVALID, "not_attributed" },
	{ "5", ORDER_INVALID, "account" },
	{ "6 19 22 23 30 31 34", ORDER_INVALID, "category" },
	{ "7 8 9", ORDER_INVALID, "enterprise_or_bulk" },
	{ "14", ORDER_INVALID, "source_unregistered" },
	{ "13 25 26 27 28 36", ORDER_PUNISHED, "violation" },
};

/* "20240620", the day of settlement in Beijing; 0 if there is none yet. */
static int64_t day_of(const char *digits, struct arena *arena)
{
	const struct json *json;
	char *text;

	if (!digits || strspn(digits, "0123456789") < DATE)
		return 0;
	text = arena_print(arena, "\"%.4s-%.2s-%.2s\"", digits, digits + 4, digits + 6);
	if (json_parse_in(arena, text, strlen(text), &json, NULL) != OK)
		return 0;
	return answer_moment(json, false);
}

/* The next of {20191020:10,20191120:-2}: what each settlement day brought; names without quotes, so no JSON.
 * False: there is none. */
static bool next_correction(
	struct arena *arena, const char **at, const char **day, struct money *amount)
{
	const char *from = *at ? strpbrk(*at, "0123456789") : NULL, *colon;
	size_t length;

	while (from) {
		colon = from + strspn(from, "0123456789\"' ");
		if (*colon != ':')
			return false;
		colon += strspn(colon + 1, " ");
		length = strcspn(colon + 1, ",} ");
		*at = colon + 1 + length;
		*day = arena_bytes(arena, from, DATE);
		if (length < 20 && colon - from >= DATE &&
			money_parse(arena_bytes(arena, colon + 1, length), CURRENCY_CNY, amount))
			return true;
		from = strpbrk(*at, "0123456789");
	}
	return false;
}

/* Completed: in the protection window, approved for a day to come, or settled. Goods that came back
 * have no code of their own; an after-sale that runs stops the clock (R10). */
static void judge_completed(const struct reading *reading, struct row *row, int64_t pay_day)
{
	struct order *order = &row->order;

	if (row->returned > 0 && row->returned >= order->quantity) {
		order->state = ORDER_INVALID;
		order->reason = "returned";
		/* Something was settled and is taken back (or was, on a day that is over). */
		if (row->corrections && strchr(row->corrections, '-'))
			order->state = pay_day > reading->now_s ? ORDER_CLAWBACK_DUE
								: ORDER_CLAWED_BACK;
	} else if (pay_day > 0 && pay_day <= reading->now_s) {
		order->state = ORDER_SETTLED;
		order->settled_at = pay_day;
	} else if (pay_day > 0 && row->frozen == 0) {
		order->state = ORDER_APPROVED;
	}
}

static void judge(const struct reading *reading, struct row *row)
{
	row->order.state_word = row->code;
	answer_judge_order(FIELDS(states), row->code, &row->order);
	if (row->order.state == ORDER_RECEIVED)
		judge_completed(reading, row, day_of(row->pay_day, reading->arena));
}

/* ---- one row */

/* The actual figure shrinks with every piece that comes back, after settlement, too, where each is a line of its
 * own: what was settled is what the settlement days brought before anything was taken back. */
static struct money settled_of(const struct reading *reading, const struct row *row)
{
	const char *at = row->corrections, *day;
	struct money amount, brought = { 0, CURRENCY_CNY };
	bool taken_back = false;

	while (next_correction(reading->arena, &at, &day, &amount)) {
		taken_back |= amount.minor < 0;
		if (amount.minor > 0 && !money_add(brought, amount, &brought))
			return row->actual;
	}
	return taken_back && brought.minor > 0 ? brought : row->actual;
}

/* Once it is completed, the actual figures are the estimate: they shrink with every
 * piece that comes back (R12). */
static void fill_money(const struct reading *reading, struct row *row)
{
	struct order *order = &row->order;
	bool completed = !strcmp(row->code, COMPLETED);

	order->paid = row->estimated_base;
	order->base = completed ? row->actual_base : row->estimated_base;
	order->estimate = completed ? row->actual : row->estimate;
	if (bucket_is_money(order_bucket(order->state)))
		order->settled = settled_of(reading, row);
	/* 20 % of the goods and 90 % of that are 18 %. */
	order->rate_bp = (int32_t)((int64_t)row->rate_bp * row->share_bp / 10000);
}

static void fill_times(const struct json *item, struct order *order)
{
	order->created_at = answer_moment(json_at(item, "orderTime"), false);
	order->received_at = answer_moment(json_at(item, "finishTime"), false);
	order->updated_at = answer_moment(json_at(item, "modifyTime"), false);
	if (order->updated_at == 0)
		order->updated_at = order->created_at;
}

static enum err read_row(const struct reading *reading, const struct json *item, struct row *row,
	struct fault *fault)
{
	static const struct money none = { 0, CURRENCY_CNY };
	enum err err;

	*row = (struct row){ .sku = "",
		.estimated_base = none,
		.actual_base = none,
		.actual = { UNKNOWN, CURRENCY_CNY },
		.share_bp = 10000 };
	answer_begin_order(reading, CURRENCY_CNY, &row->order);
	err = answer_read(item, FIELDS(row_fields), CURRENCY_CNY, row, reading->arena, fault);
	if (err == OK)
		err = answer_read_kindly(
			item, FIELDS(more_fields), CURRENCY_CNY, row, reading->arena, fault);
	if (err != OK)
		return err;
	/* Not before it is completed. */
	if (row->actual.minor == UNKNOWN && !strcmp(row->code, COMPLETED))
		return answer_lacks("actualFee", fault);
	if (!*row->order.goods)
		row->order.goods = row->sku;
	row->order.channel = answer_channel(row->label); /* of links for chats */
	fill_times(item, &row->order);
	judge(reading, row);
	fill_money(reading, row);
	return OK;
}

/* ---- pages */

static const struct json_field page_fields[] = { { "hasMore", JSON_BOOL, OPTIONAL, 0, 0, 0 } };

static enum err read_all(
	const struct reading *reading, struct answer_rows *rows, struct fault *fault)
{
	const struct json *body;
	const struct json *list;
	bool more = false;
	enum err err = jd_open(reading, &body, fault);

	if (err != OK)
		return err;
	list = answer_list(json_at(body, "data"));
	err = answer_read_kindly(body, FIELDS(page_fields), CURRENCY_NONE, &more, reading->arena,
		fault);
	if (err == OK)
		err = answer_take_rows(reading, list, rows, fault);
	rows->next = form_next_back(reading, UNKNOWN, more && answer_count(list) > 0);
	return err;
}

static enum err take_order(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct row row;
	enum err err = read_row(reading, item, &row, fault);

	((struct order *)rows->into)[rows->count++] = row.order;
	return err;
}

enum err jd_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	struct answer_rows rows = { .bytes = sizeof(struct order), .take = take_order,
		.only_objects = true };
	enum err err = read_all(reading, &rows, fault);

	*page = answer_orders(&rows);
	return err;
}

/* ---- corrections after settlement: what was taken back is a line of its own (R13) */

static enum err take_corrections(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	const char *at, *day;
	struct money amount;
	struct row row;
	enum err err = read_row(reading, item, &row, fault);
	int taken = 0;

	if (err != OK)
		return err;
	at = row.corrections;
	while (taken < CORRECTIONS_MOST && next_correction(reading->arena, &at, &day, &amount)) {
		struct line line = { .supplier = row.order.supplier,
			.kind = LINE_CLAWBACK,
			.bucket = BUCKET_CLAWBACK,
			.order = row.order.sub_id,
			.ref = day,
			.amount = amount,
			.at = day_of(day, reading->arena) };

		if (line.at <= 0 || amount.minor >= 0)
			continue;
		line.id = arena_print(reading->arena, "%s-%s", row.order.sub_id, day);
		((struct line *)rows->into)[rows->count++] = line;
		taken++;
	}
	return OK;
}

enum err jd_read_lines(const struct reading *reading, struct line_page *page, struct fault *fault)
{
	struct answer_rows rows = { .bytes = sizeof(struct line), .most = CORRECTIONS_MOST,
		.take = take_corrections, .only_objects = true };
	enum err err = read_all(reading, &rows, fault);

	*page = answer_lines(&rows);
	return err;
}
