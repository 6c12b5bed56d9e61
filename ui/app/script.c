/*
 * script: drives the app from a file, without a terminal: the golden screens of
 * tests/screens. What comes out is the canvas as text between frame lines, so that a change
 * shows in a diff. Commands: app.h.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/clock.h"
#include "base/words.h"

enum { WAIT_MOST_MS = 60000, SIZE_MOST = 1000 };

struct script {
	struct app *app;
	struct face *face;
	struct canvas canvas;
	const char *path;
	int line;
	bool ended;
	FILE *to;
};

static enum err wrong(const struct script *script, struct fault *fault, const char *why)
{
	return fault_set(fault, ERR_USAGE, "%s:%d: %s", script->path, script->line, why);
}

static void resize(struct script *script, int rows, int cols)
{
	struct key key;

	canvas_free(&script->canvas);
	canvas_init(&script->canvas, rows, cols);
	(void)key_read("<Resize>", &key);
	script->ended |= !app_key(script->app, &key);
}

static enum err size(struct script *script, const char *rest, struct fault *fault)
{
	char *end;
	long cols = strtol(rest, &end, 10), rows;

	if (*end != 'x')
		return wrong(script, fault, _(":size takes columns x rows, as in 80x24"));
	rows = strtol(end + 1, &end, 10);
	if (*end || rows < 1 || cols < 1 || rows > SIZE_MOST || cols > SIZE_MOST)
		return wrong(script, fault, _(":size takes columns x rows, as in 80x24"));
	resize(script, (int)rows, (int)cols);
	return OK;
}

/* `spaced`: keys stand between spaces (:keys); else every character is one (:type). */
static enum err press(struct script *script, const char *text, bool spaced, struct fault *fault)
{
	struct key key;
	size_t used;

	while (*text && !script->ended) {
		if (spaced && *text == ' ') {
			text++;
			continue;
		}
		if (!spaced && *text == '<') {
			key = (struct key){ .name = "<", .typed = "<" };
			used = 1;
		} else {
			used = key_read(text, &key);
		}
		if (used == 0)
			return wrong(script, fault, _("this is no key"));
		script->ended |= !app_key(script->app, &key);
		text += used;
	}
	return OK;
}

static enum err paste(struct script *script, const char *text)
{
	struct key key;

	(void)key_read("<Paste>", &key);
	key.paste = text;
	script->ended |= !app_key(script->app, &key);
	return OK;
}

static enum err show(struct script *script, bool styles)
{
	struct arena arena = { 0 };

	app_draw(script->app, &script->canvas);
	fprintf(script->to, "---- %dx%d%s\n%s", script->canvas.cols, script->canvas.rows,
		styles ? " styles" : "",
		styles ? canvas_styles(&script->canvas, &arena)
		       : canvas_text(&script->canvas, &arena));
	if (script->canvas.cursor_row >= 0 && !styles)
		fprintf(script->to, "---- cursor %d,%d\n", script->canvas.cursor_row,
			script->canvas.cursor_col);
	arena_clear(&arena);
	return OK;
}

static enum err wait_for_answers(struct script *script)
{
	/* Drawn as the owner would have seen it: loading may ask for more. */
	app_draw(script->app, &script->canvas);
	app_end_pause(script->app);
	app_news(script->app, desk_settle(script->face->desk, WAIT_MOST_MS));
	app_draw(script->app, &script->canvas);
	return OK;
}

static enum err move_clock(struct script *script, const char *rest, struct fault *fault)
{
	char *end;
	long long seconds = strtoll(rest, &end, 10);

	if (end == rest || *end)
		return wrong(script, fault, _(":clock takes seconds, as in +3600"));
	clock_set_s(clock_now_s() + seconds);
	return OK;
}

static enum err go(struct script *script, const char *name, struct fault *fault)
{
	char word[40];
	size_t length = strcspn(name, " ");
	enum screen_id id;

	snprintf(word, sizeof word, "%.*s", (int)length, name);
	id = screen_find(word);
	if (id == SCREEN_COUNT)
		return wrong(script, fault, _("there is no such screen"));
	app_go(script->app, id, name + length + (name[length] == ' '));
	return OK;
}

static enum err run_line(struct script *script, char *line, struct fault *fault)
{
	size_t length = strcspn(line, " ");
	const char *rest = line + length + (line[length] == ' ');

	if (line[0] == '\0' || line[0] == '#')
		return OK;
	line[length] = '\0';
	if (strcmp(line, ":size") == 0)
		return size(script, rest, fault);
	if (strcmp(line, ":keys") == 0 || strcmp(line, ":type") == 0)
		return press(script, rest, line[1] == 'k', fault);
	if (strcmp(line, ":paste") == 0)
		return paste(script, rest);
	if (strcmp(line, ":wait") == 0)
		return wait_for_answers(script);
	if (strcmp(line, ":show") == 0 || strcmp(line, ":styles") == 0)
		return show(script, line[2] == 't');
	if (strcmp(line, ":clock") == 0)
		return move_clock(script, rest, fault);
	if (strcmp(line, ":go") == 0)
		return go(script, rest, fault);
	return wrong(script, fault,
		_("no such line; there are :size :keys :type :paste :wait :show :styles :clock :go"));
}

static enum err run(struct script *script, FILE *from, struct fault *fault)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	enum err err = OK;

	while (err == OK && !script->ended && (length = getline(&line, &room, from)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			line[length - 1] = '\0';
		script->line++;
		err = run_line(script, line, fault);
	}
	free(line);
	return err;
}

enum err app_script(struct app *app, const char *path, struct fault *fault)
{
	struct script script = { .app = app, .face = app_face(app), .path = path, .to = stdout };
	FILE *from = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	enum err err;

	if (!from)
		return fault_set(
			fault, ERR_USAGE, _("%s cannot be read: %s"), path, strerror(errno));
	canvas_init(&script.canvas, 24, 80);
	err = run(&script, from, fault);
	canvas_free(&script.canvas);
	if (from != stdin)
		fclose(from);
	if (fflush(stdout) != 0 && err == OK)
		err = fault_set(fault, ERR_FAILED, _("The output cannot be written: %s"),
			strerror(errno));
	return err;
}
