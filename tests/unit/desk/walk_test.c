/*
 * Walks in spans of time, against a platform made up here: two feeds, spans of at most three days,
 * pages of seven, ninety days back, no ledger. Its orders are a pure function of time, so a year of
 * them can be asked for, with failures at every step, and compared with what is in the store.
 */
#include "stage.h"
#include "desk/span.h"
#include "supplier/ask.h"
#include "tool/server.h"

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S, FEEDS = 2, PAGE = 7, ORDERS = 1500, ESTIMATE = 100 };
#define FIRST INT64_C(1735689600) /* the first order; one every six hours from then on */
enum { EVERY_S = 6 * HOUR_S };

/* What goes wrong, by mode. */
enum { ALL_WELL, FAILS_OFTEN, LIMITED, BUSY_ONCE, FAILS_ALWAYS };
enum { MOST_SPAN_S = DAY_S }; /* while LIMITED */

/* ---- the platform */

struct sale {
	int64_t updated_at;
	enum order_state state;
};

/* Order number `i` as it is at `now`; false: not made yet. */
static bool sale_at(int i, int64_t now, struct sale *sale)
{
	int64_t made = FIRST + (int64_t)i * EVERY_S;
	static const struct {
		int64_t after_s;
		enum order_state state;
	} life[] = { { 0, ORDER_ESTIMATED }, { 3 * DAY_S, ORDER_RECEIVED },
		{ 12 * DAY_S, ORDER_SETTLED } };
	size_t step;

	*sale = (struct sale){ 0 };
	for (step = 0; step < 3 && made + life[step].after_s <= now; step++)
		*sale = (struct sale){ made + life[step].after_s,
			i % 9 == 0 && step > 0 ? ORDER_INVALID : life[step].state };
	if (i % 9 == 0 && sale->state == ORDER_INVALID)
		sale->updated_at = made + life[1].after_s;
	return sale->updated_at > 0;
}

static int64_t number_in(const char *question, const char *name)
{
	const char *at = strstr(question, name);

	return at ? strtoll(at + strlen(name), NULL, 10) : 0;
}

/* Head and body at once: two sends would wait for each other. */
static void reply(int fd, const char *status, const char *body)
{
	char text[9000];

	snprintf(text, sizeof text,
		"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
		status, strlen(body), body);
	server_text(fd, text);
}

static void answer_page(int fd, const char *question)
{
	int64_t from = number_in(question, "from="), until = number_in(question, "until=");
	int64_t now = number_in(question, "now="), page = number_in(question, "page=");
	int64_t feed = number_in(question, "feed="), skipped = 0, rows = 0;
	char body[8192];
	size_t length = (size_t)snprintf(body, sizeof body, "{\"rows\":[");
	bool more = false;
	struct sale sale;
	int i;

	for (i = 0; i < ORDERS && sale_at(i, now, &sale); i++) {
		if (i % FEEDS != (int)feed - 1 || sale.updated_at < from ||
			sale.updated_at >= until || skipped++ < page * PAGE)
			continue;
		more = rows == PAGE;
		if (more)
			break;
		length += (size_t)snprintf(body + length, sizeof body - length,
			"%s{\"id\":\"S%d\",\"state\":\"%s\",\"at\":%lld}", rows++ ? "," : "", i,
			order_state_id(sale.state), (long long)sale.updated_at);
	}
	snprintf(body + length, sizeof body - length, "],\"next\":%lld}",
		more ? (long long)page + 1 : 0LL);
	reply(fd, "200 OK", body);
}

static bool spoil(int fd, int which)
{
	switch (which % 5) {
	case 0:
		reply(fd, "500 Oops", "{}");
		return true;
	case 1:
		return false;
	case 2:
		reply(fd, "200 OK", "{\"rows\":[{\"id\":\"S1\"");
		return true;
	case 3:
		reply(fd, "200 OK",
			"{\"rows\":[{\"id\":\"S1\",\"state\":\"estimated\"}],\"next\":0}");
		return true;
	default:
		server_text(fd, "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 2\r\n"
				"Content-Type: application/json\r\n\r\n{}");
		return true;
	}
}

static bool answer(int fd, const char *question, struct server_shared *shared)
{
	int mode = atomic_load(&shared->mode), asked = atomic_load(&shared->asked);
	int64_t span = number_in(question, "until=") - number_in(question, "from=");

	if (mode == FAILS_ALWAYS || (mode == FAILS_OFTEN && asked * 7919 % 100 < 22))
		return spoil(fd, asked);
	if (mode == BUSY_ONCE) {
		atomic_store(&shared->mode, ALL_WELL);
		return spoil(fd, 4);
	}
	if (mode == LIMITED && span > MOST_SPAN_S)
		reply(fd, "200 OK", "{\"error\":1}");
	else
		answer_page(fd, question);
	return true;
}

