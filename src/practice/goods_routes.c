/*
 * goods_routes: searching and browsing goods. The question is put together from fixed
 * pieces of SQL; what strangers send is always bound as a value. Each order of rows has an index
 * (db.c), so a page costs the same at the beginning and in the middle of a million.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/categories.h"
#include "practice/goods_json.h"

#define HOUSE " AND g.n < 10000000" /* STALL_GOODS */
enum { WORDS_MOST = 8, VALUES_MOST = 24, TOTAL_CHEAP = 100000 };

struct sort {
	const char *name, *column;
	char kind;
	bool descending;
	/* Made when first asked for: a second in a million goods, and most sessions never do. */
	const char *index;
};
#define INDEX(column) "CREATE INDEX IF NOT EXISTS goods_" column " ON goods(" column ")"
static const struct sort sorts[] = {
	{ "relevance", "g.sales", 'r', true, NULL },
	{ "price", "g.final", 'p', false, INDEX("final") },
	{ "commission", "g.commission", 'c', true, INDEX("commission") },
	{ "rate", "g.rate_bp", 'b', true, INDEX("rate_bp") },
	{ "sales", "g.sales", 's', true, NULL },
	{ "newest", "g.n", 'n', true, NULL },
};
static const struct sort by_part = { "part", "g.n", 'k', false, NULL };
static const struct sort by_change = { "updated_since", "g.updated_at", 'u', false, NULL };

struct question {
	char where[1200];
	struct sql_value values[VALUES_MOST];
	int count;
	const struct sort *sort;
	int64_t limit;
	struct cursor cursor;
	bool filtered;
};

/* `%d` in the condition becomes the number of the value. */
static void add(struct question *question, const char *condition, struct sql_value value)
{
	size_t length = strlen(question->where);
	question->values[question->count++] = value;
	snprintf(question->where + length, sizeof(question->where) - length, condition,
		question->count);
}

static void add_plain(struct question *question, const char *condition)
{
	size_t length = strlen(question->where);
	snprintf(question->where + length, sizeof(question->where) - length, "%s", condition);
}

/* LIKE folds the case of ASCII only, which is what Latin titles need; % and _ stand for themselves.
 */
static const char *like_pattern(struct call *call, const char *word, size_t length)
{
	char *pattern = arena_take(&call->arena, 2 * length + 3), *at = pattern;
	*at++ = '%';
	for (size_t i = 0; i < length; i++) {
		if (word[i] == '%' || word[i] == '_' || word[i] == '\\')
			*at++ = '\\';
		*at++ = word[i];
	}
	*at = '%';
	return pattern;
}

static void add_words(struct call *call, struct question *question)
{
	const char *words = request_query(call->request, "q");
	for (int i = 0; words && i < WORDS_MOST; i++) {
		words += strspn(words, " \t\n\r");
		size_t length = strcspn(words, " \t\n\r");
		if (length == 0)
			return;
		add(question, " AND g.title LIKE ?%d ESCAPE '\\'",
			SQL_TEXT(like_pattern(call, words, length)));
		question->filtered = true;
		words += length;
	}
}

static bool add_number(
	struct call *call, struct question *question, const char *name, const char *condition)
{
	int64_t number;
	if (!call_number(call, name, 0, MONEY_MOST, -1, &number))
		return false;
	if (number >= 0)
		add(question, condition, SQL_WHOLE(number));
	question->filtered |= number >= 0;
	return true;
}

static bool add_flag(
	struct call *call, struct question *question, const char *name, const char *condition)
{
	const char *text = request_query(call->request, name);
	if (!text || strcmp(text, "false") == 0)
		return true;
	if (strcmp(text, "true") == 0) {
		add_plain(question, condition);
		question->filtered = true;
		return true;
	}
	answer_problem(call, 400, "bad_parameter", "A parameter is not valid",
		"%s must be true or false", name);
	return false;
}

static bool add_category(struct call *call, struct question *question)
{
	const char *id = request_query(call->request, "category");
	if (!id)
		return true;
	add(question, " AND g.category = ?%d", SQL_WHOLE(category_find(id)));
	question->filtered = true;
	return true;
}

/* K/N: a stretch of ids; the last part is open, so that goods of the future fall into it. */
static bool add_part(struct call *call, struct question *question)
{
	const char *text = request_query(call->request, "part");
	char *end;
	if (!text)
		return true;
	int64_t part = strtoll(text, &end, 10),
		parts = *end == '/' ? strtoll(end + 1, &end, 10) : 0;
	if (*end || parts < 1 || parts > 99 || part < 1 || part > parts) {
		answer_problem(call, 400, "bad_parameter", "A parameter is not valid",
			"part must be K/N with K from 1 to N and N at most 99");
		return false;
	}
	int64_t all = call->practice->goods_count;
	add(question, " AND g.n > ?%d", SQL_WHOLE((part - 1) * all / parts));
	if (part < parts)
		add(question, " AND g.n <= ?%d", SQL_WHOLE(part * all / parts));
	question->sort = &by_part;
	question->filtered = true;
	return true;
}

