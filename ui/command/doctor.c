/*
 * doctor: a report to paste when asking for help: machine, terminal, versions, folders, store, suppliers.
 * Never a token, an amount, a title or an order. Exit 1 if anything is wrong. For programs (--json, --csv)
 * one row an account.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/version.h"
#include "net/http.h"
#include "net/url.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "store/sql.h"
#include "supplier/supplier.h"

static const char *environment(struct arena *arena, const char *name)
{
	const char *value = getenv(name);
	return value ? text_take(arena, value, strlen(value), 80, NULL) : "-";
}

static void line(struct command_call *call, const char *name, const char *value)
{
	fprintf(call->to, "%-14s %s\n", name, value);
}

static void tell_machine(struct command_call *call)
{
	static const char *const names[] = { "TERM", "COLORTERM", "TMUX", "SSH_TTY", "LANG", "LC_ALL", "LANGUAGE",
		"NO_COLOR", "ESCDELAY" };
	struct version_row *rows;
	struct utsname machine;
	size_t count = version_load(&call->arena, &rows);
	line(call, "shopkeeper", SHOPKEEPER_VERSION);
	if (uname(&machine) == 0)
		line(call, "system", arena_print(&call->arena, "%s %s %s", machine.sysname, machine.release,
			machine.machine));
	for (size_t i = 0; i < count; i++)
		line(call, rows[i].name, rows[i].version);
	line(call, "http", http_version());
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		line(call, names[i], environment(&call->arena, names[i]));
	line(call, "charset", nl_langinfo(CODESET));
	line(call, "messages", setlocale(LC_MESSAGES, NULL));
	line(call, "window", call->cols ? arena_print(&call->arena, "%d×%d", call->cols, call->rows) :
					  "not a terminal");
}

static void tell_conf(struct command_call *call)
{
	const struct conf *conf = call->conf;
	line(call, "config", conf->file ? conf->file : "defaults only");
	for (size_t i = 0; i < conf->warning_count; i++)
		line(call, "warning", conf->warnings[i]);
	line(call, "data", conf->data_folder);
	line(call, "state", conf->state_folder);
}

/* Running totals against the slow sums of every line and order. */
static bool balances_agree(struct command_call *call)
{
	struct balance *quick, *slow;
	size_t count = balance_load(&call->desk->store, &call->arena, &quick);
	if (balance_check(&call->desk->store, &call->arena, &slow) != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (quick[i].currency != slow[i].currency || quick[i].ledger_minor != slow[i].ledger_minor ||
			memcmp(quick[i].minor, slow[i].minor, sizeof(quick[i].minor)) != 0)
			return false;
	return true;
}

static bool store_is_well(struct command_call *call)
{
	struct fault fault;
	return sql_check(call->desk->store.sql, &fault) == OK && balances_agree(call);
}

static bool tell_store(struct command_call *call)
{
	struct store *store = &call->desk->store;
	struct fault fault = { 0 };
	bool whole = sql_check(store->sql, &fault) == OK;
	bool agree = balances_agree(call);
	line(call, "store", whole ? store->read_only ? "ok, read only" : "ok" : fault.text);
	line(call, "balances", agree ? "ok" : "running totals differ from the ledger");
	line(call, "outbox", arena_print(&call->arena, "%zu waiting", outbox_waiting(store)));
	char text[CLOCK_TEXT];
	int64_t at = sync_age_at(call->desk, JOB_SYNC_ORDERS);
	line(call, "last sync", at ? clock_utc(at, text) : "never");
	line(call, "now", clock_utc(clock_now_s(), text));
	return whole && agree;
}

/* ---- accounts: each is looked at first, then told in one of two ways */

/* True: nothing is wrong with what it holds. */
static bool look_at_keys(struct command_call *call, const struct account *account, struct doctor_row *row)
{
	const struct supplier *supplier = supplier_find(account->kind);
	struct fault fault = { 0 };
	int left;
	for (const struct account_need *need = supplier ? supplier->needs : NULL; need && need->name; need++)
		if (account_check(call->desk, account, need, &fault) != OK) {
			row->wrong = need->name;
			row->text = arena_text(&call->arena, fault.text);
			return false;
		}
	enum key_age age = account_key_age(call->desk, account, &left, &fault);
	row->key_days_left = left >= 0 ? left : UNKNOWN;
	if (age != KEY_FINE)
		row->text = arena_text(&call->arena, fault.text);
	return age != KEY_ENDED;
}

/* Whether a position is registered, where that is asked; what was known stays if nobody answers. */
static void look_at_registration(struct command_call *call, const struct account *account, struct doctor_row *row)
{
	static const char *const words[] = { [REGISTERED_UNKNOWN] = "unknown", [REGISTERED_NOT] = "no",
		[REGISTERED_YES] = "yes" };
	const struct supplier *supplier = supplier_find(account->kind);
	struct fault fault = { 0 };
	if (!supplier || !supplier->shop || !supplier->shop->ask_registered)
		return;
	if (!call->conf->offline && !row->wrong && !account_is_off(account)) {
		int job = account_look_registered(call->desk, account->name, &fault);
		(void)command_settle(call, job, &fault);
	}
	row->registered = words[account_registered(call->desk, account->name, &call->arena, NULL)];
}

static void ask(struct command_call *call, const struct account *account, struct doctor_row *row)
{
	struct fault fault = { 0 };
	int64_t before_ms = clock_steady_ms();
	enum err err = command_settle(call, account_test(call->desk, account->name, &fault), &fault);
	row->call_ms = clock_steady_ms() - before_ms;
	row->state = err == OK ? "ready" : err_name(err);
	row->quota = err == OK ? "ok" : err == ERR_BUSY ? "busy" : "unknown";
	if (err != OK)
		row->text = arena_text(&call->arena, fault.text);
	else if (account_clock_is_wrong(call->desk, account, &fault)) {
		row->state = err_name(ERR_CLOCK);
		row->text = arena_text(&call->arena, fault.text);
	}
}

/* "ready", "off", "untried", "wrong" (nothing is asked with what cannot be right), or why it refused. */
static bool look(struct command_call *call, const struct account *account, struct doctor_row *row)
{
	const struct supplier *supplier = supplier_find(account->kind);
	*row = (struct doctor_row){ .account = account->name, .kind = account->kind, .state = "untried",
		.quota = "unknown", .key_days_left = UNKNOWN, .call_ms = UNKNOWN, .answered_age_s = UNKNOWN,
		.host = url_host(&call->arena, account->address ? account->address :
			supplier && supplier->address ? supplier->address : ""),
		.calls_per_minute = supplier && supplier->calls_per_minute ? supplier->calls_per_minute : UNKNOWN };
	/* Before this very call. */
	row->answered_at = account_answered_at(call->desk, account);
	if (row->answered_at)
		row->answered_age_s = clock_now_s() - row->answered_at;
	bool is_right = look_at_keys(call, account, row);
	if (account_is_off(account))
		row->state = "off";
	else if (!is_right)
		row->state = "wrong";
	else if (!call->conf->offline)
		ask(call, account, row);
	look_at_registration(call, account, row);
	row->clock_off_s = account_clock_off_s(call->desk, account);
	return !strcmp(row->state, "ready") || !strcmp(row->state, "off") || !strcmp(row->state, "untried");
}

/* One line for each thing the supplier needs; never a secret's value. */
static void tell_keys(struct command_call *call, const struct account *account)
{
	const struct supplier *supplier = supplier_find(account->kind);
	for (const struct account_need *need = supplier ? supplier->needs : NULL; need && need->name; need++) {
		const char *name = arena_print(&call->arena, "  %s", need->name), *text = account_text(account, need->name);
		struct fault fault = { 0 };
		bool is_right = account_check(call->desk, account, need, &fault) == OK;
		if (need_is_secret(need))
			text = arena_print(&call->arena, "there, %zu characters",
				account_secret_length(call->desk, account->name));
		if (!is_right || text || !need->is_rare)
			line(call, name, !is_right ? fault.text : text ? text : "not set, not needed");
	}
}

static const char *quota_of(struct command_call *call, const struct account *account, const struct doctor_row *row)
{
	const char *limit = row->calls_per_minute == UNKNOWN ? "no limit known" :
		arena_print(&call->arena, "%lld calls a minute", (long long)row->calls_per_minute);
	if (!strcmp(row->quota, "busy"))
		return arena_print(&call->arena, "%s; busy now, asked again in %d s", limit,
			account_busy_s(call->desk, account));
	return !strcmp(row->quota, "ok") ? arena_print(&call->arena, "%s; not used up", limit) : limit;
}

static void tell_supplier(struct command_call *call, const struct account *account, const struct doctor_row *row)
{
	char at[CLOCK_TEXT], age[40];
	struct fault clock;
	line(call, "supplier", arena_print(&call->arena, "%s (%s) %s", account->name, account->kind, row->host));
	tell_keys(call, account);
	if (row->key_days_left != UNKNOWN)
		line(call, "  key age", row->text && !row->wrong && row->key_days_left <= 10 ? row->text :
			arena_print(&call->arena, "%lld days left", (long long)row->key_days_left));
	if (row->registered)
		line(call, "  registered", !strcmp(row->registered, "no") ?
			arena_print(&call->arena, "no: shopkeeper setup %s shows the code", account->name) : row->registered);
	if (!strcmp(row->state, "off"))
		line(call, "  call", "not tried: switched off");
	else if (!strcmp(row->state, "untried"))
		line(call, "  call", "not tried: offline");
	else if (row->call_ms != UNKNOWN)
		line(call, "  call", !strcmp(row->state, "ready") || !strcmp(row->state, err_name(ERR_CLOCK)) ?
			arena_print(&call->arena, "ok, %lld ms", (long long)row->call_ms) :
			arena_print(&call->arena, "%s: %s", row->state, row->text ? row->text : ""));
	line(call, "  clock", account_clock_is_wrong(call->desk, account, &clock) ? clock.text : "ok");
	line(call, "  last answer", row->answered_at ? arena_print(&call->arena, "%s, %s",
		clock_utc(row->answered_at, at), clock_age(row->answered_at, clock_now_s(), age, sizeof(age))) : "never");
	line(call, "  quota", quota_of(call, account, row));
}

int command_doctor(struct command_call *call)
{
	enum { KEYS_MS = 6000 };
	const struct conf *conf = call->conf;
	bool is_text = call->output == OUTPUT_TABLE, well = true;
	struct output_run run;
	struct doctor_row row;
	/* Commands that tell a secret run together. */
	for (size_t i = 0; i < conf->account_count; i++)
		(void)account_ready(call->desk, conf->accounts[i].name);
	(void)desk_settle(call->desk, KEYS_MS);
	if (is_text) {
		tell_machine(call);
		tell_conf(call);
		well &= tell_store(call);
	} else {
		well &= store_is_well(call);
		output_begin(&run, call, &doctor_noun);
	}
	for (size_t i = 0; i < conf->account_count; i++) {
		well &= look(call, &conf->accounts[i], &row);
		if (is_text)
			tell_supplier(call, &conf->accounts[i], &row);
		else
			output_row(&run, &row);
	}
	if (!is_text)
		output_end(&run);
	else if (conf->account_count == 0)
		line(call, "supplier", "none: shopkeeper setup, or shopkeeper demo");
	return well ? 0 : err_exit_code(ERR_FAILED);
}
