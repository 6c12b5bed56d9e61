/*
 * taobao: Taobao Union (淘宝联盟) over the Taobao Open Platform: its questions, its signature and its
 * refusals. What its answers hold is read in taobao_read.c.
 */
#include "supplier/taobao.h"

#include <string.h>

#include "base/words.h"
#include "supplier/form.h"

/* ---- signing: name, value, name, value … by the bytes of the names; upper-case hex */

static const struct {
	const char *name;
	enum digest_kind kind;
} sign_methods[] = {
	{ "hmac-sha256", DIGEST_HMAC_SHA256 }, /* the usual one: no machine's rules switch it off */
	{ "md5", DIGEST_MD5 },
	{ "hmac", DIGEST_HMAC_MD5 },
};
enum { SIGN_METHODS = sizeof sign_methods / sizeof *sign_methods };

static size_t sign_method(const char *name)
{
	size_t i = 0;

	while (name && *name && i < SIGN_METHODS && strcmp(sign_methods[i].name, name) != 0)
		i++;
	return i;
}

static enum err signature(const struct signing *signing, struct arena *arena, const char **text,
	struct fault *fault)
{
	size_t method = sign_method(signing->method);

	if (method == SIGN_METHODS)
		return fault_set(fault, ERR_CONF,
			_("sign_method of a Taobao account must be hmac-sha256, md5 or hmac."));
	return form_checksum(signing, sign_methods[method].kind, arena, text, fault);
}

const struct supplier taobao = {
	.id = "taobao",
	.name = N_("Taobao Union"),
	.signature = signature,
};
