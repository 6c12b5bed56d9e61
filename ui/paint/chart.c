/* chart: one horizontal bar a row, so that labels of any language fit.
 * Read next: paint/glyphs.c. */
#include "paint/chart.h"

#include "base/text.h"

static int most_cols(const struct chart_bar *bars, size_t count, bool labels)
{
	size_t most = 0, i, cols;

	for (i = 0; i < count; i++) {
		cols = text_cols(labels ? bars[i].label : bars[i].value);
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

void chart_draw(struct area area, const struct chart_bar *bars, size_t count)
{
	int labels = most_cols(bars, count, true), values = most_cols(bars, count, false), room;
	int64_t most = 0;
	size_t i;

	if (labels > area.cols / 3)
		labels = area.cols / 3;
	room = area.cols - labels - values - 2;
	for (i = 0; i < count; i++)
		most = bars[i].height > most ? bars[i].height : most;
	for (i = 0; i < count && (int)i < area.rows; i++) {
		int row = (int)i;

		area_field(area, row, 0, labels, STYLE_TEXT, bars[i].label, false);
		if (room > 0)
			draw_bar(area_part(area, row, labels + 1, 1, room), 0,
				eighths(bars[i].height, most, room), bars[i].style);
		area_field(
			area, row, area.cols - values, values, bars[i].style, bars[i].value, true);
	}
}
