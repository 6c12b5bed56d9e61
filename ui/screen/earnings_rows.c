/* earnings_rows: see earnings_rows.h. */
#include "screen/earnings_rows.h"

#include <string.h>
#include <time.h>
#include "base/clock.h"
#include "base/words.h"
#include "model/link.h"
#include "screen/income.h"
#include "screen/subject.h"
#include "store/line_total.h"
#include "store/order_store.h"

enum { DAYS = 60, ROWS_MOST = 500, WEEK = 7 };

static const char *const names[EARNINGS_VIEWS] = {
#define X(id, words) [EARNINGS_##id] = words,
	EARNINGS_VIEWS_OF(X)
#undef X
};

const struct list_column earnings_columns[EARNINGS_COLUMNS] = {
	{ .head = "" },
	{ .head = N_("Orders"), .cols = 7, .right = true },
	{ .head = N_("Estimate"), .cols = 12, .right = true },
	{ .head = N_("Settled"), .cols = 12, .right = true },
};
const struct list_column ledger_columns[EARNINGS_COLUMNS] = {
	{ .head = N_("Ledger line") },
	{ .head = N_("Amount"), .cols = 12, .right = true },
	{ .head = N_("Bucket"), .cols = 16 },
	{ .head = N_("When"), .cols = 16 },
};

const char *earnings_view_name(enum earnings_view view)
{
	return _(names[view]);
}

bool earnings_view_is_chart(enum earnings_view view)
{
	return view == EARNINGS_DAY || view == EARNINGS_MONTH;
}

bool earnings_view_is_list(enum earnings_view view)
{
	return !earnings_view_is_chart(view) && view != EARNINGS_BRIDGE && view != EARNINGS_FORECAST;
}

/* ---- charts */

/* The length of a bar would tell what privacy hides. */
static int64_t height(const struct face *face, int64_t minor)
{
	return face->privacy || minor < 0 ? 0 : minor;
}

static size_t day_bars(const struct face *face, struct arena *arena, struct chart_bar **bars)
{
	struct earning_row *rows;
	char estimate[INCOME_TEXT], settled[INCOME_TEXT];
	size_t count = earning_load(&face->desk->store, BY_DAY, clock_day_start(clock_now_s(), -DAYS),
		DAYS, arena, &rows);
	*bars = arena_take_array(arena, count + 1, sizeof **bars);
	for (size_t i = 0; i < count; i++)
		(*bars)[i] = (struct chart_bar){
			.label = rows[i].name,
			.value = rows[i].settled.minor ? arena_text(arena, income_money(face, rows[i].settled, settled)) : "",
			.height = height(face, rows[i].settled.minor),
			.style = STYLE_MONEY,
			.expected_value = rows[i].estimate.minor || !rows[i].settled.minor
				? arena_text(arena, income_estimate(face, rows[i].estimate, estimate)) : "",
			.expected = height(face, rows[i].estimate.minor),
		};
	return count;
}

static size_t month_bars(const struct face *face, struct arena *arena, struct chart_bar **bars)
{
	struct span_income *rows;
	char text[INCOME_TEXT];
	size_t count = income_load(&face->desk->store, INCOME_MONTH, arena, &rows);
	*bars = arena_take_array(arena, count + 1, sizeof **bars);
	for (size_t i = 0; i < count; i++)
		(*bars)[i] = (struct chart_bar){
			.label = rows[i].name,
			.value = arena_text(arena, income_money(face, rows[i].income, text)),
			.height = height(face, rows[i].income.minor),
			.style = STYLE_MONEY,
		};
	return count;
}

size_t earnings_bars(const struct face *face, enum earnings_view view, struct arena *arena,
	struct chart_bar **bars)
{
	return view == EARNINGS_DAY ? day_bars(face, arena, bars) : month_bars(face, arena, bars);
}

/* ---- lists */

/* "wechat 2026-11-20 title": the channel's id becomes its name. */
static const char *post_name(struct arena *arena, const char *name)
{
	const char *space = strchr(name, ' ');
	enum channel channel = space ? channel_find(arena_bytes(arena, name, (size_t)(space - name)))
				     : CHANNEL_COUNT;
	return channel == CHANNEL_COUNT ? name
		: arena_print(arena, "%s  %s", space + 1, channel_name(channel));
}

static const char *name_of(enum earnings_view view, const char *name, struct arena *arena)
{
	enum channel channel;
	if (!name || !*name)
		return _("unknown");
	if (view == EARNINGS_POST)
		return post_name(arena, name);
	channel = view == EARNINGS_CHANNEL ? channel_find(name) : CHANNEL_COUNT;
	return channel == CHANNEL_COUNT ? name : channel_name(channel);
}

static size_t sum_rows(const struct face *face, enum earnings_view view, struct arena *arena,
	struct list_row **rows)
{
	static const enum earning_by by[EARNINGS_VIEWS] = { [EARNINGS_GOODS] = BY_GOODS,
		[EARNINGS_CHANNEL] = BY_CHANNEL, [EARNINGS_POST] = BY_POST,
		[EARNINGS_SUPPLIER] = BY_SUPPLIER };
	struct earning_row *sums;
	char text[INCOME_TEXT];
	size_t count = earning_load(&face->desk->store, by[view],
		clock_day_start(clock_now_s(), -DAYS), ROWS_MOST, arena, &sums);
	*rows = arena_take_array(arena, count + 1, sizeof **rows);
	for (size_t i = 0; i < count; i++) {
		const char *estimate = arena_text(arena, income_estimate(face, sums[i].estimate, text));
		const char *settled = arena_text(arena, income_money(face, sums[i].settled, text));
		(*rows)[i] = (struct list_row){
			.id = arena_print(arena, "%zu", i),
			.cells = { name_of(view, sums[i].name, arena),
				arena_print(arena, "%lld", (long long)sums[i].orders), estimate, settled },
			.styles = { [2] = STYLE_ESTIMATE, [3] = STYLE_MONEY },
		};
	}
	return count;
}

