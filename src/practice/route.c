/*
 * route: the one table of paths, and what every question goes through: host, path, method, size,
 * token, idempotency key, JSON. Writes run in one transaction together with the answer that is kept
 * for their key. What stands behind each row is in *_routes.c and page.c.
 */
#include "practice/route.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/life.h"
#include "practice/wire_woo.h"

enum need {
	NEEDS_TOKEN = 1 << 0,
	NEEDS_KEY = 1 << 1,  /* Idempotency-Key */
	NEEDS_JSON = 1 << 2, /* an object in the body */
	WRITES = 1 << 3,
	CACHED = 1 << 4, /* carries an ETag */
};

static const struct route {
	const char *method, *path; /* NULL: any method; route_matches tells the path's form */
	enum err (*answer)(struct call *call);
	unsigned needs;
} routes[] = {
	{ "POST", "/v1/shops", shop_open, WRITES | NEEDS_KEY | NEEDS_JSON },
	{ "GET", "/v1/shop", shop_get, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/categories", category_list, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/goods", goods_list, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/goods/{}", goods_get, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/shelf", shelf_list, NEEDS_TOKEN | CACHED },
	{ "PUT", "/v1/shelf/{}", shelf_put, NEEDS_TOKEN | WRITES | NEEDS_KEY | NEEDS_JSON },
	{ "DELETE", "/v1/shelf/{}", shelf_drop, NEEDS_TOKEN | WRITES | NEEDS_KEY },
	{ "GET", "/v1/links", link_list, NEEDS_TOKEN | CACHED },
	{ "POST", "/v1/links", link_make, NEEDS_TOKEN | WRITES | NEEDS_KEY | NEEDS_JSON },
	{ "GET", "/v1/orders", order_list, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/orders/{}", order_get_one, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/ledger", ledger_list, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/earnings", earnings_get, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/payouts", payout_list, NEEDS_TOKEN | CACHED },
	{ "POST", "/v1/payouts", payout_ask, NEEDS_TOKEN | WRITES | NEEDS_KEY | NEEDS_JSON },
	{ "GET", "/v1/payouts/{}", payout_get, NEEDS_TOKEN | CACHED },
	{ "GET", "/v1/invites", planned, NEEDS_TOKEN },
	{ "GET", "/v1/recommenders", planned, NEEDS_TOKEN },
	{ "GET", "/v1/groups", planned, NEEDS_TOKEN },
	{ "GET", "/v1/campaigns", planned, NEEDS_TOKEN },
	{ "GET", "/v1/materials", planned, NEEDS_TOKEN },
	{ "GET", "/v1/after-sales", planned, NEEDS_TOKEN },
	{ "GET", "/v1/parcels", planned, NEEDS_TOKEN },
	{ "GET", "/v1/notices", planned, NEEDS_TOKEN },
	{ "GET", "/s/{}", page_show, WRITES },
	{ "POST", "/s/{}/order", page_order, WRITES },
	{ "GET", "/t/{}", page_short, 0 },
	{ "POST", "/taobao/router/rest", wire_taobao, 0 },
	{ "GET", "/taobao/router/rest", wire_taobao, 0 },
	{ "POST", "/jd/routerjson", wire_jd, 0 },
	{ "GET", "/jd/routerjson", wire_jd, 0 },
	{ "POST", "/pdd/api/router", wire_pdd, 0 },
	{ "POST", "/vip", wire_vip, 0 },
	{ "GET", "/pdd/register/{}", wire_pdd_register, WRITES },
	{ NULL, "/woo/wp-json/{*}", wire_woo, 0 },
	{ NULL, "/woo/", wire_woo, 0 },
	{ "GET", "/woo/product/{}/", woo_page_show, 0 },
	{ "POST", "/woo/product/{}/order", woo_page_order, 0 },
	{ "GET", "/practice/clock", clock_get, 0 },
	{ "POST", "/practice/clock", clock_advance, NEEDS_JSON },
	{ "POST", "/practice/fault", fault_arm, NEEDS_JSON },
	{ "DELETE", "/practice/fault", fault_clear, 0 },
	{ "POST", "/practice/goods/{}", goods_change, WRITES | NEEDS_JSON },
	{ "POST", "/practice/orders/{}", order_change, WRITES | NEEDS_JSON },
	{ "GET", "/practice/books", books_dump, 0 },
};
enum { ROUTES = sizeof(routes) / sizeof(routes[0]) };

enum err planned(struct call *call)
{
	return answer_problem(call, 501, "planned", "This is planned",
		"%s is named in the document and not offered yet", call->request->path);
}

