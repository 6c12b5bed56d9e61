/*
 * walk: see walk.h. Where a walk stands is kept in the store beside its rows, in the same
 * transaction: one that broke off goes on where it was, one that ended begins next time a little
 * before its own beginning. A span of time that broke off is asked again from its first page,
 * because rows that change meanwhile move from page to page; whole lists go on at their cursor.
 *
 * Facts in the store, for each account and kind of walk; a check's kind is "<kind>.check":
 *   walk.<account>.<kind>.open     "<since> <started> <parts> <from>" while a walk is open
 *   walk.<account>.<kind>.<part>   where the part goes on: a cursor, or "<from> <window>"; "." when
 *                                  it is done
 *   walk.<account>.<kind>.since    the time up to which the last complete walk had everything
 *   walk.<account>.<kind>.at       our time at which it ended
 *   walk.<account>.<kind>.checked  the owner's day on which the last days were looked through again
 */
#include "desk/walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/span.h"

enum { HOUR_S = 3600, CHECK_HOUR = 3, STALE_S = 600 };

/* ---- facts */

static const char *kind_name(struct arena *arena, enum job_kind kind, bool is_check)
{
	return is_check ? arena_print(arena, "%s.check", job_kind_id(kind)) : job_kind_id(kind);
}

static const char *fact(struct arena *arena, const struct work *work, const char *what)
{
	return arena_print(arena, "walk.%s.%s.%s", work->account->name,
		kind_name(arena, work->job.kind, work->is_check), what);
}

static const char *part_name(struct arena *arena, const struct step *step)
{
	return fact(arena, step->work, arena_print(arena, "%d", step->part));
}

static enum err put(struct work *work, const char *what, const char *value, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = store_put(&work->desk->store, fact(&arena, work, what), value, fault);

	arena_clear(&arena);
	return err;
}

static enum err put_number(struct work *work, const char *what, int64_t value, struct fault *fault)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	return put(work, what, text, fault);
}

static int64_t read_number(const char *text)
{
	return text ? strtoll(text, NULL, 10) : 0;
}

static enum err put_open(struct work *work, struct fault *fault)
{
	char text[100];

	snprintf(text, sizeof text, "%" PRId64 " %" PRId64 " %zu %" PRId64, work->since,
		work->started_at, work->step_count, work->from);
	return put(work, "open", text, fault);
}

/* ---- opening and going on */

static void go_on_at(struct step *step, const char *place)
{
	step->done = place && !strcmp(place, ".");
	if (step->done)
		return;
	if (!span_is_used(step->work)) {
		if (place && *place && !(step->cursor = strdup(place)))
			arena_out_of_memory();
		return;
	}
	step->window_s = 0;
	if (!place || sscanf(place, "%" SCNd64 " %d", &step->from, &step->window_s) != 2)
		step->from = step->work->from;
	if (step->window_s <= 0 || step->window_s > step->work->course.window_s)
		step->window_s = step->work->course.window_s;
	span_cut(step);
}

static void place_steps(struct work *work, struct arena *arena)
{
	size_t i;

	for (i = 0; i < work->step_count; i++)
		go_on_at(&work->steps[i],
			store_get(&work->desk->store, arena, part_name(arena, &work->steps[i])));
	work->covered_s = -1;
	if (span_is_used(work))
		span_tell(work);
}

/* False: there is no open walk. */
static bool go_on(struct work *work, struct arena *arena)
{
	const char *open = store_get(&work->desk->store, arena, fact(arena, work, "open"));
	size_t parts;

	if (!open || sscanf(open, "%" SCNd64 " %" SCNd64 " %zu %" SCNd64, &work->since,
			     &work->started_at, &parts, &work->from) < 3)
		return false;
	work->course = course_of(work);
	if (parts != (size_t)work->course.parts || (span_is_used(work) && work->from == 0))
		return false;
	work_split(work, parts);
	place_steps(work, arena);
	return true;
}

/* From where a new walk in windows begins. A check goes further back than the overlap. */
static int64_t beginning(const struct work *work)
{
	const struct course *course = &work->course;
	int64_t from = work->since - course->overlap_s;

	if (work->since == 0)
		return span_oldest(work, course->days_back);
	if (work->is_check && from > span_oldest(work, course->check_days))
		from = span_oldest(work, course->check_days);
	return from;
}

static void begin_at(struct work *work, int64_t since)
{
	work->since = since;
	work->started_at = work->from = 0;
	work->course = course_of(work);
	if (span_is_used(work)) {
		work->started_at = work_now_s(work) - work->course.lag_s;
		work->from = beginning(work);
	} else {
		work->since = since > work->course.overlap_s ? since - work->course.overlap_s : 0;
	}
}

static enum err begin_anew(struct work *work, struct arena *arena, struct fault *fault)
{
	struct store *store = &work->desk->store;
	enum err err;
	size_t i;

	begin_at(work, read_number(store_get(store, arena,
			       arena_print(arena, "walk.%s.%s.since", work->account->name,
				       job_kind_id(work->job.kind)))));
	work_split(work, (size_t)work->course.parts);
	err = store_begin(store, fault);
	if (err != OK)
		return err;
	err = put_open(work, fault);
	for (i = 0; i < work->step_count && err == OK; i++)
		err = store_put(store, part_name(arena, &work->steps[i]), "", fault);
	if (err != OK) {
		store_rollback(store);
		return err;
	}
	err = store_commit(store, fault);
	place_steps(work, arena);
	return err;
}

static struct work *running(
	const struct desk *desk, enum job_kind kind, const struct account *account, bool is_check)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.state == JOB_ASKING && work->job.kind == kind &&
			work->account == account && work->is_check == is_check)
			return work;
	return NULL;
}

