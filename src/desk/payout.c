/*
 * payout: asking for money, and how it goes on. A wish goes through the outbox with a key that the supplier
 * recognises (send.c), so that it is never made twice; while one is on its way no other is begun.
 */
#include "desk/payout.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/payout_store.h"

/* ---- what the supplier says */

static enum err ask_rules(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->payouts->ask_rules(access, arena, question);
}

static enum err take_rules(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct payout_rules rules;
	enum err err = work->supplier->payouts->read_rules(reading, &rules, fault);

	step->done = true;
	return err == OK ? payout_rules_put(&work->desk->store, work->account->name, &rules, fault) : err;
}

static enum err ask_list(struct step *step, const struct access *access, struct arena *arena,
	struct http_question *question)
{
	return step->work->supplier->payouts->ask_payouts(access, step->cursor, arena, question);
}

static enum err take_list(struct step *step, const struct reading *reading, struct fault *fault)
{
	struct work *work = step->work;
	struct payout_page page;
	enum err err = work->supplier->payouts->read_payouts(reading, &page, fault);

	if (err == OK)
		err = payout_put(&work->desk->store, page.rows, page.count, fault);
	if (err == OK)
		err = step_turn(step, page.next, fault);
	work->job.done += page.count;
	return err;
}

static const struct plan rules_plan = { .kind = JOB_PAYOUT_RULES, .ask = ask_rules, .take = take_rules };
static const struct plan list_plan = { .kind = JOB_PAYOUTS, .ask = ask_list, .take = take_list };

static int start(struct desk *desk, const struct plan *plan, const struct account *account, struct fault *fault)
{
	struct work *work = work_find(desk, plan->kind, account->name);

	if (work)
		return work->job.number;
	work = work_new(desk, plan, account, "", fault);
	return work ? work_start(work) : 0;
}

static const struct payout_calls *calls_of(const struct account *account)
{
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;

	return supplier ? supplier->payouts : NULL;
}

int sync_payouts(struct desk *desk, struct fault *fault)
{
	int first = 0, number;
	size_t i;

	if (desk_may_write(desk, fault) != OK)
		return 0;
	for (i = 0; i < desk->conf->account_count; i++) {
		const struct account *account = &desk->conf->accounts[i];

		if (account_is_off(account) || !calls_of(account))
			continue;
		number = start(desk, &rules_plan, account, fault);
		first = first ? first : number;
		number = start(desk, &list_plan, account, fault);
		first = first ? first : number;
	}
	return first;
}

/* ---- asking for money */

const char *payout_account(const struct conf *conf, const char *name)
{
	size_t i, from = 0;

	for (i = 0; name && i < conf->account_count; i++)
		if (strcmp(conf->accounts[i].name, name) == 0)
			from = i + 1;
	for (i = 0; i < conf->account_count; i++) {
		const struct account *account = &conf->accounts[(from + i) % conf->account_count];

		if (calls_of(account) && !account->gone)
			return account->name;
	}
	return NULL;
}

static bool is_on_its_way(struct desk *desk, const char *supplier)
{
	struct arena arena = { 0 };
	struct outbox_entry *rows;
	size_t i, count = outbox_load(&desk->store, &arena, &rows);
	bool found = false;

	for (i = 0; i < count; i++)
		found |= rows[i].kind == OUTBOX_PAYOUT && !rows[i].refused &&
			strcmp(rows[i].supplier, supplier) == 0;
	arena_clear(&arena);
	return found;
}

enum err withdraw_look(struct desk *desk, const char *supplier, struct money amount,
	struct withdrawal *withdrawal, struct fault *fault)
{
	*withdrawal = (struct withdrawal){ .supplier = supplier, .amount = amount };
	if (!calls_of(conf_account(desk->conf, supplier)))
		return fault_set(fault, ERR_REFUSED,
			_("\"%.40s\" pays by itself: nothing can be asked for there."), supplier);
	withdrawal->rules = payout_rules_get(&desk->store, supplier);
	if (withdrawal->rules.currency == CURRENCY_NONE)
		return fault_set(fault, ERR_NOTHING,
			_("\"%.40s\" has not said yet how it pays out: run shopkeeper sync."), supplier);
	withdrawal->available = payout_available(&desk->store, supplier, withdrawal->rules.currency);
	if (is_on_its_way(desk, supplier))
		return fault_set(fault, ERR_USAGE,
			_("A withdrawal at \"%.40s\" is still on its way: see shopkeeper outbox."), supplier);
	if (payout_check(&withdrawal->rules, amount, withdrawal->available, fault) != OK)
		return ERR_USAGE;
	if (!payout_fee(&withdrawal->rules, amount, &withdrawal->fee))
		return fault_set(fault, ERR_USAGE, _("The fee would take all of it."));
	withdrawal->arrives = (struct money){ amount.minor - withdrawal->fee.minor, amount.currency };
	return OK;
}

enum err desk_withdraw(
	struct desk *desk, const char *supplier, struct money amount, int64_t *number, struct fault *fault)
{
	char plain[MONEY_TEXT], name[MONEY_TEXT + 8];
	const struct outbox_entry entry = { .kind = OUTBOX_PAYOUT, .supplier = supplier, .goods = name,
		.made_at = clock_now_s() };
	struct withdrawal withdrawal;
	enum err err = desk_may_write(desk, fault);

	/* Judged once more: a moment may have passed since she was asked. */
	if (err == OK)
		err = withdraw_look(desk, supplier, amount, &withdrawal, fault);
	if (err != OK)
		return err;
	snprintf(name, sizeof name, "%s %s", currency_code(amount.currency), money_plain(amount, plain));
	err = outbox_put(&desk->store, &entry, number, fault);
	desk->jobs->outbox_stale = true;
	if (err == OK)
		outbox_send(desk);
	return err;
}

bool payout_words(const char *words, struct money *amount)
{
	char code[4] = { 0 };

	if (strlen(words) < 5 || words[3] != ' ')
		return false;
	memcpy(code, words, 3);
	return currency_find(code) != CURRENCY_NONE && money_parse(words + 4, currency_find(code), amount);
}
