/*
 * life: what happens while virtual time passes: buyers come, pay, receive and return; merchants
 * change their goods; money is approved, settled and paid out. Deterministic: it depends on the
 * seed, the time and what was asked of the supplier, never on when a question comes.
 */
#ifndef PRACTICE_LIFE_H
#define PRACTICE_LIFE_H

#include "practice/practice.h"

/* Runs everything that is due up to practice_now_s(), in one transaction. */
MUST_USE enum err life_run(struct practice *practice, struct fault *fault);
/* A new shop gets its first buyer's and payout's times and, with --history, links and a past.
 * Inside the caller's transaction. */
MUST_USE enum err life_begin_shop(
	struct practice *practice, int64_t shop, int64_t now_s, struct fault *fault);

#endif
