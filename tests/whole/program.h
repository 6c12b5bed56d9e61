/*
 * program: a program started in a pty, under a keeper that does for it what a shell does: leads the
 * session, keeps the terminal open after the program's end (so that its line settings can still be
 * read), passes SIGHUP on, and tells how the program ended.
 */
#ifndef WHOLE_PROGRAM_H
#define WHOLE_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>
#include <sys/ioctl.h>
#include <termios.h>

struct program {
	int master;  /* non-blocking; -1 once hung up */
	int reports; /* from the keeper; readable when the program has ended */
	pid_t pid, keeper;
	bool ended;
	int status; /* as waitpid gives it */
	struct termios line_before;
};

/* The last byte the keeper writes to the terminal: no output of the program comes after it. */
enum { PROGRAM_END = '\005' };

/* `env` as in struct screen_start. False (errno) if it could not be started. */
bool program_start(struct program *program, const char *const *argv, const char *const *env,
	const char *term, const struct winsize *size);
/* Reads the keeper's report if there is one; sets `ended`. */
void program_look(struct program *program);
void program_hang_up(struct program *program);
/* Kills it if it runs. */
void program_clear(struct program *program);
/* Are echo, signals, line mode … as they were at the start? True after a hang-up. */
bool program_line_restored(const struct program *program);

#endif
