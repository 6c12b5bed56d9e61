/*
 * action: the table of actions, and which key means which of them. Keys are looked for in
 * three rings: the screen's own rows, then those of lists and texts, then the general ones.
 * Read next: actions.def, ui/app.
 */
#include "input/action.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

static const struct {
	const char *name, *keys, *words;
	unsigned where;
} actions[ACTION_COUNT] = {
	[ACTION_NONE] = { "", "", "", 0 },
#define ACTION(id, name, keys, where, words) [ACTION_##id] = { name, keys, words, where },
#include "input/actions.def"
#undef ACTION
};

enum { BINDINGS_MOST = 8, SEQUENCE = 2 * KEY_NAME };

/* `texts` is what help shows; `keys` the same split, each a key name or two in a row ("gg"). */
struct bindings {
	char *text;
	char keys[BINDINGS_MOST][SEQUENCE];
	int count;
};

struct keymap {
	struct arena arena;
	struct bindings of[ACTION_COUNT];
};

const char *action_name(enum action action)
{
	return actions[action].name;
}

const char *action_words(enum action action)
{
	return action == ACTION_NONE ? "" : _(actions[action].words);
}

const char *action_hint(enum action action)
{
	return action == ACTION_NONE ? "" : _(actions[action].name);
}

unsigned action_where(enum action action)
{
	return actions[action].where;
}

enum action action_find(const char *name)
{
	int i;

	for (i = 1; i < ACTION_COUNT; i++)
		if (strcmp(actions[i].name, name) == 0)
			return (enum action)i;
	return ACTION_NONE;
}

/* ---- reading bindings */

/* One binding between spaces: one key, or two pressed after each other;
 * written in its usual form. */
static bool read_sequence(const char *word, size_t length, char sequence[SEQUENCE])
{
	struct key key;
	size_t at = 0, used, count = 0;

	sequence[0] = '\0';
	while (at < length && count++ < 2) {
		used = key_read(word + at, &key);
		if (used == 0 || at + used > length)
			return false;
		strncat(sequence, key.name, SEQUENCE - strlen(sequence) - 1);
		at += used;
	}
	return count > 0 && at == length;
}

/* False with the word that is no key; an empty text is "no key". */
static bool read_bindings(struct bindings *bindings, struct arena *arena, const char *text,
	const char **wrong)
{
	size_t length;

	*bindings = (struct bindings){ .text = arena_text(arena, "") };
	for (text += strspn(text, " "); *text; text += length + strspn(text + length, " ")) {
		length = strcspn(text, " ");
		if (bindings->count == BINDINGS_MOST ||
			!read_sequence(text, length, bindings->keys[bindings->count])) {
			*wrong = arena_bytes(arena, text, length);
			return false;
		}
		bindings->text = arena_print(arena, "%s%s%s", bindings->text,
			bindings->count ? " " : "", bindings->keys[bindings->count]);
		bindings->count++;
	}
	return true;
}

/* ---- the owner's keys */

struct warnings {
	struct arena *arena;
	const char **lines;
	size_t count;
	const char *file;
};

static void warn(struct warnings *warnings, int line, const char *text)
{
	warnings->lines[warnings->count++] =
		arena_print(warnings->arena, "%s:%d: %s", warnings->file, line, text);
}

/* Same ring and same key: both could never be reached. */
static enum action clash(const struct keymap *keymap, enum action action, const char *sequence)
{
	int other, i;

	for (other = 1; other < ACTION_COUNT; other++)
		for (i = 0; other != (int)action && i < keymap->of[other].count; i++)
			if ((actions[other].where & actions[action].where) &&
				strcmp(keymap->of[other].keys[i], sequence) == 0)
				return (enum action)other;
	return ACTION_NONE;
}

/* The owner's line wins: the key is taken from the action that had it by default. */
static void take_key(struct keymap *keymap, enum action from, const char *sequence)
{
	struct bindings *bindings = &keymap->of[from];
	int i, kept = 0;

	bindings->text = arena_text(&keymap->arena, "");
	for (i = 0; i < bindings->count; i++) {
		if (strcmp(bindings->keys[i], sequence) == 0)
			continue;
		if (kept != i)
			memcpy(bindings->keys[kept], bindings->keys[i], SEQUENCE);
		bindings->text = arena_print(&keymap->arena, "%s%s%s", bindings->text,
			kept ? " " : "", bindings->keys[kept]);
		kept++;
	}
	bindings->count = kept;
}

