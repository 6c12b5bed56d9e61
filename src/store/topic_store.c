/* topic_store: see topic_store.h. A list of goods is narrowed down to a topic in answer.c. */
#include "store/topic_store.h"

#include "store/sql.h"
#include "store/table.h"

enum err topic_put(struct store *store, const char *supplier, const struct category *rows,
	size_t count, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	err = sql_do(store->sql, fault, "DELETE FROM topic WHERE supplier = ?1", SQL_TEXT(supplier));
	for (i = 0; i < count && !err; i++)
		err = sql_do(store->sql, fault,
			"INSERT OR REPLACE INTO topic(supplier, id, name, place) VALUES (?1, ?2, ?3, ?4)",
			SQL_TEXT(supplier), SQL_TEXT(rows[i].id), SQL_TEXT(rows[i].name),
			SQL_WHOLE((int64_t)i));
	store->changed |= TOPIC_GOODS;
	return store_finish(store, err, fault);
}

size_t topic_load(struct store *store, struct arena *arena, struct goods_topic **rows)
{
	size_t most = (size_t)store_number(
		       store, "SELECT count(*) FROM topic WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	struct sql_query *query = sql_prepare(store->sql,
		"SELECT supplier, id, name FROM topic ORDER BY supplier, place, id", NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query))
		(*rows)[count++] = (struct goods_topic){ store_text(query, 0, arena),
			store_text(query, 1, arena), store_text(query, 2, arena) };
	sql_done(query);
	return count;
}

enum err topic_goods_put(struct store *store, const struct goods_topic *topic,
	const struct goods *goods, size_t count, bool first, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	if (first)
		err = sql_do(store->sql, fault,
			"DELETE FROM topic_goods WHERE supplier = ?1 AND topic = ?2",
			SQL_TEXT(topic->supplier), SQL_TEXT(topic->id));
	for (i = 0; i < count && !err; i++)
		err = sql_do(store->sql, fault, "INSERT OR IGNORE INTO topic_goods VALUES (?1, ?2, ?3)",
			SQL_TEXT(topic->supplier), SQL_TEXT(topic->id),
			SQL_WHOLE(goods_number(store, goods[i].supplier, goods[i].id)));
	/* The hits of a query are kept until goods change: these do. */
	store->version++;
	store->changed |= TOPIC_GOODS;
	return store_finish(store, err, fault);
}
