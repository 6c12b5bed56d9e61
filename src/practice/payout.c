/* payout: see payout.h. Every eighth payout of the world fails and every eighth is refused, so that
 * the owner's program meets both; the first three never do. */
#include "practice/payout.h"

#include <string.h>
#include "practice/books.h"
#include "practice/ledger.h"
#include "practice/sale.h"

enum { REVIEW_S = HOUR_S, TRANSIT_S = DAY_S, ARRIVAL_S = DAY_S };

enum err payout_new(struct practice *practice, int64_t shop, int64_t amount, bool automatic,
	int64_t at, int64_t *n, struct fault *fault)
{
	const struct practice_rules *rules = &practice_rules;
	int64_t fee = books_payout_fee(amount, rules->payout_fee_bp, rules->payout_fee_least_minor,
		rules->payout_fee_most_minor);
	if (amount < rules->payout_minimum_minor || amount <= fee)
		return ERR_USAGE;
	if (amount > ledger_balance(practice, shop, BUCKET_AVAILABLE))
		return ERR_LIMIT;
	enum err err = sql_do(practice->sql, fault,
		"INSERT INTO payout(shop, state, amount, fee, automatic, requested_at, expected_at,"
		" updated_at, due_at) VALUES (?1, 'requested', ?2, ?3, ?4, ?5, ?6, ?5, ?7)",
		SQL_WHOLE(shop), SQL_WHOLE(amount), SQL_WHOLE(fee), SQL_WHOLE(automatic),
		SQL_WHOLE(at), SQL_WHOLE(at + REVIEW_S + TRANSIT_S + ARRIVAL_S),
		SQL_WHOLE(at + REVIEW_S));
	*n = sql_last_id(practice->sql);
	struct entry entry = { .shop = shop, .at = at, .ref = "requested", .kind = LINE_PAYOUT };
	if (err == OK)
		err = ledger_move(
			practice, &entry, BUCKET_AVAILABLE, BUCKET_IN_WITHDRAWAL, amount, fault);
	return err;
}

enum err payout_automatic(struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	int64_t n, amount = ledger_balance(practice, shop, BUCKET_AVAILABLE);
	enum err err = amount > 0 ? payout_new(practice, shop, amount, true, at, &n, fault) : OK;
	return err == ERR_USAGE || err == ERR_LIMIT ? OK : err;
}

/* Oldest first, as far as the money paid out so far reaches. */
static enum err cover_orders(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	int64_t paid = 0, covered = 0;
	enum err err = sql_number(practice->sql, fault, &paid,
		"SELECT coalesce(sum(amount), 0) FROM payout WHERE shop = ?1 AND state = 'paid'",
		SQL_WHOLE(shop));
	if (err == OK)
		err = sql_number(practice->sql, fault, &covered,
			"SELECT coalesce(sum(settled + bonus - fee - clawback), 0) FROM sale"
			" WHERE shop = ?1 AND state = 'paid_out'",
			SQL_WHOLE(shop));
	while (err == OK) {
		int64_t n;
		struct sale sale;
		err = sql_number(practice->sql, fault, &n,
			"SELECT n FROM sale WHERE shop = ?1 AND state = 'settled' ORDER BY "
			"settled_at, n"
			" LIMIT 1",
			SQL_WHOLE(shop));
		if (err == OK)
			err = sale_load(practice, n, &sale, fault);
		if (err != OK)
			break;
		covered += sale.settled + sale.bonus - sale.fee - sale.clawback;
		if (covered > paid)
			break;
		err = sql_do(practice->sql, fault,
			"UPDATE sale SET state = 'paid_out', updated_at = ?2 WHERE n = ?1",
			SQL_WHOLE(n), SQL_WHOLE(at));
	}
	return err == ERR_NOTHING ? OK : err;
}

struct stage {
	const char *from, *to;
	int64_t wait_s; /* until the next one; 0 = the last */
};
static const struct stage stages[] = {
	{ "requested", "review", TRANSIT_S },
	{ "review", "in_transit", ARRIVAL_S },
	{ "in_transit", "paid", 0 },
};

struct payout {
	int64_t n, shop, amount, fee;
	const struct stage *stage;
};

static enum err load(
	struct practice *practice, int64_t n, struct payout *payout, struct fault *fault)
{
	bool row = false;
	struct sql_query *query = sql_ask(practice->sql, fault,
		"SELECT shop, amount, fee, state FROM payout WHERE n = ?1", SQL_WHOLE(n));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, fault);
	*payout = (struct payout){ .n = n };
	if (err == OK && row) {
		payout->shop = sql_whole(query, 0);
		payout->amount = sql_whole(query, 1);
		payout->fee = sql_whole(query, 2);
		for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
			if (strcmp(stages[i].from, sql_text(query, 3)) == 0)
				payout->stage = &stages[i];
	}
	sql_done(query);
	return err;
}

static enum err finish(struct practice *practice, const struct payout *payout, const char *state,
	const char *reason, int64_t at, struct fault *fault)
{
	struct entry entry = { .shop = payout->shop, .at = at, .ref = state, .kind = LINE_PAYOUT };
	enum err err = sql_do(practice->sql, fault,
		"UPDATE payout SET state = ?2, reason = ?3, finished_at = ?4, updated_at = ?4,"
		" due_at = NULL WHERE n = ?1",
		SQL_WHOLE(payout->n), SQL_TEXT(state), SQL_TEXT(reason), SQL_WHOLE(at));
	if (err != OK)
		return err;
	if (reason) {
		entry.kind = LINE_PAYOUT_RETURN;
		err = ledger_move(practice, &entry, BUCKET_IN_WITHDRAWAL, BUCKET_AVAILABLE,
			payout->amount, fault);
		return err == OK ? sale_pay_debts(practice, payout->shop, at, fault) : err;
	}
	err = ledger_move(practice, &entry, BUCKET_IN_WITHDRAWAL, BUCKET_PAID_OUT,
		payout->amount - payout->fee, fault);
	entry.kind = LINE_FEE;
	if (err == OK)
		err = ledger_put(practice, &entry, BUCKET_IN_WITHDRAWAL, -payout->fee, fault);
	return err == OK ? cover_orders(practice, payout->shop, at, fault) : err;
}

enum err payout_step(struct practice *practice, int64_t n, int64_t at, struct fault *fault)
{
	struct payout payout;
	enum err err = load(practice, n, &payout, fault);
	if (err != OK || !payout.stage)
		return err;
	bool reviewed = strcmp(payout.stage->from, "review") == 0;
	if (reviewed && n % 8 == 7)
		return finish(practice, &payout, "rejected", "account", at, fault);
	if (payout.stage->wait_s == 0)
		return n % 8 == 4
			       ? finish(practice, &payout, "failed", "transfer_failed", at, fault)
			       : finish(practice, &payout, "paid", NULL, at, fault);
	return sql_do(practice->sql, fault,
		"UPDATE payout SET state = ?2, updated_at = ?3, due_at = ?4 WHERE n = ?1",
		SQL_WHOLE(n), SQL_TEXT(payout.stage->to), SQL_WHOLE(at),
		SQL_WHOLE(at + payout.stage->wait_s));
}
