/* kind: see kind.h. The choice for each channel is a small fact of the store. */
#include "desk/kind.h"

static char *fact_name(struct arena *arena, enum channel channel)
{
	return arena_print(arena, "share.kind.%s", channel_id(channel));
}

static bool is_there(const struct link *link, enum link_kind kind)
{
	return link_of_kind(link, kind) && link_kind_may(kind, link->channel);
}

enum link_kind kind_chosen(struct desk *desk, const struct link *link)
{
	struct arena arena = { 0 };
	const char *chosen = store_get(&desk->store, &arena, fact_name(&arena, link->channel));
	enum link_kind kind = chosen ? link_kind_find(chosen) : LINK_KIND_COUNT;

	arena_clear(&arena);
	return kind != LINK_KIND_COUNT && is_there(link, kind) ? kind : link_kind_usual(link);
}

enum err kind_choose(
	struct desk *desk, const struct link *link, enum link_kind kind, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = store_put(
		&desk->store, fact_name(&arena, link->channel), link_kind_id(kind), fault);

	arena_clear(&arena);
	return err;
}

enum link_kind kind_next(const struct link *link, enum link_kind now)
{
	enum link_kind next = now;

	do
		next = (enum link_kind)((next + 1) % LINK_KIND_COUNT);
	while (next != now && !is_there(link, next));
	return next;
}

struct link kind_posted(const struct link *link, enum link_kind kind)
{
	struct link posted = *link;
	const char *text = link_of_kind(link, kind);

	posted.url = text ? text : link->url;
	return posted;
}
