/*
 * ledger: where orders and penalties of a walk go. A supplier without a ledger of its own gets one
 * made from its orders (model/book), in the same transaction. For the files of this room alone.
 */
#ifndef DESK_LEDGER_H
#define DESK_LEDGER_H

#include "desk/work.h"

MUST_USE enum err ledger_put_orders(
	struct work *work, struct order *orders, size_t count, struct fault *fault);
/* Lines of the supplier's own ledger stay as they were first told; one of a list of refunds whose
 * amount is told anew gets another line with the difference. */
MUST_USE enum err ledger_put_lines(
	struct work *work, const struct line *lines, size_t count, struct fault *fault);
/* Freezes the commission of these orders, those that are not known yet included, until lifted. */
MUST_USE enum err ledger_put_penalties(
	struct work *work, const struct penalty *penalties, size_t count, struct fault *fault);

#endif
