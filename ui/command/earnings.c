/* earnings: the buckets, or their parts by day, goods, channel or
 * line. Sums come from the store. */
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/since.h"

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

/* What --by asks for. */
static const struct {
	const char *word;
	enum earning_by by;
} bys[] = { { "day", BY_DAY }, { "goods", BY_GOODS }, { "channel", BY_CHANNEL } };

static int put(struct command_call *call, int64_t since, size_t limit, size_t *shown)
{
	const char *word = call->value[SWITCH_BY];
	if (!word) {
		*shown = put_balances(call);
		return 0;
	}
	if (strcmp(word, "line") == 0) {
		*shown = rows_print_lines(call, since, limit);
		return 0;
	}
	for (size_t i = 0; i < sizeof(bys) / sizeof(bys[0]); i++)
		if (strcmp(word, bys[i].word) == 0) {
			*shown = put_earnings(call, bys[i].by, since, limit);
			return 0;
		}
	return command_usage(call, _("--by takes day, goods, channel or line, not “%s”."), word);
}

int command_earnings(struct command_call *call)
{
	struct fault fault = { 0 };
	int64_t since, limit = ROWS_LIMIT;
	size_t shown = 0;
	if (!since_read(call, &since) ||
		!command_number(call, SWITCH_LIMIT, 0, INT64_C(10000000), &limit))
		return err_exit_code(ERR_USAGE);
	int job = call->conf->offline ? 0 : sync_orders(call->desk, &fault);
	enum err err = command_settle(call, job, &fault);
	int code = put(call, since, (size_t)limit, &shown);
	if (code)
		return code;
	return rows_end(call, err, shown, _("Nothing earned yet."), &fault);
}
