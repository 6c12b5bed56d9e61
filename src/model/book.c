/*
 * book: see book.h. A move between buckets is two lines that sum to nought; a changed amount is one
 * line in the bucket where the commission stands. What was paid out stays for ever (R8): whatever an
 * order says afterwards is a correction among what is available, or to be taken back.
 */
#include "model/book.h"

enum book_sort book_sort(enum line_kind kind)
{
	return kind == LINE_FEE ? BOOK_FEE : kind == LINE_CLAWBACK ? BOOK_BACK : BOOK_GROSS;
}

void book_add(struct book *book, const struct line *line)
{
	book->count++;
	book->minor[book_sort(line->kind)][line->bucket] += line->amount.minor;
}

/* Where one sort of lines of an order has to stand. */
struct place {
	enum bucket bucket; /* BUCKET_NONE: nowhere, the sum has to be nought */
	int64_t minor;
	enum line_kind kind;
};

static int64_t gross_sum(const struct book *book)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < BUCKET_COUNT; i++)
		sum += book->minor[BOOK_GROSS][i];
	return sum;
}

static bool is_paid_out(const struct book *book)
{
	return book->minor[BOOK_GROSS][BUCKET_PAID_OUT] || book->minor[BOOK_FEE][BUCKET_PAID_OUT];
}

/* A penalty that was lifted leaves the order as it was. */
static enum bucket bucket_of(const struct order *order, struct book_rule rule)
{
	if (order->state == ORDER_PUNISHED && rule.is_lifted)
		return order->settled.minor > 0 ? BUCKET_AVAILABLE : BUCKET_ESTIMATED;
	/* What is taken back is lines of its own; what was settled stays (R13). */
	return order_bucket(order->state) == BUCKET_CLAWBACK ? BUCKET_AVAILABLE
							     : order_bucket(order->state);
}

/* Settled without a figure: the estimate is the best there is. But what is taken back was settled before,
 * and an estimate that has shrunk with it would take it back twice. */
static int64_t settled_of(const struct book *book, const struct order *order)
{
	int64_t before = book->minor[BOOK_GROSS][BUCKET_AVAILABLE] +
		book->minor[BOOK_GROSS][BUCKET_PAID_OUT];

	if (order->settled.minor > 0)
		return order->settled.minor;
	return order_bucket(order->state) == BUCKET_CLAWBACK && before ? before
								       : order->estimate.minor;
}

static struct place gross_place(
	const struct book *book, const struct order *order, enum bucket bucket)
{
	switch (bucket) {
	case BUCKET_ESTIMATED:
	case BUCKET_FROZEN:
		return (struct place){ bucket, order->estimate.minor, LINE_ESTIMATE };
	case BUCKET_AVAILABLE:
		return (struct place){ bucket, settled_of(book, order), LINE_SETTLE };
	case BUCKET_PAID_OUT:
		return (struct place){ bucket, settled_of(book, order), LINE_PAYOUT };
	case BUCKET_INVALID:
		/* What she would have earned stays to be seen, and is no money. */
		return (struct place){ bucket, gross_sum(book), LINE_ESTIMATE };
	default:
		return (struct place){ BUCKET_NONE, 0, LINE_ESTIMATE };
	}
}

static struct place fee_place(const struct order *order, enum bucket bucket)
{
	if (bucket != BUCKET_AVAILABLE && bucket != BUCKET_PAID_OUT)
		return (struct place){ BUCKET_NONE, 0, LINE_FEE };
	return (struct place){ bucket, -order->fee.minor, LINE_FEE };
}

/* What is left to be placed beside what was paid out. */
static struct place beside(struct place place, int64_t paid_out, enum line_kind kind)
{
	if (place.bucket == BUCKET_AVAILABLE || place.bucket == BUCKET_PAID_OUT)
		return (struct place){ BUCKET_AVAILABLE, place.minor - paid_out, kind };
	return (struct place){ BUCKET_NONE, 0, kind };
}

/* What goes back: all of it, unless the base says that a part was kept (R13); and all of what was paid out
 * for an order that has no commission after all. */
static struct place back_place(const struct book *book, const struct order *order, struct book_rule rule)
{
	struct money kept = order->base, back, settled = { settled_of(book, order), order->paid.currency };

