/*
 * server: sockets and HTTP around route_answer (libmicrohttpd, one thread for each connection, one
 * lock around the supplier). Only loopback. Faults of the wire are carried out here and in spoil.c,
 * outside the lock, so that a delayed answer holds nobody else up.
 */
#ifndef PRACTICE_SERVER_H
#define PRACTICE_SERVER_H

#include "practice/practice.h"

struct server;
/* Listens on 127.0.0.1; port 0 = any free one. Sets practice->base. The practice is lent until
 * stop. */
MUST_USE enum err server_start(struct practice *practice, int port, bool quiet,
	struct server **server, struct fault *fault);
void server_stop(struct server *server); /* waits for answers on their way; NULL is allowed */

#endif
