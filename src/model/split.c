/* split: see split.h. A product of an amount and a weight needs more than 64 bits. */
#include "model/split.h"

__extension__ typedef __int128 wide;

/* How many lines get one of what is left over before line i does. */
static int64_t before(int64_t total, const int64_t *weights, size_t count, size_t i, wide sum)
{
	wide own = (wide)total * weights[i] % sum, other;
	int64_t found = 0;
	size_t j;

	for (j = 0; j < count; j++) {
		other = (wide)total * weights[j] % sum;
		found += other > own || (other == own && j < i);
	}
	return found;
}

void split_by_weight(int64_t total, const int64_t *weights, size_t count, int64_t *shares)
{
	int64_t left = total;
	wide sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += weights[i];
	for (i = 0; i < count; i++) {
		shares[i] = sum > 0 ? (int64_t)((wide)total * weights[i] / sum) : 0;
		left -= shares[i];
	}
	if (sum == 0 && count > 0)
		shares[0] = total;
	for (i = 0; i < count && sum > 0; i++)
		shares[i] += before(total, weights, count, i, sum) < left;
}

int64_t split_pieces(int64_t total, int64_t quantity, int64_t left)
{
	int64_t dearer = total % quantity;

	return total / quantity * left + (left < dearer ? left : dearer);
}