int walk_start(struct desk *desk, const struct plan *plan, const struct account *account,
	bool is_check, struct fault *fault)
{
	struct work *work = running(desk, plan->kind, account, is_check);
	struct arena arena = { 0 };
	enum err err = OK;

	if (work)
		return work->job.number;
	work = work_new(desk, plan, account, is_check ? _("the last days once more") : "", fault);
	if (!work)
		return 0;
	work->is_check = is_check;
	work->went_on = go_on(work, &arena);
	if (!work->went_on)
		err = begin_anew(work, &arena, fault);
	arena_clear(&arena);
	if (err == OK)
		return work_start(work);
	work_drop(work);
	return 0;
}

/* ---- one page */

struct walk walk_of(const struct step *step)
{
	const struct work *work = step->work;
	bool is_goods = work->job.kind == JOB_SYNC_GOODS;

	return (struct walk){
		.part = is_goods ? step->part : 1,
		.parts = is_goods ? (int)work->step_count : 1,
		.feed = work->step_count > 1 && !is_goods ? step->part : 0,
		.since = work->since,
		.from = step->from,
		.until = step->until,
		.cursor = step->cursor,
	};
}

static enum err mark_list(struct step *step, const char *next, int64_t now_at, struct fault *fault)
{
	struct work *work = step->work;
	struct arena arena = { 0 };
	enum err err = OK;

	/* The walk is as old as its first answer. */
	if (work->started_at == 0) {
		work->started_at = now_at > 0 ? now_at : step->said_at;
		err = put_open(work, fault);
	}
	if (err == OK)
		err = store_put(
			&work->desk->store, part_name(&arena, step), next ? next : ".", fault);
	arena_clear(&arena);
	return err;
}

static enum err mark_window(struct step *step, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err;

	span_pass(step);
	err = store_put(&step->work->desk->store, part_name(&arena, step),
		step->done ? "."
			   : arena_print(&arena, "%" PRId64 " %d", step->from, step->window_s),
		fault);
	arena_clear(&arena);
	span_tell(step->work);
	return err;
}

enum err walk_mark(struct step *step, const char *next, int64_t now_at, struct fault *fault)
{
	enum err err = step_turn(step, next, fault);

	if (err != OK || (span_is_used(step->work) && next))
		return err;
	return span_is_used(step->work) ? mark_window(step, fault)
					: mark_list(step, next, now_at, fault);
}

/* ---- the end of a walk */

static enum err put_end(struct work *work, struct fault *fault)
{
	char today[CLOCK_TEXT];
	enum err err = put(work, "open", "", fault);

	/* The first walk has looked through everything. */
	if (err == OK && span_is_used(work) && (work->is_check || work->since == 0)) {
		bool is_check = work->is_check;

		work->is_check = false;
		err = put(work, "checked", clock_day(clock_now_s(), today), fault);
		work->is_check = is_check;
	}
	if (err == OK && !work->is_check && work->started_at > 0)
		err = put_number(work, "since", work->started_at, fault);
	return err == OK ? put_number(work, "at", clock_now_s(), fault) : err;
}

static enum err close_walk(struct work *work, struct fault *fault)
{
	struct store *store = &work->desk->store;
	enum err err = store_begin(store, fault);

	if (err != OK)
		return err;
	err = put_end(work, fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

/* One that broke off and went on, or took long, is as old as its beginning: what came since is asked
 * for at once. The next one goes on from there, so that this has an end. */
static bool is_stale(const struct work *work)
{
	return !work->is_check &&
	       (work->went_on ||
		       (span_is_used(work) &&
			       work_now_s(work) - work->course.lag_s - work->started_at >= STALE_S));
}

/* Once a day, from three in the morning on: what was missed, and what changed without a word; in
 * the first days of a month that is the whole month before, which the platforms close then. */
static bool is_check_due(struct work *work)
{
	struct arena arena = { 0 };
	int64_t now = clock_now_s();
	char today[CLOCK_TEXT];
	const char *checked;
	bool due;

	if (!span_is_used(work) || work->is_check || work->course.check_days == 0 ||
		now < clock_day_start(now, 0) + (int64_t)CHECK_HOUR * HOUR_S)
		return false;
	checked = store_get(&work->desk->store, &arena, fact(&arena, work, "checked"));
	due = !checked || strcmp(checked, clock_day(now, today)) != 0;
	arena_clear(&arena);
	return due;
}

void walk_end(struct work *work, const struct fault *fault)
{
	struct fault own;

	/* A cursor the supplier does not know any more would fail for ever: begin anew next time.
	 * Spans keep no cursor, and what was gone through stays so. */
	if (fault && !span_is_used(work) &&
		(!strcmp(fault->server, "bad_cursor") || fault->code == ERR_DECODE)) {
		if (put(work, "open", "", &own) != OK)
			desk_tell(work->desk, LOG_ERROR, "%s", own.text);
	}
	if (fault)
		return;
	if (close_walk(work, &own) != OK)
		desk_tell(work->desk, LOG_ERROR, "%s", own.text);
	else if ((is_stale(work) || is_check_due(work)) &&
		 walk_start(work->desk, work->plan, work->account, !is_stale(work), &own) == 0)
		desk_tell(work->desk, LOG_WARNING, "%s", own.text);
}

int64_t walk_ended_at(struct desk *desk, const struct account *account, enum job_kind kind)
{
	struct arena arena = { 0 };
	int64_t at = read_number(store_get(&desk->store, &arena,
		arena_print(&arena, "walk.%s.%s.at", account->name, job_kind_id(kind))));

	arena_clear(&arena);
	return at;
}
