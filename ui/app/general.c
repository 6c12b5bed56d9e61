/*
 * general: what the general keys mean when no screen has a meaning of its own for them.
 */
#include <stdio.h>
#include <string.h>

#include "app/parts.h"
#include "app/work.h"
#include "base/clock.h"
#include "base/words.h"

enum { TWICE_MS = 1500 };

static void back(struct app *app)
{
	static const char *const only_back[] = { "<Esc>", "<Left>", "h" };
	size_t i;

	if (app->depth > 1) {
		app_pop(app);
		return;
	}
	/* People press these without thinking; leaving takes a key that means it. */
	for (i = 0; i < sizeof only_back / sizeof *only_back; i++)
		if (strcmp(app->key, only_back[i]) == 0)
			return;
	app_ask(app, ASK_QUIT, _("Leave shopkeeper? (y/N)"));
}

static void cancel(struct app *app)
{
	int64_t now = clock_steady_ms();
	const char *stopped = work_stop(app->face);
	char line[200];

	if (stopped) {
		snprintf(line, sizeof line, _("Stopped: %s."), stopped);
		app_say(app, line);
		return;
	}
	if (app->cancel_ms != 0 && now - app->cancel_ms <= TWICE_MS) {
		app->ended = true;
		return;
	}
	app->cancel_ms = now;
	app_say(app, _("Nothing to stop; press ^C again to leave."));
}

static void refresh(struct app *app)
{
	char line[200] = "";

	work_refresh(app->face, line, sizeof line);
	app_top(app)->needs_load = true;
	app_say(app, line);
}

static void undo(struct app *app)
{
	char line[200] = "";

	work_undo(app->face, line, sizeof line);
	app_say(app, line);
}

static void privacy(struct app *app)
{
	int i;

	app->face->privacy = !app->face->privacy;
	for (i = 0; i < app->depth; i++)
		app->stack[i]->needs_load = true;
	for (i = 0; i < SCREEN_COUNT; i++)
		if (app->kept[i])
			app->kept[i]->needs_load = true;
	app_say(app, app->face->privacy ? _("Income is hidden.") : _("Income is shown."));
}

static void mouse(struct app *app)
{
	app->mouse = !app->mouse;
	if (app->terminal)
		app->terminal->set_mouse(app->mouse);
	app_say(app,
		app->mouse ? _("Mouse on; hold Shift to mark text as usual.") : _("Mouse off."));
}

static void last_screen(struct app *app)
{
	if (app->before == SCREEN_COUNT)
		app_say(app, _("There is no screen before this one."));
	else
		app_go(app, app->before, app->before_subject);
}

/* Help and palette are about the screen they are opened from. */
static void about_this(struct app *app, enum screen_id id)
{
	struct screen *top = app_top(app);

	if (top->id != id)
		app_go(app, id, screen_name(top->id));
	else
		app_pop(app);
}

/* Back to the same screen, without a new copy of it. */
static void go_or_back(struct app *app, enum screen_id id)
{
	if (app_top(app)->id == id)
		app_pop(app);
	else
		app_go(app, id, "");
}

/* The main screens, by the key that opens each from everywhere. */
static const struct {
	enum action action;
	enum screen_id screen;
} main_screens[] = {
	{ ACTION_TODAY, SCREEN_TODAY },
	{ ACTION_GOODS, SCREEN_GOODS },
	{ ACTION_SHELF, SCREEN_SHELF },
	{ ACTION_ORDERS, SCREEN_ORDERS },
	{ ACTION_EARNINGS, SCREEN_EARNINGS },
	{ ACTION_SETUP, SCREEN_SETUP },
};

static bool go_main(struct app *app, enum action action)
{
	size_t i;

	for (i = 0; i < sizeof main_screens / sizeof *main_screens; i++)
		if (main_screens[i].action == action) {
			app_go(app, main_screens[i].screen, "");
			return true;
		}
	return false;
}

void app_general(struct app *app, enum action action)
{
	app->dirty = true;
	if (go_main(app, action))
		return;
	switch (action) {
	case ACTION_BACK:
		back(app);
		break;
	case ACTION_LAST_SCREEN:
		last_screen(app);
		break;
	case ACTION_PALETTE:
	case ACTION_HELP:
		about_this(app, action == ACTION_HELP ? SCREEN_HELP : SCREEN_PALETTE);
		break;
	case ACTION_MESSAGES:
	case ACTION_JOBS:
		go_or_back(app, action == ACTION_JOBS ? SCREEN_JOBS : SCREEN_MESSAGES);
		break;
	case ACTION_REFRESH:
		refresh(app);
		break;
	case ACTION_UNDO:
		undo(app);
		break;
	case ACTION_PRIVACY:
		privacy(app);
		break;
	case ACTION_MOUSE:
		mouse(app);
		break;
	case ACTION_REDRAW:
		if (app->terminal)
			app->terminal->redraw();
		break;
	case ACTION_SUSPEND:
		if (app->terminal)
			app->terminal->suspend();
		break;
	case ACTION_CANCEL:
		cancel(app);
		break;
	case ACTION_QUIT:
		app_ask(app, ASK_QUIT, _("Leave shopkeeper? (y/N)"));
		break;
	default:
		app_say(app, _("This can be done on another screen."));
		break;
	}
}
