/* goods: find and show. The suppliers are asked; what is stored is shown,
 * with a warning if they failed. */
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"

enum { ROWS_AT_ONCE = 200, FIND_LIMIT = 50 };

static void put_goods(struct output_run *run, const struct goods *goods)
{
	struct command_call *call = run->call;
	struct goods_row row = {
		.ref = row_ref(&run->arena, goods->supplier, goods->id),
		.goods = *goods,
		.coupon = coupon_state(&goods->coupon, goods->price, clock_now_s(), NULL),
		.on_shelf = shelf_has(&call->desk->store, goods->supplier, goods->id),
	};
	row.offers = (int64_t)offers_count(&call->desk->store, goods->supplier, goods->id, NULL);
	/* What is not there has no amount. */
	if (!goods->coupon.id)
		row.goods.coupon.face.currency = row.goods.coupon.threshold.currency =
			CURRENCY_NONE;
	if (goods->list_price.minor == 0)
		row.goods.list_price.currency = CURRENCY_NONE;
	if (goods->group_price.minor == 0)
		row.goods.group_price.currency = CURRENCY_NONE;
	output_row(run, &row);
}

/* Prints at most `limit` rows (0: all), a few at a time so that a million cost no memory. */
static size_t put_found(struct command_call *call, const struct goods_query *query, size_t limit)
{
	struct output_run run;
	struct arena arena = { 0 };
	size_t done = 0, count;
	output_begin(&run, call, &goods_noun);
	do {
		struct goods *rows;
		size_t wanted = limit && limit - done < ROWS_AT_ONCE ? limit - done : ROWS_AT_ONCE;
		count = goods_load(&call->desk->store, query, done, wanted, &arena, &rows);
		for (size_t i = 0; i < count; i++)
			put_goods(&run, &rows[i]);
		done += count;
		arena_clear(&arena);
	} while (count && done != limit);
	output_end(&run);
	return done;
}

bool command_sort(const struct command_call *call, enum goods_sort *sort)
{
	const char *name = call->value[SWITCH_SORT];
	if (!name)
		return true;
	*sort = goods_sort_find(name);
	if (*sort != SORT_COUNT)
		return true;
	(void)command_usage(call, _("Goods cannot be sorted by “%s”."), name);
	return false;
}

/* "taobao/9660", as topics prints it. */
static bool read_topic(struct command_call *call, struct goods_query *query)
{
	const char *word = call->value[SWITCH_TOPIC], *slash = strchr(word, '/');
	query->supplier = slash ? arena_bytes(&call->arena, word, (size_t)(slash - word)) : "";
	query->topic = slash ? slash + 1 : "";
	if (*query->topic && conf_account(call->conf, query->supplier))
		return true;
	(void)command_usage(call, _("There is no list “%s”: “shopkeeper topics” prints them."), word);
	return false;
}

static int read_query(struct command_call *call, struct goods_query *query)
{
	struct fault fault = { 0 };
	if (goods_query_read(command_words(call), &call->arena, query, &fault) != OK)
		return command_usage(call, "%s", fault.text);
	query->reverse = call->value[SWITCH_REVERSE] != NULL;
	query->together = call->value[SWITCH_BEST] != NULL;
	if (call->value[SWITCH_TOPIC] && !read_topic(call, query))
		return err_exit_code(ERR_USAGE);
	return command_sort(call, &query->sort) ? 0 : err_exit_code(ERR_USAGE);
}

int command_find(struct command_call *call)
{
	struct goods_query query;
	struct fault fault = { 0 };
	int64_t limit = FIND_LIMIT;
	int code = read_query(call, &query);
	if (code)
		return code;
	if (!command_number(call, SWITCH_LIMIT, 0, INT64_C(10000000), &limit))
		return err_exit_code(ERR_USAGE);
	int job = call->conf->offline ? 0
		: query.topic ? find_topic(call->desk, query.supplier, query.topic, &fault)
			      : find_goods(call->desk, &query, &fault);
	enum err err = command_settle(call, job, &fault);
	size_t shown = put_found(call, &query, (size_t)limit);
	return rows_end(call, err, shown, _("Nothing found. Try fewer or other words."), &fault);
}

/* Shows what is stored; the codes of several are joined by the caller. */
static enum err show_one(struct output_run *run, const char *words, struct fault *fault)
{
	struct command_call *call = run->call;
	const char *supplier, *id;
	enum err err = row_find(call, words, &supplier, &id, fault);
	if (err != OK)
		return err;
	int job = call->conf->offline ? 0 : find_detail(call->desk, supplier, id, fault);
	err = command_settle(call, job, fault);
	struct goods *goods = goods_get(&call->desk->store, &call->arena, supplier, id);
	if (goods)
		put_goods(run, goods);
	else if (err == OK)
		err = fault_set(fault, ERR_NOTHING, _("%s does not have “%s”."), supplier, id);
	return err;
}

int command_show(struct command_call *call)
{
	struct fault fault = { 0 };
	struct output_run run;
	char **words;
	size_t count, failed = 0;
	int code = 0;
	if (row_words(call, &words, &count, &fault) != OK)
		return command_usage(call, "%s", fault.text);
	if (call->output == OUTPUT_TABLE)
		call->output = OUTPUT_PLAIN; /* a row is too narrow for all there is to say */
	output_begin(&run, call, &goods_noun);
	for (size_t i = 0; i < count; i++) {
		fault = (struct fault){ 0 };
		if (show_one(&run, words[i], &fault) == OK)
			continue;
		code = command_fail(call, &fault);
		failed++;
	}
	output_end(&run);
	return failed && failed < count ? err_exit_code(ERR_PARTLY) : code;
}
