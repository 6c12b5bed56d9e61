/*
 * prompt: editing one line. Whatever is typed or pasted is cleaned together with what stands before
 * it, because a mark belongs to the character it follows. Read next: paint/prompt.h, base/text.h.
 */
#include "paint/prompt.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

static size_t step_before(const char *text, size_t at)
{
	size_t start = 0, length;
	int cols;

	for (; start < at; start += length) {
		length = text_next(text + start, &cols);
		if (length == 0 || start + length >= at)
			break;
	}
	return start;
}

static size_t step_after(const char *text, size_t at)
{
	int cols;

	return at + text_next(text + at, &cols);
}

void prompt_set(struct prompt *prompt, const char *label, const char *text)
{
	struct arena arena = { 0 };
	char *clean =
		text_take(&arena, text ? text : "", text ? strlen(text) : 0, PROMPT_BYTES, NULL);
	size_t length = strlen(clean);

	*prompt = (struct prompt){ .label = label };
	while (length >= PROMPT_BYTES)
		length = step_before(clean, length);
	memcpy(prompt->text, clean, length);
	prompt->text[length] = '\0';
	prompt->cursor = length;
	arena_clear(&arena);
}

/* ---- changing */

static void erase(struct prompt *prompt, size_t from, size_t until)
{
	memmove(prompt->text + from, prompt->text + until, strlen(prompt->text + until) + 1);
	prompt->cursor = from;
}

/* Puts raw bytes in at the cursor; what does not fit is left out, at a whole character. */
static enum prompt_result insert(struct prompt *prompt, const char *raw, size_t length)
{
	struct arena arena = { 0 };
	char *before = arena_bytes(&arena, prompt->text, prompt->cursor), *joined, *clean;
	size_t rest = strlen(prompt->text + prompt->cursor), room = PROMPT_BYTES - 1 - rest, at;

	length = length < PROMPT_BYTES * 4 ? length : PROMPT_BYTES * 4;
	joined = arena_take(&arena, prompt->cursor + length + 1);
	memcpy(joined, before, prompt->cursor);
	memcpy(joined + prompt->cursor, raw, length);
	clean = text_take(&arena, joined, prompt->cursor + length, SIZE_MAX, NULL);
	for (at = strlen(clean); at > room; at = step_before(clean, at))
		;
	clean = arena_print(&arena, "%.*s%s", (int)at, clean, prompt->text + prompt->cursor);
	clean = text_take(&arena, clean, strlen(clean), SIZE_MAX, NULL);
	memcpy(prompt->text, clean, strlen(clean) + 1);
	prompt->cursor = at < strlen(clean) ? at : strlen(clean);
	arena_clear(&arena);
	return PROMPT_CHANGED;
}

static size_t word_before(const struct prompt *prompt)
{
	size_t at = prompt->cursor;

	while (at > 0 && prompt->text[at - 1] == ' ')
		at--;
	while (at > 0 && prompt->text[at - 1] != ' ')
		at--;
	return at;
}

static enum prompt_result edit(struct prompt *prompt, size_t from, size_t until)
{
	if (from == until)
		return PROMPT_MOVED;
	erase(prompt, from, until);
	return PROMPT_CHANGED;
}

static enum prompt_result go(struct prompt *prompt, size_t cursor)
{
	prompt->cursor = cursor;
	return PROMPT_MOVED;
}

enum prompt_result prompt_key(struct prompt *prompt, const struct key *key)
{
	const char *text = prompt->text;
	size_t at = prompt->cursor, length = strlen(text);

	if (key->paste && key_is(key, "<Paste>"))
		return insert(prompt, key->paste, strlen(key->paste));
	if (key_is_text(key))
		return insert(prompt, key->typed, strlen(key->typed));
	if (key_is(key, "<Enter>"))
		return PROMPT_ENTER;
	if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>"))
		return PROMPT_LEAVE;
	if (key_is(key, "<BackSpace>"))
		return edit(prompt, step_before(text, at), at);
	if (key_is(key, "<Delete>") || key_is(key, "<C-d>"))
		return edit(prompt, at, step_after(text, at));
	if (key_is(key, "<C-w>"))
		return edit(prompt, word_before(prompt), at);
	if (key_is(key, "<C-u>"))
		return edit(prompt, 0, at);
	if (key_is(key, "<C-k>"))
		return edit(prompt, at, length);
	if (key_is(key, "<Left>") || key_is(key, "<C-b>"))
		return go(prompt, step_before(text, at));
	if (key_is(key, "<Right>") || key_is(key, "<C-f>"))
		return go(prompt, step_after(text, at));
	if (key_is(key, "<Home>") || key_is(key, "<C-a>"))
		return go(prompt, 0);
	if (key_is(key, "<End>") || key_is(key, "<C-e>"))
		return go(prompt, length);
	return PROMPT_NOT_MINE;
}

/* ---- drawing */

/* The first byte to show, so that the cursor and what stands before it can be seen. */
static size_t first_shown(const struct prompt *prompt, size_t cols)
{
	struct arena arena = { 0 };
	char *before = arena_bytes(&arena, prompt->text, prompt->cursor);
	size_t from = 0;

	while (text_cols(before + from) >= cols && before[from])
		from = step_after(before, from);
	arena_clear(&arena);
	return from;
}

static int draw_dots(const struct prompt *prompt, struct area field)
{
	size_t at = 0, count = 0, before = 0;
	int col = 0;

	for (; prompt->text[at]; at = step_after(prompt->text, at), count++)
		before += at < prompt->cursor;
	for (at = 0; at < count && col < field.cols; at++)
		col = area_put(field, 0, col, STYLE_FIELD, "*");
	return (int)before;
}

void prompt_draw(const struct prompt *prompt, struct area area, int row)
{
	int col = 0, cursor;
	struct area field;
	size_t from;

	if (prompt->label && prompt->label[0])
		col = area_put(area, row, 0, STYLE_BOLD, prompt->label) + 1;
	/* A long label must not push the field out of a narrow window. */
	if (col > area.cols * 2 / 3)
		col = area.cols * 2 / 3;
	field = area_part(area, row, col, 1, area.cols - col);
	area_fill(field, 0, STYLE_FIELD);
	if (prompt->secret) {
		cursor = draw_dots(prompt, field);
	} else {
		from = first_shown(prompt, (size_t)(field.cols > 1 ? field.cols : 1));
		area_put(field, 0, 0, STYLE_FIELD, prompt->text + from);
		cursor = (int)(text_cols(prompt->text + from) -
			       text_cols(prompt->text + prompt->cursor));
	}
	area_cursor(field, 0, cursor);
}
