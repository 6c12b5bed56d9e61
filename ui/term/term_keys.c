/*
 * term_keys: what comes in, as keys with names: signals, pasted text as one key, the mouse, and the
 * answers to the questions we asked, which are no keys. An answer that comes late does no harm: it
 * is known by its form whenever it comes. Read next: input/key.h.
 */
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"
#include "term/term_facts.h"
#include "term/term_modes.h"
#include "term/term_parts.h"

enum { PASTE_MOST = 64 * 1024, REST_MS = 300, REST_MOST = 64, SLOW_MS = 250 };

static struct {
	char *paste;
	struct code ahead; /* read already, comes next */
	bool asked, answered, ended;
	int64_t asked_ms;
} keys;

/* ---- what follows a beginning */

static struct code take_next(void)
{
	struct code code = keys.ahead;

	keys.ahead = (struct code){ .kind = CODE_NONE };
	return code.kind != CODE_NONE ? code : term_code();
}

/* The next code of something that has begun; waits a moment for it. */
static struct code next_code(void)
{
	struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };
	struct code code = take_next();

	if (code.kind == CODE_NONE && poll(&wait, 1, REST_MS) > 0)
		code = term_code();
	return code;
}

/* ASCII up to one of `ends`, which is kept; ends with what does not belong there. */
static void read_rest(char rest[REST_MOST], const char *ends)
{
	size_t length = 0;

	while (length + 1 < REST_MOST) {
		struct code code = next_code();

		if (code.kind != CODE_CHARACTER || code.character <= 0 || code.character >= 0x7F)
			break;
		rest[length++] = (char)code.character;
		if (strchr(ends, (int)code.character))
			break;
	}
	rest[length] = '\0';
}

static bool read_paste(struct key *key)
{
	size_t length = 0, bytes;
	struct code code;
	char character[MB_LEN_MAX];

	free(keys.paste);
	keys.paste = malloc(PASTE_MOST + MB_LEN_MAX + 1);
	if (!keys.paste)
		arena_out_of_memory();
	for (code = next_code(); code.kind != CODE_PASTE_END && code.kind != CODE_NONE;
		code = next_code()) {
		bytes = code.kind == CODE_CHARACTER ? wcrtomb(character, code.character, NULL)
						    : (size_t)-1;
		/* More than anybody means is read and forgotten, so that the
		 * rest does not become keys. */
		if (bytes == (size_t)-1 || length > PASTE_MOST)
			continue;
		memcpy(keys.paste + length, character, bytes);
		length += bytes;
	}
	keys.paste[length] = '\0';
	(void)key_read("<Paste>", key);
	key->paste = keys.paste;
	return true;
}

/* SGR: "button;column;rowM", 'm' when it is let go. */
static bool read_mouse(struct key *key)
{
	char rest[REST_MOST], end = '\0';
	int button, col, row;
	const char *name = NULL;

	read_rest(rest, "Mm");
	if (sscanf(rest, "%d;%d;%d%c", &button, &col, &row, &end) != 4 || end != 'M')
		return false;
	if (button == 0)
		name = "<Click>";
	else if (button == 64 || button == 65)
		name = button == 64 ? "<WheelUp>" : "<WheelDown>";
	if (!name || key_read(name, key) == 0)
		return false;
	key->row = row - 1;
	key->col = col - 1;
	return true;
}

static bool resized(struct key *key)
{
	return key_read("<Resize>", key) > 0;
}

/* The way there and back is known with the first answer. */
static void take_delay(struct term_facts *facts)
{
	if (keys.asked && !keys.answered)
		facts->slow = clock_steady_ms() - keys.asked_ms > SLOW_MS;
	keys.answered = true;
}

static bool read_background(struct key *key)
{
	struct term_facts *facts = term_own_facts(), before = *facts;
	char rest[REST_MOST];

	read_rest(rest, "\007\033");
	/* Ended by ESC \: the second half comes, too. */
	if (rest[0] && rest[strlen(rest) - 1] == '\033')
		(void)next_code();
	take_delay(facts);
	facts_take_background(facts, rest);
	if (facts->dark == before.dark && facts->light == before.light)
		return facts->slow != before.slow && resized(key);
	term_facts_changed(false);
	return resized(key);
}

/* ---- how wide the terminal draws what it is unsure about */

static const struct {
	const char *text;
	int cols; /* as we take it to be */
} probes[PROBES] = { { "─", 1 }, { "▀", 1 }, { "毛", 2 } };

