/*
 * compare: the offers of one thing side by side, or the goods she marked: what the buyer pays, what she
 * earns, and where it may be posted. Which goods are one thing: store/offers.h. Subject: "supplier<Tab>id";
 * none: those of COMPARE_QUEUE.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/empty.h"
#include "screen/goods_act.h"
#include "screen/goods_card.h"
#include "screen/goods_rows.h"
#include "screen/panes.h"
#include "screen/queue.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/offers.h"

enum { COMPARE_COLUMNS = 10 };

struct compare {
	struct list list;
	char row[240];
	struct subject subject;
	enum goods_sort sort;
	bool reverse;
	/* Of the last load, in its arena. */
	struct offer *rows;
	size_t count;
	struct list_column columns[COMPARE_COLUMNS];
	struct empty empty;
	int list_cols;
	struct arena copied;
};

static const struct {
	struct list_column column;
	enum goods_sort sort;
} table[COMPARE_COLUMNS] = {
	{ { .head = N_("Supplier"), .cols = 11 }, SORT_COUNT },
	{ { .head = N_("Price"), .cols = 9, .right = true }, SORT_PRICE },
	{ { .head = N_("Coupon"), .cols = 9, .from_cols = 70, .right = true }, SORT_COUNT },
	{ { .head = N_("You earn"), .cols = 10, .right = true }, SORT_COMMISSION },
	{ { .head = N_("Rate"), .cols = 7, .from_cols = 64, .right = true }, SORT_RATE },
	{ { .head = N_("Sold"), .cols = 7, .from_cols = 84, .right = true }, SORT_SALES },
	{ { .head = N_("Score"), .cols = 5, .from_cols = 96, .right = true }, SORT_SCORE },
	{ { .head = N_("Stock"), .cols = 7, .from_cols = 96, .right = true }, SORT_COUNT },
	{ { .head = N_("Match"), .cols = 12 }, SORT_COUNT },
	{ { .head = N_("Goods") }, SORT_COUNT },
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct compare *compare = state;
	(void)face;
	list_init(&compare->list);
	compare->list.cards = true;
	compare->sort = SORT_PRICE;
	snprintf(compare->row, sizeof compare->row, "%s", subject ? subject : "");
	subject_read(subject, &compare->subject);
}

static void close(void *state)
{
	struct compare *compare = state;
	list_free(&compare->list);
	arena_clear(&compare->copied);
}

/* ---- load */

static void load_marked(struct compare *compare, const struct face *face, struct arena *arena)
{
	struct store *store = &face->desk->store;
	const char *queue = store_get(store, arena, COMPARE_QUEUE), *at = queue ? queue : "";
	struct subject one;
	char row[QUEUE_ROW];
	compare->rows = arena_take_array(arena, strlen(at) / 2 + 1, sizeof *compare->rows);
	compare->count = 0;
	while (queue_next(&at, row)) {
		struct goods *goods = subject_read(row, &one)
			? goods_get(store, arena, one.supplier, one.id) : NULL;
		/* She put them side by side: whether they are alike she knows. */
		if (goods)
			compare->rows[compare->count++] =
				(struct offer){ *goods, LIKE_SELF };
	}
}

static struct list_row make(const struct face *face, const struct offer *offer, struct arena *arena)
{
	const struct goods *goods = &offer->goods;
	struct list_row row = *goods_rows_make(face, goods, 1, arena), made = row;
	static const int from[COMPARE_COLUMNS] = { 8, 1, 4, 2, 3, 5, 6, -1, -1, 0 };
	for (int i = 0; i < COMPARE_COLUMNS; i++) {
		made.cells[i] = from[i] < 0 ? "" : row.cells[from[i]];
		made.styles[i] = from[i] < 0 ? STYLE_TEXT : row.styles[from[i]];
	}
	made.cells[7] = goods->stock == UNKNOWN ? "-" : goods->stock == 0 ? _("sold out")
		: arena_print(arena, "%lld", (long long)goods->stock);
	made.cells[8] = likeness_name(offer->likeness);
	made.styles[0] = STYLE_BOLD;
	made.styles[8] = offer->likeness <= LIKE_TITLE ? STYLE_WARN : STYLE_GOOD;
	return made;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct compare *compare = state;
	struct store *store = &face->desk->store;
	int64_t place = -1;
	if (*compare->subject.id)
		compare->count = offers_load(store, arena, compare->subject.supplier,
			compare->subject.id, &compare->rows);
	else
		load_marked(compare, face, arena);
	offers_sort(compare->rows, compare->count, compare->sort, compare->reverse);
	struct list_row *rows = arena_take_array(arena, compare->count + 1, sizeof *rows);
	for (size_t i = 0; i < compare->count; i++) {
		rows[i] = make(face, &compare->rows[i], arena);
		if (!*compare->subject.id)
			rows[i].cells[8] = "";
		if (!strcmp(rows[i].id, compare->list.selected_id))
			place = (int64_t)i;
	}
	list_set_total(&compare->list, compare->count, place);
	list_set_rows(&compare->list, rows, 0, compare->count);
	for (int i = 0; i < COMPARE_COLUMNS; i++) {
		compare->columns[i] = table[i].column;
		if (table[i].sort == compare->sort)
			compare->columns[i].head = goods_rows_head(
				table[i].column.head, compare->sort, compare->reverse, arena);
	}
	empty_load(&compare->empty, face, JOB_SEARCH, _("This goods has not been seen yet."));
}

