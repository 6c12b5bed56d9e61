/*
 * money: reading, adding, sharing and showing exact amounts. Overflow is checked by the compiler's
 * own arithmetic; there is no floating point. Rules on money (fees, allocation) live in model/.
 */
#include "base/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *code, *sign;
	int decimals;
} currencies[CURRENCY_COUNT] = { [CURRENCY_NONE] = { "", "", 0 },
#define X(code, decimals, sign) [CURRENCY_##code] = { #code, sign, decimals },
	CURRENCIES(X)
#undef X
};

static bool known(enum currency currency)
{
	return currency > CURRENCY_NONE && currency < CURRENCY_COUNT;
}

enum currency currency_find(const char *code)
{
	int i;

	for (i = CURRENCY_NONE + 1; code && i < CURRENCY_COUNT; i++)
		if (strcmp(code, currencies[i].code) == 0)
			return (enum currency)i;
	return CURRENCY_NONE;
}

const char *currency_code(enum currency currency)
{
	return known(currency) ? currencies[currency].code : "";
}

int currency_decimals(enum currency currency)
{
	return known(currency) ? currencies[currency].decimals : 0;
}

static bool within_most(int64_t minor)
{
	return minor >= -MONEY_MOST && minor <= MONEY_MOST;
}

/* Appends digits to *minor; moves *text behind them and returns how many there were, -1 if the
 * amount grew beyond MONEY_MOST. */
static int take_digits(const char **text, int64_t *minor)
{
	int count = 0;

	for (; **text >= '0' && **text <= '9'; (*text)++, count++) {
		*minor = *minor * 10 + (**text - '0');
		if (*minor > MONEY_MOST)
			return -1;
		/* So that a text of 2^31 zeros cannot turn the count around. */
		if (count > 1000)
			return -1;
	}
	return count;
}

bool money_parse(const char *text, enum currency currency, struct money *money)
{
	int decimals = currency_decimals(currency), count = 0;
	int64_t minor = 0;
	bool negative;

	if (!text || !known(currency))
		return false;
	negative = *text == '-';
	text += negative;
	if (take_digits(&text, &minor) <= 0)
		return false;
	if (*text == '.') {
		text++;
		count = take_digits(&text, &minor);
		if (count <= 0 || count > decimals)
			return false;
	}
	if (*text != '\0')
		return false;
	for (; count < decimals; count++)
		minor = minor > MONEY_MOST ? minor : minor * 10;
	if (minor > MONEY_MOST)
		return false;
	*money = (struct money){ negative ? -minor : minor, currency };
	return true;
}

bool money_add(struct money a, struct money b, struct money *sum)
{
	int64_t minor;

	if (a.currency == CURRENCY_NONE && a.minor == 0)
		a.currency = b.currency;
	if (b.currency == CURRENCY_NONE && b.minor == 0)
		b.currency = a.currency;
	if (a.currency != b.currency || __builtin_add_overflow(a.minor, b.minor, &minor) ||
		!within_most(minor))
		return false;
	*sum = (struct money){ minor, a.currency };
	return true;
}

bool money_share(struct money money, int32_t rate_bp, struct money *share)
{
	int64_t whole, rest = money.minor % 10000;

	if (rate_bp < 0 || !within_most(money.minor))
		return false;
	/* m × r / 10000 without a 128-bit product; C division drops towards zero, as R3 asks. */
	if (__builtin_mul_overflow(money.minor / 10000, (int64_t)rate_bp, &whole) ||
		__builtin_add_overflow(whole, rest * rate_bp / 10000, &whole) ||
		!within_most(whole))
		return false;
	*share = (struct money){ whole, money.currency };
	return true;
}

static char *print(struct money money, const char *sign, char text[MONEY_TEXT])
{
	uint64_t size = money.minor < 0 ? 0 - (uint64_t)money.minor : (uint64_t)money.minor;
	const char *minus = money.minor < 0 ? "-" : "";
	int decimals = currency_decimals(money.currency);
	char fraction[8] = "";
	int i;

	for (i = decimals; i > 0; i--, size /= 10)
		fraction[i] = (char)('0' + size % 10);
	if (decimals > 0)
		fraction[0] = '.';
	snprintf(text, MONEY_TEXT, "%s%s%" PRIu64 "%s", minus, sign, size, fraction);
	return text;
}

char *money_plain(struct money money, char text[MONEY_TEXT])
{
	return print(money, "", text);
}

char *money_shown(struct money money, char text[MONEY_TEXT])
{
	return print(money, known(money.currency) ? currencies[money.currency].sign : "", text);
}

char *rate_shown(int32_t rate_bp, char text[MONEY_TEXT])
{
	int64_t size = rate_bp < 0 ? -(int64_t)rate_bp : rate_bp;
	int64_t tenths = (size + 5) / 10;

	snprintf(text, MONEY_TEXT, "%s%" PRId64 ".%" PRId64 "%%",
		rate_bp < 0 && tenths > 0 ? "-" : "", tenths / 10, tenths % 10);
	return text;
}
