/*
 * completion: for bash, zsh and fish, made from commands.def: names of commands, their switches,
 * and the words they take. IDs are not completed: they would have to be asked for.
 */
#include <string.h>
#include "base/words.h"
#include "command/command.h"

/* Words behind a switch or a command: "a|b|c", "" = free. */
static const char *values_of(enum command_switch which)
{
	switch (which) {
	case SWITCH_COLOR: return "auto always never";
	case SWITCH_LANG: return "auto en zh_CN";
	case SWITCH_SORT: return "relevance price commission rate sales newest";
	case SWITCH_CHANNEL: return "moments wechat qq whatsapp other";
	case SWITCH_BY: return "day goods channel line";
	case SWITCH_MODE: return "auto half full utf8 png svg";
	case SWITCH_LEVEL: return "L M Q H";
	case SWITCH_STATE:
		return "created estimated grouped received approved settled paid_out invalid "
		       "punished clawback_due clawed_back unknown";
	default: return "";
	}
}

static bool is_file(enum command_switch which)
{
	return strcmp(command_switches[which].argument, "FILE") == 0;
}

/* "path|show|check" → "path show check"; arguments that are no such list → "". */
static const char *words_of(const struct command *command, struct arena *arena)
{
	if (!*command->arguments || strpbrk(command->arguments, "[]…ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return "";
	char *words = arena_text(arena, command->arguments);
	for (char *bar = words; (bar = strchr(bar, '|')); )
		*bar = ' ';
	return words;
}

/* A sentence inside single quotes of a shell. */
static void quote(FILE *to, const char *text)
{
	for (; *text; text++)
		if (*text == '\'')
			fputs("'\\''", to);
		else if (*text == '[' || *text == ']' || *text == ':')
			fprintf(to, "\\%c", *text);
		else
			putc(*text, to);
}

static void bash(struct command_call *call)
{
	FILE *to = call->to;
	fputs("# bash completion for shopkeeper, made by: shopkeeper completion bash\n"
		"_shopkeeper()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}"
		" command= words= i\n\tcase $before in\n", to);
	for (int i = 0; i < SWITCH_COUNT; i++) {
		if (*values_of(i))
			fprintf(to,
				"\t--%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
				command_switches[i].name, values_of(i));
		else if (is_file(i))
			fprintf(to, "\t--%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n",
				command_switches[i].name);
	}
	fputs("\tesac\n\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase ${COMP_WORDS[i]} in -*) ;; *) command=${COMP_WORDS[i]}; break ;; esac\n\tdone\n"
		"\tcase $command in\n\t'') words='", to);
	for (const struct command *command = commands; command->name; command++)
		fprintf(to, "%s ", command->name);
	fputs("' ;;\n", to);
	for (const struct command *command = commands; command->name; command++) {
		fprintf(to, "\t%s) words='%s", command->name, words_of(command, &call->arena));
		for (int i = 0; i < SWITCH_COUNT; i++)
			if (command->switches >> i & 1)
				fprintf(to, " --%s", command_switches[i].name);
		fputs("' ;;\n", to);
	}
	fputs("\tesac\n\tcase $word in -*) words=\"$words", to);
	for (int i = 0; i < SWITCH_COUNT; i++)
		if (COMMAND_GENERAL >> i & 1)
			fprintf(to, " --%s", command_switches[i].name);
	fputs("\" ;; esac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
		"complete -F _shopkeeper shopkeeper\n", to);
}

static void zsh_switch(struct command_call *call, int which)
{
	const struct command_switch_row *row = &command_switches[which];
	fprintf(call->to, " '--%s%s[", row->name, *row->argument ? "=" : "");
	quote(call->to, _(row->words));
	fputc(']', call->to);
	if (*values_of(which))
		fprintf(call->to, ":%s:(%s)", row->argument, values_of(which));
	else if (*row->argument)
		fprintf(call->to, ":%s:%s", row->argument, is_file(which) ? "_files" : "");
	fputc('\'', call->to);
}

static void zsh(struct command_call *call)
{
	FILE *to = call->to;
	fputs("#compdef shopkeeper\n# made by: shopkeeper completion zsh\n"
		"local -a general commands\ngeneral=(", to);
	for (int i = 0; i < SWITCH_COUNT; i++)
		if (COMMAND_GENERAL >> i & 1)
			zsh_switch(call, i);
	fputs(")\ncommands=(\n", to);
	for (const struct command *command = commands; command->name; command++) {
		fprintf(to, "\t'%s:", command->name);
		quote(to, _(command->words));
		fputs("'\n", to);
	}
	fputs(")\nif ((CURRENT == 2)); then\n\t_describe command commands\n\t_arguments $general\n"
	      "\treturn\nfi\ncase $words[2] in\n",
		to);
	for (const struct command *command = commands; command->name; command++) {
		const char *words = words_of(command, &call->arena);
		fprintf(to, "%s) _arguments $general", command->name);
		for (int i = 0; i < SWITCH_COUNT; i++)
			if (command->switches >> i & 1)
				zsh_switch(call, i);
		if (*words)
			fprintf(to, " '2:word:(%s)'", words);
		fputs(" ;;\n", to);
	}
	fputs("esac\n", to);
}

static void fish_switch(struct command_call *call, const char *command, int which)
{
	const struct command_switch_row *row = &command_switches[which];
	fputs("complete -c shopkeeper", call->to);
	if (command)
		fprintf(call->to, " -n '__fish_seen_subcommand_from %s'", command);
	fprintf(call->to, " -l %s", row->name);
	if (row->letter)
		fprintf(call->to, " -s %c", row->letter);
	if (*values_of(which))
		fprintf(call->to, " -xa '%s'", values_of(which));
	else if (*row->argument)
		fputs(is_file(which) ? " -rF" : " -x", call->to);
	fputs(" -d '", call->to);
	quote(call->to, _(row->words));
	fputs("'\n", call->to);
}

static void fish(struct command_call *call)
{
	FILE *to = call->to;
	fputs("# fish completion for shopkeeper, made by: shopkeeper completion fish\n"
		"complete -c shopkeeper -f\n", to);
	for (int i = 0; i < SWITCH_COUNT; i++)
		if (COMMAND_GENERAL >> i & 1)
			fish_switch(call, NULL, i);
	for (const struct command *command = commands; command->name; command++) {
		fprintf(to, "complete -c shopkeeper -n __fish_use_subcommand -a %s -d '",
			command->name);
		quote(to, _(command->words));
		fputs("'\n", to);
		const char *words = words_of(command, &call->arena);
		if (*words)
			fprintf(to,
				"complete -c shopkeeper -n '__fish_seen_subcommand_from %s' -a '%s'\n",
				command->name, words);
		for (int i = 0; i < SWITCH_COUNT; i++)
			if (command->switches >> i & 1)
				fish_switch(call, command->name, i);
	}
}

int command_completion(struct command_call *call)
{
	const char *shell = call->count == 1 ? call->words[0] : "";
	if (strcmp(shell, "bash") == 0)
		bash(call);
	else if (strcmp(shell, "zsh") == 0)
		zsh(call);
	else if (strcmp(shell, "fish") == 0)
		fish(call);
	else
		return command_usage(
			call, _("completion takes the name of a shell: bash, zsh or fish."));
	return 0;
}
