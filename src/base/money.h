/*
 * money: exact amounts. 64-bit minor units (fen, cents) and a currency; never floating point.
 * Two currencies are never added. Rules on money (commission, fees, allocation) live in model/.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/fault.h"

/* code, decimals, sign shown before the amount */
#define CURRENCIES(X) \
	X(CNY, 2, "¥") X(USD, 2, "$") X(EUR, 2, "€") X(GBP, 2, "£") X(HKD, 2, "HK$") X(TWD, 2, "NT$") \
	X(SGD, 2, "S$") X(MYR, 2, "RM") X(THB, 2, "฿") X(VND, 0, "₫") X(JPY, 0, "JP¥") X(KRW, 0, "₩") \
	X(IDR, 2, "Rp") X(KWD, 3, "KD")

enum currency {
	CURRENCY_NONE,
#define X(code, decimals, sign) CURRENCY_##code,
	CURRENCIES(X)
#undef X
	CURRENCY_COUNT
};

struct money {
	int64_t minor;
	enum currency currency;
};

/* No amount in the program is larger (R1): 9e15 minor units. */
#define MONEY_MOST INT64_C(9000000000000000)

enum currency currency_find(const char *code); /* CURRENCY_NONE if unknown; case matters */
const char *currency_code(enum currency currency);
int currency_decimals(enum currency currency);

/* "12.34" → 1234 (R1). Refuses more decimals than the currency has, signs in the middle, exponents,
 * spaces, empty text and anything beyond MONEY_MOST. A leading '-' is allowed. */
MUST_USE bool money_parse(const char *text, enum currency currency, struct money *money);
/* sum = a + b. False if currencies differ (CURRENCY_NONE with 0 joins either) or on overflow. */
MUST_USE bool money_add(struct money a, struct money b, struct money *sum);
/* floor(money × rate_bp / 10000) for amounts ≥ 0; for a negative amount
 * −floor(|money| × rate) (R3). */
MUST_USE bool money_share(struct money money, int32_t rate_bp, struct money *share);

enum { MONEY_TEXT = 40 };
/* "12.34" (plain) or "¥12.34" (shown); returns `text`. */
char *money_plain(struct money money, char text[MONEY_TEXT]);
char *money_shown(struct money money, char text[MONEY_TEXT]);
/* Basis points: "18.0%" rounded half up to one decimal (V4: 1799 → "18.0%"). */
char *rate_shown(int32_t rate_bp, char text[MONEY_TEXT]);

#endif
