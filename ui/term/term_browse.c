/*
 * term_browse: an address in the owner's browser: without a shell, silent, and not ended with this program.
 * Without a desktop nothing is started, unless she named a program: over SSH the browser would open where
 * she is not.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "conf/argv.h"
#include "term/term.h"

extern char **environ;

enum { CHILDREN_MOST = 16 };

static pid_t children[CHILDREN_MOST];

/* Gives back those that have ended; returns a free place, NULL if all still run. */
static pid_t *free_place(void)
{
	pid_t *place = NULL;

	for (int i = 0; i < CHILDREN_MOST; i++) {
		if (children[i] > 0 && waitpid(children[i], NULL, WNOHANG) != 0)
			children[i] = 0;
		if (children[i] == 0)
			place = &children[i];
	}
	return place;
}

static bool has_desktop(void)
{
	const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");

	return (x11 && *x11) || (wayland && *wayland);
}

bool term_browse(const char *command, const char *address)
{
	struct arena arena = { 0 };
	char *words[ARGUMENTS_MOST + 2];
	pid_t *place = free_place();
	size_t count;
	bool started;

	if (!*command && !has_desktop())
		return false;
	count = argv_split(arena_text(&arena, *command ? command : "xdg-open"), words);
	words[count] = arena_text(&arena, address);
	words[count + 1] = NULL;
	/* xdg-open knows no "--": what looks like an option must not get there. */
	started = count > 0 && place && address[0] != '-' &&
		argv_start(words, &(struct argv_ends){ -1, -1 }, true, environ, place) == 0;
	arena_clear(&arena);
	return started;
}
