/* server: HTTP over a real loopback socket, and the faults of the wire. */
#include "ask.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>
#include "base/clock.h"
#include "practice/server.h"

static struct stage stage;
static struct server *server;
static int port;

static int set_up(void **state)
{
	(void)state;
	struct practice_options options = usual_options();
	struct fault fault = { 0 };
	begin(&stage, &options);
	if (server_start(&stage.practice, 0, true, &server, &fault) != OK)
		fail_msg("%s", fault.text);
	port = (int)strtol(strrchr(stage.practice.base, ':') + 1, NULL, 10);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	server_stop(server);
	end(&stage);
	return 0;
}

static int dial(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(file, (struct sockaddr *)&address, sizeof(address)), 0);
	return file;
}

struct reply {
	char *bytes; /* head and body, as they came */
	size_t length;
	const char *body;
	size_t body_length;
	int status;
};

/* Reads to the end of the connection. */
static struct reply hear(int file)
{
	struct reply reply = { 0 };
	ssize_t got;
	do {
		reply.bytes = realloc(reply.bytes, reply.length + 65537);
		got = read(file, reply.bytes + reply.length, 65536);
		reply.length += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	close(file);
	reply.bytes[reply.length] = '\0';
	char *blank = strstr(reply.bytes, "\r\n\r\n");
	assert_non_null(blank);
	reply.body = blank + 4;
	reply.body_length = reply.length - (size_t)(reply.body - reply.bytes);
	reply.status = (int)strtol(reply.bytes + 9, NULL, 10);
	return reply;
}

static int say(const char *method, const char *target, const char *more)
{
	char text[3000];
	int file = dial();
	int length = snprintf(text, sizeof(text),
		"%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\nConnection: "
		"close\r\n%s\r\n",
		method, target, port, stage.bearer, more);
	assert_int_equal(write(file, text, (size_t)length), length);
	return file;
}

static struct reply get(const char *target, const char *more)
{
	return hear(say("GET", target, more));
}

static bool has(const struct reply *reply, const char *header)
{
	const char *at = strstr(reply->bytes, header);
	return at && at < reply->body;
}

static void arm(const char *text)
{
	assert_true(faults_arm_text(&stage.practice.faults, text));
}

static void a_page_of_goods_is_plain_json(void **state)
{
	(void)state;
	struct reply reply = get("/v1/goods?limit=2", "");
	assert_int_equal(reply.status, 200);
	assert_true(has(&reply, "Content-Type: application/json\r\n"));
	assert_true(has(&reply, "ETag: W/\""));
	assert_int_equal(reply.body[0], '{');
	free(reply.bytes);
	reply = get("/v1/goods?limit=2&q=%E6%AF%9B%E5%B7%BE", "");
	assert_non_null(strstr(reply.body, "毛巾"));
	free(reply.bytes);
}

static size_t unzip(const struct reply *reply, char *out, size_t most)
{
	z_stream stream = { .next_in = (unsigned char *)(uintptr_t)reply->body,
		.avail_in = (unsigned)reply->body_length,
		.next_out = (unsigned char *)out,
		.avail_out = (unsigned)most };
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	int code = inflate(&stream, Z_FINISH);
	size_t length = stream.total_out;
	inflateEnd(&stream);
	return code == Z_STREAM_END ? length : 0;
}

static void gzip_is_sent_to_those_who_want_it(void **state)
{
	(void)state;
	struct reply plain = get("/v1/goods?limit=50", "");
	struct reply zipped = get("/v1/goods?limit=50", "Accept-Encoding: deflate, gzip\r\n");
	assert_true(has(&zipped, "Content-Encoding: gzip"));
	assert_false(has(&plain, "Content-Encoding"));
	assert_true(zipped.body_length < plain.body_length / 3);
	char *text = calloc(1, plain.body_length + 1);
	assert_int_equal(unzip(&zipped, text, plain.body_length), plain.body_length);
	assert_string_equal(text, plain.body);
	free(text);
	free(plain.bytes);
	free(zipped.bytes);
	struct reply refused = get("/v1/goods?limit=50", "Accept-Encoding: gzip;q=0\r\n");
	assert_false(has(&refused, "Content-Encoding"));
	free(refused.bytes);
}

static void an_etag_saves_the_body(void **state)
{
	(void)state;
	char header[100];
	struct reply first = get("/v1/categories", "");
	const char *etag = strstr(first.bytes, "ETag: ") + 6;
	snprintf(header, sizeof(header), "If-None-Match: %.*s\r\n", (int)strcspn(etag, "\r"), etag);
	struct reply second = get("/v1/categories", header);
	assert_int_equal(second.status, 304);
	assert_int_equal(second.body_length, 0);
	free(first.bytes);
	free(second.bytes);
}

static void a_head_has_no_body(void **state)
{
	(void)state;
	struct reply reply = hear(say("HEAD", "/v1/shop", ""));
	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_length, 0);
	free(reply.bytes);
}

static void a_body_that_is_too_large_is_refused(void **state)
{
	(void)state;
	int file = say("POST", "/v1/links",
		"Idempotency-Key: large-key\r\nContent-Type: application/json\r\nContent-Length: "
		"80000\r\n");
	char *body = calloc(1, 80000);
	memset(body, ' ', 80000);
	assert_int_equal(write(file, body, 80000), 80000);
	struct reply reply = hear(file);
	assert_int_equal(reply.status, 413);
	free(body);
	free(reply.bytes);
}

