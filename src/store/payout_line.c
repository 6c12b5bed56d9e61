/* payout_line: see payout_line.h. Lines do not name their payout: moment, supplier and amount do. */
#include "store/payout_line.h"

#include "model/earning.h"
#include "store/sql.h"
#include "store/table.h"

bool payout_returned(struct store *store, const struct payout *payout, struct money *money, int64_t *at)
{
	struct sql_query *query = store_ask(store,
		"SELECT amount, at FROM line WHERE at = ?1 AND kind = ?2 AND supplier = ?3 AND currency = ?4"
		" AND amount = ?5 AND bucket = ?6 LIMIT 1",
		SQL_WHOLE(payout->finished_at), SQL_TEXT(line_kind_id(LINE_PAYOUT_RETURN)),
		SQL_TEXT(payout->supplier), SQL_TEXT(currency_code(payout->amount.currency)),
		SQL_WHOLE(payout->amount.minor), SQL_TEXT(bucket_id(BUCKET_AVAILABLE)));
	bool found = store_next(query);

	if (found) {
		*money = store_money(sql_whole(query, 0), payout->amount.currency);
		*at = sql_whole(query, 1);
	}
	sql_done(query);
	return found;
}
