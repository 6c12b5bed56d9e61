/*
 * screen_keys: what a person types, and what they wait to see, in words; built on screen.c.
 * Sequences are xterm's.
 */
#include "screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* ---- keys */

static const struct {
	const char *name, *bytes;
} named[] = {
	{ "Enter", "\r" },
	{ "Esc", "\033" },
	{ "Tab", "\t" },
	{ "BackTab", "\033[Z" },
	{ "Backspace", "\177" },
	{ "Delete", "\033[3~" },
	{ "Insert", "\033[2~" },
	{ "PageUp", "\033[5~" },
	{ "PageDown", "\033[6~" },
	{ "Space", " " },
	{ "lt", "<" },
	{ "F1", "\033OP" },
	{ "F2", "\033OQ" },
	{ "F3", "\033OR" },
	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
	{ "F10", "\033[21~" },
	{ "F11", "\033[23~" },
	{ "F12", "\033[24~" },
	/* "\033[" becomes "\033O" when the program has set mode 1 */
	{ "Up", "\033[A" },
	{ "Down", "\033[B" },
	{ "Right", "\033[C" },
	{ "Left", "\033[D" },
	{ "Home", "\033[H" },
	{ "End", "\033[F" },
};

static void type_named(struct screen *screen, const char *name, size_t length)
{
	if (length == 3 && !strncmp(name, "C-", 2)) {
		char control = (char)(name[2] & 0x1f);
		screen_send(screen, &control, 1);
		return;
	}
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (strlen(named[i].name) != length || strncmp(named[i].name, name, length))
			continue;
		char bytes[8];
		snprintf(bytes, sizeof(bytes), "%s", named[i].bytes);
		if (strlen(bytes) == 3 && bytes[1] == '[' && bytes[2] != 'Z' &&
			screen_mode(screen, 1))
			bytes[1] = 'O';
		screen_send(screen, bytes, strlen(bytes));
		return;
	}
	fail_msg("no key <%.*s>", (int)length, name);
}

void screen_type(struct screen *screen, const char *keys)
{
	while (*keys) {
		size_t plain = strcspn(keys, "<");
		screen_send(screen, keys, plain);
		keys += plain;
		const char *end = strchr(keys, '>');
		if (!*keys)
			return;
		if (!end)
			fail_msg("a key without '>': %s", keys);
		type_named(screen, keys + 1, (size_t)(end - keys - 1));
		keys = end + 1;
	}
}

void screen_paste(struct screen *screen, const char *text)
{
	bool bracketed = screen_mode(screen, 2004);
	if (bracketed)
		screen_send(screen, "\033[200~", 6);
	screen_send(screen, text, strlen(text));
	if (bracketed)
		screen_send(screen, "\033[201~", 6);
}

void screen_click(struct screen *screen, int row, int col)
{
	char bytes[64];
	if (!screen_mode(screen, 1000) && !screen_mode(screen, 1002) && !screen_mode(screen, 1003))
		return;
	if (screen_mode(screen, 1006))
		snprintf(bytes, sizeof(bytes), "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1,
			col + 1, row + 1);
	else
		snprintf(bytes, sizeof(bytes), "\033[M %c%c\033[M#%c%c", col + 33, row + 33,
			col + 33, row + 33);
	screen_send(screen, bytes, strlen(bytes));
}

/* ---- waiting for text */

bool screen_shows(struct screen *screen, const char *text)
{
	return strstr(screen_text(screen), text) != NULL;
}

static bool shows(struct screen *screen, const void *text)
{
	return screen_shows(screen, text);
}

static bool hides(struct screen *screen, const void *text)
{
	return !screen_shows(screen, text);
}

struct match {
	regex_t pattern;
	int row;
};

static bool row_matches(struct screen *screen, const void *with)
{
	const struct match *match = with;
	int first = match->row < 0 ? 0 : match->row;
	int end = match->row < 0 ? screen_rows(screen) : match->row + 1;
	for (int row = first; row < end; row++)
		if (!regexec(&match->pattern, screen_row(screen, row), 0, NULL, 0))
			return true;
	return false;
}

bool screen_wait_text(struct screen *screen, const char *text, int within_ms)
{
	return screen_wait(screen, shows, text, within_ms);
}

bool screen_wait_gone(struct screen *screen, const char *text, int within_ms)
{
	return screen_wait(screen, hides, text, within_ms);
}

bool screen_wait_row(struct screen *screen, int row, const char *pattern, int within_ms)
{
	struct match match = { .row = row };
	if (regcomp(&match.pattern, pattern, REG_EXTENDED | REG_NOSUB))
		fail_msg("not a regular expression: %s", pattern);
	bool found = screen_wait(screen, row_matches, &match, within_ms);
	regfree(&match.pattern);
	return found;
}

/* ---- demands */

static void complain(struct screen *screen, const char *what, const char *of)
{
	print_error("%s", screen_text(screen));
	fail_msg("%s: %s (the screen is above)", what, of);
}

void screen_must_show(struct screen *screen, const char *text)
{
	if (!screen_wait_text(screen, text, SCREEN_PATIENCE_MS))
		complain(screen, "not on the screen", text);
}

void screen_must_hide(struct screen *screen, const char *text)
{
	if (!screen_wait_gone(screen, text, SCREEN_PATIENCE_MS))
		complain(screen, "still on the screen", text);
}

void screen_must_match(struct screen *screen, int row, const char *pattern)
{
	if (!screen_wait_row(screen, row, pattern, SCREEN_PATIENCE_MS))
		complain(screen, "no such row", pattern);
}

void screen_must_end(struct screen *screen, int exit_code)
{
	int status;
	if (!screen_wait_end(screen, &status, SCREEN_PATIENCE_MS))
		complain(screen, "has not ended", "the program");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != exit_code) {
		char ended[80];
		snprintf(ended, sizeof(ended), "by %s %d instead of exit code %d",
			WIFEXITED(status) ? "exit code" : "signal",
			WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), exit_code);
		complain(screen, "ended", ended);
	}
	if (screen_unrestored(screen))
		complain(screen, "the terminal is not as before", screen_unrestored(screen));
}
