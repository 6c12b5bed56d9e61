/*
 * rank: the hits of an answer in their order. The first page comes from one walk over a column with
 * a heap of its size; a page far down first finds its key by counting (a histogram, narrowed), so
 * that the memory never grows with the hits. Equal keys stand in the order of their numbers.
 */
#include <stdlib.h>
#include <string.h>
#include "store/answer.h"
#include "store/columns.h"

enum { BINS = 4096, HEAP_MOST = 4096 };

struct hit {
	uint64_t key;
	int64_t number;
};

/* Keys: a number of the currency on top where amounts of several are sorted, below it the cell. */
enum { CELL_BITS = 58 };

/* A walk over the hits; what to do with each is in the functions below. */
struct walk {
	const struct answer *answer;
	struct column_reader *reader;
	struct column_reader *currencies; /* NULL: only one, or no amounts */
	bool rate, down;
	uint64_t low, high;       /* keys looked at */
	uint64_t least, greatest; /* seen by find_range */
	uint64_t width;           /* of a bin */
	int64_t bins[BINS];
	int64_t skip; /* hits with the key `low` still to leave out */
	struct hit *heap;
	size_t used, most;
	struct hit target; /* counted by count_before */
	int64_t before;
	/* Of answer_gather: of each thing the best so far, by its name. */
	struct hit *best;
	struct column_reader *things;
};

static const struct {
	enum column column;
	bool rate, down; /* down: the largest first */
	bool money;
} orders[SORT_COUNT] = {
	[SORT_PRICE] = { COLUMN_PRICE, false, false, true },
	[SORT_COMMISSION] = { COLUMN_COMMISSION, false, true, true },
	[SORT_RATE] = { COLUMN_TRAITS, true, true, false },
	[SORT_SALES] = { COLUMN_SALES, false, true, false },
	[SORT_NEWEST] = { COLUMN_NEWEST, false, true, false },
	[SORT_SCORE] = { COLUMN_SCORE, false, true, false },
};

/* Ascending keys in the wanted order; `traits` only matters where currencies are kept apart. */
static uint64_t key_of(const struct walk *walk, int64_t cell, int64_t traits)
{
	const int64_t half = INT64_C(1) << (CELL_BITS - 1);
	int64_t value = walk->rate ? traits_rate_bp(cell) : cell;
	uint64_t key;

	value = value < -half ? -half : value >= half ? half - 1 : value;
	key = (uint64_t)(value + half);
	if (walk->down)
		key = (UINT64_C(1) << CELL_BITS) - 1 - key;
	if (walk->currencies)
		key |= (uint64_t)traits_currency(traits) << CELL_BITS;
	return key;
}

static void go(struct walk *walk, void (*see)(struct walk *, struct hit))
{
	const struct answer *answer = walk->answer;
	const int64_t *cells = NULL, *traits = NULL;
	int64_t word, last = answer->top / 64, read = -1, number;
	uint64_t bits;

	for (word = 0; word <= last; word++) {
		bits = answer->bits ? answer->bits[word] : UINT64_MAX;
		if (bits && word / (BLOCK_CELLS / 64) != read) {
			read = word / (BLOCK_CELLS / 64);
			cells = column_read(walk->reader, read);
			traits = walk->currencies ? column_read(walk->currencies, read) : cells;
		}
		for (; bits; bits &= bits - 1) {
			number = word * 64 + __builtin_ctzll(bits);
			if (number >= 1 && number <= answer->top)
				see(walk, (struct hit){ key_of(walk, cells[number % BLOCK_CELLS],
								traits[number % BLOCK_CELLS]), number });
		}
	}
}

static bool is_before(struct hit a, struct hit b)
{
	return a.key != b.key ? a.key < b.key : a.number < b.number;
}

/* ---- the smallest hits, in a heap with the largest of them on top */

static void sink(struct hit *heap, size_t used, size_t at)
{
	size_t child;
	struct hit moved = heap[at];

	for (; (child = 2 * at + 1) < used; at = child) {
		if (child + 1 < used && is_before(heap[child], heap[child + 1]))
			child++;
		if (!is_before(moved, heap[child]))
			break;
		heap[at] = heap[child];
	}
	heap[at] = moved;
}

static void rise(struct hit *heap, size_t at)
{
	struct hit moved = heap[at];

	for (; at > 0 && is_before(heap[(at - 1) / 2], moved); at = (at - 1) / 2)
		heap[at] = heap[(at - 1) / 2];
	heap[at] = moved;
}

static void see_smallest(struct walk *walk, struct hit hit)
{
	if (hit.key < walk->low || (hit.key == walk->low && walk->skip-- > 0))
		return;
	if (walk->used < walk->most) {
		walk->heap[walk->used] = hit;
		rise(walk->heap, walk->used++);
	} else if (is_before(hit, walk->heap[0])) {
		walk->heap[0] = hit;
		sink(walk->heap, walk->used, 0);
	}
}

