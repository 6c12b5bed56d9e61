/*
 * stack: opening, keeping and closing screens. The first screen is always at the
 * bottom; today, goods, shelf, orders and earnings are kept when left, so that place,
 * filter and marks are there on return.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"
#include "base/words.h"

static bool is_main(enum screen_id id)
{
	return id == SCREEN_TODAY || id == SCREEN_GOODS || id == SCREEN_SHELF ||
	       id == SCREEN_ORDERS || id == SCREEN_EARNINGS;
}

/* Looked at and left: not what "the screen before" means. */
static bool is_passing(enum screen_id id)
{
	return id == SCREEN_HELP || id == SCREEN_PALETTE || id == SCREEN_MESSAGES ||
	       id == SCREEN_JOBS;
}

struct screen *app_top(const struct app *app)
{
	return app->stack[app->depth - 1];
}

static struct screen *screen_new(struct app *app, enum screen_id id, const char *subject)
{
	struct screen *screen = calloc(1, sizeof *screen);

	if (!screen)
		arena_out_of_memory();
	screen->id = id;
	screen->ops = screens[id];
	screen->state = calloc(1, screen->ops->state_bytes + 1);
	if (!screen->state)
		arena_out_of_memory();
	screen->needs_load = true;
	snprintf(screen->subject, sizeof screen->subject, "%s", subject);
	if (screen->ops->open)
		screen->ops->open(screen->state, app->face, subject);
	return screen;
}

static void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	if (screen->ops->close)
		screen->ops->close(screen->state);
	arena_clear(&screen->arena);
	free(screen->state);
	free(screen);
}

void screen_load(struct app *app, struct screen *screen)
{
	if (!screen->needs_load)
		return;
	screen->needs_load = false;
	arena_clear(&screen->arena);
	if (screen->ops->load)
		screen->ops->load(screen->state, app->face, &screen->arena);
}

const char *screen_ready(struct app *app, enum screen_id id)
{
	(void)app;
	if (id >= SCREEN_COUNT || !screens[id])
		return _("This screen is not available in this version.");
	return NULL;
}

static struct screen *kept_or_new(struct app *app, enum screen_id id, const char *subject)
{
	if (!is_main(id))
		return screen_new(app, id, subject);
	if (app->kept[id] && subject[0]) {
		screen_free(app->kept[id]);
		app->kept[id] = NULL;
	}
	if (!app->kept[id])
		app->kept[id] = screen_new(app, id, subject);
	return app->kept[id];
}

static void drop_top(struct app *app)
{
	struct screen *screen = app->stack[--app->depth];

	if (!is_main(screen->id))
		screen_free(screen);
}

void app_push(struct app *app, enum screen_id id, const char *subject)
{
	if (app->depth == STACK_MOST) {
		/* Deep in: the oldest above the first is forgotten. */
		if (!is_main(app->stack[1]->id))
			screen_free(app->stack[1]);
		memmove(app->stack + 1, app->stack + 2, (STACK_MOST - 2) * sizeof *app->stack);
		app->depth--;
	}
	app->stack[app->depth] = kept_or_new(app, id, subject);
	app->depth++;
	app->dirty = true;
}

static void remember(struct app *app)
{
	const struct screen *top = app_top(app);

	if (is_passing(top->id))
		return;
	app->before = top->id;
	snprintf(app->before_subject, sizeof app->before_subject, "%s", top->subject);
}

void app_pop(struct app *app)
{
	if (app->depth <= 1)
		return;
	remember(app);
	drop_top(app);
	app->dirty = true;
}

void app_go(struct app *app, enum screen_id id, const char *subject)
{
	const char *why = screen_ready(app, id);
	char copy[sizeof app->before_subject];

	if (why) {
		app_say(app, why);
		return;
	}
	/* The words may be lent by the very screen that is closed now, or be `before_subject`. */
	snprintf(copy, sizeof copy, "%s", subject);
	if (app->depth > 0)
		remember(app);
	if (is_main(id)) {
		while (app->depth > 1)
			drop_top(app);
		if (app->depth == 1 && app->stack[0]->id == id)
			app->depth = 0;
	} else if (app->depth > 1 && app_top(app)->id == id) {
		drop_top(app);
	}
	app_push(app, id, copy);
}

void app_close_all(struct app *app)
{
	int id;

	while (app->depth > 0)
		drop_top(app);
	for (id = 0; id < SCREEN_COUNT; id++)
		screen_free(app->kept[id]);
}
