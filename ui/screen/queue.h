/* queue: goods that she marked, as they are kept in the store for the next screen: subjects, one a line. */
#ifndef SCREEN_QUEUE_H
#define SCREEN_QUEUE_H

#include <stdbool.h>

enum { QUEUE_ROW = 240 };
/* Copies the line at *at and goes on; false at the end. A line that is too long is cut: no such subject is
 * ever kept. */
bool queue_next(const char **at, char row[QUEUE_ROW]);
/* The place of `row` in the queue, from 1; 0 if it is not there. *count: how many there are. */
int queue_place(const char *queue, const char *row, int *count);
/* The row at that place; false if there is none. */
bool queue_row(const char *queue, int place, char row[QUEUE_ROW]);

#endif
