/* draft: see draft.h. Drafts are small facts of the store, named by goods and channel. */
#include "desk/draft.h"

#include <string.h>
#include "base/text.h"

/* No text holds it: text_take turns it into a space. */
static const char link_sign[] = "\x1f";

static char *name_of(struct arena *arena, const struct link *link)
{
	return arena_print(arena, "draft.%s.%s.%s", link->supplier, channel_id(link->channel), link->goods);
}

static char *replaced(struct arena *arena, const char *text, const char *old, const char *new)
{
	const char *at = *old ? strstr(text, old) : NULL;
	char *done = arena_text(arena, "");

	for (; at; at = strstr(text, old)) {
		done = arena_print(arena, "%s%.*s%s", done, (int)(at - text), text, new);
		text = at + strlen(old);
	}
	return arena_print(arena, "%s%s", done, text);
}

char *draft_get(struct desk *desk, struct arena *arena, const struct link *link)
{
	const char *kept = store_get(&desk->store, arena, name_of(arena, link));

	return kept ? replaced(arena, kept, link_sign, link->url) : NULL;
}

enum err draft_put(struct desk *desk, const struct link *link, const char *text, struct fault *fault)
{
	struct arena arena = { 0 };
	const char *kept = *text ? replaced(&arena, text, link->url, link_sign) : NULL;
	enum err err = store_put(&desk->store, name_of(&arena, link), kept, fault);

	arena_clear(&arena);
	return err;
}

char *draft_caption(struct desk *desk, struct arena *arena, const struct goods *goods,
	const struct link *link, int64_t now)
{
	char *own = draft_get(desk, arena, link);

	return own || !goods ? own : share_caption(arena, goods, link, now);
}
