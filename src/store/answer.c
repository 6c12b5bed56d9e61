/* answer: which goods are hit: words by the search index, filters by
 * columns. Their order: rank.c. */
#include "store/answer.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "store/columns.h"
#include "store/offers.h"
#include "store/sql.h"
#include "store/table.h"
#include "store/words.h"

static size_t words_of(int64_t top)
{
	return (size_t)top / 64 + 1;
}

static void mark(struct store *store, struct answer *answer, const char *match, bool set)
{
	struct sql_query *query = store_ask(
		store, "SELECT rowid FROM goods_words WHERE goods_words MATCH ?1", SQL_TEXT(match));
	int64_t number;

	while (store_next(query)) {
		number = sql_whole(query, 0);
		if (number < 1 || number > answer->top)
			continue;
		if (set)
			answer->bits[number / 64] |= UINT64_C(1) << number % 64;
		else
			answer->bits[number / 64] &= ~(UINT64_C(1) << number % 64);
	}
	sql_done(query);
}

static void mark_all(struct answer *answer)
{
	int64_t number = answer->top + 1;

	memset(answer->bits, 0xff, words_of(answer->top) * sizeof *answer->bits);
	answer->bits[0] &= ~UINT64_C(1);
	for (; number < (int64_t)words_of(answer->top) * 64; number++)
		answer->bits[number / 64] &= ~(UINT64_C(1) << number % 64);
}

/* ---- filters: each takes the bits of goods away that do not pass */

struct sieve {
	const struct goods_query *query;
	int64_t now, supplier, category;
	uint64_t traits; /* that must be there */
	bool mixed;      /* prices are in several currencies, else in this one */
	enum currency currency;
	struct column_reader *price, *coupon, *trait;
};

static bool passes_traits(const struct sieve *sieve, int64_t cell)
{
	const struct goods_query *query = sieve->query;
	int64_t rate_bp = traits_rate_bp(cell);

	return ((uint64_t)cell & sieve->traits) == sieve->traits &&
		(!query->supplier || traits_supplier(cell) == sieve->supplier) &&
		(!query->category || traits_category(cell) == sieve->category) &&
		(!query->rate_from_bp || rate_bp >= query->rate_from_bp) &&
		(!query->rate_to_bp || rate_bp <= query->rate_to_bp);
}

/* Bounds are typed with two decimals, whatever the currency has. */
static bool passes_price(const struct goods_query *query, int64_t price, enum currency currency)
{
	int64_t from = query->price_from, to = query->price_to;
	int decimals = currency_decimals(currency);

	if (decimals == 0) {
		from = (from + 99) / 100;
		to = query->price_to > 0 && to < 100 ? -1 : to / 100;
	} else if (decimals == 3) {
		from = query->price_above ? (from - 1) * 10 + 1 : from * 10;
		to = query->price_below ? (to + 1) * 10 - 1 : to * 10;
	}
	return (!query->price_from || price >= from) && (!query->price_to || price <= to);
}

static void sift_block(const struct sieve *sieve, struct answer *answer, int64_t block)
{
	const int64_t *prices = sieve->price ? column_read(sieve->price, block) : NULL;
	const int64_t *coupons = sieve->coupon ? column_read(sieve->coupon, block) : NULL;
	const int64_t *traits = sieve->trait ? column_read(sieve->trait, block) : NULL;
	int64_t number = block * BLOCK_CELLS, end = number + BLOCK_CELLS;
	size_t cell;

	for (cell = 0; number < end && number <= answer->top; cell++, number++) {
		if (!(answer->bits[number / 64] >> number % 64 & 1))
			continue;
		if ((prices && !passes_price(sieve->query, prices[cell],
				       sieve->mixed ? traits_currency(traits[cell]) : sieve->currency)) ||
			(traits && !passes_traits(sieve, traits[cell])) ||
			(coupons && !coupon_cell_usable(coupons[cell], sieve->now)))
			answer->bits[number / 64] &= ~(UINT64_C(1) << number % 64);
	}
}

static bool block_has_hits(const struct answer *answer, int64_t block)
{
	size_t word = (size_t)(block * BLOCK_CELLS / 64), end = word + BLOCK_CELLS / 64;

	for (; word < end && word < words_of(answer->top); word++)
		if (answer->bits[word])
			return true;
	return false;
}

static void sift(struct store *store, struct answer *answer, const struct goods_query *query)
{
	struct sieve sieve = { .query = query, .now = clock_now_s() };
	int64_t block;

	sieve.traits = (query->in_stock ? TRAIT_STOCK : 0u) | (query->on_shelf ? TRAIT_SHELF : 0u);
	/* −1 is in no cell: an unknown name finds nothing. */
	if (query->supplier && (sieve.supplier = supplier_number(store, query->supplier)) == 0)
		sieve.supplier = -1;
	if (query->category && (sieve.category = category_number(store, query->category)) == 0)
		sieve.category = -1;
	if (query->price_from || query->price_to) {
		sieve.price = column_reader_new(store, COLUMN_PRICE);
		sieve.mixed = goods_mixed(store);
		sieve.currency = traits_currency(columns_get(store, COLUMN_TRAITS, 1));
	}
	if (query->has_coupon)
		sieve.coupon = column_reader_new(store, COLUMN_COUPON);
	if (sieve.traits || query->supplier || query->category || query->rate_from_bp ||
		query->rate_to_bp || sieve.mixed)
		sieve.trait = column_reader_new(store, COLUMN_TRAITS);
	for (block = 0; block * BLOCK_CELLS <= answer->top; block++)
		if ((sieve.price || sieve.coupon || sieve.trait) && block_has_hits(answer, block))
			sift_block(&sieve, answer, block);
	column_reader_free(sieve.price);
	column_reader_free(sieve.coupon);
	column_reader_free(sieve.trait);
}

