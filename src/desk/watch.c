/* watch: see watch.h. What there is to tell comes from today.c. */
#include "desk/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/words.h"
#include "conf/argv.h"

enum { PATIENCE_MS = 10000 };

/* A command that hangs would hang cron with it. */
static bool ends_well(pid_t child)
{
	struct pollfd end = { .fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN };
	bool ended = end.fd < 0 || poll(&end, 1, PATIENCE_MS) > 0;
	int status = 0;

	if (end.fd >= 0)
		close(end.fd);
	if (!ended)
		kill(-child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum err watch_notify(const char *command, const char *sentence, struct fault *fault)
{
	struct arena arena = { 0 };
	char *words[ARGUMENTS_MOST + 3] = { NULL };
	size_t count = argv_split(arena_text(&arena, command), words);
	enum err err = OK;
	pid_t child;
	int failed;

	if (count > 0) {
		words[count] = arena_text(&arena, "--");
		words[count + 1] = arena_text(&arena, sentence);
		/* What it prints is no row of ours. */
		failed = argv_start(words, &(struct argv_ends){ STDERR_FILENO, STDERR_FILENO }, false,
			environ, &child);
		if (failed)
			err = fault_set(fault, ERR_FAILED, _("notify_command \"%s\" cannot be started: %s"),
				words[0], strerror(failed));
		else if (!ends_well(child))
			err = fault_set(fault, ERR_FAILED, _("notify_command \"%s\" failed or took too long"),
				words[0]);
	}
	arena_clear(&arena);
	return err;
}
