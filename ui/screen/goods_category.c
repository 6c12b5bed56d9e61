/* goods_category: see goods_category.h. The first row takes the choice back. */
#include "screen/goods_category.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "screen/reaction.h"

static const char all_id[] = "*";
enum { CHOOSER_COLS = 48 };

void goods_category_show(struct goods_category *category, const struct face *face)
{
	struct fault fault;
	struct arena arena = { 0 };
	struct category *rows;
	category->open = true;
	/* Offline or refused: the empty list says so. */
	if (!category_load(&face->desk->store, &arena, &rows))
		find_categories(face->desk, &fault);
	arena_clear(&arena);
}

static struct list_row *rows_of(
	const struct category *categories, size_t count, struct arena *arena)
{
	struct list_row *rows = arena_take_array(arena, count + 1, sizeof *rows);
	rows[0] = (struct list_row){ .id = all_id, .cells = { _("All categories"), "" } };
	for (size_t i = 0; i < count; i++) {
		const struct category *one = &categories[i];
		rows[i + 1] = (struct list_row){
			.id = one->id,
			.cells = { one->name, one->goods == UNKNOWN ? ""
				: arena_print(arena, "%lld", (long long)one->goods) },
		};
		rows[i + 1].styles[1] = STYLE_DIM;
	}
	return rows;
}

void goods_category_load(
	struct goods_category *category, const struct face *face, struct arena *arena)
{
	struct category *categories;
	int64_t place = 0;
	if (!category->open)
		return;
	size_t count = category_load(&face->desk->store, arena, &categories);
	struct list_row *rows = rows_of(categories, count, arena);
	const char *wanted =
		*category->list.selected_id ? category->list.selected_id : category->id;
	for (size_t i = 0; i <= count; i++)
		if (!strcmp(rows[i].id, wanted))
			place = (int64_t)i;
	list_set_total(&category->list, count + 1, place);
	list_set_rows(&category->list, rows, 0, count + 1);
	empty_load(&category->empty, face, JOB_CATEGORIES, _("No categories are known yet."));
}

void goods_category_draw(struct goods_category *category, struct area area)
{
	static const struct list_column columns[] = {
		{ .head = N_("Category") },
		{ .head = N_("Goods"), .cols = 8, .right = true },
	};
	area = area_part(
		area, 0, 0, area.rows, area.cols < CHOOSER_COLS ? area.cols : CHOOSER_COLS);
	list_draw(&category->list, area, columns, 2);
	if (category->list.total == 1)
		empty_draw(&category->empty, area_part(area, 3, 0, area.rows - 3, area.cols));
}

static void choose(struct goods_category *category)
{
	const struct list_row *row = list_selected(&category->list);
	bool all = !row || !strcmp(row->id, all_id);
	snprintf(category->id, sizeof category->id, "%s", all ? "" : row->id);
	snprintf(category->name, sizeof category->name, "%s", all ? "" : row->cells[0]);
	category->open = false;
}

struct reaction goods_category_act(struct goods_category *category, enum action action)
{
	switch (action) {
	case ACTION_OPEN:
		choose(category);
		return reaction_of(REACT_RELOAD);
	case ACTION_BACK:
	case ACTION_CATEGORY:
		category->open = false;
		return reaction_of(REACT_RELOAD);
	case ACTION_FILTER:
		return reaction_of(REACT_STAY);
	default:
		if (list_act(&category->list, action))
			return reaction_of(REACT_REDRAW);
		return reaction_of(REACT_NOT_MINE);
	}
}
