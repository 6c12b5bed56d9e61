/*
 * secret: a token's value, from the configuration, a file (0600, ours, no link), a command (argv,
 * no shell) or the environment. Never in argv, logs, core files or the
 * database.
 */
#ifndef CONF_SECRET_H
#define CONF_SECRET_H

#include "conf/conf.h"

enum { SECRET_BYTES = 512 };
struct secret {
	char value[SECRET_BYTES];
};

/* Order: token, token_file, token_command, $SHOPKEEPER_TOKEN_<NAME> or $SHOPKEEPER_SECRET_<NAME>,
 * <data_folder>/<name>.token.
 * ERR_LOGIN if there is none, ERR_CONF if a file is open to others or the command failed. Waits for a
 * command: who has keys to answer runs it beside (conf/secret_run.h). */
MUST_USE enum err secret_get(const struct conf *conf, const struct account *account,
	struct secret *secret, struct fault *fault);
bool secret_is_command(const struct account *account);
/* These bytes without blanks at their ends; ERR_LOGIN if nothing is left, ERR_CONF if they cannot be one. */
MUST_USE enum err secret_take(struct secret *secret, const char *bytes, size_t length, const char *from,
	struct fault *fault);
/* Keeps a token got from the server in <data_folder>/<name>.token, 0600, atomically. */
MUST_USE enum err secret_put(
	const struct conf *conf, const char *name, const char *value, struct fault *fault);
/* Removes that file; none is fine. */
MUST_USE enum err secret_remove(const struct conf *conf, const char *name, struct fault *fault);
/* How long a token_command may take: 5000; tests make it short. */
extern int secret_command_most_ms;
void secret_clear(struct secret *secret);
/* No core files, not dumpable, umask 077: the first thing main does. */
void secret_harden(void);

#endif
