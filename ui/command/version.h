/* version: which libraries run here, for --version and doctor. */
#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H

#include "base/arena.h"

struct version_row {
	const char *name, *version;
};
/* Rows in the arena; returns how many. */
size_t version_load(struct arena *arena, struct version_row **rows);

#endif
