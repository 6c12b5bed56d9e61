/*
 * value: one column of one record as text. The second fence for words from suppliers: whatever
 * reaches standard output is cleaned once more here. How rows are laid out is in output.c.
 */
#include <inttypes.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "command/output.h"
#include "model/earning.h"
#include "store/outbox.h"

enum { MOST_STEPS = 1000000 };

static const char *const coupon_ids[] = {
	[COUPON_NONE] = "none",
	[COUPON_USABLE] = "usable",
	[COUPON_NOT_YET] = "not_yet",
	[COUPON_ENDED] = "ended",
	[COUPON_USED_UP] = "used_up",
	[COUPON_TOO_SMALL] = "too_small",
};
static const char *const coupon_words[] = {
	[COUPON_NONE] = N_("none"),
	[COUPON_USABLE] = N_("usable"),
	[COUPON_NOT_YET] = N_("later"),
	[COUPON_ENDED] = N_("ended"),
	[COUPON_USED_UP] = N_("used up"),
	[COUPON_TOO_SMALL] = N_("price too small"),
};
static const char *const outbox_ids[] = {
	[OUTBOX_SHELF_PUT] = "pick",
	[OUTBOX_SHELF_DROP] = "drop",
	[OUTBOX_LINK] = "share",
	[OUTBOX_PAYOUT] = "withdraw",
};
static const char *const outbox_words[] = {
	[OUTBOX_SHELF_PUT] = N_("pick"),
	[OUTBOX_SHELF_DROP] = N_("drop"),
	[OUTBOX_LINK] = N_("share"),
	[OUTBOX_PAYOUT] = N_("withdraw"),
};

/* Words of an enum: translated for people, the stable id for files. */
static const char *word(enum column_kind kind, int value, bool shown)
{
	switch (kind) {
	case COLUMN_CHANNEL:
		return value < 0 || value >= CHANNEL_COUNT ? "" :
			shown ? channel_name((enum channel)value) :
				channel_id((enum channel)value);
	case COLUMN_COUPON:
		return shown ? _(coupon_words[value]) : coupon_ids[value];
	case COLUMN_ORDER_STATE:
		return shown ? order_state_name((enum order_state)value) :
			       order_state_id((enum order_state)value);
	case COLUMN_ORDER_KIND:
		return shown ? order_kind_name((enum order_kind)value) :
			       order_kind_id((enum order_kind)value);
	case COLUMN_LINE_KIND:
		return shown ? line_kind_name((enum line_kind)value) :
			       line_kind_id((enum line_kind)value);
	case COLUMN_OUTBOX:
		return shown ? _(outbox_words[value]) : outbox_ids[value];
	default:
		return "";
	}
}

static const char *money_text(struct money money, bool shown, struct arena *arena)
{
	char text[MONEY_TEXT];
	if (money.currency == CURRENCY_NONE)
		return "";
	return arena_text(arena, shown ? money_shown(money, text) : money_plain(money, text));
}

/* 1799 → "18.0%" for people, "17.99" for files. */
static const char *rate_text(int32_t rate_bp, bool shown, struct arena *arena)
{
	char text[MONEY_TEXT];
	if (shown)
		return arena_text(arena, rate_shown(rate_bp, text));
	return arena_print(arena, "%s%d.%02d", rate_bp < 0 ? "-" : "",
		rate_bp / 100 * (rate_bp < 0 ? -1 : 1), rate_bp % 100 * (rate_bp < 0 ? -1 : 1));
}

static const char *time_text(int64_t at, bool shown, struct arena *arena)
{
	char text[CLOCK_TEXT];
	if (at == 0)
		return "";
	return arena_text(arena, shown ? clock_minute(at, text) : clock_utc(at, text));
}

/* A link keeps its bytes as long as none of them could harm a terminal or a table. */
static const char *link_text(const char *link, struct arena *arena)
{
	for (const char *byte = link; *byte; byte++)
		if (*byte <= ' ' || *byte > '~')
			return text_take(arena, link, strlen(link), MOST_STEPS, NULL);
	return link;
}

const char *column_text(
	const struct column *column, const void *record, bool shown, struct arena *arena)
{
	const void *at = (const char *)record + column->offset;
	const char *text;
	int64_t count;
	switch (column->kind) {
	case COLUMN_TEXT:
		text = *(const char *const *)at;
		return text ? text_take(arena, text, strlen(text), MOST_STEPS, NULL) : "";
	case COLUMN_LINES:
		text = *(const char *const *)at;
		return text ? text_take_lines(arena, text, strlen(text), MOST_STEPS) : "";
	case COLUMN_LINK:
		text = *(const char *const *)at;
		return text ? link_text(text, arena) : "";
	case COLUMN_COUNT:
		count = *(const int64_t *)at;
		return count == UNKNOWN ? "" : arena_print(arena, "%" PRId64, count);
	case COLUMN_MONEY:
		return money_text(*(const struct money *)at, shown, arena);
	case COLUMN_CURRENCY:
		return *(const enum currency *)at == CURRENCY_NONE ?
			"" : currency_code(*(const enum currency *)at);
	case COLUMN_RATE:
		return rate_text(*(const int32_t *)at, shown, arena);
	case COLUMN_TIME:
		return time_text(*(const int64_t *)at, shown, arena);
	case COLUMN_FLAG:
		if (shown)
			return *(const bool *)at ? _("yes") : _("no");
		return *(const bool *)at ? "true" : "false";
	default:
		return word(column->kind, *(const int *)at, shown);
	}
}
