/*
 * share: what she posts: a channel, a caption, the tracked link and its QR code; `qr` as view shows the code
 * full screen. Subject: "supplier<Tab>goods id[<Tab>qr]"; further goods of the same act stand in SHARE_QUEUE.
 * How the code is drawn is in share_code.c, the caption and its field in share_words.c.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/draft.h"
#include "desk/kind.h"
#include "screen/goods_act.h"
#include "screen/goods_card.h"
#include "screen/income.h"
#include "screen/queue.h"
#include "screen/reaction.h"
#include "screen/share_code.h"
#include "screen/share_words.h"
#include "screen/subject.h"
#include "store/link_store.h"

struct share_screen {
	char row[240];
	struct subject subject;
	enum channel channel;
	struct share_code code;
	struct share_words words;
	bool full, opened_full; /* the code alone; and at once when the screen was opened */
	int job;                /* that fetches the link, 0 = none */
	char trouble[240];      /* why there is no link, "" = none */
	struct sheet_place place;
	/* Of the last load. */
	struct goods *goods; /* NULL: never seen */
	struct link *link;   /* NULL: not there yet */
	enum link_kind kind; /* of the link, that is posted */
	struct link posted;  /* the link with these bytes */
	char *caption, *risk;
	const char *queue; /* subjects, one a line */
	struct arena kept; /* texts handed to the clipboard and the bare view */
};

/* ---- load */

static void ask_link(struct share_screen *share, const struct face *face)
{
	struct share wanted = { share->subject.supplier, share->subject.id, share->channel };
	struct fault fault = { 0 };
	struct link *link;
	share->job = 0;
	share->trouble[0] = '\0';
	arena_clear(&share->kept);
	if (share_link(face->desk, &wanted, &share->kept, &link, &share->job, &fault) != OK)
		snprintf(share->trouble, sizeof share->trouble, "%s", fault.text);
}

static void show_goods(struct share_screen *share, const struct face *face, const char *row)
{
	snprintf(share->row, sizeof share->row, "%s", row ? row : "");
	if (subject_read(row, &share->subject) && *share->subject.view)
		*strrchr(share->row, '\t') = '\0';
	share->place = (struct sheet_place){ 0 };
	ask_link(share, face);
}

static void open(void *state, const struct face *face, const char *subject)
{
	struct share_screen *share = state;
	share->channel = goods_act_channel(face);
	share_code_load(&share->code, face);
	show_goods(share, face, subject);
	share->full = share->opened_full = !strcmp(share->subject.view, SUBJECT_QR);
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct share_screen *share = state;
	struct store *store = &face->desk->store;
	struct link wanted = { .supplier = share->subject.supplier, .goods = share->subject.id,
		.channel = share->channel };
	int64_t now = clock_now_s();
	share->goods = goods_get(store, arena, wanted.supplier, wanted.goods);
	share->link = link_get(store, arena, &wanted, now);
	share->caption = share->risk = NULL;
	if (share->link) {
		share->kind = kind_chosen(face->desk, share->link);
		share->posted = kind_posted(share->link, share->kind);
		share->caption = draft_caption(face->desk, arena, share->goods, &share->posted, now);
	}
	if (share->goods)
		share->risk = goods_card_risk(arena, share->goods, now);
	const char *queue = store_get(store, arena, SHARE_QUEUE);
	share->queue = queue ? queue : "";
	const struct job *job = share->job ? job_get(face->desk, share->job) : NULL;
	if (job && job->state == JOB_FAILED)
		snprintf(share->trouble, sizeof share->trouble, "%s", job->fault.text);
}

/* ---- the queue of marked goods */

static bool go_on(struct share_screen *share, const struct face *face, int step)
{
	char row[QUEUE_ROW];
	int count, place = queue_place(share->queue, share->row, &count);
	if (!place || !queue_row(share->queue, place + step, row))
		return false;
	show_goods(share, face, row);
	return true;
}

/* ---- draw */

/* What is said where the link will stand. */
static const char *no_link(const struct share_screen *share, const struct face *face)
{
	if (*share->trouble)
		return share->trouble;
	if (face->desk->offline)
		return _("You are offline. The link waits in the outbox and is made when you are back.");
	return _("The link is being made…");
}

static void draw_channels(struct share_screen *share, const struct face *face, struct area area)
{
	int col = area_put(area, 0, 0, STYLE_KEY, keymap_first(face->keymap, ACTION_CHANNEL)) + 1;
	int needed = col;
	for (int i = 0; i < CHANNEL_COUNT; i++)
		needed += (int)text_cols(channel_name((enum channel)i)) + 3;
	if (needed > area.cols) {
		area_print(area, 0, col, STYLE_TEXT, "[%s]  %d/%d", channel_name(share->channel),
			(int)share->channel + 1, CHANNEL_COUNT);
		return;
	}
	for (int i = 0; i < CHANNEL_COUNT; i++) {
		bool mine = i == (int)share->channel;
		col = area_print(area, 0, col, mine ? STYLE_BOLD : STYLE_DIM, mine ? "[%s]" : " %s ",
			channel_name((enum channel)i)) + 1;
	}
}

