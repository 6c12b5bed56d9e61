/*
 * withdraw: asking for money. The amount is typed, the fee and what arrives are shown, and only the same amount
 * typed once more asks for it: everything else is no. Subject: the supplier's name.
 */
#include "desk/payout.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "paint/prompt.h"
#include "screen/income.h"
#include "screen/reaction.h"
#include "screen/screen.h"
#include "screen/sheet.h"
#include "store/payout_store.h"

struct withdraw {
	char supplier[64];
	struct prompt prompt;
	struct withdrawal withdrawal;
	bool repeats; /* the amount was typed once and may be asked for */
	char say[sizeof((struct fault *)NULL)->text];
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct withdraw *withdraw = state;
	(void)face;
	snprintf(withdraw->supplier, sizeof withdraw->supplier, "%s", subject);
	prompt_set(&withdraw->prompt, _("How much: "), "");
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct withdraw *withdraw = state;
	(void)arena;
	if (withdraw->repeats)
		return;
	struct payout_rules rules = payout_rules_get(&face->desk->store, withdraw->supplier);
	withdraw->withdrawal = (struct withdrawal){ .supplier = withdraw->supplier,
		.rules = rules,
		.available = payout_available(&face->desk->store, withdraw->supplier, rules.currency) };
}

static bool has_choice(const struct face *face, const struct withdraw *withdraw)
{
	const char *other = payout_account(face->conf, withdraw->supplier);
	return !withdraw->repeats && other && strcmp(other, withdraw->supplier);
}

static void draw_supplier(struct sheet *sheet, const struct face *face, const struct withdraw *withdraw)
{
	sheet_pair(sheet, _("Supplier"), STYLE_TEXT, withdraw->supplier);
	if (has_choice(face, withdraw))
		sheet_pair(sheet, "", STYLE_DIM, _("<Tab> takes the next supplier."));
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct withdraw *withdraw = state;
	const struct withdrawal *about = &withdraw->withdrawal;
	char text[INCOME_TEXT];
	struct sheet sheet;
	sheet_begin(&sheet, area_part(area, 0, 0, area.rows - 2, area.cols), NULL);
	draw_supplier(&sheet, face, withdraw);
	if (about->rules.currency == CURRENCY_NONE) {
		sheet_text(&sheet, STYLE_WARN, _("The supplier is being asked how it pays out …"));
	} else {
		sheet_pair(&sheet, _("Available"), STYLE_MONEY, income_money(face, about->available, text));
		sheet_pair(&sheet, _("At least"), STYLE_TEXT, money_shown(about->rules.minimum, text));
	}
	if (withdraw->repeats) {
		sheet_pair(&sheet, _("Amount"), STYLE_BOLD, money_shown(about->amount, text));
		sheet_pair(&sheet, _("Fee"), STYLE_TEXT, money_shown(about->fee, text));
		sheet_pair(&sheet, _("Arrives"), STYLE_MONEY, money_shown(about->arrives, text));
		sheet_gap(&sheet);
		sheet_text(&sheet, STYLE_WARN,
			_("To ask for it, type the amount once more. Anything else asks for nothing."));
	}
	if (withdraw->say[0])
		sheet_text(&sheet, STYLE_BAD, withdraw->say);
	sheet_end(&sheet, NULL);
	prompt_draw(&withdraw->prompt, area, area.rows - 1);
}

static void begin_again(struct withdraw *withdraw, const char *say)
{
	withdraw->repeats = false;
	snprintf(withdraw->say, sizeof withdraw->say, "%s", say);
	prompt_set(&withdraw->prompt, _("How much: "), "");
}

/* The first time it is judged, the second time it is asked for. */
static struct reaction enter(struct withdraw *withdraw, const struct face *face)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };
	struct money amount;
	int64_t number;
	enum currency currency = withdraw->withdrawal.rules.currency;
	bool is_amount = money_parse(withdraw->prompt.text, currency, &amount);
	if (withdraw->repeats && (!is_amount || amount.minor != withdraw->withdrawal.amount.minor)) {
		begin_again(withdraw, _("That was another amount: nothing was asked for."));
		return reaction;
	}
	if (!is_amount) {
		begin_again(withdraw, _("That is no amount; write it like 50.00."));
		return reaction;
	}
	if (!withdraw->repeats) {
		if (withdraw_look(face->desk, withdraw->supplier, amount, &withdraw->withdrawal, &fault) != OK) {
			begin_again(withdraw, fault.text);
			return reaction;
		}
		withdraw->repeats = true;
		withdraw->say[0] = '\0';
		prompt_set(&withdraw->prompt, _("Once more: "), "");
		return reaction;
	}
	if (desk_withdraw(face->desk, withdraw->supplier, amount, &number, &fault) != OK) {
		begin_again(withdraw, fault.text);
		return reaction;
	}
	reaction.kind = REACT_LEAVE;
	snprintf(reaction.say, sizeof reaction.say, "%s",
		_("Asked for; p in the earnings shows how it goes on."));
	return reaction;
}

static bool typing(const void *state)
{
	(void)state;
	return true;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct withdraw *withdraw = state;
	if (key_is(pressed, "<Tab>") && has_choice(face, withdraw)) {
		snprintf(withdraw->supplier, sizeof withdraw->supplier, "%s",
			payout_account(face->conf, withdraw->supplier));
		begin_again(withdraw, "");
		return reaction_of(REACT_RELOAD);
	}
	switch (prompt_key(&withdraw->prompt, pressed)) {
	case PROMPT_ENTER:
		return enter(withdraw, face);
	case PROMPT_LEAVE:
		return reaction_of(REACT_LEAVE);
	case PROMPT_CHANGED:
	case PROMPT_MOVED:
		return reaction_of(REACT_REDRAW);
	case PROMPT_NOT_MINE:
		break;
	}
	return reaction_of(REACT_NOT_MINE);
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	(void)state, (void)face, (void)action;
	return reaction_of(REACT_NOT_MINE);
}

const struct screen_ops screen_withdraw = {
	.where = IN_TEXT,
	.topics = TOPIC_LINES | TOPIC_JOBS,
	.state_bytes = sizeof(struct withdraw),
	.hints = { ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.typing = typing,
	.key = key,
};
