/* argv: a command as the owner writes it, as words: no shell, nothing is expanded. */
#ifndef CONF_ARGV_H
#define CONF_ARGV_H

#include <stddef.h>

enum { ARGUMENTS_MOST = 16 };

/* Words and "quoted words" of `line`, which is changed and lent; a NULL follows them. Returns how many. */
size_t argv_split(char *line, char *arguments[ARGUMENTS_MOST + 1]);

#endif
