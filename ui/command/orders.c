/* orders: what was bought, and the way to settle an order's question "why no commission?". */
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/since.h"
#include "model/reason.h"

/* Each page is found by counting past those before it, so that pages are large. */
enum { ROWS_AT_ONCE = 10000, ORDERS_LIMIT = 100 };

static void put_order(struct output_run *run, const struct order *order)
{
	struct order_row row = {
		.ref = row_ref(&run->arena, order->supplier, order->goods),
		.order = *order,
		.bucket = bucket_id(order_bucket(order->state)),
		.why = reason_words(reason_of(order)),
		.next_step = reason_next_step(reason_of(order)),
	};
	output_row(run, &row);
}

size_t rows_print_orders(struct command_call *call, const struct order_query *query, size_t limit)
{
	struct output_run run;
	struct arena arena = { 0 };
	size_t done = 0, count;
	output_begin(&run, call, &order_noun);
	do {
		struct order *rows;
		size_t wanted = limit && limit - done < ROWS_AT_ONCE ? limit - done : ROWS_AT_ONCE;
		count = order_load(&call->desk->store, query, done, wanted, &arena, &rows);
		for (size_t i = 0; i < count; i++)
			put_order(&run, &rows[i]);
		done += count;
		arena_clear(&arena);
	} while (count && done != limit);
	output_end(&run);
	return done;
}

static bool read_kind(const struct command_call *call, int *kind)
{
	const char *word = call->value[SWITCH_KIND];
	if (!word)
		return true;
	*kind = (int)order_kind_find(word);
	if (strcmp(word, order_kind_id((enum order_kind)*kind)) == 0)
		return true;
	(void)command_usage(call, _("--kind takes share, self or friend, not “%s”."), word);
	return false;
}

static int read_query(struct command_call *call, struct order_query *query)
{
	const char *state = call->value[SWITCH_STATE];
	*query = (struct order_query){
		.words = command_words(call), .state = UNKNOWN, .kind = UNKNOWN
	};
	if (!since_read(call, &query->since))
		return err_exit_code(ERR_USAGE);
	if (!read_kind(call, &query->kind))
		return err_exit_code(ERR_USAGE);
	if (!state)
		return 0;
	query->state = (int)order_state_find(state);
	if (query->state == ORDER_UNKNOWN && strcmp(state, order_state_id(ORDER_UNKNOWN)) != 0)
		return command_usage(call, _("No order has the state “%s”."), state);
	return 0;
}

int command_orders(struct command_call *call)
{
	struct order_query query;
	struct fault fault = { 0 };
	int64_t limit = ORDERS_LIMIT;
	int code = read_query(call, &query);
	if (code)
		return code;
	if (!command_number(call, SWITCH_LIMIT, 0, INT64_C(10000000), &limit))
		return err_exit_code(ERR_USAGE);
	int job = call->conf->offline ? 0 : sync_orders(call->desk, &fault);
	enum err err = command_settle(call, job, &fault);
	size_t shown = rows_print_orders(call, &query, (size_t)limit);
	return rows_end(call, err, shown, _("No orders."), &fault);
}
