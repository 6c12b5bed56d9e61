/* waiting_store: see waiting_store.h. */
#include "store/waiting_store.h"

#include <string.h>
#include "store/sql.h"
#include "store/table.h"

enum { FIRST_ROOM = 64 };

size_t waiting_load(struct store *store, struct arena *arena, struct waiting **rows)
{
	struct sql_query *query = sql_prepare(store->sql,
		"SELECT supplier, currency, state, max(iif(state = 'approved' AND approved_at > 0, approved_at,"
		" received_at)) AS latest, sum(estimate) FROM orders WHERE state IN ('received', 'approved')"
		" AND estimate <> 0 GROUP BY supplier, currency, state,"
		" (iif(state = 'approved' AND approved_at > 0, approved_at, received_at) + 28800) / 86400"
		" ORDER BY latest, supplier, currency",
		NULL);
	size_t count = 0, room = FIRST_ROOM;

	*rows = arena_take_array(arena, room, sizeof **rows);
	while (store_next(query)) {
		if (count == room) {
			struct waiting *more = arena_take_array(arena, room *= 2, sizeof *more);

			memcpy(more, *rows, count * sizeof *more);
			*rows = more;
		}
		(*rows)[count++] = (struct waiting){ .supplier = store_text(query, 0, arena),
			.approved = strcmp(sql_text(query, 2), order_state_id(ORDER_APPROVED)) == 0,
			.at = sql_whole(query, 3),
			.estimate = store_money(sql_whole(query, 4), currency_find(sql_text(query, 1))) };
	}
	sql_done(query);
	return count;
}
