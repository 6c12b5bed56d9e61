/*
 * http_head: header lines of strangers. Names are compared without case; values are cut to their
 * fields and kept only if they are printable ASCII.
 */
#include "net/http_head.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { HEAD_MOST_BYTES = 64 * 1024, RETRY_MOST_S = 300 };

/* The value of the line if it is this header, without blanks around it; "" if it does not fit. */
static bool value_of(const char *line, size_t length, const char *name, char *value, size_t size)
{
	size_t skip = strlen(name), i;

	if (length <= skip || strncasecmp(line, name, skip) != 0 || line[skip] != ':')
		return false;
	value[0] = '\0';
	for (line += skip + 1, length -= skip + 1; length > 0 && isspace((unsigned char)*line);
		length--)
		line++;
	while (length > 0 && isspace((unsigned char)line[length - 1]))
		length--;
	if (length >= size)
		return true;
	for (i = 0; i < length; i++)
		if (line[i] < ' ' || line[i] > '~')
			return true;
	memcpy(value, line, length);
	value[length] = '\0';
	return true;
}

static bool is_json(const char *type)
{
	size_t length = strcspn(type, "; \t");

	if (length == strlen("application/json"))
		return strncasecmp(type, "application/json", length) == 0;
	return length > 17 && strncasecmp(type, "application/", 12) == 0 &&
	       strncasecmp(type + length - 5, "+json", 5) == 0;
}

static enum http_coding coding_of(const char *value)
{
	if (!*value || !strcasecmp(value, "identity"))
		return CODING_NONE;
	return !strcasecmp(value, "gzip") || !strcasecmp(value, "x-gzip") ? CODING_GZIP
									  : CODING_OTHER;
}

bool http_head_take(struct http_head *head, const char *line, size_t length)
{
	char value[128];

	if (length > HEAD_MOST_BYTES - head->bytes)
		return false;
	if (length >= 5 && !memcmp(line, "HTTP/", 5))
		*head = (struct http_head){ .bytes = head->bytes };
	head->bytes += length;
	head->ended = head->ended || (length <= 2 && memchr(line, '\n', length));
	if (value_of(line, length, "Content-Type", value, sizeof value))
		head->json = is_json(value);
	else if (value_of(line, length, "Content-Encoding", value, sizeof value))
		head->coding = coding_of(value[0] ? value : "?");
	else if (value_of(line, length, "ETag", value, sizeof value))
		memcpy(head->etag, value, strlen(value) + 1);
	else if (value_of(line, length, "Retry-After", head->retry, sizeof head->retry) ||
		 value_of(line, length, "Date", head->date, sizeof head->date))
		return true;
	return true;
}

int http_retry_s(const struct http_head *head, time_t (*read_date)(const char *, const time_t *),
	int64_t now_s)
{
	const char *digits = head->retry + (head->retry[0] == '-');
	size_t length = strspn(digits, "0123456789");
	int64_t seconds;

	if (!head->retry[0])
		return 0;
	if (length > 0 && digits[length] == '\0') {
		seconds = 0;
		for (; length > 0 && seconds <= RETRY_MOST_S; length--)
			seconds = seconds * 10 + (*digits++ - '0');
		if (head->retry[0] == '-')
			seconds = 0;
	} else {
		time_t moment = read_date(head->retry, NULL);

		if (moment < 0)
			return 0;
		seconds = (int64_t)moment - now_s;
	}
	return seconds < 1 ? 1 : seconds > RETRY_MOST_S ? RETRY_MOST_S : (int)seconds;
}
