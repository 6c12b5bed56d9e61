/*
 * bars: what stands around a screen: title, supplier and status above, a banner while
 * something is wrong, hints or the message line below. Hints are made from the key
 * table. Drawing order: app_draw.
 */
#include <stdio.h>
#include <string.h>

#include "app/parts.h"
#include "app/work.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"

int app_banner_rows(const struct app *app)
{
	return app->banner[0] ? app->banner_rows : 0;
}

/* One row, or two where it would be cut. */
static void draw_banner(struct app *app, struct area bar)
{
	char **lines;
	size_t count = text_wrap(&app->frame, app->banner, (size_t)bar.cols, &lines);

	for (int row = 0; row < bar.rows && (size_t)row < count; row++)
		area_field(bar, row, 0, bar.cols, app->banner_is_bad ? STYLE_BAD : STYLE_WARN,
			row + 1 == bar.rows && (size_t)row + 1 < count ?
				arena_print(&app->frame, "%s%s", lines[row], glyphs()->ellipsis) :
				lines[row],
			false);
}

/* ---- above */

static const char *suppliers(struct app *app)
{
	const struct conf *conf = app->face->conf;

	if (conf->account_count == 0)
		return "";
	if (conf->account_count == 1)
		return conf->accounts[0].name;
	return arena_print(&app->frame, "%s +%zu", conf->accounts[0].name, conf->account_count - 1);
}

static const char *age(struct app *app, const struct screen *top)
{
	int64_t at = work_complete_at(app->face, top->ops->topics), now = clock_now_s();
	char text[40];

	app->age_shown_s = at != 0 ? now : 0;
	return at == 0 ? "" : arena_text(&app->frame, clock_age(at, now, text, sizeof text));
}

/* "12 match · 3 min" with whatever there is. */
static const char *right_side(struct app *app, const struct screen *top)
{
	const char *status = NULL, *old = age(app, top);

	if (top->ops->status)
		status = top->ops->status(top->state, app->face, &app->frame);
	if (!status)
		status = "";
	return arena_print(&app->frame, "%s%s%s", status,
		status[0] && old[0] ? text_ambiguous_cols() == 2 ? " - " : " · " : "", old);
}

static void draw_top(struct app *app, struct area bar)
{
	static const char *const frames[] = { "|", "/", "-", "\\" };
	const struct screen *top = app_top(app);
	const char *right = right_side(app, top);
	int cols = (int)text_cols(right), col;

	col = area_put(bar, 0, 0, STYLE_BOLD, screen_title(top->id));
	col = area_put(bar, 0, col + 2, STYLE_DIM, suppliers(app));
	if (app->face->privacy)
		col = area_put(bar, 0, col + 2, STYLE_WARN, _("private"));
	if (app->mouse && app->terminal)
		col = area_put(bar, 0, col + 2, STYLE_DIM, _("mouse"));
	/* The last two columns are the spinner's. */
	if (cols > bar.cols - col - 4)
		cols = bar.cols - col - 4;
	area_field(bar, 0, bar.cols - 2 - cols, cols, STYLE_TEXT, right, true);
	if (app->spinner >= 0)
		area_put(bar, 0, bar.cols - 1, STYLE_TEXT, frames[app->spinner]);
}

/* ---- below */

/* While letters are typed into a field, only keys that are no letters can be hinted at. */
static const char *key_now(struct app *app, enum action action)
{
	const struct screen *top = app_top(app);
	const char *keys = keymap_keys(app->face->keymap, action);
	size_t length;

	if (!top->ops->typing || !top->ops->typing(top->state))
		return keymap_first(app->face->keymap, action);
	for (; *keys; keys += length + strspn(keys + length, " ")) {
		length = strcspn(keys, " ");
		if (keys[0] == '<' && length > 1 && strncmp(keys, "<Space>", length) != 0)
			return arena_bytes(&app->frame, keys, length);
	}
	return "";
}

