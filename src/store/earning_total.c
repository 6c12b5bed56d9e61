/*
 * earning_total: see its header, and earning_load of order_store.h. Rows of `earning_total` by
 * part: 'day' (name 2026-11-23), 'goods' (supplier and goods id), 'goods_month' (month, supplier and goods
 * id), 'channel' (day and channel), 'kind' (month, kind and supplier), 'post' (supplier and link id),
 * 'waiting' (see waiting_store.h).
 */
#include "store/earning_total.h"

#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "store/order_store.h"
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"
#include "store/waiting_store.h"

enum { FIRST_ROOM = 64 }; /* rows; `most` may be anything */

/* What an order adds to the sums of earnings. */
struct share {
	int64_t orders, estimate, settled;
};

static struct share share_of(const struct order *order)
{
	enum bucket bucket = order_bucket(order->state);

	if (bucket == BUCKET_NONE || bucket == BUCKET_INVALID)
		return (struct share){ 0, 0, 0 };
	return (struct share){ 1, order->estimate.minor,
		bucket_is_money(bucket) ? order->settled.minor : 0 };
}

static enum err add(struct store *store, const char *part, const char *name,
	const struct order *order, int sign, struct fault *fault)
{
	struct share share = share_of(order);
	const struct sum sum = { SUM_EARNING, { part, name, currency_code(order->paid.currency) },
		{ sign * share.orders, sign * share.estimate, sign * share.settled },
		sign < 0 ? NULL : order->title ? order->title : "" };

	return sums_add(store, &sum, fault);
}

enum err earning_total_add(
	struct store *store, const struct order *order, int sign, struct fault *fault)
{
	struct arena arena = { 0 };
	const char *goods;
	char day[CLOCK_TEXT];
	enum err err;

	if (share_of(order).orders == 0)
		return OK;
	clock_day(order->created_at, day);
	goods = arena_print(&arena, "%s\t%s", order->supplier, order->goods ? order->goods : "");
	err = add(store, "day", day, order, sign, fault);
	if (!err)
		err = add(store, "goods", goods, order, sign, fault);
	if (!err)
		err = add(store, "goods_month", arena_print(&arena, "%.7s %s", day, goods), order, sign, fault);
	if (!err)
		err = add(store, "channel",
			arena_print(&arena, "%s %s", day, order->channel ? order->channel : ""),
			order, sign, fault);
	if (!err)
		err = add(store, "kind",
			arena_print(&arena, "%.7s %s %s", day, order_kind_id(order->kind), order->supplier),
			order, sign, fault);
	if (!err && waiting_since(order) > 0)
		err = add(store, "waiting", waiting_name(&arena, order), order, sign, fault);
	if (!err && order->link)
		err = add(store, "post", arena_print(&arena, "%s\t%s", order->supplier, order->link),
			order, sign, fault);
	arena_clear(&arena);
	return err;
}

/* ---- reading */

static const char by_day[] =
	"SELECT name, currency, orders, estimate, settled FROM earning_total"
	" WHERE part = 'day' AND name >= ?1 AND orders > 0 ORDER BY name DESC, currency LIMIT ?2";
static const char by_channel[] =
	"SELECT substr(name, 12) AS channel, currency, sum(orders), sum(estimate) AS e, sum(settled)"
	" FROM earning_total WHERE part = 'channel' AND name >= ?1 GROUP BY 1, 2 HAVING sum(orders) > 0"
	" ORDER BY e DESC, channel, currency LIMIT ?2";
static const char by_goods[] =
	"SELECT title, currency, orders, estimate, settled FROM earning_total"
	" WHERE part = 'goods' AND orders > 0 AND ?1 = '' ORDER BY estimate DESC LIMIT ?2";
/* Whole months from ?1 on are summed; of the month that the period begins in, the shorter part is read: added, or
 * (?5 −1) taken off. The buckets none and invalid are not counted, as in share_of. */
static const char by_goods_since[] =
	"SELECT max(title), currency, sum(orders), sum(estimate) AS e, sum(settled) FROM"
	" (SELECT substr(name, 9) AS goods, title, currency, orders, estimate, settled FROM earning_total"
	" WHERE part = 'goods_month' AND name >= ?1 UNION ALL"
	" SELECT supplier || char(9) || goods, title, currency, ?5, ?5 * estimate, ?5 * CASE WHEN state IN"
	" ('settled', 'paid_out', 'clawback_due', 'clawed_back') THEN settled ELSE 0 END FROM orders"
	" WHERE created_at >= ?3 AND created_at < ?4"
	" AND state NOT IN ('unknown', 'created', 'invalid', 'punished'))"
	" GROUP BY goods, currency HAVING sum(orders) > 0 ORDER BY e DESC LIMIT ?2";

/* "2026-11 share demo": the month is 7 characters long, the kind ends at the second space. */
#define KIND_FROM "substr(name, 9)"
static const char by_kind[] =
	"SELECT substr(" KIND_FROM ", 1, instr(" KIND_FROM ", ' ') - 1) AS kind, currency, sum(orders),"
	" sum(estimate) AS e, sum(settled) FROM earning_total WHERE part = 'kind' AND name >= substr(?1, 1, 7)"
	" GROUP BY 1, 2 HAVING sum(orders) > 0 ORDER BY e DESC, kind, currency LIMIT ?2";