bool route_matches(struct call *call, const char *path, const char *form)
{
	size_t before = strcspn(form, "{");
	if (strncmp(path, form, before) != 0)
		return false;
	if (!form[before])
		return path[before] == '\0';
	bool all = strcmp(form + before, "{*}") == 0;
	size_t length = all ? strlen(path + before) : strcspn(path + before, "/");
	if (length == 0 || strcmp(path + before + length, form + before + (all ? 3 : 2)) != 0)
		return false;
	call->piece = arena_bytes(&call->arena, path + before, length);
	return true;
}

static const struct route *find(struct call *call)
{
	const char *method = call->request->method;
	char allow[sizeof(call->response->allow)] = "";
	if (strcmp(method, "HEAD") == 0)
		method = "GET";
	for (int i = 0; i < ROUTES; i++) {
		if (!route_matches(call, call->request->path, routes[i].path))
			continue;
		if (!routes[i].method || strcmp(routes[i].method, method) == 0)
			return &routes[i];
		size_t length = strlen(allow);
		snprintf(allow + length, sizeof(allow) - length, "%s%s", length ? ", " : "",
			routes[i].method);
	}
	if (!allow[0]) {
		answer_problem(call, 404, "not_found", "There is nothing here",
			"%s is no path of this supplier", call->request->path);
		return NULL;
	}
	answer_problem(call, 405, "wrong_method", "This path does not know that method",
		"It knows %s", allow);
	memcpy(call->response->allow, allow, sizeof(allow));
	return NULL;
}

/* A page in a browser elsewhere must not reach the supplier through a name that points here. */
static bool host_is_ours(const struct call *call)
{
	const char *host = call->request->host;
	if (!host)
		return false;
	size_t name = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
	static const char *const ours[] = { "127.0.0.1", "localhost", "[::1]" };
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strlen(ours[i]) == name && strncmp(host, ours[i], name) == 0)
			return true;
	return false;
}

static bool within_limit(struct call *call)
{
	call->response->retry_after_s = practice_count_call(call->practice);
	if (!call->response->retry_after_s)
		return true;
	answer_problem(call, 429, "too_many", "Too many requests", "Ask again in %d seconds",
		call->response->retry_after_s);
	return false;
}

static bool find_shop(struct call *call)
{
	const char *header = call->request->authorization;
	struct fault ignored;
	if (!header || strncmp(header, "Bearer ", 7) != 0) {
		answer_problem(call, 401, "token_missing", "A token is needed",
			"Send Authorization: Bearer and the shop's token");
		return false;
	}
	if (sql_number(call->practice->sql, &ignored, &call->shop,
		    "SELECT n FROM shop WHERE token = ?1", SQL_TEXT(header + 7)) == OK)
		return true;
	answer_problem(call, 401, "token_wrong", "This token opens no shop",
		"Open the shop again with an invite code");
	return false;
}

static bool read_json(struct call *call)
{
	const struct request *request = call->request;
	if (!request->content_type || strncmp(request->content_type, "application/json", 16) != 0) {
		answer_problem(call, 415, "wrong_type", "The body must be JSON",
			"Send Content-Type: application/json");
		return false;
	}
	if (json_parse(request->body, request->length, &call->body, &call->fault) == OK &&
		json_is_object(call->body))
		return true;
	answer_problem(
		call, 400, "bad_json", "The body is not a JSON object", "%s", call->fault.text);
	return false;
}

static bool key_is_good(struct call *call)
{
	const char *key = call->request->key;
	size_t length = key ? strlen(key) : 0;
	bool good = length >= 8 && length <= 128;
	for (size_t i = 0; good && i < length; i++)
		good = key[i] > ' ' && key[i] <= '~';
	if (!good)
		answer_problem(call, 400, "idempotency_key_missing", "An Idempotency-Key is needed",
			"Send 8 to 128 printable characters, new for each thing to be done");
	return good;
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static int64_t content_hash(const struct request *request)
{
	uint64_t hash =
		hash_bytes(UINT64_C(0xcbf29ce484222325), request->method, strlen(request->method));
	hash = hash_bytes(hash, request->path, strlen(request->path) + 1);
	return (int64_t)hash_bytes(hash, request->body ? request->body : "", request->length);
}

/* Whose key it is: two shops may use the same. Before there is a shop, all share one room. */
static const char *key_scope(struct call *call)
{
	return arena_print(&call->arena, "%" PRId64, call->shop);
}

/* True = answered from what was kept, or with a conflict. */
static bool answer_kept(struct call *call)
{
	bool row = false;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT content, status, body FROM kept_answer WHERE scope = ?1 AND key = ?2",
		SQL_TEXT(key_scope(call)), SQL_TEXT(call->request->key));
	if (!query || sql_step(query, &row, &call->fault) != OK || !row) {
		sql_done(query);
		return false;
	}
	if (sql_whole(query, 0) != content_hash(call->request)) {
		answer_problem(call, 409, "idempotency_conflict",
			"This key was used for something else",
			"Use a new Idempotency-Key for a new request");
	} else {
		struct response *response = call->response;
		response->status = (int)sql_whole(query, 1);
		response->body = strdup(sql_text(query, 2));
		response->length = strlen(response->body);
		response->type = !response->length	  ? NULL
				 : response->status < 400 ? "application/json"
							  : "application/problem+json";
		response->replayed = true;
	}
	sql_done(query);
	return true;
}

