/*
 * migrate: see migrate.h. A step that has been released is never changed: a new one is added below it.
 * Amounts are whole minor units beside the currency's code; states and kinds are their ids, so that
 * reordering an enum in the program never changes the meaning of a file.
 */
#include "store/migrate.h"

#include <stdio.h>
#include "store/line_total.h"
#include "store/post_store.h"
#include "store/sql.h"
#include "store/waiting_store.h"
#include "base/words.h"

/* Goods are never deleted, so their numbers have no gaps: answer.c counts on it. What is searched, sorted
 * and filtered by lies apart, in `goods_column` (columns.h) and `goods_words` (words.h). */
static const char goods_tables[] =
	"CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE supplier(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
	"CREATE TABLE label(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
	"CREATE TABLE goods("
	" number INTEGER PRIMARY KEY, supplier INTEGER NOT NULL, id TEXT NOT NULL, print INTEGER NOT NULL,"
	" title TEXT NOT NULL, shop TEXT, category TEXT, picture TEXT, currency TEXT NOT NULL,"
	" price INTEGER NOT NULL, list_price INTEGER NOT NULL, final INTEGER NOT NULL,"
	" commission INTEGER NOT NULL, commission_before INTEGER NOT NULL, rate_bp INTEGER NOT NULL,"
	" coupon TEXT, coupon_face INTEGER NOT NULL, coupon_threshold INTEGER NOT NULL,"
	" coupon_left INTEGER NOT NULL, coupon_total INTEGER NOT NULL, coupon_starts_at INTEGER NOT NULL,"
	" coupon_ends_at INTEGER NOT NULL, lock_ends_at INTEGER NOT NULL, sales_30d INTEGER NOT NULL,"
	" stock INTEGER NOT NULL, shop_score INTEGER NOT NULL, self_purchase INTEGER NOT NULL,"
	" updated_at INTEGER NOT NULL, description TEXT, UNIQUE(supplier, id)) STRICT;"
	"CREATE TABLE goods_column(place INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;"
	"CREATE VIRTUAL TABLE goods_words USING fts5(title, content='', columnsize=0, tokenize='goods');"
	/* Words wait in memory up to this many bytes: indexing a million goods took 8 s instead of 12. */
	"INSERT INTO goods_words(goods_words, rank) VALUES('hashsize', 16777216);"
	"CREATE TABLE category(supplier TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,"
	" goods INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(supplier, id)) STRICT, WITHOUT ROWID;";

static const char shelf_tables[] =
	"CREATE TABLE shelf(goods INTEGER PRIMARY KEY REFERENCES goods, currency TEXT NOT NULL,"
	" final_then INTEGER NOT NULL, rate_then_bp INTEGER NOT NULL, coupon_then INTEGER NOT NULL,"
	" stock_then INTEGER NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL,"
	" picked_at INTEGER NOT NULL) STRICT;"
	"CREATE TABLE link(number INTEGER PRIMARY KEY, supplier TEXT NOT NULL, goods TEXT NOT NULL,"
	" id TEXT NOT NULL, channel TEXT NOT NULL, url TEXT NOT NULL, short_url TEXT, pass_code TEXT,"
	" position TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,"
	" UNIQUE(supplier, id)) STRICT;"
	"CREATE INDEX link_by_goods ON link(supplier, goods, channel, created_at);"
	"CREATE TABLE outbox(number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,"
	" supplier TEXT NOT NULL, goods TEXT NOT NULL, channel TEXT, key TEXT NOT NULL UNIQUE,"
	" made_at INTEGER NOT NULL, next_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,"
	" trouble TEXT, sent INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE note(number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
	" level INTEGER NOT NULL, text TEXT NOT NULL) STRICT;";

