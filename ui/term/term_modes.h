/*
 * term_modes: the way back from whatever the terminal was set to, and the signals. Everything here
 * that a signal handler calls is async-signal-safe: bytes prepared beforehand, write and tcsetattr.
 */
#ifndef TERM_MODES_H
#define TERM_MODES_H

#include <stdbool.h>
#include <stddef.h>
#include "base/fault.h"

/* Keeps the line settings and starts catching signals: before curses,
 * which leaves caught ones alone. */
MUST_USE enum err modes_open(struct fault *fault);
/* Bytes that undo what we and curses switched on, in the order given; padding "$<5>"
 * is left out. First what curses does not know of, then modes_own_undo_ends(), then
 * what it would undo itself. */
void modes_add_undo(const char *bytes);
void modes_own_undo_ends(void);
void modes_arm(void); /* from now on there is something to restore */
/* Gives the terminal back at once; may be called from anywhere and any number of times. */
void modes_restore(void);
/* The orderly way: our own part, then curses's endwin, then
 * modes_restored for the line settings. */
void modes_restore_own(void);
void modes_restored(void);
void modes_close(void);

/* What came since the last call, from the pipe: 0 none, 'w' size, 'q'
 * end, 't' stop, 'c' continued. */
char modes_signal(void);
int modes_fd(void);
/* Stops the program as ^Z does in a shell; returns when it goes on. The
 * terminal is the caller's affair. */
void modes_stop(void);
/* One key, unseen, without <Enter>; or a signal. After modes_restore. */
void modes_wait_for_key(void);
void modes_write(const char *bytes, size_t length); /* all of it, to the terminal */

#endif
