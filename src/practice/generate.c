/*
 * generate: a catalogue out of a seed. The mix follows what small shops sell: 70 % under 100 yuan,
 * rates from 3 to 30 %, coupons good and ended, stock-outs, claimed discounts honest and not, shops
 * of every score or none. The words are in categories.c. Indexes are made after the load (db.c): a
 * million goods in seconds.
 */
#include <stdio.h>
#include "practice/books.h"
#include "practice/categories.h"
#include "practice/goods.h"

enum { TITLE_BYTES = 200 };

static int64_t merchants_of(const struct practice *practice)
{
	return practice->options.goods / 50 + 20;
}

static int64_t below(uint64_t *dice, int64_t limit)
{
	return (int64_t)(chance_next(dice) % (uint64_t)limit);
}

static const char *pick(uint64_t *dice, const char *const *words, int count)
{
	return words[below(dice, count)];
}

static void name_goods(uint64_t *dice, const struct category_words *words, char title[TITLE_BYTES])
{
	int64_t roll = below(dice, 100);
	const char *brand = pick(dice, brands, BRANDS);
	const char *noun = pick(dice, words->nouns, NOUNS);
	const char *latin = pick(dice, words->latin, LATIN_NOUNS);
	const char *adjective = pick(dice, adjectives, ADJECTIVES);
	const char *spec = pick(dice, specs, SPECS);
	int64_t number = below(dice, 900) + 100;
	if (roll < 60)
		snprintf(title, TITLE_BYTES, "%s %s%s %s", brand, adjective, noun, spec);
	else if (roll < 80)
		snprintf(title, TITLE_BYTES, "%s %s, %s (No. %lld)",
			pick(dice, latin_adjectives, ADJECTIVES), latin,
			pick(dice, latin_specs, SPECS), (long long)number);
	else if (roll < 94)
		snprintf(title, TITLE_BYTES, "%s %s %s%s %lld款", latin, brand, adjective, noun,
			(long long)number);
	else
		snprintf(title, TITLE_BYTES, "%s%s%s %s【%s】", pick(dice, odd_marks, ODD_MARKS),
			adjective, noun, spec, brand);
}

static int64_t price_goods(uint64_t *dice)
{
	int64_t roll = below(dice, 100);
	int64_t price = roll < 70   ? 500 + below(dice, 9400)
			: roll < 95 ? 10000 + below(dice, 40000)
				    : 50000 + below(dice, 450000);
	return price - price % 100 + (below(dice, 3) ? 90 : 0);
}

static void give_coupon(uint64_t *dice, struct wares *wares, int64_t now)
{
	int64_t roll = below(dice, 100), hour = now - now % HOUR_S;
	struct coupon *coupon = &wares->coupon;
	int64_t face = wares->price * (5 + below(dice, 25)) / 100;
	face = face > 200 ? face - face % 100 : 100;
	int64_t threshold = below(dice, 10) ? wares->price - wares->price % 100 : wares->price * 2;
	coupon->id = "yes";
	coupon->face = (struct money){ face, CURRENCY_CNY };
	coupon->threshold = (struct money){ threshold > face ? threshold : face, CURRENCY_CNY };
	coupon->total = 50 * (1 + below(dice, 40));
	coupon->left = roll < 8 ? 0 : 1 + below(dice, coupon->total);
	coupon->starts_at = hour - HOUR_S * (1 + below(dice, 240));
	coupon->ends_at = hour + HOUR_S * (1 + below(dice, 480));
	if (roll >= 8 && roll < 23) { /* ended */
		coupon->ends_at = hour - HOUR_S * below(dice, 100);
		coupon->starts_at = coupon->ends_at - 5 * DAY_S;
	} else if (roll >= 23 && roll < 30) { /* not yet */
		coupon->starts_at = hour + HOUR_S * (1 + below(dice, 200));
		coupon->ends_at = coupon->starts_at + 5 * DAY_S;
	}
}

/* One in seven claims a "before" price that nobody ever paid. */
static int64_t claim_price(uint64_t *dice, int64_t price)
{
	int64_t roll = below(dice, 100);
	if (roll < 50)
		return 0;
	int64_t claimed =
		price * (roll < 85 ? 110 + below(dice, 25) : 200 + below(dice, 200)) / 100;
	return claimed - claimed % 100 + 90;
}

