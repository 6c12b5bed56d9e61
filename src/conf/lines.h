/*
 * lines: on which line of a configuration each name stands. libconfuse skips names it does not know
 * without a word and keeps no lines; this pass finds them for warnings. What a value means is
 * libconfuse's business alone.
 */
#ifndef CONF_LINES_H
#define CONF_LINES_H

#include <stddef.h>
#include "base/arena.h"

struct conf_line {
	const char *section; /* "" at the top, else the section's name */
	const char *name;    /* of an option, or of a section that opens here */
	int line;
	const char *title; /* of a section, or NULL */
	/* Offsets in the text: of the name, of what a section holds (after its brace), and after the value
	 * or of the closing brace (0: it is not closed). */
	size_t at, body, end;
};

/* Every `name = …` and `name … {` of the text, down to one section deep; returns the count. */
size_t conf_lines(const char *text, struct arena *arena, struct conf_line **lines);
/* The nearer of two words she may have meant by `name`: `known` or what was `best` so far (or
 * NULL). */
const char *word_nearer(const char *name, const char *known, const char *best);

#endif