/* The *_total tables are running sums, written in the same transaction as the rows they sum. */
static const char order_tables[] =
	"CREATE TABLE orders(number INTEGER PRIMARY KEY, supplier TEXT NOT NULL, sub_id TEXT NOT NULL,"
	" id TEXT NOT NULL, id_backwards TEXT NOT NULL, goods TEXT NOT NULL, title TEXT NOT NULL,"
	" kind TEXT NOT NULL, state TEXT NOT NULL, state_word TEXT NOT NULL, reason TEXT, channel TEXT,"
	" link TEXT, quantity INTEGER NOT NULL, currency TEXT NOT NULL, paid INTEGER NOT NULL,"
	" base INTEGER NOT NULL, estimate INTEGER NOT NULL, settled INTEGER NOT NULL, fee INTEGER NOT NULL,"
	" rate_bp INTEGER NOT NULL, created_at INTEGER NOT NULL, paid_at INTEGER NOT NULL,"
	" received_at INTEGER NOT NULL, approved_at INTEGER NOT NULL, settled_at INTEGER NOT NULL,"
	" updated_at INTEGER NOT NULL, UNIQUE(supplier, sub_id)) STRICT;"
	"CREATE INDEX orders_by_time ON orders(created_at);"
	"CREATE INDEX orders_by_state ON orders(state, created_at);"
	"CREATE INDEX orders_by_id ON orders(id_backwards);"
	"CREATE TABLE order_total(state TEXT NOT NULL, kind TEXT NOT NULL, orders INTEGER NOT NULL,"
	" PRIMARY KEY(state, kind)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE earning_total(part TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL,"
	" title TEXT NOT NULL, orders INTEGER NOT NULL, estimate INTEGER NOT NULL,"
	" settled INTEGER NOT NULL, PRIMARY KEY(part, name, currency)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX earning_by_estimate ON earning_total(part, estimate);"
	"CREATE TABLE line(number INTEGER PRIMARY KEY, supplier TEXT NOT NULL, id TEXT NOT NULL,"
	" kind TEXT NOT NULL, bucket TEXT NOT NULL, sub_id TEXT, ref TEXT, currency TEXT NOT NULL,"
	" amount INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE(supplier, id)) STRICT;"
	"CREATE INDEX line_by_time ON line(at);"
	"CREATE TABLE balance_total(currency TEXT NOT NULL, bucket TEXT NOT NULL, minor INTEGER NOT NULL,"
	" PRIMARY KEY(currency, bucket)) STRICT, WITHOUT ROWID;";

/* Lines of one order: explain. */
static const char line_index[] =
	"CREATE INDEX line_by_order ON line(sub_id, supplier) WHERE sub_id IS NOT NULL;";

static const char payout_table[] =
	"CREATE TABLE payout(supplier TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,"
	" currency TEXT NOT NULL, amount INTEGER NOT NULL, fee INTEGER NOT NULL, automatic INTEGER NOT NULL,"
	" requested_at INTEGER NOT NULL, expected_at INTEGER NOT NULL, finished_at INTEGER NOT NULL,"
	" updated_at INTEGER NOT NULL, PRIMARY KEY(supplier, id)) STRICT, WITHOUT ROWID;";

/* Answers to a wish that said neither yes nor no. */
static const char unclear_column[] =
	"ALTER TABLE outbox ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0;";

/* Sums of the ledger by what a line is: the way from the estimate to the money (line_total.h). */
static const char line_total_table[] =
	"CREATE TABLE line_total(month TEXT NOT NULL, supplier TEXT NOT NULL, currency TEXT NOT NULL,"
	" kind TEXT NOT NULL, bucket TEXT NOT NULL, of_order INTEGER NOT NULL, word TEXT NOT NULL,"
	" minor INTEGER NOT NULL, PRIMARY KEY(month, supplier, currency, kind, bucket, of_order, word))"
	" STRICT, WITHOUT ROWID;" LINE_TOTAL_SUM ";";

/* Orders of an older file, summed by month, kind and supplier, and by post (earning_total.c). */
#define SUM_ORDERS(part, name, condition) \
	"INSERT INTO earning_total SELECT '" part "', " name ", currency, max(title), count(*)," \
	" sum(estimate), sum(CASE WHEN state IN ('settled', 'paid_out', 'clawback_due', 'clawed_back')" \
	" THEN settled ELSE 0 END) FROM orders WHERE state NOT IN ('unknown', 'created', 'invalid'," \
	" 'punished')" condition " GROUP BY 2, 3;"
static const char order_parts[] =
	SUM_ORDERS("kind", "strftime('%Y-%m', created_at, 'unixepoch', 'localtime') || ' ' || kind || ' ' ||"
		" supplier", "")
	SUM_ORDERS("post", "supplier || char(9) || link", " AND link IS NOT NULL");

/* The same thing at several suppliers (offers.c), suppliers' own lists (topic_store.c), further kinds of
 * links. `print` 0: the row is read anew when it is seen next, and its new cells are written then. */
static const char offer_tables[] =
	"ALTER TABLE goods ADD COLUMN gtin TEXT; ALTER TABLE goods ADD COLUMN brand TEXT;"
	"ALTER TABLE goods ADD COLUMN model TEXT;"
	"ALTER TABLE goods ADD COLUMN group_price INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE goods ADD COLUMN group_size INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE goods ADD COLUMN thing INTEGER NOT NULL DEFAULT 0;"
	"CREATE INDEX goods_by_thing ON goods(thing) WHERE thing > 0;"
	"UPDATE goods SET print = 0;"
	"CREATE TABLE sign(sign INTEGER NOT NULL, goods INTEGER NOT NULL, PRIMARY KEY(sign, goods))"
	" STRICT, WITHOUT ROWID;"
	"ALTER TABLE supplier ADD COLUMN platform TEXT;"
	"CREATE TABLE topic(supplier TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,"
	" place INTEGER NOT NULL, PRIMARY KEY(supplier, id)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE topic_goods(supplier TEXT NOT NULL, topic TEXT NOT NULL, goods INTEGER NOT NULL,"
	" PRIMARY KEY(supplier, topic, goods)) STRICT, WITHOUT ROWID;"
	"ALTER TABLE link ADD COLUMN app_url TEXT; ALTER TABLE link ADD COLUMN mini_path TEXT;";

