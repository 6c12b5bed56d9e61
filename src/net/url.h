/*
 * url: links are judged, never altered (a trimmed underscore is a lost commission). QR code, copy,
 * file and screen show the very same bytes.
 */
#ifndef NET_URL_H
#define NET_URL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/fault.h"

enum { URL_MOST_BYTES = 2048 };

/* Takes or refuses: https (http only for a loopback host), a host in `hosts` (NULL-terminated;
 * "*.example.com" allows its subdomains; NULL allows any), no user:password@, only bytes a URL may
 * hold (RFC 3986; no space, control, non-ASCII or \), at most URL_MOST_BYTES. ERR_LIMIT if longer
 * (or NULL), else ERR_DECODE; the sentence names the host, never the whole link. */
MUST_USE enum err url_check(const char *url, const char *const *hosts, struct fault *fault);
/* The host part as written, "" if it has none or not clearly: for showing and for tests. */
char *url_host(struct arena *arena, const char *url);
/* localhost, 127.0.0.0/8 or [::1]. */
bool url_is_loopback(const char *url);
/* Percent-encodes everything but RFC 3986 unreserved bytes: for a query value. */
char *url_encode(struct arena *arena, const char *value);

#endif
