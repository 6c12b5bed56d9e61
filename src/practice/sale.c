/*
 * sale: the steps of an order before settlement. Placing is in place.c, what happens to settled
 * money in debt.c. The ledger follows the state: estimated → frozen → available, or → invalid.
 */
#include "practice/sale.h"

#include <stdio.h>
#include <string.h>
#include "model/split.h"
#include "practice/books.h"
#include "practice/ledger.h"
#include "practice/sale_row.h"

/* What this shop earns from a base: the commission, or for a recommender's sale the bonus (R33). */
int64_t sale_earns(const struct sale *sale, int64_t base)
{
	int64_t commission = books_share(base, sale->rate_bp);
	return sale->recommender ? books_share(commission, practice_rules.bonus_bp) : commission;
}

struct entry sale_entry(const struct sale *sale, enum line_kind kind, const char *ref)
{
	return (struct entry){ sale->shop, sale->n, sale->updated_at, ref, kind };
}

bool sale_is_settled(const struct sale *sale)
{
	return sale->settled_at != 0;
}

/* False: the state does not allow it and nothing is to be done. */
static bool become(struct sale *sale, enum order_state state, int64_t at)
{
	/* Its own supplier misses no step: only what was not paid yet may earn after all. */
	if (sale->state == ORDER_PUNISHED ||
		(sale->state == ORDER_INVALID && state != ORDER_ESTIMATED))
		return false;
	if (sale->state == state || !order_may_become(sale->state, state))
		return false;
	sale->state = state;
	sale->updated_at = at;
	return true;
}

static void give_reason(struct sale *sale, const char *reason)
{
	snprintf(sale->reason, sizeof(sale->reason), "%s", reason);
}

static enum err move_estimate(struct practice *practice, struct sale *sale, const char *ref,
	enum bucket to, struct fault *fault)
{
	struct entry entry = sale_entry(sale, LINE_ESTIMATE, ref);
	enum bucket from =
		sale->received_at && to != BUCKET_FROZEN ? BUCKET_FROZEN : BUCKET_ESTIMATED;
	return ledger_move(practice, &entry, from, to, sale->estimate, fault);
}

enum err sale_invalidate(struct practice *practice, struct sale *sale, const char *reason,
	int64_t at, struct fault *fault)
{
	if (sale_is_settled(sale) || !become(sale, ORDER_INVALID, at))
		return OK;
	give_reason(sale, reason);
	sale->due_at = 0;
	enum err err = move_estimate(practice, sale, reason, BUCKET_INVALID, fault);
	sale->estimate = 0;
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_punish(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale_is_settled(sale) || !become(sale, ORDER_PUNISHED, at))
		return OK;
	give_reason(sale, "violation");
	sale->due_at = 0;
	enum err err = move_estimate(practice, sale, "violation", BUCKET_INVALID, fault);
	sale->estimate = 0;
	if (err == OK)
		err = sql_do(practice->sql, fault, "UPDATE sale SET punished_at = ?2 WHERE n = ?1",
			SQL_WHOLE(sale->n), SQL_WHOLE(at));
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_pardon(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale->state != ORDER_PUNISHED)
		return OK;
	sale->state = sale->received_at ? ORDER_RECEIVED : ORDER_ESTIMATED;
	sale->updated_at = at;
	sale->reason[0] = '\0';
	sale->estimate = sale_earns(sale, sale->base);
	struct entry entry = sale_entry(sale, LINE_ESTIMATE, "pardoned");
	enum err err = ledger_move(practice, &entry, BUCKET_INVALID,
		sale->received_at ? BUCKET_FROZEN : BUCKET_ESTIMATED, sale->estimate, fault);
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_pay(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	/* Paid after all (R8): only where nothing had been paid before. */
	if (sale->paid_at || !become(sale, ORDER_ESTIMATED, at))
		return OK;
	sale->paid_at = at;
	sale->paid = sale->base = sale->due_minor;
	sale->reason[0] = '\0';
	sale->estimate = sale_earns(sale, sale->base);
	if (sale->estimate < 1)
		return sale_invalidate(practice, sale,
			sale->kind == ORDER_SELF && !sale->rate_bp ? "account" : "below_one_fen",
			at, fault);
	struct entry entry = sale_entry(sale, LINE_ESTIMATE, "paid");
	enum err err = ledger_put(practice, &entry, BUCKET_ESTIMATED, sale->estimate, fault);
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_fill_group(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale->state != ORDER_ESTIMATED || !become(sale, ORDER_GROUPED, at))
		return OK;
	return sale_save(practice, sale, fault);
}

enum err sale_receive(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale->state == ORDER_CREATED || sale->state == ORDER_INVALID ||
		!become(sale, ORDER_RECEIVED, at))
		return OK;
	enum err err = move_estimate(practice, sale, "received", BUCKET_FROZEN, fault);
	sale->received_at = at;
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_approve(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale->state != ORDER_RECEIVED || !become(sale, ORDER_APPROVED, at))
		return OK;
	sale->approved_at = at;
	return sale_save(practice, sale, fault);
}

