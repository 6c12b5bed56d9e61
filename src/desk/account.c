/*
 * account: tokens and opening a shop. A token is read once for a session, when it is first needed (one
 * that a command tells, by a job beside the others), and wiped at its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/words.h"
#include "conf/secret_run.h"
#include "desk/work.h"

struct keyring {
	struct keyring *next;
	const struct account *account;
	struct secret secret;
	struct fault fault; /* of a command that failed: it is not run again over the screen */
};

static struct keyring *find_key(const struct desk *desk, const struct account *account)
{
	struct keyring *key;

	for (key = desk->jobs->keys; key && key->account != account; key = key->next)
		;
	return key;
}

static struct keyring *add_key(struct desk *desk, const struct account *account)
{
	struct keyring *key = calloc(1, sizeof *key);

	if (!key)
		arena_out_of_memory();
	key->account = account;
	key->next = desk->jobs->keys;
	desk->jobs->keys = key;
	return key;
}

/* ---- a command that tells it, as a job beside the others */

static const struct plan key_plan = { .kind = JOB_KEY, .is_open = true, .tries_once = true };

/* Those that waited ask now, or end with what is wrong. */
static void wake(struct desk *desk, const struct account *account)
{
	struct work *work;
	size_t i;

	for (work = desk->jobs->newest; work; work = work->older)
		for (i = 0; work->account == account && i < work->step_count; i++)
			if (work->steps[i].waits_for_key) {
				work->steps[i].waits_for_key = false;
				work->steps[i].due_ms = clock_steady_ms();
			}
	desk->jobs->outbox_stale = true;
}

static void end_run(struct work *work)
{
	secret_run_stop(work->run);
	free(work->run);
	work->run = NULL;
}

void key_stop(struct work *work)
{
	struct keyring *key;

	if (!work->run)
		return;
	end_run(work);
	key = add_key(work->desk, work->account);
	fault_set(&key->fault, ERR_CONF,
		_("The command for the key of \"%s\" was stopped; a test call runs it again."),
		work->account->name);
	wake(work->desk, work->account);
}

static enum err run_command(
	struct desk *desk, const struct account *account, struct fault *fault)
{
	struct secret_run *run = calloc(1, sizeof *run);
	struct keyring *key;
	struct work *work;

	if (!run)
		arena_out_of_memory();
	if (secret_run_start(run, account->token_command, desk->has_screen, fault) != OK) {
		key = add_key(desk, account);
		key->fault = *fault;
		free(run);
		return key->fault.code;
	}
	work = work_add(desk, &key_plan, account, run->program);
	work->run = run;
	return fault_set(fault, ERR_BUSY, _("The key of \"%s\" is being read."), account->name);
}

/* Whether it looks like one. */
static enum err check_told(
	const struct work *work, const struct secret *secret, struct fault *fault)
{
	const struct supplier *supplier = supplier_find(work->account->kind);
	const struct account_need *need = supplier ? supplier->needs : NULL;

	while (need && need->name && !need_is_secret(need))
		need++;
	return need && need->name
		       ? need_check(need, work->account->name, secret->value, fault)
		       : OK;
}

static void hear(struct work *work)
{
	struct secret secret = { "" };
	struct fault fault = { 0 };
	struct keyring *key;
	enum err err = secret_run_hear(work->run, &secret, &fault);

	if (err == ERR_BUSY)
		return;
	end_run(work);
	if (err == OK)
		err = check_told(work, &secret, &fault);
	key = add_key(work->desk, work->account);
	key->secret = secret;
	key->fault = fault;
	key->fault.code = err;
	secret_clear(&secret);
	wake(work->desk, work->account);
	work_end(work, err == OK ? NULL : &fault);
}

void key_hear(struct desk *desk)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->run)
			hear(work);
}

bool key_is_heard(const struct desk *desk)
{
	return work_find(desk, JOB_KEY, NULL) != NULL;
}

bool account_key_is_coming(const struct desk *desk, const char *name)
{
	return work_find(desk, JOB_KEY, name) != NULL;
}

/* ---- one for a session */

