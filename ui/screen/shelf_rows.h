/* shelf_rows: the shelf as rows of a list: columns, order, how each value is written. */
#ifndef SCREEN_SHELF_ROWS_H
#define SCREEN_SHELF_ROWS_H

#include "paint/list.h"
#include "screen/screen.h"

/* The last one, the supplier, is left out while there is but one. */
enum { SHELF_COLUMNS = 7 };
extern const struct list_column shelf_rows_columns[SHELF_COLUMNS];

enum shelf_sort { BY_PICKED, BY_PROBLEMS, BY_PRICE, BY_POSTED, SHELF_SORTS };
const char *shelf_rows_sort_name(enum shelf_sort sort); /* translated */
/* Rows of the same weight stand by their id. */
void shelf_rows_sort(struct shelf_entry *rows, size_t count, enum shelf_sort sort, bool reverse);
struct list_row *shelf_rows_make(
	const struct face *face, const struct shelf_entry *entries, size_t count, struct arena *arena);

#endif
