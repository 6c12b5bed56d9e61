/*
 * fate: what becomes of an order while time passes. A number drawn when it is placed decides;
 * FATE_GOOD is for orders made by hand, whose course tests and stories can count on.
 */
#include "practice/books.h"
#include "practice/people.h"
#include "practice/sale.h"

enum ending {
	ENDS_WELL,
	NEVER_PAID,
	PAID_LATE, /* timed out, then paid after all (R8) */
	CANCELLED,
	GROUP_FILLS,
	GROUP_FAILS,
	RETURNED,
	PARTLY_RETURNED,
	AUDIT_FAILS,
	PRICE_COMPARED,
	RETURNED_TOO_LATE, /* after settlement: clawed back */
	VIOLATION,
};

static enum ending ending(int64_t fate)
{
	/* How many of a hundred orders end each way; the rest end well. */
	static const struct {
		enum ending ending;
		int percent;
	} shares[] = { { NEVER_PAID, 4 }, { PAID_LATE, 1 }, { CANCELLED, 4 }, { GROUP_FILLS, 9 },
		{ GROUP_FAILS, 1 }, { RETURNED, 3 }, { PARTLY_RETURNED, 4 }, { AUDIT_FAILS, 1 },
		{ PRICE_COMPARED, 1 }, { RETURNED_TOO_LATE, 1 }, { VIOLATION, 1 } };
	int64_t roll = fate % 100;
	if (fate == FATE_GOOD)
		return ENDS_WELL;
	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		if (roll < shares[i].percent)
			return shares[i].ending;
		roll -= shares[i].percent;
	}
	return ENDS_WELL;
}

enum { UNPAID_S = 1800, DELIVERY_S = 3 * DAY_S };

/* A number of seconds from `least` on, drawn from the fate. */
static int64_t wait_s(int64_t fate, int which, int64_t least, int64_t spread)
{
	uint64_t dice = (uint64_t)fate + (uint64_t)which * 977;
	return least + (int64_t)(chance_next(&dice) % (uint64_t)spread);
}

static int64_t delivery_s(int64_t fate)
{
	return fate == FATE_GOOD ? DELIVERY_S : wait_s(fate, 1, DAY_S, 4 * DAY_S);
}

int64_t fate_first_moment(int64_t fate, int64_t at)
{
	enum ending end = ending(fate);
	bool unpaid = fate == FATE_GOOD || end == NEVER_PAID || end == PAID_LATE;
	return at + (unpaid ? UNPAID_S : wait_s(fate, 0, 60, 1200));
}

int64_t fate_next_moment(const struct practice *practice, const struct sale *sale, int64_t at)
{
	switch (sale->state) {
	case ORDER_CREATED:
		return sale->created_at + UNPAID_S;
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		return at + delivery_s(sale->fate);
	case ORDER_RECEIVED:
		return sale->received_at + practice_rules.protection_s;
	case ORDER_APPROVED:
		return books_next_close(sale->approved_at, practice->options.monthly);
	default:
		return 0;
	}
}

static enum err after_created(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	enum ending end = ending(sale->fate);
	if (sale->fate == FATE_GOOD || end == NEVER_PAID || end == PAID_LATE) {
		enum err err = sale_invalidate(practice, sale, "unpaid_timeout", at, fault);
		if (end == PAID_LATE)
			sale->due_at = at + 2 * HOUR_S;
		return err;
	}
	enum err err = sale_pay(practice, sale, at, fault);
	if (sale->state == ORDER_ESTIMATED)
		sale->due_at =
			end == CANCELLED     ? at + wait_s(sale->fate, 2, 2 * HOUR_S, 18 * HOUR_S)
			: end == GROUP_FILLS ? at + wait_s(sale->fate, 2, HOUR_S, 20 * HOUR_S)
			: end == GROUP_FAILS ? at + DAY_S
					     : at + delivery_s(sale->fate);
	return err;
}

static enum err after_estimated(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	enum ending end = sale->state == ORDER_GROUPED ? ENDS_WELL : ending(sale->fate);
	enum err err;
	if (end == CANCELLED)
		return sale_invalidate(practice, sale, "cancelled_before_ship", at, fault);
	if (end == GROUP_FAILS)
		return sale_invalidate(practice, sale, "group_failed", at, fault);
	if (end == GROUP_FILLS) {
		err = sale_fill_group(practice, sale, at, fault);
		sale->due_at = at + delivery_s(sale->fate);
		return err;
	}
	if (end == PRICE_COMPARED) {
		/* Its line is dated now: one of the past would be told to nobody who asks since then. */
		sale->updated_at = at;
		err = sale_lower_rate(practice, sale, sale->rate_bp / 2, "price_compare", fault);
		if (err != OK)
			return err;
	}
	err = sale_receive(practice, sale, at, fault);
	bool comes_back = end == RETURNED || (end == PARTLY_RETURNED && sale->quantity > 1);
	sale->due_at = at + (comes_back ? wait_s(sale->fate, 3, DAY_S, 5 * DAY_S)
					: practice_rules.protection_s);
	return err;
}

static enum err after_received(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	enum ending end = ending(sale->fate);
	struct refund refund = { "R-window", sale->quantity, "returned", at };
	if (end == AUDIT_FAILS)
		return sale_invalidate(practice, sale, "audit_failed", at, fault);
	if (end == VIOLATION)
		return sale_punish(practice, sale, at, fault);
	if (end == RETURNED)
		return sale_refund(practice, sale, &refund, fault);
	if (end == PARTLY_RETURNED && sale->quantity > 1 && sale->returned == 0) {
		refund.quantity = 1;
		enum err err = sale_refund(practice, sale, &refund, fault);
		/* The after-sale stopped the clock; it runs again from the receipt. */
		sale->due_at = sale->received_at + practice_rules.protection_s;
		if (sale->due_at <= at)
			sale->due_at = at + 1;
		return err;
	}
	enum err err = sale_approve(practice, sale, at, fault);
	sale->due_at = books_next_close(at, practice->options.monthly);
	return err;
}

static enum err after_settled(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	struct refund refund = { "R-late", sale->quantity, "returned", at };
	return sale_refund(practice, sale, &refund, fault);
}

static enum err step(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	enum err err;
	switch (sale->state) {
	case ORDER_CREATED:
		return after_created(practice, sale, at, fault);
	case ORDER_INVALID:
		err = sale_pay(practice, sale, at, fault);
		sale->due_at = sale->state == ORDER_ESTIMATED ? at + delivery_s(sale->fate) : 0;
		return err;
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		return after_estimated(practice, sale, at, fault);
	case ORDER_RECEIVED:
		return after_received(practice, sale, at, fault);
	case ORDER_APPROVED:
		err = sale_settle(practice, sale, at, fault);
		sale->due_at = ending(sale->fate) == RETURNED_TOO_LATE ? at + 2 * DAY_S : 0;
		return err;
	default:
		return after_settled(practice, sale, at, fault);
	}
}

enum err fate_step(struct practice *practice, int64_t n, int64_t at, struct fault *fault)
{
	struct sale sale;
	enum err err = sale_load(practice, n, &sale, fault);
	sale.due_at = 0; /* each step says when the next one is */
	if (err == OK)
		err = step(practice, &sale, at, fault);
	if (err != OK)
		return err;
	/* The steps have saved the rest. */
	return sql_do(practice->sql, fault, "UPDATE sale SET due_at = ?2 WHERE n = ?1",
		SQL_WHOLE(n), sale.due_at ? SQL_WHOLE(sale.due_at) : SQL_NULL);
}
