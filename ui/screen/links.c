/*
 * links: links for many goods at once, a line each: which kind, the link itself, until when it is good, or
 * why there is none. What she marked stands in SHARE_QUEUE. Asking for them is desk/convert.h's.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "desk/convert.h"
#include "desk/kind.h"
#include "paint/list.h"
#include "screen/empty.h"
#include "screen/goods_act.h"
#include "screen/links_file.h"
#include "screen/queue.h"
#include "screen/reaction.h"
#include "screen/subject.h"

enum { LINKS_COLUMNS = 5 };

struct links {
	struct list list;
	enum channel channel;
	bool asked;
	/* Of the last load, in its arena. */
	struct conversion *rows;
	const char **titles;
	size_t count, made;
	char say[240];
	struct empty empty;
	struct arena copied;
};

static const struct list_column columns[LINKS_COLUMNS] = {
	{ .head = N_("Goods"), .cols = 20, .from_cols = 50 },
	{ .head = N_("Supplier"), .cols = 8, .from_cols = 72 },
	{ .head = N_("Kind"), .cols = 17 },
	{ .head = N_("Good until"), .cols = 16, .from_cols = 84 },
	{ .head = N_("Link") },
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct links *links = state;
	(void)subject;
	list_init(&links->list);
	links->list.cards = true;
	links->channel = goods_act_channel(face);
}

static void close(void *state)
{
	struct links *links = state;
	list_free(&links->list);
	arena_clear(&links->copied);
}

/* ---- load */

static void load_queue(struct links *links, const struct face *face, struct arena *arena)
{
	struct store *store = &face->desk->store;
	const char *queue = store_get(store, arena, SHARE_QUEUE), *at = queue ? queue : "";
	struct subject one;
	char row[QUEUE_ROW];
	links->rows = arena_take_array(arena, strlen(at) / 2 + 1, sizeof *links->rows);
	links->titles = arena_take_array(arena, strlen(at) / 2 + 1, sizeof *links->titles);
	links->count = 0;
	while (queue_next(&at, row)) {
		if (!subject_read(row, &one))
			continue;
		struct goods *goods = goods_get(store, arena, one.supplier, one.id);
		links->titles[links->count] = goods ? goods->title : "";
		links->rows[links->count++].share = (struct share){
			arena_text(arena, one.supplier), arena_text(arena, one.id), links->channel };
	}
}

static struct list_row make(const struct face *face, const struct conversion *row, const char *title,
	struct arena *arena)
{
	char day[CLOCK_TEXT];
	const char *text = row->trouble ? row->trouble : row->waiting ? _("is being made…") : "";
	struct list_row made = { .id = subject_make(arena, row->share.supplier, row->share.goods),
		.cells = { title, row->share.supplier, "", "", text } };
	made.styles[1] = STYLE_DIM;
	made.styles[4] = row->trouble && !row->waiting ? STYLE_BAD : STYLE_DIM;
	if (!row->link)
		return made;
	enum link_kind kind = kind_chosen(face->desk, row->link);
	made.cells[2] = link_kind_name(kind);
	made.cells[3] = row->link->expires_at
		? arena_text(arena, clock_minute(row->link->expires_at, day)) : _("for ever");
	made.cells[4] = link_of_kind(row->link, kind);
	made.styles[4] = STYLE_TEXT;
	return made;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct links *links = state;
	struct fault fault = { 0 };
	int64_t place = -1;
	load_queue(links, face, arena);
	links->say[0] = '\0';
	if (links->asked)
		convert_load(face->desk, links->rows, links->count, arena);
	else if (convert_ask(face->desk, links->rows, links->count, arena, &fault) != OK)
		snprintf(links->say, sizeof links->say, "%s", fault.text);
	links->asked = true;
	links->made = 0;
	struct list_row *rows = arena_take_array(arena, links->count + 1, sizeof *rows);
	for (size_t i = 0; i < links->count; i++) {
		rows[i] = make(face, &links->rows[i], links->titles[i], arena);
		links->made += links->rows[i].link != NULL;
		if (!strcmp(rows[i].id, links->list.selected_id))
			place = (int64_t)i;
	}
	list_set_total(&links->list, links->count, place);
	list_set_rows(&links->list, rows, 0, links->count);
	empty_load(&links->empty, face, JOB_OUTBOX, _("Nothing is marked."));
}

