/*
 * lint: what a text that is to be posted says that its channel punishes: links taken down, shares stopped,
 * accounts closed. The rules and the words they are known by are tables in lint.c; nothing here is sent or
 * stored. The text may be anything she typed or pasted.
 */
#ifndef MODEL_LINT_H
#define MODEL_LINT_H

#include <stddef.h>
#include "base/arena.h"
#include "model/link.h"

enum lint_act { LINT_FINE, LINT_WARNS, LINT_BLOCKS };

struct lint_finding {
	enum lint_act act;
	const char *rule;  /* stable id for programs: "pass-code", "group-link" … */
	const char *part;  /* what in the text it is about, in the arena; "" = the whole */
	const char *words; /* translated: why, and what to do */
};

/* Findings in the arena, blocks first, at most one for each rule; returns how many. */
size_t lint_text(const char *text, enum channel channel, struct arena *arena,
	struct lint_finding **findings);
/* The first that blocks, NULL: it may be posted. */
const struct lint_finding *lint_block(const struct lint_finding *findings, size_t count);
const char *lint_act_id(enum lint_act act); /* "warns", "blocks" */

/* Length in bytes of a pass-code such as ￥7KQ2M9XA￥ at the beginning of `text`, else 0 (R42). */
size_t lint_pass_code(const char *text);

#endif
