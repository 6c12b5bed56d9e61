/* ask: a practice supplier in memory with a stopped clock, and questions to it without a socket. */
#ifndef TESTS_PRACTICE_ASK_H
#define TESTS_PRACTICE_ASK_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/life.h"
#include "practice/route.h"

enum { NOW = 1795392000 }; /* 2026-11-23 08:00 in Shanghai, a Monday */

struct stage {
	struct practice practice;
	struct response response;
	struct json *json; /* of the last answer, NULL if it was none */
	char token[80], bearer[100];
	int keys;
	enum fault_kind twist;
};

static inline struct practice_options usual_options(void)
{
	return (struct practice_options){
		.invite = "DEMO2026", .seed = 7, .now_s = NOW, .goods = 300
	};
}

/* `path` may carry a query, already decoded. Returns the status. */
static inline int ask_request(struct stage *stage, struct request *request, const char *target)
{
	char text[2000];
	snprintf(text, sizeof(text), "%s", target);
	char *query = strchr(text, '?');
	if (query)
		*query++ = '\0';
	request->path = text;
	request->host = request->host ? request->host : "127.0.0.1:8080";
	request->twist = stage->twist;
	for (char *rest, *pair = query ? strtok_r(query, "&", &rest) : NULL; pair;
		pair = strtok_r(NULL, "&", &rest)) {
		char *equals = strchr(pair, '=');
		*equals = '\0';
		request->query[request->query_count++] = (struct argument){ pair, equals + 1 };
	}
	json_free(stage->json);
	stage->json = NULL;
	response_clear(&stage->response);
	route_answer(&stage->practice, request, &stage->response);
	struct fault fault;
	if (stage->response.type && strstr(stage->response.type, "json"))
		assert_int_equal(json_parse(stage->response.body, stage->response.length,
					 &stage->json, &fault),
			OK);
	return stage->response.status;
}

/* With the shop's token, and a new key and JSON body for writes. */
static inline int ask(struct stage *stage, const char *method, const char *target, const char *body)
{
	char key[40];
	snprintf(key, sizeof(key), "test-key-%d", ++stage->keys);
	struct request request = { .method = method,
		.authorization = stage->bearer,
		.key = key,
		.body = body ? body : "",
		.length = body ? strlen(body) : 0,
		.content_type = body ? "application/json" : NULL };
	return ask_request(stage, &request, target);
}

static inline const char *text_at(struct stage *stage, const char *path)
{
	const char *text = json_raw(json_at(stage->json, path));
	return text ? text : "(none)";
}

static inline int64_t whole_at(const struct json *json, const char *path)
{
	int64_t number = INT64_MIN;
	if (!json_whole(json_at(json, path), &number))
		fail_msg("no whole number at %s", path);
	return number;
}

static inline void begin(struct stage *stage, const struct practice_options *options)
{
	struct fault fault = { 0 };
	memset(stage, 0, sizeof(*stage));
	assert_int_equal(practice_open(&stage->practice, options, &fault), OK);
	snprintf(stage->practice.base, sizeof(stage->practice.base), "http://127.0.0.1:8080");
	assert_int_equal(
		ask(stage, "POST", "/v1/shops", "{\"invite_code\":\"DEMO2026\",\"name\":\"小王\"}"),
		201);
	snprintf(stage->token, sizeof(stage->token), "%s", text_at(stage, "token"));
	snprintf(stage->bearer, sizeof(stage->bearer), "Bearer %s", stage->token);
}

static inline void end(struct stage *stage)
{
	json_free(stage->json);
	response_clear(&stage->response);
	practice_close(&stage->practice);
}

static inline void pass_days(struct stage *stage, int days)
{
	char body[60];
	snprintf(body, sizeof(body), "{\"advance_s\":%d}", days * DAY_S);
	assert_int_equal(ask(stage, "POST", "/practice/clock", body), 200);
}

/* Makes a link for the goods and returns its code. */
static inline void make_link(struct stage *stage, const char *goods, char code[20])
{
	char body[100];
	snprintf(body, sizeof(body), "{\"goods_id\":\"%s\",\"channel\":\"moments\"}", goods);
	assert_int_equal(ask(stage, "POST", "/v1/links", body), 201);
	snprintf(code, 20, "%s", strstr(text_at(stage, "url"), "/s/") + 3);
}

/* A buyer orders from the page. */
static inline int order_now(struct stage *stage, const char *code, const char *fields)
{
	char target[200];
	snprintf(target, sizeof(target), "/s/%s/order?%s", code, fields);
	return ask(stage, "POST", target, NULL);
}

/* Sets price, rate and no coupon, so that amounts can be foretold. */
static inline void price_goods(struct stage *stage, const char *goods, int price, int rate_bp)
{
	char target[60], body[120];
	snprintf(target, sizeof(target), "/practice/goods/%s", goods);
	snprintf(body, sizeof(body),
		"{\"price_minor\":%d,\"rate_bp\":%d,\"coupon\":null,\"stock\":1000}", price,
		rate_bp);
	assert_int_equal(ask(stage, "POST", target, body), 200);
}

#endif
