/*
 * need: what an account holds against what its supplier needs (the rows of struct account_need): the
 * check before anything is asked, field by field in the set-up and in doctor. The rows are each
 * adapter's own.
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
