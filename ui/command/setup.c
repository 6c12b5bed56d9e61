/*
 * setup: a supplier's account, by switches or by questions (setup_ask.c): its fields are checked, the
 * supplier is asked once, a position is registered where that is needed, and only then it is written. A
 * secret never stands in argv: it comes from a file, a command, the environment or standard input. --off,
 * --on and --remove need no question.
 */
#include "command/setup.h"
#include <ctype.h>
#include <string.h>
#include <unistd.h>
#include "base/words.h"
#include "conf/lines.h"
#include "paint/qr_text.h"

enum { REGISTER_MS = 610000, LOOK_MS = 1000 };

/* Which option each switch fills. */
static const struct {
	enum command_switch which;
	const char *option;
} fields[] = {
	{ SWITCH_ADDRESS, "address" },
	{ SWITCH_KEY, "key" },
	{ SWITCH_PID, "pid" },
	{ SWITCH_CURRENCY, "currency" },
	{ SWITCH_COMMISSION, "commission" },
	{ SWITCH_KEY_MADE, "key_made" },
	{ SWITCH_SECRET_FILE, "secret_file" },
	{ SWITCH_SECRET_COMMAND, "secret_command" },
};
enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

const char *setup_variable(struct arena *arena, const char *account)
{
	char *name = arena_print(arena, "SHOPKEEPER_SECRET_%s", account);
	for (char *at = name; *at; at++)
		*at = isalnum((unsigned char)*at) ? (char)toupper((unsigned char)*at) : '_';
	return name;
}

enum err setup_open(struct command_call *call, const struct account *account, const char *invite,
	const char *name, struct fault *fault)
{
	struct desk desk;
	enum err err = command_open_desk(call->conf, &desk, fault);
	if (err != OK)
		return err;
	call->desk = &desk;
	*fault = (struct fault){ 0 };
	int job = invite ? account_open_shop(&desk, account->name, invite, name, fault) :
			   account_test(&desk, account->name, fault);
	err = command_settle(call, job, fault);
	desk_close(&desk);
	call->desk = NULL;
	return err;
}

/* ---- which account is meant */

static const struct account *only_one(const struct conf *conf, const char *kind)
{
	const struct account *found = NULL;
	for (size_t i = 0; i < conf->account_count; i++)
		if (strcmp(conf->accounts[i].kind, kind) == 0) {
			if (found)
				return NULL;
			found = &conf->accounts[i];
		}
	return found;
}

static int refuse_word(struct command_call *call, const char *word)
{
	const char *known = "", *nearest = NULL;
	for (size_t i = 0; suppliers[i]; i++) {
		known = arena_print(&call->arena, "%s%s%s", known, *known ? ", " : "", suppliers[i]->id);
		nearest = word_nearer(word, suppliers[i]->id, nearest);
	}
	if (nearest)
		return command_usage(call, _("There is no supplier “%s”; did you mean “%s”?"), word, nearest);
	return command_usage(call, _("There is no supplier “%s”. There are: %s."), word, known);
}

/* The word is one of hers or a kind; --supplier names the account. 0 or an exit code. */
static int choose(struct command_call *call, struct setup_form *form)
{
	const char *word = call->count ? call->words[0] : NULL, *name = call->value[SWITCH_SUPPLIER];
	const char *kind = call->value[SWITCH_KIND];
	form->before = conf_account(call->conf, name ? name : word ? word : "");
	if (!form->before && word && !name)
		form->before = only_one(call->conf, word);
	if (form->before)
		kind = form->before->kind;
	else if (word && supplier_find(word))
		kind = word;
	else if (word)
		return refuse_word(call, word);
	kind = kind ? kind : "house";
	form->supplier = supplier_find(kind);
	if (!form->supplier)
		return refuse_word(call, kind);
	if (form->before) {
		form->wanted.account = *form->before;
		/* What is set up is wanted. */
		if (!call->value[SWITCH_TEST])
			form->wanted.account.off = NULL;
	} else
		form->wanted.account.name = name ? name : kind;
	form->wanted.account.kind = kind;
	return 0;
}

/* ---- what it holds */

static void take_secret_from_input(struct command_call *call, struct setup_form *form)
{
	size_t length = fread(form->typed, 1, sizeof(form->typed) - 1, call->in);
	form->typed[length] = '\0';
	form->typed[strcspn(form->typed, "\r\n")] = '\0';
	form->wanted.secret = form->typed;
	form->wanted.account.token_file = NULL;
}

