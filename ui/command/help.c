/* help: the rows of commands.def as text for the owner, and as completions
 * for her shell (completion.c). */
#include "command/help.h"
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "command/version.h"

enum { NAME_COLS = 26, EDGE_COLS = 2, DEFAULT_COLS = 80 };

static int cols(const struct command_call *call)
{
	return call->cols ? call->cols : DEFAULT_COLS;
}

/* A name on the left, its sentence wrapped on the right. */
static void entry(struct command_call *call, const char *name, const char *words)
{
	char **lines;
	int width = cols(call) - NAME_COLS - EDGE_COLS;
	size_t count = text_wrap(&call->arena, words, width < 20 ? 20 : (size_t)width, &lines);
	size_t used = text_cols(name);
	fprintf(call->to, "  %s", name);
	if (used + 2 > NAME_COLS)
		fprintf(call->to, "\n%*s", NAME_COLS + EDGE_COLS, "");
	else
		fprintf(call->to, "%*s", (int)(NAME_COLS - used), "");
	for (size_t i = 0; i < count; i++)
		fprintf(call->to, "%*s%s\n", i ? NAME_COLS + EDGE_COLS : 0, "", lines[i]);
}

static void switches(struct command_call *call, uint64_t set)
{
	for (int i = 0; i < SWITCH_COUNT; i++) {
		const struct command_switch_row *row = &command_switches[i];
		if (!(set >> i & 1))
			continue;
		const char *letter =
			row->letter ? arena_print(&call->arena, "-%c, ", row->letter) : "    ";
		entry(call,
			arena_print(&call->arena, "%s--%s%s%s", letter, row->name,
				*row->argument ? " " : "", row->argument),
			_(row->words));
	}
}

int help_all(struct command_call *call)
{
	fputs(_("Usage: shopkeeper [SWITCHES]            the screens\n"
		"       shopkeeper COMMAND [WORDS…]      the same without a screen\n"),
		call->to);
	fprintf(call->to, "\n%s\n", _("Commands:"));
	for (const struct command *command = commands; command->name; command++)
		entry(call,
			arena_print(&call->arena, "%s%s%s", command->name,
				*command->arguments ? " " : "", command->arguments),
			_(command->words));
	fprintf(call->to, "\n%s\n", _("Switches of every command:"));
	switches(call, COMMAND_GENERAL);
	fprintf(call->to, "\n%s\n",
		_("Exit codes: 0 ok, 1 failed, 2 usage or configuration, 3 nothing found, 4 login needed,\n"
		  "5 network, 6 limited by the server, 7 partly failed. See also: man shopkeeper"));
	return 0;
}

int help_command(struct command_call *call, const struct command *command)
{
	fprintf(call->to, _("Usage: shopkeeper %s [SWITCHES] %s\n"), command->name,
		command->arguments);
	fprintf(call->to, "\n%s\n", _(command->words));
	if (command->switches) {
		fprintf(call->to, "\n%s\n", _("Switches:"));
		switches(call, command->switches);
	}
	fprintf(call->to, "\n%s\n", _("Switches of every command:"));
	switches(call, COMMAND_GENERAL);
	return 0;
}

int help_version(struct command_call *call)
{
	struct version_row *rows;
	size_t count = version_load(&call->arena, &rows);
	fprintf(call->to, "shopkeeper %s\n", SHOPKEEPER_VERSION);
	for (size_t i = 0; i < count; i++)
		fprintf(call->to, "  %-12s %s\n", rows[i].name, rows[i].version);
	return 0;
}

int command_help(struct command_call *call)
{
	if (call->count == 0)
		return help_all(call);
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, call->words[0]) == 0)
			return help_command(call, command);
	return command_usage(call, _("There is no command “%s”."), call->words[0]);
}
