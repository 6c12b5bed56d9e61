/*
 * term: opening the terminal through curses, keys out of it, canvases onto it. Modes that curses
 * does not know (pasting, mouse, title) are our own few bytes, each with its undo. What keys mean
 * is in term_keys.c, how a canvas goes out in term_show.c: these two and this one are the only
 * files that know curses at all. Read next: term/term.h, term_modes.c.
 */
#include "term/term.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <unistd.h>

#include "base/text.h"
#include "base/words.h"
#include "term/term_facts.h"
#include "term/term_modes.h"
#include "term/term_parts.h"

/* Last: they define words like `lines`. */
#include <curses.h>
#include <term.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define TITLE_PUSH "\033[22;2t"
#define TITLE_POP "\033[23;2t"

/* Codes for what define_key names; curses's own end below KEY_MAX (0777). */
enum { KEY_PASTE_BEGIN = 0x1000, KEY_PASTE_END, KEY_MOUSE_SGR, KEY_BACKGROUND, KEY_CURSOR_AT };

static struct {
	struct term_facts facts;
	SCREEN *screen;
	char name[80];
	bool open, title_wanted, mouse, ascii_auto;
} term;

const struct term_facts *term_facts(void)
{
	return &term.facts;
}

struct term_facts *term_own_facts(void)
{
	return &term.facts;
}

bool term_is_open(void)
{
	return term.open;
}

int term_input_fd(void)
{
	return STDIN_FILENO;
}

int term_signal_fd(void)
{
	return modes_fd();
}

/* ---- opening */

/* Terminals that this machine's terminfo does not know are tried as what they are closest to. */
static SCREEN *open_screen(void)
{
	const char *name = getenv("TERM");
	const char *tries[] = { name, facts_names_a_modern(name) ? "xterm-256color" : NULL, "xterm",
		"vt100" };
	SCREEN *screen = NULL;
	size_t i;

	for (i = 0; !screen && i < sizeof tries / sizeof *tries; i++) {
		int found = 0;

		/* newterm would end the program for some names; setupterm only says no. */
		if (!tries[i] || setupterm(tries[i], STDOUT_FILENO, &found) != OK || found != 1)
			continue;
		found = tigetstr("cup") != NULL;
		del_curterm(cur_term);
		if (found)
			screen = newterm(tries[i], stdout, stdin);
		snprintf(term.name, sizeof term.name, "%s", tries[i]);
	}
	term.facts.name = term.name;
	return screen;
}

static void prepare_undo(void)
{
	static const char *const capabilities[] = { "sgr0", "op", "cnorm", "rmkx", "rmcup" };
	size_t i;

	if (term.title_wanted)
		modes_add_undo(TITLE_POP);
	modes_add_undo(MOUSE_OFF PASTE_OFF);
	modes_own_undo_ends();
	for (i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
		const char *bytes = tigetstr(capabilities[i]);

		if (bytes && bytes != (char *)-1)
			modes_add_undo(bytes);
	}
	if (!tigetstr("rmcup"))
		modes_add_undo("\r\n");
}

