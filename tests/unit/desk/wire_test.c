/*
 * wire: each platform's adapter against the practice supplier that plays the platform, through real
 * HTTP: search, detail, link, the buyer's order on the link's page, settlement, refund; and what is
 * said when something is wrong. The two sides share no code that signs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "supplier/supplier.h"
#include "tool/practice.h"

enum { NOW = PRACTICE_NOW, HOUR_S = 3600 };

static struct practice practice;
static struct http *http;
static struct arena arena;
static struct fault fault;
static struct http_answer told;

/* ---- one platform at a time */

static struct account account;
static struct secret secret;
static const struct supplier *supplier;
static const struct goods *about; /* what a link is for */

/* The accounts as the practice supplier's --help shows them. */
static const struct {
	const char *name, *path, *key, *secret, *pid;
} accounts[] = {
	{ "taobao", "/taobao/router/rest", "20260001", "7a0ba07a0ba07a0ba07a0ba07a0ba0ff",
		"mm_1000001_2000002_3000003" },
	{ "jd", "/jd/routerjson", "0123456789abcdef0123456789abcdef",
		"fedcba9876543210fedcba9876543210", "3000000001" },
	{ "pdd", "/pdd/api/router", "c0ffee00c0ffee00c0ffee00c0ffee00",
		"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", "1000001_200000001" },
	{ "vip", "/vip", "a876c4cc", "76697076697076697076697076697070", "practice_0001" },
	{ "woocommerce", "/woo", "ck_00000000000000000000000000000000077773d1",
		"cs_00000000000000000000000000000000077773d2", "practice" },
};
enum { ACCOUNTS = sizeof accounts / sizeof *accounts };

static void be(const char *name)
{
	size_t i = 0;

	while (i < ACCOUNTS && strcmp(accounts[i].name, name) != 0)
		i++;
	assert_in_range(i, 0, ACCOUNTS - 1);
	account = (struct account){ .name = name,
		.kind = name,
		.address = arena_print(&arena, "%s%s", practice.address, accounts[i].path),
		.key = accounts[i].key,
		.pid = accounts[i].pid,
		.currency = "CNY",
		.commission = "12%" };
	snprintf(secret.value, sizeof secret.value, "%s", accounts[i].secret);
	supplier = supplier_find(name);
	assert_non_null(supplier);
	clock_set_s(NOW);
	about = NULL;
}

static int begin(void **unused)
{
	(void)unused;
	http = http_new();
	return practice_start(&practice, NULL) ? 0 : -1;
}

static int end(void **unused)
{
	(void)unused;
	practice_stop(&practice);
	http_free(http);
	clock_set_s(0);
	arena_clear(&arena);
	return 0;
}

/* ---- asking */

static void hear(void *owner, const struct http_answer *answer)
{
	told = *answer;
	told.body = arena_bytes(&arena, answer->body, answer->length);
	*(bool *)owner = true;
}

static void send_question(const struct http_question *question)
{
	bool done = false;

	http_ask(http, question, hear, &done);
	while (!done)
		http_wait(http, NULL, 0, NULL, 1000);
}

static struct access access_now(void)
{
	return (struct access){
		.account = &account, .secret = &secret, .now_s = clock_now_s(), .goods = about
	};
}

/* Signs and sends what `asked` filled; the verdict is the answer. */
static enum err talk(enum err asked, struct http_question *question)
{
	const struct access access = access_now();

	fault = (struct fault){ 0 };
	assert_int_equal(asked, OK);
	if (supplier->sign(&access, &arena, question, &fault) != OK)
		return fault.code;
	send_question(question);
	return supplier_verdict(supplier, &account, &told, &fault);
}

static struct reading reading(const char *goods)
{
	return (struct reading){ .account = &account,
		.bytes = told.body,
		.length = told.length,
		.now_s = clock_now_s(),
		.arena = &arena,
		.goods = goods,
		.channel = CHANNEL_WECHAT };
}

