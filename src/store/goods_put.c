/*
 * goods_put: goods into the store: their rows, their cells (columns.h) and their words
 * (goods_index.h) in step, in one transaction. Reading them: goods_store.c.
 */
#include "store/goods_store.h"

#include <string.h>
#include "base/words.h"
#include "store/columns.h"
#include "store/goods_index.h"
#include "store/offers.h"
#include "store/sql.h"
#include "store/table.h"

enum { CATEGORIES_KEPT = 32 };

/* What one call writes: rows at once, cells at its end. */
struct putting {
	struct store *store;
	struct arena arena;
	bool walk, expect_new; /* expect_new: so was the goods before, so it is not looked for first */
	const char *supplier; /* looked up last */
	int64_t supplier_number, category_number;
	const char *categories[CATEGORIES_KEPT]; /* of this page */
	int64_t category_numbers[CATEGORIES_KEPT];
	size_t category_count;
	int64_t *all, *seen; /* every goods of the page */
	int64_t *changed, *cells[COLUMN_COUNT];
	size_t count, changes;
	uint64_t currencies; /* of this call, a bit each */
	int64_t offers_next; /* goods before it have their signs (offers.h) */
};

static uint64_t mix(uint64_t print, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	size_t i;

	for (i = 0; i < length; i++)
		print = (print ^ at[i]) * UINT64_C(1099511628211);
	return print;
}

static uint64_t mix_text(uint64_t print, const char *text)
{
	return text ? mix(print, text, strlen(text) + 1) : mix(print, "\xff", 1);
}

/* 64 bits for all that a row holds, but for what lists of goods may leave out and when it was seen. */
static int64_t print_of(const struct goods *goods)
{
	const struct coupon *coupon = &goods->coupon;
	const int64_t numbers[] = { goods->price.currency, goods->price.minor,
		goods->list_price.minor, goods->final.minor, goods->commission.minor,
		goods->commission_before.minor, goods->rate_bp, coupon->face.minor,
		coupon->threshold.minor, coupon->left, coupon->total, coupon->starts_at,
		coupon->ends_at, goods->lock_ends_at, goods->sales_30d, goods->stock,
		goods->shop_score, goods->self_purchase, goods->updated_at,
		goods->group_price.minor, goods->group_size };
	uint64_t print = mix(UINT64_C(14695981039346656037), numbers, sizeof numbers);

	print = mix_text(print, goods->title);
	print = mix_text(print, goods->shop);
	print = mix_text(print, goods->category);
	print = mix_text(print, goods->picture);
	return (int64_t)mix_text(print, coupon->id);
}

/* One currency stands beside the whole row. */
static bool has_one_currency(const struct goods *goods)
{
	const struct money *const amounts[] = { &goods->list_price, &goods->final,
		&goods->commission, &goods->commission_before, &goods->coupon.face,
		&goods->coupon.threshold, &goods->group_price };
	size_t i;

	for (i = 0; i < sizeof amounts / sizeof *amounts; i++)
		if (amounts[i]->minor != 0 && amounts[i]->currency != goods->price.currency)
			return false;
	return true;
}

#define GOODS_VALUES(goods, putting, print) \
	SQL_WHOLE((putting)->supplier_number), SQL_TEXT((goods)->id), SQL_WHOLE(print), \
		SQL_TEXT((goods)->title), SQL_TEXT((goods)->shop), SQL_TEXT((goods)->category), \
		SQL_TEXT((goods)->picture), SQL_TEXT(currency_code((goods)->price.currency)), \
		SQL_WHOLE((goods)->price.minor), SQL_WHOLE((goods)->list_price.minor), \
		SQL_WHOLE((goods)->final.minor), SQL_WHOLE((goods)->commission.minor), \
		SQL_WHOLE((goods)->commission_before.minor), SQL_WHOLE((goods)->rate_bp), \
		SQL_TEXT((goods)->coupon.id), SQL_WHOLE((goods)->coupon.face.minor), \
		SQL_WHOLE((goods)->coupon.threshold.minor), SQL_WHOLE((goods)->coupon.left), \
		SQL_WHOLE((goods)->coupon.total), SQL_WHOLE((goods)->coupon.starts_at), \
		SQL_WHOLE((goods)->coupon.ends_at), SQL_WHOLE((goods)->lock_ends_at), \
		SQL_WHOLE((goods)->sales_30d), SQL_WHOLE((goods)->stock), \
		SQL_WHOLE((goods)->shop_score), SQL_WHOLE((goods)->self_purchase), \
		SQL_WHOLE((goods)->updated_at), SQL_WHOLE((goods)->group_price.minor), \
		SQL_WHOLE((goods)->group_size)

