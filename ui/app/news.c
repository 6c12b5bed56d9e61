/*
 * news: what happens between keys: topics that changed in the store, the pause a screen waits for,
 * the spinner, the end of a message. Keys are app.c's.
 */
#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/parts.h"
#include "app/work.h"
#include "base/clock.h"

enum { SPINNER_AFTER_MS = 300, SPINNER_MS = 250, AGE_MS = 60000 };

void app_news(struct app *app, uint32_t topics)
{
	char text[sizeof app->say] = "";
	int i, id;

	for (i = 0; i < app->depth; i++)
		if (app->stack[i]->ops->topics & topics)
			app->stack[i]->needs_load = true;
	for (id = 0; id < SCREEN_COUNT; id++)
		if (app->kept[id] && (app->kept[id]->ops->topics & topics))
			app->kept[id]->needs_load = true;
	if (app_top(app)->needs_load)
		app->dirty = true;
	if (!(topics & TOPIC_JOBS))
		return;
	if (!work_banner(app->face, text, sizeof text, &app->banner_is_bad))
		text[0] = '\0';
	if (strcmp(text, app->banner) != 0)
		app->dirty = true;
	snprintf(app->banner, sizeof app->banner, "%s", text);
	if (work_failure(app->face, &app->last_failed, text, sizeof text) &&
		app->question == ASK_NOTHING)
		app_say(app, text);
}

static void soonest(int *ms, int64_t at, int64_t now)
{
	int64_t left = at - now;

	left = left < 0 ? 0 : left > 60000 ? 60000 : left;
	if (*ms < 0 || left < *ms)
		*ms = (int)left;
}

/* The screen's own pause; true if something is still to come at *at. */
static bool tick(struct app *app, int64_t now, int64_t *at)
{
	struct screen *top = app_top(app);
	struct reaction reaction;

	if (!top->ops->tick_at || !top->ops->tick)
		return false;
	*at = top->ops->tick_at(top->state);
	if (*at != 0 && *at <= now) {
		reaction = top->ops->tick(top->state, app->face);
		app_react(app, top, &reaction);
		top = app_top(app);
		*at = top->ops->tick_at ? top->ops->tick_at(top->state) : 0;
	}
	return *at != 0;
}

void app_end_pause(struct app *app)
{
	int64_t at;

	(void)tick(app, INT64_MAX, &at);
}

static void spin(struct app *app, int64_t now, int *ms)
{
	struct screen *top = app_top(app);
	int frame = -1;

	if (work_busy(app->face) == 0)
		app->busy_since_ms = 0;
	else if (app->busy_since_ms == 0)
		app->busy_since_ms = now;
	/* While something is typed nothing else moves: input methods draw at the cursor. */
	if (app->busy_since_ms != 0 && !app->face->slow &&
		!(top->ops->typing && top->ops->typing(top->state))) {
		int64_t since = now - app->busy_since_ms - SPINNER_AFTER_MS;

		frame = since < 0 ? -1 : (int)(since / SPINNER_MS % 4);
		soonest(ms, now + (since < 0 ? -since : SPINNER_MS - since % SPINNER_MS), now);
	}
	if (frame != app->spinner)
		app->dirty = true;
	app->spinner = frame;
}

int app_timer_ms(struct app *app)
{
	int64_t now = clock_steady_ms(), at;
	int ms = -1;

	if (app->say[0] && app->say_until_ms != 0) {
		if (app->say_until_ms <= now) {
			app->say[0] = '\0';
			app->dirty = true;
		} else {
			soonest(&ms, app->say_until_ms, now);
		}
	}
	if (tick(app, now, &at))
		soonest(&ms, at, now);
	spin(app, now, &ms);
	/* The age in the top bar counts minutes. */
	if (app->age_shown_s != 0) {
		if (clock_now_s() - app->age_shown_s >= 60)
			app->dirty = true;
		soonest(&ms, now + 60000, now);
	}
	return ms;
}