#define MUST(call)                                                                                 \
	do {                                                                                       \
		if ((call) != OK)                                                                  \
			fail_msg("%s: %s: %s", account.name, #call, fault.text);                   \
	} while (0)

static enum err search(const char *words)
{
	const struct access access = access_now();
	const struct goods_query query = { .words = words, .without = "" };
	struct http_question question;
	enum err asked = supplier->goods->ask_search(&access, &query, NULL, &arena, &question);

	return talk(asked, &question);
}

static struct goods *found(const char *words, size_t *count)
{
	struct goods_page page;
	struct reading answer;

	MUST(search(words));
	answer = reading(NULL);
	MUST(supplier->goods->read_page(&answer, &page, &fault));
	*count = page.count;
	return page.rows;
}

static struct goods detail(const char *id)
{
	const struct access access = access_now();
	struct http_question question;
	struct reading answer;
	struct goods goods = { 0 };

	MUST(talk(supplier->goods->ask_detail(&access, id, &arena, &question), &question));
	answer = reading(id);
	MUST(supplier->goods->read_detail(&answer, &goods, &fault));
	return goods;
}

static enum err ask_link(const char *id)
{
	const struct access access = access_now();
	struct http_question question;

	return talk(supplier->links->ask_link(&access, id, CHANNEL_WECHAT, &arena, &question),
		&question);
}

static struct link link_of(const char *id)
{
	struct reading answer;
	struct link link = { 0 };

	MUST(ask_link(id));
	answer = reading(id);
	MUST(supplier->links->read_link(&answer, &link, &fault));
	return link;
}

/* Orders or lines that changed within the last hour. */
static struct http_question *recent(bool lines)
{
	static struct http_question question;
	const struct access access = access_now();
	const struct walk walk = { .part = 1,
		.parts = 1,
		.since = NOW - HOUR_S,
		.feed = 1,
		.from = NOW - HOUR_S + 1,
		.until = NOW + 1 };

	MUST(talk(lines ? supplier->orders->ask_lines(&access, &walk, &arena, &question)
			: supplier->orders->ask_orders(&access, &walk, &arena, &question),
		&question));
	return &question;
}

static struct order_page orders(void)
{
	struct reading answer;
	struct order_page page;

	(void)recent(false);
	answer = reading(NULL);
	MUST(supplier->orders->read_orders(&answer, &page, &fault));
	return page;
}

static struct line_page lines(void)
{
	struct reading answer;
	struct line_page page;

	(void)recent(supplier->orders->ask_lines);
	answer = reading(NULL);
	MUST(supplier->orders->read_lines(&answer, &page, &fault));
	return page;
}

static struct penalty_page penalties(void)
{
	const struct access access = access_now();
	const struct walk walk = { .part = 1,
		.parts = 1,
		.from = NOW - 24 * HOUR_S,
		.until = NOW + 24 * HOUR_S };
	struct http_question question;
	struct reading answer;
	struct penalty_page page;

	MUST(talk(supplier->orders->ask_penalties(&access, &walk, &arena, &question), &question));
	answer = reading(NULL);
	MUST(supplier->orders->read_penalties(&answer, &page, &fault));
	return page;
}

/* ---- what happens at the practice supplier */

static void post(const char *url, const char *type, const char *body)
{
	struct http_question question = { .method = "POST",
		.url = url,
		.body = body,
		.body_length = strlen(body),
		.headers = { arena_print(&arena, "Content-Type: %s", type) } };

	send_question(&question);
	if (told.err != OK || told.status > 299)
		fail_msg("%s answers %d: %s", url, told.status, told.body);
}

/* A buyer opens the page and orders two; returns the order's number there. */
static const char *buy(const struct link *link)
{
	struct http_question page = { .method = "GET", .url = link->url };
	size_t before = strcspn(link->url, "?");
	const char *at;

	send_question(&page);
	assert_int_equal(told.status, 200);
	before -= link->url[before - 1] == '/';
	at = strchr(link->url, '?');
	post(arena_print(&arena, "%.*s/order%s", (int)before, link->url, at ? at : ""),
		"application/x-www-form-urlencoded", "quantity=2&pay=now");
	at = strstr(told.body, "<code>O");
	assert_non_null(at);
	return arena_bytes(&arena, at + 6, strcspn(at + 6, "<"));
}

static void happen(const char *order, const char *event)
{
	post(arena_print(&arena, "%s/practice/orders/%s-1", practice.address, order),
		"application/json",
		arena_print(
			&arena, "{\"event\":\"%s\",\"refund_id\":\"R1\",\"quantity\":1}", event));
}

static void arm(const char *kind)
{
	post(arena_print(&arena, "%s/practice/fault", practice.address), "application/json",
		arena_print(&arena, "{\"kind\":\"%s\",\"path_prefix\":\"%s\",\"times\":1}", kind,
			account.address + strlen(practice.address)));
}

/* ---- the way from the search to the money */

static struct order only_order(void)
{
	struct order_page page = orders();

	assert_int_equal(page.count, 1);
	assert_null(page.next);
	return page.rows[0];
}

/* Gives a goods amounts that can be foretold. */
static void price(const struct goods *goods)
{
	post(arena_print(&arena, "%s/practice/goods/%s", practice.address, goods->id),
		"application/json",
		"{\"price_minor\":5000,\"rate_bp\":1200,\"stock\":1000,\"coupon\":null}");
}

/* A shop of one's own settles with completion, and a refund takes from that. */
static void complete_and_refund(const char *number)
{
	happen(number, "receive");
	assert_int_equal(only_order().state, ORDER_SETTLED);
	assert_int_equal(only_order().settled.minor, 1200);
	assert_int_equal(only_order().settled_at, NOW);
	happen(number, "approve");
	happen(number, "settle");
	assert_int_equal(only_order().settled.minor, 1200);
	happen(number, "refund");
	assert_int_equal(only_order().base.minor, 5000);
	assert_int_equal(only_order().state, ORDER_SETTLED);
	assert_int_equal(only_order().settled.minor, 600);
}

static void settle_and_refund(const char *number)
{
	struct order order;

	happen(number, "receive");
	assert_int_equal(only_order().state, ORDER_RECEIVED);
	happen(number, "approve");
	happen(number, "settle");
	order = only_order();
	assert_int_equal(order.state, ORDER_SETTLED);
	assert_int_equal(order.settled.minor, 1200);
	happen(number, "refund");
	if (!supplier->orders->read_lines)
		return;
	assert_int_equal(lines().count, 1);
	assert_int_equal(lines().rows[0].kind, LINE_CLAWBACK);
	assert_int_equal(lines().rows[0].amount.minor, -600);
	assert_string_equal(lines().rows[0].order, order.sub_id);
}

static void walk_through(const char *name)
{
	size_t count;
	struct goods *goods, now;
	struct link link;
	struct order order;
	const char *number;

	be(name);
	goods = found("毛巾", &count);
	assert_true(count > 1);
	price(goods);
	assert_non_null(strstr(goods->title, "毛巾"));
	now = detail(goods->id);
	assert_string_equal(now.id, goods->id);
	assert_string_equal(now.title, goods->title);
	assert_int_equal(now.price.minor, 5000);
	assert_int_equal(now.rate_bp, 1200);
	assert_int_equal(now.commission.minor, 600);
	link = link_of(goods->id);
	number = buy(&link);
	order = only_order();
	assert_int_equal(order.state, ORDER_ESTIMATED);
	assert_string_equal(order.goods, goods->id);
	assert_string_equal(order.title, goods->title);
	assert_int_equal(order.quantity, 2);
	assert_int_equal(order.paid.minor, 10000);
	assert_int_equal(order.estimate.minor, 1200);
	assert_int_equal(order.created_at, NOW);
	if (supplier == supplier_find("woocommerce"))
		complete_and_refund(number);
	else
		settle_and_refund(number);
}

/* What happened to an order, and its state then, in every platform's words. */
static const struct {
	const char *event;
	enum order_state state;
} fates[] = {
	{ "touch", ORDER_ESTIMATED },
	{ "compare_price", ORDER_ESTIMATED },
	{ "violate", ORDER_PUNISHED },
	{ "pardon", ORDER_ESTIMATED },
	{ "receive", ORDER_RECEIVED },
	{ "audit_fails", ORDER_INVALID },
};

enum { FATE_RECEIVED = 4 };

static void what_happens_later_is_told(void **unused)
{
	size_t i, j, count;

	(void)unused;
	for (i = 0; i < ACCOUNTS; i++) {
		struct goods *goods;
		struct link link;
		const char *number;

		be(accounts[i].name);
		/* Taobao and VIPshop say no more than that it earns nothing. */
		bool says_penalty = !strcmp(account.name, "jd") || !strcmp(account.name, "pdd");
		goods = found("毛巾", &count);
		price(goods);
		link = link_of(goods->id);
		number = buy(&link);
		for (j = 0; j < sizeof fates / sizeof *fates; j++) {
			enum order_state state = fates[j].state;

			if (state == ORDER_PUNISHED && !says_penalty)
				state = ORDER_INVALID;
			/* What her own shop completed stays settled, for less or for nothing. */
			if (supplier->orders->is_own_shop && j >= FATE_RECEIVED)
				state = ORDER_SETTLED;
			happen(number, fates[j].event);
			if (only_order().state != state)
				fail_msg("%s, %s: %d", account.name, fates[j].event,
					(int)only_order().state);
		}
		if (supplier->orders->is_own_shop)
			assert_int_equal(only_order().settled.minor, 0);
	}
}

/* Where penalties are a list of their own. */
static void a_penalty_is_told_and_lifted(void **unused)
{
	size_t count;
	struct goods *goods;
	struct link link;
	const char *number;

	(void)unused;
	be("taobao");
	goods = found("毛巾", &count);
	link = link_of(goods->id);
	number = buy(&link);
	assert_int_equal(penalties().count, 0);
	happen(number, "violate");
	assert_int_equal(penalties().count, 1);
	assert_false(penalties().rows[0].lifted);
	assert_string_equal(penalties().rows[0].order, only_order().sub_id);
	happen(number, "pardon");
	assert_true(penalties().rows[0].lifted);
}

static void taobao_from_search_to_refund(void **unused)
{
	(void)unused;
	walk_through("taobao");
}

static void jd_from_search_to_refund(void **unused)
{
	(void)unused;
	walk_through("jd");
	assert_string_equal(only_order().channel, "wechat");
}

static void pdd_from_search_to_refund(void **unused)
{
	(void)unused;
	walk_through("pdd");
	assert_string_equal(only_order().channel, "wechat");
}

static void vip_from_search_to_refund(void **unused)
{
	(void)unused;
	walk_through("vip");
	assert_string_equal(only_order().channel, "wechat");
}

static void woocommerce_from_search_to_refund(void **unused)
{
	(void)unused;
	walk_through("woocommerce");
	assert_string_equal(only_order().channel, "wechat");
}

/* Pinduoduo's search_id and VIPshop's adCode come back with the link; what was never given is refused. */
static void links_take_back_how_a_goods_was_found(void **unused)
{
	static const char *const names[] = { "pdd", "vip" };
	struct goods goods;
	size_t count, i;

	(void)unused;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		be(names[i]);
		goods = found("毛巾", &count)[0];
		assert_non_null(goods.origin);
		about = &goods;
		(void)detail(goods.id);
		(void)link_of(goods.id);
		goods.origin = "nobody-gave-this";
		assert_int_not_equal(ask_link(goods.id), OK);
	}
}

