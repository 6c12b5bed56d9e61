/* deeds: see deeds.h. What waits in the outbox is not lost: "waiting",
 * and the network's exit code. */
#include "command/deeds.h"
#include <string.h>
#include "base/words.h"
#include "command/output.h"

struct deeds {
	char **words;
	size_t count;
	struct deed_row *rows;
	enum err *errs;
};

int deeds_code(const enum err *errs, size_t count)
{
	size_t good = 0;
	int code = 0;
	bool differ = false;
	for (size_t i = 0; i < count; i++) {
		if (errs[i] == OK) {
			good++;
			continue;
		}
		differ |= code && code != err_exit_code(errs[i]);
		code = err_exit_code(errs[i]);
	}
	if (good == count)
		return 0;
	return good || differ ? err_exit_code(ERR_PARTLY) : code;
}

static void fail(
	struct command_call *call, struct deeds *deeds, size_t i, const struct fault *fault)
{
	deeds->errs[i] = fault->code;
	deeds->rows[i].state = "failed";
	deeds->rows[i].error = arena_text(&call->arena, fault->text);
}

/* What the outbox still holds for this goods says how the deed ended. */
static void judge(struct command_call *call, struct deeds *deeds, const struct outbox_entry *entry,
	const struct fault *fault)
{
	const char *ref = row_ref(&call->arena, entry->supplier, entry->goods);
	for (size_t i = 0; i < deeds->count; i++) {
		struct deed_row *row = &deeds->rows[i];
		if (deeds->errs[i] != OK || strcmp(row->ref, ref) != 0 ||
			entry->kind == OUTBOX_LINK || entry->kind == OUTBOX_PAYOUT)
			continue;
		row->state = entry->refused ? "refused" : "waiting";
		row->error = entry->trouble;
		if (entry->refused)
			deeds->errs[i] = ERR_REFUSED;
		else if (!call->conf->offline)
			deeds->errs[i] = fault->code == OK ? ERR_NET : fault->code;
	}
}

static void settle(struct command_call *call, struct deeds *deeds)
{
	struct outbox_entry *entries;
	struct fault fault = { 0 };
	enum err err = command_settle(call, 0, &fault);
	size_t count = outbox_load(&call->desk->store, &call->arena, &entries), waiting = 0;
	for (size_t i = 0; i < count; i++) {
		judge(call, deeds, &entries[i], &fault);
		waiting += !entries[i].refused;
	}
	if (err != OK)
		command_warn(call, &fault);
	if (waiting)
		fprintf(call->errors,
			ngettext(
				"shopkeeper: %zu change is kept and will be sent at the next sync.\n",
				"shopkeeper: %zu changes are kept and will be sent at the next sync.\n",
				waiting),
			waiting);
}

static void tell(struct command_call *call, const struct deeds *deeds)
{
	struct output_run run;
	output_begin(&run, call, &deed_noun);
	for (size_t i = 0; i < deeds->count; i++)
		output_row(&run, &deeds->rows[i]);
	output_end(&run);
}

int deeds_run(struct command_call *call, deed *act)
{
	struct deeds deeds = { 0 };
	struct fault fault = { 0 };
	if (row_words(call, &deeds.words, &deeds.count, &fault) != OK)
		return command_usage(call, "%s", fault.text);
	deeds.rows = arena_take_array(&call->arena, deeds.count, sizeof(*deeds.rows));
	deeds.errs = arena_take_array(&call->arena, deeds.count, sizeof(*deeds.errs));
	for (size_t i = 0; i < deeds.count; i++) {
		const char *supplier, *id;
		deeds.rows[i] = (struct deed_row){ .ref = deeds.words[i], .state = "done" };
		fault = (struct fault){ 0 };
		enum err err = row_find(call, deeds.words[i], &supplier, &id, &fault);
		if (err == OK) {
			deeds.rows[i].ref = row_ref(&call->arena, supplier, id);
			err = act(call, supplier, id, &fault);
		}
		if (err == OK)
			continue;
		(void)command_fail(call, &fault);
		fail(call, &deeds, i, &fault);
	}
	settle(call, &deeds);
	tell(call, &deeds);
	return deeds_code(deeds.errs, deeds.count);
}
