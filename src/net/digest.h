/*
 * digest: the checksums that platforms want as signatures, by OpenSSL's libcrypto (digest.c is the only
 * file with its headers), which is loaded at the first use, like libcurl: the first paint needs neither.
 */
#ifndef NET_DIGEST_H
#define NET_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/fault.h"

enum digest_kind { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256, DIGEST_HMAC_MD5, DIGEST_HMAC_SHA256 };
enum { DIGEST_HEX = 65 };

struct digest_question {
	enum digest_kind kind;
	const char *key; /* HMAC only; a text */
	const char *bytes;
	size_t length;
	bool upper; /* hex digits A–F, else a–f */
};
/* Hex text of the digest. ERR_FAILED, with what to do, when libcrypto is missing or MD5 is switched off. */
MUST_USE enum err digest_hex(
	const struct digest_question *question, char hex[DIGEST_HEX], struct fault *fault);
/* Base64 of bytes, in the arena, for the Authorization of HTTP. ERR_FAILED when libcrypto is missing. */
MUST_USE enum err digest_base64(const char *bytes, size_t length, struct arena *arena, char **text,
	struct fault *fault);

#endif
