/* goods: see goods.h. Generating goods is in generate.c, answering with them in goods_routes.c. */
#include "practice/goods.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/books.h"

char *goods_id(int64_t n, char text[GOODS_ID])
{
	snprintf(text, GOODS_ID, "G%07lld", (long long)n);
	return text;
}

int64_t goods_find(const char *id)
{
	char again[GOODS_ID];
	if (id[0] != 'G' || strlen(id) > 8)
		return 0;
	int64_t n = strtoll(id + 1, NULL, 10);
	return n > 0 && strcmp(goods_id(n, again), id) == 0 ? n : 0;
}

const char *goods_brand(const struct wares *wares)
{
	for (int i = 0; i < BRANDS; i++)
		if (strstr(wares->title, brands[i]))
			return brands[i];
	return NULL;
}

bool goods_is_book(const struct wares *wares)
{
	return wares->category == category_find("books");
}

const char *goods_barcode(const struct wares *wares, struct arena *arena)
{
	int64_t n = wares->n % STALL_GOODS, sum = 0;
	int64_t digits =
		n * 7 + (goods_is_book(wares) ? INT64_C(978700000000) : INT64_C(690100000000));
	if (n % 5 >= 3)
		return "";
	for (int64_t i = 0, rest = digits; i < 12; i++, rest /= 10)
		sum += rest % 10 * (i % 2 ? 1 : 3);
	return arena_print(arena, "%lld%lld", (long long)digits, (long long)((10 - sum % 10) % 10));
}

const char *goods_model(const struct wares *wares, struct arena *arena)
{
	return arena_print(arena, "ZJ%" PRId64, 100000 + wares->n % STALL_GOODS);
}

static int64_t or_unknown(struct sql_query *query, int column)
{
	return sql_is_null(query, column) ? UNKNOWN : sql_whole(query, column);
}

static struct money yuan(int64_t minor)
{
	return (struct money){ minor, CURRENCY_CNY };
}

void goods_read(struct sql_query *query, struct arena *arena, struct wares *wares)
{
	*wares = (struct wares){
		.n = sql_whole(query, 0),
		.title = arena_text(arena, sql_text(query, 1)),
		.merchant = arena_text(arena, sql_text(query, 2)),
		.category = sql_whole(query, 3),
		.price = sql_whole(query, 4),
		.list_price = sql_whole(query, 5),
		.final = sql_whole(query, 6),
		.commission = sql_whole(query, 7),
		.rate_bp = (int32_t)sql_whole(query, 8),
		.lock_ends_at = sql_whole(query, 9),
		.sales = sql_whole(query, 10),
		.stock = or_unknown(query, 11),
		.score = or_unknown(query, 12),
		.self_purchase = sql_whole(query, 13) != 0,
		.merchant_n = sql_whole(query, 20),
		.updated_at = sql_whole(query, 21),
	};
	if (sql_is_null(query, 14))
		return;
	wares->coupon = (struct coupon){
		.id = arena_print(arena, "C%07lld", (long long)wares->n),
		.face = yuan(sql_whole(query, 14)),
		.threshold = yuan(sql_whole(query, 15)),
		.left = sql_whole(query, 16),
		.total = sql_whole(query, 17),
		.starts_at = sql_whole(query, 18),
		.ends_at = sql_whole(query, 19),
	};
}

enum err goods_load(struct practice *practice, int64_t n, struct arena *arena, struct wares *wares,
	struct fault *fault)
{
	struct sql_query *query = sql_ask(practice->sql, fault,
		"SELECT " GOODS_COLUMNS GOODS_TABLES "WHERE g.n = ?1", SQL_WHOLE(n));
	if (!query)
		return ERR_STORE;
	bool row;
	enum err err = sql_step(query, &row, fault);
	if (err == OK && row)
		goods_read(query, arena, wares);
	else if (err == OK)
		err = ERR_NOTHING;
	sql_done(query);
	return err;
}

int64_t goods_final(const struct wares *wares, int64_t at)
{
	bool usable = coupon_state(&wares->coupon, yuan(wares->price), at, NULL) == COUPON_USABLE;
	int64_t final = wares->price - (usable ? wares->coupon.face.minor : 0);
	return final > 0 ? final : 0;
}

enum err goods_save(struct practice *practice, struct wares *wares, int64_t at, struct fault *fault)
{
	const struct coupon *coupon = &wares->coupon;
	bool has = coupon->id != NULL;
	wares->final = goods_final(wares, at);
	wares->commission = books_share(wares->final, wares->rate_bp);
	wares->updated_at = at;
	return sql_do(practice->sql, fault,
		"UPDATE goods SET title=?2, price=?3, list_price=?4, final=?5, rate_bp=?6, "
		"commission=?7,"
		" stock=?8, updated_at=?9, face=?10, threshold=?11, coupon_left=?12, "
		"coupon_total=?13,"
		" starts_at=?14, ends_at=?15 WHERE n = ?1",
		SQL_WHOLE(wares->n), SQL_TEXT(wares->title), SQL_WHOLE(wares->price),
		wares->list_price ? SQL_WHOLE(wares->list_price) : SQL_NULL,
		SQL_WHOLE(wares->final), SQL_WHOLE(wares->rate_bp), SQL_WHOLE(wares->commission),
		wares->stock == UNKNOWN ? SQL_NULL : SQL_WHOLE(wares->stock), SQL_WHOLE(at),
		has ? SQL_WHOLE(coupon->face.minor) : SQL_NULL,
		has ? SQL_WHOLE(coupon->threshold.minor) : SQL_NULL,
		has ? SQL_WHOLE(coupon->left) : SQL_NULL, has ? SQL_WHOLE(coupon->total) : SQL_NULL,
		has ? SQL_WHOLE(coupon->starts_at) : SQL_NULL,
		has ? SQL_WHOLE(coupon->ends_at) : SQL_NULL);
}

enum err goods_sell(struct practice *practice, struct wares *wares, int64_t quantity,
	bool with_coupon, int64_t at, struct fault *fault)
{
	if (wares->stock != UNKNOWN)
		wares->stock -= quantity;
	if (with_coupon)
		wares->coupon.left--;
	return goods_save(practice, wares, at, fault);
}

enum err goods_pass_time(struct practice *practice, int64_t from, int64_t to, struct fault *fault)
{
	enum err err = sql_do(practice->sql, fault,
		"UPDATE goods SET final = price - face, commission = (price - face) * rate_bp / "
		"10000,"
		" updated_at = starts_at WHERE starts_at > ?1 AND starts_at <= ?2 AND ends_at > ?2"
		" AND coupon_left > 0 AND price >= threshold AND price >= face",
		SQL_WHOLE(from), SQL_WHOLE(to));
	if (err == OK)
		err = sql_do(practice->sql, fault,
			"UPDATE goods SET final = price, commission = price * rate_bp / 10000,"
			" updated_at = ends_at WHERE ends_at > ?1 AND ends_at <= ?2 AND final <> "
			"price",
			SQL_WHOLE(from), SQL_WHOLE(to));
	return err;
}
