/*
 * secret: where a token comes from, and how little of it stays behind. The only copies are the
 * caller's struct secret and, if the owner wrote it there, the configuration's. Read next:
 * conf/file.h, conf/secret_run.h.
 */
#include "conf/secret.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"
#include "conf/file.h"
#include "conf/secret_run.h"


void secret_clear(struct secret *secret)
{
	explicit_bzero(secret, sizeof *secret);
}

/* White space at both ends is dropped (files end in a line feed); inside it would break the header
 * line the token travels in. */
enum err secret_take(struct secret *secret, const char *bytes, size_t length, const char *from,
	struct fault *fault)
{
	size_t i;

	while (length > 0 && isspace((unsigned char)bytes[length - 1]))
		length--;
	for (; length > 0 && isspace((unsigned char)*bytes); length--)
		bytes++;
	if (length == 0)
		return fault_set(fault, ERR_LOGIN, _("The token from %s is empty."), from);
	if (length >= sizeof secret->value)
		return fault_set(fault, ERR_CONF, _("The token from %s is too long."), from);
	for (i = 0; i < length; i++)
		if (bytes[i] <= ' ' || bytes[i] > '~')
			return fault_set(fault, ERR_CONF,
				_("The token from %s holds a character that no token has."), from);
	memset(secret->value, 0, sizeof secret->value);
	memcpy(secret->value, bytes, length);
	return OK;
}

static enum err from_file(const char *path, struct secret *secret, struct fault *fault)
{
	static const struct file_rule rule = { .most_bytes = SECRET_BYTES, .is_private = true };
	struct arena arena = { 0 };
	struct file_text text;
	enum err err = file_read(path, &rule, &arena, &text, fault);

	if (err == OK)
		err = secret_take(secret, text.bytes, text.length, path, fault);
	if (text.bytes)
		explicit_bzero(text.bytes, text.length);
	arena_clear(&arena);
	return err;
}

/* ---- a command: who has nothing else to do waits for it */

static enum err from_command(const char *command, struct secret *secret, struct fault *fault)
{
	struct secret_run run;
	enum err err = secret_run_start(&run, command, false, fault);

	while (err == OK && (err = secret_run_hear(&run, secret, fault)) == ERR_BUSY) {
		struct pollfd wait = { .fd = run.in, .events = POLLIN };

		/* At a closed end of the pipe poll would not wait. */
		(void)poll(run.length > 0 ? NULL : &wait, run.length == 0, SECRET_LOOK_MS);
		err = OK;
	}
	return err;
}

/* ---- the order of places */

static const char *from_variable(const char *prefix, const char *name)
{
	char variable[64];
	size_t i;

	snprintf(variable, sizeof variable, "%s_%s", prefix, name);
	for (i = 0; variable[i]; i++)
		variable[i] = isalnum((unsigned char)variable[i])
				      ? (char)toupper((unsigned char)variable[i])
				      : '_';
	return getenv(variable);
}

/* A platform's app secret goes by its own name. */
static const char *from_environment(const char *name)
{
	const char *value = from_variable("SHOPKEEPER_TOKEN", name);

	return value && *value ? value : from_variable("SHOPKEEPER_SECRET", name);
}

static enum err from_data_folder(
	const struct conf *conf, const char *name, struct secret *secret, struct fault *fault)
{
	struct arena arena = { 0 };
	char *path = arena_print(&arena, "%s/%s.token", conf->data_folder, name);
	enum err err = from_file(path, secret, fault);

	if (err == ERR_NOTHING)
		err = fault_set(fault, ERR_LOGIN,
			_("There is no token for \"%s\" yet. Run shopkeeper setup, or set "
			  "token_file."),
			name);
	arena_clear(&arena);
	return err;
}

bool secret_is_command(const struct account *account)
{
	return account->token_command && !account->token && !account->token_file;
}

enum err secret_get(const struct conf *conf, const struct account *account, struct secret *secret,
	struct fault *fault)
{
	const char *value;
	enum err err;

	memset(secret, 0, sizeof *secret);
	if (account->token) {
		if (conf->file_is_open)
			return fault_set(fault, ERR_CONF,
				_("%s holds a token but others may read it: run chmod 600 on it."),
				conf->file);
		return secret_take(
			secret, account->token, strlen(account->token), "shopkeeper.conf", fault);
	}
	if (account->token_file) {
		err = from_file(account->token_file, secret, fault);
		return err == ERR_NOTHING
			       ? fault_set(fault, ERR_CONF, _("There is no file %s, where the secret should be."),
					 account->token_file)
			       : err;
	}
	if (secret_is_command(account))
		return from_command(account->token_command, secret, fault);
	value = from_environment(account->name);
	if (value && *value)
		return secret_take(secret, value, strlen(value), _("the environment"), fault);
	return from_data_folder(conf, account->name, secret, fault);
}

enum err secret_put(
	const struct conf *conf, const char *name, const char *value, struct fault *fault)
{
	struct arena arena = { 0 };
	struct secret secret;
	char *path, *file_name = arena_print(&arena, "%s.token", name);
	enum err err = secret_take(&secret, value, strlen(value), _("the supplier"), fault);

	if (err == OK)
		err = conf_data_path(conf, file_name, &arena, &path, fault);
	if (err == OK)
		err = file_write(path, secret.value, strlen(secret.value), fault);
	secret_clear(&secret);
	arena_clear(&arena);
	return err;
}

enum err secret_remove(const struct conf *conf, const char *name, struct fault *fault)
{
	struct arena arena = { 0 };
	const char *path = arena_print(&arena, "%s/%s.token", conf->data_folder, name);
	enum err err = OK;

	if (unlink(path) != 0 && errno != ENOENT)
		err = fault_set(
			fault, ERR_FAILED, _("Cannot remove %s: %s."), path, strerror(errno));
	arena_clear(&arena);
	return err;
}

void secret_harden(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	/* Neither can fail for lowering one's own limits; a kernel without prctl is still served.
	 */
	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* its leak check is a debugger, which this would keep out */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
