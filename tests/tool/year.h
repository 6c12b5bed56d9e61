/*
 * year: a desk with one account or two at a platform that the practice supplier plays inside this program.
 * It takes the place of net/http.c: each answer is handed over in an order drawn from the seed, and
 * any of them may be spoilt, or be the last that this process sees. No socket, no waiting, no clock
 * but the one that is set here. What the store must have is judged by the platform's own books.
 */
#ifndef TOOL_YEAR_H
#define TOOL_YEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "desk/work.h"
#include "store/order_store.h"
#include "tool/inside.h"

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S, YEAR_NOW = 1795392000 }; /* 2026-11-23 08:00 in China */

/* ---- troubles */

#define TROUBLES(X)                                                                                \
	X(NONE, "none")                                                                            \
	X(500, "status 500")                                                                       \
	X(GATEWAY, "status 503 with a page")                                                       \
	X(QUOTA, "too many questions")                                                             \
	X(BUSY, "busy in the platform's words")                                                    \
	X(EXPIRED, "an expired key")                                                               \
	X(CUT, "a line that broke")                                                                \
	X(TIMEOUT, "no answer in time")                                                            \
	X(HALF, "half of the answer")                                                              \
	X(GARBAGE, "bytes that are no text")                                                       \
	X(NO_ROWS, "an empty object")                                                              \
	X(LIST, "an empty list")                                                                   \
	X(HTML, "a page of a hotel's network")
enum trouble {
#define X(name, words) TROUBLE_##name,
	TROUBLES(X)
#undef X
		TROUBLE_COUNT
};
static const char *const trouble_words[] = {
#define X(name, words) words,
	TROUBLES(X)
#undef X
};

/* ---- the network */

struct http {
	int unused;
};
enum { ON_THE_WAY = 64 };
static struct {
	struct {
		int number;
		struct inside_answer heard;
		enum err err;
		http_done *done;
		void *owner;
	} waiting[ON_THE_WAY];
	int count, last_number;
	uint64_t dice;
	/* Answers handed over so far, and when this process dies: before or after that one is taken. */
	int64_t answers, dies_before, dies_after;
	/* One question in so many is spoilt (0: none), or those from `at` on, `times` of them. */
	int one_in;
	enum trouble trouble;
	int64_t asked, at, times;
	int64_t spoilt;
	bool list_is_answer; /* an empty list is what this platform says of nothing */
	/* What happens between two pages. */
	void (*between)(const struct inside_answer *heard);
} net;

static inline uint64_t dice(uint64_t limit)
{
	net.dice ^= net.dice << 13;
	net.dice ^= net.dice >> 7;
	net.dice ^= net.dice << 17;
	return net.dice % limit;
}

struct http *http_new(void)
{
	static struct http only;

	return &only;
}

void http_free(struct http *http)
{
	(void)http;
	while (net.count > 0)
		free(net.waiting[--net.count].heard.body);
}

static inline enum trouble next_trouble(void)
{
	net.asked++;
	if (net.trouble != TROUBLE_NONE && net.asked >= net.at && net.asked < net.at + net.times)
		return net.trouble;
	if (net.one_in > 0 && dice((uint64_t)net.one_in) == 0)
		return (enum trouble)(1 + dice(TROUBLE_COUNT - 1));
	return TROUBLE_NONE;
}

static inline void say(struct inside_answer *heard, int status, bool json, const char *body)
{
	free(heard->body);
	*heard = (struct inside_answer){
		.status = status, .json = json, .body = strdup(body), .length = strlen(body)
	};
}

/* Spoils what the platform said; ERR_NET: nothing arrives. */
static inline enum err spoil(enum trouble trouble, struct inside_answer *heard)
{
	switch (trouble) {
	case TROUBLE_500:
		say(heard, 500, true, "{}");
		break;
	case TROUBLE_GATEWAY:
		say(heard, 503, false, "<html><h1>503</h1></html>");
		heard->retry_s = 1;
		break;
	case TROUBLE_CUT:
	case TROUBLE_TIMEOUT:
		return ERR_NET;
	case TROUBLE_HALF:
		heard->length /= 2;
		heard->body[heard->length] = '\0';
		break;
	case TROUBLE_GARBAGE:
		say(heard, 200, true, "\xff\xfe\x80{\"a\":\x01}");
		break;
	case TROUBLE_NO_ROWS:
		say(heard, 200, true, "{}");
		break;
	case TROUBLE_LIST:
		say(heard, 200, true, net.list_is_answer ? "0" : "[]");
		break;
	case TROUBLE_HTML:
		say(heard, 200, false, "<!DOCTYPE html><title>Welcome</title>");
		break;
	default:
		break;
	}
	return OK;
}