static void categories_are_told(void **unused)
{
	size_t i;

	(void)unused;
	for (i = 0; i < ACCOUNTS; i++) {
		struct http_question question;
		struct category_page page;
		struct reading answer;
		struct access access;

		be(accounts[i].name);
		access = access_now();
		MUST(talk(supplier->goods->ask_categories(&access, &arena, &question), &question));
		answer = reading(NULL);
		MUST(supplier->goods->read_categories(&answer, &page, &fault));
		assert_int_equal(page.count, 12);
		assert_string_equal(page.rows[0].name, "食品");
	}
}

static void nothing_found_is_no_fault(void **unused)
{
	size_t i, count;

	(void)unused;
	for (i = 0; i < ACCOUNTS; i++) {
		be(accounts[i].name);
		(void)found("没有这样的东西", &count);
		assert_int_equal(count, 0);
	}
}

/* ---- what is said when something is wrong */

static void wrong_secret(void)
{
	secret.value[0] = '9';
}

static void wrong_clock(void)
{
	clock_set_s(NOW + 1000);
}

static void quota(void)
{
	arm("429");
}

static void busy(void)
{
	arm("503");
}

static void expired(void)
{
	arm("401");
}

static void failing(void)
{
	arm("500");
}

static void page(void)
{
	arm("html");
}

