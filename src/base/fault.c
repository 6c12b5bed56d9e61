/*
 * fault: filling a fault, and what its code means to a shell and to a log.
 * The words are the caller's; nothing is printed here. Read next: base/words.h.
 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
};

/* vsnprintf may have cut within a character: drop the part of it that is left. */
static void drop_split_character(char *text)
{
	size_t end = strlen(text), lead = end;
	unsigned char byte;
	size_t needed;

	while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0)
		return;
	byte = (unsigned char)text[--lead];
	needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
	if (end - lead < needed)
		text[lead] = '\0';
}

enum err fault_set(struct fault *fault, enum err code, const char *format, ...)
{
	char text[sizeof fault->text];
	va_list args;

	if (!fault)
		return code;
	/* Into a copy: the words may quote the text of the very same fault. */
	va_start(args, format);
	if (vsnprintf(text, sizeof text, format, args) < 0)
		text[0] = '\0';
	va_end(args);
	drop_split_character(text);
	fault->code = code;
	fault->retry_s = 0;
	fault->server[0] = '\0';
	memcpy(fault->text, text, sizeof text);
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
