/* shelf_card: what changed since she picked a goods, as short signs for
 * the list and as sentences. */
#ifndef SCREEN_SHELF_CARD_H
#define SCREEN_SHELF_CARD_H

#include "screen/screen.h"
#include "screen/sheet.h"

/* "▲ price", "sold out, no coupon" …; "" when nothing changed. `bad`: it hurts what was posted. */
const char *shelf_card_changes(
	struct arena *arena, const struct shelf_entry *entry, int64_t now, bool *bad);
/* Then and now, tags and note; above the goods' own card. */
void shelf_card_draw(struct sheet *sheet, const struct face *face, const struct shelf_entry *entry);

#endif
