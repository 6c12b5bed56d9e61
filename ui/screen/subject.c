/* subject: "supplier<Tab>id" apart and together. Account names hold no tab: conf sees to that. */
#include "screen/subject.h"

#include <string.h>

/* Copies up to `end`; false if it has no room. */
static bool take(char *part, size_t bytes, const char *from, const char *end)
{
	size_t length = (size_t)(end - from);
	if (length >= bytes)
		return false;
	memcpy(part, from, length);
	part[length] = '\0';
	return true;
}

bool subject_read(const char *text, struct subject *subject)
{
	*subject = (struct subject){ 0 };
	const char *tab = text ? strchr(text, '\t') : NULL;
	if (!tab)
		return false;
	const char *second = strchrnul(tab + 1, '\t'), *end = second + strlen(second);
	const char *view = *second ? second + 1 : end;
	if (take(subject->supplier, sizeof subject->supplier, text, tab) &&
		take(subject->id, sizeof subject->id, tab + 1, second) &&
		take(subject->view, sizeof subject->view, view, end))
		return true;
	*subject = (struct subject){ 0 };
	return false;
}

const char *subject_make(struct arena *arena, const char *supplier, const char *id)
{
	return arena_print(arena, "%s\t%s", supplier, id);
}