/* ---- its adapter */

static enum err ask_orders(const struct access *access, const struct walk *walk, struct arena *on,
	struct http_question *question)
{
	enum err err = ask_begin(access, "GET", "/orders", on, question);

	ask_with_number(question, on, "from", walk->from);
	ask_with_number(question, on, "until", walk->until);
	ask_with_number(question, on, "feed", walk->feed);
	ask_with_number(question, on, "now", access->now_s);
	ask_with(question, on, "page", walk->cursor ? walk->cursor : "0");
	return err;
}

static enum err read_row(const struct reading *reading, const struct json *row, struct order *order,
	struct fault *why)
{
	const struct money none = { 0, CURRENCY_CNY }, full = { ESTIMATE, CURRENCY_CNY };

	*order = (struct order){ .supplier = reading->account->name,
		.goods = "",
		.title = "",
		.state_word = "",
		.paid = { 1000, CURRENCY_CNY },
		.base = { 1000, CURRENCY_CNY },
		.estimate = full,
		.settled = none,
		.fee = none,
		.rate_bp = 1000,
		.quantity = 1 };
	order->id = order->sub_id = json_text(json_at(row, "id"), reading->arena, 20);
	order->state = order_state_find(json_text(json_at(row, "state"), reading->arena, 20));
	if (order->state == ORDER_SETTLED)
		order->settled = full;
	if (!json_whole(json_at(row, "at"), &order->updated_at))
		return fault_set(why, ERR_DECODE, "no moment");
	order->created_at = order->updated_at;
	return OK;
}

static enum err read_orders(
	const struct reading *reading, struct order_page *page, struct fault *why)
{
	struct json *json;
	enum err err = json_parse(reading->bytes, reading->length, &json, why);
	const struct json *rows;
	int64_t next = 0;
	size_t i;

	*page = (struct order_page){ 0 };
	if (err != OK)
		return err;
	rows = json_at(json, "rows");
	page->rows = arena_take_array(reading->arena, json_count(rows) + 1, sizeof *page->rows);
	for (i = 0; i < json_count(rows) && err == OK; i++)
		err = read_row(reading, json_item(rows, i), &page->rows[page->count++], why);
	if (json_whole(json_at(json, "next"), &next) && next > 0)
		page->next = arena_print(reading->arena, "%lld", (long long)next);
	json_free(json);
	return err;
}

static enum err verdict(const struct http_answer *heard, struct fault *why)
{
	if (heard->err == OK && strstr(heard->body, "\"error\""))
		return fault_set(why, ERR_LIMIT, "shorter spans, please");
	return verdict_by_status(heard, NULL, why);
}

static enum err sign(const struct access *access, struct arena *on, struct http_question *question,
	struct fault *why)
{
	(void)access;
	(void)on;
	(void)question;
	(void)why;
	return OK;
}

static const struct supplier platform = {
	.id = "house",
	.name = "platform",
	.calls_per_minute = 6000,
	.sign = sign,
	.verdict = verdict,
	.orders =
		&(const struct order_calls){
			.feeds = FEEDS,
			.window_s = 3 * DAY_S,
			.days_back = 90,
			.lag_s = 180,
			.overlap_s = HOUR_S,
			.ask_orders = ask_orders,
			.read_orders = read_orders,
		},
};

/* The table of this test's world takes the place of suppliers.c. */
const struct supplier *const suppliers[] = { &platform, NULL };
const struct supplier *supplier_find(const char *id)
{
	return id ? &platform : NULL;
}

enum err supplier_check_link(const struct supplier *supplier, const struct account *account,
	const char *url, struct fault *why)
{
	(void)supplier;
	(void)account;
	(void)url;
	return fault_set(why, ERR_REFUSED, "no links here");
}

/* ---- the stage */

static struct server server;
static const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
/* No order changes in the hour before: what changes within the lag is told later. */
#define START (FIRST + INT64_C(200) * DAY_S + 13 * HOUR_S + HOUR_S / 2)

static void set_mode(int mode)
{
	atomic_store(&server.shared->mode, mode);
}

static int asked(void)
{
	return atomic_load(&server.shared->asked);
}

