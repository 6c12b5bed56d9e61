/*
 * account_form: the fields of one account on the screen: what each is, where she finds it, what it looks
 * like; checked as they are left. Which fields there are, the supplier's own rows say (struct account_need).
 * Asking the supplier and keeping it is setup_supplier.c's.
 */
#ifndef SCREEN_ACCOUNT_FORM_H
#define SCREEN_ACCOUNT_FORM_H

#include "paint/prompt.h"
#include "screen/screen.h"
#include "supplier/supplier.h"

enum { FORM_FIELDS = 9, FORM_TEXT = PROMPT_BYTES };

/* Where the secret comes from; Tab goes on to the next. */
enum secret_way { SECRET_TYPED, SECRET_FROM_FILE, SECRET_FROM_COMMAND, SECRET_FROM_ENVIRONMENT };
enum { SECRET_WAYS = SECRET_FROM_ENVIRONMENT + 1 };

struct form_field {
	const struct account_need *need; /* NULL: the account's name, invite code or shop's name */
	const char *label, *where, *example;
	char text[FORM_TEXT]; /* of a typed secret: wiped by account_form_wipe */
};

struct account_form {
	const struct supplier *supplier;
	const struct conf *conf;
	char name[40]; /* of the account */
	char tried[40]; /* the name it was last tried by, "" = not yet */
	bool existed;
	struct account before; /* as it was, if it existed */
	struct account wanted; /* texts point into `fields` */
	struct form_field fields[FORM_FIELDS];
	size_t count, selected;
	enum secret_way way;
	size_t secret_length; /* of the one that is there, 0: none */
	struct prompt prompt;
	char today[CLOCK_TEXT]; /* of a key that is made today */
	char trouble[256]; /* what cannot be right in the selected field; drawn below it */
};

/* `account` NULL: a new one; beside another one of this supplier it is asked for a name, too. */
void account_form_begin(struct account_form *form, const struct face *face,
	const struct supplier *supplier, const struct account *account);
void account_form_draw(const struct account_form *form, struct area area, int row);
enum form_result { FORM_STAY, FORM_LEFT, FORM_READY };
enum form_result account_form_key(struct account_form *form, const struct key *key);
/* What she wants; lent until the form changes. */
struct setup_account account_form_setup(struct account_form *form);
const char *account_form_invite(const struct account_form *form); /* NULL: none asked or given */
const char *account_form_shop(const struct account_form *form);
/* Puts the cursor into this field (NULL: the first) with a sentence. */
void account_form_blame(struct account_form *form, const struct account_need *need, const char *sentence);
void account_form_wipe(struct account_form *form);

#endif
