/* goods_rows: goods as rows of a list: which columns, how each value is written. */
#ifndef SCREEN_GOODS_ROWS_H
#define SCREEN_GOODS_ROWS_H

#include "paint/list.h"
#include "screen/screen.h"

enum { GOODS_COLUMNS = 10, GOODS_COLUMNS_ONE = 8 };
/* Heads in `arena`, with a sign at the column the list is sorted by. With one supplier only the
 * first GOODS_COLUMNS_ONE are shown: then come whose it is, and how many offers of the same thing there are
 * ("+") and of similar things ("~"). */
void goods_rows_columns(struct list_column columns[GOODS_COLUMNS], enum goods_sort sort, bool reverse,
	struct arena *arena);
/* The head with the sign. */
const char *goods_rows_head(
	const char *head, enum goods_sort sort, bool reverse, struct arena *arena);
struct list_row *goods_rows_make(
	const struct face *face, const struct goods *goods, size_t count, struct arena *arena);

#endif
