/*
 * supplier: one remote API as bytes in, records out. An adapter is const, does no I/O and is mostly
 * tables: ask_x fills a request, read_x turns bounded bytes into records. A NULL pair (or group)
 * means "not offered", and the screens say so. Read next: sample.c, the one to copy.
 */
#ifndef SUPPLIER_SUPPLIER_H
#define SUPPLIER_SUPPLIER_H

#include "base/arena.h"
#include "base/fault.h"
#include "conf/conf.h"
#include "conf/secret.h"
#include "model/earning.h"
#include "model/goods.h"
#include "model/link.h"
#include "model/order.h"
#include "model/payout.h"
#include "net/http.h"
#include "store/goods_store.h"
#include "store/shelf_store.h"

/* Who asks: one account at one moment. */
struct access {
	const struct account *account;
	const struct secret *secret; /* only `sign` looks at it */
	int64_t now_s;
	const char *key; /* idempotency key of a write, else NULL */
	/* The goods of a link or a detail as last seen, or NULL: its coupon or origin may have to go along;
	 * of several links, the first, whose origin is the others' too. */
	const struct goods *goods;
};

/* The bytes of an answer and where its records shall live. */
struct reading {
	const struct account *account; /* records carry its name as `supplier` */
	const char *bytes;
	size_t length;
	int64_t now_s;
	struct arena *arena;
	/* What was asked, where answers do not repeat it: the cursor of the page (NULL = first page),
	 * the goods and the channel of the link. */
	const char *cursor;
	const char *goods;
	enum channel channel;
};

struct goods_page {
	struct goods *rows;
	size_t count;
	const char *next; /* cursor or NULL: the last page */
	int64_t total;	  /* hits on the server, UNKNOWN if not said */
	int64_t now_at;	  /* the server's clock, 0 if not said */
};
struct order_page {
	struct order *rows;
	size_t count;
	const char *next;
	int64_t now_at;
	size_t hidden; /* left out: a recommender level beyond one (R33); to be told to the owner */
};
struct line_page {
	struct line *rows;
	size_t count;
	const char *next;
	int64_t now_at;
	size_t hidden;
};
/* A violation found after the fact: the order's commission is frozen until it is lifted. */
struct penalty {
	const char *supplier, *order; /* order: its sub_id */
	const char *word;             /* the platform's own word or code */
	bool lifted;                  /* the commission counts again */
	int64_t ordered_at;           /* when the order was made, 0: not said */
};
struct penalty_page {
	struct penalty *rows;
	size_t count;
	const char *next;
};
struct category_page {
	struct category *rows;
	size_t count;
};
struct link_page {
	struct link *rows; /* goods that could not be converted are missing */
	size_t count;
};

/* A walk through everything that changed since a moment: one of `parts` disjoint parts, from a
 * cursor. */
struct walk {
	int part, parts;    /* part 1..parts; parts 1 = everything */
	int64_t since;	    /* 0 = from the beginning */
	const char *cursor; /* NULL = first page */
	int feed;           /* of orders and lines: 1..feeds; 0 = there is only one */
	int64_t from, until; /* the span asked for where `window_s` is set: from ≤ time < until */
};

/* What a signature covers, for `signature`: the fields raw and in any order, and the body if it is
 * signed, too. */
struct signing {
	const struct http_field *fields; /* without "sign" */
	size_t count;
	const char *body;   /* or NULL */
	const char *secret; /* the app's secret */
	const char *method; /* the platform's word: "md5", "hmac-sha256" … or NULL: its usual one */
};

