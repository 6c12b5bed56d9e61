/* setup_supplier: see setup_supplier.h. An account that is in the
 * configuration already is only opened. */
#include "screen/setup_supplier.h"

#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "screen/sheet.h"

static const char *const labels[ASK_NOTHING] = { [ASK_ADDRESS] = N_("Address:"),
	[ASK_NAME] = N_("Name for it:"), [ASK_INVITE] = N_("Invite code:"),
	[ASK_SHOP] = N_("Your shop's name:") };
static const char *const helps[ASK_NOTHING] = {
	[ASK_ADDRESS] = N_("The supplier gives you an address, like https://api.example.com/v1."),
	[ASK_NAME] = N_("A short name of your own: letters, digits, - or _."),
	[ASK_INVITE] = N_("The code the supplier or a recommender gave you."),
	[ASK_SHOP] = N_("What your buyers read.") };

static void show_field(struct setup_supplier *supplier, enum setup_field field)
{
	supplier->field = field;
	if (field < ASK_NOTHING)
		prompt_set(&supplier->prompt, _(labels[field]), supplier->answers[field]);
}

/* The account in question: hers if there is one, else the one being typed. */
static const char *account_name_of(const struct setup_supplier *supplier)
{
	return supplier->answers[ASK_NAME];
}

static void start(struct setup_supplier *supplier, const struct face *face)
{
	const struct conf *conf = face->conf;
	supplier->started = true;
	if (!conf->account_count) {
		supplier->is_new = true;
		snprintf(supplier->answers[ASK_ADDRESS], SETUP_TEXT, "https://");
		show_field(supplier, ASK_ADDRESS);
		return;
	}
	const struct account *account = &conf->accounts[0];
	snprintf(supplier->answers[ASK_NAME], SETUP_TEXT, "%s", account->name);
	snprintf(supplier->answers[ASK_ADDRESS], SETUP_TEXT, "%s",
		account->address ? account->address : "");
	supplier->done = account_ready(face->desk, account->name);
	show_field(supplier, supplier->done ? ASK_NOTHING : ASK_INVITE);
}

/* The shop is open: a new supplier is kept in the configuration. */
static void opened(struct setup_supplier *supplier, const struct face *face)
{
	struct fault fault = { 0 };
	struct account account = { .name = supplier->answers[ASK_NAME], .kind = "house",
		.address = supplier->answers[ASK_ADDRESS] };
	supplier->done = true;
	snprintf(supplier->result, sizeof supplier->result, "%s", _("Your shop is open."));
	if (supplier->is_new && conf_write_account(face->conf, &account, &fault) != OK)
		snprintf(supplier->result, sizeof supplier->result, "%s", fault.text);
	supplier->is_new = false;
}

void setup_supplier_load(struct setup_supplier *supplier, const struct face *face)
{
	if (!supplier->started)
		start(supplier, face);
	const struct job *job = supplier->job ? job_get(face->desk, supplier->job) : NULL;
	if (!job || job->state == JOB_ASKING)
		return;
	supplier->job = 0;
	if (job->state == JOB_DONE) {
		opened(supplier, face);
		return;
	}
	snprintf(supplier->result, sizeof supplier->result, "%s",
		job->state == JOB_FAILED ? job->fault.text : _("It was stopped."));
	show_field(supplier, ASK_INVITE);
}

/* ---- draw */

