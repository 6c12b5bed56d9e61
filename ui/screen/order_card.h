/*
 * order_card: one order as the owner reads it: where its commission stands, when what happened, why it earns
 * nothing and what a return would cost her. Drawn by the order screen and by the orders' preview pane.
 */
#ifndef SCREEN_ORDER_CARD_H
#define SCREEN_ORDER_CARD_H

#include "desk/explain.h"
#include "model/order.h"
#include "screen/screen.h"
#include "screen/sheet.h"

void order_card_draw(struct sheet *sheet, const struct face *face, const struct order *order);
/* Why it earns what it earns: the reason, and the steps from the estimate to her money. */
void order_card_explain(struct sheet *sheet, const struct face *face, const struct order *order,
	const struct bridge_step *steps, size_t count);
/* Settled money or the estimate, "-" when there is neither; `style` gets how to draw it. */
const char *order_card_income(struct arena *arena, const struct face *face, const struct order *order,
	unsigned char *style);
enum style order_card_style(enum order_state state); /* good, bad, neutral */

#endif
