/*
 * canvas: putting graphemes into cells. Everything that is drawn goes through place(): it is the
 * one function that writes a cell, and it never leaves half of a wide character behind. Glyphs are
 * in glyphs.c, looks in theme.c. Read next: paint/canvas.h, paint/list.c.
 */
#include "paint/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { CANVAS_MOST = 4096 }; /* rows or columns: more is no window but a mistake */

static const struct cell blank = { .text = " ", .cols = 1, .style = STYLE_TEXT };

static int bounded(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

void canvas_init(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = bounded(rows, 0, CANVAS_MOST);
	canvas->cols = bounded(cols, 0, CANVAS_MOST);
	canvas->cells =
		calloc((size_t)canvas->rows * (size_t)canvas->cols + 1, sizeof *canvas->cells);
	if (!canvas->cells)
		arena_out_of_memory();
	canvas_clear(canvas);
}

void canvas_free(struct canvas *canvas)
{
	free(canvas->cells);
	*canvas = (struct canvas){ .cursor_row = -1, .cursor_col = -1 };
}

void canvas_clear(struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols, i;

	for (i = 0; i < count; i++)
		canvas->cells[i] = blank;
	canvas->cursor_row = canvas->cursor_col = -1;
}

struct area canvas_area(struct canvas *canvas)
{
	return (struct area){ .canvas = canvas, .rows = canvas->rows, .cols = canvas->cols };
}

struct area area_part(struct area area, int row, int col, int rows, int cols)
{
	int from_row = bounded(row, 0, area.rows), from_col = bounded(col, 0, area.cols);

	/* What hangs over the upper or left edge is cut away, not moved in. */
	rows = bounded(rows, 0, CANVAS_MOST) - (from_row - bounded(row, -CANVAS_MOST, from_row));
	cols = bounded(cols, 0, CANVAS_MOST) - (from_col - bounded(col, -CANVAS_MOST, from_col));
	return (struct area){
		.canvas = area.canvas,
		.row = area.row + from_row,
		.col = area.col + from_col,
		.rows = bounded(rows, 0, area.rows - from_row),
		.cols = bounded(cols, 0, area.cols - from_col),
	};
}

/* ---- cells */

static struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

/* Row and column are the canvas's and valid; a wide one fits. */
static void place(struct canvas *canvas, int row, int col, const struct cell *cell)
{
	struct cell *first = cell_at(canvas, row, col);
	int after = col + cell->cols;

	if (first->cols == 0 && col > 0)
		memcpy(first[-1].text, " ", 2), first[-1].cols = 1;
	if (after < canvas->cols && first[cell->cols].cols == 0)
		memcpy(first[cell->cols].text, " ", 2), first[cell->cols].cols = 1;
	*first = *cell;
	if (cell->cols == 2)
		first[1] = (struct cell){ .text = "", .cols = 0, .style = cell->style };
}

static bool is_plain(const char *step)
{
	return step[0] >= ' ' && step[0] < 0x7F && (unsigned char)step[1] < 0x80;
}

/* What text_take would not have let through is shown as one sign, so that it can be seen. */
static void make_harmless(struct cell *cell)
{
	const char *sign = text_ambiguous_cols() == 2 ? "?" : "\uFFFD";

	memcpy(cell->text, sign, strlen(sign) + 1);
	cell->cols = 1;
}

/* One step of text_next as a cell; its length in bytes. */
static size_t read_cell(struct arena *arena, const char *text, struct cell *cell)
{
	size_t length;
	int cols;
	bool changed;

	if (is_plain(text)) {
		cell->text[0] = text[0];
		cell->text[1] = '\0';
		cell->cols = 1;
		return 1;
	}
	length = text_next(text, &cols);
	if (cols < 1 || cols > 2 || length >= CELL_BYTES) {
		make_harmless(cell);
		return length;
	}
	text_take(arena, text, length, 2, &changed);
	memcpy(cell->text, text, length);
	cell->text[length] = '\0';
	cell->cols = (unsigned char)cols;
	if (changed)
		make_harmless(cell);
	return length;
}

/* Puts `cell` at the area's `col` if it is inside; a wide one cut by an edge becomes spaces. */
static void put_cell(struct area area, int row, int col, const struct cell *cell)
{
	struct cell space = { .text = " ", .cols = 1, .style = cell->style };

	if (col >= 0 && col + cell->cols <= area.cols) {
		place(area.canvas, area.row + row, area.col + col, cell);
		return;
	}
	if (col >= 0 && col < area.cols)
		place(area.canvas, area.row + row, area.col + col, &space);
	if (cell->cols == 2 && col + 1 >= 0 && col + 1 < area.cols)
		place(area.canvas, area.row + row, area.col + col + 1, &space);
}

/* Draws until the column `end` (of the area); nothing at or after it. */
static int put_until(
	struct area area, int row, int col, int end, struct cell look, const char *text)
{
	struct arena arena = { 0 };

	end = end < area.cols ? end : area.cols;
	if (row < 0 || row >= area.rows)
		end = col;
	while (*text && col < end) {
		text += read_cell(&arena, text, &look);
		if (col + look.cols > end)
			memcpy(look.text, " ", 2), look.cols = 1;
		put_cell(area, row, col, &look);
		col += look.cols;
	}
	arena_clear(&arena);
	return col;
}

int area_put(struct area area, int row, int col, enum style style, const char *text)
{
	return put_until(
		area, row, col, area.cols, (struct cell){ .style = (unsigned char)style }, text);
}

int area_print(struct area area, int row, int col, enum style style, const char *format, ...)
{
	char text[1024];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (length < 0)
		return col;
	/* A cut inside a character would show as a broken one. */
	if ((size_t)length >= sizeof text)
		for (length = sizeof text - 2; length > 0 && (text[length] & 0xC0) == 0x80;
			length--)
			text[length] = '\0';
	return area_put(area, row, col, style, text);
}

void area_field(struct area area, int row, int col, int cols, enum style style, const char *text,
	bool right)
{
	struct cell look = { .style = (unsigned char)style };
	const char *ellipsis = glyphs()->ellipsis;
	/* Text beyond `cols` is never drawn: no need to measure 64 KB of it. */
	size_t used, length;
	int end = col + cols, at = col;

	if (cols <= 0 || row < 0 || row >= area.rows)
		return;
	length = text_fit(text, (size_t)cols, &used);
	if (text[length] == '\0' && right)
		for (; at < end - (int)used; at++)
			put_until(area, row, at, at + 1, look, " ");
	if (text[length] == '\0') {
		at = put_until(area, row, at, end, look, text);
	} else {
		text_fit(text, (size_t)cols - 1, &used);
		at = put_until(area, row, col, col + (int)used, look, text);
		at = put_until(area, row, at, end, look, ellipsis);
	}
	for (; at < end; at++)
		put_until(area, row, at, at + 1, look, " ");
}

void area_fill(struct area area, int row, enum style style)
{
	area_field(area, row, 0, area.cols, style, "", false);
}

void area_rule(struct area area, int row, enum style style)
{
	int col;

	for (col = 0; col < area.cols; col++)
		area_put(area, row, col, style, glyphs()->horizontal);
}

void area_cursor(struct area area, int row, int col)
{
	if (row < 0 || row >= area.rows || area.cols <= 0)
		return;
	area.canvas->cursor_row = area.row + row;
	area.canvas->cursor_col = area.col + bounded(col, 0, area.cols - 1);
}

/* ---- as text, for tests and plain output */

char *canvas_text(const struct canvas *canvas, struct arena *arena)
{
	size_t room = (size_t)canvas->rows * ((size_t)canvas->cols * CELL_BYTES + 1) + 1,
	       length = 0;
	char *text = arena_take(arena, room);
	int row, col;

	for (row = 0; row < canvas->rows; row++) {
		for (col = 0; col < canvas->cols; col++) {
			const char *cell = cell_at(canvas, row, col)->text;
			size_t bytes = strlen(cell);

			memcpy(text + length, cell, bytes);
			length += bytes;
		}
		while (length > 0 && text[length - 1] == ' ')
			length--;
		text[length++] = '\n';
	}
	text[length] = '\0';
	return text;
}

char *canvas_styles(const struct canvas *canvas, struct arena *arena)
{
	static const char letters[STYLE_COUNT + 1] = ".dbkhm$egxwf/1234";
	size_t length = 0;
	char *text = arena_take(arena, (size_t)canvas->rows * ((size_t)canvas->cols + 1) + 1);
	int row, col;

	for (row = 0; row < canvas->rows; row++) {
		for (col = 0; col < canvas->cols; col++)
			text[length++] = letters[cell_at(canvas, row, col)->style];
		while (length > 0 && text[length - 1] == '.')
			length--;
		text[length++] = '\n';
	}
	text[length] = '\0';
	return text;
}
