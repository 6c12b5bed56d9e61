/*
 * ask: what every adapter needs to fill a question, and the judgement that depends on the status
 * alone. Names and paths of an API stay in its own file.
 */
#ifndef SUPPLIER_ASK_H
#define SUPPLIER_ASK_H

#include "supplier/supplier.h"

struct json;

/* A question for <address of the account><path>; ERR_CONF without an address. The path comes
 * encoded. */
MUST_USE enum err ask_begin(const struct access *access, const char *method, const char *path,
	struct arena *arena, struct http_question *question);
/* Adds name=value to the query, encoded; a NULL or empty value adds nothing. */
void ask_with(
	struct http_question *question, struct arena *arena, const char *name, const char *value);
void ask_with_number(
	struct http_question *question, struct arena *arena, const char *name, int64_t value);
/* "Name: value". */
void ask_header(
	struct http_question *question, struct arena *arena, const char *name, const char *value);
/* The text of a JSON object becomes the body; frees `json`. */
void ask_body(struct http_question *question, struct arena *arena, struct json *json);

/* OK for a whole JSON answer of status 2xx (or 204); else what the status means and what to do.
 * `detail` is the supplier's own sentence, cleaned, or NULL. */
MUST_USE enum err verdict_by_status(
	const struct http_answer *answer, const char *detail, struct fault *fault);

#endif
