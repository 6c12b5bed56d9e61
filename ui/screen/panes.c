/* panes: see panes.h. */
#include "screen/panes.h"

enum { PREVIEW_LEAST = 37 };

void panes_split(struct area area, struct area *list, struct area *preview)
{
	int cols = area.cols / 3 > PREVIEW_LEAST ? area.cols / 3 : PREVIEW_LEAST;
	if (area.cols < PANES_TWO_FROM) {
		*list = area;
		*preview = area_part(area, 0, area.cols, area.rows, 0);
		return;
	}
	int left = area.cols - cols - 3;
	*list = area_part(area, 0, 0, area.rows, left);
	*preview = area_part(area, 0, left + 3, area.rows, cols);
	for (int row = 0; row < area.rows; row++)
		area_put(area, row, left + 1, STYLE_DIM, glyphs()->vertical);
}
