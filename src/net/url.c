/*
 * url: the judge of links. It reads a URL only as far as it must to know where it leads, and is
 * stricter than any browser: what two readers could understand differently is refused.
 */
#include "net/url.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "base/words.h"

enum { HOST_MOST_BYTES = 253 };

struct host {
	const char *start;
	size_t length;
};

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex(char c)
{
	return c != '\0' && strchr("0123456789abcdefABCDEF", c);
}

static bool is_unreserved(char c)
{
	return is_alnum(c) || (c != '\0' && strchr("-._~", c));
}

/* RFC 3986: unreserved, reserved, or % and two hexadecimal digits. Not \, which some read as /. */
static bool has_url_bytes_only(const char *url)
{
	for (; *url; url++) {
		if (*url == '%' && (!is_hex(url[1]) || !is_hex(url[2])))
			return false;
		if (!is_unreserved(*url) && !strchr("%:/?#[]@!$&'()*+,;=", *url))
			return false;
	}
	return true;
}

static const char *after_scheme(const char *url)
{
	if (strncasecmp(url, "https://", 8) == 0)
		return url + 8;
	return strncasecmp(url, "http://", 7) == 0 ? url + 7 : NULL;
}

static bool is_port(const char *text, size_t length)
{
	long port = 0;
	size_t i;

	for (i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9' || port > 65535)
			return false;
		port = port * 10 + (text[i] - '0');
	}
	return port >= 1 && port <= 65535;
}

/* Splits "host:port", the part before the path; false if it has a user or a wrong port. */
static bool split_authority(const char *authority, struct host *host)
{
	size_t length = strcspn(authority, "/?#"), host_length;

	if (memchr(authority, '@', length))
		return false;
	if (*authority == '[') {
		host_length = strcspn(authority, "]") + 1;
		if (host_length > length)
			return false;
	} else {
		host_length = strcspn(authority, ":/?#");
	}
	*host = (struct host){ authority, host_length };
	if (host_length == length)
		return true;
	return authority[host_length] == ':' &&
	       is_port(authority + host_length + 1, length - host_length - 1);
}

static bool is_address(const struct host *host, int family)
{
	bool brackets = host->start[0] == '[';
	size_t length = host->length - (brackets ? 2 : 0);
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (brackets != (family == AF_INET6) || length >= sizeof text)
		return false;
	memcpy(text, host->start + brackets, length);
	text[length] = '\0';
	return inet_pton(family, text, &address) == 1;
}

/* Labels of letters, digits and inner hyphens; the last one not a number: a host like 2130706433 or
 * 0x7f.1 is an address to some readers and a name to others. */
static bool is_name(const struct host *host)
{
	const char *end = host->start + host->length, *label = host->start, *at;

	if (host->length == 0 || host->length > HOST_MOST_BYTES)
		return false;
	for (at = label; at <= end; at++) {
		if (at < end && *at != '.') {
			if (!is_alnum(*at) && *at != '-')
				return false;
			continue;
		}
		if (at == label || at - label > 63 || *label == '-' || at[-1] == '-')
			return false;
		if (at == end)
			break;
		label = at + 1;
	}
	return *label < '0' || *label > '9';
}

static bool same(const struct host *host, const char *name)
{
	return strlen(name) == host->length && strncasecmp(host->start, name, host->length) == 0;
}

static bool is_loopback(const struct host *host)
{
	if (is_address(host, AF_INET))
		return strncmp(host->start, "127.", 4) == 0;
	return same(host, "localhost") || same(host, "[::1]");
}

static bool is_allowed(const struct host *host, const char *const *hosts)
{
	size_t length;

	for (; *hosts; hosts++) {
		if (same(host, *hosts))
			return true;
		/* ".example.com" must be its end and something must stand before it. */
		length = strlen(*hosts);
		if (strncmp(*hosts, "*.", 2) == 0 && host->length > length - 1 &&
			strncasecmp(host->start + host->length - (length - 1), *hosts + 1,
				length - 1) == 0)
			return true;
	}
	return false;
}

static bool find_host(const char *url, struct host *host)
{
	const char *authority = after_scheme(url);

	return authority && split_authority(authority, host) &&
	       (is_name(host) || is_address(host, AF_INET) || is_address(host, AF_INET6));
}

enum err url_check(const char *url, const char *const *hosts, struct fault *fault)
{
	struct host host;

	if (!url || strlen(url) > URL_MOST_BYTES)
		return fault_set(
			fault, ERR_LIMIT, _("The link is longer than %d bytes."), URL_MOST_BYTES);
	if (!has_url_bytes_only(url))
		return fault_set(
			fault, ERR_DECODE, _("The link holds characters that no link may hold."));
	if (!after_scheme(url))
		return fault_set(fault, ERR_DECODE, _("The link does not start with https://."));
	if (!find_host(url, &host))
		return fault_set(fault, ERR_DECODE, _("The link does not clearly name a host."));
	if (strncasecmp(url, "http:", 5) == 0 && !is_loopback(&host))
		return fault_set(fault, ERR_DECODE, _("The link is not encrypted (http://)."));
	if (hosts && !is_allowed(&host, hosts))
		return fault_set(fault, ERR_DECODE,
			_("The link leads to a host that is not the supplier's: %.*s."),
			(int)host.length, host.start);
	return OK;
}

char *url_host(struct arena *arena, const char *url)
{
	struct host host;

	return find_host(url, &host) ? arena_bytes(arena, host.start, host.length)
				     : arena_text(arena, "");
}

bool url_is_loopback(const char *url)
{
	struct host host;

	return find_host(url, &host) && is_loopback(&host);
}

char *url_encode(struct arena *arena, const char *value)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = arena_take_array(arena, strlen(value) + 1, 3), *out = text;

	for (; *value; value++) {
		unsigned char byte = (unsigned char)*value;

		if (is_unreserved(*value)) {
			*out++ = *value;
			continue;
		}
		*out++ = '%';
		*out++ = digits[byte >> 4];
		*out++ = digits[byte & 15];
	}
	return text;
}