/* ---- draw */

static void draw(void *state, const struct face *face, struct area area)
{
	struct links *links = state;
	if (!links->count) {
		empty_draw(&links->empty, area);
		return;
	}
	int col = area_put(area, 0, 0, STYLE_KEY, keymap_first(face->keymap, ACTION_CHANNEL)) + 1;
	col = area_print(area, 0, col, STYLE_BOLD, "[%s]", channel_name(links->channel));
	if (*links->say)
		area_field(area, 0, col + 2, area.cols - col - 2, STYLE_WARN, links->say, false);
	list_draw(&links->list, area_part(area, 1, 0, area.rows - 1, area.cols), columns,
		LINKS_COLUMNS);
}

/* ---- act */

static struct reaction ask_again(struct links *links)
{
	links->asked = false;
	return reaction_of(REACT_RELOAD);
}

static struct reaction next_channel(struct links *links, const struct face *face)
{
	struct fault fault;
	links->channel = (links->channel + 1) % CHANNEL_COUNT;
	struct reaction reaction = ask_again(links);
	if (store_put(&face->desk->store, SHARE_CHANNEL, channel_id(links->channel), &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

/* The first link that has another kind says which is next. */
static struct reaction next_kind(struct links *links, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault;
	for (size_t i = 0; i < links->count; i++) {
		const struct link *link = links->rows[i].link;
		enum link_kind now = link ? kind_chosen(face->desk, link) : LINK_WEB;
		if (!link || kind_next(link, now) == now)
			continue;
		if (kind_choose(face->desk, link, kind_next(link, now), &fault) != OK)
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		return reaction;
	}
	return reaction_say(REACT_STAY, _("There is only one kind of link here."));
}

/* Title and link of each that is there, for a group. */
static struct reaction copy(struct links *links, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_COPY);
	if (!links->made)
		return reaction_say(REACT_STAY, _("There is no link yet."));
	arena_clear(&links->copied);
	char *text = arena_text(&links->copied, "");
	for (size_t i = 0; i < links->count; i++)
		if (links->rows[i].link)
			text = arena_print(&links->copied, "%s%s\n%s\n", text, links->titles[i],
				link_of_kind(links->rows[i].link,
					kind_chosen(face->desk, links->rows[i].link)));
	reaction.text = text;
	return reaction;
}

static struct reaction save(struct links *links, const struct face *face)
{
	struct fault fault = { 0 };
	struct reaction reaction = reaction_of(REACT_STAY);
	char *where = NULL;
	arena_clear(&links->copied);
	if (links_file_save(face, links->rows, links->titles, links->count, &links->copied, &where,
		    &fault) != OK)
		return reaction_say(REACT_STAY, fault.text);
	snprintf(reaction.say, sizeof reaction.say, _("Saved: %s"), where);
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct links *links = state;
	const struct list_row *row = list_selected(&links->list);
	switch (action) {
	case ACTION_OPEN:
		return reaction_go(SCREEN_SHARE, row ? row->id : NULL);
	case ACTION_CHANNEL:
		return next_channel(links, face);
	case ACTION_LINK_KIND:
		return next_kind(links, face);
	case ACTION_COPY_LINK:
		return copy(links, face);
	case ACTION_SAVE_LINKS:
		return save(links, face);
	case ACTION_REFRESH:
		return ask_again(links);
	case ACTION_FILTER:
		return reaction_of(REACT_STAY);
	default:
		return reaction_of(
			list_act(&links->list, action) ? REACT_REDRAW : REACT_NOT_MINE);
	}
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct links *links = state;
	(void)face, (void)col;
	list_click(&links->list, row - 1);
	return reaction_of(REACT_REDRAW);
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct links *links = state;
	(void)face;
	return arena_print(arena, _("%zu of %zu made"), links->made, links->count);
}

const struct screen_ops screen_links = {
	.where = IN_LINKS | IN_LIST,
	.topics = TOPIC_LINKS | TOPIC_OUTBOX,
	.state_bytes = sizeof(struct links),
	.hints = { ACTION_COPY_LINK, ACTION_SAVE_LINKS, ACTION_CHANNEL, ACTION_LINK_KIND, ACTION_OPEN,
		ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.status = status,
	.close = close,
};
