/* server: see server.h. What is answered is decided in route.c. */
#include "practice/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>
#include "base/text.h"
#include "practice/spoil.h"
#include "practice/wire.h"

enum { IDLE_S = 120, DRIP_MS = 10, LOGGED_MOST = 200 };

struct server {
	struct MHD_Daemon *daemon;
	struct practice *practice;
	pthread_mutex_t lock;
	pthread_cond_t change; /* faults were lifted, or the end has come */
	bool ending;
	int stopping; /* an eventfd that becomes readable: whoever waits stops waiting */
	bool quiet;
};

/* One request while it arrives. */
struct exchange {
	struct arena arena;
	struct request request;
	struct MHD_PostProcessor *form; /* NULL: the body is kept as bytes */
	char *body;
	size_t length;
};

static void add_argument(
	struct exchange *exchange, const char *name, const char *value, size_t length)
{
	struct request *request = &exchange->request;
	if (request->query_count == QUERY_MOST)
		return;
	request->query[request->query_count++] =
		(struct argument){ arena_text(&exchange->arena, name),
			arena_bytes(&exchange->arena, value, length) };
}

/* A long value comes in pieces. */
static void add_to_argument(
	struct exchange *exchange, const char *name, const char *value, size_t length)
{
	struct request *request = &exchange->request;
	struct argument *last = request->query + request->query_count - 1;
	if (request->query_count > 0 && strcmp(last->name, name) == 0)
		last->value = arena_print(
			&exchange->arena, "%s%.*s", last->value, (int)length, value);
}

static enum MHD_Result take_argument(
	void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	add_argument(cls, name, value ? value : "", value ? strlen(value) : 0);
	return MHD_YES;
}

static enum MHD_Result take_field(void *cls, enum MHD_ValueKind kind, const char *name,
	const char *file, const char *type, const char *encoding, const char *data, uint64_t offset,
	size_t length)
{
	(void)kind, (void)file, (void)type, (void)encoding;
	if (offset == 0)
		add_argument(cls, name, data, length);
	else
		add_to_argument(cls, name, data, length);
	return MHD_YES;
}

static struct exchange *exchange_new(
	struct MHD_Connection *connection, const char *url, const char *method)
{
	struct exchange *exchange = calloc(1, sizeof(*exchange));
	if (!exchange)
		arena_out_of_memory();
	struct request *request = &exchange->request;
	request->method = arena_text(&exchange->arena, method);
	request->path = arena_text(&exchange->arena, url);
	const struct {
		const char *name, **value;
	} headers[] = { { "Host", &request->host }, { "Authorization", &request->authorization },
		{ "Idempotency-Key", &request->key }, { "If-None-Match", &request->if_none_match },
		{ "Content-Type", &request->content_type } };
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		*headers[i].value =
			MHD_lookup_connection_value(connection, MHD_HEADER_KIND, headers[i].name);
	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_argument, exchange);
	if (request->content_type &&
		strncmp(request->content_type, "application/x-www-form-urlencoded", 33) == 0)
		exchange->form = MHD_create_post_processor(connection, 4096, take_field, exchange);
	return exchange;
}

static void exchange_take(struct exchange *exchange, const char *bytes, size_t length)
{
	size_t room = REQUEST_MOST_BYTES + 1 - exchange->length;
	if (exchange->form && exchange->length <= REQUEST_MOST_BYTES)
		MHD_post_process(exchange->form, bytes, length);
	if (!exchange->body)
		exchange->body = arena_take(&exchange->arena, REQUEST_MOST_BYTES + 2);
	/* One byte more than allowed is kept, to know that it was too much. */
	size_t kept = length < room ? length : room;
	memcpy(exchange->body + exchange->length, bytes, kept);
	exchange->length += kept;
}

static void exchange_done(void *cls, struct MHD_Connection *connection, void **state,
	enum MHD_RequestTerminationCode code)
{
	(void)cls, (void)connection, (void)code;
	struct exchange *exchange = *state;
	if (!exchange)
		return;
	if (exchange->form)
		MHD_destroy_post_processor(exchange->form);
	arena_clear(&exchange->arena);
	free(exchange);
	*state = NULL;
}

/* ---- sending */

static void wait_ms(const struct server *server, int64_t ms)
{
	struct pollfd stop = { .fd = server->stopping, .events = POLLIN };
	while (ms > 0 && poll(&stop, 1, (int)ms) < 0 && errno == EINTR)
		;
}

