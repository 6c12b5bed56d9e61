/* reaction: see reaction.h. */
#include "screen/reaction.h"

#include <stdio.h>

struct reaction reaction_of(enum reaction_kind kind)
{
	return (struct reaction){ .kind = kind };
}

struct reaction reaction_say(enum reaction_kind kind, const char *sentence)
{
	struct reaction reaction = { .kind = kind };
	snprintf(reaction.say, sizeof reaction.say, "%s", sentence);
	return reaction;
}

struct reaction reaction_go(enum screen_id screen, const char *subject)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = screen };
	if (!subject)
		return reaction_of(REACT_STAY);
	int length = snprintf(reaction.subject, sizeof reaction.subject, "%s", subject);
	return length < (int)sizeof reaction.subject ? reaction : reaction_of(REACT_STAY);
}
