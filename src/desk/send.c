/*
 * send: what waits in the outbox goes out, one at a time for each supplier and in the order it was
 * made, until a definite answer. What goes wrong on the way (no line, busy) is tried again later
 * with the same key; what the supplier refuses is shown and stays until the owner decides.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/payout.h"
#include "desk/work.h"
#include "store/link_store.h"
#include "store/payout_store.h"

enum { LATEST_S = 300, UNREADABLE_TRIES = 3, RENEWALS_MOST = 3 };
/* Suppliers keep keys for 24 hours at least; after that the same payout could be made a second time. */
enum { KEY_LIVES_S = 20 * 3600 };

/* ---- one entry */

static enum err ask_entry(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	struct work *work = step->work;
	const struct supplier *supplier = work->supplier;
	struct shelf_entry *entry, bare = { .goods.id = work->id, .tags = "", .note = "" };

	struct money amount;

	if (work->what == OUTBOX_PAYOUT)
		return payout_words(work->id, &amount) ?
			supplier->payouts->ask_request(access, amount, arena, question) : ERR_USAGE;
	if (work->what == OUTBOX_LINK)
		return supplier->links->ask_link(access, work->id, work->channel, arena, question);
	if (work->what == OUTBOX_SHELF_DROP)
		return supplier->shelf->ask_drop(access, work->id, arena, question);
	entry = shelf_get(&work->desk->store, arena, work->account->name, work->id);
	return supplier->shelf->ask_put(access, entry ? entry : &bare, arena, question);
}

/* The link and the end of the entry are one transaction: kill -9 between them is not possible. */
static enum err keep_link(struct work *work, const struct reading *reading, struct fault *fault)
{
	struct store *store = &work->desk->store;
	struct link link;
	enum err err = work->supplier->links->read_link(reading, &link, fault);

