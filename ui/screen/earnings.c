/*
 * earnings: where her money stands (balance_card.c), what it came from (earnings_rows.c), why it is not more and
 * when it comes (bridge_card.c), and the ledger itself. Estimates have their own style and are in no sum of
 * money.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "desk/payout.h"
#include "screen/balance_card.h"
#include "screen/bridge_card.h"
#include "screen/earnings_rows.h"
#include "screen/empty.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "store/line_total.h"
#include "store/order_store.h"

enum { ROWS_FOR_BOTH = 16, PART_LEAST = 5, BARS_LEAST = 3, LABEL_LEAST = 14, ORDERS_COLS = 7,
	AMOUNT_COLS = 12, ALL_TIME_COLS = 12, MONTH_COLS = 9 };

struct earnings {
	struct list list;          /* goods, channels, posts, suppliers, ledger lines */
	struct sheet_place place;  /* charts and sheets */
	struct sheet_place money;  /* the buckets, where they have the screen for themselves */
	enum earnings_view view, before; /* `before`: where b or f was pressed */
	bool jumped;
	char month[8];   /* the bridge's: "2026-11"; "" = of all time */
	bool money_only; /* small windows: the buckets instead of a view */
	bool small;      /* of the last drawing: no room for both */
	/* Of the last load. */
	struct balance *balances;
	size_t balance_count;
	struct head_row *head;
	size_t head_count;
	struct chart_bar *bars;
	struct bridge *bridges;
	const char **months;
	size_t month_count;
	struct forecast *forecast;
	struct line *lines; /* the ledger's */
	size_t count; /* rows of the view */
	struct empty empty;
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct earnings *earnings = state;
	(void)face, (void)subject;
	list_init(&earnings->list);
	earnings->list.cards = true;
	earnings->money_only = true;
}

static void close(void *state)
{
	list_free(&((struct earnings *)state)->list);
}

/* ---- load */

static size_t load_list(struct earnings *earnings, const struct face *face, struct arena *arena)
{
	struct list_row *rows;
	size_t count = earnings_rows(face, earnings->view, arena, &rows, &earnings->lines);
	list_set_total(&earnings->list, count, (int64_t)earnings->list.selected);
	list_set_rows(&earnings->list, rows, 0, count);
	return count;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct earnings *earnings = state;
	struct store *store = &face->desk->store;

	earnings->balance_count = balance_load(store, arena, &earnings->balances);
	earnings->head_count = earnings_head(face, earnings->view, arena, &earnings->head);
	empty_load(&earnings->empty, face, JOB_SYNC_LINES, _("Nothing earned yet."));
	switch (earnings->view) {
	case EARNINGS_DAY:
	case EARNINGS_MONTH:
		earnings->count = earnings_bars(face, earnings->view, arena, &earnings->bars);
		break;
	case EARNINGS_BRIDGE:
		earnings->month_count = bridge_months(store, arena, &earnings->months);
		earnings->count = bridge_load(
			store, NULL, *earnings->month ? earnings->month : NULL, arena, &earnings->bridges);
		break;
	case EARNINGS_FORECAST:
		earnings->count = forecast_load(face->desk, arena, &earnings->forecast);
		break;
	default:
		earnings->count = load_list(earnings, face, arena);
	}
}

/* ---- draw */

/* All views where they fit, else the one that is shown and how many there are. */
static void draw_tabs(const struct earnings *earnings, const struct face *face, struct area area)
{
	int col = area_print(area, 0, 0, STYLE_KEY, "%s ", keymap_first(face->keymap, ACTION_BY)), all = col;
	for (int i = 0; i < EARNINGS_VIEWS; i++)
		all += (int)text_cols(earnings_view_name((enum earnings_view)i)) + 2;
	if (all > area.cols) {
		area_print(area, 0, col, STYLE_BOLD, "[%s]  %d/%d", earnings_view_name(earnings->view),
			(int)earnings->view + 1, EARNINGS_VIEWS);
		return;
	}
	for (int i = 0; i < EARNINGS_VIEWS; i++) {
		bool mine = i == (int)earnings->view;
		col = area_print(area, 0, col, mine ? STYLE_BOLD : STYLE_DIM, mine ? "[%s]" : " %s ",
			earnings_view_name((enum earnings_view)i));
	}
}

