/* caption: see caption.h. What one line does with a key is paint/prompt.c's. */
#include "screen/caption.h"

#include <string.h>
#include "base/text.h"

static struct prompt *current(struct caption *caption)
{
	return &caption->lines[caption->line];
}

/* A line more below the current one, which gets the cursor; false: there are enough. */
static bool open_line(struct caption *caption, const char *text)
{
	int below = caption->line + 1;

	if (caption->count == CAPTION_LINES)
		return false;
	memmove(&caption->lines[below + 1], &caption->lines[below],
		(size_t)(caption->count - below) * sizeof *caption->lines);
	caption->count++;
	caption->line = below;
	prompt_set(current(caption), NULL, text);
	return true;
}

void caption_set(struct caption *caption, const char *text)
{
	struct arena arena = { 0 };

	*caption = (struct caption){ .count = 1 };
	prompt_set(caption->lines, NULL, "");
	for (;; text++) {
		size_t length = strcspn(text, "\n");

		prompt_set(current(caption), NULL, arena_bytes(&arena, text, length));
		text += length;
		if (*text == '\0' || !open_line(caption, ""))
			break;
	}
	caption->line = 0;
	current(caption)->cursor = 0;
	arena_clear(&arena);
}

char *caption_text(const struct caption *caption, struct arena *arena)
{
	char *text = arena_text(arena, caption->lines[0].text);

	for (int i = 1; i < caption->count; i++)
		text = arena_print(arena, "%s\n%s", text, caption->lines[i].text);
	return text;
}

/* ---- keys */

static enum prompt_result break_line(struct caption *caption)
{
	struct prompt *line = current(caption);
	struct arena arena = { 0 };
	const char *rest = arena_text(&arena, line->text + line->cursor);
	bool opened = open_line(caption, rest);

	if (opened) {
		line->text[line->cursor] = '\0';
		current(caption)->cursor = 0;
	}
	arena_clear(&arena);
	return opened ? PROMPT_CHANGED : PROMPT_MOVED;
}

/* The current line to the end of the one above; stays if both are too long for one. */
static enum prompt_result join_above(struct caption *caption)
{
	struct prompt *line = current(caption), *above = line - 1;
	size_t length;

	if (caption->line == 0)
		return PROMPT_MOVED;
	length = strlen(above->text);
	if (length + strlen(line->text) >= PROMPT_BYTES)
		return PROMPT_MOVED;
	memcpy(above->text + length, line->text, strlen(line->text) + 1);
	above->cursor = length;
	memmove(line, line + 1, (size_t)(caption->count - caption->line - 1) * sizeof *line);
	caption->count--;
	caption->line--;
	return PROMPT_CHANGED;
}

static enum prompt_result go_line(struct caption *caption, int step)
{
	int to = caption->line + step;

	if (to < 0 || to >= caption->count)
		return PROMPT_MOVED;
	size_t cols = text_cols(current(caption)->text) - text_cols(current(caption)->text + current(caption)->cursor);
	caption->line = to;
	current(caption)->cursor = text_fit(current(caption)->text, cols, NULL);
	return PROMPT_MOVED;
}

static enum prompt_result paste(struct caption *caption, const char *pasted)
{
	struct arena arena = { 0 };
	struct key part = { .name = "<Paste>" };
	char *lines = text_take_lines(&arena, pasted, strlen(pasted), PROMPT_BYTES * CAPTION_LINES);

	for (;; lines++) {
		size_t length = strcspn(lines, "\n");

		part.paste = arena_bytes(&arena, lines, length);
		(void)prompt_key(current(caption), &part);
		lines += length;
		if (*lines == '\0' || break_line(caption) != PROMPT_CHANGED)
			break;
	}
	arena_clear(&arena);
	return PROMPT_CHANGED;
}

enum prompt_result caption_key(struct caption *caption, const struct key *key)
{
	struct prompt *line = current(caption);
	bool at_end = line->text[line->cursor] == '\0', is_last = caption->line + 1 == caption->count;

	if (key_is(key, "<Paste>") && key->paste)
		return paste(caption, key->paste);
	if (key_is(key, "<Enter>"))
		return break_line(caption);
	if (key_is(key, "<C-s>") || key_is(key, "<Esc>"))
		return PROMPT_ENTER;
	if (key_is(key, "<Up>") || key_is(key, "<Down>"))
		return go_line(caption, key_is(key, "<Up>") ? -1 : 1);
	if (key_is(key, "<BackSpace>") && line->cursor == 0)
		return join_above(caption);
	if (key_is(key, "<Delete>") && at_end && !is_last) {
		caption->line++;
		return join_above(caption);
	}
	return prompt_key(line, key);
}

/* ---- drawing */

void caption_draw(struct caption *caption, struct area area)
{
	if (caption->line < caption->top)
		caption->top = caption->line;
	if (caption->line >= caption->top + area.rows)
		caption->top = caption->line - area.rows + 1;
	for (int row = 0; row < area.rows && caption->top + row < caption->count; row++) {
		int at = caption->top + row;

		area_fill(area, row, STYLE_FIELD);
		if (at == caption->line)
			prompt_draw(&caption->lines[at], area, row);
		else
			area_field(area, row, 0, area.cols, STYLE_FIELD, caption->lines[at].text, false);
	}
}
