/* account_form: see account_form.h. */
#include "screen/account_form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "screen/sheet.h"

static const char *const way_labels[SECRET_WAYS] = { [SECRET_TYPED] = N_("typed here"),
	[SECRET_FROM_FILE] = N_("from a file"), [SECRET_FROM_COMMAND] = N_("from a command"),
	[SECRET_FROM_ENVIRONMENT] = N_("from the environment") };
static const char *const way_helps[SECRET_WAYS] = {
	[SECRET_TYPED] = N_("It is never shown, and kept in a file that only you may read."),
	[SECRET_FROM_FILE] = N_("The path of a file that only you may read (chmod 600)."),
	[SECRET_FROM_COMMAND] = N_("A program that prints it, like: pass show taobao. No shell."),
	[SECRET_FROM_ENVIRONMENT] = N_("Set this variable before you start shopkeeper:"),
};
/* What a shop is opened with; it brings the secret. */
static const struct {
	const char *label, *where;
} opening[] = {
	{ N_("invite code"), N_("The code the supplier or a recommender gave you.") },
	{ N_("your shop's name"), N_("What your buyers read.") },
};
enum { OPENING = sizeof opening / sizeof opening[0] };
static const char *const name_label = N_("name of this account");

/* ---- fields */

static bool is_secret(const struct form_field *field)
{
	return field->need && need_is_secret(field->need);
}

static struct form_field *selected(struct account_form *form)
{
	return &form->fields[form->selected];
}

static void show_prompt(struct account_form *form)
{
	const struct form_field *field = selected(form);
	prompt_set(&form->prompt, "", field->text);
	form->prompt.secret = is_secret(field) && form->way == SECRET_TYPED;
}

static bool is_name(const struct form_field *field)
{
	return field->label == name_label;
}

static void select_field(struct account_form *form, size_t which)
{
	form->selected = which;
	form->trouble[0] = '\0';
	show_prompt(form);
}

static struct form_field *add_field(struct account_form *form)
{
	return form->count < FORM_FIELDS ? &form->fields[form->count++] : &form->fields[FORM_FIELDS - 1];
}

static void fill_secret(struct account_form *form, struct form_field *field)
{
	const struct account *before = &form->before;
	const char *place = before->token_file ? before->token_file : before->token_command;
	form->way = before->token_file ? SECRET_FROM_FILE
		: before->token_command ? SECRET_FROM_COMMAND : SECRET_TYPED;
	snprintf(field->text, sizeof field->text, "%s", place && !before->token ? place : "");
}

static void add_needs(struct account_form *form, bool opens)
{
	for (const struct account_need *need = form->supplier->needs; need && need->name; need++) {
		if (need->is_rare || (opens && need_is_secret(need)))
			continue;
		struct form_field *field = add_field(form);
		const char *text = account_text(&form->before, need->name);
		*field = (struct form_field){ need, need->words, need->where, need->example, "" };
		snprintf(field->text, sizeof field->text, "%s", text ? text : "");
		if (is_secret(field))
			fill_secret(form, field);
	}
}

/* The kind's own name, with a number if that is taken: then she may choose a better one. */
static void name_account(struct account_form *form)
{
	snprintf(form->name, sizeof form->name, "%s", form->supplier->id);
	for (int i = 2; conf_account(form->conf, form->name) && i < 20; i++)
		snprintf(form->name, sizeof form->name, "%s%d", form->supplier->id, i);
	const struct account *first = NULL;
	for (size_t i = 0; i < form->conf->account_count && !first; i++)
		if (!form->conf->accounts[i].gone && strcmp(form->conf->accounts[i].kind, form->supplier->id) == 0)
			first = &form->conf->accounts[i];
	if (!first)
		return;
	/* A platform that she asks at an address of her own. */
	if (form->supplier->address)
		form->before.address = first->address;
	struct form_field *field = add_field(form);
	*field = (struct form_field){ NULL, name_label,
		N_("It tells this account from your others beside goods, orders and earnings, for good."), "taobao-home", "" };
	snprintf(field->text, sizeof field->text, "%s", form->name);
}

