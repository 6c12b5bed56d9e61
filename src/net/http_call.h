/*
 * http_call: one question on its way: what curl is told of it, what arrives of the answer (bounded
 * by us, because curl counts only what travels), and how it ended in words (http_fault.c). Who
 * waits for whom is http.c's. Only the http*.c files include this header.
 */
#ifndef NET_HTTP_CALL_H
#define NET_HTTP_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "net/http.h"
#include "net/http_curl.h"
#include "net/http_head.h"

/* Why we, not curl, gave the answer up. */
enum http_trouble {
	CALL_FINE,
	CALL_TOO_LARGE,
	CALL_HEAD_TOO_LARGE,
	CALL_BAD_GZIP,
	CALL_BAD_ENCODING
};

struct http_call {
	struct http_call *next;
	int number;
	http_done *done;
	void *owner;
	struct arena arena; /* copies of the question */
	struct http_question question;
	CURL *easy; /* NULL: waits for its turn */
	struct curl_slist *headers;
	struct http_head head;
	char *body;
	size_t length, room;
	struct gzip *gzip;
	enum http_trouble trouble;
	struct fault fault; /* found before it could go out */
	int64_t started_ms;
};

/* A copy of the question that waits: no easy handle yet. Owned by the caller. */
struct http_call *http_call_new(const struct http_question *question, http_done *done, void *owner);
/* Makes its easy handle, which shares names and sessions with the others. */
void http_call_start(struct http_call *call, CURLSH *share);
/* What curl's `code` came to, with the fault in words. The answer borrows from the call. */
void http_call_read(struct http_call *call, CURLcode code, struct http_answer *answer);
/* The easy handle must have left its multi handle. Header lines, which hold keys, are wiped. */
void http_call_free(struct http_call *call);

/* OK: a whole answer. Else what failed, why, and what the owner can do. */
MUST_USE enum err http_fault(struct http_call *call, CURLcode code, struct fault *fault);

#endif
