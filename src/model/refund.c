/* refund: see refund.h. A piece is worth its share of what was paid, not its list price (R5). */
#include "model/refund.h"

#include "model/earning.h"
#include "model/split.h"

enum refund_cost refund_costs(const struct order *order, int64_t pieces, struct money *cost)
{
	enum bucket bucket = order_bucket(order->state);
	bool settled = bucket == BUCKET_AVAILABLE || bucket == BUCKET_IN_WITHDRAWAL || bucket == BUCKET_PAID_OUT;
	int64_t all = order->quantity > 0 ? order->quantity : 1, left = pieces < all ? all - pieces : 0;
	struct money has = settled ? order->settled : order->estimate, keeps = { 0, has.currency }, back;
	struct money base = { split_pieces(order->base.minor, all, left), order->base.currency };

	*cost = keeps;
	if ((!settled && bucket != BUCKET_ESTIMATED && bucket != BUCKET_FROZEN) || has.minor <= 0)
		return REFUND_COSTS_NOTHING;
	/* A base that was never told: in proportion to the pieces. */
	if (order->base.minor > 0 && order->rate_bp > 0) {
		if (!commission_clawback(has, base, order->rate_bp, &back))
			return REFUND_COSTS_NOTHING;
		cost->minor = -back.minor;
	} else {
		cost->minor = has.minor - has.minor / all * left - has.minor % all * left / all;
	}
	return settled ? REFUND_COSTS_MONEY : REFUND_COSTS_ESTIMATE;
}
