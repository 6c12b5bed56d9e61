/* panes: the three layouts in one place: below 60 columns cards, below 100 a list alone, from 100
 * on a list with a preview to its right. */
#ifndef SCREEN_PANES_H
#define SCREEN_PANES_H

#include "paint/canvas.h"

enum { PANES_CARDS_BELOW = 60, PANES_TWO_FROM = 100 };

/* The list's part and the preview's; the preview has no columns when there is one pane only.
 * Draws the line between them. */
void panes_split(struct area area, struct area *list, struct area *preview);

#endif
