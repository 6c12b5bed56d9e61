/* secret_run: see secret_run.h. */
#include "conf/secret_run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"
#include "conf/argv.h"

extern char **environ;

int secret_command_most_ms = 5000;

/* gpg asks for its passphrase on the terminal that GPG_TTY names, whoever started it. */
static char **without_terminal(struct arena *arena)
{
	char **kept;
	size_t count = 0, i;

	for (i = 0; environ[i]; i++)
		;
	kept = arena_take_array(arena, i + 1, sizeof *kept);
	for (i = 0; environ[i]; i++)
		if (strncmp(environ[i], "GPG_TTY=", 8) != 0)
			kept[count++] = environ[i];
	return kept;
}

static enum err start(struct secret_run *run, char **arguments, bool apart, struct fault *fault)
{
	struct arena arena = { 0 };
	int ends[2], failed;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault_set(
			fault, ERR_FAILED, _("Cannot run a command for the secret: %s."), strerror(errno));
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	snprintf(run->program, sizeof run->program, "%s", arguments[0]);
	failed = argv_start(arguments, &(struct argv_ends){ ends[1], apart ? -1 : STDERR_FILENO },
		apart, apart ? without_terminal(&arena) : environ, &run->child);
	arena_clear(&arena);
	close(ends[1]);
	if (!failed) {
		run->in = ends[0];
		return OK;
	}
	run->child = 0;
	close(ends[0]);
	return fault_set(fault, ERR_CONF, _("Cannot run the command %s: %s."), run->program,
		strerror(failed));
}

enum err secret_run_start(
	struct secret_run *run, const char *command, bool apart, struct fault *fault)
{
	struct arena arena = { 0 };
	char *arguments[ARGUMENTS_MOST + 1];
	enum err err;

	*run = (struct secret_run){ .end_ms = clock_steady_ms() + secret_command_most_ms };
	if (argv_split(arena_text(&arena, command), arguments) == 0)
		err = fault_set(fault, ERR_CONF, _("The command for the secret is empty."));
	else
		err = start(run, arguments, apart, fault);
	arena_clear(&arena);
	return err;
}

/* What it has said so far; one byte more than a secret can have tells that it says too much. */
static void hear(struct secret_run *run)
{
	ssize_t got = 1;

	while (got > 0 && run->length < sizeof run->bytes) {
		got = read(run->in, run->bytes + run->length, sizeof run->bytes - run->length);
		if (got > 0)
			run->length += (size_t)got;
	}
}

static void end(struct secret_run *run)
{
	close(run->in);
	run->child = 0;
	explicit_bzero(run->bytes, sizeof run->bytes);
}

void secret_run_stop(struct secret_run *run)
{
	if (!run->child)
		return;
	kill(-run->child, SIGKILL);
	while (waitpid(run->child, NULL, 0) < 0 && errno == EINTR)
		;
	end(run);
}

/* Its end counts, not that of its output: what it started may hold that open for ever. */
enum err secret_run_hear(struct secret_run *run, struct secret *secret, struct fault *fault)
{
	bool is_late = clock_steady_ms() >= run->end_ms;
	int status = 0;
	pid_t ended;
	enum err err;

	hear(run);
	ended = waitpid(run->child, &status, WNOHANG);
	if (run->length < sizeof run->bytes && !is_late &&
		(ended == 0 || (ended < 0 && errno == EINTR)))
		return ERR_BUSY;
	hear(run);
	if (ended != run->child) {
		secret_run_stop(run);
		return fault_set(fault, ERR_CONF,
			is_late ? _("The command %s did not answer in time.")
				: _("The command %s failed: run it by hand to see why."),
			run->program);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || run->length == sizeof run->bytes)
		err = fault_set(fault, ERR_CONF,
			_("The command %s failed: run it by hand to see why."), run->program);
	else
		err = secret_take(secret, run->bytes, run->length, run->program, fault);
	/* What it left behind in its group, too; a daemon has left that. */
	kill(-ended, SIGKILL);
	end(run);
	return err;
}