/* What is not in the topic's list goes. */
static void sift_topic(struct store *store, struct answer *answer, const struct goods_query *query)
{
	uint64_t *listed = calloc(words_of(answer->top), sizeof *listed);
	struct sql_query *rows = store_ask(store,
		"SELECT goods FROM topic_goods WHERE supplier = ?1 AND topic = ?2",
		SQL_TEXT(query->supplier), SQL_TEXT(query->topic));
	int64_t number;
	size_t i;

	if (!listed)
		arena_out_of_memory();
	while (store_next(rows)) {
		number = sql_whole(rows, 0);
		if (number >= 1 && number <= answer->top)
			listed[number / 64] |= UINT64_C(1) << number % 64;
	}
	sql_done(rows);
	for (i = 0; i < words_of(answer->top); i++)
		answer->bits[i] &= listed[i];
	free(listed);
}

/* ---- the answer kept */

static bool asks_for_all(const struct goods_query *query)
{
	return !query->supplier && !query->category && !query->topic && !query->price_from && !query->price_to &&
		!query->rate_from_bp && !query->rate_to_bp && !query->has_coupon &&
		!query->in_stock && !query->on_shelf;
}

static bool is_empty(const struct goods_query *query)
{
	return !(query->words && *query->words) && !(query->without && *query->without) &&
		asks_for_all(query);
}

static void fill(struct store *store, struct answer *answer, const struct goods_query *query,
	bool together)
{
	struct arena arena = { 0 };
	char *match = words_match(&arena, query->words ? query->words : "");
	char *without = words_match_any(&arena, query->without ? query->without : "");
	size_t i;

	answer->top =
		store_number(store, "SELECT max(number) FROM goods WHERE 0 = ?1", SQL_WHOLE(0));
	answer->count = answer->top;
	if (match || without || !asks_for_all(query) || together) {
		answer->bits = calloc(words_of(answer->top), sizeof *answer->bits);
		if (!answer->bits)
			arena_out_of_memory();
		if (match)
			mark(store, answer, match, true);
		else
			mark_all(answer);
		if (without)
			mark(store, answer, without, false);
		sift(store, answer, query);
		if (query->topic)
			sift_topic(store, answer, query);
		if (together)
			answer_gather(store, answer, query);
		answer->count = 0;
		for (i = 0; i < words_of(answer->top); i++)
			answer->count += __builtin_popcountll(answer->bits[i]);
	}
	arena_clear(&arena);
}

/* Coupons begin and end: the moment belongs to the key. */
static char *key_of(const struct goods_query *query, bool together, struct arena *arena)
{
	return arena_print(arena, "%s\n%s\n%s\n%s\n%s\n%d %d %d %d %d %d\n%lld %lld %d %d %d %d %lld",
		query->words ? query->words : "", query->without ? query->without : "",
		query->category ? query->category : "", query->supplier ? query->supplier : "",
		query->topic ? query->topic : "", query->category != NULL, query->supplier != NULL,
		query->price_above, query->price_below, together ? (int)query->sort : -1,
		together && query->reverse, (long long)query->price_from,
		(long long)query->price_to, (int)query->rate_from_bp, (int)query->rate_to_bp,
		query->in_stock, query->on_shelf,
		query->has_coupon ? (long long)clock_now_s() / 60 : -1);
}

const struct answer *answer_for(struct store *store, const struct goods_query *query)
{
	struct arena arena = { 0 };
	bool together = query->together && offers_any(store);
	char *key = key_of(query, together, &arena);
	int64_t others = 0;
	struct answer **kept = is_empty(query) ? &store->everything : &store->answer;
	struct answer *answer = *kept;

	/* Numbers change when another program wrote into the file. */
	if (sql_number(store->sql, NULL, &others,
		    "SELECT data_version FROM pragma_data_version WHERE 0 = ?1",
		    SQL_WHOLE(0)) != OK)
		others = -1;
	if (!answer || strcmp(answer->key, key) != 0 || answer->version != store->version ||
		answer->others != others) {
		answer_free(answer);
		answer = calloc(1, sizeof *answer);
		if (!answer || !(answer->key = strdup(key)) ||
			!(answer->ranked = calloc(1, sizeof *answer->ranked)))
			arena_out_of_memory();
		answer->version = store->version;
		answer->others = others;
		fill(store, answer, query, together);
		*kept = answer;
	}
	arena_clear(&arena);
	return answer;
}

void answer_free(struct answer *answer)
{
	if (!answer)
		return;
	free(answer->key);
	free(answer->bits);
	free(answer->ranked);
	free(answer);
}