static int begin_with_platform(void **unused)
{
	(void)unused;
	if (!server_start(&server, answer))
		return -1;
	prepare(arena_print(&arena, "http://127.0.0.1:%d", server.port));
	clock_set_s(START);
	return secret_put(&conf, "mine", "a-token-for-tests", &fault) == OK ? 0 : -1;
}

static int end_with_platform(void **unused)
{
	server_stop(&server);
	clock_set_s(0);
	return end(unused);
}

/* The store has exactly the platform's orders that changed since `since`, each as it is at `now`,
 * and the money of all that it has. */
static void compare(int64_t since, int64_t now)
{
	int64_t minor[BUCKET_COUNT] = { 0 };
	struct balance *rows, *slow;
	struct sale sale;
	size_t expected = 0;
	int i;

	for (i = 0; i < ORDERS && sale_at(i, now, &sale); i++) {
		char id[20];
		struct order *order;

		snprintf(id, sizeof id, "S%d", i);
		order = order_get(&desk.store, &arena, "mine", id);
		if (sale.updated_at < since && !order)
			continue;
		if (!order)
			fail_msg("%s was lost", id);
		if (order->state != sale.state)
			fail_msg("%s is %s, not %s", id, order_state_id(order->state),
				order_state_id(sale.state));
		expected++;
		minor[order_bucket(sale.state)] += ESTIMATE;
	}
	assert_int_equal(order_count(&desk.store, &all), expected);
	assert_int_equal(balance_load(&desk.store, &arena, &rows), 1);
	assert_int_equal(balance_check(&desk.store, &arena, &slow), 1);
	assert_memory_equal(rows[0].minor, slow[0].minor, sizeof slow[0].minor);
	assert_int_equal(rows[0].minor[BUCKET_ESTIMATED], minor[BUCKET_ESTIMATED]);
	assert_int_equal(rows[0].minor[BUCKET_FROZEN], minor[BUCKET_FROZEN]);
	assert_int_equal(rows[0].minor[BUCKET_AVAILABLE], minor[BUCKET_AVAILABLE]);
}

static size_t line_count(void)
{
	struct line *rows;

	return line_load(&desk.store, 0, 100000, &arena, &rows);
}

static int64_t days_ago(int days)
{
	return clock_now_s() - (int64_t)days * DAY_S;
}

static void the_first_walk_brings_ninety_days_and_says_how_far_it_is(void **unused)
{
	const struct job *job;
	int number = sync_orders(&desk, &fault);

	(void)unused;
	job = job_get(&desk, number);
	assert_non_null(job);
	assert_int_equal(job->windows, 60);
	assert_int_equal(job->windows_done, 0);
	while (job->windows_done < 10)
		desk_wait(&desk, NULL, 0, NULL, 1000);
	assert_in_range(job->windows_done, 10, 59);
	must(number);
	job = job_get(&desk, number);
	assert_int_equal(job->windows_done, job->windows);
	compare(days_ago(89), clock_now_s() - HOUR_S);
	/* Two feeds of thirty spans, two or more pages for some; nothing twice. */
	assert_in_range(asked(), 60, 140);
}

/* Thirty spans of two feeds at so many questions a minute; what stands on this machine is not held back. */
static void it_says_beforehand_how_long_it_will_take(void **unused)
{
	static const struct supplier slow = { .calls_per_minute = 6 };
	struct account account = { .address = "https://supplier.example/" };
	struct step steps[2] = { { .from = 0 }, { .from = 0 } };
	struct work work = { .supplier = &slow,
		.account = &account,
		.steps = steps,
		.step_count = 2,
		.course = { .window_s = 3 * DAY_S },
		.started_at = 90 * DAY_S,
		.covered_s = -1 };

	(void)unused;
	span_tell(&work);
	assert_int_equal(work.job.windows, 60);
	assert_int_equal(work.job.left_s, 600);
	account.address = "http://127.0.0.1:1/";
	span_tell(&work);
	assert_int_equal(work.job.left_s, 0);
}

static void the_next_walk_asks_for_the_rest_only(void **unused)
{
	int before;

	(void)unused;
	must(sync_orders(&desk, &fault));
	before = asked();
	clock_set_s(START + 2 * HOUR_S);
	must(sync_orders(&desk, &fault));
	assert_int_equal(asked() - before, FEEDS);
	/* The next morning at three, the last 35 days once more; and only once. */
	clock_set_s(START + DAY_S);
	before = asked();
	must(sync_orders(&desk, &fault));
	assert_in_range(asked() - before, FEEDS * 12, FEEDS * 40);
	before = asked();
	clock_set_s(START + DAY_S + HOUR_S);
	must(sync_orders(&desk, &fault));
	assert_int_equal(asked() - before, FEEDS);
	compare(days_ago(89), clock_now_s() - HOUR_S);
}

