/*
 * topic: lists that suppliers make themselves: which there are, and the goods of one, page by page. What
 * came of them is found in the store (topic_store.h). Searching: find.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/topic_store.h"

/* ---- which there are */

static enum err ask_topics(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->goods->ask_topics(access, arena, question);
}

static enum err take_topics(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct category_page page;
	enum err err = work->supplier->goods->read_topics(reading, &page, fault);

	if (err == OK)
		err = topic_put(
			&work->desk->store, work->account->name, page.rows, page.count, fault);
	work->job.done = page.count;
	step->done = true;
	return err;
}

static const struct plan topics = { .kind = JOB_TOPICS, .ask = ask_topics, .take = take_topics };

/* Lists that are fixed are known without a question. */
static enum err put_fixed(struct desk *desk, const struct account *account,
	const struct supplier *supplier, struct fault *fault)
{
	struct arena arena = { 0 };
	const struct reading reading = {
		.account = account, .bytes = "", .now_s = clock_now_s(), .arena = &arena
	};
	struct category_page page;
	enum err err = supplier->goods->read_topics(&reading, &page, fault);

	if (err == OK)
		err = topic_put(&desk->store, account->name, page.rows, page.count, fault);
	arena_clear(&arena);
	return err;
}

int find_topics(struct desk *desk, struct fault *fault)
{
	int number = 0, first = 0;
	size_t i;

	job_drop_kind(desk, JOB_TOPICS);
	for (i = 0; i < desk->conf->account_count; i++) {
		const struct account *account = &desk->conf->accounts[i];
		const struct supplier *supplier = supplier_find(account->kind);
		struct work *work = NULL;

		if (account_is_off(account) || !supplier || !supplier->goods ||
			!supplier->goods->ask_topic)
			continue;
		if (supplier->goods->ask_topics)
			work = work_new(desk, &topics, account, "", fault);
		else if (!desk->store.read_only && put_fixed(desk, account, supplier, fault) != OK)
			return 0;
		number = work ? work_start(work) : 0;
		first = first ? first : number;
	}
	return first;
}

/* ---- one of them */

static enum err ask_topic(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	const struct work *work = step->work;

	return work->supplier->goods->ask_topic(access, work->name, work->cursor, arena, question);
}

static void keep_cursor(struct work *work, const char *next)
{
	struct job_list *jobs = work->desk->jobs;

	free(jobs->topic);
	free(jobs->topic_cursor);
	jobs->topic = strdup(work->name);
	jobs->topic_cursor = next ? strdup(next) : NULL;
	if (!jobs->topic || (next && !jobs->topic_cursor))
		arena_out_of_memory();
}

static enum err take_topic(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct store *store = &work->desk->store;
	const struct goods_topic topic = { .supplier = work->account->name, .id = work->name };
	struct goods_page page;
	enum err err = work->supplier->goods->read_page(reading, &page, fault);

	if (err == OK && page.next && work->cursor && !strcmp(page.next, work->cursor))
		err = fault_set(fault, ERR_DECODE,
			_("The supplier's list turns in a circle; nothing was lost, ask again "
			  "later."));
	if (err == OK)
		err = work_put_goods(work, page.rows, page.count, fault);
	if (err == OK)
		err = topic_goods_put(store, &topic, page.rows, page.count, !work->cursor, fault);
	if (err != OK)
		return err;
	keep_cursor(work, page.next);
	work->job.done = page.count;
	work->job.total = page.total > 0 ? (size_t)page.total : 0;
	step->done = true;
	return OK;
}

static const struct plan topic = { .kind = JOB_TOPIC, .ask = ask_topic, .take = take_topic };

static int start(struct desk *desk, const char *supplier, const char *id, const char *cursor,
	struct fault *fault)
{
	const struct account *account = named_account(desk, supplier, fault);
	const struct supplier *kind = account ? supplier_find(account->kind) : NULL;
	struct work *work;

	if (!account)
		return 0;
	if (kind && (!kind->goods || !kind->goods->ask_topic))
		return say_not_offered(account, fault);
	job_drop_kind(desk, JOB_TOPIC);
	work = work_new(desk, &topic, account, id, fault);
	if (!work)
		return 0;
	work->name = arena_text(&work->arena, id);
	work->cursor = cursor ? arena_text(&work->arena, cursor) : NULL;
	return work_start(work);
}

int find_topic(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	return start(desk, supplier, id, NULL, fault);
}

int find_topic_more(struct desk *desk, const char *supplier, const char *id, struct fault *fault)
{
	const struct job_list *jobs = desk->jobs;

	if (!jobs->topic || strcmp(jobs->topic, id) != 0 || !jobs->topic_cursor) {
		fault_set(fault, ERR_NOTHING, _("The suppliers have no more of these."));
		return 0;
	}
	return work_find(desk, JOB_TOPIC, supplier) ? 0 :
		start(desk, supplier, id, jobs->topic_cursor, fault);
}
