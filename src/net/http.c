/*
 * http: curl's multi interface behind five functions (the only file with curl.h). Body bounds and
 * gzip are ours, because curl counts only what travels; what an answer's head says is read in
 * http_head.c.
 */
#include "net/http.h"

#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CURL_DISABLE_TYPECHECK /* its macros would call the functions by name */
#include <curl/curl.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "net/gzip.h"
#include "net/http_head.h"
#include "net/json.h"
#include "net/url.h"

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

enum {
	CONNECT_MS = 8000,
	TOTAL_MS = 30000,
	SLOW_BYTES = 10,
	SLOW_S = 15,
	FDS_MOST = 8,
	BODY_LEAST = 16384
};
enum { DELIVER_MS = 4 }; /* then the caller may look at its keys again */

/* ---- the library, loaded at the first question */

#define CURL_FUNCTIONS(X)                                                                          \
	X(curl_global_init)                                                                        \
	X(curl_version) X(curl_getdate) X(curl_easy_init) X(curl_easy_cleanup) X(curl_easy_setopt) \
		X(curl_easy_getinfo) X(curl_easy_strerror) X(curl_slist_append)                    \
			X(curl_slist_free_all) X(curl_multi_init) X(curl_multi_cleanup)            \
				X(curl_multi_setopt) X(curl_multi_add_handle)                      \
					X(curl_multi_remove_handle) X(curl_multi_perform)          \
						X(curl_multi_poll) X(curl_multi_info_read)         \
							X(curl_share_init) X(curl_share_setopt)    \
								X(curl_share_cleanup)

static struct {
#define X(name) __typeof__(name) *name;
	CURL_FUNCTIONS(X)
#undef X
	bool tried, loaded;
} library;

static bool load(void)
{
	void *handle;

	if (library.tried)
		return library.loaded;
	library.tried = true;
	handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!handle) {
		log_line(LOG_ERROR, "http-library", "%s", dlerror());
		return false;
	}
	library.loaded = true;
	/* POSIX promises that a function pointer survives the way through void *. */
#define X(name)                                                                                    \
	*(void **)&library.name = dlsym(handle, #name);                                            \
	library.loaded = library.loaded && library.name;
	CURL_FUNCTIONS(X)
#undef X
	library.loaded =
		library.loaded && library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	return library.loaded;
}

const char *http_version(void)
{
	return load() ? library.curl_version() : _("libcurl is missing");
}

/* ---- one question on its way */

enum trouble { FINE, TOO_LARGE, HEAD_TOO_LARGE, BAD_GZIP, BAD_ENCODING };

struct call {
	struct call *next;
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
	enum trouble trouble;
	struct fault fault; /* found before it could go out */
	int64_t started_ms;
};

struct http {
	CURLM *multi;
	CURLSH *share;
	struct call *calls; /* in the order asked */
	int last_number;
	size_t going; /* those with an easy handle */
};

static bool reserve(struct call *call, size_t bytes)
{
	size_t most = call->question.most_bytes, room = call->room ? call->room : BODY_LEAST;
	char *wider;

	if (bytes > most)
		return false;
	if (bytes + 1 <= call->room)
		return true;
	while (room < bytes + 1)
		room *= 2;
	wider = realloc(call->body, room);
	if (!wider)
		arena_out_of_memory();
	call->body = wider;
	call->room = room;
	return true;
}

static bool keep(struct call *call, const char *bytes, size_t length)
{
	if (!reserve(call, call->length + length)) {
		call->trouble = TOO_LARGE;
		return false;
	}
	memcpy(call->body + call->length, bytes, length);
	call->length += length;
	call->body[call->length] = '\0';
	return true;
}

static bool keep_decoded(struct call *call, const char *bytes, size_t length)
{
	char part[16384];
	size_t got;

	if (!call->gzip)
		call->gzip = gzip_new();
	gzip_give(call->gzip, bytes, length);
	while ((got = gzip_take(call->gzip, part, sizeof part)) > 0)
		if (!keep(call, part, got))
			return false;
	if (gzip_state(call->gzip) == GZIP_BROKEN)
		call->trouble = BAD_GZIP;
	return call->trouble == FINE;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *owner)
{
	struct call *call = owner;
	size_t length = size * count;
	bool taken;

	if (call->head.coding == CODING_OTHER)
		call->trouble = BAD_ENCODING;
	if (call->trouble != FINE)
		return 0;
	taken = call->head.coding == CODING_GZIP ? keep_decoded(call, bytes, length)
						 : keep(call, bytes, length);
	return taken ? length : 0;
}

