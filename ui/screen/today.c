/*
 * today: what needs her first, most urgent on top, then where the money stands, how yesterday went
 * and what waits to be sent. Enter goes to the cause of a line.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/balance_card.h"
#include "screen/empty.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/order_store.h"
#include "store/outbox.h"

enum { MONEY_ROWS = 11, LIST_LEAST = 4 };

struct today {
	struct list list;
	/* Of the last load. */
	struct attention *rows;
	size_t count;
	struct balance *balances;
	size_t balance_count;
	size_t yesterday, week_before, waiting;
	int64_t goods_at, orders_at;
	bool ready; /* some supplier is set up and answered at least once */
	struct empty empty;
};

static const struct list_column columns[] = {
	{ .head = N_("Needs you") },
};

static void open(void *state, const struct face *face, const char *subject)
{
	(void)face, (void)subject;
	list_init(&((struct today *)state)->list);
}

static void close(void *state)
{
	list_free(&((struct today *)state)->list);
}

/* ---- load */

static enum style urgency(enum attention_kind kind)
{
	switch (kind) {
	case ATTEND_LOGIN:
	case ATTEND_OFFLINE:
	case ATTEND_CLOCK:
	case ATTEND_REFUSED:
	case ATTEND_GOODS_GONE:
	case ATTEND_LINK_DEAD:
	case ATTEND_COUPON_ENDED:
	case ATTEND_PAYOUT_FAILED:
		return STYLE_BAD;
	case ATTEND_CHEAPER:
		return STYLE_GOOD;
	default:
		return STYLE_WARN;
	}
}

static void load_attention(struct today *today, const struct face *face, struct arena *arena)
{
	int64_t place = -1;
	today->count = today_load(face->desk, arena, &today->rows);
	struct list_row *rows = arena_take_array(arena, today->count + 1, sizeof *rows);
	for (size_t i = 0; i < today->count; i++) {
		const struct attention *one = &today->rows[i];
		rows[i] = (struct list_row){
			.id = arena_print(arena, "%d\t%s\t%s", (int)one->kind,
				one->supplier ? one->supplier : "",
				one->subject ? one->subject : ""),
			.cells = { one->text },
		};
		rows[i].styles[0] = (unsigned char)urgency(one->kind);
		if (!strcmp(rows[i].id, today->list.selected_id))
			place = (int64_t)i;
	}
	list_set_total(&today->list, today->count, place);
	list_set_rows(&today->list, rows, 0, today->count);
}

static size_t orders_of_day(const struct face *face, int days)
{
	int64_t now = clock_now_s();
	struct order_query query = { .words = "", .state = UNKNOWN, .kind = UNKNOWN,
		.since = clock_day_start(now, days), .until = clock_day_start(now, days + 1) };
	return order_count(&face->desk->store, &query);
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct today *today = state;
	load_attention(today, face, arena);
	today->balance_count = balance_load(&face->desk->store, arena, &today->balances);
	today->yesterday = orders_of_day(face, -1);
	today->week_before = orders_of_day(face, -8);
	today->waiting = outbox_waiting(&face->desk->store);
	today->goods_at = sync_age_at(face->desk, JOB_SYNC_GOODS);
	today->orders_at = sync_age_at(face->desk, JOB_SYNC_ORDERS);
	today->ready = today->goods_at || today->orders_at;
	empty_load(
		&today->empty, face, JOB_SYNC_ORDERS, _("Nothing is known about your shop yet."));
	if (!today->ready)
		return;
	snprintf(today->empty.what, sizeof today->empty.what, "%s", _("Nothing needs you now."));
	snprintf(today->empty.next, sizeof today->empty.next,
		_("Press %s to pick goods, %s to see your shelf."),
		keymap_first(face->keymap, ACTION_GOODS), keymap_first(face->keymap, ACTION_SHELF));
	today->empty.bad = false;
}

/* ---- draw */

static void draw_attention(struct today *today, struct area area)
{
	if (!today->count) {
		empty_draw(&today->empty, area);
		return;
	}
	const struct list_row *row = list_selected(&today->list);
	struct arena arena = { 0 };
	char **lines;
	size_t more = 0;
	/* A sentence that is cut in its row can be read in full below the list. */
	if (row && area.rows >= 2 * LIST_LEAST && (int)text_cols(row->cells[0]) > area.cols - 2)
		more = text_wrap(
			&arena, row->cells[0], area.cols > 4 ? (size_t)area.cols - 2 : 2, &lines);
	if ((int)more + LIST_LEAST > area.rows)
		more = 0;
	int rows = area.rows - (int)more - (more > 0);
	if (rows > (int)today->count + 1 && more)
		rows = (int)today->count + 1;
	list_draw(&today->list, area_part(area, 0, 0, rows, area.cols), columns, 1);
	for (size_t i = 0; i < more; i++)
		area_put(area, rows + 1 + (int)i, 2, STYLE_DIM, lines[i]);
	arena_clear(&arena);
}

static void draw_age(struct sheet *sheet, const char *label, int64_t at)
{
	char age[CLOCK_TEXT];
	sheet_pair(sheet, label, STYLE_DIM,
		at ? clock_age(at, clock_now_s(), age, sizeof age) : _("never asked"));
}

