/*
 * books: the rules on money that are the supplier's own: allocation, fees, closing days (domain
 * rules R5, R12, R17, R19). Pure arithmetic in whole minor units; nothing is read or written here.
 * What any supplier and the owner agree on (commission, coupons, states) is in model/.
 */
#ifndef PRACTICE_BOOKS_H
#define PRACTICE_BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Splits `total` in proportion to the weights: floor, then what is left over one by one to the
 * largest remainders, ties to the lower line (R5). The shares always sum to the total. All weights
 * 0: all to the first line. Amounts up to MONEY_MOST. */
void books_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *shares);
/* What `left` of `quantity` equal pieces cost together, if all cost `total` (R5). */
int64_t books_pieces(int64_t total, int64_t quantity, int64_t left);
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
