/*
 * list_draw: columns and rows of a list onto the canvas. Columns that are too much for the width
 * are left out from the right until the open one has room. Read next: paint/list.h.
 */
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "paint/list_marks.h"

enum { GUTTER = 2, OPEN_LEAST = 8, CARDS_BELOW = 60, NOT_ON_CARDS = 80 };

struct place {
	int col, cols; /* cols 0: not shown */
};

/* The columns' places; how many columns are left for an open one decides which are shown. */
static int fixed_cols(const struct list_column *columns, const bool *shown, size_t count)
{
	int sum = GUTTER;
	size_t i;

	for (i = 0; i < count; i++)
		if (shown[i])
			sum += columns[i].cols + (i > 0);
	return sum;
}

static bool has_open(const struct list_column *columns, const bool *shown, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (shown[i] && columns[i].cols == 0)
			return true;
	return false;
}

static void choose(const struct list_column *columns, bool *shown, size_t count, int cols)
{
	size_t i, last, left = 0;

	for (i = 0; i < count; i++)
		left += shown[i] = columns[i].from_cols <= cols;
	for (last = count; last-- > 0 && left > 1;) {
		int open = has_open(columns, shown, count) ? OPEN_LEAST : 0;

		if (fixed_cols(columns, shown, count) + open <= cols)
			return;
		if (!shown[last] || columns[last].cols == 0)
			continue;
		shown[last] = false;
		left--;
	}
}

static void lay_out(
	const struct list_column *columns, struct place *places, size_t count, int cols)
{
	bool shown[LIST_COLUMNS] = { false };
	int open, col = GUTTER;
	size_t i;

	choose(columns, shown, count, cols);
	open = cols - fixed_cols(columns, shown, count);
	for (i = 0; i < count; i++) {
		int wide = columns[i].cols > 0 ? columns[i].cols : open > 0 ? open : 0;

		places[i] = (struct place){ .col = col, .cols = shown[i] ? wide : 0 };
		if (shown[i])
			col += wide + 1;
	}
}

static bool has_heads(const struct list_column *columns, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (columns[i].head && columns[i].head[0])
			return true;
	return false;
}

static void draw_heads(struct area area, const struct list_column *columns,
	const struct place *places, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (columns[i].head && columns[i].head[0])
			area_field(area, 0, places[i].col, places[i].cols, STYLE_HEAD,
				_(columns[i].head), columns[i].right);
}

struct drawing {
	const struct list_column *columns;
	const struct place *places;
	size_t count;
};

/* ---- searched words inside a title */

/* Bytes of `title` that `word` (folded, of `length` bytes) covers from its start;
 * 0: it is not there. Steps are folded one by one, because places in a folded text
 * are not places in the text. */
static size_t covers(struct arena *arena, const char *title, const char *word, size_t length)
{
	size_t at = 0, step, bytes;
	int cols;

	while (length > 0) {
		const char *folded;

		step = text_next(title + at, &cols);
		if (step == 0)
			return 0;
		folded = text_fold(arena, arena_bytes(arena, title + at, step));
		bytes = strlen(folded);
		if (bytes == 0 || bytes > length || memcmp(folded, word, bytes) != 0)
			return 0;
		word += bytes;
		length -= bytes;
		at += step;
	}
	return at;
}

static size_t any_covers(struct arena *arena, const char *title, const char *words)
{
	size_t most = 0, length, found;

	for (words += strspn(words, " "); *words; words += length + strspn(words + length, " ")) {
		length = strcspn(words, " ");
		found = covers(arena, title, words, length);
		most = found > most ? found : most;
	}
	return most;
}