static enum err insert_row(struct putting *putting, const struct goods *goods, int64_t print,
	int64_t *number, struct fault *fault)
{
	enum err err = sql_do(putting->store->sql, fault,
		"INSERT INTO goods(supplier, id, print, title, shop, category, picture, currency, price,"
		" list_price, final, commission, commission_before, rate_bp, coupon, coupon_face,"
		" coupon_threshold, coupon_left, coupon_total, coupon_starts_at, coupon_ends_at,"
		" lock_ends_at, sales_30d, stock, shop_score, self_purchase, updated_at, group_price,"
		" group_size, description, gtin, brand, model, origin)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
		" ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)"
		" ON CONFLICT(supplier, id) DO NOTHING",
		GOODS_VALUES(goods, putting, print), SQL_TEXT(goods->description),
		SQL_TEXT(goods->gtin), SQL_TEXT(goods->brand), SQL_TEXT(goods->model),
		SQL_TEXT(goods->origin));

	/* 0: it is there already. */
	*number = sql_changed_rows(putting->store->sql) ? sql_last_id(putting->store->sql) : 0;
	return err;
}

static enum err update_row(struct putting *putting, const struct goods *goods, int64_t print,
	int64_t number, struct fault *fault)
{
	return sql_do(putting->store->sql, fault,
		"UPDATE goods SET supplier = ?1, id = ?2, print = ?3, title = ?4, shop = ?5, category = ?6,"
		" picture = ?7, currency = ?8, price = ?9, list_price = ?10, final = ?11, commission = ?12,"
		" commission_before = ?13, rate_bp = ?14, coupon = ?15, coupon_face = ?16,"
		" coupon_threshold = ?17, coupon_left = ?18, coupon_total = ?19, coupon_starts_at = ?20,"
		" coupon_ends_at = ?21, lock_ends_at = ?22, sales_30d = ?23, stock = ?24, shop_score = ?25,"
		" self_purchase = ?26, updated_at = ?27, group_price = ?28, group_size = ?29"
		" WHERE number = ?30",
		GOODS_VALUES(goods, putting, print), SQL_WHOLE(number));
}

/* A page has few categories: most are found without asking the file. */
static enum err look_up_category(struct putting *putting, const char *id, struct fault *fault)
{
	size_t i;

	putting->category_number = 0;
	if (!id)
		return OK;
	for (i = 0; i < putting->category_count; i++)
		if (strcmp(putting->categories[i], id) == 0) {
			putting->category_number = putting->category_numbers[i];
			return OK;
		}
	putting->category_number = category_add(putting->store, id, fault);
	if (i < CATEGORIES_KEPT) {
		putting->categories[i] = id;
		putting->category_numbers[i] = putting->category_number;
		putting->category_count++;
	}
	return putting->category_number ? OK : ERR_STORE;
}

static enum err look_up_names(
	struct putting *putting, const struct goods *goods, struct fault *fault)
{
	if (!putting->supplier || strcmp(putting->supplier, goods->supplier) != 0) {
		putting->supplier = goods->supplier;
		putting->supplier_number = supplier_add(putting->store, goods->supplier, fault);
		if (!putting->supplier_number)
			return ERR_STORE;
	}
	return look_up_category(putting, goods->category, fault);
}

static void note_cells(
	struct putting *putting, const struct goods *goods, int64_t number, unsigned traits)
{
	size_t at = putting->changes++;