static enum err keep_answer(struct call *call)
{
	const struct response *response = call->response;
	return sql_do(call->practice->sql, &call->fault,
		"INSERT INTO kept_answer(scope, key, content, status, body) VALUES (?1, ?2, ?3, "
		"?4, ?5)",
		SQL_TEXT(key_scope(call)), SQL_TEXT(call->request->key),
		SQL_WHOLE(content_hash(call->request)), SQL_WHOLE(response->status),
		SQL_TEXT(response->body ? response->body : ""));
}

static enum err write_in_transaction(struct call *call, const struct route *route)
{
	struct sql *sql = call->practice->sql;
	/* The scope of a key is the shop that asked; opening one gives call->shop a value later. */
	int64_t asker = call->shop;
	enum err err = sql_begin(sql, &call->fault);
	if (err == OK)
		err = route->answer(call);
	bool refused = err == OK && call->response->status >= 400;
	if (refused) {
		/* Whatever was written before the refusal goes; only the answer is kept. */
		sql_rollback(sql);
		err = sql_begin(sql, &call->fault);
	}
	call->shop = asker;
	if (err == OK && (route->needs & NEEDS_KEY))
		err = keep_answer(call);
	if (err == OK)
		err = sql_commit(sql, &call->fault);
	sql_rollback(sql);
	call->practice->revision++;
	return err;
}

/* The ETag names the state of the supplier and the question, so that 304 costs no reading. */
static bool answer_unchanged(struct call *call)
{
	const struct request *request = call->request;
	uint64_t hash =
		call->practice->started ^ (call->practice->revision * UINT64_C(0x9E3779B97F4A7C15));
	hash = hash_bytes(hash, request->path, strlen(request->path) + 1);
	for (size_t i = 0; i < request->query_count; i++) {
		hash = hash_bytes(hash, request->query[i].name, strlen(request->query[i].name) + 1);
		hash = hash_bytes(
			hash, request->query[i].value, strlen(request->query[i].value) + 1);
	}
	hash = hash_bytes(hash, (const char *)&call->shop, sizeof(call->shop));
	hash ^= (uint64_t)request->twist << 56;
	snprintf(call->response->etag, sizeof(call->response->etag), "W/\"%016" PRIx64 "\"", hash);
	if (!request->if_none_match || !strstr(request->if_none_match, call->response->etag + 2))
		return false;
	answer_empty(call, 304);
	return true;
}

static enum err answer_route(struct call *call, const struct route *route)
{
	if ((route->needs & NEEDS_TOKEN) && !find_shop(call))
		return OK;
	if ((route->needs & NEEDS_KEY) && !key_is_good(call))
		return OK;
	if ((route->needs & NEEDS_JSON) && !read_json(call))
		return OK;
	if ((route->needs & NEEDS_KEY) && answer_kept(call))
		return OK;
	if ((route->needs & CACHED) && answer_unchanged(call))
		return OK;
	if (route->needs & WRITES)
		return write_in_transaction(call, route);
	return route->answer(call);
}

static enum err answer_call(struct call *call)
{
	if (!host_is_ours(call))
		return answer_problem(call, 421, "wrong_host", "This is not that host",
			"This supplier answers only as 127.0.0.1 and localhost");
	const struct route *route = find(call);
	if (!route)
		return OK;
	if (call->request->length > REQUEST_MOST_BYTES)
		return answer_problem(call, 413, "too_large", "The body is too large",
			"At most %d bytes are read", REQUEST_MOST_BYTES);
	if (strncmp(call->request->path, "/v1/", 4) == 0 && !within_limit(call))
		return OK;
	enum err err = life_run(call->practice, &call->fault);
	call->now_s = call->practice->life_at;
	return err == OK ? answer_route(call, route) : err;
}

void route_answer(
	struct practice *practice, const struct request *request, struct response *response)
{
	struct call call = {
		.practice = practice, .request = request, .response = response, .piece = ""
	};
	if (answer_call(&call) != OK)
		answer_problem(&call, 500, "failed", "The supplier failed", "%s", call.fault.text);
	if (response->status >= 400)
		response->etag[0] = '\0';
	json_free(call.body);
	arena_clear(&call.arena);
}
