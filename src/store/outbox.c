/*
 * outbox: what must reach a supplier, in the order it was asked for. An entry that went out once keeps its key,
 * so that the server recognises it; a newer wish on the same goods waits behind it.
 */
#include "store/outbox.h"

#include <string.h>
#include <sys/random.h>
#include "base/clock.h"
#include "base/words.h"
#include "store/sql.h"
#include "store/table.h"

enum { KEY_BYTES = 16, NOTES_KEPT = 500 };

/* The family: within one, a newer entry for the same goods takes the place of an unsent one. */
static const struct {
	const char *id, *family;
} kinds[OUTBOX_KIND_COUNT] = {
	[OUTBOX_SHELF_PUT] = { "shelf_put", "shelf" },
	[OUTBOX_SHELF_DROP] = { "shelf_drop", "shelf" },
	[OUTBOX_LINK] = { "link", "link" },
	[OUTBOX_PAYOUT] = { "payout", "payout" },
};

static enum outbox_kind kind_find(const char *id)
{
	int i;

	for (i = 0; i < OUTBOX_KIND_COUNT; i++)
		if (strcmp(kinds[i].id, id) == 0)
			return (enum outbox_kind)i;
	return OUTBOX_KIND_COUNT;
}

static enum err make_key(char key[2 * KEY_BYTES + 1], struct fault *fault)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[KEY_BYTES];
	size_t i;

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return fault_set(fault, ERR_FAILED, _("This machine gives no random numbers"));
	for (i = 0; i < sizeof bytes; i++) {
		key[2 * i] = digits[bytes[i] >> 4];
		key[2 * i + 1] = digits[bytes[i] & 15];
	}
	key[2 * KEY_BYTES] = '\0';
	return OK;
}

static enum err replace_unsent(
	struct store *store, const struct outbox_entry *entry, struct fault *fault)
{
	return sql_do(store->sql, fault,
		"DELETE FROM outbox WHERE supplier = ?1 AND goods = ?2 AND channel IS ?3"
		" AND NOT sent AND NOT refused AND substr(kind, 1, length(?4)) = ?4",
		SQL_TEXT(entry->supplier), SQL_TEXT(entry->goods), SQL_TEXT(entry->channel),
		SQL_TEXT(kinds[entry->kind].family));
}

/* Long ago by every clock: a practice supplier's runs apart from ours, and any can be put back. */
enum { AT_ONCE = 1 };

enum err outbox_put(struct store *store, const struct outbox_entry *entry, int64_t *number,
	struct fault *fault)
{
	char key[2 * KEY_BYTES + 1];
	int64_t made_at = entry->made_at ? entry->made_at : clock_now_s();
	enum err err = make_key(key, fault);

	if (!err)
		err = store_begin(store, fault);
	if (err)
		return err;
	err = replace_unsent(store, entry, fault);
	if (!err)
		err = sql_do(store->sql, fault,
			"INSERT INTO outbox(kind, supplier, goods, channel, key, made_at, next_at)"
			" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			SQL_TEXT(kinds[entry->kind].id), SQL_TEXT(entry->supplier),
			SQL_TEXT(entry->goods), SQL_TEXT(entry->channel), SQL_TEXT(key),
			SQL_WHOLE(made_at), SQL_WHOLE(entry->next_at ? entry->next_at : AT_ONCE));
	if (!err && number)
		*number = sql_last_id(store->sql);
	store->changed |= TOPIC_OUTBOX;
	return store_finish(store, err, fault);
}

#define READ_ENTRY \
	"SELECT number, kind, supplier, goods, channel, key, made_at, next_at, tries, trouble, sent," \
	" refused, unclear FROM outbox o"
/* Nothing older on the same goods is on its way: two wishes on one goods never overtake each other. */
#define IS_FIRST \
	" NOT refused AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.number < o.number AND NOT e.refused" \
	" AND e.supplier = o.supplier AND e.goods = o.goods AND e.channel IS o.channel)"

/* False: a kind that only a newer version knows. */
static bool read_entry(struct sql_query *query, struct arena *arena, struct outbox_entry *entry)
{
	*entry = (struct outbox_entry){ .number = sql_whole(query, 0),
		.kind = kind_find(sql_text(query, 1)),
		.supplier = store_text(query, 2, arena),
		.goods = store_text(query, 3, arena),
		.channel = store_text(query, 4, arena),
		.key = store_text(query, 5, arena),
		.made_at = sql_whole(query, 6),
		.next_at = sql_whole(query, 7),
		.tries = (int)sql_whole(query, 8),
		.trouble = store_text(query, 9, arena),
		.sent = sql_whole(query, 10) != 0,
		.refused = sql_whole(query, 11) != 0,
		.unclear = (int)sql_whole(query, 12) };
	return entry->kind != OUTBOX_KIND_COUNT;
}

struct outbox_entry *outbox_next(struct store *store, struct arena *arena, int64_t now)
{
	struct sql_query *query = store_ask(store,
		READ_ENTRY " WHERE next_at <= ?1 AND" IS_FIRST " ORDER BY number", SQL_WHOLE(now));
	struct outbox_entry *entry = NULL;

	while (!entry && store_next(query)) {
		entry = arena_take(arena, sizeof *entry);
		if (!read_entry(query, arena, entry))
			entry = NULL;
	}
	sql_done(query);
	return entry;
}

