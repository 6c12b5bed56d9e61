/*
 * orders: what was bought through her links, newest first, over all suppliers. `/` finds by the last digits
 * of an order number or words of the title. The three kinds are kept apart, with how many there are of each. One
 * order in full is order.c; a number that is not here lost_card.c.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/empty.h"
#include "screen/filter.h"
#include "screen/lost_card.h"
#include "screen/order_card.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/order_store.h"

struct orders {
	struct list list;
	struct filter filter;
	int state, kind; /* UNKNOWN = any */
	/* Of the last load. */
	struct order *rows;
	size_t from, count, total, of_kind[ORDER_KIND_COUNT];
	struct lost lost;
	struct empty empty;
	int list_cols; /* where draw put the list: for clicks */
};

static const struct list_column table[] = {
	{ .head = N_("Order") },
	{ .head = N_("State"), .cols = 14 },
	{ .head = N_("Paid"), .cols = 9, .right = true },
	{ .head = N_("You earn"), .cols = 10, .right = true },
	{ .head = N_("Kind"), .cols = 8, .from_cols = 86 },
	{ .head = N_("Number"), .cols = 8, .from_cols = 70, .right = true },
	{ .head = N_("Age"), .cols = 9, .right = true },
	{ .head = N_("Supplier"), .cols = 8, .from_cols = 72 },
};
enum { COLUMNS = sizeof table / sizeof table[0], NUMBER = 5, LAST_DIGITS = 8 };

/* Where there are several suppliers, whose order it is comes before the end of its number, which can be
 * searched for without being seen. */
static size_t columns_for(const struct face *face, struct list_column columns[COLUMNS])
{
	memcpy(columns, table, sizeof table);
	if (face->conf->account_count < 2)
		return COLUMNS - 1;
	columns[NUMBER].from_cols = 90;
	return COLUMNS;
}

static void open(void *state, const struct face *face, const char *subject)
{
	struct orders *orders = state;
	(void)face, (void)subject;
	list_init(&orders->list);
	orders->list.cards = true;
	orders->state = orders->kind = UNKNOWN;
}

static void close(void *state)
{
	list_free(&((struct orders *)state)->list);
}

/* ---- load */

/* What a buyer reads out: the end of the order number. */
static const char *last_digits(const char *id)
{
	size_t length = strlen(id);
	return length > LAST_DIGITS ? id + length - LAST_DIGITS : id;
}

static struct list_row row_of(
	struct arena *arena, const struct face *face, const struct order *order)
{
	char text[MONEY_TEXT], age[CLOCK_TEXT];
	unsigned char style;
	const char *income = order_card_income(arena, face, order, &style);
	struct list_row row = {
		.id = subject_make(arena, order->supplier, order->sub_id),
		.cells = { order->title, order_state_name(order->state),
			arena_text(arena, money_shown(order->paid, text)), income,
			order_kind_name(order->kind), last_digits(order->id),
			arena_text(arena,
				clock_age(order->created_at, clock_now_s(), age, sizeof age)),
			order->supplier },
		.dim = order_bucket(order->state) == BUCKET_INVALID,
	};
	row.styles[1] = (unsigned char)order_card_style(order->state);
	row.styles[3] = style;
	row.styles[4] = row.styles[5] = row.styles[6] = row.styles[7] = STYLE_DIM;
	return row;
}

static int64_t place_of(const struct orders *orders, const char *id)
{
	struct subject wanted;
	subject_read(id, &wanted);
	for (size_t i = 0; i < orders->count; i++)
		if (!strcmp(orders->rows[i].sub_id, wanted.id) &&
			!strcmp(orders->rows[i].supplier, wanted.supplier))
			return (int64_t)(orders->from + i);
	return -1;
}

