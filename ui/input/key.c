/*
 * key: reading and folding key names. The names stand in one table; `<C-x>` is made by rule. What
 * keys mean is in action.c. Read next: input/action.h.
 */
#include "input/key.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const char *const named[] = { "<Enter>", "<Esc>", "<Tab>", "<S-Tab>", "<Space>", "<BackSpace>",
	"<Delete>", "<Insert>", "<Up>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>", "<PageUp>",
	"<PageDown>", "<F1>", "<F2>", "<F3>", "<F4>", "<F5>", "<F6>", "<F7>", "<F8>", "<F9>", "<F10>",
	"<F11>", "<F12>", "<Resize>", "<Paste>", "<Click>", "<WheelUp>", "<WheelDown>", "<End-Program>" };

/* Control characters that every terminal sends for a key of its own, so that both are one key. */
static const struct {
	char letter;
	const char *name;
} same[] = { { 'm', "<Enter>" }, { 'j', "<Enter>" }, { 'i', "<Tab>" }, { 'h', "<BackSpace>" },
	{ '[', "<Esc>" } };

/* Signs that a Chinese keyboard types where an English one has another; the full-width forms of
 * ASCII (U+FF01..U+FF5E) need no table. */
static const struct {
	const char *typed, *key;
} folds[] = { { "、", "/" }, { "。", "." }, { "·", "`" }, { "￥", "$" }, { "《", "<" }, { "》", ">" },
	{ "【", "[" }, { "】", "]" }, { "「", "{" }, { "」", "}" }, { "“", "\"" }, { "”", "\"" },
	{ "‘", "'" }, { "’", "'" }, { "—", "-" }, { "…", "^" }, { "\u3000", "<Space>" } };

static void set_name(struct key *key, const char *name, size_t length)
{
	length = length < sizeof key->name ? length : sizeof key->name - 1;
	memcpy(key->name, name, length);
	key->name[length] = '\0';
}

static size_t read_control(const char *text, struct key *key)
{
	char letter;
	size_t i;

	if (strncasecmp(text, "<C-", 3) != 0 || text[3] == '\0' || text[4] != '>')
		return 0;
	letter = text[3];
	if (letter >= 'A' && letter <= 'Z')
		letter = (char)(letter - 'A' + 'a');
	if (!(letter >= 'a' && letter <= 'z') && !strchr("[\\]^_@", letter))
		return 0;
	snprintf(key->name, sizeof key->name, "<C-%c>", letter);
	for (i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i].letter == letter)
			set_name(key, same[i].name, strlen(same[i].name));
	return 5;
}

static size_t read_named(const char *text, struct key *key)
{
	size_t i, length;

	for (i = 0; i < sizeof named / sizeof *named; i++) {
		length = strlen(named[i]);
		if (strncasecmp(text, named[i], length) != 0)
			continue;
		set_name(key, named[i], length);
		if (strcmp(named[i], "<Space>") == 0)
			memcpy(key->typed, " ", 2);
		return length;
	}
	return read_control(text, key);
}

/* U+FF01..U+FF5E is EF BC 81 .. EF BD 9E. */
static char half_width(const char *step)
{
	const unsigned char *bytes = (const unsigned char *)step;
	unsigned c;

	if (bytes[0] != 0xEF || (bytes[1] != 0xBC && bytes[1] != 0xBD))
		return '\0';
	c = 0xF000U | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
	return c >= 0xFF01 && c <= 0xFF5E ? (char)(c - 0xFF01 + '!') : '\0';
}

static void fold(struct key *key)
{
	char half = half_width(key->name);
	size_t i;

	if (half) {
		snprintf(key->name, sizeof key->name, "%c", half);
		return;
	}
	for (i = 0; i < sizeof folds / sizeof *folds; i++)
		if (strcmp(key->name, folds[i].typed) == 0) {
			set_name(key, folds[i].key, strlen(folds[i].key));
			return;
		}
	/* Two columns and no fold: a character of an input method. Letters of
	 * other scripts are one wide. */
	key->input_method = text_cols(key->name) == 2;
}

size_t key_read(const char *text, struct key *key)
{
	size_t length;
	int cols;

	*key = (struct key){ .row = -1, .col = -1 };
	if (text[0] == '<') {
		length = read_named(text, key);
		if (length > 0)
			return length;
	}
	if (text[0] == ' ')
		return read_named("<Space>", key) > 0;
	length = text_next(text, &cols);
	if (length == 0 || length >= KEY_NAME || !text_is_utf8(text, length) ||
		(cols < 1 && length < 2))
		return 0;
	set_name(key, text, length);
	memcpy(key->typed, key->name, sizeof key->typed);
	if (length > 1)
		fold(key);
	return length;
}

bool key_is_text(const struct key *key)
{
	return key->typed[0] != '\0';
}

bool key_is(const struct key *key, const char *name)
{
	return strcmp(key->name, name) == 0;
}
