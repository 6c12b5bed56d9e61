/*
 * screen: a program in a terminal of its own, driven as a person would: keys in, a screen to look
 * at. The terminal is a pty read by libvterm (screen.c is the only file with vterm.h). Waiting is
 * always for something on the screen, with a deadline, never for a time. Read next: screen_test.c.
 */
#ifndef WHOLE_SCREEN_H
#define WHOLE_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "tool/raster.h"

struct screen;

/* Nothing normal takes so long, even on a busy machine with sanitizers. */
enum { SCREEN_PATIENCE_MS = 20000 };

struct screen_start {
	const char *const *argv; /* argv[0] is a path; NULL-terminated */
	/* "NAME=value" …, NULL-terminated (NULL: none), beside PATH, LANG=C.UTF-8, TERM and the
	 * sanitizers' options; nothing else is inherited. */
	const char *const *env;
	const char *term; /* NULL: xterm-256color */
	int rows, cols;	  /* 0: 24 × 80; cells are 9×18 pixels */
	bool light;	  /* dark on white, also in the answer to OSC 11 */
	bool ansi_silent; /* answers no question at all, as a dumb terminal does */
	FILE *record;	  /* gets every byte the program sends; NULL: nobody does */
};

/* Fails the test if the program cannot be started. */
struct screen *screen_new(const struct screen_start *start);
/* Kills the program if it still runs. NULL is allowed. */
void screen_free(struct screen *screen);

/* ---- what a person does */

/* Keys as the program's own names write them: text as it is, and <Enter> <Esc> <Tab> <BackTab>
 * <Backspace> <Delete> <Insert> <Up> <Down> <Left> <Right> <Home> <End> <PageUp> <PageDown> <F1> …
 * <F12> <Space> <lt> <C-x>. Cursor keys follow the mode the program set. */
void screen_type(struct screen *screen, const char *keys);
/* Bytes as they are, for broken input. */
void screen_send(struct screen *screen, const char *bytes, size_t length);
/* A paste, bracketed if the program asked for it. */
void screen_paste(struct screen *screen, const char *text);
void screen_click(struct screen *screen, int row, int col);
void screen_resize(struct screen *screen, int rows, int cols);
/* The window is closed: the program loses its terminal and gets SIGHUP. */
void screen_hang_up(struct screen *screen);
void screen_signal(struct screen *screen, int signal);

/* ---- waiting; false when the deadline passed or the program ended without it */

bool screen_wait(struct screen *screen, bool (*holds)(struct screen *screen, const void *with),
	const void *with, int within_ms);
bool screen_wait_text(struct screen *screen, const char *text, int within_ms);
bool screen_wait_gone(struct screen *screen, const char *text, int within_ms);
/* The extended regular expression matches the row (-1: any row). */
bool screen_wait_row(struct screen *screen, int row, const char *pattern, int within_ms);
/* `status` as waitpid gives it; may be NULL. */
bool screen_wait_end(struct screen *screen, int *status, int within_ms);
/* Watches for the whole time and returns how many bytes the program sent: 0 from one at rest. */
size_t screen_watch(struct screen *screen, int for_ms);

/* The same with SCREEN_PATIENCE_MS; what is missing fails the test and shows the screen. */
void screen_must_show(struct screen *screen, const char *text);
void screen_must_hide(struct screen *screen, const char *text);
void screen_must_match(struct screen *screen, int row, const char *pattern);
/* Ends with this exit code and leaves the terminal as it found it. */
void screen_must_end(struct screen *screen, int exit_code);

/* ---- looking */

int screen_rows(const struct screen *screen);
int screen_cols(const struct screen *screen);
bool screen_shows(struct screen *screen, const char *text);
/* One row in UTF-8 without blanks at its end, or all rows; valid until the next call of either. */
const char *screen_row(struct screen *screen, int row);
const char *screen_text(struct screen *screen);
/* Colours as finally seen, reverse resolved. */
struct raster_cell screen_cell(struct screen *screen, int row, int col);
void screen_cursor(struct screen *screen, int *row, int *col);
/* The QR codes on the screen, as raster_decode; `leading_px` is the line spacing. */
int screen_decode(struct screen *screen, int leading_px, char *bytes, size_t most, size_t *length);

size_t screen_bytes(const struct screen *screen); /* sent by the program so far */
/* Is the DEC private mode on: 25 cursor, 1049 second screen, 1000…1006 mouse, 2004 paste? */
bool screen_mode(const struct screen *screen, int mode);
/* NULL if modes and line settings are as they were at the start, else what is not. */
const char *screen_unrestored(struct screen *screen);

#endif