/* True if at least one switch said something about the account. */
static bool take_switches(struct command_call *call, struct setup_form *form)
{
	struct account *account = &form->wanted.account;
	bool said = call->value[SWITCH_INVITE] != NULL;
	form->invite = call->value[SWITCH_INVITE];
	form->shop = call->value[SWITCH_NAME] ? call->value[SWITCH_NAME] : account->name;
	if (call->value[SWITCH_SECRET_FILE] || call->value[SWITCH_SECRET_COMMAND] ||
		call->value[SWITCH_SECRET_ENV]) {
		account->token = account->token_file = account->token_command = NULL;
		said = true;
	}
	for (size_t i = 0; i < FIELDS; i++)
		if (call->value[fields[i].which]) {
			(void)account_put_text(account, fields[i].option, call->value[fields[i].which]);
			said = true;
		}
	if (account->token_file && strcmp(account->token_file, "-") == 0)
		take_secret_from_input(call, form);
	return said;
}

/* ---- asking the supplier */

static enum err show_code(struct command_call *call, const char *url, struct fault *fault)
{
	struct qr qr;
	struct qr_plan plan;
	struct qr_space space = { .cols = call->cols ? call->cols : QR_UNBOUND,
		.rows = QR_UNBOUND,
		.wish = QR_HALF };
	enum err err = qr_make_to_fit(url, &space, &qr, &plan, fault);
	if (err == OK) {
		plan.left = plan.top = 0;
		qr_write_text(&qr, &plan, call->colors ? QR_COLOURS_256 : QR_PLAIN, false, call->to);
	}
	/* The link alone still does it. */
	fprintf(call->to, "%s\n", url);
	return err == ERR_LIMIT ? OK : err;
}

/* Shows the code that registers the position; on a terminal it waits until it was scanned. */
static enum err wait_for_registration(struct command_call *call, int number, struct fault *fault)
{
	struct desk *desk = call->desk;
	const struct job *job = job_get(desk, number);
	const char *url, *name = job->supplier;
	if (account_registered(desk, name, &call->arena, &url) != REGISTERED_NOT || !url)
		return OK;
	fputs(_("This position must be registered once (备案). Scan this with the Pinduoduo app and confirm:\n"),
		call->to);
	enum err err = show_code(call, url, fault);
	fflush(call->to);
	if (err != OK || !call->in_is_terminal || !call->cols)
		return err;
	fputs(_("Waiting until it is confirmed; Ctrl-C ends, and the rest can be done later.\n"), call->to);
	fflush(call->to);
	for (int waited = 0; job_get(desk, number)->state == JOB_ASKING && waited < REGISTER_MS; waited += LOOK_MS)
		(void)desk_wait(desk, NULL, 0, NULL, LOOK_MS);
	job = job_get(desk, number);
	if (job->state == JOB_FAILED)
		return *fault = job->fault, job->fault.code;
	if (account_registered(desk, name, &call->arena, NULL) == REGISTERED_YES)
		fputs(_("The position is registered.\n"), call->to);
	return OK;
}

static enum err register_position(struct command_call *call, struct setup_form *form, struct fault *fault)
{
	int job = account_register(call->desk, form->wanted.account.name, fault);
	enum err err = command_settle(call, job, fault);
	return err == OK && job ? wait_for_registration(call, job, fault) : err;
}

/* One question that touches all that can be wrong. */
static enum err test(struct command_call *call, struct setup_form *form, struct fault *fault)
{
	const char *name = form->wanted.account.name;
	const struct shop_calls *calls = form->supplier->shop;
	struct fault clock;
	if (call->conf->offline) {
		fputs(_("Not tried: offline.\n"), call->to);
		return OK;
	}
	int job = form->invite ? account_open_shop(call->desk, name, form->invite, form->shop, fault) :
				 account_test(call->desk, name, fault);
	enum err err = command_settle(call, job, fault);
	if (desk_clock_is_wrong(call->desk, &clock))
		command_warn(call, &clock);
	/* An unregistered position is refused, too: the keys are right then. */
	if (calls && calls->ask_registered && (err == OK || err == ERR_CONF))
		err = register_position(call, form, fault);
	if (err != OK)
		return err;
	if (account_registered(call->desk, name, &call->arena, NULL) == REGISTERED_NOT)
		fprintf(call->to, _("“%s” answers: the keys are right, the position is not registered yet.\n"), name);
	else
		fprintf(call->to, _("“%s” answers: everything is right.\n"), name);
	return OK;
}

