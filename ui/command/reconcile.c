/* reconcile: what a platform's own report says, against what is stored:
 * every difference is a row. */
#include "desk/reconcile.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"

/* Differences first, then what is missing here, then what is missing there; by number. */
static int in_order(const void *a, const void *b)
{
	const struct reconciled *one = a, *other = b;
	if (one->agreement != other->agreement)
		return one->agreement < other->agreement ? -1 : 1;
	return strcmp(one->key, other->key);
}

static void put_rows(struct command_call *call, struct reconciliation *found)
{
	struct output_run run;
	if (found->count)
		qsort(found->rows, found->count, sizeof(*found->rows), in_order);
	output_begin(&run, call, &reconciled_noun);
	for (size_t i = 0; i < found->count; i++) {
		struct reconciled_row row = { agreement_id(found->rows[i].agreement),
			found->rows[i] };
		output_row(&run, &row);
	}
	output_end(&run);
}

static const struct account *take_account(struct command_call *call, struct fault *fault)
{
	const struct conf *conf = call->conf;
	const char *name = call->value[SWITCH_SUPPLIER];
	const struct account *account = name ? conf_account(conf, name) : NULL;
	if (account)
		return account;
	if (!name && conf->account_count == 1)
		return &conf->accounts[0];
	(void)fault_set(fault, conf->account_count ? ERR_USAGE : ERR_LOGIN,
		name ? _("There is no supplier “%s” in the configuration.") :
		conf->account_count ? _("Whose report is it? Say --supplier NAME.") :
				      _("No supplier is set up yet: run “shopkeeper setup”."),
		name);
	return NULL;
}

int command_reconcile(struct command_call *call)
{
	struct fault fault = { 0 };
	struct reconciliation found;
	if (call->count != 1)
		return command_usage(
			call, _("Which file? The report as you downloaded it, CSV or text."));
	const struct account *account = take_account(call, &fault);
	if (!account)
		return command_fail(call, &fault);
	if (reconcile(&call->desk->store, account, call->words[0], &call->arena, &found, &fault) !=
		OK)
		return command_fail(call, &fault);
	put_rows(call, &found);
	fprintf(call->errors,
		_("shopkeeper: %zu agree, %zu differ, %zu are only in the report, %zu are only here.\n"),
		found.counts[AGREEMENT_SAME], found.counts[AGREEMENT_DIFFERS],
		found.counts[AGREEMENT_ONLY_REPORT], found.counts[AGREEMENT_ONLY_HERE]);
	if (found.counts[AGREEMENT_SAME] + found.counts[AGREEMENT_DIFFERS] == 0)
		fputs(_("shopkeeper: nothing in it is known here. Is it this supplier's, and is “shopkeeper sync” done?\n"),
			call->errors);
	return found.count ? err_exit_code(ERR_PARTLY) : 0;
}