static size_t take_head(char *bytes, size_t size, size_t count, void *owner)
{
	struct call *call = owner;

	if (!http_head_take(&call->head, bytes, size * count)) {
		call->trouble = HEAD_TOO_LARGE;
		return 0;
	}
	return size * count;
}

static void set_number(CURL *easy, CURLoption option, long number)
{
	library.curl_easy_setopt(easy, option, number);
}

static void set_text(CURL *easy, CURLoption option, const char *text)
{
	if (library.curl_easy_setopt(easy, option, text) == CURLE_OUT_OF_MEMORY)
		arena_out_of_memory();
}

static void set_method(struct call *call)
{
	const struct http_question *question = &call->question;

	if (question->body || !strcmp(question->method, "POST")) {
		set_number(call->easy, CURLOPT_POSTFIELDSIZE, (long)question->body_length);
		set_text(call->easy, CURLOPT_POSTFIELDS, question->body ? question->body : "");
	}
	set_text(call->easy, CURLOPT_CUSTOMREQUEST, question->method);
}

static void set_headers(struct call *call)
{
	const char *const *header = call->question.headers;
	size_t i;

	call->headers = library.curl_slist_append(NULL, "Accept-Encoding: gzip");
	call->headers = library.curl_slist_append(call->headers, "Expect:");
	if (call->question.form_count > 0)
		call->headers = library.curl_slist_append(call->headers,
			"Content-Type: application/x-www-form-urlencoded; charset=UTF-8");
	for (i = 0; i < HTTP_HEADERS && header[i]; i++)
		call->headers = library.curl_slist_append(call->headers, header[i]);
	library.curl_easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
}