/* ---- draw */

static void draw_top(const struct compare *compare, const struct face *face, struct area area)
{
	char sorted[120];
	struct arena arena = { 0 };
	size_t others = compare->count ? compare->count - 1 : 0;
	const char *text = !*compare->subject.id
		? arena_print(&arena, ngettext("%zu marked goods", "%zu marked goods", compare->count),
			  compare->count)
		: others ? arena_print(&arena, ngettext("%zu other offer of this thing",
				   "%zu other offers of this thing", others), others)
			 : _("No other supplier offers this, as far as is known here.");
	int col = area_put(area, 0, 0, STYLE_BOLD, text);
	snprintf(sorted, sizeof sorted, _("%s: by %s"), keymap_first(face->keymap, ACTION_SORT),
		goods_sort_name(compare->sort));
	int cols = (int)text_cols(sorted);
	if (col + 2 + cols <= area.cols)
		area_put(area, 0, area.cols - cols, STYLE_DIM, sorted);
	arena_clear(&arena);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct compare *compare = state;
	struct area list, preview;
	struct sheet sheet;
	if (!compare->count) {
		empty_draw(&compare->empty, area);
		return;
	}
	draw_top(compare, face, area);
	panes_split(area_part(area, 1, 0, area.rows - 1, area.cols), &list, &preview);
	compare->list_cols = list.cols;
	list_draw(&compare->list, list, compare->columns, COMPARE_COLUMNS);
	if (!preview.cols || compare->list.selected >= compare->count)
		return;
	const struct goods *goods = &compare->rows[compare->list.selected].goods;
	sheet_begin(&sheet, preview, NULL);
	goods_card_draw(&sheet, face, goods);
	goods_card_posting(&sheet, face, goods);
	sheet_end(&sheet, NULL);
}

/* ---- act */

static struct goods_target target(const struct compare *compare)
{
	const struct list_row *row = list_selected(&compare->list);
	return (struct goods_target){ &compare->list, row ? row->id : NULL };
}

static struct reaction sort(struct compare *compare, bool turn)
{
	compare->reverse = turn && !compare->reverse;
	if (!turn && ++compare->sort == SORT_COUNT)
		compare->sort = SORT_PRICE;
	return reaction_of(REACT_RELOAD);
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct compare *compare = state;
	struct goods_target on = target(compare);
	switch (action) {
	case ACTION_OPEN:
		return reaction_go(SCREEN_DETAIL, on.subject);
	case ACTION_SORT:
	case ACTION_REVERSE:
		return sort(compare, action == ACTION_REVERSE);
	case ACTION_FILTER:
		return reaction_of(REACT_STAY);
	default:
		if (list_act(&compare->list, action))
			return reaction_marked(REACT_REDRAW, &compare->list, action);
		arena_clear(&compare->copied);
		return goods_act(face, action, &on, &compare->copied);
	}
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct compare *compare = state;
	(void)face;
	if (col < compare->list_cols)
		list_click(&compare->list, row - 1);
	return reaction_of(REACT_REDRAW);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	struct goods_target on = target(state);
	return goods_act_unavailable(face, action, &on);
}

const struct screen_ops screen_compare = {
	.where = IN_COMPARE | IN_LIST,
	.topics = TOPIC_GOODS | TOPIC_SHELF,
	.state_bytes = sizeof(struct compare),
	.hints = { ACTION_OPEN, ACTION_PICK, ACTION_SHARE, ACTION_QR, ACTION_COPY_LINK, ACTION_SORT,
		ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.unavailable = unavailable,
	.close = close,
};
