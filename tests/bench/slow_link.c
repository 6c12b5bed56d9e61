/*
 * slow_link: a distant supplier on loopback: relays connections to a port with a round trip's delay and one
 * rate shared by all of them. No loss and no slow start, so real lines are worse. Prints "ready PORT" and ends
 * when standard input is closed. Usage: slow_link PORT ROUND_TRIP_MS MBIT
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS = 64, PIECE = 4096, PIECES = 4096 };

/* Bytes on their way: what was read at one moment arrives at another. */
struct piece {
	int64_t due_us;
	size_t length, sent;
	char bytes[PIECE];
};
struct way {
	int from, to;
	struct piece *pieces[PIECES];
	size_t first, count;
	bool closed; /* nothing more comes */
};
struct pair {
	struct way there, back;
	bool used;
};

static struct pair pairs[PAIRS];
static int64_t delay_us, free_us[2]; /* when the line is free again, in each direction */
static int64_t bits_per_us;

static int64_t now_us(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static void read_some(struct way *way, int direction)
{
	struct piece *piece;
	int64_t now = now_us(), start;
	ssize_t got;

	if (way->closed || way->count == PIECES)
		return;
	piece = malloc(sizeof *piece);
	if (!piece)
		abort();
	got = recv(way->from, piece->bytes, PIECE, MSG_DONTWAIT);
	if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
		free(piece);
		return;
	}
	if (got < 0)
		got = 0;
	way->closed = got == 0;
	start = free_us[direction] > now ? free_us[direction] : now;
	free_us[direction] = start + got * 8 / bits_per_us;
	piece->due_us = free_us[direction] + delay_us;
	piece->length = (size_t)got;
	piece->sent = 0;
	way->pieces[(way->first + way->count++) % PIECES] = piece;
}

/* Sends what is due; false when both ends are done with each other. */
static void write_due(struct way *way)
{
	int64_t now = now_us();

	while (way->count > 0 && way->pieces[way->first]->due_us <= now) {
		struct piece *piece = way->pieces[way->first];
		ssize_t sent = 0;

		if (piece->length == 0)
			(void)shutdown(way->to, SHUT_WR);
		else
			sent = send(way->to, piece->bytes + piece->sent, piece->length - piece->sent,
				MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent < 0 && errno == EAGAIN)
			return;
		piece->sent += sent > 0 ? (size_t)sent : piece->length - piece->sent;
		if (piece->sent < piece->length)
			continue;
		free(piece);
		way->first = (way->first + 1) % PIECES;
		way->count--;
	}
}

static int open_listener(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fd, PAIRS) != 0 ||
		getsockname(fd, (struct sockaddr *)&at, &length) != 0)
		exit(1);
	*port = ntohs(at.sin_port);
	return fd;
}

static void take_connection(int listener, int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int near = accept(listener, NULL, NULL), far = socket(AF_INET, SOCK_STREAM, 0), on = 1, i;

	for (i = 0; i < PAIRS && pairs[i].used; i++)
		;
	if (near < 0 || far < 0 || i == PAIRS || connect(far, (struct sockaddr *)&at, sizeof at) != 0) {
		close(near);
		close(far);
		return;
	}
	(void)setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	(void)setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	pairs[i] = (struct pair){ .there = { .from = near, .to = far },
		.back = { .from = far, .to = near },
		.used = true };
}

/* The next moment something is due, in milliseconds for poll; -1: nothing is. */
static int next_due(void)
{
	int64_t due = INT64_MAX;
	int i;

	for (i = 0; i < PAIRS; i++) {
		const struct way *ways[] = { &pairs[i].there, &pairs[i].back };
		int j;

		for (j = 0; pairs[i].used && j < 2; j++)
			if (ways[j]->count > 0 && ways[j]->pieces[ways[j]->first]->due_us < due)
				due = ways[j]->pieces[ways[j]->first]->due_us;
	}
	if (due == INT64_MAX)
		return -1;
	due -= now_us();
	return due <= 0 ? 0 : (int)((due + 999) / 1000);
}

static void relay(struct pair *pair)
{
	write_due(&pair->there);
	write_due(&pair->back);
	if (pair->there.closed && pair->back.closed && pair->there.count + pair->back.count == 0) {
		close(pair->there.from);
		close(pair->there.to);
		pair->used = false;
	}
}

static void serve(int listener, int port)
{
	struct pollfd waiting[2 + 2 * PAIRS];
	char end;
	int i;

	for (;;) {
		waiting[0] = (struct pollfd){ .fd = 0, .events = POLLIN };
		waiting[1] = (struct pollfd){ .fd = listener, .events = POLLIN };
		for (i = 0; i < PAIRS; i++) {
			const struct way *there = &pairs[i].there, *back = &pairs[i].back;

			waiting[2 + 2 * i] = (struct pollfd){
				.fd = pairs[i].used && !there->closed && there->count < PIECES ? there->from : -1,
				.events = POLLIN };
			waiting[3 + 2 * i] = (struct pollfd){
				.fd = pairs[i].used && !back->closed && back->count < PIECES ? back->from : -1,
				.events = POLLIN };
		}
		(void)poll(waiting, 2 + 2 * PAIRS, next_due());
		if (waiting[0].revents && read(0, &end, 1) <= 0)
			return;
		for (i = 0; i < PAIRS; i++) {
			if (waiting[2 + 2 * i].revents)
				read_some(&pairs[i].there, 0);
			if (waiting[3 + 2 * i].revents)
				read_some(&pairs[i].back, 1);
			if (pairs[i].used)
				relay(&pairs[i]);
		}
		if (waiting[1].revents)
			take_connection(listener, port);
	}
}

int main(int count, char **arguments)
{
	int port, listener;

	if (count != 4)
		return 2;
	delay_us = strtoll(arguments[2], NULL, 10) * 500;
	bits_per_us = strtoll(arguments[3], NULL, 10);
	if (bits_per_us < 1)
		return 2;
	(void)signal(SIGPIPE, SIG_IGN);
	listener = open_listener(&port);
	printf("ready %d\n", port);
	fflush(stdout);
	serve(listener, (int)strtol(arguments[1], NULL, 10));
	return 0;
}
