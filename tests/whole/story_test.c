/*
 * The main job, as a person does it in a terminal: search, open, pick, share, a code that scans; a buyer orders
 * on the link's page; the order is seen, and some days later it is money. Once in Chinese on a small screen,
 * once in English on a large one.
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

/* Monday 2026-11-23: settled at the end of 12-03, paid out from Monday 12-07 on, which takes some days. */
enum { SETTLED_DAYS = 11, PAID_OUT_DAYS = 7, DAY_S = 86400, CODE_BYTES = 400 };

/* What is looked for; the rest is the same in all languages. */
struct story {
	const char *language;
	int rows, cols;
	const char *shelf, *none, *estimated, *settled, *paid_out, *paid_out_bucket;
};

static const struct story chinese = { "zh_CN", 24, 80, "货架", "还没有订单", "预估", "已结算", "已打款",
	"已打款 +¥4\\.39" };
static const struct story english = { "en", 40, 120, "On the shelf", "No orders yet", "estimated", "settled",
	"paid out", "paid out +¥4\\.39" };

static struct screen *start(const struct shop *shop, const struct story *story)
{
	const char *words[] = { "--lang", story->language, NULL };
	return SHOP_SCREEN(shop, .argv = words, .rows = story->rows, .cols = story->cols);
}

/* The row of the goods itself, marker and all: the preview of a wide screen has the title too. */
static void search_open_and_pick(struct screen *screen, const struct story *story)
{
	screen_type(screen, "2");
	screen_must_match(screen, -1, " 300");
	screen_type(screen, "/毛巾");
	screen_must_match(screen, 0, "3.*300");
	screen_type(screen, " 纯棉<Enter>");
	screen_must_match(screen, 0, "1.*300");
	screen_must_match(screen, -1, "^> 洁丽家 纯棉毛巾");
	screen_type(screen, "<Enter>");
	screen_must_match(screen, 1, "^洁丽家 纯棉毛巾 3条装");
	screen_type(screen, "p");
	screen_must_show(screen, story->shelf);
}

/* The link stands alone in a row below the code. */
static void read_link(const struct shop *shop, struct screen *screen, char link[CODE_BYTES])
{
	screen_must_match(screen, -1, "^http://127.0.0.1:[0-9]+/s/[A-Z0-9]+$");
	link[0] = '\0';
	for (int row = 0; row < screen_rows(screen); row++)
		if (!strncmp(screen_row(screen, row), shop->address, strlen(shop->address)))
			snprintf(link, CODE_BYTES, "%s", screen_row(screen, row));
}

static bool shows_a_code(struct screen *screen, const void *with)
{
	char bytes[CODE_BYTES];
	size_t length;
	(void)with;
	return screen_decode(screen, 0, bytes, sizeof(bytes), &length) == 1;
}

static void share(const struct shop *shop, struct screen *screen, char link[CODE_BYTES])
{
	char bytes[CODE_BYTES];
	size_t length;
	screen_type(screen, "x");
	screen_must_show(screen, "/s/");
	screen_type(screen, "Q");
	screen_must_hide(screen, "纯棉毛巾");
	read_link(shop, screen, link);
	assert_true(screen_wait(screen, shows_a_code, NULL, SCREEN_PATIENCE_MS));
	for (int leading_px = 0; leading_px <= 4; leading_px += 2) {
		assert_int_equal(screen_decode(screen, leading_px, bytes, sizeof(bytes), &length), 1);
		assert_int_equal(length, strlen(link));
		assert_memory_equal(bytes, link, length);
	}
}

/* What the screen shows, the store has, and the supplier gave. */
static void must_be_stored(const struct shop *shop, const char *link)
{
	char *stored = SHOP_MUST_RUN(shop, "--offline", "--json", "share", "G0000002", "--channel", "wechat");
	char *books = shop_books(shop);
	char quoted[CODE_BYTES + 2];
	snprintf(quoted, sizeof(quoted), "\"%s\"", link);
	if (!strstr(stored, quoted))
		fail_msg("%s is not stored: %s", link, stored);
	if (!strstr(books, quoted))
		fail_msg("%s is not in the supplier's books", link);
	free(stored);
	free(books);
}

static void must_become(struct screen *screen, const char *state, const char *earn)
{
	char pattern[200];
	snprintf(pattern, sizeof(pattern), "^> 洁丽家.* %s .*29\\.90 +%s", state, earn);
	screen_type(screen, "r");
	screen_must_match(screen, -1, pattern);
}

static void order_and_wait_for_money(
	const struct shop *shop, struct screen *screen, const struct story *story, const char *link)
{
	screen_type(screen, "<Esc><Esc>4");
	screen_must_show(screen, story->none);
	shop_order(shop, link);
	must_become(screen, story->estimated, "~¥5\\.98");
	shop_pass(shop, SETTLED_DAYS * DAY_S);
	must_become(screen, story->settled, "¥5\\.98");
	shop_pass(shop, PAID_OUT_DAYS * DAY_S);
	must_become(screen, story->paid_out, "¥5\\.98");
	/* Less the supplier's fees; nothing is left to wait for. */
	screen_type(screen, "5");
	screen_must_match(screen, -1, story->paid_out_bucket);
}

static void leave(struct screen *screen)
{
	screen_type(screen, "1q");
	screen_must_show(screen, "(y/N)");
	screen_type(screen, "y");
	screen_must_end(screen, 0);
}

static void tell(const struct story *story)
{
	static const char *const then[] = { "--now=1795392000", NULL };
	struct shop *shop = shop_new(then);
	char link[CODE_BYTES];
	shop_set(shop, "SHOPKEEPER_NOW=1795392000");
	struct screen *screen = start(shop, story);
	search_open_and_pick(screen, story);
	share(shop, screen, link);
	must_be_stored(shop, link);
	order_and_wait_for_money(shop, screen, story, link);
	leave(screen);
	screen_free(screen);
	shop_free(shop);
}

static void in_chinese_on_a_small_screen(void **state)
{
	(void)state;
	tell(&chinese);
}

static void in_english_on_a_large_screen(void **state)
{
	(void)state;
	tell(&english);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_chinese_on_a_small_screen),
		cmocka_unit_test(in_english_on_a_large_screen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