struct goods_calls {
	int walk_parts; /* into how many parts a walk may be split; 0 = no walk offered */
	enum err (*ask_search)(const struct access *, const struct goods_query *,
		const char *cursor, struct arena *, struct http_question *);
	enum err (*ask_walk)(
		const struct access *, const struct walk *, struct arena *, struct http_question *);
	enum err (*read_page)(const struct reading *, struct goods_page *, struct fault *);
	enum err (*ask_detail)(
		const struct access *, const char *id, struct arena *, struct http_question *);
	enum err (*read_detail)(const struct reading *, struct goods *, struct fault *);
	enum err (*ask_categories)(const struct access *, struct arena *, struct http_question *);
	enum err (*read_categories)(const struct reading *, struct category_page *, struct fault *);
	/* Lists made by the supplier (hot, coupons, 9.9 …): which there are, and one of them, which
	 * read_page reads. Without ask_topics they are fixed: read_topics gives them without an
	 * answer. */
	enum err (*ask_topics)(const struct access *, struct arena *, struct http_question *);
	enum err (*read_topics)(const struct reading *, struct category_page *, struct fault *);
	enum err (*ask_topic)(const struct access *, const char *topic, const char *cursor,
		struct arena *, struct http_question *);
	/* What is left of one coupon, where lists of goods do not say. */
	enum err (*ask_coupon)(const struct access *, const char *goods, const char *coupon,
		struct arena *, struct http_question *);
	enum err (*read_coupon)(const struct reading *, struct coupon *, struct fault *);
};
struct shelf_calls {
	enum err (*ask_put)(const struct access *, const struct shelf_entry *, struct arena *,
		struct http_question *);
	enum err (*ask_drop)(
		const struct access *, const char *id, struct arena *, struct http_question *);
};
struct link_calls {
	unsigned kinds; /* that its links can have: 1 << enum link_kind each */
	enum err (*ask_link)(const struct access *, const char *id, enum channel channel,
		struct arena *, struct http_question *);
	enum err (*read_link)(const struct reading *, struct link *, struct fault *);
	/* Up to `at_once` goods in one question, where offered. */
	int at_once;
	enum err (*ask_links)(const struct access *, const char *const *ids, size_t count, enum channel,
		struct arena *, struct http_question *);
	enum err (*read_links)(const struct reading *, struct link_page *, struct fault *);
};
/* How a walk through orders is cut: `feeds` disjoint lists, each in spans of at most `window_s`. */
struct order_calls {
	int feeds;        /* disjoint lists of the same kind of orders (R58); 0 = 1 */
	int window_s;     /* the longest span one question may cover; 0 = by `since` alone */
	int window_peak_s; /* the same while the platform's great sales last; 0 = as ever */
	int days_back;    /* how far back orders can be asked for; 0 = without end */
	int lag_s;        /* until ≤ now − lag: newer orders may still come in late */
	int overlap_s;    /* asked again before the last mark (R57) */
	enum err (*ask_orders)(
		const struct access *, const struct walk *, struct arena *, struct http_question *);
	enum err (*read_orders)(const struct reading *, struct order_page *, struct fault *);
	enum err (*ask_lines)(
		const struct access *, const struct walk *, struct arena *, struct http_question *);
	enum err (*read_lines)(const struct reading *, struct line_page *, struct fault *);
	/* Asking for lines takes a walk with its own feeds and window. A platform without a ledger serves
	 * its refunds here, as lines of kind CLAWBACK with the refund's id. read_lines without ask_lines:
	 * they stand in the answers to ask_orders, and are read out of these. */
	bool is_own_shop; /* of the owner herself: buyers pay her, and nobody settles or pays out later */
	bool has_ledger; /* lines tell all of the money; else they are made from orders (model/book) */
	int line_feeds, line_window_s, line_days_back;
	/* Where penalties are a list of their own; elsewhere they are a state of the order. */
	int penalty_window_s;
	enum err (*ask_penalties)(
		const struct access *, const struct walk *, struct arena *, struct http_question *);
	enum err (*read_penalties)(const struct reading *, struct penalty_page *, struct fault *);
};
struct payout_page {
	struct payout *rows;
	size_t count;
	const char *next;
};
/* Money to the owner, where it can be asked for; elsewhere it comes by itself. */
struct payout_calls {
	enum err (*ask_rules)(const struct access *, struct arena *, struct http_question *);
	enum err (*read_rules)(const struct reading *, struct payout_rules *, struct fault *);
	enum err (*ask_payouts)(
		const struct access *, const char *cursor, struct arena *, struct http_question *);
	enum err (*read_payouts)(const struct reading *, struct payout_page *, struct fault *);
	/* A write: access->key is its idempotency key. */
	enum err (*ask_request)(
		const struct access *, struct money amount, struct arena *, struct http_question *);
	enum err (*read_request)(const struct reading *, struct payout *, struct fault *);
};
struct shop_calls {
	/* Opening a shop with an invite code; the answer brings the token to keep. */
	enum err (*ask_open)(const struct access *, const char *invite, const char *name,
		struct arena *, struct http_question *);
	enum err (*read_opened)(const struct reading *, const char **token, struct fault *);
	enum err (*ask_test)(const struct access *, struct arena *, struct http_question *);
	/* Where a position must be registered before it earns (Pinduoduo's 备案): is it? And the link
	 * that registers it when it is opened in the platform's app: shown as a QR code, polled until
	 * the first says yes. */
	enum err (*ask_registered)(const struct access *, struct arena *, struct http_question *);
	enum err (*read_registered)(const struct reading *, bool *registered, struct fault *);
	enum err (*ask_register)(const struct access *, struct arena *, struct http_question *);
	enum err (*read_register)(const struct reading *, const char **url, struct fault *);
};

