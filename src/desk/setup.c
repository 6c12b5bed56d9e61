/*
 * setup: an account while it is being set up: tried first, kept later, undone if she leaves. The
 * questions about it (a test call, opening a shop) are in account.c, registering a position in
 * register.c.
 */
#include <string.h>

#include "base/words.h"
#include "desk/work.h"

static const struct account *put(
	struct desk *desk, struct conf *conf, const struct account *account)
{
	const struct account *row = conf_account(conf, account->name);

	if (row) {
		key_drop(desk, row);
		*standing_of(desk, row) = (struct standing){ 0 };
	}
	conf_put_account(conf, account);
	return conf_account(conf, account->name);
}

static enum err check_secret(struct desk *desk, const struct account *account,
	const struct supplier *supplier, const struct account_need **which, struct fault *fault)
{
	const struct account_need *need = supplier->needs;
	enum err err = OK;

	while (need && need->name && !need_is_secret(need))
		need++;
	if (need && need->name)
		err = account_check(desk, account, need, fault);
	if (err != OK && which)
		*which = need;
	return err;
}

enum err setup_try(struct desk *desk, struct conf *conf, const struct setup_account *setup,
	const struct account_need **which, struct fault *fault)
{
	const struct supplier *supplier = supplier_find(setup->account.kind);
	const struct account *account;
	enum err err;

	if (which)
		*which = NULL;
	if (!supplier)
		return fault_set(fault, ERR_CONF,
			_("\"%s\": there is no kind of supplier \"%.40s\"."), setup->account.name,
			setup->account.kind);
	if (!account_is_name(setup->account.name))
		return fault_set(fault, ERR_USAGE,
			_("A supplier's name is 1 to 32 letters a-z, digits, - or _, not “%s”."),
			setup->account.name);
	err = supplier_check_account(supplier, &setup->account, which, fault);
	if (err != OK)
		return err;
	account = put(desk, conf, &setup->account);
	if (!account)
		return fault_set(fault, ERR_LIMIT, _("There are 16 suppliers already."));
	if (setup->secret && strlen(setup->secret) >= SECRET_BYTES)
		return fault_set(fault, ERR_CONF, _("This secret is too long."));
	if (setup->secret && *setup->secret)
		key_put(desk, account, setup->secret);
	/* Opening the shop brings it. */
	if (supplier->shop && supplier->shop->ask_open)
		return OK;
	return check_secret(desk, account, supplier, which, fault);
}

enum err setup_keep(struct desk *desk, const struct setup_account *setup, struct fault *fault)
{
	enum err err = OK;

	if (setup->secret && *setup->secret)
		err = secret_put(desk->conf, setup->account.name, setup->secret, fault);
	return err == OK ? conf_write_account(desk->conf, &setup->account, fault) : err;
}

static void stop_works(struct desk *desk, const struct account *account)
{
	struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->account == account)
			work_drop(work);
}

void setup_undo(
	struct desk *desk, struct conf *conf, const char *name, const struct account *before)
{
	const struct account *row = conf_account(conf, name);

	if (!row)
		return;
	stop_works(desk, row);
	if (before) {
		put(desk, conf, before);
		return;
	}
	key_drop(desk, row);
	conf_drop_account(conf, name);
}

static const struct account *find(
	const struct desk *desk, const struct conf *conf, const char *name, struct fault *fault)
{
	const struct account *row = conf_account(conf, name);

	if (desk->conf->read_only) {
		fault_set(fault, ERR_USAGE, _("read_only is set: nothing can be changed."));
		return NULL;
	}
	if (!row)
		fault_set(fault, ERR_CONF,
			_("There is no supplier \"%.40s\" in the configuration."), name);
	return row;
}

enum err setup_switch(
	struct desk *desk, struct conf *conf, const char *name, bool off, struct fault *fault)
{
	const struct account *row = find(desk, conf, name, fault);
	struct account account;
	enum err err;

	if (!row)
		return fault ? fault->code : ERR_CONF;
	account = *row;
	account.off = off ? "yes" : NULL;
	err = conf_write_account(conf, &account, fault);
	if (err != OK)
		return err;
	if (off)
		stop_works(desk, row);
	key_drop(desk, row);
	conf_put_account(conf, &account);
	desk->jobs->outbox_stale = true;
	desk->jobs->changed |= TOPIC_JOBS;
	return OK;
}

enum err setup_remove(
	struct desk *desk, struct conf *conf, const char *name, struct fault *fault)
{
	const struct account *row = find(desk, conf, name, fault);
	enum err err;

	if (!row)
		return fault ? fault->code : ERR_CONF;
	err = conf_remove_account(conf, name, fault);
	if (err == OK)
		err = secret_remove(conf, name, fault);
	if (err != OK)
		return err;
	setup_undo(desk, conf, name, NULL);
	desk->jobs->outbox_stale = true;
	desk->jobs->changed |= TOPIC_JOBS;
	return OK;
}
