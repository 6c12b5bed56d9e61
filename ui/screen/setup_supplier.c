/* setup_supplier: see setup_supplier.h. What is drawn is in setup_draw.c. */
#include "screen/setup_supplier.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "screen/reaction.h"

/* ---- the list */

static const char *state_of(const struct face *face, const struct account *account, struct arena *arena,
	enum style *style)
{
	const struct supplier *supplier = supplier_find(account->kind);
	struct fault fault = { 0 };
	*style = STYLE_DIM;
	if (account_is_off(account))
		return _("switched off");
	*style = STYLE_WARN;
	for (const struct account_need *need = supplier->needs; need && need->name; need++)
		if (account_check(face->desk, account, need, &fault) != OK)
			return arena_print(arena, _("lacks %s"), _(need->words));
	if (account_key_is_coming(face->desk, account->name))
		return _("its key is being read");
	if (account_registered(face->desk, account->name, arena, NULL) == REGISTERED_NOT)
		return _("position not registered");
	int left;
	enum key_age age = account_key_age(face->desk, account, &left, &fault);
	if (age == KEY_ENDED)
		return _("key has ended");
	if (age == KEY_ENDS_SOON)
		return arena_print(arena, ngettext("key ends in %d day", "key ends in %d days", (unsigned long)left), left);
	*style = STYLE_GOOD;
	return _("ready");
}

static void add_rows(struct setup_supplier *supplier, const struct face *face, const struct supplier *kind,
	struct arena *arena)
{
	bool any = false;
	for (size_t i = 0; i < face->conf->account_count; i++) {
		const struct account *account = &face->conf->accounts[i];
		struct setup_row *row = &supplier->rows[supplier->count];
		if (account->gone || strcmp(account->kind, kind->id) != 0)
			continue;
		any = true;
		*row = (struct setup_row){ .supplier = kind, .account = arena_text(arena, account->name) };
		row->text = state_of(face, account, arena, &row->style);
		supplier->count++;
	}
	if (!any)
		supplier->rows[supplier->count++] = (struct setup_row){ kind, NULL, _("not set up"), STYLE_DIM };
}

static void load_rows(struct setup_supplier *supplier, const struct face *face, struct arena *arena)
{
	size_t kinds = 0;
	while (suppliers[kinds])
		kinds++;
	supplier->rows = arena_take_array(arena, kinds + face->conf->account_count + 1, sizeof *supplier->rows);
	supplier->count = 0;
	for (size_t i = 0; i < kinds; i++)
		add_rows(supplier, face, suppliers[i], arena);
	if (supplier->selected >= supplier->count)
		supplier->selected = supplier->count - 1;
}

void setup_supplier_open(struct setup_supplier *supplier, const struct face *face, const char *subject)
{
	struct arena arena = { 0 };
	share_code_load(&supplier->code, face);
	load_rows(supplier, face, &arena);
	for (size_t i = 0; i < supplier->count; i++) {
		const struct setup_row *row = &supplier->rows[i];
		if (strcmp(row->account ? row->account : row->supplier->id, subject) == 0)
			supplier->selected = i;
	}
	supplier->rows = NULL;
	supplier->count = 0;
	arena_clear(&arena);
}

/* ---- asking */

static void conclude(struct setup_supplier *supplier, const struct face *face, bool is_fine, const char *words)
{
	struct fault clock;
	supplier->job = 0;
	supplier->page = PAGE_VERDICT;
	supplier->is_fine = is_fine;
	snprintf(supplier->verdict, sizeof supplier->verdict, "%s", words);
	supplier->clock[0] = '\0';
	if (desk_clock_is_wrong(face->desk, &clock))
		snprintf(supplier->clock, sizeof supplier->clock, "%s", clock.text);
}

/* It answers: from now on it is hers. */
static bool keep(struct setup_supplier *supplier, const struct face *face)
{
	struct fault fault = { 0 };
	struct setup_account setup = account_form_setup(&supplier->form);
	if (supplier->only_tests)
		return true;
	if (setup_keep(face->desk, &setup, &fault) != OK) {
		conclude(supplier, face, false, fault.text);
		return false;
	}
	account_form_wipe(&supplier->form);
	supplier->only_tests = true;
	return true;
}

static void ask(struct setup_supplier *supplier, const struct face *face)
{
	struct account_form *form = &supplier->form;
	const char *invite = account_form_invite(form);
	struct fault fault = { 0 };
	supplier->page = PAGE_ASKING;
	supplier->blamed = NULL;
	supplier->job = invite ? account_open_shop(face->desk, form->name, invite, account_form_shop(form), &fault)
			       : account_test(face->desk, form->name, &fault);
	if (!supplier->job)
		conclude(supplier, face, false, fault.text);
}

