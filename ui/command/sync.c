/* sync: fetch everything and send what waits; outbox: look at what waits. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "command/deeds.h"
#include "command/output.h"

enum { SYNC_MS = 3600000 };

static const char *job_word(enum job_state state)
{
	static const char *const words[] = { "asking", "done", "failed", "dropped" };
	return words[state];
}

/* One row per job, oldest first; the exit code of all. */
static int put_jobs(struct command_call *call)
{
	struct output_run run;
	struct job *jobs;
	size_t count = job_load(call->desk, &call->arena, &jobs);
	enum err *errs = arena_take_array(&call->arena, count + 1, sizeof(*errs));
	output_begin(&run, call, &job_noun);
	for (size_t i = 0; i < count; i++) {
		const struct job *job = &jobs[count - 1 - i];
		struct job_row row = { job_kind_id(job->kind), job->supplier, job_word(job->state),
			job->state == JOB_FAILED ? job->fault.text : NULL, (int64_t)job->done };
		output_row(&run, &row);
		errs[i] = job->state == JOB_FAILED ? job->fault.code : OK;
		if (errs[i] != OK)
			(void)command_fail(call, &job->fault);
	}
	output_end(&run);
	return deeds_code(errs, count);
}

int command_sync(struct command_call *call)
{
	struct fault fault = { 0 };
	if (call->conf->offline) {
		(void)fault_set(&fault, ERR_USAGE, _("Nothing can be fetched while offline."));
		return command_fail(call, &fault);
	}
	if (!call->conf->read_only && outbox_hurry(&call->desk->store, &fault) != OK)
		return command_fail(call, &fault);
	if (sync_all(call->desk, &fault) == 0 && fault.code != OK)
		return command_fail(call, &fault);
	(void)desk_settle(call->desk, SYNC_MS);
	int code = put_jobs(call);
	size_t waiting = outbox_waiting(&call->desk->store);
	if (waiting)
		fprintf(call->errors, ngettext("shopkeeper: %zu change still waits to be sent.\n",
			"shopkeeper: %zu changes still wait to be sent.\n", waiting), waiting);
	return code;
}

static int put_outbox(struct command_call *call)
{
	struct output_run run;
	struct outbox_entry *entries;
	size_t count = outbox_load(&call->desk->store, &call->arena, &entries);
	output_begin(&run, call, &outbox_noun);
	for (size_t i = 0; i < count; i++) {
		const struct outbox_entry *entry = &entries[i];
		struct outbox_row row = {
			.number = entry->number,
			.tries = entry->tries,
			.ref = row_ref(&run.arena, entry->supplier, entry->goods),
			.state = entry->refused ? "refused" : entry->sent ? "sent" : "waiting",
			.entry = *entry,
		};
		output_row(&run, &row);
	}
	output_end(&run);
	return 0;
}

/* outbox retry|dismiss NUMBER… */
static int change(struct command_call *call, bool retry)
{
	struct store *store = &call->desk->store;
	for (int i = 1; i < call->count; i++) {
		struct fault fault = { 0 };
		char *end;
		long long number = strtoll(call->words[i], &end, 10);
		if (*end || number <= 0)
			return command_usage(call, _("“%s” is no number of the outbox."), call->words[i]);
		enum err err = retry ? outbox_retry(store, number, &fault) :
				       outbox_dismiss(store, number, &fault);
		if (err != OK)
			return command_fail(call, &fault);
	}
	struct fault fault = { 0 };
	if (retry && command_settle(call, 0, &fault) != OK)
		return command_fail(call, &fault);
	return put_outbox(call);
}

int command_outbox(struct command_call *call)
{
	if (call->count == 0)
		return put_outbox(call);
	bool retry = strcmp(call->words[0], "retry") == 0;
	if (call->count < 2 || (!retry && strcmp(call->words[0], "dismiss") != 0))
		return command_usage(call, _("outbox alone, or outbox retry NUMBER, or outbox dismiss NUMBER."));
	return change(call, retry);
}
