/* reconcile: see reconcile.h. The report lies in memory, sorted by number; the orders pass by it in pages. */
#include "desk/reconcile.h"

#include <string.h>
#include "base/clock.h"
#include "desk/report.h"
#include "model/goods.h"
#include "store/order_store.h"

enum { PAGE_ROWS = 10000 };

/* What the store says of one row of the report. */
struct own {
	size_t orders;
	struct money estimate, settled;
	const char *title, *state;
	bool is_settled;
};

struct pass {
	struct store *store;
	const struct account *account;
	struct arena *arena;
	struct report report;
	struct own *own;             /* one for each row of the report */
	int64_t first_at, last_at;   /* of orders that are in both; 0: none is */
	struct reconciliation *found;
	size_t room;
};

const char *agreement_id(enum agreement agreement)
{
	static const char *const ids[] = { "differs", "only_report", "only_here", "same" };

	return ids[agreement];
}

/* Calls `look` for every order of the account that the query has. */
static void each_order(struct pass *pass, const struct order_query *query,
	void (*look)(struct pass *pass, const struct order *order))
{
	struct arena arena = { 0 };
	struct order *rows;
	size_t done = 0, count, i;

	do {
		count = order_load(pass->store, query, done, PAGE_ROWS, &arena, &rows);
		for (i = 0; i < count; i++)
			if (strcmp(rows[i].supplier, pass->account->name) == 0)
				look(pass, &rows[i]);
		done += count;
		arena_clear(&arena);
	} while (count == PAGE_ROWS);
}

/* ---- what is in both */

static struct report_row *row_of(const struct pass *pass, const struct order *order)
{
	struct report_row *row = report_find(&pass->report, order->sub_id);

	return row ? row : report_find(&pass->report, order->id);
}

static int64_t moment(const struct pass *pass, const struct order *order)
{
	return pass->report.has_estimate ? order->created_at : order->settled_at;
}

static void match(struct pass *pass, const struct order *order)
{
	struct report_row *row = row_of(pass, order);
	int64_t at = moment(pass, order);
	struct own *own;

	if (!row)
		return;
	own = &pass->own[row - pass->report.rows];
	/* Lines of one order have one currency: a sum beyond all bounds would show as a difference. */
	if (!money_add(own->estimate, order->estimate, &own->estimate) ||
		!money_add(own->settled, order->settled, &own->settled))
		own->estimate = own->settled = (struct money){ 0 };
	own->is_settled |= order->settled_at != 0;
	if (own->orders++ == 0) {
		own->title = arena_text(pass->arena, order->title);
		own->state = order_state_id(order->state);
	}
	if (at && (!pass->first_at || at < pass->first_at))
		pass->first_at = at;
	if (at > pass->last_at)
		pass->last_at = at;
}

/* ---- results */

static struct reconciled *add(struct pass *pass, enum agreement agreement)
{
	struct reconciliation *found = pass->found;

	if (found->count == pass->room) {
		size_t room = pass->room ? pass->room * 2 : 64;
		struct reconciled *rows = arena_take_array(pass->arena, room, sizeof *rows);

		if (found->count)
			memcpy(rows, found->rows, found->count * sizeof *rows);
		found->rows = rows;
		pass->room = room;
	}
	found->rows[found->count].agreement = agreement;
	return &found->rows[found->count++];
}

/* Report minus ours; false: they are not the same. What the report does not say, agrees. */
static bool agree(struct money report, struct money own, struct money *difference)
{
	if (report.currency == CURRENCY_NONE)
		return true;
	own.minor = -own.minor;
	if (!money_add(report, own, difference))
		*difference = (struct money){ 0 };
	return difference->currency != CURRENCY_NONE && difference->minor == 0;
}

