/* columns: see columns.h. Cells lie in the file as little-endian numbers. Read next: answer.c. */
#include "store/columns.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include "store/sql.h"
#include "store/table.h"

enum { CURRENCY_AT = 3, CURRENCY_BITS = 5, RATE_AT = 8, RATE_BITS = 24, CATEGORY_AT = 32, CATEGORY_BITS = 20, SUPPLIER_AT = 52, SUPPLIER_BITS = 11 };
enum { RUN_MOST = 256 };

static int64_t fitting(int64_t value, int bits)
{
	return value >= 0 && value < INT64_C(1) << bits ? value : 0;
}

/* Numbers in the file, by which goods of several currencies are kept apart in a list; 0 is also what files
 * had before. */
static const enum currency currencies[1 << CURRENCY_BITS] = { CURRENCY_CNY, CURRENCY_USD, CURRENCY_EUR,
	CURRENCY_GBP, CURRENCY_HKD, CURRENCY_TWD, CURRENCY_SGD, CURRENCY_MYR, CURRENCY_THB, CURRENCY_VND,
	CURRENCY_JPY, CURRENCY_KRW, CURRENCY_IDR, CURRENCY_KWD };

static int64_t currency_number(enum currency currency)
{
	int64_t i;

	for (i = 0; i < 1 << CURRENCY_BITS; i++)
		if (currencies[i] == currency && currency != CURRENCY_NONE)
			return i;
	return 0;
}

int64_t traits_cell(const struct goods *goods, int64_t supplier, int64_t category, unsigned traits)
{
	if (goods->stock != 0)
		traits |= TRAIT_STOCK;
	return (int64_t)traits | currency_number(goods->price.currency) << CURRENCY_AT |
		fitting(goods->rate_bp, RATE_BITS) << RATE_AT |
		fitting(category, CATEGORY_BITS) << CATEGORY_AT |
		fitting(supplier, SUPPLIER_BITS) << SUPPLIER_AT;
}

static int64_t part(int64_t cell, int at, int bits)
{
	return cell >> at & ((INT64_C(1) << bits) - 1);
}

int64_t traits_rate_bp(int64_t cell)
{
	return part(cell, RATE_AT, RATE_BITS);
}

enum currency traits_currency(int64_t cell)
{
	return currencies[part(cell, CURRENCY_AT, CURRENCY_BITS)];
}

int64_t traits_supplier(int64_t cell)
{
	return part(cell, SUPPLIER_AT, SUPPLIER_BITS);
}

int64_t traits_category(int64_t cell)
{
	return part(cell, CATEGORY_AT, CATEGORY_BITS);
}

/* Seconds of both ends in 31 bits each, counted from 2020: good until 2088. */
static const int64_t first_second = 1577836800;
static const int64_t last_second = (INT64_C(1) << 31) - 1;

static int64_t packed_second(int64_t at)
{
	at -= first_second;
	return at < 0 ? 0 : at > last_second ? last_second : at;
}

int64_t coupon_cell(const struct goods *goods)
{
	const struct coupon *coupon = &goods->coupon;
	int64_t starts = coupon->starts_at ? packed_second(coupon->starts_at) : 0;
	int64_t ends = coupon->ends_at ? packed_second(coupon->ends_at) : last_second;
	/* All but its time: judged at the moment it starts. */
	enum coupon_state state =
		coupon_state(coupon, goods->price, coupon->starts_at, NULL);

	return state == COUPON_USABLE ? starts << 31 | ends : 0;
}

bool coupon_cell_usable(int64_t cell, int64_t now)
{
	int64_t second = packed_second(now);

	return cell && part(cell, 31, 31) <= second && second < part(cell, 0, 31);
}

/* ---- writing */

static int64_t place_of(enum column column, int64_t block)
{
	return (int64_t)column << 40 | block;
}

static enum err put_run(struct store *store, enum column column, int64_t first,
	const int64_t *cells, size_t count, struct fault *fault)
{
	int64_t raw[RUN_MOST];
	struct sql_place place = { "goods_column", "cells", place_of(column, first / BLOCK_CELLS),
		(size_t)(first % BLOCK_CELLS) * sizeof *raw };
	enum err err;
	size_t i;

	for (i = 0; i < count; i++)
		raw[i] = (int64_t)htole64((uint64_t)cells[i]);
	err = sql_do(store->sql, fault,
		"INSERT OR IGNORE INTO goods_column VALUES (?1, zeroblob(?2))",
		SQL_WHOLE(place.row), SQL_WHOLE(BLOCK_CELLS * (int64_t)sizeof *raw));
	return err ? err : sql_patch(store->sql, &place, raw, count * sizeof *raw, fault);
}

enum err columns_put(struct store *store, enum column column, const int64_t *numbers,
	const int64_t *cells, size_t count, struct fault *fault)
{
	size_t i, run;
	enum err err = OK;

	for (i = 0; i < count && !err; i += run) {
		for (run = 1; i + run < count && run < RUN_MOST; run++)
			if (numbers[i + run] != numbers[i] + (int64_t)run ||
				numbers[i + run] % BLOCK_CELLS == 0)
				break;
		err = put_run(store, column, numbers[i], cells + i, run, fault);
	}
	return err;
}

/* ---- reading */

int64_t columns_get(struct store *store, enum column column, int64_t number)
{
	struct sql_query *query =
		store_ask(store, "SELECT cells FROM goods_column WHERE place = ?1",
			SQL_WHOLE(place_of(column, number / BLOCK_CELLS)));
	size_t length = 0, at = (size_t)(number % BLOCK_CELLS) * sizeof(int64_t);
	const char *bytes = store_next(query) ? sql_bytes(query, 0, &length) : NULL;
	uint64_t raw = 0;

	if (bytes && at + sizeof raw <= length)
		memcpy(&raw, bytes + at, sizeof raw);
	sql_done(query);
	return (int64_t)le64toh(raw);
}

struct column_reader *column_reader_new(struct store *store, enum column column)
{
	struct column_reader *reader = calloc(1, sizeof *reader);

	if (!reader)
		arena_out_of_memory();
	reader->query = sql_prepare(
		store->sql, "SELECT cells FROM goods_column WHERE place = ?1", NULL);
	reader->column = column;
	return reader;
}

void column_reader_free(struct column_reader *reader)
{
	if (reader)
		sql_done(reader->query);
	free(reader);
}

const int64_t *column_read(struct column_reader *reader, int64_t block)
{
	const char *bytes = NULL;
	size_t length = 0, i;

	if (reader->query) {
		sql_reset(reader->query);
		sql_bind(reader->query, 1, SQL_WHOLE(place_of(reader->column, block)));
		if (store_next(reader->query))
			bytes = sql_bytes(reader->query, 0, &length);
	}
	if (length > sizeof reader->cells)
		length = sizeof reader->cells;
	if (bytes)
		memcpy(reader->cells, bytes, length);
	memset((char *)reader->cells + length, 0, sizeof reader->cells - length);
	for (i = 0; i < BLOCK_CELLS; i++)
		reader->cells[i] = (int64_t)le64toh((uint64_t)reader->cells[i]);
	return reader->cells;
}
