/*
 * ledger: see ledger.h. Lines made here are named "book <order> <number>", counted from 1 for each
 * order, and "<refund> <number>", from 2 on, where a refund was corrected.
 *
 * Facts in the store:
 *   penalty.<account>.<order>   the platform's word while a penalty holds, "." once it was lifted
 *   beneath.<account>.<order>   what the order is beneath the penalty: state, and reason if it has one
 */
#include "desk/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/words.h"
#include "model/book.h"
#include "model/bridge.h"
#include "store/order_store.h"

/* ---- penalties: a list of their own lies over the orders, which do not tell of them */

static const char *penalty_fact(struct arena *arena, const struct work *work, const char *order)
{
	return arena_print(arena, "penalty.%s.%s", work->account->name, order);
}

static const char *penalty_of(struct work *work, const char *order, struct arena *arena)
{
	const char *word;

	if (!work->supplier->orders->ask_penalties)
		return NULL;
	word = store_get(&work->desk->store, arena, penalty_fact(arena, work, order));
	return word && *word ? word : NULL;
}

static bool is_lifted(const char *penalty)
{
	return penalty && !strcmp(penalty, ".");
}

static const char *beneath_fact(struct arena *arena, const struct order *order)
{
	return arena_print(arena, "beneath.%s.%s", order->supplier, order->sub_id);
}

/* The order as it would be without its penalty, where that was noted. */
static void uncover(struct store *store, struct order *order, struct arena *arena)
{
	const char *noted = store_get(store, arena, beneath_fact(arena, order));
	size_t length = noted ? strcspn(noted, " ") : 0;

	if (order->state != ORDER_PUNISHED || length == 0)
		return;
	order->state = order_state_find(arena_bytes(arena, noted, length));
	order->reason = noted[length] ? noted + length + 1 : NULL;
}

/* Covers the order with a penalty and notes what it is beneath, unless an older answer tells that. */
static enum err punish(
	struct store *store, struct order *order, struct arena *arena, struct fault *fault)
{
	struct order *last = order_get(store, arena, order->supplier, order->sub_id);
	enum err err = OK;

	if (last)
		uncover(store, last, arena);
	if (order->state != ORDER_PUNISHED && (!last || order_may_follow(last, order)))
		err = store_put(store, beneath_fact(arena, order),
			arena_print(arena, "%s%s%s", order_state_id(order->state),
				order->reason ? " " : "", order->reason ? order->reason : ""),
			fault);
	order->state = ORDER_PUNISHED;
	order->reason = "violation";
	return err;
}

/* ---- lines made from orders */

/* Why an estimate or what is settled is another than before. */
static const char *change_of(const struct order *before, const struct order *order)
{
	enum bucket bucket = order_bucket(order->state);

	if (before && bucket_is_money(order_bucket(before->state)) && bucket_is_money(bucket) &&
		before->base.minor > order->base.minor)
		return BRIDGE_BY_REFUND;
	if (!before || bucket_is_money(bucket))
		return BRIDGE_BY_SETTLING;
	if (order->reason && strcmp(order->reason, "price_compare") == 0)
		return BRIDGE_BY_COMPARE;
	return before->base.minor > order->base.minor ? BRIDGE_BY_RETURN : BRIDGE_BY_RATE;
}

struct booked {
	const struct order *before, *order; /* before: as it was stored, or NULL */
	const char *penalty;
};

static enum err book_one(
	struct work *work, const struct booked *booked, struct arena *arena, struct fault *fault)
{
	struct store *store = &work->desk->store;
	const struct order *order = booked->order;
	struct book_rule rule = { .is_lifted = is_lifted(booked->penalty),
		.change = change_of(booked->before, order),
		.settled = work->supplier->orders->is_own_shop ? BRIDGE_BY_SHOP : NULL,
		.refunds_told = work->supplier->orders->read_lines };
	const char *name = arena_print(arena, "book %s ", order->sub_id);
	struct line lines[BOOK_LINES_MOST];
	struct book book;
	size_t i, count;

	line_book(store, order, name, &book);
	count = book_lines(&book, order, rule, lines);
	for (i = 0; i < count; i++)
		lines[i].id = arena_print(arena, "%s%" PRId64, name, book.count + 1 + (int64_t)i);
	return count > 0 ? line_put(store, lines, count, fault) : OK;
}

static enum err put_one(
	struct work *work, struct order *order, struct arena *arena, struct fault *fault)
{
	struct store *store = &work->desk->store;
	struct booked booked = { .penalty = penalty_of(work, order->sub_id, arena) };
	const char *penalty = booked.penalty;
	enum err err = OK;

