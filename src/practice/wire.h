/*
 * wire: the practice supplier plays real platforms as well: the same goods, orders and books in the
 * shape that each platform's documents describe, on a path of its own. What all share is here: the
 * door (key, clock, signature), goods, links and orders as rows. Each platform's words are in
 * wire_<name>*.c. It shares nothing with the client that asks: both are written from the same
 * documents.
 */
#ifndef PRACTICE_WIRE_H
#define PRACTICE_WIRE_H

#include <stdio.h>
#include "practice/goods_json.h"
#include "practice/sale.h"

enum platform { PLATFORM_TAOBAO, PLATFORM_JD, PLATFORM_PDD, PLATFORM_VIP, PLATFORM_WOO, PLATFORMS };

/* Fixed keys: whoever starts the program may read them in --help and in the line it prints. */
struct wire_platform {
	const char *name, *path;
	const char *key, *secret, *pid;
	const char *ids[2]; /* what stands before and after the goods' own id */
	int64_t first;	    /* where ids are numbers, that of goods 0 */
	int64_t percent;    /* of what the house has, how much is offered here */
};
extern const struct wire_platform wire_platforms[PLATFORMS];
/* "taobao /taobao/router/rest KEY SECRET PID" and so on, each after `before`. */
void wire_print_keys(FILE *out, const char *before);

enum err wire_taobao(struct call *call);
enum err wire_jd(struct call *call);
enum err wire_pdd(struct call *call);
enum err wire_vip(struct call *call);
enum err wire_woo(struct call *call);
enum err wire_pdd_register(struct call *call);

/* Is this a fault (401, 429, 503; of WooCommerce 500, too) that the platform at this path tells in
 * its own words? */
bool wire_tells(const char *path, enum fault_kind kind);

/* ---- the door */

enum wire_fault {
	WIRE_FINE,
	WIRE_QUOTA,
	WIRE_BUSY,
	WIRE_EXPIRED,
	WIRE_LACKS, /* a parameter that all questions need */
	WIRE_VALUE, /* one of them has a value that it cannot have */
	WIRE_KEY,
	WIRE_TIME,
	WIRE_SIGN,
	WIRE_FAULTS
};

/* The oldest moment that can be asked for: ninety days ago on every platform, a little more while
 * our clock runs ahead of the asker's. */
int64_t wire_oldest(const struct call *call);

struct wire_door {
	enum platform platform;
	const char *key, *time; /* names of these parameters */
	bool unix_time;		/* else text in Beijing */
	const char *const *needed;
	const char *const (*fixed)[2]; /* name and the only value, ended by NULL; may be absent */
};
/* A fault that was asked for, or the quota. */
enum wire_fault wire_trouble(struct call *call);
/* What is wrong with the question before its method is looked at; `about` names the parameter that is
 * missing or has a wrong value. */
enum wire_fault wire_check(struct call *call, const struct wire_door *door, const char **about);

enum wire_digest { WIRE_MD5, WIRE_HMAC_MD5, WIRE_HMAC_SHA256, WIRE_HMAC_MD5_BODY };
/* wire_sign.c: is `sign` the upper-case hex of the digest over the names and values of all other
 * parameters, sorted by name (and the body, for the last kind)? */
bool wire_signature_is_right(
	struct call *call, enum wire_digest digest, const char *secret, const char *sign);

/* wire_sign.c: does the head carry the platform's key and secret (Authorization: Basic)? */
bool wire_basic_is_right(struct call *call, const struct wire_platform *platform);

/* The methods of a platform, ended by a NULL name; the row's function answers. */
struct wire_method {
	const char *name;
	enum err (*answer)(struct call *call);
};
const struct wire_method *wire_method(
	const struct wire_method *rows, const char *name); /* or NULL */

/* ---- values */

