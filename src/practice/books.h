/*
 * books: the rules on money that are the supplier's own: fees, closing days (domain
 * rules R17, R19). Pure arithmetic in whole minor units; nothing is read or written here.
 * What any supplier and the owner agree on (commission, splitting, coupons, states) is in model/.
 */
#ifndef PRACTICE_BOOKS_H
#define PRACTICE_BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* floor(amount × rate); amounts ≥ 0. */
int64_t books_share(int64_t amount, int32_t rate_bp);
/* clamp(amount × rate, least, most); most 0 = no upper limit (R19). */
int64_t books_payout_fee(int64_t amount, int32_t rate_bp, int64_t least, int64_t most);
/* When an order approved at this moment is settled: the next midnight in Shanghai, or monthly
 * (R17): approved up to the 15th → the 20th of the month, later → the 20th of the next month. */
int64_t books_next_close(int64_t approved_at, bool monthly);
/* The next Monday, 10:00 in Shanghai, after this moment. */
int64_t books_next_monday(int64_t after);

#endif
