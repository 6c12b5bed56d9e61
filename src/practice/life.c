/*
 * life: the order in which things happen. The next moment at which anything is due is found,
 * everything due then is done, and so on up to now. What an order goes through is in fate.c, what
 * merchants and buyers do in people.c.
 */
#include "practice/life.h"

#include "practice/books.h"
#include "practice/goods.h"
#include "practice/payout.h"
#include "practice/people.h"

/* The earliest of what is due in orders, payouts, buyers and automatic payouts. */
static enum err next_moment(struct practice *practice, int64_t *moment, struct fault *fault)
{
	return sql_number(practice->sql, fault, moment,
		"SELECT min(at) FROM (SELECT min(due_at) AS at FROM sale WHERE due_at >= ?1"
		" UNION ALL SELECT min(due_at) FROM payout WHERE due_at >= ?1"
		" UNION ALL SELECT min(buyer_at) FROM shop UNION ALL SELECT min(payout_at) FROM "
		"shop)",
		SQL_WHOLE(0));
}

/* Does `step` for every row whose time has come; the query gives one row at a time. */
static enum err each_due(struct practice *practice, const char *text, int64_t at,
	enum err (*step)(struct practice *, int64_t n, int64_t at, struct fault *),
	struct fault *fault)
{
	for (;;) {
		int64_t n;
		enum err err = sql_number(practice->sql, fault, &n, text, SQL_WHOLE(at));
		if (err == OK)
			err = step(practice, n, at, fault);
		if (err != OK)
			return err == ERR_NOTHING ? OK : err;
	}
}

static enum err pay_out_shop(
	struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	enum err err = payout_automatic(practice, shop, at, fault);
	if (err == OK)
		err = sql_do(practice->sql, fault, "UPDATE shop SET payout_at = ?2 WHERE n = ?1",
			SQL_WHOLE(shop), SQL_WHOLE(books_next_monday(at)));
	return err;
}

static enum err do_moment(struct practice *practice, int64_t at, struct fault *fault)
{
	enum err err = each_due(practice,
		"SELECT n FROM sale WHERE due_at <= ?1 ORDER BY due_at, n LIMIT 1", at, fate_step,
		fault);
	if (err == OK)
		err = each_due(practice,
			"SELECT n FROM payout WHERE due_at <= ?1 ORDER BY n LIMIT 1", at,
			payout_step, fault);
	if (err == OK)
		err = each_due(practice,
			"SELECT n FROM shop WHERE payout_at <= ?1 ORDER BY n LIMIT 1", at,
			pay_out_shop, fault);
	if (err == OK)
		err = each_due(practice,
			"SELECT n FROM shop WHERE buyer_at <= ?1 ORDER BY n LIMIT 1", at,
			people_visit, fault);
	return err;
}

/* Merchants act on every full hour; coupons begin and end in between. */
static enum err pass_hours(struct practice *practice, int64_t to, struct fault *fault)
{
	enum err err = OK;
	while (err == OK && practice->life_at < to) {
		int64_t hour = practice->life_at - practice->life_at % HOUR_S + HOUR_S;
		int64_t until = hour < to ? hour : to;
		err = goods_pass_time(practice, practice->life_at, until, fault);
		practice->life_at = until;
		if (err == OK && until == hour)
			err = people_trade(practice, hour, fault);
	}
	return err;
}

static enum err run_until(struct practice *practice, int64_t now, struct fault *fault)
{
	for (;;) {
		int64_t moment;
		enum err err = next_moment(practice, &moment, fault);
		if (err != OK && err != ERR_NOTHING)
			return err;
		bool due = err == OK && moment <= now;
		/* A shop with a history brings moments that lie before what the merchants have
		 * done. */
		err = pass_hours(practice, due ? moment : now, fault);
		if (err == OK && due)
			err = do_moment(practice, moment, fault);
		if (err != OK || !due)
			return err;
	}
}

enum err life_run(struct practice *practice, struct fault *fault)
{
	int64_t now = practice_now_s(practice), before = practice->life_at;
	if (now <= before)
		return OK;
	enum err err = sql_begin(practice->sql, fault);
	if (err != OK)
		return err;
	int64_t changes = sql_all_changes(practice->sql);
	err = run_until(practice, now, fault);
	if (err == OK && sql_all_changes(practice->sql) != changes)
		practice->revision++;
	if (err == OK && (sql_all_changes(practice->sql) != changes || now - before > HOUR_S))
		err = db_put(practice->sql, "life_at", now, fault);
	if (err == OK)
		err = sql_commit(practice->sql, fault);
	if (err != OK)
		practice->life_at = before;
	sql_rollback(practice->sql);
	return err;
}

enum err life_begin_shop(
	struct practice *practice, int64_t shop, int64_t now_s, struct fault *fault)
{
	const struct practice_options *options = &practice->options;
	int64_t start = now_s - options->history_days * DAY_S;
	enum err err = sql_do(practice->sql, fault,
		"UPDATE shop SET buyer_at = ?2, payout_at = ?3, created_at = ?4 WHERE n = ?1",
		SQL_WHOLE(shop), options->buyers_per_day ? SQL_WHOLE(start + HOUR_S / 2) : SQL_NULL,
		options->no_automatic_payout ? SQL_NULL : SQL_WHOLE(books_next_monday(start)),
		SQL_WHOLE(start));
	/* Links live for a month; a shop that lives shares again before they end. */
	for (int64_t at = start; err == OK && at < now_s; at += 15 * DAY_S)
		err = people_share(practice, shop, at, fault);
	while (err == OK && options->history_days) {
		int64_t moment;
		err = next_moment(practice, &moment, fault);
		if (err != OK || moment > now_s)
			return err == ERR_NOTHING ? OK : err;
		err = do_moment(practice, moment, fault);
	}
	return err;
}
