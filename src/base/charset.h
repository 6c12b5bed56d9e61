/*
 * charset: whole files from elsewhere as UTF-8. Platforms and spreadsheets write UTF-8 (with
 * or without a byte order mark), UTF-16 with one, and GBK. The bytes are decoded, not
 * cleaned: text_take does that.
 */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include <stddef.h>
#include "base/arena.h"

struct charset_text {
	char *bytes;
	size_t length;
};

/* In the arena, NUL after the last byte and none before, without a byte order mark. What is not
 * UTF-8 and has no mark is taken for GB18030 (which holds GBK). ERR_DECODE: it is none of these. */
MUST_USE enum err charset_take(struct arena *arena, const char *bytes, size_t length,
	struct charset_text *text, struct fault *fault);

#endif
