/*
 * post_store: what she has posted, on the shelf or not: the goods as they were when their newest link was made,
 * and links that have come to their end. Written by link_put.
 */
#ifndef STORE_POST_STORE_H
#define STORE_POST_STORE_H

#include "model/link.h"
#include "store/shelf_store.h"

/* For link_store.c: remembers the goods of this link as they are now; unknown goods are left out. */
MUST_USE enum err post_put(struct store *store, const struct link *link, struct fault *fault);
/* Posted since that moment, newest first, at most `most`; tags and note are empty, picked_at is 0. */
size_t post_load(struct store *store, int64_t since, size_t most, struct arena *arena,
	struct shelf_entry **rows);

/* A link that ended between the two moments, and no newer one of its goods and channel is there. */
struct dead_link {
	const char *supplier, *goods, *title;
	enum channel channel;
	int64_t created_at, expires_at;
};
size_t post_dead_links(struct store *store, int64_t from, int64_t until, struct arena *arena,
	struct dead_link **rows);

/* What an older file knows of its posts, for migrate.c. */
#define POST_TABLE \
	"CREATE TABLE post(goods INTEGER PRIMARY KEY REFERENCES goods, currency TEXT NOT NULL," \
	" final_then INTEGER NOT NULL, rate_then_bp INTEGER NOT NULL, coupon_then INTEGER NOT NULL," \
	" stock_then INTEGER NOT NULL, posted_at INTEGER NOT NULL) STRICT;" \
	"CREATE INDEX post_by_time ON post(posted_at);" \
	"INSERT INTO post SELECT g.number, coalesce(h.currency, g.currency), coalesce(h.final_then, g.final)," \
	" coalesce(h.rate_then_bp, g.rate_bp), coalesce(h.coupon_then, 0), coalesce(h.stock_then, g.stock <> 0)," \
	" max(l.created_at) FROM link l JOIN supplier s ON s.name = l.supplier" \
	" JOIN goods g ON g.supplier = s.number AND g.id = l.goods LEFT JOIN shelf h ON h.goods = g.number" \
	" GROUP BY g.number;"

#endif
