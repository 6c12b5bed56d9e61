/* payout: see payout.h. */
#include "model/payout.h"

#include <stddef.h>
#include <string.h>
#include <time.h>
#include "base/words.h"

static const struct {
	const char *id, *words;
} states[PAYOUT_STATE_COUNT] = {
#define X(name, id, words) [PAYOUT_##name] = { id, words },
	PAYOUT_STATES(X)
#undef X
};

enum payout_state payout_state_find(const char *id)
{
	int i;

	for (i = 0; id && i < PAYOUT_STATE_COUNT; i++)
		if (strcmp(states[i].id, id) == 0)
			return (enum payout_state)i;
	return PAYOUT_UNKNOWN;
}

const char *payout_state_id(enum payout_state state)
{
	return states[state].id;
}

const char *payout_state_name(enum payout_state state)
{
	return _(states[state].words);
}

static const struct {
	const char *key, *words;
} reasons[] = {
	{ "transfer_failed", N_("The bank did not take it: check name and account number, then ask again.") },
	{ "merchant_balance",
		N_("The supplier's own account was short of money: ask again in a few days.") },
	{ "account", N_("Your account is not allowed to be paid: check your real name at the supplier.") },
};

const char *payout_reason_words(const char *reason)
{
	size_t i;

	if (!reason || !*reason)
		return "";
	for (i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reasons[i].key, reason) == 0)
			return _(reasons[i].words);
	return _("The supplier gave a reason that is not known here; ask its service.");
}

bool payout_is_over(enum payout_state state)
{
	return state == PAYOUT_PAID || state == PAYOUT_FAILED || state == PAYOUT_REJECTED;
}

bool payout_fee(const struct payout_rules *rules, struct money amount, struct money *fee)
{
	if (!money_share(amount, rules->fee_bp, fee))
		return false;
	if (fee->minor < rules->fee_least.minor)
		fee->minor = rules->fee_least.minor;
	if (rules->fee_most.minor && fee->minor > rules->fee_most.minor)
		fee->minor = rules->fee_most.minor;
	return true;
}

enum err payout_check(const struct payout_rules *rules, struct money amount, struct money available,
	struct fault *fault)
{
	char text[MONEY_TEXT];
	struct money fee;

	if (rules->currency == CURRENCY_NONE || amount.currency != rules->currency)
		return fault_set(fault, ERR_USAGE, _("This supplier does not pay out %s."),
			currency_code(amount.currency));
	if (amount.minor < 1 || amount.minor < rules->minimum.minor)
		return fault_set(fault, ERR_USAGE, _("At least %s can be paid out."),
			money_shown(rules->minimum, text));
	if (rules->most.minor && amount.minor > rules->most.minor)
		return fault_set(fault, ERR_USAGE, _("At most %s can be paid out at once."),
			money_shown(rules->most, text));
	if (amount.minor > available.minor)
		return fault_set(fault, ERR_USAGE, _("Only %s is available."), money_shown(available, text));
	if (!payout_fee(rules, amount, &fee) || fee.minor >= amount.minor)
		return fault_set(fault, ERR_USAGE, _("The fee would take all of it."));
	return OK;
}

/* Approved up to `last_day`: paid on `pay_day` of the same month, else of the next. Where a platform says the
 * day of each line itself, or says none, it has no row. */
static const struct {
	const char *kind;
	int last_day, pay_day;
} calendars[] = { { "pdd", 15, 20 } };

enum { CHINA_S = 8 * 3600, DAY_S = 24 * 3600, MONDAY_S = 10 * 3600 };

int64_t next_monday(int64_t after)
{
	/* 1970-01-01 was a Thursday: the first Monday is day 4. */
	int64_t day = (after + CHINA_S - MONDAY_S) / DAY_S;

	return (day + 7 - (day - 4) % 7) * DAY_S - CHINA_S + MONDAY_S;
}

int64_t next_payout(const char *kind, int64_t approved_at)
{
	time_t there = (time_t)(approved_at + CHINA_S);
	struct tm day;
	size_t i;

	for (i = 0; i < sizeof calendars / sizeof *calendars; i++)
		if (strcmp(calendars[i].kind, kind) == 0)
			break;
	if (i == sizeof calendars / sizeof *calendars || approved_at <= 0 || !gmtime_r(&there, &day))
		return 0;
	day.tm_mon += day.tm_mday > calendars[i].last_day;
	day.tm_mday = calendars[i].pay_day;
	day.tm_hour = day.tm_min = day.tm_sec = 0;
	return (int64_t)timegm(&day) - CHINA_S;
}
