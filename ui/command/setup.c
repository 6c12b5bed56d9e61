/*
 * setup: adds a supplier to the owner's configuration and opens her shop there. Her file is never
 * rewritten: the section is added at its end, and only once the supplier accepted the invite code.
 */
#include "command/setup.h"
#include <string.h>
#include "base/words.h"
#include "conf/file.h"
#include "net/url.h"

enum { MOST_FILE_BYTES = 1024 * 1024 };

/* Nothing that would need quoting in the file, or would be odd as a file's name. */
static bool is_name(const char *name)
{
	size_t length = strlen(name);
	return length >= 1 && length <= 32 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
		       length;
}

enum err setup_check(const struct conf *conf, const struct account *account, struct fault *fault)
{
	if (!is_name(account->name))
		return fault_set(fault, ERR_USAGE,
			_("A supplier's name is 1 to 32 letters, digits, - or _, not “%s”."), account->name);
	if (conf_account(conf, account->name))
		return fault_set(
			fault, ERR_USAGE, _("The configuration has a supplier “%s” already."), account->name);
	if (strpbrk(account->address, "\"\\"))
		return fault_set(
			fault, ERR_USAGE, _("This address holds characters that no address may."));
	return url_check(account->address, NULL, fault);
}

enum err setup_write(const struct account *account, struct fault *fault)
{
	struct arena arena = { 0 };
	struct file_text old = { 0 };
	struct file_rule rule = { .most_bytes = MOST_FILE_BYTES };
	const char *path = conf_path(&arena);
	enum err err = file_read(path, &rule, &arena, &old, fault);
	if (err == ERR_NOTHING) {
		char *folder = arena_text(&arena, path), *slash = strrchr(folder, '/');
		if (slash)
			*slash = '\0';
		err = slash ? folder_make(folder, fault) : OK;
	}
	if (err == OK) {
		const char *text = arena_print(&arena,
			"%s%ssupplier \"%s\" {\n\tkind = \"%s\"\n\taddress = \"%s\"\n}\n", old.bytes ? old.bytes : "",
			old.length ? "\n" : "", account->name, account->kind, account->address);
		err = file_write(path, text, strlen(text), fault);
	}
	arena_clear(&arena);
	return err;
}

/* Opens the shop with what is in `call`; the account is in conf already. */
enum err setup_open(struct command_call *call, const struct account *account, const char *invite,
	const char *name, struct fault *fault)
{
	struct desk desk;
	enum err err = command_open_desk(call->conf, &desk, fault);
	if (err != OK)
		return err;
	call->desk = &desk;
	*fault = (struct fault){ 0 };
	int job = invite ? account_open_shop(&desk, account->name, invite, name, fault) :
			   account_test(&desk, account->name, fault);
	err = command_settle(call, job, fault);
	desk_close(&desk);
	call->desk = NULL;
	return err;
}

int command_setup(struct command_call *call)
{
	struct fault fault = { 0 };
	struct account account = {
		.name = call->value[SWITCH_SUPPLIER],
		.kind = call->value[SWITCH_KIND] ? call->value[SWITCH_KIND] : "house",
		.address = call->value[SWITCH_ADDRESS],
	};
	const char *name = call->value[SWITCH_NAME] ? call->value[SWITCH_NAME] : account.name;
	if (call->count || !account.name || !account.address)
		return command_usage(
			call, _("setup takes --supplier NAME --address URL and --invite CODE. "
				"In a terminal, shopkeeper alone asks for them."));
	if (setup_check(call->conf, &account, &fault) != OK)
		return command_fail(call, &fault);
	conf_put_account(call->conf, &account);
	if (setup_open(call, &account, call->value[SWITCH_INVITE], name, &fault) != OK ||
		setup_write(&account, &fault) != OK)
		return command_fail(call, &fault);
	fprintf(call->to, _("Supplier “%s” is set up in %s.\n"), account.name, conf_path(&call->arena));
	return 0;
}
