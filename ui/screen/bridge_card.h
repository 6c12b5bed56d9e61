/* bridge_card: how what was estimated became her money, one row a cause; and when the next money comes. */
#ifndef SCREEN_BRIDGE_CARD_H
#define SCREEN_BRIDGE_CARD_H

#include "desk/forecast.h"
#include "model/bridge.h"
#include "screen/screen.h"
#include "screen/sheet.h"

/* `month`: the bridges are of one month, and tell what changed in it. */
void bridge_card_draw(struct sheet *sheet, const struct face *face, const struct bridge *bridges, size_t count,
	bool month);
void forecast_card_draw(struct sheet *sheet, const struct face *face, const struct forecast *rows, size_t count);

#endif
