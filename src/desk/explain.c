/* explain: see explain.h. */
#include "desk/explain.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "desk/job.h"
#include "model/bridge.h"
#include "model/reason.h"
#include "store/order_store.h"
#include "supplier/supplier.h"

enum { FEEDS_MOST = 8 };

/* ---- the bridge */

/* Does the line count for what she gets? What is in “no commission” is nothing. */
static bool counts(const struct line *line)
{
	return line->bucket != BUCKET_INVALID && line->bucket != BUCKET_NONE;
}

/* Lines written at one moment for one cause are one step; a fee is a step of its own, and so is what is taken
 * back: an order first seen when all is over was settled and taken back at one moment. */
static bool same_step(const struct line *a, const struct line *b)
{
	const char *one = a->ref ? a->ref : "", *other = b->ref ? b->ref : "";

	return a->at == b->at && strcmp(one, other) == 0 && (a->kind == LINE_FEE) == (b->kind == LINE_FEE) &&
		(a->kind == LINE_CLAWBACK) == (b->kind == LINE_CLAWBACK);
}

struct event {
	const struct line *first;
	int64_t change, expected, earned, lost; /* by bucket: estimates, money, no commission */
	unsigned kinds;                         /* bits of enum line_kind */
	bool is_first;
	bool was_violation; /* a penalty covered it before */
};

static void add_line(struct event *event, const struct line *line)
{
	event->kinds |= 1u << line->kind;
	if (line->bucket == BUCKET_INVALID)
		event->lost += line->amount.minor;
	if (!counts(line))
		return;
	event->change += line->amount.minor;
	if (bucket_is_money(line->bucket))
		event->earned += line->amount.minor;
	else
		event->expected += line->amount.minor;
}

static bool says(const struct event *event, const char *word)
{
	return event->first->ref && strcmp(event->first->ref, word) == 0;
}

/* The ledger's own word for why an amount is lost or another; a refund's id is a return. */
static const char *lost_words(const struct event *event, const struct order *order, int64_t after)
{
	const char *ref = event->first->ref ? event->first->ref : "";

	if (*ref && strspn(ref, "abcdefghijklmnopqrstuvwxyz_") == strlen(ref))
		return reason_words(ref);
	if (order->reason)
		return reason_words(order->reason);
	return after ? _("A part was returned.") : _("It earns no commission any more.");
}

static const char *change_words(const struct event *event)
{
	if (says(event, BRIDGE_BY_COMPARE))
		return reason_words("price_compare");
	if (says(event, BRIDGE_BY_RETURN))
		return _("A part was returned.");
	if (says(event, BRIDGE_BY_RATE))
		return event->change < 0 ? _("The platform lowered the rate.") : _("The platform raised the rate.");
	return event->change < 0 ? _("Worked out anew: a part was returned, or the rate is lower.") :
				   _("Worked out anew: the amount or the rate is higher.");
}

static const char *cause_of(const struct event *event, const struct order *order, int64_t after)
{
	if (event->kinds & 1u << LINE_FEE)
		return event->change > 0 ? _("A part of the fee came back.") : _("The platform's fee.");
	if (event->kinds & 1u << LINE_CLAWBACK || says(event, BRIDGE_BY_REFUND))
		return _("Taken back: goods were returned after the commission was settled.");
	if (event->kinds & 1u << LINE_SUBSIDY)
		return _("A subsidy.");
	if (event->kinds & 1u << LINE_BONUS)
		return _("Your bonus for a recommender's sale, instead of the estimate.");
	if (says(event, BRIDGE_BY_SHOP))
		return _("Your own shop completed the order: the buyer's payment is yours, and nobody else settles.");
	if (event->is_first)
		return event->earned ? _("Settled.") : _("The buyer paid: this was the estimate.");
	if (event->lost > 0)
		return lost_words(event, order, after);
	if (event->lost < 0)
		return event->was_violation ? _("It counts again: the penalty was lifted.") :
					      _("It counts again: the buyer paid after all.");
	if (event->earned)
		return event->change < 0 ? _("Settled for less than the estimate.") :
					   _("Settled for more than the estimate.");
	return change_words(event);
}

size_t explain_bridge(
	struct store *store, const struct order *order, struct arena *arena, struct bridge_step **steps)
{
	struct line *lines;
	size_t count = line_load_order(store, order, arena, &lines), made = 0, i = 0;
	int64_t after = 0;
	bool is_money = false, was_violation = false;

	*steps = arena_take_array(arena, count, sizeof **steps);
	while (i < count) {
		struct event event = {
			.first = &lines[i], .is_first = made == 0, .was_violation = was_violation
		};

		while (i < count && same_step(event.first, &lines[i]))
			add_line(&event, &lines[i++]);
		is_money |= event.earned != 0;
		after += event.change;
		if (event.lost > 0)
			was_violation = says(&event, "violation");
		if (event.change == 0 && !says(&event, BRIDGE_BY_SHOP))
			continue;
		(*steps)[made++] = (struct bridge_step){ .at = event.first->at,
			.cause = cause_of(&event, order, after),
			.reference = event.kinds & 1u << LINE_CLAWBACK ? event.first->ref : NULL,
			.change = { event.change, event.first->amount.currency },
			.after = { after, event.first->amount.currency },
			.is_money = is_money };
	}
	return made;
}

/* ---- where it was looked for */

static int64_t number_of(struct store *store, struct arena *arena, const char *account, const char *fact)
{
	const char *value = store_get(store, arena, arena_print(arena, "walk.%s.%s", account, fact));

	return value ? strtoll(value, NULL, 10) : 0;
}

