/*
 * shelf: what she picked to share, and what changed since: price, stock, coupon, rate.
 * Subject: NULL, or "problems". Rows are in shelf_rows.c, signs and words of changes in
 * shelf_card.c, sharing in goods_act.c.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "paint/list.h"
#include "paint/prompt.h"
#include "screen/empty.h"
#include "screen/filter.h"
#include "screen/goods_act.h"
#include "screen/panes.h"
#include "screen/reaction.h"
#include "screen/shelf_card.h"
#include "screen/shelf_rows.h"
#include "screen/subject.h"

enum field { FIELD_NONE, FIELD_TAGS, FIELD_NOTE };

struct shelf {
	struct list list;
	struct filter filter;
	struct prompt prompt;
	enum field field; /* what of the selected goods is typed in `prompt` */
	bool problems; /* show these only */
	enum shelf_sort sort;
	bool reverse;
	/* Of the last load. */
	struct shelf_entry *rows;
	size_t count, all, problem_count;
	struct empty empty;
	int list_cols; /* where draw put the list: for clicks */
	struct arena copied;
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct shelf *shelf = state;
	(void)face;
	list_init(&shelf->list);
	shelf->list.cards = true;
	shelf->problems = subject && !strcmp(subject, "problems");
}

static void close(void *state)
{
	struct shelf *shelf = state;
	list_free(&shelf->list);
	arena_clear(&shelf->copied);
}

/* ---- load */

static void keep_problems(struct shelf *shelf)
{
	size_t kept = 0;
	int64_t now = clock_now_s();
	shelf->problem_count = 0;
	for (size_t i = 0; i < shelf->count; i++) {
		bool problem = shelf_is_problem(&shelf->rows[i], now);
		shelf->problem_count += problem;
		if (problem || !shelf->problems)
			shelf->rows[kept++] = shelf->rows[i];
	}
	shelf->count = kept;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct shelf *shelf = state;
	int64_t place = -1;
	struct shelf_entry *everything;

	shelf->count = shelf_load(&face->desk->store,
		*shelf->filter.words ? shelf->filter.words : NULL, arena, &shelf->rows);
	shelf->all = *shelf->filter.words ? shelf_load(&face->desk->store, NULL, arena, &everything)
				   : shelf->count;
	keep_problems(shelf);
	shelf_rows_sort(shelf->rows, shelf->count, shelf->sort, shelf->reverse);
	struct list_row *rows = shelf_rows_make(face, shelf->rows, shelf->count, arena);
	for (size_t i = 0; i < shelf->count; i++)
		if (!strcmp(rows[i].id, shelf->list.selected_id))
			place = (int64_t)i;
	list_set_total(&shelf->list, shelf->count, place);
	list_set_rows(&shelf->list, rows, 0, shelf->count);
	shelf->list.match = *shelf->filter.words ? shelf->filter.words : NULL;
	empty_load(&shelf->empty, face, JOB_SYNC_GOODS, _("Your shelf is empty."));
}

/* ---- draw */

static bool typing(const void *state)
{
	const struct shelf *shelf = state;
	return shelf->filter.typing || shelf->field != FIELD_NONE;
}

static const struct shelf_entry *selected(const struct shelf *shelf)
{
	return shelf->list.selected < shelf->count ? &shelf->rows[shelf->list.selected] : NULL;
}

static void draw_top(struct shelf *shelf, struct area area)
{
	if (typing(shelf)) {
		prompt_draw(shelf->filter.typing ? &shelf->filter.prompt : &shelf->prompt, area, 0);
		return;
	}
	int col = area_put(area, 0, 0, STYLE_BOLD,
		shelf->problems ? _("Problems only") : _("Everything on your shelf"));
	col = filter_draw(&shelf->filter, area, col);
	area_print(area, 0, col + 2, STYLE_DIM, "%s %s", shelf_rows_sort_name(shelf->sort),
		shelf->reverse ? glyphs()->up : "");
}

