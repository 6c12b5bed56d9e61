/* link: the words of the channels. Which text may go where is decided by the desk (share.c). */
#include "model/link.h"

#include <stddef.h>
#include <string.h>
#include "base/words.h"

static const struct {
	const char *id, *name;
} channels[] = {
#define X(name, id, words) [CHANNEL_##name] = { id, words },
	CHANNELS(X)
#undef X
};

enum channel channel_find(const char *id)
{
	int i;

	for (i = 0; id && i < CHANNEL_COUNT; i++)
		if (strcmp(channels[i].id, id) == 0)
			return (enum channel)i;
	return CHANNEL_COUNT;
}

const char *channel_id(enum channel channel)
{
	return channels[(size_t)channel < CHANNEL_COUNT ? (size_t)channel : CHANNEL_OTHER].id;
}

const char *channel_name(enum channel channel)
{
	return _(channels[(size_t)channel < CHANNEL_COUNT ? (size_t)channel : CHANNEL_OTHER].name);
}
