/* reaction: see reaction.h. */
#include "screen/reaction.h"

#include <stdio.h>
#include "base/words.h"

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

struct reaction reaction_marked(enum reaction_kind kind, const struct list *list, enum action action)
{
	struct reaction reaction = reaction_of(kind);
	if ((action == ACTION_MARK_ALL || action == ACTION_MARK_INVERT) && list->total > LIST_MARKS)
		snprintf(reaction.say, sizeof reaction.say,
			_("The first %d are marked, the most at a time; there are %zu."), LIST_MARKS, list->total);
	return reaction;
}