void account_form_begin(struct account_form *form, const struct face *face,
	const struct supplier *supplier, const struct account *account)
{
	bool opens = supplier->shop && supplier->shop->ask_open;
	*form = (struct account_form){ .supplier = supplier, .conf = face->conf, .existed = account != NULL };
	if (account) {
		form->before = *account;
		snprintf(form->name, sizeof form->name, "%s", account->name);
		form->secret_length = account_secret_length(face->desk, account->name);
	} else {
		name_account(form);
	}
	/* A shop that is open needs no code any more. */
	opens = opens && !form->secret_length;
	add_needs(form, opens);
	for (size_t i = 0; opens && i < OPENING; i++)
		*add_field(form) = (struct form_field){ NULL, opening[i].label, opening[i].where, "", "" };
	select_field(form, 0);
}

struct setup_account account_form_setup(struct account_form *form)
{
	struct setup_account setup = { .account = form->before };
	setup.account.name = form->name;
	setup.account.kind = form->supplier->id;
	/* What is set up is wanted. */
	setup.account.off = NULL;
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->fields[i];
		if (field->need && !is_secret(field))
			(void)account_put_text(&setup.account, field->need->name, field->text);
		if (!is_secret(field) || (form->way == SECRET_TYPED && !field->text[0]))
			continue;
		setup.account.token = NULL;
		setup.account.token_file = form->way == SECRET_FROM_FILE ? field->text : NULL;
		setup.account.token_command = form->way == SECRET_FROM_COMMAND ? field->text : NULL;
		setup.secret = form->way == SECRET_TYPED ? field->text : NULL;
	}
	account_date_key(&setup, form->existed ? &form->before : NULL, form->today);
	return setup;
}

static const char *opening_text(const struct account_form *form, const char *label)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].label == label && form->fields[i].text[0])
			return form->fields[i].text;
	return NULL;
}

const char *account_form_invite(const struct account_form *form)
{
	return opening_text(form, opening[0].label);
}

const char *account_form_shop(const struct account_form *form)
{
	const char *shop = opening_text(form, opening[1].label);
	return shop ? shop : form->name;
}

void account_form_blame(struct account_form *form, const struct account_need *need, const char *sentence)
{
	size_t which = 0;
	for (size_t i = 0; need && i < form->count; i++)
		if (form->fields[i].need == need)
			which = i;
	select_field(form, which);
	snprintf(form->trouble, sizeof form->trouble, "%s", sentence);
}

void account_form_wipe(struct account_form *form)
{
	explicit_bzero(form->prompt.text, sizeof form->prompt.text);
	for (size_t i = 0; i < form->count; i++)
		if (is_secret(&form->fields[i]) && form->way == SECRET_TYPED)
			explicit_bzero(form->fields[i].text, sizeof form->fields[i].text);
}

/* ---- draw */

static const char *variable(const struct account_form *form, char *text, size_t bytes)
{
	int length = snprintf(text, bytes, "$SHOPKEEPER_SECRET_%s", form->name);
	for (int i = 0; i < length && i < (int)bytes - 1; i++)
		if (!isalnum((unsigned char)text[i]) && text[i] != '$')
			text[i] = '_';
		else
			text[i] = (char)toupper((unsigned char)text[i]);
	return text;
}

static void draw_secret(const struct account_form *form, const struct form_field *field,
	struct area area, int row)
{
	if (form->way == SECRET_TYPED && field->text[0])
		area_print(area, row, 0, STYLE_TEXT, _("%zu characters"), text_cols(field->text));
	else if (form->way == SECRET_FROM_FILE || form->way == SECRET_FROM_COMMAND)
		area_field(area, row, 0, area.cols, STYLE_TEXT, field->text, false);
	else if (form->way == SECRET_FROM_ENVIRONMENT)
		area_put(area, row, 0, STYLE_TEXT, _(way_labels[form->way]));
	else if (form->secret_length)
		area_print(area, row, 0, STYLE_DIM, _("there, %zu characters"), form->secret_length);
}

