/* sale_row: what sale.c, place.c and debt.c share: the row of a sale and its arithmetic. */
#ifndef PRACTICE_SALE_ROW_H
#define PRACTICE_SALE_ROW_H

#include "practice/ledger.h"
#include "practice/sale.h"

/* Writes back all that can change. */
MUST_USE enum err sale_save(
	struct practice *practice, const struct sale *sale, struct fault *fault);
/* What the shop earns from a base, before fees. */
int64_t sale_earns(const struct sale *sale, int64_t base);
struct entry sale_entry(const struct sale *sale, enum line_kind kind, const char *ref);
bool sale_is_settled(const struct sale *sale);
/* Takes back what the lower base no longer earns (R13); base and updated_at are set already. */
MUST_USE enum err sale_claw_back(
	struct practice *practice, struct sale *sale, const char *refund_id, struct fault *fault);

#endif
