/*
 * inside: the practice supplier inside a test program, without sockets: what a platform answers to
 * a question, and its own books to compare with. It is linked as one object with all other names
 * hidden (rooms.mk), so that it shares not even its clock with the shop that asks.
 */
#ifndef TOOL_INSIDE_H
#define TOOL_INSIDE_H

#include "model/order.h"
#include "net/http.h"

struct inside_options {
	int world; /* 0 at 127.0.0.1:8080, 1 at 127.0.0.1:8081 */
	const char *platform; /* "taobao", "jd", "pdd", "vip", "woocommerce" */
	uint64_t seed;
	int64_t now_s;
	int visits_per_day; /* four of ten buy */
};
struct inside_account {
	const char *path, *key, *secret, *pid;
};
/* Makes this world and chooses it. */
MUST_USE enum err inside_open(const struct inside_options *options, struct inside_account *account,
	struct fault *fault);
void inside_close(void); /* all of them */
enum { INSIDE_WORLDS = 2 };
/* Whose orders inside_happen, inside_sales and inside_crowd mean. */
void inside_be(int world);

struct inside_answer {
	int status, retry_s;
	char *body; /* malloc */
	size_t length;
	bool json;
};
/* `twist` is a fault's name that the platform tells in its own words ("429"), or NULL. */
void inside_answer(const struct http_question *question, const char *twist,
	struct inside_answer *answer);

/* Lets all of them live on up to this moment. */
bool inside_live(int64_t until_s);
/* Something happens to the order: "refund", "pay", "cancel" … as at /practice/orders. */
bool inside_happen(int64_t sale, const char *event);

/* ---- its books */
struct inside_sale {
	int64_t n;
	enum order_state state;
	int64_t due, paid, base, estimate, settled, fee, clawback; /* settled: with the bonus */
	int64_t created_at, received_at, updated_at, quantity, returned;
	bool by_link; /* and not bought by herself */
};
/* Calls `look` for each sale that changed at `from` or later, oldest change first. */
void inside_sales(int64_t from_s, void (*look)(const struct inside_sale *sale, void *owner),
	void *owner);
/* The first of the largest group that changed in the same second and is in this state; 0: none. */
int64_t inside_crowd(const char *state);

#endif
