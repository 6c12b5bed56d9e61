/*
 * order: what somebody bought, and where its commission stands. The states are the canonical ones
 * of the trade; each supplier's own word is kept beside it. Estimates are never money.
 */
#ifndef MODEL_ORDER_H
#define MODEL_ORDER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/money.h"

enum bucket {
	BUCKET_NONE,
	BUCKET_ESTIMATED, /* not money */
	BUCKET_FROZEN,    /* not money yet: inside the protection window */
	BUCKET_AVAILABLE, /* settled, not paid out */
	BUCKET_IN_WITHDRAWAL,
	BUCKET_PAID_OUT,
	BUCKET_INVALID,
	BUCKET_CLAWBACK,
	BUCKET_COUNT
};
enum bucket bucket_find(const char *id); /* BUCKET_NONE for any other word: counted nowhere (R9) */
const char *bucket_id(enum bucket bucket); /* "estimated", "in_withdrawal" … as in the supplier API */
const char *bucket_name(enum bucket bucket); /* translated */
bool bucket_is_money(enum bucket bucket);    /* available, in withdrawal, paid out, clawback */

/* Name, id, words, bucket. The order of rows is the order of life. */
#define ORDER_STATES(X) \
	X(UNKNOWN, "unknown", N_("unknown"), BUCKET_NONE) \
	X(CREATED, "created", N_("not paid yet"), BUCKET_NONE) \
	X(ESTIMATED, "estimated", N_("estimated"), BUCKET_ESTIMATED) \
	X(GROUPED, "grouped", N_("group full"), BUCKET_ESTIMATED) \
	X(RECEIVED, "received", N_("received"), BUCKET_FROZEN) \
	X(APPROVED, "approved", N_("approved"), BUCKET_FROZEN) \
	X(SETTLED, "settled", N_("settled"), BUCKET_AVAILABLE) \
	X(PAID_OUT, "paid_out", N_("paid out"), BUCKET_PAID_OUT) \
	X(INVALID, "invalid", N_("no commission"), BUCKET_INVALID) \
	X(PUNISHED, "punished", N_("penalty"), BUCKET_INVALID) \
	X(CLAWBACK_DUE, "clawback_due", N_("to be taken back"), BUCKET_CLAWBACK) \
	X(CLAWED_BACK, "clawed_back", N_("taken back"), BUCKET_CLAWBACK)

enum order_state {
#define X(name, id, words, bucket) ORDER_##name,
	ORDER_STATES(X)
#undef X
	ORDER_STATE_COUNT
};
enum order_state order_state_find(const char *id); /* ORDER_UNKNOWN for any other word (R9) */
const char *order_state_id(enum order_state state);
const char *order_state_name(enum order_state state); /* translated */
enum bucket order_bucket(enum order_state state);
/* R8: may an order last seen in `from` be in `to` now? Never back, PAID_OUT only to a clawback (its own
 * ledger line). What has no commission, or a penalty, may earn again (paid after all, penalty lifted); and as
 * answers in between may be missed, any step forward may skip others. */
bool order_may_become(enum order_state from, enum order_state to);

enum order_kind { ORDER_SHARE, ORDER_SELF, ORDER_FRIEND, ORDER_KIND_COUNT };
enum order_kind order_kind_find(const char *id); /* ORDER_SHARE for any other word */
const char *order_kind_id(enum order_kind kind);
const char *order_kind_name(enum order_kind kind); /* translated */

struct order {
	const char *supplier;
	const char *id;     /* what the buyer knows */
	const char *sub_id; /* unique within the supplier: one line of an order */
	const char *goods, *title;
	enum order_kind kind;
	enum order_state state;
	const char *state_word;     /* the supplier's own word or code */
	const char *reason;         /* key of the plain words for "why no commission", or NULL */
	const char *channel, *link; /* ids or NULL */
	int64_t quantity;
	struct money paid, base, estimate, settled, fee;
	int32_t rate_bp;
	int64_t created_at, paid_at, received_at, approved_at, settled_at, updated_at; /* 0: not yet */
};

/* May an answer take the place of the last one that was taken? It must not be older, nor a step back (R8), nor
 * in another currency once something was counted. */
bool order_may_follow(const struct order *last, const struct order *order);

#endif
