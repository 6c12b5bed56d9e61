/*
 * json_guard: one pass over the bytes of an answer. It does not parse: brackets, commas and names
 * are cJSON's, and so are the escapes but for \u. Read next: json.c.
 */
#include "net/json_guard.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "net/json.h"

struct guard {
	const char *at, *end; /* still to read */
	const char *start;
	char *out;
	int depth;
	long nodes;
	struct fault *fault;
};

static enum err refuse(struct guard *guard)
{
	return fault_set(guard->fault, ERR_DECODE, _("The answer is not valid JSON (at byte %zu)."),
		(size_t)(guard->at - guard->start) + 1);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool has(const struct guard *guard, const char *at)
{
	return at < guard->end;
}

static const char *skip_digits(const struct guard *guard, const char *at)
{
	while (has(guard, at) && is_digit(*at))
		at++;
	return at;
}

/* The end of "e+12"; NULL if it is malformed or beyond what a double can hold: 1e999 is infinite to
 * others. Below that it is a number, if a silly one, and spoils its own field only. */
static const char *skip_exponent(const struct guard *guard, const char *at)
{
	enum { DIGITS_MOST = 3, EXPONENT_MOST = 308 };
	const char *digits;
	int value = 0;

	if (!has(guard, at) || (*at != 'e' && *at != 'E'))
		return at;
	at++;
	if (has(guard, at) && (*at == '+' || *at == '-'))
		at++;
	digits = at;
	at = skip_digits(guard, at);
	if (at == digits || at - digits > DIGITS_MOST)
		return NULL;
	for (; digits < at; digits++)
		value = value * 10 + (*digits - '0');
	return value > EXPONENT_MOST ? NULL : at;
}

/* The end of the number that starts at guard->at, NULL if JSON knows no such number. */
static const char *number_end(const struct guard *guard)
{
	const char *at = guard->at + (*guard->at == '-'), *digits = at;

	at = skip_digits(guard, at);
	if (at == digits || (*digits == '0' && at - digits > 1))
		return NULL;
	if (has(guard, at) && *at == '.') {
		digits = ++at;
		at = skip_digits(guard, at);
		if (at == digits)
			return NULL;
	}
	return skip_exponent(guard, at);
}

static enum err take_number(struct guard *guard)
{
	const char *end = number_end(guard), *after;
	size_t length;

	/* What follows must not be a name's colon: {1:2} would pass once the 1 is a text. */
	for (after = end; after && has(guard, after) && is_blank(*after);)
		after++;
	if (!after || (has(guard, after) && !strchr(",]}", *after)))
		return refuse(guard);
	length = (size_t)(end - guard->at);
	*guard->out++ = '"';
	*guard->out++ = JSON_GUARD_NUMBER;
	memcpy(guard->out, guard->at, length);
	guard->out += length;
	*guard->out++ = '"';
	guard->at = end;
	guard->nodes++;
	return OK;
}

/* The value of \uXXXX at `at`, -1 if there is none. */
static int unicode_escape(const struct guard *guard, const char *at)
{
	int value = 0, i;

	if (guard->end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef", *found = strchr(digits, at[i] | 0x20);

		/* |0x20 makes letters small but turns some control bytes into digits. */
		if (!found || !at[i] || (unsigned char)at[i] < '0')
			return -1;
		value = value * 16 + (int)(found - digits);
	}
	return value;
}

static void copy(struct guard *guard, size_t length)
{
	memcpy(guard->out, guard->at, length);
	guard->out += length;
	guard->at += length;
}

static enum err take_escape(struct guard *guard)
{
	int value = unicode_escape(guard, guard->at), second;

	if (guard->end - guard->at < 2 || (guard->at[1] == 'u' && value <= 0))
		return refuse(guard);
	if (value >= 0xD800 && value <= 0xDFFF) {
		second = unicode_escape(guard, guard->at + 6);
		if (value <= 0xDBFF && second >= 0xDC00 && second <= 0xDFFF) {
			copy(guard, 12);
			return OK;
		}
		/* Half of an emoji: servers cut titles by UTF-16 units. */
		memcpy(guard->out, "\\ufffd", 6);
		guard->out += 6;
		guard->at += 6;
		return OK;
	}
	copy(guard, value > 0 ? 6 : 2);
	return OK;
}

static enum err take_string(struct guard *guard)
{
	enum err err = OK;

	guard->nodes++;
	copy(guard, 1);
	while (err == OK && has(guard, guard->at) && *guard->at != '"') {
		if ((unsigned char)*guard->at < ' ')
			return refuse(guard);
		if (*guard->at == '\\')
			err = take_escape(guard);
		else
			copy(guard, 1);
	}
	if (err != OK || !has(guard, guard->at))
		return err == OK ? refuse(guard) : err;
	copy(guard, 1);
	return OK;
}

static enum err take_other(struct guard *guard)
{
	char c = *guard->at;

	if ((unsigned char)c < ' ' && !is_blank(c))
		return refuse(guard);
	guard->depth += (c == '{' || c == '[') - (c == '}' || c == ']');
	/* Values, not names: the text before a colon was counted as a value. */
	guard->nodes += c == '{' || c == '[' || c == 't' || c == 'f' || c == 'n';
	guard->nodes -= c == ':';
	copy(guard, 1);
	if (guard->depth > JSON_MOST_DEPTH)
		return fault_set(guard->fault, ERR_LIMIT,
			_("The answer is nested deeper than %d levels."), JSON_MOST_DEPTH);
	return OK;
}

static enum err take_all(struct guard *guard)
{
	enum err err = OK;

	while (err == OK && has(guard, guard->at)) {
		if (*guard->at == '"')
			err = take_string(guard);
		else if (*guard->at == '-' || is_digit(*guard->at))
			err = take_number(guard);
		else
			err = take_other(guard);
		if (err == OK && guard->nodes > JSON_MOST_NODES)
			err = fault_set(guard->fault, ERR_LIMIT,
				_("The answer has more than %d values."), JSON_MOST_NODES);
	}
	return err;
}

enum err json_guard(const char *bytes, size_t length, char **guarded, size_t *guarded_length,
	struct fault *fault)
{
	struct guard guard = { .at = bytes, .start = bytes, .end = bytes + length, .fault = fault };
	size_t numbers;
	enum err err;
	char *out;

	if (length > JSON_MOST_BYTES)
		return fault_set(fault, ERR_LIMIT, _("The answer is larger than %d KiB."),
			JSON_MOST_BYTES / 1024);
	if (!text_is_utf8(bytes, length))
		return fault_set(fault, ERR_DECODE, _("The answer is not valid UTF-8."));
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		guard.at += 3;
	/* Two quotes and a mark for each number; between two numbers there is another byte. */
	numbers = length / 2 + 1 < JSON_MOST_NODES + 2 ? length / 2 + 1 : JSON_MOST_NODES + 2;
	out = guard.out = malloc(length + 3 * numbers + 1);
	if (!out)
		arena_out_of_memory();
	err = take_all(&guard);
	if (err != OK) {
		free(out);
		return err;
	}
	*guard.out = '\0';
	*guarded = out;
	*guarded_length = (size_t)(guard.out - out);
	return OK;
}
