/* app: who gets a key, what stands on the stack, what the bars say; with a screen made for the test. The
 * screens' table and app/work.h are played here, so that no shop is needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "app/app.h"
#include "app/work.h"
#include "paint/prompt.h"

/* ---- what is played */

static struct {
	int loads, acts, closes, opens, yes, ticks;
	enum action last;
	bool typing, whole, unavailable;
	int64_t tick_at;
	char typed[100], subject[100];
	struct reaction next;
	const char *copied, *browser, *browsed, *bare;
	size_t busy;
	char banner[100], failure[100];
} played;

struct fake {
	int number;
};

static void fake_open(void *state, const struct face *face, const char *subject)
{
	(void)face;
	((struct fake *)state)->number = ++played.opens;
	snprintf(played.subject, sizeof played.subject, "%s", subject);
}

static void fake_load(void *state, const struct face *face, struct arena *arena)
{
	(void)state, (void)face;
	arena_take(arena, 10);
	played.loads++;
}

static void fake_draw(void *state, const struct face *face, struct area area)
{
	(void)face;
	area_print(area, 0, 0, STYLE_TEXT, "screen %d", ((struct fake *)state)->number);
	area_put(area, area.rows - 1, area.cols - 1, STYLE_TEXT, "#");
}

static struct reaction fake_act(void *state, const struct face *face, enum action action)
{
	struct reaction reaction = played.next;

	(void)state, (void)face;
	played.acts++;
	played.last = action;
	if (action_where(action) & IN_ALL)
		reaction.kind = REACT_NOT_MINE;
	return reaction;
}

static struct reaction fake_yes(void *state, const struct face *face)
{
	(void)state, (void)face;
	played.yes++;
	return (struct reaction){ .kind = REACT_REDRAW };
}

static bool fake_typing(const void *state)
{
	(void)state;
	return played.typing;
}

static struct reaction fake_key(void *state, const struct face *face, const struct key *key)
{
	(void)state, (void)face;
	if (!key_is_text(key) && !key->paste)
		return (struct reaction){ .kind = REACT_NOT_MINE };
	strncat(played.typed, key->paste ? key->paste : key->typed, 20);
	return (struct reaction){ .kind = REACT_RELOAD };
}

static const char *fake_unavailable(const void *state, const struct face *face, enum action action)
{
	(void)state, (void)face;
	return played.unavailable && action == ACTION_SHARE ? "not for this one" : NULL;
}

static const char *fake_status(const void *state, const struct face *face, struct arena *arena)
{
	(void)state, (void)face;
	return arena_print(arena, "%d rows", 12);
}

static int64_t fake_tick_at(const void *state)
{
	(void)state;
	return played.tick_at;
}

static struct reaction fake_tick(void *state, const struct face *face)
{
	(void)state, (void)face;
	played.tick_at = 0;
	played.ticks++;
	return (struct reaction){ .kind = REACT_RELOAD };
}

static bool fake_whole(const void *state)
{
	(void)state;
	return played.whole;
}

static void fake_close(void *state)
{
	(void)state;
	played.closes++;
}

static const struct screen_ops fake = {
	.where = IN_LIST | IN_GOODS,
	.topics = TOPIC_GOODS,
	.state_bytes = sizeof(struct fake),
	.hints = { ACTION_OPEN, ACTION_SHARE, ACTION_PICK, ACTION_SETUP },
	.open = fake_open,
	.load = fake_load,
	.draw = fake_draw,
	.act = fake_act,
	.yes = fake_yes,
	.typing = fake_typing,
	.key = fake_key,
	.unavailable = fake_unavailable,
	.status = fake_status,
	.tick_at = fake_tick_at,
	.tick = fake_tick,
	.whole = fake_whole,
	.close = fake_close,
};

const struct screen_ops *const screens[SCREEN_COUNT] = {
	[SCREEN_TODAY] = &fake,
	[SCREEN_GOODS] = &fake,
	[SCREEN_DETAIL] = &fake,
	[SCREEN_HELP] = &fake,
	[SCREEN_PALETTE] = &fake,
};

