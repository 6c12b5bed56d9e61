/*
 * qr_draw: a QR code into an area of the canvas.
 */
#ifndef PAINT_QR_DRAW_H
#define PAINT_QR_DRAW_H

#include "paint/canvas.h"
#include "paint/qr.h"

/* The area's size as the space of a plan; the caller adds rows_bare and what it knows of the
 * terminal. */
struct qr_space qr_space_of(struct area area);

/* Draws the code where the plan puts it, in the STYLE_CODE_ styles. Nothing else may be drawn on
 * its rows. `inverted`: light on dark, for an owner whose scanner wants it. */
void qr_draw(struct area area, const struct qr *qr, const struct qr_plan *plan, bool inverted);

#endif
