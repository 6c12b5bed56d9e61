/*
 * json_guard: what must be true of an answer's bytes before cJSON may see them, and what is mended
 * on the way. Used by json.c only.
 */
#ifndef NET_JSON_GUARD_H
#define NET_JSON_GUARD_H

#include <stddef.h>
#include "base/fault.h"

/* Opens each text that was a number: no UTF-8 text and no escape can hold this byte. */
#define JSON_GUARD_NUMBER '\xFF'

/* A copy for the parser, with a NUL behind `guarded_length` bytes; the caller frees it. Refused:
 * more than json.h allows, bad UTF-8, control bytes, \u0000, numbers that JSON does not know.
 * Mended: a leading byte order mark goes, half a surrogate pair becomes U+FFFD, and every number
 * becomes a text of its exact digits behind JSON_GUARD_NUMBER, so that none is ever rounded. */
MUST_USE enum err json_guard(const char *bytes, size_t length, char **guarded,
	size_t *guarded_length, struct fault *fault);

#endif