const char *screen_name(enum screen_id id)
{
	return id == SCREEN_TODAY ? "today" : "other";
}

const char *screen_title(enum screen_id id)
{
	static const char *const titles[] = { "Today", "Goods", "Detail" };

	return id <= SCREEN_DETAIL ? titles[id] : "Another";
}

enum screen_id screen_find(const char *name)
{
	(void)name;
	return SCREEN_COUNT;
}

size_t work_busy(const struct face *face)
{
	(void)face;
	return played.busy;
}

const char *work_stop(struct face *face)
{
	(void)face;
	if (played.busy == 0)
		return NULL;
	played.busy = 0;
	return "search";
}

bool work_banner(const struct face *face, char *text, size_t bytes, bool *bad)
{
	(void)face;
	*bad = true;
	snprintf(text, bytes, "%s", played.banner);
	return played.banner[0] != '\0';
}

bool work_failure(const struct face *face, int *last, char *text, size_t bytes)
{
	(void)face, (void)last;
	snprintf(text, bytes, "%s", played.failure);
	return played.failure[0] != '\0';
}

int64_t work_complete_at(const struct face *face, uint32_t topics)
{
	(void)face, (void)topics;
	return 0;
}

void work_refresh(struct face *face, char *text, size_t bytes)
{
	(void)face;
	snprintf(text, bytes, "asking");
}

void work_undo(struct face *face, char *text, size_t bytes)
{
	(void)face;
	snprintf(text, bytes, "undone");
}

static const char *play_copy(const char *text)
{
	played.copied = text;
	return "OSC 52";
}

static void ignore_bool(bool on)
{
	(void)on;
}

static void play_bare(const char *text)
{
	played.bare = text;
}

static void ignore(void)
{
}

static bool play_browse(const char *command, const char *address)
{
	played.browser = command;
	played.browsed = address;
	return *command != '\0';
}

static const struct app_terminal terminal = { play_copy, play_browse, play_bare, ignore_bool, ignore, ignore, ignore };

/* ---- */

static struct conf conf;
static struct face face;
static struct app *app;
static struct canvas canvas;
static struct arena arena;

static int fresh(void **unused)
{
	(void)unused;
	memset(&played, 0, sizeof played);
	played.next.kind = REACT_REDRAW;
	face = (struct face){ .conf = &conf, .keymap = keymap_new(NULL, NULL, NULL, NULL) };
	app = app_new(&face, SCREEN_TODAY);
	app_set_terminal(app, &terminal);
	canvas_init(&canvas, 10, 60);
	return 0;
}

static int clear(void **unused)
{
	(void)unused;
	app_free(app);
	keymap_free((struct keymap *)face.keymap);
	canvas_free(&canvas);
	arena_clear(&arena);
	assert_int_equal(played.opens, played.closes);
	return 0;
}

/* Keys between spaces; false when the app wants to end. */
static bool press(const char *keys)
{
	struct key key;
	bool goes_on = true;

	while (*keys) {
		if (*keys == ' ') {
			keys++;
			continue;
		}
		keys += key_read(keys, &key);
		goes_on = app_key(app, &key);
	}
	return goes_on;
}

static const char *line(int row)
{
	char *text, *end;

	app_draw(app, &canvas);
	text = canvas_text(&canvas, &arena);
	while (row-- > 0)
		text = strchr(text, '\n') + 1;
	end = strchr(text, '\n');
	*end = '\0';
	return text;
}

static const char *last_line(void)
{
	return line(canvas.rows - 1);
}

static void bars_stand_around(void **unused)
{
	(void)unused;
	assert_string_equal(line(0), "Today                                              12 rows");
	assert_string_equal(line(1), "screen 1");
	assert_int_equal(line(8)[59], '#');
	/* set-up has no key, so no hint; help is always there. */
	assert_string_equal(last_line(), "l open  x share  p pick  ? help");
	canvas_free(&canvas);
	canvas_init(&canvas, 10, 40);
	assert_string_equal(last_line(), "l open  x share  p pick  ? help");
	snprintf(played.banner, sizeof played.banner, "key expired");
	app_news(app, TOPIC_JOBS);
	assert_string_equal(line(1), "key expired");
	assert_string_equal(line(2), "screen 1");
}

