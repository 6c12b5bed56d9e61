/*
 * command: the same desk without a terminal, for pipes and cron. commands.def has one row for each command
 * and one for each switch; --help, completions and the manual are made from these rows. One file per noun
 * (goods.c, shelf.c …); read those first, then output.h, which turns records into tables, JSON and CSV.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stdio.h>
#include "desk/desk.h"

enum output { OUTPUT_TABLE, OUTPUT_PLAIN, OUTPUT_JSON, OUTPUT_CSV };

enum command_switch {
#define SWITCH(id, name, letter, argument, words) SWITCH_##id,
#include "command/commands.def"
	SWITCH_COUNT
};
/* A set of switches, for the column of commands.def. */
#define S(id) (UINT64_C(1) << SWITCH_##id)

enum command_needs { NEEDS_NOTHING, NEEDS_CONF, NEEDS_DESK };

struct command;

/* What a command works with. */
struct command_call {
	const struct command *command;
	struct desk *desk; /* NULL unless NEEDS_DESK */
	struct conf *conf;
	int count; /* words after the command's name */
	char **words;
	const char *value[SWITCH_COUNT]; /* NULL: not given; "" for switches without argument */
	enum output output;
	FILE *in, *to, *errors;
	bool in_is_terminal;
	int cols, rows; /* of the terminal that `to` is; 0: a pipe or a file */
	bool colors;
	int last_job; /* jobs up to here were judged by command_settle */
	struct arena arena; /* lives as long as the call */
};

/* Returns the exit code, or COMMAND_SCREENS. */
typedef int command_run(struct command_call *call);
enum { COMMAND_SCREENS = -1 };

struct command {
	const char *name;
	command_run *run;
	const char *arguments;
	uint64_t switches;
	enum command_needs needs;
	const char *words; /* N_() */
};
extern const struct command commands[]; /* ends with a NULL name */

struct command_switch_row {
	const char *name;
	char letter;
	const char *argument, *words;
};
extern const struct command_switch_row command_switches[SWITCH_COUNT];
/* Bits every command takes. */
#define COMMAND_GENERAL (S(SORT) - 1)

/* What the command line asks of main when no command is meant. */
struct command_wish {
	const char *script; /* --script, or NULL */
};

/* Runs `shopkeeper WORD …`; returns the exit code. COMMAND_SCREENS: no command word (or demo alone): start
 * the screens with `conf` as it is now. */
int command_main(int argc, char **argv, struct conf *conf, struct command_wish *wish);

/* Starts the log and opens the desk on the owner's data folder; `fault` as in desk_open. */
MUST_USE enum err command_open_desk(const struct conf *conf, struct desk *desk, struct fault *fault);

/* ---- for the commands themselves */
/* One sentence on standard error; returns its exit code. A warning says that the command went on. */
int command_fail(const struct command_call *call, const struct fault *fault);
void command_warn(const struct command_call *call, const struct fault *fault);
/* The command line itself was wrong: the sentence, and where help is. Returns 2. */
int command_usage(const struct command_call *call, const char *format, ...) PRINTF_LIKE(2, 3);
/* Words joined by spaces and cleaned, in the call's arena. */
const char *command_words(struct command_call *call);
/* A whole number given to a switch; false after a sentence if it is none or out of bounds. */
MUST_USE bool command_number(const struct command_call *call, enum command_switch which, int64_t least,
	int64_t most, int64_t *number);
/* Waits for what was asked (`job` 0: nothing was, and `fault` says why), then the fault of the first job
 * that failed since; OK if all went well. Stored rows are still to be shown. */
enum err command_settle(struct command_call *call, int job, struct fault *fault);
/* The words that are left as a command of their own (demo COMMAND …), with conf as it is now. */
int command_again(struct command_call *call);

command_run command_find, command_show, command_compare, command_topics, command_pick, command_drop, command_shelf, command_share, command_convert, command_lint, command_qr,
	command_orders, command_earnings, command_sync, command_outbox, command_today, command_doctor,
	command_config, command_demo, command_setup, command_completion, command_help,
	command_export, command_backup, command_restore, command_reconcile,
	command_explain, command_lost, command_payouts, command_withdraw,
	command_watch;

#endif
