/* inside: see inside.h. A question is taken apart as the server does it, then route_answer decides. */
#include "tool/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/life.h"
#include "practice/people.h"
#include "practice/route.h"
#include "practice/wire.h"

enum { GOODS = 300, SHARE_EVERY_S = 15 * DAY_S };

/* Each is a platform of its own, with the same keys, and numbers its orders like the others. */
static struct world {
	struct practice practice;
	int64_t shop, shared_at;
} worlds[INSIDE_WORLDS], *here = worlds;

/* ---- questions */

static int nibble(char digit)
{
	return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

static char *decoded(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_take(arena, length + 1), *at = out;
	size_t i;

	for (i = 0; i < length; i++)
		if (text[i] == '%' && i + 2 < length) {
			*at++ = (char)(nibble(text[i + 1]) * 16 + nibble(text[i + 2]));
			i += 2;
		} else {
			*at++ = (char)(text[i] == '+' ? ' ' : text[i]);
		}
	*at = '\0';
	return out;
}

static void add(struct request *request, const char *name, const char *value)
{
	if (request->query_count < QUERY_MOST)
		request->query[request->query_count++] = (struct argument){ name, value };
}

static void read_query(const char *at, struct arena *arena, struct request *request)
{
	while (*at) {
		size_t length = strcspn(at, "&"), name = strcspn(at, "=&");

		add(request, decoded(arena, at, name),
			name < length ? decoded(arena, at + name + 1, length - name - 1) : "");
		at += length + (at[length] == '&');
	}
}

static void read_url(const char *url, struct arena *arena, struct request *request)
{
	const char *host = strstr(url, "//") + 2, *path = host + strcspn(host, "/");
	size_t length = strcspn(path, "?");

	request->host = "127.0.0.1:8080";
	request->path = length > 0 ? decoded(arena, path, length) : "/";
	if (path[length] == '?')
		read_query(path + length + 1, arena, request);
}

static const char *header(const struct http_question *question, const char *name)
{
	size_t i, length = strlen(name);

	for (i = 0; i < HTTP_HEADERS && question->headers[i]; i++)
		if (strncmp(question->headers[i], name, length) == 0)
			return question->headers[i] + length;
	return NULL;
}

static struct world *world_at(const char *url)
{
	return &worlds[strstr(url, "127.0.0.1:8081") ? 1 : 0];
}

void inside_answer(const struct http_question *question, const char *twist,
	struct inside_answer *answer)
{
	struct arena arena = { 0 };
	struct response response = { 0 };
	struct request request = { .method = question->method,
		.body = question->body ? question->body : "",
		.length = question->body_length,
		.authorization = header(question, "Authorization: "),
		.key = header(question, "Idempotency-Key: "),
		.content_type = header(question, "Content-Type: ") };
	int64_t delay_ms;
	size_t i;

	if (twist && !fault_kind_read(twist, &request.twist, &delay_ms))
		abort();
	read_url(question->url, &arena, &request);
	for (i = 0; i < question->form_count; i++)
		add(&request, question->form[i].name, question->form[i].value);
	route_answer(&world_at(question->url)->practice, &request, &response);
	*answer = (struct inside_answer){ .status = response.status,
		.retry_s = response.retry_after_s,
		.body = response.body ? response.body : strdup(""),
		.length = response.length,
		.json = response.type && strstr(response.type, "json") };
	arena_clear(&arena);
}

/* ---- its life */

/* Links live for a month: a shop that wants buyers shares again before they end. */
static enum err share(int64_t at, struct fault *fault)
{
	enum err err = sql_begin(here->practice.sql, fault);

	if (err == OK)
		err = people_share(&here->practice, here->shop, at, fault);
	if (err == OK)
		err = sql_commit(here->practice.sql, fault);
	sql_rollback(here->practice.sql);
	here->shared_at = at;
	return err;
}

static enum err live(int64_t until_s, struct fault *fault)
{
	enum err err = OK;

	while (err == OK && practice_now_s(&here->practice) < until_s) {
		int64_t now = practice_now_s(&here->practice);
		int64_t next = here->shared_at + SHARE_EVERY_S;

		if (now >= next && (err = share(now, fault)) != OK)
			break;
		next = now < next && next < until_s ? next : until_s;
		practice_advance(&here->practice, next - now);
		err = life_run(&here->practice, fault);
	}
	return err;
}

bool inside_live(int64_t until_s)
{
	struct world *before = here;
	struct fault fault;
	bool good = true;

	for (here = worlds; here < worlds + INSIDE_WORLDS; here++)
		good = good && (!here->practice.sql || live(until_s, &fault) == OK);
	here = before;
	return good;
}

static enum err open_shop(const struct wire_platform *platform, struct fault *fault)
{
	struct request request = { .method = "POST", .path = platform->path };
	struct call call = { .practice = &here->practice,
		.request = &request,
		.now_s = practice_now_s(&here->practice) };
	enum err err = wire_shop(&call, (enum platform)(platform - wire_platforms));

	here->shop = call.shop;
	if (err == OK)
		err = sql_do(here->practice.sql, fault, "UPDATE shop SET buyer_at = ?2 WHERE n = ?1",
			SQL_WHOLE(here->shop), SQL_WHOLE(call.now_s + HOUR_S));
	arena_clear(&call.arena);
	return err == OK ? share(call.now_s, fault) : err;
}

enum err inside_open(const struct inside_options *options, struct inside_account *account,
	struct fault *fault)
{
	const struct practice_options world = { .invite = "DEMO2026",
		.seed = options->seed,
		.now_s = options->now_s,
		.goods = GOODS,
		.buyers_per_day = options->visits_per_day,
		.monthly = true };
	const struct wire_platform *platform = wire_platforms;
	enum err err;

	while (strcmp(platform->name, options->platform) != 0)
		platform++;
	here = &worlds[options->world];
	memset(here, 0, sizeof *here);
	err = practice_open(&here->practice, &world, fault);
	snprintf(here->practice.base, sizeof here->practice.base, "http://127.0.0.1:8080");
	if (err == OK)
		err = open_shop(platform, fault);
	*account = (struct inside_account){ platform->path, platform->key, platform->secret,
		platform->pid };
	return err;
}

void inside_close(void)
{
	for (here = worlds; here < worlds + INSIDE_WORLDS; here++) {
		if (here->practice.sql)
			practice_close(&here->practice);
		memset(here, 0, sizeof *here);
	}
	here = worlds;
}

void inside_be(int world)
{
	here = &worlds[world];
}

bool inside_happen(int64_t sale, const char *event)
{
	char path[60], body[100];
	struct response response = { 0 };
	struct request request = { .method = "POST", .host = "127.0.0.1:8080",
		.content_type = "application/json", .path = path, .body = body };
	bool good;

	snprintf(path, sizeof path, "/practice/orders/O%07lld-1", (long long)sale);
	snprintf(body, sizeof body, "{\"event\":\"%s\",\"refund_id\":\"R-hand\"}", event);
	request.length = strlen(body);
	route_answer(&here->practice, &request, &response);
	good = response.status < 300;
	response_clear(&response);
	return good;
}

/* ---- its books */

static struct inside_sale read_sale(struct sql_query *query)
{
	return (struct inside_sale){ .n = sql_whole(query, 0),
		.state = order_state_find(sql_text(query, 1)),
		.paid = sql_whole(query, 2),
		.base = sql_whole(query, 3),
		.estimate = sql_whole(query, 4),
		.settled = sql_whole(query, 5),
		.fee = sql_whole(query, 6),
		.clawback = sql_whole(query, 7),
		.created_at = sql_whole(query, 8),
		.updated_at = sql_whole(query, 9),
		.quantity = sql_whole(query, 10),
		.returned = sql_whole(query, 11),
		.due = sql_whole(query, 12),
		.by_link = sql_whole(query, 13) != 0,
		.received_at = sql_whole(query, 14) };
}

void inside_sales(
	int64_t from_s, void (*look)(const struct inside_sale *sale, void *owner), void *owner)
{
	struct fault fault;
	bool row;
	struct sql_query *query = sql_ask(here->practice.sql, &fault,
		"SELECT n, state, paid, base, estimate, settled + bonus, fee, clawback, created_at,"
		" updated_at, quantity, returned, due_minor, link IS NOT NULL AND kind <> 'self', received_at"
		" FROM sale WHERE shop = ?1 AND updated_at >= ?2 ORDER BY updated_at, n",
		SQL_WHOLE(here->shop), SQL_WHOLE(from_s));

	if (!query)
		abort();
	while (sql_step(query, &row, &fault) == OK && row) {
		struct inside_sale sale = read_sale(query);

		look(&sale, owner);
	}
	sql_done(query);
}

int64_t inside_crowd(const char *state)
{
	struct fault fault;
	int64_t n = 0;

	if (sql_number(here->practice.sql, &fault, &n,
		    "SELECT min(n) FROM sale WHERE shop = ?1 AND state = ?2 GROUP BY updated_at"
		    " ORDER BY count(*) DESC, updated_at DESC LIMIT 1",
		    SQL_WHOLE(here->shop), SQL_TEXT(state)) != OK)
		return 0;
	return n;
}