/* One thing that an account of a supplier holds, in words for the owner. These rows are the only place
 * of it: the check before anything is asked, the set-up, config show and doctor are made from them. */
struct account_need {
	const char *name;    /* of the option in shopkeeper.conf: "key", "secret", "pid" … */
	const char *words;   /* what the supplier calls it; N_() unless a proper name */
	const char *where;   /* N_(): where she finds it, in one sentence */
	const char *example; /* what it looks like; "" = like nothing */
	/* Why this text cannot be one, as N_() words; NULL: it can. NULL function: every text can. */
	const char *(*wrong)(const char *text);
	bool is_optional;
	bool is_rare; /* left to the configuration file: set-up does not ask for it */
};

/* A refusal by its code (one that ends in '*' stands for all that begin so) and the need it is about; NULL:
 * none. */
struct account_blame {
	const char *code, *need;
};

struct supplier {
	const char *id;	  /* "house" */
	const char *name; /* N_() words */
	/* The only hosts that are asked and whose links may be shared, NULL-terminated; NULL: the
	 * host of the account's own address. */
	const char *const *hosts;
	const char *address;  /* where it is asked unless the account names another; NULL: it must */
	int calls_per_minute; /* 0 = as fast as it answers */
	const struct account_need *needs; /* ends with a NULL name; NULL: nothing */
	/* What refusals are about where it is not the rule: of a login the secret, of a configuration the
	 * position. Ends with a NULL code; NULL: no exceptions. */
	const struct account_blame *blames;
	int key_days; /* a key lives so many days, then she makes a new one; 0 = without end */
	/* The signature alone, which `sign` adds; NULL: the platform wants none. */
	enum err (*signature)(
		const struct signing *, struct arena *, const char **text, struct fault *);
	/* Adds key, time, signature: the only function that sees the secret. */
	enum err (*sign)(
		const struct access *, struct arena *, struct http_question *, struct fault *);
	/* What is said where a web page came in place of an answer, or we are sent elsewhere: N_() words with
	 * the address (%.60s) and the status (%d); NULL: the usual ones. */
	const char *no_api, *elsewhere;
	/* Tells a refusal from an answer: OK = read it; else the fault says what to do. Asked by
	 * supplier_verdict alone. */
	enum err (*verdict)(const struct http_answer *, struct fault *);
	const struct goods_calls *goods;
	const struct shelf_calls *shelf;
	const struct link_calls *links;
	const struct order_calls *orders;
	const struct shop_calls *shop;
	const struct payout_calls *payouts;
};

/* suppliers.c: the table, NULL-terminated. */
extern const struct supplier *const suppliers[];
const struct supplier *supplier_find(const char *id); /* NULL if unknown */
/* What is wrong with the account before anything is asked: a missing key, a position (PID) that cannot
 * be one … ERR_CONF; the sentence says where to get it, `which` (may be NULL) gets the row. Secrets are
 * not looked at. */
MUST_USE enum err supplier_check_account(const struct supplier *supplier,
	const struct account *account, const struct account_need **which, struct fault *fault);
/* The same for one text of her own: OK if it is right or may be left out. */
MUST_USE enum err need_check(
	const struct account_need *need, const char *account, const char *text, struct fault *fault);
bool need_is_secret(const struct account_need *need);
/* The need that an answered refusal is about: where the cursor belongs. NULL: none of them. */
const struct account_need *supplier_blamed(const struct supplier *supplier, const struct fault *fault);
/* verdict.c: OK = read the answer. A web page and a redirection are judged here, for all suppliers; anything
 * else by the supplier. For the former the fault's server word is SUPPLIER_NO_API. */
#define SUPPLIER_NO_API "no_api"
MUST_USE enum err supplier_verdict(const struct supplier *supplier, const struct account *account,
	const struct http_answer *answer, struct fault *fault);
/* Judges the exact bytes of a link by the supplier's hosts; for an account whose address is a loopback
 * one (a practice supplier) by that host. */
MUST_USE enum err supplier_check_link(const struct supplier *supplier,
	const struct account *account, const char *url, struct fault *fault);

#endif
