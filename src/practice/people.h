/* people: what the simulated buyers, merchants and the shop's own past do. Read by life.c only. */
#ifndef PRACTICE_PEOPLE_H
#define PRACTICE_PEOPLE_H

#include "practice/practice.h"

/* Somebody opens one of the shop's links and perhaps orders; sets when the next one comes. */
MUST_USE enum err people_visit(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault);
/* Merchants change some goods, those on shelves more often. */
MUST_USE enum err people_trade(struct practice *practice, int64_t hour, struct fault *fault);
/* A shop's past begins with some goods picked and shared. */
MUST_USE enum err people_share(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault);
/* fate.c: the next step of an order that is due. */
MUST_USE enum err fate_step(
	struct practice *practice, int64_t sale, int64_t at, struct fault *fault);
/* When something happens to a sale that was just placed. */
int64_t fate_first_moment(int64_t fate, int64_t at);
struct sale;
/* When something happens next to a sale that a hand has moved on at `at`; 0 = nothing will. */
int64_t fate_next_moment(const struct practice *practice, const struct sale *sale, int64_t at);
enum { FATE_GOOD = 0 }; /* paid at once, received after three days, nothing goes wrong */

#endif
