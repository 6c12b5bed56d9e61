/* goods_rows: goods as rows of a list: which columns, how each value is written. */
#ifndef SCREEN_GOODS_ROWS_H
#define SCREEN_GOODS_ROWS_H

#include "paint/list.h"
#include "screen/screen.h"

enum { GOODS_COLUMNS = 9 };
/* Heads in `arena`, with a sign at the column the list is sorted by. From whom it is stands in the last
 * column; screens leave it out while there is one supplier only. */
void goods_rows_columns(struct list_column columns[GOODS_COLUMNS], enum goods_sort sort, bool reverse,
	struct arena *arena);
struct list_row *goods_rows_make(
	const struct face *face, const struct goods *goods, size_t count, struct arena *arena);

#endif