static void load_page(struct orders *orders, const struct face *face,
	const struct order_query *query, struct arena *arena)
{
	size_t from, count;
	for (int turn = 0; turn < 2 && list_wants(&orders->list, &from, &count); turn++) {
		orders->from = from;
		orders->count = order_load(
			&face->desk->store, query, from, count, arena, &orders->rows);
		struct list_row *rows = arena_take_array(arena, orders->count + 1, sizeof *rows);
		for (size_t i = 0; i < orders->count; i++)
			rows[i] = row_of(arena, face, &orders->rows[i]);
		list_set_rows(&orders->list, rows, from, orders->count);
	}
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct orders *orders = state;
	struct order_query query = { .words = orders->filter.words, .state = orders->state,
		.kind = orders->kind };
	struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	char selected[LIST_ID];

	/* New orders push the selected one down: it is looked for where it was and a page further. */
	snprintf(selected, sizeof selected, "%s", orders->list.selected_id);
	orders->count = 0;
	list_set_total(&orders->list, order_count(&face->desk->store, &query), -1);
	load_page(orders, face, &query, arena);
	int64_t place = *selected ? place_of(orders, selected) : -1;
	if (place >= 0) {
		list_set_total(&orders->list, orders->list.total, place);
		load_page(orders, face, &query, arena);
	}
	orders->list.match = *orders->filter.words ? orders->filter.words : NULL;
	orders->total = order_count(&face->desk->store, &all);
	for (all.kind = 0; all.kind < ORDER_KIND_COUNT; all.kind++)
		orders->of_kind[all.kind] = order_count(&face->desk->store, &all);
	lost_load(&orders->lost, face, orders->list.total ? "" : orders->filter.words, arena);
	empty_load(&orders->empty, face, JOB_SYNC_ORDERS, _("No orders yet."));
}

/* ---- draw */

static int kinds_cols(const struct orders *orders)
{
	char text[160];
	size_t cols = text_cols(_("all kinds")) + 2;
	for (int kind = 0; kind < ORDER_KIND_COUNT; kind++) {
		snprintf(text, sizeof text, "%s %zu", order_kind_name((enum order_kind)kind), orders->of_kind[kind]);
		cols += text_cols(text) + 2;
	}
	return (int)(cols + text_cols(orders->filter.words) + (*orders->filter.words ? 3 : 0));
}

/* Where there is room, all kinds beside each other with their numbers; else the one that is shown. */
static int draw_kinds(const struct orders *orders, const struct face *face, struct area area, int col)
{
	col = area_print(area, 0, col, STYLE_KEY, "%s ", keymap_first(face->keymap, ACTION_KIND));
	if (area.cols - col < kinds_cols(orders))
		return area_put(area, 0, col, STYLE_BOLD, orders->kind == UNKNOWN ? _("all kinds")
			: order_kind_name((enum order_kind)orders->kind));
	col = area_print(area, 0, col, orders->kind == UNKNOWN ? STYLE_BOLD : STYLE_DIM,
		orders->kind == UNKNOWN ? "[%s]" : " %s ", _("all kinds"));
	for (int kind = 0; kind < ORDER_KIND_COUNT; kind++)
		col = area_print(area, 0, col, orders->kind == kind ? STYLE_BOLD : STYLE_DIM,
			orders->kind == kind ? "[%s %zu]" : " %s %zu ",
			order_kind_name((enum order_kind)kind), orders->of_kind[kind]);
	return col;
}

static void draw_top(struct orders *orders, const struct face *face, struct area area)
{
	if (orders->filter.typing) {
		prompt_draw(&orders->filter.prompt, area, 0);
		return;
	}
	int col = area_print(area, 0, 0, STYLE_KEY, "%s ", keymap_first(face->keymap, ACTION_STATE));
	col = area_put(area, 0, col, STYLE_BOLD, orders->state == UNKNOWN ? _("all states")
		: order_state_name((enum order_state)orders->state));
	col = draw_kinds(orders, face, area, col + 2);
	filter_draw(&orders->filter, area, col);
}

static void draw_nothing(const struct orders *orders, const struct face *face, struct area area)
{
	struct empty empty = orders->empty;
	if (orders->lost.claim && orders->total) {
		lost_draw(&orders->lost, face, area);
		return;
	}
	if (orders->total) {
		snprintf(empty.what, sizeof empty.what, "%s", _("Nothing matches."));
		snprintf(empty.next, sizeof empty.next, _("%s shows everything again."),
			orders->filter.typing ? "<Esc>" : keymap_first(face->keymap, ACTION_BACK));
		empty.bad = false;
	}
	empty_draw(&empty, area);
}