static enum err try_and_keep(struct command_call *call, struct setup_form *form, struct fault *fault)
{
	bool only_test = call->value[SWITCH_TEST] != NULL;
	char today[CLOCK_TEXT];
	if (!only_test)
		account_date_key(&form->wanted, form->before, today);
	enum err err = setup_try(call->desk, call->conf, &form->wanted, NULL, fault);
	if (err == OK)
		err = test(call, form, fault);
	if (err != OK || only_test)
		return err;
	err = setup_keep(call->desk, &form->wanted, fault);
	if (err == OK)
		fprintf(call->to, _("Supplier “%s” is set up in %s.\n"), form->wanted.account.name,
			conf_path(&call->arena));
	return err;
}

static int run(struct command_call *call, struct setup_form *form)
{
	struct desk desk;
	struct fault fault = { 0 };
	if (command_open_desk(call->conf, &desk, &fault) != OK)
		return command_fail(call, &fault);
	call->desk = &desk;
	fault = (struct fault){ 0 };
	enum err err = try_and_keep(call, form, &fault);
	desk_close(&desk);
	call->desk = NULL;
	if (err == OK && call->value[SWITCH_SECRET_ENV])
		fprintf(call->to, _("Its secret comes from $%s.\n"),
			setup_variable(&call->arena, form->wanted.account.name));
	return err == OK ? 0 : command_fail(call, &fault);
}

/* ---- resting it, or parting with it */

static bool is_switched(const struct command_call *call)
{
	return call->value[SWITCH_OFF] || call->value[SWITCH_ON] || call->value[SWITCH_REMOVE];
}

static enum err switch_over(struct command_call *call, const char *name, struct fault *fault)
{
	bool off = call->value[SWITCH_OFF] != NULL;
	enum err err;
	if (call->value[SWITCH_REMOVE]) {
		err = setup_remove(call->desk, call->conf, name, fault);
		if (err == OK)
			fprintf(call->to, _("“%s” is removed; its orders and earnings stay.\n"), name);
		return err;
	}
	err = setup_switch(call->desk, call->conf, name, off, fault);
	if (err == OK)
		fprintf(call->to, off ? _("“%s” is off: nothing is asked or sent; what it told stays.\n") :
					_("“%s” is on again.\n"), name);
	return err;
}

static int command_switch_over(struct command_call *call, const struct setup_form *form)
{
	struct desk desk;
	struct fault fault = { 0 };
	const char *name = arena_text(&call->arena, form->wanted.account.name);
	if (!!call->value[SWITCH_OFF] + !!call->value[SWITCH_ON] + !!call->value[SWITCH_REMOVE] > 1)
		return command_usage(call, _("Say one of --off, --on and --remove."));
	if (!form->before)
		return command_usage(call, _("Which account? “%s” is none, or there are several: config show names them."),
			call->count ? call->words[0] : name);
	if (command_open_desk(call->conf, &desk, &fault) != OK)
		return command_fail(call, &fault);
	call->desk = &desk;
	fault = (struct fault){ 0 };
	enum err err = switch_over(call, name, &fault);
	desk_close(&desk);
	call->desk = NULL;
	return err == OK ? 0 : command_fail(call, &fault);
}

int command_setup(struct command_call *call)
{
	struct setup_form form = { 0 };
	if (call->count > 1)
		return command_usage(call, _("One supplier at a time."));
	if (!call->count && !call->value[SWITCH_SUPPLIER])
		return command_usage(call, _("Which supplier? setup taobao, jd, pdd, vip, woocommerce or house; in a "
			"terminal, shopkeeper alone asks for all."));
	int code = choose(call, &form);
	if (code)
		return code;
	if (is_switched(call))
		return command_switch_over(call, &form);
	bool said = take_switches(call, &form);
	if (!said && !call->value[SWITCH_TEST]) {
		if (!call->in_is_terminal)
			return command_usage(call, _("Without a terminal say --key, --pid, --secret-file … or --test."));
		if (!setup_ask(call, &form)) {
			fputs(_("Nothing was changed.\n"), call->errors);
			return err_exit_code(ERR_USAGE);
		}
	}
	code = run(call, &form);
	explicit_bzero(form.typed, sizeof(form.typed));
	return code;
}
