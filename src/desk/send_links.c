/*
 * send_links: several links that wait for one supplier and channel, in one question, where it offers that.
 * What the answer leaves out, or a refusal of them all, says nothing of each: then each is asked for alone
 * (send.c) and gets a definite answer of its own.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/goods_store.h"
#include "store/link_store.h"

static enum err ask_links(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct work *work = step->work;

	return work->supplier->links->ask_links(
		access, work->ids, work->id_count, work->channel, arena, question);
}

static struct link *find_link(const struct link_page *page, const char *goods)
{
	size_t i;

	for (i = 0; i < page->count; i++)
		if (!strcmp(page->rows[i].goods, goods))
			return &page->rows[i];
	return NULL;
}

/* A link and the end of its entry are one transaction. */
static enum err keep_one(
	const struct work *work, size_t at, const struct link_page *page, struct fault *fault)
{
	struct store *store = &work->desk->store;
	struct link *link = find_link(page, work->ids[at]);
	enum err err;

	if (!link)
		return outbox_unclear(store, work->entries[at], clock_now_s(),
			_("The supplier made no link for this goods."), fault);
	/* It is for the channel that was asked, whatever the supplier calls it. */
	link->channel = work->channel;
	err = link_put(store, link, fault);
	return err == OK ? outbox_done(store, work->entries[at], fault) : err;
}

static enum err take_links(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct store *store = &work->desk->store;
	struct link_page page = { .count = 0 };
	enum err err = work->supplier->links->read_links(reading, &page, fault);
	size_t i;

	step->done = true;
	if (err == OK)
		err = store_begin(store, fault);
	if (err != OK)
		return err;
	for (i = 0; i < work->id_count && err == OK; i++)
		err = keep_one(work, i, &page, fault);
	work->job.done = page.count;
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static enum err try_later(
	const struct work *work, size_t at, const struct fault *trouble, struct fault *fault)
{
	enum { LATEST_S = 300 };
	struct store *store = &work->desk->store;
	int wait_s = work_backoff_s(work->desk, 1, LATEST_S);
	int64_t now = clock_now_s();

	if (trouble->retry_s > wait_s)
		wait_s = trouble->retry_s;
	if (trouble->code == ERR_NET || trouble->code == ERR_BUSY || trouble->code == ERR_LOGIN)
		return outbox_later(store, work->entries[at], now + wait_s, trouble->text, fault);
	return outbox_unclear(store, work->entries[at], now, trouble->text, fault);
}

static void end_links(struct work *work, const struct fault *trouble)
{
	struct fault fault;
	enum err err = OK;
	size_t i;

	work->desk->jobs->outbox_stale = true;
	for (i = 0; trouble && i < work->id_count && err == OK; i++)
		err = try_later(work, i, trouble, &fault);
	if (err != OK)
		desk_tell(work->desk, LOG_ERROR, "%s", fault.text);
}

static const struct plan converting = { .kind = JOB_OUTBOX,
	.tries_once = true,
	.ask = ask_links,
	.take = take_links,
	.end = end_links };

struct gathering {
	const struct outbox_entry *rows;
	size_t count, most, *places;
};

/* "": none. */
static const char *origin(struct desk *desk, struct arena *arena, const struct outbox_entry *row)
{
	const struct goods *goods = goods_get(&desk->store, arena, row->supplier, row->goods);

	return goods && goods->origin ? goods->origin : "";
}

/* How many from `at` on can go out together: one question carries one origin. */
static size_t gather(
	struct desk *desk, struct arena *arena, const struct gathering *among, size_t at)
{
	const struct outbox_entry *rows = among->rows;
	const char *first = origin(desk, arena, &rows[at]);
	size_t found = 0, i;

	for (i = at; i < among->count && found < among->most; i++) {
		if (rows[i].refused || strcmp(rows[i].supplier, rows[at].supplier) != 0)
			continue;
		/* Nothing overtakes what waits before it. */
		if (rows[i].kind != OUTBOX_LINK || rows[i].unclear > 0 || !rows[i].channel ||
			strcmp(rows[i].channel, rows[at].channel) != 0)
			break;
		if (!strcmp(origin(desk, arena, &rows[i]), first))
			among->places[found++] = i;
	}
	return found;
}

static enum err note_sent(
	struct desk *desk, const struct outbox_entry *rows, const size_t *places, size_t count)
{
	struct fault fault;
	enum err err = store_begin(&desk->store, &fault);
	size_t i;

	for (i = 0; i < count && err == OK; i++)
		err = outbox_sent(&desk->store, rows[places[i]].number, &fault);
	if (err == OK)
		err = store_commit(&desk->store, &fault);
	else
		store_rollback(&desk->store);
	if (err != OK)
		desk_tell(desk, LOG_ERROR, "%s", fault.text);
	return err;
}

static void start(struct desk *desk, const struct account *account, const struct outbox_entry *rows,
	const size_t *places, size_t count)
{
	struct fault fault;
	struct work *work = work_new(desk, &converting, account, "", &fault);
	const char **ids;
	int64_t *entries;
	size_t i;

	if (!work)
		return;
	ids = arena_take_array(&work->arena, count, sizeof *ids);
	entries = arena_take_array(&work->arena, count, sizeof *entries);
	for (i = 0; i < count; i++) {
		ids[i] = arena_text(&work->arena, rows[places[i]].goods);
		entries[i] = rows[places[i]].number;
	}
	work->ids = ids;
	work->entries = entries;
	work->id_count = count;
	work->job.total = count;
	work->channel = channel_find(rows[places[0]].channel);
	work_start(work);
}

bool send_links(struct desk *desk, const struct account *account, const struct outbox_entry *rows,
	size_t count, size_t at)
{
	const struct supplier *supplier = supplier_find(account->kind);
	struct arena arena = { 0 };
	struct gathering among = { .rows = rows, .count = count };
	size_t found;

	if (!supplier || !supplier->links || !supplier->links->ask_links ||
		rows[at].kind != OUTBOX_LINK || !rows[at].channel)
		return false;
	among.most = (size_t)supplier->links->at_once;
	among.places = arena_take_array(&arena, among.most + 1, sizeof *among.places);
	found = gather(desk, &arena, &among, at);
	if (found > 1 && note_sent(desk, rows, among.places, found) == OK)
		start(desk, account, rows, among.places, found);
	arena_clear(&arena);
	return found > 1;
}