/* The body begins and the line is cut: fewer bytes come than were promised. */
static void a_cut_answer_is_short(void **state)
{
	(void)state;
	arm("cut*1");
	struct reply cut = get("/v1/goods?limit=50", ""), whole = get("/v1/goods?limit=50", "");
	assert_int_equal(cut.status, 200);
	assert_in_range(cut.body_length, 1, whole.body_length - 1);
	free(cut.bytes);
	free(whole.bytes);
}

static void a_cut_write_was_done_all_the_same(void **state)
{
	(void)state;
	const char *head =
		"Idempotency-Key: cut-key-1\r\nContent-Type: application/json\r\n"
		"Content-Length: 43\r\n\r\n{\"goods_id\":\"G0000001\",\"channel\":\"moments\"}";
	char more[400];
	snprintf(more, sizeof(more), "%s", head);
	arm("cut@/v1/links*1");
	struct reply cut = hear(say("POST", "/v1/links", more));
	struct reply again = hear(say("POST", "/v1/links", more));
	assert_int_equal(again.status, 201);
	assert_true(has(&again, "Idempotency-Replayed: true"));
	assert_non_null(strstr(again.body, "\"L000001\""));
	free(cut.bytes);
	free(again.bytes);
}

static void a_dripping_answer_is_whole_at_last(void **state)
{
	(void)state;
	arm("drip*1");
	struct reply drip = get("/v1/earnings", ""), whole = get("/v1/earnings", "");
	assert_string_equal(drip.body, whole.body);
	free(drip.bytes);
	free(whole.bytes);
}

static void a_slow_answer_holds_nobody_up(void **state)
{
	(void)state;
	arm("delay:60000@/v1/shop*1");
	int slow = say("GET", "/v1/shop", "");
	/* It has taken its fault when none is armed; the lock is free while it waits. */
	int64_t start = clock_steady_ms();
	struct reply other = get("/v1/earnings", "");
	assert_int_equal(other.status, 200);
	assert_true(clock_steady_ms() - start < 20000);
	free(other.bytes);
	close(slow);
}

static void answers_are_spoilt_as_ordered(void **state)
{
	(void)state;
	static const struct {
		const char *fault;
		int status;
		const char *header;
	} rows[] = { { "401*1", 401, "application/problem+json" },
		{ "409*1", 409, "application/problem" }, { "429*1", 429, "Retry-After: 2" },
		{ "500*1", 500, "application/problem+json" }, { "503*1", 503, "Retry-After: 1" },
		{ "redirect*1", 302, "Location: http://portal" },
		{ "html*1", 200, "Content-Type: text/html" },
		{ "wrong_type*1", 200, "Content-Type: text/plain" },
		{ "garbage*1", 200, "Content-Type: application/json" },
		{ "bad_gzip*1", 200, "Content-Encoding: gzip" },
		{ "gzip_bomb*1", 200, "Content-Encoding: gzip" } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		arm(rows[i].fault);
		struct reply reply = get("/v1/shop", "");
		if (reply.status != rows[i].status || !has(&reply, rows[i].header))
			fail_msg("%s gives\n%.*s", rows[i].fault, (int)(reply.body - reply.bytes),
				reply.bytes);
		free(reply.bytes);
		reply = get("/v1/shop", "");
		assert_int_equal(reply.status, 200);
		assert_int_equal(reply.body[0], '{');
		free(reply.bytes);
	}
}

static void a_bomb_is_small_and_grows(void **state)
{
	(void)state;
	enum { BOMB = 64 * 1024 * 1024 };
	arm("gzip_bomb*1");
	struct reply reply = get("/v1/shop", "");
	assert_true(reply.body_length < 200000);
	char *text = malloc(BOMB + 2);
	assert_int_equal(unzip(&reply, text, BOMB + 2), BOMB + 2);
	free(text);
	free(reply.bytes);
}

static void a_form_makes_an_order(void **state)
{
	(void)state;
	char code[20], target[60];
	make_link(&stage, "G0000002", code);
	snprintf(target, sizeof(target), "/s/%s/order", code);
	struct reply reply = hear(say("POST", target,
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 18\r\n\r\n"
		"quantity=2&pay=now"));
	assert_int_equal(reply.status, 200);
	assert_true(has(&reply, "text/html; charset=utf-8"));
	free(reply.bytes);
	reply = get("/v1/orders", "");
	assert_non_null(strstr(reply.body, "\"quantity\":2"));
	free(reply.bytes);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_page_of_goods_is_plain_json),
		CASE(gzip_is_sent_to_those_who_want_it),
		CASE(an_etag_saves_the_body),
		CASE(a_head_has_no_body),
		CASE(a_body_that_is_too_large_is_refused),
		CASE(a_cut_answer_is_short),
		CASE(a_cut_write_was_done_all_the_same),
		CASE(a_dripping_answer_is_whole_at_last),
		CASE(a_slow_answer_holds_nobody_up),
		CASE(answers_are_spoilt_as_ordered),
		CASE(a_bomb_is_small_and_grows),
		CASE(a_form_makes_an_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
