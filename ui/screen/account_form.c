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

/* The kind's own name, with a number if that is taken. */
static void name_account(struct account_form *form, const struct face *face)
{
	snprintf(form->name, sizeof form->name, "%s", form->supplier->id);
	for (int i = 2; conf_account(face->conf, form->name) && i < 20; i++)
		snprintf(form->name, sizeof form->name, "%s%d", form->supplier->id, i);
}

void account_form_begin(struct account_form *form, const struct face *face,
	const struct supplier *supplier, const struct account *account)
{
	bool opens = supplier->shop && supplier->shop->ask_open;
	*form = (struct account_form){ .supplier = supplier, .existed = account != NULL };
	if (account) {
		form->before = *account;
		snprintf(form->name, sizeof form->name, "%s", account->name);
		form->secret_length = account_secret_length(face->desk, account->name);
	} else {
		name_account(form, face);
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

static void draw_field(const struct account_form *form, size_t which, struct area area, int row)
{
	const struct form_field *field = &form->fields[which];
	bool here = which == form->selected;
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
		draw_field(form, i, area, row++);
	area = area_part(area, row + 1, 2, area.rows - row - 1, area.cols - 2);
	sheet_begin(&sheet, area, NULL);
	if (form->trouble[0])
		sheet_text(&sheet, STYLE_WARN, form->trouble);
	else
		sheet_text(&sheet, STYLE_TEXT, _(field->where));
	if (*field->example && !form->trouble[0])
		sheet_print(&sheet, STYLE_DIM, _("It looks like %s"), field->example);
	if (is_secret(field))
		draw_secret_help(form, &sheet);
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

static void take_text(struct account_form *form)
{
	if (!is_fixed(form))
		snprintf(selected(form)->text, FORM_TEXT, "%.*s", FORM_TEXT - 1, form->prompt.text);
}

/* False after a sentence. */
static bool field_is_right(struct account_form *form)
{
	const struct form_field *field = selected(form);
	struct fault fault = { 0 };
	bool may_be_empty = is_fixed(form) ||
		(is_secret(field) && form->way == SECRET_TYPED && form->secret_length > 0);
	/* What a file or a command gives is looked at when all is there. */
	bool is_place = is_secret(field) && form->way != SECRET_TYPED;
	form->trouble[0] = '\0';
	if (!field->text[0] && may_be_empty)
		return true;
	if (is_place && field->text[0])
		return true;
	if (field->need ? need_check(field->need, form->name, field->text, &fault) == OK : field->text[0] != '\0')
		return true;
	snprintf(form->trouble, sizeof form->trouble, "%s", field->need ? fault.text : _(field->where));
	return false;
}

static enum form_result enter(struct account_form *form)
{
	take_text(form);
	if (!field_is_right(form))
		return FORM_STAY;
	if (form->selected + 1 == form->count)
		return FORM_READY;
	select_field(form, form->selected + 1);
	return FORM_STAY;
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
