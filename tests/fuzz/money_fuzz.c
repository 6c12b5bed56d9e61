/* Any bytes as an amount and a rate: what is read is written back as the same amount, and sums and
 * shares agree with 128-bit arithmetic. The first byte chooses the currency, four more the rate. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_share(struct money money, int32_t rate_bp)
{
	__extension__ __int128 model = money.minor;
	struct money share;

	model = model * rate_bp / 10000;
	if (money_share(money, rate_bp, &share))
		demand(share.minor == (int64_t)model && share.currency == money.currency);
	else
		demand(rate_bp < 0 || model > MONEY_MOST || model < -MONEY_MOST);
}

static void check_sum(struct money a, int64_t minor)
{
	__extension__ __int128 model = a.minor;
	struct money b = { minor, a.currency }, sum;

	model += minor;
	if (money_add(a, b, &sum))
		demand(sum.minor == (int64_t)model && sum.currency == a.currency);
	else
		demand(model > MONEY_MOST || model < -MONEY_MOST);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char text[256], plain[MONEY_TEXT], rate[MONEY_TEXT];
	struct money money, again;
	enum currency currency;
	int64_t other = 0;
	int32_t rate_bp;

	if (length < 5 || length > sizeof text)
		return 0;
	currency = (enum currency)(bytes[0] % (CURRENCY_COUNT + 1));
	memcpy(&rate_bp, bytes + 1, sizeof rate_bp);
	memcpy(text, bytes + 5, length - 5);
	text[length - 5] = '\0';
	rate_shown(rate_bp, rate);
	demand(strlen(rate) >= 4);
	if (!money_parse(text, currency, &money))
		return 0;
	demand(money.minor >= -MONEY_MOST && money.minor <= MONEY_MOST);
	demand(money_parse(money_plain(money, plain), currency, &again));
	demand(again.minor == money.minor && again.currency == currency);
	money_shown(money, plain);
	check_share(money, rate_bp);
	memcpy(&other, bytes, length < sizeof other ? length : sizeof other);
	check_sum(money, other);
	return 0;
}
