/* sheet: see sheet.h. Lays out everything and draws only the rows in view:
 * sheets have dozens of rows. */
#include "screen/sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include "base/text.h"

enum { LABEL_MOST = 16, LABEL_LEAST = 13, VALUE_LEAST = 12 };

void sheet_begin(struct sheet *sheet, struct area area, struct sheet_place *place)
{
	int labels = area.cols / 3;
	if (labels > LABEL_MOST)
		labels = LABEL_MOST;
	if (labels < LABEL_LEAST)
		labels = LABEL_LEAST;
	*sheet = (struct sheet){ .area = area, .label_cols = labels };
	if (!place)
		return;
	/* The window may have grown since the last drawing. */
	if (place->top > place->rows - area.rows)
		place->top = place->rows - area.rows;
	if (place->top < 0)
		place->top = 0;
	sheet->top = place->top;
}

static void put(struct sheet *sheet, int col, enum style style, const char *text)
{
	int row = sheet->row - sheet->top;
	if (row >= 0 && row < sheet->area.rows)
		area_put(sheet->area, row, col, style, text);
}

void sheet_gap(struct sheet *sheet)
{
	sheet->row++;
}

void sheet_head(struct sheet *sheet, const char *title)
{
	if (sheet->row)
		sheet_gap(sheet);
	sheet_line(sheet, STYLE_HEAD, title);
}

static void wrapped(struct sheet *sheet, int col, enum style style, const char *text)
{
	char **lines;
	int cols = sheet->area.cols - col;
	size_t count = text_wrap(&sheet->arena, text, cols < 2 ? 2 : (size_t)cols, &lines);
	for (size_t i = 0; i < count; i++, sheet->row++)
		put(sheet, col, style, lines[i]);
}

void sheet_text(struct sheet *sheet, enum style style, const char *text)
{
	wrapped(sheet, 0, style, text);
}

void sheet_line(struct sheet *sheet, enum style style, const char *text)
{
	if (sheet->area.cols > 0)
		put(sheet, 0, style, text_cut(&sheet->arena, text, (size_t)sheet->area.cols));
	sheet->row++;
}

void sheet_print(struct sheet *sheet, enum style style, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	sheet_text(sheet, style, text);
}

void sheet_pair(struct sheet *sheet, const char *label, enum style style, const char *value)
{
	int col = (int)text_cols(label) + 1;
	if (col < sheet->label_cols)
		col = sheet->label_cols;
	put(sheet, 0, STYLE_DIM, label);
	if (sheet->area.cols - col < VALUE_LEAST &&
		(int)text_cols(value) > sheet->area.cols - col) {
		sheet->row++;
		col = 2;
	}
	wrapped(sheet, col, style, value);
}

int sheet_end(struct sheet *sheet, struct sheet_place *place)
{
	if (place) {
		place->rows = sheet->row;
		place->page = sheet->area.rows;
	}
	arena_clear(&sheet->arena);
	return sheet->row;
}

bool sheet_act(struct sheet_place *place, enum action action)
{
	int last = place->rows > place->page ? place->rows - place->page : 0;
	switch (action) {
	case ACTION_UP:
		place->top--;
		break;
	case ACTION_DOWN:
		place->top++;
		break;
	case ACTION_PAGE_UP:
		place->top -= place->page;
		break;
	case ACTION_PAGE_DOWN:
		place->top += place->page;
		break;
	case ACTION_HALF_UP:
		place->top -= place->page / 2;
		break;
	case ACTION_HALF_DOWN:
		place->top += place->page / 2;
		break;
	case ACTION_FIRST:
		place->top = 0;
		break;
	case ACTION_LAST:
		place->top = last;
		break;
	default:
		return false;
	}
	if (place->top > last)
		place->top = last;
	if (place->top < 0)
		place->top = 0;
	return true;
}
