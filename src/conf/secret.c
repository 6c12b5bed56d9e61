/*
 * secret: where a token comes from, and how little of it stays behind. The only copies are the
 * caller's struct secret and, if the owner wrote it there, the configuration's. Read next:
 * conf/file.h.
 */
#include "conf/secret.h"

#include "conf/argv.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"
#include "conf/file.h"


extern char **environ;

int secret_command_most_ms = 5000;

void secret_clear(struct secret *secret)
{
	explicit_bzero(secret, sizeof *secret);
}

/* White space at both ends is dropped (files end in a line feed); inside it would break the header
 * line the token travels in. */
static enum err take(struct secret *secret, const char *bytes, size_t length, const char *from,
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
		err = take(secret, text.bytes, text.length, path, fault);
	if (text.bytes)
		explicit_bzero(text.bytes, text.length);
	arena_clear(&arena);
	return err;
}

/* ---- a command (conf/argv.h) */

static enum err start(char **arguments, int out, pid_t *child, struct fault *fault)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	/* A group of its own, so that what it started can be ended with it. */
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	failed = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	if (failed)
		return fault_set(fault, ERR_CONF, _("Cannot run token_command %s: %s."),
			arguments[0], strerror(failed));
	return OK;
}

/* What it says until it closes its output, at most `size` bytes and until `end_ms`; -1: too late.
 */
static ssize_t hear(int in, char *bytes, size_t size, int64_t end_ms)
{
	size_t length = 0;

	while (length < size) {
		struct pollfd wait = { .fd = in, .events = POLLIN };
		int64_t left_ms = end_ms - clock_steady_ms();
		ssize_t got;

		if (left_ms <= 0)
			return -1;
		if (poll(&wait, 1, (int)left_ms) <= 0)
			continue;
		got = read(in, bytes + length, size - length);
		if (got == 0 || (got < 0 && errno != EINTR))
			break;
		if (got > 0)
			length += (size_t)got;
	}
	return (ssize_t)length;
}

/* Its own status as long as it ends in time; one that closed its output but stays is ended. */
static bool ends_well(pid_t child, bool in_time)
{
	int status = 1;

	if (!in_time)
		kill(-child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return in_time && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The child's end shows on a pipe that only it holds open: no timer, no signal handler. */
static enum err run(char **arguments, struct secret *secret, struct fault *fault)
{
	char bytes[SECRET_BYTES + 2];
	ssize_t length = -1;
	int ends[2];
	pid_t child;
	enum err err;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault_set(
			fault, ERR_FAILED, _("Cannot run token_command: %s."), strerror(errno));
	err = start(arguments, ends[1], &child, fault);
	close(ends[1]);
	if (err == OK) {
		length = hear(
			ends[0], bytes, sizeof bytes, clock_steady_ms() + secret_command_most_ms);
		if (!ends_well(child, length >= 0 && (size_t)length < sizeof bytes))
			err = fault_set(fault, ERR_CONF,
				length < 0
					? _("token_command %s did not answer in time.")
					: _("token_command %s failed: run it by hand to see why."),
				arguments[0]);
	}
	close(ends[0]);
	if (err == OK)
		err = take(secret, bytes, (size_t)length, arguments[0], fault);
	explicit_bzero(bytes, sizeof bytes);
	return err;
}

static enum err from_command(const char *command, struct secret *secret, struct fault *fault)
{
	struct arena arena = { 0 };
	char *arguments[ARGUMENTS_MOST + 1];
	enum err err;

	if (argv_split(arena_text(&arena, command), arguments) == 0)
		err = fault_set(fault, ERR_CONF, _("token_command is empty."));
	else
		err = run(arguments, secret, fault);
	arena_clear(&arena);
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
		return take(
			secret, account->token, strlen(account->token), "shopkeeper.conf", fault);
	}
	if (account->token_file) {
		err = from_file(account->token_file, secret, fault);
		return err == ERR_NOTHING
			       ? fault_set(fault, ERR_CONF, _("There is no token_file %s."),
					 account->token_file)
			       : err;
	}
	if (account->token_command)
		return from_command(account->token_command, secret, fault);
	value = from_environment(account->name);
	if (value && *value)
		return take(secret, value, strlen(value), _("the environment"), fault);
	return from_data_folder(conf, account->name, secret, fault);
}

enum err secret_put(
	const struct conf *conf, const char *name, const char *value, struct fault *fault)
{
	struct arena arena = { 0 };
	struct secret secret;
	char *path, *file_name = arena_print(&arena, "%s.token", name);
	enum err err = take(&secret, value, strlen(value), _("the supplier"), fault);

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
