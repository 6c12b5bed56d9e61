/* term_ascii: what a cell shows on a terminal without its character: exactly as many ASCII
 * letters as the cell has columns. */
#ifndef TERM_ASCII_H
#define TERM_ASCII_H

#include "paint/canvas.h"

void ascii_cell(const struct cell *cell, char letters[3]);

#endif
