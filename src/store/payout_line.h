/* payout_line: what the ledger says of one payout. */
#ifndef STORE_PAYOUT_LINE_H
#define STORE_PAYOUT_LINE_H

#include "model/payout.h"
#include "store/store.h"

/* The money of a failed or refused payout that came back: its own ledger line, written when the payout ended.
 * False: no such line is here (yet). `at` gets its moment. */
bool payout_returned(struct store *store, const struct payout *payout, struct money *money, int64_t *at);

#endif