enum err key_get(struct desk *desk, const struct account *account, const struct secret **secret,
	struct fault *fault)
{
	struct keyring *key = find_key(desk, account);
	struct secret fresh;
	struct fault why = { 0 };
	enum err err = OK;

	if (!key && account_key_is_coming(desk, account->name))
		err = fault_set(&why, ERR_BUSY, _("The key of \"%s\" is being read."), account->name);
	else if (!key && secret_is_command(account))
		err = run_command(desk, account, &why);
	else if (!key && (err = secret_get(desk->conf, account, &fresh, &why)) == OK) {
		key = add_key(desk, account);
		key->secret = fresh;
		secret_clear(&fresh);
	}
	if (key && key->fault.code == OK) {
		*secret = &key->secret;
		return OK;
	}
	if (fault)
		*fault = key ? key->fault : why;
	return key ? key->fault.code : err;
}

void key_drop(struct desk *desk, const struct account *account)
{
	struct keyring **link = &desk->jobs->keys, *key;
	struct work *work = work_find(desk, JOB_KEY, account->name);

	if (work)
		work_drop(work);
	while (*link && (*link)->account != account)
		link = &(*link)->next;
	key = *link;
	if (!key)
		return;
	*link = key->next;
	secret_clear(&key->secret);
	free(key);
}

void key_forget(struct desk *desk, const struct account *account)
{
	if (!secret_is_command(account))
		key_drop(desk, account);
}

void key_put(struct desk *desk, const struct account *account, const char *value)
{
	struct keyring *key = find_key(desk, account);

	key = key ? key : add_key(desk, account);
	key->fault.code = OK;
	memset(key->secret.value, 0, sizeof key->secret.value);
	snprintf(key->secret.value, sizeof key->secret.value, "%s", value);
}

void key_free_all(struct desk *desk)
{
	struct keyring *key;

	while ((key = desk->jobs->keys)) {
		desk->jobs->keys = key->next;
		secret_clear(&key->secret);
		free(key);
	}
}

bool account_ready(struct desk *desk, const char *name)
{
	const struct account *account = conf_account(desk->conf, name);
	const struct secret *secret;
	enum err err = account ? key_get(desk, account, &secret, NULL) : ERR_LOGIN;

	return err == OK || err == ERR_BUSY;
}

size_t account_secret_length(struct desk *desk, const char *name)
{
	const struct account *account = conf_account(desk->conf, name);
	const struct secret *secret;

	return account && key_get(desk, account, &secret, NULL) == OK ? strlen(secret->value) : 0;
}

enum err account_check(struct desk *desk, const struct account *account,
	const struct account_need *need, struct fault *fault)
{
	const struct secret *secret;
	enum err err;

	if (!need_is_secret(need))
		return need_check(need, account->name, account_text(account, need->name), fault);
	err = key_get(desk, account, &secret, fault);
	if (err == ERR_BUSY)
		return OK;
	return err == OK ? need_check(need, account->name, secret->value, fault) : err;
}

/* ---- opening a shop */

static enum err ask_open(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	struct work *work = step->work;

	return work->supplier->shop->ask_open(access, work->invite, work->name, arena, question);
}

static enum err take_open(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct desk *desk = work->desk;
	const char *token;
	enum err err = work->supplier->shop->read_opened(reading, &token, fault);

	if (err == OK)
		err = secret_put(desk->conf, work->account->name, token, fault);
	if (err == OK) {
		key_put(desk, work->account, token);
		/* Done: the next opening is another one. */
		err = store_put(&desk->store, work->id, "", fault);
	}
	step->done = true;
	return err;
}

/* What waited for a token may go out now. */
static void send_what_waited(const struct work *work)
{
	struct store *store = &work->desk->store;
	struct arena arena = { 0 };
	struct outbox_entry *rows;
	size_t i, count = outbox_load(store, &arena, &rows);

	for (i = 0; i < count; i++)
		if (!rows[i].refused && !strcmp(rows[i].supplier, work->account->name) &&
			outbox_retry(store, rows[i].number, NULL) != OK)
			break; /* it goes out at its own time */
	arena_clear(&arena);
}

