/*
 * deeds: the same thing done with many goods (pick, drop): each is tried, each is told of, and the
 * exit code says whether all, some or none went well.
 */
#ifndef COMMAND_DEEDS_H
#define COMMAND_DEEDS_H

#include "command/rows.h"

typedef enum err deed(struct command_call *call, const char *supplier, const char *id,
	struct fault *fault);

/* Does it with each word of the call, waits until the suppliers have
 * answered, prints one row each. */
int deeds_run(struct command_call *call, deed *act);
/* 0, the only code there is, or 7 when some went well or codes differ. */
int deeds_code(const enum err *errs, size_t count);

#endif
