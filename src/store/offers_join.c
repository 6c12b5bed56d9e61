/*
 * offers_join: which goods are one thing, kept in step as goods are put. A thing is named by one of its
 * goods' numbers, which stands in the rows of all of them (for offers.c) and in COLUMN_THING (for rank.c).
 * The table `sign` finds who has a sign, and what else must be known of them: their rows lie far apart, and
 * reading those of all holders cost 20 to 130 µs a goods in a large catalogue.
 */
#include "store/offers.h"

#include <stdlib.h>

#include "store/columns.h"
#include "store/signs.h"
#include "store/sql.h"
#include "store/table.h"

/* A sign that more goods have names nothing: "Towel", a barcode made up. */
enum { HOLDERS_MOST = 50, COMPANIONS_MOST = 4 * HOLDERS_MOST };
/* The first goods of a second supplier may join dozens each: a slice ends at so many rows written for each
 * goods it may compare. */
enum { CHANGES_EACH = 4 };
#define NEXT_FACT "offers.next"

struct companion {
	int64_t number, supplier, thing;
};

struct companions {
	struct companion rows[COMPANIONS_MOST];
	size_t count;
	bool abroad; /* one is of another supplier, or is joined to one already */
};

static void add_companion(
	struct companions *companions, const struct identity *self, struct companion other)
{
	if (companions->count == COMPANIONS_MOST || other.number == self->number)
		return;
	companions->rows[companions->count++] = other;
	companions->abroad |= other.supplier != self->supplier || other.thing != 0;
}

static struct companion read_companion(struct sql_query *query)
{
	return (struct companion){ sql_whole(query, 0), sql_whole(query, 1), sql_whole(query, 2) };
}

/* Goods with another barcode than `gtin`, if both have one, are left out. */
static void add_holders(struct store *store, const struct identity *self, int64_t sign, int64_t gtin,
	struct companions *companions)
{
	struct companion holders[HOLDERS_MOST + 1];
	bool differs[HOLDERS_MOST + 1];
	struct sql_query *query = store_ask(store,
		"SELECT goods, supplier, thing, gtin FROM sign WHERE sign = ?1 LIMIT ?2", SQL_WHOLE(sign),
		SQL_WHOLE(HOLDERS_MOST + 1));
	size_t count = 0, i;

	for (; count <= HOLDERS_MOST && store_next(query); count++) {
		int64_t other = sql_whole(query, 3);

		holders[count] = read_companion(query);
		differs[count] = gtin && other && gtin != other;
	}
	sql_done(query);
	for (i = 0; count <= HOLDERS_MOST && i < count; i++)
		if (!differs[i])
			add_companion(companions, self, holders[i]);
}

static void add_same_id(
	struct store *store, const struct identity *self, struct companions *companions)
{
	struct sql_query *query = store_ask(store,
		"SELECT g.number, g.supplier, g.thing FROM supplier a"
		" CROSS JOIN supplier b ON b.platform = a.platform"
		" CROSS JOIN goods g ON g.supplier = b.number AND g.id = ?2"
		" WHERE a.number = ?1 AND b.number <> ?1",
		SQL_WHOLE(self->supplier), SQL_TEXT(self->id));

	while (store_next(query))
		add_companion(companions, self, read_companion(query));
	sql_done(query);
}

static enum err mark_signs(struct store *store, int64_t number, int64_t thing, struct fault *fault)
{
	int64_t signs[SIGN_KINDS];
	struct arena arena = { 0 };
	struct identity goods;
	enum err err = OK;
	int kind;

	if (identity_get(store, &arena, number, &goods)) {
		signs_make(&arena, &goods, signs);
		for (kind = 0; kind < SIGN_KINDS && !err; kind++)
			if (signs[kind])
				err = sql_do(store->sql, fault,
					"UPDATE sign SET thing = ?3 WHERE sign = ?1 AND goods = ?2",
					SQL_WHOLE(signs[kind]), SQL_WHOLE(number), SQL_WHOLE(thing));
	}
	arena_clear(&arena);
	return err;
}

static enum err set_thing(
	struct store *store, int64_t number, int64_t thing, struct fault *fault)
{
	enum err err = sql_do(store->sql, fault, "UPDATE goods SET thing = ?1 WHERE number = ?2",
		SQL_WHOLE(thing), SQL_WHOLE(number));

	store->changed |= TOPIC_GOODS;
	store->version++;
	if (!err)
		err = mark_signs(store, number, thing, fault);
	return err ? err : columns_put(store, COLUMN_THING, &number, &thing, 1, fault);
}

static enum err rename_thing(
	struct store *store, struct arena *arena, int64_t from, int64_t to, struct fault *fault)
{
	int64_t *numbers;
	size_t count = thing_load(store, arena, from, &numbers), i;
	enum err err = OK;

	for (i = 0; i < count && !err; i++)
		err = set_thing(store, numbers[i], to, fault);
	return err;
}

/* The smallest name any of them has, or could have. */
static int64_t name_thing(const struct identity *self, const struct companions *companions)
{
	int64_t thing = self->number, other;
	size_t i;

	for (i = 0; i < companions->count; i++) {
		other = companions->rows[i].thing ? companions->rows[i].thing :
			companions->rows[i].number;
		thing = other < thing ? other : thing;
	}
	return thing;
}

