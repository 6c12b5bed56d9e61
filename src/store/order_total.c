/* order_total: see order_total.h. Days are 86400 s each from 1970 on: any owner's, and never changed. */
#include "store/order_total.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "store/sql.h"
#include "store/sums.h"
#include "store/table.h"

enum { DAY_S = 86400, DAY_TEXT = 24 };

static const char *day_name(int64_t at, char name[DAY_TEXT])
{
	snprintf(name, DAY_TEXT, "%" PRId64, at / DAY_S - (at % DAY_S < 0));
	return name;
}

enum err order_total_add(
	struct store *store, const struct order *order, int sign, struct fault *fault)
{
	const char *state = order_state_id(order->state), *kind = order_kind_id(order->kind);
	char day[DAY_TEXT];
	const struct sum sums[] = {
		{ SUM_ORDER, { state, kind }, { sign }, NULL },
		{ SUM_ORDER_DAY, { day_name(order->created_at, day), state, kind }, { sign }, NULL },
		{ SUM_ORDER_TITLE, { order->title ? order->title : "", state, kind }, { sign }, NULL },
	};
	enum err err = OK;
	size_t i;

	for (i = 0; i < sizeof sums / sizeof *sums && !err; i++)
		err = sums_add(store, &sums[i], fault);
	return err;
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
	sums_settle(store);
	return (size_t)store_number(store,
		"SELECT coalesce(sum(orders), 0) FROM order_total WHERE ?1 AND" OF_STATE_AND_KIND, SQL_WHOLE(1),
		state_value(state), kind_value(kind));
}

/* Changed by us, by a rollback, by another program. */
static void take_moment(struct store *store, int64_t moment[3])
{
	struct sql_query *query = sql_prepare(store->sql, "PRAGMA data_version", NULL);

	moment[0] = sql_all_changes(store->sql);
	moment[1] = store->version;
	moment[2] = store_next(query) ? sql_whole(query, 0) : 0;
	sql_done(query);
}

/* A list counts its rows, and each page of it asks again how many there are: all titles are looked through once. */
size_t order_total_titled(struct store *store, int state, int kind, const char *pattern)
{
	struct titled_count now = { .state = state, .kind = kind }, *kept = &store->titled;

	sums_settle(store);
	take_moment(store, now.moment);
	if (*kept->pattern && strcmp(kept->pattern, pattern) == 0 && kept->state == state &&
		kept->kind == kind && memcmp(kept->moment, now.moment, sizeof now.moment) == 0)
		return kept->orders;
	now.orders = (size_t)store_number(store,
		"SELECT coalesce(sum(orders), 0) FROM order_title CROSS JOIN order_title_total ON title = number"
		" WHERE" TITLE_IS_LIKE " AND" OF_STATE_AND_KIND, SQL_TEXT(pattern), state_value(state),
		kind_value(kind));
	if (snprintf(now.pattern, sizeof now.pattern, "%s", pattern) < (int)sizeof now.pattern)
		*kept = now;
	return now.orders;
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
	struct sql_query *query;
	int64_t before = INT64_MIN; /* behind the last one */

	sums_settle(store);
	query = store_ask(store,
		"SELECT day, sum(orders) FROM order_day_total WHERE ?1 AND" OF_STATE_AND_KIND
		" GROUP BY day ORDER BY day DESC", SQL_WHOLE(1), state_value(state), kind_value(kind));
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
