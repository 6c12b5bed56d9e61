/* balance_card: see balance_card.h. Sums are model/balance.c's. */
#include "screen/balance_card.h"

#include "base/text.h"
#include "base/words.h"
#include "model/balance.h"
#include "screen/income.h"

enum { BUCKET_LABELS = 16, AMOUNT_COLS = 14 };

static const struct {
	enum bucket bucket;
	const char *words; /* what the bucket means to her */
} table[] = {
	{ BUCKET_ESTIMATED, N_("not money yet") },
	{ BUCKET_FROZEN, N_("waits for the return period") },
	{ BUCKET_AVAILABLE, N_("settled, yours") },
	{ BUCKET_IN_WITHDRAWAL, N_("on its way to you") },
	{ BUCKET_PAID_OUT, N_("on your account") },
	{ BUCKET_CLAWBACK, N_("from your next earnings") },
};

static void row(struct sheet *sheet, const struct face *face, enum bucket bucket,
	struct money money, const char *words)
{
	char text[INCOME_TEXT];
	bool is_money = bucket_is_money(bucket);
	const char *amount = is_money ? income_money(face, money, text)
				      : income_estimate(face, money, text);
	int pad = AMOUNT_COLS - (int)text_cols(amount);
	enum style style = !is_money ? STYLE_ESTIMATE
		: bucket == BUCKET_CLAWBACK && money.minor ? STYLE_BAD : STYLE_MONEY;
	int after = sheet->label_cols + AMOUNT_COLS + 2;
	int at = sheet->row - sheet->top;
	sheet_pair(sheet, bucket_name(bucket), style,
		arena_print(&sheet->arena, "%*s%s", pad > 0 ? pad : 0, "", amount));
	/* What it means stands beside it only where it fits whole. */
	if (at >= 0 && at < sheet->area.rows && after + (int)text_cols(words) <= sheet->area.cols)
		area_put(sheet->area, at, after, STYLE_DIM, words);
}

static void sum_check(struct sheet *sheet, const struct face *face, const struct balance *balance)
{
	char yours[INCOME_TEXT];
	sheet_gap(sheet);
	sheet_print(sheet, STYLE_TEXT, _("Yours: %s = available + being paid out + taken back"),
		income_money(face, balance_yours(balance), yours));
	if (balance_adds_up(balance))
		sheet_text(
			sheet, STYLE_GOOD, _("The ledger adds up: every line is in one bucket."));
	else
		sheet_text(sheet, STYLE_BAD,
			_("The ledger does not add up. Run \"shopkeeper doctor\" and ask the supplier."));
}

void balance_card_draw(struct sheet *sheet, const struct face *face, const struct balance *balances,
	size_t count, bool check)
{
	int labels = sheet->label_cols;
	sheet->label_cols = sheet->area.cols < 40 ? sheet->label_cols : BUCKET_LABELS;
	for (size_t i = 0; i < count; i++) {
		const struct balance *balance = &balances[i];
		if (i)
			sheet_gap(sheet);
		if (count > 1)
			sheet_line(sheet, STYLE_HEAD, currency_code(balance->currency));
		for (size_t b = 0; b < sizeof table / sizeof table[0]; b++)
			row(sheet, face, table[b].bucket,
				(struct money){
					balance->minor[table[b].bucket], balance->currency },
				_(table[b].words));
		if (check)
			sum_check(sheet, face, balance);
	}
	sheet->label_cols = labels;
}
