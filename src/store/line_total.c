/* line_total: see line_total.h. A ref that is no word (a refund's or payout's id) is "id": sums must stay few. */
#include "store/line_total.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"

enum { WORD_MOST = 24 };

static const char *word_of(const char *ref)
{
	if (!ref)
		return "";
	return strlen(ref) > WORD_MOST || ref[strspn(ref, "abcdefghijklmnopqrstuvwxyz_")] ? "id" : ref;
}

enum err line_total_add(struct store *store, const struct line *line, struct fault *fault)
{
	char month[CLOCK_TEXT];
	const struct sum sum = { SUM_LINE,
		{ clock_day(line->at, month), line->supplier, currency_code(line->amount.currency),
			line_kind_id(line->kind), bucket_id(line->bucket), line->order ? "1" : "0",
			word_of(line->ref) },
		{ line->amount.minor }, NULL };

	month[INCOME_MONTH] = '\0';
	return sums_add(store, &sum, fault);
}

static struct bridge *of_currency(struct bridge *rows, size_t *count, enum currency currency)
{
	size_t i;

	for (i = 0; i < *count && rows[i].currency != currency; i++)
		;
	if (i == *count)
		rows[(*count)++].currency = currency;
	return &rows[i];
}

size_t bridge_load(struct store *store, const char *supplier, const char *month, struct arena *arena,
	struct bridge **rows)
{
	struct bridge *all = arena_take_array(arena, CURRENCY_COUNT, sizeof *all);
	struct sql_query *query;
	size_t count = 0;

	sums_settle(store);
	query = store_ask(store,
		"SELECT currency, kind, bucket, of_order, word, sum(minor) FROM line_total"
		" WHERE (?1 IS NULL OR supplier = ?1) AND (?2 IS NULL OR month = ?2)"
		" GROUP BY 1, 2, 3, 4, 5 ORDER BY currency",
		SQL_TEXT(supplier), SQL_TEXT(month));
	while (store_next(query)) {
		const struct line_sum sum = { .kind = line_kind_find(sql_text(query, 1)),
			.bucket = bucket_find(sql_text(query, 2)),
			.of_order = sql_whole(query, 3) != 0,
			.word = sql_text(query, 4),
			.amount = { sql_whole(query, 5), currency_find(sql_text(query, 0)) } };

		bridge_add(of_currency(all, &count, sum.amount.currency), &sum);
	}
	sql_done(query);
	*rows = all;
	return count;
}

size_t bridge_months(struct store *store, struct arena *arena, const char ***months)
{
	struct sql_query *query;
	size_t most, count = 0;

	sums_settle(store);
	most = (size_t)store_number(
		store, "SELECT count(DISTINCT month) FROM line_total WHERE 0 = ?1", SQL_WHOLE(0));
	query = sql_prepare(store->sql, "SELECT DISTINCT month FROM line_total ORDER BY month DESC", NULL);
	*months = arena_take_array(arena, most + 1, sizeof **months);
	while (count < most && store_next(query))
		(*months)[count++] = store_text(query, 0, arena);
	sql_done(query);
	return count;
}

size_t supplier_balance_load(struct store *store, struct arena *arena, struct supplier_balance **rows)
{
	struct supplier_balance *row = NULL;
	struct sql_query *query;
	size_t most, count = 0;

	sums_settle(store);
	most = (size_t)store_number(store,
		"SELECT count(*) FROM (SELECT DISTINCT supplier, currency FROM line_total) WHERE 0 = ?1",
		SQL_WHOLE(0));
	query = sql_prepare(store->sql,
		"SELECT supplier, currency, bucket, sum(minor) FROM line_total GROUP BY 1, 2, 3", NULL);
	*rows = arena_take_array(arena, most, sizeof **rows);
	while (store_next(query)) {
		enum currency currency = currency_find(sql_text(query, 1));

		if (!row || row->balance.currency != currency || strcmp(row->supplier, sql_text(query, 0)) != 0) {
			if (count == most)
				break;
			row = &(*rows)[count++];
			row->supplier = store_text(query, 0, arena);
			row->balance.currency = currency;
		}
		row->balance.minor[bucket_find(sql_text(query, 2))] += sql_whole(query, 3);
		row->balance.ledger_minor += sql_whole(query, 3);
	}
	sql_done(query);
	return count;
}

size_t income_load(
	struct store *store, enum income_span span, struct arena *arena, struct span_income **rows)
{
	static const char text[] =
		"SELECT substr(month, 1, ?1), currency, sum(minor) FROM line_total"
		" WHERE bucket IN ('available', 'in_withdrawal', 'paid_out', 'clawback_due')"
		" GROUP BY 1, 2";
	struct sql_query *query;
	size_t most, count = 0;

	sums_settle(store);
	most = (size_t)store_number(
		store, arena_print(arena, "SELECT count(*) FROM (%s)", text), SQL_WHOLE(span));
	query = store_ask(store, arena_print(arena, "%s ORDER BY 1 DESC, 2", text), SQL_WHOLE(span));
	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query)) {
		struct span_income *row = &(*rows)[count++];

		snprintf(row->name, sizeof row->name, "%.7s", sql_text(query, 0));
		row->income = store_money(sql_whole(query, 2), currency_find(sql_text(query, 1)));
	}
	sql_done(query);
	return count;
}
