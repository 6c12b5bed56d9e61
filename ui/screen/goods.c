/*
 * goods: everything there is to pick from. Searching is filtering: the list shrinks out of the store at each
 * key, and the supplier is asked once she pauses. Columns are in goods_rows.c, the preview in goods_card.c,
 * what is done with goods in goods_act.c. This is the screen to copy.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/filter.h"
#include "screen/goods_act.h"
#include "screen/goods_card.h"
#include "screen/goods_category.h"
#include "screen/goods_rows.h"
#include "screen/goods_status.h"
#include "screen/goods_preview.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/subject.h"

enum { PAUSE_MS = 300 };

struct goods_screen {
	struct list list;
	struct goods_category category;
	struct filter filter;
	struct goods_preview preview;
	int64_t ask_at_ms; /* when the supplier is asked for what was typed; 0 = never */
	size_t more_at;    /* rows there were when more was asked for */
	enum goods_sort sort;
	bool reverse;
	/* Of the last load, in its arena. */
	struct goods_query query;
	struct goods *rows;
	size_t from, count, total;
	struct fault bad; /* a filter that was not understood */
	struct list_column columns[GOODS_COLUMNS];
	struct empty empty;
	int list_row, list_cols; /* where draw put the list: for clicks */
	struct arena copied; /* text handed to the clipboard */
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct goods_screen *goods = state;
	(void)face;
	list_init(&goods->list);
	list_init(&goods->category.list);
	goods->list.cards = true;
	goods->sort = SORT_SALES;
	if (subject)
		snprintf(goods->filter.words, sizeof goods->filter.words, "%s", subject);
}

static void close(void *state)
{
	struct goods_screen *goods = state;
	list_free(&goods->list);
	list_free(&goods->category.list);
	arena_clear(&goods->copied);
}

/* ---- load */

static void read_query(struct goods_screen *goods, struct arena *arena)
{
	goods->bad = (struct fault){ 0 };
	/* The rest of the line is searched all the same: what is wrong is said above the list. */
	if (goods_query_read(goods->filter.words, arena, &goods->query, &goods->bad) == OK)
		goods->bad.code = OK;
	goods->query.sort = goods->sort;
	goods->query.reverse = goods->reverse;
	goods->query.together = true;
	if (!*goods->category.id)
		return;
	const char *id = arena_text(arena, goods->category.id);
	if (goods->category.is_topic)
		goods->query.topic = id;
	else
		goods->query.category = id;
	/* Ids are the supplier's own: another may call something else so. */
	if (goods->category.is_topic || goods->category.several)
		goods->query.supplier = arena_text(arena, goods->category.supplier);
}

static void load_rows(struct goods_screen *goods, const struct face *face, struct arena *arena)
{
	struct store *store = &face->desk->store;
	struct list *list = &goods->list;
	struct subject selected;
	int64_t place = -1; /* the row selected may be one that is only now to be loaded */
	size_t from, count;

	if (subject_read(list->selected_id, &selected))
		place = goods_position(store, &goods->query, selected.supplier, selected.id);
	list_set_total(list, goods_count(store, &goods->query), place);
	goods->count = 0;
	/* Rows that are to be marked come first; the page on the screen last, and stays. */
	for (int turn = 0; turn < 2 && list_wants(list, &from, &count); turn++) {
		goods->from = from;
		goods->count = goods_load(store, &goods->query, from, count, arena, &goods->rows);
		list_set_rows(list, goods_rows_make(face, goods->rows, goods->count, arena), from,
			goods->count);
	}
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct goods_screen *goods = state;
	struct goods_query all = { .words = "", .without = "", .together = true };
	goods_category_load(&goods->category, face, arena);
	read_query(goods, arena);
	load_rows(goods, face, arena);
	if (!goods->preview.at_ms)
		goods_preview_follow(&goods->preview, &goods->list);
	goods->list.match = *goods->query.words ? goods->query.words : NULL;
	all.sort = goods->query.sort;
	all.reverse = goods->query.reverse;
	goods->total = goods_count(&face->desk->store, &all);
	goods_rows_columns(goods->columns, goods->query.sort, goods->reverse, arena);
	empty_load(&goods->empty, face, goods->query.topic ? JOB_TOPIC
			: goods->total ? JOB_SEARCH : JOB_SYNC_GOODS,
		goods->total ? _("Nothing matches.") : _("No goods have been seen yet."));
}

/* ---- draw */

static const struct goods *previewed(const struct goods_screen *goods)
{
	size_t place = goods_preview_place(&goods->preview, &goods->list);
	if (place < goods->from || place - goods->from >= goods->count)
		return NULL;
	return &goods->rows[place - goods->from];
}