static int compare(const void *a, const void *b)
{
	return is_before(*(const struct hit *)a, *(const struct hit *)b) ? -1 : 1;
}

/* ---- the key at a place */

static void see_range(struct walk *walk, struct hit hit)
{
	if (hit.key < walk->least)
		walk->least = hit.key;
	if (hit.key > walk->greatest)
		walk->greatest = hit.key;
}

static void see_bin(struct walk *walk, struct hit hit)
{
	if (hit.key >= walk->low && hit.key <= walk->high)
		walk->bins[(hit.key - walk->low) / walk->width]++;
}

/* Narrows low..high around the hit at `offset` until few lie in it or all have one key;
 * returns how many lie before. */
static int64_t narrow(struct walk *walk, int64_t offset)
{
	int64_t before = 0;
	size_t bin;

	walk->least = UINT64_MAX;
	walk->greatest = 0;
	go(walk, see_range);
	walk->low = walk->least;
	walk->high = walk->greatest;
	while (walk->low < walk->high) {
		walk->width = (walk->high - walk->low) / BINS + 1;
		memset(walk->bins, 0, sizeof walk->bins);
		go(walk, see_bin);
		for (bin = 0; bin < BINS - 1 && before + walk->bins[bin] <= offset; bin++)
			before += walk->bins[bin];
		walk->low += bin * walk->width;
		if (walk->high - walk->low >= walk->width)
			walk->high = walk->low + walk->width - 1;
		if (walk->bins[bin] <= HEAP_MOST)
			break;
	}
	return before;
}

/* ---- */

static void begin(struct store *store, struct walk *walk, const struct goods_query *query)
{
	walk->rate = orders[query->sort].rate;
	walk->down = orders[query->sort].down != query->reverse;
	walk->reader = column_reader_new(store, orders[query->sort].column);
	if (orders[query->sort].money && goods_mixed(store))
		walk->currencies = column_reader_new(store, COLUMN_TRAITS);
}

static void end(struct walk *walk)
{
	column_reader_free(walk->reader);
	column_reader_free(walk->currencies);
	column_reader_free(walk->things);
	free(walk->heap);
	free(walk->best);
	free(walk);
}

static size_t rank(struct store *store, const struct goods_query *query, size_t offset,
	size_t count, int64_t *numbers)
{
	struct walk *walk = calloc(1, sizeof *walk);
	size_t leave, i;

	if (!walk)
		arena_out_of_memory();
	walk->answer = answer_for(store, query);
	begin(store, walk, query);
	leave = offset;
	if (offset > HEAP_MOST) {
		leave -= (size_t)narrow(walk, (int64_t)offset);
		/* One key for very many: they are left out while walking, in
		 * the order of their numbers. */
		if (walk->low == walk->high) {
			walk->skip = (int64_t)leave;
			leave = 0;
		}
	}
	walk->most = leave + count;
	walk->heap = calloc(walk->most, sizeof *walk->heap);
	if (!walk->heap)
		arena_out_of_memory();
	go(walk, see_smallest);
	qsort(walk->heap, walk->used, sizeof *walk->heap, compare);
	for (i = 0; i < count && leave + i < walk->used; i++)
		numbers[i] = walk->heap[leave + i].number;
	end(walk);
	return i;
}

static bool is_ranked(const struct ranked *ranked, const struct goods_query *query)
{
	return ranked->count > 0 && ranked->sort == query->sort && ranked->reverse == query->reverse;
}

/* More than asked for is ranked, on both sides: the walk over the column costs the same, and the next pages
 * cost nothing. */
static size_t page_sorted(struct store *store, const struct goods_query *query, size_t offset,
	size_t count, int64_t *numbers)
{
	struct ranked *ranked = answer_for(store, query)->ranked;
	size_t around = (RANKED_MOST - count) / 2;

	if (count > RANKED_MOST)
		return rank(store, query, offset, count, numbers);
	if (!is_ranked(ranked, query) || offset < ranked->from ||
		offset + count > ranked->from + ranked->count) {
		ranked->sort = query->sort;
		ranked->reverse = query->reverse;
		ranked->from = offset > around ? offset - around : 0;
		ranked->count = rank(store, query, ranked->from, RANKED_MOST, ranked->numbers);
	}
	memcpy(numbers, ranked->numbers + (offset - ranked->from), count * sizeof *numbers);
	return count;
}

