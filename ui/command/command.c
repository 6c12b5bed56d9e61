/*
 * command: from argv to a command and back to an exit code. What the commands do is in one file per noun;
 * what --help prints is in help.c.
 */
#include "command/command.h"
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/log.h"
#include "base/text.h"
#include "base/words.h"
#include "command/help.h"
#include "command/language.h"
#include "conf/file.h"
#include "conf/lines.h"
#include "store/outbox.h"

enum { LONG_ONLY = 256, SETTLE_MS = 120000 };

const struct command commands[] = {
#define COMMAND(id, name, run, arguments, switches, needs, words) \
	{ name, run, arguments, switches, needs, words },
#include "command/commands.def"
	{ 0 },
};

const struct command_switch_row command_switches[SWITCH_COUNT] = {
#define SWITCH(id, name, letter, argument, words) { name, letter, argument, words },
#include "command/commands.def"
};

/* ---- sentences */
static void say(const struct command_call *call, const char *first, const struct fault *fault)
{
	fflush(call->to);
	fprintf(call->errors, "shopkeeper: %s%s\n", first, fault->text);
}

int command_fail(const struct command_call *call, const struct fault *fault)
{
	say(call, "", fault);
	return err_exit_code(fault->code);
}

void command_warn(const struct command_call *call, const struct fault *fault)
{
	if (fault->text[0])
		say(call, _("warning: "), fault);
}

int command_usage(const struct command_call *call, const char *format, ...)
{
	struct fault fault;
	char text[sizeof(fault.text)];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	(void)fault_set(&fault, ERR_USAGE, "%s", text);
	say(call, "", &fault);
	if (call->command)
		fprintf(call->errors, _("“shopkeeper %s --help” tells more.\n"), call->command->name);
	else
		fputs(_("“shopkeeper --help” lists the commands.\n"), call->errors);
	return err_exit_code(ERR_USAGE);
}

/* ---- helps for the commands */
const char *command_words(struct command_call *call)
{
	const char *joined = "";
	for (int i = 0; i < call->count; i++)
		joined = arena_print(&call->arena, "%s%s%s", joined, i ? " " : "", call->words[i]);
	return text_take(&call->arena, joined, strlen(joined), 1000, NULL);
}

bool command_number(const struct command_call *call, enum command_switch which, int64_t least,
	int64_t most, int64_t *number)
{
	const char *text = call->value[which];
	char *end;
	if (!text)
		return true;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (*text && !*end && !errno && value >= least && value <= most) {
		*number = value;
		return true;
	}
	(void)command_usage(call, _("--%s takes a number from %lld to %lld, not “%s”."),
		command_switches[which].name, (long long)least, (long long)most, text);
	return false;
}

enum err command_settle(struct command_call *call, int job, struct fault *fault)
{
	struct job *rows;
	if (call->conf->offline) {
		*fault = (struct fault){ .code = OK };
		return OK;
	}
	if (job == 0 && fault->code != OK)
		return fault->code;
	*fault = (struct fault){ .code = OK };
	/* A command does not come back later by itself: what waits behind an earlier failure goes out now. */
	if (!call->conf->read_only && outbox_hurry(&call->desk->store, fault) != OK)
		return fault->code;
	(void)desk_settle(call->desk, SETTLE_MS);
	size_t count = job_load(call->desk, &call->arena, &rows);
	int judged = call->last_job;
	for (; count > 0; count--) {
		const struct job *row = &rows[count - 1];
		if (row->number > call->last_job)
			call->last_job = row->number;
		if (row->number > judged && row->state == JOB_FAILED && fault->code == OK)
			*fault = row->fault;
	}
	return fault->code;
}

/* ---- the command line */
static void fill_options(struct option longs[SWITCH_COUNT + 1], char shorts[2 * SWITCH_COUNT + 2])
{
	size_t used = 0;
	shorts[used++] = ':';
	for (int i = 0; i < SWITCH_COUNT; i++) {
		const struct command_switch_row *row = &command_switches[i];
		longs[i] = (struct option){ row->name,
			*row->argument ? required_argument : no_argument, NULL, LONG_ONLY + i };
		if (!row->letter)
			continue;
		shorts[used++] = row->letter;
		if (*row->argument)
			shorts[used++] = ':';
	}
	longs[SWITCH_COUNT] = (struct option){ 0 };
	shorts[used] = '\0';
}