/* A report with one word for commission means what is settled, and before that what is expected. */
static void read_sides(const struct pass *pass, size_t i, struct reconciled *row)
{
	const struct report_row *report = &pass->report.rows[i];
	const struct own *own = &pass->own[i];
	bool plain = report->estimate.currency == CURRENCY_NONE && report->settled.currency == CURRENCY_NONE;

	*row = (struct reconciled){ .key = report->key,
		.title = own->title,
		.state = own->state,
		.report_estimate = plain && !own->is_settled ? report->commission : report->estimate,
		.report_settled = plain && own->is_settled ? report->commission : report->settled,
		.estimate = own->estimate,
		.settled = own->settled };
}

static void judge(struct pass *pass, size_t i)
{
	struct money estimate = { 0 }, settled = { 0 };
	struct reconciled row;
	bool same_estimate, same_settled;

	read_sides(pass, i, &row);
	same_estimate = agree(row.report_estimate, row.estimate, &estimate);
	same_settled = agree(row.report_settled, row.settled, &settled);
	row.difference = same_settled ? estimate : settled;
	row.agreement = !pass->own[i].orders ? AGREEMENT_ONLY_REPORT :
		same_estimate && same_settled ? AGREEMENT_SAME : AGREEMENT_DIFFERS;
	pass->found->counts[row.agreement]++;
	if (row.agreement != AGREEMENT_SAME)
		*add(pass, row.agreement) = row;
}

/* Orders that are not paid, or earn nothing, are in no platform's report for sure. */
static void look_for_absent(struct pass *pass, const struct order *order)
{
	int64_t at = moment(pass, order);
	struct money amount = pass->report.has_estimate && !order->settled.minor ? order->estimate : order->settled;
	struct reconciled *row;

	if (!amount.minor || at < clock_day_start(pass->first_at, 0) ||
		at >= clock_day_start(pass->last_at, 1) || row_of(pass, order))
		return;
	row = add(pass, AGREEMENT_ONLY_HERE);
	pass->found->counts[AGREEMENT_ONLY_HERE]++;
	row->key = arena_text(pass->arena, order->sub_id);
	row->title = arena_text(pass->arena, order->title);
	row->state = order_state_id(order->state);
	row->estimate = order->estimate;
	row->settled = order->settled;
	row->difference = (struct money){ -amount.minor, amount.currency };
}

/* ---- all of it */

/* What an account's orders are in; yuan until it has one. */
static enum currency currency_of(struct store *store, const char *supplier)
{
	struct order_query query = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	enum currency currency = CURRENCY_CNY;
	struct arena arena = { 0 };
	size_t done = 0, count, i;
	struct order *rows;
	bool known = false;

	do {
		count = order_load(store, &query, done, PAGE_ROWS, &arena, &rows);
		for (i = 0; i < count && !known; i++)
			known = strcmp(rows[i].supplier, supplier) == 0;
		if (known)
			currency = rows[i - 1].paid.currency;
		done += count;
		arena_clear(&arena);
	} while (!known && count == PAGE_ROWS);
	return currency;
}

static void compare(struct pass *pass)
{
	struct order_query query = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	size_t i;

	pass->own = arena_take_array(pass->arena, pass->report.count, sizeof *pass->own);
	each_order(pass, &query, match);
	for (i = 0; i < pass->report.count; i++)
		judge(pass, i);
	if (!pass->first_at)
		return;
	if (pass->report.has_estimate) {
		query.since = clock_day_start(pass->first_at, 0);
		query.until = clock_day_start(pass->last_at, 1);
	}
	each_order(pass, &query, look_for_absent);
}

enum err reconcile(struct store *store, const struct account *account, const char *path,
	struct arena *arena, struct reconciliation *found, struct fault *fault)
{
	struct pass pass = { .store = store, .account = account, .arena = arena, .found = found };
	const struct report_file file = { path, account->kind, currency_of(store, account->name) };
	enum err err = report_read(&file, arena, &pass.report, fault);

	*found = (struct reconciliation){ .lines = pass.report.lines };
	if (!err)
		compare(&pass);
	return err;
}
