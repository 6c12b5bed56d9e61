/* waiting_store: see waiting_store.h. */
#include "store/waiting_store.h"

#include <string.h>
#include <time.h>
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"

enum { CHINA_S = 8 * 3600, DAY_S = 24 * 3600, DAY_TEXT = 16 };

int64_t waiting_since(const struct order *order)
{
	if (order->state == ORDER_APPROVED && order->approved_at > 0)
		return order->approved_at;
	return order->state == ORDER_APPROVED || order->state == ORDER_RECEIVED ? order->received_at : 0;
}

const char *waiting_name(struct arena *arena, const struct order *order)
{
	time_t there = (time_t)(waiting_since(order) + CHINA_S);
	char text[DAY_TEXT] = "";
	struct tm day;

	if (gmtime_r(&there, &day))
		strftime(text, sizeof text, "%Y-%m-%d", &day);
	return arena_print(arena, "%s %s %s", order_state_id(order->state), text, order->supplier);
}

static struct waiting read_row(struct sql_query *query, struct arena *arena)
{
	const char *name = sql_text(query, 0), *at = strchr(name, ' ');
	struct waiting row = { .approved = strncmp(name, "approved ", strlen("approved ")) == 0,
		.estimate = store_money(sql_whole(query, 2), currency_find(sql_text(query, 1))) };
	struct tm day = { 0 };
	const char *rest = at ? strptime(at + 1, "%Y-%m-%d", &day) : NULL;

	row.supplier = arena_text(arena, rest && *rest == ' ' ? rest + 1 : "");
	row.at = rest ? (int64_t)timegm(&day) - CHINA_S + DAY_S - 1 : 0;
	return row;
}

size_t waiting_load(struct store *store, struct arena *arena, struct waiting **rows)
{
	static const char from[] = " FROM earning_total WHERE part = 'waiting' AND estimate <> 0";
	struct sql_query *query;
	size_t most, count = 0;

	sums_settle(store);
	most = (size_t)store_number(
		store, arena_print(arena, "SELECT count(*)%s AND 0 = ?1", from), SQL_WHOLE(0));
	query = sql_prepare(store->sql,
		arena_print(arena, "SELECT name, currency, estimate%s ORDER BY substr(name, 10, 11), name", from),
		NULL);
	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query))
		(*rows)[count++] = read_row(query, arena);
	sql_done(query);
	return count;
}
