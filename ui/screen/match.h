/* match: how well typed words fit a row of help or palette. Both are folded
 * (text_fold) by the caller. */
#ifndef SCREEN_MATCH_H
#define SCREEN_MATCH_H

/* 0 = does not fit; larger = better: begins with it, holds it, holds its letters in order. */
int match_words(const char *folded, const char *typed);

#endif