static void set_limits(struct call *call)
{
	bool here = url_is_loopback(call->question.url);

	set_number(call->easy, CURLOPT_NOSIGNAL, 1);
	set_number(call->easy, CURLOPT_FOLLOWLOCATION, 0);
	set_number(call->easy, CURLOPT_SSL_VERIFYPEER, 1);
	set_number(call->easy, CURLOPT_SSL_VERIFYHOST, 2);
	set_number(call->easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	set_number(call->easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
	set_number(call->easy, CURLOPT_HTTP09_ALLOWED, 0);
	set_number(call->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1);
	set_number(call->easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	set_number(call->easy, CURLOPT_TIMEOUT_MS, call->question.total_ms);
	set_number(call->easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	set_number(call->easy, CURLOPT_LOW_SPEED_TIME, SLOW_S);
#if LIBCURL_VERSION_NUM >=                                                                         \
	0x075500 /* older ones: url_check has judged the address, nothing redirects */
	set_text(call->easy, CURLOPT_PROTOCOLS_STR, here ? "http,https" : "https");
#endif
	/* A proxy of the environment cannot know this machine's own practice supplier. */
	if (here)
		set_text(call->easy, CURLOPT_NOPROXY, "*");
}

static void start(struct http *http, struct call *call)
{
	call->easy = library.curl_easy_init();
	if (!call->easy)
		arena_out_of_memory();
	call->started_ms = clock_steady_ms();
	set_text(call->easy, CURLOPT_URL, call->question.url);
	set_text(call->easy, CURLOPT_USERAGENT, "shopkeeper/" SHOPKEEPER_VERSION);
	set_method(call);
	set_headers(call);
	set_limits(call);
	library.curl_easy_setopt(call->easy, CURLOPT_PRIVATE, (void *)call);
	library.curl_easy_setopt(call->easy, CURLOPT_SHARE, http->share);
	library.curl_easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, take_body);
	library.curl_easy_setopt(call->easy, CURLOPT_WRITEDATA, (void *)call);
	library.curl_easy_setopt(call->easy, CURLOPT_HEADERFUNCTION, take_head);
	library.curl_easy_setopt(call->easy, CURLOPT_HEADERDATA, (void *)call);
	if (library.curl_multi_add_handle(http->multi, call->easy) != CURLM_OK)
		arena_out_of_memory();
	http->going++;
}

static void unlink_call(struct http *http, struct call *call)
{
	struct call **link = &http->calls;

	while (*link != call)
		link = &(*link)->next;
	*link = call->next;
	if (!call->easy)
		return;
	library.curl_multi_remove_handle(http->multi, call->easy);
	http->going--;
}

static void free_call(struct call *call)
{
	size_t i;

	for (i = 0; i < HTTP_HEADERS && call->question.headers[i]; i++)
		explicit_bzero(
			(char *)call->question.headers[i], strlen(call->question.headers[i]));
	if (call->easy) {
		library.curl_easy_cleanup(call->easy);
		library.curl_slist_free_all(call->headers);
	}
	gzip_free(call->gzip);
	free(call->body);
	arena_clear(&call->arena);
	free(call);
}

/* ---- how it ended, in words */

static enum err say_untrusted(const char *host, struct fault *fault)
{
	char today[CLOCK_TEXT];

	/* A wrong clock is the commonest cause: every certificate looks expired or not yet valid.
	 */
	return fault_set(fault, ERR_NET,
		_("The certificate of %s cannot be trusted, so nothing was sent. This machine's "
		  "clock says "
		  "%s: is that right? If it is, somebody may be between you and the supplier."),
		host, clock_day(clock_now_s(), today));
}

static enum err say_trouble(const struct call *call, const char *host, struct fault *fault)
{
	switch (call->trouble) {
	case TOO_LARGE:
		return fault_set(fault, ERR_LIMIT,
			_("The answer of %s is larger than %zu KiB and was dropped."), host,
			call->question.most_bytes / 1024);
	case HEAD_TOO_LARGE:
		return fault_set(fault, ERR_LIMIT,
			_("The answer of %s has a head without end and was dropped."), host);
	case BAD_ENCODING:
		return fault_set(fault, ERR_DECODE,
			_("The answer of %s is compressed in an unknown way."), host);
	case BAD_GZIP:
	case FINE:
	default:
		return fault_set(fault, ERR_NET,
			_("The answer of %s arrived damaged (compression). Try again."), host);
	}
}

static enum err say_code(
	const struct call *call, CURLcode code, const char *host, struct fault *fault)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return fault_set(fault, ERR_NET,
			_("Cannot find %s: no connection to the network, or a misspelt address."),
			host);
	case CURLE_COULDNT_RESOLVE_PROXY:
		return fault_set(fault, ERR_NET,
			_("Cannot find the proxy that the environment names (https_proxy)."));
	case CURLE_COULDNT_CONNECT:
		return fault_set(fault, ERR_NET,
			_("Cannot connect to %s: it is not running, or a firewall or proxy is in "
			  "the way."),
			host);
	case CURLE_OPERATION_TIMEDOUT:
		return fault_set(fault, ERR_NET,
			_("%s did not answer completely within %d seconds. Try again later."), host,
			(call->question.total_ms + 999) / 1000);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return say_untrusted(host, fault);
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_HTTP2:
		return fault_set(fault, ERR_DECODE,
			_("What %s answers is not HTTP. Is the address right?"), host);
	default:
		return fault_set(
			fault, ERR_NET, _("The connection to %s was cut. Try again."), host);
	}
}

/* A whole answer is one whose compression ended, too. */
static enum err judge(struct call *call, CURLcode code, struct fault *fault)
{
	const char *host = url_host(&call->arena, call->question.url);

	if (code == CURLE_OK && call->head.coding == CODING_GZIP && call->gzip &&
		gzip_state(call->gzip) != GZIP_WHOLE)
		call->trouble = BAD_GZIP;
	/* What curl 7.88 says when one header line is larger than it stores; it has no other use of
	 * it here. */
	if (code == CURLE_OUT_OF_MEMORY)
		call->trouble = HEAD_TOO_LARGE;
	/* Cut within the head: curl is content with a part of it. */
	if (code == CURLE_OK && !call->head.ended)
		code = CURLE_PARTIAL_FILE;
	if (call->trouble != FINE)
		return say_trouble(call, host, fault);
	return code == CURLE_OK ? OK : say_code(call, code, host, fault);
}

static void log_call(const struct call *call, CURLcode code, const struct http_answer *answer)
{
	struct arena arena = { 0 };

	log_line(answer->err == OK ? LOG_DEBUG : LOG_WARNING, "http", "%s %s %d %zu bytes %d ms %s",
		call->question.method, url_host(&arena, call->question.url), answer->status,
		answer->length, (int)(clock_steady_ms() - call->started_ms),
		code == CURLE_OK ? "" : library.curl_easy_strerror(code));
	arena_clear(&arena);
}

static void deliver(struct http *http, struct call *call, CURLcode code)
{
	struct http_answer answer = {
		.err = call->fault.code, .fault = call->fault, .body = "", .etag = ""
	};
	long status = 0;

	if (call->easy) {
		library.curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
		answer.err = judge(call, code, &answer.fault);
		answer.status = (int)status;
		answer.body = call->body ? call->body : "";
		answer.length = call->length;
		answer.json = call->head.json;
		answer.etag = call->head.etag;
		answer.date_s =
			call->head.date[0] ? library.curl_getdate(call->head.date, NULL) : 0;
		answer.retry_s = http_retry_s(&call->head, library.curl_getdate,
			answer.date_s > 0 ? answer.date_s : clock_now_s());
		log_call(call, code, &answer);
	}
	if (answer.date_s < 0)
		answer.date_s = 0;
	unlink_call(http, call);
	call->done(call->owner, &answer);
	free_call(call);
}

/* ---- for the other rooms */

struct http *http_new(void)
{
	struct http *http = calloc(1, sizeof *http);

	if (!http)
		arena_out_of_memory();
	return http;
}

void http_free(struct http *http)
{
	if (!http)
		return;
	while (http->calls)
		http_drop(http, http->calls->number);
	if (http->multi)
		library.curl_multi_cleanup(http->multi);
	if (http->share)
		library.curl_share_cleanup(http->share);
	free(http);
}

static void open_multi(struct http *http)
{
	http->multi = library.curl_multi_init();
	http->share = library.curl_share_init();
	if (!http->multi || !http->share)
		arena_out_of_memory();
	library.curl_share_setopt(http->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
	library.curl_share_setopt(http->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
	library.curl_multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)HTTP_AT_ONCE);
	library.curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)HTTP_AT_ONCE);
}

