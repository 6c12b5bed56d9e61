/*
 * register: a position that must be registered before it earns (Pinduoduo's 备案): is it, the link
 * that does it, and asking again until it is. What is known stands in the store:
 * "registered.<account>" holds "yes" or "no" and the position, "register_url.<account>" the link.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"

enum { PAUSE_S = 5, LONGEST_S = 600 };

static const char *fact(struct arena *arena, const char *what, const struct account *account)
{
	return arena_print(arena, "%s.%s", what, account->name);
}

static enum err put_state(struct work *work, bool registered, struct fault *fault)
{
	const char *pid = work->account->pid;

	return store_put(&work->desk->store, fact(&work->arena, "registered", work->account),
		arena_print(&work->arena, "%s %s", registered ? "yes" : "no", pid ? pid : ""),
		fault);
}

static enum err ask_register(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	struct work *work = step->work;
	const struct shop_calls *calls = work->supplier->shop;

	work->job.waits_for_her = false;
	return work->registering == REGISTER_LINK ? calls->ask_register(access, arena, question)
						  : calls->ask_registered(access, arena, question);
}

/* Her turn: she scans the code. */
static void rest(struct step *step)
{
	step->work->registering = REGISTER_WAIT;
	step->work->job.waits_for_her = true;
	step->rest_s = PAUSE_S;
}

static enum err take_link(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	const char *url;
	enum err err = work->supplier->shop->read_register(reading, &url, fault);

	if (err == OK)
		err = supplier_check_link(work->supplier, work->account, url, fault);
	if (err == OK)
		err = store_put(&work->desk->store,
			fact(&work->arena, "register_url", work->account), url, fault);
	if (err == OK)
		rest(step);
	return err;
}

static enum err take_state(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	bool registered;
	enum err err = work->supplier->shop->read_registered(reading, &registered, fault);

	if (err == OK)
		err = put_state(work, registered, fault);
	if (err != OK)
		return err;
	step->done = registered || work->registering == REGISTER_LOOK_ONLY;
	if (step->done)
		return OK;
	if (clock_steady_ms() - work->job.started_ms >
		(int64_t)LONGEST_S * work->desk->jobs->second_ms)
		return fault_set(fault, ERR_CONF,
			_("The position %s is not registered yet. Scan the code again in "
			  "shopkeeper's "
			  "set-up when you are ready."),
			work->account->pid);
	if (work->registering == REGISTER_LOOK)
		work->registering = REGISTER_LINK;
	else
		rest(step);
	return OK;
}

static enum err take_register(struct step *step, const struct reading *reading, struct fault *fault)
{
	return step->work->registering == REGISTER_LINK ? take_link(step, reading, fault)
							: take_state(step, reading, fault);
}

static void end_register(struct work *work, const struct fault *fault)
{
	if (!fault && work->registering == REGISTER_WAIT)
		desk_tell(work->desk, LOG_INFO,
			_("The position %s is registered: it earns from now on."),
			work->account->pid);
}

static const struct plan registering = {
	.kind = JOB_REGISTER, .ask = ask_register, .take = take_register, .end = end_register
};

static int start(struct desk *desk, const char *name, bool looks_only, struct fault *fault)
{
	const struct account *account = shop_account(desk, name, fault);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;
	struct work *work;

	if (!account || !supplier)
		return 0;
	if (!supplier->shop->ask_registered || !supplier->shop->ask_register)
		return say_not_offered(account, fault);
	work = work_find(desk, JOB_REGISTER, name);
	if (work)
		work_drop(work);
	work = work_new(desk, &registering, account, account->pid, fault);
	if (!work)
		return 0;
	work->registering = looks_only ? REGISTER_LOOK_ONLY : REGISTER_LOOK;
	return work_start(work);
}

int account_register(struct desk *desk, const char *name, struct fault *fault)
{
	return start(desk, name, false, fault);
}

int account_look_registered(struct desk *desk, const char *name, struct fault *fault)
{
	return start(desk, name, true, fault);
}

enum registered account_registered(
	struct desk *desk, const char *name, struct arena *arena, const char **url)
{
	const struct account *account = conf_account(desk->conf, name);
	const char *state =
		account ? store_get(&desk->store, arena, fact(arena, "registered", account)) : NULL;
	const char *pid = state ? strchr(state, ' ') : NULL;

	if (url)
		*url = NULL;
	/* Of another position nothing is known. */
	if (!pid || !account->pid || strcmp(pid + 1, account->pid) != 0)
		return REGISTERED_UNKNOWN;
	if (!strncmp(state, "yes ", 4))
		return REGISTERED_YES;
	if (url)
		*url = store_get(&desk->store, arena, fact(arena, "register_url", account));
	return REGISTERED_NOT;
}