static void small_windows_say_what_they_need(void **unused)
{
	(void)unused;
	for (int rows = 1; rows <= 60; rows++)
		for (int cols = 1; cols <= 130; cols += cols < 45 ? 1 : 20) {
			canvas_free(&canvas);
			canvas_init(&canvas, rows, cols);
			app_draw(app, &canvas);
		}
	canvas_free(&canvas);
	canvas_init(&canvas, 9, 50);
	assert_string_equal(line(0), "needs 40x10, have 50x9");
	canvas_free(&canvas);
	canvas_init(&canvas, 1, 1);
	assert_string_equal(line(0), "…");
}

static void screens_load_when_needed_only(void **unused)
{
	(void)unused;
	line(0);
	assert_int_equal(played.loads, 1);
	assert_false(app_is_dirty(app));
	press("j j j");
	line(0);
	assert_int_equal(played.loads, 1);
	app_news(app, TOPIC_ORDERS);
	assert_false(app_is_dirty(app));
	app_news(app, TOPIC_GOODS);
	assert_true(app_is_dirty(app));
	line(0);
	assert_int_equal(played.loads, 2);
	/* A reload is done before the next action sees the rows, and once for many. */
	played.next.kind = REACT_RELOAD;
	press("j");
	played.next.kind = REACT_REDRAW;
	press("j j");
	line(0);
	assert_int_equal(played.loads, 3);
}

static void main_screens_are_kept(void **unused)
{
	(void)unused;
	press("2");
	assert_string_equal(line(1), "screen 2");
	press("1 2");
	assert_string_equal(line(1), "screen 2");
	played.next = (struct reaction){ .kind = REACT_GO, .screen = SCREEN_DETAIL, .subject = "s\tid" };
	press("<Enter>");
	assert_string_equal(line(1), "screen 3");
	assert_string_equal(played.subject, "s\tid");
	press("<Esc>");
	assert_string_equal(line(1), "screen 2");
	press("`");
	assert_string_equal(line(1), "screen 4");
	assert_string_equal(played.subject, "s\tid");
	press("q q");
	assert_string_equal(line(1), "screen 1");
	press("3");
	assert_string_equal(last_line(), "This screen is not available in this version.");
}

static void a_deep_stack_forgets_the_oldest(void **unused)
{
	(void)unused;
	played.next = (struct reaction){ .kind = REACT_GO, .screen = SCREEN_DETAIL };
	for (int i = 0; i < 40; i++) {
		played.next.screen = i % 2 ? SCREEN_DETAIL : SCREEN_HELP;
		press("<Enter>");
	}
	for (int i = 0; i < 40; i++)
		press("<Esc>");
	assert_string_equal(line(1), "screen 1");
}

static void leaving_is_asked(void **unused)
{
	(void)unused;
	assert_true(press("<Esc> h <Left>"));
	assert_string_equal(last_line(), "l open  x share  p pick  ? help");
	assert_true(press("q"));
	assert_string_equal(last_line(), "Leave shopkeeper? (y/N)");
	assert_true(press("<Enter>"));
	assert_true(press("q n"));
	assert_false(press("q y"));
}

static void cancel_stops_then_leaves(void **unused)
{
	(void)unused;
	played.busy = 1;
	assert_true(press("<C-c>"));
	assert_string_equal(last_line(), "Stopped: search.");
	assert_true(press("<C-c>"));
	assert_false(press("<C-c>"));
}

static void fields_come_first(void **unused)
{
	struct key paste = { .name = "<Paste>", .paste = "p a" };

	(void)unused;
	played.typing = true;
	press("q x ？ 毛 <Space>");
	app_key(app, &paste);
	assert_string_equal(played.typed, "qx？毛 p a");
	assert_int_equal(played.acts, 0);
	/* What the field does not want may be a key, a letter never. */
	press("<Down>");
	assert_int_equal(played.last, ACTION_DOWN);
}

