/*
 * log: one line for each event, appended with one write so that two programs can share the file.
 * Losing a line is never an error for the caller. Read next: base/log.h.
 */
#include "base/log.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"

enum { MOST_BYTES = 1024 * 1024, TEXT_BYTES = 500 };

static struct {
	int fd; /* 0: closed; the program never logs to its own standard input */
	enum log_level least;
	char path[PATH_MAX];
} state;

static void open_file(void)
{
	struct stat file;
	int fd = open(state.path,
		O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

	if (fd < 0)
		return;
	/* A device or a pipe could stop us; a file others may read would tell them our business. */
	if (fd == 0 || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode) || fchmod(fd, 0600) != 0) {
		close(fd);
		return;
	}
	state.fd = fd;
}

void log_open(const char *path, enum log_level least)
{
	log_close();
	state.least = least;
	if (!path ||
		(size_t)snprintf(state.path, sizeof state.path, "%s", path) >= sizeof state.path)
		return;
	open_file();
}

void log_close(void)
{
	if (state.fd > 0)
		close(state.fd);
	state.fd = 0;
}

/* path → path.1 → path.2. When another program has just done so, we only open the new file. */
static void rotate(void)
{
	char older[PATH_MAX + 4], oldest[PATH_MAX + 4];
	struct stat ours, named;

	if (fstat(state.fd, &ours) != 0 || ours.st_size < MOST_BYTES)
		return;
	snprintf(older, sizeof older, "%s.1", state.path);
	snprintf(oldest, sizeof oldest, "%s.2", state.path);
	if (stat(state.path, &named) == 0 && named.st_ino == ours.st_ino &&
		(rename(older, oldest), rename(state.path, older) != 0))
		return;
	log_close();
	open_file();
}

void log_line(enum log_level level, const char *event, const char *format, ...)
{
	static const char *const names[] = { "error", "warning", "info", "debug" };
	char text[TEXT_BYTES], line[3 * TEXT_BYTES + 100], time[CLOCK_TEXT];
	struct arena arena = { 0 };
	va_list args;
	int length;

	if (state.fd <= 0 || level > state.least)
		return;
	va_start(args, format);
	length = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (length < 0)
		return;
	/* Without line feeds: a stranger must not write lines of his own. */
	length = snprintf(line, sizeof line, "%s %s %.40s %s\n", clock_utc(clock_now_s(), time),
		names[level], event, text_take(&arena, text, strlen(text), sizeof text, NULL));
	arena_clear(&arena);
	rotate();
	if (state.fd > 0 && write(state.fd, line, (size_t)length) < 0)
		log_close();
}
