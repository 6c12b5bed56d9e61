/* outbox, links and notes: nothing asked for is lost, sent twice under two keys, or overtaken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/link_store.h"
#include "store/outbox.h"
#include "fresh.h"

static int64_t put(enum outbox_kind kind, const char *goods, const char *channel)
{
	struct outbox_entry entry = {
		.kind = kind, .supplier = "demo", .goods = goods, .channel = channel
	};
	int64_t number = 0;

	assert_int_equal(outbox_put(&store, &entry, &number, &fault), OK);
	assert_true(number > 0);
	return number;
}

static int64_t next_at(int64_t now)
{
	struct outbox_entry *entry = outbox_next(&store, &arena, now);

	return entry ? entry->number : 0;
}

static void each_entry_has_a_key_of_its_own(void **unused)
{
	struct outbox_entry *rows;

	(void)unused;
	put(OUTBOX_SHELF_PUT, "g1", NULL);
	put(OUTBOX_SHELF_PUT, "g2", NULL);
	assert_int_equal(outbox_load(&store, &arena, &rows), 2);
	assert_int_equal(strlen(rows[0].key), 32);
	assert_int_equal(strspn(rows[0].key, "0123456789abcdef"), 32);
	assert_string_not_equal(rows[0].key, rows[1].key);
	assert_string_equal(rows[1].goods, "g2");
	assert_int_equal(rows[0].made_at, SAMPLE_NOW);
	assert_false(rows[0].sent);
}

static void a_newer_wish_takes_the_place_of_an_unsent_one(void **unused)
{
	int64_t drop, link;
	struct outbox_entry *rows;

	(void)unused;
	put(OUTBOX_SHELF_PUT, "g1", NULL);
	link = put(OUTBOX_LINK, "g1", "wechat");
	drop = put(OUTBOX_SHELF_DROP, "g1", NULL);
	assert_int_equal(outbox_load(&store, &arena, &rows), 2);
	assert_int_equal(rows[0].number, link);
	assert_int_equal(rows[1].number, drop);
	put(OUTBOX_LINK, "g1", "qq");
	assert_int_equal(outbox_waiting(&store), 3);
	put(OUTBOX_LINK, "g1", "wechat");
	assert_int_equal(outbox_waiting(&store), 3);
}

static void what_was_sent_keeps_its_key_and_is_not_overtaken(void **unused)
{
	int64_t first = put(OUTBOX_SHELF_PUT, "g1", NULL), second, other;
	char *key = arena_text(&arena, outbox_next(&store, &arena, SAMPLE_NOW)->key);

	(void)unused;
	assert_int_equal(outbox_sent(&store, first, &fault), OK);
	second = put(OUTBOX_SHELF_DROP, "g1", NULL);
	assert_int_equal(outbox_later(&store, first, SAMPLE_NOW + 30, "no connection", &fault), OK);
	assert_int_equal(next_at(SAMPLE_NOW), 0);
	assert_int_equal(outbox_next_at(&store), SAMPLE_NOW + 30);
	other = put(OUTBOX_SHELF_PUT, "g2", NULL);
	assert_int_equal(next_at(SAMPLE_NOW), other);
	assert_in_range(outbox_next_at(&store), 1, SAMPLE_NOW); /* at once, by any clock */
	assert_int_equal(next_at(SAMPLE_NOW + 30), first);
	assert_string_equal(outbox_next(&store, &arena, SAMPLE_NOW + 30)->key, key);
	assert_string_equal(outbox_next(&store, &arena, SAMPLE_NOW + 30)->trouble, "no connection");
	assert_int_equal(outbox_next(&store, &arena, SAMPLE_NOW + 30)->tries, 1);
	assert_int_equal(outbox_done(&store, first, &fault), OK);
	assert_int_equal(next_at(SAMPLE_NOW), second);
}

static void a_refusal_is_shown_until_dismissed(void **unused)
{
	int64_t number = put(OUTBOX_SHELF_PUT, "g1", NULL);
	struct outbox_entry *rows;
	char *key;

	(void)unused;
	assert_int_equal(outbox_sent(&store, number, &fault), OK);
	assert_int_equal(outbox_refused(&store, number, "not for your shop", &fault), OK);
	assert_int_equal(outbox_waiting(&store), 0);
	assert_int_equal(outbox_next_at(&store), 0);
	assert_int_equal(next_at(SAMPLE_NOW + 1000), 0);
	assert_int_equal(outbox_load(&store, &arena, &rows), 1);
	assert_true(rows[0].refused);
	assert_string_equal(rows[0].trouble, "not for your shop");
	key = arena_text(&arena, rows[0].key);
	assert_int_equal(outbox_retry(&store, number, &fault), OK);
	assert_int_equal(next_at(SAMPLE_NOW), number);
	assert_string_not_equal(outbox_next(&store, &arena, SAMPLE_NOW)->key, key);
	assert_int_equal(outbox_dismiss(&store, number, &fault), OK);
	assert_int_equal(outbox_load(&store, &arena, &rows), 0);
}

