/*
 * The same questions to a real shop, if WOO_URL, WOO_KEY and WOO_SECRET name one: goods, one link, orders.
 * Nothing is written there. Without them it says that it was skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "supplier/woocommerce.h"

static struct arena arena;
static struct account account = { .name = "live", .currency = "USD", .commission = "12%" };
static struct secret secret;
static struct access access_now;
static struct fault fault;

/* The bytes of the answer, kept, or the fault. */
struct kept {
	bool done;
	enum err err;
	char *bytes;
	size_t length;
};

static void keep(void *owner, const struct http_answer *answer)
{
	struct kept *kept = owner;

	kept->done = true;
	kept->err = woocommerce.verdict(answer, &fault);
	kept->bytes = arena_bytes(&arena, answer->body ? answer->body : "", answer->length);
	kept->length = answer->length;
}

static struct reading ask(struct http_question *question)
{
	struct http *http = http_new();
	struct kept kept = { 0 };

	if (woocommerce.sign(&access_now, &arena, question, &fault) != OK)
		fail_msg("%s", fault.text);
	http_ask(http, question, keep, &kept);
	while (!kept.done)
		http_wait(http, NULL, 0, NULL, 1000);
	http_free(http);
	if (kept.err != OK)
		fail_msg("%s", fault.text);
	return (struct reading){ .account = &account, .bytes = kept.bytes, .length = kept.length,
		.now_s = access_now.now_s, .arena = &arena };
}

static void goods_link_and_orders_come(void **unused)
{
	const struct goods_query query = { .words = "" };
	const struct walk walk = { .part = 1, .parts = 1 };
	struct http_question question = { 0 };
	struct goods_page goods;
	struct order_page orders;
	struct reading reading;
	struct link link;

	(void)unused;
	access_now = (struct access){ .account = &account, .secret = &secret, .now_s = clock_now_s() };
	assert_int_equal(
		woocommerce.goods->ask_search(&access_now, &query, NULL, &arena, &question), OK);
	reading = ask(&question);
	if (woocommerce.goods->read_page(&reading, &goods, &fault) != OK)
		fail_msg("%s", fault.text);
	assert_true(goods.count > 0);
	assert_int_equal(woocommerce.links->ask_link(
				 &access_now, goods.rows[0].id, CHANNEL_WECHAT, &arena, &question),
		OK);
	reading = ask(&question);
	if (woocommerce.links->read_link(&reading, &link, &fault) != OK)
		fail_msg("%s", fault.text);
	assert_non_null(strstr(link.url, "utm_source=shopkeeper"));
	assert_int_equal(woocommerce.orders->ask_orders(&access_now, &walk, &arena, &question), OK);
	reading = ask(&question);
	if (woocommerce.orders->read_orders(&reading, &orders, &fault) != OK)
		fail_msg("%s", fault.text);
	printf("%zu goods, %zu orders, %s\n", goods.count, orders.count, link.url);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(goods_link_and_orders_come) };
	const char *value = getenv("WOO_SECRET");
	int failed;

	account.address = getenv("WOO_URL");
	account.key = getenv("WOO_KEY");
	if (!account.address || !account.key || !value || strlen(value) >= sizeof secret.value) {
		printf("SKIPPED: WOO_URL, WOO_KEY and WOO_SECRET do not name a live shop\n");
		return 0;
	}
	stpcpy(secret.value, value);
	failed = cmocka_run_group_tests_name("woocommerce_live", tests, NULL, NULL);
	arena_clear(&arena);
	return failed;
}
