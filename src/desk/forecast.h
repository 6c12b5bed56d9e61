/*
 * forecast: when the next money comes, from whom and how much: what is on its way, what is settled, and what is
 * expected if nothing is returned. Expected amounts are estimates and are never added to money.
 */
#ifndef DESK_FORECAST_H
#define DESK_FORECAST_H

#include "desk/desk.h"
#include "model/payout.h"

#define FORECAST_WHATS(X) \
	X(ON_ITS_WAY, "on_its_way", N_("being paid out")) \
	X(BY_ITSELF, "settled", N_("settled, goes out by itself")) \
	X(ON_REQUEST, "settled_on_request", N_("settled, ask for it any time")) \
	X(AT_PLATFORM, "settled_at_platform", N_("settled, lies at the platform")) \
	X(IN_YOUR_SHOP, "settled_in_your_shop", N_("settled, buyers paid it to your own shop")) \
	X(TAKEN_BACK, "taken_back", N_("is taken from what comes next")) \
	X(RETURN_PERIOD, "expected", N_("if nothing is returned")) \
	X(NO_DATE, "expected_no_date", N_("received; the day is not told")) \
	X(NOT_RECEIVED, "not_received", N_("buyers have not received it yet"))

enum forecast_what {
#define X(name, id, words) FORECAST_##name,
	FORECAST_WHATS(X)
#undef X
	FORECAST_WHAT_COUNT
};
const char *forecast_id(enum forecast_what what);
const char *forecast_words(enum forecast_what what); /* translated */
bool forecast_is_money(enum forecast_what what);

struct forecast {
	const char *supplier;
	enum forecast_what what;
	int64_t at; /* the day it is paid; 0: not known */
	struct money amount; /* of what is on its way: what arrives */
};
/* The next day first, those without a day last; of each supplier, all rows of money sum to what is available,
 * on its way (without fees) and to be taken back, all others to what is estimated and frozen. */
size_t forecast_load(struct desk *desk, struct arena *arena, struct forecast **rows);

#endif
