/*
 * qr: a link as a QR code that scans: its modules, how they fit into a terminal, and what each cell
 * then shows. Knows neither terminal nor canvas: the screen, qr_text.c and the tests paint the
 * cells. Pictures for posters are in qr_file.h.
 *
 * The code holds the link byte for byte. Upper-casing scheme and host would sometimes save a
 * version, but a link is never altered, not even where a browser would not notice.
 */
#ifndef PAINT_QR_H
#define PAINT_QR_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/fault.h"

/* How much of the code may be damaged and still be read: about 7, 15, 25 and 30 %. */
enum qr_level { QR_L, QR_M, QR_Q, QR_H };

/* The quiet zone, the light edge around a code, in modules. The standard asks for 4; 2 was read by
 * every scanner tried, 0 by almost none. */
enum { QR_QUIET_MOST = 4, QR_QUIET_LEAST = 2 };

enum { QR_MOST_SIZE = 177, QR_ROW_BYTES = (QR_MOST_SIZE + 7) / 8 };

struct qr {
	int version; /* 1..40 */
	int size;    /* modules on a side: 17 + 4 × version */
	enum qr_level level;
	uint8_t dark[QR_MOST_SIZE][QR_ROW_BYTES]; /* a bit for each module; read it with qr_dark */
};

/* Encodes the link, upper and lower case kept, parts in shorter modes where that saves room. Takes
 * the smallest version at level `least` (or at L if `least` holds no link so long), then the
 * highest level that keeps this version: a larger version for more correction does not scan better,
 * the same version with more does. Screens ask for QR_M, posters for QR_Q. ERR_USAGE for an empty
 * link, ERR_LIMIT for one beyond version 40. */
MUST_USE enum err qr_make(
	const char *link, enum qr_level least, struct qr *qr, struct fault *fault);

/* Is the module dark? Everything outside the code is light, as the quiet zone is. */
bool qr_dark(const struct qr *qr, int x, int y);

/* Half: a cell shows two modules, one above the other. Full: a module is a few spaces. Full needs
 * four times the room, and no glyph of the font. */
enum qr_mode { QR_AUTO, QR_HALF, QR_FULL };

enum { QR_UNBOUND = INT_MAX }; /* as cols or rows: a file or a pipe */

/* Where a code shall be shown. */
struct qr_space {
	int cols;
	int rows;	    /* for the code alone, while the text stays around it */
	int rows_bare;	    /* with all text hidden; 0 if nothing can be hidden */
	enum qr_mode wish;  /* QR_HALF and QR_FULL are obeyed; QR_AUTO decides by the next three */
	bool half_unusable; /* no ▀ in the font, two columns wide, or fewer than 8 colours */
	int cell_width_px;  /* both 0 if the terminal does not say: then a cell is taken as 1:2 */
	int cell_height_px;
	int quiet_most; /* the owner's choice, 2..4; 0 is 4 */
};

/* How it is shown there. */
struct qr_plan {
	enum qr_mode mode; /* QR_HALF or QR_FULL */
	int module_cols;   /* columns of a module: 1 in half mode, 1..4 in full mode */
	int quiet_top;	/* modules above; below the same, and half a row to fill the last cell */
	int quiet_side; /* modules left and right */
	int cols, rows; /* cells of the whole, quiet zone included */
	int left, top;	/* where it starts in the space: centred; top only if bare */
	bool bare;	/* fits only with all text hidden */
};

/*
 * The largest quiet zone that fits in the rows beside the text, else with the text hidden. Never
 * cuts. If it does not fit: ERR_LIMIT, plan->cols and rows are the least it needs, and the fault
 * tells the owner both sizes. WeChat reads no module wider than 1.5 or narrower than 0.78 of its
 * height; with cells of such a shape QR_AUTO takes full mode with as many columns as suit.
 */
MUST_USE enum err qr_fit(const struct qr *qr, const struct qr_space *space, struct qr_plan *plan,
	struct fault *fault);

/* qr_make at M and qr_fit; if that does not fit, both at L, which is often a version smaller. After
 * that only a shorter link helps, which is up to the caller. */
MUST_USE enum err qr_make_to_fit(const char *link, const struct qr_space *space, struct qr *qr,
	struct qr_plan *plan, struct fault *fault);

/*
 * What one cell shows. Paint it so, always with both colours set (16 on 231, or 0 on 15: never the
 * terminal's own): halves alike are a space on that background; otherwise ▀ with the colour of the
 * upper half on that of the lower. No other glyph: backgrounds reach over the line spacing, inks do
 * not. Rows and columns count from the plan's corner.
 */
struct qr_cell {
	bool upper_dark, lower_dark;
};
struct qr_cell qr_cell(const struct qr *qr, const struct qr_plan *plan, int row, int col);

#endif
