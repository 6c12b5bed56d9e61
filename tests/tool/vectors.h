/* vectors: files of signatures computed by others, checked with an adapter's own signing code. */
#ifndef TOOL_VECTORS_H
#define TOOL_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct supplier;

/* A supplier that signs; NULL, and a line on `out` with those that there are. */
const struct supplier *vectors_supplier(const char *id, FILE *out);
/* Checks every vector of a file; prints one line for each that does not agree, and a last one with the
 * count. A vector: "id", "sign" and "params" (or "system_params" and "body"), with "secret" and
 * "sign_method" beside them or beside the list for all. The lists are "vectors" and "cases" (others
 * belong to other platforms), or the file itself is the list. False if one does not agree, or there is none. */
bool vectors_check(
	const struct supplier *supplier, const char *bytes, size_t length, FILE *out);

#endif
