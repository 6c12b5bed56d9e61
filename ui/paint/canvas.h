/*
 * canvas: a grid of cells that screens draw into; nothing here knows a terminal. ui/term shows
 * a canvas through curses; tests print it as text. The second fence for text: whatever
 * text_take let through and should not have becomes U+FFFD here, and nothing ever changes a
 * cell outside the one it was put in.
 */
#ifndef PAINT_CANVAS_H
#define PAINT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/fault.h"

/* How a cell looks: a style of the theme; ui/term maps it to colours and attributes. */
enum style {
	STYLE_TEXT,     /* the terminal's own */
	STYLE_DIM,      /* secondary: ages, hints */
	STYLE_BOLD,     /* titles, the selected row */
	STYLE_KEY,      /* names of keys in hints */
	STYLE_HEAD,     /* column heads, the top bar */
	STYLE_MARK,     /* marked rows, the selection's sign */
	STYLE_MONEY,    /* settled money only */
	STYLE_ESTIMATE, /* never looks like money */
	STYLE_GOOD,
	STYLE_BAD,
	STYLE_WARN,
	STYLE_FIELD,   /* an input field */
	STYLE_MATCH,   /* searched words inside a title */
	STYLE_CODE_DD, /* QR cells, upper and lower module: dark/dark */
	STYLE_CODE_DL, /* dark above light: drawn as ▀ */
	STYLE_CODE_LD,
	STYLE_CODE_LL,
	STYLE_COUNT
};

enum { CELL_BYTES = 20 };
struct cell {
	char text[CELL_BYTES]; /* one grapheme (NUL-terminated); "" = right half of the wide one before it */
	unsigned char cols;    /* 1 or 2; 0 for the right half */
	unsigned char style;
};

struct canvas {
	int rows, cols;
	struct cell *cells;
	int cursor_row, cursor_col; /* where the terminal's cursor rests; -1 = hidden. Fields show it (IME). */
};

void canvas_init(struct canvas *canvas, int rows, int cols); /* blank */
void canvas_free(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

/* A window into the canvas: coordinates are relative, nothing is drawn outside. */
struct area {
	struct canvas *canvas;
	int row, col, rows, cols;
};
struct area canvas_area(struct canvas *canvas);
struct area area_part(struct area area, int row, int col, int rows, int cols); /* clipped */

/* Draws cleaned text from `col`; cut at the area's edge without splitting a grapheme (a wide one
 * that does not fit becomes a space). Returns the column after it. */
int area_put(struct area area, int row, int col, enum style style, const char *text);
int area_print(struct area area, int row, int col, enum style style, const char *format, ...)
	PRINTF_LIKE(5, 6);
/* Exactly `cols` columns: cut with "…" or padded; right-aligned if `right`. */
void area_field(struct area area, int row, int col, int cols, enum style style, const char *text,
	bool right);
void area_fill(struct area area, int row, enum style style); /* the whole row, spaces */
void area_rule(struct area area, int row, enum style style); /* ─── or --- */
void area_cursor(struct area area, int row, int col);

/* For tests and --plain: rows of UTF-8 without trailing spaces. */
char *canvas_text(const struct canvas *canvas, struct arena *arena);

/* For tests: one letter per cell, the style's ('.' = STYLE_TEXT, 'd'
 * dim, 'b' bold … see canvas.c). */
char *canvas_styles(const struct canvas *canvas, struct arena *arena);

/* Frames and bars as this terminal can draw them: ASCII when `ascii` or ambiguous width is 2. */
struct glyphs {
	const char *horizontal, *vertical, *select, *mark, *up, *down, *bar[9], *light, *ellipsis, *bullet;
};
void glyphs_set_ascii(bool ascii);
const struct glyphs *glyphs(void);

#endif
