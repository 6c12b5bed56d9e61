/*
 * woocommerce_orders: orders of her own shop. Which came through a link of hers say the marks that
 * newer versions of WooCommerce keep with an order (with older ones none is attributed). Commission is what
 * the account says of what was paid and not given back. Nobody else settles it: with the order's completion
 * the buyer's payment is hers, and so is the commission; a refund that she gives lessens it at once.
 */
#include "supplier/woocommerce.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "model/earning.h"
#include "net/json.h"
#include "supplier/answer.h"

enum { ID = 40, TITLE = 200, WORD = 40 };
#define ATTRIBUTION "_wc_order_attribution_utm_"

static const struct json_field order_fields[] = {
	{ "id", JSON_ID, NEEDED, offsetof(struct order, sub_id), 1, 19 },
	{ "number", JSON_TEXT, OPTIONAL, offsetof(struct order, id), 1, ID },
	{ "status", JSON_TEXT, NEEDED, offsetof(struct order, state_word), 1, WORD },
	{ "total", JSON_DECIMAL, NEEDED, offsetof(struct order, paid), 0, AMOUNT_MOST },
};

/* Plug-ins add more; those are shown as they are and counted nowhere. */
static const struct answer_state states[] = {
	{ "pending on-hold checkout-draft auto-draft", ORDER_CREATED, NULL },
	{ "processing", ORDER_ESTIMATED, NULL },
	{ "completed", ORDER_SETTLED, NULL },
	{ "cancelled failed trash", ORDER_INVALID, "cancelled_before_ship" },
	{ "refunded", ORDER_INVALID, "returned" },
};

/* ---- marks */

static const char *mark_of(const struct json *marks, const char *name)
{
	size_t i;

	for (i = 0; i < json_count(marks) && i < ANSWER_ROWS_MOST; i++) {
		const char *key = json_raw(json_at(json_item(marks, i), "key"));

		if (key && !strncmp(key, ATTRIBUTION, strlen(ATTRIBUTION)) &&
			!strcmp(key + strlen(ATTRIBUTION), name))
			return json_raw(json_at(json_item(marks, i), "value"));
	}
	return NULL;
}

/* Through a link of this account? Anybody can write such marks: good for her own counting only. */
static bool is_attributed(
	const struct reading *reading, const struct json *item, struct order *order)
{
	const struct json *marks = json_at(item, "meta_data");
	const char *source = mark_of(marks, "source"), *campaign = mark_of(marks, "campaign");
	const char *code = reading->account->pid, *word;
	size_t length = code ? strlen(code) : 0;

	if (!source || !campaign || strcmp(source, WOOCOMMERCE_SOURCE) != 0)
		return false;
	if (length > 0 && (strncmp(campaign, code, length) != 0 ||
				  (campaign[length] != '-' && campaign[length] != '\0')))
		return false;
	word = strrchr(campaign, '-');
	order->channel = answer_channel(word ? word + 1 : NULL);
	return true;
}

/* ---- one order */

/* Every refund counts, in whatever sign it is written; more than was paid cannot come back. */
static enum err read_refunds(const struct reading *reading, const struct json *item,
	struct order *order, struct fault *fault)
{
	static const struct json_field fields[] = { { "total", JSON_DECIMAL, NEEDED, 0,
		-AMOUNT_MOST, AMOUNT_MOST } };
	const struct json *refunds = json_at(item, "refunds");
	enum err err = OK;
	size_t i;

	order->base = order->paid;
	for (i = 0; i < json_count(refunds) && err == OK; i++) {
		struct money back = { 0, order->paid.currency };

		err = json_read(json_item(refunds, i), fields, 1, back.currency, &back, reading->arena,
			fault);
		order->base.minor -= back.minor < 0 ? -back.minor : back.minor;
	}
	if (order->base.minor < 0)
		order->base.minor = 0;
	if (err == OK && json_count(refunds) > 0 && order->base.minor == 0 &&
		order->state != ORDER_UNKNOWN) {
		order->state = ORDER_INVALID;
		order->reason = "returned";
	}
	return err;
}

