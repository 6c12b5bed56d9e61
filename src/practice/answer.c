/*
 * answer: what comes back: JSON, problems (RFC 9457), pages, cursors and lists. Cursors are
 * keysets: the last row given, and a hash of the question so that they cannot be used for another
 * one.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/route.h"

const char *request_query(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->query_count; i++)
		if (strcmp(request->query[i].name, name) == 0)
			return request->query[i].value;
	return NULL;
}

void response_clear(struct response *response)
{
	free(response->body);
	*response = (struct response){ 0 };
}

static void put_body(struct call *call, int status, const char *type, char *body)
{
	free(call->response->body);
	call->response->status = status;
	call->response->type = type;
	call->response->body = body;
	call->response->length = body ? strlen(body) : 0;
}

enum err answer_json(struct call *call, int status, struct json *json)
{
	put_body(call, status, "application/json", json_print(json));
	json_free(json);
	return OK;
}

enum err answer_html(struct call *call, int status, char *html, size_t length)
{
	put_body(call, status, "text/html; charset=utf-8", html);
	call->response->length = length;
	return OK;
}

enum err answer_empty(struct call *call, int status)
{
	put_body(call, status, NULL, NULL);
	return OK;
}

enum err answer_problem(
	struct call *call, int status, const char *code, const char *title, const char *detail, ...)
{
	va_list values;
	char text[400], type[80];
	va_start(values, detail);
	vsnprintf(text, sizeof(text), detail, values);
	va_end(values);
	snprintf(type, sizeof(type), "urn:shopkeeper:problem:%s", code);
	struct json *json = json_object();
	json_put_text(json, "type", type);
	json_put_text(json, "title", title);
	json_put_whole(json, "status", status);
	json_put_text(json, "detail", text);
	json_put_text(json, "code", code);
	put_body(call, status, "application/problem+json", json_print(json));
	json_free(json);
	return OK;
}

bool call_read(struct call *call, const struct json_field *fields, size_t count, void *record)
{
	if (json_read(call->body, fields, count, CURRENCY_CNY, record, &call->arena,
		    &call->fault) == OK)
		return true;
	answer_problem(
		call, 400, "bad_field", "A field is missing or not valid", "%s", call->fault.text);
	return false;
}

bool call_number(struct call *call, const char *name, int64_t least, int64_t most, int64_t absent,
	int64_t *number)
{
	const char *text = request_query(call->request, name);
	char *end;
	*number = absent;
	if (!text)
		return true;
	*number = strtoll(text, &end, 10);
	bool digits =
		text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 18;
	if (digits && *number >= least && *number <= most)
		return true;
	answer_problem(call, 400, "bad_parameter", "A parameter is not valid",
		"%s must be a whole number from %" PRId64 " to %" PRId64, name, least, most);
	return false;
}

/* FNV-1a over everything that makes this question another one; not over where in it we are. */
static uint32_t question_hash(const struct call *call)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)call->shop;
	for (size_t i = 0; i < call->request->query_count; i++) {
		const struct argument *row = &call->request->query[i];
		if (strcmp(row->name, "cursor") == 0 || strcmp(row->name, "limit") == 0)
			continue;
		for (const char *at = row->name; *at; at++)
			hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
		for (const char *at = row->value; *at; at++)
			hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
	}
	return (uint32_t)(hash ^ (hash >> 32));
}

char *cursor_print(struct call *call, char kind, int64_t key, int64_t n)
{
	return arena_print(&call->arena, "%c.%" PRId64 ".%" PRId64 ".%08" PRIx32, kind, key, n,
		question_hash(call));
}

bool cursor_read(struct call *call, char kind, struct cursor *cursor)
{
	const char *text = request_query(call->request, "cursor");
	*cursor = (struct cursor){ 0 };
	if (!text)
		return true;
	char *end = NULL;
	bool good = text[0] == kind && text[1] == '.';
	if (good) {
		cursor->key = strtoll(text + 2, &end, 10);
		cursor->n = *end == '.' ? strtoll(end + 1, &end, 10) : 0;
		cursor->given = true;
		/* Printed again it must be the same: this checks form, range and question at once.
		 */
		good = strcmp(cursor_print(call, kind, cursor->key, cursor->n), text) == 0;
	}
	if (!good)
		answer_problem(call, 400, "bad_cursor", "This cursor is not valid here",
			"Begin the list again without a cursor");
	return good;
}

static enum err put_rows(struct call *call, const struct list *list, struct sql_query *query,
	struct json *items, int64_t limit, const char **next)
{
	int64_t count = 0, key = 0, n = 0;
	bool row;
	enum err err;
	*next = NULL;
	while ((err = sql_step(query, &row, &call->fault)) == OK && row) {
		if (count++ == limit) {
			*next = cursor_print(call, list->kind, key, n);
			break;
		}
		n = sql_whole(query, 0);
		key = sql_whole(query, 1);
		list->put(call, query, json_add_object(items));
	}
	return err;
}

enum err list_answer(struct call *call, const struct list *list)
{
	struct cursor cursor;
	int64_t limit, since = 0, total = 0;
	if (!cursor_read(call, list->kind, &cursor) ||
		!call_number(call, "limit", 1, PAGE_MOST, PAGE_USUAL, &limit))
		return OK;
	if (list->since && !call_number(call, list->since, 0, INT64_MAX / 2, 0, &since))
		return OK;
	if (!cursor.given)
		cursor = (struct cursor){ .key = since, .n = -1 };
	struct sql_query *query =
		sql_ask(call->practice->sql, &call->fault, list->rows, SQL_WHOLE(call->shop),
			SQL_WHOLE(cursor.key), SQL_WHOLE(cursor.n), SQL_WHOLE(limit + 1));
	if (!query)
		return ERR_STORE;
	struct json *json = json_object();
	const char *next;
	enum err err = put_rows(call, list, query, json_put_array(json, "items"), limit, &next);
	sql_done(query);
	if (err == OK && since == 0 && !cursor.key && cursor.n < 0)
		err = sql_number(call->practice->sql, &call->fault, &total, list->count,
			SQL_WHOLE(call->shop));
	if (err != OK) {
		json_free(json);
		return err;
	}
	json_put_text(json, "next_cursor", next);
	json_put_whole(json, "now_at", call->now_s);
	if (since == 0 && !cursor.key && cursor.n < 0)
		json_put_whole(json, "total", total);
	return answer_json(call, 200, json);
}

enum err list_answer_one(
	struct call *call, const struct list *list, int status, int64_t n, int64_t shop)
{
	bool row = false;
	struct sql_query *query = sql_ask(
		call->practice->sql, &call->fault, list->one, SQL_WHOLE(n), SQL_WHOLE(shop));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	if (err == OK && row) {
		struct json *json = json_object();
		list->put(call, query, json);
		answer_json(call, status, json);
	} else if (err == OK) {
		answer_problem(call, 404, arena_print(&call->arena, "%s_not_found", list->noun),
			arena_print(&call->arena, "There is no such %s", list->noun),
			"%.60s is not known here", call->piece);
	}
	sql_done(query);
	return err;
}

enum err list_dump(struct call *call, const struct list *list, int64_t shop, struct json *array)
{
	const char *next;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault, list->rows,
		SQL_WHOLE(shop), SQL_WHOLE(0), SQL_WHOLE(-1), SQL_WHOLE(-1));
	if (!query)
		return ERR_STORE;
	enum err err = put_rows(call, list, query, array, INT64_MAX, &next);
	sql_done(query);
	return err;
}
