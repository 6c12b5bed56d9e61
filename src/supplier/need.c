/*
 * need: what an account holds against what its supplier needs (the rows of struct account_need): the
 * check before anything is asked, field by field in the set-up and in doctor, and which of them a
 * refusal is about. The rows are each adapter's own.
 */
#include "supplier/supplier.h"

#include <string.h>

#include "base/words.h"

bool need_is_secret(const struct account_need *need)
{
	return !strcmp(need->name, "secret") || !strcmp(need->name, "token");
}

enum err need_check(
	const struct account_need *need, const char *account, const char *text, struct fault *fault)
{
	const char *why = text && *text && need->wrong ? need->wrong(text) : NULL;

	if (why)
		return fault_set(fault, ERR_CONF, _("The %s of \"%s\" cannot be right: %s %s"), need->name,
			account, _(why), _(need->where));
	if ((!text || !*text) && !need->is_optional)
		return fault_set(fault, ERR_CONF,
			*need->example ? _("\"%s\" has no %s yet (%s). %s It looks like %s.")
				       : _("\"%s\" has no %s yet (%s). %s"),
			account, need->name, _(need->words), _(need->where), need->example);
	return OK;
}

enum err supplier_check_account(const struct supplier *supplier, const struct account *account,
	const struct account_need **which, struct fault *fault)
{
	const struct account_need *need;
	enum err err = OK;

	for (need = supplier->needs; need && need->name; need++) {
		if (!need_is_secret(need))
			err = need_check(need, account->name, account_text(account, need->name), fault);
		if (err == OK)
			continue;
		if (which)
			*which = need;
		return err;
	}
	return OK;
}

static const struct account_need *find_need(const struct supplier *supplier, const char *name)
{
	const struct account_need *need = supplier->needs;

	while (name && need && need->name && strcmp(need->name, name) != 0)
		need++;
	return name && need && need->name ? need : NULL;
}

static bool stands_for(const char *pattern, const char *code)
{
	size_t length = strlen(pattern);

	if (length > 0 && pattern[length - 1] == '*')
		return !strncmp(pattern, code, length - 1);
	return !strcmp(pattern, code);
}

const struct account_need *supplier_blamed(const struct supplier *supplier, const struct fault *fault)
{
	const struct account_blame *blame = supplier->blames;
	const struct account_need *secret;

	for (; blame && blame->code; blame++)
		if (fault->server[0] && stands_for(blame->code, fault->server))
			return find_need(supplier, blame->need);
	if (fault->code == ERR_CONF && fault->server[0])
		return find_need(supplier, "pid");
	if (fault->code != ERR_LOGIN)
		return NULL;
	secret = find_need(supplier, "secret");
	return secret ? secret : find_need(supplier, "token");
}
