/* goods_card: see goods_card.h. Amounts come from the record; the only sum is the saving of R16. */
#include "screen/goods_card.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "screen/income.h"
#include "supplier/supplier.h"

static const char *days_left(struct arena *arena, int64_t ends_at, int64_t now)
{
	int64_t hours = (ends_at - now) / 3600;
	if (hours >= 48)
		return arena_print(arena, _("%lld days"), (long long)(hours / 24));
	if (hours >= 1)
		return arena_print(arena, _("%lld h"), (long long)hours);
	return _("less than an hour");
}

char *goods_card_coupon(struct arena *arena, const struct goods *goods, int64_t now)
{
	char day[CLOCK_TEXT], amount[MONEY_TEXT], from[MONEY_TEXT];
	struct money short_by = { 0 };
	const struct coupon *coupon = &goods->coupon;
	switch (coupon_state(coupon, goods->price, now, &short_by)) {
	case COUPON_NONE:
		return arena_text(arena, _("no coupon"));
	case COUPON_USABLE:
		return coupon->ends_at
			? arena_print(arena, _("until %s"), clock_minute(coupon->ends_at, day))
			: arena_text(arena, _("usable now"));
	case COUPON_NOT_YET:
		return arena_print(arena, _("starts %s"), clock_minute(coupon->starts_at, day));
	case COUPON_ENDED:
		return arena_print(arena, _("ended %s"), clock_minute(coupon->ends_at, day));
	case COUPON_USED_UP:
		return arena_text(arena, _("used up"));
	case COUPON_TOO_SMALL:
		return arena_print(arena, _("%s short of %s"), money_shown(short_by, amount),
			money_shown(coupon->threshold, from));
	}
	return arena_text(arena, "");
}

char *goods_card_risk(struct arena *arena, const struct goods *goods, int64_t now)
{
	switch (goods_risk(goods, now)) {
	case RISK_NONE:
		break;
	case RISK_GONE:
		return arena_text(arena, _("Sold out: do not share it now."));
	case RISK_COUPON_ENDED:
		return arena_text(arena, _("The coupon can no longer be used."));
	case RISK_COUPON_LOW:
		if (goods->coupon.ends_at && goods->coupon.ends_at - now < 86400)
			return arena_print(arena, _("The coupon ends in %s."),
				days_left(arena, goods->coupon.ends_at, now));
		return arena_print(
			arena, _("Only %lld coupons are left."), (long long)goods->coupon.left);
	case RISK_LOCK_ENDING:
		return arena_print(arena, _("The commission rate is promised for %s only."),
			days_left(arena, goods->lock_ends_at, now));
	}
	return NULL;
}

static void coupon_lines(struct sheet *sheet, const struct goods *goods, int64_t now)
{
	char face[MONEY_TEXT], from[MONEY_TEXT];
	const struct coupon *coupon = &goods->coupon;
	bool usable = coupon_state(coupon, goods->price, now, NULL) == COUPON_USABLE;
	enum style style = usable ? STYLE_GOOD : coupon->id ? STYLE_WARN : STYLE_DIM;
	const char *why = goods_card_coupon(&sheet->arena, goods, now), *value = why;

	if (coupon->id)
		value = coupon->threshold.minor > 0
				? arena_print(&sheet->arena, _("-%s from %s on"),
					  money_shown(coupon->face, face),
					  money_shown(coupon->threshold, from))
				: arena_print(
					  &sheet->arena, "-%s", money_shown(coupon->face, face));
	sheet_pair(sheet, _("Coupon"), style, value);
	if (coupon->id)
		sheet_pair(sheet, "", usable ? STYLE_DIM : STYLE_WARN, why);
	if (usable && coupon->left != UNKNOWN && coupon->total != UNKNOWN)
		sheet_pair(sheet, "", STYLE_DIM, arena_print(&sheet->arena, _("%lld of %lld left"),
			(long long)coupon->left, (long long)coupon->total));
	else if (usable && coupon->left != UNKNOWN)
		sheet_pair(sheet, "", STYLE_DIM,
			arena_print(&sheet->arena, _("%lld left"), (long long)coupon->left));
}

static void price_steps(struct sheet *sheet, const struct goods *goods, int64_t now)
{
	char price[MONEY_TEXT], other[MONEY_TEXT];
	const char *shown = money_shown(goods->price, price);
	if (goods->list_price.minor > goods->price.minor)
		shown = arena_print(&sheet->arena, _("%s (was %s)"), shown,
			money_shown(goods->list_price, other));
	sheet_pair(sheet, _("Price"), STYLE_TEXT, shown);
	coupon_lines(sheet, goods, now);
	sheet_pair(sheet, _("Buyer pays"), STYLE_BOLD, money_shown(goods->final, price));
	if (goods->group_price.minor > 0 && goods->group_size > 1)
		sheet_pair(sheet, _("In a group"), STYLE_TEXT,
			arena_print(&sheet->arena, ngettext("%s, %lld person", "%s, %lld people",
				(unsigned long)goods->group_size),
				money_shown(goods->group_price, price),
				(long long)goods->group_size));
}

