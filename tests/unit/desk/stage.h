/* stage: a desk with one account at a practice supplier, in a folder of its own, for the tests of
 * this room. */
#ifndef TESTS_DESK_STAGE_H
#define TESTS_DESK_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "desk/work.h"
#include "net/json.h"
#include "store/link_store.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "tool/practice.h"

static struct practice practice;
static struct conf conf;
static struct desk desk;
static struct fault fault;
static struct arena arena;
static char folder[64];

enum { SETTLE_MS = 30000 };

static inline char *path_of(const char *name)
{
	return arena_print(&arena, "%s/%s", folder, name);
}

static inline void open_desk(void)
{
	memset(&fault, 0, sizeof fault);
	if (desk_open(&desk, &conf, path_of("shop.db"), &fault) != OK)
		fail_msg("cannot open the desk: %s", fault.text);
	desk.jobs->second_ms = 1;
}

static inline void prepare(const char *address)
{
	const struct account account = { .name = "mine", .kind = "house", .address = address };

	clock_set_s(0);
	snprintf(folder, sizeof folder, "/tmp/desk_test.XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	conf.data_folder = folder;
	conf_put_account(&conf, &account);
	open_desk();
}

static inline void settle(void)
{
	desk_settle(&desk, SETTLE_MS);
	assert_int_equal(job_busy(&desk), 0);
}

/* Waits for this job and says how it ended. */
static inline const struct job *finish(int number)
{
	const struct job *job;

	if (number == 0)
		fail_msg("not asked: %s", fault.text);
	settle();
	job = job_get(&desk, number);
	assert_non_null(job);
	return job;
}

static inline void must(int number)
{
	const struct job *job = finish(number);

	if (job->state != JOB_DONE)
		fail_msg("job %s: %s", job_kind_id(job->kind), job->fault.text);
}

static inline int begin_with(const char *option)
{
	if (!practice_start(&practice, option))
		return -1;
	prepare(practice.address);
	must(account_open_shop(&desk, "mine", "DEMO2026", "小王", &fault));
	return 0;
}

static inline int begin(void **unused)
{
	(void)unused;
	return begin_with(NULL);
}

static inline int end(void **unused)
{
	(void)unused;
	desk_close(&desk);
	conf_clear(&conf);
	if (practice.process)
		practice_stop(&practice);
	practice.process = 0;
	unlink(path_of("shop.db"));
	unlink(path_of("shop.db-wal"));
	unlink(path_of("shop.db-shm"));
	unlink(path_of("mine.token"));
	rmdir(folder);
	arena_clear(&arena);
	return 0;
}

/* ---- questions of the test itself */

static char told[65536];
static int told_status;

static inline void hear(void *owner, const struct http_answer *answer)
{
	(void)owner;
	told_status = answer->err == OK ? answer->status : -1;
	snprintf(told, sizeof told, "%s", answer->body);
}

/* Asks the supplier beside the desk; returns the status. */
static inline int tell(const char *method, const char *url, const char *type, const char *body)
{
	struct http *http = http_new();
	struct secret secret = { "" };
	struct http_question question = {
		.method = method, .url = url, .body = body, .body_length = body ? strlen(body) : 0
	};
	struct arena own = { 0 };

	if (secret_get(&conf, &conf.accounts[0], &secret, NULL) == OK)
		question.headers[0] = arena_print(&own, "Authorization: Bearer %s", secret.value);
	if (body)
		question.headers[question.headers[0] ? 1 : 0] =
			arena_print(&own, "Content-Type: %s", type);
	told_status = 0;
	http_ask(http, &question, hear, NULL);
	while (told_status == 0)
		http_wait(http, NULL, 0, NULL, 1000);
	http_free(http);
	arena_clear(&own);
	return told_status;
}

static inline char *at(const char *path)
{
	return arena_print(&arena, "%s%s", practice.address, path);
}

static inline void arm(const char *kind, const char *prefix, int times)
{
	char *body = arena_print(&arena, "{\"kind\":\"%s\",\"path_prefix\":\"%s\",\"times\":%d}",
		kind, prefix, times);

	assert_in_range(tell("POST", at("/practice/fault"), "application/json", body), 200, 299);
}

static inline size_t waiting(void)
{
	return outbox_waiting(&desk.store);
}

/* The first goods of the store. */
static inline struct goods *some_goods(size_t place)
{
	const struct goods_query query = { .words = "", .without = "" };
	struct goods *rows;

	if (goods_count(&desk.store, &query) == 0)
		must(find_goods(&desk, &query, &fault));
	assert_true(goods_load(&desk.store, &query, place, 1, &arena, &rows) == 1);
	return rows;
}

/* Shares the goods, buys it at its page, returns the link. */
static inline struct link *sell(const char *goods)
{
	const struct share share = { "mine", goods, CHANNEL_WHATSAPP };
	struct link *link;
	int job;

	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	if (job)
		must(job);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	assert_non_null(link);
	assert_in_range(tell("POST", arena_print(&arena, "%s/order", link->url),
				"application/x-www-form-urlencoded", "quantity=1&once=a"),
		200, 399);
	return link;
}

static inline const struct goods *in_stock(void)
{
	const struct goods_query query = { .words = "", .without = "", .in_stock = true };
	struct goods *rows;

	some_goods(0);
	assert_int_equal(goods_load(&desk.store, &query, 0, 1, &arena, &rows), 1);
	return rows;
}

#endif
