/*
 * income: how what she earns is shown, everywhere the same: settled money plain and in STYLE_MONEY,
 * estimates with "~" in front and in STYLE_ESTIMATE, both as dots while privacy is on. Prices are
 * no income and are shown by money_shown.
 */
#ifndef SCREEN_INCOME_H
#define SCREEN_INCOME_H

#include "base/money.h"
#include "screen/screen.h"

enum { INCOME_TEXT = MONEY_TEXT + 8 };
char *income_money(const struct face *face, struct money money, char text[INCOME_TEXT]);
char *income_estimate(const struct face *face, struct money money, char text[INCOME_TEXT]);
/* A step: "+¥5.00", "-¥5.00", and of an estimate "~+¥5.00", "~-¥5.00". */
char *income_change(const struct face *face, struct money money, bool is_money, char text[INCOME_TEXT]);

#endif
