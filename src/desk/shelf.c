/*
 * shelf: picking, dropping, tags and notes. Each is one transaction of the shelf and the outbox, so
 * that what was acknowledged to the owner is never lost and never half done; undo is the opposite,
 * written the same way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"

enum { UNDO_MOST = 100 };

/* How to take one thing back: the entry as it was, or that there was none. */
struct undo {
	struct undo *older;
	struct arena arena;
	const char *supplier, *id, *title;
	struct shelf_entry *before; /* NULL: it was not on the shelf */
	bool is_note;
};

void undo_free_all(struct desk *desk)
{
	struct undo *undo;

	while ((undo = desk->jobs->undos)) {
		desk->jobs->undos = undo->older;
		arena_clear(&undo->arena);
		free(undo);
	}
}

static void forget_oldest(struct desk *desk)
{
	struct undo **link = &desk->jobs->undos;
	size_t count;

	for (count = 0; *link && count < UNDO_MOST; count++)
		link = &(*link)->older;
	while (*link) {
		struct undo *undo = *link;

		*link = undo->older;
		arena_clear(&undo->arena);
		free(undo);
	}
}

/* What is on the shelf now, before it is changed. */
static struct undo *remember(struct desk *desk, const char *supplier, const char *id)
{
	struct undo *undo = calloc(1, sizeof *undo);
	struct goods *goods;

	if (!undo)
		arena_out_of_memory();
	undo->supplier = arena_text(&undo->arena, supplier);
	undo->id = arena_text(&undo->arena, id);
	undo->before = shelf_get(&desk->store, &undo->arena, supplier, id);
	goods = undo->before ? &undo->before->goods
			     : goods_get(&desk->store, &undo->arena, supplier, id);
	undo->title = goods && goods->title ? goods->title : undo->id;
	return undo;
}

static void keep(struct desk *desk, struct undo *undo, enum err err)
{
	if (err != OK) {
		arena_clear(&undo->arena);
		free(undo);
		return;
	}
	undo->older = desk->jobs->undos;
	desk->jobs->undos = undo;
	forget_oldest(desk);
}

static bool has_remote_shelf(const struct desk *desk, const char *account_name)
{
	const struct account *account = conf_account(desk->conf, account_name);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	return supplier && supplier->shelf;
}

static enum err post(struct desk *desk, enum outbox_kind kind, const char *supplier, const char *id,
	struct fault *fault)
{
	const struct outbox_entry entry = {
		.kind = kind, .supplier = supplier, .goods = id, .made_at = clock_now_s()
	};
	int64_t number;

	if (!has_remote_shelf(desk, supplier))
		return OK;
	return outbox_put(&desk->store, &entry, &number, fault);
}

/* Both or neither. */
static enum err commit(struct desk *desk, enum err err, struct fault *fault)
{
	if (err == OK)
		err = store_commit(&desk->store, fault);
	else
		store_rollback(&desk->store);
	desk->jobs->outbox_stale = true;
	return err;
}

enum err desk_pick(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	struct undo *undo;
	enum err err = desk_may_write(desk, fault);

	if (err != OK || shelf_has(&desk->store, supplier, id))
		return err;
	undo = remember(desk, supplier, id);
	err = store_begin(&desk->store, fault);
	if (err == OK) {
		err = shelf_pick(&desk->store, supplier, id, clock_now_s(), fault);
		if (err == OK)
			err = post(desk, OUTBOX_SHELF_PUT, supplier, id, fault);
		err = commit(desk, err, fault);
	}
	keep(desk, undo, err);
	return err;
}

static enum err drop(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	enum err err = store_begin(&desk->store, fault);

	if (err != OK)
		return err;
	err = shelf_drop(&desk->store, supplier, id, fault);
	if (err == OK)
		err = post(desk, OUTBOX_SHELF_DROP, supplier, id, fault);
	return commit(desk, err, fault);
}

enum err desk_drop(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	struct undo *undo;
	enum err err = desk_may_write(desk, fault);

	if (err != OK)
		return err;
	if (!shelf_has(&desk->store, supplier, id))
		return fault_set(fault, ERR_NOTHING, _("This is not on your shelf."));
	undo = remember(desk, supplier, id);
	err = drop(desk, supplier, id, fault);
	keep(desk, undo, err);
	return err;
}

enum err desk_note(struct desk *desk, const struct shelf_entry *entry, struct fault *fault)
{
	const char *supplier = entry->goods.supplier, *id = entry->goods.id;
	struct undo *undo;
	enum err err = desk_may_write(desk, fault);

	if (err != OK)
		return err;
	if (!shelf_has(&desk->store, supplier, id))
		return fault_set(fault, ERR_NOTHING, _("This is not on your shelf."));
	undo = remember(desk, supplier, id);
	undo->is_note = true;
	err = store_begin(&desk->store, fault);
	if (err == OK) {
		err = shelf_note(&desk->store, supplier, id, entry->tags ? entry->tags : "",
			entry->note ? entry->note : "", fault);
		if (err == OK)
			err = post(desk, OUTBOX_SHELF_PUT, supplier, id, fault);
		err = commit(desk, err, fault);
	}
	keep(desk, undo, err);
	return err;
}

static enum err put_back(struct desk *desk, const struct undo *undo, struct fault *fault)
{
	enum err err = store_begin(&desk->store, fault);

	if (err != OK)
		return err;
	err = shelf_put(&desk->store, undo->before, fault);
	if (err == OK)
		err = post(desk, OUTBOX_SHELF_PUT, undo->supplier, undo->id, fault);
	return commit(desk, err, fault);
}

static enum err take_back(struct desk *desk, const struct undo *undo, struct fault *fault)
{
	if (undo->before)
		return put_back(desk, undo, fault);
	if (!shelf_has(&desk->store, undo->supplier, undo->id))
		return OK;
	return drop(desk, undo->supplier, undo->id, fault);
}

enum err desk_undo(struct desk *desk, char *what, size_t bytes, struct fault *fault)
{
	struct undo *undo = desk->jobs->undos;
	enum err err = desk_may_write(desk, fault);

	if (err != OK)
		return err;
	if (!undo)
		return fault_set(fault, ERR_NOTHING, _("There is nothing to undo."));
	err = take_back(desk, undo, fault);
	if (err != OK)
		return err;
	snprintf(what, bytes,
		undo->is_note  ? _("The note of %s is as it was.")
		: undo->before ? _("%s is back on the shelf.")
			       : _("%s is off the shelf again."),
		undo->title);
	desk->jobs->undos = undo->older;
	arena_clear(&undo->arena);
	free(undo);
	return OK;
}
