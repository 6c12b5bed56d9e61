/*
 * payout: money that is available goes to the owner: what a withdrawal would cost, asking for it once and only
 * once, and how each one goes on.
 */
#ifndef DESK_PAYOUT_H
#define DESK_PAYOUT_H

#include "desk/desk.h"
#include "model/payout.h"

/* Asks every supplier that pays on request for its rules and payouts. As sync_orders. */
int sync_payouts(struct desk *desk, struct fault *fault);

/* The account after `name` (NULL: the first one) that pays when asked, round and round; NULL: none does. */
const char *payout_account(const struct conf *conf, const char *name);

/* What she is shown before she says yes. */
struct withdrawal {
	const char *supplier;
	struct money amount, fee, arrives, available;
	struct payout_rules rules;
};
/* Judges by what is stored; rules and available are filled even when the amount is refused (ERR_USAGE).
 * ERR_REFUSED: this supplier pays by itself; ERR_NOTHING: its rules are not known yet. */
MUST_USE enum err withdraw_look(struct desk *desk, const char *supplier, struct money amount,
	struct withdrawal *withdrawal, struct fault *fault);
/* Asks for it through the outbox; `number` is the entry's. Nothing is asked while another is on its way. */
MUST_USE enum err desk_withdraw(
	struct desk *desk, const char *supplier, struct money amount, int64_t *number, struct fault *fault);
/* The amount of an OUTBOX_PAYOUT entry ("CNY 50.00"). */
bool payout_words(const char *words, struct money *amount);

#endif
