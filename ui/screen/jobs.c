/*
 * jobs: what is being asked just now or failed, and the outbox: what waits to be sent to a supplier or was
 * refused. Questions can be stopped, waiting things tried again now, refused ones dismissed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "paint/list.h"
#include "screen/screen.h"
#include "store/outbox.h"

enum { BELOW = 3 };

struct line {
	const struct job *job;                /* one of these two */
	const struct outbox_entry *entry;
	const char *trouble;
};

struct jobs {
	struct list list;
	struct line *lines;
	struct list_row *rows;
	size_t count;
};

static void open_jobs(void *state, const struct face *face, const char *subject)
{
	(void)face;
	(void)subject;
	list_init(&((struct jobs *)state)->list);
}

static void close_jobs(void *state)
{
	list_free(&((struct jobs *)state)->list);
}

static const char *outbox_words(enum outbox_kind kind)
{
	switch (kind) {
	case OUTBOX_SHELF_PUT:
		return _("put on the shelf");
	case OUTBOX_SHELF_DROP:
		return _("take off the shelf");
	case OUTBOX_LINK:
		return _("make a link");
	case OUTBOX_PAYOUT:
		return _("pay out");
	default:
		return "";
	}
}

/* Its title if it was ever seen: ids are for suppliers. */
static const char *title(const struct face *face, struct arena *arena, const char *supplier, const char *id)
{
	struct goods *goods = id && *id ? goods_get(&face->desk->store, arena, supplier, id) : NULL;

	return goods ? goods->title : id ? id : "";
}

static void add_entry(
	struct jobs *jobs, const struct face *face, struct arena *arena, const struct outbox_entry *entry)
{
	struct list_row *row = &jobs->rows[jobs->count];
	const char *how = _("waits");
	char age[40];

	if (entry->refused)
		how = _("refused");
	else if (entry->tries > 0)
		how = arena_print(arena, _("waits, %d tried"), entry->tries);
	clock_age(entry->made_at, clock_now_s(), age, sizeof age);
	*row = (struct list_row){
		.id = arena_print(arena, "out %lld", (long long)entry->number),
		.cells = { outbox_words(entry->kind), title(face, arena, entry->supplier, entry->goods), how,
			entry->supplier, arena_text(arena, age) },
		.styles = { STYLE_TEXT, STYLE_TEXT, entry->refused ? STYLE_BAD : STYLE_WARN },
	};
	jobs->lines[jobs->count++] = (struct line){ .entry = entry, .trouble = entry->trouble };
}

/* Of a walk in spans of time; two thirds of a minute are a minute. */
static const char *walk_progress(struct arena *arena, const struct job *job)
{
	int percent = (int)((int64_t)job->windows_done * 100 / job->windows);
	int minutes = (job->left_s + 20) / 60;

	if (job->windows_done == 0 && minutes == 0)
		return _("asking");
	if (minutes > 0)
		return arena_print(arena, _("%d%%, %d min left"), percent, minutes);
	return arena_print(arena, "%d%%", percent);
}

static const char *progress(struct arena *arena, const struct job *job)
{
	if (job->windows > 0)
		return walk_progress(arena, job);
	if (job->total > 0)
		return arena_print(arena, _("%zu of %zu"), job->done, job->total);
	if (job->done > 0)
		return arena_print(arena, _("%zu so far"), job->done);
	return _("asking");
}

static void add_job(
	struct jobs *jobs, const struct face *face, struct arena *arena, const struct job *job)
{
	struct list_row *row = &jobs->rows[jobs->count];
	int64_t since_ms = job->state == JOB_ASKING ? job->started_ms : job->ended_ms;
	int64_t now = clock_now_s();
	const char *how = job->state == JOB_ASKING ? progress(arena, job) : _("failed");
	const char *about = job->kind == JOB_DETAIL ? title(face, arena, job->supplier, job->subject) : job->subject;
	char age[40];

	if (job->state == JOB_DONE)
		how = _("done");
	else if (job->state == JOB_DROPPED)
		how = _("stopped");
	clock_age(now - (clock_steady_ms() - since_ms) / 1000, now, age, sizeof age);
	*row = (struct list_row){
		.id = arena_print(arena, "job %d", job->number),
		.cells = { job_kind_name(job->kind), about, how, job->supplier,
			arena_text(arena, age) },
		.styles = { STYLE_TEXT, STYLE_TEXT, job->state == JOB_FAILED ? STYLE_BAD : STYLE_TEXT },
		.dim = job->state == JOB_DONE || job->state == JOB_DROPPED,
	};
	jobs->lines[jobs->count++] = (struct line){
		.job = job,
		.trouble = job->state == JOB_FAILED ? job->fault.text : NULL,
	};
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct jobs *jobs = state;
	struct job *asked;
	struct outbox_entry *waiting;
	size_t asked_count = job_load(face->desk, arena, &asked), i;
	size_t waiting_count = outbox_load(&face->desk->store, arena, &waiting);
	int64_t place = -1;

