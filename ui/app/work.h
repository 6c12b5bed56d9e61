/*
 * work: the little that the app itself asks of the desk: is anything in flight, what went wrong,
 * ask again, undo. Apart, so that tests of keys and bars need no shop.
 */
#ifndef APP_WORK_H
#define APP_WORK_H

#include "screen/screen.h"

size_t work_busy(const struct face *face);
/* Stops what is in flight; the name of the newest, NULL if there was nothing. */
const char *work_stop(struct face *face);
/* The sentence that stays until it is mended (offline, no supplier, key
 * expired); false = all is well. */
bool work_banner(const struct face *face, char *text, size_t bytes, bool *bad);
/* A failure newer than job `*last`, said once; false = none. */
bool work_failure(const struct face *face, int *last, char *text, size_t bytes);
/* When what these topics show was last complete, Unix seconds; 0 = never. */
int64_t work_complete_at(const struct face *face, uint32_t topics);
void work_refresh(struct face *face, char *text, size_t bytes);
/* Steady milliseconds at which the suppliers shall be asked by themselves: now if what is stored is
 * older than refresh_minutes; INT64_MAX = never. */
int64_t work_fresh_at_ms(const struct face *face);
void work_freshen(struct face *face);
void work_undo(struct face *face, char *text, size_t bytes);

#endif
