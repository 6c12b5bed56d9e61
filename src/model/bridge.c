/* bridge: see bridge.h. Sums of bounded amounts; which step a line belongs to depends on the line alone. */
#include "model/bridge.h"

#include <stddef.h>
#include <string.h>
#include "base/words.h"

static const struct {
	const char *id, *name;
} causes[BRIDGE_CAUSE_COUNT] = {
#define X(name, id, words) [BRIDGE_##name] = { id, words },
	BRIDGE_CAUSES(X)
#undef X
};

static const char *const sentences[BRIDGE_CAUSE_COUNT] = {
	[BRIDGE_ESTIMATED] = N_("what all orders would have brought"),
	[BRIDGE_RETURNED] = N_("cancelled or returned before settlement"),
	[BRIDGE_COMPARED] = N_("buyers came through a price comparison"),
	[BRIDGE_RATE] = N_("a lower or higher rate than at first"),
	[BRIDGE_REFUSED] = N_("audit, account, category, bulk, source"),
	[BRIDGE_VIOLATION] = N_("a rule of the platform was broken"),
	[BRIDGE_UNDONE] = N_("not paid in time, groups not full, split"),
	[BRIDGE_OTHER] = N_("a reason not known here; see the orders"),
	[BRIDGE_WORKED_OUT] = N_("settled for more or less than estimated"),
	[BRIDGE_FEE] = N_("what the platform keeps of settled orders"),
	[BRIDGE_SUBSIDY] = N_("paid on top by the platform"),
	[BRIDGE_BONUS] = N_("for sales of your own recommenders"),
	[BRIDGE_CLAWBACK] = N_("returned after settlement"),
	[BRIDGE_PAYOUT_FEE] = N_("what it cost to have it paid out"),
};

const char *bridge_cause_id(enum bridge_cause cause)
{
	return causes[cause].id;
}

const char *bridge_cause_name(enum bridge_cause cause)
{
	return _(causes[cause].name);
}

const char *bridge_cause_words(enum bridge_cause cause)
{
	return _(sentences[cause]);
}

bool bridge_cause_is_money(enum bridge_cause cause)
{
	return cause >= BRIDGE_WORKED_OUT;
}

struct word {
	const char *word;
	enum bridge_cause cause;
};

/* Why commission is lost: the keys of model/reason. "id": a refund's number. */
static const struct word losses[] = {
	{ "returned", BRIDGE_RETURNED },
	{ "cancelled_before_ship", BRIDGE_RETURNED },
	{ "id", BRIDGE_RETURNED },
	{ "price_compare", BRIDGE_COMPARED },
	{ "rate", BRIDGE_RATE },
	{ "audit_failed", BRIDGE_REFUSED },
	{ "account", BRIDGE_REFUSED },
	{ "category", BRIDGE_REFUSED },
	{ "enterprise_or_bulk", BRIDGE_REFUSED },
	{ "source_unregistered", BRIDGE_REFUSED },
	{ "not_attributed", BRIDGE_REFUSED },
	{ "window_closed", BRIDGE_REFUSED },
	{ "violation", BRIDGE_VIOLATION },
	{ "unpaid_timeout", BRIDGE_UNDONE },
	{ "deposit_only", BRIDGE_UNDONE },
	{ "below_one_fen", BRIDGE_UNDONE },
	{ "split_parent", BRIDGE_UNDONE },
	{ "group_failed", BRIDGE_UNDONE },
};
/* Why an amount changed where it stands. */
static const struct word changes[] = {
	{ BRIDGE_BY_RETURN, BRIDGE_RETURNED },
	{ BRIDGE_BY_COMPARE, BRIDGE_COMPARED },
	{ BRIDGE_BY_RATE, BRIDGE_RATE },
	{ BRIDGE_BY_SETTLING, BRIDGE_WORKED_OUT },
	{ BRIDGE_BY_REFUND, BRIDGE_CLAWBACK },
	{ BRIDGE_BY_SHOP, BRIDGE_ESTIMATED },
};
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static enum bridge_cause find(
	const struct word *rows, size_t count, const char *word, enum bridge_cause otherwise)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(rows[i].word, word) == 0)
			return rows[i].cause;
	return otherwise;
}

/* The step of a line outside of "no commission". What moves between buckets is two lines of one step. */
static enum bridge_cause step_of(const struct line_sum *sum)
{
	switch (sum->kind) {
	case LINE_FEE:
		return sum->of_order ? BRIDGE_FEE : BRIDGE_PAYOUT_FEE;
	case LINE_SUBSIDY:
		return BRIDGE_SUBSIDY;
	case LINE_BONUS:
		return BRIDGE_BONUS;
	case LINE_CLAWBACK:
		return BRIDGE_CLAWBACK;
	default:
		return find(changes, COUNT(changes), sum->word, BRIDGE_ESTIMATED);
	}
}

void bridge_add(struct bridge *bridge, const struct line_sum *sum)
{
	int64_t minor = sum->amount.minor;

	if (sum->bucket == BUCKET_NONE)
		return;
	if (sum->bucket == BUCKET_INVALID) {
		/* It was estimated, and is lost. */
		bridge->minor[step_of(sum)] += minor;
		bridge->minor[find(losses, COUNT(losses), sum->word, BRIDGE_OTHER)] -= minor;
		return;
	}
	bridge->minor[step_of(sum)] += minor;
	if (bucket_is_money(sum->bucket))
		bridge->yours_minor += minor;
	else
		bridge->expected_minor += minor;
}

struct bridge_end bridge_waiting(const struct bridge *bridge, bool month)
{
	const struct money amount = { -bridge->expected_minor, bridge->currency };

	if (month && amount.minor > 0)
		return (struct bridge_end){ "from_before", _("From before"),
			_("estimated in earlier months, money now"), amount };
	return (struct bridge_end){ "still_to_come", _("Still to come"),
		_("estimated and frozen: not money yet"), amount };
}

struct bridge_end bridge_yours(const struct bridge *bridge, bool month)
{
	const struct money amount = { bridge->yours_minor, bridge->currency };

	if (month)
		return (struct bridge_end){ "yours", _("Became yours"), _("in this month, paid out or not"), amount };
	return (struct bridge_end){ "yours", _("Yours, paid or not"),
		_("available, on its way, paid, taken back"), amount };
}
