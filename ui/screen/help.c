/*
 * help: the keys that work on the screen below (the subject is its name), made from the key table,
 * so that it is never out of date and shows the owner's own keys. '/' searches. No key means
 * anything here that the table does not say.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "paint/prompt.h"
#include "screen/match.h"
#include "screen/screen.h"

struct help {
	struct list list;
	struct prompt prompt;
	bool typing;
	unsigned where; /* of the screen below */
	struct list_row rows[ACTION_COUNT];
	size_t count;
};

static void open_help(void *state, const struct face *face, const char *subject)
{
	struct help *help = state;
	enum screen_id below = screen_find(subject);

	(void)face;
	list_init(&help->list);
	prompt_set(&help->prompt, _("Search:"), "");
	help->where = IN_ALL | (below < SCREEN_COUNT && screens[below] ? screens[below]->where : 0);
}

static void close_help(void *state)
{
	list_free(&((struct help *)state)->list);
}

static void add_rows(
	struct help *help, const struct face *face, struct arena *arena, unsigned where)
{
	const char *typed = text_fold(arena, help->prompt.text);
	int i;

	for (i = 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;
		const char *keys = keymap_keys(face->keymap, action), *words = action_words(action);
		unsigned of = action_where(action);

		/* Own keys stand first, each once: a list's are not
		 * repeated among the general ones. */
		if (!(of & where & help->where) ||
			(where == IN_ALL && (of & help->where & ~(unsigned)IN_ALL)))
			continue;
		if (typed[0] && match_words(text_fold(arena, arena_print(arena, "%s %s %s", keys,
								     words, action_name(action))),
					typed) < 2)
			continue;
		help->rows[help->count++] = (struct list_row){
			.id = action_name(action),
			/* Without a key of its own it is found in the palette. */
			.cells = { keys[0] ? keys : arena_print(arena, "%s %s",
				keymap_first(face->keymap, ACTION_PALETTE), action_hint(action)),
				words, action_name(action) },
			.styles = { STYLE_KEY, STYLE_TEXT, STYLE_DIM },
		};
	}
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct help *help = state;
	const unsigned shared = IN_LIST | IN_TEXT;
	size_t i;
	int64_t place = -1;

	help->count = 0;
	add_rows(help, face, arena, ~(shared | IN_ALL));
	add_rows(help, face, arena, shared);
	add_rows(help, face, arena, IN_ALL);
	for (i = 0; i < help->count; i++)
		if (strcmp(help->rows[i].id, help->list.selected_id) == 0)
			place = (int64_t)i;
	list_set_total(&help->list, help->count, place);
	list_set_rows(&help->list, help->rows, 0, help->count);
}

static void draw(void *state, const struct face *face, struct area area)
{
	static const struct list_column columns[] = {
		{ N_("Key"), 17, 0, false },
		{ N_("What it does"), 0, 0, false },
		{ N_("Name in [keys]"), 16, 70, false },
	};
	struct help *help = state;
	int above = 0;

	(void)face;
	if (help->typing || help->prompt.text[0]) {
		prompt_draw(&help->prompt, area, 0);
		above = 1;
	}
	if (!help->typing)
		area.canvas->cursor_row = -1;
	list_draw(&help->list, area_part(area, above, 0, area.rows - above, area.cols), columns, 3);
	if (help->count == 0)
		area_put(area, above + 2, 2, STYLE_DIM, _("No key does that."));
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct help *help = state;

	(void)face;
	if (action == ACTION_FILTER) {
		help->typing = true;
		return (struct reaction){ .kind = REACT_REDRAW };
	}
	if (action == ACTION_BACK && help->prompt.text[0]) {
		prompt_set(&help->prompt, help->prompt.label, "");
		return (struct reaction){ .kind = REACT_RELOAD };
	}
	if (!(action_where(action) & IN_TEXT) || !list_act(&help->list, action))
		return (struct reaction){ .kind = REACT_NOT_MINE };
	return (struct reaction){ .kind = REACT_REDRAW };
}

static bool typing(const void *state)
{
	return ((const struct help *)state)->typing;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct help *help = state;

	(void)face;
	switch (prompt_key(&help->prompt, pressed)) {
	case PROMPT_NOT_MINE:
		return (struct reaction){ .kind = REACT_NOT_MINE };
	case PROMPT_LEAVE:
		prompt_set(&help->prompt, help->prompt.label, "");
		help->typing = false;
		break;
	case PROMPT_ENTER:
		help->typing = false;
		break;
	default:
		break;
	}
	return (struct reaction){ .kind = REACT_RELOAD };
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct help *help = state;
	const int above = help->typing || help->prompt.text[0];

	(void)face;
	(void)col;
	list_click(&help->list, row - above);
	return (struct reaction){ .kind = REACT_REDRAW };
}

const struct screen_ops screen_help = {
	.where = IN_TEXT,
	.state_bytes = sizeof(struct help),
	.hints = { ACTION_FILTER, ACTION_PALETTE, ACTION_BACK },
	.open = open_help,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.typing = typing,
	.key = key,
	.close = close_help,
};