static struct list_row ledger_row(
	const struct face *face, const struct line *line, struct arena *arena)
{
	char amount[INCOME_TEXT], day[CLOCK_TEXT];
	bool money = bucket_is_money(line->bucket);
	struct list_row row = {
		.id = subject_make(arena, line->supplier, line->id),
		.cells = { line->order ? arena_print(arena, "%s  %s", line_kind_name(line->kind),
				line->order) : line_kind_name(line->kind),
			arena_text(arena, money ? income_money(face, line->amount, amount)
				: income_estimate(face, line->amount, amount)),
			bucket_name(line->bucket), arena_text(arena, clock_minute(line->at, day)) },
		.styles = { [2] = STYLE_DIM, [3] = STYLE_DIM },
	};
	row.styles[1] = money ? STYLE_MONEY : STYLE_ESTIMATE;
	return row;
}

size_t earnings_rows(const struct face *face, enum earnings_view view, struct arena *arena,
	struct list_row **rows, struct line **lines)
{
	*lines = NULL;
	if (view != EARNINGS_LEDGER)
		return sum_rows(face, view, arena, rows);
	size_t count = line_load(&face->desk->store, 0, ROWS_MOST, arena, lines);
	*rows = arena_take_array(arena, count + 1, sizeof **rows);
	for (size_t i = 0; i < count; i++)
		(*rows)[i] = ledger_row(face, &(*lines)[i], arena);
	return count;
}

/* ---- the head */

/* Days since Monday, in the owner's time zone. */
static int days_of_week(int64_t now)
{
	time_t at = (time_t)now;
	struct tm day;
	return localtime_r(&at, &day) ? (day.tm_wday + WEEK - 1) % WEEK : 0;
}

struct head {
	const struct face *face;
	struct arena *arena;
	struct head_row *rows;
	size_t count;
};
enum { HEAD_ROWS = 3 * CURRENCY_COUNT };

static void add_head(struct head *head, const char *label, const struct earning_row *row)
{
	char text[INCOME_TEXT];
	struct arena *arena = head->arena;
	const char *settled = arena_text(arena, income_money(head->face, row->settled, text));
	if (head->count < HEAD_ROWS)
		head->rows[head->count++] = (struct head_row){ label,
			arena_print(arena, "%lld", (long long)row->orders), settled,
			arena_text(arena, income_estimate(head->face, row->estimate, text)) };
}

static int64_t add_span(struct head *head, const char *label, int from, int to)
{
	struct earning_row *rows;
	int64_t now = clock_now_s(), orders = 0;
	size_t count = earning_span(&head->face->desk->store, clock_day_start(now, from),
		clock_day_start(now, to), head->arena, &rows);
	for (size_t i = 0; i < count; i++) {
		add_head(head, label, &rows[i]);
		orders += rows[i].orders;
	}
	return orders;
}

static void add_weeks(struct head *head)
{
	int days = days_of_week(clock_now_s());
	int64_t orders = add_span(head, _("This week"), -days, 1);
	size_t own = head->count;
	int64_t before = add_span(head, _("Last week, same days"), -days - WEEK, 1 - WEEK);
	for (size_t i = 0; i < own; i++)
		head->rows[i].orders = arena_print(head->arena, "%s %s",
			orders > before ? glyphs()->up : orders < before ? glyphs()->down : "=",
			head->rows[i].orders);
}

static void add_saved(struct head *head)
{
	struct earning_row *rows;
	int64_t now = clock_now_s();
	time_t at = (time_t)now;
	struct tm day;
	if (!localtime_r(&at, &day))
		return;
	size_t count = earning_load(&head->face->desk->store, BY_KIND, clock_day_start(now, -day.tm_yday),
		ROWS_MOST, head->arena, &rows);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, order_kind_id(ORDER_SELF)) == 0)
			add_head(head, _("Saved by buying, this year"), &rows[i]);
}

/* Sums only: what of them is taxed nobody here can say. */
static void add_years(struct head *head)
{
	struct span_income *rows;
	size_t count = income_load(&head->face->desk->store, INCOME_YEAR, head->arena, &rows);
	char text[INCOME_TEXT];
	for (size_t i = 0; i < count && head->count < HEAD_ROWS; i++)
		head->rows[head->count++] = (struct head_row){
			arena_print(head->arena, _("Year %s, in all"), rows[i].name), "",
			arena_text(head->arena, income_money(head->face, rows[i].income, text)), "" };
}

size_t earnings_head(const struct face *face, enum earnings_view view, struct arena *arena,
	struct head_row **rows)
{
	struct head head = { face, arena, arena_take_array(arena, HEAD_ROWS, sizeof **rows), 0 };
	if (view == EARNINGS_MONTH)
		add_years(&head);
	if (view == EARNINGS_DAY) {
		add_weeks(&head);
		add_saved(&head);
	}
	*rows = head.rows;
	return head.count;
}