	if (!work->supplier->orders->has_ledger)
		booked.before = order_get(store, arena, order->supplier, order->sub_id);
	if (penalty && !is_lifted(penalty) && order->state != ORDER_CREATED)
		err = punish(store, order, arena, fault);
	if (err == OK)
		err = order_put(store, order, 1, fault);
	if (err != OK || work->supplier->orders->has_ledger)
		return err;
	/* What the store kept counts: a step back was refused. */
	booked.order = order_get(store, arena, order->supplier, order->sub_id);
	return booked.order ? book_one(work, &booked, arena, fault) : OK;
}

enum err ledger_put_orders(
	struct work *work, struct order *orders, size_t count, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = OK;
	size_t i;

	if (work->supplier->orders->has_ledger && !work->supplier->orders->ask_penalties)
		return order_put(&work->desk->store, orders, count, fault);
	for (i = 0; i < count && err == OK; i++) {
		/* The whole page is refused by the store for one without a number. */
		if (!orders[i].sub_id)
			err = order_put(&work->desk->store, &orders[i], 1, fault);
		else
			err = put_one(work, &orders[i], &arena, fault);
		if (i % 64 == 63)
			arena_clear(&arena);
	}
	arena_clear(&arena);
	return err;
}

/* ---- refunds: a platform may correct what it takes back, until the day on which it does */

/* What the lines of this refund, the corrections among them, come to so far. */
static int64_t told_minor(
	struct work *work, const struct line *line, struct arena *arena, int64_t *count)
{
	const struct order order = { .supplier = line->supplier, .sub_id = line->order };
	size_t length = strlen(line->id), i, rows_count;
	struct line *rows;
	int64_t minor = 0;

	*count = 0;
	rows_count = line_load_order(&work->desk->store, &order, arena, &rows);
	for (i = 0; i < rows_count; i++)
		if (strncmp(rows[i].id, line->id, length) == 0 &&
			(rows[i].id[length] == '\0' || rows[i].id[length] == ' ')) {
			minor += rows[i].amount.minor;
			++*count;
		}
	return minor;
}

static enum err put_refund(
	struct work *work, const struct line *told, struct arena *arena, struct fault *fault)
{
	struct line line = *told;
	int64_t count = 0;

	if (line.id && line.order)
		line.amount.minor -= told_minor(work, told, arena, &count);
	if (count > 0)
		line.id = arena_print(arena, "%s %" PRId64, told->id, count + 1);
	return line.amount.minor != 0 ? line_put(&work->desk->store, &line, 1, fault) : OK;
}

enum err ledger_put_lines(
	struct work *work, const struct line *lines, size_t count, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = OK;
	size_t i;

	if (work->supplier->orders->has_ledger)
		return line_put(&work->desk->store, lines, count, fault);
	for (i = 0; i < count && err == OK; i++)
		err = put_refund(work, &lines[i], &arena, fault);
	arena_clear(&arena);
	return err;
}

/* ---- penalties as they are told */

static enum err put_penalty(
	struct work *work, const struct penalty *penalty, struct arena *arena, struct fault *fault)
{
	struct store *store = &work->desk->store;
	const char *name = penalty_fact(arena, work, penalty->order);
	const char *before = store_get(store, arena, name);
	const char *word = penalty->word && *penalty->word ? penalty->word : "?";
	struct order *order;
	enum err err;

	/* One that was never heard of and is lifted already changes nothing. */
	if (penalty->lifted && (!before || !*before))
		return OK;
	word = penalty->lifted ? "." : word;
	if (before && !strcmp(before, word))
		return OK;
	err = store_put(store, name, word, fault);
	if (err == OK && penalty->lifted)
		desk_tell(work->desk, LOG_INFO,
			_("\"%s\" lifted the penalty of order %.40s: its commission counts again."),
			work->account->name, penalty->order);
	order = order_get(store, arena, work->account->name, penalty->order);
	if (order && penalty->lifted)
		uncover(store, order, arena);
	return err == OK && order ? put_one(work, order, arena, fault) : err;
}

enum err ledger_put_penalties(
	struct work *work, const struct penalty *penalties, size_t count, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = OK;
	size_t i;

	for (i = 0; i < count && err == OK; i++)
		err = put_penalty(work, &penalties[i], &arena, fault);
	arena_clear(&arena);
	return err;
}