/* The fields percent-encoded and joined: they are the body. */
static void copy_form(
	struct arena *arena, const struct http_question *question, struct http_question *kept)
{
	const char *encoded[HTTP_FIELDS];
	size_t i, bytes = 1;
	char *end;

	for (i = 0; i < question->form_count; i++) {
		encoded[i] = arena_print(arena, "%s%s=%s", i > 0 ? "&" : "",
			url_encode(arena, question->form[i].name),
			url_encode(arena, question->form[i].value));
		bytes += strlen(encoded[i]);
	}
	kept->body = end = arena_take(arena, bytes);
	kept->body_length = bytes - 1;
	kept->form_count = question->form_count;
	for (i = 0; i < question->form_count; i++)
		end = stpcpy(end, encoded[i]);
}

static struct http_question copy(struct arena *arena, const struct http_question *question)
{
	struct http_question kept = {
		.method = arena_text(arena, question->method),
		.url = arena_text(arena, question->url),
		.body_length = question->body ? question->body_length : 0,
		.most_bytes = question->most_bytes ? question->most_bytes : JSON_MOST_BYTES,
		.total_ms = question->total_ms > 0 ? question->total_ms : TOTAL_MS,
	};
	size_t i;

	if (question->body)
		kept.body = arena_bytes(arena, question->body, question->body_length);
	if (question->form_count > 0 && question->form_count <= HTTP_FIELDS)
		copy_form(arena, question, &kept);
	for (i = 0; i < HTTP_HEADERS && question->headers[i]; i++)
		kept.headers[i] = arena_text(arena, question->headers[i]);
	return kept;
}

static enum err check(struct http *http, const struct http_question *question, struct fault *fault)
{
	size_t i;

	if (!load())
		return fault_set(fault, ERR_FAILED,
			_("No supplier can be asked: the library libcurl is missing (package "
			  "libcurl4)."));
	if (!http->multi)
		open_multi(http);
	if (question->form_count > HTTP_FIELDS)
		return fault_set(fault, ERR_FAILED, _("A form has more than %d fields; nothing was sent."),
			HTTP_FIELDS);
	for (i = 0; i < HTTP_HEADERS && question->headers[i]; i++)
		if (strpbrk(question->headers[i], "\r\n"))
			return fault_set(fault, ERR_FAILED,
				_("A header line holds a line feed; nothing was sent."));
	return url_check(question->url, NULL, fault);
}

