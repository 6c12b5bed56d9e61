/* What the tests of this room put into a store. */
#ifndef TESTS_STORE_SAMPLE_H
#define TESTS_STORE_SAMPLE_H

#include "model/goods.h"
#include "store/goods_store.h"

enum { SAMPLE_NOW = 1764000000 };

static inline struct money sample_yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

/* A goods with plain figures: 20.00 yuan, 18 %, no coupon, 100 in stock. */
static inline struct goods sample_goods(const char *id, const char *title)
{
	return (struct goods){ .supplier = "demo",
		.id = id,
		.title = title,
		.category = "home",
		.price = sample_yuan(2000),
		.final = sample_yuan(2000),
		.commission = sample_yuan(360),
		.commission_before = sample_yuan(360),
		.rate_bp = 1800,
		.sales_30d = 10,
		.stock = 100,
		.shop_score = 90,
		.coupon = { .left = UNKNOWN, .total = UNKNOWN },
		.updated_at = SAMPLE_NOW - 1000,
		.seen_at = SAMPLE_NOW };
}

#endif
