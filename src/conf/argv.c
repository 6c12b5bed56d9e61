/* argv: see argv.h. */
#include "conf/argv.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

size_t argv_split(char *line, char *arguments[ARGUMENTS_MOST + 1])
{
	size_t count = 0;
	char *to, quote;

	while (count < ARGUMENTS_MOST) {
		line += strspn(line, " \t");
		if (!*line)
			break;
		arguments[count++] = to = line;
		for (quote = 0; *line && (quote || (*line != ' ' && *line != '\t')); line++) {
			if (quote ? *line == quote : *line == '"' || *line == '\'')
				quote = quote ? 0 : *line;
			else
				*to++ = *line;
		}
		if (*line)
			line++;
		*to = '\0';
	}
	arguments[count] = NULL;
	return count;
}

static void direct(posix_spawn_file_actions_t *actions, int from, int to)
{
	if (from < 0)
		posix_spawn_file_actions_addopen(actions, to, "/dev/null", O_WRONLY, 0);
	else
		posix_spawn_file_actions_adddup2(actions, from, to);
}

int argv_start(char *const words[], const struct argv_ends *ends, bool apart,
	char *const environment[], pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	direct(&actions, ends->out, STDOUT_FILENO);
	direct(&actions, ends->err, STDERR_FILENO);
	posix_spawnattr_setflags(&attributes, apart ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP);
	failed = posix_spawnp(child, words[0], &actions, &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}