static inline const char *twist_of(enum trouble trouble)
{
	return trouble == TROUBLE_QUOTA	  ? "429"
	       : trouble == TROUBLE_BUSY    ? "503"
	       : trouble == TROUBLE_EXPIRED ? "401"
					    : NULL;
}

int http_ask(struct http *http, const struct http_question *question, http_done *done, void *owner)
{
	enum trouble trouble = next_trouble();
	int place = net.count++;

	(void)http;
	if (place == ON_THE_WAY)
		abort();
	net.spoilt += trouble != TROUBLE_NONE;
	net.waiting[place].number = ++net.last_number;
	net.waiting[place].done = done;
	net.waiting[place].owner = owner;
	inside_answer(question, twist_of(trouble), &net.waiting[place].heard);
	net.waiting[place].err = spoil(trouble, &net.waiting[place].heard);
	if (net.between)
		net.between(&net.waiting[place].heard);
	return net.last_number;
}

void http_drop(struct http *http, int number)
{
	int i;

	(void)http;
	for (i = 0; i < net.count; i++)
		if (net.waiting[i].number == number) {
			free(net.waiting[i].heard.body);
			net.waiting[i] = net.waiting[--net.count];
		}
}

size_t http_in_flight(const struct http *http)
{
	(void)http;
	return (size_t)net.count;
}

void http_wait(struct http *http, const int *fds, size_t count, bool *ready, int timeout_ms)
{
	int place = net.count > 0 ? (int)dice((uint64_t)net.count) : -1;
	struct http_answer answer = { .body = "", .etag = "" };
	struct inside_answer heard;
	http_done *done;
	void *owner;

	(void)http, (void)fds, (void)count, (void)ready, (void)timeout_ms;
	if (place < 0)
		return;
	heard = net.waiting[place].heard;
	done = net.waiting[place].done;
	owner = net.waiting[place].owner;
	answer.err = net.waiting[place].err;
	if (answer.err != OK) {
		answer.fault = (struct fault){ .code = answer.err, .text = "the line broke" };
	} else {
		answer.status = heard.status;
		answer.body = heard.body;
		answer.length = heard.length;
		answer.json = heard.json;
		answer.retry_s = heard.retry_s;
	}
	net.waiting[place] = net.waiting[--net.count];
	if (++net.answers == net.dies_before)
		raise(SIGKILL);
	done(owner, &answer);
	if (net.answers == net.dies_after)
		raise(SIGKILL);
	free(heard.body);
}

/* ---- the platforms: what their wire shape says of a sale, written from their documents */

struct told {
	enum order_state state;
	int64_t estimate, settled, fee, back; /* back ≥ 0: taken back after settlement */
};

static inline const char *taobao_number(struct arena *arena, const struct inside_sale *sale)
{
	return arena_print(arena, "%lld", (long long)(INT64_C(2941598874450000000) + sale->n));
}

static inline const char *jd_number(struct arena *arena, const struct inside_sale *sale)
{
	return arena_print(arena, "%lld", (long long)(INT64_C(2980000000000000000) + sale->n));
}

static inline const char *pdd_number(struct arena *arena, const struct inside_sale *sale)
{
	time_t at = (time_t)(sale->created_at + 8 * HOUR_S);
	struct tm day;
	char text[16];

	gmtime_r(&at, &day);
	strftime(text, sizeof text, "%Y%m%d", &day);
	return arena_print(arena, "%s-%lld", text + 2, (long long)(INT64_C(100000000000000) + sale->n));
}

static inline const char *vip_number(struct arena *arena, const struct inside_sale *sale)
{
	return arena_print(arena, "2611%010lld", (long long)sale->n);
}

