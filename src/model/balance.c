/* balance: sums of at most eight bounded amounts, so nothing can overflow. */
#include "model/balance.h"

struct money balance_yours(const struct balance *balance)
{
	return (struct money){ balance->minor[BUCKET_AVAILABLE] +
			balance->minor[BUCKET_IN_WITHDRAWAL] + balance->minor[BUCKET_CLAWBACK],
		balance->currency };
}

bool balance_adds_up(const struct balance *balance)
{
	int64_t sum = 0;
	for (int i = 0; i < BUCKET_COUNT; i++)
		sum += balance->minor[i];
	return sum == balance->ledger_minor;
}