static void a_span_that_is_too_large_is_halved(void **unused)
{
	(void)unused;
	set_mode(LIMITED);
	must(sync_orders(&desk, &fault));
	compare(days_ago(89), clock_now_s() - HOUR_S);
}

static void busy_holds_the_whole_account(void **unused)
{
	(void)unused;
	set_mode(BUSY_ONCE);
	sync_orders(&desk, &fault);
	while (atomic_load(&server.shared->mode) == BUSY_ONCE)
		desk_wait(&desk, NULL, 0, NULL, 1000);
	settle();
	compare(days_ago(89), clock_now_s() - HOUR_S);
}

static void a_failure_in_the_middle_goes_on_where_it_was(void **unused)
{
	const struct job *job;
	int number = sync_orders(&desk, &fault), before;

	(void)unused;
	job = job_get(&desk, number);
	while (job->windows_done < 20)
		desk_wait(&desk, NULL, 0, NULL, 1000);
	set_mode(FAILS_ALWAYS);
	assert_int_equal(finish(number)->state, JOB_FAILED);
	set_mode(ALL_WELL);
	before = asked();
	number = sync_orders(&desk, &fault);
	assert_in_range(job_get(&desk, number)->windows_done, 20, 59);
	must(number);
	assert_in_range(asked() - before, 20, 100);
	compare(days_ago(89), clock_now_s() - HOUR_S);
}

static void sync_until_done(void)
{
	int tries;

	for (tries = 0; tries < 60; tries++)
		if (finish(sync_orders(&desk, &fault))->state == JOB_DONE)
			return;
	fail_msg("no end of failures");
}

static void a_year_with_failures_ends_with_the_platforms_orders(void **unused)
{
	int64_t now;
	size_t lines;

	(void)unused;
	set_mode(FAILS_OFTEN);
	for (now = START; now < START + (int64_t)165 * DAY_S; now += 5 * DAY_S + 3 * HOUR_S) {
		clock_set_s(now);
		sync_until_done();
	}
	set_mode(ALL_WELL);
	must(sync_orders(&desk, &fault));
	compare(START - (int64_t)89 * DAY_S, clock_now_s() - HOUR_S);
	/* All of it once more changes nothing. */
	lines = line_count();
	assert_int_equal(store_put(&desk.store, "walk.mine.orders.since", "", &fault), OK);
	must(sync_orders(&desk, &fault));
	assert_int_equal(line_count(), lines);
	compare(START - (int64_t)89 * DAY_S, clock_now_s() - HOUR_S);
}

/* ---- killed */

static void walk_until_killed(int fd)
{
	int number;

	open_desk();
	number = sync_orders(&desk, &fault);
	while (job_get(&desk, number)->state == JOB_ASKING) {
		desk_wait(&desk, NULL, 0, NULL, 1000);
		if (write(fd, "+", 1) != 1)
			_exit(1);
	}
	if (write(fd, "=", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

/* Kills a walk after `count` handshakes; true if it had ended before. */
static bool killed_after(int count)
{
	char byte = '+';
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		walk_until_killed(ends[1]);
	close(ends[1]);
	while (count-- > 0 && byte == '+' && read(ends[0], &byte, 1) == 1)
		;
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(ends[0]);
	return byte == '=';
}

static void a_killed_walk_loses_nothing(void **unused)
{
	int rounds = 0;

	(void)unused;
	desk_close(&desk);
	while (!killed_after(8 + rounds % 5))
		if (++rounds > 200)
			fail_msg("it never gets on");
	assert_in_range(rounds, 3, 200);
	open_desk();
	must(sync_orders(&desk, &fault));
	compare(days_ago(89), clock_now_s() - HOUR_S);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_platform, end_with_platform)
	const struct CMUnitTest tests[] = {
		TEST(the_first_walk_brings_ninety_days_and_says_how_far_it_is),
		cmocka_unit_test(it_says_beforehand_how_long_it_will_take),
		TEST(the_next_walk_asks_for_the_rest_only),
		TEST(a_span_that_is_too_large_is_halved),
		TEST(busy_holds_the_whole_account),
		TEST(a_failure_in_the_middle_goes_on_where_it_was),
		TEST(a_year_with_failures_ends_with_the_platforms_orders),
		TEST(a_killed_walk_loses_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
