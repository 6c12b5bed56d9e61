/*
 * find: searching, the next page, one goods in detail, categories. Answers land in the store like
 * all others; the screens search there. A newer search takes the place of the older, at every
 * supplier.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/offers.h"
#include "store/post_store.h"

/* What was posted: how old, how many, and how long an answer is good for. */
enum { POSTED_S = 60 * 24 * 3600, POSTED_MOST = 40, FRESH_S = 3600 };

/* ---- search */

static size_t place_of(const struct work *work)
{
	return (size_t)(work->account - work->desk->conf->accounts);
}

static enum err ask_search(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	struct work *work = step->work;

	return work->supplier->goods->ask_search(
		access, &work->query, work->cursor, arena, question);
}

/* Where a supplier has hosts of its own it is one platform, and its ids mean the same for each account;
 * shops that stand anywhere number their goods for themselves. */
enum err tell_platform(const struct work *work, struct fault *fault)
{
	return offers_platform(&work->desk->store, work->account->name,
		work->supplier->hosts ? work->supplier->id : NULL, fault);
}

enum err work_put_goods(
	const struct work *work, const struct goods *rows, size_t count, struct fault *fault)
{
	enum err err = tell_platform(work, fault);

	return err == OK ? goods_put(&work->desk->store, rows, count, fault) : err;
}

static enum err take_search(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct job_list *jobs = work->desk->jobs;
	struct goods_page page;
	enum err err = work->supplier->goods->read_page(reading, &page, fault);

	if (err == OK && page.next && work->cursor && !strcmp(page.next, work->cursor))
		err = fault_set(fault, ERR_DECODE,
			_("The supplier's list turns in a circle; nothing was lost, ask again "
			  "later."));
	if (err == OK)
		work_tell_clock(work, page.now_at);
	if (err == OK)
		err = work_put_goods(work, page.rows, page.count, fault);
	if (err != OK)
		return err;
	jobs->cursors[place_of(work)] = page.next ? arena_text(&jobs->search, page.next) : NULL;
	work->job.done = page.count;
	work->job.total = page.total > 0 ? (size_t)page.total : 0;
	step->done = true;
	return OK;
}

static const struct plan search = { .kind = JOB_SEARCH, .ask = ask_search, .take = take_search };

static const char *copied(struct arena *arena, const char *text)
{
	return text ? arena_text(arena, text) : NULL;
}

/* What makes two searches the same to a supplier. */
static char *name_search(struct arena *arena, const struct goods_query *query)
{
	return arena_print(arena, "%s|%s|%lld|%lld|%d|%d|%d|%d", query->words ? query->words : "",
		query->category ? query->category : "", (long long)query->price_from,
		(long long)query->price_to, (int)query->rate_from_bp, query->has_coupon,
		query->in_stock, (int)query->sort);
}

static int start_search(struct desk *desk, const struct account *account,
	const struct goods_query *query, const char *cursor, struct fault *fault)
{
	struct work *work = work_new(desk, &search, account, query->words, fault);

	if (!work)
		return 0;
	work->query = *query;
	work->query.words = arena_text(&work->arena, query->words ? query->words : "");
	work->query.without = copied(&work->arena, query->without);
	work->query.category = copied(&work->arena, query->category);
	work->query.supplier = copied(&work->arena, query->supplier);
	work->cursor = copied(&work->arena, cursor);
	return work_start(work);
}

static bool is_asked(const struct account *account, const struct goods_query *query)
{
	const struct supplier *supplier = supplier_find(account->kind);

	if (query->supplier && strcmp(query->supplier, account->name) != 0)
		return false;
	if (account_is_off(account) && !query->supplier)
		return false;
	/* An unknown kind is told by work_new. */
	return !supplier || (supplier->goods && supplier->goods->ask_search);
}

static int say_nobody(struct fault *fault)
{
	fault_set(fault, ERR_LOGIN,
		_("No supplier is set up yet. Run shopkeeper setup, or try shopkeeper demo."));
	return 0;
}

static void begin_search(struct desk *desk, const char *name)
{
	struct job_list *jobs = desk->jobs;
	struct arena older = jobs->search;

	jobs->search = (struct arena){ 0 };
	jobs->cursor_count = desk->conf->account_count;
	jobs->cursors = arena_take_array(&jobs->search, jobs->cursor_count + 1, sizeof(char *));
	jobs->unasked = arena_take_array(&jobs->search, jobs->cursor_count + 1, sizeof(char *));
	jobs->searched = arena_text(&jobs->search, name);
	arena_clear(&older);
}

int find_goods(struct desk *desk, const struct goods_query *query, struct fault *fault)
{
	struct arena arena = { 0 };
	int number = 0, first = 0;
	bool asked = false;
	struct fault why;
	size_t i;

	job_drop_kind(desk, JOB_SEARCH);
	begin_search(desk, name_search(&arena, query));
	arena_clear(&arena);
	for (i = 0; i < desk->conf->account_count; i++) {
		if (!is_asked(&desk->conf->accounts[i], query))
			continue;
		asked = true;
		number = start_search(desk, &desk->conf->accounts[i], query, NULL, &why);
		first = first ? first : number;
		if (number)
			continue;
		/* One that cannot be asked does not hold up the others, but is told. */
		desk->jobs->unasked[i] = arena_text(&desk->jobs->search, why.text);
		if (fault)
			*fault = why;
	}
	return asked ? first : say_nobody(fault);
}

