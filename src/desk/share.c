/*
 * share: the link of one goods for one channel, and the words to post with it. A link that is
 * stored and has not expired is used again; a new one is asked for through the outbox, so that it
 * also comes when the line is cut now.
 */
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"
#include "model/lint.h"
#include "store/link_store.h"

bool share_is_of(const struct outbox_entry *entry, const struct share *share)
{
	return entry->kind == OUTBOX_LINK && entry->channel &&
		!strcmp(entry->supplier, share->supplier) && !strcmp(entry->goods, share->goods) &&
		channel_find(entry->channel) == share->channel;
}

/* Entry that waits for this link already, 0: none. */
static int64_t find_waiting(struct desk *desk, const struct share *share)
{
	struct arena arena = { 0 };
	struct outbox_entry *rows;
	size_t i, count = outbox_load(&desk->store, &arena, &rows);
	int64_t number = 0;

	for (i = 0; i < count; i++)
		if (!rows[i].refused && share_is_of(&rows[i], share))
			number = rows[i].number;
	arena_clear(&arena);
	return number;
}

enum err share_check(struct desk *desk, const struct share *share, struct fault *fault)
{
	const struct account *account = conf_account(desk->conf, share->supplier);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	if (!supplier)
		return fault_set(fault, ERR_CONF,
			_("There is no supplier \"%.40s\" in the configuration."), share->supplier);
	if (!supplier->links)
		return fault_set(fault, ERR_REFUSED, _("\"%s\" makes no links."), account->name);
	return desk_may_write(desk, fault);
}

enum err share_post(
	struct desk *desk, const struct share *share, int64_t *number, struct fault *fault)
{
	const struct outbox_entry entry = {
		.kind = OUTBOX_LINK,
		.supplier = share->supplier,
		.goods = share->goods,
		.channel = channel_id(share->channel),
		.made_at = clock_now_s(),
	};

	return outbox_put(&desk->store, &entry, number, fault);
}

enum err share_link(struct desk *desk, const struct share *share, struct arena *arena,
	struct link **link, int *job, struct fault *fault)
{
	const struct link wanted = {
		.supplier = share->supplier, .goods = share->goods, .channel = share->channel
	};
	int64_t number;
	enum err err;

	*job = 0;
	*link = link_get(&desk->store, arena, &wanted, clock_now_s());
	if (*link)
		return OK;
	err = share_check(desk, share, fault);
	if (err != OK)
		return err;
	number = find_waiting(desk, share);
	if (number == 0) {
		err = share_post(desk, share, &number, fault);
		desk->jobs->outbox_stale = true;
	}
	if (err != OK)
		return err;
	outbox_send(desk);
	*job = outbox_job(desk, number);
	return OK;
}

/* ---- captions (R50) */

/* R42: Moments blocks posts with pass-codes, wherever they stand. */
static char *without_pass_codes(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text), *to = copy;
	size_t skip;

	while (*text) {
		skip = lint_pass_code(text);
		if (skip > 0)
			text += skip;
		else
			*to++ = *text++;
	}
	*to = '\0';
	return copy;
}

static char *price_line(struct arena *arena, const struct goods *goods, int64_t now)
{
	char final[MONEY_TEXT], price[MONEY_TEXT], face[MONEY_TEXT];

	if (coupon_state(&goods->coupon, goods->price, now, NULL) != COUPON_USABLE ||
		goods->final.minor >= goods->price.minor)
		return arena_print(arena, _("Price: %s"), money_shown(goods->price, price));
	return arena_print(arena, _("After the coupon of %s: %s (otherwise %s)"),
		money_shown(goods->coupon.face, face), money_shown(goods->final, final),
		money_shown(goods->price, price));
}

static char *end_line(struct arena *arena, const struct goods *goods, int64_t now)
{
	char end[CLOCK_TEXT];

	if (coupon_state(&goods->coupon, goods->price, now, NULL) != COUPON_USABLE ||
		goods->coupon.ends_at == 0)
		return "";
	return arena_print(arena, _("Coupon until %s\n"), clock_minute(goods->coupon.ends_at, end));
}

char *share_caption(
	struct arena *arena, const struct goods *goods, const struct link *link, int64_t now)
{
	bool is_moments = link->channel == CHANNEL_MOMENTS;
	char *text = arena_print(arena, "%s\n%s\n%s%s", goods->title, price_line(arena, goods, now),
		end_line(arena, goods, now), _("(I earn a commission if you buy through me.)"));

	/* In Moments the link goes into the first comment; elsewhere it stands alone, glued to
	 * nothing. */
	if (is_moments)
		return without_pass_codes(arena, text);
	return arena_print(arena, "%s\n%s", text, link->url);
}