static void draw_nothing(const struct shelf *shelf, const struct face *face, struct area area)
{
	struct empty empty = shelf->empty;
	const char *back = typing(shelf) ? "<Esc>" : keymap_first(face->keymap, ACTION_BACK);
	if (shelf->all && *shelf->filter.words) {
		snprintf(empty.what, sizeof empty.what, "%s", _("Nothing matches."));
		snprintf(empty.next, sizeof empty.next, _("%s shows everything again."), back);
	} else if (shelf->all && shelf->problems) {
		snprintf(empty.what, sizeof empty.what, "%s",
			_("No problems: everything is as it was when you picked it."));
		snprintf(empty.next, sizeof empty.next, _("%s shows everything again."), back);
	} else {
		snprintf(empty.what, sizeof empty.what, "%s", _("Your shelf is empty."));
		snprintf(empty.next, sizeof empty.next,
			_("Press %s for the goods, and %s there to put one on the shelf."),
			keymap_first(face->keymap, ACTION_GOODS),
			keymap_first(face->keymap, ACTION_PICK));
	}
	empty_draw(&empty, area);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct shelf *shelf = state;
	struct list_column columns[SHELF_COLUMNS];
	struct area list, preview;
	struct sheet sheet;
	draw_top(shelf, area);
	area = area_part(area, 1, 0, area.rows - 1, area.cols);
	if (!shelf->count) {
		draw_nothing(shelf, face, area);
		return;
	}
	panes_split(area, &list, &preview);
	shelf->list_cols = list.cols;
	list_draw(&shelf->list, list, columns, shelf_rows_columns(face, columns));
	if (!preview.cols || !selected(shelf))
		return;
	sheet_begin(&sheet, preview, NULL);
	shelf_card_draw(&sheet, face, selected(shelf));
	sheet_end(&sheet, NULL);
}

/* ---- act */

static struct goods_target target(const struct shelf *shelf)
{
	const struct list_row *row = list_selected(&shelf->list);
	return (struct goods_target){ &shelf->list, row ? row->id : NULL };
}

static struct reaction drop(struct shelf *shelf, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct goods_target on = target(shelf);
	struct fault fault = { 0 };
	struct subject goods;
	size_t marked = list_marked(&shelf->list), count = marked ? marked : on.subject != NULL;
	size_t done = 0;
	for (size_t i = 0; i < count; i++)
		if (subject_read(marked ? list_mark(&shelf->list, i) : on.subject, &goods))
			done += desk_drop(face->desk, goods.supplier, goods.id, &fault) == OK;
	list_clear_marks(&shelf->list);
	if (done < count)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	else
		snprintf(reaction.say, sizeof reaction.say,
			_("Taken off the shelf: %zu. %s takes it back."), done,
			keymap_first(face->keymap, ACTION_UNDO));
	return reaction;
}

static struct reaction start_typing(struct shelf *shelf, enum field field)
{
	const struct shelf_entry *entry = selected(shelf);
	if (!entry)
		return reaction_of(REACT_STAY);
	shelf->field = field;
	if (field == FIELD_TAGS)
		prompt_set(&shelf->prompt, _("Tags:"), entry->tags);
	else
		prompt_set(&shelf->prompt, _("Note:"), entry->note);
	return reaction_of(REACT_REDRAW);
}

static struct reaction back(struct shelf *shelf)
{
	if (!*shelf->filter.words && !shelf->problems)
		return reaction_of(REACT_NOT_MINE);
	shelf->filter.words[0] = '\0';
	shelf->problems = false;
	return reaction_of(REACT_RELOAD);
}