static void full_width_forms_are_keys(void **unused)
{
	(void)unused;
	press("ｘ");
	assert_int_equal(played.last, ACTION_SHARE);
	press("毛");
	assert_string_equal(last_line(), "Is an input method on? 毛 is no key; ? shows the keys.");
	press("K");
	assert_string_equal(last_line(), "K does nothing here; ? shows the keys.");
}

static void sequences(void **unused)
{
	(void)unused;
	press("g");
	assert_int_equal(played.acts, 0);
	press("g");
	assert_int_equal(played.last, ACTION_FIRST);
	press("g x");
	assert_int_equal(played.last, ACTION_SHARE);
}

static void unavailable_actions_say_why(void **unused)
{
	(void)unused;
	played.unavailable = true;
	press("x");
	assert_int_equal(played.acts, 0);
	assert_string_equal(last_line(), "not for this one");
}

static void questions_default_to_no(void **unused)
{
	(void)unused;
	played.next = (struct reaction){ .kind = REACT_ASK, .say = "Drop 3 goods? (y/N)" };
	press("x");
	assert_string_equal(last_line(), "Drop 3 goods? (y/N)");
	assert_int_equal(canvas.cursor_row, 9);
	press("<Enter>");
	assert_int_equal(played.yes, 0);
	press("x x");
	assert_int_equal(played.yes, 0);
	press("x y");
	assert_int_equal(played.yes, 1);
}

static void pasted_text_is_never_keys(void **unused)
{
	struct key paste = { .name = "<Paste>", .paste = "qy毛巾\033[201~" };

	(void)unused;
	app_key(app, &paste);
	assert_int_equal(played.acts, 0);
	assert_string_equal(last_line(), "Search for \"qy毛巾[201~\"? (y/N)");
	press("y");
	assert_string_equal(played.subject, "qy毛巾[201~");
	assert_string_equal(line(0), "Goods                                              12 rows");
}

/* As the terminal gives what was waiting. */
static bool burst(const char *text)
{
	struct key keys[200];
	size_t count = 0;

	while (*text && count < 200)
		text += key_read(text, &keys[count++]);
	return app_keys(app, keys, count);
}

static void a_burst_of_letters_is_a_paste(void **unused)
{
	(void)unused;
	assert_true(burst("pasted 毛巾"));
	assert_int_equal(played.acts, 0);
	assert_string_equal(last_line(), "Search for \"pasted 毛巾\"? (y/N)");
	press("y");
	assert_string_equal(played.subject, "pasted 毛巾");
}

static void further_lines_of_a_burst_answer_nothing(void **unused)
{
	(void)unused;
	assert_true(burst("first line<Enter>y<Enter>yes"));
	assert_int_equal(played.acts, 0);
	assert_string_equal(last_line(), "Search for \"first line\"? (y/N)");
	assert_false(burst("<End-Program>"));
}

static void keys_held_down_stay_keys(void **unused)
{
	(void)unused;
	assert_true(burst("jjjjjjjjjjkkkkkkkkkkkjjjjjjjj"));
	assert_int_equal(played.acts, 29);
	assert_true(burst("pxs"));
	assert_int_equal(played.acts, 32);
}

static void a_burst_into_a_field_is_typed(void **unused)
{
	(void)unused;
	played.typing = true;
	assert_true(burst("abcdefghijk"));
	assert_string_equal(played.typed, "abcdefghijk");
}

static void a_burst_that_opens_a_field_is_not_asked_about(void **unused)
{
	(void)unused;
	assert_true(burst("/jjjjj"));
	assert_int_equal(played.acts, 6);
}

static void links_open_in_her_browser_or_bare(void **unused)
{
	(void)unused;
	played.next = (struct reaction){ .kind = REACT_BROWSE, .text = "https://a.example/1" };
	conf.browser_command = "lynx -x";
	press("p");
	assert_string_equal(played.browser, "lynx -x");
	assert_string_equal(played.browsed, "https://a.example/1");
	assert_null(played.bare);
	conf.browser_command = "";
	press("p");
	assert_string_equal(played.bare, "https://a.example/1");
}

