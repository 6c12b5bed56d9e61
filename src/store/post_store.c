/* post_store: see post_store.h. */
#include "store/post_store.h"

#include "base/clock.h"
#include "store/sql.h"
#include "store/table.h"

enum { DEAD_MOST = 50 };

enum err post_put(struct store *store, const struct link *link, struct fault *fault)
{
	struct arena arena = { 0 };
	int64_t number = goods_number(store, link->supplier, link->goods);
	struct goods goods;
	enum err err = OK;

	if (number && goods_read(store, &arena, number, &goods))
		err = sql_do(store->sql, fault,
			"INSERT INTO post VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET"
			" currency = ?2, final_then = ?3, rate_then_bp = ?4, coupon_then = ?5, stock_then = ?6,"
			" posted_at = ?7 WHERE posted_at < ?7",
			SQL_WHOLE(number), SQL_TEXT(currency_code(goods.final.currency)),
			SQL_WHOLE(goods.final.minor), SQL_WHOLE(goods.rate_bp),
			SQL_WHOLE(coupon_state(&goods.coupon, goods.price, clock_now_s(), NULL) ==
				COUPON_USABLE),
			SQL_WHOLE(goods.stock != 0), SQL_WHOLE(link->created_at));
	arena_clear(&arena);
	return err;
}

size_t post_load(struct store *store, int64_t since, size_t most, struct arena *arena,
	struct shelf_entry **rows)
{
	size_t all = (size_t)store_number(
		       store, "SELECT count(*) FROM post WHERE posted_at >= ?1", SQL_WHOLE(since)),
	       count = 0;
	struct sql_query *query = store_ask(store,
		"SELECT p.goods, p.currency, p.final_then, p.rate_then_bp, p.coupon_then, p.stock_then, p.posted_at"
		" FROM post p JOIN goods g ON g.number = p.goods WHERE p.posted_at >= ?1"
		/* Numbers follow the order of answers, which is chance; ids do not. */
		" ORDER BY p.posted_at DESC, g.id, g.supplier LIMIT ?2",
		SQL_WHOLE(since), SQL_WHOLE((int64_t)most));

	most = all < most ? all : most;
	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query)) {
		struct shelf_entry *entry = &(*rows)[count];

		*entry = (struct shelf_entry){
			.final_then = store_money(sql_whole(query, 2), currency_find(sql_text(query, 1))),
			.rate_then_bp = (int32_t)sql_whole(query, 3),
			.coupon_then = sql_whole(query, 4) != 0,
			.stock_then = sql_whole(query, 5) != 0,
			.tags = "",
			.note = "",
			.posted_at = sql_whole(query, 6) };
		count += goods_read(store, arena, sql_whole(query, 0), &entry->goods);
	}
	sql_done(query);
	return count;
}

size_t post_dead_links(struct store *store, int64_t from, int64_t until, struct arena *arena,
	struct dead_link **rows)
{
	struct sql_query *query = store_ask(store,
		"SELECT l.supplier, l.goods, g.title, l.channel, l.created_at, l.expires_at FROM link l"
		" JOIN supplier s ON s.name = l.supplier JOIN goods g ON g.supplier = s.number AND g.id = l.goods"
		" WHERE l.expires_at > ?1 AND l.expires_at <= ?2 AND NOT EXISTS (SELECT 1 FROM link n"
		" WHERE n.supplier = l.supplier AND n.goods = l.goods AND n.channel = l.channel"
		" AND (n.expires_at = 0 OR n.expires_at > ?2)) ORDER BY l.expires_at DESC LIMIT ?3",
		SQL_WHOLE(from), SQL_WHOLE(until), SQL_WHOLE(DEAD_MOST));
	size_t count = 0;

	*rows = arena_take_array(arena, DEAD_MOST, sizeof **rows);
	while (count < DEAD_MOST && store_next(query)) {
		enum channel channel = channel_find(sql_text(query, 3));

		(*rows)[count++] = (struct dead_link){ .supplier = store_text(query, 0, arena),
			.goods = store_text(query, 1, arena),
			.title = store_text(query, 2, arena),
			.channel = channel == CHANNEL_COUNT ? CHANNEL_OTHER : channel,
			.created_at = sql_whole(query, 4),
			.expires_at = sql_whole(query, 5) };
	}
	sql_done(query);
	return count;
}
