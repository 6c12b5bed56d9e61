/*
 * screens: the table of screens. A new screen is one file, one row in SCREENS (screen.h) and one
 * here; a screen without ops is "not available".
 */
#include "screen/screen.h"

#include <string.h>

#include "base/words.h"

extern const struct screen_ops screen_today, screen_goods, screen_detail, screen_compare, screen_shelf, screen_share, screen_links,
	screen_orders, screen_order, screen_earnings, screen_help, screen_messages, screen_jobs,
	screen_palette, screen_setup, screen_withdraw,
	screen_payouts;

const struct screen_ops *const screens[SCREEN_COUNT] = {
	[SCREEN_TODAY] = &screen_today,
	[SCREEN_GOODS] = &screen_goods,
	[SCREEN_DETAIL] = &screen_detail,
	[SCREEN_COMPARE] = &screen_compare,
	[SCREEN_SHELF] = &screen_shelf,
	[SCREEN_SHARE] = &screen_share,
	[SCREEN_LINKS] = &screen_links,
	[SCREEN_ORDERS] = &screen_orders,
	[SCREEN_ORDER] = &screen_order,
	[SCREEN_EARNINGS] = &screen_earnings,
	[SCREEN_HELP] = &screen_help,
	[SCREEN_MESSAGES] = &screen_messages,
	[SCREEN_JOBS] = &screen_jobs,
	[SCREEN_PALETTE] = &screen_palette,
	[SCREEN_SETUP] = &screen_setup,
	[SCREEN_WITHDRAW] = &screen_withdraw,
	[SCREEN_PAYOUTS] = &screen_payouts,
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