static void draw_numbers(struct today *today, const struct face *face, struct area area)
{
	struct sheet sheet;
	const char *sign = today->yesterday > today->week_before ? glyphs()->up
		: today->yesterday < today->week_before ? glyphs()->down : "=";
	sheet_begin(&sheet, area, NULL);
	sheet.label_cols = 16;
	if (today->balance_count)
		balance_card_draw(&sheet, face, today->balances, today->balance_count, false);
	else
		sheet_text(&sheet, STYLE_DIM, _("Nothing earned yet."));
	sheet_gap(&sheet);
	sheet_pair(&sheet, _("Yesterday"), STYLE_TEXT, arena_print(&sheet.arena,
		_("%zu orders %s last week %zu"), today->yesterday, sign, today->week_before));
	if (today->waiting)
		sheet_pair(&sheet, _("To be sent"), STYLE_WARN, arena_print(&sheet.arena,
			_("%zu waiting, key %s"), today->waiting,
			keymap_first(face->keymap, ACTION_JOBS)));
	draw_age(&sheet, _("Goods as of"), today->goods_at);
	draw_age(&sheet, _("Orders as of"), today->orders_at);
	sheet_end(&sheet, NULL);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct today *today = state;
	struct area list, numbers;
	if (!today->ready && !today->count) {
		empty_draw(&today->empty, area);
		return;
	}
	panes_split(area, &list, &numbers);
	if (numbers.cols) {
		draw_attention(today, list);
		draw_numbers(today, face, numbers);
		return;
	}
	/* One pane: as many lines as need her, at most what the money
	 * leaves, and some in any case. */
	int wanted = today->count ? (int)today->count + 2 : LIST_LEAST;
	int most = area.rows - MONEY_ROWS > LIST_LEAST ? area.rows - MONEY_ROWS : LIST_LEAST;
	int rows = wanted < most ? wanted : most;
	draw_attention(today, area_part(area, 0, 0, rows, area.cols));
	draw_numbers(today, face, area_part(area, rows, 0, area.rows - rows, area.cols));
}

/* ---- act */

static struct reaction go(enum screen_id screen, const struct attention *to)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = screen };
	if (!to)
		return reaction;
	int length = snprintf(
		reaction.subject, sizeof reaction.subject, "%s\t%s", to->supplier, to->subject);
	return length < (int)sizeof reaction.subject ? reaction : reaction_of(REACT_STAY);
}

static struct reaction go_to_cause(const struct today *today)
{
	if (today->list.selected >= today->count)
		return reaction_of(REACT_STAY);
	const struct attention *one = &today->rows[today->list.selected];
	const struct attention *subject = one->supplier && one->subject ? one : NULL;
	switch (one->kind) {
	case ATTEND_LOGIN:
	case ATTEND_KEY_AGE:
		return reaction_go(SCREEN_SETUP, one->supplier);
	case ATTEND_OFFLINE:
	case ATTEND_CLOCK:
	case ATTEND_REFUSED:
		return go(SCREEN_JOBS, NULL);
	case ATTEND_PAYOUT_FAILED:
		return go(SCREEN_PAYOUTS, NULL);
	case ATTEND_LINK_DEAD:
		return go(subject ? SCREEN_SHARE : SCREEN_SHELF, subject);
	case ATTEND_CLAWBACK:
	case ATTEND_UNKNOWN_STATE:
		return go(subject ? SCREEN_ORDER : SCREEN_ORDERS, subject);
	default:
		return go(subject ? SCREEN_DETAIL : SCREEN_SHELF, subject);
	}
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct today *today = state;
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	if (action == ACTION_OPEN)
		return go_to_cause(today);
	if (action == ACTION_REFRESH) {
		if (!sync_all(face->desk, &fault))
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		(void)find_posted(face->desk);
		return reaction;
	}
	if (action == ACTION_PAYOUTS)
		return go(SCREEN_PAYOUTS, NULL);
	return reaction_of(list_act(&today->list, action) ? REACT_REDRAW : REACT_NOT_MINE);
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	(void)face, (void)col;
	list_click(&((struct today *)state)->list, row);
	return reaction_of(REACT_REDRAW);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	(void)state, (void)face;
	return action == ACTION_FILTER ? _("There is nothing to search here.") : NULL;
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct today *today = state;
	(void)face;
	if (!today->count)
		return "";
	return today->count == 1 ? _("1 thing needs you")
		: arena_print(arena, _("%zu things need you"), today->count);
}

const struct screen_ops screen_today = {
	.where = IN_TODAY | IN_LIST,
	.topics = TOPIC_GOODS | TOPIC_SHELF | TOPIC_ORDERS | TOPIC_LINES | TOPIC_OUTBOX | TOPIC_JOBS,
	.state_bytes = sizeof(struct today),
	.hints = { ACTION_OPEN, ACTION_GOODS, ACTION_SHELF, ACTION_ORDERS, ACTION_EARNINGS,
		ACTION_REFRESH },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.unavailable = unavailable,
	.status = status,
	.close = close,
};
