/*
 * shelf_store: what she picked, and what has changed since. The goods itself stays in goods_store;
 * here is only how it was then.
 */
#include "store/shelf_store.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "store/columns.h"
#include "store/goods_store.h"
#include "store/sql.h"
#include "store/table.h"

static bool has_coupon(const struct goods *goods, int64_t now)
{
	return coupon_state(&goods->coupon, goods->price, now, NULL) == COUPON_USABLE;
}

unsigned shelf_changes(const struct shelf_entry *entry, int64_t now)
{
	const struct goods *goods = &entry->goods;
	bool coupon = has_coupon(goods, now), stock = goods->stock != 0;
	unsigned changes = 0;

	/* Two currencies cannot be compared. */
	if (goods->final.currency == entry->final_then.currency)
		changes |= goods->final.minor > entry->final_then.minor ? CHANGE_PRICE_UP
			: goods->final.minor < entry->final_then.minor	? CHANGE_PRICE_DOWN
									: 0u;
	if (goods->rate_bp != entry->rate_then_bp)
		changes |= goods->rate_bp > entry->rate_then_bp ? CHANGE_RATE_UP : CHANGE_RATE_DOWN;
	if (coupon != entry->coupon_then)
		changes |= coupon ? CHANGE_COUPON_NEW : CHANGE_COUPON_GONE;
	if (stock != entry->stock_then)
		changes |= stock ? CHANGE_STOCK_BACK : CHANGE_STOCK_GONE;
	return changes;
}

bool shelf_is_problem(const struct shelf_entry *entry, int64_t now)
{
	return (shelf_changes(entry, now) & (CHANGE_PRICE_UP | CHANGE_RATE_DOWN |
						    CHANGE_COUPON_GONE | CHANGE_STOCK_GONE)) != 0;
}

/* ---- writing */

/* The trait lets `on:shelf` be filtered without reading this table. */
static enum err mark_goods(struct store *store, int64_t number, bool on, struct fault *fault)
{
	int64_t cell = columns_get(store, COLUMN_TRAITS, number);

	cell = on ? cell | TRAIT_SHELF : cell & ~(int64_t)TRAIT_SHELF;
	store->changed |= TOPIC_SHELF;
	store->version++;
	return columns_put(store, COLUMN_TRAITS, &number, &cell, 1, fault);
}

static enum err insert_entry(
	struct store *store, int64_t number, const struct shelf_entry *entry, struct fault *fault)
{
	enum err err = sql_do(store->sql, fault,
		"INSERT OR REPLACE INTO shelf(goods, currency, final_then, rate_then_bp, coupon_then,"
		" stock_then, tags, note, picked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		SQL_WHOLE(number), SQL_TEXT(currency_code(entry->final_then.currency)),
		SQL_WHOLE(entry->final_then.minor), SQL_WHOLE(entry->rate_then_bp),
		SQL_WHOLE(entry->coupon_then), SQL_WHOLE(entry->stock_then),
		SQL_TEXT(entry->tags ? entry->tags : ""), SQL_TEXT(entry->note ? entry->note : ""),
		SQL_WHOLE(entry->picked_at));

	return err ? err : mark_goods(store, number, true, fault);
}

static bool is_on_shelf(struct store *store, int64_t number)
{
	return store_number(store, "SELECT 1 FROM shelf WHERE goods = ?1", SQL_WHOLE(number)) != 0;
}

static enum err pick(struct store *store, int64_t number, int64_t now, struct fault *fault)
{
	struct arena arena = { 0 };
	struct shelf_entry entry = { .tags = "", .note = "", .picked_at = now };
	enum err err = ERR_STORE;

	if (is_on_shelf(store, number))
		return OK;
	if (goods_read(store, &arena, number, &entry.goods)) {
		entry.final_then = entry.goods.final;
		entry.rate_then_bp = entry.goods.rate_bp;
		entry.coupon_then = has_coupon(&entry.goods, now);
		entry.stock_then = entry.goods.stock != 0;
		err = insert_entry(store, number, &entry, fault);
	} else {
		fault_set(fault, ERR_STORE, _("The goods could not be read"));
	}
	arena_clear(&arena);
	return err;
}

static enum err never_seen(const char *id, struct fault *fault)
{
	return fault_set(fault, ERR_NOTHING,
		_("Goods %s is not known here; look for it first"), id);
}

enum err shelf_pick(struct store *store, const char *supplier, const char *id, int64_t now,
	struct fault *fault)
{
	enum err err = store_begin(store, fault);
	int64_t number;

	if (err)
		return err;
	number = goods_number(store, supplier, id);
	err = number ? pick(store, number, now, fault) : never_seen(id, fault);
	return store_finish(store, err, fault);
}

