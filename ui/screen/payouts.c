/*
 * payouts: money on its way to her and what was paid, newest first; why one failed, and the money of it that came
 * back, in a line of its own. Asking for money is withdraw.c.
 */
#include "desk/payout.h"

#include <stdio.h>
#include "base/clock.h"
#include "base/words.h"
#include "model/order.h"
#include "paint/list.h"
#include "screen/empty.h"
#include "screen/income.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/screen.h"
#include "screen/sheet.h"
#include "screen/subject.h"
#include "store/payout_line.h"
#include "store/payout_store.h"

struct payouts {
	struct list list;
	/* Of the last load: a payout a row, and below a failed one (returned) its money that came back. */
	struct shown {
		const struct payout *payout;
		bool returned;
	} *rows;
	size_t count;
	struct empty empty;
};

static const struct list_column columns[] = {
	{ .head = N_("Payout") },
	{ .head = N_("Amount"), .cols = 12, .right = true },
	{ .head = N_("Arrives"), .cols = 12, .right = true, .from_cols = 66 },
	{ .head = N_("State"), .cols = 22 },
	{ .head = N_("When"), .cols = 10, .from_cols = 66 },
};
enum { COLUMNS = sizeof columns / sizeof columns[0], LIST_LEAST = 5 };

static void open(void *state, const struct face *face, const char *subject)
{
	struct payouts *payouts = state;
	(void)face, (void)subject;
	list_init(&payouts->list);
	payouts->list.cards = true;
}

static void close(void *state)
{
	list_free(&((struct payouts *)state)->list);
}

/* ---- load */

static enum style style_of(enum payout_state state)
{
	switch (state) {
	case PAYOUT_PAID:
		return STYLE_GOOD;
	case PAYOUT_FAILED:
	case PAYOUT_REJECTED:
		return STYLE_BAD;
	case PAYOUT_UNKNOWN:
		return STYLE_WARN;
	default:
		return STYLE_TEXT;
	}
}

static struct money arrives(const struct payout *payout)
{
	return (struct money){ payout->amount.minor - payout->fee.minor, payout->amount.currency };
}

static struct list_row payout_row(const struct face *face, const struct payout *payout, struct arena *arena)
{
	char text[INCOME_TEXT], day[CLOCK_TEXT];
	struct list_row row = {
		.id = subject_make(arena, payout->supplier, payout->id),
		.cells = { arena_print(arena, "%s  %s", payout->supplier, payout->id),
			arena_text(arena, income_money(face, payout->amount, text)), "",
			payout_state_name(payout->state),
			arena_text(arena, clock_day(payout->requested_at, day)) },
	};
	if (payout->state != PAYOUT_FAILED && payout->state != PAYOUT_REJECTED)
		row.cells[2] = arena_text(arena, income_money(face, arrives(payout), text));
	row.styles[1] = row.styles[2] = STYLE_MONEY;
	row.styles[3] = (unsigned char)style_of(payout->state);
	row.styles[4] = STYLE_DIM;
	return row;
}

static struct list_row returned_row(
	const struct face *face, const struct payout *payout, const struct money *money, struct arena *arena)
{
	char text[INCOME_TEXT], day[CLOCK_TEXT];
	struct list_row row = {
		.id = subject_make(arena, payout->supplier, arena_print(arena, "%s back", payout->id)),
		.cells = { arena_print(arena, "%s  %s", payout->supplier, _("money back")),
			arena_print(arena, "%s%s", face->privacy ? "" : "+", income_money(face, *money, text)), "",
			bucket_name(BUCKET_AVAILABLE),
			arena_text(arena, clock_day(payout->finished_at, day)) },
	};
	row.styles[1] = STYLE_MONEY;
	row.styles[4] = STYLE_DIM;
	return row;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct payouts *payouts = state;
	struct payout *loaded;
	struct money money;
	int64_t at;
	size_t i, many = payout_load(&face->desk->store, arena, &loaded), count = 0;
	struct list_row *rows = arena_take_array(arena, 2 * many + 1, sizeof *rows);
	payouts->rows = arena_take_array(arena, 2 * many + 1, sizeof *payouts->rows);
	for (i = 0; i < many; i++) {
		/* Newest first: it came back after it was asked for. */
		if (payout_returned(&face->desk->store, &loaded[i], &money, &at)) {
			payouts->rows[count] = (struct shown){ &loaded[i], true };
			rows[count++] = returned_row(face, &loaded[i], &money, arena);
		}
		payouts->rows[count] = (struct shown){ &loaded[i], false };
		rows[count++] = payout_row(face, &loaded[i], arena);
	}
	payouts->count = count;
	list_set_total(&payouts->list, count, (int64_t)payouts->list.selected);
	list_set_rows(&payouts->list, rows, 0, count);
	empty_load(&payouts->empty, face, JOB_PAYOUTS, _("No payout yet."));
}

