/*
 * goods_store: goods out of the store, and categories. Putting them in: goods_put.c; what a typed
 * line means: goods_query.c; which goods it hits and in which order: answer.c, rank.c.
 */
#include "store/goods_store.h"

#include <string.h>

#include "store/answer.h"
#include "store/columns.h"
#include "store/sql.h"
#include "store/table.h"

static const char read_row[] =
	"SELECT s.name, g.id, g.title, g.shop, g.category, g.picture, g.description, g.currency, g.price,"
	" g.list_price, g.final, g.commission, g.commission_before, g.rate_bp, g.coupon, g.coupon_face,"
	" g.coupon_threshold, g.coupon_left, g.coupon_total, g.coupon_starts_at, g.coupon_ends_at,"
	" g.lock_ends_at, g.sales_30d, g.stock, g.shop_score, g.self_purchase, g.updated_at,"
	" g.group_price, g.group_size, g.gtin, g.brand, g.model, g.origin"
	" FROM goods g JOIN supplier s ON s.number = g.supplier WHERE g.number = ?1";

static void read_texts(struct sql_query *query, struct arena *arena, struct goods *goods)
{
	goods->supplier = store_text(query, 0, arena);
	goods->id = store_text(query, 1, arena);
	goods->title = store_text(query, 2, arena);
	goods->shop = store_text(query, 3, arena);
	goods->category = store_text(query, 4, arena);
	goods->picture = store_text(query, 5, arena);
	goods->description = store_text(query, 6, arena);
	goods->coupon.id = store_text(query, 14, arena);
	goods->gtin = store_text(query, 29, arena);
	goods->brand = store_text(query, 30, arena);
	goods->model = store_text(query, 31, arena);
	goods->origin = store_text(query, 32, arena);
}

static void read_numbers(struct sql_query *query, struct goods *goods)
{
	enum currency currency = currency_find(sql_text(query, 7));

	goods->price = store_money(sql_whole(query, 8), currency);
	goods->list_price = store_money(sql_whole(query, 9), currency);
	goods->final = store_money(sql_whole(query, 10), currency);
	goods->commission = store_money(sql_whole(query, 11), currency);
	goods->commission_before = store_money(sql_whole(query, 12), currency);
	goods->rate_bp = (int32_t)sql_whole(query, 13);
	goods->coupon.face = store_money(sql_whole(query, 15), currency);
	goods->coupon.threshold = store_money(sql_whole(query, 16), currency);
	goods->coupon.left = sql_whole(query, 17);
	goods->coupon.total = sql_whole(query, 18);
	goods->coupon.starts_at = sql_whole(query, 19);
	goods->coupon.ends_at = sql_whole(query, 20);
	goods->lock_ends_at = sql_whole(query, 21);
	goods->sales_30d = sql_whole(query, 22);
	goods->stock = sql_whole(query, 23);
	goods->shop_score = sql_whole(query, 24);
	goods->self_purchase = sql_whole(query, 25) != 0;
	goods->updated_at = sql_whole(query, 26);
	goods->group_price = store_money(sql_whole(query, 27), currency);
	goods->group_size = sql_whole(query, 28);
}

bool goods_read(struct store *store, struct arena *arena, int64_t number, struct goods *goods)
{
	struct sql_query *query = store_ask(store, read_row, SQL_WHOLE(number));
	bool found = store_next(query);

	if (found) {
		read_texts(query, arena, goods);
		read_numbers(query, goods);
		goods->seen_at = columns_get(store, COLUMN_SEEN, number);
	}
	sql_done(query);
	return found;
}

int64_t goods_number(struct store *store, const char *supplier, const char *id)
{
	return store_number(store,
		"SELECT g.number FROM goods g, supplier s WHERE s.name = ?1 AND g.supplier = s.number AND g.id = ?2",
		SQL_TEXT(supplier), SQL_TEXT(id));
}

struct goods *goods_get(
	struct store *store, struct arena *arena, const char *supplier, const char *id)
{
	int64_t number = goods_number(store, supplier, id);
	struct goods *goods;

	if (!number)
		return NULL;
	goods = arena_take(arena, sizeof *goods);
	return goods_read(store, arena, number, goods) ? goods : NULL;
}

