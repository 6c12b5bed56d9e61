/* today: what needs her attention, most urgent first, from what is stored. */
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "desk/watch.h"

enum { WATCH_FOUND = 1 };

static const char *const kind_ids[] = {
	[ATTEND_LOGIN] = "login",
	[ATTEND_OFFLINE] = "offline",
	[ATTEND_CLOCK] = "clock",
	[ATTEND_KEY_AGE] = "key_age",
	[ATTEND_REFUSED] = "refused",
	[ATTEND_GOODS_GONE] = "goods_gone",
	[ATTEND_LINK_DEAD] = "link_dead",
	[ATTEND_COUPON_ENDED] = "coupon_ended",
	[ATTEND_COUPON_LOW] = "coupon_low",
	[ATTEND_PRICE_UP] = "price_up",
	[ATTEND_RATE_DOWN] = "rate_down",
	[ATTEND_LOCK_ENDING] = "lock_ending",
	[ATTEND_PAYOUT_FAILED] = "payout_failed",
	[ATTEND_CLAWBACK] = "clawback",
	[ATTEND_UNKNOWN_STATE] = "unknown_state",
	[ATTEND_CHEAPER] = "cheaper",
};

static size_t put_attention(struct command_call *call, struct attention **rows)
{
	struct output_run run;
	size_t count = today_load(call->desk, &call->arena, rows);
	output_begin(&run, call, &attention_noun);
	for (size_t i = 0; i < count; i++) {
		const struct attention *attention = &(*rows)[i];
		struct attention_row row = { kind_ids[attention->kind], attention->text,
			row_ref(&run.arena, attention->supplier, attention->subject) };
		output_row(&run, &row);
	}
	output_end(&run);
	return count;
}

int command_today(struct command_call *call)
{
	struct attention *rows;
	size_t count = put_attention(call, &rows);
	if (count == 0 && call->output != OUTPUT_JSON && call->output != OUTPUT_CSV && call->cols)
		fprintf(call->to, "%s\n", _("Nothing needs your attention."));
	return 0;
}

/* For cron: silent and 0 while all is well; else the rows, one sentence for notify_command, and 1. */
int command_watch(struct command_call *call)
{
	struct attention *rows;
	struct fault fault = { 0 };
	if (!call->value[SWITCH_ONCE] || call->count)
		return command_usage(call, _("watch looks once and ends, for cron: shopkeeper watch --once"));
	if (!call->conf->offline) {
		int job = sync_all(call->desk, &fault);
		if (command_settle(call, job, &fault) != OK)
			command_warn(call, &fault);
		/* What lists do not tell; that something is gone stands in the rows below. */
		job = find_posted(call->desk);
		if (job && command_settle(call, job, &fault) != OK && fault.code != ERR_NOTHING)
			command_warn(call, &fault);
	}
	size_t count = put_attention(call, &rows);
	if (!count)
		return 0;
	const char *sentence = count == 1 ? rows[0].text :
		arena_print(&call->arena, ngettext("%s And %zu more.", "%s And %zu more.", count - 1),
			rows[0].text, count - 1);
	if (watch_notify(call->conf->notify_command, sentence, &fault) != OK)
		command_warn(call, &fault);
	return WATCH_FOUND;
}