static inline const char *woo_number(struct arena *arena, const struct inside_sale *sale)
{
	return arena_print(arena, "%lld", (long long)(1000 + sale->n));
}

/* What a platform's words cannot tell apart is one state here. */
struct platform {
	const char *name;
	const char *(*number)(struct arena *arena, const struct inside_sale *sale);
	bool tells_fee, tells_group, tells_approved, tells_penalty, tells_clawback;
	bool is_own_shop; /* completed is settled: her own rate of what was paid and kept */
	int64_t usual;    /* answers in a day's sync */
};
static const struct platform platforms[] = {
	{ "taobao", taobao_number, .tells_fee = true, .tells_penalty = true, .usual = 90 },
	{ "jd", jd_number, .tells_approved = true, .tells_penalty = true, .tells_clawback = true,
		.usual = 60 },
	{ "pdd", pdd_number, .tells_group = true, .tells_approved = true, .tells_penalty = true,
		.tells_clawback = true, .usual = 3 },
	{ "vip", vip_number, .tells_approved = true, .usual = 4 },
	{ "woocommerce", woo_number, .is_own_shop = true, .usual = 3 },
};
enum { PLATFORMS = sizeof platforms / sizeof *platforms, OWN_RATE_BP = 1250 };
static const struct platform *platform;

static inline bool is_settled(enum order_state state)
{
	return state == ORDER_SETTLED || state == ORDER_PAID_OUT || state == ORDER_CLAWBACK_DUE ||
	       state == ORDER_CLAWED_BACK;
}

static inline struct told told_in_own_shop(const struct inside_sale *sale)
{
	bool paid = sale->state != ORDER_CREATED && sale->paid > 0;
	bool is_lost = sale->state == ORDER_INVALID || sale->state == ORDER_PUNISHED ||
		       (paid && sale->returned >= sale->quantity);
	int64_t kept = is_lost ? 0 : (paid ? sale->base : sale->due) * OWN_RATE_BP / 10000;

	if (sale->by_link && sale->received_at > 0)
		return (struct told){ .state = ORDER_SETTLED, .estimate = kept, .settled = kept };
	if (is_lost || !sale->by_link)
		return (struct told){ .state = ORDER_INVALID };
	return (struct told){ .state = sale->state == ORDER_GROUPED ? ORDER_ESTIMATED : sale->state,
		.estimate = kept };
}

static inline struct told told_of(const struct inside_sale *sale)
{
	struct told told = { .state = sale->state, .estimate = sale->estimate };

	if (platform->is_own_shop)
		return told_in_own_shop(sale);
	if (is_settled(sale->state)) {
		told = (struct told){ ORDER_SETTLED, sale->settled, sale->settled,
			platform->tells_fee ? sale->fee : 0, sale->clawback };
		/* Whether it is still due is the calendar's business. */
		if (sale->clawback > 0 && platform->tells_clawback)
			told.state = ORDER_CLAWED_BACK;
	}
	if (sale->state == ORDER_GROUPED && !platform->tells_group)
		told.state = ORDER_ESTIMATED;
	if (sale->state == ORDER_APPROVED && !platform->tells_approved)
		told.state = ORDER_RECEIVED;
	if (sale->state == ORDER_PUNISHED && !platform->tells_penalty)
		told.state = ORDER_INVALID;
	return told;
}

/* ---- the stage */

static struct conf conf;
static struct desk desk;
static struct fault fault;
static struct arena arena;
static char folder[64];
static int64_t now_s;
static uint64_t year_seed;
/* Up to here all that changed was compared. */
static int64_t compared_at;
/* Each at a world of its own, in this order. */
static const char *const accounts_named[INSIDE_WORLDS] = { "mine", "second" };

enum { LAG_S = 180 }; /* the longest of the platforms: newer orders may come in late */

static inline const char *path_of(const char *name)
{
	return arena_print(&arena, "%s/%s", folder, name);
}

static inline void open_desk(void)
{
	memset(&fault, 0, sizeof fault);
	if (desk_open(&desk, &conf, path_of("shop.db"), &fault) != OK)
		fail_msg("%s, seed %llu: cannot open the desk: %s", platform->name,
			(unsigned long long)year_seed, fault.text);
	/* A second of waiting is none. */
	desk.jobs->second_ms = 0;
}