/* Until when the link is good, and as what it is posted if there is a choice; rows are the code's. */
static void draw_terms(const struct share_screen *share, const struct face *face, struct sheet *sheet)
{
	char day[CLOCK_TEXT];
	const char *terms = share->link->expires_at
		? arena_print(&sheet->arena, _("The link is good until %s."),
			  clock_minute(share->link->expires_at, day))
		: _("The link does not expire.");
	if (kind_next(share->link, share->kind) != share->kind)
		terms = arena_print(&sheet->arena, _("%s  %s: %s"), terms,
			keymap_first(face->keymap, ACTION_LINK_KIND), link_kind_name(share->kind));
	sheet_text(sheet, STYLE_DIM, terms);
}

static void draw_words(struct share_screen *share, const struct face *face, struct sheet *sheet)
{
	char amount[MONEY_TEXT], income[INCOME_TEXT];
	if (share->goods)
		sheet_print(sheet, STYLE_DIM, _("%s, you earn %s"),
			money_shown(share->goods->final, amount),
			income_estimate(face, share->goods->commission, income));
	if (share->risk)
		sheet_text(sheet, STYLE_WARN, share->risk);
	sheet_gap(sheet);
	if (share->caption)
		share_words_draw(sheet, share->caption, share->link);
	if (share->link) {
		sheet_gap(sheet);
		draw_terms(share, face, sheet);
		return;
	}
	sheet_text(sheet, *share->trouble ? STYLE_WARN : STYLE_TEXT, no_link(share, face));
	if (*share->trouble)
		sheet_print(sheet, STYLE_DIM, _("Press %s to try again."),
			keymap_first(face->keymap, ACTION_REFRESH));
}

/* A code holds a web link: of the other kinds only a short one is one. */
static const struct link *code_link(const struct share_screen *share)
{
	return share->kind == LINK_SHORT ? &share->posted : share->link;
}

/* The code below the words if it has room there, else where it can be seen. */
static void draw_code(struct share_screen *share, const struct face *face, struct area area)
{
	struct fault fault = { 0 };
	const char *url = code_link(share)->url;
	int row = 0;
	if (share_code_rows(&share->code, face, area, url, &fault) > 0) {
		share_code_draw(&share->code, face, area, url);
		return;
	}
	/* A caption that ends in the link has shown it already. */
	if (!share->caption || !strstr(share->caption, url))
		row = share_code_link(area, 0, url);
	char hint[120];
	snprintf(hint, sizeof hint, _("%s shows the QR code, %s copies the link."),
		keymap_first(face->keymap, ACTION_QR),
		keymap_first(face->keymap, ACTION_COPY_LINK));
	area_field(area, row, 0, area.cols, STYLE_TEXT, hint, false);
}

static void draw_composer(struct share_screen *share, const struct face *face, struct area area)
{
	struct sheet sheet;
	area_field(area, 0, 0, area.cols, STYLE_BOLD,
		share->goods ? share->goods->title : _("This goods has not been seen yet."), false);
	draw_channels(share, face, area_part(area, 1, 0, 1, area.cols));
	if (share->words.typing) {
		share_words_draw_field(&share->words, area_part(area, 3, 0, area.rows - 3, area.cols));
		return;
	}
	/* The link and the hint below it are never pushed out by a long caption. */
	int below = share->link ? 3 : 0;
	struct area words = area_part(area, 2, 0, area.rows - 2 - below, area.cols);
	sheet_begin(&sheet, words, &share->place);
	draw_words(share, face, &sheet);
	int rows = sheet_end(&sheet, &share->place);
	rows = rows < words.rows ? rows : words.rows;
	if (share->link)
		draw_code(share, face, area_part(area, 2 + rows, 0, area.rows - 2 - rows, area.cols));
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct share_screen *share = state;
	share->code.alone = share->full;
	if (!share->full)
		draw_composer(share, face, area);
	else if (share->link)
		share_code_draw(&share->code, face, area, code_link(share)->url);
	else
		area_field(area, area.rows / 2, 0, area.cols, STYLE_TEXT, no_link(share, face), false);
}

/* ---- act */