static void elsewhere(void)
{
	arm("redirect");
}

static void wrong_key(void)
{
	account.key = strncmp(account.key, "ck_", 3) ? "99999999" : "ck_99999999";
}

static void wrong_position(void)
{
	account.pid = !strcmp(account.name, "taobao") ? "mm_1_2_3"
		      : !strcmp(account.name, "jd")   ? "3000000009"
						      : "1000001_200000002";
}

static const struct {
	const char *name;
	void (*spoil)(void);
	enum err err;
	const char *words;
} troubles[] = {
	{ "taobao", wrong_secret, ERR_LOGIN, "The app secret is wrong" },
	{ "taobao", wrong_clock, ERR_CLOCK, "The clock of this machine is" },
	{ "taobao", quota, ERR_BUSY, "asked too often" },
	{ "taobao", busy, ERR_BUSY, "trouble of its own" },
	{ "taobao", expired, ERR_LOGIN, "The authorisation has expired" },
	{ "taobao", wrong_key, ERR_LOGIN, "does not know this key" },
	{ "taobao", wrong_position, ERR_CONF, "does not know this position" },
	{ "taobao", page, ERR_NET, "answers with a web page (200)" },
	{ "taobao", elsewhere, ERR_NET, "sends us elsewhere (302)" },
	{ "jd", wrong_secret, ERR_LOGIN, "the secret does not belong to the key" },
	{ "jd", wrong_clock, ERR_CLOCK, "the time is wrong" },
	{ "jd", quota, ERR_BUSY, "JD is busy" },
	{ "jd", busy, ERR_BUSY, "JD is busy" },
	{ "jd", expired, ERR_LOGIN, "has expired" },
	{ "jd", wrong_key, ERR_LOGIN, "does not know this key" },
	{ "jd", wrong_position, ERR_CONF, "does not accept the pid" },
	{ "jd", page, ERR_NET, "answers with a web page (200)" },
	{ "jd", elsewhere, ERR_NET, "sends us elsewhere (302)" },
	{ "pdd", wrong_secret, ERR_LOGIN, "the secret does not belong to the key" },
	{ "pdd", wrong_clock, ERR_CLOCK, "the time is wrong" },
	{ "pdd", quota, ERR_BUSY, "asked too often" },
	{ "pdd", busy, ERR_BUSY, "Pinduoduo is busy" },
	{ "pdd", expired, ERR_LOGIN, "has expired" },
	{ "pdd", wrong_key, ERR_LOGIN, "does not know this key" },
	{ "pdd", wrong_position, ERR_CONF, "to be registered once" },
	{ "pdd", page, ERR_NET, "answers with a web page (200)" },
	{ "pdd", elsewhere, ERR_NET, "sends us elsewhere (302)" },
	{ "vip", wrong_secret, ERR_LOGIN, "the secret does not belong to the key" },
	{ "vip", wrong_clock, ERR_CLOCK, "Is the clock of this machine right?" },
	{ "vip", quota, ERR_REFUSED, "are used up" },
	{ "vip", busy, ERR_BUSY, "VIPshop is busy" },
	{ "vip", expired, ERR_LOGIN, "has expired" },
	{ "vip", wrong_key, ERR_LOGIN, "does not know this key" },
	{ "vip", wrong_position, ERR_REFUSED, "Is the pid right?" },
	{ "vip", page, ERR_NET, "answers with a web page (200)" },
	{ "vip", elsewhere, ERR_NET, "sends us elsewhere (302)" },
	{ "woocommerce", wrong_secret, ERR_LOGIN, "does not accept the key" },
	{ "woocommerce", quota, ERR_BUSY, "Try again in 20 s" },
	{ "woocommerce", busy, ERR_BUSY, "Try again in 5 s" },
	{ "woocommerce", failing, ERR_NET, "trouble of its own" },
	{ "woocommerce", expired, ERR_LOGIN, "does not accept the key" },
	{ "woocommerce", wrong_key, ERR_LOGIN, "does not accept the key" },
	{ "woocommerce", page, ERR_NET, "There is no WooCommerce API at http://127.0.0.1" },
	{ "woocommerce", elsewhere, ERR_NET, "sends us elsewhere (302)" },
};

