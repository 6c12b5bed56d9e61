/* convert: see convert.h. One link alone: share.c. */
#include "desk/convert.h"

#include <string.h>

#include "base/clock.h"
#include "desk/work.h"
#include "store/link_store.h"

static const struct outbox_entry *newest_entry(
	const struct outbox_entry *entries, size_t count, const struct share *share)
{
	const struct outbox_entry *newest = NULL;
	size_t i;

	for (i = 0; i < count; i++)
		if (share_is_of(&entries[i], share) &&
			(!newest || entries[i].number > newest->number))
			newest = &entries[i];
	return newest;
}

static void load_one(struct desk *desk, struct conversion *row, struct arena *arena,
	const struct outbox_entry *entry)
{
	const struct link wanted = { .supplier = row->share.supplier,
		.goods = row->share.goods,
		.channel = row->share.channel };

	row->link = link_get(&desk->store, arena, &wanted, clock_now_s());
	row->waiting = !row->link && entry && !entry->refused;
	if (row->link)
		row->trouble = NULL;
	else if (entry)
		row->trouble = entry->trouble;
}

void convert_load(struct desk *desk, struct conversion *rows, size_t count, struct arena *arena)
{
	struct outbox_entry *entries;
	size_t entry_count = outbox_load(&desk->store, arena, &entries), i;

	for (i = 0; i < count; i++)
		load_one(desk, &rows[i], arena, newest_entry(entries, entry_count, &rows[i].share));
}

static enum err ask_one(
	struct desk *desk, struct conversion *row, struct arena *arena, struct fault *fault)
{
	struct fault why = { 0 };
	int64_t number;

	row->trouble = NULL;
	if (share_check(desk, &row->share, &why) != OK) {
		row->trouble = arena_text(arena, why.text);
		return OK;
	}
	return share_post(desk, &row->share, &number, fault);
}

enum err convert_ask(struct desk *desk, struct conversion *rows, size_t count, struct arena *arena,
	struct fault *fault)
{
	enum err err = OK;
	size_t i;

	convert_load(desk, rows, count, arena);
	if (!desk->store.read_only)
		err = store_begin(&desk->store, fault);
	if (err != OK)
		return err;
	for (i = 0; i < count && err == OK; i++)
		if (!rows[i].link && !rows[i].waiting)
			err = ask_one(desk, &rows[i], arena, fault);
	if (!desk->store.read_only && err == OK)
		err = store_commit(&desk->store, fault);
	else if (!desk->store.read_only)
		store_rollback(&desk->store);
	if (err != OK)
		return err;
	desk->jobs->outbox_stale = true;
	outbox_send(desk);
	convert_load(desk, rows, count, arena);
	return OK;
}
