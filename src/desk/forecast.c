/* forecast: see forecast.h. Days come from the supplier's rules or the calendar of its platform (R17). */
#include "desk/forecast.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "store/line_total.h"
#include "store/payout_store.h"
#include "store/waiting_store.h"
#include "supplier/supplier.h"

static const struct {
	const char *id, *words;
} whats[FORECAST_WHAT_COUNT] = {
#define X(name, id, words) [FORECAST_##name] = { id, words },
	FORECAST_WHATS(X)
#undef X
};

const char *forecast_id(enum forecast_what what)
{
	return whats[what].id;
}

const char *forecast_words(enum forecast_what what)
{
	return _(whats[what].words);
}

bool forecast_is_money(enum forecast_what what)
{
	return what < FORECAST_RETURN_PERIOD;
}

/* What is known of a supplier's calendar. */
struct calendar {
	const char *kind; /* of the platform, "" = not set up any more */
	bool on_request, is_own_shop;
	struct payout_rules rules;
};

struct list {
	struct forecast *rows;
	size_t count, room;
	struct arena *arena;
};

/* Rows that are alike but for the amount become one. */
static void add(struct list *list, const struct forecast *row)
{
	size_t i;

	if (row->amount.minor == 0)
		return;
	for (i = 0; i < list->count; i++) {
		struct forecast *old = &list->rows[i];

		if (old->what == row->what && old->at == row->at && strcmp(old->supplier, row->supplier) == 0 &&
			old->amount.currency == row->amount.currency) {
			old->amount.minor += row->amount.minor;
			return;
		}
	}
	if (list->count == list->room) {
		struct forecast *more = arena_take_array(list->arena, list->room *= 2, sizeof *more);

		memcpy(more, list->rows, list->count * sizeof *more);
		list->rows = more;
	}
	list->rows[list->count++] = *row;
}

static struct calendar calendar_of(struct desk *desk, const char *supplier)
{
	const struct account *account = conf_account(desk->conf, supplier);
	const struct supplier *kind = account ? supplier_find(account->kind) : NULL;

	return (struct calendar){ .kind = account ? account->kind : "",
		.on_request = kind && kind->payouts,
		.is_own_shop = kind && kind->orders && kind->orders->is_own_shop,
		.rules = payout_rules_get(&desk->store, supplier) };
}

/* When commission that waits is paid out; 0: nobody says. */
static int64_t day_of(const struct calendar *calendar, const struct waiting *waiting)
{
	int64_t approved = waiting->approved ? waiting->at : waiting->at + calendar->rules.protection_s,
		now = clock_now_s(), day;

	/* What is late comes with the next payout, as far as anybody can say. */
	if (calendar->rules.weekly && (waiting->approved || calendar->rules.protection_s))
		return next_monday(approved > now ? approved : now);
	day = waiting->approved ? next_payout(calendar->kind, waiting->at) : 0;
	return day > now ? day : 0;
}

/* What payouts say of the sum on its way; the rest of it has no day. */
static int64_t add_payouts(struct list *list, const struct supplier_balance *of, const struct payout *payouts,
	size_t count)
{
	int64_t left = of->balance.minor[BUCKET_IN_WITHDRAWAL];
	size_t i;

	for (i = 0; i < count; i++) {
		const struct payout *payout = &payouts[i];

		if (payout_is_over(payout->state) || payout->amount.minor > left ||
			strcmp(payout->supplier, of->supplier) != 0 ||
			payout->amount.currency != of->balance.currency)
			continue;
		add(list, &(const struct forecast){ of->supplier, FORECAST_ON_ITS_WAY, payout->expected_at,
			{ payout->amount.minor - payout->fee.minor, payout->amount.currency } });
		left -= payout->amount.minor;
	}
	return left;
}

/* What orders say of the frozen sum; the rest of it has no day. */
static int64_t add_frozen(struct list *list, const struct calendar *calendar,
	const struct supplier_balance *of, const struct waiting *waiting, size_t count)
{
	int64_t left = of->balance.minor[BUCKET_FROZEN];
	size_t i;

	for (i = 0; i < count; i++) {
		int64_t day;

		if (strcmp(waiting[i].supplier, of->supplier) != 0 ||
			waiting[i].estimate.currency != of->balance.currency)
			continue;
		day = day_of(calendar, &waiting[i]);
		if (!day)
			continue;
		add(list, &(const struct forecast){ of->supplier, FORECAST_RETURN_PERIOD, day,
			waiting[i].estimate });
		left -= waiting[i].estimate.minor;
	}
	return left;
}

static enum forecast_what available_is(const struct calendar *calendar)
{
	return calendar->rules.weekly ? FORECAST_BY_ITSELF :
		calendar->on_request ? FORECAST_ON_REQUEST :
		calendar->is_own_shop ? FORECAST_IN_YOUR_SHOP : FORECAST_AT_PLATFORM;
}

static int by_day(const void *left, const void *right)
{
	const struct forecast *a = left, *b = right;
	int64_t day_a = a->at ? a->at : INT64_MAX, day_b = b->at ? b->at : INT64_MAX;

	if (day_a != day_b)
		return day_a < day_b ? -1 : 1;
	if (a->what != b->what)
		return a->what < b->what ? -1 : 1;
	return strcmp(a->supplier, b->supplier);
}

/* What is known of one supplier in one currency. */
struct known {
	const struct waiting *waiting;
	const struct payout *payouts;
	size_t waiting_count, payout_count;
};

static void add_supplier(struct list *list, const struct calendar *calendar, const struct supplier_balance *of,
	const struct known *known)
{
	const int64_t *minor = of->balance.minor;
	enum forecast_what available = available_is(calendar);
	const struct {
		enum forecast_what what;
		int64_t at, minor;
	} rows[] = {
		{ available, available == FORECAST_BY_ITSELF ? next_monday(clock_now_s()) : 0,
			minor[BUCKET_AVAILABLE] },
		{ FORECAST_ON_ITS_WAY, 0, add_payouts(list, of, known->payouts, known->payout_count) },
		{ FORECAST_TAKEN_BACK, 0, minor[BUCKET_CLAWBACK] },
		{ FORECAST_NO_DATE, 0, add_frozen(list, calendar, of, known->waiting, known->waiting_count) },
		{ FORECAST_NOT_RECEIVED, 0, minor[BUCKET_ESTIMATED] },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		add(list, &(const struct forecast){ of->supplier, rows[i].what, rows[i].at,
			{ rows[i].minor, of->balance.currency } });
}

size_t forecast_load(struct desk *desk, struct arena *arena, struct forecast **rows)
{
	struct list list = { .room = 16, .arena = arena };
	struct supplier_balance *balances;
	struct waiting *waiting;
	struct payout *payouts;
	struct known known;
	size_t i, count = supplier_balance_load(&desk->store, arena, &balances);

	known.waiting_count = waiting_load(&desk->store, arena, &waiting);
	known.payout_count = payout_load(&desk->store, arena, &payouts);
	known.waiting = waiting;
	known.payouts = payouts;
	list.rows = arena_take_array(arena, list.room, sizeof *list.rows);
	for (i = 0; i < count; i++) {
		const struct calendar calendar = calendar_of(desk, balances[i].supplier);

		add_supplier(&list, &calendar, &balances[i], &known);
	}
	qsort(list.rows, list.count, sizeof *list.rows, by_day);
	*rows = list.rows;
	return list.count;
}
