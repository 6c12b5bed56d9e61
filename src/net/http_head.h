/*
 * http_head: what shopkeeper wants to know from the head of an answer, line by line as it arrives,
 * within bounds. Only the http*.c files include it, and its test.
 */
#ifndef NET_HTTP_HEAD_H
#define NET_HTTP_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum http_coding { CODING_NONE, CODING_GZIP, CODING_OTHER };

struct http_head {
	size_t bytes; /* of all lines so far */
	bool ended;   /* the empty line came */
	enum http_coding coding;
	bool json;
	char etag[128]; /* printable ASCII, else "" */
	char retry[48]; /* Retry-After as it came */
	char date[48];
};

/* Takes one line (or status line, which begins anew). False: the head is larger than 64 KiB. */
bool http_head_take(struct http_head *head, const char *line, size_t length);

/* Retry-After as seconds from `now_s`, clamped to 1..300; 0 if absent or unreadable. `read_date` is
 * curl_getdate. */
int http_retry_s(const struct http_head *head, time_t (*read_date)(const char *, const time_t *),
	int64_t now_s);

#endif
