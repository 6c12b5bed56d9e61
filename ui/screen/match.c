/* match: see match.h. */
#include "screen/match.h"

#include <string.h>

int match_words(const char *folded, const char *typed)
{
	const char *at = folded, *letter;

	if (typed[0] == '\0')
		return 1;
	at = strstr(folded, typed);
	if (at)
		return at == folded ? 4 : at[-1] == ' ' ? 3 : 2;
	for (at = folded, letter = typed; *letter; letter++, at++)
		if (!(at = strchr(at, *letter)))
			return 0;
	return 1;
}
