/*
 * debt: refunds after settlement (R13). What was earned too much is owed in the clawback bucket
 * until available money pays it; the next earnings fill it first. An order that was paid out stays
 * so (R8): the correction is only in the ledger.
 */
#include "practice/books.h"
#include "practice/sale_row.h"

enum err sale_claw_back(
	struct practice *practice, struct sale *sale, const char *refund_id, struct fault *fault)
{
	int64_t earned = sale->settled + sale->bonus - sale->clawback;
	int64_t keeps = sale_earns(sale, sale->base);
	int64_t back = earned > keeps ? earned - keeps : 0;
	int64_t fee = sale->recommender ? 0 : books_share(keeps, practice_rules.fee_bp);
	struct entry taken = sale_entry(sale, LINE_CLAWBACK, refund_id);
	struct entry returned = sale_entry(sale, LINE_FEE, refund_id);
	enum err err = ledger_put(practice, &taken, BUCKET_CLAWBACK, -back, fault);
	if (err == OK)
		err = ledger_put(practice, &returned, BUCKET_CLAWBACK, sale->fee - fee, fault);
	sale->owed += back - (sale->fee - fee);
	sale->clawback += back;
	sale->fee = fee;
	if (sale->base == 0 && order_may_become(sale->state, ORDER_CLAWBACK_DUE) &&
		sale->state != ORDER_PAID_OUT)
		sale->state = ORDER_CLAWBACK_DUE;
	if (err == OK)
		err = sale_save(practice, sale, fault);
	if (err == OK)
		err = sale_pay_debts(practice, sale->shop, sale->updated_at, fault);
	return err == OK ? sale_load(practice, sale->n, sale, fault) : err;
}

static enum err pay_debt(struct practice *practice, struct sale *sale, int64_t available,
	int64_t at, struct fault *fault)
{
	int64_t amount = sale->owed < available ? sale->owed : available;
	sale->updated_at = at;
	struct entry entry = sale_entry(sale, LINE_CLAWBACK, "balanced");
	enum err err =
		ledger_move(practice, &entry, BUCKET_AVAILABLE, BUCKET_CLAWBACK, amount, fault);
	sale->owed -= amount;
	if (sale->owed == 0 && sale->state == ORDER_CLAWBACK_DUE)
		sale->state = ORDER_CLAWED_BACK;
	return err == OK ? sale_save(practice, sale, fault) : err;
}

enum err sale_pay_debts(struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	for (;;) {
		int64_t available = ledger_balance(practice, shop, BUCKET_AVAILABLE);
		int64_t n = 0;
		if (available <= 0)
			return OK;
		enum err err = sql_number(practice->sql, fault, &n,
			"SELECT min(n) FROM sale WHERE shop = ?1 AND owed > 0", SQL_WHOLE(shop));
		if (err != OK)
			return err == ERR_NOTHING ? OK : err;
		struct sale sale;
		err = sale_load(practice, n, &sale, fault);
		if (err == OK)
			err = pay_debt(practice, &sale, available, at, fault);
		if (err != OK)
			return err;
	}
}
