/*
 * http_call: one question told to curl, and its answer kept as it arrives, within its bound and
 * unpacked by us. What the head of an answer says is read in http_head.c; how it ended is put into
 * words in http_fault.c.
 */
#include "net/http_call.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/gzip.h"
#include "net/json.h"
#include "net/url.h"

enum { CONNECT_MS = 8000, TOTAL_MS = 30000, SLOW_BYTES = 10, SLOW_S = 15, BODY_LEAST = 16384 };

/* ---- a copy of the question */

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

struct http_call *http_call_new(const struct http_question *question, http_done *done, void *owner)
{
	struct http_call *call = calloc(1, sizeof *call);

	if (!call)
		arena_out_of_memory();
	call->done = done;
	call->owner = owner;
	call->question = copy(&call->arena, question);
	return call;
}

void http_call_free(struct http_call *call)
{
	size_t i;

	for (i = 0; i < HTTP_HEADERS && call->question.headers[i]; i++)
		explicit_bzero(
			(char *)call->question.headers[i], strlen(call->question.headers[i]));
	if (call->easy) {
		curl.easy_cleanup(call->easy);
		curl.slist_free_all(call->headers);
	}
	gzip_free(call->gzip);
	free(call->body);
	arena_clear(&call->arena);
	free(call);
}

/* ---- what arrives */

static bool reserve(struct http_call *call, size_t bytes)
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

static bool keep(struct http_call *call, const char *bytes, size_t length)
{
	if (!reserve(call, call->length + length)) {
		call->trouble = CALL_TOO_LARGE;
		return false;
	}
	memcpy(call->body + call->length, bytes, length);
	call->length += length;
	call->body[call->length] = '\0';
	return true;
}

static bool keep_decoded(struct http_call *call, const char *bytes, size_t length)
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
		call->trouble = CALL_BAD_GZIP;
	return call->trouble == CALL_FINE;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *owner)
{
	struct http_call *call = owner;
	size_t length = size * count;
	bool taken;

	if (call->head.coding == CODING_OTHER)
		call->trouble = CALL_BAD_ENCODING;
	if (call->trouble != CALL_FINE)
		return 0;
	taken = call->head.coding == CODING_GZIP ? keep_decoded(call, bytes, length)
						 : keep(call, bytes, length);
	return taken ? length : 0;
}

static size_t take_head(char *bytes, size_t size, size_t count, void *owner)
{
	struct http_call *call = owner;

	if (!http_head_take(&call->head, bytes, size * count)) {
		call->trouble = CALL_HEAD_TOO_LARGE;
		return 0;
	}
	return size * count;
}

/* ---- what curl is told */

static void set_number(CURL *easy, CURLoption option, long number)
{
	curl.easy_setopt(easy, option, number);
}

static void set_text(CURL *easy, CURLoption option, const char *text)
{
	if (curl.easy_setopt(easy, option, text) == CURLE_OUT_OF_MEMORY)
		arena_out_of_memory();
}

static void set_method(struct http_call *call)
{
	const struct http_question *question = &call->question;

	if (question->body || !strcmp(question->method, "POST")) {
		set_number(call->easy, CURLOPT_POSTFIELDSIZE, (long)question->body_length);
		set_text(call->easy, CURLOPT_POSTFIELDS, question->body ? question->body : "");
	}
	set_text(call->easy, CURLOPT_CUSTOMREQUEST, question->method);
}

static void set_headers(struct http_call *call)
{
	const char *const *header = call->question.headers;
	size_t i;

	call->headers = curl.slist_append(NULL, "Accept-Encoding: gzip");
	call->headers = curl.slist_append(call->headers, "Expect:");
	if (call->question.form_count > 0)
		call->headers = curl.slist_append(call->headers,
			"Content-Type: application/x-www-form-urlencoded; charset=UTF-8");
	for (i = 0; i < HTTP_HEADERS && header[i]; i++)
		call->headers = curl.slist_append(call->headers, header[i]);
	curl.easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
}

static void set_limits(struct http_call *call)
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

void http_call_start(struct http_call *call, CURLSH *share)
{
	call->easy = curl.easy_init();
	if (!call->easy)
		arena_out_of_memory();
	call->started_ms = clock_steady_ms();
	set_text(call->easy, CURLOPT_URL, call->question.url);
	set_text(call->easy, CURLOPT_USERAGENT, "shopkeeper/" SHOPKEEPER_VERSION);
	set_method(call);
	set_headers(call);
	set_limits(call);
	curl.easy_setopt(call->easy, CURLOPT_PRIVATE, (void *)call);
	curl.easy_setopt(call->easy, CURLOPT_SHARE, share);
	curl.easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl.easy_setopt(call->easy, CURLOPT_WRITEDATA, (void *)call);
	curl.easy_setopt(call->easy, CURLOPT_HEADERFUNCTION, take_head);
	curl.easy_setopt(call->easy, CURLOPT_HEADERDATA, (void *)call);
}

/* ---- how it ended */

static void log_call(const struct http_call *call, CURLcode code, const struct http_answer *answer)
{
	struct arena arena = { 0 };

	log_line(answer->err == OK ? LOG_DEBUG : LOG_WARNING, "http", "%s %s %d %zu bytes %d ms %s",
		call->question.method, url_host(&arena, call->question.url), answer->status,
		answer->length, (int)(clock_steady_ms() - call->started_ms),
		code == CURLE_OK ? "" : curl.easy_strerror(code));
	arena_clear(&arena);
}

void http_call_read(struct http_call *call, CURLcode code, struct http_answer *answer)
{
	long status = 0;

	curl.easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
	answer->err = http_fault(call, code, &answer->fault);
	answer->status = (int)status;
	answer->body = call->body ? call->body : "";
	answer->length = call->length;
	answer->json = call->head.json;
	answer->etag = call->head.etag;
	answer->date_s = call->head.date[0] ? curl.getdate(call->head.date, NULL) : 0;
	answer->retry_s = http_retry_s(
		&call->head, curl.getdate, answer->date_s > 0 ? answer->date_s : clock_now_s());
	log_call(call, code, answer);
	if (answer->date_s < 0)
		answer->date_s = 0;
}
