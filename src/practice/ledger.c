/* ledger: see ledger.h. Who decides what is written: sale.c and payout.c. */
#include "practice/ledger.h"

enum err ledger_put(struct practice *practice, const struct entry *entry, enum bucket bucket,
	int64_t amount, struct fault *fault)
{
	if (amount == 0)
		return OK;
	enum err err = sql_do(practice->sql, fault,
		"INSERT INTO line(shop, kind, bucket, sale, amount, at, ref) VALUES "
		"(?1,?2,?3,?4,?5,?6,?7)",
		SQL_WHOLE(entry->shop), SQL_TEXT(line_kind_id(entry->kind)),
		SQL_TEXT(bucket_id(bucket)), entry->sale ? SQL_WHOLE(entry->sale) : SQL_NULL,
		SQL_WHOLE(amount), SQL_WHOLE(entry->at), SQL_TEXT(entry->ref));
	if (err == OK)
		err = sql_do(practice->sql, fault,
			"INSERT INTO balance(shop, bucket, minor, lines) VALUES (?1, ?2, ?3, 1)"
			" ON CONFLICT DO UPDATE SET minor = minor + ?3, lines = lines + 1",
			SQL_WHOLE(entry->shop), SQL_TEXT(bucket_id(bucket)), SQL_WHOLE(amount));
	return err;
}

enum err ledger_move(struct practice *practice, const struct entry *entry, enum bucket from,
	enum bucket to, int64_t amount, struct fault *fault)
{
	enum err err = ledger_put(practice, entry, from, -amount, fault);
	if (err == OK)
		err = ledger_put(practice, entry, to, amount, fault);
	return err;
}

int64_t ledger_balance(struct practice *practice, int64_t shop, enum bucket bucket)
{
	int64_t minor = 0;
	struct fault ignored;
	if (sql_number(practice->sql, &ignored, &minor,
		    "SELECT minor FROM balance WHERE shop = ?1 AND bucket = ?2", SQL_WHOLE(shop),
		    SQL_TEXT(bucket_id(bucket))) != OK)
		return 0;
	return minor;
}
