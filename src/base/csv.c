/* csv: see csv.h. */
#include "base/csv.h"

#include <stdbool.h>
#include <string.h>
#include "base/words.h"

enum { FIELDS_MOST = 1000 };

static size_t count_in_line(const char *text, char separator)
{
	bool quoted = false;
	size_t count = 0;

	for (; *text && (quoted || !strchr("\r\n", *text)); text++) {
		if (*text == '"')
			quoted = !quoted;
		count += !quoted && *text == separator;
	}
	return count;
}

void csv_init(struct csv *csv, char *text)
{
	static const char separators[] = ",\t;";
	size_t most = 0, i;

	*csv = (struct csv){ text, ',', 1 };
	for (i = 0; separators[i]; i++) {
		size_t count = count_in_line(text, separators[i]);

		if (count > most) {
			most = count;
			csv->separator = separators[i];
		}
	}
}

static bool ends_line(char byte)
{
	return byte == '\n' || byte == '\r' || byte == '\0';
}

/* Over the end of a line; CR LF is one. */
static void next_line(struct csv *csv)
{
	if (*csv->at == '\0')
		return;
	csv->at += csv->at[0] == '\r' && csv->at[1] == '\n' ? 2 : 1;
	csv->line++;
}

/* Behind the opening quote; ends behind the closing one. The text is
 * moved over the quotes' places. */
static enum err read_quoted(struct csv *csv, size_t row_line, char **end, struct fault *fault)
{
	char *from = csv->at, *to = csv->at;

	for (;; from++) {
		if (*from == '\0')
			return fault_set(fault, ERR_DECODE,
				_("Line %zu: a quoted field is not closed"), row_line);
		if (*from == '"' && *++from != '"')
			break;
		csv->line += *from == '\n' || (*from == '\r' && from[1] != '\n');
		*to++ = *from;
	}
	*end = to;
	csv->at = from;
	if (*from != csv->separator && !ends_line(*from))
		return fault_set(fault, ERR_DECODE,
			_("Line %zu: there is more behind a closed quote"), csv->line);
	return OK;
}

static enum err read_plain(struct csv *csv, char **end, struct fault *fault)
{
	while (*csv->at != csv->separator && !ends_line(*csv->at))
		if (*csv->at++ == '"')
			return fault_set(fault, ERR_DECODE,
				_("Line %zu: a quote within a field that is not quoted"), csv->line);
	*end = csv->at;
	return OK;
}

enum err csv_next(struct csv *csv, struct arena *arena, struct csv_row *row, struct fault *fault)
{
	char *fields[FIELDS_MOST], *end = NULL, stop;
	enum err err;

	*row = (struct csv_row){ 0 };
	while (*csv->at && ends_line(*csv->at))
		next_line(csv);
	row->line = csv->line;
	if (!*csv->at)
		return OK;
	do {
		if (row->count == FIELDS_MOST)
			return fault_set(fault, ERR_LIMIT, _("Line %zu has more than %d columns"),
				row->line, FIELDS_MOST);
		csv->at += csv->at[0] == '=' && csv->at[1] == '"';
		fields[row->count] = csv->at + (*csv->at == '"');
		if (*csv->at == '"') {
			csv->at++;
			err = read_quoted(csv, row->line, &end, fault);
		} else {
			err = read_plain(csv, &end, fault);
		}
		if (err)
			return err;
		row->count++;
		stop = *csv->at;
		if (stop == csv->separator)
			csv->at++;
		else
			next_line(csv);
		*end = '\0';
	} while (stop == csv->separator);
	row->fields = arena_take_array(arena, row->count, sizeof *row->fields);
	memcpy(row->fields, fields, row->count * sizeof *fields);
	return OK;
}
