/* payout_store: see payout_store.h. Rules are a fact: one text for each account. */
#include "store/payout_store.h"

#include <inttypes.h>
#include <stdio.h>
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"

static enum err put_one(struct store *store, const struct payout *payout, struct fault *fault)
{
	enum err err = sql_do(store->sql, fault,
		"INSERT INTO payout VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
		" ON CONFLICT(supplier, id) DO UPDATE SET state = ?3, reason = ?4, currency = ?5, amount = ?6,"
		" fee = ?7, automatic = ?8, requested_at = ?9, expected_at = ?10, finished_at = ?11,"
		" updated_at = ?12 WHERE state NOT IN ('paid', 'failed', 'rejected') AND updated_at <= ?12"
		" AND (state, reason, amount, fee, expected_at, finished_at, updated_at)"
		" IS NOT (?3, ?4, ?6, ?7, ?10, ?11, ?12)",
		SQL_TEXT(payout->supplier), SQL_TEXT(payout->id), SQL_TEXT(payout_state_id(payout->state)),
		SQL_TEXT(payout->reason), SQL_TEXT(currency_code(payout->amount.currency)),
		SQL_WHOLE(payout->amount.minor), SQL_WHOLE(payout->fee.minor), SQL_WHOLE(payout->automatic),
		SQL_WHOLE(payout->requested_at), SQL_WHOLE(payout->expected_at),
		SQL_WHOLE(payout->finished_at), SQL_WHOLE(payout->updated_at));

	if (!err && sql_changed_rows(store->sql) > 0)
		store->changed |= TOPIC_LINES;
	return err;
}

enum err payout_put(
	struct store *store, const struct payout *payouts, size_t count, struct fault *fault)
{
	enum err err = store_begin(store, fault);
	size_t i;

	if (err)
		return err;
	for (i = 0; i < count && !err; i++)
		err = put_one(store, &payouts[i], fault);
	return store_finish(store, err, fault);
}

size_t payout_load(struct store *store, struct arena *arena, struct payout **rows)
{
	size_t most = (size_t)store_number(store, "SELECT count(*) FROM payout WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	struct sql_query *query = sql_prepare(store->sql,
		"SELECT supplier, id, state, reason, currency, amount, fee, automatic, requested_at,"
		" expected_at, finished_at, updated_at FROM payout ORDER BY requested_at DESC, id DESC",
		NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query)) {
		enum currency currency = currency_find(sql_text(query, 4));

		(*rows)[count++] = (struct payout){ .supplier = store_text(query, 0, arena),
			.id = store_text(query, 1, arena),
			.state = payout_state_find(sql_text(query, 2)),
			.reason = store_text(query, 3, arena),
			.amount = store_money(sql_whole(query, 5), currency),
			.fee = store_money(sql_whole(query, 6), currency),
			.automatic = sql_whole(query, 7) != 0,
			.requested_at = sql_whole(query, 8),
			.expected_at = sql_whole(query, 9),
			.finished_at = sql_whole(query, 10),
			.updated_at = sql_whole(query, 11) };
	}
	sql_done(query);
	return count;
}

/* ---- rules */

#define RULES_FACT "payout.%s.rules"

enum err payout_rules_put(
	struct store *store, const char *supplier, const struct payout_rules *rules, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = store_put(store, arena_print(&arena, RULES_FACT, supplier),
		arena_print(&arena, "%s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId32 " %d %" PRId64,
			currency_code(rules->currency), rules->minimum.minor, rules->most.minor,
			rules->fee_least.minor, rules->fee_most.minor, rules->fee_bp, rules->weekly,
			rules->protection_s),
		fault);

	arena_clear(&arena);
	return err;
}

struct payout_rules payout_rules_get(struct store *store, const char *supplier)
{
	struct arena arena = { 0 };
	const char *text = store_get(store, &arena, arena_print(&arena, RULES_FACT, supplier));
	struct payout_rules rules = { 0 };
	char code[8];
	int weekly = 0;

	/* An older file has no more than six of them. */
	if (text && sscanf(text, "%7s %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd32 " %d %" SCNd64,
			    code, &rules.minimum.minor, &rules.most.minor, &rules.fee_least.minor,
			    &rules.fee_most.minor, &rules.fee_bp, &weekly, &rules.protection_s) >= 6) {
		rules.weekly = weekly != 0;
		rules.currency = currency_find(code);
		rules.minimum.currency = rules.most.currency = rules.currency;
		rules.fee_least.currency = rules.fee_most.currency = rules.currency;
	}
	arena_clear(&arena);
	return rules;
}

struct money payout_available(struct store *store, const char *supplier, enum currency currency)
{
	sums_settle(store);
	return store_money(store_number(store,
				   "SELECT coalesce(sum(minor), 0) FROM line_total WHERE supplier = ?1"
				   " AND bucket = 'available' AND currency = ?2",
				   SQL_TEXT(supplier), SQL_TEXT(currency_code(currency))),
		currency);
}