static void earns(struct sheet *sheet, const struct face *face, const struct goods *goods)
{
	char text[INCOME_TEXT], rate[MONEY_TEXT], day[CLOCK_TEXT];
	sheet_pair(sheet, _("You earn"), STYLE_ESTIMATE, arena_print(&sheet->arena, "%s  %s",
		income_estimate(face, goods->commission, text),
		face->privacy ? "" : rate_shown(goods->rate_bp, rate)));
	if (goods->commission_before.minor != goods->commission.minor)
		sheet_pair(sheet, _("no coupon:"), STYLE_ESTIMATE,
			income_estimate(face, goods->commission_before, text));
	if (goods->lock_ends_at)
		sheet_pair(sheet, _("Rate holds"), STYLE_TEXT,
			arena_print(&sheet->arena, _("until %s"),
				clock_minute(goods->lock_ends_at, day)));
}

/* R16: buying it herself saves the coupon and the commission, where the supplier allows it. */
static void self_purchase(
	struct sheet *sheet, const struct face *face, const struct goods *goods, int64_t now)
{
	char text[INCOME_TEXT];
	struct money saving = goods->commission;
	if (!goods->self_purchase) {
		sheet_pair(
			sheet, _("For yourself"), STYLE_DIM, _("buying it yourself earns nothing"));
		return;
	}
	if (coupon_state(&goods->coupon, goods->price, now, NULL) == COUPON_USABLE &&
		!money_add(goods->commission, goods->coupon.face, &saving))
		saving = goods->commission;
	sheet_pair(sheet, _("For yourself"), STYLE_ESTIMATE,
		arena_print(&sheet->arena, _("you save %s"), income_estimate(face, saving, text)));
}

static const char *count_words(struct arena *arena, int64_t count)
{
	return count == UNKNOWN ? _("not said") : arena_print(arena, "%lld", (long long)count);
}

/* Whose goods it is, once there are several. */
static void whose(struct sheet *sheet, const struct face *face, const struct goods *goods)
{
	if (face->conf && face->conf->account_count > 1)
		sheet_pair(sheet, _("Supplier"), STYLE_TEXT, goods->supplier);
}

static void facts(struct sheet *sheet, const struct goods *goods, int64_t now)
{
	char age[CLOCK_TEXT];
	sheet_pair(sheet, _("Stock"), goods->stock == 0 ? STYLE_BAD : STYLE_TEXT,
		goods->stock == 0 ? _("sold out") : count_words(&sheet->arena, goods->stock));
	sheet_pair(
		sheet, _("Sold in 30 d"), STYLE_TEXT, count_words(&sheet->arena, goods->sales_30d));
	if (goods->shop)
		sheet_pair(sheet, _("Shop"), STYLE_TEXT, goods->shop);
	if (goods->shop_score != UNKNOWN)
		sheet_pair(sheet, _("Shop score"), STYLE_TEXT, arena_print(
			&sheet->arena, _("%lld of 100"), (long long)goods->shop_score));
	if (goods->brand)
		sheet_pair(sheet, _("Brand"), STYLE_TEXT, goods->brand);
	if (goods->model)
		sheet_pair(sheet, _("Model"), STYLE_TEXT, goods->model);
	if (goods->gtin)
		sheet_pair(sheet, _("Barcode"), STYLE_TEXT, goods->gtin);
	sheet_pair(sheet, _("Seen"), STYLE_DIM, clock_age(goods->seen_at, now, age, sizeof age));
}

void goods_card_draw(struct sheet *sheet, const struct face *face, const struct goods *goods)
{
	int64_t now = clock_now_s();
	const char *risk = goods_card_risk(&sheet->arena, goods, now);
	sheet_text(sheet, STYLE_BOLD, goods->title);
	if (risk)
		sheet_text(sheet, STYLE_WARN, risk);
	sheet_gap(sheet);
	price_steps(sheet, goods, now);
	sheet_gap(sheet);
	earns(sheet, face, goods);
	self_purchase(sheet, face, goods, now);
	sheet_gap(sheet);
	whose(sheet, face, goods);
	facts(sheet, goods, now);
	if (goods->description && *goods->description) {
		sheet_gap(sheet);
		sheet_text(sheet, STYLE_TEXT, goods->description);
	}
}

static const char *kinds_for(struct arena *arena, unsigned kinds, enum channel channel)
{
	const char *text = "";
	for (int kind = 0; kind < LINK_KIND_COUNT; kind++)
		if (kinds >> kind & 1 && link_kind_may((enum link_kind)kind, channel))
			text = arena_print(arena, "%s%s%s", text, *text ? ", " : "",
				link_kind_name((enum link_kind)kind));
	return text;
}

void goods_card_posting(struct sheet *sheet, const struct face *face, const struct goods *goods)
{
	const struct account *account = conf_account(face->conf, goods->supplier);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;
	if (!supplier || !supplier->links)
		return;
	sheet_gap(sheet);
	sheet_head(sheet, _("May be posted"));
	for (int i = 0; i < CHANNEL_COUNT; i++)
		sheet_print(sheet, STYLE_TEXT, "%s: %s", channel_name((enum channel)i),
			kinds_for(&sheet->arena, supplier->links->kinds, (enum channel)i));
}

void goods_card_links(struct sheet *sheet, const struct link *links, size_t count)
{
	char day[CLOCK_TEXT];
	if (!count)
		return;
	sheet_head(sheet, _("Your links"));
	for (size_t i = 0; i < count; i++) {
		sheet_print(sheet, STYLE_TEXT, links[i].expires_at ? _("%s, until %s") : "%s",
			channel_name(links[i].channel),
			links[i].expires_at ? clock_minute(links[i].expires_at, day) : "");
		sheet_text(sheet, STYLE_DIM, links[i].url);
	}
}
