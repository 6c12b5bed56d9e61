/*
 * doctor: a report to paste when asking for help: machine, terminal, versions, folders, store, suppliers.
 * Never a token, an amount, a title or an order. Exit 1 if anything is wrong.
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
#include "command/command.h"
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

/* Of keys that live some days only. */
static bool tell_age(struct command_call *call, const struct account *account)
{
	struct fault fault;
	int left;
	enum key_age age = account_key_age(call->desk, account, &left, &fault);
	if (left >= 0)
		line(call, "  key age", age == KEY_FINE ? arena_print(&call->arena, "%d days left", left) : fault.text);
	return age != KEY_ENDED;
}

/* One line for each thing the supplier needs; never a secret's value. */
static bool tell_account(struct command_call *call, const struct account *account)
{
	const struct supplier *supplier = supplier_find(account->kind);
	bool well = true;
	for (const struct account_need *need = supplier ? supplier->needs : NULL; need && need->name; need++) {
		const char *name = arena_print(&call->arena, "  %s", need->name), *text = account_text(account, need->name);
		struct fault fault = { 0 };
		bool is_right = account_check(call->desk, account, need, &fault) == OK;
		well &= is_right;
		if (need_is_secret(need))
			text = arena_print(&call->arena, "there, %zu characters",
				account_secret_length(call->desk, account->name));
		if (!is_right || text || !need->is_rare)
			line(call, name, !is_right ? fault.text : text ? text : "not set, not needed");
	}
	return well && tell_age(call, account);
}

static bool tell_supplier(struct command_call *call, const struct account *account)
{
	struct fault fault = { 0 };
	const char *host = url_host(&call->arena, account->address ? account->address : "");
	line(call, "supplier", arena_print(&call->arena, "%s (%s) %s", account->name, account->kind, host));
	bool well = tell_account(call, account);
	/* Nothing is asked with what cannot be right. */
	if (!well)
		return false;
	if (call->conf->offline) {
		line(call, "  call", "not tried: offline");
		return true;
	}
	int64_t before_ms = clock_steady_ms();
	enum err err = command_settle(call, account_test(call->desk, account->name, &fault), &fault);
	line(call, "  call", err == OK ? arena_print(&call->arena, "ok, %lld ms",
		(long long)(clock_steady_ms() - before_ms)) :
		arena_print(&call->arena, "%s: %s", err_name(err), fault.text));
	return err == OK;
}

int command_doctor(struct command_call *call)
{
	bool well = true;
	tell_machine(call);
	tell_conf(call);
	well &= tell_store(call);
	for (size_t i = 0; i < call->conf->account_count; i++)
		well &= tell_supplier(call, &call->conf->accounts[i]);
	if (call->conf->account_count == 0)
		line(call, "supplier", "none: shopkeeper setup, or shopkeeper demo");
	struct fault fault;
	if (desk_clock_is_wrong(call->desk, &fault)) {
		line(call, "clock", fault.text);
		well = false;
	}
	return well ? 0 : err_exit_code(ERR_FAILED);
}