/* Orders counted by day and title (order_total.c), and earnings by goods of a month. */
static const char order_totals[] =
	"CREATE TABLE order_title(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
	"INSERT INTO order_title(text) SELECT DISTINCT title FROM orders;"
	"ALTER TABLE orders ADD COLUMN title_number INTEGER NOT NULL DEFAULT 0;"
	"UPDATE orders SET title_number = (SELECT number FROM order_title WHERE text = title);"
	"CREATE INDEX orders_by_title ON orders(title_number, created_at);"
	"CREATE TABLE order_title_total(title INTEGER NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL,"
	" orders INTEGER NOT NULL, PRIMARY KEY(title, state, kind)) STRICT, WITHOUT ROWID;"
	"INSERT INTO order_title_total SELECT title_number, state, kind, count(*) FROM orders GROUP BY 1, 2, 3;"
	"CREATE TABLE order_day_total(day INTEGER NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL,"
	" orders INTEGER NOT NULL, PRIMARY KEY(day, state, kind)) STRICT, WITHOUT ROWID;"
	"INSERT INTO order_day_total SELECT created_at / 86400 - (created_at % 86400 < 0), state, kind,"
	" count(*) FROM orders GROUP BY 1, 2, 3;"
	SUM_ORDERS("goods_month", "strftime('%Y-%m', created_at, 'unixepoch', 'localtime') || ' ' || supplier"
		" || char(9) || goods", "");

/* What a platform wants back when a link is made (goods.h); not in `print`: a list may leave it out. */
static const char origin_column[] = "ALTER TABLE goods ADD COLUMN origin TEXT;";

/* Goods alone are asked for in the order of what they earned. */
static const char goods_estimate_index[] =
	"DROP INDEX IF EXISTS earning_by_estimate;"
	"CREATE INDEX earning_by_estimate ON earning_total(estimate) WHERE part = 'goods';";

/* Shops of her own settle what they complete, and orders that did not change are not told again: those that
 * were taken as received only are asked for once more, from the beginning. */
static const char ask_completed_again[] =
	"DELETE FROM fact WHERE name IN (SELECT 'walk.' || supplier || '.orders.since' FROM orders"
	" WHERE state = 'received' AND state_word = 'completed');";

/* With a sign stands what is asked of its holders (offers_join.c): `gtin` is their barcode's sign or 0. Goods are
 * compared again, little by little; what was found stays. */
static const char sign_table[] =
	"DROP TABLE IF EXISTS sign;"
	"CREATE TABLE sign(sign INTEGER NOT NULL, goods INTEGER NOT NULL, supplier INTEGER NOT NULL,"
	" thing INTEGER NOT NULL, gtin INTEGER NOT NULL, PRIMARY KEY(sign, goods)) STRICT, WITHOUT ROWID;"
	"DELETE FROM fact WHERE name = 'offers.next';";

static const char *const steps[] = {
	goods_tables, shelf_tables, order_tables, line_index, payout_table, unclear_column,
	line_total_table, order_parts, offer_tables, POST_TABLE, WAITING_SUM,
	order_totals, origin_column, goods_estimate_index, ask_completed_again,
	sign_table
};

int64_t migrate_newest(void)
{
	return (int64_t)(sizeof steps / sizeof *steps);
}

int64_t migrate_version(struct sql *sql)
{
	struct sql_query *query = sql_prepare(sql, "PRAGMA user_version", NULL);
	int64_t version = 0;
	bool row;

	if (query && sql_step(query, &row, NULL) == OK && row)
		version = sql_whole(query, 0);
	sql_done(query);
	return version;
}

/* Within a transaction: another program may have taken the step in the meantime. */
static enum err step(struct sql *sql, int64_t from, struct fault *fault)
{
	char bump[48];
	enum err err;

	if (migrate_version(sql) != from)
		return OK;
	err = sql_run(sql, steps[from], fault);
	snprintf(bump, sizeof bump, "PRAGMA user_version = %lld", (long long)from + 1);
	return err ? err : sql_run(sql, bump, fault);
}

enum err migrate_to(struct sql *sql, int64_t version, struct fault *fault)
{
	int64_t at = migrate_version(sql);
	enum err err = OK;

	if (at < 0)
		return fault_set(fault, ERR_DECODE, _("The data file has an impossible version"));
	for (; at < version && !err; at++) {
		err = sql_begin(sql, fault);
		if (!err)
			err = step(sql, at, fault);
		if (!err)
			err = sql_commit(sql, fault);
		if (err)
			sql_rollback(sql);
	}
	return err;
}
