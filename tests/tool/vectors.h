/* vectors: files of signatures computed by others, checked with an adapter's own signing code. */
#ifndef TOOL_VECTORS_H
#define TOOL_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Checks every vector of a file; prints one line for each that does not agree, and a last one with the
 * count. A vector: "id", "sign" and "params" (or "system_params" and "body"), with "secret" and
 * "sign_method" beside them or beside the list for all. The lists are "vectors" and "cases"; others
 * belong to other platforms. False if one does not agree, or there is none, or the supplier is unknown
 * or does not sign. */
bool vectors_check(const char *supplier, const char *bytes, size_t length, FILE *out);

#endif
