/* order_card: see order_card.h. The plain words are model/reason.c's. */
#include "screen/order_card.h"

#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "model/link.h"
#include "model/reason.h"
#include "model/refund.h"
#include "screen/income.h"

enum style order_card_style(enum order_state state)
{
	switch (order_bucket(state)) {
	case BUCKET_AVAILABLE:
	case BUCKET_IN_WITHDRAWAL:
	case BUCKET_PAID_OUT:
		return STYLE_GOOD;
	case BUCKET_INVALID:
	case BUCKET_CLAWBACK:
		return STYLE_BAD;
	case BUCKET_NONE:
		return state == ORDER_UNKNOWN ? STYLE_WARN : STYLE_DIM;
	default:
		return STYLE_TEXT;
	}
}

const char *order_card_income(struct arena *arena, const struct face *face, const struct order *order,
	unsigned char *style)
{
	char text[INCOME_TEXT];
	enum bucket bucket = order_bucket(order->state);
	if (bucket_is_money(bucket)) {
		*style = STYLE_MONEY;
		return arena_text(arena, income_money(face, order->settled, text));
	}
	*style = STYLE_ESTIMATE;
	if (bucket == BUCKET_ESTIMATED || bucket == BUCKET_FROZEN)
		return arena_text(arena, income_estimate(face, order->estimate, text));
	*style = STYLE_DIM;
	return "-";
}

static void stands(struct sheet *sheet, const struct face *face, const struct order *order)
{
	char text[INCOME_TEXT], rate[MONEY_TEXT];
	unsigned char style;
	const char *income = order_card_income(&sheet->arena, face, order, &style);
	sheet_pair(sheet, _("State"), order_card_style(order->state), order_state_name(order->state));
	if (order->state == ORDER_UNKNOWN && order->state_word)
		sheet_pair(sheet, _("They say"), STYLE_WARN, order->state_word);
	sheet_pair(sheet, _("Buyer paid"), STYLE_TEXT, money_shown(order->paid, text));
	sheet_pair(sheet, style == STYLE_MONEY ? _("You earned") : _("You earn"), (enum style)style,
		face->privacy || style == STYLE_DIM ? income : arena_print(&sheet->arena, "%s  %s %s",
			income, _("at"), rate_shown(order->rate_bp, rate)));
	if (style == STYLE_MONEY && order->fee.minor)
		sheet_pair(sheet, _("Fee"), STYLE_DIM, income_money(face, order->fee, text));
}

static void why(struct sheet *sheet, const struct order *order)
{
	const char *reason = reason_of(order), *words = reason_words(reason), *next = reason_next_step(reason);
	if (!*words)
		return;
	sheet_head(sheet, _("Why it earns nothing or less"));
	sheet_text(sheet, STYLE_TEXT, words);
	if (*next)
		sheet_text(sheet, STYLE_GOOD, next);
	sheet_pair(sheet, _("They say"), STYLE_DIM, order->state_word ? order->state_word : reason);
}

/* The steps from the estimate to what is settled. */
static void bridge(struct sheet *sheet, const struct face *face, const struct bridge_step *steps, size_t count)
{
	char change[INCOME_TEXT], after[INCOME_TEXT], day[CLOCK_TEXT];
	sheet_head(sheet, _("From the estimate to your money"));
	if (!count)
		sheet_text(sheet, STYLE_DIM, _("Nothing is booked for this order yet."));
	for (size_t i = 0; i < count; i++) {
		const struct bridge_step *step = &steps[i];
		sheet_print(sheet, step->change.minor < 0 ? STYLE_BAD : STYLE_TEXT, "%s  %s  → %s",
			clock_day(step->at, day), income_change(face, step->change, step->is_money, change),
			step->is_money ? income_money(face, step->after, after) :
					 income_estimate(face, step->after, after));
		sheet_text(sheet, STYLE_DIM, step->cause);
	}
}

/* A state tells what has happened even where a supplier does not tell when. */
static void moment(struct sheet *sheet, const char *words, int64_t at, bool happened)
{
	char day[CLOCK_TEXT];
	sheet_pair(sheet, words, at ? STYLE_TEXT : STYLE_DIM, at ? clock_minute(at, day)
		: happened ? _("yes; when is not told") : _("not yet"));
}

