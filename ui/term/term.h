/*
 * term: the terminal, through curses (the only file with curses.h). Reads keys, shows canvases (curses sends
 * the difference), and gives the terminal back whatever happens: exit, error, signal, suspend. term_modes.c
 * has the way back and the signals, term_facts.c what can be known without asking, term_copy.c the
 * clipboard, term_ascii.c letters for terminals that have no others.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "conf/conf.h"
#include "input/key.h"
#include "paint/canvas.h"

struct term_facts {
	int rows, cols, colors; /* colours 0, 8, 16, 256 */
	bool mono; /* the owner wants none: only QR codes, whose colours are what they say, have them */
	int cell_width_px, cell_height_px; /* 0 = unknown */
	bool slow; /* it took more than 250 ms to answer the first question */
	bool utf8, half_blocks;
	bool dark, light; /* the background, if it said so; else both false */
	int ambiguous_cols;
	const char *name; /* TERM as used */
	bool tmux, ssh;
};

/* ERR_USAGE when this is no terminal or TERM=dumb (the sentence points to the commands). */
MUST_USE enum err term_open(const struct conf *conf, struct fault *fault);
void term_close(void); /* idempotent; also runs on every way out */
const struct term_facts *term_facts(void);
int term_input_fd(void);
int term_signal_fd(void); /* readable when the window changed size or the program is asked to end */

/* Asks the terminal how wide ─ and ▀ are and how dark its background is. Called once, before the first paint,
 * which wipes the signs away again. Never waits: answers come as keys do, however late, and change the
 * facts; term_key then gives <Resize>. */
void term_ask(void);
/* All pending keys in one go: false when none is left. Resizes arrive as <Resize>, a request to end as <End-Program>. */
bool term_key(struct key *key);
/* Shows the difference to what is on the terminal. `title` for the window, NULL = leave. */
void term_show(const struct canvas *canvas, const char *title);
void term_redraw(void); /* everything again at the next term_show */
void term_suspend(void);
void term_set_mouse(bool on);
void term_bell(void);
/* Copies to the owner's clipboard; returns how ("tmux", "OSC 52"), NULL if there is no way. ≤ 8 KB. */
const char *term_copy(const char *text);
/* Starts `command` ("": xdg-open, if there is a desktop) on an address; false: nothing was started. */
bool term_browse(const char *command, const char *address);
/* Text from column 0 without frame; waits for a key. */
void term_bare(const char *text);

#endif
