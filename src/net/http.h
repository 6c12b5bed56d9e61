/*
 * http: questions in flight, and the one place where the program sleeps. One curl multi handle, no
 * threads. libcurl is loaded at the first question, so that the first paint does not pay for it
 * (linking it triples the start). OK here means only "a complete answer arrived"; the supplier's
 * verdict judges it. No redirects, TLS verified, https only (http for a loopback host).
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/fault.h"

enum { HTTP_HEADERS = 12, HTTP_FIELDS = 40, HTTP_AT_ONCE = 16 };

struct http_field {
	const char *name, *value;
};

/* A question. http_ask copies all it needs. */
struct http_question {
	const char *method; /* "GET", "POST" … */
	const char *url;
	const char *body; /* NULL: none */
	size_t body_length;
	const char *headers[HTTP_HEADERS]; /* "Name: value", NULL-terminated; values are never logged */
	size_t most_bytes;                 /* of the decoded body; 0 = JSON_MOST_BYTES */
	int total_ms;                      /* 0 = 30 s */
	/* Fields of a form: sent percent-encoded (RFC 3986, space = %20) as the body,
	 * in this order, with its content type; `body` is NULL then. Signing
	 * platforms sort and sign them raw. */
	struct http_field form[HTTP_FIELDS];
	size_t form_count;
};

struct http_answer {
	enum err err; /* OK: a complete answer of any status arrived; else `fault` says why not */
	int status;
	const char *body; /* NUL after it; valid only inside the callback */
	size_t length;
	bool json;        /* the content type says JSON (or problem+json) */
	int retry_s;      /* Retry-After clamped to 1..300, else 0 */
	const char *etag; /* cleaned, "" if none */
	int64_t date_s;   /* the server's Date, 0 if none: tells a wrong clock */
	struct fault fault;
};

struct http;
/* Called from http_wait only. `owner` is what was given to http_ask. May ask again. */
typedef void http_done(void *owner, const struct http_answer *answer);

struct http *http_new(void);
void http_free(struct http *http); /* drops everything in flight, no callbacks */
/* Returns at once with a number > 0; `done` is called exactly once unless dropped. At most
 * HTTP_AT_ONCE go out at a time; the rest wait in order. A fault at the door (bad address, no
 * libcurl) also arrives through `done`. */
int http_ask(struct http *http, const struct http_question *question, http_done *done, void *owner);
void http_drop(struct http *http, int number);
size_t http_in_flight(const struct http *http);

/* Sleeps until a question is answered, one of `fds` is readable (ready[i] says which) or
 * `timeout_ms` passed (-1: for ever). As long as nothing was ever asked it is a plain poll(). */
void http_wait(struct http *http, const int *fds, size_t count, bool *ready, int timeout_ms);

/* "libcurl/7.88.1 OpenSSL/3.0…", for --version and doctor; loads it. */
const char *http_version(void);

#endif
