/* share_code: see share_code.h. What a code is and how it fits is paint/qr.h's. */
#include "screen/share_code.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "paint/qr_draw.h"
#include "paint/qr_file.h"
#include "screen/reaction.h"

/* ---- her choice */

static const char *const mode_ids[] = { [QR_AUTO] = "auto", [QR_HALF] = "half", [QR_FULL] = "full" };
static const char levels[] = "LMQH"; /* as enum qr_level */
enum { MODES = sizeof mode_ids / sizeof mode_ids[0] };

/* Terminals differ: one choice for each kind. */
static char *choice_name(struct arena *arena)
{
	const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM");
	return arena_print(arena, "code.%s.%s", term ? term : "", program ? program : "");
}

void share_code_load(struct share_code *code, const struct face *face)
{
	struct arena arena = { 0 };
	const char *kept = store_get(&face->desk->store, &arena, choice_name(&arena));
	*code = (struct share_code){ .mode = QR_AUTO, .quiet = QR_QUIET_MOST };
	for (int i = 0; kept && i < MODES; i++)
		if (!strncmp(kept, mode_ids[i], strlen(mode_ids[i])))
			code->mode = (enum qr_mode)i;
	code->level = QR_M;
	const char *quiet = kept ? strchr(kept, ' ') : NULL;
	if (quiet && quiet[1] >= '0' + QR_QUIET_LEAST && quiet[1] <= '0' + QR_QUIET_MOST)
		code->quiet = quiet[1] - '0';
	const char *level = quiet && quiet[1] && quiet[2] == ' ' && quiet[3] ? strchr(levels, quiet[3]) : NULL;
	if (level)
		code->level = (enum qr_level)(level - levels);
	code->inverted = kept && strstr(kept, " inverted");
	arena_clear(&arena);
}

static void keep(const struct share_code *code, const struct face *face)
{
	struct arena arena = { 0 };
	struct fault fault;
	/* A store that cannot be written forgets the choice; nothing else is lost. */
	if (store_put(&face->desk->store, choice_name(&arena),
		    arena_print(&arena, "%s %d %c%s", mode_ids[code->mode], code->quiet,
			    levels[code->level], code->inverted ? " inverted" : ""), &fault) != OK)
		arena_clear(&arena);
	arena_clear(&arena);
}

static const char *polarity_words(const struct share_code *code)
{
	return code->inverted ? _("Code: light on dark. Many scanners do not read that.")
			      : _("Code: dark on light.");
}

struct reaction share_code_act(struct share_code *code, const struct face *face, enum action action)
{
	static const char *const words[] = { [QR_AUTO] = N_("Code: chosen for this terminal."),
		[QR_HALF] = N_("Code: half blocks."), [QR_FULL] = N_("Code: full cells.") };
	struct reaction reaction = { .kind = REACT_REDRAW };
	if (action == ACTION_CODE_MODE)
		code->mode = (code->mode + 1) % MODES;
	else if (action == ACTION_CODE_QUIET_MORE)
		code->quiet += code->quiet < QR_QUIET_MOST;
	else if (action == ACTION_CODE_QUIET_LESS)
		code->quiet -= code->quiet > QR_QUIET_LEAST;
	else if (action == ACTION_CODE_POLARITY)
		code->inverted = !code->inverted;
	else if (action == ACTION_CODE_LEVEL)
		code->level = (code->level + 1) % (QR_H + 1);
	else
		return reaction_of(REACT_NOT_MINE);
	keep(code, face);
	if (action == ACTION_CODE_MODE)
		snprintf(reaction.say, sizeof reaction.say, "%s", _(words[code->mode]));
	else if (action == ACTION_CODE_POLARITY)
		snprintf(reaction.say, sizeof reaction.say, "%s", polarity_words(code));
	else if (action == ACTION_CODE_LEVEL)
		snprintf(reaction.say, sizeof reaction.say, _("Code: level %c at least."), levels[code->level]);
	else
		snprintf(reaction.say, sizeof reaction.say, _("Margin around the code: %d"), code->quiet);
	return reaction;
}

/* ---- on the screen */