static void end_open(struct work *work, const struct fault *fault)
{
	if (fault)
		return;
	desk_tell(work->desk, LOG_INFO, _("The shop at \"%s\" is open; its token is kept safe."),
		work->account->name);
	send_what_waited(work);
}

static const struct plan opening = {
	.kind = JOB_OPEN_SHOP, .is_open = true, .ask = ask_open, .take = take_open, .end = end_open
};

/* Kept before it is sent: after a crash or a cut the same key brings the same shop, not a second
 * one. */
static enum err opening_key(struct work *work, struct fault *fault)
{
	struct store *store = &work->desk->store;
	unsigned char bytes[16];
	char hex[2 * sizeof bytes + 1];
	const char *kept;
	size_t i;

	work->id = arena_print(&work->arena, "opening.%s", work->account->name);
	kept = store_get(store, &work->arena, work->id);
	if (kept && *kept) {
		work->key = kept;
		return OK;
	}
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return fault_set(fault, ERR_FAILED, _("The system gives no random numbers."));
	for (i = 0; i < sizeof bytes; i++)
		snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
	work->key = arena_text(&work->arena, hex);
	return store_put(store, work->id, work->key, fault);
}

const struct account *named_account(struct desk *desk, const char *name, struct fault *fault)
{
	const struct account *account = conf_account(desk->conf, name);

	if (!account)
		fault_set(fault, ERR_CONF,
			_("There is no supplier \"%.40s\" in the configuration."), name);
	return account;
}

const struct account *shop_account(struct desk *desk, const char *name, struct fault *fault)
{
	const struct account *account = named_account(desk, name, fault);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	if (supplier && !supplier->shop) {
		say_not_offered(account, fault);
		return NULL;
	}
	return account;
}

/* An unknown kind is told by work_new. */
enum offer { OFFERS_OPENING, OFFERS_TEST };
static bool offers(const struct account *account, enum offer offer)
{
	const struct supplier *supplier = supplier_find(account->kind);

	return !supplier || (offer == OFFERS_TEST ? supplier->shop->ask_test != NULL
						  : supplier->shop->ask_open != NULL);
}

int say_not_offered(const struct account *account, struct fault *fault)
{
	fault_set(fault, ERR_REFUSED, _("\"%s\" does not offer this."), account->name);
	return 0;
}

int account_open_shop(struct desk *desk, const char *account_name, const char *invite,
	const char *name, struct fault *fault)
{
	const struct account *account = shop_account(desk, account_name, fault);
	struct work *work;

	if (!account)
		return 0;
	if (!offers(account, OFFERS_OPENING))
		return say_not_offered(account, fault);
	job_drop_kind(desk, JOB_OPEN_SHOP);
	work = work_new(desk, &opening, account, name, fault);
	if (!work)
		return 0;
	work->invite = arena_text(&work->arena, invite);
	work->name = arena_text(&work->arena, name);
	if (opening_key(work, fault) != OK) {
		work_drop(work);
		return 0;
	}
	return work_start(work);
}

/* ---- a test call */

static enum err ask_test(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->shop->ask_test(access, arena, question);
}

/* The verdict was all that was wanted. */
static enum err take_test(struct step *step, const struct reading *reading, struct fault *fault)
{
	(void)reading;
	(void)fault;
	step->done = true;
	return OK;
}

static const struct plan test = {
	.kind = JOB_TEST, .tries_once = true, .ask = ask_test, .take = take_test
};

int account_test(struct desk *desk, const char *name, struct fault *fault)
{
	const struct account *account = shop_account(desk, name, fault);
	struct work *work;

	if (!account)
		return 0;
	if (!offers(account, OFFERS_TEST))
		return say_not_offered(account, fault);
	/* A command that failed is run again for it. */
	if (find_key(desk, account) && find_key(desk, account)->fault.code != OK)
		key_drop(desk, account);
	work = work_new(desk, &test, account, name, fault);
	return work ? work_start(work) : 0;
}
