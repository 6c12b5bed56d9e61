/*
 * messages: what was said, with its time, newest first; the selected one in full below. The lines
 * come from the store (store/outbox.h), so they outlive the program.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/screen.h"
#include "store/outbox.h"

enum { DETAIL_ROWS = 4 };

struct messages {
	struct list list;
	struct note *notes;
	struct list_row *rows;
	size_t count;
};

static void open_messages(void *state, const struct face *face, const char *subject)
{
	(void)face;
	(void)subject;
	list_init(&((struct messages *)state)->list);
}

static void close_messages(void *state)
{
	list_free(&((struct messages *)state)->list);
}

static unsigned char style_of(int level)
{
	return level == LOG_ERROR ? STYLE_BAD : level == LOG_WARNING ? STYLE_WARN : STYLE_TEXT;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct messages *messages = state;
	char minute[CLOCK_TEXT];
	size_t i;
	int64_t place = -1;

	messages->count = note_load(&face->desk->store, arena, &messages->notes);
	messages->rows = arena_take_array(arena, messages->count, sizeof *messages->rows);
	for (i = 0; i < messages->count; i++) {
		const struct note *note = &messages->notes[i];

		/* Newest first: counted from the oldest, a message keeps
		 * its id while others come in. */
		messages->rows[i] = (struct list_row){
			.id = arena_print(
				arena, "%lld %zu", (long long)note->at, messages->count - i),
			.cells = { arena_text(arena, clock_minute(note->at, minute)), note->text },
			.styles = { STYLE_DIM, style_of(note->level) },
		};
		if (strcmp(messages->rows[i].id, messages->list.selected_id) == 0)
			place = (int64_t)i;
	}
	list_set_total(&messages->list, messages->count, place);
	list_set_rows(&messages->list, messages->rows, 0, messages->count);
}

static void draw_whole_text(const struct messages *messages, struct area area)
{
	struct arena arena = { 0 };
	char **lines;
	size_t count, i;

	if (!list_selected(&messages->list) || area.rows < 2)
		return;
	area_rule(area, 0, STYLE_DIM);
	count = text_wrap(
		&arena, messages->notes[messages->list.selected].text, (size_t)area.cols, &lines);
	for (i = 0; i < count && (int)i + 1 < area.rows; i++)
		area_put(area, (int)i + 1, 0, STYLE_TEXT, lines[i]);
	arena_clear(&arena);
}

static void draw(void *state, const struct face *face, struct area area)
{
	static const struct list_column columns[] = {
		{ N_("Time"), 16, 0, false },
		{ N_("Message"), 0, 0, false },
	};
	struct messages *messages = state;
	int below = area.rows > 3 * DETAIL_ROWS ? DETAIL_ROWS : area.rows / 3;

	(void)face;
	list_draw(&messages->list, area_part(area, 0, 0, area.rows - below, area.cols), columns, 2);
	draw_whole_text(messages, area_part(area, area.rows - below, 0, below, area.cols));
	if (messages->count == 0)
		area_put(area, 2, 2, STYLE_DIM, _("Nothing has happened yet."));
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct messages *messages = state;

	(void)face;
	if (action == ACTION_FILTER || !(action_where(action) & IN_TEXT) ||
		!list_act(&messages->list, action))
		return (struct reaction){ .kind = REACT_NOT_MINE };
	return (struct reaction){ .kind = REACT_REDRAW };
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct messages *messages = state;

	(void)face;
	(void)col;
	list_click(&messages->list, row);
	return (struct reaction){ .kind = REACT_REDRAW };
}

const struct screen_ops screen_messages = {
	.where = IN_TEXT,
	.topics = TOPIC_NOTES,
	.state_bytes = sizeof(struct messages),
	.hints = { ACTION_UP, ACTION_DOWN, ACTION_JOBS, ACTION_BACK },
	.open = open_messages,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.close = close_messages,
};
