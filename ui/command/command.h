/*
 * command: the same desk without a terminal, for pipes and cron. One row per command in commands.def: name,
 * function, arguments, options, sentence; --help, completions and the manual are made from these rows.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stdio.h>
#include "desk/desk.h"

enum output { OUTPUT_TABLE, OUTPUT_PLAIN, OUTPUT_JSON, OUTPUT_CSV };

/* What a command works with. */
struct command_call {
	struct desk *desk;      /* NULL for commands that need none (config, --version) */
	const struct conf *conf;
	int count;              /* words after options */
	char **words;
	enum output output;
	const char *channel, *by, *mode, *out, *sort; /* option values or NULL */
	int64_t limit;
	bool force;
	FILE *in, *to, *errors;
};

/* Runs `shopkeeper WORD …`; returns the exit code. -1: no command word, start the screens. */
int command_main(int argc, char **argv, struct conf *conf);

#endif
