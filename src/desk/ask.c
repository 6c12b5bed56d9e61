/*
 * ask: between the plans of this room and the network. A question is signed, paced, asked, judged
 * and, if that helps, asked again; an answer is read into one transaction. A fault drops the page
 * and ends the work.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"
#include "net/url.h"

enum { TRIES = 3, RETRY_MOST_S = 20, PAGES_MOST = 20000 };

/* ---- asking */

static void step_answered(void *owner, const struct http_answer *answer);

static bool all_done(const struct work *work)
{
	size_t i;

	for (i = 0; i < work->step_count; i++)
		if (!work->steps[i].done)
			return false;
	return true;
}

static struct access access_of(struct work *work, const struct secret *secret, struct arena *arena)
{
	struct access access = {
		.account = work->account, .secret = secret, .now_s = work_now_s(work), .key = work->key
	};

	const char *id = work->id_count > 0 ? work->ids[0] : work->id;

	/* Some platforms want the coupon or the origin in the question that makes the link; those that
	 * share a question have one origin (send_links.c). */
	if (id && (work->job.kind == JOB_OUTBOX || work->job.kind == JOB_DETAIL))
		access.goods = goods_get(&work->desk->store, arena, work->account->name, id);
	return access;
}

/* False: the work has ended with a fault. */
static bool ask_now(struct step *step)
{
	struct work *work = step->work;
	struct arena arena = { 0 };
	struct http_question question = { 0 };
	const struct secret *secret = NULL;
	struct fault fault = { 0 };
	struct access access;
	enum err err = OK;

	if (!work->plan->is_open)
		err = key_get(work->desk, work->account, &secret, &fault);
	if (err == ERR_BUSY) {
		step->waits_for_key = true;
		step->due_ms = 0;
		return true;
	}
	access = access_of(work, secret, &arena);
	if (err == OK && (err = work->plan->ask(step, &access, &arena, &question)) != OK)
		fault_set(&fault, err, _("This cannot be asked of \"%s\"."), work->account->name);
	if (err == OK && !work->plan->is_open)
		err = work->supplier->sign(&access, &arena, &question, &fault);
	if (err == OK) {
		step->due_ms = 0;
		step->question = http_ask(work->desk->http, &question, step_answered, step);
	}
	arena_clear(&arena);
	if (err != OK)
		work_end(work, &fault);
	return err == OK;
}

static bool on_this_machine(const struct account *account)
{
	return account->address && url_is_loopback(account->address);
}

/* Suppliers that count calls are asked in an even stream, all works of an account together; one
 * that rested is asked at once. */
static bool ask(struct step *step)
{
	const struct work *work = step->work;
	int64_t now_ms = clock_steady_ms(), gap_ms = 0, due_ms = standing_of(work->desk, work->account)->free_ms;

	/* What stands on this machine is a practice supplier: it says itself when it is too much. */
	if (work->supplier->calls_per_minute > 0 && !on_this_machine(work->account))
		gap_ms = (int64_t)60 * work->desk->jobs->second_ms /
			 work->supplier->calls_per_minute;
	due_ms = due_ms > now_ms ? due_ms : now_ms;
	/* Others may be asked meanwhile. */
	if (step->rest_s > 0) {
		step->due_ms = now_ms + (int64_t)step->rest_s * work->desk->jobs->second_ms;
		step->rest_s = 0;
		return true;
	}
	standing_of(work->desk, work->account)->free_ms = due_ms + gap_ms;
	if (due_ms == now_ms)
		return ask_now(step);
	step->due_ms = due_ms;
	return true;
}

void work_split(struct work *work, size_t count)
{
	size_t i;

	work->steps = calloc(count, sizeof *work->steps);
	if (!work->steps)
		arena_out_of_memory();
	work->step_count = count;
	for (i = 0; i < count; i++) {
		work->steps[i].work = work;
		work->steps[i].part = (int)i + 1;
	}
}

int work_start(struct work *work)
{
	size_t i;

	if (!work->steps)
		work_split(work, 1);
	for (i = 0; i < work->step_count; i++)
		if (!work->steps[i].done && !ask(&work->steps[i]))
			break;
	if (work->step_count > 0 && all_done(work))
		work_end(work, NULL);
	return work->job.number;
}

int64_t work_due_ms(const struct desk *desk)
{
	const struct work *work;
	int64_t due_ms = -1;
	size_t i;

	for (work = desk->jobs->newest; work; work = work->older)
		for (i = 0; i < work->step_count; i++) {
			int64_t at_ms = work->steps[i].due_ms;

			if (at_ms > 0 && (due_ms < 0 || at_ms < due_ms))
				due_ms = at_ms;
		}
	return due_ms;
}

void work_ask_due(struct desk *desk)
{
	int64_t now_ms = clock_steady_ms();
	struct work *work;
	size_t i;

	for (work = desk->jobs->newest; work; work = work->older)
		for (i = 0; i < work->step_count; i++)
			if (work->steps[i].due_ms > 0 && work->steps[i].due_ms <= now_ms &&
				!ask_now(&work->steps[i]))
				break;
}

