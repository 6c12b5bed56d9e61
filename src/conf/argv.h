/* argv: a command as the owner writes it, as words, and how it is started: no shell, nothing is expanded. */
#ifndef CONF_ARGV_H
#define CONF_ARGV_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { ARGUMENTS_MOST = 16 };

/* Words and "quoted words" of `line`, which is changed and lent; a NULL follows them. Returns how many. */
size_t argv_split(char *line, char *arguments[ARGUMENTS_MOST + 1]);

/* Where it writes: descriptors, -1 = nowhere. It has nothing to read. */
struct argv_ends {
	int out, err;
};
/* Starts it in a group of its own, `apart` in a session, so that what it starts can be ended with it: kill(-child).
 * 0, or the errno of why not. */
int argv_start(char *const words[], const struct argv_ends *ends, bool apart,
	char *const environment[], pid_t *child);

#endif
