/*
 * form: questions of platforms that take a form and want it signed: its fields, and the
 * checksums over names and values that most of them share. Names and rules of a
 * platform stay in its own file.
 */
#ifndef SUPPLIER_FORM_H
#define SUPPLIER_FORM_H

#include "net/digest.h"
#include "supplier/supplier.h"

struct json;

/* A POST to the account's own address, else to the platform's. */
void form_begin(const struct access *access, const char *address, struct arena *arena,
	struct http_question *question);
/* A NULL or empty value adds nothing: platforms disagree on how such a one is signed. `value` must
 * live as long as the question. */
void form_put(struct http_question *question, const char *name, const char *value);
void form_put_number(
	struct http_question *question, struct arena *arena, const char *name, int64_t value);
/* The JSON text as a value; frees `json`. */
void form_put_json(struct http_question *question, struct arena *arena, const char *name,
	struct json *json);
/* "2026-11-23 15:04:05" in Beijing, whatever this machine's zone. */
char *form_beijing(struct arena *arena, int64_t unix_s);
/* The number of a page behind a cursor "3" or "3 …"; NULL is the first; 0 if it is none. */
int form_page(const char *cursor);
/* The cursor after this page of a list whose rows may leave it meanwhile and so move towards page
 * one: it is walked from the last page to the first (R57), so that none is missed. `pages`: how many
 * there are, UNKNOWN if that is not said: then pages are asked on ("3 on") while there is `more`, and
 * then back. NULL: that was the last. */
const char *form_next_back(const struct reading *reading, int64_t pages, bool more);

/* What is signed: name, value, name, value … sorted by the bytes of the names, nothing between;
 * then the body, if any. "sign" is left out. */
char *form_joined(const struct signing *signing, struct arena *arena);
/* Upper-case hex of a checksum over the joined text, for HMAC with the secret as key; without a key
 * the secret stands before and after it. */
MUST_USE enum err form_checksum(const struct signing *signing, enum digest_kind kind,
	struct arena *arena, const char **text, struct fault *fault);
/* Letters and digits, 8 to 64 of them: what an app's key can be. */
bool form_is_key(const char *text);
/* Why it is none, for account_need; NULL: it can be one. */
const char *form_wrong_key(const char *text);
const char *form_wrong_secret(const char *text);
/* `count` decimal numbers of at most 18 digits, joined by '_': "1", "1_2_3". */
bool form_is_numbers(const char *text, int count);
/* MD5 with the secret before and after: what several platforms want. */
MUST_USE enum err form_md5(
	const struct signing *signing, struct arena *arena, const char **text, struct fault *fault);
/* Adds "sign" to a form whose other fields are there. */
MUST_USE enum err form_sign(const struct access *access,
	enum err (*signature)(
		const struct signing *, struct arena *, const char **text, struct fault *),
	struct arena *arena, struct http_question *question, struct fault *fault);
/* ERR_LOGIN without a secret. */
MUST_USE enum err form_need_secret(const struct access *access, struct fault *fault);

#endif