/* They are read as a whole, and hold the sums themselves. */
static bool is_sheet(enum earnings_view view)
{
	return !earnings_view_is_chart(view) && !earnings_view_is_list(view);
}

static struct area below(struct area area, int rows)
{
	return area_part(area, rows, 0, area.rows - rows, area.cols);
}

static void draw_head_row(struct area area, int at, const struct head_row *row, const enum style styles[3])
{
	int label = area.cols - ORDERS_COLS - 2 * AMOUNT_COLS;
	area_field(area, at, 0, label, styles[0], row->label, false);
	area_field(area, at, label, ORDERS_COLS, styles[0], row->orders, true);
	area_field(area, at, label + ORDERS_COLS, AMOUNT_COLS, styles[1], row->settled, true);
	area_field(area, at, label + ORDERS_COLS + AMOUNT_COLS, AMOUNT_COLS, styles[2], row->estimate, true);
}

/* The weeks and what she saved, or the years, above the bars. Returns what is left. */
static struct area draw_head(const struct earnings *earnings, struct area area)
{
	static const enum style heads[] = { STYLE_HEAD, STYLE_HEAD, STYLE_HEAD },
		values[] = { STYLE_TEXT, STYLE_MONEY, STYLE_ESTIMATE };
	int label = area.cols - ORDERS_COLS - 2 * AMOUNT_COLS, rows = (int)earnings->head_count, at = 0;
	/* A year is one sum: its own words say which. */
	bool titled = rows && *earnings->head[0].estimate;
	if (!rows || area.rows < rows + titled + BARS_LEAST || label < LABEL_LEAST)
		return area;
	if (titled)
		draw_head_row(area, at++, &(const struct head_row){ "", _("Orders"), _("Settled"), _("Estimate") },
			heads);
	for (int i = 0; i < rows; i++)
		draw_head_row(area, at++, &earnings->head[i], values);
	return below(area, at + (area.rows - at > BARS_LEAST + 1));
}

static void draw_chart(struct earnings *earnings, struct area area)
{
	struct sheet_place *place = &earnings->place;
	place->rows = (int)earnings->count;
	place->page = area.rows;
	if (place->top > place->rows - area.rows)
		place->top = place->rows > area.rows ? place->rows - area.rows : 0;
	chart_draw(area, earnings->bars + place->top, earnings->count - (size_t)place->top);
}

/* "m  All time [2026-11] 2026-10 …": as many as there is room for, hers among them. */
static void draw_months(const struct earnings *earnings, const struct face *face, struct area area)
{
	int col = area_print(area, 0, 0, STYLE_KEY, "%s ", keymap_first(face->keymap, ACTION_MONTH));
	size_t i, from = 0, fit = (size_t)(area.cols - col - ALL_TIME_COLS) / MONTH_COLS;
	bool all = !*earnings->month;
	while (fit && from + fit < earnings->month_count && !all &&
		strcmp(earnings->months[from + fit - 1], earnings->month) > 0)
		from++;
	col = area_print(area, 0, col, all ? STYLE_BOLD : STYLE_DIM, all ? "[%s]" : " %s ", _("All time"));
	for (i = from; i < earnings->month_count && i < from + fit; i++) {
		bool mine = !strcmp(earnings->months[i], earnings->month);
		col = area_print(area, 0, col, mine ? STYLE_BOLD : STYLE_DIM, mine ? "[%s]" : " %s ",
			earnings->months[i]);
	}
}