static void copying_says_how(void **unused)
{
	(void)unused;
	played.next = (struct reaction){ .kind = REACT_COPY, .text = "https://x" };
	press("x");
	assert_string_equal(played.copied, "https://x");
	assert_string_equal(last_line(), "Copied through OSC 52; if pasting fails, press b.");
	app_set_terminal(app, NULL);
	press("x");
	assert_non_null(strstr(last_line(), "cannot copy"));
}

static void the_palette_acts_below(void **unused)
{
	(void)unused;
	press(":");
	assert_string_equal(line(1), "screen 2");
	assert_string_equal(played.subject, "today");
	played.next = (struct reaction){ .kind = REACT_ACT, .action = ACTION_PICK };
	press("<Enter>");
	assert_int_equal(played.last, ACTION_PICK);
	played.next.kind = REACT_REDRAW;
	assert_string_equal(line(1), "screen 1");
}

static void pauses_end(void **unused)
{
	(void)unused;
	assert_int_equal(app_timer_ms(app), -1);
	played.tick_at = INT64_MAX / 2;
	assert_in_range(app_timer_ms(app), 0, 60000);
	assert_int_equal(played.ticks, 0);
	app_end_pause(app);
	assert_int_equal(played.ticks, 1);
	played.tick_at = 1;
	assert_int_equal(app_timer_ms(app), -1);
	assert_int_equal(played.ticks, 2);
}

static void nothing_moves_while_nothing_happens(void **unused)
{
	(void)unused;
	line(0);
	assert_int_equal(app_timer_ms(app), -1);
	assert_false(app_is_dirty(app));
	played.busy = 1;
	assert_in_range(app_timer_ms(app), 1, 300);
	assert_false(app_is_dirty(app));
}

static void on_a_slow_line_nothing_spins(void **unused)
{
	(void)unused;
	face.slow = true;
	played.busy = 1;
	assert_int_equal(app_timer_ms(app), -1);
	(void)line(0);
	assert_false(app_is_dirty(app));
}

static void whole_screens_have_every_row(void **unused)
{
	(void)unused;
	played.whole = true;
	assert_string_equal(line(0), "screen 1");
	assert_int_equal(line(9)[59], '#');
	press("K");
	assert_string_equal(line(0), "screen 1");
	assert_int_equal(line(8)[59], '#');
	assert_string_equal(last_line(), "K does nothing here; ? shows the keys.");
}

static void failures_are_said_once(void **unused)
{
	(void)unused;
	snprintf(played.failure, sizeof played.failure, "search: the supplier is too slow");
	app_news(app, TOPIC_JOBS);
	assert_string_equal(last_line(), "search: the supplier is too slow");
}

static void the_end_is_at_once(void **unused)
{
	(void)unused;
	played.typing = true;
	assert_false(press("<End-Program>"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bars_stand_around),
		TEST(small_windows_say_what_they_need),
		TEST(screens_load_when_needed_only),
		TEST(main_screens_are_kept),
		TEST(a_deep_stack_forgets_the_oldest),
		TEST(leaving_is_asked),
		TEST(cancel_stops_then_leaves),
		TEST(fields_come_first),
		TEST(full_width_forms_are_keys),
		TEST(sequences),
		TEST(unavailable_actions_say_why),
		TEST(questions_default_to_no),
		TEST(pasted_text_is_never_keys),
		TEST(a_burst_of_letters_is_a_paste),
		TEST(further_lines_of_a_burst_answer_nothing),
		TEST(keys_held_down_stay_keys),
		TEST(a_burst_into_a_field_is_typed),
		TEST(a_burst_that_opens_a_field_is_not_asked_about),
		TEST(links_open_in_her_browser_or_bare),
		TEST(copying_says_how),
		TEST(the_palette_acts_below),
		TEST(pauses_end),
		TEST(nothing_moves_while_nothing_happens),
		TEST(on_a_slow_line_nothing_spins),
		TEST(whole_screens_have_every_row),
		TEST(failures_are_said_once),
		TEST(the_end_is_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
