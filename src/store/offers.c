/* offers: see offers.h. How they are found: offers_join.c; what makes goods alike: signs.c. */
#include "store/offers.h"

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
	[LIKE_SELF] = { "self", N_("this one") },
};

const char *likeness_id(enum likeness likeness)
{
	return names[likeness].id;
}

const char *likeness_name(enum likeness likeness)
{
	return _(names[likeness].name);
}

/* ---- reading */

bool offers_any(struct store *store)
{
	return store_number(store, "SELECT 1 FROM goods WHERE thing > 0 AND 0 = ?1 LIMIT 1",
		SQL_WHOLE(0)) != 0;
}

struct key {
	int64_t currency, value;
};

/* Ascending in the natural order: the cheapest, else the most first. */
static struct key key_of(const struct goods *goods, enum goods_sort sort)
{
	switch (sort) {
	case SORT_COMMISSION:
		return (struct key){ goods->commission.currency, -goods->commission.minor };
	case SORT_RATE:
		return (struct key){ 0, -goods->rate_bp };
	case SORT_SALES:
		return (struct key){ 0, -goods->sales_30d };
	case SORT_NEWEST:
		return (struct key){ 0, -goods->updated_at };
	case SORT_SCORE:
		return (struct key){ 0, -goods->shop_score };
	default:
		return (struct key){ goods->final.currency, goods->final.minor };
	}
}

static bool is_before(const struct offer *a, const struct offer *b, enum goods_sort sort, bool reverse)
{
	struct key first = key_of(&a->goods, sort), second = key_of(&b->goods, sort);
	int order;

	if (first.currency != second.currency)
		return first.currency < second.currency;
	if (first.value != second.value)
		return (first.value < second.value) != reverse;
	order = strcmp(a->goods.supplier, b->goods.supplier);
	return order != 0 ? order < 0 : strcmp(a->goods.id, b->goods.id) < 0;
}

/* Few: each goes down to its place. */
void offers_sort(struct offer *rows, size_t count, enum goods_sort sort, bool reverse)
{
	struct offer moved;
	size_t i, to;

	for (i = 1; i < count; i++) {
		moved = rows[i];
		for (to = i; to > 0 && is_before(&moved, &rows[to - 1], sort, reverse); to--)
			rows[to] = rows[to - 1];
		rows[to] = moved;
	}
}

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
		if (numbers[i] == number && read > 0) {
			struct offer first = **rows;

			**rows = *offer;
			*offer = first;
		}
		read++;
	}
	offers_sort(*rows + 1, read > 0 ? read - 1 : 0, SORT_PRICE, false);
	return read;
}

size_t offers_count(struct store *store, const char *supplier, const char *id, size_t *similar)
{
	struct arena arena = { 0 };
	int64_t number = goods_number(store, supplier, id), *numbers;
	struct identity self, other;
	size_t count = 1, i;

	if (similar)
		*similar = 0;
	if (number && identity_get(store, &arena, number, &self) && self.thing) {
		count = thing_load(store, &arena, self.thing, &numbers);
		for (i = 0; i < count && similar; i++)
			if (numbers[i] != number && identity_get(store, &arena, numbers[i], &other))
				*similar += signs_compare(store, &self, &other) <= LIKE_TITLE;
	}
	arena_clear(&arena);
	return count > 0 ? count - 1 : 0;
}
