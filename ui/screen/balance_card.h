/* balance_card: the money buckets of R11, one block a currency: what is no money yet apart from
 * what is. Drawn by today and earnings. */
#ifndef SCREEN_BALANCE_CARD_H
#define SCREEN_BALANCE_CARD_H

#include "model/earning.h"
#include "screen/screen.h"
#include "screen/sheet.h"

/* `check`: with the line that says whether the buckets sum to the ledger. */
void balance_card_draw(struct sheet *sheet, const struct face *face, const struct balance *balances,
	size_t count, bool check);

#endif
