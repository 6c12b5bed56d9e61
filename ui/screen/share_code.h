/*
 * share_code: a link's QR code on the screen and in files. On its rows stands nothing else, below it the
 * link in plain text from column 0; what does not fit is never cut.
 */
#ifndef SCREEN_SHARE_CODE_H
#define SCREEN_SHARE_CODE_H

#include "model/link.h"
#include "paint/qr.h"
#include "screen/screen.h"

/* How she wants codes drawn; remembered in the store for each kind of terminal. */
struct share_code {
	enum qr_mode mode;
	enum qr_level level; /* QR_M: L where only that fits */
	bool inverted;       /* light on dark: many scanners do not read that */
	int quiet;  /* modules of margin, 2..4 */
	bool alone; /* it has the screen for itself: the link may be hidden if that helps */
};
void share_code_load(struct share_code *code, const struct face *face);
/* Half blocks, full cells, automatic; margin, polarity, level. REACT_NOT_MINE for other actions. */
struct reaction share_code_act(
	struct share_code *code, const struct face *face, enum action action);

/* Rows the code and its link take in `area`, 0: it does not fit there and `fault` says what it needs. */
int share_code_rows(const struct share_code *code, const struct face *face, struct area area,
	const char *url, struct fault *fault);
/* Centred in the area; a sentence instead when it does not fit. */
void share_code_draw(
	const struct share_code *code, const struct face *face, struct area area, const char *url);
/* The link from column 0 as many rows as it takes; returns the row after it. */
int share_code_link(struct area area, int row, const char *url);
/* PNG and SVG into the data folder, else the current folder; `where` gets the PNG's path. */
MUST_USE enum err share_code_save(const struct face *face, const struct link *link, struct arena *arena,
	char **where, struct fault *fault);

#endif
