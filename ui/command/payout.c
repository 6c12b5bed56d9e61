/* payout: payouts as they go on, and withdraw, which wants the amount typed twice. */
#include "desk/payout.h"
#include <string.h>
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "store/payout_store.h"

static void sync(struct command_call *call)
{
	struct fault fault = { 0 };
	if (call->conf->offline)
		return;
	int orders = sync_orders(call->desk, &fault), job = sync_payouts(call->desk, &fault);
	if (command_settle(call, job ? job : orders, &fault) != OK)
		command_warn(call, &fault);
}

static size_t put_payouts(struct command_call *call)
{
	struct output_run run;
	struct payout *rows;
	size_t count = payout_load(&call->desk->store, &call->arena, &rows);
	output_begin(&run, call, &payout_noun);
	for (size_t i = 0; i < count; i++) {
		struct payout_row row = { .payout = rows[i],
			.state = call->output == OUTPUT_TABLE && call->cols ?
				payout_state_name(rows[i].state) : payout_state_id(rows[i].state),
			.why = payout_reason_words(rows[i].reason),
			.arrives = { rows[i].amount.minor - rows[i].fee.minor, rows[i].amount.currency } };
		output_row(&run, &row);
	}
	output_end(&run);
	return count;
}

int command_payouts(struct command_call *call)
{
	struct fault fault = { 0 };
	sync(call);
	if (put_payouts(call))
		return 0;
	(void)fault_set(&fault, ERR_NOTHING, _("No payout yet."));
	return command_fail(call, &fault);
}

/* ---- withdraw */
static const char *take_supplier(struct command_call *call, struct fault *fault)
{
	const char *name = call->value[SWITCH_SUPPLIER];
	if (name && conf_account(call->conf, name))
		return name;
	if (!name && call->conf->account_count == 1)
		return call->conf->accounts[0].name;
	(void)fault_set(fault, ERR_USAGE, _("From which supplier? Say --supplier NAME."));
	return NULL;
}

static void tell(struct command_call *call, const struct withdrawal *withdrawal)
{
	char available[MONEY_TEXT], amount[MONEY_TEXT], fee[MONEY_TEXT], arrives[MONEY_TEXT], least[MONEY_TEXT];
	fprintf(call->errors, _("Available %s, at least %s. You ask for %s; the fee is %s; %s arrives.\n"),
		money_shown(withdrawal->available, available), money_shown(withdrawal->rules.minimum, least),
		money_shown(withdrawal->amount, amount), money_shown(withdrawal->fee, fee),
		money_shown(withdrawal->arrives, arrives));
}

/* What became of it is told by what the outbox still holds. */
static int judge(struct command_call *call, int64_t number)
{
	struct fault fault = { 0 };
	struct outbox_entry *rows;
	enum err err = command_settle(call, 0, &fault);
	size_t count = outbox_load(&call->desk->store, &call->arena, &rows);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].number != number)
			continue;
		if (!rows[i].refused)
			fault_set(&fault, err == OK ? ERR_NET : err,
				_("It is kept and goes out with the next sync, once: %s"),
				rows[i].trouble ? rows[i].trouble : _("offline"));
		else
			fault_set(&fault, ERR_REFUSED, "%s", rows[i].trouble ? rows[i].trouble : "");
		return command_fail(call, &fault);
	}
	(void)put_payouts(call);
	return 0;
}

int command_withdraw(struct command_call *call)
{
	struct fault fault = { 0 };
	struct withdrawal withdrawal;
	struct money amount, again;
	int64_t number;
	const char *yes = call->value[SWITCH_YES];
	if (call->count != 1)
		return command_usage(call, _("How much? For example: shopkeeper withdraw 50.00"));
	const char *supplier = take_supplier(call, &fault);
	if (!supplier)
		return command_usage(call, "%s", fault.text);
	sync(call);
	enum currency currency = payout_rules_get(&call->desk->store, supplier).currency;
	if (!money_parse(call->words[0], currency == CURRENCY_NONE ? CURRENCY_CNY : currency, &amount))
		return command_usage(call, _("“%s” is no amount; write it like 50.00."), call->words[0]);
	if (withdraw_look(call->desk, supplier, amount, &withdrawal, &fault) != OK)
		return command_fail(call, &fault);
	tell(call, &withdrawal);
	if (!yes || !money_parse(yes, amount.currency, &again) || again.minor != amount.minor)
		return command_usage(call, _("Nothing was asked for. If you want it, repeat the amount: --yes %s"),
			call->words[0]);
	if (desk_withdraw(call->desk, supplier, amount, &number, &fault) != OK)
		return command_fail(call, &fault);
	return judge(call, number);
}