static const struct order *selected_order(const struct orders *orders)
{
	size_t place = orders->list.selected;
	if (place < orders->from || place - orders->from >= orders->count)
		return NULL;
	return &orders->rows[place - orders->from];
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct orders *orders = state;
	struct list_column columns[COLUMNS];
	struct area list, preview;
	struct sheet sheet;
	draw_top(orders, face, area);
	area = area_part(area, 1, 0, area.rows - 1, area.cols);
	if (!orders->list.total) {
		draw_nothing(orders, face, area);
		return;
	}
	panes_split(area, &list, &preview);
	orders->list_cols = list.cols;
	list_draw(&orders->list, list, columns, columns_for(face, columns));
	if (!preview.cols || !selected_order(orders))
		return;
	sheet_begin(&sheet, preview, NULL);
	order_card_draw(&sheet, face, selected_order(orders));
	sheet_end(&sheet, NULL);
}

/* ---- act */

static struct reaction from_the_top(struct orders *orders)
{
	orders->list.selected = orders->list.top = 0;
	orders->list.selected_id[0] = '\0';
	return reaction_of(REACT_RELOAD);
}

/* Any, then one after the other, then any again. */
static int next_of(int now, int count)
{
	return now + 1 < count ? now + 1 : UNKNOWN;
}

static struct reaction go_order(const struct orders *orders)
{
	const struct list_row *row = list_selected(&orders->list);
	return reaction_go(SCREEN_ORDER, row ? row->id : NULL);
}

static struct reaction refresh(const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	if (!sync_orders(face->desk, &fault))
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

static struct reaction back(struct orders *orders)
{
	if (!*orders->filter.words && orders->state == UNKNOWN && orders->kind == UNKNOWN)
		return reaction_of(REACT_NOT_MINE);
	orders->filter.words[0] = '\0';
	orders->state = orders->kind = UNKNOWN;
	return from_the_top(orders);
}

static struct reaction moved(struct orders *orders)
{
	size_t from, count;
	return reaction_of(list_wants(&orders->list, &from, &count) ? REACT_RELOAD : REACT_REDRAW);
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct orders *orders = state;
	switch (action) {
	case ACTION_OPEN:
		return go_order(orders);
	case ACTION_STATE:
		orders->state = next_of(orders->state, ORDER_STATE_COUNT);
		return from_the_top(orders);
	case ACTION_KIND:
		orders->kind = next_of(orders->kind, ORDER_KIND_COUNT);
		return from_the_top(orders);
	case ACTION_BARE:
		return (struct reaction){ .kind = REACT_BARE, .text = orders->lost.claim };
	case ACTION_CLAIM:
		return (struct reaction){ .kind = REACT_COPY, .text = orders->lost.claim };
	case ACTION_FILTER:
		filter_start(&orders->filter);
		return reaction_of(REACT_REDRAW);
	case ACTION_REFRESH:
		return refresh(face);
	case ACTION_BACK:
		return back(orders);
	default:
		return list_act(&orders->list, action) ? moved(orders) : reaction_of(REACT_NOT_MINE);
	}
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct orders *orders = state;
	(void)face;
	if (col < orders->list_cols)
		list_click(&orders->list, row - 1);
	return reaction_of(REACT_REDRAW);
}

static bool typing(const void *state)
{
	return ((const struct orders *)state)->filter.typing;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct orders *orders = state;
	switch (filter_key(&orders->filter, face, pressed)) {
	case PROMPT_CHANGED:
	case PROMPT_LEAVE:
		return from_the_top(orders);
	case PROMPT_ENTER:
	case PROMPT_MOVED:
		return reaction_of(REACT_REDRAW);
	case PROMPT_NOT_MINE:
		break;
	}
	return reaction_of(REACT_NOT_MINE);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	const struct orders *orders = state;
	(void)face;
	return (action == ACTION_CLAIM || action == ACTION_BARE) && !orders->lost.claim ?
		_("Type the whole number of the missing order first, with /.") : NULL;
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct orders *orders = state;
	(void)face;
	if (orders->list.total == orders->total)
		return arena_print(arena, _("%zu orders"), orders->total);
	return arena_print(arena, _("%zu of %zu match"), orders->list.total, orders->total);
}

const struct screen_ops screen_orders = {
	.where = IN_ORDERS | IN_LIST,
	.topics = TOPIC_ORDERS | TOPIC_JOBS,
	.state_bytes = sizeof(struct orders),
	.hints = { ACTION_FILTER, ACTION_OPEN, ACTION_STATE, ACTION_KIND, ACTION_REFRESH },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.typing = typing,
	.key = key,
	.unavailable = unavailable,
	.status = status,
	.close = close,
};
