/* Every .case file of tests/money is a test: it is told to the ledger and asked what came of it. After each line
 * the buckets must sum to the ledger (V29), and all of it told once more must change nothing. */
#include <glob.h>

#include "ledger_stage.h"
#include "model/balance.h"
#include "model/refund.h"
#include "tool/case.h"

enum { ORDERS_MOST = 16, LINES_MOST = 200 };

static struct order orders[ORDERS_MOST]; /* as they were told last: a line says only what is new */
static size_t order_total, hidden;
static int64_t told_at;

/* ---- events */

static struct order *order_of(const char *sub_id)
{
	size_t i;

	for (i = 0; i < order_total; i++)
		if (strcmp(orders[i].sub_id, sub_id) == 0)
			return &orders[i];
	assert_in_range(order_total, 0, ORDERS_MOST - 1);
	orders[order_total] = (struct order){ .supplier = "p", .id = sub_id, .sub_id = sub_id, .goods = "g",
		.title = "t", .state_word = "", .quantity = 1, .created_at = LEDGER_NOW };
	return &orders[order_total++];
}

static void take_amount(const struct case_line *line, const char *name, struct money *amount)
{
	amount->minor = case_whole(line, name, amount->minor);
}

/* order A settled paid=15443 base=… estimate=… settled=… fee=… rate=2000 in=CNY kind=share word=… at=… */
static void tell_order(const struct case_line *line)
{
	struct order *order = order_of(line->words[1]), told;
	const char *in = case_value(line, "in", NULL);

	order->state = order_state_find(line->words[2]);
	take_amount(line, "paid", &order->paid);
	order->base.minor = case_value(line, "paid", NULL) ? order->paid.minor : order->base.minor;
	take_amount(line, "base", &order->base);
	take_amount(line, "estimate", &order->estimate);
	take_amount(line, "settled", &order->settled);
	take_amount(line, "fee", &order->fee);
	if (in || order->paid.currency == CURRENCY_NONE)
		order->paid.currency = order->base.currency = order->estimate.currency =
			order->settled.currency = order->fee.currency = currency_find(in ? in : "CNY");
	order->rate_bp = (int32_t)case_whole(line, "rate", order->rate_bp);
	order->quantity = case_whole(line, "quantity", order->quantity);
	order->kind = order_kind_find(case_value(line, "kind", order_kind_id(order->kind)));
	order->state_word = case_value(line, "word", order->state_word);
	order->reason = case_value(line, "reason", order->reason);
	order->updated_at = LEDGER_NOW + case_whole(line, "at", ++told_at);
	told = *order;
	must_do(ledger_put_orders(&work, &told, 1, &fault));
}

/* line L1 clawback clawback_due -1544 order=A ref=R1 in=CNY */
static void tell_line(const struct case_line *line)
{
	const struct line told = { .supplier = "p",
		.id = line->words[1],
		.kind = line_kind_find(line->words[2]),
		.bucket = bucket_find(line->words[3]),
		.order = case_value(line, "order", NULL),
		.ref = case_value(line, "ref", NULL),
		.amount = { case_number(line, 4), currency_find(case_value(line, "in", "CNY")) },
		.at = LEDGER_NOW };

	assert_int_not_equal(told.kind, LINE_KIND_COUNT);
	must_do(line_put(&desk.store, &told, 1, &fault));
}

/* payout W1 failed 5000 fee=100 */
static void tell_payout(const struct case_line *line)
{
	const struct payout told = { .supplier = "p",
		.id = line->words[1],
		.state = payout_state_find(line->words[2]),
		.amount = { case_number(line, 3), CURRENCY_CNY },
		.fee = { case_whole(line, "fee", 0), CURRENCY_CNY },
		.requested_at = LEDGER_NOW,
		.updated_at = LEDGER_NOW + case_whole(line, "at", ++told_at) };

	must_do(payout_put(&desk.store, &told, 1, &fault));
}

/* rules minimum=100 most=0 fee_bp=200 fee_least=0 fee_most=0 */
static void tell_rules(const struct case_line *line)
{
	const struct payout_rules rules = { .currency = CURRENCY_CNY,
		.minimum = { case_whole(line, "minimum", 0), CURRENCY_CNY },
		.most = { case_whole(line, "most", 0), CURRENCY_CNY },
		.fee_least = { case_whole(line, "fee_least", 0), CURRENCY_CNY },
		.fee_most = { case_whole(line, "fee_most", 0), CURRENCY_CNY },
		.fee_bp = (int32_t)case_whole(line, "fee_bp", 0) };

	must_do(payout_rules_put(&desk.store, "p", &rules, &fault));
}

