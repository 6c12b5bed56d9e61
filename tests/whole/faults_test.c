/*
 * Every fault of the practice supplier, met by commands and on the screen: a sentence that says what is wrong,
 * the exit code that scripts go by, nothing lost, nothing done twice, and keys that are answered meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "shop.h"

enum { GOODS = 300 };

/* A fault, where it strikes, the words that tell of it, the exit code of a command that meets it, and whether a
 * pick has gone well all the same: what its answer says beyond "yes" is not looked at. */
static const struct row {
	const char *fault, *prefix, *words;
	int exit_code;
	bool picks;
} rows[] = {
	{ "cut", "/v1/", "was cut", 5, false },
	{ "drip", "/v1/shelf", NULL, 0, false },
	{ "garbage", "/v1/", "not valid UTF-8", 1, true },
	{ "html", "/v1/", "There is no supplier API at", 5, false },
	{ "wrong_type", "/v1/", "A page came instead of an answer", 5, false },
	{ "bad_gzip", "/v1/", "arrived damaged", 5, false },
	{ "gzip_bomb", "/v1/", "larger than", 1, false },
	{ "401", "/v1/", "does not accept the token", 4, false },
	{ "409", "/v1/", "took an earlier request in place of this one", 1, false },
	{ "429", "/v1/", "is busy", 6, false },
	{ "500", "/v1/", "trouble of its own", 5, false },
	{ "503", "/v1/", "is busy", 6, false },
	{ "redirect", "/v1/", "sends us elsewhere", 5, false },
	{ "hostile", "/v1/", NULL, 0, false },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static struct shop *shop;

static int open_shop(void **state)
{
	(void)state;
	shop = shop_new(NULL);
	free(SHOP_MUST_RUN(shop, "sync"));
	return 0;
}

static int close_shop(void **state)
{
	(void)state;
	shop_free(shop);
	return 0;
}

static int lines_of(char *text)
{
	int lines = 0;
	for (const char *at = text; (at = strchr(at, '\n')); at++)
		lines++;
	free(text);
	return lines;
}

static int times_in(const char *text, const char *words)
{
	int times = 0;
	for (; (text = strstr(text, words)); text += strlen(words))
		times++;
	return times;
}

static void must_say(const struct row *row, const char *command, const struct ran *ran, int exit_code)
{
	if (ran->exit_code != exit_code || (row->words && !strstr(ran->err, row->words)))
		fail_msg("%s met by %s: exit code %d instead of %d, or without “%s”:\n%s%s", row->fault, command,
			ran->exit_code, exit_code, row->words ? row->words : "", ran->out, ran->err);
}

static void must_meet(const struct row *row, const char *command, const char *word, const char *option)
{
	struct ran ran = option ? SHOP_RUN(shop, command, word, option, "qq") : SHOP_RUN(shop, command, word);
	must_say(row, command, &ran, row->exit_code);
	ran_clear(&ran);
}

/* All goods are still there, and what was picked is on the shelf. */
static void nothing_is_lost(const struct row *row, const char *id)
{
	char *shelf = SHOP_MUST_RUN(shop, "--offline", "--json", "shelf"), wanted[100];
	snprintf(wanted, sizeof(wanted), "\"id\":\"%s\"", id);
	if (times_in(shelf, wanted) != 1)
		fail_msg("%s: %s is not on the shelf once: %s", row->fault, id, shelf);
	free(shelf);
	int goods = lines_of(SHOP_MUST_RUN(shop, "--offline", "find", "--limit", "0"));
	if (goods != GOODS)
		fail_msg("%s: %d goods are left of %d", row->fault, goods, GOODS);
}

/* The fault is over: what waited goes out by itself with the next sync, once. */
static void all_is_made_good(const struct row *row, const char *id)
{
	char wanted[100];
	shop_lift(shop);
	struct ran ran = SHOP_RUN(shop, "sync");
	if (ran.exit_code != 0)
		fail_msg("%s is over, but sync: %d\n%s%s", row->fault, ran.exit_code, ran.out, ran.err);
	ran_clear(&ran);
	char *outbox = SHOP_MUST_RUN(shop, "outbox");
	if (*outbox)
		fail_msg("%s is over, but this is left: %s", row->fault, outbox);
	free(outbox);
	snprintf(wanted, sizeof(wanted), "\"%s\"", id);
	char *shelf;
	assert_int_equal(shop_ask(shop, "GET", "/v1/shelf", NULL, NULL, &shelf), 200);
	if (!strstr(shelf, wanted))
		fail_msg("%s: the supplier's shelf lacks %s: %s", row->fault, id, shelf);
	free(shelf);
}

static void links_are_made_once(const struct row *row, const char *id)
{
	char *offline = SHOP_MUST_RUN(shop, "--offline", "--json", "share", id, "--channel", "qq");
	assert_non_null(strstr(offline, "/s/"));
	free(offline);
	char *books = shop_books(shop), *links = strstr(books, "\"links\":"), wanted[100];
	snprintf(wanted, sizeof(wanted), "\"goods_id\":\"%s\"", id);
	if (!links || times_in(links, wanted) != 1)
		fail_msg("%s: the supplier has not one link of %s: %s", row->fault, id, books);
	free(books);
}

static void a_command_meets(const struct row *row, int number)
{
	char id[20];
	snprintf(id, sizeof(id), "G%07d", number + 20);
	shop_arm(shop, row->fault, row->prefix, 0);
	if (!strcmp(row->prefix, "/v1/"))
		must_meet(row, "sync", NULL, NULL);
	if (row->picks)
		free(SHOP_MUST_RUN(shop, "pick", id));
	else
		must_meet(row, "pick", id, NULL);
	must_meet(row, "share", id, "--channel");
	nothing_is_lost(row, id);
	all_is_made_good(row, id);
	nothing_is_lost(row, id);
	links_are_made_once(row, id);
}

static void commands_say_it_and_lose_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < ROWS; i++)
		a_command_meets(&rows[i], i);
}