/* One list of an account: what was read whole of it, or `offered` false. */
struct list {
	const struct account *account;
	enum job_kind kind;
	int feeds, days; /* 0: without end */
	bool offered;
};

static struct list list_of(const struct account *account, enum job_kind kind)
{
	const struct supplier *supplier = supplier_find(account->kind);
	const struct order_calls *orders = supplier ? supplier->orders : NULL;
	struct list list = { .account = account, .kind = kind };

	if (!orders)
		return list;
	if (kind == JOB_SYNC_ORDERS) {
		list.offered = orders->ask_orders != NULL;
		list.feeds = orders->feeds;
		list.days = orders->days_back;
	} else {
		list.offered = orders->ask_lines != NULL;
		list.feeds = orders->line_feeds;
		list.days = orders->line_days_back;
	}
	return list;
}

/* How far a walk that is open has come in this feed: to its own place in time, or to the walk's beginning. */
static int64_t reached(struct store *store, const struct list *list, int feed, struct arena *arena)
{
	const char *id = job_kind_id(list->kind), *name = list->account->name;
	const char *open = store_get(store, arena, arena_print(arena, "walk.%s.%s.open", name, id));
	const char *place = store_get(store, arena, arena_print(arena, "walk.%s.%s.%d", name, id, feed));
	int64_t since, started;

	if (!open || sscanf(open, "%" SCNd64 " %" SCNd64, &since, &started) != 2 || !place)
		return 0;
	if (strcmp(place, ".") == 0)
		return started;
	/* "<from> <window>" of a walk in spans of time; any other place is a cursor. */
	return strchr(place, ' ') ? strtoll(place, NULL, 10) : 0;
}

static struct searched look(struct store *store, const struct list *list, int feed, struct arena *arena)
{
	const char *id = job_kind_id(list->kind), *name = list->account->name;
	const char *open = store_get(store, arena, arena_print(arena, "walk.%s.%s.open", name, id));
	struct searched row = { .supplier = name,
		.kind = list->kind,
		.feed = list->feeds > 1 ? arena_print(arena, "%s %d/%d", job_kind_name(list->kind), feed,
						  list->feeds)
					: job_kind_name(list->kind),
		.offered = list->offered,
		.broken = open && *open,
		.until = number_of(store, arena, name, arena_print(arena, "%s.since", id)) };
	int64_t place = reached(store, list, feed, arena);

	if (!row.until)
		row.until = number_of(store, arena, name, arena_print(arena, "%s.at", id));
	if (place > row.until)
		row.until = place;
	if (list->days && row.until)
		row.since = row.until - (int64_t)list->days * 24 * 3600;
	return row;
}

size_t explain_searched(struct store *store, const struct conf *conf, struct arena *arena, struct searched **rows)
{
	static const enum job_kind kinds[] = { JOB_SYNC_ORDERS, JOB_SYNC_LINES };
	size_t room = conf->account_count * 2 * FEEDS_MOST, count = 0, i;
	int feed;

	*rows = arena_take_array(arena, room, sizeof **rows);
	for (i = 0; i < conf->account_count * 2; i++) {
		const struct list list = list_of(&conf->accounts[i / 2], kinds[i % 2]);

		for (feed = 1; feed == 1 || (feed <= list.feeds && feed <= FEEDS_MOST); feed++)
			(*rows)[count++] = look(store, &list, feed, arena);
	}
	return count;
}

const struct searched *explain_least_read(const struct searched *rows, size_t count)
{
	const struct searched *least = count ? &rows[0] : NULL;
	size_t i;

	for (i = 1; i < count && strcmp(rows[i].supplier, least->supplier) == 0; i++)
		if (rows[i].kind == JOB_SYNC_ORDERS && rows[i].until < least->until)
			least = &rows[i];
	return least;
}

char *explain_claim(struct arena *arena, const char *number, const struct searched *row)
{
	char day[CLOCK_TEXT];

	return arena_print(arena,
		_("Hello, order %s was made through my share link, but it is not among the orders I can read "
		  "from your API (read whole up to %s). Please check to which promoter and position it was "
		  "counted, and if the buyer's click was lost, count it as mine. Order number: %s. Thank you."),
		number, row && row->until ? clock_minute(row->until, day) : _("today"), number);
}

const char *explain_verdict(const struct searched *row)
{
	if (!row->offered)
		return _("not offered");
	if (!row->until)
		return _("never read: run “shopkeeper sync”");
	return row->broken ? _("the last reading broke off: run “shopkeeper sync”") : _("read, not in it");
}

/* Nobody has to be asked: nothing was bought, or it counts elsewhere. */
static bool is_final(const char *reason)
{
	static const char *const final[] = { "unpaid_timeout", "cancelled_before_ship", "below_one_fen",
		"split_parent", "group_failed" };
	size_t i;

	for (i = 0; i < sizeof final / sizeof *final; i++)
		if (strcmp(final[i], reason) == 0)
			return true;
	return false;
}

char *explain_appeal(struct arena *arena, const struct order *order)
{
	const char *word = order->state_word && *order->state_word ? order->state_word :
		order->reason ? order->reason : order_state_id(order->state);

	if (order_bucket(order->state) != BUCKET_INVALID && order->state != ORDER_UNKNOWN)
		return NULL;
	if (order->reason && is_final(order->reason))
		return NULL;
	return arena_print(arena,
		_("Hello, order %s (%s) came through my share link and shows no commission. Your word for it is "
		  "“%s”. Please check it, and if it is a mistake, count the order as mine. Thank you."),
		order->id, order->title, word);
}
