/*
 * history: see history.h. Each order has a truth that goes on in steps, each step with a later time of
 * change; what is told are its states at some moments, then shuffled as networks and platforms do.
 */
#include "tool/history.h"

#include <stdio.h>

static const char *const sub_ids[HISTORY_ORDERS] = { "o-1", "o-2", "o-3" };

struct maker {
	uint64_t dice;
	struct history *history;
	struct order truth[HISTORY_ORDERS];
	int64_t clock;
	int lines;
};

/* xorshift64 */
uint64_t history_roll(uint64_t *dice, uint64_t limit)
{
	*dice ^= *dice << 13;
	*dice ^= *dice >> 7;
	*dice ^= *dice << 17;
	return *dice % limit;
}

static uint64_t roll(struct maker *maker, uint64_t limit)
{
	return history_roll(&maker->dice, limit);
}

static bool one_in(struct maker *maker, uint64_t count)
{
	return roll(maker, count) == 0;
}

static int64_t amount(struct maker *maker)
{
	switch (roll(maker, 16)) {
	case 0:
		return (int64_t)roll(maker, (uint64_t)MONEY_MOST);
	case 1:
		return (int64_t)roll(maker, 3);
	default:
		return (int64_t)roll(maker, 40000);
	}
}

/* Not by the program's own arithmetic: floor of the share, in halves that fit. */
static int64_t share(int64_t base, int32_t rate_bp)
{
	return base / 10000 * rate_bp + base % 10000 * rate_bp / 10000;
}

static void begin_order(struct maker *maker, int number)
{
	static const enum currency currencies[] = { CURRENCY_CNY, CURRENCY_CNY, CURRENCY_JPY,
		CURRENCY_KWD };
	enum currency currency = currencies[roll(maker, 4)];
	struct order *order = &maker->truth[number];

	*order = (struct order){ .supplier = "p",
		.id = sub_ids[number],
		.sub_id = sub_ids[number],
		.goods = "g",
		.title = "t",
		.state = one_in(maker, 2) ? ORDER_CREATED : ORDER_ESTIMATED,
		.state_word = "",
		.quantity = 1,
		.created_at = 86400,
		.rate_bp = (int32_t)roll(maker, 10001),
		.paid = { amount(maker), currency },
		.base = { 0, currency },
		.estimate = { 0, currency },
		.settled = { 0, currency },
		.fee = { 0, currency } };
	order->base = order->paid;
	order->estimate.minor = share(order->base.minor, order->rate_bp);
}

/* A part comes back: what counts grows smaller, and may grow again. */
static void refund(struct maker *maker, struct order *order)
{
	order->base.minor = order->paid.minor > 0
				    ? (int64_t)roll(maker, (uint64_t)order->paid.minor + 1)
				    : 0;
	order->estimate.minor = share(order->base.minor, order->rate_bp);
	if (order->state >= ORDER_SETTLED && !one_in(maker, 4))
		order->state = ORDER_CLAWBACK_DUE;
}

static void settle(struct maker *maker, struct order *order)
{
	order->state = ORDER_SETTLED;
	order->settled.minor = one_in(maker, 6) ? 0 : order->estimate.minor;
	if (order->settled.minor > 0 && one_in(maker, 4))
		order->settled.minor = (int64_t)roll(maker, (uint64_t)order->settled.minor + 1);
	order->fee.minor = one_in(maker, 8) ? amount(maker)
		: one_in(maker, 2)          ? share(order->settled.minor, 1000)
					    : 0;
}

static void go_on(struct maker *maker, struct order *order)
{
	switch (order->state) {
	case ORDER_APPROVED:
		settle(maker, order);
		break;
	case ORDER_INVALID:
	case ORDER_PUNISHED:
		order->state = ORDER_ESTIMATED;
		break;
	case ORDER_CLAWBACK_DUE:
		order->state = ORDER_CLAWED_BACK;
		break;
	case ORDER_CLAWED_BACK:
		break;
	case ORDER_UNKNOWN:
		order->state = (enum order_state)roll(maker, ORDER_STATE_COUNT);
		break;
	default:
		if (order->state < ORDER_PAID_OUT)
			order->state++;
	}
}

