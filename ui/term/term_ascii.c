/* term_ascii: see term_ascii.h. */
#include "term/term_ascii.h"

#include <string.h>

/* `one` for cells of one column, `two` for those of two. */
static const struct {
	const char *text, *one, *two;
} signs[] = { { "─", "-", "--" }, { "│", "|", "| " }, { "…", "~", ".." }, { "•", "*", "* " },
	{ "·", ".", ". " }, { "→", ">", "->" }, { "▲", "^", "^ " }, { "▼", "v", "v " }, { "█", "#", "##" },
	{ "¥", "Y", "Y " }, { "￥", "Y", "Y " }, { "€", "E", "E " }, { "£", "L", "L " }, { "°", "o", "o " },
	{ "±", "+", "+-" }, { "×", "x", "x " }, { "–", "-", "--" }, { "—", "-", "--" }, { "“", "\"", "\" " },
	{ "”", "\"", "\" " }, { "‘", "'", "' " }, { "’", "'", "' " }, { "★", "*", "* " }, { "✓", "+", "+ " },
	{ "，", ",", ", " }, { "。", ".", ". " }, { "：", ":", ": " }, { "（", "(", " (" }, { "）", ")", ") " },
	{ "、", ",", ", " }, { "！", "!", "! " }, { "？", "?", "? " } };

void ascii_cell(const struct cell *cell, char letters[3])
{
	const char *found = cell->cols == 2 ? "? " : "?";
	size_t i;

	if ((unsigned char)cell->text[0] < 0x80) {
		letters[0] = cell->text[0];
		letters[1] = '\0';
		return;
	}
	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcmp(signs[i].text, cell->text) == 0)
			found = cell->cols == 2 ? signs[i].two : signs[i].one;
	memcpy(letters, found, strlen(found) + 1);
}
