/* since: --since as a moment. */
#ifndef COMMAND_SINCE_H
#define COMMAND_SINCE_H

#include "command/command.h"

/* "2026-11-23" or "7d" (today and the six days before); 0 if not given; false after a sentence. */
MUST_USE bool since_read(const struct command_call *call, int64_t *since);

#endif