/* read jd orders tests/answers/jd/orders-normal.json: a platform's own words */
static void tell_answer(const struct case_line *line)
{
	const struct order_calls *read = supplier_find(line->words[1])->orders;
	const char *text = case_file(line->words[3], &arena);
	const struct reading reading = { .account = &account, .bytes = text, .length = strlen(text),
		.now_s = clock_now_s(), .arena = &arena };
	struct order_page page;
	struct line_page lines;

	if (strcmp(line->words[2], "orders") == 0) {
		must_do(read->read_orders(&reading, &page, &fault));
		must_do(ledger_put_orders(&work, page.rows, page.count, &fault));
		hidden += page.hidden;
	} else {
		must_do(read->read_lines(&reading, &lines, &fault));
		must_do(line_put(&desk.store, lines.rows, lines.count, &fault));
		hidden += lines.hidden;
	}
}

static void tell_penalty(const struct case_line *line)
{
	put_penalty(line->words[1], strcmp(line->words[0], "lifted") == 0);
}

static void tell_offer(const struct case_line *line)
{
	offer(strcmp(line->words[1], "ledger") == 0, strcmp(line->words[1], "refunds") == 0);
	calls.is_own_shop = strcmp(line->words[1], "own-shop") == 0;
}

static const struct {
	const char *word;
	size_t words; /* at least */
	void (*tell)(const struct case_line *line);
} events[] = {
	{ "offer", 2, tell_offer },
	{ "order", 3, tell_order },
	{ "line", 5, tell_line },
	{ "payout", 4, tell_payout },
	{ "rules", 1, tell_rules },
	{ "read", 4, tell_answer },
	{ "penalty", 2, tell_penalty },
	{ "lifted", 2, tell_penalty },
};

static void tell(const struct case_line *line)
{
	size_t i;

	for (i = 0; i < sizeof events / sizeof *events; i++)
		if (strcmp(events[i].word, line->words[0]) == 0) {
			if (line->count < events[i].words)
				fail_msg("line %d says too little", line->number);
			events[i].tell(line);
			return;
		}
	fail_msg("line %d: nobody knows what %s is", line->number, line->words[0]);
}

/* ---- questions */

static const char *number_text(int64_t number)
{
	return arena_print(&arena, "%lld", (long long)number);
}

static struct balance balance_of(enum currency currency)
{
	struct balance *rows;
	size_t count = balance_load(&desk.store, &arena, &rows), i;

	for (i = 0; i < count; i++)
		if (rows[i].currency == currency)
			return rows[i];
	return (struct balance){ .currency = currency };
}

/* available, estimated … [JPY]; ledger: all of them; yours: what is hers and not paid out */
static const char *ask_bucket(const struct case_line *line)
{
	const struct balance balance = balance_of(currency_find(line->count > 1 ? line->words[1] : "CNY"));
	enum bucket bucket = bucket_find(line->words[0]);

	if (strcmp(line->words[0], "ledger") == 0)
		return number_text(balance.ledger_minor);
	if (strcmp(line->words[0], "yours") == 0)
		return number_text(balance_yours(&balance).minor);
	return bucket == BUCKET_NONE ? NULL : number_text(balance.minor[bucket]);
}

/* state A */
static const char *ask_state(const struct case_line *line)
{
	const struct order *order = order_get(&desk.store, &arena, "p", line->words[1]);

	if (!order)
		return "not there";
	return order->state != ORDER_UNKNOWN
		       ? order_state_id(order->state)
		       : arena_print(&arena, "unknown %s", order->state_word);
}

/* lines [kind]: how many there are in the ledger */
static const char *ask_lines(const struct case_line *line)
{
	struct line *rows;
	size_t i, count = line_load(&desk.store, 0, LINES_MOST, &arena, &rows);
	int64_t found = 0;

	for (i = 0; i < count; i++)
		found += line->count < 2 || strcmp(line->words[1], line_kind_id(rows[i].kind)) == 0;
	return number_text(found);
}

/* orders [state] */
static const char *ask_orders(const struct case_line *line)
{
	const struct order_query query = { .words = "", .kind = UNKNOWN,
		.state = line->count > 1 ? (int)order_state_find(line->words[1]) : UNKNOWN };

	return number_text((int64_t)order_count(&desk.store, &query));
}

/* earned: orders, estimate, settled of each currency */
static const char *ask_earned(const struct case_line *line)
{
	struct earning_row *rows;
	size_t i, count = earning_load(&desk.store, BY_DAY, 0, 100, &arena, &rows);
	const char *text = "";

	(void)line;
	for (i = 0; i < count; i++)
		text = arena_print(&arena, "%s%s%s %lld %lld %lld", text, i ? ", " : "",
			currency_code(rows[i].estimate.currency), (long long)rows[i].orders,
			(long long)rows[i].estimate.minor, (long long)rows[i].settled.minor);
	return count ? text : "nothing";
}

/* payouts: each and its state */
static const char *ask_payouts(const struct case_line *line)
{
	struct payout *rows;
	size_t i, count = payout_load(&desk.store, &arena, &rows);
	const char *text = "";

	(void)line;
	for (i = 0; i < count; i++)
		text = arena_print(&arena, "%s%s%s %s %lld", text, i ? ", " : "", rows[i].id,
			payout_state_id(rows[i].state), (long long)rows[i].amount.minor);
	return text;
}

