/*
 * burst: keys that were waiting together. A terminal without bracketed paste gives pasted text as keys, and
 * each would do something; many different characters at once outside a field are taken as one paste.
 */
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"
#include "base/arena.h"

/* More than these at once, and not a key or two held down on a slow line. */
enum { BURST_LEAST = 9, DIFFERENT_LEAST = 4 };

static bool is_typing(const struct app *app)
{
	const struct screen *top = app_top(app);

	return app->question != ASK_NOTHING || (top->ops->typing && top->ops->typing(top->state));
}

/* Keys that open a field: what follows is typed into it, pasted or not. */
static bool opens_field(const struct app *app, const struct key *key)
{
	bool pending;
	unsigned where = app_top(app)->ops->where | IN_ALL;
	enum action action = keymap_action(app->face->keymap, where, key->name, &pending);

	return action == ACTION_FILTER || action == ACTION_PALETTE;
}

/* Whether keys[0] to keys[length - 1], all text, differ as words do. */
static bool looks_pasted(const struct key *keys, size_t length)
{
	size_t different = 0;

	for (size_t i = 0; i < length && different < DIFFERENT_LEAST; i++) {
		size_t before = 0;

		while (before < i && strcmp(keys[before].typed, keys[i].typed) != 0)
			before++;
		different += before == i;
	}
	return length >= BURST_LEAST && different >= DIFFERENT_LEAST;
}

static size_t text_length(const struct key *keys, size_t count)
{
	size_t length = 0;

	while (length < count && key_is_text(&keys[length]))
		length++;
	return length;
}

static bool paste(struct app *app, const struct key *keys, size_t count)
{
	struct arena arena = { 0 };
	char *text = arena_take(&arena, count * sizeof keys->typed + 1), *to = text;
	struct key key = { .name = "<Paste>", .paste = text, .row = -1 };
	bool goes_on;

	for (size_t i = 0; i < count; i++)
		to = stpcpy(to, keys[i].typed);
	goes_on = app_key(app, &key);
	arena_clear(&arena);
	return goes_on;
}

/* After a paste: its further lines, which are no answer to the question about the first. */
static bool is_rest(const struct key *key)
{
	return key_is_text(key) || key_is(key, "<Enter>") || key_is(key, "<Tab>") || key_is(key, "<C-j>");
}

bool app_keys(struct app *app, const struct key *keys, size_t count)
{
	bool goes_on = true, pasted = false;

	for (size_t i = 0, used; i < count && goes_on; i += used) {
		size_t length = is_typing(app) || opens_field(app, &keys[i])
			? 0 : text_length(keys + i, count - i);

		used = 1;
		if (pasted && is_rest(&keys[i]))
			continue;
		pasted = looks_pasted(keys + i, length);
		if (pasted)
			used = length;
		goes_on = pasted ? paste(app, keys + i, used) : app_key(app, &keys[i]);
	}
	return goes_on;
}
