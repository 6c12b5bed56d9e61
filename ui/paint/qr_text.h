/*
 * qr_text: a QR code written as lines of text, for pipes, logs and `shopkeeper qr`.
 */
#ifndef PAINT_QR_TEXT_H
#define PAINT_QR_TEXT_H

#include <stdio.h>
#include "paint/qr.h"

/* QR_PLAIN has no colours, so it can only scan where ink is lighter than paper. */
enum qr_colours { QR_COLOURS_256, QR_COLOURS_16, QR_PLAIN };

/* Writes plan->rows lines; each ends by a reset of the colours, so that nothing leaks into what
 * follows. `inverted` swaps dark and light: right for QR_PLAIN with dark ink on light paper, and
 * with colours only for scanners that want it. The caller checks `out` for errors. */
void qr_write_text(const struct qr *qr, const struct qr_plan *plan, enum qr_colours colours,
	bool inverted, FILE *out);

#endif
