/*
 * detail: one goods in full, asked again from its supplier when opened. What is drawn is
 * goods_card.c's; what is done with it goods_act.c's. Subject: "supplier<Tab>goods id".
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "screen/empty.h"
#include "screen/goods_act.h"
#include "screen/goods_card.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/link_store.h"

struct detail {
	char row[240]; /* the subject as text */
	struct subject subject;
	struct sheet_place place;
	/* Of the last load. */
	struct goods *goods; /* NULL: never seen */
	struct link *links;
	size_t link_count;
	bool on_shelf, waiting;
	const char *trouble; /* why the newest answer is missing, or NULL */
	struct empty empty;
	struct arena copied;
};

static void ask(struct detail *detail, const struct face *face, char *say, size_t bytes)
{
	struct fault fault = { 0 };
	if (find_detail(face->desk, detail->subject.supplier, detail->subject.id, &fault) == 0 &&
		say)
		snprintf(say, bytes, "%s", fault.text);
}

static void open(void *state, const struct face *face, const char *subject)
{
	struct detail *detail = state;
	snprintf(detail->row, sizeof detail->row, "%s", subject ? subject : "");
	subject_read(subject, &detail->subject);
	/* Offline: the copy that is here is shown with its age. */
	ask(detail, face, NULL, 0);
}

static void load_links(struct detail *detail, const struct face *face, struct arena *arena)
{
	struct link *all;
	size_t count = link_load(&face->desk->store, arena, &all);
	detail->links = arena_take_array(arena, count + 1, sizeof *all);
	detail->link_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].supplier, detail->subject.supplier) &&
			!strcmp(all[i].goods, detail->subject.id))
			detail->links[detail->link_count++] = all[i];
}

/* How the newest question about this goods stands. */
static void load_job(struct detail *detail, const struct face *face, struct arena *arena)
{
	struct job *jobs;
	size_t count = job_load(face->desk, arena, &jobs);
	detail->waiting = false;
	detail->trouble = NULL;
	for (size_t i = 0; i < count; i++) {
		if (jobs[i].kind != JOB_DETAIL || strcmp(jobs[i].subject, detail->subject.id))
			continue;
		detail->waiting = jobs[i].state == JOB_ASKING;
		if (jobs[i].state == JOB_FAILED)
			detail->trouble = jobs[i].fault.text;
		return;
	}
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct detail *detail = state;
	const struct subject *subject = &detail->subject;
	detail->goods = goods_get(&face->desk->store, arena, subject->supplier, subject->id);
	detail->on_shelf = shelf_has(&face->desk->store, subject->supplier, subject->id);
	load_links(detail, face, arena);
	load_job(detail, face, arena);
	empty_load(&detail->empty, face, JOB_DETAIL, _("This goods has not been seen yet."));
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct detail *detail = state;
	struct sheet sheet;
	if (!detail->goods) {
		empty_draw(&detail->empty, area);
		return;
	}
	/* Long lines are hard to read: from 100 columns on the text does not get wider. */
	sheet_begin(&sheet, area_part(area, 0, 0, area.rows, area.cols < 100 ? area.cols : 100),
		&detail->place);
	if (detail->trouble)
		sheet_text(&sheet, STYLE_WARN, detail->trouble);
	goods_card_draw(&sheet, face, detail->goods);
	goods_card_links(&sheet, detail->links, detail->link_count);
	goods_card_posting(&sheet, face, detail->goods);
	sheet_end(&sheet, &detail->place);
}

static struct goods_target target(const struct detail *detail)
{
	return (struct goods_target){ NULL, detail->goods ? detail->row : NULL };
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct detail *detail = state;
	struct goods_target on = target(detail);
	struct reaction reaction = { .kind = REACT_RELOAD };
	if (action == ACTION_REFRESH) {
		ask(detail, face, reaction.say, sizeof reaction.say);
		return reaction;
	}
	if (sheet_act(&detail->place, action))
		return reaction_of(REACT_REDRAW);
	arena_clear(&detail->copied);
	return goods_act(face, action, &on, &detail->copied);
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	struct goods_target on = target(state);
	return goods_act_unavailable(face, action, &on);
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct detail *detail = state;
	(void)face, (void)arena;
	if (detail->waiting)
		return _("asking for news…");
	return detail->on_shelf ? _("on your shelf") : "";
}

static void close(void *state)
{
	arena_clear(&((struct detail *)state)->copied);
}

const struct screen_ops screen_detail = {
	.where = IN_DETAIL | IN_TEXT,
	.topics = TOPIC_GOODS | TOPIC_SHELF | TOPIC_LINKS | TOPIC_JOBS,
	.state_bytes = sizeof(struct detail),
	.hints = { ACTION_SHARE, ACTION_QR, ACTION_PICK, ACTION_COPY_LINK, ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.unavailable = unavailable,
	.status = status,
	.close = close,
};