struct trickle {
	const struct server *server;
	struct wire wire;
};

static ssize_t send_part(void *cls, uint64_t position, char *buffer, size_t most)
{
	struct trickle *trickle = cls;
	const struct wire *wire = &trickle->wire;
	size_t end = wire->pace == WIRE_CUT ? wire->answer.length / 2 : wire->answer.length;
	if (position >= end)
		return wire->pace == WIRE_CUT ? MHD_CONTENT_READER_END_WITH_ERROR
					      : MHD_CONTENT_READER_END_OF_STREAM;
	size_t length = end - position < most ? end - position : most;
	if (wire->pace == WIRE_DRIP) {
		wait_ms(trickle->server, DRIP_MS);
		length = 1;
	}
	memcpy(buffer, wire->answer.body + position, length);
	return (ssize_t)length;
}

static void trickle_free(void *cls)
{
	struct trickle *trickle = cls;
	response_clear(&trickle->wire.answer);
	free(trickle);
}

/* Takes the body. */
static struct MHD_Response *make_response(const struct server *server, struct wire *wire)
{
	if (wire->pace == WIRE_WHOLE || !wire->answer.body) {
		struct MHD_Response *response = MHD_create_response_from_buffer(
			wire->answer.length, wire->answer.body, MHD_RESPMEM_MUST_FREE);
		wire->answer.body = NULL;
		return response;
	}
	struct trickle *trickle = calloc(1, sizeof(*trickle));
	if (!trickle)
		arena_out_of_memory();
	trickle->server = server;
	trickle->wire = *wire;
	wire->answer.body = NULL;
	return MHD_create_response_from_callback(
		trickle->wire.answer.length, 4096, send_part, trickle, trickle_free);
}

static void add_headers(struct MHD_Response *response, const struct wire *wire)
{
	const struct response *answer = &wire->answer;
	char seconds[16], rows[24], pages[24];
	snprintf(seconds, sizeof(seconds), "%d", answer->retry_after_s);
	snprintf(rows, sizeof(rows), "%" PRId64, answer->rows);
	snprintf(pages, sizeof(pages), "%" PRId64, answer->pages);
	const struct {
		const char *name, *value;
		bool there;
	} headers[] = {
		{ "Content-Type", answer->type, answer->type != NULL },
		{ "Content-Encoding", "gzip", wire->gzip },
		{ "Date", wire->date, wire->date[0] != '\0' },
		{ "Vary", "Accept-Encoding", answer->type != NULL },
		{ "ETag", answer->etag, answer->etag[0] != '\0' },
		{ "Location", answer->location, answer->location[0] != '\0' },
		{ "Allow", answer->allow, answer->allow[0] != '\0' },
		{ "Retry-After", seconds, answer->retry_after_s != 0 },
		{ "Idempotency-Replayed", "true", answer->replayed },
		{ "X-WP-Total", rows, answer->counted },
		{ "X-WP-TotalPages", pages, answer->counted },
		{ "Link", answer->next, answer->next[0] != '\0' },
		{ "Cache-Control", "private, no-cache", true },
		{ "X-Content-Type-Options", "nosniff", true },
		{ "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
			answer->type && strncmp(answer->type, "text/html", 9) == 0 },
	};
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (headers[i].there)
			MHD_add_response_header(response, headers[i].name, headers[i].value);
}

static bool accepts_gzip(struct MHD_Connection *connection)
{
	const char *header =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding");
	const char *gzip = header ? strstr(header, "gzip") : NULL;
	return gzip && strncmp(gzip + 4, ";q=0", 4) != 0;
}

/* Late on purpose; the lock is free meanwhile. */
static void hold_back(struct server *server, int64_t ms)
{
	uint64_t lifted = server->practice->faults.lifted;
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (!server->ending && server->practice->faults.lifted == lifted &&
		pthread_cond_timedwait(&server->change, &server->lock, &until) == 0)
		;
}

