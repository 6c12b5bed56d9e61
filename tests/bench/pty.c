/* pty: see pty.h. */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 65536 };

double pty_now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

void pty_mark(struct pty *pty)
{
	pty->bytes = 0;
	pty->first_ms = pty->last_ms = -1;
	pty->marked_ms = pty_now_ms();
}

void pty_start(struct pty *pty, char *const *argv)
{
	struct winsize size = { .ws_row = PTY_ROWS, .ws_col = PTY_COLS };

	*pty = (struct pty){ 0 };
	pty_mark(pty);
	pty->process = forkpty(&pty->fd, NULL, NULL, &size);
	if (pty->process < 0) {
		perror("forkpty");
		exit(1);
	}
	if (pty->process == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	(void)fcntl(pty->fd, F_SETFD, FD_CLOEXEC);
}

/* False when nothing came in time or the program ended. */
static bool take(struct pty *pty, int most_ms)
{
	struct pollfd waiting = { .fd = pty->fd, .events = POLLIN };
	ssize_t got;

	if (pty->ended || poll(&waiting, 1, most_ms > 0 ? most_ms : 0) != 1)
		return false;
	if (pty->room - pty->bytes <= CHUNK) {
		pty->room = pty->room * 2 + 2 * CHUNK;
		pty->text = realloc(pty->text, pty->room);
		if (!pty->text)
			abort();
	}
	got = read(pty->fd, pty->text + pty->bytes, CHUNK);
	if (got <= 0) {
		pty->ended = got == 0 || errno != EINTR;
		return false;
	}
	pty->last_ms = pty_now_ms() - pty->marked_ms;
	if (pty->first_ms < 0)
		pty->first_ms = pty->last_ms;
	pty->bytes += (size_t)got;
	return true;
}

void pty_send(struct pty *pty, const char *keys, size_t length)
{
	pty_mark(pty);
	while (length > 0) {
		ssize_t sent = write(pty->fd, keys, length);

		if (sent <= 0)
			return;
		keys += sent;
		length -= (size_t)sent;
	}
}

double pty_until(struct pty *pty, const char *text, int most_ms)
{
	double end = pty_now_ms() + most_ms;
	size_t length = strlen(text), seen = 0;

	do {
		size_t from = seen > length ? seen - length : 0;

		if (pty->bytes > seen && memmem(pty->text + from, pty->bytes - from, text, length))
			return pty->last_ms;
		seen = pty->bytes;
		if (pty->ended)
			break;
		(void)take(pty, (int)(end - pty_now_ms()));
	} while (pty_now_ms() < end || pty->bytes > seen);
	return -1;
}

void pty_quiet(struct pty *pty, int quiet_ms)
{
	while (take(pty, quiet_ms))
		;
}

double pty_cpu_ms(const struct pty *pty)
{
	unsigned long long ns;
	char path[64];
	FILE *file;
	bool read;

	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)pty->process);
	file = fopen(path, "r");
	if (!file)
		return -1;
	read = fscanf(file, "%llu", &ns) == 1;
	fclose(file);
	return read ? (double)ns / 1e6 : -1;
}

double pty_peak_mib(const struct pty *pty)
{
	char path[64], line[200];
	long kib = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pty->process);
	file = fopen(path, "r");
	if (!file)
		return -1;
	while (fgets(line, sizeof line, file))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	fclose(file);
	return kib < 0 ? -1 : (double)kib / 1024;
}

void pty_end(struct pty *pty)
{
	(void)kill(pty->process, SIGKILL);
	(void)waitpid(pty->process, NULL, 0);
	close(pty->fd);
	free(pty->text);
}
