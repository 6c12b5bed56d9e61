/*
 * app: the path of a key: a question that waits for an answer, then the field that is being typed
 * in, then the key's action: the top screen first, then its general meaning. What happens between
 * keys: news.c. Read next: general.c, bars.c.
 */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"

enum { SAY_MS = 5000, WHEEL_ROWS = 3 };

struct app *app_new(struct face *face, enum screen_id first)
{
	struct app *app = calloc(1, sizeof *app);

	if (!app)
		arena_out_of_memory();
	app->face = face;
	app->before = SCREEN_COUNT;
	app->spinner = -1;
	app->mouse = face->conf->mouse;
	/* A screen that is not there must not leave the owner without any. */
	while (first < SCREEN_COUNT && !screens[first])
		first++;
	if (first >= SCREEN_COUNT)
		first = SCREEN_HELP;
	app_push(app, first, "");
	app_news(app, TOPIC_JOBS);
	app->dirty = true;
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	app_close_all(app);
	arena_clear(&app->frame);
	free(app->pasted);
	free(app);
}

void app_set_terminal(struct app *app, const struct app_terminal *terminal)
{
	app->terminal = terminal;
}

struct face *app_face(const struct app *app)
{
	return app->face;
}

bool app_is_dirty(const struct app *app)
{
	return app->dirty;
}

void app_say(struct app *app, const char *text)
{
	if (text[0] == '\0')
		return;
	snprintf(app->say, sizeof app->say, "%s", text);
	app->say_until_ms = clock_steady_ms() + SAY_MS;
	app->dirty = true;
}

void app_ask(struct app *app, enum question question, const char *text)
{
	app_say(app, text);
	app->say_until_ms = 0;
	app->question = question;
}

/* ---- reactions */

static void copy(struct app *app, const char *text, const char *say)
{
	const char *how = app->terminal && text ? app->terminal->copy(text) : NULL;
	char line[sizeof app->say];

	if (!how) {
		app_say(app,
			_("This terminal cannot copy; press b to see the text bare and mark it by hand."));
		return;
	}
	snprintf(
		line, sizeof line, _("%s Copied through %s; if pasting fails, press b."), say, how);
	app_say(app, line + (line[0] == ' '));
}

static void browse(struct app *app, const char *address)
{
	if (!app->terminal || !address)
		return;
	if (app->terminal->browse(app->face->conf->browser_command, address))
		app_say(app, _("Opening in your browser; if nothing comes, press b."));
	else
		app->terminal->bare(address);
}

static void leave(struct app *app)
{
	if (app->depth > 1)
		app_pop(app);
	else
		app_ask(app, ASK_QUIT, _("Leave shopkeeper? (y/N)"));
}

static void act_below(struct app *app, enum action action)
{
	if (app->depth <= 1)
		return;
	app_pop(app);
	app_act(app, action);
}

void app_react(struct app *app, struct screen *screen, const struct reaction *reaction)
{
	/* Copied first: whatever follows may close the screen or load it again. */
	struct reaction r = *reaction;

	if (r.kind != REACT_STAY && r.kind != REACT_NOT_MINE)
		app->dirty = true;
	if (r.kind != REACT_ASK && r.kind != REACT_COPY)
		app_say(app, r.say);
	switch (r.kind) {
	case REACT_RELOAD:
		screen->needs_load = true;
		break;
	case REACT_GO:
		app_go(app, r.screen, r.subject);
		break;
	case REACT_LEAVE:
		leave(app);
		break;
	case REACT_ACT:
		act_below(app, r.action);
		break;
	case REACT_ASK:
		app_ask(app, ASK_SCREEN, r.say);
		break;
	case REACT_COPY:
		copy(app, r.text, r.say);
		break;
	case REACT_BARE:
		if (app->terminal && r.text)
			app->terminal->bare(r.text);
		break;
	case REACT_BROWSE:
		browse(app, r.text);
		break;
	case REACT_QUIT:
		app->ended = true;
		break;
	default:
		break;
	}
}

void app_act(struct app *app, enum action action)
{
	struct screen *top = app_top(app);
	const char *why = NULL;
	struct reaction reaction;

	screen_load(app, top);
	if (top->ops->unavailable)
		why = top->ops->unavailable(top->state, app->face, action);
	if (why) {
		app_say(app, why);
		return;
	}
	reaction = top->ops->act(top->state, app->face, action);
	if (reaction.kind == REACT_NOT_MINE)
		app_general(app, action);
	else
		app_react(app, top, &reaction);
}

/* ---- questions */

static void answer_paste(struct app *app)
{
	struct arena arena = { 0 };

	/* Cleaned again by whoever takes it; here only so that it fits into a subject. */
	app_go(app, SCREEN_GOODS, text_take(&arena, app->pasted, strlen(app->pasted), 50, NULL));
	arena_clear(&arena);
}

