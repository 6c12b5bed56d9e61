/*
 * She picks and shares, and the program is killed (SIGKILL) at 200 moments: commands before or after any system
 * call of theirs, screens between the key and the sentence. What was acknowledged is there once, here and at the
 * supplier; the store is whole; what waited goes out. The moments come from a seed: the same in every run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "shop.h"

enum { COMMAND_KILLS = 176, SCREEN_KILLS = 24, GOODS_FIRST = 10, LIST_ROW = 3 };

static uint64_t seed;

static long chance(long below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (long)((seed >> 33) % (uint64_t)below);
}

static int open_shop(void **state)
{
	struct shop *shop = shop_new(NULL);
	free(SHOP_MUST_RUN(shop, "sync"));
	seed = 2026;
	*state = shop;
	return 0;
}

static int close_shop(void **state)
{
	shop_free(*state);
	return 0;
}

static int times_in(const char *text, const char *words)
{
	int times = 0;
	for (; (text = strstr(text, words)); text += strlen(words))
		times++;
	return times;
}

static int times_of(const char *text, const char *name, int goods)
{
	char words[60];
	snprintf(words, sizeof(words), "\"%s\":\"G%07d\"", name, goods);
	return times_in(text, words);
}

/* ---- commands */

struct deed {
	bool shares;
	int goods;
	char id[12];
	long stops; /* of one that is not killed */
};

static struct deed deed_of(int number, const long stops[2])
{
	struct deed deed = { .shares = number % 2, .goods = GOODS_FIRST + number };
	deed.stops = stops[deed.shares];
	snprintf(deed.id, sizeof(deed.id), "G%07d", deed.goods);
	return deed;
}

static bool run(const struct shop *shop, const struct deed *deed, long most, struct shop_killed *killed)
{
	const char *const pick[] = { "--json", "pick", deed->id, NULL };
	const char *const share[] = { "--json", "share", deed->id, "--channel", "qq", NULL };
	return shop_run_killed(shop, deed->shares ? share : pick, most, killed);
}

/* How many stops a pick and a share make; the first of all begins to load the program. */
static void measure(const struct shop *shop, long stops[2])
{
	for (int i = 0; i < 2; i++) {
		struct deed deed = { .shares = i, .goods = i + 1 };
		struct shop_killed killed;
		snprintf(deed.id, sizeof(deed.id), "G%07d", deed.goods);
		assert_false(run(shop, &deed, LONG_MAX, &killed));
		if (killed.exit_code != 0)
			fail_msg("%s: %d: %s", deed.id, killed.exit_code, killed.said);
		stops[i] = killed.stops;
	}
}

/* The answer is given within the last fifteen stops of some 2,500. */
enum { ABOUT_ANSWER = 40 };

/* One of four is killed near the end, about its answer; else the later of two throws, because the first part of a
 * run only loads the program. */
static long moment(long stops)
{
	if (chance(4) == 0)
		return stops - 2 - chance(ABOUT_ANSWER);
	long one = chance(stops), other = chance(stops);
	return one > other ? one : other;
}

static void store_is_whole(const struct shop *shop, const char *id)
{
	struct ran ran = SHOP_RUN(shop, "--offline", "doctor");
	if (ran.exit_code != 0 || !strstr(ran.out, "ok"))
		fail_msg("after %s doctor ends with %d:\n%s%s", id, ran.exit_code, ran.out, ran.err);
	ran_clear(&ran);
}

/* A word of the whole answer: half of it would be no acknowledgement. */
static bool was_acknowledged(const struct deed *deed, const struct shop_killed *killed)
{
	return strstr(killed->said, deed->shares ? "/s/" : "\"done\"") && strchr(killed->said, '\n');
}

static void acknowledged_is_kept(const struct shop *shop, const struct deed *deed, bool acknowledged)
{
	char *shelf = SHOP_MUST_RUN(shop, "--offline", "--json", "shelf");
	int times = times_of(shelf, "id", deed->goods);
	if (!deed->shares && (times > 1 || (acknowledged && times != 1)))
		fail_msg("%s is on the shelf %d times: %s", deed->id, times, shelf);
	free(shelf);
	if (deed->shares && acknowledged)
		free(SHOP_MUST_RUN(shop, "--offline", "share", deed->id, "--channel", "qq"));
}

/* She does again what she saw no answer to. */
static void do_again(const struct shop *shop, const struct deed *deed)
{
	if (deed->shares)
		free(SHOP_MUST_RUN(shop, "share", deed->id, "--channel", "qq"));
	else
		free(SHOP_MUST_RUN(shop, "pick", deed->id));
}

