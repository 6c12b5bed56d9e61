/*
 * file: small files of the owner, opened so that a pipe, a device, a link or a huge file can
 * neither stop the program nor feed it: what is not a regular file of the expected size is refused
 * unread.
 */
#ifndef CONF_FILE_H
#define CONF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/fault.h"

struct file_rule {
	size_t most_bytes;
	bool is_private; /* ours, no link, closed to group and others */
};
struct file_text {
	char *bytes; /* in the arena, NUL after the last */
	size_t length;
	bool is_open; /* group or others may read it */
};

/* ERR_NOTHING if it does not exist, ERR_CONF if it breaks the rule; the sentence names the path. */
MUST_USE enum err file_read(const char *path, const struct file_rule *rule, struct arena *arena,
	struct file_text *text, struct fault *fault);
/* Old or new content, never half of it: a new file of mode 0600 beside it, synced, takes its place.
 */
MUST_USE enum err file_write(
	const char *path, const char *bytes, size_t length, struct fault *fault);
/* Makes the folder (and those above it) with mode 0700 if missing. */
MUST_USE enum err folder_make(const char *path, struct fault *fault);

#endif
