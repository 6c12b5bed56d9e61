/*
 * list_marks: what is marked, by id, so that it survives filter and sort. A thousand at most: a
 * table of ids beside their hashes is fast enough and simple. Read next: paint/list.c.
 */
#include "paint/list_marks.h"

#include <stdlib.h>
#include <string.h>

struct list_marks {
	size_t count;
	uint32_t hashes[LIST_MARKS];
	char *ids[LIST_MARKS];
};

struct list_marks *list_marks_new(void)
{
	struct list_marks *marks = calloc(1, sizeof *marks);

	if (!marks)
		arena_out_of_memory();
	return marks;
}

void list_marks_free(struct list_marks *marks)
{
	size_t i;

	if (!marks)
		return;
	for (i = 0; i < marks->count; i++)
		free(marks->ids[i]);
	free(marks);
}

/* FNV-1a */
static uint32_t hash(const char *id)
{
	uint32_t value = 2166136261U;

	for (; *id; id++)
		value = (value ^ (unsigned char)*id) * 16777619U;
	return value;
}

static size_t find(const struct list_marks *marks, const char *id)
{
	uint32_t wanted = hash(id);
	size_t i;

	for (i = 0; i < marks->count; i++)
		if (marks->hashes[i] == wanted && strcmp(marks->ids[i], id) == 0)
			break;
	return i;
}

size_t list_marked(const struct list *list)
{
	return list->marks->count;
}

bool list_is_marked(const struct list *list, const char *id)
{
	return find(list->marks, id) < list->marks->count;
}

const char *list_mark(const struct list *list, size_t index)
{
	return index < list->marks->count ? list->marks->ids[index] : NULL;
}

static void add(struct list_marks *marks, const char *id)
{
	char *copy;

	if (marks->count == LIST_MARKS)
		return;
	copy = strdup(id);
	if (!copy)
		arena_out_of_memory();
	marks->hashes[marks->count] = hash(id);
	marks->ids[marks->count++] = copy;
}

static void remove_at(struct list_marks *marks, size_t index)
{
	size_t after = marks->count - index - 1;

	free(marks->ids[index]);
	memmove(marks->ids + index, marks->ids + index + 1, after * sizeof *marks->ids);
	memmove(marks->hashes + index, marks->hashes + index + 1, after * sizeof *marks->hashes);
	marks->count--;
}

void list_put_mark(struct list *list, const char *id, bool marked)
{
	size_t index = find(list->marks, id);

	if (marked && index == list->marks->count)
		add(list->marks, id);
	else if (!marked && index < list->marks->count)
		remove_at(list->marks, index);
}

void list_clear_marks(struct list *list)
{
	while (list->marks->count > 0)
		free(list->marks->ids[--list->marks->count]);
	list->ranging = false;
	list->mark_count = 0;
}

/* ---- rows that are perhaps not loaded yet */

void list_marks_answer(struct list *list)
{
	size_t skip = list->mark_from - list->loaded_from, i;

	if (list->mark_count == 0 || list->mark_from < list->loaded_from ||
		skip > list->loaded_count || list->loaded_count - skip < list->mark_count)
		return;
	for (i = 0; i < list->mark_count; i++) {
		const char *id = list->rows[skip + i].id;

		list_put_mark(list, id, !list->mark_invert || !list_is_marked(list, id));
	}
	list->mark_count = 0;
}

void list_marks_ask(struct list *list, size_t from, size_t count, bool invert)
{
	list->mark_from = from;
	list->mark_count = count < LIST_MARKS ? count : LIST_MARKS;
	list->mark_invert = invert;
	list_marks_answer(list);
}
