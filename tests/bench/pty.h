/*
 * pty: a program in a terminal of its own, with a clock: when its bytes came, how many, what they cost. It
 * looks at bytes only; what a screen shows is tests/whole's business. Read next: pty_bench.c.
 */
#ifndef BENCH_PTY_H
#define BENCH_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PTY_ROWS = 30, PTY_COLS = 100 };

struct pty {
	pid_t process;
	int fd;
	char *text; /* what came since pty_mark */
	size_t bytes, room;
	double marked_ms, first_ms, last_ms; /* when it was marked, when its first and last bytes came */
	bool ended;
};

double pty_now_ms(void);
/* argv is NULL-terminated and found in PATH; the time counts from before the fork. */
void pty_start(struct pty *pty, char *const *argv);
/* Forgets what came and starts the clock anew. */
void pty_mark(struct pty *pty);
/* Marks, then sends. */
void pty_send(struct pty *pty, const char *keys, size_t length);
/* Reads until `text` is among the bytes since the mark: then when, else -1 after most_ms. */
double pty_until(struct pty *pty, const char *text, int most_ms);
/* Reads until nothing came for quiet_ms. */
void pty_quiet(struct pty *pty, int quiet_ms);
/* Since its start; -1 where the system does not tell. */
double pty_cpu_ms(const struct pty *pty);
double pty_peak_mib(const struct pty *pty);
void pty_end(struct pty *pty);

#endif
