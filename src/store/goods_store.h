/*
 * goods_store: the catalogue as last seen, searched as the owner types. How words
 * become an index is in words.h.
 */
#ifndef STORE_GOODS_STORE_H
#define STORE_GOODS_STORE_H

#include "model/goods.h"
#include "store/store.h"

enum goods_sort {
	SORT_RELEVANCE,
	SORT_PRICE,
	SORT_COMMISSION,
	SORT_RATE,
	SORT_SALES,
	SORT_NEWEST,
	SORT_SCORE,
	SORT_COUNT
};
const char *goods_sort_id(enum goods_sort sort);      /* "price" */
const char *goods_sort_name(enum goods_sort sort);    /* translated */
enum goods_sort goods_sort_find(const char *id);      /* SORT_COUNT if unknown */

/* What she typed, taken apart: `price:<50 rate:>20 cat:food has:coupon -word 毛巾`. */
struct goods_query {
	const char *words; /* what is left: searched in titles (Chinese of any length, Latin prefixes,
	                    * pinyin initials); "" = everything */
	const char *without;  /* words after '-', separated by spaces; "" = none */
	const char *category; /* id or NULL */
	const char *supplier; /* account name, or NULL: all */
	const char *topic;    /* id of a list of `supplier` (topic_store.h), or NULL */
	/* Of the final price, in hundredths of whatever currency the goods has; 0 = no bound. The others:
	 * typed with < or >, which matters where a currency has three decimals. */
	int64_t price_from, price_to;
	bool price_above, price_below;
	int32_t rate_from_bp, rate_to_bp;
	bool has_coupon, in_stock, on_shelf;
	bool together; /* of what is the same at several suppliers (offers.h) only the best in this order */
	enum goods_sort sort;
	bool reverse;
};
/* The filters that a line may hold, for help; ends with a NULL name. */
struct goods_filter {
	const char *name;    /* "price" */
	const char *example; /* "price:<50" */
	const char *words;   /* what it keeps, N_() */
};
extern const struct goods_filter goods_filters[];

/* Filters by price and rate are strict for < and >, and take <= >= 20-50 too; prices are in yuan,
 * rates in percent, full-width signs are taken. Takes the line apart (texts live in the arena). A
 * bad filter is ERR_USAGE and named in the fault; the rest of the query is filled all the same. */
MUST_USE enum err goods_query_read(
	const char *line, struct arena *arena, struct goods_query *query, struct fault *fault);

/* Adds or replaces in one transaction (hasty, see store_begin_hasty, unless it joins another); a
 * row that is the same writes nothing but its seen_at. Amounts in two currencies are ERR_DECODE
 * and nothing of the page is taken. Empty detail fields (description) do not erase what an
 * earlier detail answer brought. */
MUST_USE enum err goods_put(
	struct store *store, const struct goods *goods, size_t count, struct fault *fault);
/* The same for walks over a whole catalogue: such goods are found by their words only after
 * goods_index (by sorts and filters at once). */
MUST_USE enum err goods_put_walk(
	struct store *store, const struct goods *goods, size_t count, struct fault *fault);
struct goods *goods_get( /* NULL if never seen */
	struct store *store, struct arena *arena, const char *supplier, const char *id);

/* Amounts of goods in more than one currency are here: sorted by money, each currency stands apart. */
bool goods_mixed(struct store *store);
/* Rows offset..offset+count of the answer; whole rows are read only for these. */
size_t goods_load(struct store *store, const struct goods_query *query, size_t offset, size_t count,
	struct arena *arena, struct goods **rows);
/* The exact number of hits, counted without reading whole rows. */
size_t goods_count(struct store *store, const struct goods_query *query);
/* Place of one goods in the answer or -1: keeps the selection by id. With `together` the place of the
 * offer that stands for it. */
int64_t goods_position(struct store *store, const struct goods_query *query, const char *supplier,
	const char *id);
/* Brings the search index up to date after goods_put_walk: about 10 µs for each goods. */
MUST_USE enum err goods_index(struct store *store, struct fault *fault);
/* The same for at most `most` goods, to be called between keys; *left
 * tells whether some are left. */
MUST_USE enum err goods_index_some(
	struct store *store, size_t most, bool *left, struct fault *fault);

struct category {
	const char *supplier, *id, *name;
	int64_t goods; /* how many, or UNKNOWN */
};
MUST_USE enum err category_put(
	struct store *store, const struct category *rows, size_t count, struct fault *fault);
size_t category_load(struct store *store, struct arena *arena, struct category **rows);

#endif
