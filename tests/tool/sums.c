/* sums: questions of a case that need no store: the arithmetic of base/money and src/model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "model/earning.h"
#include "model/goods.h"
#include "model/payout.h"
#include "model/split.h"
#include "tool/case.h"

static struct money fen(int64_t minor)
{
	return (struct money){ minor, CURRENCY_CNY };
}

static const char *number_text(struct arena *arena, int64_t number)
{
	return arena_print(arena, "%lld", (long long)number);
}

/* parse CNY 12.34 */
static const char *parse(const struct case_line *line, struct arena *arena)
{
	struct money money;

	if (!money_parse(line->count > 2 ? line->words[2] : "", currency_find(line->words[1]), &money))
		return "refused";
	return number_text(arena, money.minor);
}

/* shown CNY 1234 */
static const char *shown(const struct case_line *line, struct arena *arena)
{
	char text[MONEY_TEXT];

	return arena_text(arena, money_shown((struct money){ case_number(line, 2),
						     currency_find(line->words[1]) }, text));
}

/* sum CNY 5 USD 5 */
static const char *sum(const struct case_line *line, struct arena *arena)
{
	struct money a = { case_number(line, 2), currency_find(line->words[1]) };
	struct money b = { case_number(line, 4), currency_find(line->words[3]) };

	return money_add(a, b, &a) ? number_text(arena, a.minor) : "refused";
}

/* rate 1799 */
static const char *rate(const struct case_line *line, struct arena *arena)
{
	char text[MONEY_TEXT];

	return arena_text(arena, rate_shown((int32_t)case_number(line, 1), text));
}

/* commission 1980 910 */
static const char *commission(const struct case_line *line, struct arena *arena)
{
	struct money money;

	return commission_of(fen(case_number(line, 1)), (int32_t)case_number(line, 2), &money)
		       ? number_text(arena, money.minor)
		       : "refused";
}

/* clawback 3088 7722 2000: settled, new base, rate */
static const char *clawback(const struct case_line *line, struct arena *arena)
{
	struct money money;

	return commission_clawback(fen(case_number(line, 1)), fen(case_number(line, 2)),
		       (int32_t)case_number(line, 3), &money)
		       ? number_text(arena, money.minor)
		       : "refused";
}

/* split 5000 18800 12000 */
static const char *split(const struct case_line *line, struct arena *arena)
{
	int64_t weights[CASE_WORDS], shares[CASE_WORDS];
	size_t i, count = line->count - 2;
	const char *text = "";

	for (i = 0; i < count; i++)
		weights[i] = case_number(line, i + 2);
	split_by_weight(case_number(line, 1), weights, count, shares);
	for (i = 0; i < count; i++)
		text = arena_print(arena, "%s%s%lld", text, i ? " " : "", (long long)shares[i]);
	return text;
}

/* pieces 15443 2 1 */
static const char *pieces(const struct case_line *line, struct arena *arena)
{
	return number_text(arena,
		split_pieces(case_number(line, 1), case_number(line, 2), case_number(line, 3)));
}

/* coupon price=9899 threshold=9900 left=5 starts=… ends=… now=… */
static const char *coupon(const struct case_line *line, struct arena *arena)
{
	static const char *const names[] = { "none", "usable", "not_yet", "ended", "used_up" };
	const struct coupon of = { .id = "c",
		.face = fen(100),
		.threshold = { case_whole(line, "threshold", 0),
			currency_find(case_value(line, "in", "CNY")) },
		.left = case_whole(line, "left", UNKNOWN),
		.total = UNKNOWN,
		.starts_at = case_moment(case_value(line, "starts", "2026-01-01")),
		.ends_at = case_moment(case_value(line, "ends", "2026-12-31")) };
	struct money short_by = fen(0);
	enum coupon_state state = coupon_state(&of, fen(case_whole(line, "price", 0)),
		case_moment(case_value(line, "now", "2026-11-23")), &short_by);

	if (state == COUPON_TOO_SMALL)
		return arena_print(arena, "short %lld", (long long)short_by.minor);
	return names[state];
}

/* next_payout pdd 2018-10-13 */
static const char *calendar(const struct case_line *line, struct arena *arena)
{
	int64_t at = next_payout(line->words[1], case_moment(line->words[2]));
	time_t there = (time_t)(at + 8 * 3600);
	struct tm day;

	if (at == 0 || !gmtime_r(&there, &day))
		return "unknown";
	return arena_print(arena, "%04d-%02d-%02d%s", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
		day.tm_hour || day.tm_min || day.tm_sec ? " not at midnight" : "");
}

/* becomes invalid estimated */
static const char *becomes(const struct case_line *line, struct arena *arena)
{
	(void)arena;
	return order_may_become(order_state_find(line->words[1]), order_state_find(line->words[2])) ? "yes"
													: "no";
}

static const struct {
	const char *word;
	size_t words; /* at least */
	const char *(*answer)(const struct case_line *line, struct arena *arena);
} questions[] = {
	{ "parse", 2, parse },
	{ "shown", 3, shown },
	{ "sum", 5, sum },
	{ "rate", 2, rate },
	{ "commission", 3, commission },
	{ "clawback", 4, clawback },
	{ "split", 3, split },
	{ "pieces", 4, pieces },
	{ "coupon", 2, coupon },
	{ "next_payout", 3, calendar },
	{ "becomes", 3, becomes },
};

const char *case_sum(const struct case_line *line, struct arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof questions / sizeof *questions; i++)
		if (strcmp(questions[i].word, line->words[0]) == 0) {
			if (line->count < questions[i].words)
				fail_msg("line %d says too little", line->number);
			return questions[i].answer(line, arena);
		}
	return NULL;
}
