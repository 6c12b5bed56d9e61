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