static int switch_of(int found)
{
	if (found >= LONG_ONLY)
		return found - LONG_ONLY;
	for (int i = 0; i < SWITCH_COUNT; i++)
		if (command_switches[i].letter == found)
			return i;
	return SWITCH_COUNT;
}

/* Says which switch she may have meant by "--jsn". */
static int refuse_switch(const struct command_call *call, const char *given)
{
	const char *nearest = NULL;
	size_t length = strcspn(given + strspn(given, "-"), "=");
	char *name = strndup(given + strspn(given, "-"), length);
	for (int i = 0; name && length > 1 && i < SWITCH_COUNT; i++)
		nearest = word_nearer(name, command_switches[i].name, nearest);
	free(name);
	if (nearest)
		return command_usage(call, _("There is no switch “%s”; did you mean --%s?"), given, nearest);
	return command_usage(call,
		_("There is no switch “%s”. Words that begin with a minus go after --."), given);
}

static int refuse_command(const struct command_call *call, const char *given)
{
	const char *nearest = NULL;
	for (const struct command *command = commands; command->name; command++)
		nearest = word_nearer(given, command->name, nearest);
	if (nearest)
		return command_usage(
			call, _("There is no command “%s”; did you mean “%s”?"), given, nearest);
	return command_usage(call, _("There is no command “%s”."), given);
}

/* Fills value[] and the words; 0 or an exit code. */
static int read_line(struct command_call *call, int argc, char **argv)
{
	struct option longs[SWITCH_COUNT + 1];
	char shorts[2 * SWITCH_COUNT + 2];
	int found;
	fill_options(longs, shorts);
	opterr = 0;
	optind = 0; /* tests run several command lines in one process */
	while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (found == ':')
			return command_usage(call, _("“%s” needs a value after it."), argv[optind - 1]);
		if (found == '?')
			return refuse_switch(call, argv[optind - 1]);
		call->value[switch_of(found)] = optarg ? optarg : "";
	}
	call->words = argv + optind;
	call->count = argc - optind;
	return 0;
}

static const struct command *find_command(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

/* Takes the command's name off the words; 0 or an exit code. */
static int take_command(struct command_call *call)
{
	const struct command *outer = call->command;
	call->command = find_command(call->words[0]);
	if (!call->command)
		return refuse_command(call, call->words[0]);
	call->words++;
	call->count--;
	uint64_t allowed = call->command->switches | COMMAND_GENERAL | (outer ? outer->switches : 0);
	if (call->command->run == command_demo && call->count) {
		const struct command *inner = find_command(call->words[0]);
		allowed |= inner ? inner->switches : 0;
	}
	for (int i = 0; i < SWITCH_COUNT; i++)
		if (call->value[i] && !(allowed >> i & 1))
			return command_usage(call, _("“%s” does not take --%s."), call->command->name,
				command_switches[i].name);
	return 0;
}

static enum output output_of(const struct command_call *call)
{
	const char *plain = getenv("ACCESSIBLE");
	if (call->value[SWITCH_JSON])
		return OUTPUT_JSON;
	if (call->value[SWITCH_CSV])
		return OUTPUT_CSV;
	if (call->value[SWITCH_PLAIN] || (plain && *plain && call->cols))
		return OUTPUT_PLAIN;
	return OUTPUT_TABLE;
}

static bool wants_colors(const struct command_call *call)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
	if (strcmp(call->conf->color, "auto") != 0)
		return strcmp(call->conf->color, "always") == 0;
	return call->cols && !(none && *none) && term && strcmp(term, "dumb") != 0;
}

/* How large the terminal is; COLUMNS and LINES where it does not say. */
static void look_at_terminal(struct command_call *call)
{
	struct winsize size = { 0 };
	const char *cols = getenv("COLUMNS"), *rows = getenv("LINES");
	call->in_is_terminal = isatty(fileno(call->in));
	if (!isatty(fileno(call->to)))
		return;
	(void)ioctl(fileno(call->to), TIOCGWINSZ, &size);
	call->cols = size.ws_col ? size.ws_col : cols ? (int)strtol(cols, NULL, 10) : 80;
	call->rows = size.ws_row ? size.ws_row : rows ? (int)strtol(rows, NULL, 10) : 24;
	if (call->cols < 20)
		call->cols = 80;
	if (call->rows < 1)
		call->rows = 24;
}

/* A switch that stands for an option of the file; 0 or an exit code. */
static int apply(struct command_call *call, enum command_switch which, const char *option)
{
	const char *value = call->value[which];
	if (!value || conf_set(call->conf, option, value))
		return 0;
	return command_usage(call, _("--%s takes one of: %s; not “%s”."), command_switches[which].name,
		conf_option(option)->allowed, value);
}