static struct reaction next_channel(struct share_screen *share, const struct face *face)
{
	struct fault fault;
	share->channel = (share->channel + 1) % CHANNEL_COUNT;
	share->place.top = 0;
	struct reaction reaction = { .kind = REACT_RELOAD };
	if (store_put(&face->desk->store, SHARE_CHANNEL, channel_id(share->channel), &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	ask_link(share, face);
	return reaction;
}

static struct reaction next_kind(struct share_screen *share, const struct face *face)
{
	struct reaction reaction = { .kind = REACT_RELOAD };
	struct fault fault;
	if (!share->link)
		return reaction_say(REACT_STAY, _("There is no link yet."));
	enum link_kind next = kind_next(share->link, share->kind);
	if (next == share->kind)
		return reaction_say(REACT_STAY, _("There is only one kind of link here."));
	if (kind_choose(face->desk, share->link, next, &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

static struct reaction hand_over(struct share_screen *share, enum reaction_kind kind, bool caption)
{
	struct reaction reaction = { .kind = kind };
	if (!share->link)
		return reaction_say(REACT_STAY, _("There is no link yet."));
	arena_clear(&share->kept);
	const char *why = caption && share->caption
		? share_words_block(share->caption, share->channel, &share->kept) : NULL;
	if (why) {
		snprintf(reaction.say, sizeof reaction.say, _("Not copied. %s"), why);
		reaction.kind = REACT_STAY;
		return reaction;
	}
	reaction.text = arena_text(&share->kept,
		caption && share->caption ? share->caption :
		kind == REACT_COPY ? share->posted.url : share->link->url);
	return reaction;
}

static struct reaction save(struct share_screen *share, const struct face *face)
{
	struct reaction reaction = { .kind = REACT_STAY };
	struct fault fault = { 0 };
	char *where = NULL;
	if (!share->link)
		return reaction_say(REACT_STAY, _("There is no link yet."));
	arena_clear(&share->kept);
	if (share_code_save(face, code_link(share), &share->kept, &where, &fault) != OK)
		return reaction_say(REACT_STAY, fault.text);
	snprintf(reaction.say, sizeof reaction.say, _("Saved, PNG and SVG: %s"), where);
	return reaction;
}

static struct reaction edit(struct share_screen *share, const struct face *face)
{
	if (!share->link)
		return reaction_say(REACT_STAY, _("There is no link yet."));
	share->full = false;
	share_words_edit(&share->words, face, share->goods, &share->posted);
	return reaction_of(REACT_REDRAW);
}

static struct reaction back(struct share_screen *share)
{
	if (!share->full || share->opened_full)
		return reaction_of(REACT_NOT_MINE);
	share->full = false;
	return reaction_of(REACT_REDRAW);
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct share_screen *share = state;
	switch (action) {
	case ACTION_BACK:
		return back(share);
	case ACTION_QR:
		share->full = !share->full;
		return reaction_of(REACT_REDRAW);
	case ACTION_CHANNEL:
		return next_channel(share, face);
	case ACTION_LINK_KIND:
		return next_kind(share, face);
	case ACTION_COPY_LINK:
		return hand_over(share, REACT_COPY, false);
	case ACTION_COPY_TEXT:
		return hand_over(share, REACT_COPY, true);
	case ACTION_BARE:
		return hand_over(share, REACT_BARE, false);
	case ACTION_EDIT:
		return edit(share, face);
	case ACTION_OPEN_LINK:
		return hand_over(share, REACT_BROWSE, false);
	case ACTION_CODE_POLARITY:
		/* Without a link there is no code to turn around: r asks again, as everywhere. */
		if (share->link)
			break;
		return act(share, face, ACTION_REFRESH);
	case ACTION_SAVE:
		return save(share, face);
	case ACTION_REFRESH:
		ask_link(share, face);
		return reaction_of(REACT_RELOAD);
	case ACTION_UP:
	case ACTION_DOWN:
		if (go_on(share, face, action == ACTION_DOWN ? 1 : -1))
			return reaction_of(REACT_RELOAD);
		break;
	default:
		break;
	}
	if (sheet_act(&share->place, action))
		return reaction_of(REACT_REDRAW);
	return share_code_act(&share->code, face, action);
}

static bool typing(const void *state)
{
	return ((const struct share_screen *)state)->words.typing;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	(void)face;
	return share_words_key(&((struct share_screen *)state)->words, pressed);
}

static int64_t tick_at(const void *state)
{
	return ((const struct share_screen *)state)->words.keep_at_ms;
}

static struct reaction tick(void *state, const struct face *face)
{
	(void)face;
	return share_words_keep(&((struct share_screen *)state)->words);
}

static bool whole(const void *state)
{
	return ((const struct share_screen *)state)->full;
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct share_screen *share = state;
	int count, place = queue_place(share->queue, share->row, &count);
	(void)face;
	if (!place || count < 2)
		return "";
	return arena_print(arena, _("%d of %d, %s next"), place, count,
		keymap_first(face->keymap, ACTION_DOWN));
}

static void close(void *state)
{
	struct share_screen *share = state;
	share_words_close(&share->words);
	arena_clear(&share->kept);
}

const struct screen_ops screen_share = {
	.where = IN_SHARE | IN_TEXT,
	.topics = TOPIC_GOODS | TOPIC_LINKS | TOPIC_JOBS | TOPIC_OUTBOX,
	.state_bytes = sizeof(struct share_screen),
	.hints = { ACTION_QR, ACTION_CHANNEL, ACTION_EDIT, ACTION_COPY_LINK, ACTION_COPY_TEXT,
		ACTION_SAVE, ACTION_BARE, ACTION_CODE_MODE },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.typing = typing,
	.key = key,
	.tick_at = tick_at,
	.tick = tick,
	.status = status,
	.whole = whole,
	.close = close,
};
