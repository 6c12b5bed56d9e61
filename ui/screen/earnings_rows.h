/*
 * earnings_rows: what the views of the earnings are made of: rows of lists and bars of charts, out of the
 * store's running sums. Which view is shown and how it is moved through is earnings.c's.
 */
#ifndef SCREEN_EARNINGS_ROWS_H
#define SCREEN_EARNINGS_ROWS_H

#include "model/earning.h"
#include "paint/chart.h"
#include "paint/list.h"
#include "screen/screen.h"

#define EARNINGS_VIEWS_OF(X) \
	X(DAY, N_("Days")) \
	X(MONTH, N_("Months")) \
	X(GOODS, N_("Goods")) \
	X(CHANNEL, N_("Channels")) \
	X(POST, N_("Posts")) \
	X(SUPPLIER, N_("Suppliers")) \
	X(BRIDGE, N_("Why")) \
	X(FORECAST, N_("When")) \
	X(LEDGER, N_("Ledger"))

enum earnings_view {
#define X(id, words) EARNINGS_##id,
	EARNINGS_VIEWS_OF(X)
#undef X
	EARNINGS_VIEWS
};
const char *earnings_view_name(enum earnings_view view); /* translated */
bool earnings_view_is_chart(enum earnings_view view);
bool earnings_view_is_list(enum earnings_view view);

size_t earnings_bars(const struct face *face, enum earnings_view view, struct arena *arena,
	struct chart_bar **bars);
/* `lines` gets the ledger's lines, row by row; NULL in other views. */
size_t earnings_rows(const struct face *face, enum earnings_view view, struct arena *arena,
	struct list_row **rows, struct line **lines);
extern const struct list_column earnings_columns[], ledger_columns[];
enum { EARNINGS_COLUMNS = 4 }; /* of either */

/* Above the days: this week, last week up to the same day, and what she saved by buying herself; above the
 * months: each year's sum. One row for each currency. */
struct head_row {
	const char *label, *orders, *settled, *estimate;
};
size_t earnings_head(const struct face *face, enum earnings_view view, struct arena *arena, struct head_row **rows);

#endif
