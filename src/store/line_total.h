/*
 * line_total: running sums of ledger lines that are alike (month, supplier, kind, bucket, word), kept in the
 * same transaction as the lines, so that the bridge and a year's income cost nothing however many orders
 * there are.
 */
#ifndef STORE_LINE_TOTAL_H
#define STORE_LINE_TOTAL_H

#include "model/bridge.h"
#include "store/store.h"

/* One row per currency, from all lines of a supplier (NULL: of all) that were written in a month of her time
 * zone ("2026-11"; NULL: ever). A month's `yours_minor` is what income_load tells of it. */
size_t bridge_load(struct store *store, const char *supplier, const char *month, struct arena *arena,
	struct bridge **rows);
/* The months that have lines, newest first. */
size_t bridge_months(struct store *store, struct arena *arena, const char ***months);

/* The buckets of each supplier, one row per supplier and currency; ledger_minor as in balance_load. */
struct supplier_balance {
	const char *supplier;
	struct balance balance;
};
size_t supplier_balance_load(struct store *store, struct arena *arena, struct supplier_balance **rows);

/* What became hers in one month or year of her time zone: all lines in buckets of money, without what only
 * moves between them. */
enum income_span { INCOME_YEAR = 4, INCOME_MONTH = 7 }; /* digits of its name */
struct span_income {
	char name[8]; /* "2026-11", "2026" */
	struct money income;
};
/* Newest first. */
size_t income_load(
	struct store *store, enum income_span span, struct arena *arena, struct span_income **rows);

/* For line_store.c: adds a new line of a bucket. */
MUST_USE enum err line_total_add(struct store *store, const struct line *line, struct fault *fault);
/* The same as a statement over all lines; migrate.c sums what an older file holds. */
#define LINE_TOTAL_SUM \
	"INSERT INTO line_total(month, supplier, currency, kind, bucket, of_order, word, minor)" \
	" SELECT strftime('%Y-%m', at, 'unixepoch', 'localtime'), supplier, currency, kind, bucket," \
	" sub_id IS NOT NULL, CASE WHEN ref IS NULL THEN '' WHEN ref GLOB '*[^a-z_]*' OR length(ref) > 24" \
	" THEN 'id' ELSE ref END, sum(amount) FROM line WHERE bucket <> 'none'" \
	" GROUP BY 1, 2, 3, 4, 5, 6, 7"

#endif