static void each_trouble_has_its_own_sentence(void **unused)
{
	size_t i, count;

	(void)unused;
	for (i = 0; i < sizeof troubles / sizeof *troubles; i++) {
		const char *id;
		enum err err;

		be(troubles[i].name);
		id = found("毛巾", &count)->id;
		troubles[i].spoil();
		err = ask_link(id);
		if (err != troubles[i].err || !strstr(fault.text, troubles[i].words))
			fail_msg("%s, trouble %zu is %d: %s", troubles[i].name, i, (int)err,
				fault.text);
		/* And it goes as soon as its cause is gone. */
		be(troubles[i].name);
		MUST(ask_link(id));
	}
}

/* Pinduoduo's 备案: the link is opened, and the position earns. */
static void a_position_is_registered(void **unused)
{
	struct http_question question;
	struct reading answer;
	struct access access;
	const char *url;
	bool is_registered;

	(void)unused;
	be("pdd");
	account.pid = "1000001_200000002";
	access = access_now();
	MUST(talk(supplier->shop->ask_registered(&access, &arena, &question), &question));
	answer = reading(NULL);
	MUST(supplier->shop->read_registered(&answer, &is_registered, &fault));
	assert_false(is_registered);
	MUST(talk(supplier->shop->ask_register(&access, &arena, &question), &question));
	answer = reading(NULL);
	MUST(supplier->shop->read_register(&answer, &url, &fault));
	question = (struct http_question){ .method = "GET", .url = url };
	send_question(&question);
	assert_int_equal(told.status, 200);
	MUST(talk(supplier->shop->ask_registered(&access, &arena, &question), &question));
	answer = reading(NULL);
	MUST(supplier->shop->read_registered(&answer, &is_registered, &fault));
	assert_true(is_registered);
	MUST(search("毛巾"));
}