/* Over the title as area_field drew it at `col`. */
static void draw_matches(struct area area, int col, int cols, const char *title, const char *match)
{
	struct arena arena = { 0 };
	const char *words = text_fold(&arena, match);
	size_t seen = text_fit(title, (size_t)cols, NULL), at = 0, until = 0, step;
	int wide;

	if (title[seen] != '\0')
		seen = text_fit(title, (size_t)cols - 1, NULL);
	for (; at < seen; at += step, col += wide) {
		size_t found = any_covers(&arena, title + at, words);

		until = at + found > until ? at + found : until;
		step = text_next(title + at, &wide);
		if (step == 0)
			break;
		if (at < until)
			area_put(area, 0, col, STYLE_MATCH, arena_bytes(&arena, title + at, step));
	}
	arena_clear(&arena);
}

/* ---- rows */

static enum style style_of(const struct list_row *row, size_t i)
{
	return row->styles[i] == STYLE_TEXT && row->dim ? STYLE_DIM : (enum style)row->styles[i];
}

static void draw_cell(const struct list *list, struct area line, const struct list_column *column,
	const struct list_row *row, size_t i)
{
	if (!row->cells[i] || line.cols <= 0)
		return;
	area_field(line, 0, 0, line.cols, style_of(row, i), row->cells[i], column->right);
	if (list->match && column->cols == 0)
		draw_matches(line, 0, line.cols, row->cells[i], list->match);
}

static void draw_cells(const struct list *list, struct area line, const struct list_row *row,
	const struct drawing *drawing)
{
	size_t i;

	for (i = 0; i < drawing->count; i++)
		draw_cell(list,
			area_part(line, 0, drawing->places[i].col, 1, drawing->places[i].cols),
			&drawing->columns[i], row, i);
}

/* The open column on the first line, the others one after the other on the second, without what
 * only wide lists show: numbers without heads must speak for themselves. */
static void draw_card(const struct list *list, struct area lines, const struct list_row *row,
	const struct drawing *drawing)
{
	struct area second = area_part(lines, 1, GUTTER, 1, lines.cols);
	int col = 0;
	size_t i;

	for (i = 0; i < drawing->count; i++) {
		if (drawing->columns[i].cols == 0)
			draw_cell(list, area_part(lines, 0, GUTTER, 1, lines.cols),
				&drawing->columns[i], row, i);
		else if (drawing->columns[i].from_cols < NOT_ON_CARDS && row->cells[i] &&
			 row->cells[i][0])
			col = area_put(second, 0, col, style_of(row, i), row->cells[i]) + 2;
	}
}

static void draw_row(
	const struct list *list, struct area lines, size_t place, const struct drawing *drawing)
{
	const struct list_row *row = &list->rows[place - list->loaded_from];

	if (place == list->selected)
		area_put(lines, 0, 0, STYLE_BOLD, glyphs()->select);
	if (list_is_marked(list, row->id))
		area_put(lines, 0, 1, STYLE_MARK, glyphs()->mark);
	if (list->row_lines == 2)
		draw_card(list, lines, row, drawing);
	else
		draw_cells(list, lines, row, drawing);
}

static void draw_rows(const struct list *list, struct area area, const struct drawing *drawing)
{
	int row, lines = list->row_lines;

	for (row = 0; row < list->page_rows; row++) {
		size_t place = list->top + (size_t)row;

		if (place < list->total && place >= list->loaded_from &&
			place - list->loaded_from < list->loaded_count)
			draw_row(list,
				area_part(area, list->head_rows + row * lines, 0, lines, area.cols),
				place, drawing);
	}
}

void list_draw(
	struct list *list, struct area area, const struct list_column *columns, size_t count)
{
	struct place places[LIST_COLUMNS];
	struct drawing drawing = { columns, places, count < LIST_COLUMNS ? count : LIST_COLUMNS };

	lay_out(columns, places, drawing.count, area.cols);
	list->row_lines = list->cards && area.cols < CARDS_BELOW ? 2 : 1;
	list->head_rows =
		list->row_lines == 1 && area.rows > 1 && has_heads(columns, drawing.count);
	if (list->head_rows)
		draw_heads(area, columns, places, drawing.count);
	list->page_rows = (area.rows - list->head_rows) / list->row_lines;
	list_keep_visible(list);
	draw_rows(list, area, &drawing);
}
