/* shop_run: the client in a shop's home, as a command or in a terminal. See shop.h. */
#include "shop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MOST = 24, RUN_MS = 120000 };

static const char *program(void)
{
	const char *path = getenv("SHOPKEEPER_BIN");
	return path ? path : "build/san/shopkeeper";
}

/* ---- commands */

/* What a program may know: as in a terminal (program.c), and nothing else. */
static void fill_environment(const struct shop *shop, const char *environment[SHOP_ENV + 8])
{
	static const char *const kept[] = { "PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS=" };
	size_t count = 0;
	extern char **environ;
	for (char **one = environ; *one; one++)
		for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (!strncmp(*one, kept[i], strlen(kept[i])) && count < 4)
				environment[count++] = *one;
	environment[count++] = "LANG=C.UTF-8";
	for (int i = 0; i < SHOP_ENV && shop->env[i]; i++)
		environment[count++] = shop->env[i];
	environment[count] = NULL;
}

static pid_t spawn(const struct shop *shop, const char *const *words, int out, int err)
{
	const char *arguments[WORDS_MOST + 2] = { program() }, *environment[SHOP_ENV + 8];
	posix_spawn_file_actions_t actions;
	pid_t pid;
	for (int i = 0; i < WORDS_MOST && words[i]; i++)
		arguments[i + 1] = words[i];
	fill_environment(shop, environment);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
	int failed = posix_spawn(&pid, arguments[0], &actions, NULL, (char **)(uintptr_t)arguments,
		(char **)(uintptr_t)environment);
	posix_spawn_file_actions_destroy(&actions);
	if (failed)
		fail_msg("%s cannot be started: %s", arguments[0], strerror(failed));
	return pid;
}

/* Both are read as they come, so that neither can fill up; false when there was silence for too long. */
static bool read_both(const int from[2], struct ran *ran)
{
	size_t bytes[2] = { 0, 0 };
	char **texts[2] = { &ran->out, &ran->err };
	FILE *to[2] = { open_memstream(texts[0], &bytes[0]), open_memstream(texts[1], &bytes[1]) };
	struct pollfd until[2] = { { from[0], POLLIN, 0 }, { from[1], POLLIN, 0 } };
	bool in_time = true;
	while (in_time && (until[0].fd >= 0 || until[1].fd >= 0)) {
		char part[16384];
		in_time = poll(until, 2, RUN_MS) > 0;
		for (int i = 0; i < 2 && in_time; i++) {
			if (until[i].fd < 0 || !until[i].revents)
				continue;
			ssize_t got = read(until[i].fd, part, sizeof(part));
			if (got > 0)
				fwrite(part, 1, (size_t)got, to[i]);
			else
				until[i].fd = -1;
		}
	}
	fclose(to[0]);
	fclose(to[1]);
	ran->out_bytes = bytes[0];
	return in_time;
}

struct ran shop_run(const struct shop *shop, const char *const *words)
{
	struct ran ran = { 0 };
	int out[2], err[2], status;
	if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	pid_t pid = spawn(shop, words, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	bool in_time = read_both((const int[]){ out[0], err[0] }, &ran);
	close(out[0]);
	close(err[0]);
	if (!in_time)
		kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (!in_time)
		fail_msg("shopkeeper %s does not end", words[0]);
	ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return ran;
}

void ran_clear(struct ran *ran)
{
	free(ran->out);
	free(ran->err);
	*ran = (struct ran){ 0 };
}

char *shop_must_run(const struct shop *shop, const char *const *words)
{
	struct ran ran = shop_run(shop, words);
	if (ran.exit_code != 0)
		fail_msg("shopkeeper %s %s: exit code %d\n%s%s", words[0], words[1] ? words[1] : "",
			ran.exit_code, ran.out, ran.err);
	free(ran.err);
	return ran.out;
}

pid_t shop_start(const struct shop *shop, const char *const *words, int *output)
{
	int out[2];
	if (pipe2(out, O_CLOEXEC) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	pid_t pid = spawn(shop, words, out[1], out[1]);
	close(out[1]);
	*output = out[0];
	return pid;
}

/* ---- a command that is killed */

static void become_traced(const struct shop *shop, const char *const *words, int output)
{
	const char *arguments[WORDS_MOST + 2] = { program() }, *environment[SHOP_ENV + 8];
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	for (int i = 0; i < WORDS_MOST && words[i]; i++)
		arguments[i + 1] = words[i];
	fill_environment(shop, environment);
	if (dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
		dup2(output, STDERR_FILENO) < 0 || ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		_exit(126);
	execve(arguments[0], (char **)(uintptr_t)arguments, (char **)(uintptr_t)environment);
	_exit(127);
}

/* Each system call stops twice, going in and coming out; signals are passed on. True if it was killed. */
static bool follow(pid_t pid, long most, struct shop_killed *killed)
{
	int status, passed = 0;
	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
		if (WSTOPSIG(status) == SIGTRAP && ++killed->stops > most) {
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return true;
		}
		passed = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
		ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(intptr_t)passed);
	}
	killed->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return false;
}

bool shop_run_killed(
	const struct shop *shop, const char *const *words, long most, struct shop_killed *killed)
{
	int output[2];
	*killed = (struct shop_killed){ 0 };
	if (pipe2(output, O_CLOEXEC) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0)
		become_traced(shop, words, output[1]);
	close(output[1]);
	if (pid < 0)
		fail_msg("no process: %s", strerror(errno));
	bool was_killed = follow(pid, most, killed);
	ssize_t got = read(output[0], killed->said, sizeof(killed->said) - 1);
	killed->said[got > 0 ? got : 0] = '\0';
	close(output[0]);
	return was_killed;
}

/* ---- screens */

struct screen *shop_screen(const struct shop *shop, const struct screen_start *more)
{
	struct screen_start start = more ? *more : (struct screen_start){ 0 };
	const char *words[WORDS_MOST + 2] = { program() };
	for (int i = 0; start.argv && i < WORDS_MOST && start.argv[i]; i++)
		words[i + 1] = start.argv[i];
	start.argv = words;
	start.env = (const char *const *)shop->env;
	return screen_new(&start);
}
