/*
 * theme: how each style looks with 0, 8, 16 or 256 colours, as plain facts; ui/term turns them into
 * curses attributes. The terminal's own foreground and background stay wherever a style has no
 * reason of its own, and nothing is said by colour alone.
 */
#ifndef PAINT_THEME_H
#define PAINT_THEME_H

#include "paint/canvas.h"

struct look {
	short foreground, background; /* colour number, -1 = the terminal's own */
	bool bold, dim, underline, reverse;
};
/* `dark`: the background is known to be dark. False when light or unknown: then colours are chosen
 * that read on both. QR styles set both colours (Q1, Q2); without colours a light cell is a
 * reversed space on a dark terminal and a plain one on a light terminal. */
struct look theme_look(enum style style, int colors, bool dark);

#endif