static int draw_hint(struct app *app, struct area bar, int col, enum action action)
{
	const char *key = key_now(app, action), *words = action_hint(action);
	int needed = (int)(text_cols(key) + 1 + text_cols(words));

	if (key[0] == '\0' || col + needed > bar.cols)
		return col;
	col = area_put(bar, 0, col, STYLE_KEY, key);
	return area_put(bar, 0, col + 1, STYLE_DIM, words) + 2;
}

static void draw_hints(struct app *app, struct area bar)
{
	const struct screen_ops *ops = app_top(app)->ops;
	const char *help = key_now(app, ACTION_HELP);
	/* Help is the one hint that must not fall off the edge. */
	int room = (int)(text_cols(help) + 1 + text_cols(action_hint(ACTION_HELP))), col = 0;
	struct area left = area_part(bar, 0, 0, 1, bar.cols - room - 1);
	size_t i;

	for (i = 0; i < sizeof ops->hints / sizeof *ops->hints && ops->hints[i] != ACTION_NONE; i++)
		col = draw_hint(app, left, col, ops->hints[i]);
	draw_hint(app, area_part(bar, 0, col, 1, bar.cols - col), 0, ACTION_HELP);
}

static void draw_bottom(struct app *app, struct area bar)
{
	if (app->say[0])
		area_field(bar, 0, 0, bar.cols,
			app->question != ASK_NOTHING ? STYLE_WARN : STYLE_TEXT, app->say, false);
	else
		draw_hints(app, bar);
	if (app->question != ASK_NOTHING)
		area_cursor(bar, 0, (int)text_cols(app->say) + 1);
}

/* ---- all */

static void draw_too_small(struct area all)
{
	char line[80];

	snprintf(line, sizeof line, _("needs %dx%d, have %dx%d"), LEAST_COLS, LEAST_ROWS, all.cols,
		all.rows);
	area_field(all, 0, 0, all.cols, STYLE_TEXT, line, false);
}

static bool is_whole(const struct screen *top)
{
	return top->ops->whole && top->ops->whole(top->state);
}

static void draw_screen(struct app *app, struct screen *top, struct area area)
{
	/* The list learns only by drawing how many rows fit, and a bigger page needs more rows. */
	bool grew = area.rows > top->rows && (top->rows != 0 || area.rows > 50);

	screen_load(app, top);
	if (top->ops->draw)
		top->ops->draw(top->state, app->face, area);
	if (grew && top->ops->draw) {
		top->needs_load = true;
		screen_load(app, top);
		for (int row = 0; row < area.rows; row++)
			area_fill(area, row, STYLE_TEXT);
		top->ops->draw(top->state, app->face, area);
	}
	top->rows = area.rows;
	top->cols = area.cols;
}

void app_draw(struct app *app, struct canvas *canvas)
{
	struct area all = canvas_area(canvas);
	struct screen *top = app_top(app);
	int above;

	app->banner_rows = (int)text_cols(app->banner) > all.cols ? 2 : 1;
	above = 1 + app_banner_rows(app);
	app->dirty = false;
	arena_clear(&app->frame);
	canvas_clear(canvas);
	if (all.rows < LEAST_ROWS || all.cols < LEAST_COLS) {
		draw_too_small(all);
		return;
	}
	/* What it learns may make it want the whole screen. */
	screen_load(app, top);
	if (is_whole(top)) {
		/* A message takes the last row from it, and gives it back. */
		draw_screen(
			app, top, area_part(all, 0, 0, all.rows - (app->say[0] != '\0'), all.cols));
		if (app->say[0])
			draw_bottom(app, area_part(all, all.rows - 1, 0, 1, all.cols));
		return;
	}
	draw_screen(app, top, area_part(all, above, 0, all.rows - above - 1, all.cols));
	draw_top(app, area_part(all, 0, 0, 1, all.cols));
	draw_banner(app, area_part(all, 1, 0, above - 1, all.cols));
	draw_bottom(app, area_part(all, all.rows - 1, 0, 1, all.cols));
}

const char *app_title(struct app *app)
{
	return arena_print(&app->frame, "shopkeeper: %s", screen_title(app_top(app)->id));
}