/* Without a sort the hits stand as they came: by number. `from` counts from the first. */
static void page_by_number(
	const struct answer *answer, int64_t from, size_t count, int64_t *numbers, bool backwards)
{
	int64_t word = 0, ones, number;
	uint64_t bits;
	size_t found = 0;

	if (!answer->bits) {
		for (; found < count; found++)
			numbers[backwards ? count - 1 - found : found] = from + 1 + (int64_t)found;
		return;
	}
	for (; from >= (ones = __builtin_popcountll(answer->bits[word])); word++)
		from -= ones;
	for (; found < count; word++)
		for (bits = answer->bits[word]; bits && found < count; bits &= bits - 1) {
			number = word * 64 + __builtin_ctzll(bits);
			if (from-- <= 0) {
				numbers[backwards ? count - 1 - found : found] = number;
				found++;
			}
		}
}

size_t answer_page(struct store *store, const struct goods_query *query, size_t offset, size_t count,
	int64_t *numbers)
{
	const struct answer *answer = answer_for(store, query);
	int64_t from = (int64_t)offset;

	if (offset >= (size_t)answer->count)
		return 0;
	if (count > (size_t)answer->count - offset)
		count = (size_t)answer->count - offset;
	if (query->sort > SORT_RELEVANCE && query->sort < SORT_COUNT)
		return page_sorted(store, query, offset, count, numbers);
	if (query->reverse)
		from = answer->count - from - (int64_t)count;
	page_by_number(answer, from, count, numbers, query->reverse);
	return count;
}

static void see_before(struct walk *walk, struct hit hit)
{
	walk->before += is_before(hit, walk->target);
}

static int64_t position_sorted(
	struct store *store, const struct goods_query *query, int64_t number)
{
	const struct ranked *ranked = answer_for(store, query)->ranked;
	struct walk *walk;
	int64_t before;
	size_t i;

	for (i = 0; is_ranked(ranked, query) && i < ranked->count; i++)
		if (ranked->numbers[i] == number)
			return (int64_t)(ranked->from + i);
	walk = calloc(1, sizeof *walk);
	if (!walk)
		arena_out_of_memory();
	walk->answer = answer_for(store, query);
	begin(store, walk, query);
	walk->target = (struct hit){
		key_of(walk, columns_get(store, orders[query->sort].column, number),
			columns_get(store, COLUMN_TRAITS, number)), number
	};
	go(walk, see_before);
	before = walk->before;
	end(walk);
	return before;
}

int64_t answer_position(struct store *store, const struct goods_query *query, int64_t number)
{
	const struct answer *answer = answer_for(store, query);
	int64_t before = number - 1, word;

	if (number < 1 || number > answer->top ||
		(answer->bits && !(answer->bits[number / 64] >> number % 64 & 1)))
		return -1;
	if (query->sort > SORT_RELEVANCE && query->sort < SORT_COUNT)
		return position_sorted(store, query, number);
	if (answer->bits) {
		before = __builtin_popcountll(
			answer->bits[number / 64] & ((UINT64_C(1) << number % 64) - 1));
		for (word = 0; word < number / 64; word++)
			before += __builtin_popcountll(answer->bits[word]);
	}
	return query->reverse ? answer->count - 1 - before : before;
}

/* ---- of each thing the best */

static void see_best(struct walk *walk, int64_t thing, struct hit hit)
{
	struct hit *best = &walk->best[thing], worse = hit;

	if (best->number == 0 || is_before(hit, *best)) {
		worse = *best;
		*best = hit;
	}
	if (worse.number != 0)
		walk->answer->bits[worse.number / 64] &= ~(UINT64_C(1) << worse.number % 64);
}

/* Most goods are like no other: what they are sorted by is not even read. */
static void gather_block(struct walk *walk, int64_t block)
{
	const struct answer *answer = walk->answer;
	const int64_t *things = column_read(walk->things, block), *cells = NULL, *traits = NULL;
	int64_t number = block * BLOCK_CELLS, i;

	for (i = 0; i < BLOCK_CELLS && number <= answer->top; i++, number++) {
		if (things[i] < 1 || things[i] > answer->top ||
			!(answer->bits[number / 64] >> number % 64 & 1))
			continue;
		if (!cells) {
			cells = column_read(walk->reader, block);
			traits = walk->currencies ? column_read(walk->currencies, block) : cells;
		}
		see_best(walk, things[i],
			(struct hit){ key_of(walk, cells[i], traits[i]), number });
	}
}

/* Where nothing is sorted the cheapest stands for its thing. */
void answer_gather(struct store *store, struct answer *answer, const struct goods_query *query)
{
	struct goods_query ranked = *query;
	struct walk *walk = calloc(1, sizeof *walk);
	int64_t block;

	if (!walk || !(walk->best = calloc((size_t)answer->top + 1, sizeof *walk->best)))
		arena_out_of_memory();
	if (query->sort <= SORT_RELEVANCE || query->sort >= SORT_COUNT)
		ranked.sort = SORT_PRICE;
	begin(store, walk, &ranked);
	walk->answer = answer;
	walk->things = column_reader_new(store, COLUMN_THING);
	for (block = 0; block * BLOCK_CELLS <= answer->top; block++)
		gather_block(walk, block);
	end(walk);
}
