/*
 * main: the practice supplier as a program: options in, one line on standard output when it is
 * ready, and out on SIGTERM or SIGINT. The rest of its talk is on standard error. Read next:
 * practice.h.
 */
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "base/clock.h"
#include "practice/server.h"
#include "practice/wire.h"

struct settings {
	struct practice_options practice;
	struct faults faults;
	int64_t port;
	bool quiet, until_stdin;
};

/* ---- one row for each option: what it sets, its bounds, and what --help says */
enum option_kind { NUMBER, TEXT, SWITCH, FAULT, HELP, VERSION };
#define IN(field) offsetof(struct settings, field)
static const struct option_row {
	const char *name;
	enum option_kind kind;
	size_t offset;
	int64_t least, most;
	const char *argument, *help;
} rows[] = {
	{ "port", NUMBER, IN(port), 0, 65535, "N",
		"port on 127.0.0.1; 0 = any free one (default 0)" },
	{ "db", TEXT, IN(practice.db_path), 0, 0, "PATH",
		"keep everything in this file (default: in memory)" },
	{ "invite", TEXT, IN(practice.invite), 0, 0, "CODE",
		"the code that opens a shop (default DEMO2026)" },
	{ "seed", NUMBER, IN(practice.seed), 0, INT64_MAX, "N",
		"another seed is another world (default 1)" },
	{ "now", NUMBER, IN(practice.now_s), 0, INT64_C(9999999999), "UNIX",
		"where its clock starts (default: the present)" },
	{ "speed", NUMBER, IN(practice.speed), 0, 1000000, "X",
		"its seconds for each real second; 0 = stopped (default 1)" },
	{ "goods", NUMBER, IN(practice.goods), 2, 1000000, "N", "how many goods (default 5000)" },
	{ "buyers", NUMBER, IN(practice.buyers_per_day), 0, 20000, "N",
		"visitors a day for each shop with links; 0 = none, and merchants rest (default "
		"30)" },
	{ "history", NUMBER, IN(practice.history_days), 0, 3650, "DAYS",
		"a new shop has already lived through so many days (default 0)" },
	{ "calls-per-minute", NUMBER, IN(practice.calls_per_minute), 0, 1000000, "N",
		"answer 429 beyond that; 0 = no limit (default 0)" },
	{ "monthly", SWITCH, IN(practice.monthly), 0, 0, NULL,
		"settle on the 20th instead of every night" },
	{ "no-automatic-payout", SWITCH, IN(practice.no_automatic_payout), 0, 0, NULL,
		"pay out only when asked, not every Monday" },
	{ "fault", FAULT, 0, 0, 0, "KIND[@PATH][*TIMES]",
		"spoil answers: delay:MS cut drip garbage html wrong_type bad_gzip gzip_bomb 401 "
		"409 429"
		" 500 503 redirect hostile unknown_state depth_two; may be given again" },
	{ "until-stdin", SWITCH, IN(until_stdin), 0, 0, NULL, "end when standard input is closed" },
	{ "quiet", SWITCH, IN(quiet), 0, 0, NULL, "no line for each request on standard error" },
	{ "help", HELP, 0, 0, 0, NULL, "show this" },
	{ "version", VERSION, 0, 0, 0, NULL, "show the version" },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]), HELP_COLUMN = 28 };

static void show_help(void)
{
	puts("Usage: shopkeeper-practice [OPTION]...\n"
	     "A supplier for practice, on this machine only. Prints `ready URL invite CODE` when "
	     "it is.\n");
	for (int i = 0; i < ROWS; i++) {
		int used = printf("  --%s%s%s", rows[i].name, rows[i].argument ? "=" : "",
			rows[i].argument ? rows[i].argument : "");
		printf("%*s%s\n", used < HELP_COLUMN ? HELP_COLUMN - used : 1, "", rows[i].help);
	}
	puts("\nIt plays these platforms, too; the line says so after the code. Name, path, key, "
	     "secret, pid:\n");
	wire_print_keys(stdout, "\n  ");
	puts("");
}

