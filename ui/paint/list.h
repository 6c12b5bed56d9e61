/*
 * list: rows with columns, a selection that is kept by id, marks and scrolling; how every list of the
 * program behaves. Rows are loaded window by window through the screen, so a list of a million costs a
 * page. The selected row has a sign in front, never a reversed bar or another look for the whole row: one
 * step costs 20 bytes on the line instead of 200.
 *
 * A screen's load(): list_set_total, then list_wants, then the rows into list_set_rows. Its act(): list_act;
 * then REACT_RELOAD if list_wants says so, else REACT_REDRAW.
 */
#ifndef PAINT_LIST_H
#define PAINT_LIST_H

#include <stdint.h>
#include "base/arena.h"
#include "input/action.h"
#include "paint/canvas.h"

struct list_column {
	const char *head;  /* N_() words, or already translated words with a sign: "Price ▲" */
	int cols;          /* fixed width, or 0: takes what is left (one per list, 8 columns at least) */
	int from_cols;     /* shown only when the list is at least this wide */
	bool right;
};
enum { LIST_ID = 200, LIST_MARKS = 1000, LIST_COLUMNS = 10 };

/* One row as text; `cells[i]` belongs to columns[i]; NULL = empty. */
struct list_row {
	const char *id; /* unique in the list, stays the same across loads */
	const char *cells[LIST_COLUMNS];
	unsigned char styles[LIST_COLUMNS];
	bool dim;
};

struct list {
	size_t total;          /* rows in all */
	size_t top;            /* first row on screen */
	size_t selected;       /* place; follows `selected_id` after a load */
	char selected_id[LIST_ID];
	int page_rows, head_rows; /* rows that fit (half as many cards), lines above: set by list_draw */
	int row_lines;            /* lines of a row: 1, or 2 as a card */
	size_t loaded_from, loaded_count; /* which rows are in `rows` */
	const struct list_row *rows;      /* in the screen's arena */
	struct list_marks *marks;         /* ids; survive filter and sort */
	bool ranging;                     /* 'v' was pressed: moving marks */
	bool cards;        /* below 60 columns a row takes two lines: the wide column, then the others */
	const char *match; /* words, separated by spaces, shown in STYLE_MATCH where they occur in the wide
	                    * column (compared as text_fold does); NULL = none; lives with the rows */
	size_t mark_from, mark_count;     /* rows to be marked as soon as they are loaded */
	bool mark_invert;
};

/* An empty list. Its marks are its own, to be freed by list_free; rows are lent by the screen. */
void list_init(struct list *list);
void list_free(struct list *list);
/* Handles movement and marks; true if it was the list's action. The list may then want other rows.
 * MARK_ALL and a range reach rows that are not loaded, LIST_MARKS at most. */
bool list_act(struct list *list, enum action action);
/* After movement or a load: which rows must be loaded (a page and a bit
 * around it). False = all there. */
bool list_wants(const struct list *list, size_t *from, size_t *count);
void list_set_rows(struct list *list, const struct list_row *rows, size_t from, size_t count);
/* After the data changed: new total and where the selected id is now (-1: gone → nearest place). */
void list_set_total(struct list *list, size_t total, int64_t selected_place);
void list_draw(struct list *list, struct area area, const struct list_column *columns, size_t count);
const struct list_row *list_selected(const struct list *list); /* NULL: empty or not loaded */
void list_click(struct list *list, int row); /* row of the area list_draw had */
size_t list_marked(const struct list *list);
bool list_is_marked(const struct list *list, const char *id);
const char *list_mark(const struct list *list, size_t index); /* id of the index-th mark */
void list_put_mark(struct list *list, const char *id, bool marked);
void list_clear_marks(struct list *list);

#endif
