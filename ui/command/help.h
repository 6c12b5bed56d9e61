/* help: what --help, help and --version print, made from commands.def. */
#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H

#include "command/command.h"

/* Each prints to call->to and returns the exit code. */
int help_all(struct command_call *call);
int help_command(struct command_call *call, const struct command *command);
int help_version(struct command_call *call);

#endif