/* Returns the row below it and what is wrong with it. */
static int draw_field(const struct account_form *form, size_t which, struct area area, int row)
{
	const struct form_field *field = &form->fields[which];
	bool here = which == form->selected;
	struct sheet sheet;
	int label_cols = area.cols >= 56 ? 24 : 16;
	struct area value = area_part(area, 0, label_cols + 2, area.rows, area.cols - label_cols - 2);
	if (here)
		area_put(area, row, 0, STYLE_MARK, glyphs()->select);
	area_field(area, row, 2, label_cols - 1, here ? STYLE_BOLD : STYLE_DIM, _(field->label), false);
	if (here && !(is_secret(field) && form->way == SECRET_FROM_ENVIRONMENT))
		prompt_draw(&form->prompt, value, row);
	else if (is_secret(field))
		draw_secret(form, field, value, row);
	else if (!field->text[0] && field->need && field->need->is_optional)
		area_put(value, row, 0, STYLE_DIM, _("(may be left out)"));
	else
		area_field(value, row, 0, value.cols, STYLE_TEXT, field->text, false);
	row++;
	if (!here || !form->trouble[0])
		return row;
	sheet_begin(&sheet, area_part(area, row, 4, area.rows - row, area.cols - 4), NULL);
	sheet_text(&sheet, STYLE_WARN, form->trouble);
	return row + sheet_end(&sheet, NULL);
}

static void draw_secret_help(const struct account_form *form, struct sheet *sheet)
{
	char name[80];
	sheet_print(sheet, STYLE_TEXT, "%s: %s", _(way_labels[form->way]), _(way_helps[form->way]));
	if (form->way == SECRET_FROM_ENVIRONMENT)
		sheet_text(sheet, STYLE_BOLD, variable(form, name, sizeof name));
	if (form->secret_length && form->way == SECRET_TYPED)
		sheet_text(sheet, STYLE_DIM, _("Left empty, the one that is there stays."));
	sheet_text(sheet, STYLE_KEY, _("<Tab>  typed, file, command or environment"));
}

void account_form_draw(const struct account_form *form, struct area area, int row)
{
	const struct form_field *field = &form->fields[form->selected];
	struct sheet sheet;
	for (size_t i = 0; i < form->count; i++)
		row = draw_field(form, i, area, row);
	area = area_part(area, row + 1, 2, area.rows - row - 1, area.cols - 2);
	sheet_begin(&sheet, area, NULL);
	/* A sentence about what is wrong says where to find it, too. */
	if (!form->trouble[0])
		sheet_text(&sheet, STYLE_TEXT, _(field->where));
	if (*field->example && !form->trouble[0])
		sheet_print(&sheet, STYLE_DIM, _("It looks like %s"), field->example);
	if (is_secret(field))
		draw_secret_help(form, &sheet);
	if (!form->trouble[0] || is_secret(field))
		sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_KEY, form->selected + 1 == form->count
		? _("<Enter>  try it      <Up> <Down>  other fields      <Esc>  leave")
		: _("<Enter>  next      <Up> <Down>  other fields      <Esc>  leave"));
	sheet_end(&sheet, NULL);
}

/* ---- keys */

static bool is_fixed(const struct account_form *form)
{
	return is_secret(&form->fields[form->selected]) && form->way == SECRET_FROM_ENVIRONMENT;
}

/* What an input method typed wide is what she means, but for paths and a shop's name. */
static void take_text(struct account_form *form)
{
	struct form_field *field = selected(form);
	struct arena arena = { 0 };
	bool is_key = is_name(field) || (field->need && !(is_secret(field) && form->way != SECRET_TYPED));
	if (is_fixed(form))
		return;
	char *text = is_key ? text_narrow(&arena, form->prompt.text) : arena_text(&arena, form->prompt.text);
	snprintf(field->text, FORM_TEXT, "%s", text);
	explicit_bzero(text, strlen(text));
	arena_clear(&arena);
	if (is_name(field) && account_is_name(field->text))
		snprintf(form->name, sizeof form->name, "%.32s", field->text);
	show_prompt(form);
}

