/*
 * qr_draw: cells are set directly: area_put would measure ▀, which is two columns wide where the
 * owner's terminal is set up so, and an owner who asks for half mode there means one.
 */
#include "paint/qr_draw.h"

struct qr_space qr_space_of(struct area area)
{
	return (struct qr_space){ .cols = area.cols, .rows = area.rows };
}

static struct cell cell_of(struct qr_cell dark, bool inverted)
{
	static const enum style styles[2][2] = {
		{ STYLE_CODE_LL, STYLE_CODE_LD },
		{ STYLE_CODE_DL, STYLE_CODE_DD },
	};
	unsigned char style = (unsigned char)styles[dark.upper_dark != inverted][dark.lower_dark != inverted];
	if (dark.upper_dark == dark.lower_dark)
		return (struct cell){ " ", 1, style };
	return (struct cell){ "▀", 1, style };
}

void qr_draw(struct area area, const struct qr *qr, const struct qr_plan *plan, bool inverted)
{
	struct area place = area_part(area, plan->top, plan->left, plan->rows, plan->cols);
	for (int row = 0; row < place.rows; row++)
		for (int col = 0; col < place.cols; col++) {
			int at = (place.row + row) * place.canvas->cols + place.col + col;
			place.canvas->cells[at] = cell_of(qr_cell(qr, plan, row, col), inverted);
		}
}