	putting->changed[at] = number;
	putting->cells[COLUMN_PRICE][at] = goods->final.minor;
	putting->cells[COLUMN_COMMISSION][at] = goods->commission.minor;
	putting->cells[COLUMN_SALES][at] = goods->sales_30d;
	putting->cells[COLUMN_NEWEST][at] = goods->updated_at;
	putting->cells[COLUMN_COUPON][at] = coupon_cell(goods);
	putting->cells[COLUMN_SCORE][at] = goods->shop_score;
	putting->cells[COLUMN_TRAITS][at] = traits_cell(goods, putting->supplier_number,
		putting->category_number, traits);
}

static enum err put_new(struct putting *putting, const struct goods *goods, int64_t print,
	int64_t *number, struct fault *fault)
{
	enum err err = insert_row(putting, goods, print, number, fault);

	if (err || *number == 0)
		return err;
	if (!putting->walk)
		err = goods_index_put(putting->store, *number, goods->title, fault);
	note_cells(putting, goods, *number, putting->walk ? 0 : TRAIT_INDEXED);
	return err;
}

/* "" is said as little as NULL. */
static struct sql_value said(const char *text)
{
	return text && *text ? SQL_TEXT(text) : SQL_NULL;
}

/* Within one call an earlier row of the same goods has not reached its cells yet. */
static unsigned traits_now(const struct putting *putting, int64_t number)
{
	size_t i = putting->changes;

	while (i-- > 0)
		if (putting->changed[i] == number)
			return (unsigned)putting->cells[COLUMN_TRAITS][i] &
			       (TRAIT_INDEXED | TRAIT_SHELF);
	return (unsigned)columns_get(putting->store, COLUMN_TRAITS, number) &
		(TRAIT_INDEXED | TRAIT_SHELF);
}

static enum err put_changed(struct putting *putting, const struct goods *goods, int64_t print,
	int64_t number, struct fault *fault)
{
	unsigned traits = traits_now(putting, number);
	enum err err = OK;

	if (traits & TRAIT_INDEXED)
		err = goods_index_replace(putting->store, number, goods->title, fault);
	if (!err)
		err = update_row(putting, goods, print, number, fault);
	note_cells(putting, goods, number, traits);
	return err;
}

/* What only some answers bring: those that do not bring it leave it as it is. */
static enum err put_details(
	struct putting *putting, const struct goods *goods, int64_t number, struct fault *fault)
{
	enum err err;

	if (!goods->description && !goods->gtin && !goods->brand && !goods->model && !goods->origin)
		return OK;
	err = sql_do(putting->store->sql, fault,
		"UPDATE goods SET description = coalesce(?1, description), gtin = coalesce(?3, gtin),"
		" brand = coalesce(?4, brand), model = coalesce(?5, model), origin = coalesce(?6, origin)"
		" WHERE number = ?2"
		" AND (description IS NOT coalesce(?1, description) OR gtin IS NOT coalesce(?3, gtin)"
		" OR brand IS NOT coalesce(?4, brand) OR model IS NOT coalesce(?5, model)"
		" OR origin IS NOT coalesce(?6, origin))",
		said(goods->description), SQL_WHOLE(number), said(goods->gtin), said(goods->brand),
		said(goods->model), said(goods->origin));
	if (!err && sql_changed_rows(putting->store->sql) > 0)
		putting->store->changed |= TOPIC_GOODS;
	return err;
}

/* Will what this goods is known by be another? */
static bool is_known_otherwise(
	const struct putting *putting, const struct goods *goods, int64_t number)
{
	struct sql_query *query;
	bool other = false;

	if (number >= putting->offers_next)
		return false;
	query = store_ask(putting->store,
		"SELECT title IS NOT ?2 OR gtin IS NOT coalesce(?3, gtin) OR brand IS NOT coalesce(?4, brand)"
		" OR model IS NOT coalesce(?5, model) FROM goods WHERE number = ?1",
		SQL_WHOLE(number), SQL_TEXT(goods->title), said(goods->gtin), said(goods->brand),
		said(goods->model));
	if (store_next(query))
		other = sql_whole(query, 0) != 0;
	sql_done(query);
	return other;
}

/* 0: never seen. */
static int64_t find_row(const struct putting *putting, const char *id, int64_t *print)
{
	struct sql_query *query = store_ask(putting->store,
		"SELECT number, print FROM goods WHERE supplier = ?1 AND id = ?2",
		SQL_WHOLE(putting->supplier_number), SQL_TEXT(id));
	int64_t number = 0;

	if (store_next(query)) {
		number = sql_whole(query, 0);
		*print = sql_whole(query, 1);
	}
	sql_done(query);
	return number;
}

