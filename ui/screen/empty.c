/* empty: see empty.h. The newest question of the kind decides between
 * asking, failed and nothing. */
#include "screen/empty.h"

#include <stdio.h>
#include "base/text.h"
#include "base/words.h"

enum { EMPTY_MOST_COLS = 56 };

static bool any_account_ready(const struct face *face)
{
	for (size_t i = 0; i < face->conf->account_count; i++)
		if (account_ready(face->desk, face->conf->accounts[i].name))
			return true;
	return false;
}

static void say(struct empty *empty, const char *what, const char *next)
{
	snprintf(empty->what, sizeof empty->what, "%s", what);
	snprintf(empty->next, sizeof empty->next, "%s", next);
}

static void say_key(struct empty *empty, const struct face *face, enum action action,
	const char *what, const char *next_with_key)
{
	say(empty, what, "");
	snprintf(
		empty->next, sizeof empty->next, next_with_key, keymap_first(face->keymap, action));
}

static const struct job *newest(const struct job *jobs, size_t count, enum job_kind kind)
{
	for (size_t i = 0; i < count; i++)
		if (jobs[i].kind == kind)
			return &jobs[i];
	return NULL;
}

void empty_load(
	struct empty *empty, const struct face *face, enum job_kind kind, const char *nothing)
{
	struct arena arena = { 0 };
	struct job *jobs;
	size_t count = job_load(face->desk, &arena, &jobs);
	const struct job *job = newest(jobs, count, kind);

	*empty = (struct empty){ 0 };
	if (job && job->state == JOB_ASKING) {
		empty->waiting = true;
		say(empty, _("Asking the supplier…"), _("What comes in is shown at once."));
	} else if (!any_account_ready(face)) {
		say_key(empty, face, ACTION_PALETTE, _("No supplier is set up yet."),
			_("Press %s and choose \"setup\"."));
	} else if (face->desk->offline) {
		say(empty, nothing,
			_("You are offline. Start without --offline to ask the supplier."));
	} else if (job && job->state == JOB_FAILED) {
		empty->bad = true;
		say_key(empty, face, ACTION_REFRESH, job->fault.text, _("Press %s to try again."));
	} else {
		say_key(empty, face, ACTION_REFRESH, nothing, _("Press %s to ask the supplier."));
	}
	arena_clear(&arena);
}

static int centred(struct area area, int row, enum style style, const char *text)
{
	struct arena arena = { 0 };
	char **lines;
	int cols = area.cols < EMPTY_MOST_COLS ? area.cols : EMPTY_MOST_COLS;
	size_t count = text_wrap(&arena, text, cols < 2 ? 2 : (size_t)cols, &lines);
	for (size_t i = 0; i < count; i++, row++)
		area_put(area, row, (area.cols - (int)text_cols(lines[i])) / 2, style, lines[i]);
	arena_clear(&arena);
	return row;
}

void empty_draw(const struct empty *empty, struct area area)
{
	int row = area.rows > 6 ? area.rows / 3 : 0;
	row = centred(area, row, empty->bad ? STYLE_WARN : STYLE_TEXT, empty->what);
	centred(area, row + (area.rows > 6), STYLE_DIM, empty->next);
}