static const char by_supplier[] =
	"SELECT substr(" KIND_FROM ", instr(" KIND_FROM ", ' ') + 1) AS supplier, currency, sum(orders),"
	" sum(estimate) AS e, sum(settled) FROM earning_total WHERE part = 'kind' AND name >= substr(?1, 1, 7)"
	" GROUP BY 1, 2 HAVING sum(orders) > 0 ORDER BY e DESC, supplier, currency LIMIT ?2";
/* A post is a link: the channel, the day and the goods of it, if the link is still known. */
static const char by_post[] =
	"SELECT coalesce(link.channel || ' ' || date(link.created_at, 'unixepoch', 'localtime') || ' ', '')"
	" || earning_total.title, currency, orders, estimate, settled FROM earning_total LEFT JOIN link"
	" ON link.supplier = substr(name, 1, instr(name, char(9)) - 1)"
	" AND link.id = substr(name, instr(name, char(9)) + 1)"
	" WHERE part = 'post' AND orders > 0 AND (?1 = '' OR link.created_at IS NULL"
	" OR date(link.created_at, 'unixepoch', 'localtime') >= ?1)"
	" ORDER BY estimate + settled DESC, name LIMIT ?2";

static struct earning_row read_row(struct sql_query *query, struct arena *arena)
{
	enum currency currency = currency_find(sql_text(query, 1));

	return (struct earning_row){ store_text(query, 0, arena), sql_whole(query, 2),
		store_money(sql_whole(query, 3), currency),
		store_money(sql_whole(query, 4), currency) };
}

/* The first moment of the owner's month that holds `at`. */
static int64_t month_start(int64_t at)
{
	char day[CLOCK_TEXT];

	clock_day(at, day);
	/* Beyond the calendar there are no months. */
	if (strlen(day) < strlen("2026-11-23"))
		return at;
	return clock_day_start(at, 1 - (int)strtol(day + strlen("2026-11-"), NULL, 10));
}

static void bind_goods_since(struct sql_query *query, int64_t since, char month[CLOCK_TEXT])
{
	int64_t start = month_start(since), next = month_start(start + (int64_t)32 * 24 * 3600);
	bool take_off = since - start < next - since;

	clock_day(take_off ? start : next, month);
	month[strlen("2026-11")] = '\0';
	sql_bind(query, 1, SQL_TEXT(month));
	sql_bind(query, 3, SQL_WHOLE(take_off ? start : since));
	sql_bind(query, 4, SQL_WHOLE(take_off ? since : next));
	sql_bind(query, 5, SQL_WHOLE(take_off ? -1 : 1));
}

size_t earning_load(struct store *store, enum earning_by by, int64_t since, size_t most,
	struct arena *arena, struct earning_row **rows)
{
	static const char *const texts[] = { [BY_DAY] = by_day, [BY_GOODS] = by_goods,
		[BY_CHANNEL] = by_channel, [BY_POST] = by_post, [BY_SUPPLIER] = by_supplier,
		[BY_KIND] = by_kind };
	char day[CLOCK_TEXT] = "";
	bool goods_since = by == BY_GOODS && since > 0;
	struct sql_query *query;
	size_t count = 0, room = most < FIRST_ROOM ? most : FIRST_ROOM;

	sums_settle(store);
	query = sql_prepare(store->sql, goods_since ? by_goods_since : texts[by], NULL);
	if (since > 0)
		clock_day(since, day);
	if (query && goods_since)
		bind_goods_since(query, since, day);
	else if (query)
		sql_bind(query, 1, SQL_TEXT(day));
	if (query)
		sql_bind(query, 2, SQL_WHOLE(most < INT64_MAX ? (int64_t)most : INT64_MAX));
	*rows = arena_take_array(arena, room, sizeof **rows);
	while (count < most && store_next(query)) {
		if (count == room) {
			struct earning_row *more = arena_take_array(arena, room *= 2, sizeof *more);

			memcpy(more, *rows, count * sizeof *more);
			*rows = more;
		}
		(*rows)[count++] = read_row(query, arena);
	}
	sql_done(query);
	return count;
}

size_t earning_span(struct store *store, int64_t since, int64_t until, struct arena *arena,
	struct earning_row **rows)
{
	char from[CLOCK_TEXT], to[CLOCK_TEXT];
	struct sql_query *query;
	size_t count = 0;

	sums_settle(store);
	query = store_ask(store,
		"SELECT '', currency, sum(orders), sum(estimate), sum(settled) FROM earning_total"
		" WHERE part = 'day' AND name >= ?1 AND name < ?2 GROUP BY currency HAVING sum(orders) > 0",
		SQL_TEXT(clock_day(since, from)), SQL_TEXT(clock_day(until, to)));
	*rows = arena_take_array(arena, CURRENCY_COUNT, sizeof **rows);
	while (count < CURRENCY_COUNT && store_next(query))
		(*rows)[count++] = read_row(query, arena);
	sql_done(query);
	return count;
}
