/*
 * manual: fills the tables of a manual page from the rows the program itself is made of. Reads the page
 * named by its argument and writes it to standard output with everything between
 *	.\" table NAME
 *	.\" end
 * made anew. `make manual` does it in place; `make manual-check` fails when a page is behind the code.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "command/output.h"

/* ---- text in mdoc: no macro, no escape */
static void text(const char *words)
{
	for (const char *at = words; *at; at++) {
		if (*at == '\\')
			fputs("\\e", stdout);
		else if (*at == '-')
			fputs("\\-", stdout);
		else if ((*at == '.' || *at == '\'') && at == words)
			printf("\\&%c", *at);
		else
			putchar(*at);
	}
}

static void sentence(const char *words)
{
	text(words);
	putchar('\n');
}

/* ---- commands and switches */
struct switch_row {
	const char *name;
	char letter;
	const char *argument, *words;
};
static const struct switch_row switches[] = {
#define SWITCH(id, name, letter, argument, words) { name, letter, argument, words },
#include "command/commands.def"
};

struct command_row {
	const char *name, *arguments;
	uint64_t switches;
	const char *words;
};
static const struct command_row rows[] = {
#define COMMAND(id, name, run, arguments, switches, needs, words) { name, arguments, switches, words },
#include "command/commands.def"
};

static void put_switches(uint64_t set)
{
	puts(".Bl -tag -width Ds");
	for (int i = 0; i < SWITCH_COUNT; i++) {
		const struct switch_row *row = &switches[i];
		if (!(set >> i & 1))
			continue;
		fputs(".It ", stdout);
		if (row->letter)
			printf("Fl %c , ", row->letter);
		printf("Fl \\-%s", row->name);
		if (*row->argument)
			printf(" Ar %s", row->argument);
		putchar('\n');
		sentence(row->words);
	}
	puts(".El");
}

static void put_commands(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		printf(".It Cm %s", rows[i].name);
		if (*rows[i].arguments)
			printf(" Ar %s", rows[i].arguments);
		putchar('\n');
		sentence(rows[i].words);
		if (rows[i].switches)
			put_switches(rows[i].switches);
	}
	puts(".El");
}

static void put_general(void)
{
	put_switches(COMMAND_GENERAL);
}

/* ---- fields of --json and --csv */
static void put_fields(void)
{
	struct arena arena = { 0 };
	puts(".Bl -tag -width Ds");
	for (const struct noun *const *noun = nouns; *noun; noun++) {
		printf(".It Em %s\n", (*noun)->name);
		for (const struct column *column = (*noun)->columns; column->name; column++)
			printf(".Va %s%s\n", column_json_name(column, &arena), column[1].name ? " ," : "");
	}
	puts(".El");
	arena_clear(&arena);
}

/* ---- keys */
static void put_each_key(const char *keys)
{
	while (*keys) {
		size_t length = strcspn(keys, " ");
		fputs(".Ql ", stdout);
		for (size_t i = 0; i < length; i++)
			if (keys[i] == '"')
				fputs("\\(dq", stdout);
			else if (keys[i] == '\\')
				fputs("\\e", stdout);
			else if (strchr(".,:;()[]?!|'`-", keys[i]))
				printf("\\&%c", keys[i]);
			else
				putchar(keys[i]);
		putchar('\n');
		keys += length + (keys[length] == ' ');
	}
}

static void put_keys(void)
{
	static const struct {
		const char *name, *keys, *words;
	} actions[] = {
#define ACTION(id, name, keys, where, words) { name, keys, words },
#include "input/actions.def"
#undef ACTION
	};
	puts(".Bl -tag -width half\\-page\\-down\\-x");
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		fputs(".It ", stdout);
		text(actions[i].name);
		putchar('\n');
		put_each_key(actions[i].keys);
		sentence(actions[i].words);
	}
	puts(".El");
}

/* ---- options of shopkeeper.conf */
static void put_options(void)
{
	static const struct {
		const char *name, *standard, *allowed, *words;
	} options[] = {
#define OPTION(name, kind, standard, allowed, words) { #name, standard, allowed, words },
#include "conf/options.def"
#undef OPTION
	};
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		printf(".It Ic %s", options[i].name);
		printf(" = Ar \"%s\"\n", *options[i].standard ? options[i].standard : "\\(dq\\(dq");
		sentence(options[i].words);
	}
	puts(".El");
}

static const struct {
	const char *name;
	void (*put)(void);
} tables[] = {
	{ "commands", put_commands },
	{ "switches", put_general },
	{ "fields", put_fields },
	{ "keys", put_keys },
	{ "options", put_options },
};

/* ".\" table NAME" → its place in `tables`, or -1. */
static int table_of(const char *line)
{
	static const char sign[] = ".\\\" table ";
	if (strncmp(line, sign, sizeof(sign) - 1) != 0)
		return -1;
	const char *name = line + sizeof(sign) - 1;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (strncmp(name, tables[i].name, strcspn(name, "\n")) == 0)
			return (int)i;
	return -1;
}

int main(int argc, char **argv)
{
	FILE *page = argc == 2 ? fopen(argv[1], "r") : NULL;
	char *line = NULL;
	size_t bytes = 0;
	bool inside = false;
	if (!page) {
		fputs("usage: manual PAGE\n", stderr);
		return 2;
	}
	while (getline(&line, &bytes, page) >= 0) {
		if (strcmp(line, ".\\\" end\n") == 0)
			inside = false;
		if (!inside)
			fputs(line, stdout);
		int table = table_of(line);
		if (table < 0)
			continue;
		tables[table].put();
		inside = true;
	}
	free(line);
	fclose(page);
	return ferror(stdout) ? 1 : 0;
}