/* Switches beat the file. */
static int apply_switches(struct command_call *call)
{
	struct conf *conf = call->conf;
	if (call->value[SWITCH_OFFLINE])
		conf->offline = true;
	if (call->value[SWITCH_SLOW])
		conf->slow = "yes";
	if (call->value[SWITCH_READONLY])
		conf->read_only = true;
	int code = apply(call, SWITCH_LANG, "language");
	if (!code)
		code = apply(call, SWITCH_COLOR, "color");
	if (!code)
		language_start(conf->language);
	return code;
}

static int load_conf(struct command_call *call)
{
	struct fault fault = { 0 };
	if (call->value[SWITCH_CONFIG] && setenv("SHOPKEEPER_CONFIG", call->value[SWITCH_CONFIG], 1))
		return err_exit_code(ERR_FAILED);
	if (call->value[SWITCH_DEBUG] && setenv("SHOPKEEPER_DEBUG", "1", 1))
		return err_exit_code(ERR_FAILED);
	if (conf_load(call->conf, &fault) != OK)
		return command_fail(call, &fault);
	return apply_switches(call);
}

/* ---- running */
enum err command_open_desk(const struct conf *conf, struct desk *desk, struct fault *fault)
{
	struct arena arena = { 0 };
	struct fault no_log;
	char *path;
	if (folder_make(conf->state_folder, &no_log) == OK)
		log_open(arena_print(&arena, "%s/log", conf->state_folder),
			getenv("SHOPKEEPER_DEBUG") ? LOG_DEBUG : LOG_INFO);
	enum err err = conf_data_path(conf, "shop.db", &arena, &path, fault);
	if (err == OK)
		err = desk_open(desk, conf, path, fault);
	arena_clear(&arena);
	return err;
}

static int with_desk(struct command_call *call)
{
	struct desk desk;
	struct fault fault = { 0 };
	if (command_open_desk(call->conf, &desk, &fault) != OK)
		return command_fail(call, &fault);
	command_warn(call, &fault);
	call->desk = &desk;
	int code = call->command->run(call);
	desk_close(&desk);
	call->desk = NULL;
	return code;
}

/* A reader that had enough (EPIPE) is no failure; a full disk is. */
static int finish_output(struct command_call *call, int code)
{
	struct fault fault;
	if (code == COMMAND_SCREENS)
		return code;
	errno = 0;
	if (fflush(call->to) == 0 && !ferror(call->to))
		return code;
	if (errno == EPIPE)
		return code;
	(void)fault_set(&fault, ERR_FAILED, _("Not everything could be written: %s"), strerror(errno));
	return command_fail(call, &fault);
}

static int run(struct command_call *call)
{
	if (call->value[SWITCH_VERSION])
		return help_version(call);
	if (call->value[SWITCH_HELP])
		return call->command ? help_command(call, call->command) : help_all(call);
	if (!call->command || call->command->needs == NEEDS_NOTHING)
		return call->command ? call->command->run(call) : COMMAND_SCREENS;
	return call->command->needs == NEEDS_DESK ? with_desk(call) : call->command->run(call);
}

int command_again(struct command_call *call)
{
	if (call->count == 0)
		return COMMAND_SCREENS;
	int code = take_command(call);
	return code ? code : run(call);
}

int command_main(int argc, char **argv, struct conf *conf, struct command_wish *wish)
{
	struct command_call call = { .conf = conf, .in = stdin, .to = stdout, .errors = stderr };
	(void)signal(SIGPIPE, SIG_IGN);
	language_start("auto");
	look_at_terminal(&call);
	int code = read_line(&call, argc, argv);
	/* A broken file must not hide its own cure. */
	bool needs_conf = !call.value[SWITCH_HELP] && !call.value[SWITCH_VERSION];
	if (!code && call.count)
		code = take_command(&call);
	if (!code && needs_conf && (!call.command || call.command->needs != NEEDS_NOTHING))
		code = load_conf(&call);
	else if (!code && !(code = apply(&call, SWITCH_LANG, "language")) && conf->language)
		language_start(conf->language);
	if (!code) {
		call.output = output_of(&call);
		call.colors = conf->color && wants_colors(&call);
		code = run(&call);
	}
	*wish = (struct command_wish){ call.value[SWITCH_SCRIPT] };
	code = finish_output(&call, code);
	arena_clear(&call.arena);
	return code;
}