static enum err unite(struct store *store, struct arena *arena, const struct identity *self,
	const struct companions *companions, struct fault *fault)
{
	int64_t thing = name_thing(self, companions);
	enum err err = self->thing == thing ? OK : set_thing(store, self->number, thing, fault);
	size_t i;

	for (i = 0; i < companions->count && !err; i++) {
		const struct companion *other = &companions->rows[i];

		if (other->thing == 0)
			err = set_thing(store, other->number, thing, fault);
		else if (other->thing != thing)
			err = rename_thing(store, arena, other->thing, thing, fault);
	}
	return err;
}

/* Finds who else is the same; its own signs need not be there. */
static enum err link_up(struct store *store, const struct identity *self,
	const int64_t signs[SIGN_KINDS], struct fault *fault)
{
	struct arena arena = { 0 };
	struct companions *companions = arena_take(&arena, sizeof *companions);
	enum err err = OK;
	int kind;

	for (kind = 0; kind < SIGN_KINDS; kind++)
		if (signs[kind])
			add_holders(store, self, signs[kind], kind == SIGN_TITLE ? signs[SIGN_GTIN] : 0,
				companions);
	add_same_id(store, self, companions);
	if (companions->abroad)
		err = unite(store, &arena, self, companions, fault);
	arena_clear(&arena);
	return err;
}

enum err offers_join(struct store *store, int64_t number, struct fault *fault)
{
	struct arena arena = { 0 };
	struct identity self;
	int64_t signs[SIGN_KINDS];
	enum err err = OK;
	int kind;

	if (identity_get(store, &arena, number, &self)) {
		signs_make(&arena, &self, signs);
		for (kind = 0; kind < SIGN_KINDS && !err; kind++)
			if (signs[kind])
				err = sql_do(store->sql, fault,
					"INSERT OR IGNORE INTO sign VALUES (?1, ?2, ?3, ?4, ?5)",
					SQL_WHOLE(signs[kind]), SQL_WHOLE(number),
					SQL_WHOLE(self.supplier), SQL_WHOLE(self.thing),
					SQL_WHOLE(signs[SIGN_GTIN]));
		if (!err)
			err = link_up(store, &self, signs, fault);
	}
	arena_clear(&arena);
	return err;
}

/* What is left is looked at anew: the one that goes may have held it together. */
static enum err part(struct store *store, struct arena *arena, const struct identity *self,
	struct fault *fault)
{
	int64_t *numbers, signs[SIGN_KINDS];
	size_t count = thing_load(store, arena, self->thing, &numbers), i;
	struct identity other;
	enum err err = OK;

	for (i = 0; i < count && !err; i++)
		err = set_thing(store, numbers[i], 0, fault);
	for (i = 0; i < count && !err; i++) {
		if (numbers[i] == self->number || !identity_get(store, arena, numbers[i], &other))
			continue;
		signs_make(arena, &other, signs);
		err = link_up(store, &other, signs, fault);
	}
	return err;
}

enum err offers_leave(struct store *store, int64_t number, struct fault *fault)
{
	struct arena arena = { 0 };
	struct identity self;
	int64_t signs[SIGN_KINDS];
	enum err err = OK;
	int kind;

	if (identity_get(store, &arena, number, &self)) {
		signs_make(&arena, &self, signs);
		for (kind = 0; kind < SIGN_KINDS && !err; kind++)
			err = sql_do(store->sql, fault, "DELETE FROM sign WHERE sign = ?1 AND goods = ?2",
				SQL_WHOLE(signs[kind]), SQL_WHOLE(number));
		if (!err && self.thing != 0)
			err = part(store, &arena, &self, fault);
	}
	arena_clear(&arena);
	return err;
}

int64_t offers_next(struct store *store)
{
	struct arena arena = { 0 };
	const char *next = store_get(store, &arena, NEXT_FACT);
	int64_t number = next ? strtoll(next, NULL, 10) : 1;

	arena_clear(&arena);
	return number > 0 ? number : 1;
}

enum err offers_follow(struct store *store, size_t most, struct fault *fault)
{
	int64_t next = offers_next(store), from = next, top, changes;
	struct arena arena = { 0 };
	enum err err = OK;

	store->offers_left = false;
	/* One supplier has nothing to be compared with, and a million goods of it cost nothing here. */
	if (store_number(store, "SELECT count(*) FROM supplier WHERE 0 = ?1", SQL_WHOLE(0)) < 2)
		return OK;
	top = store_number(store, "SELECT max(number) FROM goods WHERE 0 = ?1", SQL_WHOLE(0));
	changes = sql_all_changes(store->sql);
	while (next <= top && next - from < (int64_t)most && !err &&
		sql_all_changes(store->sql) - changes < CHANGES_EACH * (int64_t)most)
		err = offers_join(store, next++, fault);
	store->offers_left = next <= top && !err;
	if (!err && next != from)
		err = store_put(store, NEXT_FACT,
			arena_print(&arena, "%lld", (long long)next), fault);
	arena_clear(&arena);
	return err;
}

enum err offers_some(struct store *store, size_t most, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);

	return err ? err : store_finish(store, offers_follow(store, most, fault), fault);
}

enum err offers_platform(
	struct store *store, const char *supplier, const char *platform, struct fault *fault)
{
	enum err err = store_begin_hasty(store, fault);

	if (err)
		return err;
	if (!supplier_add(store, supplier, fault))
		err = ERR_STORE;
	if (!err)
		err = sql_do(store->sql, fault,
			"UPDATE supplier SET platform = ?2 WHERE name = ?1 AND platform IS NOT ?2",
			SQL_TEXT(supplier), SQL_TEXT(platform));
	return store_finish(store, err, fault);
}
