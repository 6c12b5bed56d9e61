/* shelf_rows: the shelf as rows of a list: columns, order, how each value is written. */
#ifndef SCREEN_SHELF_ROWS_H
#define SCREEN_SHELF_ROWS_H

#include "paint/list.h"
#include "screen/screen.h"

enum { SHELF_COLUMNS = 7 };
/* With several suppliers, whose goods it is comes before the rate and the day of posting where there is not
 * room for all. Returns how many there are: with one supplier, all but the last. */
size_t shelf_rows_columns(const struct face *face, struct list_column columns[SHELF_COLUMNS]);

enum shelf_sort { BY_PICKED, BY_PROBLEMS, BY_PRICE, BY_POSTED, SHELF_SORTS };
const char *shelf_rows_sort_name(enum shelf_sort sort); /* translated */
/* Rows of the same weight stand by their id. */
void shelf_rows_sort(struct shelf_entry *rows, size_t count, enum shelf_sort sort, bool reverse);
struct list_row *shelf_rows_make(
	const struct face *face, const struct shelf_entry *entries, size_t count, struct arena *arena);

#endif
