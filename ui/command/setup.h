/* setup: adding a supplier, for the command and for the screen. */
#ifndef COMMAND_SETUP_H
#define COMMAND_SETUP_H

#include "command/command.h"

/* May this account be added: name, address (https, or loopback), not there yet? */
MUST_USE enum err setup_check(
	const struct conf *conf, const struct account *account, struct fault *fault);
/* Adds the section at the end of the owner's configuration file (made if missing, mode 0600). */
MUST_USE enum err setup_write(const struct account *account, struct fault *fault);
/* Opens a shop with an invite code (NULL: only a test call) and keeps
 * its token in the data folder. */
MUST_USE enum err setup_open(struct command_call *call, const struct account *account,
	const char *invite, const char *name, struct fault *fault);

#endif
