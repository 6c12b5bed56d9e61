/* filter: see filter.h. At most keys nothing here looks at the store; history.h does for some. */
#include "screen/filter.h"

#include <stdio.h>

void filter_start(struct filter *filter)
{
	filter->typing = true;
	snprintf(filter->before, sizeof filter->before, "%s", filter->words);
	prompt_set(&filter->prompt, "/", filter->words);
}

enum prompt_result filter_key(
	struct filter *filter, const struct face *face, const struct key *key)
{
	enum prompt_result result = history_key(&filter->history, &filter->prompt, face, key);

	if (result == PROMPT_CHANGED)
		snprintf(filter->words, sizeof filter->words, "%s", filter->prompt.text);
	else if (result == PROMPT_LEAVE)
		snprintf(filter->words, sizeof filter->words, "%s", filter->before);
	if (result == PROMPT_ENTER || result == PROMPT_LEAVE)
		filter->typing = false;
	return result;
}

int filter_draw(const struct filter *filter, struct area area, int col)
{
	if (!filter->words[0])
		return col;
	col = area_put(area, 0, col, STYLE_DIM, "  /");
	return area_put(area, 0, col, STYLE_MATCH, filter->words);
}
