/* shelf: pick, drop and shelf. Picks are kept here at once and sent through the outbox. */
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/deeds.h"
#include "command/output.h"

static enum err pick(
	struct command_call *call, const char *supplier, const char *id, struct fault *fault)
{
	struct store *store = &call->desk->store;
	/* An ID from elsewhere: fetch it first, so that the shelf knows what it holds. */
	if (!goods_get(store, &call->arena, supplier, id) && !call->conf->offline) {
		int job = find_detail(call->desk, supplier, id, fault);
		enum err err = command_settle(call, job, fault);
		if (err != OK)
			return err;
	}
	return desk_pick(call->desk, supplier, id, fault);
}

static enum err drop(
	struct command_call *call, const char *supplier, const char *id, struct fault *fault)
{
	if (!shelf_has(&call->desk->store, supplier, id))
		return fault_set(
			fault, ERR_NOTHING, _("%s/%s is not on your shelf."), supplier, id);
	return desk_drop(call->desk, supplier, id, fault);
}

int command_pick(struct command_call *call)
{
	return deeds_run(call, pick);
}

int command_drop(struct command_call *call)
{
	return deeds_run(call, drop);
}

static const char *change_words(struct arena *arena, unsigned changes)
{
	static const char *const names[] = { "price_up", "price_down", "rate_up", "rate_down",
		"coupon_gone", "coupon_new", "stock_gone", "stock_back" };
	const char *words = "";
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (changes >> i & 1)
			words = arena_print(arena, "%s%s%s", words, *words ? " " : "", names[i]);
	return words;
}

size_t rows_print_shelf(struct command_call *call, const char *words, size_t limit)
{
	struct output_run run;
	struct shelf_entry *rows;
	int64_t now = clock_now_s();
	size_t shown = 0, count = shelf_load(&call->desk->store, words, &call->arena, &rows);
	output_begin(&run, call, &shelf_noun);
	for (size_t i = 0; i < count && (!limit || shown < limit); i++) {
		const struct goods *goods = &rows[i].goods;
		struct shelf_row row = {
			.ref = row_ref(&run.arena, goods->supplier, goods->id),
			.entry = rows[i],
			.coupon = coupon_state(&goods->coupon, goods->price, now, NULL),
			.is_problem = shelf_is_problem(&rows[i], now),
			.changes = change_words(&run.arena, shelf_changes(&rows[i], now)),
		};
		if (call->value[SWITCH_PROBLEMS] && !row.is_problem)
			continue;
		output_row(&run, &row);
		shown++;
	}
	output_end(&run);
	return shown;
}

int command_shelf(struct command_call *call)
{
	struct fault fault;
	int64_t limit = 0;
	if (!command_number(call, SWITCH_LIMIT, 0, INT64_C(1000000), &limit))
		return err_exit_code(ERR_USAGE);
	const char *words = command_words(call);
	if (rows_print_shelf(call, *words ? words : NULL, (size_t)limit))
		return 0;
	(void)fault_set(&fault, ERR_NOTHING,
		call->value[SWITCH_PROBLEMS] ? _("No problems on your shelf.") :
			*words ? _("Nothing on your shelf has these words.") :
				 _("Your shelf is empty: “shopkeeper pick ID” puts goods on it."));
	return command_fail(call, &fault);
}
