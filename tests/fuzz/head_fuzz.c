/*
 * Any bytes as the head of an answer, line by line: a wait is 0 or 1..300 s, an ETag is printable,
 * the size is bounded.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/http_head.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Stands for curl_getdate: any moment, or none. */
static time_t read_date(const char *text, const time_t *unused)
{
	(void)unused;
	return text[0] == 'M' ? (time_t)text[1] * 40000000 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct http_head head = { 0 };
	const char *line = (const char *)bytes, *end = line + length, *next, *at;
	int wait_s;

	for (; line < end; line = next) {
		next = memchr(line, '\n', (size_t)(end - line));
		next = next ? next + 1 : end;
		if (!http_head_take(&head, line, (size_t)(next - line)))
			break;
	}
	wait_s = http_retry_s(&head, read_date, 1795392000);
	if (wait_s < 0 || wait_s > 300 || head.bytes > 64 * 1024)
		abort();
	for (at = head.etag; *at; at++)
		if (*at < ' ' || *at > '~')
			abort();
	return 0;
}
