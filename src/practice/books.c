/*
 * books: see books.h. Products of an amount and a weight need more than 64 bits, hence __int128.
 * Shanghai has had no summer time since 1991, so its days are UTC days moved by eight hours.
 */
#include "practice/books.h"

#include <time.h>
#include "base/money.h"

enum { SHANGHAI_S = 8 * 3600, DAY = 86400, CLOSING_DAY = 20, LAST_AUDIT_DAY = 15 };

__extension__ typedef __int128 wide;

static int64_t largest_remainder(
	const int64_t *weights, size_t count, const bool *served, int64_t total, int64_t sum)
{
	int64_t best = -1, best_remainder = -1;
	for (size_t i = 0; i < count; i++) {
		int64_t remainder = (int64_t)((wide)total * weights[i] % sum);
		if (!served[i] && remainder > best_remainder) {
			best = (int64_t)i;
			best_remainder = remainder;
		}
	}
	return best;
}

enum { LINES_MOST = 100 };

void books_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *shares)
{
	bool served[LINES_MOST] = { false };
	int64_t sum = 0, left = total;
	for (size_t i = 0; i < count; i++)
		sum += weights[i];
	for (size_t i = 0; i < count; i++) {
		shares[i] = sum ? (int64_t)((wide)total * weights[i] / sum) : 0;
		left -= shares[i];
	}
	if (!sum || count > LINES_MOST) {
		shares[0] += left;
		return;
	}
	for (; left > 0; left--) {
		int64_t line = largest_remainder(weights, count, served, total, sum);
		served[line] = true;
		shares[line]++;
	}
}

int64_t books_pieces(int64_t total, int64_t quantity, int64_t left)
{
	int64_t dearer = total % quantity; /* that many of the first pieces cost one more */
	return total / quantity * left + (left < dearer ? left : dearer);
}

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
