/* offers: see offers.h. How they are found: offers_join.c; what makes goods alike: signs.c. */
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/signs.h"
#include "store/sql.h"
#include "store/table.h"

static const struct {
	const char *id, *name;
} names[] = {
	[LIKE_NOT] = { "linked", N_("like another") },
	[LIKE_TITLE] = { "similar", N_("similar") },
	[LIKE_MODEL] = { "model", N_("same model") },
	[LIKE_GTIN] = { "gtin", N_("same barcode") },
	[LIKE_ID] = { "id", N_("same id") },
	[LIKE_SELF] = { "self", "" },
};

const char *likeness_id(enum likeness likeness)
{
	return names[likeness].id;
}

const char *likeness_name(enum likeness likeness)
{
	return *names[likeness].name ? _(names[likeness].name) : "";
}

/* ---- reading */

bool offers_any(struct store *store)
{
	return store_number(store, "SELECT 1 FROM goods WHERE thing > 0 AND 0 = ?1 LIMIT 1",
		SQL_WHOLE(0)) != 0;
}

static int by_price(const void *a, const void *b)
{
	const struct offer *first = a, *second = b;
	struct money x = first->goods.final, y = second->goods.final;

	if (first->likeness == LIKE_SELF || second->likeness == LIKE_SELF)
		return (second->likeness == LIKE_SELF) - (first->likeness == LIKE_SELF);
	if (x.currency != y.currency)
		return (int)x.currency - (int)y.currency;
	return x.minor != y.minor ? (x.minor > y.minor) - (x.minor < y.minor) :
		strcmp(first->goods.supplier, second->goods.supplier);
}

/* Its own number first. */
static size_t load_numbers(struct store *store, struct arena *arena, int64_t number,
	int64_t **numbers)
{
	int64_t thing = store_number(
		store, "SELECT thing FROM goods WHERE number = ?1", SQL_WHOLE(number));
	size_t count = thing_load(store, arena, thing, numbers);

	if (count == 0)
		(*numbers)[count++] = number;
	return count;
}

size_t offers_load(struct store *store, struct arena *arena, const char *supplier, const char *id,
	struct offer **rows)
{
	int64_t number = goods_number(store, supplier, id), *numbers;
	size_t count, read = 0, i;
	struct identity self, other;

	*rows = NULL;
	if (!number || !identity_get(store, arena, number, &self))
		return 0;
	count = load_numbers(store, arena, number, &numbers);
	*rows = arena_take_array(arena, count, sizeof **rows);
	for (i = 0; i < count; i++) {
		struct offer *offer = &(*rows)[read];

		if (!goods_read(store, arena, numbers[i], &offer->goods) ||
			!identity_get(store, arena, numbers[i], &other))
			continue;
		offer->likeness = numbers[i] == number ? LIKE_SELF : signs_compare(store, &self, &other);
		read++;
	}
	qsort(*rows, read, sizeof **rows, by_price);
	return read;
}

size_t offers_count(struct store *store, const char *supplier, const char *id, bool *similar)
{
	struct arena arena = { 0 };
	int64_t number = goods_number(store, supplier, id), *numbers;
	struct identity self, other;
	size_t count = 1, i;

	*similar = false;
	if (number && identity_get(store, &arena, number, &self) && self.thing) {
		count = thing_load(store, &arena, self.thing, &numbers);
		for (i = 0; i < count && !*similar; i++)
			if (numbers[i] != number && identity_get(store, &arena, numbers[i], &other))
				*similar = signs_compare(store, &self, &other) <= LIKE_TITLE;
	}
	arena_clear(&arena);
	return count > 0 ? count - 1 : 0;
}