int find_more(struct desk *desk, const struct goods_query *query, struct fault *fault)
{
	struct job_list *jobs = desk->jobs;
	struct arena arena = { 0 };
	bool is_same = jobs->searched && !strcmp(jobs->searched, name_search(&arena, query));
	int number = 0, first = 0;
	size_t i;

	arena_clear(&arena);
	if (!is_same)
		return find_goods(desk, query, fault);
	fault_set(fault, ERR_NOTHING, _("The suppliers have no more of these."));
	for (i = 0; i < jobs->cursor_count; i++) {
		const struct account *account = &desk->conf->accounts[i];

		if (!jobs->cursors[i] || !is_asked(account, query) ||
			work_find(desk, JOB_SEARCH, account->name))
			continue;
		number = start_search(desk, account, query, jobs->cursors[i], fault);
		first = first ? first : number;
	}
	return first;
}

/* ---- one goods */

static enum err ask_detail(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->goods->ask_detail(access, step->work->id, arena, question);
}

static enum err take_detail(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct goods goods;
	enum err err = step->work->supplier->goods->read_detail(reading, &goods, fault);

	if (err == OK && strcmp(goods.id, step->work->id) != 0)
		err = fault_set(fault, ERR_DECODE, _("The supplier answered with another goods."));
	if (err == OK)
		err = work_put_goods(step->work, &goods, 1, fault);
	step->done = true;
	return err;
}

/* Gone at the supplier: what is stored stays to be seen, but cannot be sold. */
static void end_detail(struct work *work, const struct fault *fault)
{
	struct arena arena = { 0 };
	struct goods *goods;
	struct fault unheard;

	if (fault && fault->code == ERR_NOTHING) {
		goods = goods_get(&work->desk->store, &arena, work->account->name, work->id);
		if (goods && goods->stock != 0) {
			goods->stock = 0;
			if (goods_put(&work->desk->store, goods, 1, &unheard) != OK)
				desk_tell(work->desk, LOG_ERROR, "%s", unheard.text);
		}
	}
	arena_clear(&arena);
}

static const struct plan detail = {
	.kind = JOB_DETAIL, .ask = ask_detail, .take = take_detail, .end = end_detail
};

/* One that is gone is an answer, too: nobody needs to be told twice. */
static const struct plan posted = {
	.kind = JOB_POSTED, .tries_once = true, .ask = ask_detail, .take = take_detail, .end = end_detail
};

static int ask_posted(struct desk *desk, const struct goods *goods, struct fault *fault)
{
	const struct account *account = conf_account(desk->conf, goods->supplier);
	const struct supplier *kind = account ? supplier_find(account->kind) : NULL;
	struct work *work;

	if (!kind || !kind->goods || !kind->goods->ask_detail)
		return 0;
	work = work_new(desk, &posted, account, goods->title, fault);
	if (!work)
		return 0;
	work->id = arena_text(&work->arena, goods->id);
	return work_start(work);
}

int find_posted(struct desk *desk)
{
	struct arena arena = { 0 };
	struct shelf_entry *rows;
	struct fault fault;
	int64_t now = clock_now_s();
	size_t i, count;
	int first = 0, number;

	if (desk_may_write(desk, &fault) != OK || work_find(desk, JOB_POSTED, NULL))
		return 0;
	count = post_load(&desk->store, now - POSTED_S, POSTED_MOST, &arena, &rows);
	for (i = 0; i < count; i++) {
		if (rows[i].goods.seen_at > now - FRESH_S)
			continue;
		number = ask_posted(desk, &rows[i].goods, &fault);
		first = first ? first : number;
	}
	arena_clear(&arena);
	return first;
}

int find_detail(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	const struct account *account = named_account(desk, supplier, fault);
	const struct supplier *kind = account ? supplier_find(account->kind) : NULL;
	struct work *work;

	if (!account)
		return 0;
	if (kind && (!kind->goods || !kind->goods->ask_detail))
		return say_not_offered(account, fault);
	work = work_find(desk, JOB_DETAIL, supplier);
	if (work && !strcmp(work->id, id))
		return work->job.number;
	job_drop_kind(desk, JOB_DETAIL);
	work = work_new(desk, &detail, account, id, fault);
	if (!work)
		return 0;
	work->id = arena_text(&work->arena, id);
	return work_start(work);
}

/* ---- categories */

static enum err ask_categories(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->goods->ask_categories(access, arena, question);
}

static enum err take_categories(
	struct step *step, const struct reading *reading, struct fault *fault)
{
	struct category_page page;
	enum err err = step->work->supplier->goods->read_categories(reading, &page, fault);

	if (err == OK)
		err = category_put(&step->work->desk->store, page.rows, page.count, fault);
	step->work->job.done = page.count;
	step->done = true;
	return err;
}

static const struct plan categories = {
	.kind = JOB_CATEGORIES, .ask = ask_categories, .take = take_categories
};

int find_categories(struct desk *desk, struct fault *fault)
{
	int number = 0, first = 0;
	size_t i;

	job_drop_kind(desk, JOB_CATEGORIES);
	if (desk->conf->account_count == 0)
		return say_nobody(fault);
	for (i = 0; i < desk->conf->account_count; i++) {
		const struct account *account = &desk->conf->accounts[i];
		const struct supplier *supplier = supplier_find(account->kind);
		struct work *work;

		if (account_is_off(account) ||
			(supplier && (!supplier->goods || !supplier->goods->ask_categories)))
			continue;
		work = work_new(desk, &categories, account, "", fault);
		number = work ? work_start(work) : 0;
		first = first ? first : number;
	}
	return first;
}
