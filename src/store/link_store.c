/* link_store: see link_store.h. The bytes of a link go in and come out unaltered. */
#include "store/link_store.h"

#include "store/post_store.h"
#include "store/sql.h"
#include "store/table.h"

static enum err write_row(struct store *store, const struct link *link, struct fault *fault)
{
	store->changed |= TOPIC_LINKS | TOPIC_SHELF;
	return sql_do(store->sql, fault,
		"INSERT INTO link(supplier, goods, id, channel, url, short_url, pass_code, position,"
		" created_at, expires_at, app_url, mini_path)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
		" ON CONFLICT(supplier, id) DO UPDATE SET goods = ?2, channel = ?4, url = ?5, short_url = ?6,"
		" pass_code = ?7, position = ?8, created_at = ?9, expires_at = ?10, app_url = ?11,"
		" mini_path = ?12",
		SQL_TEXT(link->supplier), SQL_TEXT(link->goods), SQL_TEXT(link->id),
		SQL_TEXT(channel_id(link->channel)), SQL_TEXT(link->url), SQL_TEXT(link->short_url),
		SQL_TEXT(link->pass_code), SQL_TEXT(link->position), SQL_WHOLE(link->created_at),
		SQL_WHOLE(link->expires_at), SQL_TEXT(link->app_url), SQL_TEXT(link->mini_path));
}

/* What is posted is looked after: the goods are remembered as they are now. */
enum err link_put(struct store *store, const struct link *link, struct fault *fault)
{
	enum err err = store_begin(store, fault);

	if (err)
		return err;
	err = write_row(store, link, fault);
	if (!err)
		err = post_put(store, link, fault);
	return store_finish(store, err, fault);
}

#define READ_LINK \
	"SELECT supplier, goods, id, channel, url, short_url, pass_code, position, created_at," \
	" expires_at, app_url, mini_path FROM link"

static struct link read_link(struct sql_query *query, struct arena *arena)
{
	enum channel channel = channel_find(sql_text(query, 3));

	return (struct link){ .supplier = store_text(query, 0, arena),
		.goods = store_text(query, 1, arena),
		.id = store_text(query, 2, arena),
		.channel = channel == CHANNEL_COUNT ? CHANNEL_OTHER : channel,
		.url = store_text(query, 4, arena),
		.short_url = store_text(query, 5, arena),
		.pass_code = store_text(query, 6, arena),
		.position = store_text(query, 7, arena),
		.created_at = sql_whole(query, 8),
		.expires_at = sql_whole(query, 9),
		.app_url = store_text(query, 10, arena),
		.mini_path = store_text(query, 11, arena) };
}

struct link *link_get(
	struct store *store, struct arena *arena, const struct link *wanted, int64_t now)
{
	struct sql_query *query = store_ask(store,
		READ_LINK " WHERE supplier = ?1 AND goods = ?2 AND channel = ?3"
			  " AND (expires_at = 0 OR expires_at > ?4) ORDER BY created_at DESC, number DESC LIMIT 1",
		SQL_TEXT(wanted->supplier), SQL_TEXT(wanted->goods),
		SQL_TEXT(channel_id(wanted->channel)), SQL_WHOLE(now));
	struct link *link = NULL;

	if (store_next(query)) {
		link = arena_take(arena, sizeof *link);
		*link = read_link(query, arena);
	}
	sql_done(query);
	return link;
}

size_t link_load(struct store *store, struct arena *arena, struct link **rows)
{
	size_t most = (size_t)store_number(
		       store, "SELECT count(*) FROM link WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	struct sql_query *query =
		sql_prepare(store->sql, READ_LINK " ORDER BY created_at DESC, number DESC", NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query))
		(*rows)[count++] = read_link(query, arena);
	sql_done(query);
	return count;
}
