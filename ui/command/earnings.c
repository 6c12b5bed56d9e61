/* earnings: the buckets, or their parts by day, goods, channel … or line; why it is not more and when it comes.
 * Sums come from the store. */
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/since.h"
#include "desk/payout.h"

enum { ROWS_AT_ONCE = 10000, ROWS_LIMIT = 100 };

static size_t put_balances(struct command_call *call)
{
	struct output_run run;
	struct balance *rows;
	size_t count = balance_load(&call->desk->store, &call->arena, &rows);
	output_begin(&run, call, &balance_noun);
	for (size_t i = 0; i < count; i++) {
		struct balance_row row = { .currency = rows[i].currency };
		for (int bucket = 0; bucket < BUCKET_COUNT; bucket++)
			row.buckets[bucket] =
				(struct money){ rows[i].minor[bucket], rows[i].currency };
		row.ledger = (struct money){ rows[i].ledger_minor, rows[i].currency };
		output_row(&run, &row);
	}
	output_end(&run);
	return count;
}

static size_t put_earnings(
	struct command_call *call, enum earning_by by, int64_t since, size_t limit)
{
	struct output_run run;
	struct earning_row *rows;
	size_t count = earning_load(
		&call->desk->store, by, since, limit ? limit : SIZE_MAX / 2, &call->arena, &rows);
	output_begin(&run, call, &earning_noun);
	for (size_t i = 0; i < count; i++)
		output_row(&run, &rows[i]);
	output_end(&run);
	return count;
}

size_t rows_print_lines(struct command_call *call, int64_t since, size_t limit)
{
	struct output_run run;
	struct arena arena = { 0 };
	size_t done = 0, count;
	bool older = false;
	output_begin(&run, call, &line_noun);
	do {
		struct line *rows;
		size_t wanted = limit && limit - done < ROWS_AT_ONCE ? limit - done : ROWS_AT_ONCE;
		count = line_load(&call->desk->store, done, wanted, &arena, &rows);
		for (size_t i = 0; i < count && !older; i++) {
			older = rows[i].at < since;
			struct line_row row = { .bucket = bucket_id(rows[i].bucket),
				.line = rows[i] };
			if (!older)
				output_row(&run, &row);
		}
		done += count;
		arena_clear(&arena);
	} while (count && done != limit && !older);
	output_end(&run);
	return run.rows;
}

static void put_bridge_end(struct output_run *run, const struct bridge_end *end, bool people, bool is_money)
{
	output_row(run, &(const struct bridge_row){ people ? end->name : end->id, end->words, end->amount, is_money });
}

static size_t put_bridge(struct command_call *call)
{
	const char *month = call->value[SWITCH_MONTH];
	struct output_run run;
	struct bridge *rows;
	bool people = call->output == OUTPUT_TABLE && call->cols;
	size_t count = bridge_load(
		&call->desk->store, call->value[SWITCH_SUPPLIER], month, &call->arena, &rows);
	output_begin(&run, call, &bridge_noun);
	for (size_t i = 0; i < count; i++) {
		enum currency currency = rows[i].currency;
		for (int cause = 0; cause < BRIDGE_CAUSE_COUNT; cause++)
			if (rows[i].minor[cause] || cause == BRIDGE_ESTIMATED)
				output_row(&run, &(const struct bridge_row){ people ?
					bridge_cause_name((enum bridge_cause)cause) :
					bridge_cause_id((enum bridge_cause)cause),
					bridge_cause_words((enum bridge_cause)cause),
					{ rows[i].minor[cause], currency },
					bridge_cause_is_money((enum bridge_cause)cause) });
		const struct bridge_end waiting = bridge_waiting(&rows[i], month), yours = bridge_yours(&rows[i], month);
		put_bridge_end(&run, &waiting, people, false);
		put_bridge_end(&run, &yours, people, true);
	}
	output_end(&run);
	return count;
}

static size_t put_forecast(struct command_call *call)
{
	struct output_run run;
	struct forecast *rows;
	const char *only = call->value[SWITCH_SUPPLIER];
	size_t count = forecast_load(call->desk, &call->arena, &rows);
	output_begin(&run, call, &forecast_noun);
	for (size_t i = 0; i < count; i++)
		if (!only || strcmp(only, rows[i].supplier) == 0)
			output_row(&run, &(const struct forecast_row){ forecast_words(rows[i].what),
				forecast_id(rows[i].what), rows[i], forecast_is_money(rows[i].what) });
	output_end(&run);
	return run.rows;
}