static void time_line(struct sheet *sheet, const struct order *order)
{
	bool goes_on = order_bucket(order->state) == BUCKET_ESTIMATED ||
		order_bucket(order->state) == BUCKET_FROZEN || order->state == ORDER_CREATED;
	sheet_head(sheet, _("What happened"));
	moment(sheet, _("Ordered"), order->created_at, true);
	if (order->paid_at || goes_on)
		moment(sheet, _("Paid"), order->paid_at, order->state > ORDER_CREATED);
	if (order->received_at || goes_on)
		moment(sheet, _("Received"), order->received_at, order->state >= ORDER_RECEIVED);
	if (order->approved_at || goes_on)
		moment(sheet, _("Approved"), order->approved_at, order->state >= ORDER_APPROVED);
	if (order->settled_at || goes_on)
		moment(sheet, _("Settled"), order->settled_at, false);
}

/* R12, R13: what a return takes away, before and after settlement, of all pieces and of one. */
static void if_returned(struct sheet *sheet, const struct face *face, const struct order *order)
{
	char text[INCOME_TEXT];
	struct money all, one;
	enum refund_cost cost = refund_costs(order, order->quantity > 1 ? order->quantity : 1, &all);
	if (cost == REFUND_COSTS_NOTHING)
		return;
	sheet_head(sheet, _("If it is returned"));
	if (cost == REFUND_COSTS_ESTIMATE)
		sheet_print(sheet, STYLE_TEXT, _("The estimate of %s is gone; nothing is taken from you."),
			income_estimate(face, all, text));
	else
		sheet_print(sheet, STYLE_TEXT, _("Up to %s is taken back from your next earnings."),
			income_money(face, all, text));
	if (order->quantity > 1 && refund_costs(order, 1, &one) == cost)
		sheet_print(sheet, STYLE_TEXT, _("One of the %lld pieces: %s."), (long long)order->quantity,
			cost == REFUND_COSTS_MONEY ? income_money(face, one, text)
				: income_estimate(face, one, text));
}

/* What was sent back so far, as far as the supplier tells: the base that still counts. */
static void after_sale(struct sheet *sheet, const struct order *order)
{
	char text[MONEY_TEXT];
	if (order->base.minor < order->paid.minor && order->base.minor >= 0 && order->paid_at)
		sheet_pair(sheet, _("Counted on"), STYLE_TEXT, arena_print(&sheet->arena,
			_("%s: the rest was returned or does not count"), money_shown(order->base, text)));
	sheet_pair(sheet, _("Parcel"), STYLE_DIM, _("not told by this supplier"));
}

static void names(struct sheet *sheet, const struct order *order)
{
	sheet_gap(sheet);
	sheet_pair(sheet, _("Order"), STYLE_TEXT, order->id);
	if (strcmp(order->id, order->sub_id))
		sheet_pair(sheet, _("Part"), STYLE_TEXT, order->sub_id);
	sheet_pair(sheet, _("Kind"), STYLE_TEXT, order_kind_name(order->kind));
	if (order->quantity > 1)
		sheet_pair(sheet, _("Pieces"), STYLE_TEXT,
			arena_print(&sheet->arena, "%lld", (long long)order->quantity));
	if (order->channel) {
		enum channel channel = channel_find(order->channel);
		sheet_pair(sheet, _("Came from"), STYLE_TEXT,
			channel == CHANNEL_COUNT ? order->channel : channel_name(channel));
	}
	sheet_pair(sheet, _("Supplier"), STYLE_TEXT, order->supplier);
}

void order_card_explain(struct sheet *sheet, const struct face *face, const struct order *order,
	const struct bridge_step *steps, size_t count)
{
	sheet_text(sheet, STYLE_BOLD, order->title);
	sheet_gap(sheet);
	stands(sheet, face, order);
	why(sheet, order);
	bridge(sheet, face, steps, count);
	if_returned(sheet, face, order);
}

void order_card_draw(struct sheet *sheet, const struct face *face, const struct order *order)
{
	sheet_text(sheet, STYLE_BOLD, order->title);
	sheet_gap(sheet);
	stands(sheet, face, order);
	why(sheet, order);
	time_line(sheet, order);
	after_sale(sheet, order);
	if_returned(sheet, face, order);
	names(sheet, order);
}