/* The first two are always the same, for stories and tests. */
static const struct {
	const char *title, *category;
	int64_t price, list_price, sales, face, threshold; /* face 0: no coupon */
	int32_t rate_bp;
} firsts[] = {
	{ "烟台红富士苹果 5斤装", "food", 3390, 5990, 1840, 500, 2900, 1800 },
	{ "洁丽家 纯棉毛巾 3条装", "home", 2990, 3990, 965, 0, 0, 2000 },
};
enum { FIRSTS = sizeof(firsts) / sizeof(firsts[0]) };

static void make_first(
	const struct practice *practice, struct wares *wares, char title[TITLE_BYTES])
{
	int64_t hour = practice->options.now_s - practice->options.now_s % HOUR_S, i = wares->n - 1;
	snprintf(title, TITLE_BYTES, "%s", firsts[i].title);
	wares->category = category_find(firsts[i].category);
	wares->price = firsts[i].price;
	wares->list_price = firsts[i].list_price;
	wares->rate_bp = firsts[i].rate_bp;
	wares->sales = firsts[i].sales;
	wares->stock = 320;
	wares->self_purchase = true;
	wares->coupon = (struct coupon){ .id = firsts[i].face ? "yes" : NULL,
		.face = { firsts[i].face, CURRENCY_CNY },
		.threshold = { firsts[i].threshold, CURRENCY_CNY },
		.left = 120,
		.total = 500,
		.starts_at = hour - DAY_S,
		.ends_at = hour + 4 * DAY_S };
}

static void make_goods(
	const struct practice *practice, int64_t n, struct wares *wares, char title[TITLE_BYTES])
{
	uint64_t dice = chance(practice->options.seed, "goods", n);
	int64_t now = practice->options.now_s;
	*wares = (struct wares){ .n = n, .category = below(&dice, CATEGORIES), .title = title };
	name_goods(&dice, &categories[wares->category], title);
	wares->price = price_goods(&dice);
	wares->list_price = claim_price(&dice, wares->price);
	wares->rate_bp = (int32_t)(300 + 50 * below(&dice, 55));
	wares->merchant_n = 1 + below(&dice, merchants_of(practice));
	wares->sales = below(&dice, 100000) >> below(&dice, 14);
	int64_t roll = below(&dice, 100);
	wares->stock = roll < 5 ? 0 : roll < 10 ? UNKNOWN : 1 + below(&dice, 2000);
	wares->self_purchase = below(&dice, 10) != 0;
	wares->updated_at = now - below(&dice, 30 * DAY_S);
	if (below(&dice, 4) == 0)
		wares->lock_ends_at = now - now % DAY_S + DAY_S * below(&dice, 20);
	if (below(&dice, 100) < 35)
		give_coupon(&dice, wares, now);
	if (n <= FIRSTS)
		make_first(practice, wares, title);
}

/* ---- the same things on platforms */

/* One in three is sold under another title. */
static void rename_goods(uint64_t *dice, char title[TITLE_BYTES])
{
	static const char *const forms[] = { "【官方】%s", "%s 正品包邮", "新款 %s", "%s (2026)" };
	char old[TITLE_BYTES];
	if (below(dice, 3) != 0)
		return;
	snprintf(old, sizeof(old), "%.150s", title);
	snprintf(title, TITLE_BYTES, forms[below(dice, 4)], old);
}

static void vary(const struct practice *practice, const struct stall *stall, uint64_t *dice,
	struct wares *wares)
{
	int64_t rate = wares->rate_bp + 50 * (below(dice, 17) - 8);
	int64_t price = wares->price * (92 + below(dice, 17)) / 100;
	wares->rate_bp = (int32_t)(rate < 100 ? 100 : rate);
	wares->price = price - price % 100 + (below(dice, 3) ? 90 : 50);
	wares->list_price = claim_price(dice, wares->price);
	wares->sales = wares->sales * (20 + below(dice, 160)) / 100;
	if (below(dice, 2))
		wares->merchant_n = 1 + below(dice, merchants_of(practice));
	wares->coupon.id = NULL;
	if (stall->has_coupons && below(dice, 100) < 35)
		give_coupon(dice, wares, practice->life_at);
}

