/*
 * desk: opening, closing and letting time pass. What the owner does stands in find.c, shelf.c,
 * share.c, settle.c, today.c and account.c; what goes on between, in jobs.c and send.c.
 */
#include "desk/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "conf/secret_run.h"
#include "desk/work.h"

enum err desk_open(
	struct desk *desk, const struct conf *conf, const char *store_path, struct fault *fault)
{
	enum err err;

	memset(desk, 0, sizeof *desk);
	desk->conf = conf;
	desk->offline = conf->offline;
	err = store_open(&desk->store, store_path, fault);
	if (err != OK)
		return err;
	desk->http = http_new();
	desk->jobs = calloc(1, sizeof *desk->jobs);
	if (!desk->jobs)
		arena_out_of_memory();
	/* The same in each run with a stopped clock; never 0, which has no successor. */
	desk->jobs->seed = (uint64_t)clock_now_ms() * 2 + 1;
	desk->jobs->second_ms = 1000;
	/* What an earlier run left in the outbox goes out first. */
	desk->jobs->outbox_stale = true;
	index_look(desk);
	return OK;
}

void desk_close(struct desk *desk)
{
	if (!desk->jobs)
		return;
	work_free_all(desk);
	undo_free_all(desk);
	key_free_all(desk);
	http_free(desk->http);
	free(desk->jobs->standings);
	free(desk->jobs);
	store_close(&desk->store);
	memset(desk, 0, sizeof *desk);
}

static uint32_t take_changes(struct desk *desk)
{
	uint32_t changed = store_take_changes(&desk->store) | desk->jobs->changed;

	desk->jobs->changed = 0;
	return changed;
}

/* The sooner of two waits; -1 = for ever. */
static int sooner(int timeout_ms, int64_t until_ms)
{
	if (until_ms < 0)
		until_ms = 0;
	return timeout_ms < 0 || until_ms < timeout_ms ? (int)(until_ms < 60000 ? until_ms : 60000)
						       : timeout_ms;
}

static int next_wait_ms(const struct desk *desk, int timeout_ms)
{
	int64_t due_ms = work_due_ms(desk), outbox_s = desk->jobs->outbox_due_s;

	if (index_is_behind(desk))
		return 0;
	if (key_is_heard(desk))
		timeout_ms = sooner(timeout_ms, SECRET_LOOK_MS);
	if (due_ms >= 0)
		timeout_ms = sooner(timeout_ms, due_ms - clock_steady_ms());
	if (outbox_s > 0 && !desk->offline)
		timeout_ms = sooner(timeout_ms, (outbox_s - clock_now_s()) * 1000);
	return timeout_ms;
}

static void do_what_is_due(struct desk *desk)
{
	work_forget(desk);
	key_hear(desk);
	work_ask_due(desk);
	outbox_send(desk);
	index_some(desk);
}

static bool any(const bool *ready, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (ready[i])
			return true;
	return false;
}

uint32_t desk_wait(struct desk *desk, const int *fds, size_t count, bool *ready, int timeout_ms)
{
	int64_t end_ms = clock_steady_ms() + timeout_ms;
	uint32_t changed;

	for (;;) {
		int64_t left_ms = timeout_ms < 0 ? -1 : end_ms - clock_steady_ms();

		left_ms = timeout_ms >= 0 && left_ms < 0 ? 0 : left_ms;
		do_what_is_due(desk);
		/* What was changed before is news already. */
		changed = take_changes(desk);
		http_wait(desk->http, fds, count, ready,
			changed ? 0 : next_wait_ms(desk, (int)left_ms));
		changed |= take_changes(desk);
		if (changed || any(ready, count) || left_ms == 0)
			return changed;
	}
}

static bool is_settled(const struct desk *desk)
{
	int64_t due_s = desk->jobs->outbox_due_s;

	if (job_busy(desk) > 0 || index_is_behind(desk))
		return false;
	return desk->offline || desk->store.read_only ||
	       (!desk->jobs->outbox_stale && (due_s == 0 || due_s > clock_now_s()));
}

uint32_t desk_settle(struct desk *desk, int most_ms)
{
	int64_t end_ms = clock_steady_ms() + most_ms;
	uint32_t changed = 0;
	int64_t left_ms;

	for (;;) {
		do_what_is_due(desk);
		changed |= take_changes(desk);
		left_ms = end_ms - clock_steady_ms();
		if (is_settled(desk) || left_ms <= 0)
			break;
		changed |= desk_wait(desk, NULL, 0, NULL, (int)left_ms);
	}
	return changed | take_changes(desk);
}
