/*
 * answer_markup: plain words out of texts that were written for web pages: tags go, the entities of XML,
 * numbers and &nbsp; become what they stand for. What comes out is cleaned like every other text.
 */
#include "supplier/answer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* One past the end of a tag that begins at `text`; NULL if none does ("5 < 6"). */
static const char *after_tag(const char *text)
{
	const char *end;

	if (!isalpha((unsigned char)text[1]) && text[1] != '/' && text[1] != '!')
		return NULL;
	end = strchr(text, '>');
	return end ? end + 1 : NULL;
}

static char *put_utf8(char *out, unsigned long c)
{
	if (c < 0x80) {
		*out++ = (char)c;
	} else if (c < 0x800) {
		*out++ = (char)(0xC0 | c >> 6);
		*out++ = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		*out++ = (char)(0xE0 | c >> 12);
		*out++ = (char)(0x80 | (c >> 6 & 0x3F));
		*out++ = (char)(0x80 | (c & 0x3F));
	} else {
		*out++ = (char)(0xF0 | c >> 18);
		*out++ = (char)(0x80 | (c >> 12 & 0x3F));
		*out++ = (char)(0x80 | (c >> 6 & 0x3F));
		*out++ = (char)(0x80 | (c & 0x3F));
	}
	return out;
}

/* XML's, and those that editors and themes put into names most often. */
static const struct {
	const char *name;
	unsigned long c;
} entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
	{ "nbsp", ' ' }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 },
	{ "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C }, { "rdquo", 0x201D },
	{ "laquo", 0xAB }, { "raquo", 0xBB }, { "bull", 0x2022 }, { "middot", 0xB7 },
	{ "times", 0xD7 }, { "deg", 0xB0 }, { "euro", 0x20AC }, { "pound", 0xA3 }, { "yen", 0xA5 },
	{ "cent", 0xA2 }, { "copy", 0xA9 }, { "reg", 0xAE }, { "trade", 0x2122 },
	{ "frac12", 0xBD }, { "eacute", 0xE9 }, { "egrave", 0xE8 }, { "agrave", 0xE0 },
	{ "auml", 0xE4 }, { "ouml", 0xF6 }, { "uuml", 0xFC }, { "szlig", 0xDF },
	{ "ccedil", 0xE7 }, { "ntilde", 0xF1 },
};

/* The character of "amp", "#8211" or "#x2013"; 0 if it stands for none. */
static unsigned long character_of(const char *name, size_t length)
{
	char digits[10];
	bool hex = length > 1 && (name[1] == 'x' || name[1] == 'X');
	size_t i, skip = hex ? 2 : 1;
	unsigned long c;

	for (i = 0; i < sizeof entities / sizeof *entities; i++)
		if (strlen(entities[i].name) == length && !memcmp(entities[i].name, name, length))
			return entities[i].c;
	if (*name != '#' || length <= skip || length - skip >= sizeof digits)
		return 0;
	memcpy(digits, name + skip, length - skip);
	digits[length - skip] = '\0';
	if (strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789") != length - skip)
		return 0;
	c = strtoul(digits, NULL, hex ? 16 : 10);
	return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

/* One past the ';' of an entity that begins at `text`, and its character; NULL if none does. */
static const char *after_entity(const char *text, unsigned long *c)
{
	size_t length = strcspn(text + 1, ";& <");

	if (text[1 + length] != ';' || length == 0)
		return NULL;
	*c = character_of(text + 1, length);
	return *c ? text + length + 2 : NULL;
}

/* Cleaned white space is single spaces: at most one stands at each end. */
static char *without_ends(char *plain)
{
	size_t length;

	plain += *plain == ' ';
	length = strlen(plain);
	if (length > 0 && plain[length - 1] == ' ')
		plain[length - 1] = '\0';
	return plain;
}

const char *answer_plain(const struct json *json, struct arena *arena, size_t most)
{
	const char *text = json_raw(json), *after;
	unsigned long c;
	char *plain, *out;

	if (!text)
		return json_text(json, arena, most);
	/* Nothing becomes longer than what it stood as. */
	plain = out = arena_take(arena, strlen(text) + 1);
	while (*text) {
		if (*text == '<' && (after = after_tag(text))) {
			*out++ = ' ';
			text = after;
		} else if (*text == '&' && (after = after_entity(text, &c))) {
			out = put_utf8(out, c);
			text = after;
		} else {
			*out++ = *text++;
		}
	}
	plain = text_take(arena, plain, (size_t)(out - plain), most, NULL);
	return without_ends(plain);
}
