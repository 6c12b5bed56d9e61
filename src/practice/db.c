/*
 * db: the tables of the practice supplier. Amounts are minor units of CNY, times Unix seconds,
 * rates basis points. An order has one recommender at most and a recommender is a bare number: a
 * parent of a parent cannot be written down here (R32).
 */
#include "practice/practice.h"

static const char tables[] =
	"CREATE TABLE fact(name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE merchant(n INTEGER PRIMARY KEY, name TEXT NOT NULL, score INTEGER) STRICT;"
	"CREATE TABLE goods(n INTEGER PRIMARY KEY, title TEXT NOT NULL, merchant INTEGER NOT NULL,"
	" category INTEGER NOT NULL, price INTEGER NOT NULL, list_price INTEGER, final INTEGER NOT "
	"NULL,"
	" rate_bp INTEGER NOT NULL, commission INTEGER NOT NULL, lock_ends_at INTEGER,"
	" sales INTEGER NOT NULL, stock INTEGER, self INTEGER NOT NULL, updated_at INTEGER NOT "
	"NULL,"
	" face INTEGER, threshold INTEGER, coupon_left INTEGER, coupon_total INTEGER,"
	" starts_at INTEGER, ends_at INTEGER) STRICT;"
	"CREATE TABLE shop(n INTEGER PRIMARY KEY, name TEXT NOT NULL, token TEXT NOT NULL UNIQUE,"
	" created_at INTEGER NOT NULL, buyer_at INTEGER, buyers INTEGER NOT NULL DEFAULT 0,"
	" payout_at INTEGER, stall INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE shelf(n INTEGER PRIMARY KEY AUTOINCREMENT, shop INTEGER NOT NULL,"
	" goods INTEGER NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, added_at INTEGER NOT "
	"NULL,"
	" updated_at INTEGER NOT NULL, UNIQUE(shop, goods)) STRICT;"
	"CREATE TABLE link(n INTEGER PRIMARY KEY, shop INTEGER NOT NULL, goods INTEGER NOT NULL,"
	" channel TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL UNIQUE, short TEXT NOT "
	"NULL UNIQUE,"
	" clicks INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, expires_at INTEGER NOT "
	"NULL,"
	" updated_at INTEGER NOT NULL) STRICT;"
	"CREATE INDEX link_changed ON link(shop, updated_at, n);"
	"CREATE TABLE sale(n INTEGER PRIMARY KEY, shop INTEGER NOT NULL, goods INTEGER NOT NULL,"
	" title TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, channel TEXT,"
	" link INTEGER, recommender INTEGER, quantity INTEGER NOT NULL, returned INTEGER NOT NULL "
	"DEFAULT 0,"
	" due_minor INTEGER NOT NULL, paid INTEGER NOT NULL DEFAULT 0, base INTEGER NOT NULL "
	"DEFAULT 0,"
	" rate_bp INTEGER NOT NULL, estimate INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL "
	"DEFAULT 0,"
	" fee INTEGER NOT NULL DEFAULT 0, bonus INTEGER NOT NULL DEFAULT 0,"
	" clawback INTEGER NOT NULL DEFAULT 0, owed INTEGER NOT NULL DEFAULT 0,"
	" fate INTEGER NOT NULL, due_at INTEGER, created_at INTEGER NOT NULL, paid_at INTEGER,"
	" received_at INTEGER, approved_at INTEGER, settled_at INTEGER, punished_at INTEGER,"
	" updated_at INTEGER NOT "
	"NULL) STRICT;"
	"CREATE INDEX sale_changed ON sale(shop, updated_at, n);"
	"CREATE INDEX sale_due ON sale(due_at, n) WHERE due_at IS NOT NULL;"
	"CREATE INDEX sale_owed ON sale(shop, n) WHERE owed > 0;"
	"CREATE INDEX sale_settled ON sale(shop, settled_at, n) WHERE state = 'settled';"
	"CREATE TABLE refund(sale INTEGER NOT NULL, id TEXT NOT NULL, quantity INTEGER NOT NULL,"
	" PRIMARY KEY(sale, id)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE line(n INTEGER PRIMARY KEY, shop INTEGER NOT NULL, kind TEXT NOT NULL,"
	" bucket TEXT NOT NULL, sale INTEGER, amount INTEGER NOT NULL, at INTEGER NOT NULL,"
	" ref TEXT NOT NULL) STRICT;"
	"CREATE INDEX line_order ON line(shop, at, n);"
	/* Running sums of the lines, in the same transaction as each line. */
	"CREATE TABLE balance(shop INTEGER NOT NULL, bucket TEXT NOT NULL, minor INTEGER NOT NULL,"
	" lines INTEGER NOT NULL, PRIMARY KEY(shop, bucket)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE payout(n INTEGER PRIMARY KEY, shop INTEGER NOT NULL, state TEXT NOT NULL, "
	"reason TEXT,"
	" amount INTEGER NOT NULL, fee INTEGER NOT NULL, automatic INTEGER NOT NULL,"
	" requested_at INTEGER NOT NULL, expected_at INTEGER NOT NULL, finished_at INTEGER,"
	" updated_at INTEGER NOT NULL, due_at INTEGER) STRICT;"
	"CREATE INDEX payout_changed ON payout(shop, updated_at, n);"
	"CREATE INDEX payout_due ON payout(due_at) WHERE due_at IS NOT NULL;"
	"CREATE TABLE kept_answer(scope TEXT NOT NULL, key TEXT NOT NULL, content INTEGER NOT NULL,"
	" status INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(scope, key)) STRICT, WITHOUT "
	"ROWID;";

/* Each index ends in the row number by itself. A million goods: about a second for each; the orders
 * of rows that are seldom asked for have theirs made on demand (goods_routes.c). */
static const char indexes[] =
	/* With title and category in it a search in the usual order reads no rows but its hits. */
	"CREATE INDEX goods_sales ON goods(sales, n, title, category);"
	"CREATE INDEX goods_changed ON goods(updated_at);"
	"CREATE INDEX goods_starts ON goods(starts_at) WHERE starts_at IS NOT NULL;"
	"CREATE INDEX goods_ends ON goods(ends_at) WHERE ends_at IS NOT NULL;";

enum err db_make_tables(struct sql *sql, struct fault *fault)
{
	return sql_run(sql, tables, fault);
}

enum err db_make_indexes(struct sql *sql, struct fault *fault)
{
	return sql_run(sql, indexes, fault);
}

int64_t db_get(struct sql *sql, const char *name)
{
	int64_t number = 0;
	struct fault ignored;
	if (sql_number(sql, &ignored, &number, "SELECT number FROM fact WHERE name = ?1",
		    SQL_TEXT(name)) != OK)
		return 0;
	return number;
}

enum err db_put(struct sql *sql, const char *name, int64_t number, struct fault *fault)
{
	return sql_do(sql, fault, "INSERT OR REPLACE INTO fact(name, number) VALUES (?1, ?2)",
		SQL_TEXT(name), SQL_WHOLE(number));
}
