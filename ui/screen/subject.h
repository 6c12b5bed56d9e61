/* subject: what a screen is about, as it travels in a reaction and as the id of a list's row:
 * "supplier<Tab>id", and for some screens "<Tab>view" after it. */
#ifndef SCREEN_SUBJECT_H
#define SCREEN_SUBJECT_H

#include <stdbool.h>
#include "base/arena.h"

enum { SUBJECT_PART = 200 };
struct subject {
	char supplier[SUBJECT_PART], id[SUBJECT_PART]; /* "" = none */
	char view[16]; /* how to show it: SUBJECT_QR, or "" */
};
#define SUBJECT_QR "qr" /* share: the code full screen */
/* False, and both parts "", if the text is NULL or holds no tab or a part that is too long. */
bool subject_read(const char *text, struct subject *subject);
const char *subject_make(struct arena *arena, const char *supplier, const char *id);

#endif
