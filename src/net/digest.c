/*
 * digest: libcrypto behind one function (the only file with OpenSSL's headers). MD5 is no protection,
 * but it is what the platforms ask for; where a machine's rules switch it off the owner is told.
 */
#include "net/digest.h"

#include <dlfcn.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/log.h"
#include "base/words.h"

#ifdef __APPLE__
#define LIBRARY "libcrypto.3.dylib"
#else
#define LIBRARY "libcrypto.so.3"
#endif

static struct {
	__typeof__(EVP_Q_digest) *EVP_Q_digest;
	__typeof__(EVP_Q_mac) *EVP_Q_mac;
	__typeof__(EVP_EncodeBlock) *EVP_EncodeBlock;
	bool tried, loaded;
} library;

static bool load(void)
{
	void *handle;

	if (library.tried)
		return library.loaded;
	library.tried = true;
	handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!handle) {
		log_line(LOG_ERROR, "crypto-library", "%s", dlerror());
		return false;
	}
	/* POSIX promises that a function pointer survives the way through void *. */
	*(void **)&library.EVP_Q_digest = dlsym(handle, "EVP_Q_digest");
	*(void **)&library.EVP_Q_mac = dlsym(handle, "EVP_Q_mac");
	*(void **)&library.EVP_EncodeBlock = dlsym(handle, "EVP_EncodeBlock");
	library.loaded = library.EVP_Q_digest && library.EVP_Q_mac && library.EVP_EncodeBlock;
	return library.loaded;
}

static const struct {
	const char *name;
	bool keyed;
} kinds[] = {
	[DIGEST_MD5] = { "MD5", false },
	[DIGEST_SHA1] = { "SHA1", false },
	[DIGEST_SHA256] = { "SHA256", false },
	[DIGEST_HMAC_MD5] = { "MD5", true },
	[DIGEST_HMAC_SHA256] = { "SHA256", true },
};

static bool compute(const struct digest_question *question, unsigned char bytes[EVP_MAX_MD_SIZE],
	size_t *length)
{
	const char *name = kinds[question->kind].name;
	const unsigned char *data = (const unsigned char *)(question->bytes ? question->bytes : "");

	if (!kinds[question->kind].keyed)
		return library.EVP_Q_digest(NULL, name, NULL, data, question->length, bytes, length) == 1;
	return library.EVP_Q_mac(NULL, "HMAC", NULL, name, NULL, question->key, strlen(question->key),
		       data, question->length, bytes, EVP_MAX_MD_SIZE, length) != NULL;
}

enum err digest_hex(
	const struct digest_question *question, char hex[DIGEST_HEX], struct fault *fault)
{
	const char *digits = question->upper ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned char bytes[EVP_MAX_MD_SIZE];
	size_t length = 0, i;

	hex[0] = '\0';
	if (!load())
		return fault_set(fault, ERR_FAILED,
			_("Nothing can be signed: the library libcrypto is missing (package libssl3)."));
	if (!compute(question, bytes, &length) || length * 2 >= DIGEST_HEX)
		return fault_set(fault, ERR_FAILED,
			_("This machine's rules switch %s off, but the supplier wants it as signature. "
			  "Choose another sign_method, if the supplier has one."),
			kinds[question->kind].name);
	for (i = 0; i < length; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * length] = '\0';
	explicit_bzero(bytes, sizeof bytes);
	return OK;
}

enum err digest_base64(const char *bytes, size_t length, struct arena *arena, char **text,
	struct fault *fault)
{
	enum { BYTES_MOST = 64 * 1024 };

	*text = NULL;
	if (length > BYTES_MOST)
		return ERR_LIMIT;
	if (!load())
		return fault_set(fault, ERR_FAILED,
			_("Nothing can be signed: the library libcrypto is missing (package libssl3)."));
	*text = arena_take(arena, (length + 2) / 3 * 4 + 1);
	library.EVP_EncodeBlock((unsigned char *)*text, (const unsigned char *)bytes, (int)length);
	return OK;
}
