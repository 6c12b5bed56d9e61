/*
 * offers: goods that are the same thing at several suppliers. What makes them so are signs: the same id on
 * the same platform, the same barcode, the same brand and model; else titles of the same words, which is
 * called similar (words_sign). Signs are compared when goods are put, so that a list only reads a column.
 */
#ifndef STORE_OFFERS_H
#define STORE_OFFERS_H

#include "store/goods_store.h"

/* How sure it is, the least first. */
enum likeness { LIKE_NOT, LIKE_TITLE, LIKE_MODEL, LIKE_GTIN, LIKE_ID, LIKE_SELF };
const char *likeness_id(enum likeness likeness);   /* "similar", "model" … */
const char *likeness_name(enum likeness likeness); /* translated */

struct offer {
	struct goods goods;
	enum likeness likeness; /* to the goods asked for */
};
/* The goods itself first (LIKE_SELF), then all offers of the same thing, the cheapest after coupon first;
 * 0 if it was never seen. LIKE_NOT: the same as one of the others. */
size_t offers_load(struct store *store, struct arena *arena, const char *supplier, const char *id,
	struct offer **rows);
/* Ordered as a list of goods is, the offer asked for among them: amounts of each currency apart, ties by
 * supplier. */
void offers_sort(struct offer *rows, size_t count, enum goods_sort sort, bool reverse);
/* How many others there are; `similar`: how many of them are so by their titles only (NULL: do not look). */
size_t offers_count(struct store *store, const char *supplier, const char *id, size_t *similar);

/* Which platform an account asks: there goods with one id are the same thing. NULL: its ids are its own. */
MUST_USE enum err offers_platform(
	struct store *store, const char *supplier, const char *platform, struct fault *fault);

/* Compares at most `most` goods that were put by a walk, or before there was a second supplier, to be called
 * between keys (15 to 50 µs each) while store->offers_left; fewer, if they bring many others together. With 0
 * only looks whether there are some. */
MUST_USE enum err offers_some(struct store *store, size_t most, struct fault *fault);

/* ---- for goods_put.c, within a transaction */
/* Goods from here on have no signs yet; they get them in the order of their numbers, once there are two
 * suppliers. */
int64_t offers_next(struct store *store);
/* Signs for at most `most` goods; sets store->offers_left. */
MUST_USE enum err offers_follow(struct store *store, size_t most, struct fault *fault);
/* Before the row of a goods changes in what its signs are made of, and after. */
MUST_USE enum err offers_leave(struct store *store, int64_t number, struct fault *fault);
MUST_USE enum err offers_join(struct store *store, int64_t number, struct fault *fault);
/* Is anything the same as something else? */
bool offers_any(struct store *store);

#endif
