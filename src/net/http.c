/*
 * http: questions in flight behind curl's multi handle: who waits, who goes, whose answer is handed
 * over, and the one sleep of the program. One question is http_call.c, the library http_curl.c.
 */
#include "net/http.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "net/http_call.h"
#include "net/http_curl.h"
#include "net/url.h"

enum { FDS_MOST = 8 };
enum { DELIVER_MS = 4 }; /* then the caller may look at its keys again */

struct http {
	CURLM *multi;
	CURLSH *share;
	struct http_call *calls; /* in the order asked */
	int last_number;
	size_t going; /* those with an easy handle */
};

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
		curl.multi_cleanup(http->multi);
	if (http->share)
		curl.share_cleanup(http->share);
	free(http);
}

static void open_multi(struct http *http)
{
	http->multi = curl.multi_init();
	http->share = curl.share_init();
	if (!http->multi || !http->share)
		arena_out_of_memory();
	curl.share_setopt(http->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
	curl.share_setopt(http->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
	curl.multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)HTTP_AT_ONCE);
	curl.multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)HTTP_AT_ONCE);
}

static void take_out(struct http *http, struct http_call *call)
{
	struct http_call **link = &http->calls;

	while (*link != call)
		link = &(*link)->next;
	*link = call->next;
	if (!call->easy)
		return;
	curl.multi_remove_handle(http->multi, call->easy);
	http->going--;
}

/* ---- asking */

static enum err check(struct http *http, const struct http_question *question, struct fault *fault)
{
	size_t i;

	if (!http_curl_load())
		return fault_set(fault, ERR_FAILED,
			_("No supplier can be asked: the library libcurl is missing (package "
			  "libcurl4)."));
	if (!http->multi)
		open_multi(http);
	if (question->form_count > HTTP_FIELDS)
		return fault_set(fault, ERR_FAILED,
			_("A form has more than %d fields; nothing was sent."), HTTP_FIELDS);
	for (i = 0; i < HTTP_HEADERS && question->headers[i]; i++)
		if (strpbrk(question->headers[i], "\r\n"))
			return fault_set(fault, ERR_FAILED,
				_("A header line holds a line feed; nothing was sent."));
	return url_check(question->url, NULL, fault);
}

int http_ask(struct http *http, const struct http_question *question, http_done *done, void *owner)
{
	struct http_call *call = http_call_new(question, done, owner), **last = &http->calls;

	call->number = ++http->last_number;
	call->fault.code = check(http, question, &call->fault);
	while (*last)
		last = &(*last)->next;
	*last = call;
	return call->number;
}

void http_drop(struct http *http, int number)
{
	struct http_call *call;

	for (call = http->calls; call && call->number != number; call = call->next)
		;
	if (!call)
		return;
	take_out(http, call);
	http_call_free(call);
}

size_t http_in_flight(const struct http *http)
{
	const struct http_call *call;
	size_t count = 0;

	for (call = http->calls; call; call = call->next)
		count++;
	return count;
}

/* ---- waiting */

static void start(struct http *http, struct http_call *call)
{
	http_call_start(call, http->share);
	if (curl.multi_add_handle(http->multi, call->easy) != CURLM_OK)
		arena_out_of_memory();
	http->going++;
}

static void start_waiting(struct http *http)
{
	struct http_call *call;

	for (call = http->calls; call && http->going < HTTP_AT_ONCE; call = call->next)
		if (!call->easy && call->fault.code == OK)
			start(http, call);
}

static void deliver(struct http *http, struct http_call *call, CURLcode code)
{
	struct http_answer answer = {
		.err = call->fault.code, .fault = call->fault, .body = "", .etag = ""
	};

	if (call->easy)
		http_call_read(call, code, &answer);
	take_out(http, call);
	call->done(call->owner, &answer);
	http_call_free(call);
}

/* One answer: first those refused at the door, then what curl has finished. */
static bool deliver_one(struct http *http)
{
	struct http_call *call;
	CURLMsg *message;
	int left;

	for (call = http->calls; call; call = call->next)
		if (!call->easy && call->fault.code != OK) {
			deliver(http, call, CURLE_OK);
			return true;
		}
	while (http->multi && (message = curl.multi_info_read(http->multi, &left))) {
		CURLcode code = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&call);
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
		curl.multi_perform(http->multi, &running);
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
	if (curl.multi_poll(http->multi, waits, (unsigned)count, timeout_ms, &active) != CURLM_OK)
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
