/*
 * list_marks: marked ids, kept in the order in which they were marked. Part of paint/list; only
 * list.c and list_draw.c need this.
 */
#ifndef PAINT_LIST_MARKS_H
#define PAINT_LIST_MARKS_H

#include "paint/list.h"

/* No marks; the caller frees them, and the ids they hold, with list_marks_free. */
struct list_marks *list_marks_new(void);
void list_marks_free(struct list_marks *marks);
/* Marks (or swaps) the rows now if they are loaded, else as soon as they are. */
void list_marks_ask(struct list *list, size_t from, size_t count, bool invert);
/* Marks those that list_marks_ask wanted, now that their rows are loaded. */
void list_marks_answer(struct list *list);
/* Scrolls so that the selected row is on the page. */
void list_keep_visible(struct list *list);

#endif
