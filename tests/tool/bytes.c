/*
 * bytes: reading a file whole, or saying why not.
 */
#include "tool/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool bytes_read(const char *path, char *bytes, size_t most, size_t *length)
{
	FILE *file = fopen(path, "rb");
	const char *why = NULL;

	*length = file ? fread(bytes, 1, most - 1, file) : 0;
	if (!file || ferror(file))
		why = strerror(errno);
	bytes[*length] = '\0';
	if (file)
		fclose(file);
	if (why)
		fprintf(stderr, "%s cannot be read: %s\n", path, why);
	return !why;
}