enum err outbox_sent(struct store *store, int64_t number, struct fault *fault)
{
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET sent = 1, tries = tries + 1 WHERE number = ?1", SQL_WHOLE(number));
}

enum err outbox_done(struct store *store, int64_t number, struct fault *fault)
{
	return store_do(
		store, TOPIC_OUTBOX, fault, "DELETE FROM outbox WHERE number = ?1", SQL_WHOLE(number));
}

enum err outbox_later(struct store *store, int64_t number, int64_t next_at, const char *trouble,
	struct fault *fault)
{
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET next_at = ?2, trouble = ?3 WHERE number = ?1", SQL_WHOLE(number),
		SQL_WHOLE(next_at), SQL_TEXT(trouble));
}

enum err outbox_unclear(struct store *store, int64_t number, int64_t next_at, const char *trouble,
	struct fault *fault)
{
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET next_at = ?2, trouble = ?3, unclear = unclear + 1 WHERE number = ?1",
		SQL_WHOLE(number), SQL_WHOLE(next_at), SQL_TEXT(trouble));
}

/* It keeps its place, so that a drop behind it still comes after it. */
enum err outbox_renew(struct store *store, int64_t number, int64_t next_at, const char *trouble,
	struct fault *fault)
{
	char key[2 * KEY_BYTES + 1];
	enum err err = make_key(key, fault);

	if (err)
		return err;
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET next_at = ?2, trouble = ?3, key = ?4, sent = 0,"
		" unclear = unclear + 1 WHERE number = ?1",
		SQL_WHOLE(number), SQL_WHOLE(next_at), SQL_TEXT(trouble), SQL_TEXT(key));
}

enum err outbox_refused(
	struct store *store, int64_t number, const char *trouble, struct fault *fault)
{
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET refused = 1, trouble = ?2 WHERE number = ?1", SQL_WHOLE(number),
		SQL_TEXT(trouble));
}

/* A refusal was a definite answer, and servers replay answers by their keys: trying again is a new wish with a
 * key of its own. What is still on its way keeps its key. */
enum err outbox_retry(struct store *store, int64_t number, struct fault *fault)
{
	char key[2 * KEY_BYTES + 1];
	enum err err = make_key(key, fault);

	if (err)
		return err;
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET next_at = ?2, key = CASE WHEN refused THEN ?3 ELSE key END,"
		" sent = sent AND NOT refused, refused = 0, unclear = 0 WHERE number = ?1",
		SQL_WHOLE(number), SQL_WHOLE(AT_ONCE), SQL_TEXT(key));
}

enum err outbox_hurry(struct store *store, struct fault *fault)
{
	return store_do(store, TOPIC_OUTBOX, fault,
		"UPDATE outbox SET next_at = ?1 WHERE next_at > ?1 AND NOT refused",
		SQL_WHOLE(AT_ONCE));
}

enum err outbox_dismiss(struct store *store, int64_t number, struct fault *fault)
{
	return outbox_done(store, number, fault);
}

size_t outbox_load(struct store *store, struct arena *arena, struct outbox_entry **rows)
{
	size_t most = (size_t)store_number(
		       store, "SELECT count(*) FROM outbox WHERE 0 = ?1", SQL_WHOLE(0)),
	       count = 0;
	struct sql_query *query = sql_prepare(store->sql, READ_ENTRY " ORDER BY number", NULL);

	*rows = arena_take_array(arena, most, sizeof **rows);
	while (count < most && store_next(query))
		count += read_entry(query, arena, &(*rows)[count]);
	sql_done(query);
	return count;
}

size_t outbox_waiting(struct store *store)
{
	return (size_t)store_number(
		store, "SELECT count(*) FROM outbox WHERE refused = ?1", SQL_WHOLE(0));
}

int64_t outbox_next_at(struct store *store)
{
	return store_number(store,
		"SELECT max(min(next_at), 1) FROM outbox o WHERE refused = ?1 AND" IS_FIRST
		" HAVING count(*) > 0",
		SQL_WHOLE(0));
}

/* ---- notes */

void note_put(struct store *store, int level, const char *text)
{
	struct fault fault;
	enum err err;

	/* A note that cannot be kept is no trouble of its own. */
	if (store->read_only || store_begin(store, &fault) != OK)
		return;
	err = sql_do(store->sql, &fault, "INSERT INTO note(at, level, text) VALUES (?1, ?2, ?3)",
		SQL_WHOLE(clock_now_s()), SQL_WHOLE(level), SQL_TEXT(text));
	if (!err)
		err = sql_do(store->sql, &fault, "DELETE FROM note WHERE number <= ?1",
			SQL_WHOLE(sql_last_id(store->sql) - NOTES_KEPT));
	store->changed |= TOPIC_NOTES;
	if (store_finish(store, err, &fault) != OK)
		return;
}

size_t note_load(struct store *store, struct arena *arena, struct note **rows)
{
	struct sql_query *query = sql_prepare(
		store->sql, "SELECT at, level, text FROM note ORDER BY number DESC", NULL);
	size_t count = 0;

	*rows = arena_take_array(arena, NOTES_KEPT, sizeof **rows);
	while (count < NOTES_KEPT && store_next(query))
		(*rows)[count++] = (struct note){ sql_whole(query, 0), (int)sql_whole(query, 1),
			store_text(query, 2, arena) };
	sql_done(query);
	return count;
}
