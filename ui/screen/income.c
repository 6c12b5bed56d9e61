/* income: see income.h. The dots are always three: their number must not tell the amount. */
#include "screen/income.h"

#include <stdio.h>

static char *hidden(char text[INCOME_TEXT])
{
	const char *dot = glyphs()->bullet;
	snprintf(text, INCOME_TEXT, "%s%s%s", dot, dot, dot);
	return text;
}

char *income_money(const struct face *face, struct money money, char text[INCOME_TEXT])
{
	char shown[MONEY_TEXT];
	if (face->privacy)
		return hidden(text);
	snprintf(text, INCOME_TEXT, "%s", money_shown(money, shown));
	return text;
}

char *income_estimate(const struct face *face, struct money money, char text[INCOME_TEXT])
{
	char shown[MONEY_TEXT];
	if (face->privacy)
		return hidden(text);
	snprintf(text, INCOME_TEXT, "~%s", money_shown(money, shown));
	return text;
}

char *income_change(const struct face *face, struct money money, bool is_money, char text[INCOME_TEXT])
{
	char shown[MONEY_TEXT];
	if (face->privacy)
		return hidden(text);
	snprintf(text, INCOME_TEXT, "%s%s%s", is_money ? "" : "~", money.minor > 0 ? "+" : "",
		money_shown(money, shown));
	return text;
}