static void fill_goods(
	const struct reading *reading, const struct json *item, struct order *order)
{
	static const struct json_field fields[] = {
		{ "product_id", JSON_ID, OPTIONAL, offsetof(struct order, goods), 1, 19 },
		{ "quantity", JSON_INT, OPTIONAL, offsetof(struct order, quantity), 0, PIECES_MOST },
	};
	const struct json *lines = json_at(item, "line_items");
	size_t i, count = json_count(lines);
	int64_t pieces = 0;

	for (i = 0; i < count; i++) {
		struct order piece = { .quantity = 0 };
		const struct json *line = json_item(lines, i);
		const char *title = answer_plain(json_at(line, "name"), reading->arena, TITLE);

		if (!json_is_object(line) || answer_read_kindly(line, FIELDS(fields), CURRENCY_NONE,
						     &piece, reading->arena, NULL) != OK)
			continue;
		pieces += piece.quantity;
		order->goods = *order->goods || !piece.goods ? order->goods : piece.goods;
		order->title = *order->title || !title ? order->title : title;
	}
	order->quantity = pieces > 0 ? pieces : 1;
}

static void fill_times(const struct json *item, struct order *order)
{
	order->created_at = answer_gmt(json_at(item, "date_created_gmt"));
	order->paid_at = answer_gmt(json_at(item, "date_paid_gmt"));
	order->received_at = answer_gmt(json_at(item, "date_completed_gmt"));
	order->updated_at = answer_gmt(json_at(item, "date_modified_gmt"));
	if (order->updated_at == 0)
		order->updated_at = order->created_at;
}

/* Once completed an order stays settled, whatever its status becomes: what is given back, or cancelled after
 * all, is worth nothing any more. So no status that the owner sets by hand is a step back. */
static void settle(struct order *order)
{
	bool is_kept = order->state == ORDER_ESTIMATED || order->state == ORDER_SETTLED;

	if (order->state == ORDER_UNKNOWN || (order->state != ORDER_SETTLED && order->received_at == 0))
		return;
	order->state = ORDER_SETTLED;
	order->settled_at = order->received_at;
	if (is_kept)
		return;
	order->base.minor = 0;
	order->reason = order->reason ? "returned" : NULL;
}

static enum err find_currency(const struct json *item, enum currency *currency, struct fault *fault)
{
	const char *code = json_raw(json_at(item, "currency"));

	if (!code)
		return answer_lacks("currency", fault);
	*currency = currency_find(code);
	return *currency != CURRENCY_NONE
		       ? OK
		       : fault_set(fault, ERR_DECODE,
				 _("The shop sells in a currency that shopkeeper does not know."));
}

static enum err take_order(const struct reading *reading, const struct json *item,
	struct answer_rows *rows, struct fault *fault)
{
	struct order *order = (struct order *)rows->into + rows->count++;
	enum currency currency = CURRENCY_NONE;
	enum err err = find_currency(item, &currency, fault);

	answer_begin_order(reading, currency, order);
	if (err == OK)
		err = answer_read(
			item, FIELDS(order_fields), currency, order, reading->arena, fault);
	if (err != OK)
		return err;
	if (!order->id)
		order->id = order->sub_id;
	answer_judge_order(FIELDS(states), order->state_word, order);
	err = read_refunds(reading, item, order, fault);
	fill_goods(reading, item, order);
	fill_times(item, order);
	if (!is_attributed(reading, item, order)) {
		order->state = ORDER_INVALID;
		order->reason = "not_attributed";
		return err;
	}
	if (!woocommerce_rate(reading->account, &order->rate_bp))
		order->rate_bp = 0;
	settle(order);
	if (order->state != ORDER_INVALID &&
		!commission_of(order->base, order->rate_bp, &order->estimate))
		order->estimate.minor = 0;
	if (order->state == ORDER_SETTLED)
		order->settled = order->estimate;
	return err;
}

enum err woocommerce_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault)
{
	struct answer_rows rows = { .bytes = sizeof(struct order), .take = take_order };
	const struct json *list;
	const struct json *json;
	enum err err = woocommerce_open_list(reading, &json, fault);

	*page = (struct order_page){ 0 };
	if (err != OK)
		return err;
	list = answer_list(json);
	err = answer_take_rows(reading, list, &rows, fault);
	rows.next = answer_next(reading, WOOCOMMERCE_PAGE, UNKNOWN, answer_count(list));
	*page = answer_orders(&rows);
	return err;
}
