/*
 * place: how a sale comes into being and how its row is kept. The price is the goods' own at that
 * moment; one coupon for each order, if the whole order reaches its threshold (R6).
 */
#include <stdio.h>
#include <string.h>
#include "model/goods.h"
#include "practice/goods.h"
#include "practice/sale_row.h"

#define SALE_COLUMNS                                                                               \
	"n, shop, goods, link, recommender, kind, state, reason, quantity, returned, due_minor, "  \
	"paid,"                                                                                    \
	" base, estimate, settled, fee, bonus, clawback, owed, rate_bp, fate, due_at, "            \
	"created_at, paid_at,"                                                                     \
	" received_at, approved_at, settled_at, updated_at"

static void read_row(struct sql_query *query, struct sale *sale)
{
	int64_t *const wholes[] = { &sale->n, &sale->shop, &sale->goods, &sale->link,
		&sale->recommender, NULL, NULL, NULL, &sale->quantity, &sale->returned,
		&sale->due_minor, &sale->paid, &sale->base, &sale->estimate, &sale->settled,
		&sale->fee, &sale->bonus, &sale->clawback, &sale->owed, NULL, &sale->fate,
		&sale->due_at, &sale->created_at, &sale->paid_at, &sale->received_at,
		&sale->approved_at, &sale->settled_at, &sale->updated_at };
	for (int i = 0; i < (int)(sizeof(wholes) / sizeof(wholes[0])); i++)
		if (wholes[i])
			*wholes[i] = sql_whole(query, i);
	const char *reason = sql_text(query, 7);
	sale->kind = order_kind_find(sql_text(query, 5));
	sale->state = order_state_find(sql_text(query, 6));
	snprintf(sale->reason, sizeof(sale->reason), "%s", reason ? reason : "");
	sale->rate_bp = (int32_t)sql_whole(query, 19);
}

enum err sale_load(struct practice *practice, int64_t n, struct sale *sale, struct fault *fault)
{
	memset(sale, 0, sizeof(*sale));
	struct sql_query *query = sql_ask(practice->sql, fault,
		"SELECT " SALE_COLUMNS " FROM sale WHERE n = ?1", SQL_WHOLE(n));
	if (!query)
		return ERR_STORE;
	bool row;
	enum err err = sql_step(query, &row, fault);
	if (err == OK && row)
		read_row(query, sale);
	else if (err == OK)
		err = ERR_NOTHING;
	sql_done(query);
	return err;
}

static struct sql_value moment(int64_t at)
{
	return at ? SQL_WHOLE(at) : SQL_NULL;
}

enum err sale_save(struct practice *practice, const struct sale *sale, struct fault *fault)
{
	return sql_do(practice->sql, fault,
		"UPDATE sale SET state=?2, reason=?3, returned=?4, paid=?5, base=?6, estimate=?7,"
		" settled=?8, fee=?9, bonus=?10, clawback=?11, owed=?12, rate_bp=?13, due_at=?14,"
		" paid_at=?15, received_at=?16, approved_at=?17, settled_at=?18, updated_at=?19"
		" WHERE n = ?1",
		SQL_WHOLE(sale->n), SQL_TEXT(order_state_id(sale->state)),
		SQL_TEXT(sale->reason[0] ? sale->reason : NULL), SQL_WHOLE(sale->returned),
		SQL_WHOLE(sale->paid), SQL_WHOLE(sale->base), SQL_WHOLE(sale->estimate),
		SQL_WHOLE(sale->settled), SQL_WHOLE(sale->fee), SQL_WHOLE(sale->bonus),
		SQL_WHOLE(sale->clawback), SQL_WHOLE(sale->owed), SQL_WHOLE(sale->rate_bp),
		moment(sale->due_at), moment(sale->paid_at), moment(sale->received_at),
		moment(sale->approved_at), moment(sale->settled_at), SQL_WHOLE(sale->updated_at));
}

static enum err insert(struct practice *practice, const struct wish *wish,
	const struct wares *wares, struct sale *sale, struct fault *fault)
{
	enum err err = sql_do(practice->sql, fault,
		"INSERT INTO sale(shop, goods, title, kind, state, channel, link, recommender, "
		"quantity,"
		" due_minor, rate_bp, fate, created_at, updated_at)"
		" VALUES (?1,?2,?3,?4,'created',?5,?6,?7,?8,?9,?10,?11,?12,?12)",
		SQL_WHOLE(wish->shop), SQL_WHOLE(wish->goods), SQL_TEXT(wares->title),
		SQL_TEXT(order_kind_id(wish->kind)), SQL_TEXT(wish->channel), moment(wish->link),
		moment(wish->recommender), SQL_WHOLE(wish->quantity), SQL_WHOLE(sale->due_minor),
		SQL_WHOLE(wares->rate_bp), SQL_WHOLE(wish->fate), SQL_WHOLE(wish->at));
	return err == OK ? sale_load(practice, sql_last_id(practice->sql), sale, fault) : err;
}

enum err sale_place(
	struct practice *practice, const struct wish *wish, struct sale *sale, struct fault *fault)
{
	struct arena arena = { 0 };
	struct wares wares = { 0 };
	memset(sale, 0, sizeof(*sale));
	enum err err = goods_load(practice, wish->goods, &arena, &wares, fault);
	if (err == OK && wares.stock != UNKNOWN && wares.stock < wish->quantity)
		err = ERR_LIMIT;
	if (err == OK) {
		struct money price = { wares.price * wish->quantity, CURRENCY_CNY };
		bool use = coupon_state(&wares.coupon, price, wish->at, NULL) == COUPON_USABLE;
		sale->due_minor = price.minor - (use ? wares.coupon.face.minor : 0);
		if (sale->due_minor < 0)
			sale->due_minor = 0;
		err = goods_sell(practice, &wares, wish->quantity, use, wish->at, fault);
	}
	/* Where a purchase for oneself earns nothing (R16), its rate says so. */
	if (wish->kind == ORDER_SELF && !wares.self_purchase)
		wares.rate_bp = 0;
	if (err == OK)
		err = insert(practice, wish, &wares, sale, fault);
	arena_clear(&arena);
	return err;
}
