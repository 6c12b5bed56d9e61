/*
 * fault: filling a fault, and what its code means to a shell and to a log.
 * The words are the caller's; nothing is printed here. Read next: base/words.h.
 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct {
	const char *name;
	int exit_code;
} errs[] = {
	[OK] = { "ok", 0 },
	[ERR_FAILED] = { "failed", 1 },
	[ERR_USAGE] = { "usage", 2 },
	[ERR_CONF] = { "configuration", 2 },
	[ERR_NOTHING] = { "nothing", 3 },
	[ERR_LOGIN] = { "login", 4 },
	[ERR_NET] = { "network", 5 },
	[ERR_BUSY] = { "busy", 6 },
	[ERR_PARTLY] = { "partly", 7 },
	[ERR_DECODE] = { "decode", 1 },
	[ERR_LIMIT] = { "limit", 1 },
	[ERR_STORE] = { "store", 1 },
	[ERR_REFUSED] = { "refused", 1 },
	[ERR_CLOCK] = { "clock", 1 },
};

/* The words may quote a server or a file name: only clean text, and only whole characters of it. */
static void put_clean(struct fault *fault, const char *text)
{
	struct arena arena = { 0 };
	char *cleaned = text_take(&arena, text, strlen(text), sizeof fault->text, NULL);
	size_t length = strlen(cleaned);

	if (length >= sizeof fault->text)
		length = sizeof fault->text - 1;
	while (length > 0 && ((unsigned char)cleaned[length] & 0xC0) == 0x80)
		length--;
	memcpy(fault->text, cleaned, length);
	fault->text[length] = '\0';
	arena_clear(&arena);
}

enum err fault_set(struct fault *fault, enum err code, const char *format, ...)
{
	/* Longer than what is kept; apart, for the words may quote the same fault. */
	char text[2 * sizeof fault->text];
	va_list args;

	if (!fault)
		return code;
	va_start(args, format);
	if (vsnprintf(text, sizeof text, format, args) < 0)
		text[0] = '\0';
	va_end(args);
	fault->code = code;
	fault->retry_s = 0;
	fault->server[0] = '\0';
	put_clean(fault, text);
	return code;
}

int err_exit_code(enum err code)
{
	return (size_t)code < sizeof errs / sizeof *errs ? errs[code].exit_code : 1;
}

const char *err_name(enum err code)
{
	return (size_t)code < sizeof errs / sizeof *errs ? errs[code].name : "unknown";
}
