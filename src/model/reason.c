/*
 * reason: the table of plain words. What happened comes first, then what
 * she can do; no blame, no codes.
 */
#include "model/reason.h"

#include <stddef.h>
#include <string.h>
#include "base/words.h"

struct reason {
	const char *key, *words, *next;
};

static const struct reason reasons[] = {
	{ "unpaid_timeout", N_("The buyer did not pay in time."),
		N_("Send the link again; check first that the coupon still works.") },
	{ "cancelled_before_ship", N_("Cancelled or refunded before it was sent."),
		N_("Nothing can be claimed for this order.") },
	{ "deposit_only", N_("Presale: only the deposit was paid, the rest is missing."),
		N_("Remind the buyer to pay the rest before the presale ends.") },
	{ "below_one_fen", N_("The commission would be less than one cent."), "" },
	{ "returned", N_("The goods were sent back within the return period."),
		N_("If the buyer kept a part, ask the supplier's after-sales service.") },
	{ "audit_failed", N_("The platform's check was not passed."),
		N_("Read the platform's own words below and appeal there if they are wrong.") },
	{ "price_compare", N_("The buyer came through a price comparison: a lower rate or none."),
		N_("Nothing to do: the platform decides this when the order is made.") },
	{ "split_parent", N_("The order was split; its parts count instead."),
		N_("Look for the parts: search for the last digits of the order.") },
	{ "account", N_("The buyer's account or yours is not allowed to earn here."),
		N_("Check your account with the supplier.") },
	{ "category", N_("This category, or a gift, pays no commission."),
		N_("Take the goods off the shelf, or share it without counting on income.") },
	{ "enterprise_or_bulk", N_("A company or bulk order: it pays no commission."),
		N_("Ask the supplier if bulk buyers can be handled another way.") },
	{ "source_unregistered", N_("The buyer came from a place you did not register."),
		N_("Make a new link for the channel you really use.") },
	{ "violation", N_("A rule of the platform was broken; it may cost more than this order."),
		N_("Stop sharing this goods and read the platform's notice.") },
	{ "group_failed", N_("The group did not fill; everybody got the money back."),
		N_("Open a new group and share its link.") },
	{ "not_attributed", N_("The order was not counted as yours."),
		N_("Ask the supplier to look for it; keep the order number.") },
	{ "not_told", N_("The supplier does not say why."),
		N_("Look the order up there, or ask them: C in the order makes the letter.") },
	{ "window_closed", N_("Bought too long after the click: the link no longer counts."), "" },
};

static const struct reason *find(const char *key)
{
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (!strcmp(reasons[i].key, key))
			return &reasons[i];
	return NULL;
}

const char *reason_words(const char *key)
{
	if (!key || !*key)
		return "";
	const struct reason *reason = find(key);
	return reason ? _(reason->words) : _("The supplier gave a reason that is not known here.");
}

const char *reason_next_step(const char *key)
{
	if (!key || !*key)
		return "";
	const struct reason *reason = find(key);
	if (!reason)
		return _("Ask the supplier, and tell them the reason shown below.");
	return *reason->next ? _(reason->next) : "";
}

const char *reason_of(const struct order *order)
{
	enum bucket bucket = order_bucket(order->state);

	if (order->reason && *order->reason)
		return order->reason;
	return bucket == BUCKET_INVALID || bucket == BUCKET_CLAWBACK ? "not_told" : NULL;
}