/* The row above the list: the field while typing, else what is shown and in which order. */
static void draw_top(struct goods_screen *goods, const struct face *face, struct area area)
{
	if (goods->filter.typing) {
		prompt_draw(&goods->filter.prompt, area, 0);
		return;
	}
	int col = area_put(area, 0, 0, STYLE_BOLD,
		*goods->category.name ? goods->category.name : _("All categories"));
	col = filter_draw(&goods->filter, area, col);
	char sorted[120];
	snprintf(sorted, sizeof sorted, _("%s: by %s"), keymap_first(face->keymap, ACTION_SORT),
		goods_sort_name(goods->query.sort));
	int cols = (int)text_cols(sorted);
	if (col + 2 + cols <= area.cols)
		area_put(area, 0, area.cols - cols, STYLE_DIM, sorted);
}

static void draw_nothing(const struct goods_screen *goods, const struct face *face, struct area area)
{
	struct empty empty = goods->empty;
	if (goods->total && !empty.waiting && !empty.bad)
		snprintf(empty.next, sizeof empty.next,
			_("Use fewer words; %s shows everything again, %s asks the supplier."),
			goods->filter.typing ? "<Esc>" : keymap_first(face->keymap, ACTION_BACK),
			goods->filter.typing ? "<Enter>" : keymap_first(face->keymap, ACTION_REFRESH));
	empty_draw(&empty, area);
}

static void draw_preview(
	const struct goods_screen *goods, const struct face *face, struct area area)
{
	struct sheet sheet;
	const struct goods *one = previewed(goods);
	if (!area.cols || !one)
		return;
	sheet_begin(&sheet, area, NULL);
	goods_card_draw(&sheet, face, one);
	sheet_end(&sheet, NULL);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct goods_screen *goods = state;
	struct area list, preview;
	int top = 1;

	draw_top(goods, face, area);
	if (goods->bad.code != OK)
		area_field(area, top++, 0, area.cols, STYLE_WARN, goods->bad.text, false);
	area = area_part(area, top, 0, area.rows - top, area.cols);
	if (goods->category.open) {
		goods_category_draw(&goods->category, area);
		return;
	}
	goods->list_row = top;
	if (!goods->list.total) {
		draw_nothing(goods, face, area);
		return;
	}
	panes_split(area, &list, &preview);
	goods->list_cols = list.cols;
	list_draw(&goods->list, list, goods->columns,
		face->conf->account_count < 2 ? GOODS_COLUMNS_ONE : GOODS_COLUMNS);
	draw_preview(goods, face, preview);
}

/* ---- act */

