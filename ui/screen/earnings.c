/*
 * earnings: where her money stands (balance_card.c), and what it came from: by day, by goods, by channel, and
 * the ledger itself, line by line. Estimates have their own style and are in no sum of money.
 */
#include "screen/screen.h"

#include <stdio.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/payout.h"
#include "model/link.h"
#include "paint/chart.h"
#include "paint/list.h"
#include "screen/balance_card.h"
#include "screen/empty.h"
#include "screen/income.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/order_store.h"
#include "supplier/supplier.h"

enum view { VIEW_DAY, VIEW_GOODS, VIEW_CHANNEL, VIEW_LEDGER, VIEWS };
enum { DAYS = 60, ROWS_MOST = 500, ROWS_FOR_BOTH = 16, PART_LEAST = 5 };

struct earnings {
	struct list list;          /* goods, channels, ledger lines */
	struct sheet_place place;  /* days */
	struct sheet_place money;  /* the buckets, where they have the screen for themselves */
	enum view view;
	bool money_only; /* small windows: the buckets instead of a view */
	bool small;      /* of the last drawing: no room for both */
	/* Of the last load. */
	struct balance *balances;
	size_t balance_count;
	struct chart_bar *bars;
	struct line *lines; /* the ledger's */
	size_t count; /* rows of the view */
	struct empty empty;
};

