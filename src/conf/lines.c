/*
 * lines: a walk over the words of a configuration, blind to values: comments and quoted text are
 * stepped over, names are those before '=' and '{'. Read next: conf.c, which compares them.
 */
#include "conf/lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

struct walk {
	const char *text, *at;
	int line;
	struct arena *arena;
	struct conf_line *lines;
	size_t count, room;
	const char *section; /* "" at depth 0 */
	int depth;
	const char *name; /* first word since the last value, NULL if none */
	int name_line;
	size_t name_at;
	const char *title; /* the word after it */
	size_t open;	   /* row of the section that is open, from 1 */
};

static size_t place(const struct walk *walk)
{
	return (size_t)(walk->at - walk->text);
}

static void take_title(struct walk *walk, const char *from, size_t length)
{
	if (walk->name && walk->depth == 0)
		walk->title = arena_bytes(walk->arena, from, length);
}

static void step(struct walk *walk)
{
	if (*walk->at == '\n')
		walk->line++;
	walk->at++;
}

static void skip_until(struct walk *walk, const char *end)
{
	while (*walk->at && strncmp(walk->at, end, strlen(end)) != 0)
		step(walk);
	for (; *walk->at && *end; end++)
		step(walk);
}

static void skip_quoted(struct walk *walk)
{
	char quote = *walk->at;
	const char *from;

	step(walk);
	from = walk->at;
	while (*walk->at && *walk->at != quote) {
		if (*walk->at == '\\' && walk->at[1])
			step(walk);
		step(walk);
	}
	take_title(walk, from, (size_t)(walk->at - from));
	if (*walk->at)
		step(walk);
}

static bool skip_comment(struct walk *walk)
{
	if (*walk->at == '#' || strncmp(walk->at, "//", 2) == 0)
		walk->at += strcspn(walk->at, "\n");
	else if (strncmp(walk->at, "/*", 2) == 0)
		skip_until(walk, "*/");
	else
		return false;
	return true;
}

/* NULL if there is none, or too deep. */
static struct conf_line *take_name(struct walk *walk)
{
	struct conf_line *row;

	if (!walk->name || walk->depth > 1)
		return NULL;
	if (walk->count == walk->room) {
		struct conf_line *wider;

		walk->room = walk->room ? walk->room * 2 : 32;
		wider = arena_take_array(walk->arena, walk->room, sizeof *wider);
		if (walk->count > 0)
			memcpy(wider, walk->lines, walk->count * sizeof *wider);
		walk->lines = wider;
	}
	row = &walk->lines[walk->count++];
	*row = (struct conf_line){ .section = walk->section,
		.name = walk->name,
		.line = walk->name_line,
		.at = walk->name_at };
	return row;
}

static size_t word_length(const char *at)
{
	return strcspn(at, " \t\r\n=+{}()\"'#,");
}

/* After '=': one word, one quoted text or a list in braces. */
static void skip_value(struct walk *walk)
{
	while (isspace((unsigned char)*walk->at) || skip_comment(walk))
		if (isspace((unsigned char)*walk->at))
			step(walk);
	if (*walk->at == '{')
		skip_until(walk, "}");
	else if (*walk->at == '"' || *walk->at == '\'')
		skip_quoted(walk);
	else
		walk->at += word_length(walk->at);
	walk->name = NULL;
}

static void open_section(struct walk *walk)
{
	struct conf_line *row = take_name(walk);

	if (row) {
		row->title = walk->title;
		row->body = place(walk);
	}
	if (walk->depth == 0) {
		walk->section = walk->name ? walk->name : "";
		walk->open = row ? walk->count : 0;
	}
	walk->title = NULL;
	walk->depth++;
	walk->name = NULL;
}

static void close_section(struct walk *walk)
{
	if (walk->depth > 0)
		walk->depth--;
	if (walk->depth == 0) {
		walk->section = "";
		if (walk->open > 0)
			walk->lines[walk->open - 1].end = place(walk) - 1;
		walk->open = 0;
	}
	walk->name = NULL;
}

static void take_sign(struct walk *walk)
{
	char sign = *walk->at;

	step(walk);
	if (sign == '=') {
		struct conf_line *row = take_name(walk);

		skip_value(walk);
		if (row)
			row->end = place(walk);
	} else if (sign == '{') {
		open_section(walk);
	} else if (sign == '}') {
		close_section(walk);
	}
}

static void take_word(struct walk *walk, size_t length)
{
	if (walk->name) {
		take_title(walk, walk->at, length);
	} else {
		walk->name = arena_bytes(walk->arena, walk->at, length);
		walk->name_line = walk->line;
		walk->name_at = place(walk);
		walk->title = NULL;
	}
	walk->at += length;
}

size_t conf_lines(const char *text, struct arena *arena, struct conf_line **lines)
{
	struct walk walk = { .text = text, .at = text, .line = 1, .arena = arena, .section = "" };

	while (*walk.at) {
		size_t length = word_length(walk.at);

		if (skip_comment(&walk))
			continue;
		if (*walk.at == '"' || *walk.at == '\'')
			skip_quoted(&walk);
		else if (length > 0)
			take_word(&walk, length);
		else
			take_sign(&walk);
	}
	*lines = walk.lines;
	return walk.count;
}

/* ---- did you mean */

static size_t distance(const char *a, const char *b)
{
	enum { MOST = 24 };
	size_t row[MOST + 1], i, j, la = strlen(a), lb = strlen(b);

	if (la > MOST || lb > MOST)
		return MOST;
	for (j = 0; j <= lb; j++)
		row[j] = j;
	for (i = 1; i <= la; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (j = 1; j <= lb; j++) {
			size_t above = row[j], best = corner + (a[i - 1] != b[j - 1]);

			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			corner = above;
		}
	}
	return row[lb];
}

const char *word_nearer(const char *name, const char *known, const char *best)
{
	size_t away = distance(name, known);

	/* Half of a short word is another word. */
	return away <= 3 && away * 2 <= strlen(known) && (!best || away < distance(name, best)) ? known
											   : best;
}