static enum err insert_goods(
	struct sql_query *query, const struct wares *wares, int64_t now, struct fault *fault)
{
	const struct coupon *coupon = &wares->coupon;
	bool has = coupon->id != NULL, row;
	int64_t final = goods_final(wares, now);
	const struct sql_value values[] = { SQL_WHOLE(wares->n), SQL_TEXT(wares->title),
		SQL_WHOLE(wares->merchant_n), SQL_WHOLE(wares->category), SQL_WHOLE(wares->price),
		wares->list_price ? SQL_WHOLE(wares->list_price) : SQL_NULL, SQL_WHOLE(final),
		SQL_WHOLE(wares->rate_bp), SQL_WHOLE(books_share(final, wares->rate_bp)),
		wares->lock_ends_at ? SQL_WHOLE(wares->lock_ends_at) : SQL_NULL,
		SQL_WHOLE(wares->sales),
		wares->stock == UNKNOWN ? SQL_NULL : SQL_WHOLE(wares->stock),
		SQL_WHOLE(wares->self_purchase), SQL_WHOLE(wares->updated_at),
		has ? SQL_WHOLE(coupon->face.minor) : SQL_NULL,
		has ? SQL_WHOLE(coupon->threshold.minor) : SQL_NULL,
		has ? SQL_WHOLE(coupon->left) : SQL_NULL, has ? SQL_WHOLE(coupon->total) : SQL_NULL,
		has ? SQL_WHOLE(coupon->starts_at) : SQL_NULL,
		has ? SQL_WHOLE(coupon->ends_at) : SQL_NULL };
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		sql_bind(query, (int)i + 1, values[i]);
	enum err err = sql_step(query, &row, fault);
	sql_reset(query);
	return err;
}

static enum err generate_merchants(struct practice *practice, int64_t count, struct fault *fault)
{
	for (int64_t n = 1; n <= count; n++) {
		char name[100];
		uint64_t dice = chance(practice->options.seed, "merchant", n);
		const char *brand = pick(&dice, brands, BRANDS);
		const struct category_words *words = &categories[below(&dice, CATEGORIES)];
		snprintf(name, sizeof(name), "%s%s%s", brand, words->name,
			below(&dice, 2) ? "旗舰店" : "专营店");
		int64_t roll = below(&dice, 100);
		int64_t score = roll < 20 ? below(&dice, 101) : 70 + below(&dice, 30);
		enum err err = sql_do(practice->sql, fault,
			"INSERT INTO merchant(n, name, score) VALUES (?1, ?2, ?3)", SQL_WHOLE(n),
			SQL_TEXT(name), roll >= 92 ? SQL_NULL : SQL_WHOLE(score));
		if (err != OK)
			return err;
	}
	return OK;
}

/* False: this platform does not offer it. */
static bool make_offer(const struct practice *practice, const struct stall *stall, int64_t n,
	struct wares *wares, char title[TITLE_BYTES])
{
	uint64_t dice = chance(practice->options.seed, stall->name, n);
	/* What nobody else has is rarer. */
	int64_t percent = n > practice->options.goods ? stall->percent / 5 : stall->percent;
	if (below(&dice, 100) >= percent && n > FIRSTS)
		return false;
	make_goods(practice, n, wares, title);
	if (n > FIRSTS)
		rename_goods(&dice, title);
	vary(practice, stall, &dice, wares);
	wares->n = stall->first + n;
	return true;
}

/* stall NULL: the house's. */
static enum err generate(struct practice *practice, const struct stall *stall, struct fault *fault)
{
	enum err err = OK;
	int64_t last = practice->options.goods * (stall ? 11 : 10) / 10;
	int64_t now = stall ? practice->life_at : practice->options.now_s;
	struct sql_query *query = sql_prepare(practice->sql,
		"INSERT INTO goods(n, title, merchant, category, price, list_price, final, rate_bp,"
		" commission, lock_ends_at, sales, stock, self, updated_at, face, threshold, "
		"coupon_left,"
		" coupon_total, starts_at, ends_at) VALUES "
		"(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,"
		"?14,?15,?16,?17,?18,?19,?20)",
		fault);
	if (!query)
		return ERR_STORE;
	for (int64_t n = 1; err == OK && n <= last; n++) {
		char title[TITLE_BYTES];
		struct wares wares;
		if (!stall)
			make_goods(practice, n, &wares, title);
		else if (!make_offer(practice, stall, n, &wares, title))
			continue;
		err = insert_goods(query, &wares, now, fault);
	}
	sql_done(query);
	return err;
}

enum err generate_goods(struct practice *practice, struct fault *fault)
{
	enum err err = generate_merchants(practice, merchants_of(practice), fault);
	return err == OK ? generate(practice, NULL, fault) : err;
}

enum err generate_offers(struct practice *practice, const struct stall *stall, struct fault *fault)
{
	return generate(practice, stall, fault);
}
