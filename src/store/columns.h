/*
 * columns: what goods are sorted and filtered by, one 64-bit cell for each goods and column, in
 * blocks of 4096 cells. A million goods are eight megabytes a column: counting, filtering and
 * sorting read these and never the rows, and there is no index to build after a load. Cells follow
 * the rows in the same transaction.
 */
#ifndef STORE_COLUMNS_H
#define STORE_COLUMNS_H

#include "model/goods.h"
#include "store/store.h"

enum column {
	COLUMN_PRICE,      /* final price, minor units */
	COLUMN_COMMISSION, /* minor units */
	COLUMN_SALES,
	COLUMN_NEWEST, /* updated_at */
	COLUMN_COUPON, /* from and until when it can be used: see coupon_cell */
	COLUMN_TRAITS, /* flags, rate, category, supplier: see traits_cell */
	COLUMN_SEEN,   /* seen_at */
	COLUMN_SCORE,
	COLUMN_THING, /* what else is the same: offers.h; 0: nothing */
	COLUMN_COUNT  /* the numbers are in the file: new ones go above this line */
};
enum { BLOCK_CELLS = 4096 };

enum trait { TRAIT_INDEXED = 1 << 0, TRAIT_STOCK = 1 << 1, TRAIT_SHELF = 1 << 2 };
/* One cell of COLUMN_TRAITS: supplier and category by their numbers (table.h), `traits` by bits, and the
 * currency. */
int64_t traits_cell(const struct goods *goods, int64_t supplier, int64_t category, unsigned traits);
int64_t traits_rate_bp(int64_t cell);
enum currency traits_currency(int64_t cell);
/* Numbers too large for the cell are 0: no filter finds them. */
int64_t traits_supplier(int64_t cell);
int64_t traits_category(int64_t cell);
int64_t coupon_cell(const struct goods *goods);
bool coupon_cell_usable(int64_t cell, int64_t now);

/* Writes cells of goods in ascending order of `numbers`; neighbours go in one write. */
MUST_USE enum err columns_put(struct store *store, enum column column, const int64_t *numbers,
	const int64_t *cells, size_t count, struct fault *fault);
int64_t columns_get(struct store *store, enum column column, int64_t number);

struct column_reader {
	struct sql_query *query;
	enum column column;
	int64_t cells[BLOCK_CELLS];
};
struct column_reader *column_reader_new(struct store *store, enum column column);
void column_reader_free(struct column_reader *reader); /* NULL is allowed */
/* The cells of goods block × 4096 and following; noughts where nothing was written. */
const int64_t *column_read(struct column_reader *reader, int64_t block);

#endif
