/*
 * settle: walks that bring everything a supplier has, without gap or double: what a page of goods,
 * orders, ledger lines or penalties holds, and where it goes. Where a walk stands is kept by
 * walk.c, in the same transaction.
 *
 * Facts in the store besides those of walk.c:
 *   walk.index                     "left" until all goods of walks are found by their words
 */
#include "desk/span.h"
#include "desk/walk.h"

#include "base/log.h"
#include "base/words.h"
#include "desk/ledger.h"
#include "desk/payout.h"
#include "store/offers.h"
#include "store/order_store.h"

enum { INDEX_SLICE = 400, COMPARE_SLICE = 100 }; /* about 4 ms each */
#define INDEX_FACT "walk.index"

/* ---- one page */

struct pageful {
	struct goods_page goods;
	struct order_page orders;
	struct line_page lines;
	struct penalty_page penalties;
	/* Of whichever it is. */
	size_t count, hidden;
	int64_t total, now_at;
	const char *next;
};

/* One list of a supplier: its plan, how a page is read, and where the rows go. */
struct list {
	struct plan plan;
	enum err (*read)(
		const struct work *, const struct reading *, struct pageful *, struct fault *);
	enum err (*put)(struct work *, const struct pageful *, struct fault *);
};

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

/* All of a page or nothing of it. */
static enum err put_page(
	struct step *step, const struct list *list, const struct pageful *page, struct fault *fault)
{
	struct work *work = step->work;
	struct store *store = &work->desk->store;
	enum err err = list->put(work, page, fault);

	if (err == OK)
		err = walk_mark(step, page->next, page->now_at, fault);
	if (err == OK)
		return store_commit(store, fault);
	store_rollback(store);
	return err;
}

static enum err take(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	/* A list begins with its plan. */
	const struct list *list = (const struct list *)work->plan;
	struct pageful page = { .next = NULL };
	enum err err = list->read(work, reading, &page, fault);

	if (err == OK)
		err = store_begin_hasty(&work->desk->store, fault);
	if (err != OK)
		return err;
	work_tell_clock(work, page.now_at);
	if (page.total > 0 && step->pages == 0)
		work->job.total += (size_t)page.total;
	err = put_page(step, list, &page, fault);
	work->job.done += page.count;
	if (err == OK)
		tell_hidden(work, page.hidden);
	return err;
}

/* ---- goods */

static enum err ask_goods(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->goods->ask_walk(access, &walk, arena, question);
}

static enum err read_goods(const struct work *work, const struct reading *reading,
	struct pageful *page, struct fault *fault)
{
	enum err err = work->supplier->goods->read_page(reading, &page->goods, fault);

	page->count = page->goods.count;
	page->total = page->goods.total;
	page->now_at = page->goods.now_at;
	page->next = page->goods.next;
	return err;
}

static enum err put_goods(struct work *work, const struct pageful *page, struct fault *fault)
{
	struct store *store = &work->desk->store;
	enum err err = tell_platform(work, fault);

	if (err == OK)
		err = goods_put_walk(store, page->goods.rows, page->count, fault);
	return err == OK ? store_put(store, INDEX_FACT, "left", fault) : err;
}

static void end_goods(struct work *work, const struct fault *fault)
{
	walk_end(work, fault);
	work->desk->jobs->index_left = true;
}

void index_look(struct desk *desk)
{
	struct arena arena = { 0 };
	const char *left = store_get(&desk->store, &arena, INDEX_FACT);
	struct fault fault;

	desk->jobs->index_left = left && *left && !desk->store.read_only;
	if (!desk->store.read_only && offers_some(&desk->store, 0, &fault) != OK)
		desk_tell(desk, LOG_ERROR, "%s", fault.text);
	arena_clear(&arena);
}

static enum err index_slice(struct desk *desk, struct fault *fault)
{
	enum err err;

	if (!desk->jobs->index_left)
		return offers_some(&desk->store, COMPARE_SLICE, fault);
	err = goods_index_some(&desk->store, INDEX_SLICE, &desk->jobs->index_left, fault);
	if (err == OK && !desk->jobs->index_left)
		err = store_put(&desk->store, INDEX_FACT, "", fault);
	return err;
}

bool index_is_behind(const struct desk *desk)
{
	return desk->jobs->index_left || desk->store.offers_left;
}

void index_some(struct desk *desk)
{
	struct fault fault;

	if (!index_is_behind(desk) || index_slice(desk, &fault) == OK)
		return;
	desk->jobs->index_left = desk->store.offers_left = false;
	desk_tell(desk, LOG_ERROR, "%s", fault.text);
}

/* ---- orders, lines, penalties */

static enum err ask_orders(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->orders->ask_orders(access, &walk, arena, question);
}

static enum err ask_lines(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->orders->ask_lines(access, &walk, arena, question);
}

static enum err read_lines(const struct work *work, const struct reading *reading,
	struct pageful *page, struct fault *fault)
{
	enum err err = work->supplier->orders->read_lines(reading, &page->lines, fault);