static int link_rows(const char *url, int cols)
{
	int length = (int)strlen(url);
	return cols > 0 ? (length + cols - 1) / cols : 0;
}

int share_code_link(struct area area, int row, const char *url)
{
	/* A link is ASCII; it is cut into rows without a sign, so that it can be copied. */
	for (char part[512]; *url && row < area.rows && area.cols > 0; row++) {
		int length = snprintf(part, sizeof part, "%.*s", area.cols, url);
		length = length < (int)sizeof part ? length : (int)sizeof part - 1;
		area_put(area, row, 0, STYLE_TEXT, part);
		url += length;
	}
	return row;
}

static enum err plan_code(const struct share_code *code, const struct face *face, struct area area,
	const char *url, struct qr *qr, struct qr_plan *plan, struct fault *fault)
{
	struct qr_space space = qr_space_of(area);
	space.rows = area.rows - link_rows(url, area.cols);
	space.rows_bare = code->alone ? area.rows : 0;
	space.wish = code->mode;
	space.half_unusable = !face->half_blocks || face->colors == 0;
	space.cell_width_px = face->cell_width_px;
	space.cell_height_px = face->cell_height_px;
	space.quiet_most = code->quiet;
	if (code->level == QR_M)
		return qr_make_to_fit(url, &space, qr, plan, fault);
	enum err err = qr_make(url, code->level, qr, fault);
	return err == OK ? qr_fit(qr, &space, plan, fault) : err;
}

int share_code_rows(const struct share_code *code, const struct face *face, struct area area,
	const char *url, struct fault *fault)
{
	struct qr qr;
	struct qr_plan plan;
	if (plan_code(code, face, area, url, &qr, &plan, fault) != OK)
		return 0;
	return plan.rows + link_rows(url, area.cols);
}

static void draw_too_large(struct area area, const char *url, const struct fault *fault)
{
	struct arena arena = { 0 };
	char **lines;
	size_t count = text_wrap(&arena, fault->text, area.cols > 2 ? (size_t)area.cols : 2, &lines);
	for (size_t i = 0; i < count; i++)
		area_put(area, (int)i, 0, STYLE_WARN, lines[i]);
	share_code_link(area, (int)count + 1, url);
	arena_clear(&arena);
}

void share_code_draw(
	const struct share_code *code, const struct face *face, struct area area, const char *url)
{
	struct qr qr;
	struct qr_plan plan;
	struct fault fault = { 0 };
	if (plan_code(code, face, area, url, &qr, &plan, &fault) != OK) {
		draw_too_large(area, url, &fault);
		return;
	}
	int below = plan.bare ? 0 : link_rows(url, area.cols);
	int top = plan.bare ? 0 : (area.rows - plan.rows - below) / 2;
	qr_draw(area_part(area, top, 0, area.rows - top, area.cols), &qr, &plan,
		code->inverted);
	if (below)
		share_code_link(area, top + plan.rows, url);
}

/* ---- in files */

/* Letters and digits of an id; anything else would be a trap in a file's name. */
static char *file_name(struct arena *arena, const struct link *link)
{
	char *name = arena_print(
		arena, "code-%s-%.80s-%s", link->supplier, link->goods, channel_id(link->channel));
	for (char *at = name; *at; at++)
		if (!((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
			(*at >= '0' && *at <= '9') || *at == '-'))
			*at = '_';
	return name;
}

static enum err save_both(const struct qr *qr, const char *path, struct arena *arena, char **where,
	struct fault *fault)
{
	*where = arena_print(arena, "%s.png", path);
	enum err err = qr_save(qr, *where, true, fault);
	if (err == OK)
		err = qr_save(qr, arena_print(arena, "%s.svg", path), true, fault);
	return err;
}

enum err share_code_save(const struct face *face, const struct link *link, struct arena *arena,
	char **where, struct fault *fault)
{
	struct qr qr;
	char *path, *name = file_name(arena, link);
	enum err err = qr_make(link->url, QR_Q, &qr, fault);
	if (err != OK)
		return err;
	if (conf_data_path(face->conf, name, arena, &path, fault) == OK &&
		save_both(&qr, path, arena, where, fault) == OK)
		return OK;
	return save_both(&qr, name, arena, where, fault);
}
