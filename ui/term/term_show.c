/*
 * term_show: a canvas onto the terminal. Rows that have not changed are not given to curses; curses
 * sends the difference of the others. Read next: term/term.h, paint/theme.h.
 */
#include "term/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"
#include "paint/theme.h"
#include "term/term_ascii.h"
#include "term/term_modes.h"
#include "term/term_parts.h"

#include <curses.h>

static struct {
	struct canvas canvas; /* what curses was given last */
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	char title[200];
	bool everything, title_wanted;
} shown;

void show_open(bool title_wanted)
{
	canvas_init(&shown.canvas, 0, 0);
	shown.title_wanted = title_wanted;
	shown.everything = true;
}

void show_close(void)
{
	canvas_free(&shown.canvas);
}

void show_again(void)
{
	canvas_free(&shown.canvas);
	canvas_init(&shown.canvas, 0, 0);
}

void term_redraw(void)
{
	shown.everything = true;
	shown.title[0] = '\0';
}

/* ---- looks */

static attr_t attributes_of(const struct look *look)
{
	return (look->bold ? A_BOLD : 0) | (look->dim ? A_DIM : 0) |
	       (look->underline ? A_UNDERLINE : 0) | (look->reverse ? A_REVERSE : 0);
}

/* Styles of the same colours share a pair: curses would send the colours
 * again from one to the next. */
static short pair_of(const struct look *look, short *count)
{
	short foreground, background, pair;

	if (look->foreground < 0 && look->background < 0)
		return 0;
	for (pair = 1; pair <= *count; pair++)
		if (pair_content(pair, &foreground, &background) == OK &&
			foreground == look->foreground && background == look->background)
			return pair;
	(void)init_pair(++*count, look->foreground, look->background);
	return *count;
}

void show_choose_looks(void)
{
	const struct term_facts *facts = term_facts();
	short count = 0;
	int style;

	for (style = 0; style < STYLE_COUNT; style++) {
		bool code = style >= STYLE_CODE_DD && style <= STYLE_CODE_LL;
		/* For codes an unknown background counts as dark: terminals without colours are. */
		struct look look =
			theme_look((enum style)style, facts->mono && !code ? 0 : facts->colors,
				code ? !facts->light : facts->dark);

		shown.attributes[style] = attributes_of(&look);
		shown.pairs[style] = pair_of(&look, &count);
	}
}

/* ---- cells */

/* A character that curses thinks narrower than we do would shift the rest of the line. */
static bool shows_itself(const struct cell *cell, const wchar_t *wide)
{
	return (term_facts()->utf8 || (unsigned char)cell->text[0] < 0x80) &&
		wcwidth(wide[0]) == cell->cols;
}

static void put(int row, int col, const wchar_t *wide, int style)
{
	cchar_t cell;

	if (setcchar(&cell, wide, shown.attributes[style], shown.pairs[style], NULL) == OK)
		(void)mvadd_wchnstr(row, col, &cell, 1);
}

static void put_cell(int row, int col, const struct cell *cell)
{
	wchar_t wide[CELL_BYTES] = { 0 }, letter[2] = { 0 };
	char letters[3];
	int i;

	if (cell->cols == 0)
		return;
	if (mbstowcs(wide, cell->text, CELL_BYTES - 1) != (size_t)-1 && shows_itself(cell, wide)) {
		wide[CCHARW_MAX - 1] = 0;
		put(row, col, wide, cell->style);
		return;
	}
	ascii_cell(cell, letters);
	for (i = 0; letters[i]; i++) {
		letter[0] = (wchar_t)letters[i];
		put(row, col + i, letter, cell->style);
	}
}

static bool same_row(const struct cell *a, const struct cell *b, int cols)
{
	int col;

	for (col = 0; col < cols; col++)
		if (a[col].style != b[col].style || a[col].cols != b[col].cols ||
			strcmp(a[col].text, b[col].text) != 0)
			return false;
	return true;
}

/* Rows that have not changed are not even given to curses. */
static void put_rows(const struct canvas *canvas)
{
	bool other = shown.everything || canvas->rows != shown.canvas.rows ||
		     canvas->cols != shown.canvas.cols;
	int rows = canvas->rows < LINES ? canvas->rows : LINES;
	int cols = canvas->cols < COLS ? canvas->cols : COLS, row, col;

	if (other) {
		canvas_free(&shown.canvas);
		canvas_init(&shown.canvas, canvas->rows, canvas->cols);
		erase();
	}
	for (row = 0; row < rows; row++) {
		const struct cell *line = canvas->cells + (size_t)row * (size_t)canvas->cols;
		struct cell *before = shown.canvas.cells + (size_t)row * (size_t)canvas->cols;

		if (!other && same_row(line, before, canvas->cols))
			continue;
		for (col = 0; col < cols; col++)
			if (col + line[col].cols <= cols)
				put_cell(row, col, &line[col]);
		memcpy(before, line, (size_t)canvas->cols * sizeof *line);
	}
}

static void show_title(const char *title)
{
	struct arena arena = { 0 };
	char *bytes;

	if (!shown.title_wanted || !title || strcmp(title, shown.title) == 0)
		return;
	snprintf(shown.title, sizeof shown.title, "%s", title);
	bytes = text_take(&arena, title, strlen(title), 60, NULL);
	bytes = arena_print(&arena, "\033]2;%s\007", bytes);
	modes_write(bytes, strlen(bytes));
	arena_clear(&arena);
}

void term_show(const struct canvas *canvas, const char *title)
{
	bool cursor =
		canvas->cursor_row >= 0 && canvas->cursor_row < LINES && canvas->cursor_col < COLS;

	if (!term_is_open())
		return;
	put_rows(canvas);
	if (shown.everything)
		clearok(curscr, TRUE);
	shown.everything = false;
	/* Where it rests counts only while it can be seen; moving it would cost bytes. */
	leaveok(stdscr, !cursor);
	curs_set(cursor);
	if (cursor)
		move(canvas->cursor_row, canvas->cursor_col);
	refresh();
	show_title(title);
}
