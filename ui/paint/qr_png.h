/*
 * qr_png: a QR code as a PNG picture (qr_png.c is the only file with png.h).
 */
#ifndef PAINT_QR_PNG_H
#define PAINT_QR_PNG_H

#include <stdio.h>
#include "paint/qr.h"

/* Black on white, 1 bit a pixel, 4 modules of quiet zone; 8 pixels a module, or 16, 24 … until the
 * picture is 512 pixels wide. False if libpng or `out` failed; the caller still checks fclose. */
MUST_USE bool qr_write_png(const struct qr *qr, FILE *out);

#endif
