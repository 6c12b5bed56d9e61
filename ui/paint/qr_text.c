/*
 * qr_text: cells as ANSI text. A colour is sent only when it changes, which keeps a code of version
 * 3 below 3 kB.
 */
#include "paint/qr_text.h"

enum colour { UNSET, LIGHT, DARK };

struct pen {
	enum qr_colours colours;
	enum colour ink, ground; /* as the terminal has them now */
	FILE *out;
};

static const char *const inks[][3] = {
	[QR_COLOURS_256] = { [LIGHT] = "38;5;231", [DARK] = "38;5;16" },
	[QR_COLOURS_16] = { [LIGHT] = "97", [DARK] = "30" },
};
static const char *const grounds[][3] = {
	[QR_COLOURS_256] = { [LIGHT] = "48;5;231", [DARK] = "48;5;16" },
	[QR_COLOURS_16] = { [LIGHT] = "107", [DARK] = "40" },
};

static void choose(struct pen *pen, enum colour ink, enum colour ground)
{
	bool new_ink = ink != UNSET && ink != pen->ink;
	bool new_ground = ground != pen->ground;
	if (new_ink && new_ground)
		fprintf(pen->out, "\033[%s;%sm", inks[pen->colours][ink],
			grounds[pen->colours][ground]);
	else if (new_ink)
		fprintf(pen->out, "\033[%sm", inks[pen->colours][ink]);
	else if (new_ground)
		fprintf(pen->out, "\033[%sm", grounds[pen->colours][ground]);
	pen->ground = ground;
	if (new_ink)
		pen->ink = ink;
}

static void put_coloured(struct pen *pen, struct qr_cell cell)
{
	bool alike = cell.upper_dark == cell.lower_dark;
	enum colour upper = cell.upper_dark ? DARK : LIGHT;
	choose(pen, alike ? UNSET : upper, cell.lower_dark ? DARK : LIGHT);
	fputs(alike ? " " : "▀", pen->out);
}

/* Ink is light here, as on a dark terminal. */
static void put_plain(struct pen *pen, struct qr_cell cell)
{
	static const char *const glyphs[2][2] = { { "█", "▀" }, { "▄", " " } };
	fputs(glyphs[cell.upper_dark][cell.lower_dark], pen->out);
}

void qr_write_text(const struct qr *qr, const struct qr_plan *plan, enum qr_colours colours,
	bool inverted, FILE *out)
{
	for (int row = 0; row < plan->rows; row++) {
		struct pen pen = { .colours = colours, .out = out };
		for (int col = 0; col < plan->cols; col++) {
			struct qr_cell cell = qr_cell(qr, plan, row, col);
			if (inverted)
				cell = (struct qr_cell){ !cell.upper_dark, !cell.lower_dark };
			if (colours == QR_PLAIN)
				put_plain(&pen, cell);
			else
				put_coloured(&pen, cell);
		}
		fputs(colours == QR_PLAIN ? "\n" : "\033[0m\n", out);
	}
}