static bool add_since(struct call *call, struct question *question)
{
	int64_t since;
	if (!call_number(call, "updated_since", 0, MONEY_MOST, -1, &since))
		return false;
	if (since < 0)
		return true;
	add(question, " AND g.updated_at >= ?%d", SQL_WHOLE(since));
	question->sort = &by_change;
	question->filtered = true;
	return true;
}

static bool choose_sort(struct call *call, struct question *question)
{
	const char *name = request_query(call->request, "sort");
	if (question->sort) {
		if (name)
			answer_problem(call, 400, "bad_parameter", "A parameter is not valid",
				"sort cannot be used together with part or updated_since");
		return !name;
	}
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++)
		if (strcmp(name ? name : "relevance", sorts[i].name) == 0)
			question->sort = &sorts[i];
	if (!question->sort)
		answer_problem(call, 400, "bad_parameter", "A parameter is not valid",
			"sort must be relevance, price, commission, rate, sales or newest");
	return question->sort != NULL;
}

static bool understand(struct call *call, struct question *question)
{
	add_words(call, question);
	return add_category(call, question) &&
	       add_number(call, question, "price_min", " AND g.final >= ?%d") &&
	       add_number(call, question, "price_max", " AND g.final <= ?%d") &&
	       add_number(call, question, "rate_min", " AND g.rate_bp >= ?%d") &&
	       add_flag(call, question, "has_coupon", " AND g.final < g.price") &&
	       add_flag(call, question, "in_stock", " AND (g.stock > 0 OR g.stock IS NULL)") &&
	       add_part(call, question) && add_since(call, question) &&
	       choose_sort(call, question) &&
	       cursor_read(call, question->sort->kind, &question->cursor) &&
	       call_number(call, "limit", 1, PAGE_MOST, PAGE_USUAL, &question->limit);
}

static int64_t sort_key(const struct wares *wares, char kind)
{
	switch (kind) {
	case 'p':
		return wares->final;
	case 'c':
		return wares->commission;
	case 'b':
		return wares->rate_bp;
	case 'u':
		return wares->updated_at;
	case 'n':
	case 'k':
		return wares->n;
	default:
		return wares->sales;
	}
}

static enum err count_all(struct call *call, const struct question *question, struct json *json)
{
	int64_t total = call->practice->goods_count;
	bool cheap = !question->filtered || total <= TOTAL_CHEAP;
	if (question->cursor.given || !cheap)
		return OK;
	if (question->filtered) {
		const char *text = arena_print(
			&call->arena, "SELECT count(*) FROM goods g WHERE 1%s", question->where);
		enum err err = sql_number_values(call->practice->sql, &call->fault, &total, text,
			question->values, (size_t)question->count);
		if (err != OK)
			return err;
	}
	json_put_whole(json, "total", total);
	return OK;
}

static struct sql_query *ask(struct call *call, struct question *question, const char *filters)
{
	const struct sort *sort = question->sort;
	const char *way = sort->descending ? "DESC" : "ASC";
	if (sort->index && sql_run(call->practice->sql, sort->index, &call->fault) != OK)
		return NULL;
	if (question->cursor.given) {
		int first = question->count + 1;
		question->values[question->count++] = SQL_WHOLE(question->cursor.key);
		question->values[question->count++] = SQL_WHOLE(question->cursor.n);
		filters = arena_print(&call->arena, "%s AND (%s, g.n) %c (?%d, ?%d)", filters,
			sort->column, sort->descending ? '<' : '>', first, first + 1);
	}
	question->values[question->count++] = SQL_WHOLE(question->limit + 1);
	/* CROSS JOIN keeps SQLite from beginning with the merchants. */
	const char *text = arena_print(&call->arena,
		"SELECT " GOODS_COLUMNS " FROM goods g CROSS JOIN merchant m ON m.n = g.merchant"
		" WHERE 1%s ORDER BY %s %s, g.n %s LIMIT ?%d",
		filters, sort->column, way, way, question->count);
	return sql_ask_values(
		call->practice->sql, &call->fault, text, question->values, (size_t)question->count);
}

static enum err put_page(struct call *call, const struct question *question,
	struct sql_query *query, struct json *json)
{
	struct json *items = json_put_array(json, "items");
	struct wares wares = { 0 };
	const char *next = NULL;
	int64_t count = 0;
	bool row;
	enum err err;
	while ((err = sql_step(query, &row, &call->fault)) == OK && row) {
		if (count++ == question->limit) {
			next = cursor_print(call, question->sort->kind,
				sort_key(&wares, question->sort->kind), wares.n);
			break;
		}
		goods_read(query, &call->arena, &wares);
		goods_put(call, &wares, json_add_object(items));
	}
	json_put_text(json, "next_cursor", next);
	json_put_whole(json, "now_at", call->now_s);
	return err;
}

enum err goods_list(struct call *call)
{
	struct question question = { .where = HOUSE };
	if (!understand(call, &question))
		return OK;
	struct json *json = json_object();
	enum err err = count_all(call, &question, json);
	struct sql_query *query = err == OK ? ask(call, &question, question.where) : NULL;
	if (query)
		err = put_page(call, &question, query, json);
	else if (err == OK)
		err = ERR_STORE;
	sql_done(query);
	if (err == OK)
		return answer_json(call, 200, json);
	json_free(json);
	return err;
}