	page->count = page->lines.count;
	page->hidden = page->lines.hidden;
	page->now_at = page->lines.now_at;
	page->next = page->lines.next;
	return err;
}

static enum err put_lines(struct work *work, const struct pageful *page, struct fault *fault)
{
	return ledger_put_lines(work, page->lines.rows, page->count, fault);
}

static enum err read_orders(const struct work *work, const struct reading *reading,
	struct pageful *page, struct fault *fault)
{
	const struct order_calls *calls = work->supplier->orders;
	enum err err = calls->read_orders(reading, &page->orders, fault);

	/* The same answer tells the lines, too. */
	if (err == OK && calls->read_lines && !calls->ask_lines)
		err = calls->read_lines(reading, &page->lines, fault);
	page->count = page->orders.count;
	page->hidden = page->orders.hidden;
	page->now_at = page->orders.now_at;
	page->next = page->orders.next;
	return err;
}

static enum err put_orders(struct work *work, const struct pageful *page, struct fault *fault)
{
	enum err err = ledger_put_orders(work, page->orders.rows, page->orders.count, fault);

	return err == OK && page->lines.count > 0 ? put_lines(work, page, fault) : err;
}

static enum err ask_penalties(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct walk walk = walk_of(step);

	return step->work->supplier->orders->ask_penalties(access, &walk, arena, question);
}

static enum err read_penalties(const struct work *work, const struct reading *reading,
	struct pageful *page, struct fault *fault)
{
	enum err err = work->supplier->orders->read_penalties(reading, &page->penalties, fault);

	page->count = page->penalties.count;
	page->next = page->penalties.next;
	return err;
}

static enum err put_penalties(struct work *work, const struct pageful *page, struct fault *fault)
{
	return ledger_put_penalties(work, page->penalties.rows, page->count, fault);
}

#define PLAN(of, asked, ended)                                                                     \
	{                                                                                          \
		.kind = (of), .ask = (asked), .take = take, .narrow = span_narrow, .end = (ended)  \
	}
static const struct list goods_list = { PLAN(JOB_SYNC_GOODS, ask_goods, end_goods), read_goods,
	put_goods };
static const struct list order_list = { PLAN(JOB_SYNC_ORDERS, ask_orders, walk_end), read_orders,
	put_orders };
static const struct list line_list = { PLAN(JOB_SYNC_LINES, ask_lines, walk_end), read_lines,
	put_lines };
static const struct list penalty_list = { PLAN(JOB_SYNC_PENALTIES, ask_penalties, walk_end),
	read_penalties, put_penalties };

/* ---- for screens and commands */

static bool is_offered(const struct account *account, enum job_kind kind)
{
	const struct supplier *supplier = supplier_find(account->kind);

	if (account_is_off(account))
		return false;
	/* Of an unknown kind, work_new says what is wrong. */
	return supplier ? course_is_offered(supplier, kind) : kind != JOB_SYNC_PENALTIES;
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
		number = walk_start(desk, plan, &desk->conf->accounts[i], false, fault);
		first = first ? first : number;
	}
	return first;
}

int sync_goods(struct desk *desk, struct fault *fault)
{
	return desk_may_write(desk, fault) == OK ? sync(desk, &goods_list.plan, fault) : 0;
}

int sync_orders(struct desk *desk, struct fault *fault)
{
	int orders, lines, penalties;

	if (desk_may_write(desk, fault) != OK)
		return 0;
	orders = sync(desk, &order_list.plan, fault);
	lines = sync(desk, &line_list.plan, fault);
	penalties = sync(desk, &penalty_list.plan, fault);
	return orders ? orders : lines ? lines : penalties;
}

int sync_all(struct desk *desk, struct fault *fault)
{
	/* Orders and money are few and awaited most. */
	int orders = sync_orders(desk, fault), payouts = sync_payouts(desk, fault);
	int goods = sync_goods(desk, fault);

	return orders ? orders : payouts ? payouts : goods;
}

/* A ledger that is made from orders is as old as they are. */
static enum job_kind told_by(const struct account *account, enum job_kind kind)
{
	const struct order_calls *orders = supplier_find(account->kind)->orders;

	return kind == JOB_SYNC_LINES && orders && !orders->has_ledger ? JOB_SYNC_ORDERS : kind;
}

/* The oldest of all accounts: data is as old as its oldest part. */
int64_t sync_age_at(struct desk *desk, enum job_kind kind)
{
	int64_t oldest = 0, at;
	bool any = false;
	size_t i;

	for (i = 0; i < desk->conf->account_count; i++) {
		const struct account *account = &desk->conf->accounts[i];

		if (!supplier_find(account->kind) || !is_offered(account, told_by(account, kind)))
			continue;
		at = walk_ended_at(desk, account, told_by(account, kind));
		oldest = !any || at < oldest ? at : oldest;
		any = true;
	}
	return oldest;
}
