/* refund: what she would lose if pieces of an order come back (R5, R12, R13). */
#ifndef MODEL_REFUND_H
#define MODEL_REFUND_H

#include <stdbool.h>
#include "model/order.h"

enum refund_cost {
	REFUND_COSTS_NOTHING,  /* it earns nothing, or nobody knows its state */
	REFUND_COSTS_ESTIMATE, /* before settlement: the estimate falls, nothing is taken from her */
	REFUND_COSTS_MONEY,    /* after it: taken back from what she earns next */
};
/* `cost` gets what is lost, zero or more, if `pieces` of its pieces are returned: the commission now minus
 * floor(rate × what is left of the base). */
enum refund_cost refund_costs(const struct order *order, int64_t pieces, struct money *cost);

#endif
