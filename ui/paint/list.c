/*
 * list: moving, scrolling, windows of rows. Marks are in list_marks.c, drawing in
 * list_draw.c. Places are size_t because a list may have a million rows; only a page
 * and its surroundings are loaded.
 */
#include "paint/list.h"

#include <stdio.h>
#include <string.h>

#include "paint/list_marks.h"

enum { FIRST_PAGE = 60 }; /* before the first draw tells how many rows fit */

static size_t page(const struct list *list)
{
	return list->page_rows > 0 ? (size_t)list->page_rows : FIRST_PAGE;
}

void list_init(struct list *list)
{
	*list = (struct list){ .marks = list_marks_new() };
}

void list_free(struct list *list)
{
	list_marks_free(list->marks);
	*list = (struct list){ 0 };
}

static const struct list_row *row_at(const struct list *list, size_t place)
{
	if (place < list->loaded_from || place - list->loaded_from >= list->loaded_count)
		return NULL;
	return &list->rows[place - list->loaded_from];
}

const struct list_row *list_selected(const struct list *list)
{
	return list->selected < list->total ? row_at(list, list->selected) : NULL;
}

static void remember_selected(struct list *list)
{
	const struct list_row *row = list_selected(list);

	snprintf(list->selected_id, sizeof list->selected_id, "%s", row ? row->id : "");
}

void list_keep_visible(struct list *list)
{
	size_t rows = page(list), last_top = list->total > rows ? list->total - rows : 0;

	if (list->selected < list->top)
		list->top = list->selected;
	if (list->selected - list->top >= rows)
		list->top = list->selected - rows + 1;
	if (list->top > last_top)
		list->top = last_top;
}

/* ---- moving */

static void select_place(struct list *list, size_t place)
{
	size_t before = list->selected, from, until;

	if (list->total == 0)
		return;
	list->selected = place < list->total ? place : list->total - 1;
	remember_selected(list);
	list_keep_visible(list);
	if (!list->ranging || before == list->selected)
		return;
	from = before < list->selected ? before : list->selected;
	until = before < list->selected ? list->selected : before;
	list_marks_ask(list, from, until - from + 1, false);
}

static void move(struct list *list, size_t rows, bool down)
{
	size_t place = list->selected;

	if (down)
		place = list->total - place > rows ? place + rows : list->total;
	else
		place = place > rows ? place - rows : 0;
	select_place(list, place);
}

/* A page moves the window too, so that the selected row keeps its place on the screen. */
static void move_page(struct list *list, size_t rows, bool down)
{
	size_t last_top = list->total > page(list) ? list->total - page(list) : 0;

	if (down)
		list->top = last_top - list->top > rows ? list->top + rows : last_top;
	else
		list->top = list->top > rows ? list->top - rows : 0;
	move(list, rows, down);
}

static void toggle_mark(struct list *list)
{
	const struct list_row *row = list_selected(list);

	if (!row)
		return;
	list_put_mark(list, row->id, !list_is_marked(list, row->id));
	move(list, 1, true);
}

static void toggle_range(struct list *list)
{
	list->ranging = !list->ranging;
	if (list->ranging && list->total > 0)
		list_marks_ask(list, list->selected, 1, false);
}

bool list_act(struct list *list, enum action action)
{
	size_t rows = page(list), half = rows > 1 ? rows / 2 : 1;

	switch (action) {
	case ACTION_UP:
		return move(list, 1, false), true;
	case ACTION_DOWN:
		return move(list, 1, true), true;
	case ACTION_PAGE_UP:
		return move_page(list, rows, false), true;
	case ACTION_PAGE_DOWN:
		return move_page(list, rows, true), true;
	case ACTION_HALF_UP:
		return move_page(list, half, false), true;
	case ACTION_HALF_DOWN:
		return move_page(list, half, true), true;
	case ACTION_FIRST:
		return select_place(list, 0), true;
	case ACTION_LAST:
		return select_place(list, list->total), true;
	case ACTION_MARK:
		return toggle_mark(list), true;
	case ACTION_RANGE:
		return toggle_range(list), true;
	case ACTION_MARK_ALL:
		return list_marks_ask(list, 0, list->total, false), true;
	case ACTION_MARK_INVERT:
		return list_marks_ask(list, 0, list->total, true), true;
	case ACTION_MARK_CLEAR:
		return list_clear_marks(list), true;
	default:
		return false;
	}
}

void list_click(struct list *list, int row)
{
	size_t place;

	if (row < list->head_rows || list->total == 0)
		return;
	place = list->top +
		(size_t)((row - list->head_rows) / (list->row_lines ? list->row_lines : 1));
	if (place < list->total)
		select_place(list, place);
}

/* ---- windows */

static bool is_loaded(const struct list *list, size_t from, size_t count)
{
	return from >= list->loaded_from && count <= list->loaded_count &&
		from - list->loaded_from <= list->loaded_count - count;
}

bool list_wants(const struct list *list, size_t *from, size_t *count)
{
	size_t rows = page(list), shown = list->total - list->top;

	if (list->mark_count > 0) {
		*from = list->mark_from;
		*count = list->mark_count;
		return true;
	}
	shown = shown < rows ? shown : rows;
	*from = list->top > rows / 2 ? list->top - rows / 2 : 0;
	*count = list->total - *from < 2 * rows ? list->total - *from : 2 * rows;
	return list->total > 0 && !is_loaded(list, list->top, shown);
}

void list_set_rows(struct list *list, const struct list_row *rows, size_t from, size_t count)
{
	list->rows = rows;
	list->loaded_from = from;
	list->loaded_count = count;
	if (list_selected(list))
		remember_selected(list);
	list_marks_answer(list);
}

void list_set_total(struct list *list, size_t total, int64_t selected_place)
{
	size_t offset = list->selected - list->top;
	size_t place = selected_place >= 0 ? (size_t)selected_place : list->selected;

	list->total = total;
	list->rows = NULL;
	list->loaded_count = 0;
	/* Places to be marked are those of the old rows. */
	if (total == 0)
		list->mark_count = 0;
	else if (list->mark_count > 0 && list->mark_from >= total)
		list->mark_count = 0;
	else if (list->mark_count > total - list->mark_from)
		list->mark_count = total - list->mark_from;
	list->selected = total == 0 ? 0 : place < total ? place : total - 1;
	list->top = list->selected > offset ? list->selected - offset : 0;
	list_keep_visible(list);
}
