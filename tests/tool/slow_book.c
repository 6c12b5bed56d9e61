/* slow_book: see slow_book.h. */
#include "tool/slow_book.h"

#include <string.h>

/* ---- R8: which state may follow which, by walking along the arrows of the picture */

static const struct {
	enum order_state from, to;
} arrows[] = {
	{ ORDER_CREATED, ORDER_ESTIMATED },
	{ ORDER_ESTIMATED, ORDER_GROUPED },
	{ ORDER_GROUPED, ORDER_RECEIVED },
	{ ORDER_RECEIVED, ORDER_APPROVED },
	{ ORDER_APPROVED, ORDER_SETTLED },
	{ ORDER_SETTLED, ORDER_PAID_OUT },
	{ ORDER_SETTLED, ORDER_CLAWBACK_DUE },
	{ ORDER_PAID_OUT, ORDER_CLAWBACK_DUE },
	{ ORDER_CLAWBACK_DUE, ORDER_CLAWED_BACK },
	{ ORDER_CREATED, ORDER_INVALID },
	{ ORDER_APPROVED, ORDER_INVALID },
	{ ORDER_CREATED, ORDER_PUNISHED },
	{ ORDER_SETTLED, ORDER_PUNISHED },
};

static bool leads_to(enum order_state from, enum order_state to)
{
	size_t i;

	if (from == to)
		return true;
	for (i = 0; i < sizeof arrows / sizeof *arrows; i++)
		if (arrows[i].from == from && leads_to(arrows[i].to, to))
			return true;
	return false;
}

static bool may_follow(enum order_state from, enum order_state to)
{
	if (from == to || from == ORDER_UNKNOWN)
		return true;
	if (to == ORDER_UNKNOWN)
		return from != ORDER_PAID_OUT;
	/* Paid after all, or the penalty was lifted. */
	if (from == ORDER_INVALID || from == ORDER_PUNISHED)
		return leads_to(ORDER_ESTIMATED, to);
	return leads_to(from, to);
}

/* ---- one order */

struct account {
	const struct order *shown;     /* the last answer that was taken; NULL: none */
	int64_t heard_at;              /* the latest time of change of any */
	bool lifted, paid;
	wide paid_gross, paid_fee;     /* what was paid out, once it was */
	wide gross;                    /* what stood for it last, before it lost it */
	wide settled;                  /* what was settled so far, whatever of it is taken back */
	wide estimated, frozen, available, invalid, due;
};

static bool is_taken_back(const struct order *order)
{
	return order->state == ORDER_CLAWBACK_DUE || order->state == ORDER_CLAWED_BACK;
}

/* Where no figure is told: what is taken back is of what was settled, else the estimate is all there is. */
static wide settled_of(const struct account *account, const struct order *order)
{
	if (order->settled.minor > 0)
		return order->settled.minor;
	if (is_taken_back(order) && account->settled != 0)
		return account->settled;
	return order->estimate.minor;
}

/* R13: old commission − floor(new base × rate), all of it where the base does not tell of a part. */
static wide taken_back(const struct account *account, const struct order *order)
{
	wide kept = order->base.minor < order->paid.minor ? order->base.minor : 0;
	wide back = settled_of(account, order) - kept * order->rate_bp / 10000;

	return back > 0 ? back : 0;
}

static void stand_paid(struct account *account, const struct order *order, bool told)
{
	wide correction = settled_of(account, order) - account->paid_gross -
		(order->fee.minor - account->paid_fee);

	switch (order->state) {
	case ORDER_SETTLED:
	case ORDER_PAID_OUT:
		account->available = correction;
		break;
	case ORDER_CLAWBACK_DUE:
		account->available = correction;
		account->due = told ? 0 : -taken_back(account, order);
		break;
	case ORDER_CLAWED_BACK:
		account->available = correction - (told ? 0 : taken_back(account, order));
		break;
	case ORDER_INVALID:
	case ORDER_PUNISHED:
		account->due = told ? 0 : -account->paid_gross;
		break;
	default:
		break;
	}
}

