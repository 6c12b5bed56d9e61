/*
 * span: how the lists of a supplier are cut, and the spans of time that a walk goes through one
 * after the other: narrower where an answer would be too large, wider again after a while. Where
 * they are kept is in walk.c.
 */
#include "desk/span.h"

#include "base/clock.h"
#include "net/url.h"

enum { OVERLAP_S = 600, PARTS_MOST = 64, LATER_PARTS = 4, NARROWEST_S = 60, WIDER_AFTER = 8 };
enum { DAY_S = 24 * 3600, FIRST_DAYS = 730, CHECK_DAYS = 35 };
/* What is exactly as old as may be asked for is too old by the time it is asked for. */
enum { TOO_OLD_S = 600 };

/* ---- how lists are cut */

static const struct order_calls *orders_of(const struct supplier *supplier)
{
	static const struct order_calls none;

	return supplier->orders ? supplier->orders : &none;
}

bool course_is_offered(const struct supplier *supplier, enum job_kind kind)
{
	switch (kind) {
	case JOB_SYNC_GOODS:
		return supplier->goods && supplier->goods->ask_walk &&
		       supplier->goods->walk_parts > 0;
	case JOB_SYNC_ORDERS:
		return orders_of(supplier)->ask_orders;
	case JOB_SYNC_LINES:
		return orders_of(supplier)->ask_lines;
	default:
		return orders_of(supplier)->ask_penalties;
	}
}

static struct course list_course(const struct supplier *supplier, enum job_kind kind)
{
	const struct order_calls *calls = orders_of(supplier);
	struct course course = { .parts = calls->feeds,
		.window_s = calls->window_s,
		.window_peak_s = calls->window_peak_s,
		.days_back = calls->days_back,
		.lag_s = calls->lag_s,
		.overlap_s = calls->overlap_s,
		.check_days = CHECK_DAYS };

	if (kind == JOB_SYNC_LINES) {
		course.parts = calls->line_feeds;
		course.window_s = calls->line_window_s;
		course.days_back = calls->line_days_back;
	} else if (kind == JOB_SYNC_PENALTIES) {
		course.parts = 1;
		course.window_s = calls->penalty_window_s;
		course.window_peak_s = 0;
		/* Told by the day of the order, found long after: all of it each time. */
		course.overlap_s = calls->days_back * DAY_S;
		course.check_days = 0;
	}
	return course;
}

struct course course_of(const struct work *work)
{
	struct course course = list_course(work->supplier, work->job.kind);

	if (work->job.kind == JOB_SYNC_GOODS) {
		course = (struct course){ .parts = work->supplier->goods->walk_parts };
		/* What has changed since is little: more parts would be more questions for nothing.
		 */
		if (work->since > 0 && course.parts > LATER_PARTS)
			course.parts = LATER_PARTS;
	}
	course.parts = course.parts < 1 ? 1 : course.parts > PARTS_MOST ? PARTS_MOST : course.parts;
	if (course.overlap_s == 0)
		course.overlap_s = course.window_s > 0 ? 2 * course.window_s : OVERLAP_S;
	return course;
}

/* ---- spans of time */

bool span_is_used(const struct work *work)
{
	return work->course.window_s > 0;
}

int64_t span_oldest(const struct work *work, int days)
{
	return work_now_s(work) - (int64_t)(days > 0 ? days : FIRST_DAYS) * DAY_S + TOO_OLD_S;
}

void span_cut(struct step *step)
{
	const struct work *work = step->work;
	int64_t earliest = span_oldest(work, work->course.days_back);

	if (work->course.days_back > 0 && step->from < earliest)
		step->from = earliest;
	step->until = step->from + step->window_s;
	if (step->until > work->started_at)
		step->until = work->started_at;
	step->done = step->from >= work->started_at;
}

/* Before anything was measured: as fast as the supplier lets itself be asked. */
static int foreseen_s(const struct work *work)
{
	const struct account *account = work->account;

	if (work->supplier->calls_per_minute <= 0 ||
		(account->address && url_is_loopback(account->address)))
		return 0;
	return (work->job.windows - work->job.windows_done) * 60 / work->supplier->calls_per_minute;
}

void span_tell(struct work *work)
{
	struct job *job = &work->job;
	int64_t whole_s = (work->started_at - work->from) * (int64_t)work->step_count;
	int64_t covered_s = 0, passed_ms = clock_steady_ms() - job->started_ms;
	size_t i;

	for (i = 0; i < work->step_count; i++)
		covered_s += work->steps[i].done ? work->started_at - work->from
						 : work->steps[i].from - work->from;
	if (work->covered_s < 0)
		work->covered_s = covered_s;
	job->windows = (int)((whole_s + work->course.window_s - 1) / work->course.window_s);
	job->windows_done = (int)(covered_s / work->course.window_s);
	if (whole_s <= covered_s)
		job->windows_done = job->windows;
	job->left_s = foreseen_s(work);
	if (covered_s > work->covered_s)
		job->left_s = (int)(passed_ms / 1000 * (whole_s - covered_s) /
				    (covered_s - work->covered_s));
}

void span_pass(struct step *step)
{
	step_rewind(step);
	step->from = step->until;
	/* A great sale ends, too. */
	if (++step->answered >= WIDER_AFTER && step->window_s < step->work->course.window_s) {
		step->answered = 0;
		step->window_s *= 2;
		if (step->window_s > step->work->course.window_s)
			step->window_s = step->work->course.window_s;
	}
	span_cut(step);
}

bool span_narrow(struct step *step)
{
	int peak_s = step->work->course.window_peak_s;
	int64_t span_s = step->until - step->from;

	if (!span_is_used(step->work) || span_s <= NARROWEST_S)
		return false;
	step->window_s = peak_s > 0 && span_s > peak_s ? peak_s : (int)(span_s / 2);
	step->answered = 0;
	step_rewind(step);
	span_cut(step);
	return true;
}