static void a_retry_on_its_way_keeps_its_key(void **unused)
{
	int64_t number = put(OUTBOX_LINK, "g1", "qq");
	char *key = arena_text(&arena, outbox_next(&store, &arena, SAMPLE_NOW)->key);

	(void)unused;
	assert_int_equal(outbox_sent(&store, number, &fault), OK);
	assert_int_equal(outbox_later(&store, number, SAMPLE_NOW + 300, "busy", &fault), OK);
	assert_int_equal(outbox_retry(&store, number, &fault), OK);
	assert_string_equal(outbox_next(&store, &arena, SAMPLE_NOW)->key, key);
	assert_true(outbox_next(&store, &arena, SAMPLE_NOW)->sent);
}

/* ---- links */

static struct link sample_link(const char *id, int64_t created_at, int64_t expires_at)
{
	return (struct link){ .supplier = "demo",
		.goods = "g1",
		.id = id,
		.channel = CHANNEL_QQ,
		.url = "https://example.com/s/%2Bx&_",
		.position = "p1",
		.created_at = created_at,
		.expires_at = expires_at };
}

static void the_newest_link_that_still_works(void **unused)
{
	struct link wanted = sample_link("", 0, 0), *rows;
	struct link links[] = { sample_link("a", 10, 0), sample_link("b", 20, 50),
		sample_link("c", 5, 0) };
	size_t i;

	(void)unused;
	for (i = 0; i < 3; i++)
		assert_int_equal(link_put(&store, &links[i], &fault), OK);
	assert_string_equal(link_get(&store, &arena, &wanted, 49)->id, "b");
	assert_string_equal(link_get(&store, &arena, &wanted, 50)->id, "a");
	assert_string_equal(link_get(&store, &arena, &wanted, 50)->url, "https://example.com/s/%2Bx&_");
	assert_null(link_get(&store, &arena, &wanted, 50)->short_url);
	assert_int_equal(link_load(&store, &arena, &rows), 3);
	assert_string_equal(rows[2].id, "c");
	wanted.channel = CHANNEL_WECHAT;
	assert_null(link_get(&store, &arena, &wanted, 1));
	links[0].short_url = "https://e.cn/1";
	assert_int_equal(link_put(&store, &links[0], &fault), OK);
	assert_int_equal(link_load(&store, &arena, &rows), 3);
	assert_string_equal(rows[1].short_url, "https://e.cn/1");
}

/* ---- notes and facts */

static void the_last_500_notes_are_kept(void **unused)
{
	struct note *rows;
	int i;

	(void)unused;
	for (i = 0; i < 510; i++)
		note_put(&store, LOG_INFO, arena_print(&arena, "note %d", i));
	assert_int_equal(note_load(&store, &arena, &rows), 500);
	assert_string_equal(rows[0].text, "note 509");
	assert_string_equal(rows[499].text, "note 10");
	assert_int_equal(rows[0].at, SAMPLE_NOW);
}

static void facts_are_kept_by_name(void **unused)
{
	(void)unused;
	assert_null(store_get(&store, &arena, "cursor"));
	assert_int_equal(store_put(&store, "cursor", "abc", &fault), OK);
	assert_int_equal(store_put(&store, "cursor", "def", &fault), OK);
	assert_string_equal(store_get(&store, &arena, "cursor"), "def");
	assert_int_equal(store_put(&store, "cursor", NULL, &fault), OK);
	assert_null(store_get(&store, &arena, "cursor"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(each_entry_has_a_key_of_its_own),
		TEST(a_newer_wish_takes_the_place_of_an_unsent_one),
		TEST(what_was_sent_keeps_its_key_and_is_not_overtaken),
		TEST(a_refusal_is_shown_until_dismissed),
		TEST(a_retry_on_its_way_keeps_its_key),
		TEST(the_newest_link_that_still_works),
		TEST(the_last_500_notes_are_kept),
		TEST(facts_are_kept_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
