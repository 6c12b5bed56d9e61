/*
 * loop: keys, answers and time, until the owner leaves. It sleeps in one place, desk_wait. All keys
 * that are there are handled before one repaint, so that held keys never pile up behind a slow
 * line; news alone repaint ten times a second at most, and on a slow line everything five times.
 */
#include <string.h>

#include "app/app.h"
#include "app/work.h"
#include "base/clock.h"
#include "term/term.h"

enum { KEYS_MOST = 2000, NEWS_MS = 100, SLOW_MS = 200 };

static const struct app_terminal terminal = {
	.copy = term_copy,
	.browse = term_browse,
	.bare = term_bare,
	.set_mouse = term_set_mouse,
	.suspend = term_suspend,
	.redraw = term_redraw,
	.bell = term_bell,
};

/* What the terminal has said since, for screens that draw codes. */
static void take_facts(struct face *face)
{
	const struct term_facts *facts = term_facts();

	face->colors = facts->colors;
	face->half_blocks = facts->half_blocks && facts->colors >= 8;
	face->cell_width_px = facts->cell_width_px;
	face->cell_height_px = facts->cell_height_px;
	face->slow = strcmp(face->conf->slow, "auto") == 0 ? facts->slow
							   : strcmp(face->conf->slow, "yes") == 0;
}

static bool take_keys(struct app *app, bool *any)
{
	static struct key keys[KEYS_MOST];
	size_t count = 0;

	while (count < KEYS_MOST && term_key(&keys[count])) {
		*any = true;
		if (key_is(&keys[count], "<Resize>"))
			take_facts(app_face(app));
		/* What was pasted is lent until the next key. */
		if (keys[count++].paste)
			break;
	}
	return count == 0 || app_keys(app, keys, count);
}

/* How long a picture stands at least. */
static int least_ms(const struct app *app, bool by_key)
{
	return app_face(app)->slow ? SLOW_MS : by_key ? 0 : NEWS_MS;
}

static void show(struct app *app, struct canvas *canvas)
{
	const struct term_facts *facts = term_facts();

	if (canvas->rows != facts->rows || canvas->cols != facts->cols) {
		canvas_free(canvas);
		canvas_init(canvas, facts->rows, facts->cols);
	}
	app_draw(app, canvas);
	term_show(canvas, app_title(app));
}

/* After the first paint, which waits for nothing: where does she stand?
 * What fails is told as ever. */
static void ask_for_news(struct app *app)
{
	struct face *face = app_face(app);
	struct fault fault = { 0 };

	if (face->conf->account_count > 0 && !face->desk->offline)
		(void)sync_all(face->desk, &fault);
}

enum err app_loop(struct app *app, struct fault *fault)
{
	const int fds[] = { term_input_fd(), term_signal_fd() };
	struct canvas canvas;
	int64_t shown_ms = 0, fresh_ms = work_fresh_at_ms(app_face(app)), wait_ms;
	const int64_t again_ms = app_face(app)->conf->refresh_minutes * INT64_C(60000);
	bool goes_on = true, by_key = true;

	(void)fault;
	take_facts(app_face(app));
	app_set_terminal(app, &terminal);
	canvas_init(&canvas, 0, 0);
	term_ask();
	while (goes_on) {
		int ms = app_timer_ms(app),
		    quiet_ms = (int)(shown_ms + least_ms(app, by_key) - clock_steady_ms());
		bool ready[2] = { false, false };
		uint32_t topics;

		if (app_is_dirty(app) && (shown_ms == 0 || quiet_ms <= 0)) {
			show(app, &canvas);
			if (shown_ms == 0)
				ask_for_news(app);
			shown_ms = clock_steady_ms();
			by_key = false;
		} else if (app_is_dirty(app) && (ms < 0 || ms > quiet_ms)) {
			ms = quiet_ms;
		}
		wait_ms = fresh_ms - clock_steady_ms();
		if (shown_ms > 0 && wait_ms <= 0) {
			work_freshen(app_face(app));
			fresh_ms = clock_steady_ms() + again_ms;
		} else if (fresh_ms < INT64_MAX && (ms < 0 || wait_ms < ms)) {
			ms = (int)wait_ms;
		}
		topics = desk_wait(app_face(app)->desk, fds, 2, ready, ms);
		if (topics)
			app_news(app, topics);
		goes_on = take_keys(app, &by_key);
	}
	canvas_free(&canvas);
	return OK;
}
