/*
 * practice: a practice supplier for a test: a process of its own on a free port of loopback, its
 * clock stopped, ended with the test. SHOPKEEPER_PRACTICE names the program, else
 * build/san/shopkeeper-practice.
 */
#ifndef TOOL_PRACTICE_H
#define TOOL_PRACTICE_H

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct practice {
	pid_t process;
	int stdin_end;	  /* closed with this test, however it ends: the supplier ends too */
	char address[80]; /* http://127.0.0.1:PORT */
};

enum { PRACTICE_NOW = 1795392000, PRACTICE_END_MS = 20000 };

static inline bool practice_hear(int fd, char *line, size_t size)
{
	size_t length = 0;

	while (length < size - 1 && read(fd, line + length, 1) == 1)
		if (line[length++] == '\n')
			break;
	line[length] = '\0';
	return length > 0;
}

/* `more` is one more option, or NULL. */
static inline bool practice_start(struct practice *practice, const char *more)
{
	const char *program = getenv("SHOPKEEPER_PRACTICE");
	char *words[] = { (char *)(program ? program : "build/san/shopkeeper-practice"), "--seed=7",
		"--now=1795392000", "--speed=0", "--goods=300", "--buyers=0", "--until-stdin",
		"--quiet", (char *)more, NULL };
	posix_spawn_file_actions_t actions;
	int in[2], out[2];
	char line[200];
	bool ready;

	if (pipe2(in, 02000000) != 0 || pipe2(out, 02000000) != 0) /* O_CLOEXEC */
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], 0);
	posix_spawn_file_actions_adddup2(&actions, out[1], 1);
	ready = posix_spawn(&practice->process, words[0], &actions, NULL, words, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	close(in[0]);
	close(out[1]);
	practice->stdin_end = in[1];
	ready = ready && practice_hear(out[0], line, sizeof line) &&
		sscanf(line, "ready %79s", practice->address) == 1;
	close(out[0]);
	return ready;
}

/* Asks in one way only, by SIGTERM: a closed standard input beside it is a second end of the same
 * process. False if it had to be killed. */
static inline bool practice_end(pid_t process)
{
	struct pollfd end = { (int)syscall(SYS_pidfd_open, process, 0), POLLIN, 0 };
	bool in_time;

	kill(process, SIGTERM);
	in_time = end.fd < 0 || poll(&end, 1, PRACTICE_END_MS) == 1;
	if (!in_time)
		kill(process, SIGKILL);
	if (end.fd >= 0)
		close(end.fd);
	waitpid(process, NULL, 0);
	return in_time;
}

static inline void practice_stop(struct practice *practice)
{
	practice_end(practice->process);
	close(practice->stdin_end);
}

#endif
