/* goods_category: see goods_category.h. The first row takes the choice back. */
#include "screen/goods_category.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/topic_store.h"

static const char all_id[] = "*";
enum { CHOOSER_COLS = 48, CHOOSER_COLS_MANY = 64, CATEGORY_COLUMNS = 4 };

void goods_category_show(struct goods_category *category, const struct face *face)
{
	struct fault fault;
	struct arena arena = { 0 };
	struct category *rows;
	struct goods_topic *topics;
	category->open = true;
	category->several = face->conf->account_count > 1;
	/* Offline or refused: the empty list says so. */
	if (!category_load(&face->desk->store, &arena, &rows))
		find_categories(face->desk, &fault);
	if (!topic_load(&face->desk->store, &arena, &topics))
		find_topics(face->desk, &fault);
	arena_clear(&arena);
}

/* The id tells them apart: "t" for a topic, "c" for a category; then supplier and id. */
static const char *row_id(struct arena *arena, bool topic, const char *supplier, const char *id)
{
	return arena_print(arena, "%s%s", topic ? "t" : "c", subject_make(arena, supplier, id));
}

static struct list_row *rows_of(const struct face *face, struct arena *arena, size_t *count)
{
	struct category *categories;
	struct goods_topic *topics;
	size_t topic_count = topic_load(&face->desk->store, arena, &topics);
	size_t category_count = category_load(&face->desk->store, arena, &categories);
	struct list_row *rows =
		arena_take_array(arena, topic_count + category_count + 1, sizeof *rows);
	*count = topic_count + category_count + 1;
	rows[0] = (struct list_row){ .id = all_id, .cells = { _("All categories") } };
	for (size_t i = 0; i < topic_count; i++)
		rows[i + 1] = (struct list_row){
			.id = row_id(arena, true, topics[i].supplier, topics[i].id),
			.cells = { topics[i].name, "", topics[i].supplier, _("its list") },
		};
	for (size_t i = 0; i < category_count; i++) {
		const struct category *one = &categories[i];
		rows[topic_count + i + 1] = (struct list_row){
			.id = row_id(arena, false, one->supplier, one->id),
			.cells = { one->name, one->goods == UNKNOWN ? ""
				: arena_print(arena, "%lld", (long long)one->goods),
				one->supplier, _("category") },
		};
	}
	for (size_t i = 0; i < *count; i++)
		rows[i].styles[1] = rows[i].styles[2] = rows[i].styles[3] = STYLE_DIM;
	return rows;
}

static const char *chosen_id(const struct goods_category *category, struct arena *arena)
{
	return *category->id ? row_id(arena, category->is_topic, category->supplier, category->id)
			     : all_id;
}

void goods_category_load(
	struct goods_category *category, const struct face *face, struct arena *arena)
{
	size_t count;
	int64_t place = 0;
	if (!category->open)
		return;
	struct list_row *rows = rows_of(face, arena, &count);
	const char *wanted = *category->list.selected_id ? category->list.selected_id
							 : chosen_id(category, arena);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].id, wanted))
			place = (int64_t)i;
	list_set_total(&category->list, count, place);
	list_set_rows(&category->list, rows, 0, count);
	empty_load(&category->empty, face, JOB_CATEGORIES, _("No categories are known yet."));
}

void goods_category_draw(struct goods_category *category, struct area area)
{
	static const struct list_column columns[CATEGORY_COLUMNS] = {
		{ .head = N_("Category") },
		{ .head = N_("Goods"), .cols = 8, .right = true },
		{ .head = N_("Supplier"), .cols = 11 },
		{ .head = N_("What"), .cols = 8, .from_cols = 48 },
	};
	int most = category->several ? CHOOSER_COLS_MANY : CHOOSER_COLS;
	area = area_part(area, 0, 0, area.rows, area.cols < most ? area.cols : most);
	list_draw(&category->list, area, columns, category->several ? CATEGORY_COLUMNS : 2);
	if (category->list.total == 1)
		empty_draw(&category->empty, area_part(area, 3, 0, area.rows - 3, area.cols));
}

static void choose(struct goods_category *category)
{
	const struct list_row *row = list_selected(&category->list);
	struct subject chosen = { 0 };
	bool all = !row || !subject_read(row->id + 1, &chosen);
	category->is_topic = !all && *row->id == 't';
	snprintf(category->supplier, sizeof category->supplier, "%s", chosen.supplier);
	snprintf(category->id, sizeof category->id, "%s", chosen.id);
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
