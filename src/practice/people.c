/* people: see people.h. All dice are thrown from the seed, the shop and a count (chance.c). */
#include "practice/people.h"

#include <stdio.h>
#include "practice/goods.h"
#include "practice/link.h"
#include "practice/sale.h"

enum { RECOMMENDERS = 3 };

static int64_t below(uint64_t *dice, int64_t limit)
{
	return (int64_t)(chance_next(dice) % (uint64_t)limit);
}

struct visit {
	int64_t link, goods;
	char channel[40];
};

static enum err choose_link(struct practice *practice, int64_t shop, uint64_t *dice, int64_t at,
	struct visit *visit, struct fault *fault)
{
	int64_t count = 0;
	bool row = false;
	enum err err = sql_number(practice->sql, fault, &count,
		"SELECT count(*) FROM link WHERE shop = ?1 AND created_at <= ?2 AND expires_at > "
		"?2",
		SQL_WHOLE(shop), SQL_WHOLE(at));
	if (err != OK || count == 0)
		return err == OK ? ERR_NOTHING : err;
	struct sql_query *query = sql_ask(practice->sql, fault,
		"SELECT n, goods, channel FROM link WHERE shop = ?1 AND created_at <= ?2"
		" AND expires_at > ?2 ORDER BY n LIMIT 1 OFFSET ?3",
		SQL_WHOLE(shop), SQL_WHOLE(at), SQL_WHOLE(below(dice, count)));
	if (!query)
		return ERR_STORE;
	err = sql_step(query, &row, fault);
	if (err == OK && row) {
		visit->link = sql_whole(query, 0);
		visit->goods = sql_whole(query, 1);
		snprintf(visit->channel, sizeof(visit->channel), "%s", sql_text(query, 2));
	}
	sql_done(query);
	return err;
}

static enum err buy(struct practice *practice, int64_t shop, uint64_t *dice,
	const struct visit *visit, int64_t at, struct fault *fault)
{
	struct sale sale;
	int64_t roll = below(dice, 100);
	struct wish wish = { .shop = shop,
		.goods = visit->goods,
		.link = visit->link,
		.channel = visit->channel,
		.at = at,
		.kind = roll < 4    ? ORDER_SELF
			: roll < 14 ? ORDER_FRIEND
				    : ORDER_SHARE,
		.recommender = roll >= 88 ? 1 + below(dice, RECOMMENDERS) : 0,
		.quantity = 1 + (below(dice, 5) == 0) + (below(dice, 12) == 0),
		.fate = 1 + below(dice, INT64_C(1000000000000)) };
	enum err err = sale_place(practice, &wish, &sale, fault);
	if (err == ERR_LIMIT || err == ERR_NOTHING)
		return OK; /* sold out: the buyer goes away */
	if (err != OK)
		return err;
	return sql_do(practice->sql, fault, "UPDATE sale SET due_at = ?2 WHERE n = ?1",
		SQL_WHOLE(sale.n), SQL_WHOLE(fate_first_moment(wish.fate, at)));
}

enum err people_visit(struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	int64_t visitor = 0;
	struct visit visit = { 0 };
	enum err err = sql_number(practice->sql, fault, &visitor,
		"SELECT buyers FROM shop WHERE n = ?1", SQL_WHOLE(shop));
	uint64_t dice = chance(practice->options.seed, "visit", shop * 1000000000 + visitor);
	int64_t pause = DAY_S / practice->options.buyers_per_day;
	if (err == OK)
		err = sql_do(practice->sql, fault,
			"UPDATE shop SET buyers = buyers + 1, buyer_at = ?2 WHERE n = ?1",
			SQL_WHOLE(shop), SQL_WHOLE(at + 1 + pause / 2 + below(&dice, pause + 1)));
	if (err == OK)
		err = choose_link(practice, shop, &dice, at, &visit, fault);
	if (err == OK)
		err = sql_do(practice->sql, fault,
			"UPDATE link SET clicks = clicks + 1, updated_at = ?2 WHERE n = ?1",
			SQL_WHOLE(visit.link), SQL_WHOLE(at));
	if (err == OK && below(&dice, 100) < 40)
		err = buy(practice, shop, &dice, &visit, at, fault);
	return err == ERR_NOTHING ? OK : err;
}