static void each_is_there_once(const struct shop *shop, const long stops[2])
{
	char *books = shop_books(shop), *links = strstr(books, "\"links\":"), *there;
	char *here = SHOP_MUST_RUN(shop, "--offline", "--json", "shelf");
	assert_int_equal(shop_ask(shop, "GET", "/v1/shelf?limit=100", NULL, NULL, &there), 200);
	assert_non_null(links);
	for (int i = 0; i < COMMAND_KILLS; i++) {
		struct deed deed = deed_of(i, stops);
		if (deed.shares && times_of(links, "goods_id", deed.goods) != 1)
			fail_msg("%s: %d links", deed.id, times_of(links, "goods_id", deed.goods));
		if (!deed.shares && (times_of(here, "id", deed.goods) != 1 ||
			times_of(there, "goods_id", deed.goods) != 1))
			fail_msg("%s is not once on both shelves: %s\n%s", deed.id, here, there);
	}
	free(books);
	free(here);
	free(there);
}

static void nothing_waits(const struct shop *shop)
{
	free(SHOP_MUST_RUN(shop, "sync"));
	char *outbox = SHOP_MUST_RUN(shop, "outbox");
	assert_string_equal(outbox, "");
	free(outbox);
	free(SHOP_MUST_RUN(shop, "doctor"));
}

static void commands_are_killed_anywhere(void **state)
{
	struct shop *shop = *state;
	int kills = 0, acknowledged = 0;
	long stops[2];
	measure(shop, stops);
	for (int i = 0; i < COMMAND_KILLS; i++) {
		struct deed deed = deed_of(i, stops);
		struct shop_killed killed;
		kills += run(shop, &deed, moment(deed.stops), &killed);
		bool told = was_acknowledged(&deed, &killed);
		acknowledged += told;
		store_is_whole(shop, deed.id);
		acknowledged_is_kept(shop, &deed, told);
		if (!told && chance(2))
			do_again(shop, &deed);
	}
	for (int i = 0; i < COMMAND_KILLS; i++) {
		struct deed deed = deed_of(i, stops);
		do_again(shop, &deed);
	}
	nothing_waits(shop);
	each_is_there_once(shop, stops);
	/* Hardly one has ended before its moment, and some had given their answer. */
	assert_in_range(kills, COMMAND_KILLS * 9 / 10, COMMAND_KILLS);
	assert_in_range(acknowledged, 3, COMMAND_KILLS / 2);
}

/* ---- screens */

static bool has_sent_more(struct screen *screen, const void *bytes)
{
	return screen_bytes(screen) > *(const size_t *)bytes;
}

/* An empty shelf is said with an exit code of its own. */
static int on_the_shelf(const struct shop *shop)
{
	struct ran ran = SHOP_RUN(shop, "--offline", "--json", "shelf");
	int lines = times_in(ran.out, "\n");
	ran_clear(&ran);
	return lines;
}

/* The next goods of the list is picked; whether "On the shelf" was seen before the end. */
static bool pick_and_die(const struct shop *shop, int number)
{
	struct screen *screen = SHOP_SCREEN(shop, .rows = LIST_ROW + SCREEN_KILLS + 5, .cols = 100);
	long step = chance(3);
	screen_type(screen, "2");
	screen_must_match(screen, LIST_ROW, "^>");
	for (int i = 0; i < number; i++)
		screen_type(screen, "j");
	screen_must_match(screen, LIST_ROW + number, "^>");
	size_t bytes = screen_bytes(screen);
	screen_type(screen, "p");
	if (step == 1)
		(void)screen_wait(screen, has_sent_more, &bytes, SCREEN_PATIENCE_MS);
	else if (step == 2)
		screen_must_show(screen, "On the shelf");
	screen_signal(screen, SIGKILL);
	(void)screen_wait_end(screen, NULL, SCREEN_PATIENCE_MS);
	bool told = screen_shows(screen, "On the shelf");
	screen_free(screen);
	return told;
}

static void screens_are_killed_at_the_key(void **state)
{
	struct shop *shop = *state;
	int before = 0, after, acknowledged = 0;
	for (int i = 0; i < SCREEN_KILLS; i++) {
		bool told = pick_and_die(shop, before);
		acknowledged += told;
		store_is_whole(shop, "a pick");
		after = on_the_shelf(shop);
		if (after < before + told || after > before + 1)
			fail_msg("%d on the shelf after %d and a pick %s", after, before,
				told ? "that was acknowledged" : "without an answer");
		before = after;
	}
	nothing_waits(shop);
	char *there;
	assert_int_equal(shop_ask(shop, "GET", "/v1/shelf?limit=100", NULL, NULL, &there), 200);
	assert_int_equal(times_in(there, "\"goods_id\""), before);
	free(there);
	assert_in_range(acknowledged, 1, SCREEN_KILLS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commands_are_killed_anywhere, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(screens_are_killed_at_the_key, open_shop, close_shop),
	};
	/* It cannot look for leaks in what is traced. */
	setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
