/* bytes: whole files, for the tools that try one by hand. */
#ifndef TOOL_BYTES_H
#define TOOL_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the file into `bytes` of `most`, a NUL behind it (what is longer is cut there: readers refuse far
 * less); false, and a sentence on stderr, if it cannot be read. */
bool bytes_read(const char *path, char *bytes, size_t most, size_t *length);

#endif
