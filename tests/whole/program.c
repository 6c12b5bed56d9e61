/* program: keeper and pty. No libvterm here: screen.c looks at the output. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

enum { MOST_ENV = 64 };

static char *environment[MOST_ENV];

/* Only what the program may know; a developer's own settings must not change a test. */
static void set_environment(const char *const *env, const char *term)
{
	static const char *const kept[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
		"LSAN_OPTIONS" };
	size_t count = 0;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (getenv(kept[i]) &&
			asprintf(&environment[count], "%s=%s", kept[i], getenv(kept[i])) > 0)
			count++;
	if (asprintf(&environment[count], "LANG=C.UTF-8") > 0)
		count++;
	if (asprintf(&environment[count], "TERM=%s", term) > 0)
		count++;
	for (; env && *env && count < MOST_ENV - 1; env++)
		environment[count++] = (char *)*env;
	environment[count] = NULL;
}

/* ---- in the keeper */

static pid_t kept_pid;

static void pass_on(int signal)
{
	kill(kept_pid, signal);
}

struct command {
	const char *const *argv, *const *env;
	const char *term;
};

__attribute__((noreturn)) static void run(const struct command *command)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setpgid(0, 0);
	/* While in the background, setting the foreground group would stop us. */
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	set_environment(command->env, command->term);
	execve(command->argv[0], (char *const *)command->argv, environment);
	fprintf(stderr, "%s: %s\n", command->argv[0], strerror(errno));
	_exit(127);
}

static void report(int reports, int number)
{
	if (write(reports, &number, sizeof(number)) != sizeof(number))
		_exit(1);
}

__attribute__((noreturn)) static void keep(const struct command *command, int reports)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	kept_pid = fork();
	if (kept_pid == 0)
		run(command);
	signal(SIGHUP, pass_on);
	signal(SIGTTOU, SIG_IGN);
	report(reports, (int)kept_pid);
	int status = 0;
	while (waitpid(kept_pid, &status, 0) < 0 && errno == EINTR)
		;
	const char end = PROGRAM_END;
	if (write(STDOUT_FILENO, &end, 1) != 1)
		errno = 0; /* hung up: nobody reads */
	report(reports, status);
	for (;;)
		pause();
}

/* ---- in the test */

bool program_start(struct program *program, const char *const *argv, const char *const *env,
	const char *term, const struct winsize *size)
{
	int slave, ends[2];
	*program = (struct program){ .master = -1, .reports = -1 };
	if (openpty(&program->master, &slave, NULL, NULL, size) || pipe2(ends, O_CLOEXEC))
		return false;
	tcgetattr(program->master, &program->line_before);
	fcntl(program->master, F_SETFD, FD_CLOEXEC);
	fcntl(program->master, F_SETFL, O_NONBLOCK);
	program->keeper = fork();
	if (program->keeper == 0) {
		close(program->master);
		login_tty(slave);
		keep(&(struct command){ argv, env, term }, ends[1]);
	}
	close(slave);
	close(ends[1]);
	program->reports = ends[0];
	int pid;
	if (program->keeper < 0 || read(ends[0], &pid, sizeof(pid)) != sizeof(pid) || pid <= 0)
		return false;
	program->pid = pid;
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return true;
}

void program_look(struct program *program)
{
	int status;
	if (program->ended || read(program->reports, &status, sizeof(status)) != sizeof(status))
		return;
	program->status = status;
	program->ended = true;
}

void program_hang_up(struct program *program)
{
	if (program->master >= 0)
		close(program->master);
	program->master = -1;
}

void program_clear(struct program *program)
{
	program_look(program);
	if (!program->ended && program->pid > 0)
		kill(program->pid, SIGKILL);
	if (program->keeper > 0) {
		kill(program->keeper, SIGKILL);
		waitpid(program->keeper, NULL, 0);
	}
	program_hang_up(program);
	if (program->reports >= 0)
		close(program->reports);
}

bool program_line_restored(const struct program *program)
{
	struct termios line;
	if (program->master < 0 || tcgetattr(program->master, &line))
		return true;
	const struct termios *before = &program->line_before;
	return line.c_lflag == before->c_lflag && line.c_iflag == before->c_iflag &&
	       line.c_oflag == before->c_oflag && line.c_cflag == before->c_cflag &&
	       !memcmp(line.c_cc, before->c_cc, sizeof(line.c_cc));
}
