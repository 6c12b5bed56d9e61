/* reaction: the three reactions every screen makes (screen.h says what each kind means). */
#ifndef SCREEN_REACTION_H
#define SCREEN_REACTION_H

#include "paint/list.h"
#include "screen/screen.h"

struct reaction reaction_of(enum reaction_kind kind);
struct reaction reaction_say(enum reaction_kind kind, const char *sentence);
/* Goes to `screen`; stays when there is no subject (NULL) or it is too long to travel. */
struct reaction reaction_go(enum screen_id screen, const char *subject);
/* After the list has acted: says so where a mark of everything had to stop. */
struct reaction reaction_marked(enum reaction_kind kind, const struct list *list, enum action action);

#endif