int http_ask(struct http *http, const struct http_question *question, http_done *done, void *owner)
{
	struct call *call = calloc(1, sizeof *call), **last = &http->calls;

	if (!call)
		arena_out_of_memory();
	call->number = ++http->last_number;
	call->done = done;
	call->owner = owner;
	call->question = copy(&call->arena, question);
	call->fault.code = check(http, question, &call->fault);
	while (*last)
		last = &(*last)->next;
	*last = call;
	return call->number;
}

void http_drop(struct http *http, int number)
{
	struct call *call;

	for (call = http->calls; call && call->number != number; call = call->next)
		;
	if (!call)
		return;
	unlink_call(http, call);
	free_call(call);
}

size_t http_in_flight(const struct http *http)
{
	const struct call *call;
	size_t count = 0;

	for (call = http->calls; call; call = call->next)
		count++;
	return count;
}

/* ---- waiting */

static void start_waiting(struct http *http)
{
	struct call *call;

	for (call = http->calls; call && http->going < HTTP_AT_ONCE; call = call->next)
		if (!call->easy && call->fault.code == OK)
			start(http, call);
}

/* One answer: first those refused at the door, then what curl has finished. */
static bool deliver_one(struct http *http)
{
	struct call *call;
	CURLMsg *message;
	int left;

	for (call = http->calls; call; call = call->next)
		if (!call->easy && call->fault.code != OK) {
			deliver(http, call, CURLE_OK);
			return true;
		}
	while (http->multi && (message = library.curl_multi_info_read(http->multi, &left))) {
		CURLcode code = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		library.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&call);
		deliver(http, call, code);
		return true;
	}
	return false;
}

/* Whether anything was delivered; a heap of answers does not keep keys waiting. */
static bool deliver_some(struct http *http)
{
	int64_t end_ms = clock_steady_ms() + DELIVER_MS;
	bool any = false;
	int running;

	start_waiting(http);
	if (http->going > 0)
		library.curl_multi_perform(http->multi, &running);
	while (deliver_one(http)) {
		any = true;
		if (clock_steady_ms() >= end_ms)
			break;
	}
	if (any)
		start_waiting(http);
	return any;
}

static bool look(const int *fds, size_t count, bool *ready, int timeout_ms)
{
	struct pollfd polls[FDS_MOST] = { 0 };
	bool any = false;
	size_t i;

	for (i = 0; i < count; i++)
		polls[i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	if (poll(polls, count, timeout_ms) <= 0)
		return false;
	for (i = 0; i < count; i++) {
		ready[i] = polls[i].revents != 0;
		any = any || ready[i];
	}
	return any;
}

static bool look_while_waiting(
	struct http *http, const int *fds, size_t count, bool *ready, int timeout_ms)
{
	struct curl_waitfd waits[FDS_MOST] = { 0 };
	bool any = false;
	int active;
	size_t i;

	for (i = 0; i < count; i++)
		waits[i] = (struct curl_waitfd){ .fd = fds[i], .events = CURL_WAIT_POLLIN };
	if (library.curl_multi_poll(http->multi, waits, (unsigned)count, timeout_ms, &active) !=
		CURLM_OK)
		return false;
	for (i = 0; i < count; i++) {
		ready[i] = waits[i].revents != 0;
		any = any || ready[i];
	}
	/* curl 7.88 does not tell a hang-up (POLLHUP alone) of our descriptors. */
	return any || (count > 0 && look(fds, count, ready, 0));
}

void http_wait(struct http *http, const int *fds, size_t count, bool *ready, int timeout_ms)
{
	enum { LONGEST_MS = 60000 };
	int64_t end_ms = clock_steady_ms() + timeout_ms, left_ms;

	count = count < FDS_MOST ? count : FDS_MOST;
	if (count > 0)
		memset(ready, 0, count * sizeof *ready);
	for (;;) {
		if (deliver_some(http)) {
			look(fds, count, ready, 0);
			return;
		}
		left_ms = timeout_ms < 0 ? LONGEST_MS : end_ms - clock_steady_ms();
		left_ms = left_ms < 0 ? 0 : left_ms < LONGEST_MS ? left_ms : LONGEST_MS;
		if (http->going == 0) {
			look(fds, count, ready, timeout_ms < 0 ? -1 : (int)left_ms);
			return;
		}
		if (look_while_waiting(http, fds, count, ready, (int)left_ms) || left_ms == 0)
			break;
	}
	deliver_some(http);
}
