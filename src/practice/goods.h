/*
 * goods: one row of the goods table, and the two numbers kept beside it so that lists can be
 * sorted: the final price of one piece and its commission. Read next: goods_routes.c, generate.c.
 */
#ifndef PRACTICE_GOODS_H
#define PRACTICE_GOODS_H

#include "base/arena.h"
#include "model/goods.h"
#include "practice/practice.h"

struct wares {
	int64_t n;
	const char *title, *merchant;
	int64_t category, price, list_price; /* list_price 0: none */
	int64_t final, commission;	     /* kept: as of the last change or coupon boundary */
	int32_t rate_bp;
	int64_t lock_ends_at;	     /* 0: none */
	int64_t sales, stock, score; /* stock and score may be UNKNOWN */
	bool self_purchase;
	struct coupon coupon; /* id NULL: none */
	int64_t merchant_n, updated_at;
};

/* The house's goods have the numbers from 1 on, each platform's (wire.h) the ones from its own stall on:
 * n % STALL_GOODS is the same thing everywhere. */
enum { GOODS_ID = 24, STALL_GOODS = 10000000 };
char *goods_id(int64_t n, char text[GOODS_ID]); /* "G0000001" */
int64_t goods_find(const char *id);		/* 0 if it is no such id of the house */

/* The maker, as the title names it; NULL if it does not. */
const char *goods_brand(const struct wares *wares);
/* The number on the package, the same wherever it is sold (GTIN-13; of books it is the ISBN); "" where
 * nobody wrote it down. */
const char *goods_barcode(const struct wares *wares, struct arena *arena);
/* The maker's own number for it: the same wherever it is sold. */
const char *goods_model(const struct wares *wares, struct arena *arena);
bool goods_is_book(const struct wares *wares);

/* Columns for goods_read, FROM goods g JOIN merchant m. */
#define GOODS_COLUMNS                                                                              \
	"g.n, g.title, m.name, g.category, g.price, g.list_price, g.final, g.commission, "         \
	"g.rate_bp,"                                                                               \
	" g.lock_ends_at, g.sales, g.stock, m.score, g.self, g.face, g.threshold, g.coupon_left,"  \
	" g.coupon_total, g.starts_at, g.ends_at, g.merchant, g.updated_at"
#define GOODS_TABLES " FROM goods g JOIN merchant m ON m.n = g.merchant "
void goods_read(struct sql_query *query, struct arena *arena, struct wares *wares);
/* ERR_NOTHING if there is none. */
MUST_USE enum err goods_load(struct practice *practice, int64_t n, struct arena *arena,
	struct wares *wares, struct fault *fault);
/* Writes title, prices, rate, stock and coupon; final price and commission are computed anew. */
MUST_USE enum err goods_save(
	struct practice *practice, struct wares *wares, int64_t at, struct fault *fault);
/* A sale takes stock and perhaps a coupon. */
MUST_USE enum err goods_sell(struct practice *practice, struct wares *wares, int64_t quantity,
	bool with_coupon, int64_t at, struct fault *fault);
/* Coupons that began or ended in (from, to]: final price, commission and updated_at follow. */
MUST_USE enum err goods_pass_time(
	struct practice *practice, int64_t from, int64_t to, struct fault *fault);
/* Price of one piece after the coupon, if it can be used at `at` (R6). */
int64_t goods_final(const struct wares *wares, int64_t at);

#endif
