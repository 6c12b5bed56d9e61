/*
 * verdict: what every answer is asked before its supplier judges it: is it from the API at all, or is it a
 * web page of something else that answers at this address (a wrong address, a login, a firewall)? Read
 * next: ask.c for what a status alone says.
 */
#include "supplier/supplier.h"

#include <string.h>

#include "base/words.h"

/* No JSON begins so, whatever its head calls it. */
static bool is_markup(const struct http_answer *answer)
{
	const char *at = answer->body, *end = at + answer->length;

	if (answer->length >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
		at += 3;
	while (at < end && strchr(" \t\r\n", *at))
		at++;
	return at < end && *at == '<';
}

static bool is_own_address(const struct supplier *supplier)
{
	return !supplier->address;
}

/* What is busy or broken for a while is so with a page, too; and an API says itself what it does not have. */
static bool is_page(const struct supplier *supplier, const struct http_answer *answer)
{
	if (answer->err != OK || answer->status >= 500 || answer->status == 429)
		return false;
	return is_markup(answer) || (is_own_address(supplier) && answer->status == 404 && !answer->json);
}

enum err supplier_verdict(const struct supplier *supplier, const struct account *account,
	const struct http_answer *answer, struct fault *fault)
{
	const char *address = account->address && *account->address ? account->address : supplier->address;
	bool goes_elsewhere = answer->err == OK && answer->status >= 300 && answer->status < 400;
	const char *words;
	enum err err;

	if (goes_elsewhere)
		words = supplier->elsewhere ? supplier->elsewhere :
			N_("%.60s sends us elsewhere (%d). That is not followed, because your key would go "
			   "along. Is the address right, or does this network want you to sign in (open a "
			   "browser)?");
	else if (is_page(supplier, answer))
		words = supplier->no_api ? supplier->no_api :
			N_("%.60s answers with a web page (%d). Does this network want you to sign in (open a "
			   "browser)? If not, the platform has trouble: try again later.");
	else
		return supplier->verdict(answer, fault);
	/* At an address of her own it stays so until she mends it; what may pass is asked again. */
	err = fault_set(fault, is_own_address(supplier) && answer->status >= 400 ? ERR_CONF : ERR_NET,
		_(words), address ? address : "?", answer->status);
	if (fault)
		stpcpy(fault->server, SUPPLIER_NO_API);
	return err;
}
