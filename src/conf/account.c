/*
 * account: the supplier sections as records: what they may hold and by which name. The file they
 * come from is read in conf.c and written in edit.c; what a supplier needs is told by its own
 * table (supplier/supplier.h).
 */
#include <string.h>

#include "conf/option.h"

const struct account_field account_fields[] = {
	{ "kind", offsetof(struct account, kind) },
	{ "address", offsetof(struct account, address) },
	{ "key", offsetof(struct account, key) },
	{ "token", offsetof(struct account, token) },
	{ "token_file", offsetof(struct account, token_file) },
	{ "token_command", offsetof(struct account, token_command) },
	/* What platforms call it. */
	{ "secret", offsetof(struct account, token) },
	{ "secret_file", offsetof(struct account, token_file) },
	{ "secret_command", offsetof(struct account, token_command) },
	{ "pid", offsetof(struct account, pid) },
	{ "key_made", offsetof(struct account, key_made) },
	{ "sign_method", offsetof(struct account, sign_method) },
	{ "commission", offsetof(struct account, commission) },
	{ "currency", offsetof(struct account, currency) },
	{ "off", offsetof(struct account, off) },
	{ NULL, 0 },
};
_Static_assert(sizeof account_fields / sizeof *account_fields == ACCOUNT_FIELDS_MOST + 1, "counted");

const char **account_field(struct account *account, size_t which)
{
	return (const char **)((char *)account + account_fields[which].offset);
}

static size_t find(const char *name)
{
	size_t i = 0;

	while (account_fields[i].name && strcmp(account_fields[i].name, name) != 0)
		i++;
	return i;
}

const char *account_text(const struct account *account, const char *name)
{
	size_t which = find(name);

	if (!account_fields[which].name || account_fields[which].offset == offsetof(struct account, token))
		return NULL;
	return *account_field((struct account *)account, which);
}

bool account_put_text(struct account *account, const char *name, const char *text)
{
	size_t which = find(name);

	if (!account_fields[which].name)
		return false;
	*account_field(account, which) = text && *text ? text : NULL;
	return true;
}

/* The name becomes part of a file's and a variable's name. */
bool account_is_name(const char *name)
{
	size_t length = strlen(name);

	return length > 0 && length <= 32 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

bool account_is_off(const struct account *account)
{
	return account->gone || (account->off && !strcmp(account->off, "yes"));
}

/* One that is gone keeps its place. */
static struct account *find_place(const struct conf *conf, const char *name)
{
	size_t i;

	for (i = 0; i < conf->account_count; i++)
		if (!strcmp(conf->accounts[i].name, name))
			return &conf->accounts[i];
	return NULL;
}

const struct account *conf_account(const struct conf *conf, const char *name)
{
	const struct account *row = find_place(conf, name);

	return row && !row->gone ? row : NULL;
}

void conf_put_account(struct conf *conf, const struct account *account)
{
	struct account *row = find_place(conf, account->name);
	struct account kept = { .name = arena_text(&conf->arena, account->name) };
	size_t i;

	if (!conf->accounts)
		conf->accounts =
			arena_take_array(&conf->arena, ACCOUNTS_MOST, sizeof *conf->accounts);
	if (!row && conf->account_count == ACCOUNTS_MOST)
		return;
	if (!row)
		row = &conf->accounts[conf->account_count++];
	for (i = 0; account_fields[i].name; i++) {
		const char *from = *account_field((struct account *)account, i);

		*account_field(&kept, i) = from && *from ? arena_text(&conf->arena, from) : NULL;
	}
	*row = kept;
}

void conf_drop_account(struct conf *conf, const char *name)
{
	struct account *row = find_place(conf, name);

	/* Works and keys know an account by its place: only the newest place can go. */
	if (row && row == &conf->accounts[conf->account_count - 1])
		conf->account_count--;
	else if (row)
		row->gone = true;
}
