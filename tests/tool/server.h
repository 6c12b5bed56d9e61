/*
 * server: a raw server on loopback for tests: it speaks bytes, not HTTP, so that it can misbehave
 * in every way. Each connection is served by a child process; counters are shared with the test.
 */
#ifndef TOOL_SERVER_H
#define TOOL_SERVER_H

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct server_shared {
	atomic_int asked;     /* questions seen */
	atomic_int now, most; /* questions being served now, and the most at once */
	atomic_int open;      /* for the test: lets go what waits */
	atomic_int mode;      /* for the test: how to answer */
};
/* Answers one question (head and body); false closes the connection. */
typedef bool server_answer(int fd, const char *question, struct server_shared *shared);

struct server {
	pid_t process;
	int port;
	struct server_shared *shared;
};

static inline void server_say(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t put = send(fd, at, length, MSG_NOSIGNAL);

		if (put <= 0)
			_exit(0); /* the client has gone */
		at += put;
		length -= (size_t)put;
	}
}

static inline void server_text(int fd, const char *text)
{
	server_say(fd, text, strlen(text));
}

/* Waits until the client goes away or `ms` have passed; true if it is still there. */
static inline bool server_linger(int fd, int ms)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	return poll(&wait, 1, ms) == 0;
}

/* A whole answer with its length. */
static inline void server_reply(int fd, const char *status, const char *type, const char *body)
{
	char head[600];

	snprintf(head, sizeof head,
		"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", status, type,
		strlen(body));
	server_text(fd, head);
	server_text(fd, body);
}

/* One question into `text`; false at the end of the connection. */
static inline bool server_read(int fd, char *text, size_t size)
{
	size_t length = 0;
	char *end = NULL;
	size_t body = 0;

	while (!end || length < (size_t)(end + 4 - text) + body) {
		ssize_t got = recv(fd, text + length, size - 1 - length, 0);
		const char *field;

		if (got <= 0)
			return false;
		length += (size_t)got;
		text[length] = '\0';
		end = strstr(text, "\r\n\r\n");
		field = end ? strstr(text, "Content-Length: ") : NULL;
		body = field ? strtoul(field + 16, NULL, 10) : 0;
	}
	return true;
}

static inline void server_connection(int fd, server_answer *answer, struct server_shared *shared)
{
	static char question[65536];

	while (server_read(fd, question, sizeof question)) {
		int now = atomic_fetch_add(&shared->now, 1) + 1, most = atomic_load(&shared->most);
		bool more;

		while (now > most && !atomic_compare_exchange_weak(&shared->most, &most, now))
			;
		atomic_fetch_add(&shared->asked, 1);
		more = answer(fd, question, shared);
		atomic_fetch_sub(&shared->now, 1);
		if (!more)
			break;
	}
	close(fd);
	_exit(0);
}

static inline bool server_start(struct server *server, server_answer *answer)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), fd;

	server->shared = mmap(NULL, sizeof *server->shared, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (server->shared == MAP_FAILED || door < 0 ||
		bind(door, (struct sockaddr *)&address, size) != 0 || listen(door, 64) != 0 ||
		getsockname(door, (struct sockaddr *)&address, &size) != 0)
		return false;
	server->port = ntohs(address.sin_port);
	server->process = fork();
	if (server->process != 0) {
		close(door);
		return server->process > 0;
	}
	/* Dies with the test, and its children with it. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGCHLD, SIG_IGN);
	while ((fd = accept(door, NULL, NULL)) >= 0) {
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			close(door);
			server_connection(fd, answer, server->shared);
		}
		close(fd);
	}
	_exit(0);
}

static inline void server_stop(struct server *server)
{
	kill(server->process, SIGKILL);
	waitpid(server->process, NULL, 0);
	munmap(server->shared, sizeof *server->shared);
}

#endif
