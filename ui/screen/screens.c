/*
 * screens: the table of screens. A new screen is one file, one row in SCREENS (screen.h) and one here; a
 * screen without ops is "not available".
 */
#include "screen/screen.h"

#include <string.h>

#include "base/words.h"

extern const struct screen_ops screen_help, screen_messages, screen_jobs, screen_palette;

const struct screen_ops *const screens[SCREEN_COUNT] = {
	[SCREEN_HELP] = &screen_help,
	[SCREEN_MESSAGES] = &screen_messages,
	[SCREEN_JOBS] = &screen_jobs,
	[SCREEN_PALETTE] = &screen_palette,
};

static const struct {
	const char *name, *title;
} rows[SCREEN_COUNT] = {
#define X(id, name, title) [SCREEN_##id] = { name, title },
	SCREENS(X)
#undef X
};

const char *screen_name(enum screen_id id)
{
	return id < SCREEN_COUNT ? rows[id].name : "";
}

const char *screen_title(enum screen_id id)
{
	return id < SCREEN_COUNT ? _(rows[id].title) : "";
}

enum screen_id screen_find(const char *name)
{
	int id;

	for (id = 0; id < SCREEN_COUNT; id++)
		if (strcmp(rows[id].name, name) == 0)
			break;
	return (enum screen_id)id;
}