/* One change as a merchant makes it; the coupon's turn also takes an old one away. */
static void change(uint64_t *dice, struct wares *wares, int64_t at)
{
	int64_t kind = below(dice, 10), price = wares->price;
	if (kind < 4) {
		price = price * (80 + below(dice, 41)) / 100;
		wares->price = price > 500 ? price - price % 10 : 500;
	} else if (kind < 6) {
		wares->stock = wares->stock == 0 ? 50 + below(dice, 300) : 0;
	} else if (kind < 8) {
		wares->rate_bp = (int32_t)(300 + 50 * below(dice, 55));
	} else if (wares->coupon.id) {
		wares->coupon.id = NULL;
	} else {
		int64_t face = price / 10 > 100 ? price / 10 - price / 10 % 100 : 100;
		wares->coupon = (struct coupon){ .id = "new",
			.face = { face, CURRENCY_CNY },
			.threshold = { price - price % 100, CURRENCY_CNY },
			.left = 200,
			.total = 200,
			.starts_at = at,
			.ends_at = at + HOUR_S * (6 + below(dice, 100)) };
	}
}

static enum err change_goods(
	struct practice *practice, int64_t n, uint64_t *dice, int64_t at, struct fault *fault)
{
	struct arena arena = { 0 };
	struct wares wares;
	enum err err = goods_load(practice, n, &arena, &wares, fault);
	if (err == OK) {
		change(dice, &wares, at);
		err = goods_save(practice, &wares, at, fault);
	}
	arena_clear(&arena);
	return err == ERR_NOTHING ? OK : err;
}

static enum err trade_on_shelves(
	struct practice *practice, uint64_t *dice, int64_t hour, struct fault *fault)
{
	enum { ONE_IN = 40 };
	bool row = false;
	enum err err = OK;
	struct sql_query *query = sql_prepare(
		practice->sql, "SELECT DISTINCT goods FROM shelf ORDER BY goods", fault);
	while (query && err == OK && (err = sql_step(query, &row, fault)) == OK && row)
		if (below(dice, ONE_IN) == 0)
			err = change_goods(practice, sql_whole(query, 0), dice, hour, fault);
	sql_done(query);
	return query ? err : ERR_STORE;
}

enum err people_trade(struct practice *practice, int64_t hour, struct fault *fault)
{
	enum { MOST = 20, SHARE = 2000 };
	if (practice->options.buyers_per_day == 0)
		return OK; /* nothing happens by itself */
	int64_t count = practice->goods_count / SHARE;
	uint64_t dice = chance(practice->options.seed, "trade", hour);
	enum err err = OK;
	count = count < 1 ? 1 : count > MOST ? MOST : count;
	for (int64_t i = 0; err == OK && i < count; i++)
		err = change_goods(
			practice, 1 + below(&dice, practice->goods_count), &dice, hour, fault);
	return err == OK ? trade_on_shelves(practice, &dice, hour, fault) : err;
}

/* The goods of this number, or the next one that the stall has. */
static enum err next_goods(
	struct practice *practice, int64_t stall, int64_t n, int64_t *goods, struct fault *fault)
{
	enum err err = sql_number(practice->sql, fault, goods,
		"SELECT n FROM goods WHERE n >= ?1 AND n < ?2 ORDER BY n LIMIT 1",
		SQL_WHOLE(stall + n), SQL_WHOLE(stall + STALL_GOODS));
	if (err != ERR_NOTHING)
		return err;
	*goods = stall + 1;
	return OK;
}

enum err people_share(struct practice *practice, int64_t shop, int64_t at, struct fault *fault)
{
	enum { PICKED = 12 };
	static const char *const channels[] = { "moments", "wechat", "qq", "whatsapp", "other" };
	uint64_t dice = chance(practice->options.seed, "past", shop + at);
	int64_t stall = 0;
	enum err err = sql_number(practice->sql, fault, &stall,
		"SELECT stall FROM shop WHERE n = ?1", SQL_WHOLE(shop));
	for (int64_t i = 0; err == OK && i < PICKED; i++) {
		int64_t goods = i < 2 ? i + 1 : 1 + below(&dice, practice->goods_count), n;
		err = next_goods(practice, stall, goods, &goods, fault);
		if (err != OK)
			break;
		struct new_link link = { shop, goods, at, channels[i % 5], "web" };
		err = sql_do(practice->sql, fault,
			"INSERT OR IGNORE INTO shelf(shop, goods, tags, note, added_at, updated_at)"
			" VALUES (?1, ?2, '', '', ?3, ?3)",
			SQL_WHOLE(shop), SQL_WHOLE(goods), SQL_WHOLE(at));
		if (err == OK)
			err = link_new(practice, &link, &n, fault);
	}
	return err;
}