/* withdraw 5000: the fee, or the sentence that refuses it */
static const char *ask_withdraw(const struct case_line *line)
{
	const struct payout_rules rules = payout_rules_get(&desk.store, "p");
	const struct money amount = { case_number(line, 1), currency_find(case_value(line, "in", "CNY")) };
	struct money fee;

	if (payout_check(&rules, amount, payout_available(&desk.store, "p", rules.currency), &fault) != OK)
		return fault.text;
	return payout_fee(&rules, amount, &fee) ? arena_print(&arena, "fee %lld", (long long)fee.minor)
						: "no fee";
}

/* returned A 1: what it costs her if one piece comes back */
static const char *ask_returned(const struct case_line *line)
{
	const struct order *order = order_get(&desk.store, &arena, "p", line->words[1]);
	struct money cost;

	if (!order || refund_costs(order, case_number(line, 2), &cost) == REFUND_COSTS_NOTHING)
		return "nothing";
	return number_text(cost.minor);
}

static const char *ask_hidden(const struct case_line *line)
{
	(void)line;
	return number_text((int64_t)hidden);
}

static const struct {
	const char *word;
	const char *(*ask)(const struct case_line *line);
} questions[] = {
	{ "state", ask_state },
	{ "lines", ask_lines },
	{ "orders", ask_orders },
	{ "earned", ask_earned },
	{ "payouts", ask_payouts },
	{ "withdraw", ask_withdraw },
	{ "returned", ask_returned },
	{ "hidden", ask_hidden },
};

static const char *answer(const struct case_line *line)
{
	const char *text = case_sum(line, &arena);
	size_t i;

	for (i = 0; i < sizeof questions / sizeof *questions && !text; i++)
		if (strcmp(questions[i].word, line->words[0]) == 0)
			text = questions[i].ask(line);
	return text ? text : ask_bucket(line);
}

/* ---- one case */

static void adds_up(const char *path, const struct case_line *line)
{
	struct balance *kept, *slow;
	size_t i, count = balance_load(&desk.store, &arena, &kept);

	assert_int_equal(balance_check(&desk.store, &arena, &slow), count);
	for (i = 0; i < count; i++)
		if (memcmp(&kept[i], &slow[i], sizeof *kept) != 0 || !balance_adds_up(&kept[i]))
			fail_msg("%s:%d: the buckets are not the ledger", path, line->number);
}

/* Returns how many questions were asked. */
static size_t play(const char *path, const char *text, bool asks)
{
	struct case_line line;
	size_t asked = 0;
	int number;

	order_total = hidden = 0;
	told_at = 0;
	memset(orders, 0, sizeof orders);
	for (number = 1; *text; text += strcspn(text, "\n"), text += *text == '\n', number++) {
		if (!case_read(text, number, &arena, &line) || (line.expected && !asks))
			continue;
		if (!line.expected) {
			/* A list of penalties has no times: an old page of it cannot be told from a new one. */
			if (!asks && (strcmp(line.words[0], "penalty") == 0 || strcmp(line.words[0], "lifted") == 0))
				continue;
			tell(&line);
			adds_up(path, &line);
			continue;
		}
		const char *got = answer(&line);

		asked++;
		if (!got || strcmp(got, line.expected) != 0)
			fail_msg("%s:%d: %s is %s, not %s", path, number, line.words[0],
				got ? got : "not known", line.expected);
	}
	return asked;
}

static void a_case_comes_out(void **state)
{
	const char *path = *state, *text = case_file(path, &arena);
	static const struct case_line all = { .words = { "lines" }, .count = 1 };
	const char *lines;

	if (play(path, text, true) == 0)
		fail_msg("%s asks nothing", path);
	lines = ask_lines(&all);
	store_take_changes(&desk.store);
	play(path, text, false);
	assert_string_equal(ask_lines(&all), lines);
	if (store_take_changes(&desk.store) & (TOPIC_ORDERS | TOPIC_LINES))
		fail_msg("%s: told once more, it changed something", path);
}

int main(void)
{
	struct CMUnitTest *tests;
	glob_t found;
	size_t i;
	int failed;

	if (glob("tests/money/*.case", 0, NULL, &found) != 0)
		return 1;
	tests = calloc(found.gl_pathc, sizeof *tests);
	for (i = 0; tests && i < found.gl_pathc; i++)
		tests[i] = (struct CMUnitTest){ .name = found.gl_pathv[i],
			.test_func = a_case_comes_out,
			.setup_func = begin,
			.teardown_func = end,
			.initial_state = found.gl_pathv[i] };
	failed = tests ? _cmocka_run_group_tests("money", tests, found.gl_pathc, NULL, NULL) : 1;
	free(tests);
	globfree(&found);
	return failed;
}
