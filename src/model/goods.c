/* goods: which text is a barcode, when a coupon can be used and what makes a shared goods risky (R6, R62). */
#include "model/goods.h"

#include <stddef.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60, LOW_PIECES = 20, LOW_PERCENT = 10 };

enum coupon_state coupon_state(
	const struct coupon *coupon, struct money price, int64_t now, struct money *short_by)
{
	if (!coupon->id)
		return COUPON_NONE;
	if (coupon->starts_at && now < coupon->starts_at)
		return COUPON_NOT_YET;
	if (coupon->ends_at && now >= coupon->ends_at)
		return COUPON_ENDED;
	if (coupon->left == 0)
		return COUPON_USED_UP;
	/* A threshold in another currency can never be reached. */
	if (coupon->threshold.minor > 0 &&
		(price.currency != coupon->threshold.currency ||
			price.minor < coupon->threshold.minor)) {
		if (short_by) {
			*short_by = coupon->threshold;
			if (price.currency == coupon->threshold.currency)
				short_by->minor -= price.minor;
		}
		return COUPON_TOO_SMALL;
	}
	return COUPON_USABLE;
}

bool goods_gtin(const char *text, char gtin[GTIN_BYTES])
{
	char digits[GTIN_BYTES];
	size_t count = 0, i;
	int sum = 0;

	for (; text && *text; text++) {
		if (*text == ' ' || *text == '-')
			continue;
		if (*text < '0' || *text > '9' || count == GTIN_BYTES - 1)
			return false;
		digits[count++] = *text;
	}
	if (count != 8 && count < 12)
		return false;
	memset(gtin, '0', GTIN_BYTES - 1);
	memcpy(gtin + GTIN_BYTES - 1 - count, digits, count);
	gtin[GTIN_BYTES - 1] = '\0';
	for (i = 0; i < GTIN_BYTES - 1; i++)
		sum += (gtin[i] - '0') * (i % 2 == 0 ? 3 : 1);
	/* All noughts sum up well, too. */
	return sum > 0 && sum % 10 == 0;
}

static bool few_left(const struct coupon *coupon)
{
	if (coupon->left < 0)
		return false;
	/* total × 10 / 100 without overflow: counts come from strangers. */
	return coupon->left < LOW_PIECES ||
		(coupon->total > 0 && coupon->left < coupon->total / (100 / LOW_PERCENT));
}

static bool ends_soon(int64_t ends_at, int64_t now)
{
	return ends_at > 0 && ends_at > now - DAY_S && ends_at - DAY_S < now;
}

enum goods_risk goods_risk(const struct goods *goods, int64_t now)
{
	enum coupon_state state = coupon_state(&goods->coupon, goods->price, now, NULL);

	if (goods->stock == 0)
		return RISK_GONE;
	if (state == COUPON_ENDED || state == COUPON_USED_UP)
		return RISK_COUPON_ENDED;
	if (state == COUPON_USABLE &&
		(few_left(&goods->coupon) || ends_soon(goods->coupon.ends_at, now)))
		return RISK_COUPON_LOW;
	if (ends_soon(goods->lock_ends_at, now))
		return RISK_LOCK_ENDING;
	return RISK_NONE;
}