static void answer_under_lock(struct server *server, struct exchange *exchange, struct wire *wire)
{
	struct practice *practice = server->practice;
	struct request *request = &exchange->request;
	request->body = exchange->body ? exchange->body : "";
	request->length = exchange->length;
	pthread_mutex_lock(&server->lock);
	struct armed_fault fault = { .kind = FAULT_NONE };
	uint64_t lifted = practice->faults.lifted;
	/* The faults themselves are always reachable, so that they can be cleared. */
	if (strncmp(request->path, "/practice/", 10) != 0)
		fault = faults_take(&practice->faults, request->path);
	request->twist = fault.kind;
	if (fault_reaches(fault.kind) || wire_tells(request->path, fault.kind))
		route_answer(practice, request, &wire->answer);
	else
		spoil_instead(fault.kind, wire);
	if (practice->faults.lifted != lifted)
		pthread_cond_broadcast(&server->change);
	spoil_after(&fault, wire);
	time_t moment = (time_t)practice_now_s(practice);
	struct tm parts;
	if (gmtime_r(&moment, &parts))
		strftime(wire->date, sizeof(wire->date), "%a, %d %b %Y %H:%M:%S GMT", &parts);
	if (wire->delay_ms > 0)
		hold_back(server, wire->delay_ms);
	pthread_mutex_unlock(&server->lock);
}

static enum MHD_Result answer(
	struct server *server, struct MHD_Connection *connection, struct exchange *exchange)
{
	struct wire wire = { 0 };
	answer_under_lock(server, exchange, &wire);
	if (accepts_gzip(connection) && wire.answer.body)
		wire_compress(&wire);
	if (!server->quiet) {
		/* The path is a stranger's: it must not speak to the terminal. */
		const char *path = exchange->request.path;
		path = text_take(&exchange->arena, path, strlen(path), LOGGED_MOST, NULL);
		fprintf(stderr, "%s %s %d\n", exchange->request.method, path, wire.answer.status);
	}
	struct MHD_Response *response = make_response(server, &wire);
	if (!response)
		return MHD_NO;
	add_headers(response, &wire);
	enum MHD_Result result =
		MHD_queue_response(connection, (unsigned)wire.answer.status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *bytes, size_t *length, void **state)
{
	(void)version;
	struct exchange *exchange = *state;
	if (!exchange) {
		*state = exchange_new(connection, url, method);
		return MHD_YES;
	}
	if (*length > 0) {
		exchange_take(exchange, bytes, *length);
		*length = 0;
		return MHD_YES;
	}
	return answer(cls, connection, exchange);
}

static void be_silent(void *cls, const char *format, va_list values)
{
	(void)cls, (void)format, (void)values;
}

static enum err listen_on(struct server *server, int port, struct fault *fault)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	server->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD |
						  MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL |
						  MHD_USE_ERROR_LOG | MHD_USE_SUPPRESS_DATE_NO_CLOCK,
		(uint16_t)port, NULL, NULL, handle, server, MHD_OPTION_EXTERNAL_LOGGER, be_silent,
		NULL, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, exchange_done,
		NULL, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_END);
	if (!server->daemon)
		return fault_set(fault, ERR_NET,
			"Cannot listen on 127.0.0.1:%d (%s); choose another --port", port,
			strerror(errno));
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	snprintf(server->practice->base, sizeof(server->practice->base), "http://127.0.0.1:%u",
		info ? info->port : (unsigned)port);
	return OK;
}

enum err server_start(struct practice *practice, int port, bool quiet, struct server **started,
	struct fault *fault)
{
	struct server *server = calloc(1, sizeof(*server));
	if (!server)
		arena_out_of_memory();
	*server = (struct server){
		.practice = practice, .quiet = quiet, .stopping = eventfd(0, EFD_CLOEXEC)
	};
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&server->change, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&server->lock, NULL);
	/* Nobody is answered before the address is known. */
	pthread_mutex_lock(&server->lock);
	enum err err = listen_on(server, port, fault);
	pthread_mutex_unlock(&server->lock);
	*started = server;
	if (err != OK) {
		server_stop(server);
		*started = NULL;
	}
	return err;
}

void server_stop(struct server *server)
{
	if (!server)
		return;
	uint64_t one = 1;
	pthread_mutex_lock(&server->lock);
	server->ending = true;
	pthread_cond_broadcast(&server->change);
	pthread_mutex_unlock(&server->lock);
	if (write(server->stopping, &one, sizeof(one)) < 0)
		fprintf(stderr, "cannot wake waiting answers: %s\n", strerror(errno));
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	close(server->stopping);
	pthread_cond_destroy(&server->change);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
