/*
 * modes: which DEC private modes (cursor, second screen, mouse, paste …) a stream of output has
 * switched on. Knows no terminal.
 */
#ifndef WHOLE_MODES_H
#define WHOLE_MODES_H

#include <stdbool.h>

enum { MODES_MOST = 4096, MODES_AT_ONCE = 16 };

struct modes {
	enum { MODES_TEXT, MODES_ESCAPE, MODES_CSI, MODES_PRIVATE } state;
	int numbers[MODES_AT_ONCE], count;
	bool on[MODES_MOST];
};

/* As in any terminal at the start: wrap and cursor on. */
void modes_init(struct modes *modes);
void modes_see(struct modes *modes, char byte);
/* The lowest mode that is not alike, or -1. */
int modes_differ(const struct modes *a, const struct modes *b);

#endif
