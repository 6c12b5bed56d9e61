/*
 * demo: starts the practice supplier on loopback, opens a shop there and goes on with the screens or with a
 * command, with the platforms that it plays as suppliers beside it. It dies with us: it reads our end of a
 * pipe. What the demo stores is taken away at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/words.h"
#include "command/setup.h"
#include "supplier/supplier.h"

extern char **environ;

enum { READY_MS = 60000, READY_BYTES = 2048, OPEN_FILES = 16 };

static struct {
	int pipe; /* closed, the practice supplier ends */
	pid_t process;
	char folder[PATH_MAX];
} demo = { .pipe = -1 };

static int take_away(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about, (void)kind, (void)walk;
	(void)remove(path);
	return 0;
}

static void end(void)
{
	if (demo.pipe >= 0)
		(void)close(demo.pipe);
	if (demo.process > 0)
		(void)waitpid(demo.process, NULL, 0);
	if (demo.folder[0])
		(void)nftw(demo.folder, take_away, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

/* Beside this program, else in PATH. */
static const char *practice_path(struct arena *arena)
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (length <= 0)
		return "shopkeeper-practice";
	self[length] = '\0';
	const char *path = arena_print(arena, "%s/shopkeeper-practice", dirname(self));
	return access(path, X_OK) == 0 ? path : "shopkeeper-practice";
}

/* What is passed on, and what the demo takes if nothing is said: a day a minute. */
static const struct {
	enum command_switch which;
	const char *standard;
} passed[] = {
	{ SWITCH_GOODS, "5000" },
	{ SWITCH_SPEED, "1440" },
	{ SWITCH_SEED, "1" },
	{ SWITCH_HISTORY, "30" },
};
enum { PASSED = sizeof(passed) / sizeof(passed[0]) };

static void fill_arguments(struct command_call *call, const char *arguments[3 + PASSED + 1])
{
	arguments[0] = practice_path(&call->arena);
	arguments[1] = "--until-stdin";
	arguments[2] = "--quiet";
	for (size_t i = 0; i < PASSED; i++) {
		const char *value = call->value[passed[i].which];
		arguments[3 + i] = arena_print(&call->arena, "--%s=%s",
			command_switches[passed[i].which].name, value ? value : passed[i].standard);
	}
	arguments[3 + PASSED] = NULL;
}

/* `answer` gets the end to read from. */
static enum err start(struct command_call *call, int *answer, struct fault *fault)
{
	const char *arguments[3 + PASSED + 1];
	int in[2], out[2];
	posix_spawn_file_actions_t actions;
	fill_arguments(call, arguments);
	if (pipe2(in, O_CLOEXEC) != 0)
		return fault_set(fault, ERR_FAILED, "%s", strerror(errno));
	if (pipe2(out, O_CLOEXEC) != 0) {
		(void)close(in[0]);
		(void)close(in[1]);
		return fault_set(fault, ERR_FAILED, "%s", strerror(errno));
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	int failed = posix_spawnp(
		&demo.process, arguments[0], &actions, NULL, (char **)(uintptr_t)arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	(void)close(in[0]);
	(void)close(out[1]);
	demo.pipe = in[1];
	*answer = out[0];
	if (!failed)
		return OK;
	demo.process = 0;
	return fault_set(fault, ERR_FAILED,
		_("The practice supplier (shopkeeper-practice) cannot be started: %s"), strerror(failed));
}

/* Reads one line; false when it does not come. */
static bool read_ready(int from, char text[READY_BYTES])
{
	size_t used = 0;
	struct pollfd waiting = { .fd = from, .events = POLLIN };
	while (used < READY_BYTES - 1 && poll(&waiting, 1, READY_MS) == 1) {
		ssize_t got = read(from, text + used, READY_BYTES - 1 - used);
		if (got <= 0)
			return false;
		used += (size_t)got;
		text[used] = '\0';
		if (memchr(text, '\n', used))
			return true;
	}
	return false;
}

static bool is_all(const struct command_call *call)
{
	const char *which = call->value[SWITCH_SUPPLIERS];
	return !which || strcmp(which, "all") == 0;
}

/* "taobao PATH KEY SECRET PID jd …": the platforms it plays, each an account of its own. */
static void put_platforms(struct command_call *call, const char *base, const char *words)
{
	char name[16], path[64], key[64], secret[64], pid[64];
	int length = 0;
	while (sscanf(words, "%15s %63s %63s %63s %63s%n", name, path, key, secret, pid, &length) == 5) {
		const struct account account = { .name = name,
			.kind = name,
			.address = arena_print(&call->arena, "%s%s", base, path),
			.token = secret,
			.key = key,
			.pid = pid,
			/* For a shop of her own, which knows neither by itself. */
			.currency = "CNY",
			.commission = "12%" };
		if (supplier_find(name))
			conf_put_account(call->conf, &account);
		words += length;
	}
}

/* "ready http://127.0.0.1:PORT invite CODE", then the platforms */
static enum err hear(struct command_call *call, int answer, struct account *account,
	const char **invite, struct fault *fault)
{
	char text[READY_BYTES], address[128], code[64];
	int length = 0;
	bool ready = read_ready(answer, text) &&
		sscanf(text, "ready %127s invite %63s%n", address, code, &length) == 2;
	(void)close(answer);
	if (!ready)
		return fault_set(fault, ERR_FAILED, _("The practice supplier did not start."));
	account->address = arena_text(&call->arena, address);
	*invite = arena_text(&call->arena, code);
	conf_put_account(call->conf, account);
	if (is_all(call))
		put_platforms(call, account->address, text + length);
	return OK;
}

/* Nothing of the owner's own is read or written: a folder of its own, one account. */
static enum err make_room(struct command_call *call, struct fault *fault)
{
	struct conf *conf = call->conf;
	const char *temporary = getenv("TMPDIR");
	snprintf(demo.folder, sizeof(demo.folder), "%s/shopkeeper-demo-XXXXXX",
		temporary && *temporary ? temporary : "/tmp");
	if (!mkdtemp(demo.folder)) {
		demo.folder[0] = '\0';
		return fault_set(fault, ERR_FAILED, _("No folder for the demo can be made: %s"), strerror(errno));
	}
	conf->data_folder = conf->state_folder = arena_text(&conf->arena, demo.folder);
	conf->account_count = 0;
	conf->fleeting = true;
	conf->offline = conf->read_only = conf->file_is_open = false;
	return OK;
}

int command_demo(struct command_call *call)
{
	struct fault fault = { 0 };
	struct account account = { .name = "demo", .kind = "house" };
	const char *invite = NULL;
	bool offline = call->conf->offline, read_only = call->conf->read_only;
	int answer = -1;
	const char *which = call->value[SWITCH_SUPPLIERS];
	if (!is_all(call) && strcmp(which, "house") != 0) {
		fault_set(&fault, ERR_USAGE, _("--suppliers can be house or all."));
		return command_fail(call, &fault);
	}
	(void)atexit(end);
	if (make_room(call, &fault) != OK || start(call, &answer, &fault) != OK ||
		hear(call, answer, &account, &invite, &fault) != OK)
		return command_fail(call, &fault);
	call->conf->refresh_minutes = 1; /* a day passes in a minute there */
	if (setup_open(call, &account, invite, "demo", &fault) != OK)
		return command_fail(call, &fault);
	call->conf->offline = offline;
	call->conf->read_only = read_only;
	return command_again(call);
}