/* All fields are there: in force, and asked once. */
static void try(struct setup_supplier *supplier, const struct face *face)
{
	const struct account_need *which = NULL;
	struct fault fault = { 0 };
	struct account_form *form = &supplier->form;
	/* It was tried by another name before. */
	if (form->tried[0] && strcmp(form->tried, form->name) != 0)
		setup_undo(face->desk, face->conf, form->tried, NULL);
	snprintf(form->tried, sizeof form->tried, "%s", form->name);
	struct setup_account setup = account_form_setup(form);
	if (setup_try(face->desk, face->conf, &setup, &which, &fault) == OK)
		ask(supplier, face);
	else
		account_form_blame(form, which, fault.text);
}

static void ask_registration(struct setup_supplier *supplier, const struct face *face)
{
	struct fault fault = { 0 };
	supplier->page = PAGE_ASKING;
	supplier->job = account_register(face->desk, supplier->form.name, &fault);
	if (!supplier->job)
		conclude(supplier, face, false, fault.text);
}

/* What was refused, or what the command for the secret said: the first field that is wrong. */
static const struct account_need *find_blamed(const struct setup_supplier *supplier, const struct face *face,
	const struct fault *fault)
{
	const struct supplier *kind = supplier->form.supplier;
	const struct account *account = conf_account(face->conf, supplier->form.name);
	const struct account_need *which = supplier_blamed(kind, fault);
	if (which || fault->code != ERR_CONF || fault->server[0] || !account)
		return which;
	for (const struct account_need *need = kind->needs; need && need->name; need++)
		if (account_check(face->desk, account, need, NULL) != OK)
			return need;
	return NULL;
}

/* She mends it where it stands; an account that was only tried is opened when she wants. */
static void refuse(struct setup_supplier *supplier, const struct face *face, const struct fault *fault)
{
	supplier->blamed = find_blamed(supplier, face, fault);
	if (!supplier->blamed || supplier->only_tests) {
		conclude(supplier, face, false, fault->text);
		return;
	}
	supplier->job = 0;
	supplier->page = PAGE_FORM;
	account_form_blame(&supplier->form, supplier->blamed, fault->text);
}

static void hear_test(struct setup_supplier *supplier, const struct face *face, const struct job *job)
{
	const struct shop_calls *calls = supplier->form.supplier->shop;
	bool is_fine = job->state == JOB_DONE;
	/* A position that is not registered is refused, too. */
	if (calls && calls->ask_registered && (is_fine || job->fault.code == ERR_CONF))
		ask_registration(supplier, face);
	else if (!is_fine)
		refuse(supplier, face, &job->fault);
	else if (keep(supplier, face))
		conclude(supplier, face, true, _("It answers: everything is right."));
}

static void hear_registration(struct setup_supplier *supplier, const struct face *face,
	const struct job *job, struct arena *arena)
{
	enum registered registered = account_registered(face->desk, supplier->form.name, arena, &supplier->url);
	if (job->state == JOB_FAILED)
		refuse(supplier, face, &job->fault);
	else if (registered == REGISTERED_YES && job->state == JOB_DONE && keep(supplier, face))
		conclude(supplier, face, true, _("It answers: everything is right, the position is registered."));
	else if (registered == REGISTERED_NOT && supplier->url && supplier->page == PAGE_ASKING &&
		keep(supplier, face))
		supplier->page = PAGE_CODE;
}

void setup_supplier_load(struct setup_supplier *supplier, const struct face *face, struct arena *arena)
{
	const struct job *job = supplier->job ? job_get(face->desk, supplier->job) : NULL;
	supplier->url = NULL;
	if (job && job->kind == JOB_REGISTER)
		hear_registration(supplier, face, job, arena);
	else if (job && job->state == JOB_DROPPED)
		conclude(supplier, face, false, _("It was stopped."));
	else if (job && job->state != JOB_ASKING)
		hear_test(supplier, face, job);
	load_rows(supplier, face, arena);
}

bool setup_supplier_whole(const struct setup_supplier *supplier)
{
	return supplier->page == PAGE_CODE;
}

/* ---- keys */

static const struct account *selected_account(const struct setup_supplier *supplier, const struct face *face)
{
	const char *name = supplier->rows[supplier->selected].account;
	return name ? conf_account(face->conf, name) : NULL;
}

/* `account` NULL: a new one at the supplier of this row. */
static void begin(struct setup_supplier *supplier, const struct face *face, const struct account *account)
{
	account_form_begin(&supplier->form, face, supplier->rows[supplier->selected].supplier, account);
	supplier->only_tests = false;
	supplier->page = PAGE_FORM;
}

/* The account as it is; also what shows a code again. */
static void test_as_it_is(struct setup_supplier *supplier, const struct face *face)
{
	const struct account *account = selected_account(supplier, face);
	if (!account)
		return;
	begin(supplier, face, account);
	supplier->only_tests = true;
	ask(supplier, face);
}

static void leave_form(struct setup_supplier *supplier, const struct face *face)
{
	struct account_form *form = &supplier->form;
	if (!supplier->only_tests && form->tried[0])
		setup_undo(face->desk, face->conf, form->tried, form->existed ? &form->before : NULL);
	account_form_wipe(form);
	supplier->page = PAGE_LIST;
}