static void answer(struct app *app, bool yes)
{
	enum question question = app->question;
	struct screen *top = app_top(app);
	struct reaction reaction;

	app->question = ASK_NOTHING;
	app->say[0] = '\0';
	app->dirty = true;
	if (!yes)
		return;
	if (question == ASK_QUIT) {
		app->ended = true;
	} else if (question == ASK_PASTE && app->pasted) {
		answer_paste(app);
	} else if (question == ASK_SCREEN && top->ops->yes) {
		screen_load(app, top);
		reaction = top->ops->yes(top->state, app->face);
		app_react(app, top, &reaction);
	}
}

static bool is_yes(const struct app *app, const struct key *key)
{
	return key_is(key, "y") || key_is(key, "Y") ||
	       (app->question == ASK_QUIT && key_is(key, "q"));
}

static void ask_paste(struct app *app, const char *pasted)
{
	struct arena arena = { 0 };
	char *clean = text_take(&arena, pasted, strlen(pasted), 200, NULL);
	char line[sizeof app->say];

	free(app->pasted);
	app->pasted = strdup(clean);
	if (app->pasted && clean[0]) {
		snprintf(line, sizeof line, _("Search for \"%s\"? (y/N)"),
			text_cut(&arena, clean, 40));
		app_ask(app, ASK_PASTE, line);
	}
	arena_clear(&arena);
}

/* ---- keys */

static bool types(struct app *app, const struct key *key)
{
	struct screen *top = app_top(app);
	struct reaction reaction;

	if (!top->ops->typing || !top->ops->key || !top->ops->typing(top->state))
		return false;
	/* What is typed ahead needs no rows in between; Enter and the arrows do. */
	if (!key_is_text(key) && !key->paste)
		screen_load(app, top);
	reaction = top->ops->key(top->state, app->face, key);
	/* A letter the field does not want is no hot key. */
	if (reaction.kind == REACT_NOT_MINE)
		return key_is_text(key) || key->paste;
	app_react(app, top, &reaction);
	return true;
}

static void click(struct app *app, const struct key *key)
{
	struct screen *top = app_top(app);
	int first = top->ops->whole && top->ops->whole(top->state) ? 0 : 1 + app_banner_rows(app);
	struct reaction reaction;

	if (!top->ops->click || key->row < first || key->row - first >= top->rows)
		return;
	screen_load(app, top);
	reaction = top->ops->click(top->state, app->face, key->row - first, key->col);
	app_react(app, top, &reaction);
}

static void wheel(struct app *app, enum action action)
{
	int i;

	if (action_where(action) & app_top(app)->ops->where)
		for (i = 0; i < WHEEL_ROWS; i++)
			app_act(app, action);
}

static void say_unknown(struct app *app, const struct key *key)
{
	char line[sizeof app->say], help[KEY_NAME];

	snprintf(help, sizeof help, "%s", keymap_first(app->face->keymap, ACTION_HELP));
	if (key->input_method)
		snprintf(line, sizeof line,
			_("Is an input method on? %s is no key; %s shows the keys."), key->name,
			help);
	else
		snprintf(line, sizeof line, _("%s does nothing here; %s shows the keys."),
			key->name, help);
	app_say(app, line);
}

static void hot_key(struct app *app, const struct key *key)
{
	char keys[sizeof app->keys + KEY_NAME];
	unsigned where = app_top(app)->ops->where | IN_ALL;
	bool pending, had_more = app->keys[0] != '\0';
	enum action action;

	snprintf(keys, sizeof keys, "%s%s", app->keys, key->name);
	action = keymap_action(app->face->keymap, where, keys, &pending);
	/* "gx": the g is forgotten and x counts. */
	if (action == ACTION_NONE && !pending && had_more) {
		snprintf(keys, sizeof keys, "%s", key->name);
		action = keymap_action(app->face->keymap, where, keys, &pending);
	}
	/* At most two in a row: three never are a key. */
	if (strlen(keys) >= sizeof app->keys)
		pending = false;
	memcpy(app->keys, pending ? keys : "", pending ? strlen(keys) + 1 : 1);
	if (action != ACTION_NONE)
		app_act(app, action);
	else if (!pending)
		say_unknown(app, key);
}

static void forget_line(struct app *app)
{
	if (app->say[0] && app->say_until_ms == 0) {
		app->say[0] = '\0';
		app->dirty = true;
	}
}

bool app_key(struct app *app, const struct key *key)
{
	if (key->name[0] == '\0')
		return !app->ended;
	snprintf(app->key, sizeof app->key, "%s", key->name);
	if (key_is(key, "<End-Program>")) {
		app->ended = true;
	} else if (key_is(key, "<Resize>")) {
		app->dirty = true;
	} else if (app->question != ASK_NOTHING) {
		answer(app, is_yes(app, key));
	} else {
		forget_line(app);
		if (types(app, key))
			;
		else if (key_is(key, "<Paste>"))
			ask_paste(app, key->paste ? key->paste : "");
		else if (key_is(key, "<WheelUp>") || key_is(key, "<WheelDown>"))
			wheel(app, key_is(key, "<WheelUp>") ? ACTION_UP : ACTION_DOWN);
		else if (key_is(key, "<Click>"))
			click(app, key);
		else
			hot_key(app, key);
	}
	return !app->ended;
}