static void draw_sheet(struct earnings *earnings, const struct face *face, struct area area)
{
	struct sheet sheet;
	if (earnings->view == EARNINGS_BRIDGE) {
		draw_months(earnings, face, area);
		area = below(area, 1);
	}
	sheet_begin(&sheet, area, &earnings->place);
	if (earnings->view == EARNINGS_BRIDGE)
		bridge_card_draw(&sheet, face, earnings->bridges, earnings->count, *earnings->month);
	else
		forecast_card_draw(&sheet, face, earnings->forecast, earnings->count);
	sheet_end(&sheet, &earnings->place);
}

static void draw_view(struct earnings *earnings, const struct face *face, struct area area)
{
	draw_tabs(earnings, face, area);
	area = below(area, 1);
	if (!earnings->count && earnings->view != EARNINGS_FORECAST)
		empty_draw(&earnings->empty, area);
	else if (is_sheet(earnings->view))
		draw_sheet(earnings, face, area);
	else if (earnings_view_is_chart(earnings->view))
		draw_chart(earnings, draw_head(earnings, area));
	else
		list_draw(&earnings->list, area, earnings->view == EARNINGS_LEDGER ? ledger_columns
			: earnings_columns, EARNINGS_COLUMNS);
}

static int draw_money(struct earnings *earnings, const struct face *face, struct area area,
	struct sheet_place *place)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, place);
	balance_card_draw(&sheet, face, earnings->balances, earnings->balance_count, true);
	return sheet_end(&sheet, place);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct earnings *earnings = state;
	struct area left, right;
	if (!earnings->balance_count) {
		empty_draw(&earnings->empty, area);
		return;
	}
	earnings->small = area.rows < ROWS_FOR_BOTH;
	panes_split(area, &left, &right);
	if (earnings->small && earnings->money_only) {
		draw_money(earnings, face, area, &earnings->money);
	} else if (earnings->small || (!right.cols && is_sheet(earnings->view))) {
		draw_view(earnings, face, area);
	} else if (right.cols) {
		/* The sums stand where previews stand; what they come from has the wide side. */
		draw_view(earnings, face, left);
		draw_money(earnings, face, right, NULL);
	} else {
		int rows = draw_money(earnings, face, area_part(area, 0, 0,
			area.rows - PART_LEAST, area.cols), NULL) + 1;
		if (rows > area.rows - PART_LEAST)
			rows = area.rows - PART_LEAST;
		draw_view(earnings, face, area_part(area, rows, 0, area.rows - rows, area.cols));
	}
}

/* ---- act */

static struct reaction show(struct earnings *earnings, enum earnings_view view)
{
	earnings->view = view;
	earnings->money_only = false;
	earnings->list.selected = earnings->list.top = 0;
	earnings->place.top = 0;
	return reaction_of(REACT_RELOAD);
}

/* A key of its own leads to it, and back leads to where that was pressed. */
static struct reaction jump(struct earnings *earnings, enum earnings_view view)
{
	if (!earnings->jumped)
		earnings->before = earnings->view;
	earnings->jumped = true;
	return show(earnings, view);
}

static struct reaction back(struct earnings *earnings)
{
	if (!earnings->jumped)
		return reaction_of(REACT_NOT_MINE);
	earnings->jumped = false;
	show(earnings, earnings->before);
	earnings->money_only = earnings->small && earnings->view == EARNINGS_DAY;
	return reaction_of(REACT_RELOAD);
}

/* All time, the newest month, the one before it …, and all time again. */
static struct reaction next_month(struct earnings *earnings)
{
	size_t i = 0;
	if (earnings->view != EARNINGS_BRIDGE) {
		*earnings->month = '\0';
		return jump(earnings, EARNINGS_BRIDGE);
	}
	while (*earnings->month && i < earnings->month_count && strcmp(earnings->months[i], earnings->month) >= 0)
		i++;
	snprintf(earnings->month, sizeof earnings->month, "%s",
		i < earnings->month_count ? earnings->months[i] : "");
	earnings->place.top = 0;
	return reaction_of(REACT_RELOAD);
}