const char *wire_yuan(struct call *call, int64_t minor);      /* "39.90" */
const char *wire_percent(struct call *call, int64_t rate_bp); /* "12.50" */
const char *wire_beijing(struct call *call, int64_t at);      /* "2026-11-23 08:00:00" */
/* Of "39.90"; 0 for anything else and for NULL. */
int64_t wire_minor(const char *yuan);
bool wire_moment(const char *text, int64_t *at); /* of such a text; false if it is none */
const char *wire_number(struct call *call, int64_t number);
/* A whole number from a parameter, or `absent`; also for what is too large to be counted with. */
int64_t wire_whole(struct call *call, const char *name, int64_t absent);
/* The same from a member of a JSON object. */
int64_t wire_member(const struct json *object, const char *name, int64_t absent);

const char *wire_goods_id(struct call *call, enum platform platform, int64_t n);
int64_t wire_goods_find(enum platform platform, const char *id); /* 0 if it is no such id */
/* The same for the house's own or any platform's. */
int64_t wire_goods_find_any(const char *id);

/* ---- goods */

enum wire_sort { WIRE_BY_SALES, WIRE_BY_PRICE, WIRE_BY_COMMISSION, WIRE_BY_RATE, WIRE_BY_AGE };
struct wire_wish {
	const char *words;
	uint32_t categories;					/* a bit for each; 0 = all */
	int64_t price_from, price_to, rate_from_bp, rate_to_bp; /* 0 = no bound */
	bool has_coupon;
	const char *only;      /* NULL, or the numbers of the goods between commas: ",1,2," */
	int64_t changed_since; /* 0 = whenever */
	bool counts_all;       /* no platform of the unions tells more than 10,000 */
	enum wire_sort sort;
	bool upwards;
	int64_t page, size; /* pages from 1 */
};
struct wire_page {
	struct wares *rows;
	size_t count;
	int64_t total;
};
enum err wire_search(struct call *call, const struct wire_wish *wish, struct wire_page *page);
/* One goods by its id on the platform; ERR_NOTHING if there is none. */
enum err wire_load(struct call *call, enum platform platform, const char *id, struct wares *wares);
/* The categories whose ids (one for each, in our order) stand in a list with commas; those of
 * others count as one that holds nothing. 0 for NULL: all. */
uint32_t wire_categories(const char *list, const int64_t ids[CATEGORIES]);
bool wire_coupon_works(struct call *call, const struct wares *wares);

/* ---- the shop behind the keys, its links and orders */

/* Where the numbers of its goods begin (goods.h). */
int64_t wire_stall(enum platform platform);
/* Opens it, and fills the platform's stall, with the first question. */
enum err wire_shop(struct call *call, enum platform platform);

struct wire_link {
	const char *url, *brief, *code;
};
enum err wire_link(struct call *call, int64_t goods, const char *channel, struct wire_link *link);

enum wire_when { WIRE_CREATED, WIRE_PAID, WIRE_SETTLED, WIRE_UPDATED };
struct wire_span {
	enum wire_when when;
	int64_t from, until;	   /* from ≤ time < until */
	int64_t after_at, after_n; /* the last row given, 0 = from the beginning */
	int64_t skip, most;
	bool punished;		   /* only those, and those that were pardoned */
	int64_t only;		   /* 0, or the number of the one meant */
	bool by_number, downwards; /* in another order; for `skip`, not for `after` */
};
struct wire_sale {
	struct sale sale;
	const char *title, *channel;
	int64_t at; /* the time that was compared */
};
struct wire_sales {
	struct wire_sale *rows;
	size_t count;
	int64_t total; /* in the whole span */
};
enum err wire_sales(struct call *call, const struct wire_span *span, struct wire_sales *sales);

struct wire_refund {
	int64_t n, sale, at, back; /* n: of the ledger's line; back ≥ 0 */
	const char *id;
};
struct wire_refunds {
	struct wire_refund *rows;
	size_t count;
};
/* What was taken back after settlement, in the order of time; `when` is not looked at. */
enum err wire_refunds(
	struct call *call, const struct wire_span *span, struct wire_refunds *refunds);

#endif
