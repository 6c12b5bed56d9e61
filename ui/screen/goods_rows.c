/* goods_rows: see goods_rows.h. */
#include "screen/goods_rows.h"

#include "base/clock.h"
#include "base/words.h"
#include "screen/income.h"
#include "screen/subject.h"
#include "store/offers.h"

enum { STALE_AFTER_S = 24 * 3600 };

/* What a column sorts by; SORT_COUNT: nothing. */
static const struct {
	struct list_column column;
	enum goods_sort sort;
} table[GOODS_COLUMNS] = {
	{ { .head = N_("Goods") }, SORT_RELEVANCE },
	{ { .head = N_("Price"), .cols = 9, .right = true }, SORT_PRICE },
	{ { .head = N_("You earn"), .cols = 10, .right = true }, SORT_COMMISSION },
	{ { .head = N_("Rate"), .cols = 7, .from_cols = 64, .right = true }, SORT_RATE },
	{ { .head = N_("Coupon"), .cols = 9, .from_cols = 74, .right = true }, SORT_COUNT },
	{ { .head = N_("Sold"), .cols = 7, .from_cols = 84, .right = true }, SORT_SALES },
	{ { .head = N_("Score"), .cols = 5, .from_cols = 96, .right = true }, SORT_SCORE },
	{ { .head = N_("Shelf"), .cols = 5 }, SORT_COUNT },
	{ { .head = N_("Supplier"), .cols = 8, .from_cols = 60 }, SORT_COUNT },
	{ { .head = N_("Same"), .cols = 4, .right = true }, SORT_COUNT },
};

/* The cheapest first is the natural order of prices, the most first that of everything else. */
static const char *sign(enum goods_sort sort, bool reverse)
{
	return (sort == SORT_PRICE) != reverse ? glyphs()->up : glyphs()->down;
}

const char *goods_rows_head(
	const char *head, enum goods_sort sort, bool reverse, struct arena *arena)
{
	return arena_print(arena, "%s%s", _(head), sign(sort, reverse));
}

void goods_rows_columns(struct list_column columns[GOODS_COLUMNS], enum goods_sort sort,
	bool reverse, struct arena *arena)
{
	for (int i = 0; i < GOODS_COLUMNS; i++) {
		columns[i] = table[i].column;
		if (table[i].sort == sort && sort != SORT_RELEVANCE)
			columns[i].head = goods_rows_head(columns[i].head, sort, reverse, arena);
	}
}

static const char *count_words(struct arena *arena, int64_t count)
{
	if (count == UNKNOWN)
		return "-";
	if (count >= 1000000)
		return arena_print(arena, "%lld.%lldM", (long long)(count / 1000000),
			(long long)(count / 100000 % 10));
	if (count >= 100000)
		return arena_print(arena, "%lldk", (long long)(count / 1000));
	return arena_print(arena, "%lld", (long long)count);
}

static const char *coupon_words(struct arena *arena, const struct goods *goods, bool *usable)
{
	char amount[MONEY_TEXT];
	enum coupon_state state = coupon_state(&goods->coupon, goods->price, clock_now_s(), NULL);
	*usable = state == COUPON_USABLE;
	if (state == COUPON_NONE)
		return "";
	if (state == COUPON_USABLE)
		return arena_print(arena, "-%s", money_shown(goods->coupon.face, amount));
	return state == COUPON_NOT_YET ? _("later")
		: state == COUPON_ENDED ? _("ended")
		: state == COUPON_USED_UP ? _("used up") : _("short");
}

/* "+2~3": two are the same thing for sure, three are only similar. */
static const char *offer_words(
	const struct face *face, const struct goods *goods, struct arena *arena, bool *sure)
{
	size_t similar = 0, others = face->conf->account_count < 2 ? 0 :
		offers_count(&face->desk->store, goods->supplier, goods->id, &similar);

	*sure = others > similar;
	return arena_print(arena, "%s%s", *sure ? arena_print(arena, "+%zu", others - similar) : "",
		similar ? arena_print(arena, "~%zu", similar) : "");
}

static void make(const struct face *face, const struct goods *goods, struct arena *arena,
	struct list_row *row)
{
	char text[INCOME_TEXT];
	bool usable, sure;
	*row = (struct list_row){
		.id = subject_make(arena, goods->supplier, goods->id),
		.cells = { goods->title, arena_text(arena, money_shown(goods->final, text)),
			arena_text(arena, income_estimate(face, goods->commission, text)),
			face->privacy ? "" : arena_text(arena, rate_shown(goods->rate_bp, text)),
			coupon_words(arena, goods, &usable), count_words(arena, goods->sales_30d),
			count_words(arena, goods->shop_score),
			shelf_has(&face->desk->store, goods->supplier, goods->id) ? _("yes") : "",
			goods->supplier, offer_words(face, goods, arena, &sure) },
		.dim = clock_now_s() - goods->seen_at > STALE_AFTER_S || goods->stock == 0,
	};
	row->styles[2] = row->styles[3] = STYLE_ESTIMATE;
	row->styles[4] = usable ? STYLE_GOOD : STYLE_DIM;
	row->styles[7] = STYLE_MARK;
	row->styles[8] = STYLE_DIM;
	row->styles[9] = sure ? STYLE_GOOD : STYLE_WARN;
}

struct list_row *goods_rows_make(
	const struct face *face, const struct goods *goods, size_t count, struct arena *arena)
{
	struct list_row *rows = arena_take_array(arena, count ? count : 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		make(face, &goods[i], arena, &rows[i]);
	return rows;
}