	if (rule.refunds_told)
		return (struct place){ BUCKET_NONE, 0, LINE_CLAWBACK };
	if (bucket_of(order, rule) == BUCKET_INVALID && is_paid_out(book))
		return (struct place){ BUCKET_CLAWBACK, -book->minor[BOOK_GROSS][BUCKET_PAID_OUT],
			LINE_CLAWBACK };
	if (order_bucket(order->state) != BUCKET_CLAWBACK)
		return (struct place){ BUCKET_NONE, 0, LINE_CLAWBACK };
	if (order->base.minor >= order->paid.minor)
		kept.minor = 0;
	if (!commission_clawback(settled, kept, order->rate_bp, &back))
		back = (struct money){ -settled.minor, settled.currency };
	return (struct place){ order->state == ORDER_CLAWED_BACK ? BUCKET_AVAILABLE
								 : BUCKET_CLAWBACK,
		back.minor, LINE_CLAWBACK };
}

struct page {
	struct line *lines;
	size_t count;
	const struct order *order;
	int64_t at;
	const char *ref; /* of the lines to be written */
};

static void write_line(struct page *page, enum bucket bucket, enum line_kind kind, int64_t minor)
{
	if (minor != 0)
		page->lines[page->count++] = (struct line){ .supplier = page->order->supplier,
			.kind = kind,
			.bucket = bucket,
			.order = page->order->sub_id,
			.ref = page->ref,
			.amount = { minor, page->order->paid.currency },
			.at = page->at };
}

/* Brings all lines of one sort to one place; what was paid out stays where it is. Lines into “no commission” say
 * why, as do those that change an amount, and those that settle where nobody else does. */
static void move(struct page *page, const int64_t minor[BUCKET_COUNT], struct place to, struct book_rule rule)
{
	int64_t sum = minor[to.bucket];
	const char *settled = to.bucket == BUCKET_AVAILABLE ? rule.settled : NULL;
	int i;

	page->ref = to.bucket == BUCKET_INVALID ? page->order->reason : settled;

	for (i = BUCKET_NONE + 1; i < BUCKET_COUNT; i++) {
		if (i == (int)to.bucket || i == BUCKET_PAID_OUT || minor[i] == 0)
			continue;
		write_line(page, (enum bucket)i, to.kind, -minor[i]);
		if (to.bucket == BUCKET_NONE)
			continue;
		write_line(page, to.bucket, to.kind, minor[i]);
		sum += minor[i];
	}
	page->ref = sum != 0 ? rule.change : settled;
	if (to.bucket != BUCKET_NONE)
		write_line(page, to.bucket, to.kind, to.minor - sum);
}

/* When it became what it is, as far as the platform says; what changes a settled amount came later. */
static int64_t moment(const struct book *book, const struct order *order)
{
	bool is_correction =
		book->minor[BOOK_GROSS][BUCKET_AVAILABLE] && order->updated_at > order->settled_at;

	if (order->state == ORDER_SETTLED && order->settled_at > 0 && !is_correction)
		return order->settled_at;
	return order->updated_at > 0 ? order->updated_at : order->created_at;
}

size_t book_lines(const struct book *book, const struct order *order, struct book_rule rule,
	struct line lines[BOOK_LINES_MOST])
{
	struct page page = { .lines = lines, .order = order, .at = moment(book, order) };
	enum bucket bucket = bucket_of(order, rule);
	struct place gross = gross_place(book, order, bucket), fee = fee_place(order, bucket);
	const struct book_rule no_words = { .change = NULL };

	/* A word this version does not know may mean anything: nothing moves until it is known. */
	if (order->state == ORDER_UNKNOWN)
		return 0;
	if (is_paid_out(book)) {
		gross = beside(gross, book->minor[BOOK_GROSS][BUCKET_PAID_OUT], LINE_SETTLE);
		fee = beside(fee, book->minor[BOOK_FEE][BUCKET_PAID_OUT], LINE_FEE);
	}
	move(&page, book->minor[BOOK_GROSS], gross, rule);
	move(&page, book->minor[BOOK_FEE], fee, no_words);
	move(&page, book->minor[BOOK_BACK], back_place(book, order, rule), no_words);
	return page.count;
}