static enum err check_name(const struct account_form *form, const char *name, struct fault *fault)
{
	if (!account_is_name(name))
		return fault_set(fault, ERR_USAGE,
			_("A supplier's name is 1 to 32 letters a-z, digits, - or _, not “%s”."), name);
	if (conf_account(form->conf, name) && strcmp(name, form->tried) != 0)
		return fault_set(fault, ERR_USAGE,
			_("There is an account “%s” already: choose another name."), name);
	if (supplier_find(name) && supplier_find(name) != form->supplier)
		return fault_set(fault, ERR_USAGE,
			_("“%s” is the name of another platform: choose another one."), name);
	return OK;
}

/* ERR_…: the sentence says why it cannot be right. */
static enum err check_field(const struct account_form *form, const struct form_field *field, struct fault *fault)
{
	bool is_empty = !field->text[0];
	if (strlen(field->text) >= SECRET_BYTES)
		return fault_set(fault, ERR_CONF,
			_("This is too long (%zu characters): was something else pasted?"),
			text_graphemes(field->text));
	if (is_name(field))
		return check_name(form, field->text, fault);
	if (is_secret(field) && form->way == SECRET_FROM_ENVIRONMENT)
		return OK;
	if (is_secret(field) && form->way == SECRET_TYPED && is_empty && form->secret_length > 0)
		return OK;
	/* What a file or a command gives is looked at when all is there. */
	if (is_secret(field) && form->way != SECRET_TYPED)
		return is_empty ? fault_set(fault, ERR_CONF, "%s", _(way_helps[form->way])) : OK;
	if (!field->need)
		return is_empty ? fault_set(fault, ERR_CONF, "%s", _(field->where)) : OK;
	return need_check(field->need, form->name, field->text, fault);
}

/* False after a sentence. */
static bool is_right(struct account_form *form, size_t which)
{
	struct fault fault = { 0 };
	if (check_field(form, &form->fields[which], &fault) == OK)
		return true;
	if (which != form->selected)
		select_field(form, which);
	snprintf(form->trouble, sizeof form->trouble, "%s", fault.text);
	return false;
}

/* From the last field on all must be right: the cursor goes to the first that is not. */
static enum form_result enter(struct account_form *form)
{
	take_text(form);
	form->trouble[0] = '\0';
	if (!is_right(form, form->selected))
		return FORM_STAY;
	if (form->selected + 1 < form->count) {
		select_field(form, form->selected + 1);
		return FORM_STAY;
	}
	for (size_t i = 0; i < form->count; i++)
		if (!is_right(form, i))
			return FORM_STAY;
	return FORM_READY;
}

/* Another place for the secret: what was typed for the old one is none for the new. */
static void next_way(struct account_form *form)
{
	account_form_wipe(form);
	form->way = (form->way + 1) % SECRET_WAYS;
	selected(form)->text[0] = '\0';
	select_field(form, form->selected);
}

enum form_result account_form_key(struct account_form *form, const struct key *key)
{
	if (key_is(key, "<Up>") || key_is(key, "<Down>")) {
		size_t step = key_is(key, "<Up>") ? form->count - 1 : 1;
		take_text(form);
		select_field(form, (form->selected + step) % form->count);
		return FORM_STAY;
	}
	if (key_is(key, "<Tab>") && is_secret(selected(form))) {
		next_way(form);
		return FORM_STAY;
	}
	if (is_fixed(form))
		return key_is(key, "<Enter>") ? enter(form) : key_is(key, "<Esc>") ? FORM_LEFT : FORM_STAY;
	switch (prompt_key(&form->prompt, key)) {
	case PROMPT_ENTER:
		return enter(form);
	case PROMPT_LEAVE:
		return FORM_LEFT;
	case PROMPT_CHANGED:
		form->trouble[0] = '\0';
		break;
	case PROMPT_MOVED:
	case PROMPT_NOT_MINE:
		break;
	}
	return FORM_STAY;
}
