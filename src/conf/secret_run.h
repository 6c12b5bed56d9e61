/*
 * secret_run: a token_command while it runs: started, heard when there is time, ended at its deadline.
 * Nobody has to wait for it. Where its words become a token is secret.c.
 */
#ifndef CONF_SECRET_RUN_H
#define CONF_SECRET_RUN_H

#include <stdint.h>
#include <sys/types.h>

#include "conf/secret.h"

struct secret_run {
	pid_t child; /* 0: none runs */
	int in;      /* what it says */
	int64_t end_ms; /* steady: it is killed then */
	size_t length;
	char bytes[SECRET_BYTES + 2], program[80];
};
/* How often to look: its end shows on no descriptor. */
enum { SECRET_LOOK_MS = 20 };

/* Its words without a shell, with nothing to read. `apart`: the terminal is taken, it is kept away from it.
 * ERR_CONF if it cannot be started. */
MUST_USE enum err secret_run_start(
	struct secret_run *run, const char *command, bool apart, struct fault *fault);
/* ERR_BUSY: it still runs. Else it has ended: OK with the secret, or ERR_CONF, ERR_LOGIN with the reason. */
MUST_USE enum err secret_run_hear(
	struct secret_run *run, struct secret *secret, struct fault *fault);
/* Ends it and what it started, if it still runs. */
void secret_run_stop(struct secret_run *run);

#endif
