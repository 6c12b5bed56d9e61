/*
 * sixth: a supplier more, made from sample.c to show what that takes: this file, one row (for a real one
 * in suppliers.c, for this one in records.c) and its answers in tests/answers/sixth/. It has one list, in
 * cents as text, and no refusals of its own.
 */
#include <stddef.h>

#include "base/words.h"
#include "supplier/answer.h"
#include "supplier/ask.h"
#include "tool/records.h"

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	enum err err = ask_begin(access, "GET", "/find", arena, question);

	if (err == OK)
		ask_with(question, arena, "words", query->words);
	if (err == OK)
		ask_with(question, arena, "after", cursor);
	return err;
}

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	(void)fault;
	ask_header(question, arena, "X-Key", access->account->key ? access->account->key : "");
	return OK;
}

static const struct json_field fields[] = {
	{ "no", JSON_ID, NEEDED, offsetof(struct goods, id), 1, 64 },
	{ "what", JSON_TEXT, NEEDED, offsetof(struct goods, title), 1, 200 },
	{ "cents", JSON_MINOR, NEEDED, offsetof(struct goods, price), 1, MONEY_MOST },
	{ "cents", JSON_MINOR, NEEDED, offsetof(struct goods, final), 1, MONEY_MOST },
	{ "share", JSON_PERCENT, NEEDED, offsetof(struct goods, rate_bp), 0, 10000 },
};

static enum err read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault)
{
	const struct json *list;
	const struct json *json;
	enum err err = answer_parse(reading, &json, fault);

	*page = (struct goods_page){ .total = UNKNOWN };
	if (err != OK)
		return err;
	list = answer_list(json_at(json, "found"));
	page->rows = arena_take_array(reading->arena, answer_count(list) + 1, sizeof *page->rows);
	for (; err == OK && page->count < answer_count(list); page->count += err == OK) {
		struct goods *goods = &page->rows[page->count];

		answer_begin_goods(reading, CURRENCY_EUR, goods);
		err = json_read(answer_item(list, page->count), fields,
			sizeof fields / sizeof *fields, CURRENCY_EUR, goods, reading->arena, fault);
		answer_share_goods(goods);
	}
	page->next = json_text(json_at(json, "after"), reading->arena, 64);
	return err;
}

static enum err verdict(const struct http_answer *answer, struct fault *fault)
{
	return verdict_by_status(answer, NULL, fault);
}

const struct supplier sixth = {
	.id = "sixth",
	.name = N_("sixth supplier"),
	.hosts = (const char *const[]){ "api.sixth.example", NULL },
	.sign = sign,
	.verdict = verdict,
	.goods = &(const struct goods_calls){ .ask_search = ask_search, .read_page = read_page },
};
