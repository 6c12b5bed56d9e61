/*
 * jobs: the list of works and what the whole room needs: messages, chance. How a work asks and what
 * becomes of an answer is in ask.c. Read next: work.h.
 */
#include "desk/job.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/work.h"

enum { KEPT = 50 };

static const struct {
	const char *id, *name;
} kinds[] = {
#define X(name, id, words) [JOB_##name] = { id, words },
	JOB_KINDS(X)
#undef X
};

const char *job_kind_id(enum job_kind kind)
{
	return (unsigned)kind < JOB_KIND_COUNT ? kinds[kind].id : "";
}

const char *job_kind_name(enum job_kind kind)
{
	return (unsigned)kind < JOB_KIND_COUNT ? _(kinds[kind].name) : "";
}

void desk_tell(struct desk *desk, int level, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* A text that was cut may end within a character. */
	while (*text && !text_is_utf8(text, strlen(text)))
		text[strlen(text) - 1] = '\0';
	note_put(&desk->store, level, text);
	log_line((enum log_level)level, "desk", "%s", text);
}

enum err desk_may_write(const struct desk *desk, struct fault *fault)
{
	if (desk->conf->read_only)
		return fault_set(fault, ERR_USAGE, _("read_only is set: nothing can be changed."));
	if (desk->store.read_only)
		return fault_set(
			fault, ERR_STORE, _("What is stored here can only be read, not changed."));
	return OK;
}

uint64_t work_chance(struct desk *desk, uint64_t limit)
{
	uint64_t *seed = &desk->jobs->seed;

	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return limit > 0 ? *seed % limit : 0;
}

int work_backoff_s(struct desk *desk, int tries, int most_s)
{
	int ceiling = tries < 8 ? 1 << (tries > 0 ? tries : 0) : most_s;

	ceiling = ceiling < most_s ? ceiling : most_s;
	return 1 + (int)work_chance(desk, (uint64_t)ceiling);
}

/* ---- the list */

struct work *work_find(const struct desk *desk, enum job_kind kind, const char *account)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.state == JOB_ASKING && work->job.kind == kind &&
			(!account || !strcmp(work->job.supplier, account)))
			return work;
	return NULL;
}

static void free_steps(struct work *work)
{
	size_t i;

	for (i = 0; i < work->step_count; i++) {
		if (work->steps[i].question)
			http_drop(work->desk->http, work->steps[i].question);
		free(work->steps[i].cursor);
		free(work->steps[i].anchor);
	}
	free(work->steps);
	work->steps = NULL;
	work->step_count = 0;
}

void work_forget(struct desk *desk)
{
	struct work **link = &desk->jobs->newest, *work;
	size_t count = 0;

	while ((work = *link)) {
		if (++count <= KEPT || work->job.state == JOB_ASKING) {
			link = &work->older;
			continue;
		}
		*link = work->older;
		arena_clear(&work->arena);
		free(work);
	}
}

static void copy_cut(char *to, size_t size, const char *text)
{
	snprintf(to, size, "%s", text ? text : "");
	while (*to && !text_is_utf8(to, strlen(to)))
		to[strlen(to) - 1] = '\0';
}

static enum err may_ask(struct desk *desk, const struct account *account,
	const struct supplier *supplier, enum job_kind kind, struct fault *fault)
{
	enum err err;

	if (desk->offline)
		return fault_set(fault, ERR_NET, _("Offline: this is what is stored here."));
	if (account_is_off(account))
		return fault_set(fault, ERR_CONF,
			_("\"%s\" is switched off: what is stored can be read. Switch it on in the "
			  "set-up."),
			account->name);
	if (!supplier)
		return fault_set(fault, ERR_CONF,
			_("\"%s\": there is no kind of supplier \"%.40s\"."), account->name,
			account->kind);
	if (!account->address && !supplier->address)
		return fault_set(
			fault, ERR_CONF, _("Supplier \"%s\" has no address."), account->name);
	/* Nothing is asked with keys that cannot be right. */
	err = supplier_check_account(supplier, account, NULL, fault);
	if (err == OK && kind != JOB_TEST && account_key_age(desk, account, NULL, fault) == KEY_ENDED)
		return ERR_LOGIN;
	return err;
}

struct work *work_new(struct desk *desk, const struct plan *plan, const struct account *account,
	const char *subject, struct fault *fault)
{
	return may_ask(desk, account, supplier_find(account->kind), plan->kind, fault) == OK
		       ? work_add(desk, plan, account, subject)
		       : NULL;
}

struct work *work_add(struct desk *desk, const struct plan *plan, const struct account *account,
	const char *subject)
{
	struct job_list *jobs = desk->jobs;
	struct work *work;

	work = calloc(1, sizeof *work);
	if (!work)
		arena_out_of_memory();
	work->desk = desk;
	work->plan = plan;
	work->account = account;
	work->supplier = supplier_find(account->kind);
	work->job.number = ++jobs->last_number;
	work->job.kind = plan->kind;
	work->job.started_ms = clock_steady_ms();
	copy_cut(work->job.supplier, sizeof work->job.supplier, account->name);
	copy_cut(work->job.subject, sizeof work->job.subject, subject);
	work->older = jobs->newest;
	jobs->newest = work;
	jobs->changed |= TOPIC_JOBS;
	return work;
}

static void close_work(struct work *work, enum job_state state)
{
	work->job.state = state;
	work->job.ended_ms = clock_steady_ms();
	work->desk->jobs->changed |= TOPIC_JOBS;
	free_steps(work);
}

void work_drop(struct work *work)
{
	if (work->job.state != JOB_ASKING)
		return;
	close_work(work, JOB_DROPPED);
	key_stop(work);
}

void work_end(struct work *work, const struct fault *fault)
{
	struct fault kept = fault ? *fault : (struct fault){ 0 };

	close_work(work, fault ? JOB_FAILED : JOB_DONE);
	work->job.fault = kept;
	if (fault && !work->plan->tries_once)
		desk_tell(work->desk, LOG_WARNING, _("%s (%s): %s"), job_kind_name(work->job.kind),
			work->job.supplier, kept.text);
	if (work->plan->end)
		work->plan->end(work, fault ? &kept : NULL);
	arena_clear(&work->arena);
}

void work_free_all(struct desk *desk)
{
	struct job_list *jobs = desk->jobs;
	struct work *work;

	while ((work = jobs->newest)) {
		jobs->newest = work->older;
		key_stop(work);
		free_steps(work);
		arena_clear(&work->arena);
		free(work);
	}
	arena_clear(&jobs->search);
	free(jobs->topic);
	free(jobs->topic_cursor);
}

/* ---- for the screens */

const struct job *job_get(const struct desk *desk, int number)
{
	const struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.number == number)
			return &work->job;
	return NULL;
}

size_t job_load(const struct desk *desk, struct arena *arena, struct job **rows)
{
	const struct work *work;
	size_t count = 0;

	*rows = arena_take_array(arena, KEPT, sizeof **rows);
	for (work = desk->jobs->newest; work && count < KEPT; work = work->older)
		(*rows)[count++] = work->job;
	return count;
}

size_t job_busy(const struct desk *desk)
{
	const struct work *work;
	size_t count = 0;

	for (work = desk->jobs->newest; work; work = work->older)
		count += work->job.state == JOB_ASKING && !work->job.waits_for_her;
	return count;
}

void job_drop(struct desk *desk, int number)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.number == number)
			work_drop(work);
}

void job_drop_kind(struct desk *desk, enum job_kind kind)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.kind == kind)
			work_drop(work);
}
