/*
 * http_curl: libcurl found and its table filled; nothing is asked here. What is done with it:
 * http.c (many questions), http_call.c (one).
 */
#include "net/http_curl.h"

#include <dlfcn.h>

#include "base/log.h"
#include "base/words.h"
#include "net/http.h"

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

struct http_curl curl;

static bool fill(void *handle)
{
	bool whole = true;

	/* POSIX promises that a function pointer survives the way through void *. */
#define X(name)                                                                                    \
	*(void **)&curl.name = dlsym(handle, "curl_" #name);                                       \
	whole = whole && curl.name;
	HTTP_CURL_FUNCTIONS(X)
#undef X
	return whole;
}

bool http_curl_load(void)
{
	static bool tried, loaded;
	void *handle;

	if (tried)
		return loaded;
	tried = true;
	handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!handle) {
		log_line(LOG_ERROR, "http-library", "%s", dlerror());
		return false;
	}
	loaded = fill(handle) && curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	return loaded;
}

const char *http_version(void)
{
	return http_curl_load() ? curl.version() : _("libcurl is missing");
}