static size_t put_income(struct command_call *call, enum income_span span)
{
	struct output_run run;
	struct span_income *rows;
	size_t count = income_load(&call->desk->store, span, &call->arena, &rows);
	output_begin(&run, call, &income_noun);
	for (size_t i = 0; i < count; i++)
		output_row(&run, &(const struct income_row){ rows[i].name, rows[i].income });
	output_end(&run);
	return count;
}

/* What --by asks for. */
static const struct {
	const char *word;
	enum earning_by by;
} bys[] = { { "day", BY_DAY }, { "goods", BY_GOODS }, { "channel", BY_CHANNEL }, { "post", BY_POST },
	{ "supplier", BY_SUPPLIER }, { "kind", BY_KIND } };

static int put_by(struct command_call *call, const char *word, int64_t since, size_t limit, size_t *shown)
{
	if (strcmp(word, "line") == 0) {
		*shown = rows_print_lines(call, since, limit);
		return 0;
	}
	if (strcmp(word, "month") == 0) {
		*shown = put_income(call, INCOME_MONTH);
		return 0;
	}
	for (size_t i = 0; i < sizeof(bys) / sizeof(bys[0]); i++)
		if (strcmp(word, bys[i].word) == 0) {
			*shown = put_earnings(call, bys[i].by, since, limit);
			return 0;
		}
	return command_usage(call,
		_("--by takes day, month, goods, channel, post, supplier, kind or line, not “%s”."), word);
}

static int put(struct command_call *call, int64_t since, size_t limit, size_t *shown)
{
	if (call->value[SWITCH_BY])
		return put_by(call, call->value[SWITCH_BY], since, limit, shown);
	*shown = call->value[SWITCH_BRIDGE] ? put_bridge(call) :
		call->value[SWITCH_FORECAST] ? put_forecast(call) :
		call->value[SWITCH_YEAR] ? put_income(call, INCOME_YEAR) : put_balances(call);
	return 0;
}

static bool is_month(const char *text)
{
	return strlen(text) == 7 && strspn(text, "0123456789") == 4 && text[4] == '-' &&
		strspn(text + 5, "0123456789") == 2;
}

/* Only one way to look at it at a time, and none beside it that would not be heeded. */
static int check_switches(const struct command_call *call)
{
	const char *month = call->value[SWITCH_MONTH];
	int views = !!call->value[SWITCH_BY] + !!call->value[SWITCH_BRIDGE] +
		!!call->value[SWITCH_FORECAST] + !!call->value[SWITCH_YEAR];
	if (views > 1)
		return command_usage(call, _("Choose one of --by, --bridge, --forecast and --year."));
	if (call->value[SWITCH_SUPPLIER] && !call->value[SWITCH_BRIDGE] && !call->value[SWITCH_FORECAST])
		return command_usage(call, _("--supplier goes with --bridge or --forecast."));
	if (month && !call->value[SWITCH_BRIDGE])
		return command_usage(call, _("--month goes with --bridge."));
	if (month && !is_month(month))
		return command_usage(call, _("--month takes a month like 2026-11, not “%s”."), month);
	if (call->value[SWITCH_SINCE] && !call->value[SWITCH_BY])
		return command_usage(call, _("--since goes with --by; the bridge takes --month."));
	return 0;
}

int command_earnings(struct command_call *call)
{
	struct fault fault = { 0 };
	int64_t since, limit = ROWS_LIMIT;
	size_t shown = 0;
	int code = check_switches(call);
	if (code)
		return code;
	if (!since_read(call, &since) ||
		!command_number(call, SWITCH_LIMIT, 0, INT64_C(10000000), &limit))
		return err_exit_code(ERR_USAGE);
	int job = call->conf->offline ? 0 : sync_orders(call->desk, &fault);
	/* When money comes is the suppliers' to say. */
	if (job && call->value[SWITCH_FORECAST])
		(void)sync_payouts(call->desk, &(struct fault){ 0 });
	enum err err = command_settle(call, job, &fault);
	code = put(call, since, (size_t)limit, &shown);
	if (code)
		return code;
	return rows_end(call, err, shown, _("Nothing earned yet."), &fault);
}
