/*
 * palette: every action that makes sense on the screen below (the subject is its
 * name), found by typing a few letters; Enter does it there. The one menu of the
 * program. Read next: screen/match.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "paint/prompt.h"
#include "screen/match.h"
#include "screen/screen.h"

struct palette {
	struct list list;
	struct prompt prompt;
	unsigned where;
	struct list_row rows[ACTION_COUNT];
	size_t count;
};

static void open_palette(void *state, const struct face *face, const char *subject)
{
	struct palette *palette = state;
	enum screen_id below = screen_find(subject);

	(void)face;
	list_init(&palette->list);
	prompt_set(&palette->prompt, ":", "");
	palette->where =
		IN_ALL | (below < SCREEN_COUNT && screens[below] ? screens[below]->where : 0);
}

static void close_palette(void *state)
{
	list_free(&((struct palette *)state)->list);
}

/* The name counts more than the sentence: "share" is first for "sh". */
static int fits(struct arena *arena, enum action action, const char *typed)
{
	const char *name = text_fold(arena, action_name(action));
	const char *hint = text_fold(arena, action_hint(action));
	const char *words = text_fold(arena, action_words(action));
	int by_name = match_words(name, typed), by_hint = match_words(hint, typed);
	int by_words = match_words(words, typed);

	if (by_hint > by_name)
		by_name = by_hint;
	if (by_name >= 2)
		return by_name + 4;
	return by_words >= 2 ? by_words : by_name;
}

static void add_rows(
	struct palette *palette, const struct face *face, struct arena *arena, int wanted)
{
	const char *typed = text_fold(arena, palette->prompt.text);
	int i;

	for (i = 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;

		if (!(action_where(action) & palette->where) || action == ACTION_PALETTE ||
			fits(arena, action, typed) != wanted)
			continue;
		palette->rows[palette->count++] = (struct list_row){
			.id = action_name(action),
			.cells = { action_hint(action), action_words(action),
				keymap_keys(face->keymap, action) },
			.styles = { STYLE_BOLD, STYLE_TEXT, STYLE_KEY },
		};
	}
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct palette *palette = state;
	int wanted;

	palette->count = 0;
	for (wanted = 8; wanted > 0; wanted--)
		add_rows(palette, face, arena, wanted);
	list_set_total(&palette->list, palette->count, 0);
	list_set_rows(&palette->list, palette->rows, 0, palette->count);
}

static void draw(void *state, const struct face *face, struct area area)
{
	static const struct list_column columns[] = {
		{ "", 16, 0, false },
		{ "", 0, 0, false },
		{ "", 17, 60, false },
	};
	struct palette *palette = state;

	(void)face;
	prompt_draw(&palette->prompt, area, 0);
	list_draw(&palette->list, area_part(area, 1, 0, area.rows - 1, area.cols), columns, 3);
	if (palette->count == 0)
		area_put(area, 2, 2, STYLE_DIM, _("Nothing is called so. Esc goes back."));
}

static struct reaction choose(const struct palette *palette)
{
	const struct list_row *row = list_selected(&palette->list);

	if (!row)
		return (struct reaction){ .kind = REACT_STAY };
	return (struct reaction){ .kind = REACT_ACT, .action = action_find(row->id) };
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct palette *palette = state;

	(void)face;
	if (action == ACTION_OPEN)
		return choose(palette);
	if (!(action_where(action) & IN_TEXT) || !list_act(&palette->list, action))
		return (struct reaction){ .kind = REACT_NOT_MINE };
	return (struct reaction){ .kind = REACT_REDRAW };
}

static bool typing(const void *state)
{
	(void)state;
	return true;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct palette *palette = state;

	(void)face;
	if (key_is(pressed, "<C-p>") || key_is(pressed, "<C-n>")) {
		list_act(&palette->list, key_is(pressed, "<C-p>") ? ACTION_UP : ACTION_DOWN);
		return (struct reaction){ .kind = REACT_REDRAW };
	}
	switch (prompt_key(&palette->prompt, pressed)) {
	case PROMPT_NOT_MINE:
		return (struct reaction){ .kind = REACT_NOT_MINE };
	case PROMPT_LEAVE:
		return (struct reaction){ .kind = REACT_LEAVE };
	case PROMPT_ENTER:
		return choose(palette);
	case PROMPT_MOVED:
		return (struct reaction){ .kind = REACT_REDRAW };
	default:
		return (struct reaction){ .kind = REACT_RELOAD };
	}
}

const struct screen_ops screen_palette = {
	.where = IN_TEXT,
	.state_bytes = sizeof(struct palette),
	.hints = { ACTION_OPEN, ACTION_UP, ACTION_DOWN, ACTION_BACK },
	.open = open_palette,
	.load = load,
	.draw = draw,
	.act = act,
	.typing = typing,
	.key = key,
	.close = close_palette,
};
