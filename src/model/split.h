/*
 * split: an amount divided so that no cent is lost or made (R5): a discount of a whole cart among its lines,
 * a line among its pieces. Nothing is read or written here. What commission comes of it: earning.h.
 */
#ifndef MODEL_SPLIT_H
#define MODEL_SPLIT_H

#include <stddef.h>
#include <stdint.h>

/* In proportion to the weights: each share rounded down, then what is left over one by one to the largest
 * remainders, ties to the lower line. All weights 0: all to the first line. Amounts and weights from 0 to
 * MONEY_MOST; the shares always sum to `total`. */
void split_by_weight(int64_t total, const int64_t *weights, size_t count, int64_t *shares);
/* What `left` of `quantity` equal pieces cost together if all cost `total`; the first ones are the dearer. */
int64_t split_pieces(int64_t total, int64_t quantity, int64_t left);

#endif