/* Where permalinks are plain the path stands in the query. */
static void a_woocommerce_shop_with_plain_permalinks_answers(void **unused)
{
	size_t count;

	(void)unused;
	be("woocommerce");
	account.address = arena_print(&arena, "%s/woo/?rest_route=", practice.address);
	(void)found("毛巾", &count);
	assert_true(count > 1);
}

/* The same thing is sold nearly everywhere, at a price and commission that differ. */
static void platforms_differ_in_price_and_commission(void **unused)
{
	struct goods seen[ACCOUNTS];
	size_t i, j, count, prices = 0, rates = 0;

	(void)unused;
	for (i = 0; i < ACCOUNTS; i++) {
		struct goods *rows;

		be(accounts[i].name);
		rows = found("洁丽家 纯棉毛巾 3条装", &count);
		assert_true(count >= 1);
		seen[i] = rows[0];
		for (j = 0; j < i; j++) {
			prices += seen[j].price.minor != seen[i].price.minor;
			rates += seen[j].rate_bp != seen[i].rate_bp;
			assert_string_not_equal(seen[j].id, seen[i].id);
		}
	}
	assert_true(prices > ACCOUNTS);
	assert_true(rates > ACCOUNTS);
}

/* A book's number is the same wherever it is told, and its maker's name is. */
static void one_number_and_one_maker_everywhere(void **unused)
{
	static const char *const words[] = { "笔记本", "钢笔", "书包", "文件夹", "字帖" };
	struct goods *here, *there;
	size_t i, j, k, counts[2], same = 0;

	(void)unused;
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		be("jd");
		here = found(words[i], &counts[0]);
		be("woocommerce");
		there = found(words[i], &counts[1]);
		for (j = 0; j < counts[0]; j++)
			for (k = 0; k < counts[1]; k++) {
				if (!here[j].gtin || !there[k].gtin ||
					strcmp(here[j].gtin, there[k].gtin) != 0)
					continue;
				assert_string_equal(here[j].brand, there[k].brand);
				same++;
			}
	}
	assert_true(same >= 3);
}

