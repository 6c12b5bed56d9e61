/*
 * route: a question in, an answer out, without sockets: server.c fills a request from the wire,
 * tests fill one by hand. One table says which path and method leads to which function and what it
 * needs.
 */
#ifndef PRACTICE_ROUTE_H
#define PRACTICE_ROUTE_H

#include <stdarg.h>
#include <stddef.h>
#include "base/arena.h"
#include "net/json.h"
#include "practice/fault.h"
#include "practice/practice.h"

enum { REQUEST_MOST_BYTES = 64 * 1024, QUERY_MOST = 32 };

struct argument {
	const char *name, *value;
};

struct request {
	const char *method, *path; /* the path is decoded, without the question mark */
	struct argument query[QUERY_MOST];
	size_t query_count;
	const char *body; /* NUL-terminated */
	size_t length;
	/* headers, NULL if absent */
	const char *host, *authorization, *key, *if_none_match, *content_type;
	enum fault_kind
		twist; /* FAULT_HOSTILE and such: how the answer is to be spoilt from inside */
};

struct response {
	int status;
	const char *type; /* NULL: no body */
	char *body;	  /* malloc; given to the caller */
	size_t length;
	char etag[48], location[120], allow[40]; /* "" = no such header */
	int retry_after_s;			 /* 0 = no such header */
	bool replayed;
	/* Of WordPress: how many rows and pages there are, and where the next page is. */
	bool counted;
	int64_t rows, pages;
	char next[500]; /* "" = none */
};

/* One question being answered. */
struct call {
	struct practice *practice;
	const struct request *request;
	struct response *response;
	struct arena arena; /* until the answer is made */
	struct json *body;  /* of a write, an object; NULL if there is none */
	const char *piece;  /* what stands for {} in the path, or "" */
	int64_t shop;	    /* whose token it is; 0 where none is needed */
	int64_t stall;	    /* whose goods are meant (goods.h); 0 = the house's */
	int64_t now_s;
	struct fault fault;
};

/* Answers. The response must be empty (zeroed); it is always filled. Not thread-safe: one at a
 * time. */
void route_answer(
	struct practice *practice, const struct request *request, struct response *response);
void response_clear(struct response *response);
/* Does the path have this form? {} stands for one piece, {*} for all the rest; it is copied out. */
bool route_matches(struct call *call, const char *path, const char *form);

/* ---- for the functions behind the table; each returns OK so that they can `return answer_…` */
const char *request_query(const struct request *request, const char *name); /* NULL if absent */
/* Takes the JSON; frees it. */
enum err answer_json(struct call *call, int status, struct json *json);
enum err answer_problem(struct call *call, int status, const char *code, const char *title,
	const char *detail, ...) PRINTF_LIKE(5, 6);
enum err answer_html(struct call *call, int status, char *html, size_t length); /* takes html */
enum err answer_empty(struct call *call, int status);
/* Reads the body's fields; false = answered with 400 already. */
bool call_read(struct call *call, const struct json_field *fields, size_t count, void *record);
/* Reads a whole number from the query, or `absent`; false = answered with 400 already. */
bool call_number(struct call *call, const char *name, int64_t least, int64_t most, int64_t absent,
	int64_t *number);

/* ---- lists: {"items": […], "next_cursor": …, "now_at": …} */
struct cursor {
	int64_t key, n; /* the last row that was given */
	bool given;	/* false: from the beginning */
};
/* False = answered with 400 already. `kind` tells one order of rows from another. */
bool cursor_read(struct call *call, char kind, struct cursor *cursor);
char *cursor_print(struct call *call, char kind, int64_t key, int64_t n);

/* A list whose rows are kept in ascending (key, n) and belong to a shop. */
struct list {
	/* SELECT n, key, … WHERE shop = ?1 AND (key, n) > (?2, ?3) ORDER BY key, n LIMIT ?4 */
	const char *rows;
	const char *count; /* SELECT count(*) … WHERE shop = ?1 */
	/* The same columns … WHERE n = ?1 AND (?2 = 0 OR shop = ?2), and what a row is called. */
	const char *one, *noun;
	const char *since; /* name of the parameter that sets the first key, or NULL */
	char kind;
	void (*put)(struct call *call, struct sql_query *query, struct json *object);
};
enum err list_answer(struct call *call, const struct list *list);
/* The row of this number, or 404; shop 0: whoever's it is. */
enum err list_answer_one(
	struct call *call, const struct list *list, int status, int64_t n, int64_t shop);
/* All rows into `array`, for the books. */
enum err list_dump(struct call *call, const struct list *list, int64_t shop, struct json *array);
enum { PAGE_MOST = 100, PAGE_USUAL = 50 };

/* ---- what the table leads to */
enum err goods_list(struct call *call);
enum err goods_get(struct call *call);
enum err goods_change(struct call *call);
enum err category_list(struct call *call);
enum err shop_open(struct call *call);
enum err shop_get(struct call *call);
enum err shelf_list(struct call *call);
enum err shelf_put(struct call *call);
enum err shelf_drop(struct call *call);
enum err link_list(struct call *call);
enum err link_make(struct call *call);
enum err order_list(struct call *call);
enum err order_get_one(struct call *call);
enum err order_change(struct call *call);
enum err ledger_list(struct call *call);
enum err earnings_get(struct call *call);
enum err payout_list(struct call *call);
enum err payout_ask(struct call *call);
enum err payout_get(struct call *call);
enum err books_dump(struct call *call);
enum err clock_get(struct call *call);
enum err clock_advance(struct call *call);
enum err fault_arm(struct call *call);
enum err fault_clear(struct call *call);
enum err page_show(struct call *call);
enum err page_order(struct call *call);
enum err page_short(struct call *call);
enum err planned(struct call *call);

#endif
