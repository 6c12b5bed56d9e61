/* history: see history.h. The lines are one small fact of the store, newest first. */
#include "screen/history.h"

#include <string.h>
#include "base/arena.h"

static const char fact[] = "history.search";

/* The line at `place`, from 1, in the arena; NULL: there is none. */
static const char *line_at(const char *lines, int place, struct arena *arena)
{
	for (; lines && *lines && --place > 0; lines += *lines == '\n')
		lines += strcspn(lines, "\n");
	return lines && *lines ? arena_bytes(arena, lines, strcspn(lines, "\n")) : NULL;
}

static int step_of(const struct history *history, const struct prompt *prompt, const struct key *key)
{
	bool mine = history->place > 0 || !*prompt->text;

	if (key_is(key, "<C-p>") || (mine && key_is(key, "<Up>")))
		return 1;
	if (key_is(key, "<C-n>") || (history->place > 0 && key_is(key, "<Down>")))
		return -1;
	return 0;
}

/* True if the key chose a line. */
static bool choose(
	struct history *history, struct prompt *prompt, const struct face *face, const struct key *key)
{
	struct arena arena = { 0 };
	int step = step_of(history, prompt, key), place = history->place + step;
	const char *line;

	if (step == 0) {
		/* Typing makes it a line of one's own. */
		history->place = key_is_text(key) || key->paste ? 0 : history->place;
		return false;
	}
	line = place > 0 ? line_at(store_get(&face->desk->store, &arena, fact), place, &arena) : "";
	if (line && place >= 0) {
		prompt_set(prompt, prompt->label, line);
		history->place = place;
	}
	arena_clear(&arena);
	return true;
}

static void put(struct history *history, const struct face *face, const char *line)
{
	struct arena arena = { 0 };
	struct fault fault;
	const char *old = store_get(&face->desk->store, &arena, fact), *one;
	char *lines = arena_text(&arena, line);

	history->place = 0;
	for (int place = 1, kept = 1; *line && kept < HISTORY_LINES; place++) {
		one = line_at(old, place, &arena);
		if (!one)
			break;
		if (strcmp(one, line) == 0)
			continue;
		lines = arena_print(&arena, "%s\n%s", lines, one);
		kept++;
	}
	/* A store that cannot be written only forgets what was searched. */
	if (*line && store_put(&face->desk->store, fact, lines, &fault) != OK)
		history->place = 0;
	arena_clear(&arena);
}

enum prompt_result history_key(struct history *history, struct prompt *prompt, const struct face *face,
	const struct key *key)
{
	if (choose(history, prompt, face, key))
		return PROMPT_CHANGED;
	enum prompt_result result = prompt_key(prompt, key);
	if (result == PROMPT_ENTER)
		put(history, face, prompt->text);
	return result;
}
