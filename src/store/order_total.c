/* order_total: see order_total.h. Days are 86400 s each from 1970 on: any owner's, and never changed. */
#include "store/order_total.h"

#include <string.h>
#include "store/sql.h"
#include "store/table.h"

enum { DAY_S = 86400 };

enum err order_total_add(
	struct store *store, const struct order *order, int sign, struct fault *fault)
{
	const struct sql_value state = SQL_TEXT(order_state_id(order->state)),
			       kind = SQL_TEXT(order_kind_id(order->kind));
	int64_t day = order->created_at / DAY_S - (order->created_at % DAY_S < 0);
	enum err err = sql_do(store->sql, fault,
		"INSERT INTO order_total VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET orders = orders + ?3",
		state, kind, SQL_WHOLE(sign));

	if (!err)
		err = sql_do(store->sql, fault,
			"INSERT INTO order_day_total VALUES (?1, ?2, ?3, ?4)"
			" ON CONFLICT DO UPDATE SET orders = orders + ?4",
			SQL_WHOLE(day), state, kind, SQL_WHOLE(sign));
	return err ? err
		   : sql_do(store->sql, fault,
			     "INSERT INTO order_title_total SELECT number, ?2, ?3, ?4 FROM order_title"
			     " WHERE text = ?1 ON CONFLICT DO UPDATE SET orders = orders + ?4",
			     SQL_TEXT(order->title ? order->title : ""), state, kind, SQL_WHOLE(sign));
}

/* NULL for any. */
static struct sql_value state_value(int state)
{
	return state < 0 ? SQL_NULL : SQL_TEXT(order_state_id((enum order_state)state));
}

static struct sql_value kind_value(int kind)
{
	return kind < 0 ? SQL_NULL : SQL_TEXT(order_kind_id((enum order_kind)kind));
}

#define OF_STATE_AND_KIND " (?2 IS NULL OR state = ?2) AND (?3 IS NULL OR kind = ?3)"

size_t order_total_count(struct store *store, int state, int kind)
{
	return (size_t)store_number(store,
		"SELECT coalesce(sum(orders), 0) FROM order_total WHERE ?1 AND" OF_STATE_AND_KIND, SQL_WHOLE(1),
		state_value(state), kind_value(kind));
}

size_t order_total_titled(struct store *store, int state, int kind, const char *pattern)
{
	return (size_t)store_number(store,
		"SELECT coalesce(sum(orders), 0) FROM order_title CROSS JOIN order_title_total ON title = number"
		" WHERE" TITLE_IS_LIKE " AND" OF_STATE_AND_KIND, SQL_TEXT(pattern), state_value(state),
		kind_value(kind));
}

const char *order_total_pattern(struct arena *arena, const char *words)
{
	char *pattern = arena_take(arena, 2 * strlen(words) + 3), *to = pattern;

	*to++ = '%';
	for (; *words; words++) {
		if (strchr("%_\\", *words))
			*to++ = '\\';
		*to++ = *words;
	}
	*to++ = '%';
	*to = '\0';
	return pattern;
}

int64_t order_total_place(struct store *store, int state, int kind, size_t *offset)
{
	struct sql_query *query = store_ask(store,
		"SELECT day, sum(orders) FROM order_day_total WHERE ?1 AND" OF_STATE_AND_KIND
		" GROUP BY day ORDER BY day DESC", SQL_WHOLE(1), state_value(state), kind_value(kind));
	int64_t before = INT64_MIN; /* behind the last one */

	while (store_next(query)) {
		if ((size_t)sql_whole(query, 1) > *offset) {
			before = (sql_whole(query, 0) + 1) * DAY_S;
			break;
		}
		*offset -= (size_t)sql_whole(query, 1);
	}
	sql_done(query);
	return before;
}
