/* shelf_card: see shelf_card.h. Every change has a sign and a word: meaning
 * is never in a colour alone. */
#include "screen/shelf_card.h"

#include "base/clock.h"
#include "base/words.h"
#include "screen/goods_card.h"

static const struct {
	enum shelf_change change;
	bool up, down;
	const char *word;
} table[] = {
	{ CHANGE_STOCK_GONE, false, false, N_("sold out") },
	{ CHANGE_COUPON_GONE, false, false, N_("coupon gone") },
	{ CHANGE_PRICE_UP, true, false, N_("price") },
	{ CHANGE_RATE_DOWN, false, true, N_("rate") },
	{ CHANGE_PRICE_DOWN, false, true, N_("price") },
	{ CHANGE_RATE_UP, true, false, N_("rate") },
	{ CHANGE_COUPON_NEW, false, false, N_("new coupon") },
	{ CHANGE_STOCK_BACK, false, false, N_("in stock again") },
};

const char *shelf_card_changes(
	struct arena *arena, const struct shelf_entry *entry, int64_t now, bool *bad)
{
	unsigned changes = shelf_changes(entry, now);
	const char *text = "";
	*bad = shelf_is_problem(entry, now);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (!(changes & table[i].change))
			continue;
		const char *sign = table[i].up ? glyphs()->up : table[i].down ? glyphs()->down : "";
		text = arena_print(
			arena, "%s%s%s%s", text, *text ? " " : "", sign, _(table[i].word));
	}
	return text;
}

static const char *then_and_now(struct arena *arena, const char *then, const char *now)
{
	return arena_print(arena, "%s -> %s", then, now);
}

static void draw_changes(struct sheet *sheet, const struct face *face,
	const struct shelf_entry *entry, unsigned changes)
{
	char then[MONEY_TEXT], now[MONEY_TEXT];
	if (changes & (CHANGE_PRICE_UP | CHANGE_PRICE_DOWN))
		sheet_pair(sheet, _("Buyer pays"),
			changes & CHANGE_PRICE_UP ? STYLE_BAD : STYLE_GOOD,
			then_and_now(&sheet->arena, money_shown(entry->final_then, then),
				money_shown(entry->goods.final, now)));
	if (changes & (CHANGE_RATE_UP | CHANGE_RATE_DOWN) && !face->privacy)
		sheet_pair(sheet, _("Rate"), changes & CHANGE_RATE_DOWN ? STYLE_BAD : STYLE_GOOD,
			then_and_now(&sheet->arena, rate_shown(entry->rate_then_bp, then),
				rate_shown(entry->goods.rate_bp, now)));
	if (changes & CHANGE_COUPON_GONE)
		sheet_pair(
			sheet, _("Coupon"), STYLE_BAD, _("it could be used when you picked this"));
	if (changes & CHANGE_COUPON_NEW)
		sheet_pair(sheet, _("Coupon"), STYLE_GOOD, _("new since you picked this"));
	if (changes & CHANGE_STOCK_GONE)
		sheet_pair(sheet, _("Stock"), STYLE_BAD, _("sold out since you picked this"));
	if (changes & CHANGE_STOCK_BACK)
		sheet_pair(sheet, _("Stock"), STYLE_GOOD, _("here again"));
}

void shelf_card_draw(struct sheet *sheet, const struct face *face, const struct shelf_entry *entry)
{
	char age[CLOCK_TEXT];
	int64_t now = clock_now_s();
	unsigned changes = shelf_changes(entry, now);

	sheet_line(sheet, STYLE_HEAD, arena_print(&sheet->arena, _("Since you picked it (%s)"),
		clock_age(entry->picked_at, now, age, sizeof age)));
	if (changes)
		draw_changes(sheet, face, entry, changes);
	else
		sheet_text(sheet, STYLE_DIM, _("nothing changed"));
	sheet_pair(sheet, _("Posted"), STYLE_TEXT, entry->posted_at
		? clock_age(entry->posted_at, now, age, sizeof age) : _("not posted yet"));
	if (*entry->tags)
		sheet_pair(sheet, _("Tags"), STYLE_TEXT, entry->tags);
	if (*entry->note)
		sheet_pair(sheet, _("Note"), STYLE_TEXT, entry->note);
	sheet_gap(sheet);
	goods_card_draw(sheet, face, &entry->goods);
}