static const struct list_column earning_columns[] = {
	{ .head = "" },
	{ .head = N_("Orders"), .cols = 7, .right = true },
	{ .head = N_("Estimate"), .cols = 12, .right = true },
	{ .head = N_("Settled"), .cols = 12, .right = true },
};
static const struct list_column ledger_columns[] = {
	{ .head = N_("Ledger line") },
	{ .head = N_("Amount"), .cols = 12, .right = true },
	{ .head = N_("Bucket"), .cols = 16 },
	{ .head = N_("When"), .cols = 16 },
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

static const char *name_of(enum view view, const char *name)
{
	enum channel channel = view == VIEW_CHANNEL && name ? channel_find(name) : CHANNEL_COUNT;
	if (!name || !*name)
		return _("unknown");
	return channel == CHANNEL_COUNT ? name : channel_name(channel);
}

static void load_bars(struct earnings *earnings, const struct face *face,
	const struct earning_row *rows, struct arena *arena)
{
	char estimate[INCOME_TEXT];
	earnings->bars = arena_take_array(arena, earnings->count + 1, sizeof *earnings->bars);
	for (size_t i = 0; i < earnings->count; i++)
		earnings->bars[i] = (struct chart_bar){
			.label = rows[i].name,
			.value = arena_text(arena, income_estimate(face, rows[i].estimate, estimate)),
			/* The length of a bar would tell what privacy hides. */
			.height = face->privacy || rows[i].estimate.minor < 0 ? 0
				: rows[i].estimate.minor,
			.style = STYLE_ESTIMATE,
		};
}

static void load_rows(struct earnings *earnings, const struct face *face,
	const struct earning_row *rows, struct arena *arena)
{
	char text[INCOME_TEXT];
	struct list_row *shown = arena_take_array(arena, earnings->count + 1, sizeof *shown);
	for (size_t i = 0; i < earnings->count; i++) {
		const char *orders = arena_print(arena, "%lld", (long long)rows[i].orders);
		const char *estimate = arena_text(arena, income_estimate(face, rows[i].estimate, text));
		const char *settled = arena_text(arena, income_money(face, rows[i].settled, text));
		shown[i] = (struct list_row){
			.id = arena_print(arena, "%zu", i),
			.cells = { name_of(earnings->view, rows[i].name), orders, estimate, settled },
			.styles = { [2] = STYLE_ESTIMATE, [3] = STYLE_MONEY },
		};
	}
	list_set_total(&earnings->list, earnings->count, (int64_t)earnings->list.selected);
	list_set_rows(&earnings->list, shown, 0, earnings->count);
}

static struct list_row ledger_row(
	const struct face *face, const struct line *line, struct arena *arena)
{
	char amount[INCOME_TEXT], day[CLOCK_TEXT];
	bool money = bucket_is_money(line->bucket);
	struct list_row row = {
		.id = subject_make(arena, line->supplier, line->id),
		.cells = { line->order ? arena_print(arena, "%s  %s", line_kind_name(line->kind),
				line->order) : line_kind_name(line->kind),
			arena_text(arena, money ? income_money(face, line->amount, amount)
				: income_estimate(face, line->amount, amount)),
			bucket_name(line->bucket), arena_text(arena, clock_minute(line->at, day)) },
		.styles = { [2] = STYLE_DIM, [3] = STYLE_DIM },
	};
	row.styles[1] = money ? STYLE_MONEY : STYLE_ESTIMATE;
	return row;
}

static void load_ledger(struct earnings *earnings, const struct face *face, struct arena *arena)
{
	earnings->count = line_load(&face->desk->store, 0, ROWS_MOST, arena, &earnings->lines);
	struct list_row *rows = arena_take_array(arena, earnings->count + 1, sizeof *rows);
	for (size_t i = 0; i < earnings->count; i++)
		rows[i] = ledger_row(face, &earnings->lines[i], arena);
	list_set_total(&earnings->list, earnings->count, (int64_t)earnings->list.selected);
	list_set_rows(&earnings->list, rows, 0, earnings->count);
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	static const enum earning_by by[] = { [VIEW_DAY] = BY_DAY, [VIEW_GOODS] = BY_GOODS,
		[VIEW_CHANNEL] = BY_CHANNEL };
	struct earnings *earnings = state;
	struct store *store = &face->desk->store;
	struct earning_row *rows;

	earnings->balance_count = balance_load(store, arena, &earnings->balances);
	empty_load(&earnings->empty, face, JOB_SYNC_LINES, _("Nothing earned yet."));
	if (earnings->view == VIEW_LEDGER) {
		load_ledger(earnings, face, arena);
		return;
	}
	earnings->count = earning_load(store, by[earnings->view],
		clock_day_start(clock_now_s(), -DAYS), earnings->view == VIEW_DAY ? DAYS : ROWS_MOST,
		arena, &rows);
	if (earnings->view == VIEW_DAY)
		load_bars(earnings, face, rows, arena);
	else
		load_rows(earnings, face, rows, arena);
}

/* ---- draw */

static void draw_tabs(const struct earnings *earnings, const struct face *face, struct area area)
{
	static const char *const names[VIEWS] = { [VIEW_DAY] = N_("By day"),
		[VIEW_GOODS] = N_("By goods"), [VIEW_CHANNEL] = N_("By channel"),
		[VIEW_LEDGER] = N_("Ledger") };
	int col = area_print(area, 0, 0, STYLE_KEY, "%s ", keymap_first(face->keymap, ACTION_BY));
	for (int i = 0; i < VIEWS; i++) {
		bool mine = i == (int)earnings->view;
		col = area_print(area, 0, col, mine ? STYLE_BOLD : STYLE_DIM, mine ? "[%s]" : " %s ",
			_(names[i]));
	}
	const char *what = _("estimate, not money");
	int cols = (int)text_cols(what);
	if (earnings->view == VIEW_DAY && col + 2 + cols <= area.cols)
		area_put(area, 0, area.cols - cols, STYLE_ESTIMATE, what);
}

static void draw_view(struct earnings *earnings, const struct face *face, struct area area)
{
	draw_tabs(earnings, face, area);
	area = area_part(area, 1, 0, area.rows - 1, area.cols);
	if (!earnings->count) {
		empty_draw(&earnings->empty, area);
		return;
	}
	if (earnings->view == VIEW_LEDGER) {
		list_draw(&earnings->list, area, ledger_columns, 4);
		return;
	}
	if (earnings->view != VIEW_DAY) {
		list_draw(&earnings->list, area, earning_columns, 4);
		return;
	}
	earnings->place.rows = (int)earnings->count;
	earnings->place.page = area.rows;
	if (earnings->place.top > earnings->place.rows - area.rows)
		earnings->place.top = earnings->place.rows > area.rows
			? earnings->place.rows - area.rows : 0;
	chart_draw(area, earnings->bars + earnings->place.top,
		earnings->count - (size_t)earnings->place.top);
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
	} else if (earnings->small) {
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

/* In a small window the buckets are one more stop on the way round. */
static struct reaction next_view(struct earnings *earnings)
{
	if (earnings->small && earnings->money_only) {
		earnings->money_only = false;
		return reaction_of(REACT_REDRAW);
	}
	earnings->view = (earnings->view + 1) % VIEWS;
	earnings->money_only = earnings->small && earnings->view == VIEW_DAY;
	earnings->list.selected = earnings->list.top = 0;
	earnings->place.top = 0;
	return reaction_of(REACT_RELOAD);
}

static struct reaction go_order(const struct earnings *earnings)
{
	struct reaction reaction = reaction_of(REACT_GO);
	size_t place = earnings->list.selected;
	if (earnings->view != VIEW_LEDGER || place >= earnings->count)
		return reaction_of(REACT_STAY);
	const struct line *line = &earnings->lines[place];
	int length = snprintf(reaction.subject, sizeof reaction.subject, "%s\t%s", line->supplier,
		line->order ? line->order : "");
	if (!line->order || length >= (int)sizeof reaction.subject)
		return reaction_of(REACT_STAY);
	reaction.screen = SCREEN_ORDER;
	return reaction;
}

/* The first account that pays when asked. */
static const char *who_pays(const struct face *face)
{
	for (size_t i = 0; i < face->conf->account_count; i++) {
		const struct supplier *supplier = supplier_find(face->conf->accounts[i].kind);
		if (supplier && supplier->payouts)
			return face->conf->accounts[i].name;
	}
	return NULL;
}

static struct reaction go_withdraw(const struct face *face)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = SCREEN_WITHDRAW };
	struct fault fault;
	/* Its rules come while she reads; without a network those of last time hold. */
	(void)sync_payouts(face->desk, &fault);
	snprintf(reaction.subject, sizeof reaction.subject, "%s", who_pays(face));
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct earnings *earnings = state;
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	switch (action) {
	case ACTION_BY:
		return next_view(earnings);
	case ACTION_OPEN:
		return go_order(earnings);
	case ACTION_WITHDRAW:
		return go_withdraw(face);
	case ACTION_REFRESH:
		if (!sync_orders(face->desk, &fault))
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		return reaction;
	default:
		break;
	}
	if (earnings->small && earnings->money_only)
		return reaction_of(sheet_act(&earnings->money, action) ? REACT_REDRAW : REACT_NOT_MINE);
	if (earnings->view == VIEW_DAY)
		return reaction_of(sheet_act(&earnings->place, action) ? REACT_REDRAW : REACT_NOT_MINE);
	return reaction_of(list_act(&earnings->list, action) ? REACT_REDRAW : REACT_NOT_MINE);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	(void)state;
	if (action == ACTION_WITHDRAW && !who_pays(face))
		return _("Your suppliers pay by themselves: nothing can be asked for.");
	return action == ACTION_FILTER ? _("Sums cannot be searched; search the orders.") : NULL;
}

const struct screen_ops screen_earnings = {
	.where = IN_EARNINGS | IN_LIST,
	.topics = TOPIC_ORDERS | TOPIC_LINES | TOPIC_JOBS,
	.state_bytes = sizeof(struct earnings),
	.hints = { ACTION_BY, ACTION_WITHDRAW, ACTION_OPEN, ACTION_PRIVACY, ACTION_REFRESH },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.unavailable = unavailable,
	.close = close,
};
