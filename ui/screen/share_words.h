/*
 * share_words: the caption of the share screen: shown with what its channel would punish, and edited. What
 * is typed goes into the store as a draft a moment after the last key, so that a lost line loses nothing.
 */
#ifndef SCREEN_SHARE_WORDS_H
#define SCREEN_SHARE_WORDS_H

#include "model/link.h"
#include "screen/caption.h"
#include "screen/screen.h"
#include "screen/sheet.h"

struct share_words {
	bool typing;
	struct caption field;
	int64_t keep_at_ms; /* when what was typed goes into the store; 0: it is there */
	struct desk *desk;
	struct link link;             /* of the caption being edited */
	const char *proposed, *before; /* the caption without her words; her words until now, or NULL */
	struct arena arena;           /* of one editing */
};

void share_words_edit(struct share_words *words, const struct face *face, const struct goods *goods,
	const struct link *link);
struct reaction share_words_key(struct share_words *words, const struct key *key);
/* Into the store what is not there yet. */
struct reaction share_words_keep(struct share_words *words);
void share_words_close(struct share_words *words);

/* The field, its count and what is wrong in it. */
void share_words_draw_field(struct share_words *words, struct area area);
/* The caption with its count, what its channel would punish, and where the link goes. */
void share_words_draw(struct sheet *sheet, const char *caption, const struct link *link);
/* Why this caption must not be posted there (translated, in `arena`), or NULL. */
const char *share_words_block(const char *caption, enum channel channel, struct arena *arena);

#endif
