/* links_file: a table of links as a file for spreadsheets (RFC 4180). */
#ifndef SCREEN_LINKS_FILE_H
#define SCREEN_LINKS_FILE_H

#include "desk/convert.h"
#include "screen/screen.h"

/* Into the data folder, 0600; `where` gets its path, in the arena. Nothing is replaced but an earlier file of
 * the same minute. */
MUST_USE enum err links_file_save(const struct face *face, const struct conversion *rows,
	const char *const *titles, size_t count, struct arena *arena, char **where, struct fault *fault);

#endif
