/* work: see work.h. Everything is read from the jobs and the store; nothing is kept here. */
#include "app/work.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "store/outbox.h"

size_t work_busy(const struct face *face)
{
	return job_busy(face->desk);
}

const char *work_stop(struct face *face)
{
	struct arena arena = { 0 };
	struct job *jobs;
	size_t count = job_load(face->desk, &arena, &jobs), i;
	const char *name = NULL;

	for (i = 0; i < count; i++) {
		/* What is on its way to a supplier must get its answer: only questions are stopped. */
		if (jobs[i].state != JOB_ASKING || jobs[i].kind == JOB_OUTBOX)
			continue;
		if (!name)
			name = job_kind_name(jobs[i].kind);
		job_drop(face->desk, jobs[i].number);
	}
	arena_clear(&arena);
	return name;
}

/* What the set-up asks, it tells itself. */
static bool is_told(const struct job *job)
{
	return job->kind == JOB_TEST || job->kind == JOB_OPEN_SHOP || job->kind == JOB_REGISTER ||
		job->kind == JOB_KEY;
}

/* The newest finished job of each supplier tells how things stand with it. */
static const struct job *newest_trouble(const struct job *jobs, size_t count)
{
	size_t i, newer;

	for (i = 0; i < count; i++) {
		if (jobs[i].state != JOB_FAILED || is_told(&jobs[i]) ||
			(jobs[i].fault.code != ERR_LOGIN && jobs[i].fault.code != ERR_NET))
			continue;
		for (newer = 0; newer < i; newer++)
			if (jobs[newer].state == JOB_DONE &&
				strcmp(jobs[newer].supplier, jobs[i].supplier) == 0)
				break;
		if (newer == i)
			return &jobs[i];
	}
	return NULL;
}

/* A key that ends soon, or has ended. */
static bool key_banner(const struct face *face, char *text, size_t bytes, bool *bad)
{
	struct fault fault;

	for (size_t i = 0; i < face->conf->account_count; i++) {
		enum key_age age =
			account_key_age(face->desk, &face->conf->accounts[i], NULL, &fault);

		if (age == KEY_FINE)
			continue;
		*bad = age == KEY_ENDED;
		snprintf(text, bytes, "%s", fault.text);
		return true;
	}
	return false;
}

bool work_banner(const struct face *face, char *text, size_t bytes, bool *bad)
{
	struct arena arena = { 0 };
	struct job *jobs;
	size_t count;
	const struct job *trouble;

	*bad = false;
	if (face->conf->account_count == 0) {
		snprintf(text, bytes, "%s",
			_("No supplier yet: press : and choose set-up, or leave and run `shopkeeper demo`."));
		return true;
	}
	if (face->desk->offline) {
		snprintf(text, bytes, "%s", _("Offline: you see what was stored; what you change waits."));
		return true;
	}
	count = job_load(face->desk, &arena, &jobs);
	trouble = newest_trouble(jobs, count);
	if (trouble) {
		*bad = trouble->fault.code == ERR_LOGIN;
		snprintf(text, bytes, "%s: %s", trouble->supplier, trouble->fault.text);
	}
	arena_clear(&arena);
	return trouble || key_banner(face, text, bytes, bad);
}

bool work_failure(const struct face *face, int *last, char *text, size_t bytes)
{
	struct arena arena = { 0 };
	struct job *jobs;
	size_t count = job_load(face->desk, &arena, &jobs), i;
	int newest = *last;
	bool found = false;

	for (i = 0; i < count; i++) {
		if (jobs[i].state != JOB_FAILED || jobs[i].number <= *last)
			continue;
		if (!found && !is_told(&jobs[i]))
			snprintf(text, bytes, "%s: %s", job_kind_name(jobs[i].kind), jobs[i].fault.text);
		newest = jobs[i].number > newest ? jobs[i].number : newest;
		found = found || !is_told(&jobs[i]);
	}
	*last = newest;
	arena_clear(&arena);
	return found;
}

int64_t work_complete_at(const struct face *face, uint32_t topics)
{
	if (topics & TOPIC_LINES)
		return sync_age_at(face->desk, JOB_SYNC_LINES);
	if (topics & TOPIC_ORDERS)
		return sync_age_at(face->desk, JOB_SYNC_ORDERS);
	if (topics & TOPIC_GOODS)
		return sync_age_at(face->desk, JOB_SYNC_GOODS);
	return 0;
}

void work_refresh(struct face *face, char *text, size_t bytes)
{
	struct fault fault = { 0 };

	/* What waits for its next try goes out at once. */
	if (!face->desk->store.read_only && outbox_hurry(&face->desk->store, &fault) != OK)
		snprintf(text, bytes, "%s", fault.text);
	else if (sync_all(face->desk, &fault) > 0)
		snprintf(text, bytes, "%s", _("Asking the suppliers again."));
	else
		snprintf(text, bytes, "%s",
			fault.text[0] ? fault.text : _("There is no supplier to ask."));
}

int64_t work_fresh_at_ms(const struct face *face)
{
	int64_t minutes = face->conf->refresh_minutes, goods, orders, age_s;

	if (minutes == 0 || face->desk->offline || face->conf->account_count == 0)
		return INT64_MAX;
	goods = sync_age_at(face->desk, JOB_SYNC_GOODS);
	orders = sync_age_at(face->desk, JOB_SYNC_ORDERS);
	age_s = clock_now_s() - (goods < orders ? goods : orders);
	return clock_steady_ms() + (age_s >= minutes * 60 ? 0 : (minutes * 60 - age_s) * 1000);
}

void work_freshen(struct face *face)
{
	/* A failure is a failed job: the banner says it. */
	(void)sync_all(face->desk, NULL);
}

void work_undo(struct face *face, char *text, size_t bytes)
{
	struct fault fault = { 0 };

	if (desk_undo(face->desk, text, bytes, &fault) != OK)
		snprintf(text, bytes, "%s", fault.text);
}