void setup_supplier_draw(struct setup_supplier *supplier, const struct face *face, struct area area)
{
	struct sheet sheet;
	(void)face;
	sheet_begin(&sheet, area, NULL);
	sheet_print(&sheet, STYLE_DIM, _("Step %d of 4"), 3);
	sheet_text(&sheet, STYLE_BOLD, _("Your supplier"));
	sheet_gap(&sheet);
	if (*supplier->answers[ASK_NAME] && supplier->field > ASK_NAME)
		sheet_pair(&sheet, _("Supplier"), STYLE_TEXT, supplier->answers[ASK_NAME]);
	if (supplier->field > ASK_ADDRESS)
		sheet_pair(&sheet, _("Address"), STYLE_TEXT, supplier->answers[ASK_ADDRESS]);
	if (supplier->job)
		sheet_text(&sheet, STYLE_TEXT, _("Opening your shop…"));
	else if (*supplier->result)
		sheet_text(&sheet, supplier->done ? STYLE_GOOD : STYLE_WARN, supplier->result);
	else if (supplier->done)
		sheet_text(&sheet, STYLE_GOOD, _("It is set up and knows you."));
	if (supplier->done)
		sheet_text(&sheet, STYLE_KEY, _("<Enter>  go on"));
	if (supplier->done || supplier->job || supplier->field == ASK_NOTHING) {
		sheet_end(&sheet, NULL);
		return;
	}
	int row = sheet.row++;
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_DIM, _(helps[supplier->field]));
	sheet_text(&sheet, STYLE_DIM, _("<Enter> goes on, <Esc> goes back. Without a supplier: "
		"\"shopkeeper demo\" opens a practice shop."));
	sheet_end(&sheet, NULL);
	prompt_draw(&supplier->prompt, area, row);
}

/* ---- keys */

static void fail(struct setup_supplier *supplier, const struct fault *fault, enum setup_field field)
{
	snprintf(supplier->result, sizeof supplier->result, "%s", fault->text);
	show_field(supplier, field);
}

static void open_shop(struct setup_supplier *supplier, const struct face *face)
{
	struct fault fault = { 0 };
	supplier->result[0] = '\0';
	supplier->job = account_open_shop(face->desk, account_name_of(supplier),
		supplier->answers[ASK_INVITE], supplier->answers[ASK_SHOP], &fault);
	if (supplier->job)
		show_field(supplier, ASK_NOTHING);
	else
		fail(supplier, &fault, ASK_INVITE);
}

/* Name and address are known: the account can be asked through. */
static void add_account(struct setup_supplier *supplier, const struct face *face)
{
	struct fault fault = { 0 };
	struct account account = { .name = supplier->answers[ASK_NAME], .kind = "house",
		.address = supplier->answers[ASK_ADDRESS] };
	if (setup_try(face->desk, face->conf, &(struct setup_account){ account, NULL }, NULL, &fault) != OK) {
		fail(supplier, &fault, ASK_ADDRESS);
		return;
	}
	show_field(supplier, ASK_INVITE);
}

static void take_answer(struct setup_supplier *supplier, const struct face *face)
{
	enum setup_field field = supplier->field;
	snprintf(supplier->answers[field], SETUP_TEXT, "%s", supplier->prompt.text);
	supplier->result[0] = '\0';
	if (!*supplier->answers[field])
		return;
	if (field == ASK_NAME)
		add_account(supplier, face);
	else if (field == ASK_SHOP)
		open_shop(supplier, face);
	else
		show_field(supplier, (enum setup_field)(field + 1));
}

enum setup_step setup_supplier_key(struct setup_supplier *supplier, const struct face *face,
	const struct key *key, struct reaction *reaction)
{
	if (supplier->done)
		return key_is(key, "<Enter>") ? SUPPLIER_NEXT
			: key_is(key, "<Esc>") ? SUPPLIER_BACK : SUPPLIER_STAY;
	if (supplier->job || supplier->field == ASK_NOTHING)
		return key_is(key, "<Esc>") ? SUPPLIER_BACK : SUPPLIER_STAY;
	reaction->kind = REACT_REDRAW;
	switch (prompt_key(&supplier->prompt, key)) {
	case PROMPT_ENTER:
		take_answer(supplier, face);
		reaction->kind = REACT_RELOAD;
		break;
	case PROMPT_LEAVE:
		return SUPPLIER_BACK;
	case PROMPT_MOVED:
	case PROMPT_CHANGED:
	case PROMPT_NOT_MINE:
		break;
	}
	return SUPPLIER_STAY;
}
