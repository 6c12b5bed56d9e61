/*
 * http_curl: libcurl, loaded when first needed (the only file with curl.h). Its functions are
 * called through one table, curl.easy_setopt() for curl_easy_setopt(), so that nothing is linked
 * and a machine without it still starts. Only the http*.c files include this header.
 */
#ifndef NET_HTTP_CURL_H
#define NET_HTTP_CURL_H

#include <stdbool.h>

#define CURL_DISABLE_TYPECHECK /* its macros would call the functions by name */
#include <curl/curl.h>

/* clang-format off */
#define HTTP_CURL_FUNCTIONS(X) \
	X(global_init) X(version) X(getdate) \
	X(easy_init) X(easy_cleanup) X(easy_setopt) X(easy_getinfo) X(easy_strerror) \
	X(slist_append) X(slist_free_all) \
	X(multi_init) X(multi_cleanup) X(multi_setopt) X(multi_add_handle) X(multi_remove_handle) \
	X(multi_perform) X(multi_poll) X(multi_info_read) \
	X(share_init) X(share_setopt) X(share_cleanup)
/* clang-format on */

struct http_curl {
#define X(name) __typeof__(curl_##name) *name;
	HTTP_CURL_FUNCTIONS(X)
#undef X
};

/* Filled by http_curl_load; before it returned true nothing here may be called. */
extern struct http_curl curl;

/* Tries once, and remembers: false (logged) when the library or one of its functions is missing. */
bool http_curl_load(void);

#endif
