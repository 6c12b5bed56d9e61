/* refund: see refund.h. A piece is worth its share of what was paid, not its list price (R5). */
#include "model/refund.h"

#include "model/earning.h"

/* floor(base × left / all) without leaving 64 bits. */
static struct money part(struct money base, int64_t left, int64_t all)
{
	return (struct money){ base.minor / all * left + base.minor % all * left / all, base.currency };
}

enum refund_cost refund_costs(const struct order *order, int64_t pieces, struct money *cost)
{
	enum bucket bucket = order_bucket(order->state);
	bool settled = bucket == BUCKET_AVAILABLE || bucket == BUCKET_IN_WITHDRAWAL || bucket == BUCKET_PAID_OUT;
	int64_t all = order->quantity > 0 ? order->quantity : 1, left = pieces < all ? all - pieces : 0;
	struct money has = settled ? order->settled : order->estimate, keeps = { 0, has.currency }, back;

	*cost = keeps;
	if ((!settled && bucket != BUCKET_ESTIMATED && bucket != BUCKET_FROZEN) || has.minor <= 0)
		return REFUND_COSTS_NOTHING;
	/* A base that was never told: in proportion to the pieces. */
	if (order->base.minor > 0 && order->rate_bp > 0) {
		if (!commission_clawback(has, part(order->base, left, all), order->rate_bp, &back))
			return REFUND_COSTS_NOTHING;
		cost->minor = -back.minor;
	} else {
		cost->minor = has.minor - part(has, left, all).minor;
	}
	return settled ? REFUND_COSTS_MONEY : REFUND_COSTS_ESTIMATE;
}
