/* link: the words of the channels and of the kinds, and which kind may go where (R42, R54). */
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

static const struct {
	const char *id, *name;
} kinds[] = {
#define X(name, id, words) [LINK_##name] = { id, words },
	LINK_KINDS(X)
#undef X
};

enum link_kind link_kind_find(const char *id)
{
	int i;

	for (i = 0; id && i < LINK_KIND_COUNT; i++)
		if (strcmp(kinds[i].id, id) == 0)
			return (enum link_kind)i;
	return LINK_KIND_COUNT;
}

const char *link_kind_id(enum link_kind kind)
{
	return kinds[(size_t)kind < LINK_KIND_COUNT ? (size_t)kind : LINK_WEB].id;
}

const char *link_kind_name(enum link_kind kind)
{
	return _(kinds[(size_t)kind < LINK_KIND_COUNT ? (size_t)kind : LINK_WEB].name);
}

bool link_kind_may(enum link_kind kind, enum channel channel)
{
	if (kind == LINK_PASS_CODE)
		return channel != CHANNEL_MOMENTS;
	return kind != LINK_MINI || channel == CHANNEL_WECHAT || channel == CHANNEL_MOMENTS;
}

const char *link_of_kind(const struct link *link, enum link_kind kind)
{
	const char *const texts[LINK_KIND_COUNT] = { [LINK_WEB] = link->url,
		[LINK_SHORT] = link->short_url,
		[LINK_MINI] = link->mini_path,
		[LINK_APP] = link->app_url,
		[LINK_PASS_CODE] = link->pass_code };

	return (size_t)kind < LINK_KIND_COUNT ? texts[kind] : NULL;
}

enum link_kind link_kind_usual(const struct link *link)
{
	return link->channel == CHANNEL_WECHAT && link->mini_path ? LINK_MINI : LINK_WEB;
}