static void apply(struct keymap *keymap, const struct conf_key *line, struct warnings *warnings)
{
	enum action action = action_find(line->action), other;
	struct bindings read;
	const char *wrong = NULL;
	int i;

	if (action == ACTION_NONE) {
		warn(warnings, line->line,
			arena_print(warnings->arena,
				_("[keys] there is no action \"%s\"; the line is ignored (the help screen, key ?, "
				  "lists all names)"),
				line->action));
		return;
	}
	if (!read_bindings(&read, &keymap->arena, line->keys, &wrong)) {
		warn(warnings, line->line,
			arena_print(warnings->arena,
				_("[keys] \"%s\" is no key; the line is ignored (write x, <Enter>, <C-s>, <F2> "
				  "or two keys like gg)"),
				wrong));
		return;
	}
	for (i = 0; i < read.count; i++)
		while ((other = clash(keymap, action, read.keys[i])) != ACTION_NONE)
			take_key(keymap, other, read.keys[i]);
	keymap->of[action] = read;
}

struct keymap *keymap_new(
	const struct conf *conf, struct arena *arena, const char ***lines, size_t *count)
{
	struct keymap *keymap = calloc(1, sizeof *keymap);
	struct warnings warnings = { .arena = arena };
	const char *wrong;
	size_t i;

	if (!keymap)
		arena_out_of_memory();
	for (i = 0; i < ACTION_COUNT; i++)
		if (!read_bindings(&keymap->of[i], &keymap->arena, actions[i].keys, &wrong))
			abort(); /* actions.def itself is wrong: a test shows it */
	if (conf && conf->key_count > 0) {
		warnings.file = conf->file ? conf->file : "shopkeeper.conf";
		warnings.lines = arena_take_array(arena, conf->key_count, sizeof *warnings.lines);
		for (i = 0; i < conf->key_count; i++)
			apply(keymap, &conf->keys[i], &warnings);
	}
	if (lines)
		*lines = warnings.lines;
	if (count)
		*count = warnings.count;
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	arena_clear(&keymap->arena);
	free(keymap);
}

/* ---- asking */

static enum action find_in(
	const struct keymap *keymap, unsigned where, const char *keys, bool *pending)
{
	size_t length = strlen(keys);
	int action, i;

	for (action = 1; action < ACTION_COUNT; action++)
		for (i = 0; (actions[action].where & where) && i < keymap->of[action].count; i++) {
			if (strcmp(keymap->of[action].keys[i], keys) == 0)
				return (enum action)action;
			if (strncmp(keymap->of[action].keys[i], keys, length) == 0)
				*pending = true;
		}
	return ACTION_NONE;
}

enum action keymap_action(
	const struct keymap *keymap, unsigned where, const char *keys, bool *pending)
{
	const unsigned shared = IN_LIST | IN_TEXT;
	enum action action = ACTION_NONE;

	*pending = false;
	if (keys[0] == '\0')
		return ACTION_NONE;
	action = find_in(keymap, where & ~(shared | IN_ALL), keys, pending);
	if (action == ACTION_NONE)
		action = find_in(keymap, where & shared, keys, pending);
	if (action == ACTION_NONE)
		action = find_in(keymap, IN_ALL, keys, pending);
	if (action != ACTION_NONE)
		*pending = false;
	return action;
}

const char *keymap_keys(const struct keymap *keymap, enum action action)
{
	return keymap->of[action].text;
}

const char *keymap_first(const struct keymap *keymap, enum action action)
{
	const struct bindings *bindings = &keymap->of[action];
	const char *first = "";
	int i;

	for (i = 0; i < bindings->count; i++)
		if (i == 0 || strlen(bindings->keys[i]) < strlen(first))
			first = bindings->keys[i];
	return first;
}