static void stand_unpaid(struct account *account, const struct order *order, bool told)
{
	wide settled = settled_of(account, order), fee = order->fee.minor;

	switch (order->state) {
	case ORDER_CREATED:
		account->gross = 0;
		break;
	case ORDER_ESTIMATED:
	case ORDER_GROUPED:
		account->gross = account->estimated = order->estimate.minor;
		break;
	case ORDER_RECEIVED:
	case ORDER_APPROVED:
		account->gross = account->frozen = order->estimate.minor;
		break;
	case ORDER_SETTLED:
		account->gross = settled;
		account->available = settled - fee;
		break;
	case ORDER_PAID_OUT:
		account->paid = settled != 0 || fee != 0;
		account->paid_gross = settled;
		account->paid_fee = fee;
		account->gross = settled;
		break;
	case ORDER_CLAWBACK_DUE:
		account->gross = settled;
		account->available = settled - fee;
		account->due = told ? 0 : -taken_back(account, order);
		break;
	case ORDER_CLAWED_BACK:
		account->gross = settled;
		account->available = settled - fee - (told ? 0 : taken_back(account, order));
		break;
	default: /* no commission, penalty */
		account->invalid = account->gross;
	}
}

/* Where the commission stands after this answer. */
static void stand(struct account *account, bool told)
{
	struct order order = *account->shown;

	if (order.state == ORDER_UNKNOWN)
		return; /* R9 */
	account->estimated = account->frozen = account->available = account->invalid = account->due = 0;
	if (order.state == ORDER_PUNISHED && account->lifted)
		order.state = order.settled.minor > 0 ? ORDER_SETTLED : ORDER_ESTIMATED;
	if (account->paid)
		stand_paid(account, &order, told);
	else
		stand_unpaid(account, &order, told);
	if (order.state == ORDER_SETTLED || order.state == ORDER_PAID_OUT || is_taken_back(&order))
		account->settled = settled_of(account, &order);
	else
		account->settled = account->paid_gross;
}

static void hear(struct account *account, const struct order *order, bool told)
{
	bool news = order->updated_at >= account->heard_at;

	if (news)
		account->heard_at = order->updated_at;
	if (account->shown && (!news || !may_follow(account->shown->state, order->state)))
		return;
	account->shown = order;
	stand(account, told);
}

static struct account read_order(const struct history *history, size_t count, int number)
{
	struct account account = { 0 };
	size_t i;

	for (i = 0; i < count; i++) {
		const struct told *told = &history->told[i];

		if (told->number != number || told->kind == TOLD_LINE)
			continue;
		if (told->kind == TOLD_ORDER) {
			hear(&account, &told->order, history->refunds_told);
			continue;
		}
		account.lifted = true;
		if (account.shown)
			stand(&account, history->refunds_told);
	}
	return account;
}

/* ---- everything */

static void add_order(const struct account *account, int number, bool counts, struct slow_book *book)
{
	wide *minor;

	book->state[number] = account->shown ? account->shown->state : ORDER_CREATED;
	book->is_known[number] = account->shown != NULL;
	if (!counts || !account->shown)
		return;
	minor = book->minor[account->shown->paid.currency];
	if (account->paid)
		book->paid_out[number] = account->paid_gross - account->paid_fee;
	minor[BUCKET_ESTIMATED] += account->estimated;
	minor[BUCKET_FROZEN] += account->frozen;
	minor[BUCKET_AVAILABLE] += account->available;
	minor[BUCKET_PAID_OUT] += book->paid_out[number];
	minor[BUCKET_INVALID] += account->invalid;
	minor[BUCKET_CLAWBACK] += account->due;
}

/* R14: told before, whatever it said then? */
static bool is_again(const struct history *history, size_t place)
{
	const struct told *line = &history->told[place];
	size_t i;

	for (i = 0; i < place; i++)
		if (history->told[i].kind == TOLD_LINE &&
			strcmp(history->told[i].line.id, line->line.id) == 0)
			return true;
	return false;
}

void slow_book_read(const struct history *history, size_t count, struct slow_book *book)
{
	struct account account;
	size_t i;
	int number;

	memset(book, 0, sizeof *book);
	for (number = 0; number < HISTORY_ORDERS; number++) {
		account = read_order(history, count, number);
		add_order(&account, number, !history->has_ledger, book);
	}
	for (i = 0; i < count; i++) {
		const struct line *line = &history->told[i].line;

		if (history->told[i].kind != TOLD_LINE || is_again(history, i))
			continue;
		book->lines++;
		if (line->bucket != BUCKET_NONE)
			book->minor[line->amount.currency][line->bucket] += line->amount.minor;
	}
}
