/*
 * answer_rows: lists of goods, of names and of orders, links, and refusals in bodies, read once for all adapters:
 * which rows may be left out, and when a list is none. How one row is read stays in the adapter.
 */
#include "supplier/answer.h"

#include "supplier/ask.h"
#include "supplier/form.h"

enum { REFUSAL_BYTES = 4096 }; /* a refusal is short; so no page of goods is parsed twice */

const struct json *answer_row(const struct json *list, size_t index)
{
	const struct json *item = answer_item(list, index), *inner = NULL;
	const char *name;

	if (json_member_count(item) == 1)
		inner = json_member(item, 0, &name);
	return json_is_object(inner) ? inner : item;
}

enum err answer_read_goods(const struct reading *reading, const struct json *list,
	enum err (*read)(
		const struct reading *, const struct json *, struct goods *, struct fault *),
	struct goods_page *page, struct fault *fault)
{
	struct fault first = { 0 }, broken;
	size_t i, count = answer_count(list);
	bool gone = false;

	if (count > ANSWER_ROWS_MOST)
		return answer_wrong(NULL, fault);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count; i++) {
		enum err err =
			read(reading, answer_row(list, i), &page->rows[page->count], &broken);

		page->count += err == OK;
		gone = gone || err == ERR_NOTHING;
		if (err != OK && first.code == OK)
			first = broken;
	}
	if (count == 0 || page->count > 0 || gone)
		return OK;
	if (fault)
		*fault = first;
	return first.code;
}

int64_t answer_total(const struct json *total)
{
	int64_t count;

	return json_whole(total, &count) && count >= 0 ? count : UNKNOWN;
}

const char *answer_next(const struct reading *reading, int size, int64_t total, size_t count)
{
	int page = form_page(reading->cursor);
	bool more = total == UNKNOWN ? count >= (size_t)size : (int64_t)page * size < total;

	return page > 0 && count > 0 && more ? arena_print(reading->arena, "%d", page + 1) : NULL;
}

enum err answer_read_names(const struct reading *reading, const struct json *list,
	const struct json_field *fields, struct category_page *page, struct fault *fault)
{
	size_t i, count = answer_count(list);
	enum err err = OK;

	if (count > ANSWER_ROWS_MOST)
		return answer_wrong(NULL, fault);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count && err == OK; i++) {
		struct category *row = &page->rows[page->count++];

		*row = (struct category){ .supplier = reading->account->name, .goods = UNKNOWN };
		err = answer_read(answer_row(list, i), fields, 2, CURRENCY_NONE, row, reading->arena,
			fault);
	}
	return err;
}

enum err answer_take_rows(const struct reading *reading, const struct json *list,
	struct answer_rows *rows, struct fault *fault)
{
	size_t i, count = answer_count(list), most = rows->most > 0 ? rows->most : 1;
	enum err err = OK;

	if (count > ANSWER_ROWS_MOST)
		return answer_wrong(NULL, fault);
	rows->into = arena_take_array(reading->arena, count * most + 1, rows->bytes);
	for (i = 0; i < count && err == OK; i++) {
		const struct json *item = answer_row(list, i);

		if (rows->only_objects && !json_is_object(item))
			rows->hidden++;
		else
			err = rows->take(reading, item, rows, fault);
	}
	return err;
}

struct order_page answer_orders(const struct answer_rows *rows)
{
	return (struct order_page){
		.rows = rows->into, .count = rows->count, .next = rows->next, .hidden = rows->hidden
	};
}

struct line_page answer_lines(const struct answer_rows *rows)
{
	return (struct line_page){
		.rows = rows->into, .count = rows->count, .next = rows->next, .hidden = rows->hidden
	};
}

void answer_begin_order(const struct reading *reading, enum currency currency, struct order *order)
{
	const struct money none = { 0, currency };

	*order = (struct order){ .supplier = reading->account->name,
		.goods = "",
		.title = "",
		.quantity = 1,
		.paid = none,
		.base = none,
		.estimate = none,
		.settled = none,
		.fee = none };
}

void answer_judge_order(
	const struct answer_state *states, size_t count, const char *word, struct order *order)
{
	size_t i;

	order->state = ORDER_UNKNOWN;
	for (i = 0; i < count; i++) {
		if (!answer_is_among(states[i].words, word))
			continue;
		order->state = states[i].state;
		order->reason = states[i].reason;
		return;
	}
}

struct link answer_begin_link(const struct reading *reading)
{
	return (struct link){ .supplier = reading->account->name,
		.channel = reading->channel,
		.position = reading->account->pid,
		.created_at = reading->now_s };
}

void answer_name_link(const struct reading *reading, const char *goods, struct link *link)
{
	link->goods = goods ? goods : "";
	link->id = arena_print(
		reading->arena, "%s/%s", link->goods, channel_id(reading->channel));
}

enum err answer_judge_link(const struct supplier *supplier, const struct reading *reading,
	const char *name, struct link *link, struct fault *fault)
{
	if (!link->url)
		link->url = link->short_url;
	if (!link->url)
		return answer_lacks(name, fault);
	if (supplier_check_link(supplier, reading->account, link->url, fault) != OK ||
		(link->short_url &&
			supplier_check_link(supplier, reading->account, link->short_url, fault) != OK))
		return ERR_DECODE;
	return OK;
}

const char *answer_channel(const char *label)
{
	enum channel channel = label ? channel_find(label) : CHANNEL_COUNT;

	return channel == CHANNEL_COUNT ? NULL : channel_id(channel);
}

enum err answer_verdict(const struct http_answer *answer,
	enum err (*open)(const struct reading *, const struct json **body, struct fault *),
	struct fault *fault)
{
	enum err err = verdict_by_status(answer, NULL, fault);
	struct arena arena = { 0 };
	const struct json *body;
	const struct reading reading = {
		.bytes = answer->body, .length = answer->length, .arena = &arena
	};

	if (err == OK && answer->length <= REFUSAL_BYTES)
		err = open(&reading, &body, fault);
	arena_clear(&arena);
	return err;
}