	if (err == OK && strcmp(link.goods, work->id) != 0)
		err = fault_set(fault, ERR_DECODE, _("The supplier answered with another goods."));
	if (err != OK)
		return err;
	/* It is for the channel that was asked, whatever the supplier calls it. */
	link.channel = work->channel;
	err = store_begin(store, fault);
	if (err != OK)
		return err;
	err = link_put(store, &link, fault);
	if (err == OK)
		err = outbox_done(store, work->entry, fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

/* The payout and the end of the entry are one transaction, too: it is asked for once. */
static enum err keep_payout(struct work *work, const struct reading *reading, struct fault *fault)
{
	struct store *store = &work->desk->store;
	struct payout payout;
	enum err err = work->supplier->payouts->read_request(reading, &payout, fault);

	if (err == OK)
		err = store_begin(store, fault);
	if (err != OK)
		return err;
	err = payout_put(store, &payout, 1, fault);
	if (err == OK)
		err = outbox_done(store, work->entry, fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static enum err take_entry(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;

	step->done = true;
	if (work->what == OUTBOX_LINK)
		return keep_link(work, reading, fault);
	if (work->what == OUTBOX_PAYOUT)
		return keep_payout(work, reading, fault);
	return outbox_done(&work->desk->store, work->entry, fault);
}

static bool is_of_shelf(enum outbox_kind kind)
{
	return kind == OUTBOX_SHELF_PUT || kind == OUTBOX_SHELF_DROP;
}

/* The same key with another note: the first did arrive, so this is a new wish. */
static bool is_conflict(const struct work *work, const struct fault *trouble)
{
	return is_of_shelf(work->what) && !strcmp(trouble->server, "idempotency_conflict");
}

static bool is_unclear(const struct fault *trouble)
{
	return trouble->code == ERR_DECODE || trouble->code == ERR_LIMIT;
}

/* What says neither yes nor no is asked again, but not for ever. */
static bool is_final(
	const struct work *work, const struct outbox_entry *entry, const struct fault *trouble)
{
	if (is_conflict(work, trouble))
		return entry->unclear >= RENEWALS_MOST;
	/* A payout was made, and asking again with the same key brings the answer again; giving up
	 * would invite a second one. */
	if (is_unclear(trouble))
		return work->what != OUTBOX_PAYOUT && entry->unclear + 1 >= UNREADABLE_TRIES;
	return trouble->code == ERR_REFUSED || trouble->code == ERR_NOTHING ||
	       trouble->code == ERR_CONF || trouble->code == ERR_USAGE;
}

/* Nothing more is to be asked: a drop of what is not there, or a conflict with what a newer wish on
 * the same goods, waiting behind this one, replaces anyway. */
static bool is_settled(const struct work *work, const struct fault *trouble, bool is_followed)
{
	if (work->what == OUTBOX_SHELF_DROP && trouble->code == ERR_NOTHING)
		return true;
	return is_followed && is_conflict(work, trouble);
}

/* This entry as it is stored, and whether a newer wish on the same goods waits behind it. */
static struct outbox_entry *find_entry(
	const struct work *work, struct arena *arena, bool *is_followed)
{
	struct outbox_entry *rows, *found = NULL;
	size_t i, count = outbox_load(&work->desk->store, arena, &rows);

	*is_followed = false;
	for (i = 0; i < count; i++) {
		if (rows[i].number == work->entry)
			found = &rows[i];
		else if (rows[i].number > work->entry && !rows[i].refused &&
			is_of_shelf(rows[i].kind) &&
			!strcmp(rows[i].supplier, work->account->name) &&
			!strcmp(rows[i].goods, work->id))
			*is_followed = true;
	}
	return found;
}

static enum err give_up(struct work *work, const struct fault *trouble, struct fault *fault)
{
	desk_tell(work->desk, LOG_WARNING, _("\"%s\" refused what you asked for %s: %s"),
		work->account->name, work->id, trouble->text);
	return outbox_refused(&work->desk->store, work->entry, trouble->text, fault);
}

static enum err try_later(struct work *work, const struct outbox_entry *entry,
	const struct fault *trouble, struct fault *fault)
{
	struct desk *desk = work->desk;
	int wait_s = work_backoff_s(desk, entry->tries + 1, LATEST_S);
	int64_t next_at;

	if (trouble->retry_s > wait_s)
		wait_s = trouble->retry_s;
	if (trouble->code == ERR_LOGIN)
		wait_s = LATEST_S;
	next_at = clock_now_s() + wait_s;
	if (is_conflict(work, trouble))
		return outbox_renew(&desk->store, work->entry, next_at, trouble->text, fault);
	if (is_unclear(trouble))
		return outbox_unclear(&desk->store, work->entry, next_at, trouble->text, fault);
	return outbox_later(&desk->store, work->entry, next_at, trouble->text, fault);
}

static enum err settle_fault(struct work *work, const struct fault *trouble, struct fault *fault)
{
	struct arena arena = { 0 };
	bool is_followed;
	const struct outbox_entry *entry = find_entry(work, &arena, &is_followed);
	enum err err = OK;

	if (entry && is_settled(work, trouble, is_followed))
		err = outbox_done(&work->desk->store, work->entry, fault);
	else if (entry && is_final(work, entry, trouble))
		err = give_up(work, trouble, fault);
	else if (entry)
		err = try_later(work, entry, trouble, fault);
	arena_clear(&arena);
	return err;
}

static void end_entry(struct work *work, const struct fault *trouble)
{
	struct fault fault;

	work->desk->jobs->outbox_stale = true;
	if (trouble && settle_fault(work, trouble, &fault) != OK)
		desk_tell(work->desk, LOG_ERROR, "%s", fault.text);
}

static const struct plan sending = { .kind = JOB_OUTBOX,
	.tries_once = true,
	.ask = ask_entry,
	.take = take_entry,
	.end = end_entry };

/* ---- which entry */

static bool carries(const struct work *work, int64_t number)
{
	size_t i;

	for (i = 0; i < work->id_count; i++)
		if (work->entries[i] == number)
			return true;
	return work->entry == number;
}

int outbox_job(const struct desk *desk, int64_t number)
{
	const struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.kind == JOB_OUTBOX && work->job.state == JOB_ASKING &&
			carries(work, number))
			return work->job.number;
	return 0;
}

static bool is_offered(const struct supplier *supplier, enum outbox_kind kind)
{
	return kind == OUTBOX_LINK ? supplier->links != NULL :
		kind == OUTBOX_PAYOUT ? supplier->payouts != NULL : supplier->shelf != NULL;
}

static void send_entry(
	struct desk *desk, const struct account *account, const struct outbox_entry *entry)
{
	struct fault fault;
	struct work *work;

	/* Noted before it goes out: if nothing is heard any more it goes out again with the same
	 * key. */
	if (outbox_sent(&desk->store, entry->number, &fault) != OK) {
		desk_tell(desk, LOG_ERROR, "%s", fault.text);
		return;
	}
	work = work_new(desk, &sending, account, entry->goods, &fault);
	if (!work)
		return;
	work->what = entry->kind;
	work->entry = entry->number;
	work->id = arena_text(&work->arena, entry->goods);
	work->key = arena_text(&work->arena, entry->key);
	work->channel = entry->channel ? channel_find(entry->channel) : CHANNEL_OTHER;
	work_start(work);
}

/* An entry whose account has gone from the configuration, or that the supplier cannot take. */
static void refuse(struct desk *desk, const struct outbox_entry *entry, const char *sentence)
{
	struct fault fault;

	if (outbox_refused(&desk->store, entry->number, sentence, &fault) != OK)
		desk_tell(desk, LOG_ERROR, "%s", fault.text);
}

/* Nothing waits longer than LATEST_S: a moment beyond that was written before the clock was put back. */
static int64_t due_at(const struct outbox_entry *entry, int64_t now)
{
	return entry->next_at > now + LATEST_S ? now : entry->next_at;
}

static void consider(
	struct desk *desk, const struct outbox_entry *rows, size_t count, size_t at, int64_t now)
{
	const struct outbox_entry *entry = &rows[at];
	const struct account *account = conf_account(desk->conf, entry->supplier);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	if (!supplier)
		refuse(desk, entry, _("This supplier is not in the configuration any more."));
	else if (!is_offered(supplier, entry->kind))
		refuse(desk, entry, _("The supplier does not offer this yet."));
	else if (entry->kind == OUTBOX_PAYOUT && entry->sent && now - entry->made_at > KEY_LIVES_S)
		refuse(desk, entry,
			_("Nothing was heard of this withdrawal for a day. Look among the payouts whether it "
			  "was made before you ask again."));
	else if (account_is_off(account))
		return; /* it waits until she switches it on */
	else if (due_at(entry, now) <= now && !send_links(desk, account, rows, count, at))
		send_entry(desk, account, entry);
}

/* Rows are in the order they were made; the first that is not refused holds back all behind it, so
 * that a drop never overtakes the pick it takes back. */
static bool is_first_of_supplier(const struct outbox_entry *rows, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (!rows[i].refused && !strcmp(rows[i].supplier, rows[at].supplier))
			return false;
	return true;
}

static int by_number(const void *a, const void *b)
{
	int64_t first = ((const struct outbox_entry *)a)->number;
	int64_t second = ((const struct outbox_entry *)b)->number;

	return (first > second) - (first < second);
}

static bool is_due(const struct desk *desk, int64_t now)
{
	const struct job_list *jobs = desk->jobs;

	if (desk->offline || desk->store.read_only)
		return false;
	return jobs->outbox_stale || (desk->store.changed & TOPIC_OUTBOX) != 0 ||
	       (jobs->outbox_due_s > 0 && jobs->outbox_due_s <= now);
}

/* When to look again; what is on its way tells itself when it has ended. */
static int64_t next_due_s(
	const struct desk *desk, const struct outbox_entry *rows, size_t count, int64_t now)
{
	enum { AGAIN_S = 60 };
	int64_t due_s = 0, at;
	size_t i;

	for (i = 0; i < count; i++) {
		if (rows[i].refused || !is_first_of_supplier(rows, i) ||
			work_find(desk, JOB_OUTBOX, rows[i].supplier))
			continue;
		at = due_at(&rows[i], now) > now ? rows[i].next_at : now + AGAIN_S;
		due_s = due_s == 0 || at < due_s ? at : due_s;
	}
	return due_s;
}

void outbox_send(struct desk *desk)
{
	struct arena arena = { 0 };
	struct outbox_entry *rows;
	int64_t now = clock_now_s();
	size_t i, count;

	if (!is_due(desk, now))
		return;
	desk->jobs->outbox_stale = false;
	count = outbox_load(&desk->store, &arena, &rows);
	if (count > 1)
		qsort(rows, count, sizeof *rows, by_number);
	for (i = 0; i < count; i++)
		if (!rows[i].refused && is_first_of_supplier(rows, i) &&
			!work_find(desk, JOB_OUTBOX, rows[i].supplier))
			consider(desk, rows, count, i, now);
	desk->jobs->outbox_due_s = next_due_s(desk, rows, count, now);
	arena_clear(&arena);
}
