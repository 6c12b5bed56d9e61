/*
 * settle: walks that bring everything a supplier has, without gap or double. Where a walk stands is
 * kept in the store beside its rows, in the same transaction: one that broke off goes on where it
 * was, one that ended begins next time a little before its own beginning, by the server's clock.
 *
 * Facts in the store, for each account and kind of walk:
 *   walk.<account>.<kind>.open     "<since> <started> <parts>" while a walk is open
 *   walk.<account>.<kind>.<part>   where the part goes on; "." when it is done
 *   walk.<account>.<kind>.since    the server's time at which the last complete walk began
 *   walk.<account>.<kind>.at       our time at which it ended
 *   walk.index                     "left" until all goods of walks are found by their words
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/order_store.h"

enum { OVERLAP_S = 600, PARTS_MOST = 64, LATER_PARTS = 4 };
enum { INDEX_SLICE = 400 }; /* about 4 ms */
#define INDEX_FACT "walk.index"

/* ---- facts */

static const char *fact(struct arena *arena, const struct work *work, const char *what)
{
	return arena_print(
		arena, "walk.%s.%s.%s", work->account->name, job_kind_id(work->job.kind), what);
}

static const char *part_name(struct arena *arena, const struct step *step)
{
	return fact(arena, step->work, arena_print(arena, "%d", step->part));
}

static enum err put(struct work *work, const char *what, const char *value, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = store_put(&work->desk->store, fact(&arena, work, what), value, fault);

	arena_clear(&arena);
	return err;
}

static int64_t read_number(const char *text)
{
	return text ? strtoll(text, NULL, 10) : 0;
}

static enum err put_open(struct work *work, size_t parts, struct fault *fault)
{
	char text[80];

	snprintf(text, sizeof text, "%" PRId64 " %" PRId64 " %zu", work->since, work->started_at,
		parts);
	return put(work, "open", text, fault);
}

/* ---- opening and going on */

static size_t parts_of(const struct work *work)
{
	size_t parts =
		work->job.kind == JOB_SYNC_GOODS ? (size_t)work->supplier->goods->walk_parts : 1;

	parts = parts < 1 ? 1 : parts > PARTS_MOST ? PARTS_MOST : parts;
	/* What has changed since is little: more parts would be more questions for nothing. */
	return work->since > 0 && parts > LATER_PARTS ? LATER_PARTS : parts;
}

/* False: there is no open walk. */
static bool go_on(struct work *work, struct arena *arena)
{
	struct store *store = &work->desk->store;
	const char *open = store_get(store, arena, fact(arena, work, "open"));
	size_t parts, i;

	if (!open ||
		sscanf(open, "%" SCNd64 " %" SCNd64 " %zu", &work->since, &work->started_at,
			&parts) != 3 ||
		parts < 1 || parts > PARTS_MOST || parts != parts_of(work))
		return false;
	work_split(work, parts);
	for (i = 0; i < parts; i++) {
		struct step *step = &work->steps[i];
		const char *cursor = store_get(store, arena, part_name(arena, step));

		if (cursor && !strcmp(cursor, "."))
			step->done = true;
		else if (cursor && *cursor && !(step->cursor = strdup(cursor)))
			arena_out_of_memory();
	}
	return true;
}

static enum err begin_anew(struct work *work, struct arena *arena, struct fault *fault)
{
	struct store *store = &work->desk->store;
	int64_t since = read_number(store_get(store, arena, fact(arena, work, "since")));
	enum err err;
	size_t i;

