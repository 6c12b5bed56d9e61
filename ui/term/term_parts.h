/* term_parts: what term.c (curses), term_show.c (what goes out) and term_keys.c (what comes in)
 * have of each other. No other file includes this. */
#ifndef TERM_PARTS_H
#define TERM_PARTS_H

#include <wchar.h>
#include "term/term.h"

enum code_kind {
	CODE_NONE,
	CODE_CHARACTER,
	CODE_NAMED, /* a key with a name of its own */
	CODE_PASTE_BEGIN,
	CODE_PASTE_END,
	CODE_MOUSE,      /* "0;12;5M" follows */
	CODE_BACKGROUND, /* "rgb:…" follows */
	CODE_CURSOR_AT,
	CODE_OTHER,
};
struct code {
	enum code_kind kind;
	wchar_t character;
	const char *name;
	int row, col; /* CODE_CURSOR_AT: which question of ours, and the column it ended in (1 = first) */
};
enum { PROBE_ROW = 2, PROBE_COLS = 5, PROBES = 3 };

/* The next one that is there already; CODE_NONE: nothing. */
struct code term_code(void);
bool term_is_open(void);
struct term_facts *term_own_facts(void);
/* Other looks; if `widths` also other glyphs, and everything is drawn anew. */
void term_facts_changed(bool widths);
void term_clear(void);                       /* a blank screen now; the next show draws everything */
void term_resized(void);
void term_leave(void);                       /* to the shell's modes */
void term_come_back(void);

/* term_show.c */
void show_open(bool title_wanted);
void show_close(void);
void show_again(void);        /* every cell is given to curses again, which sends what differs */
void show_choose_looks(void); /* again when colours or background are known better */

#endif
