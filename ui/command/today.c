/* today: what needs her attention, most urgent first, from what is stored. */
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"

static const char *const kind_ids[] = {
	[ATTEND_LOGIN] = "login",
	[ATTEND_OFFLINE] = "offline",
	[ATTEND_REFUSED] = "refused",
	[ATTEND_GOODS_GONE] = "goods_gone",
	[ATTEND_COUPON_ENDED] = "coupon_ended",
	[ATTEND_COUPON_LOW] = "coupon_low",
	[ATTEND_PRICE_UP] = "price_up",
	[ATTEND_RATE_DOWN] = "rate_down",
	[ATTEND_LOCK_ENDING] = "lock_ending",
	[ATTEND_CLAWBACK] = "clawback",
	[ATTEND_UNKNOWN_STATE] = "unknown_state",
};

int command_today(struct command_call *call)
{
	struct output_run run;
	struct attention *rows;
	size_t count = today_load(call->desk, &call->arena, &rows);
	output_begin(&run, call, &attention_noun);
	for (size_t i = 0; i < count; i++) {
		struct attention_row row = { kind_ids[rows[i].kind], rows[i].text,
			row_ref(&run.arena, rows[i].supplier, rows[i].subject) };
		output_row(&run, &row);
	}
	output_end(&run);
	if (count == 0 && call->output != OUTPUT_JSON && call->output != OUTPUT_CSV && call->cols)
		fprintf(call->to, "%s\n", _("Nothing needs your attention."));
	return 0;
}
