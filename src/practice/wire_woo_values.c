/*
 * wire_woo_values: what WordPress's REST answers have in common, whatever they are about: refusals,
 * chosen members, pages with their totals in the head, moments without a zone, titles in HTML.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "practice/wire_woo.h"

enum { SHOP_ZONE_S = 8 * HOUR_S, PAGE_LONGEST = 100, PAGE_USUAL_HERE = 10 };

/* ---- refusals */

enum err woo_refuse(struct call *call, int status, const char *code, const char *message)
{
	struct json *root = json_object();
	json_put_text(root, "code", code);
	json_put_text(root, "message", message);
	json_put_whole(json_put_object(root, "data"), "status", status);
	return answer_json(call, status, root);
}

enum err woo_refuse_parameter(struct call *call, const char *name, const char *must)
{
	struct json *root = json_object();
	json_put_text(root, "code", "rest_invalid_param");
	json_put_text(root, "message", arena_print(&call->arena, "无效的参数：%s", name));
	struct json *data = json_put_object(root, "data");
	json_put_whole(data, "status", 400);
	json_put_text(json_put_object(data, "params"), name,
		arena_print(&call->arena, "%s must be %s", name, must));
	return answer_json(call, 400, root);
}

/* ---- members */

bool woo_wants(struct call *call, const char *name)
{
	const char *fields = request_query(call->request, "_fields");
	size_t length = strlen(name);
	for (const char *at = fields; at && *at; at += strcspn(at, ",")) {
		at += strspn(at, ", ");
		if (strncmp(at, name, length) == 0 && strchr(",", at[length]))
			return true;
	}
	return !fields;
}

void woo_text(struct call *call, struct json *object, const char *name, const char *text)
{
	if (woo_wants(call, name))
		json_put_text(object, name, text);
}

void woo_whole(struct call *call, struct json *object, const char *name, int64_t number)
{
	if (woo_wants(call, name))
		json_put_whole(object, name, number);
}

static const char *iso(struct call *call, int64_t at)
{
	time_t moment = (time_t)at;
	struct tm parts;
	char text[40] = "";
	if (!at || !gmtime_r(&moment, &parts))
		return NULL;
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
	return arena_text(&call->arena, text);
}

void woo_moment(struct call *call, struct json *object, const char *name, int64_t at)
{
	woo_text(call, object, name, iso(call, at ? at + SHOP_ZONE_S : 0));
	woo_text(call, object, arena_print(&call->arena, "%s_gmt", name), iso(call, at));
}

/* Every third carries a mark in tags, as shopkeepers like to do. */
const char *woo_title(struct call *call, int64_t n, const char *title)
{
	char *html = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&html, &length);
	if (!out)
		arena_out_of_memory();
	for (; *title; title++)
		if (strchr("&<>", *title))
			fprintf(out, "&#%d;", *title);
		else
			fputc(*title, out);
	if (n % 3 == 2)
		fputs(" <small>现货&nbsp;&amp;&nbsp;包邮</small>", out);
	if (fclose(out) != 0)
		arena_out_of_memory();
	const char *kept = arena_text(&call->arena, html);
	free(html);
	return kept;
}

/* ---- pages */

static bool read_whole(
	struct call *call, const char *name, int64_t most, int64_t usual, int64_t *number)
{
	*number = request_query(call->request, name) ? wire_whole(call, name, -1) : usual;
	if (*number >= 1 && *number <= most)
		return true;
	woo_refuse_parameter(call, name,
		arena_print(
			&call->arena, "between 1 (inclusive) and %" PRId64 " (inclusive)", most));
	return false;
}

static const char *list_words(struct call *call, const char *const *words)
{
	const char *list = "one of ";
	for (size_t i = 0; words[i]; i++)
		list = arena_print(&call->arena, "%s%s%s", list, i ? ", " : "", words[i]);
	return list;
}

bool woo_read_words(struct call *call, const char *name, const char *const *words)
{
	for (const char *at = request_query(call->request, name); at && *at;) {
		size_t length = strcspn(at, ","), i = 0;
		while (words[i] && (strncmp(words[i], at, length) != 0 || words[i][length]))
			i++;
		if (!words[i]) {
			woo_refuse_parameter(call, name, list_words(call, words));
			return false;
		}
		at += length + (at[length] == ',');
	}
	return true;
}

bool woo_read_page(struct call *call, const char *const *orders, struct woo_page *page)
{
	static const char *const ways[] = { "asc", "desc", NULL };
	const char *way = request_query(call->request, "order"),
		   *order_by = request_query(call->request, "orderby");
	if (!read_whole(call, "page", INT32_MAX, 1, &page->page) ||
		!read_whole(call, "per_page", PAGE_LONGEST, PAGE_USUAL_HERE, &page->size) ||
		!woo_read_words(call, "order", ways) || !woo_read_words(call, "orderby", orders))
		return false;
	page->upwards = way && strcmp(way, "asc") == 0;
	page->order_by = order_by ? order_by : orders[0];
	return true;
}

int64_t woo_read_moment(struct call *call, const char *name)
{
	const char *text = request_query(call->request, name),
		   *gmt = request_query(call->request, "dates_are_gmt");
	struct tm parts = { 0 };
	bool is_gmt = gmt && strcmp(gmt, "true") == 0;
	if (!text || !strptime(text, "%Y-%m-%dT%H:%M:%S", &parts))
		return 0;
	return (int64_t)timegm(&parts) - (is_gmt || strchr(text, 'Z') ? 0 : SHOP_ZONE_S);
}

static void put_encoded(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
			strchr("-._~", c))
			fputc(c, out);
		else
			fprintf(out, "%%%02X", c);
	}
}

/* The question again, with the next page; too long a one is left out. */
static void put_next(struct call *call, int64_t page)
{
	const struct request *request = call->request;
	char *next = call->response->next;
	size_t room = sizeof(call->response->next);
	FILE *out = fmemopen(next, room, "w");
	if (!out)
		arena_out_of_memory();
	fprintf(out, "<%s%s?", call->practice->base, request->path);
	for (size_t i = 0; i < request->query_count; i++) {
		if (strcmp(request->query[i].name, "page") == 0)
			continue;
		put_encoded(out, request->query[i].name);
		fputc('=', out);
		put_encoded(out, request->query[i].value);
		fputc('&', out);
	}
	fprintf(out, "page=%" PRId64 ">; rel=\"next\"", page);
	bool fits = !ferror(out) && ftell(out) < (long)room;
	if (fclose(out) != 0 || !fits)
		next[0] = '\0';
}

enum err woo_answer_list(
	struct call *call, struct json *rows, const struct woo_page *page, int64_t total)
{
	struct response *response = call->response;
	response->counted = true;
	response->rows = total;
	response->pages = (total + page->size - 1) / page->size;
	if (page->page < response->pages)
		put_next(call, page->page + 1);
	return answer_json(call, 200, rows);
}
