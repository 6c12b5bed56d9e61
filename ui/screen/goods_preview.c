/* goods_preview: see goods_preview.h. */
#include "screen/goods_preview.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

enum { PAUSE_MS = 150 };

void goods_preview_moved(struct goods_preview *preview, const struct list *list)
{
	if (strcmp(preview->id, list->selected_id) != 0)
		preview->at_ms = clock_steady_ms() + PAUSE_MS;
}

void goods_preview_follow(struct goods_preview *preview, const struct list *list)
{
	preview->at_ms = 0;
	snprintf(preview->id, sizeof preview->id, "%s", list->selected_id);
}

size_t goods_preview_place(const struct goods_preview *preview, const struct list *list)
{
	size_t i;

	for (i = 0; preview->at_ms && i < list->loaded_count; i++)
		if (strcmp(list->rows[i].id, preview->id) == 0)
			return list->loaded_from + i;
	return list->selected;
}