static enum err put_old(struct putting *putting, const struct goods *goods, int64_t number,
	int64_t old_print, struct fault *fault)
{
	int64_t print = print_of(goods);
	bool otherwise = is_known_otherwise(putting, goods, number);
	enum err err = otherwise ? offers_leave(putting->store, number, fault) : OK;

	if (!err && print != old_print)
		err = put_changed(putting, goods, print, number, fault);
	if (!err)
		err = put_details(putting, goods, number, fault);
	if (!err && otherwise)
		err = offers_join(putting->store, number, fault);
	return err;
}

static enum err put_row(
	struct putting *putting, const struct goods *goods, int64_t *number, struct fault *fault)
{
	int64_t old_print = 0;
	enum err err;

	*number = putting->expect_new ? 0 : find_row(putting, goods->id, &old_print);
	putting->expect_new = *number == 0;
	if (*number == 0) {
		err = put_new(putting, goods, print_of(goods), number, fault);
		if (err || *number != 0)
			return err;
		putting->expect_new = false;
		*number = find_row(putting, goods->id, &old_print);
	}
	return put_old(putting, goods, *number, old_print, fault);
}

static enum err put_one(struct putting *putting, const struct goods *goods, struct fault *fault)
{
	int64_t number;
	enum err err;

	if (!has_one_currency(goods))
		return fault_set(fault, ERR_DECODE,
			_("Goods %s mixes two currencies; it was not taken"), goods->id);
	err = look_up_names(putting, goods, fault);
	if (!err)
		err = put_row(putting, goods, &number, fault);
	if (err)
		return err;
	putting->currencies |= UINT64_C(1) << goods->price.currency;
	putting->all[putting->count] = number;
	putting->seen[putting->count++] = goods->seen_at;
	return OK;
}

/* When it was seen is written for each goods, what is the same by offers_join.c. */
static bool is_of_row(enum column column)
{
	return column != COLUMN_SEEN && column != COLUMN_THING;
}

static enum err put_cells(struct putting *putting, struct fault *fault)
{
	enum err err = columns_put(
		putting->store, COLUMN_SEEN, putting->all, putting->seen, putting->count, fault);
	int column;

	for (column = 0; column < COLUMN_COUNT && !err; column++) {
		if (!is_of_row((enum column)column))
			continue;
		err = columns_put(putting->store, (enum column)column, putting->changed,
			putting->cells[column], putting->changes, fault);
	}
	if (!err && putting->changes > 0) {
		putting->store->changed |= TOPIC_GOODS;
		putting->store->version++;
	}
	return err;
}

static enum err put_all(struct store *store, const struct goods *goods, size_t count, bool walk,
	struct fault *fault)
{
	struct putting putting = { .store = store, .walk = walk };
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	putting.offers_next = offers_next(store);
	putting.all = arena_take_array(&putting.arena, count, sizeof *putting.all);
	putting.seen = arena_take_array(&putting.arena, count, sizeof *putting.seen);
	putting.changed = arena_take_array(&putting.arena, count, sizeof *putting.changed);
	for (i = 0; i < COLUMN_COUNT; i++)
		putting.cells[i] = arena_take_array(&putting.arena, count, sizeof(int64_t));
	for (i = 0; i < count && !err; i++)
		err = put_one(&putting, &goods[i], fault);
	if (!err)
		err = put_cells(&putting, fault);
	if (!err)
		err = currencies_note(store, putting.currencies, fault);
	if (!err)
		err = offers_follow(store, walk ? 0 : count, fault);
	arena_clear(&putting.arena);
	return store_finish(store, err, fault);
}

enum err goods_put(
	struct store *store, const struct goods *goods, size_t count, struct fault *fault)
{
	return put_all(store, goods, count, false, fault);
}

enum err goods_put_walk(
	struct store *store, const struct goods *goods, size_t count, struct fault *fault)
{
	return put_all(store, goods, count, true, fault);
}
