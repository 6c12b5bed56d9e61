/*
 * wire_sign: checks the signatures of questions, as the platforms' documents describe them (the
 * only file of this room with OpenSSL's headers). The client's own signing is elsewhere on purpose:
 * one mistake made in both would not show.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/wire.h"

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct argument *)a)->name, ((const struct argument *)b)->name);
}

/* name, value, name, value …, between two secrets if `frame` is given, or before the body. */
static char *joined(struct call *call, const char *frame, bool with_body, size_t *length)
{
	const struct request *request = call->request;
	struct argument sorted[QUERY_MOST];
	size_t bytes = 0;
	char *text = NULL;
	memcpy(sorted, request->query, sizeof(sorted));
	qsort(sorted, request->query_count, sizeof(*sorted), by_name);
	FILE *out = open_memstream(&text, &bytes);
	if (!out)
		arena_out_of_memory();
	fputs(frame, out);
	for (size_t i = 0; i < request->query_count; i++)
		if (strcmp(sorted[i].name, "sign") != 0)
			fprintf(out, "%s%s", sorted[i].name, sorted[i].value);
	fputs(frame, out);
	if (with_body)
		fwrite(request->body, 1, request->length, out);
	if (fclose(out) != 0)
		arena_out_of_memory();
	*length = bytes;
	return text;
}

static void print_hex(const unsigned char *bytes, size_t count, char text[2 * EVP_MAX_MD_SIZE + 1])
{
	for (size_t i = 0; i < count; i++)
		snprintf(text + 2 * i, 3, "%02X", bytes[i]);
}

bool wire_signature_is_right(
	struct call *call, enum wire_digest digest, const char *secret, const char *sign)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	char text[2 * EVP_MAX_MD_SIZE + 1] = "";
	size_t length, made = 0;
	char *data = joined(
		call, digest == WIRE_MD5 ? secret : "", digest == WIRE_HMAC_MD5_BODY, &length);
	const char *name = digest == WIRE_HMAC_SHA256 ? "SHA256" : "MD5";
	bool good = digest == WIRE_MD5
			    ? EVP_Q_digest(NULL, name, NULL, data, length, bytes, &made) == 1
			    : EVP_Q_mac(NULL, "HMAC", NULL, name, NULL, secret, strlen(secret),
				      (unsigned char *)data, length, bytes, sizeof(bytes),
				      &made) != NULL;
	free(data);
	print_hex(bytes, good ? made : 0, text);
	return good && strcmp(text, sign) == 0;
}

bool wire_basic_is_right(struct call *call, const struct wire_platform *platform)
{
	const char *head = call->request->authorization;
	const char *pair = arena_print(&call->arena, "%s:%s", platform->key, platform->secret);
	char *basic = arena_take(&call->arena, 2 * strlen(pair) + 4);
	EVP_EncodeBlock((unsigned char *)basic, (const unsigned char *)pair, (int)strlen(pair));
	return head && strncmp(head, "Basic ", 6) == 0 && strcmp(head + 6, basic) == 0;
}
