/*
 * sheet: words laid out from top to bottom in an area that may be scrolled: titles, "label  value" rows,
 * wrapped text. What preview panes and detail screens are drawn with.
 */
#ifndef SCREEN_SHEET_H
#define SCREEN_SHEET_H

#include "input/action.h"
#include "paint/canvas.h"

/* Where a scrolled sheet stands; in the screen's state. */
struct sheet_place {
	int top;         /* rows scrolled away */
	int rows, page;  /* of the last drawing: in all, and how many fit */
};

struct sheet {
	struct area area;
	int top, row;   /* scrolled away; rows laid out so far */
	int label_cols; /* where values start; may be set after sheet_begin */
	struct arena arena;
};

/* `place` NULL: not scrolled, what does not fit is cut. */
void sheet_begin(struct sheet *sheet, struct area area, struct sheet_place *place);
void sheet_gap(struct sheet *sheet);
void sheet_head(struct sheet *sheet, const char *title);
void sheet_text(struct sheet *sheet, enum style style, const char *text); /* wrapped */
void sheet_line(struct sheet *sheet, enum style style, const char *text); /* cut with "…" */
void sheet_print(struct sheet *sheet, enum style style, const char *format, ...) PRINTF_LIKE(3, 4);
/* A dim label and its value, wrapped beside it; a value that has no room goes below its label. */
void sheet_pair(struct sheet *sheet, const char *label, enum style style, const char *value);
/* Gives the memory back and notes the size in `place` (may be NULL); returns the rows in all. */
int sheet_end(struct sheet *sheet, struct sheet_place *place);

/* Up, down, pages, first, last; true if it was one of these. */
bool sheet_act(struct sheet_place *place, enum action action);

#endif