static struct reaction ask(struct goods_screen *goods, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	goods->ask_at_ms = 0;
	goods->more_at = 0;
	const struct goods_query *query = &goods->query;
	int job = query->topic ? find_topic(face->desk, query->supplier, query->topic, &fault)
			       : find_goods(face->desk, query, &fault);
	if (!job)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

static struct reaction from_top(struct goods_screen *goods)
{
	/* What matches best is on top: the selection goes there. */
	goods->list.selected = goods->list.top = 0;
	goods->list.selected_id[0] = '\0';
	return reaction_of(REACT_RELOAD);
}

/* Asks for the next page once when the end of what is here comes near. */
static void ask_more(struct goods_screen *goods, const struct face *face)
{
	struct fault fault;
	size_t page = goods->list.page_rows > 0 ? (size_t)goods->list.page_rows : 1;
	if (goods->list.selected + page < goods->list.total || goods->more_at == goods->list.total)
		return;
	goods->more_at = goods->list.total;
	const struct goods_query *query = &goods->query;
	/* No further page is no news. */
	if (query->topic)
		find_topic_more(face->desk, query->supplier, query->topic, &fault);
	else
		find_more(face->desk, query, &fault);
}

static struct reaction moved(struct goods_screen *goods, const struct face *face, enum action action)
{
	size_t from, count;
	ask_more(goods, face);
	goods_preview_moved(&goods->preview, &goods->list);
	return reaction_marked(
		list_wants(&goods->list, &from, &count) ? REACT_RELOAD : REACT_REDRAW, &goods->list, action);
}

static struct goods_target target(const struct goods_screen *goods)
{
	const struct list_row *row = list_selected(&goods->list);
	return (struct goods_target){ &goods->list, row ? row->id : NULL };
}

static struct reaction go_detail(const struct goods_screen *goods)
{
	return reaction_go(SCREEN_DETAIL, target(goods).subject);
}

static struct reaction sort(struct goods_screen *goods, bool turn)
{
	goods->reverse = turn && !goods->reverse;
	/* Relevance is no column one could look at. */
	if (!turn && ++goods->sort == SORT_COUNT)
		goods->sort = SORT_PRICE;
	return from_top(goods);
}

static struct reaction back(struct goods_screen *goods)
{
	if (!*goods->filter.words && !*goods->category.id)
		return reaction_of(REACT_NOT_MINE);
	goods->category.id[0] = goods->category.name[0] = '\0';
	goods->filter.words[0] = '\0';
	goods->ask_at_ms = 0;
	return from_top(goods);
}

/* What was chosen is asked for where it is not here as a whole already. */
static struct reaction chosen(struct goods_screen *goods, const struct face *face)
{
	struct arena arena = { 0 };
	struct reaction reaction = from_top(goods);
	/* A supplier's list is another place, where she has not searched yet. */
	if (goods->category.is_topic)
		goods->filter.words[0] = '\0';
	bool asks = goods->category.is_topic || (goods->category.several && *goods->category.id);
	if (asks) {
		read_query(goods, &arena);
		struct reaction asked = ask(goods, face);
		memcpy(reaction.say, asked.say, sizeof reaction.say);
	}
	/* The load that follows reads it into the screen's arena. */
	arena_clear(&arena);
	goods->query = (struct goods_query){ .words = "", .without = "" };
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct goods_screen *goods = state;
	struct goods_target on = target(goods);

	if (goods->category.open) {
		struct reaction reaction = goods_category_act(&goods->category, action);
		return action == ACTION_OPEN ? chosen(goods, face) : reaction;
	}
	switch (action) {
	case ACTION_OPEN:
		return go_detail(goods);
	case ACTION_FILTER:
		filter_start(&goods->filter);
		return reaction_of(REACT_REDRAW);
	case ACTION_SORT:
	case ACTION_REVERSE:
		return sort(goods, action == ACTION_REVERSE);
	case ACTION_CATEGORY:
		goods_category_show(&goods->category, face);
		return reaction_of(REACT_RELOAD);
	case ACTION_REFRESH:
		return *goods->filter.words || *goods->category.id ? ask(goods, face) : reaction_of(REACT_NOT_MINE);
	case ACTION_BACK:
		return back(goods);
	default:
		if (list_act(&goods->list, action))
			return moved(goods, face, action);
		arena_clear(&goods->copied);
		return goods_act(face, action, &on, &goods->copied);
	}
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct goods_screen *goods = state;
	(void)face;
	if (goods->category.open)
		list_click(&goods->category.list, row - goods->list_row);
	else if (col < goods->list_cols)
		list_click(&goods->list, row - goods->list_row);
	return reaction_of(REACT_REDRAW);
}

static bool typing(const void *state)
{
	return ((const struct goods_screen *)state)->filter.typing;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct goods_screen *goods = state;
	switch (filter_key(&goods->filter, face, pressed)) {
	case PROMPT_CHANGED:
		goods->ask_at_ms = clock_steady_ms() + PAUSE_MS;
		return from_top(goods);
	case PROMPT_ENTER:
		return *goods->filter.words ? ask(goods, face) : reaction_of(REACT_REDRAW);
	case PROMPT_LEAVE:
		goods->ask_at_ms = 0;
		return from_top(goods);
	case PROMPT_MOVED:
		return reaction_of(REACT_REDRAW);
	case PROMPT_NOT_MINE:
		break;
	}
	/* Arrows and pages move through the list while the field stays. */
	return reaction_of(REACT_NOT_MINE);
}

/* Two pauses can be on: before the supplier is asked, and before the pane follows the selection. */
static bool preview_is_next(const struct goods_screen *goods)
{
	return goods->preview.at_ms && (!goods->ask_at_ms || goods->preview.at_ms < goods->ask_at_ms);
}

static int64_t tick_at(const void *state)
{
	const struct goods_screen *goods = state;
	return preview_is_next(goods) ? goods->preview.at_ms : goods->ask_at_ms;
}

static struct reaction tick(void *state, const struct face *face)
{
	struct goods_screen *goods = state;
	if (preview_is_next(goods)) {
		goods_preview_follow(&goods->preview, &goods->list);
		return reaction_of(REACT_REDRAW);
	}
	if (!*goods->filter.words || goods->bad.code != OK) {
		goods->ask_at_ms = 0;
		return reaction_of(REACT_STAY);
	}
	return ask(goods, face);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	struct goods_target on = target(state);
	return goods_act_unavailable(face, action, &on);
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct goods_screen *goods = state;
	size_t marked = list_marked(&goods->list);
	const char *text = goods->list.total == goods->total
		? arena_print(arena, _("%zu goods"), goods->total)
		: arena_print(arena, _("%zu of %zu match"), goods->list.total, goods->total);
	text = marked ? arena_print(arena, _("%s, %zu marked"), text, marked) : text;
	return arena_print(arena, "%s%s", text, goods_status(face, arena));
}

const struct screen_ops screen_goods = {
	.where = IN_GOODS | IN_LIST,
	.topics = TOPIC_GOODS | TOPIC_SHELF | TOPIC_JOBS,
	.state_bytes = sizeof(struct goods_screen),
	.hints = { ACTION_FILTER, ACTION_OPEN, ACTION_PICK, ACTION_SHARE, ACTION_QR, ACTION_SORT,
		ACTION_CATEGORY },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.typing = typing,
	.key = key,
	.tick_at = tick_at,
	.tick = tick,
	.unavailable = unavailable,
	.status = status,
	.close = close,
};