enum err sale_settle(struct practice *practice, struct sale *sale, int64_t at, struct fault *fault)
{
	if (sale->state != ORDER_APPROVED || !become(sale, ORDER_SETTLED, at))
		return OK;
	struct entry expected = sale_entry(sale, LINE_ESTIMATE, "settled");
	struct entry earned =
		sale_entry(sale, sale->recommender ? LINE_BONUS : LINE_SETTLE, "settled");
	struct entry fee = sale_entry(sale, LINE_FEE, "settled");
	enum err err = ledger_put(practice, &expected, BUCKET_FROZEN, -sale->estimate, fault);
	if (err == OK)
		err = ledger_put(practice, &earned, BUCKET_AVAILABLE, sale->estimate, fault);
	sale->fee = sale->recommender ? 0 : books_share(sale->estimate, practice_rules.fee_bp);
	if (err == OK)
		err = ledger_put(practice, &fee, BUCKET_AVAILABLE, -sale->fee, fault);
	*(sale->recommender ? &sale->bonus : &sale->settled) = sale->estimate;
	sale->estimate = 0;
	sale->settled_at = at;
	sale->due_at = 0;
	if (err == OK)
		err = sale_save(practice, sale, fault);
	return err == OK ? sale_pay_debts(practice, sale->shop, at, fault) : err;
}

/* The base or the rate fell: what is lost moves to the invalid bucket (R12). */
static enum err lower_estimate(
	struct practice *practice, struct sale *sale, const char *ref, struct fault *fault)
{
	int64_t now = sale_earns(sale, sale->base);
	struct entry entry = sale_entry(sale, LINE_ESTIMATE, ref);
	enum bucket from = sale->received_at ? BUCKET_FROZEN : BUCKET_ESTIMATED;
	enum err err =
		ledger_move(practice, &entry, from, BUCKET_INVALID, sale->estimate - now, fault);
	sale->estimate = now;
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_lower_rate(struct practice *practice, struct sale *sale, int32_t rate_bp,
	const char *reason, struct fault *fault)
{
	if (sale_is_settled(sale) || !sale->estimate || rate_bp >= sale->rate_bp)
		return OK;
	sale->rate_bp = rate_bp;
	give_reason(sale, reason);
	return lower_estimate(practice, sale, reason, fault);
}

static enum err remember_refund(struct practice *practice, const struct sale *sale,
	const struct refund *refund, bool *known, struct fault *fault)
{
	enum err err = sql_do(practice->sql, fault,
		"INSERT OR IGNORE INTO refund(sale, id, quantity) VALUES (?1, ?2, ?3)",
		SQL_WHOLE(sale->n), SQL_TEXT(refund->id), SQL_WHOLE(refund->quantity));
	*known = err == OK && sql_changed_rows(practice->sql) == 0;
	return err;
}

enum err sale_refund(struct practice *practice, struct sale *sale, const struct refund *refund,
	struct fault *fault)
{
	bool known = false;
	enum err err = remember_refund(practice, sale, refund, &known, fault);
	int64_t left = sale->quantity - sale->returned;
	if (err != OK || known || left == 0 || !sale->paid_at)
		return err;
	left = refund->quantity < left ? left - refund->quantity : 0;
	sale->returned = sale->quantity - left;
	sale->base = split_pieces(sale->paid, sale->quantity, left);
	sale->updated_at = refund->at;
	if (sale_is_settled(sale))
		return sale_claw_back(practice, sale, refund->id, fault);
	if (left == 0)
		return sale_invalidate(practice, sale, refund->reason, refund->at, fault);
	return lower_estimate(practice, sale, refund->id, fault);
}
