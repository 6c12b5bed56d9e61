/*
 * clock: what time it is. Every part asks here, so that tests and the demo can set it.
 * SHOPKEEPER_NOW=<Unix seconds> in the environment stops the clock at that moment (tests).
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int64_t clock_now_s(void);        /* Unix seconds, stopped or shifted if set */
int64_t clock_now_ms(void);
int64_t clock_steady_ms(void);    /* monotonic, for timers; never set */
void clock_set_s(int64_t unix_s); /* stop at this moment; 0 runs again */
void clock_shift_s(int64_t seconds); /* a server's virtual clock: now + seconds */

enum { CLOCK_TEXT = 32 };
/* "2026-11-23 15:04" in the owner's time zone; "?" for a moment beyond the calendar, as below. */
char *clock_minute(int64_t unix_s, char text[CLOCK_TEXT]);
char *clock_day(int64_t unix_s, char text[CLOCK_TEXT]); /* "2026-11-23" */
char *clock_utc(int64_t unix_s, char text[CLOCK_TEXT]); /* "2026-11-23T15:04:05Z", for files */
/* "just now", "3 min", "2 h", "5 d": how old something is, translated.
 * Negative ages are "just now". */
char *clock_age(int64_t then_s, int64_t now_s, char *text, size_t bytes);
/* Midnight of the owner's day "2026-11-23"; false if it is no such text. */
bool clock_read_day(const char *text, int64_t *unix_s);
/* Midnight of the owner's day that holds `unix_s`, moved by `days`. */
int64_t clock_day_start(int64_t unix_s, int days);

#endif
