/* Any bytes as a link: a link that is taken has one clear host of the list and only the bytes of a
 * URL; an encoded value decodes to itself. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "net/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_taken(struct arena *arena, const char *url)
{
	const char *host = url_host(arena, url), *at;

	demand(strcasecmp(host, "a.example") == 0 || strcmp(host, "127.0.0.1") == 0 ||
		(strlen(host) > 10 && strcasecmp(host + strlen(host) - 10, ".b.example") == 0));
	demand(strncasecmp(url, "https://", 8) == 0 || url_is_loopback(url));
	for (at = url; *at; at++)
		demand(*at > ' ' && *at < 0x7F && *at != '\\');
	/* Nothing but a port stands between the host and the path. */
	at = strchr(url, ':') + 3;
	demand(strncmp(at, host, strlen(host)) == 0);
	demand(at[strlen(host)] == '\0' || strchr(":/?#", at[strlen(host)]));
}

static int hex(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

static void check_encoding(struct arena *arena, const char *value)
{
	const char *at = url_encode(arena, value);

	for (; *at; at++, value++) {
		char c = *at;

		if (c == '%') {
			c = (char)(hex(at[1]) * 16 + hex(at[2]));
			at += 2;
		}
		demand(c == *value);
	}
	demand(*value == '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const hosts[] = { "a.example", "*.b.example", "127.0.0.1", NULL };
	struct arena arena = { 0 };
	struct fault fault = { 0 };
	char *url = arena_bytes(&arena, (const char *)bytes, length);

	if (url_check(url, hosts, &fault) == OK)
		check_taken(&arena, url);
	else
		demand(fault.text[0] != '\0');
	url_host(&arena, url);
	url_is_loopback(url);
	check_encoding(&arena, url);
	arena_clear(&arena);
	return 0;
}
