/*
 * goods: one thing that can be picked and shared, as a supplier describes it. A plain record: texts
 * live in the arena of the page that read them. The rules on coupons and risks are below it.
 */
#ifndef MODEL_GOODS_H
#define MODEL_GOODS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/money.h"

enum { UNKNOWN = -1 }; /* stock, score, counts: the supplier did not say */

struct coupon {
	const char *id; /* NULL: no coupon */
	struct money face, threshold;
	int64_t left, total;        /* pieces, or UNKNOWN */
	int64_t starts_at, ends_at; /* Unix seconds; 0: not said */
};

struct goods {
	const char *supplier; /* the account's name in the configuration */
	const char *id;       /* the supplier's own, opaque text */
	const char *title;
	const char *shop; /* name of the selling shop, or NULL */
	const char *category;
	const char *picture;            /* https address or NULL */
	const char *description;        /* only from a detail answer */
	/* What names the same thing at every supplier; NULL: not said. */
	const char *gtin;         /* barcode, as printed: goods_gtin judges it */
	const char *brand, *model; /* the maker and his own number for it */
	/* The platform's own mark of the answer that showed it; goes back unread with its link, or NULL. */
	const char *origin;
	struct money price;             /* asked today */
	struct money list_price;        /* the struck-through one; minor 0: none */
	struct money final;             /* after a usable coupon, as the supplier computed it */
	struct money group_price;       /* when bought in a group; minor 0: none, or the same */
	int64_t group_size;             /* people a group needs; 0: not said */
	struct money commission;        /* estimate on `final` */
	struct money commission_before; /* estimate without the coupon (R7) */
	int32_t rate_bp;
	struct coupon coupon;
	int64_t lock_ends_at;                 /* the rate is promised until then; 0: not said */
	int64_t sales_30d, stock, shop_score; /* UNKNOWN allowed; score 0..100 */
	bool self_purchase;                   /* buying it herself earns too (R16) */
	int64_t updated_at;                   /* the supplier's time */
	int64_t seen_at;                      /* when this copy was read */
};

/* A barcode (GTIN-8, -12, -13 or -14 with its check digit) as 14 digits; false if `text` is none or
 * NULL. Spaces and dashes are left out. */
enum { GTIN_BYTES = 15 };
bool goods_gtin(const char *text, char gtin[GTIN_BYTES]);

enum coupon_state {
	COUPON_NONE,
	COUPON_USABLE,
	COUPON_NOT_YET,
	COUPON_ENDED,
	COUPON_USED_UP,
	COUPON_TOO_SMALL, /* price below the threshold */
};
/* R6: the first reason why it cannot be used at `now`. `short_by` (may be NULL) gets what is
 * missing for COUPON_TOO_SMALL. */
enum coupon_state coupon_state(
	const struct coupon *coupon, struct money price, int64_t now, struct money *short_by);

/* What makes a shared goods risky, most urgent first (R62): coupon left below 10 % or 20 pieces,
 * rate lock or coupon ending within 24 h. */
enum goods_risk { RISK_NONE, RISK_GONE, RISK_COUPON_ENDED, RISK_COUPON_LOW, RISK_LOCK_ENDING };
enum goods_risk goods_risk(const struct goods *goods, int64_t now);

#endif
