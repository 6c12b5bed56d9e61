/* Every way a server can misbehave, and what is told then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <zlib.h>

#include "base/clock.h"
#include "net/http.h"
#include "net/json.h"
#include "tool/server.h"

static struct server server;
static struct http *http;

/* ---- the server's side: the path names the behaviour */

static size_t pack(const char *bytes, size_t length, unsigned char *out, size_t room)
{
	z_stream stream = { 0 };

	if (deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		_exit(1);
	stream.next_in = (unsigned char *)(uintptr_t)bytes;
	stream.avail_in = (unsigned)length;
	stream.next_out = out;
	stream.avail_out = (unsigned)room;
	deflate(&stream, Z_FINISH);
	deflateEnd(&stream);
	return stream.total_out;
}

static void reply_gzip(int fd, const unsigned char *bytes, size_t length)
{
	char head[200];

	snprintf(head, sizeof head,
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
		"Content-Length: %zu\r\n\r\n",
		length);
	server_text(fd, head);
	server_say(fd, bytes, length);
}

static bool answer_gzip(int fd, const char *how)
{
	static const char text[] = "{\"items\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]}";
	static unsigned char packed[65536];
	size_t length = pack(text, sizeof text - 1, packed, sizeof packed);

	if (!strncmp(how, "bomb", 4)) {
		static char zeros[3 * 1024 * 1024];

		memset(zeros, ' ', sizeof zeros);
		length = pack(zeros, sizeof zeros, packed, sizeof packed);
	} else if (!strncmp(how, "short", 5)) {
		length -= strtoul(how + 5, NULL, 10);
	} else if (!strncmp(how, "flip", 4)) {
		packed[strtoul(how + 4, NULL, 10) % length] ^= 0x10;
	} else if (!strncmp(how, "more", 4)) {
		length++;
	} else if (!strncmp(how, "plain", 5)) {
		memcpy(packed, text, length = sizeof text - 1);
	}
	reply_gzip(fd, packed, length);
	return true;
}

static bool flood(int fd, const char *head, const char *part)
{
	server_text(fd, head);
	while (server_linger(fd, 0))
		server_text(fd, part);
	return false;
}

static bool answer_badly(int fd, const char *path)
{
	if (!strncmp(path, "cut", 3)) {
		static const char whole[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
					    "Content-Length: 12\r\n\r\n{\"items\":[]}";

		server_say(fd, whole, strtoul(path + 3, NULL, 10));
		return false;
	}
	if (!strncmp(path, "drip", 4)) {
		server_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
		while (server_linger(fd, 20))
			server_text(fd, "x");
		return false;
	}
	if (!strncmp(path, "nothing", 7))
		return false;
	if (!strncmp(path, "garbage", 7)) {
		server_text(fd, "\x1b]0;owned\x07 what is this\r\n\r\n");
		return false;
	}
	if (!strncmp(path, "endless", 7))
		return flood(fd, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n",
			"[[[[[[[[[[[[[[[[");
	if (!strncmp(path, "headers", 7))
		return flood(fd, "HTTP/1.1 200 OK\r\n",
			"X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n");
	if (!strncmp(path, "longline", 8))
		return flood(fd, "HTTP/1.1 200 OK\r\nX-Flood: ",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	if (!strncmp(path, "twolengths", 10)) {
		server_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello");
		return false;
	}
	server_text(
		fd, "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n\x01\x02");
	return false;
}

static bool answer_well(int fd, const char *path, const char *question)
{
	static char head[300];
	const char *body = strstr(question, "\r\n\r\n") + 4;

	if (!strncmp(path, "redirect", 8)) {
		snprintf(head, sizeof head, "302 Found\r\nLocation: http://127.0.0.1:%d/followed",
			server.port);
		server_reply(fd, head, "text/html", "moved");
	} else if (!strncmp(path, "followed", 8)) {
		server_reply(fd, "200 OK", "application/json", "\"followed\"");
	} else if (!strncmp(path, "empty", 5)) {
		server_text(fd, "HTTP/1.1 204 No Content\r\n\r\n");
	} else if (!strncmp(path, "html", 4)) {
		server_reply(
			fd, "200 OK", "text/html; charset=utf-8", "<html>Sign in to Wi-Fi</html>");
	} else if (!strncmp(path, "problem", 7)) {
		server_reply(fd, "409 Conflict", "application/problem+json", "{\"code\":\"x\"}");
	} else if (!strncmp(path, "retry=", 6)) {
		snprintf(head, sizeof head, "429 Busy\r\nRetry-After: %.*s",
			(int)strcspn(path + 6, " "), path + 6);
		for (char *at = head; *at; at++)
			*at = *at == '_' ? ' ' : *at;
		server_reply(fd, head, "application/json", "{}");
	} else if (!strncmp(path, "form", 4)) {
		server_reply(fd, "200 OK", "application/json",
			strcasestr(question, "\r\nContent-Type: application/x-www-form-urlencoded; "
					     "charset=UTF-8\r\n")
				? "\"form\""
				: "\"other\"");
	} else if (!strncmp(path, "echo", 4)) {
		server_reply(fd, "200 OK\r\nETag: \"abc\"\r\nDate: Mon, 23 Nov 2026 15:04:05 GMT",
			"application/json", strstr(question, "Token: t") ? body : "no header");
	} else {
		server_reply(fd, "200 OK", "application/json", "{\"path\":1}");
	}
	return true;
}

static bool hold(int fd, struct server_shared *shared)
{
	while (!atomic_load(&shared->open))
		if (!server_linger(fd, 2))
			return false;
	server_reply(fd, "200 OK", "application/json", "{}");
	return true;
}

static bool answer_question(int fd, const char *question, struct server_shared *shared)
{
	const char *path = strchr(question, '/') + 1;

	if (!strncmp(path, "hold", 4))
		return hold(fd, shared);
	if (!strncmp(path, "bad/", 4))
		return answer_badly(fd, path + 4);
	if (!strncmp(path, "gzip/", 5))
		return answer_gzip(fd, path + 5);
	return answer_well(fd, path, question);
}

/* ---- the client's side */

static struct {
	int count;
	enum err err;
	int status, retry_s;
	bool json;
	int64_t date_s;
	size_t length;
	char body[200], etag[40], text[240];
} last;

static void note_answer(void *owner, const struct http_answer *answer)
{
	(void)owner;
	last.count++;
	last.err = answer->err;
	last.status = answer->status;
	last.retry_s = answer->retry_s;
	last.json = answer->json;
	last.date_s = answer->date_s;
	last.length = answer->length;
	snprintf(last.body, sizeof last.body, "%s", answer->body);
	snprintf(last.etag, sizeof last.etag, "%s", answer->etag);
	snprintf(last.text, sizeof last.text, "%s", answer->fault.text);
}

static int ask(const char *path)
{
	char url[200];

	snprintf(url, sizeof url, "http://127.0.0.1:%d/%s", server.port, path);
	return http_ask(http,
		&(struct http_question){ .method = "GET", .url = url, .total_ms = 5000 },
		note_answer, NULL);
}

static void wait_for(int count)
{
	int64_t end_ms = clock_steady_ms() + 20000;

	while (last.count < count) {
		assert_true(clock_steady_ms() < end_ms);
		http_wait(http, NULL, 0, NULL, 1000);
	}
}

static enum err get(const char *path)
{
	last.count = 0;
	ask(path);
	wait_for(1);
	assert_int_equal(http_in_flight(http), 0);
	return last.err;
}

static int begin(void **unused)
{
	(void)unused;
	http = http_new();
	return server_start(&server, answer_question) ? 0 : -1;
}

static int end(void **unused)
{
	(void)unused;
	http_free(http);
	server_stop(&server);
	return 0;
}

static void a_whole_answer_arrives(void **unused)
{
	(void)unused;
	assert_int_equal(get("good"), OK);
	assert_int_equal(last.status, 200);
	assert_true(last.json);
	assert_string_equal(last.body, "{\"path\":1}");
	assert_int_equal(get("gzip/good"), OK);
	assert_memory_equal(last.body, "{\"items\":[1,2,", 14);
	assert_int_equal(last.length, 59);
	assert_int_equal(get("empty"), OK);
	assert_int_equal(last.status, 204);
	assert_int_equal(get("problem"), OK);
	assert_int_equal(last.status, 409);
	assert_true(last.json);
	assert_int_equal(get("html"), OK);
	assert_false(last.json);
}

static void body_and_headers_go_out_as_given(void **unused)
{
	char url[100];

	(void)unused;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/echo", server.port);
	last.count = 0;
	http_ask(http,
		&(struct http_question){ .method = "PUT",
			.url = url,
			.body = "a\0b=",
			.body_length = 4,
			.headers = { "Token: t", "Content-Type: application/json" } },
		note_answer, NULL);
	wait_for(1);
	assert_int_equal(last.length, 1); /* the server's copy ends at the NUL */
	assert_string_equal(last.etag, "\"abc\"");
	assert_int_equal(last.date_s, 1795446245);
	http_ask(http,
		&(struct http_question){
			.method = "GET", .url = url, .headers = { "A: b\r\nEvil: 1" } },
		note_answer, NULL);
	wait_for(2);
	assert_int_equal(last.err, ERR_FAILED);
}

static void a_form_goes_out_percent_encoded(void **unused)
{
	struct http_question question = { .method = "POST", .headers = { "Token: t" } };
	char url[100];

	(void)unused;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/echo", server.port);
	question.url = url;
	question.form[question.form_count++] = (struct http_field){ "q", "tea cup & 毛巾+" };
	question.form[question.form_count++] = (struct http_field){ "sort", "a~b_c" };
	question.form[question.form_count++] = (struct http_field){ "empty", "" };
	last.count = 0;
	http_ask(http, &question, note_answer, NULL);
	wait_for(1);
	assert_int_equal(last.err, OK);
	assert_string_equal(
		last.body, "q=tea%20cup%20%26%20%E6%AF%9B%E5%B7%BE%2B&sort=a~b_c&empty=");
	snprintf(url, sizeof url, "http://127.0.0.1:%d/form", server.port);
	http_ask(http, &question, note_answer, NULL);
	wait_for(2);
	assert_string_equal(last.body, "\"form\"");
	question.form_count = HTTP_FIELDS + 1;
	http_ask(http, &question, note_answer, NULL);
	wait_for(3);
	assert_int_equal(last.err, ERR_FAILED);
}

static void a_cut_answer_is_never_whole(void **unused)
{
	char path[40];
	int length;

	(void)unused;
	for (length = 0; length < 83; length += length < 60 ? 7 : 1) {
		snprintf(path, sizeof path, "bad/cut%d", length);
		assert_int_equal(get(path), ERR_NET);
		assert_non_null(strstr(last.text, "cut"));
	}
	assert_int_equal(get("bad/nothing"), ERR_NET);
}

static void a_slow_answer_ends_in_time(void **unused)
{
	char url[100];
	int64_t started_ms = clock_steady_ms();

	(void)unused;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/bad/drip", server.port);
	last.count = 0;
	http_ask(http, &(struct http_question){ .method = "GET", .url = url, .total_ms = 150 },
		note_answer, NULL);
	wait_for(1);
	assert_int_equal(last.err, ERR_NET);
	assert_non_null(strstr(last.text, "within 1 seconds"));
	assert_in_range(clock_steady_ms() - started_ms, 100, 3000);
}

static void damaged_compression_is_never_whole(void **unused)
{
	char path[40];
	int i;

	(void)unused;
	for (i = 1; i <= 30; i++) {
		snprintf(path, sizeof path, "gzip/short%d", i);
		assert_int_equal(get(path), ERR_NET);
		assert_non_null(strstr(last.text, "damaged"));
	}
	/* Bytes 4 to 9 of a gzip head (time, system) do not matter. */
	for (i = 10; i < 60; i++) {
		snprintf(path, sizeof path, "gzip/flip%d", i);
		get(path);
		/* Not every bit of a compressed stream says something. */
		if (last.err == OK &&
			strcmp(last.body,
				"{\"items\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]}") !=
				0)
			fail_msg("byte %d flipped and taken for whole: %s", i, last.body);
	}
	assert_int_equal(get("gzip/more"), ERR_NET);
	assert_int_equal(get("gzip/plain"), ERR_NET);
	assert_int_equal(get("bad/br"), ERR_DECODE);
}

static void what_has_no_end_is_dropped(void **unused)
{
	(void)unused;
	assert_int_equal(get("gzip/bomb"), ERR_LIMIT);
	assert_non_null(strstr(last.text, "2048 KiB"));
	assert_int_equal(get("bad/endless"), ERR_LIMIT);
	assert_int_equal(get("bad/headers"), ERR_LIMIT);
	get("bad/longline");
	assert_int_not_equal(last.err, OK);
}

static void what_is_not_http_is_told(void **unused)
{
	(void)unused;
	assert_int_equal(get("bad/garbage"), ERR_DECODE);
	assert_non_null(strstr(last.text, "not HTTP"));
	get("bad/twolengths");
	assert_int_equal(last.err, ERR_DECODE);
}

static void redirects_are_not_followed(void **unused)
{
	(void)unused;
	assert_int_equal(get("redirect"), OK);
	assert_int_equal(last.status, 302);
	assert_int_equal(atomic_load(&server.shared->asked), 1);
}

static void waits_asked_by_the_server_are_clamped(void **unused)
{
	static const struct {
		const char *path;
		int seconds;
	} rows[] = {
		{ "retry=", 0 },
		{ "retry=0", 1 },
		{ "retry=-5", 1 },
		{ "retry=1", 1 },
		{ "retry=5", 5 },
		{ "retry=300", 300 },
		{ "retry=301", 300 },
		{ "retry=99999999999999999999", 300 },
		{ "retry=abc", 0 },
		{ "retry=5x", 0 },
		{ "retry=Mon,_23_Nov_2015_15:04:05_GMT", 1 },
		{ "retry=Mon,_23_Nov_2099_15:04:05_GMT", 300 },
		{ "retry=Mon,_99_Foo_2099", 0 },
	};
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(get(rows[i].path), OK);
		assert_int_equal(last.status, 429);
		if (last.retry_s != rows[i].seconds)
			fail_msg("%s gave %d", rows[i].path, last.retry_s);
	}
}

static void sixteen_are_in_flight_and_the_rest_wait(void **unused)
{
	int64_t end_ms = clock_steady_ms() + 20000;
	int i;

	(void)unused;
	last.count = 0;
	for (i = 0; i < 40; i++)
		ask("hold");
	assert_int_equal(http_in_flight(http), 40);
	while (atomic_load(&server.shared->now) < HTTP_AT_ONCE) {
		assert_true(clock_steady_ms() < end_ms);
		http_wait(http, NULL, 0, NULL, 1);
	}
	http_wait(http, NULL, 0, NULL, 20);
	assert_int_equal(atomic_load(&server.shared->now), HTTP_AT_ONCE);
	atomic_store(&server.shared->open, 1);
	wait_for(40);
	assert_int_equal(atomic_load(&server.shared->most), HTTP_AT_ONCE);
}

static void what_is_dropped_is_not_answered(void **unused)
{
	int first, second;

	(void)unused;
	last.count = 0;
	first = ask("hold");
	second = ask("good");
	http_wait(http, NULL, 0, NULL, 0);
	http_drop(http, first);
	wait_for(1);
	assert_string_equal(last.body, "{\"path\":1}");
	http_drop(http, second);
	http_drop(http, 999);
	assert_int_equal(http_in_flight(http), 0);
	http_wait(http, NULL, 0, NULL, 0);
	assert_int_equal(last.count, 1);
}

static void keys_are_seen_while_an_answer_is_awaited(void **unused)
{
	int ends[2];
	bool ready = false;
	int64_t started_ms = clock_steady_ms();

	(void)unused;
	assert_int_equal(pipe(ends), 0);
	last.count = 0;
	ask("hold");
	http_wait(http, ends, 1, &ready, 20);
	assert_false(ready);
	assert_int_equal(write(ends[1], "k", 1), 1);
	http_wait(http, ends, 1, &ready, 10000);
	assert_true(ready);
	assert_int_equal(last.count, 0);
	/* Also the end of the keyboard, and also when nothing is asked. */
	close(ends[1]);
	http_wait(http, ends, 1, &ready, 10000);
	assert_true(ready);
	http_free(http);
	http = http_new();
	http_wait(http, ends, 1, &ready, 10000);
	assert_true(ready);
	assert_true(clock_steady_ms() - started_ms < 5000);
	close(ends[0]);
}

static void ask_again(void *owner, const struct http_answer *answer)
{
	int *times = owner;

	note_answer(NULL, answer);
	if (--*times > 0)
		http_ask(http, &(struct http_question){ .method = "GET", .url = "ftp://x" },
			ask_again, owner);
}

static void bad_addresses_are_told_through_the_answer(void **unused)
{
	int times = 3;

	(void)unused;
	last.count = 0;
	http_ask(http, &(struct http_question){ .method = "GET", .url = "http://example.com/" },
		ask_again, &times);
	assert_int_equal(last.count, 0);
	wait_for(3);
	assert_int_not_equal(last.err, OK);
	assert_int_not_equal(last.text[0], 0);
	assert_int_equal(http_in_flight(http), 0);
}

static void nobody_listening_is_told(void **unused)
{
	(void)unused;
	last.count = 0;
	http_ask(http, &(struct http_question){ .method = "GET", .url = "http://127.0.0.1:1/" },
		note_answer, NULL);
	wait_for(1);
	assert_int_equal(last.err, ERR_NET);
	assert_non_null(strstr(last.text, "Cannot connect to 127.0.0.1"));
	http_ask(http,
		&(struct http_question){ .method = "GET", .url = "https://nowhere.invalid/" },
		note_answer, NULL);
	wait_for(2);
	assert_int_equal(last.err, ERR_NET);
	assert_non_null(strstr(last.text, "nowhere.invalid"));
}

static void tls_that_is_none_is_told(void **unused)
{
	char url[100];

	(void)unused;
	last.count = 0;
	snprintf(url, sizeof url, "https://127.0.0.1:%d/bad/garbage", server.port);
	http_ask(http, &(struct http_question){ .method = "GET", .url = url, .total_ms = 500 },
		note_answer, NULL);
	wait_for(1);
	assert_int_equal(last.err, ERR_NET);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(a_whole_answer_arrives),
		TEST(body_and_headers_go_out_as_given),
		TEST(a_form_goes_out_percent_encoded),
		TEST(a_cut_answer_is_never_whole),
		TEST(a_slow_answer_ends_in_time),
		TEST(damaged_compression_is_never_whole),
		TEST(what_has_no_end_is_dropped),
		TEST(what_is_not_http_is_told),
		TEST(redirects_are_not_followed),
		TEST(waits_asked_by_the_server_are_clamped),
		TEST(sixteen_are_in_flight_and_the_rest_wait),
		TEST(what_is_dropped_is_not_answered),
		TEST(keys_are_seen_while_an_answer_is_awaited),
		TEST(bad_addresses_are_told_through_the_answer),
		TEST(nobody_listening_is_told),
		TEST(tls_that_is_none_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