/* The next truth of an order. */
static void step(struct maker *maker, struct order *order)
{
	switch (roll(maker, 16)) {
	case 0:
		order->state = (enum order_state)roll(maker, ORDER_STATE_COUNT);
		break;
	case 1:
	case 2:
		refund(maker, order);
		break;
	case 3:
		order->state = order->state < ORDER_SETTLED ? ORDER_INVALID : order->state;
		break;
	case 4:
		order->state = order->state < ORDER_PAID_OUT ? ORDER_PUNISHED : order->state;
		break;
	case 5:
		order->estimate.minor = amount(maker);
		break;
	case 6:
		order->state = ORDER_UNKNOWN;
		break;
	default:
		go_on(maker, order);
	}
	order->updated_at = ++maker->clock;
}

/* ---- telling */

static struct told *tell(struct maker *maker, enum told_kind kind, int number)
{
	struct told *told = &maker->history->told[maker->history->count++];

	*told = (struct told){ .kind = kind, .number = number, .order = maker->truth[number] };
	return told;
}

/* The supplier's own line: a refund, or anything where it keeps the ledger. */
static void tell_line(struct maker *maker, int number)
{
	static const char *const ids[] = { "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8" };
	struct told *told = tell(maker, TOLD_LINE, number);
	bool refund = !maker->history->has_ledger;

	told->line = (struct line){ .supplier = "p",
		.id = ids[roll(maker, 8)],
		.kind = refund ? LINE_CLAWBACK : (enum line_kind)roll(maker, LINE_KIND_COUNT),
		.bucket = refund ? BUCKET_CLAWBACK : (enum bucket)roll(maker, BUCKET_COUNT),
		.order = sub_ids[number],
		.amount = { amount(maker), told->order.paid.currency },
		.at = ++maker->clock };
	if (refund || one_in(maker, 2))
		told->line.amount.minor = -told->line.amount.minor;
}

static void tell_something(struct maker *maker)
{
	struct history *history = maker->history;
	int number = (int)roll(maker, HISTORY_ORDERS);

	if ((history->refunds_told || history->has_ledger) && one_in(maker, 4)) {
		tell_line(maker, number);
		return;
	}
	step(maker, &maker->truth[number]);
	if (maker->truth[number].state == ORDER_PUNISHED && one_in(maker, 4))
		tell(maker, TOLD_LIFTED, number);
	else if (!one_in(maker, 8)) /* else this one was missed */
		tell(maker, TOLD_ORDER, number);
}

/* The same again, and some in another order. */
static void shuffle(struct maker *maker)
{
	struct history *history = maker->history;
	size_t i, other, once = history->count;

	while (history->count < HISTORY_MOST && !one_in(maker, 4)) {
		other = (size_t)roll(maker, once);
		history->told[history->count++] = history->told[other];
	}
	for (i = 0; i < history->count; i++) {
		struct told kept = history->told[i];

		if (!one_in(maker, 5))
			continue;
		other = (size_t)roll(maker, history->count);
		history->told[i] = history->told[other];
		history->told[other] = kept;
	}
}

void history_make(uint64_t seed, struct history *history)
{
	/* Seeds beside each other begin far from each other. */
	struct maker maker = { .dice = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15), .history = history };
	size_t wanted, i;

	history_roll(&maker.dice, 2);
	history->count = 0;
	history->has_ledger = one_in(&maker, 4);
	history->refunds_told = !history->has_ledger && one_in(&maker, 2);
	for (i = 0; i < HISTORY_ORDERS; i++)
		begin_order(&maker, (int)i);
	wanted = 1 + (size_t)roll(&maker, HISTORY_MOST - 4);
	while (history->count < wanted)
		tell_something(&maker);
	shuffle(&maker);
}