/* ---- answers */

static bool is_worth_a_try(const struct step *step, enum err err)
{
	return (err == ERR_NET || err == ERR_BUSY) && !step->work->plan->tries_once &&
	       step->tries < TRIES - 1;
}

static void try_later(struct step *step, const struct fault *fault)
{
	struct work *work = step->work;
	struct standing *standing = standing_of(work->desk, work->account);
	int wait_s = work_backoff_s(work->desk, step->tries, RETRY_MOST_S);

	step->tries++;
	if (fault->retry_s > wait_s)
		wait_s = fault->retry_s;
	step->due_ms = clock_steady_ms() + (int64_t)wait_s * work->desk->jobs->second_ms;
	/* Busy is said to the account, not to this question alone. */
	if (fault->code == ERR_BUSY && standing->free_ms < step->due_ms)
		standing->free_ms = step->due_ms;
	log_line(LOG_INFO, "retry", "%s in %d s: %s", job_kind_id(work->job.kind), wait_s,
		fault->text);
}

enum err step_turn(struct step *step, const char *next, struct fault *fault)
{
	step->pages++;
	if (!next) {
		step->done = true;
		return OK;
	}
	if ((step->cursor && !strcmp(step->cursor, next)) ||
		(step->anchor && !strcmp(step->anchor, next)))
		return fault_set(fault, ERR_DECODE,
			_("The supplier's list turns in a circle; nothing was lost, ask again "
			  "later."));
	if (step->pages >= PAGES_MOST)
		return fault_set(fault, ERR_LIMIT, _("The supplier's list has no end."));
	/* Brent's way: an anchor at each power of two is met again in any circle. */
	if ((step->pages & (step->pages - 1)) == 0) {
		free(step->anchor);
		step->anchor = strdup(next);
	}
	free(step->cursor);
	step->cursor = strdup(next);
	if (!step->cursor)
		arena_out_of_memory();
	return OK;
}

void step_rewind(struct step *step)
{
	free(step->cursor);
	free(step->anchor);
	step->cursor = step->anchor = NULL;
	step->pages = 0;
	step->done = false;
}

static enum err take(struct step *step, const struct http_answer *answer, struct fault *fault)
{
	struct work *work = step->work;
	struct arena arena = { 0 };
	struct reading reading = {
		.account = work->account,
		.bytes = answer->body,
		.length = answer->length,
		.now_s = work_now_s(work),
		.arena = &arena,
		.cursor = step->cursor ? step->cursor : work->cursor,
		.goods = work->id,
		.channel = work->channel,
	};
	enum err err = work->plan->take(step, &reading, fault);

	arena_clear(&arena);
	return err;
}

/* The platform takes no question with this machine's time: by how much it is off is told, and from now
 * on this account is asked by its server's. False: that has been tried, or would change nothing. */
static bool ask_by_its_clock(struct step *step, int64_t date_s, struct fault *fault)
{
	enum { NEAR_S = 60 };
	const struct work *work = step->work;
	int64_t off_s = date_s > 0 ? date_s - work_now_s(work) : 0;

	if (!step->asked_by_its_clock && (off_s >= NEAR_S || off_s <= -NEAR_S)) {
		step->asked_by_its_clock = true;
		standing_of(work->desk, work->account)->clock_off_s += off_s;
		if (account_clock_is_wrong(work->desk, work->account, fault))
			desk_tell(work->desk, LOG_WARNING, "%s", fault->text);
		return ask(step);
	}
	return false;
}

static void step_answered(void *owner, const struct http_answer *answer)
{
	struct step *step = owner;
	struct work *work = step->work;
	struct fault fault = { 0 };
	enum err err;

	step->question = 0;
	/* A practice supplier lives in days of its own, but its answers are dated in ours. */
	step->said_at = answer->date_s > 0 && !on_this_machine(work->account) ? answer->date_s
									       : work_now_s(work);
	err = supplier_verdict(work->supplier, work->account, answer, &fault);
	if (err == OK)
		work_tell_answered(work);
	if (err == OK)
		err = take(step, answer, &fault);
	fault.code = err;
	if (err == ERR_DECODE)
		fault_set(&fault, err,
			_("%s Nothing was lost. Try again later; if it stays so, tell the "
			  "supplier."),
			fault.text);
	if (err == ERR_LOGIN)
		key_forget(work->desk, work->account);
	if (err == ERR_CLOCK && ask_by_its_clock(step, answer->date_s, &fault))
		return;
	if (err == ERR_LIMIT && work->plan->narrow && work->plan->narrow(step)) {
		ask(step);
		return;
	}
	if (err != OK && is_worth_a_try(step, err)) {
		try_later(step, &fault);
		return;
	}
	if (err != OK) {
		work_end(work, &fault);
		return;
	}
	step->tries = 0;
	work->desk->jobs->changed |= TOPIC_JOBS;
	if (!step->done)
		ask(step);
	else if (all_done(work))
		work_end(work, NULL);
}
