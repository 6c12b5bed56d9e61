/*
 * qr: encoding (the only file with qrencode.h), fitting and cells. Pure: no output happens here.
 * Read qr_text.c next for one way to paint the cells.
 */
#include "paint/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>
#include "base/words.h"

static const QRecLevel levels[] = {
	[QR_L] = QR_ECLEVEL_L, [QR_M] = QR_ECLEVEL_M, [QR_Q] = QR_ECLEVEL_Q, [QR_H] = QR_ECLEVEL_H
};

/* QR_MODE_8 only says that bytes are no Shift-JIS; digits and capitals still get their short modes.
 */
static QRcode *encode(const char *link, int version, enum qr_level level)
{
	const int case_sensitive = 1;
	return QRcode_encodeString(link, version, levels[level], QR_MODE_8, case_sensitive);
}

static void take(struct qr *qr, const QRcode *code, enum qr_level level)
{
	*qr = (struct qr){ .version = code->version, .size = code->width, .level = level };
	for (int y = 0; y < qr->size; y++)
		for (int x = 0; x < qr->size; x++)
			if (code->data[y * qr->size + x] & 1)
				qr->dark[y][x / 8] |= (uint8_t)(1U << x % 8);
}

/* libqrencode takes a larger version by itself when the one asked for is too small. */
static bool raise_level(struct qr *qr, const char *link, enum qr_level level)
{
	QRcode *code = encode(link, qr->version, level);
	bool same = code && code->version == qr->version;
	if (same)
		take(qr, code, level);
	QRcode_free(code);
	return same;
}

static enum err refuse(int error, struct fault *fault)
{
	if (error == ERANGE)
		return fault_set(fault, ERR_LIMIT,
			_("The link is too long for a QR code: ask the supplier for its short "
			  "link."));
	return fault_set(fault, ERR_FAILED, _("No QR code could be made: %s."), strerror(error));
}

enum err qr_make(const char *link, enum qr_level least, struct qr *qr, struct fault *fault)
{
	if (!*link)
		return fault_set(fault, ERR_USAGE, _("There is no link to make a QR code of."));
	QRcode *code = encode(link, 0, least);
	if (!code && errno == ERANGE && least != QR_L)
		code = encode(link, 0, least = QR_L);
	if (!code)
		return refuse(errno, fault);
	take(qr, code, least);
	QRcode_free(code);
	while (qr->level < QR_H && raise_level(qr, link, qr->level + 1))
		;
	return OK;
}

bool qr_dark(const struct qr *qr, int x, int y)
{
	if (x < 0 || y < 0 || x >= qr->size || y >= qr->size)
		return false;
	return qr->dark[y][x / 8] >> x % 8 & 1;
}

/* ---- fitting */

/* The shape of a module `width` wide and `height` high, compared with the square, in percent. */
static int off_square(int64_t width, int64_t height)
{
	int64_t percent = width > height ? width * 100 / height : height * 100 / width;
	return percent > 1000 ? 1000 : (int)percent;
}

static bool half_suits(const struct qr_space *space)
{
	int64_t width = space->cell_width_px, height = space->cell_height_px;
	if (space->half_unusable)
		return false;
	if (width <= 0 || height <= 0)
		return true;
	return 2 * width * 100 >= 78 * height && 2 * width * 100 <= 150 * height;
}

static int full_module_cols(const struct qr_space *space)
{
	int best = 2;
	if (space->cell_width_px <= 0 || space->cell_height_px <= 0)
		return best;
	for (int cols = 1; cols <= 4; cols++)
		if (off_square((int64_t)cols * space->cell_width_px, space->cell_height_px) <
			off_square((int64_t)best * space->cell_width_px, space->cell_height_px))
			best = cols;
	return best;
}

static int rows_needed(const struct qr *qr, const struct qr_plan *plan, int quiet)
{
	int modules = qr->size + 2 * quiet;
	return plan->mode == QR_HALF ? (modules + 1) / 2 : modules;
}

static int cols_needed(const struct qr *qr, const struct qr_plan *plan, int quiet)
{
	return (qr->size + 2 * quiet) * plan->module_cols;
}

/* Columns and rows each keep as much of the quiet zone as they can. */
static bool fit_in(const struct qr *qr, int cols, int rows, int quiet_most, struct qr_plan *plan)
{
	plan->quiet_side = plan->quiet_top = quiet_most;
	while (plan->quiet_side > QR_QUIET_LEAST && cols_needed(qr, plan, plan->quiet_side) > cols)
		plan->quiet_side--;
	while (plan->quiet_top > QR_QUIET_LEAST && rows_needed(qr, plan, plan->quiet_top) > rows)
		plan->quiet_top--;
	plan->cols = cols_needed(qr, plan, plan->quiet_side);
	plan->rows = rows_needed(qr, plan, plan->quiet_top);
	return plan->cols <= cols && plan->rows <= rows;
}

static int quiet_wished(const struct qr_space *space)
{
	int quiet = space->quiet_most;
	if (quiet == 0 || quiet > QR_QUIET_MOST)
		return QR_QUIET_MOST;
	return quiet < QR_QUIET_LEAST ? QR_QUIET_LEAST : quiet;
}

static int most_rows(const struct qr_space *space)
{
	return space->rows_bare > space->rows ? space->rows_bare : space->rows;
}

enum err qr_fit(const struct qr *qr, const struct qr_space *space, struct qr_plan *plan,
	struct fault *fault)
{
	bool half = space->wish == QR_HALF || (space->wish == QR_AUTO && half_suits(space));
	int quiet = quiet_wished(space);
	*plan = (struct qr_plan){ .mode = half ? QR_HALF : QR_FULL };
	plan->module_cols = half ? 1 : full_module_cols(space);
	bool fits = fit_in(qr, space->cols, space->rows, quiet, plan);
	if (!fits) {
		fits = fit_in(qr, space->cols, most_rows(space), quiet, plan);
		plan->bare = fits;
	}
	if (!fits) {
		plan->cols = cols_needed(qr, plan, QR_QUIET_LEAST);
		plan->rows = rows_needed(qr, plan, QR_QUIET_LEAST);
		return fault_set(fault, ERR_LIMIT,
			_("The QR code needs %d×%d cells, there are %d×%d: enlarge the window or "
			  "make its "
			  "letters smaller (Ctrl and minus)."),
			plan->cols, plan->rows, space->cols, most_rows(space));
	}
	if (space->cols != QR_UNBOUND)
		plan->left = (space->cols - plan->cols) / 2;
	if (plan->bare)
		plan->top = (space->rows_bare - plan->rows) / 2;
	return OK;
}

enum err qr_make_to_fit(const char *link, const struct qr_space *space, struct qr *qr,
	struct qr_plan *plan, struct fault *fault)
{
	enum err err = qr_make(link, QR_M, qr, fault);
	if (err != OK)
		return err;
	if (qr_fit(qr, space, plan, NULL) == OK)
		return OK;
	err = qr_make(link, QR_L, qr, fault);
	return err != OK ? err : qr_fit(qr, space, plan, fault);
}

/* ---- painting */

struct qr_cell qr_cell(const struct qr *qr, const struct qr_plan *plan, int row, int col)
{
	int x = col / plan->module_cols - plan->quiet_side;
	if (plan->mode == QR_FULL) {
		bool dark = qr_dark(qr, x, row - plan->quiet_top);
		return (struct qr_cell){ dark, dark };
	}
	int y = 2 * row - plan->quiet_top;
	return (struct qr_cell){ qr_dark(qr, x, y), qr_dark(qr, x, y + 1) };
}