/* Longer windows than the platform's are refused in its words. */
static void a_window_that_is_too_long_is_refused(void **unused)
{
	static const int windows_s[] = { 3 * HOUR_S, HOUR_S, 24 * HOUR_S, 10 * 24 * HOUR_S };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof windows_s / sizeof *windows_s; i++) {
		struct http_question question;
		struct walk walk = { .part = 1, .parts = 1, .since = 1, .feed = 1, .until = NOW };
		struct access access;

		be(accounts[i].name);
		access = access_now();
		walk.from = NOW - windows_s[i];
		MUST(talk(supplier->orders->ask_orders(&access, &walk, &arena, &question),
			&question));
		walk.from -= 1;
		assert_int_not_equal(
			talk(supplier->orders->ask_orders(&access, &walk, &arena, &question),
				&question),
			OK);
	}
}

/* A link to a platform's own host is for the platform's own address; here only this machine's
 * counts. */
static void links_lead_to_the_account_s_own_host(void **unused)
{
	(void)unused;
	be("pdd");
	assert_int_equal(supplier_check_link(supplier, &account, practice.address, NULL), OK);
	assert_int_not_equal(
		supplier_check_link(supplier, &account, "https://p.pinduoduo.com/x", NULL), OK);
	account.address = NULL;
	assert_int_equal(
		supplier_check_link(supplier, &account, "https://p.pinduoduo.com/x", NULL), OK);
	assert_int_not_equal(supplier_check_link(supplier, &account, practice.address, NULL), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(taobao_from_search_to_refund, begin, end),
		cmocka_unit_test_setup_teardown(jd_from_search_to_refund, begin, end),
		cmocka_unit_test_setup_teardown(pdd_from_search_to_refund, begin, end),
		cmocka_unit_test_setup_teardown(vip_from_search_to_refund, begin, end),
		cmocka_unit_test_setup_teardown(woocommerce_from_search_to_refund, begin, end),
		cmocka_unit_test_setup_teardown(what_happens_later_is_told, begin, end),
		cmocka_unit_test_setup_teardown(a_penalty_is_told_and_lifted, begin, end),
		cmocka_unit_test_setup_teardown(links_take_back_how_a_goods_was_found, begin, end),
		cmocka_unit_test_setup_teardown(categories_are_told, begin, end),
		cmocka_unit_test_setup_teardown(nothing_found_is_no_fault, begin, end),
		cmocka_unit_test_setup_teardown(each_trouble_has_its_own_sentence, begin, end),
		cmocka_unit_test_setup_teardown(a_position_is_registered, begin, end),
		cmocka_unit_test_setup_teardown(
			a_woocommerce_shop_with_plain_permalinks_answers, begin, end),
		cmocka_unit_test_setup_teardown(
			platforms_differ_in_price_and_commission, begin, end),
		cmocka_unit_test_setup_teardown(one_number_and_one_maker_everywhere, begin, end),
		cmocka_unit_test_setup_teardown(a_window_that_is_too_long_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(links_lead_to_the_account_s_own_host, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
