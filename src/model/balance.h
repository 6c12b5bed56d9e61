/*
 * balance: the sums an owner reads off one currency's buckets. Estimates and frozen commission are
 * no money and are in none of them.
 */
#ifndef MODEL_BALANCE_H
#define MODEL_BALANCE_H

#include "model/earning.h"

/* What is hers and not paid out yet: available, in withdrawal, and what is
 * to be taken back (negative). */
struct money balance_yours(const struct balance *balance);
/* Do the buckets sum to the ledger (R11)? If not, something was counted twice or lost. */
bool balance_adds_up(const struct balance *balance);

#endif
