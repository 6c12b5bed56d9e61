/*
 * books: see books.h.
 * Shanghai has had no summer time since 1991, so its days are UTC days moved by eight hours.
 */
#include "practice/books.h"

#include <time.h>
#include "base/money.h"

enum { SHANGHAI_S = 8 * 3600, DAY = 86400, CLOSING_DAY = 20, LAST_AUDIT_DAY = 15 };

int64_t books_share(int64_t amount, int32_t rate_bp)
{
	struct money share;
	if (!money_share((struct money){ amount, CURRENCY_CNY }, rate_bp, &share))
		return 0;
	return share.minor;
}

int64_t books_payout_fee(int64_t amount, int32_t rate_bp, int64_t least, int64_t most)
{
	int64_t fee = books_share(amount, rate_bp);
	if (fee < least)
		fee = least;
	if (most > 0 && fee > most)
		fee = most;
	return fee;
}

int64_t books_next_close(int64_t approved_at, bool monthly)
{
	time_t local = (time_t)(approved_at + SHANGHAI_S);
	if (!monthly)
		return (local / DAY + 1) * DAY - SHANGHAI_S;
	struct tm day;
	gmtime_r(&local, &day);
	struct tm close = { .tm_year = day.tm_year, .tm_mon = day.tm_mon, .tm_mday = CLOSING_DAY };
	if (day.tm_mday > LAST_AUDIT_DAY)
		close.tm_mon++;
	return (int64_t)timegm(&close) - SHANGHAI_S;
}

int64_t books_next_monday(int64_t after)
{
	enum { TEN_HOURS = 10 * 3600, FIRST_MONDAY = 4 * DAY, WEEK = 7 * DAY };
	int64_t since = after + SHANGHAI_S - TEN_HOURS - FIRST_MONDAY;
	return (since / WEEK + 1) * WEEK + FIRST_MONDAY + TEN_HOURS - SHANGHAI_S;
}
