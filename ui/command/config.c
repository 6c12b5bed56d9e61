/* config: which file is read, what is in force, what is wrong in it. Tokens are never shown. */
#include <string.h>
#include <unistd.h>
#include "base/words.h"
#include "command/command.h"
#include "input/action.h"
#include "supplier/supplier.h"

static int show_path(struct command_call *call)
{
	const char *path = conf_path(&call->arena);
	fprintf(call->to, "%s\n", call->conf->file ? call->conf->file : path);
	if (!call->conf->file && access(path, F_OK) != 0)
		fputs(_("shopkeeper: this file does not exist; the defaults are in force.\n"),
			call->errors);
	return 0;
}

/* The sections as they would be written; where a secret comes from is told, never the secret. */
static void show_account(struct command_call *call, const struct account *account)
{
	const struct supplier *supplier = supplier_find(account->kind);
	const char *secret = "token", *address = NULL;
	fprintf(call->to, "supplier \"%s\" {\n\tkind = \"%s\"\n", account->name, account->kind ? account->kind : "");
	for (const struct account_need *need = supplier ? supplier->needs : NULL; need && need->name; need++) {
		const char *text = account_text(account, need->name);
		if (need_is_secret(need))
			secret = need->name;
		else if (text)
			fprintf(call->to, "\t%s = \"%s\"\n", need->name, text);
		if (strcmp(need->name, "address") == 0)
			address = text;
	}
	/* A platform has one of its own; hers counts more. */
	if (account_is_off(account))
		fputs("\toff = \"yes\"\n", call->to);
	if (account->address && !address)
		fprintf(call->to, "\taddress = \"%s\"\n", account->address);
	if (account->token)
		fprintf(call->to, "\t# %s: in the configuration\n", secret);
	else if (account->token_file)
		fprintf(call->to, "\t%s_file = \"%s\"\n", secret, account->token_file);
	else if (account->token_command)
		fprintf(call->to, "\t%s_command = \"%s\"\n", secret, account->token_command);
	else
		fprintf(call->to, "\t# %s: environment or data folder\n", secret);
	fputs("}\n", call->to);
}

static int show_values(struct command_call *call)
{
	const struct conf *conf = call->conf;
	for (const struct conf_option *option = conf_options; option->name; option++)
		fprintf(call->to, "%s = %s\n", option->name,
			conf_value(conf, option, &call->arena));
	for (size_t i = 0; i < conf->account_count; i++)
		show_account(call, &conf->accounts[i]);
	fputs("keys {\n", call->to);
	for (size_t i = 0; i < conf->key_count; i++)
		fprintf(call->to, "\t%s = \"%s\"\n", conf->keys[i].action, conf->keys[i].keys);
	fputs("}\n", call->to);
	return 0;
}

static int check(struct command_call *call)
{
	const struct conf *conf = call->conf;
	const char **lines;
	size_t count;
	struct keymap *keymap = keymap_new(conf, &call->arena, &lines, &count);
	for (size_t i = 0; i < conf->warning_count; i++)
		fprintf(call->to, "%s\n", conf->warnings[i]);
	for (size_t i = 0; i < count; i++)
		fprintf(call->to, "%s\n", lines[i]);
	keymap_free(keymap);
	if (conf->warning_count + count)
		return err_exit_code(ERR_CONF);
	fprintf(call->to, _("%s: nothing is wrong.\n"),
		conf->file ? conf->file : _("The defaults"));
	return 0;
}

int command_config(struct command_call *call)
{
	const char *word = call->count == 1 ? call->words[0] : "";
	if (strcmp(word, "path") == 0)
		return show_path(call);
	if (strcmp(word, "show") == 0)
		return show_values(call);
	if (strcmp(word, "check") == 0)
		return check(call);
	return command_usage(call, _("config takes one word: path, show or check."));
}
