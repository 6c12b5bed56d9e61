/*
 * order: the tables behind the states, kinds and buckets of orders, and which state may
 * follow which. Read next: earning.c.
 */
#include "model/order.h"

#include <string.h>
#include "base/words.h"

static const struct {
	const char *id, *name;
	enum bucket bucket;
} states[] = {
#define X(name, id, words, bucket) [ORDER_##name] = { id, words, bucket },
	ORDER_STATES(X)
#undef X
};

static const struct {
	const char *id, *name;
} buckets[] = {
	[BUCKET_NONE] = { "none", N_("not counted") },
	[BUCKET_ESTIMATED] = { "estimated", N_("estimated") },
	[BUCKET_FROZEN] = { "frozen", N_("frozen") },
	[BUCKET_AVAILABLE] = { "available", N_("available") },
	[BUCKET_IN_WITHDRAWAL] = { "in_withdrawal", N_("being paid out") },
	[BUCKET_PAID_OUT] = { "paid_out", N_("paid out") },
	[BUCKET_INVALID] = { "invalid", N_("no commission") },
	[BUCKET_CLAWBACK] = { "clawback_due", N_("taken back") },
}, kinds[] = {
	[ORDER_SHARE] = { "share", N_("shared") },
	[ORDER_SELF] = { "self", N_("own purchase") },
	[ORDER_FRIEND] = { "friend", N_("bought for a friend") },
};

enum bucket bucket_find(const char *id)
{
	int i;

	for (i = BUCKET_NONE + 1; id && i < BUCKET_COUNT; i++)
		if (strcmp(buckets[i].id, id) == 0)
			return (enum bucket)i;
	return BUCKET_NONE;
}

static size_t bucket_row(enum bucket bucket)
{
	return (size_t)bucket < BUCKET_COUNT ? (size_t)bucket : BUCKET_NONE;
}

const char *bucket_id(enum bucket bucket)
{
	return buckets[bucket_row(bucket)].id;
}

const char *bucket_name(enum bucket bucket)
{
	return _(buckets[bucket_row(bucket)].name);
}

bool bucket_is_money(enum bucket bucket)
{
	return bucket == BUCKET_AVAILABLE || bucket == BUCKET_IN_WITHDRAWAL ||
		bucket == BUCKET_PAID_OUT || bucket == BUCKET_CLAWBACK;
}

enum order_state order_state_find(const char *id)
{
	int i;

	for (i = 0; id && i < ORDER_STATE_COUNT; i++)
		if (strcmp(states[i].id, id) == 0)
			return (enum order_state)i;
	return ORDER_UNKNOWN;
}

static size_t state_row(enum order_state state)
{
	return (size_t)state < ORDER_STATE_COUNT ? (size_t)state : ORDER_UNKNOWN;
}

const char *order_state_id(enum order_state state)
{
	return states[state_row(state)].id;
}

const char *order_state_name(enum order_state state)
{
	return _(states[state_row(state)].name);
}

enum bucket order_bucket(enum order_state state)
{
	return states[state_row(state)].bucket;
}

bool order_may_become(enum order_state from, enum order_state to)
{
	if ((size_t)from >= ORDER_STATE_COUNT || (size_t)to >= ORDER_STATE_COUNT)
		return false;
	/* A word this version does not know may hide any state: nothing is lost by showing it, and
	 * what follows it cannot be judged. */
	if (from == to || from == ORDER_UNKNOWN)
		return true;
	if (to == ORDER_UNKNOWN)
		return from != ORDER_PAID_OUT;
	if (from == ORDER_INVALID || from == ORDER_PUNISHED)
		return to >= ORDER_ESTIMATED;
	if (to == ORDER_INVALID)
		return from < ORDER_SETTLED;
	if (to == ORDER_PUNISHED)
		return from < ORDER_PAID_OUT;
	/* Rows stand in the order of life, what takes back behind what was paid out. */
	return to > from;
}

/* The latest time an answer tells: not each platform says each time when an order changed. */
static int64_t told_at(const struct order *order)
{
	const int64_t times[] = { order->paid_at, order->received_at, order->approved_at,
		order->settled_at };
	int64_t latest = order->updated_at;
	size_t i;

	for (i = 0; i < sizeof times / sizeof *times; i++)
		latest = times[i] > latest ? times[i] : latest;
	return latest;
}

bool order_may_follow(const struct order *last, const struct order *order)
{
	return told_at(order) >= told_at(last) && order_may_become(last->state, order->state) &&
		(order->paid.currency == last->paid.currency || last->state == ORDER_CREATED);
}

enum order_kind order_kind_find(const char *id)
{
	int i;

	for (i = 0; id && i < ORDER_KIND_COUNT; i++)
		if (strcmp(kinds[i].id, id) == 0)
			return (enum order_kind)i;
	return ORDER_SHARE;
}

const char *order_kind_id(enum order_kind kind)
{
	return kinds[(size_t)kind < ORDER_KIND_COUNT ? (size_t)kind : ORDER_SHARE].id;
}

const char *order_kind_name(enum order_kind kind)
{
	return _(kinds[(size_t)kind < ORDER_KIND_COUNT ? (size_t)kind : ORDER_SHARE].name);
}