/* In a small window the buckets are one more stop on the way round. */
static struct reaction next_view(struct earnings *earnings)
{
	earnings->jumped = false;
	if (earnings->small && earnings->money_only) {
		earnings->money_only = false;
		return reaction_of(REACT_REDRAW);
	}
	show(earnings, (enum earnings_view)((earnings->view + 1) % EARNINGS_VIEWS));
	earnings->money_only = earnings->small && earnings->view == EARNINGS_DAY;
	return reaction_of(REACT_RELOAD);
}

static struct reaction go_order(const struct earnings *earnings)
{
	struct reaction reaction = reaction_of(REACT_GO);
	size_t place = earnings->list.selected;
	if (earnings->view != EARNINGS_LEDGER || place >= earnings->count)
		return reaction_of(REACT_STAY);
	const struct line *line = &earnings->lines[place];
	int length = snprintf(reaction.subject, sizeof reaction.subject, "%s\t%s", line->supplier,
		line->order ? line->order : "");
	if (!line->order || length >= (int)sizeof reaction.subject)
		return reaction_of(REACT_STAY);
	reaction.screen = SCREEN_ORDER;
	return reaction;
}

static struct reaction go_withdraw(const struct face *face)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = SCREEN_WITHDRAW };
	struct fault fault;
	/* Its rules come while she reads; without a network those of last time hold. */
	(void)sync_payouts(face->desk, &fault);
	snprintf(reaction.subject, sizeof reaction.subject, "%s", payout_account(face->conf, NULL));
	return reaction;
}

static struct reaction go_payouts(const struct face *face)
{
	struct fault fault;
	(void)sync_payouts(face->desk, &fault);
	return (struct reaction){ .kind = REACT_GO, .screen = SCREEN_PAYOUTS };
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct earnings *earnings = state;
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	switch (action) {
	case ACTION_BY:
		return next_view(earnings);
	case ACTION_BRIDGE:
		return jump(earnings, EARNINGS_BRIDGE);
	case ACTION_MONTH:
		return next_month(earnings);
	case ACTION_FORECAST:
		return jump(earnings, EARNINGS_FORECAST);
	case ACTION_BACK:
		return back(earnings);
	case ACTION_OPEN:
		return go_order(earnings);
	case ACTION_WITHDRAW:
		return go_withdraw(face);
	case ACTION_PAYOUTS:
		return go_payouts(face);
	case ACTION_REFRESH:
		if (!sync_orders(face->desk, &fault))
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		return reaction;
	default:
		break;
	}
	if (earnings->small && earnings->money_only)
		return reaction_of(sheet_act(&earnings->money, action) ? REACT_REDRAW : REACT_NOT_MINE);
	if (!earnings_view_is_list(earnings->view))
		return reaction_of(sheet_act(&earnings->place, action) ? REACT_REDRAW : REACT_NOT_MINE);
	return reaction_of(list_act(&earnings->list, action) ? REACT_REDRAW : REACT_NOT_MINE);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	(void)state;
	if (action == ACTION_WITHDRAW && !payout_account(face->conf, NULL))
		return _("Your suppliers pay by themselves: nothing can be asked for.");
	return action == ACTION_FILTER ? _("Sums cannot be searched; search the orders.") : NULL;
}

const struct screen_ops screen_earnings = {
	.where = IN_EARNINGS | IN_LIST,
	.topics = TOPIC_ORDERS | TOPIC_LINES | TOPIC_JOBS,
	.state_bytes = sizeof(struct earnings),
	.hints = { ACTION_BRIDGE, ACTION_FORECAST, ACTION_WITHDRAW, ACTION_PAYOUTS, ACTION_BY, ACTION_OPEN,
		ACTION_REFRESH },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.unavailable = unavailable,
	.close = close,
};