	jobs->count = 0;
	jobs->lines = arena_take_array(arena, asked_count + waiting_count, sizeof *jobs->lines);
	jobs->rows = arena_take_array(arena, asked_count + waiting_count, sizeof *jobs->rows);
	for (i = 0; i < asked_count; i++)
		if (asked[i].state == JOB_ASKING)
			add_job(jobs, face, arena, &asked[i]);
	for (i = 0; i < waiting_count; i++)
		add_entry(jobs, face, arena, &waiting[i]);
	for (i = 0; i < asked_count; i++)
		if (asked[i].state != JOB_ASKING)
			add_job(jobs, face, arena, &asked[i]);
	for (i = 0; i < jobs->count; i++)
		if (strcmp(jobs->rows[i].id, jobs->list.selected_id) == 0)
			place = (int64_t)i;
	list_set_total(&jobs->list, jobs->count, place);
	list_set_rows(&jobs->list, jobs->rows, 0, jobs->count);
}

static const struct line *selected(const struct jobs *jobs)
{
	return list_selected(&jobs->list) ? &jobs->lines[jobs->list.selected] : NULL;
}

static void draw_trouble(const struct jobs *jobs, struct area area)
{
	const struct line *line = selected(jobs);
	struct arena arena = { 0 };
	char **lines;
	size_t count, i;

	if (!line || !line->trouble)
		return;
	area_rule(area, 0, STYLE_DIM);
	count = text_wrap(&arena, line->trouble, (size_t)area.cols, &lines);
	for (i = 0; i < count && (int)i + 1 < area.rows; i++)
		area_put(area, (int)i + 1, 0, STYLE_TEXT, lines[i]);
	arena_clear(&arena);
}

static void draw(void *state, const struct face *face, struct area area)
{
	static const struct list_column columns[] = {
		{ N_("What"), 18, 0, false },
		{ N_("About"), 0, 0, false },
		{ N_("How it is"), 16, 0, false },
		{ N_("Supplier"), 12, 70, false },
		{ N_("Since"), 10, 60, true },
	};
	struct jobs *jobs = state;

	(void)face;
	list_draw(&jobs->list, area_part(area, 0, 0, area.rows - BELOW, area.cols), columns, 5);
	draw_trouble(jobs, area_part(area, area.rows - BELOW, 0, BELOW, area.cols));
	if (jobs->count == 0)
		area_put(area, 2, 2, STYLE_DIM, _("Nothing is being asked, and nothing waits to be sent."));
}

static struct reaction said(enum err err, const struct fault *fault, const char *done)
{
	struct reaction reaction = { .kind = REACT_RELOAD };

	snprintf(reaction.say, sizeof reaction.say, "%s", err == OK ? done : fault->text);
	return reaction;
}

static struct reaction dismiss(const struct face *face, const struct line *line)
{
	struct fault fault = { 0 };

	if (line->entry)
		return said(outbox_dismiss(&face->desk->store, line->entry->number, &fault), &fault,
			_("Forgotten."));
	job_drop(face->desk, line->job->number);
	return said(OK, &fault, _("Stopped."));
}

static struct reaction retry(const struct face *face, const struct line *line)
{
	struct fault fault = { 0 };

	return said(outbox_retry(&face->desk->store, line->entry->number, &fault), &fault,
		_("It goes out again now."));
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct jobs *jobs = state;
	const struct line *line = selected(jobs);

	if (action == ACTION_DISMISS && line)
		return dismiss(face, line);
	if (action == ACTION_RETRY && line)
		return retry(face, line);
	if (action == ACTION_FILTER || !(action_where(action) & IN_TEXT) ||
		!list_act(&jobs->list, action))
		return (struct reaction){ .kind = REACT_NOT_MINE };
	return (struct reaction){ .kind = REACT_REDRAW };
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	const struct line *line = selected(state);

	(void)face;
	if (action != ACTION_DISMISS && action != ACTION_RETRY)
		return NULL;
	if (!line)
		return _("There is nothing here.");
	if (action == ACTION_RETRY && !line->entry)
		return _("Only what waits to be sent can be tried again.");
	if (action == ACTION_DISMISS && line->entry && !line->entry->refused)
		return _("It is not refused: it goes out by itself.");
	if (action == ACTION_DISMISS && line->job && line->job->state != JOB_ASKING)
		return _("This has ended already.");
	return NULL;
}

static struct reaction click(void *state, const struct face *face, int row, int col)
{
	struct jobs *jobs = state;

	(void)face;
	(void)col;
	list_click(&jobs->list, row);
	return (struct reaction){ .kind = REACT_REDRAW };
}

const struct screen_ops screen_jobs = {
	.where = IN_JOBS | IN_TEXT,
	.topics = TOPIC_JOBS | TOPIC_OUTBOX,
	.state_bytes = sizeof(struct jobs),
	.hints = { ACTION_RETRY, ACTION_DISMISS, ACTION_MESSAGES, ACTION_BACK },
	.open = open_jobs,
	.load = load,
	.draw = draw,
	.act = act,
	.click = click,
	.unavailable = unavailable,
	.close = close_jobs,
};