	work->since = since > OVERLAP_S ? since - OVERLAP_S : 0;
	work->started_at = 0;
	work_split(work, parts_of(work));
	err = store_begin(store, fault);
	if (err != OK)
		return err;
	err = put_open(work, work->step_count, fault);
	if (err == OK && work->job.kind == JOB_SYNC_GOODS)
		err = store_put(store, INDEX_FACT, "left", fault);
	for (i = 0; i < work->step_count && err == OK; i++)
		err = store_put(store, part_name(arena, &work->steps[i]), "", fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static int start(struct desk *desk, const struct plan *plan, const struct account *account,
	struct fault *fault)
{
	struct work *work = work_find(desk, plan->kind, account->name);
	struct arena arena = { 0 };
	enum err err = OK;

	if (work)
		return work->job.number;
	work = work_new(desk, plan, account, "", fault);
	if (!work)
		return 0;
	if (!go_on(work, &arena))
		err = begin_anew(work, &arena, fault);
	arena_clear(&arena);
	if (err == OK)
		return work_start(work);
	work_drop(work);
	return 0;
}

/* ---- one page */

static struct walk walk_of(const struct step *step)
{
	return (struct walk){
		.part = step->part,
		.parts = (int)step->work->step_count,
		.since = step->work->since,
		.cursor = step->cursor,
	};
}

/* The page's rows are in the transaction already; now where the part goes on. */
static enum err mark(struct step *step, const char *next, int64_t now_at, struct fault *fault)
{
	struct work *work = step->work;
	struct arena arena = { 0 };
	enum err err = step_turn(step, next, fault);

	/* The walk is as old as its first answer. */
	if (err == OK && work->started_at == 0 && now_at > 0) {
		work->started_at = now_at;
		err = put_open(work, work->step_count, fault);
	}
	if (err == OK)
		err = store_put(
			&work->desk->store, part_name(&arena, step), next ? next : ".", fault);
	arena_clear(&arena);
	return err;
}

/* All of a page or nothing of it. */
static enum err commit(struct step *step, enum err err, struct fault *fault)
{
	struct store *store = &step->work->desk->store;

	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static enum err ask_goods(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->goods->ask_walk(access, &walk, arena, question);
}

static enum err take_goods(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct goods_page page;
	enum err err = work->supplier->goods->read_page(reading, &page, fault);

	if (err == OK)
		err = store_begin_hasty(&work->desk->store, fault);
	if (err != OK)
		return err;
	work_tell_clock(work, page.now_at);
	err = goods_put_walk(&work->desk->store, page.rows, page.count, fault);
	if (err == OK)
		err = mark(step, page.next, page.now_at, fault);
	if (err == OK && page.total > 0 && step->pages == 1)
		work->job.total += (size_t)page.total;
	work->job.done += page.count;
	return commit(step, err, fault);
}

/* R33: told once for each page, so that it is not overlooked and does not flood the messages. */
static void tell_hidden(struct work *work, size_t hidden)
{
	if (hidden > 0)
		desk_tell(work->desk, LOG_WARNING,
			_("\"%s\" sent %zu rows for a recommender level beyond one. They are "
			  "hidden and counted "
			  "nowhere: such pay is against the law."),
			work->account->name, hidden);
}

static enum err ask_orders(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->orders->ask_orders(access, &walk, arena, question);
}

static enum err take_orders(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct order_page page;
	enum err err = work->supplier->orders->read_orders(reading, &page, fault);

	if (err == OK)
		err = store_begin_hasty(&work->desk->store, fault);
	if (err != OK)
		return err;
	work_tell_clock(work, page.now_at);
	err = order_put(&work->desk->store, page.rows, page.count, fault);
	if (err == OK)
		err = mark(step, page.next, page.now_at, fault);
	work->job.done += page.count;
	err = commit(step, err, fault);
	if (err == OK)
		tell_hidden(work, page.hidden);
	return err;
}

static enum err ask_lines(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->orders->ask_lines(access, &walk, arena, question);
}

static enum err take_lines(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct line_page page;
	enum err err = work->supplier->orders->read_lines(reading, &page, fault);

	if (err == OK)
		err = store_begin_hasty(&work->desk->store, fault);
	if (err != OK)
		return err;
	err = line_put(&work->desk->store, page.rows, page.count, fault);
	if (err == OK)
		err = mark(step, page.next, page.now_at, fault);
	work->job.done += page.count;
	err = commit(step, err, fault);
	if (err == OK)
		tell_hidden(work, page.hidden);
	return err;
}

/* ---- the end of a walk */

static enum err close_walk(struct work *work, struct fault *fault)
{
	struct store *store = &work->desk->store;
	char began[24], ended[24];
	enum err err = store_begin(store, fault);

	if (err != OK)
		return err;
	snprintf(began, sizeof began, "%" PRId64, work->started_at);
	snprintf(ended, sizeof ended, "%" PRId64, clock_now_s());
	err = put(work, "open", "", fault);
	if (err == OK && work->started_at > 0)
		err = put(work, "since", began, fault);
	if (err == OK)
		err = put(work, "at", ended, fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static void end_walk(struct work *work, const struct fault *fault)
{
	struct fault own;

	/* A cursor the supplier does not know any more would fail for ever: begin anew next time.
	 */
	if (fault && (!strcmp(fault->server, "bad_cursor") || fault->code == ERR_DECODE)) {
		if (put(work, "open", "", &own) != OK)
			desk_tell(work->desk, LOG_ERROR, "%s", own.text);
	}
	if (!fault && close_walk(work, &own) != OK)
		desk_tell(work->desk, LOG_ERROR, "%s", own.text);
}

static void end_goods(struct work *work, const struct fault *fault)
{
	end_walk(work, fault);
	work->desk->jobs->index_left = true;
}

void index_look(struct desk *desk)
{
	struct arena arena = { 0 };
	const char *left = store_get(&desk->store, &arena, INDEX_FACT);

	desk->jobs->index_left = left && *left && !desk->store.read_only;
	arena_clear(&arena);
}

void index_some(struct desk *desk)
{
	struct fault fault;
	enum err err;

	if (!desk->jobs->index_left)
		return;
	err = goods_index_some(&desk->store, INDEX_SLICE, &desk->jobs->index_left, &fault);
	if (err == OK && !desk->jobs->index_left)
		err = store_put(&desk->store, INDEX_FACT, "", &fault);
	if (err == OK)
		return;
	desk->jobs->index_left = false;
	desk_tell(desk, LOG_ERROR, "%s", fault.text);
}

static const struct plan goods_walk = {
	.kind = JOB_SYNC_GOODS, .ask = ask_goods, .take = take_goods, .end = end_goods
};
static const struct plan order_walk = {
	.kind = JOB_SYNC_ORDERS, .ask = ask_orders, .take = take_orders, .end = end_walk
};
static const struct plan line_walk = {
	.kind = JOB_SYNC_LINES, .ask = ask_lines, .take = take_lines, .end = end_walk
};

/* ---- for screens and commands */

static bool is_offered(const struct account *account, enum job_kind kind)
{
	const struct supplier *supplier = supplier_find(account->kind);

	if (!supplier)
		return true; /* work_new says what is wrong */
	if (kind == JOB_SYNC_GOODS)
		return supplier->goods && supplier->goods->ask_walk &&
		       supplier->goods->walk_parts > 0;
	if (kind == JOB_SYNC_ORDERS)
		return supplier->orders && supplier->orders->ask_orders;
	return supplier->orders && supplier->orders->ask_lines;
}

static int sync(struct desk *desk, const struct plan *plan, struct fault *fault)
{
	int number, first = 0;
	size_t i;

	if (desk->conf->account_count == 0)
		fault_set(fault, ERR_LOGIN,
			_("No supplier is set up yet. Run shopkeeper setup, or try shopkeeper "
			  "demo."));
	for (i = 0; i < desk->conf->account_count; i++) {
		if (!is_offered(&desk->conf->accounts[i], plan->kind))
			continue;
		number = start(desk, plan, &desk->conf->accounts[i], fault);
		first = first ? first : number;
	}
	return first;
}

int sync_goods(struct desk *desk, struct fault *fault)
{
	return desk_may_write(desk, fault) == OK ? sync(desk, &goods_walk, fault) : 0;
}

int sync_orders(struct desk *desk, struct fault *fault)
{
	int orders, lines;

	if (desk_may_write(desk, fault) != OK)
		return 0;
	orders = sync(desk, &order_walk, fault);
	lines = sync(desk, &line_walk, fault);
	return orders ? orders : lines;
}

int sync_all(struct desk *desk, struct fault *fault)
{
	/* Orders are few and awaited most. */
	int orders = sync_orders(desk, fault), goods = sync_goods(desk, fault);

	return orders ? orders : goods;
}

/* The oldest of all accounts: data is as old as its oldest part. */
int64_t sync_age_at(struct desk *desk, enum job_kind kind)
{
	struct arena arena = { 0 };
	int64_t oldest = 0, at;
	bool any = false;
	size_t i;

	for (i = 0; i < desk->conf->account_count; i++) {
		const struct account *account = &desk->conf->accounts[i];

		if (!supplier_find(account->kind) || !is_offered(account, kind))
			continue;
		at = read_number(store_get(&desk->store, &arena,
			arena_print(&arena, "walk.%s.%s.at", account->name, job_kind_id(kind))));
		oldest = !any || at < oldest ? at : oldest;
		any = true;
	}
	arena_clear(&arena);
	return oldest;
}
