/* chart: bars that read in 16 colours and in ASCII. Numbers come summed from the
 * model; nothing is computed. */
#ifndef PAINT_CHART_H
#define PAINT_CHART_H

#include "paint/canvas.h"
#include <stdint.h>

struct chart_bar {
	const char *label, *value; /* value as text, e.g. "¥12.30" */
	int64_t height;            /* ≥ 0 */
	enum style style;
	/* An estimate on top of it, drawn in a lighter sign behind the bar, never as money; NULL and 0: none. */
	const char *expected_value;
	int64_t expected; /* ≥ 0 */
};
/* One bar a row: label, bar, value, expected value. */
void chart_draw(struct area area, const struct chart_bar *bars, size_t count);

#endif
