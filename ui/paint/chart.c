/* chart: one horizontal bar a row, so that labels of any language fit.
 * Read next: paint/glyphs.c. */
#include "paint/chart.h"

#include "base/text.h"

enum part { LABELS, VALUES, EXPECTED };

static int most_cols(const struct chart_bar *bars, size_t count, enum part part)
{
	size_t most = 0, i, cols;

	for (i = 0; i < count; i++) {
		const char *text = part == LABELS ? bars[i].label :
			part == VALUES ? bars[i].value : bars[i].expected_value;

		cols = text ? text_cols(text) : 0;
		most = cols > most ? cols : most;
	}
	return most > 1000 ? 1000 : (int)most;
}

/* Eighths of a cell; anything above nothing shows at least the thinnest bar there is. */
static int eighths(int64_t height, int64_t most, int cols)
{
	int64_t part;

	if (height <= 0 || most <= 0 || cols <= 0)
		return 0;
	while (most > INT64_MAX / (8 * 4096)) {
		most /= 2;
		height /= 2;
	}
	part = height * 8 * cols / most;
	return part < 4 ? 4 : (int)part;
}

static void draw_bar(struct area area, int row, int length, enum style style)
{
	int col;

	for (col = 0; length >= 8; col++, length -= 8)
		area_put(area, row, col, style, glyphs()->bar[8]);
	area_put(area, row, col, style, glyphs()->bar[length]);
}

/* Behind the bar, in whole cells; what it has of the bar's last cell is the bar's. */
static void draw_expected(struct area area, int row, int from, int length)
{
	int col = (from + 7) / 8, end = (from + length + 4) / 8;

	for (end = end > col ? end : col + 1; col < end; col++)
		area_put(area, row, col, STYLE_ESTIMATE, glyphs()->light);
}

static void draw_row(struct area area, const struct chart_bar *bar, int64_t most)
{
	int length = eighths(bar->height, most, area.cols);
	int expected = eighths(bar->expected, most, area.cols);

	draw_bar(area, 0, length, bar->style);
	if (expected > 0)
		draw_expected(area, 0, length, expected);
}

void chart_draw(struct area area, const struct chart_bar *bars, size_t count)
{
	int labels = most_cols(bars, count, LABELS), values = most_cols(bars, count, VALUES),
	    expected = most_cols(bars, count, EXPECTED), room;
	int64_t most = 0;
	size_t i;

	if (labels > area.cols / 3)
		labels = area.cols / 3;
	expected += expected > 0;
	room = area.cols - labels - values - expected - 2;
	for (i = 0; i < count; i++)
		most = bars[i].height + bars[i].expected > most ? bars[i].height + bars[i].expected : most;
	for (i = 0; i < count && (int)i < area.rows; i++) {
		int row = (int)i;

		area_field(area, row, 0, labels, STYLE_TEXT, bars[i].label, false);
		if (room > 0)
			draw_row(area_part(area, row, labels + 1, 1, room), &bars[i], most);
		area_field(area, row, area.cols - values - expected, values, bars[i].style, bars[i].value, true);
		if (expected > 0 && bars[i].expected_value)
			area_field(area, row, area.cols - expected + 1, expected - 1, STYLE_ESTIMATE,
				bars[i].expected_value, true);
	}
}
