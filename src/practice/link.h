/*
 * link: tracked links: their codes and rows. A code may end in '_': whoever passes a link on must
 * pass every byte. Read next: page.c, which is where a link leads.
 */
#ifndef PRACTICE_LINK_H
#define PRACTICE_LINK_H

#include "practice/route.h"

enum { CODE_LENGTH = 8, CODE_BYTES = 20 };
struct new_link {
	int64_t shop, goods, at;
	const char *channel, *kind;
};
/* *n gets its number. */
MUST_USE enum err link_new(
	struct practice *practice, const struct new_link *link, int64_t *n, struct fault *fault);
extern const struct list links;
bool channel_is_good(const char *channel);

#endif
