/* argv: see argv.h. */
#include "conf/argv.h"

#include <string.h>

size_t argv_split(char *line, char *arguments[ARGUMENTS_MOST + 1])
{
	size_t count = 0;
	char *to, quote;

	while (count < ARGUMENTS_MOST) {
		line += strspn(line, " \t");
		if (!*line)
			break;
		arguments[count++] = to = line;
		for (quote = 0; *line && (quote || (*line != ' ' && *line != '\t')); line++) {
			if (quote ? *line == quote : *line == '"' || *line == '\'')
				quote = quote ? 0 : *line;
			else
				*to++ = *line;
		}
		if (*line)
			line++;
		*to = '\0';
	}
	arguments[count] = NULL;
	return count;
}