/* ---- draw */

static void moment(struct sheet *sheet, const char *label, int64_t at)
{
	char day[CLOCK_TEXT];
	if (at)
		sheet_pair(sheet, label, STYLE_TEXT, clock_minute(at, day));
}

static void draw_payout(struct sheet *sheet, const struct face *face, const struct shown *shown)
{
	const struct payout *payout = shown->payout;
	char text[INCOME_TEXT];
	const char *why = payout_reason_words(payout->reason);
	sheet_pair(sheet, _("State"), style_of(payout->state), payout_state_name(payout->state));
	sheet_pair(sheet, _("Amount"), STYLE_MONEY, income_money(face, payout->amount, text));
	if (payout->state != PAYOUT_FAILED && payout->state != PAYOUT_REJECTED) {
		sheet_pair(sheet, _("Fee"), STYLE_TEXT, income_money(face, payout->fee, text));
		sheet_pair(sheet, payout->state == PAYOUT_PAID ? _("Arrived") : _("Arrives"), STYLE_MONEY,
			income_money(face, arrives(payout), text));
	}
	moment(sheet, _("Asked for on"), payout->requested_at);
	if (!payout_is_over(payout->state))
		moment(sheet, _("Expected"), payout->expected_at);
	moment(sheet, _("Ended"), payout->finished_at);
	sheet_pair(sheet, _("By itself"), STYLE_TEXT, payout->automatic ? _("yes") : _("no"));
	if (!*why)
		return;
	sheet_gap(sheet);
	sheet_text(sheet, STYLE_BAD, why);
	sheet_pair(sheet, _("They say"), STYLE_DIM, payout->reason);
	sheet_text(sheet, STYLE_TEXT, shown->returned ? _("This is the money of it, back in what is available.")
		: _("The money is back in what is available, as a line of its own."));
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct payouts *payouts = state;
	struct area list, preview;
	struct sheet sheet;
	if (!payouts->count) {
		empty_draw(&payouts->empty, area);
		return;
	}
	panes_split(area, &list, &preview);
	/* One pane: the selected payout stands below the list. */
	if (!preview.cols && area.rows >= 3 * LIST_LEAST) {
		int rows = (int)payouts->count + 2;
		rows = rows < LIST_LEAST ? LIST_LEAST : rows > area.rows / 2 ? area.rows / 2 : rows;
		list = area_part(area, 0, 0, rows, area.cols);
		preview = area_part(area, rows, 0, area.rows - rows, area.cols);
	}
	list_draw(&payouts->list, list, columns, COLUMNS);
	if (!preview.cols || payouts->list.selected >= payouts->count)
		return;
	sheet_begin(&sheet, preview, NULL);
	draw_payout(&sheet, face, &payouts->rows[payouts->list.selected]);
	sheet_end(&sheet, NULL);
}

/* ---- act */

static struct reaction go_withdraw(const struct payouts *payouts, const struct face *face)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = SCREEN_WITHDRAW };
	size_t place = payouts->list.selected;
	snprintf(reaction.subject, sizeof reaction.subject, "%s",
		place < payouts->count && conf_account(face->conf, payouts->rows[place].payout->supplier)
			? payouts->rows[place].payout->supplier : payout_account(face->conf, NULL));
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct payouts *payouts = state;
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	if (action == ACTION_WITHDRAW)
		return go_withdraw(payouts, face);
	if (action == ACTION_REFRESH) {
		if (!sync_payouts(face->desk, &fault))
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		return reaction;
	}
	return reaction_of(list_act(&payouts->list, action) ? REACT_REDRAW : REACT_NOT_MINE);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	(void)state;
	if (action == ACTION_WITHDRAW && !payout_account(face->conf, NULL))
		return _("Your suppliers pay by themselves: nothing can be asked for.");
	return action == ACTION_FILTER ? _("There is nothing to search here.") : NULL;
}

const struct screen_ops screen_payouts = {
	.where = IN_PAYOUTS | IN_LIST,
	.topics = TOPIC_LINES | TOPIC_JOBS,
	.state_bytes = sizeof(struct payouts),
	.hints = { ACTION_WITHDRAW, ACTION_REFRESH, ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.unavailable = unavailable,
	.close = close,
};
