/*
 * sums: see sums.h. A hash table of rows by what they sum; written in the order of the tables' keys, so that a
 * page of a table is touched once.
 */
#include "store/sums.h"

#include <stdlib.h>
#include <string.h>
#include "base/log.h"
#include "store/sql.h"
#include "store/table.h"

/* MOST bounds the memory (about 6 MB) of a transaction of any size: then what waits is written early. */
enum { ROOM_LEAST = 256, MOST = 32768, VALUES_MOST = SUM_KEYS + SUM_ADDS + 1 };

struct sums {
	struct arena arena;
	struct sum *all;
	uint32_t *slots; /* place in `all` + 1, or 0; twice the room of `all` */
	size_t count, room;
};

static const struct {
	size_t keys, adds;
	const char *text;
} tables[SUM_OF_COUNT] = {
	[SUM_BALANCE] = { 2, 1,
		"INSERT INTO balance_total VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET minor = minor + ?3" },
	[SUM_LINE] = { 7, 1,
		"INSERT INTO line_total VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
		" ON CONFLICT DO UPDATE SET minor = minor + ?8" },
	[SUM_ORDER] = { 2, 1,
		"INSERT INTO order_total VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET orders = orders + ?3" },
	[SUM_ORDER_DAY] = { 3, 1,
		"INSERT INTO order_day_total VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT DO UPDATE SET orders = orders + ?4" },
	[SUM_ORDER_TITLE] = { 3, 1,
		"INSERT INTO order_title_total SELECT number, ?2, ?3, ?4 FROM order_title"
		" WHERE text = ?1 ON CONFLICT DO UPDATE SET orders = orders + ?4" },
	/* A sum beyond 64 bits would turn into a fraction, which a STRICT table refuses: the page is undone. */
	[SUM_EARNING] = { 3, 3,
		"INSERT INTO earning_total VALUES (?1, ?2, ?3, coalesce(?7, ''), ?4, ?5, ?6)"
		" ON CONFLICT DO UPDATE SET orders = orders + ?4, estimate = estimate + ?5,"
		" settled = settled + ?6, title = coalesce(?7, title)" },
};

/* ---- adding */

/* FNV-1a over the words of the key, each with its end. */
static uint32_t hash_of(const struct sum *sum)
{
	uint32_t hash = 2166136261u ^ (uint32_t)sum->of;
	const char *at;
	size_t i;

	for (i = 0; i < tables[sum->of].keys; i++) {
		for (at = sum->key[i]; *at; at++)
			hash = (hash ^ (unsigned char)*at) * 16777619u;
		hash = (hash ^ 0xffu) * 16777619u;
	}
	return hash;
}

static int compare(const void *a, const void *b)
{
	const struct sum *left = a, *right = b;
	int order = (int)left->of - (int)right->of;
	size_t i;

	for (i = 0; order == 0 && i < tables[left->of].keys; i++)
		order = strcmp(left->key[i], right->key[i]);
	return order;
}

static uint32_t *find(const struct sums *sums, const struct sum *sum)
{
	size_t mask = 2 * sums->room - 1, at;

	for (at = hash_of(sum) & mask; sums->slots[at]; at = (at + 1) & mask)
		if (compare(&sums->all[sums->slots[at] - 1], sum) == 0)
			break;
	return &sums->slots[at];
}

/* What is outgrown is freed with all the rest. */
static void grow(struct sums *sums)
{
	struct sum *old = sums->all;
	size_t i;

	sums->room = sums->room ? 2 * sums->room : ROOM_LEAST;
	sums->all = arena_take_array(&sums->arena, sums->room, sizeof *sums->all);
	sums->slots = arena_take_array(&sums->arena, 2 * sums->room, sizeof *sums->slots);
	if (sums->count > 0)
		memcpy(sums->all, old, sums->count * sizeof *old);
	for (i = 0; i < sums->count; i++)
		*find(sums, &sums->all[i]) = (uint32_t)i + 1;
}

static struct sum *enter(struct sums *sums, uint32_t *slot, const struct sum *sum)
{
	struct sum *row = &sums->all[sums->count++];
	size_t i;

	*slot = (uint32_t)sums->count;
	row->of = sum->of;
	for (i = 0; i < tables[sum->of].keys; i++)
		row->key[i] = arena_text(&sums->arena, sum->key[i]);
	return row;
}

static bool would_overflow(const struct sum *row, const struct sum *sum)
{
	int64_t unused;
	size_t i;

	for (i = 0; i < SUM_ADDS; i++)
		if (__builtin_add_overflow(row->add[i], sum->add[i], &unused))
			return true;
	return false;
}

enum err sums_add(struct store *store, const struct sum *sum, struct fault *fault)
{
	struct sums *sums = store->sums;
	struct sum *row;
	uint32_t *slot;
	size_t i;

	if (!sums && !(sums = store->sums = calloc(1, sizeof *sums)))
		arena_out_of_memory();
	if (sums->count == sums->room && sums->room < MOST)
		grow(sums);
	slot = find(sums, sum);
	if (*slot ? would_overflow(&sums->all[*slot - 1], sum) : sums->count == sums->room) {
		enum err err = sums_write(store, fault);

		return err ? err : sums_add(store, sum, fault);
	}
	row = *slot ? &sums->all[*slot - 1] : enter(sums, slot, sum);
	for (i = 0; i < tables[sum->of].adds; i++)
		row->add[i] += sum->add[i];
	if (sum->title && (!row->title || strcmp(row->title, sum->title) != 0))
		row->title = arena_text(&sums->arena, sum->title);
	return OK;
}

/* ---- writing */

static enum err write_row(struct store *store, const struct sum *sum, struct fault *fault)
{
	struct sql_value values[VALUES_MOST];
	size_t count = 0, i;

	for (i = 0; i < tables[sum->of].keys; i++)
		values[count++] = SQL_TEXT(sum->key[i]);
	for (i = 0; i < tables[sum->of].adds; i++)
		values[count++] = SQL_WHOLE(sum->add[i]);
	if (sum->of == SUM_EARNING)
		values[count++] = SQL_TEXT(sum->title);
	return sql_do_values(store->sql, fault, tables[sum->of].text, values, count);
}

enum err sums_write(struct store *store, struct fault *fault)
{
	struct sums *sums = store->sums;
	enum err err = OK;
	size_t i;

	if (!sums || sums->count == 0)
		return OK;
	qsort(sums->all, sums->count, sizeof *sums->all, compare);
	for (i = 0; i < sums->count && err == OK; i++)
		err = write_row(store, &sums->all[i], fault);
	if (err)
		store->doomed = true;
	sums_forget(store);
	return err;
}

void sums_settle(struct store *store)
{
	struct fault fault;

	if (sums_write(store, &fault) != OK)
		log_line(LOG_ERROR, "store-sums", "%s", fault.text);
}

void sums_forget(struct store *store)
{
	if (!store->sums)
		return;
	arena_clear(&store->sums->arena);
	free(store->sums);
	store->sums = NULL;
}
