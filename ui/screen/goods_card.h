/*
 * goods_card: one goods as the owner reads it: the price step by step, what it would
 * earn with and without the coupon (R7), and what to mind before sharing. Drawn by the
 * goods detail and by preview panes.
 */
#ifndef SCREEN_GOODS_CARD_H
#define SCREEN_GOODS_CARD_H

#include "model/link.h"
#include "screen/screen.h"
#include "screen/sheet.h"

void goods_card_draw(struct sheet *sheet, const struct face *face, const struct goods *goods);
/* Which kinds of its supplier's links may be posted where. */
void goods_card_posting(struct sheet *sheet, const struct face *face, const struct goods *goods);
/* Links already made for it; nothing when there are none. */
void goods_card_links(struct sheet *sheet, const struct link *links, size_t count);
/* Why the coupon can be used or cannot: "until 2026-11-30 12:00", "¥0.01 short of ¥20.00". */
char *goods_card_coupon(struct arena *arena, const struct goods *goods, int64_t now);
/* What is risky about sharing it now (R62), or NULL. */
char *goods_card_risk(struct arena *arena, const struct goods *goods, int64_t now);

#endif
