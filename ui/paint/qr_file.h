/*
 * qr_file: a QR code as a picture file for posters and messages. The code only: nothing is ever
 * drawn over it.
 */
#ifndef PAINT_QR_FILE_H
#define PAINT_QR_FILE_H

#include <stdio.h>
#include "paint/qr.h"

/* Black on white, 4 modules of quiet zone, a unit a module, 8 pixels a unit unless scaled. */
MUST_USE bool qr_write_svg(const struct qr *qr, FILE *out);

/*
 * Saves a PNG or SVG, as the ending of `path` says (else ERR_USAGE). The file appears whole or not
 * at all and has the rights a new file of the owner has. One that is there already stays as it is
 * and is ERR_USAGE, unless `replace`.
 */
MUST_USE enum err qr_save(const struct qr *qr, const char *path, bool replace, struct fault *fault);

#endif