static struct reaction go_detail(const struct shelf *shelf)
{
	const struct list_row *row = list_selected(&shelf->list);
	return reaction_go(SCREEN_DETAIL, row ? row->id : NULL);
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct shelf *shelf = state;
	struct goods_target on = target(shelf);
	switch (action) {
	case ACTION_OPEN:
		return go_detail(shelf);
	case ACTION_FILTER:
		filter_start(&shelf->filter);
		return reaction_of(REACT_REDRAW);
	case ACTION_TAGS:
		return start_typing(shelf, FIELD_TAGS);
	case ACTION_NOTE:
		return start_typing(shelf, FIELD_NOTE);
	case ACTION_DROP:
		return drop(shelf, face);
	case ACTION_PROBLEMS:
		shelf->problems = !shelf->problems;
		return reaction_of(REACT_RELOAD);
	case ACTION_SORT:
		shelf->sort = (shelf->sort + 1) % SHELF_SORTS;
		shelf->reverse = false;
		return reaction_of(REACT_RELOAD);
	case ACTION_REVERSE:
		shelf->reverse = !shelf->reverse;
		return reaction_of(REACT_RELOAD);
	case ACTION_BACK:
		return back(shelf);
	default:
		if (list_act(&shelf->list, action))
			return reaction_marked(REACT_REDRAW, &shelf->list, action);
		arena_clear(&shelf->copied);
		return goods_act(face, action, &on, &shelf->copied);
	}
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct shelf *shelf = state;
	(void)face;
	if (col < shelf->list_cols)
		list_click(&shelf->list, row - 1);
	return reaction_of(REACT_REDRAW);
}

/* ---- typing */

static struct reaction keep_text(struct shelf *shelf, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	enum field field = shelf->field;
	shelf->field = FIELD_NONE;
	if (!selected(shelf))
		return reaction;
	struct shelf_entry entry = *selected(shelf);
	if (field == FIELD_TAGS)
		entry.tags = shelf->prompt.text;
	else
		entry.note = shelf->prompt.text;
	if (desk_note(face->desk, &entry, &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

static struct reaction filter_typed(struct shelf *shelf, const struct face *face, const struct key *pressed)
{
	switch (filter_key(&shelf->filter, face, pressed)) {
	case PROMPT_CHANGED:
	case PROMPT_ENTER:
	case PROMPT_LEAVE:
		return reaction_of(REACT_RELOAD);
	case PROMPT_MOVED:
		return reaction_of(REACT_REDRAW);
	case PROMPT_NOT_MINE:
		break;
	}
	return reaction_of(REACT_NOT_MINE);
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct shelf *shelf = state;
	if (shelf->filter.typing)
		return filter_typed(shelf, face, pressed);
	switch (prompt_key(&shelf->prompt, pressed)) {
	case PROMPT_ENTER:
		return keep_text(shelf, face);
	case PROMPT_LEAVE:
		shelf->field = FIELD_NONE;
		return reaction_of(REACT_RELOAD);
	case PROMPT_CHANGED:
	case PROMPT_MOVED:
		return reaction_of(REACT_REDRAW);
	case PROMPT_NOT_MINE:
		break;
	}
	/* While tags and notes are typed the row stays: they belong to it. */
	return reaction_of(REACT_STAY);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	const struct shelf *shelf = state;
	struct goods_target on = target(shelf);
	bool writes = action == ACTION_DROP || action == ACTION_TAGS || action == ACTION_NOTE;
	if (writes && face->desk->store.read_only)
		return _("The store cannot be written here: the shelf stays as it is.");
	if (writes && !on.subject)
		return _("There is no goods here yet.");
	return goods_act_unavailable(face, action, &on);
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct shelf *shelf = state;
	(void)face;
	const char *text = shelf->count == shelf->all
		? arena_print(arena, _("%zu on the shelf"), shelf->all)
		: arena_print(arena, _("%zu of %zu match"), shelf->count, shelf->all);
	if (shelf->problem_count)
		text = arena_print(arena, _("%s, problems: %zu"), text, shelf->problem_count);
	if (list_marked(&shelf->list))
		text = arena_print(arena, _("%s, %zu marked"), text, list_marked(&shelf->list));
	return text;
}

const struct screen_ops screen_shelf = {
	.where = IN_SHELF | IN_LIST,
	.topics = TOPIC_GOODS | TOPIC_SHELF | TOPIC_LINKS,
	.state_bytes = sizeof(struct shelf),
	.hints = { ACTION_SHARE, ACTION_QR, ACTION_DROP, ACTION_TAGS, ACTION_NOTE, ACTION_PROBLEMS,
		ACTION_UNDO },
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
