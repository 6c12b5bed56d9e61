/* term_facts: what can be known of a terminal without asking it:
 * environment, kernel, console font. */
#ifndef TERM_FACTS_H
#define TERM_FACTS_H

#include "term/term.h"

/* Fills all but rows, cols and colors; ambiguous_cols is 1 until the terminal says otherwise. */
void facts_read(struct term_facts *facts);
void facts_read_size(struct term_facts *facts); /* rows, cols, pixels from the kernel */
/* Is this Linux's own console, with a font that lacks one of the signs in glyphs.c? */
bool facts_console_lacks_glyphs(void);
/* The answer to OSC 11: "rgb:ffff/ffff/dddd". */
void facts_take_background(struct term_facts *facts, const char *color);
bool facts_no_color(void); /* NO_COLOR is set and not empty */
/* Does it understand questions and titles as xterm does? */
bool facts_can_be_asked(const struct term_facts *facts);
bool facts_names_a_modern(const char *name); /* a terminal that xterm-256color describes well enough */

#endif
