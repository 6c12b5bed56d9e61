/*
 * sale: one order line from the first click to the payout, and the ledger lines each step writes.
 * (The owner's program calls it an order; here `sale` keeps it apart from model's record.) Every
 * step checks order_may_become (R8), so an event that comes late or twice changes nothing. All
 * inside the caller's transaction. Read next: ledger.h, life.c.
 */
#ifndef PRACTICE_SALE_H
#define PRACTICE_SALE_H

#include "model/order.h"
#include "practice/practice.h"

struct sale {
	int64_t n, shop, goods, link; /* link 0: none */
	int64_t recommender;	      /* 0: the owner sold it; else that direct recommender did */
	enum order_kind kind;
	enum order_state state;
	char reason[24]; /* "" = none */
	int64_t quantity, returned;
	int64_t due_minor; /* what the buyer has to pay */
	int64_t paid, base, estimate, settled, fee, bonus, clawback, owed;
	int32_t rate_bp;
	int64_t fate;	/* 0: nothing goes wrong; else what the simulation has in mind */
	int64_t due_at; /* when something happens next; 0: nothing will */
	int64_t created_at, paid_at, received_at, approved_at, settled_at,
		updated_at; /* 0: not yet */
};

/* What a buyer asks for. */
struct wish {
	int64_t shop, goods, link, recommender;
	const char *channel;
	enum order_kind kind;
	int64_t quantity, fate, at;
};
/* Takes stock and coupon. ERR_NOTHING: no such goods; ERR_LIMIT: not enough stock. */
MUST_USE enum err sale_place(
	struct practice *practice, const struct wish *wish, struct sale *sale, struct fault *fault);
/* ERR_NOTHING if there is none. */
MUST_USE enum err sale_load(
	struct practice *practice, int64_t n, struct sale *sale, struct fault *fault);

/* Each returns OK without doing anything if the state does not allow it. */
MUST_USE enum err sale_pay(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
MUST_USE enum err sale_fill_group(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
MUST_USE enum err sale_receive(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
MUST_USE enum err sale_approve(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
MUST_USE enum err sale_settle(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
/* The estimate comes to nothing (before settlement). `violation` makes it PUNISHED. */
MUST_USE enum err sale_invalidate(struct practice *practice, struct sale *sale, const char *reason,
	int64_t at, struct fault *fault);
MUST_USE enum err sale_punish(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
/* The penalty is lifted: the order goes on where it stood; that there was one is kept. */
MUST_USE enum err sale_pardon(
	struct practice *practice, struct sale *sale, int64_t at, struct fault *fault);
/* A lower rate than promised, with its reason. */
MUST_USE enum err sale_lower_rate(struct practice *practice, struct sale *sale, int32_t rate_bp,
	const char *reason, struct fault *fault);
struct refund {
	const char *id;	    /* the same id twice counts once (R14) */
	int64_t quantity;   /* pieces that come back */
	const char *reason; /* if nothing is left and it was not settled */
	int64_t at;
};
/* Before settlement the estimate falls (R12); after it money is clawed back (R13). */
MUST_USE enum err sale_refund(struct practice *practice, struct sale *sale,
	const struct refund *refund, struct fault *fault);
/* Available money pays what is owed, oldest first; never below nought. */
MUST_USE enum err sale_pay_debts(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault);

#endif
