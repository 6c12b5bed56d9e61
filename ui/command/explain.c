/*
 * explain: why an order earns what it earns; lost: where an order that is not here was looked for, and what to
 * write to the supplier.
 */
#include "desk/explain.h"
#include <string.h>
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "model/reason.h"
#include "store/order_store.h"

enum { ORDERS_MOST = 20 };

static bool is_for_people(const struct command_call *call)
{
	return call->output == OUTPUT_TABLE || call->output == OUTPUT_PLAIN;
}

/* ---- explain */
static void put_head(struct command_call *call, const struct order *order)
{
	const char *reason = reason_of(order), *why = reason_words(reason), *next = reason_next_step(reason);
	FILE *to = call->to;
	fprintf(to, "%s  %s  %s\n", order->sub_id, order_state_name(order->state), order->title);
	if (*why)
		fprintf(to, "%s\n", why);
	if (*why && order->state_word && *order->state_word)
		fprintf(to, _("The supplier's word: %s\n"), order->state_word);
	if (*next)
		fprintf(to, _("What to do: %s\n"), next);
}

static void put_steps(struct output_run *run, const struct order *order)
{
	struct bridge_step *steps;
	size_t count = explain_bridge(&run->call->desk->store, order, &run->call->arena, &steps);
	struct step_row row = { .order = *order,
		.why = reason_words(reason_of(order)),
		.next_step = reason_next_step(reason_of(order)) };
	for (size_t i = 0; i < count; i++) {
		row.step = steps[i];
		output_row(run, &row);
	}
	/* Nothing was booked: programs still get its state. */
	row.step = (struct bridge_step){ .at = order->updated_at, .cause = order_state_name(order->state) };
	if (!count)
		output_row(run, &row);
}

int command_explain(struct command_call *call)
{
	struct fault fault = { 0 };
	struct output_run run;
	struct order *orders;
	if (call->count != 1)
		return command_usage(call, _("Which order? Its number, or the last four digits or more."));
	size_t count = order_find(
		&call->desk->store, command_words(call), ORDERS_MOST, &call->arena, &orders);
	if (!count) {
		(void)fault_set(&fault, ERR_NOTHING,
			_("No order %s is here: “shopkeeper lost %s” tells where it was looked for."),
			call->words[0], call->words[0]);
		return command_fail(call, &fault);
	}
	output_begin(&run, call, &step_noun);
	for (size_t i = 0; i < count; i++) {
		if (is_for_people(call))
			put_head(call, &orders[i]);
		put_steps(&run, &orders[i]);
	}
	output_end(&run);
	return 0;
}

/* ---- lost */
static void put_searched(struct command_call *call, const char *number)
{
	struct output_run run;
	struct searched *rows;
	size_t count = explain_searched(&call->desk->store, call->conf, &call->arena, &rows);
	output_begin(&run, call, &searched_noun);
	for (size_t i = 0; i < count; i++) {
		struct searched_row row = { .searched = rows[i],
			.verdict = explain_verdict(&rows[i]),
			.claim = explain_claim(&run.arena, number, &rows[i]) };
		output_row(&run, &row);
	}
	output_end(&run);
	if (count && is_for_people(call))
		fprintf(call->to, _("\nIf it should be there, write to the supplier:\n%s\n"),
			explain_claim(&call->arena, number, explain_least_read(rows, count)));
}

int command_lost(struct command_call *call)
{
	struct fault fault = { 0 };
	struct order *orders;
	if (call->count != 1)
		return command_usage(call, _("Which order? Its whole number, as the buyer has it."));
	const char *number = command_words(call);
	if (!call->conf->account_count) {
		(void)fault_set(&fault, ERR_LOGIN, _("No supplier is set up yet: run “shopkeeper setup”."));
		return command_fail(call, &fault);
	}
	int job = call->conf->offline ? 0 : sync_orders(call->desk, &fault);
	if (command_settle(call, job, &fault) != OK)
		command_warn(call, &fault);
	if (order_find(&call->desk->store, number, 1, &call->arena, &orders))
		return command_explain(call);
	put_searched(call, number);
	return err_exit_code(ERR_NOTHING);
}