enum err shelf_drop(
	struct store *store, const char *supplier, const char *id, struct fault *fault)
{
	enum err err = store_begin(store, fault);
	int64_t number;

	if (err)
		return err;
	number = goods_number(store, supplier, id);
	if (!number || !is_on_shelf(store, number))
		err = fault_set(fault, ERR_NOTHING, _("Goods %s is not on your shelf"), id);
	else
		err = sql_do(
			store->sql, fault, "DELETE FROM shelf WHERE goods = ?1", SQL_WHOLE(number));
	if (!err)
		err = mark_goods(store, number, false, fault);
	return store_finish(store, err, fault);
}

enum err shelf_note(struct store *store, const char *supplier, const char *id, const char *tags,
	const char *note, struct fault *fault)
{
	enum err err = store_begin(store, fault);
	int64_t number;

	if (err)
		return err;
	number = goods_number(store, supplier, id);
	err = sql_do(store->sql, fault, "UPDATE shelf SET tags = ?1, note = ?2 WHERE goods = ?3",
		SQL_TEXT(tags ? tags : ""), SQL_TEXT(note ? note : ""), SQL_WHOLE(number));
	if (!err && sql_changed_rows(store->sql) == 0)
		err = fault_set(fault, ERR_NOTHING, _("Goods %s is not on your shelf"), id);
	store->changed |= TOPIC_SHELF;
	return store_finish(store, err, fault);
}

enum err shelf_put(struct store *store, const struct shelf_entry *entry, struct fault *fault)
{
	enum err err = store_begin(store, fault);
	int64_t number;

	if (err)
		return err;
	number = goods_number(store, entry->goods.supplier, entry->goods.id);
	if (!number) {
		err = goods_put(store, &entry->goods, 1, fault);
		number = goods_number(store, entry->goods.supplier, entry->goods.id);
	}
	if (!err)
		err = insert_entry(store, number, entry, fault);
	return store_finish(store, err, fault);
}

/* ---- reading */

#define READ_SHELF \
	"SELECT h.goods, h.currency, h.final_then, h.rate_then_bp, h.coupon_then, h.stock_then, h.tags," \
	" h.note, h.picked_at, (SELECT max(created_at) FROM link l JOIN goods g ON g.id = l.goods" \
	" JOIN supplier s ON s.number = g.supplier AND s.name = l.supplier WHERE g.number = h.goods)" \
	" FROM shelf h"

static bool read_entry(struct store *store, struct sql_query *query, struct arena *arena,
	struct shelf_entry *entry)
{
	entry->final_then = store_money(sql_whole(query, 2), currency_find(sql_text(query, 1)));
	entry->rate_then_bp = (int32_t)sql_whole(query, 3);
	entry->coupon_then = sql_whole(query, 4) != 0;
	entry->stock_then = sql_whole(query, 5) != 0;
	entry->tags = store_text(query, 6, arena);
	entry->note = store_text(query, 7, arena);
	entry->picked_at = sql_whole(query, 8);
	entry->posted_at = sql_whole(query, 9);
	return goods_read(store, arena, sql_whole(query, 0), &entry->goods);
}

bool shelf_has(struct store *store, const char *supplier, const char *id)
{
	int64_t number = goods_number(store, supplier, id);

	return number && is_on_shelf(store, number);
}

struct shelf_entry *shelf_get(
	struct store *store, struct arena *arena, const char *supplier, const char *id)
{
	struct sql_query *query = store_ask(store, READ_SHELF " WHERE h.goods = ?1",
		SQL_WHOLE(goods_number(store, supplier, id)));
	struct shelf_entry *entry = NULL;

	if (store_next(query)) {
		entry = arena_take(arena, sizeof *entry);
		if (!read_entry(store, query, arena, entry))
			entry = NULL;
	}
	sql_done(query);
	return entry;
}

static bool contains(struct arena *arena, const struct shelf_entry *entry, const char *folded)
{
	return strstr(text_fold(arena, entry->goods.title), folded) ||
		strstr(text_fold(arena, entry->tags), folded) ||
		strstr(text_fold(arena, entry->note), folded);
}

size_t shelf_load(
	struct store *store, const char *words, struct arena *arena, struct shelf_entry **rows)
{
	size_t most = (size_t)store_number(
		       store, "SELECT count(*) FROM shelf WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	const char *folded = words && *words ? text_fold(arena, words) : NULL;
	struct sql_query *query = sql_prepare(
		store->sql, READ_SHELF " ORDER BY h.picked_at DESC, h.goods DESC", NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query))
		if (read_entry(store, query, arena, &(*rows)[count]) &&
			(!folded || contains(arena, &(*rows)[count], folded)))
			count++;
	sql_done(query);
	return count;
}