static bool read_cursor_at(const struct code *code, struct key *key)
{
	struct term_facts *facts = term_own_facts(), before = *facts;
	int cols = code->col - 1;

	if (!keys.asked)
		return false;
	take_delay(facts);
	if (code->row == 2)
		facts->utf8 |= cols == 2;
	else if (cols == 2)
		facts->ambiguous_cols = 2;
	if (code->row == 2 && facts->utf8 && !before.utf8)
		facts->half_blocks = true;
	if (facts->ambiguous_cols == 2)
		facts->half_blocks = false;
	if (facts->ambiguous_cols == before.ambiguous_cols && facts->utf8 == before.utf8 &&
		facts->half_blocks == before.half_blocks)
		return facts->slow != before.slow && resized(key);
	term_facts_changed(true);
	return resized(key);
}

void term_ask(void)
{
	struct term_facts *facts = term_own_facts();
	char bytes[32];
	int row, last = facts->utf8 ? PROBES - 1 : PROBES;

	if (keys.asked || !facts_can_be_asked(facts))
		return;
	keys.asked = true;
	keys.asked_ms = clock_steady_ms();
	modes_write("\033]11;?\033\\", 8);
	if (facts->rows < PROBE_ROW + PROBES || facts->cols < PROBE_COLS)
		return;
	term_clear();
	for (row = facts->utf8 ? 0 : 2; row < last; row++) {
		snprintf(bytes, sizeof bytes, "\033[%d;1H%s\033[6n", PROBE_ROW + row,
			probes[row].text);
		modes_write(bytes, strlen(bytes));
	}
}

/* ---- keys */

static bool take_signal(struct key *key, char what)
{
	switch (what) {
	case 'q':
		keys.ended = true;
		return key_read("<End-Program>", key) > 0;
	case 't':
		term_suspend();
		return resized(key);
	case 'c':
		term_come_back();
		return resized(key);
	default:
		term_resized();
		return resized(key);
	}
}

/* After ESC: a sequence that nobody knows must not become <Esc> and letters, each of which is a
 * key. True if there was one. What people type comes later than the same moment. */
static bool swallow_sequence(void)
{
	struct code code = take_next();

	if (code.kind == CODE_CHARACTER && code.character == L'[') {
		do
			code = next_code();
		while (code.kind == CODE_CHARACTER && code.character >= 0x20 &&
			code.character < 0x40);
		return true;
	}
	if (code.kind == CODE_CHARACTER && code.character == L'O') {
		(void)next_code();
		return true;
	}
	keys.ahead = code;
	return false;
}

static bool name_character(wchar_t character, struct key *key)
{
	char text[MB_LEN_MAX + 1] = "";
	size_t bytes;

	if (character == 27 && swallow_sequence())
		return false;
	if (character == 127)
		return key_read("<BackSpace>", key) > 0;
	if (character < ' ') {
		snprintf(text, sizeof text, "<C-%c>",
			character > 0 && character <= 26 ? 'a' + (int)character - 1
							 : '@' + (int)character);
		return key_read(text, key) > 0;
	}
	bytes = wcrtomb(text, character, NULL);
	if (bytes == (size_t)-1)
		return false;
	text[bytes] = '\0';
	return key_read(text, key) > 0;
}

/* False: it was an answer or nothing anybody can mean. */
static bool take_code(const struct code *code, struct key *key)
{
	switch (code->kind) {
	case CODE_CHARACTER:
		return name_character(code->character, key);
	case CODE_NAMED:
		if (strcmp(code->name, "<Resize>") == 0)
			term_resized();
		return key_read(code->name, key) > 0;
	case CODE_PASTE_BEGIN:
		return read_paste(key);
	case CODE_MOUSE:
		return read_mouse(key);
	case CODE_BACKGROUND:
		return read_background(key);
	case CODE_CURSOR_AT:
		return read_cursor_at(code, key);
	default:
		return false;
	}
}

/* The line is gone: poll says that there is something to read, and there is nothing. */
static bool hung_up(void)
{
	struct pollfd look = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&look, 1, 0) > 0 && (look.revents & (POLLHUP | POLLERR | POLLNVAL));
}

bool term_key(struct key *key)
{
	struct code code;
	char what;

	*key = (struct key){ .row = -1 };
	if (!term_is_open() || keys.ended)
		return false;
	what = modes_signal();
	if (what)
		return take_signal(key, what);
	for (;;) {
		code = take_next();
		if (code.kind == CODE_NONE)
			break;
		if (take_code(&code, key))
			return true;
	}
	return hung_up() && take_signal(key, 'q');
}

void term_suspend(void)
{
	if (!term_is_open())
		return;
	term_leave();
	modes_stop();
	term_come_back();
}

void term_bare(const char *text)
{
	static const char end[] = "\r\n\r\n";
	const char *hint = _("(any key: back)");

	if (!term_is_open())
		return;
	term_leave();
	modes_write("\r\n", 2);
	for (; *text; text++)
		modes_write(*text == '\n' ? "\r\n" : text, *text == '\n' ? 2 : 1);
	modes_write(end, sizeof end - 1);
	modes_write(hint, strlen(hint));
	modes_wait_for_key();
	modes_write("\r\n", 2);
	term_come_back();
}
