/*
 * account: tokens and opening a shop. A token is read once for a session (a token_command may ask
 * the owner for a password) and wiped at its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/words.h"
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

static bool has_command(const struct account *account)
{
	return account->token_command && !account->token && !account->token_file;
}

enum err key_get(struct desk *desk, const struct account *account, const struct secret **secret,
	struct fault *fault)
{
	struct keyring *key = find_key(desk, account);
	struct secret fresh;
	struct fault why = { 0 };
	enum err err;

	if (!key) {
		err = secret_get(desk->conf, account, &fresh, &why);
		if (err == OK || has_command(account)) {
			key = add_key(desk, account);
			key->secret = fresh;
			key->fault = why;
			key->fault.code = err;
		}
		secret_clear(&fresh);
	}
	if (key && key->fault.code == OK) {
		*secret = &key->secret;
		return OK;
	}
	if (fault)
		*fault = key ? key->fault : why;
	return key ? key->fault.code : why.code;
}

void key_run_commands(struct desk *desk)
{
	const struct secret *secret;
	struct fault fault;
	size_t i;

	for (i = 0; i < desk->conf->account_count; i++)
		if (has_command(&desk->conf->accounts[i]) &&
			key_get(desk, &desk->conf->accounts[i], &secret, &fault) != OK)
			desk_tell(desk, LOG_WARNING, "%s: %s", desk->conf->accounts[i].name,
				fault.text);
}

void key_drop(struct desk *desk, const struct account *account)
{
	struct keyring **link = &desk->jobs->keys, *key;

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
	if (!has_command(account))
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

	return account && key_get(desk, account, &secret, NULL) == OK;
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

const struct account *shop_account(struct desk *desk, const char *name, struct fault *fault)
{
	const struct account *account = conf_account(desk->conf, name);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	if (!account)
		fault_set(fault, ERR_CONF,
			_("There is no supplier \"%.40s\" in the configuration."), name);
	else if (supplier && !supplier->shop)
		fault_set(fault, ERR_REFUSED, _("\"%s\" does not offer this."), account->name);
	else
		return account;
	return NULL;
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
	work = work_new(desk, &test, account, name, fault);
	return work ? work_start(work) : 0;
}