static inline void be_at(int64_t at)
{
	now_s = at;
	clock_set_s(at);
	if (!inside_live(at))
		fail_msg("%s: the practice supplier cannot live on", platform->name);
}

static inline void add_account(int world, const struct inside_account *keys)
{
	const struct account account = { .name = accounts_named[world],
		.kind = platform->name,
		.address = arena_print(&conf.arena, "http://127.0.0.1:%d%s", 8080 + world, keys->path),
		.token = keys->secret,
		.key = keys->key,
		.pid = keys->pid,
		.commission = "12.5%",
		.currency = "CNY" };

	conf_put_account(&conf, &account);
}

static inline void begin_year(const char *name, uint64_t seed, int visits_per_day, int accounts)
{
	struct inside_options world = {
		.platform = name, .seed = seed, .now_s = YEAR_NOW, .visits_per_day = visits_per_day
	};
	struct inside_account keys;
	size_t i;

	for (i = 0; strcmp(platforms[i].name, name) != 0; i++)
		;
	platform = &platforms[i];
	setenv("TZ", "Asia/Shanghai", 1);
	memset(&net, 0, sizeof net);
	net.dice = seed * 2 + 1;
	net.list_is_answer = platform->is_own_shop;
	year_seed = seed;
	snprintf(folder, sizeof folder, "/tmp/year_test.XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(conf_read(&conf, NULL, 0, NULL, NULL), OK);
	conf.data_folder = folder;
	for (; world.world < accounts; world.world++, world.seed++) {
		if (inside_open(&world, &keys, &fault) != OK)
			fail_msg("%s: no practice supplier: %s", name, fault.text);
		add_account(world.world, &keys);
	}
	be_at(YEAR_NOW);
	compared_at = 0;
	open_desk();
}

/* For cmocka: also after a failure. */
static inline int end_year(void **unused)
{
	(void)unused;
	desk_close(&desk);
	conf_clear(&conf);
	inside_close();
	clock_set_s(0);
	unlink(path_of("shop.db"));
	unlink(path_of("shop.db-wal"));
	unlink(path_of("shop.db-shm"));
	unlink(path_of("kept.db"));
	rmdir(folder);
	arena_clear(&arena);
	return 0;
}

/* All that sync asks; true if every job ended well, else `fault` is the newest that failed. */
static inline bool sync_all_orders(void)
{
	int before = desk.jobs->last_number;
	const struct work *work;
	bool good = true;

	if (sync_orders(&desk, &fault) == 0)
		return false;
	desk_settle(&desk, 600000);
	if (job_busy(&desk) > 0)
		fail_msg("%s, seed %llu: the sync of day %lld never ends", platform->name,
			(unsigned long long)year_seed, (long long)(now_s - YEAR_NOW) / DAY_S);
	for (work = desk.jobs->newest; work && work->job.number > before; work = work->older)
		if (work->job.state != JOB_DONE) {
			fault = work->job.fault;
			good = false;
		}
	return good;
}

/* ---- comparing */

struct comparison {
	const char *account;
	size_t looked;
	int64_t minor[BUCKET_COUNT];
};

static inline void compare_sale(const struct inside_sale *sale, void *owner)
{
	struct comparison *comparison = owner;
	struct told told = told_of(sale);
	const char *number = platform->number(&arena, sale);
	const struct order *order;

	if (sale->updated_at > now_s - LAG_S)
		return;
	order = order_get(&desk.store, &arena, comparison->account, number);
	if (!order)
		fail_msg("%s, seed %llu, day %lld: order %s (%s since %lld) was lost",
			platform->name, (unsigned long long)year_seed,
			(long long)(now_s - YEAR_NOW) / DAY_S, number, order_state_id(sale->state),
			(long long)sale->updated_at);
	if (order->state == ORDER_CLAWBACK_DUE && told.state == ORDER_CLAWED_BACK)
		told.state = ORDER_CLAWBACK_DUE;
	if (order->state != told.state || order->estimate.minor != told.estimate ||
		(told.state == ORDER_SETTLED && order->settled.minor != told.settled) ||
		order->fee.minor != told.fee)
		fail_msg("%s, seed %llu, day %lld: order %s (%s since %lld) is here %s with %lld"
			 " estimated, %lld settled, fee %lld; there %s with %lld, %lld, %lld",
			platform->name, (unsigned long long)year_seed,
			(long long)(now_s - YEAR_NOW) / DAY_S, number, order_state_id(sale->state),
			(long long)sale->updated_at, order_state_id(order->state), (long long)order->estimate.minor,
			(long long)order->settled.minor, (long long)order->fee.minor,
			order_state_id(told.state), (long long)told.estimate,
			(long long)told.settled, (long long)told.fee);
	comparison->looked++;
	if (is_settled(told.state)) {
		comparison->minor[BUCKET_AVAILABLE] += told.settled ? told.settled - told.fee
								    : told.estimate - told.fee;
		comparison->minor[BUCKET_CLAWBACK] -= told.back;
	} else if (told.state != ORDER_INVALID && told.state != ORDER_PUNISHED) {
		comparison->minor[order_bucket(told.state)] += told.estimate;
	}
}

static inline void be_where(const char *account)
{
	inside_be(strcmp(account, accounts_named[0]) != 0);
}

/* What changed at the platform since the last comparison stands here as it is there. */
static inline void compare_new(const char *account)
{
	struct comparison comparison = { .account = account };

	be_where(account);
	inside_sales(compared_at, compare_sale, &comparison);
	arena_clear(&arena);
}

static inline void compared(void)
{
	compared_at = now_s - LAG_S;
}

static inline void look_at_latest(const struct inside_sale *sale, void *owner)
{
	*(int64_t *)owner = sale->updated_at;
}

/* To a moment at which nothing happened for a while. */
static inline void come_to_rest(void)
{
	int64_t latest;
	size_t i;

	do {
		be_at(now_s + 600);
		latest = 0;
		for (i = 0; i < conf.account_count; i++) {
			inside_be((int)i);
			inside_sales(now_s - LAG_S, look_at_latest, &latest);
		}
	} while (latest > 0);
}

static inline int64_t bucket_sum(const char *account, enum bucket bucket)
{
	struct line *rows;
	size_t i, count = line_load(&desk.store, 0, 1000000, &arena, &rows);
	int64_t sum = 0;

	for (i = 0; i < count; i++)
		if (rows[i].bucket == bucket && strcmp(rows[i].supplier, account) == 0)
			sum += rows[i].amount.minor;
	return sum;
}

/* All orders there are, and no other; and the money of all of them. Returns how many. */
static inline size_t compare_all(const char *account)
{
	static const enum bucket buckets[] = { BUCKET_ESTIMATED, BUCKET_FROZEN, BUCKET_AVAILABLE,
		BUCKET_CLAWBACK };
	static const struct order_query every = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	struct comparison comparison = { .account = account };
	struct balance *rows, *slow;
	struct order *orders;
	size_t i, all, here = 0;

	be_where(account);
	inside_sales(0, compare_sale, &comparison);
	all = order_load(&desk.store, &every, 0, 1000000, &arena, &orders);
	for (i = 0; i < all; i++)
		here += strcmp(orders[i].supplier, account) == 0;
	if (here != comparison.looked)
		fail_msg("%s, seed %llu: %zu orders here, %zu there", platform->name,
			(unsigned long long)year_seed, here, comparison.looked);
	for (i = 0; i < sizeof buckets / sizeof *buckets; i++) {
		int64_t sum = bucket_sum(account, buckets[i]);

		if (sum != comparison.minor[buckets[i]])
			fail_msg("%s, seed %llu, %s: %s is %lld here, %lld there", platform->name,
				(unsigned long long)year_seed, account, bucket_id(buckets[i]),
				(long long)sum, (long long)comparison.minor[buckets[i]]);
	}
	assert_int_equal(balance_load(&desk.store, &arena, &rows), 1);
	assert_int_equal(balance_check(&desk.store, &arena, &slow), 1);
	assert_memory_equal(rows[0].minor, slow[0].minor, sizeof slow[0].minor);
	return comparison.looked;
}

static inline size_t line_count(void)
{
	struct line *rows;

	return line_load(&desk.store, 0, 1000000, &arena, &rows);
}

#endif
