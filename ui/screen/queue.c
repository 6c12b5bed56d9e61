/* queue: see queue.h. */
#include "screen/queue.h"

#include <stdio.h>
#include <string.h>

bool queue_next(const char **at, char row[QUEUE_ROW])
{
	if (!**at)
		return false;
	snprintf(row, QUEUE_ROW, "%.*s", (int)strcspn(*at, "\n"), *at);
	*at = strchrnul(*at, '\n');
	*at += **at == '\n';
	return true;
}

int queue_place(const char *queue, const char *row, int *count)
{
	char one[QUEUE_ROW];
	int place = 0;

	for (*count = 0; queue_next(&queue, one);) {
		++*count;
		if (!strcmp(one, row))
			place = *count;
	}
	return place;
}

bool queue_row(const char *queue, int place, char row[QUEUE_ROW])
{
	if (place < 1)
		return false;
	while (queue_next(&queue, row))
		if (--place == 0)
			return true;
	return false;
}
