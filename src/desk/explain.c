/* explain: see explain.h. */
#include "desk/explain.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "desk/job.h"
#include "model/reason.h"
#include "store/order_store.h"
#include "supplier/supplier.h"

/* ---- the bridge */

/* Does the line count for what she gets? What is in “no commission” is nothing. */
static bool counts(const struct line *line)
{
	return line->bucket != BUCKET_INVALID && line->bucket != BUCKET_NONE;
}

/* Lines written at one moment for one cause are one step; a fee is a step of its own. */
static bool same_step(const struct line *a, const struct line *b)
{
	const char *one = a->ref ? a->ref : "", *other = b->ref ? b->ref : "";

	return a->at == b->at && strcmp(one, other) == 0 && (a->kind == LINE_FEE) == (b->kind == LINE_FEE);
}

struct event {
	const struct line *first;
	int64_t change, expected, earned, lost; /* by bucket: estimates, money, no commission */
	unsigned kinds;                         /* bits of enum line_kind */
	bool is_first;
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

static const char *cause_of(const struct event *event, const struct order *order)
{
	if (event->kinds & 1u << LINE_FEE)
		return event->change > 0 ? _("A part of the fee came back.") : _("The platform's fee.");
	if (event->kinds & 1u << LINE_CLAWBACK)
		return _("Taken back: goods were returned after the commission was settled.");
	if (event->kinds & 1u << LINE_SUBSIDY)
		return _("A subsidy.");
	if (event->kinds & 1u << LINE_BONUS)
		return _("Your bonus for a recommender's sale, instead of the estimate.");
	if (event->is_first)
		return event->earned ? _("Settled.") : _("The buyer paid: this was the estimate.");
	if (event->lost > 0)
		return order->reason ? reason_words(order->reason) : _("It earns no commission any more.");
	if (event->lost < 0)
		return _("It counts again: the buyer paid after all.");
	if (event->earned)
		return event->change < 0 ? _("Settled for less than the estimate.") :
					   _("Settled for more than the estimate.");
	return event->change < 0 ? _("Worked out anew: a part was returned, or the rate is lower.") :
				   _("Worked out anew: the amount or the rate is higher.");
}

size_t explain_bridge(
	struct store *store, const struct order *order, struct arena *arena, struct bridge_step **steps)
{
	struct line *lines;
	size_t count = line_load_order(store, order, arena, &lines), made = 0, i = 0;
	int64_t after = 0;
	bool is_money = false;

	*steps = arena_take_array(arena, count, sizeof **steps);
	while (i < count) {
		struct event event = { .first = &lines[i], .is_first = made == 0 };

		while (i < count && same_step(event.first, &lines[i]))
			add_line(&event, &lines[i++]);
		is_money |= event.earned != 0;
		after += event.change;
		if (event.change == 0)
			continue;
		(*steps)[made++] = (struct bridge_step){ .at = event.first->at,
			.cause = cause_of(&event, order),
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

static struct searched look(struct store *store, const struct account *account, enum job_kind kind,
	struct arena *arena)
{
	const struct supplier *supplier = supplier_find(account->kind);
	const struct order_calls *orders = supplier ? supplier->orders : NULL;
	const char *id = job_kind_id(kind);
	struct searched row = { .supplier = account->name,
		.feed = job_kind_name(kind),
		.offered = orders && (kind == JOB_SYNC_ORDERS ? orders->ask_orders != NULL :
								orders->ask_lines != NULL),
		.until = number_of(store, arena, account->name, arena_print(arena, "%s.since", id)) };
	const char *open = store_get(store, arena, arena_print(arena, "walk.%s.%s.open", account->name, id));
	int days = !orders ? 0 : kind == JOB_SYNC_ORDERS ? orders->days_back : orders->line_days_back;

	row.broken = open && *open;
	if (!row.until)
		row.until = number_of(store, arena, account->name, arena_print(arena, "%s.at", id));
	if (days && row.until)
		row.since = row.until - (int64_t)days * 24 * 3600;
	return row;
}

size_t explain_searched(struct store *store, const struct conf *conf, struct arena *arena, struct searched **rows)
{
	size_t count = 0, i;

	*rows = arena_take_array(arena, conf->account_count * 2, sizeof **rows);
	for (i = 0; i < conf->account_count; i++) {
		(*rows)[count++] = look(store, &conf->accounts[i], JOB_SYNC_ORDERS, arena);
		(*rows)[count++] = look(store, &conf->accounts[i], JOB_SYNC_LINES, arena);
	}
	return count;
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
