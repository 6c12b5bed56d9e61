/* shelf_rows: see shelf_rows.h. */
#include "screen/shelf_rows.h"

#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "screen/shelf_card.h"
#include "screen/subject.h"

enum { RATE = 3, POSTED = 5 };
static const struct list_column table[SHELF_COLUMNS] = {
	{ .head = N_("On your shelf") },
	{ .head = N_("Changed"), .cols = 24 },
	{ .head = N_("Price"), .cols = 9, .right = true },
	{ .head = N_("Rate"), .cols = 7, .from_cols = 66, .right = true },
	{ .head = N_("Tags"), .cols = 10, .from_cols = 90 },
	{ .head = N_("Posted"), .cols = 9, .right = true },
	{ .head = N_("Supplier"), .cols = 8, .from_cols = 60 },
};

size_t shelf_rows_columns(const struct face *face, struct list_column columns[SHELF_COLUMNS])
{
	memcpy(columns, table, sizeof table);
	if (face->conf->account_count < 2)
		return SHELF_COLUMNS - 1;
	columns[POSTED].from_cols = 70;
	columns[RATE].from_cols = 84;
	return SHELF_COLUMNS;
}

const char *shelf_rows_sort_name(enum shelf_sort sort)
{
	static const char *const names[SHELF_SORTS] = { N_("newest first"), N_("problems first"),
		N_("dearest last"), N_("by day of posting") };
	return _(names[sort]);
}

static int64_t weight(const struct shelf_entry *entry, enum shelf_sort sort)
{
	switch (sort) {
	case BY_PROBLEMS:
		return shelf_is_problem(entry, clock_now_s())
			       ? 2
			       : shelf_changes(entry, clock_now_s()) != 0;
	case BY_PRICE:
		return -entry->goods.final.minor;
	case BY_POSTED:
		return entry->posted_at;
	case BY_PICKED:
	case SHELF_SORTS:
		break;
	}
	return entry->picked_at;
}

/* Same weight: by id, so that rows picked in the same second do not change places. */
static bool stands_before(
	const struct shelf_entry *a, const struct shelf_entry *b, enum shelf_sort sort, bool reverse)
{
	int64_t first = weight(a, sort), second = weight(b, sort);
	if (first != second)
		return reverse ? first < second : first > second;
	return strcmp(a->goods.id, b->goods.id) <= 0;
}

/* By insertion: a shelf holds dozens of goods. */
void shelf_rows_sort(struct shelf_entry *rows, size_t count, enum shelf_sort sort, bool reverse)
{
	for (size_t i = 1; i < count; i++) {
		struct shelf_entry moving = rows[i];
		size_t at = i;
		for (; at > 0 && !stands_before(&rows[at - 1], &moving, sort, reverse); at--)
			rows[at] = rows[at - 1];
		rows[at] = moving;
	}
}

static struct list_row row_of(struct arena *arena, const struct face *face,
	const struct shelf_entry *entry, int64_t now)
{
	char text[MONEY_TEXT], age[CLOCK_TEXT];
	bool bad;
	struct list_row row = {
		.id = subject_make(arena, entry->goods.supplier, entry->goods.id),
		.cells = { entry->goods.title, shelf_card_changes(arena, entry, now, &bad),
			arena_text(arena, money_shown(entry->goods.final, text)),
			face->privacy ? ""
				      : arena_text(arena, rate_shown(entry->goods.rate_bp, text)),
			entry->tags,
			entry->posted_at ? arena_text(arena, clock_age(entry->posted_at, now, age,
								     sizeof age))
					 : "-",
			entry->goods.supplier },
		.dim = entry->goods.stock == 0,
	};
	row.styles[1] = bad ? STYLE_BAD : STYLE_GOOD;
	row.styles[3] = STYLE_ESTIMATE;
	row.styles[5] = STYLE_DIM;
	return row;
}

struct list_row *shelf_rows_make(
	const struct face *face, const struct shelf_entry *entries, size_t count, struct arena *arena)
{
	struct list_row *rows = arena_take_array(arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = row_of(arena, face, &entries[i], clock_now_s());
	return rows;
}
