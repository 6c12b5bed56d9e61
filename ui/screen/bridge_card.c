/* bridge_card: see bridge_card.h. The steps are model/bridge.c's, the days desk/forecast.c's. */
#include "screen/bridge_card.h"

#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "screen/income.h"

enum { LABEL_COLS = 20, AMOUNT_COLS = 13, WORDS_LEAST = 20, WORDS_MOST = 42 };

/* A label, an amount that ends where all end, and what it means where there is room. */
struct card_row {
	const char *label, *amount, *words;
	enum style style;
};

static void draw_row(struct sheet *sheet, const struct card_row *row)
{
	int pad = AMOUNT_COLS - (int)text_cols(row->amount), after = sheet->label_cols + AMOUNT_COLS + 2;
	int at = sheet->row - sheet->top;
	sheet_pair(sheet, row->label, row->style,
		arena_print(&sheet->arena, "%*s%s", pad > 0 ? pad : 0, "", row->amount));
	if (!*row->words)
		return;
	/* Half a sentence is worse than none, but for a long one on a wide screen. */
	if (sheet->area.cols - after < WORDS_LEAST ||
		(sheet->area.cols - after < WORDS_MOST && (int)text_cols(row->words) > sheet->area.cols - after))
		return;
	if (at >= 0 && at < sheet->area.rows)
		area_put(sheet->area, at, after, STYLE_DIM,
			text_cut(&sheet->arena, row->words, (size_t)(sheet->area.cols - after)));
}

static void draw_steps(struct sheet *sheet, const struct face *face, const struct bridge *bridge, bool month)
{
	char text[INCOME_TEXT];
	struct bridge_end end = bridge_waiting(bridge, month);
	struct money money = { bridge->minor[BRIDGE_ESTIMATED], bridge->currency };
	draw_row(sheet, &(const struct card_row){ bridge_cause_name(BRIDGE_ESTIMATED),
		income_estimate(face, money, text), bridge_cause_words(BRIDGE_ESTIMATED), STYLE_ESTIMATE });
	for (int cause = BRIDGE_ESTIMATED + 1; cause < BRIDGE_CAUSE_COUNT; cause++) {
		money.minor = bridge->minor[cause];
		if (money.minor)
			draw_row(sheet, &(const struct card_row){ bridge_cause_name((enum bridge_cause)cause),
				income_change(face, money, bridge_cause_is_money((enum bridge_cause)cause), text),
				bridge_cause_words((enum bridge_cause)cause),
				money.minor < 0 ? STYLE_BAD : STYLE_GOOD });
	}
	draw_row(sheet, &(const struct card_row){ end.name, end.amount.minor > 0
		? income_change(face, end.amount, false, text) : income_estimate(face, end.amount, text),
		end.words, STYLE_ESTIMATE });
	area_rule(area_part(sheet->area, sheet->row - sheet->top, 0, 1, sheet->label_cols + AMOUNT_COLS), 0,
		STYLE_DIM);
	sheet->row++;
	end = bridge_yours(bridge, month);
	draw_row(sheet, &(const struct card_row){ end.name, income_money(face, end.amount, text), end.words,
		STYLE_MONEY });
}

void bridge_card_draw(struct sheet *sheet, const struct face *face, const struct bridge *bridges, size_t count,
	bool month)
{
	sheet->label_cols = LABEL_COLS;
	for (size_t i = 0; i < count; i++) {
		if (count > 1)
			sheet_head(sheet, currency_code(bridges[i].currency));
		draw_steps(sheet, face, &bridges[i], month);
	}
	sheet_gap(sheet);
	if (month)
		sheet_text(sheet, STYLE_DIM, _("What was written into the ledger in this month, of older orders, too."));
	sheet_text(sheet, STYLE_DIM, _("Each step is a sum of ledger lines, and all of them together are the last "
				       "row. One order: open it and press e."));
}

/* ---- when */

static void draw_forecast(struct sheet *sheet, const struct face *face, const struct forecast *row)
{
	char text[INCOME_TEXT];
	bool is_money = forecast_is_money(row->what);
	draw_row(sheet, &(const struct card_row){ row->supplier,
		is_money ? income_money(face, row->amount, text) : income_estimate(face, row->amount, text), "",
		row->amount.minor < 0 ? STYLE_BAD : is_money ? STYLE_MONEY : STYLE_ESTIMATE });
	sheet->row--;
	int after = sheet->label_cols + AMOUNT_COLS + 2, at = sheet->row - sheet->top;
	int room = sheet->area.cols - after;
	/* What it is must be read: in its own row where there is no room beside. */
	if (room < (int)text_cols(forecast_words(row->what))) {
		sheet->row++;
		sheet_line(sheet, STYLE_DIM,
			arena_print(&sheet->arena, "  %s", forecast_words(row->what)));
		return;
	}
	if (at >= 0 && at < sheet->area.rows)
		area_put(sheet->area, at, after, STYLE_DIM, forecast_words(row->what));
	sheet->row++;
}

static void draw_day(struct sheet *sheet, int64_t at, bool first)
{
	char day[CLOCK_TEXT];
	if (!first)
		sheet_gap(sheet);
	sheet_line(sheet, STYLE_BOLD, !at ? _("No day is known") : !first ? clock_day(at, day)
		: arena_print(&sheet->arena, _("Next: %s"), clock_day(at, day)));
}

static bool same_day(int64_t a, int64_t b)
{
	char one[CLOCK_TEXT], other[CLOCK_TEXT];
	return !a == !b && !strcmp(clock_day(a, one), clock_day(b, other));
}

void forecast_card_draw(struct sheet *sheet, const struct face *face, const struct forecast *rows, size_t count)
{
	sheet->label_cols = LABEL_COLS;
	if (!count)
		sheet_text(sheet, STYLE_DIM, _("Nothing is on its way and nothing is expected."));
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !same_day(rows[i].at, rows[i - 1].at))
			draw_day(sheet, rows[i].at, i == 0);
		draw_forecast(sheet, face, &rows[i]);
	}
	sheet_gap(sheet);
	sheet_text(sheet, STYLE_DIM, _("~ is an estimate: it is no money and in no sum of money."));
}