static void switch_over(struct setup_supplier *supplier, const struct face *face, struct reaction *reaction)
{
	const struct account *account = selected_account(supplier, face);
	struct fault fault = { 0 };
	if (!account)
		return;
	bool off = !account_is_off(account);
	if (setup_switch(face->desk, face->conf, account->name, off, &fault) != OK)
		snprintf(reaction->say, sizeof reaction->say, "%s", fault.text);
	else
		snprintf(reaction->say, sizeof reaction->say,
			off ? _("“%s” is off: nothing is asked or sent; what it told stays.") : _("“%s” is on again."),
			account->name);
}

static void remove_key(struct setup_supplier *supplier, const struct face *face, const struct key *key,
	struct reaction *reaction)
{
	const struct account *account = selected_account(supplier, face);
	struct fault fault = { 0 };
	if (!key_is(key, "y") && !key_is(key, "<Esc>") && !key_is(key, "n") && !key_is(key, "q"))
		return;
	supplier->page = PAGE_LIST;
	if (!key_is(key, "y") || !account)
		return;
	if (setup_remove(face->desk, face->conf, account->name, &fault) != OK)
		snprintf(reaction->say, sizeof reaction->say, "%s", fault.text);
	else
		snprintf(reaction->say, sizeof reaction->say, _("“%s” is removed; its orders and earnings stay."),
			account->name);
}

static enum setup_step list_key(struct setup_supplier *supplier, const struct face *face, const struct key *key,
	struct reaction *reaction)
{
	if (key_is(key, "<Esc>") || key_is(key, "q"))
		return SUPPLIER_BACK;
	if (key_is(key, "n") && !supplier->is_alone)
		return SUPPLIER_NEXT;
	if (key_is(key, "<Up>") || key_is(key, "k"))
		supplier->selected -= supplier->selected > 0;
	else if (key_is(key, "<Down>") || key_is(key, "j"))
		supplier->selected += supplier->selected + 1 < supplier->count;
	else if (key_is(key, "<Enter>"))
		begin(supplier, face, selected_account(supplier, face));
	else if (key_is(key, "a"))
		begin(supplier, face, NULL);
	else if (key_is(key, "t"))
		test_as_it_is(supplier, face);
	else if (key_is(key, "o"))
		switch_over(supplier, face, reaction);
	else if (key_is(key, "x") && selected_account(supplier, face))
		supplier->page = PAGE_REMOVE;
	return SUPPLIER_STAY;
}

static void form_key(struct setup_supplier *supplier, const struct face *face, const struct key *key)
{
	switch (account_form_key(&supplier->form, key)) {
	case FORM_STAY:
		break;
	case FORM_LEFT:
		leave_form(supplier, face);
		break;
	case FORM_READY:
		try(supplier, face);
		break;
	}
}

static void verdict_key(struct setup_supplier *supplier, const struct face *face, const struct key *key)
{
	if (supplier->is_fine) {
		if (key_is(key, "<Enter>") || key_is(key, "<Esc>"))
			leave_form(supplier, face);
		return;
	}
	if (key_is(key, "<Esc>"))
		leave_form(supplier, face);
	else if (key_is(key, "e") || key_is(key, "<Enter>")) {
		supplier->only_tests = false;
		supplier->page = PAGE_FORM;
		account_form_blame(&supplier->form, supplier->blamed, supplier->verdict);
	} else if (key_is(key, "r") && supplier->only_tests)
		ask(supplier, face);
	else if (key_is(key, "r"))
		try(supplier, face);
	else if (key_is(key, "k") && !supplier->only_tests && keep(supplier, face))
		conclude(supplier, face, true, _("It is kept as it is; t tries it again."));
}

static void asking_key(struct setup_supplier *supplier, const struct face *face, const struct key *key)
{
	if (key_is(key, "<Esc>"))
		job_drop(face->desk, supplier->job);
}

static void code_key(struct setup_supplier *supplier, const struct face *face, const struct key *key,
	struct reaction *reaction)
{
	if (key_is(key, "m")) {
		*reaction = share_code_act(&supplier->code, face, ACTION_CODE_MODE);
		return;
	}
	if (!key_is(key, "<Esc>") && !key_is(key, "q"))
		return;
	supplier->job = 0; /* it goes on asking */
	leave_form(supplier, face);
	snprintf(reaction->say, sizeof reaction->say, "%s",
		_("Confirm it whenever you like: it is asked for ten minutes more; t shows the code again."));
}

enum setup_step setup_supplier_key(struct setup_supplier *supplier, const struct face *face,
	const struct key *key, struct reaction *reaction)
{
	reaction->kind = REACT_RELOAD;
	switch (supplier->page) {
	case PAGE_LIST:
		return list_key(supplier, face, key, reaction);
	case PAGE_FORM:
		form_key(supplier, face, key);
		break;
	case PAGE_ASKING:
		asking_key(supplier, face, key);
		break;
	case PAGE_VERDICT:
		verdict_key(supplier, face, key);
		break;
	case PAGE_CODE:
		code_key(supplier, face, key, reaction);
		break;
	case PAGE_REMOVE:
		remove_key(supplier, face, key, reaction);
		break;
	}
	return SUPPLIER_STAY;
}