size_t goods_load(struct store *store, const struct goods_query *query, size_t offset, size_t count,
	struct arena *arena, struct goods **rows)
{
	int64_t all = answer_for(store, query)->count;
	int64_t *numbers;
	size_t found, i, read = 0;

	*rows = NULL;
	if (offset >= (size_t)all)
		return 0;
	if (count > (size_t)all - offset)
		count = (size_t)all - offset;
	numbers = arena_take_array(arena, count, sizeof *numbers);
	found = answer_page(store, query, offset, count, numbers);
	*rows = arena_take_array(arena, found, sizeof **rows);
	for (i = 0; i < found; i++)
		read += goods_read(store, arena, numbers[i], &(*rows)[read]);
	return read;
}

size_t goods_count(struct store *store, const struct goods_query *query)
{
	return (size_t)answer_for(store, query)->count;
}

int64_t goods_position(struct store *store, const struct goods_query *query, const char *supplier,
	const char *id)
{
	int64_t number = goods_number(store, supplier, id);
	int64_t place = answer_position(store, query, number);
	struct sql_query *others;

	if (place >= 0 || !query->together || number == 0)
		return place;
	others = store_ask(store,
		"SELECT b.number FROM goods a JOIN goods b ON b.thing = a.thing AND b.thing > 0"
		" WHERE a.number = ?1", SQL_WHOLE(number));
	while (place < 0 && store_next(others))
		place = answer_position(store, query, sql_whole(others, 0));
	sql_done(others);
	return place;
}

/* ---- currencies: a fact of its own, since a list must not look through all goods for it */

#define CURRENCIES_FACT "goods.currencies" /* codes, separated by spaces */

enum err currencies_note(struct store *store, uint64_t currencies, struct fault *fault)
{
	struct arena arena = { 0 };
	const char *kept = store_get(store, &arena, CURRENCIES_FACT), *known = kept ? kept : "";
	enum err err = OK;
	int i;

	for (i = 1; i < CURRENCY_COUNT; i++)
		if (currencies >> i & 1 && !strstr(known, currency_code((enum currency)i)))
			known = arena_print(&arena, "%s%s%s", known, *known ? " " : "",
				currency_code((enum currency)i));
	if (*known && (!kept || strcmp(kept, known) != 0)) {
		err = store_put(store, CURRENCIES_FACT, known, fault);
		store->version++;
	}
	arena_clear(&arena);
	return err;
}

bool goods_mixed(struct store *store)
{
	struct arena arena = { 0 };
	const char *known = store_get(store, &arena, CURRENCIES_FACT);
	bool mixed = known && strchr(known, ' ');

	arena_clear(&arena);
	return mixed;
}

/* ---- categories */

enum err category_put(
	struct store *store, const struct category *rows, size_t count, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	for (i = 0; i < count && !err; i++) {
		err = sql_do(store->sql, fault,
			"INSERT INTO category(supplier, id, name, goods, place) VALUES (?1, ?2, ?3, ?4, ?5)"
			" ON CONFLICT DO UPDATE SET name = ?3, goods = ?4, place = ?5"
			" WHERE name <> ?3 OR goods <> ?4 OR place <> ?5",
			SQL_TEXT(rows[i].supplier), SQL_TEXT(rows[i].id), SQL_TEXT(rows[i].name),
			SQL_WHOLE(rows[i].goods), SQL_WHOLE((int64_t)i));
		if (!err && sql_changed_rows(store->sql) > 0)
			store->changed |= TOPIC_GOODS;
	}
	return store_finish(store, err, fault);
}

size_t category_load(struct store *store, struct arena *arena, struct category **rows)
{
	size_t most = (size_t)store_number(
		       store, "SELECT count(*) FROM category WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	struct sql_query *query = sql_prepare(store->sql,
		"SELECT supplier, id, name, goods FROM category ORDER BY supplier, place, id", NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query)) {
		(*rows)[count++] =
			(struct category){ store_text(query, 0, arena), store_text(query, 1, arena),
				store_text(query, 2, arena), sql_whole(query, 3) };
	}
	sql_done(query);
	return count;
}
