/* lost_card: an order number that is not here: where it was looked for, and the letter to the supplier. */
#ifndef SCREEN_LOST_CARD_H
#define SCREEN_LOST_CARD_H

#include "desk/explain.h"
#include "screen/screen.h"

struct lost {
	const char *number;
	struct searched *rows;
	size_t count;
	char *claim; /* NULL: what was typed is no order number, or nobody could have it */
};
void lost_load(struct lost *lost, const struct face *face, const char *words, struct arena *arena);
void lost_draw(const struct lost *lost, const struct face *face, struct area area);

#endif