static bool set_number(struct settings *settings, const struct option_row *row, const char *text)
{
	char *end;
	errno = 0;
	int64_t number = strtoll(text, &end, 10);
	if (errno || end == text || *end || number < row->least || number > row->most) {
		fprintf(stderr,
			"shopkeeper-practice: --%s must be a whole number from %lld to %lld, not "
			"`%s`\n",
			row->name, (long long)row->least, (long long)row->most, text);
		return false;
	}
	memcpy((char *)settings + row->offset, &number, sizeof(number));
	return true;
}

static bool set(struct settings *settings, const struct option_row *row, const char *text)
{
	char *field = (char *)settings + row->offset;
	switch (row->kind) {
	case NUMBER:
		return set_number(settings, row, text);
	case TEXT:
		memcpy(field, &text, sizeof(text));
		return true;
	case SWITCH:
		memcpy(field, &(bool){ true }, sizeof(bool));
		return true;
	case FAULT:
		if (faults_arm_text(&settings->faults, text))
			return true;
		fprintf(stderr, "shopkeeper-practice: `%s` is no fault; see --help\n", text);
		return false;
	case HELP:
		show_help();
		exit(0);
	case VERSION:
		puts("shopkeeper-practice " SHOPKEEPER_VERSION);
		exit(0);
	}
	return false;
}

static bool read_options(int count, char **words, struct settings *settings)
{
	struct option options[ROWS + 1] = { 0 };
	for (int i = 0; i < ROWS; i++)
		options[i] = (struct option){ rows[i].name,
			rows[i].argument ? required_argument : no_argument, NULL, 0 };
	int which = 0, letter;
	while ((letter = getopt_long(count, words, "", options, &which)) != -1)
		if (letter != 0 || !set(settings, &rows[which], optarg))
			return false;
	if (optind < count)
		fprintf(stderr, "shopkeeper-practice: `%s` is no option; see --help\n",
			words[optind]);
	return optind == count;
}

/* Signals are read like a file, so that one poll waits for all there is to wait for. */
static int open_signals(void)
{
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	/* Before any thread is made: they all inherit it. */
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	return signalfd(-1, &ends, SFD_CLOEXEC);
}

static void wait_for_end(int signals, bool until_stdin)
{
	struct pollfd files[] = { { .fd = signals, .events = POLLIN },
		{ .fd = until_stdin ? STDIN_FILENO : -1, .events = POLLIN } };
	for (;;) {
		char ignored[256];
		if (poll(files, 2, -1) < 0 && errno != EINTR)
			return;
		if (files[0].revents)
			return;
		if (files[1].revents && read(STDIN_FILENO, ignored, sizeof(ignored)) <= 0)
			return;
	}
}

int main(int count, char **words)
{
	struct settings settings = { .practice = { .invite = "DEMO2026",
					     .seed = 1,
					     .speed = 1,
					     .goods = 5000,
					     .buyers_per_day = 30,
					     .now_s = clock_now_s() } };
	struct practice practice = { 0 };
	struct server *server = NULL;
	struct fault fault = { 0 };
	if (!read_options(count, words, &settings))
		return err_exit_code(ERR_USAGE);
	int signals = open_signals();
	enum err err = practice_open(&practice, &settings.practice, &fault);
	practice.faults = settings.faults;
	if (err == OK)
		err = server_start(&practice, (int)settings.port, settings.quiet, &server, &fault);
	if (err == OK) {
		printf("ready %s invite %s", practice.base, settings.practice.invite);
		wire_print_keys(stdout, " ");
		puts("");
		fflush(stdout);
		wait_for_end(signals, settings.until_stdin);
	} else {
		fprintf(stderr, "shopkeeper-practice: %s\n", fault.text);
	}
	server_stop(server);
	practice_close(&practice);
	close(signals);
	return err_exit_code(err);
}