/* Terminals do not always send what their terminfo says, least of all through two multiplexers. */
static const struct {
	const char *bytes;
	int code;
} also[] = { { "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
	{ "\033[H", KEY_HOME }, { "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END },
	{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME }, { "\033[8~", KEY_END },
	{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC }, { "\033OM", KEY_ENTER },
	{ "\033OP", KEY_F(1) }, { "\033[11~", KEY_F(1) }, { "\033[15~", KEY_F(5) } };

static void define_keys(void)
{
	size_t i;
	char bytes[32];
	int row, col;

	for (i = 0; i < sizeof also / sizeof *also; i++)
		define_key(also[i].bytes, also[i].code);
	define_key("\033[200~", KEY_PASTE_BEGIN);
	define_key("\033[201~", KEY_PASTE_END);
	define_key("\033[<", KEY_MOUSE_SGR);
	define_key("\033]11;", KEY_BACKGROUND);
	/* Only the places that our own question can give: others are keys (F3 is ESC [1;2R). */
	for (row = 0; row < PROBES; row++)
		for (col = 1; col <= PROBE_COLS; col++) {
			snprintf(bytes, sizeof bytes, "\033[%d;%dR", PROBE_ROW + row, col);
			define_key(bytes, KEY_CURSOR_AT + row * PROBE_COLS + col - 1);
		}
}

static void open_colors(const struct conf *conf)
{
	term.facts.mono = strcmp(conf->color, "never") == 0 ||
		(strcmp(conf->color, "always") != 0 && facts_no_color());
	term.facts.colors = 0;
	if (has_colors() && start_color() == OK) {
		(void)use_default_colors();
		term.facts.colors = COLORS >= 256 ? 256 : COLORS >= 16 ? 16 : COLORS >= 8 ? 8 : 0;
	}
	show_choose_looks();
}

static void choose_glyphs(void)
{
	if (term.ascii_auto)
		glyphs_set_ascii(!term.facts.utf8 || term.facts.ambiguous_cols == 2 ||
			facts_console_lacks_glyphs());
	text_set_ambiguous_cols(term.facts.ambiguous_cols);
}

static void open_modes(const struct conf *conf)
{
	raw();
	noecho();
	nonl();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	curs_set(0);
	if (conf->escape_ms > 0)
		set_escdelay(conf->escape_ms);
	else if (!getenv("ESCDELAY"))
		set_escdelay(term.facts.ssh ? 100 : 25);
	define_keys();
}

static void enter_own_modes(void)
{
	modes_arm();
	if (term.title_wanted)
		modes_write(TITLE_PUSH, sizeof TITLE_PUSH - 1);
	modes_write(PASTE_ON, sizeof PASTE_ON - 1);
	if (term.mouse)
		modes_write(MOUSE_ON, sizeof MOUSE_ON - 1);
}

static enum err refuse(struct fault *fault)
{
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fault_set(fault, ERR_USAGE,
			_("The screens need a terminal; in pipes and scripts use the commands, see "
			  "`shopkeeper --help`."));
	if (!name || !name[0] || strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0)
		return fault_set(fault, ERR_USAGE,
			_("This terminal (TERM=%s) cannot show screens; use the commands, see "
			  "`shopkeeper --help`."),
			name && name[0] ? name : "");
	return OK;
}

enum err term_open(const struct conf *conf, struct fault *fault)
{
	enum err err = refuse(fault);

	if (err == OK)
		err = modes_open(fault);
	if (err != OK)
		return err;
	/* Without this curses would count bytes; what the terminal takes is another question. */
	if (MB_CUR_MAX == 1)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)setenv("NCURSES_NO_UTF8_ACS", "1", 0);
	facts_read(&term.facts);
	term.screen = open_screen();
	if (!term.screen) {
		modes_close();
		return fault_set(fault, ERR_USAGE,
			_("This machine does not know the terminal %s, nor xterm, nor vt100; install "
			  "ncurses-base, or use the commands, see `shopkeeper --help`."),
			getenv("TERM"));
	}
	term.title_wanted = conf->title && facts_can_be_asked(&term.facts);
	term.ascii_auto = strcmp(conf->ascii, "auto") == 0;
	glyphs_set_ascii(strcmp(conf->ascii, "yes") == 0);
	term.mouse = conf->mouse;
	prepare_undo();
	open_modes(conf);
	open_colors(conf);
	choose_glyphs();
	getmaxyx(stdscr, term.facts.rows, term.facts.cols);
	show_open(term.title_wanted);
	term.open = true;
	enter_own_modes();
	(void)atexit(term_close);
	arena_on_out_of_memory(modes_restore);
	return OK;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	term_leave();
	delscreen(term.screen);
	modes_close();
	show_close();
}

/* ---- small things */

void term_bell(void)
{
	modes_write("\a", 1);
}

void term_set_mouse(bool on)
{
	term.mouse = on;
	if (on)
		modes_write(MOUSE_ON, sizeof MOUSE_ON - 1);
	else
		modes_write(MOUSE_OFF, sizeof MOUSE_OFF - 1);
}

void term_leave(void)
{
	modes_restore_own();
	endwin();
	modes_restored();
}

void term_come_back(void)
{
	refresh();
	enter_own_modes();
	term_resized();
}

void term_resized(void)
{
	facts_read_size(&term.facts);
	if (term.facts.rows > 0 && is_term_resized(term.facts.rows, term.facts.cols))
		(void)resizeterm(term.facts.rows, term.facts.cols);
	getmaxyx(stdscr, term.facts.rows, term.facts.cols);
	/* A window that was small for a moment has lost what it showed, even if it is as before now. */
	term_redraw();
}

void term_facts_changed(bool widths)
{
	show_choose_looks();
	choose_glyphs();
	if (widths)
		term_redraw();
	else
		show_again();
}

void term_clear(void)
{
	erase();
	refresh();
	term_redraw();
}

/* ---- keys */

static const struct {
	int code;
	const char *name;
} names[] = { { KEY_UP, "<Up>" }, { KEY_DOWN, "<Down>" }, { KEY_LEFT, "<Left>" }, { KEY_RIGHT, "<Right>" },
	{ KEY_HOME, "<Home>" }, { KEY_END, "<End>" }, { KEY_PPAGE, "<PageUp>" }, { KEY_NPAGE, "<PageDown>" },
	{ KEY_IC, "<Insert>" }, { KEY_DC, "<Delete>" }, { KEY_BACKSPACE, "<BackSpace>" },
	{ KEY_ENTER, "<Enter>" }, { KEY_BTAB, "<S-Tab>" }, { KEY_A1, "<Home>" }, { KEY_A3, "<PageUp>" },
	{ KEY_C1, "<End>" }, { KEY_C3, "<PageDown>" }, { KEY_FIND, "<Home>" }, { KEY_SELECT, "<End>" },
	{ KEY_RESIZE, "<Resize>" }, { KEY_F(1), "<F1>" }, { KEY_F(2), "<F2>" }, { KEY_F(3), "<F3>" },
	{ KEY_F(4), "<F4>" }, { KEY_F(5), "<F5>" }, { KEY_F(6), "<F6>" }, { KEY_F(7), "<F7>" },
	{ KEY_F(8), "<F8>" }, { KEY_F(9), "<F9>" }, { KEY_F(10), "<F10>" }, { KEY_F(11), "<F11>" },
	{ KEY_F(12), "<F12>" } };

static struct code special_code(int number)
{
	struct code code = { .kind = CODE_OTHER };
	size_t i;

	if (number >= KEY_PASTE_BEGIN && number <= KEY_BACKGROUND)
		code.kind = CODE_PASTE_BEGIN + (enum code_kind)(number - KEY_PASTE_BEGIN);
	if (number >= KEY_CURSOR_AT && number < KEY_CURSOR_AT + PROBES * PROBE_COLS) {
		code.kind = CODE_CURSOR_AT;
		code.row = (number - KEY_CURSOR_AT) / PROBE_COLS;
		code.col = (number - KEY_CURSOR_AT) % PROBE_COLS + 1;
	}
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].code == number) {
			code.kind = CODE_NAMED;
			code.name = names[i].name;
		}
	return code;
}

/* Bytes, not get_wch: that one loses a character whose bytes come in two packets. */
struct code term_code(void)
{
	static mbstate_t state;
	struct code code = { .kind = CODE_CHARACTER };
	char byte;
	int got;

	for (;;) {
		got = getch();
		if (got == ERR)
			return (struct code){ .kind = CODE_NONE };
		if (got > 0xFF)
			return special_code(got);
		byte = (char)got;
		switch (mbrtowc(&code.character, &byte, 1, &state)) {
		case (size_t)-2:
			break;
		case (size_t)-1:
			memset(&state, 0, sizeof state);
			return (struct code){ .kind = CODE_OTHER };
		default:
			return code;
		}
	}
}