/* A conflict is a definite answer to the wish for a link: it stays, refused, until she asks for it again, and
 * then goes out with another key. */
static void a_link_in_conflict_stays_until_she_decides(void **state)
{
	static const struct row row = { "409", "/v1/links", "took an earlier request in place of this one", 1,
		true };
	const char *id = "G0000050";
	int number;
	(void)state;
	shop_arm(shop, row.fault, row.prefix, 0);
	free(SHOP_MUST_RUN(shop, "pick", id));
	must_meet(&row, "share", id, "--channel");
	shop_lift(shop);
	free(SHOP_MUST_RUN(shop, "sync"));
	char *outbox = SHOP_MUST_RUN(shop, "--json", "outbox"), word[20];
	assert_non_null(strstr(outbox, "\"refused\""));
	assert_int_equal(sscanf(outbox, "{\"number\":%d", &number), 1);
	free(outbox);
	snprintf(word, sizeof(word), "%d", number);
	free(SHOP_MUST_RUN(shop, "outbox", "retry", word));
	all_is_made_good(&row, id);
	links_are_made_once(&row, id);
}

/* She is told, and sees her goods all the same. Each in a shop of its own, so that the pauses before another
 * try pass side by side. */
struct meeting {
	const struct row *row;
	struct shop *shop;
	struct screen *screen;
};

static void meet(struct meeting *meeting)
{
	meeting->shop = shop_new(NULL);
	free(SHOP_MUST_RUN(meeting->shop, "sync"));
	shop_arm(meeting->shop, meeting->row->fault, meeting->row->prefix, 0);
	meeting->screen = SHOP_SCREEN(meeting->shop, .cols = 100);
}

static void must_be_told(struct meeting *meeting)
{
	struct screen *screen = meeting->screen;
	screen_type(screen, "2");
	screen_must_match(screen, 0, " 300 ");
	screen_type(screen, "/毛巾");
	screen_must_match(screen, 0, "3.*300");
	screen_type(screen, "<Esc>!");
	if (meeting->row->words)
		screen_must_show(screen, meeting->row->words);
}

static void must_go_on(struct meeting *meeting)
{
	struct screen *screen = meeting->screen;
	shop_lift(meeting->shop);
	screen_type(screen, "1r");
	if (meeting->row->words)
		screen_must_hide(screen, meeting->row->words);
	screen_type(screen, "q");
	screen_must_show(screen, "(y/N)");
	screen_type(screen, "y");
	screen_must_end(screen, 0);
	screen_free(screen);
	shop_free(meeting->shop);
}

static void the_screen_says_it_and_goes_on(void **state)
{
	struct meeting meetings[ROWS];
	(void)state;
	for (int i = 0; i < ROWS; i++) {
		meetings[i] = (struct meeting){ .row = &rows[i] };
		meet(&meetings[i]);
	}
	for (int i = 0; i < ROWS; i++)
		must_be_told(&meetings[i]);
	for (int i = 0; i < ROWS; i++)
		must_go_on(&meetings[i]);
}

/* The answers come only after the fault is lifted, which is after the keys have shown their effect. */
static void keys_are_answered_while_answers_are_late(void **state)
{
	(void)state;
	shop_arm(shop, "delay:600000", "/v1/", 0);
	struct screen *screen = SHOP_SCREEN(shop, .cols = 100);
	screen_type(screen, "J");
	screen_must_match(screen, -1, "catalogue.*asking|asking.*catalogue");
	screen_type(screen, "2/毛巾<Enter>");
	screen_must_match(screen, 0, "3.*300");
	screen_type(screen, "j");
	screen_must_match(screen, 4, "^>");
	screen_type(screen, "p");
	screen_must_show(screen, "On the shelf");
	screen_type(screen, "J");
	screen_must_match(screen, -1, "catalogue.*asking|asking.*catalogue");
	shop_lift(shop);
	screen_must_match(screen, -1, "catalogue.*done|done.*catalogue");
	screen_free(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commands_say_it_and_lose_nothing, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(
			a_link_in_conflict_stays_until_she_decides, open_shop, close_shop),
		cmocka_unit_test(the_screen_says_it_and_goes_on),
		cmocka_unit_test_setup_teardown(keys_are_answered_while_answers_are_late, open_shop, close_shop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
