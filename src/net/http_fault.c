/*
 * http_fault: how a question ended, judged and put into the owner's words: what failed, why, what
 * to do. An answer that arrived whole is no fault here, whatever it says; that is the supplier's to
 * judge.
 */
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "net/gzip.h"
#include "net/http_call.h"
#include "net/url.h"

static enum err say_untrusted(const char *host, struct fault *fault)
{
	char today[CLOCK_TEXT];

	/* A wrong clock is the commonest cause: every certificate looks expired or not yet valid.
	 */
	return fault_set(fault, ERR_NET,
		_("The certificate of %s cannot be trusted, so nothing was sent. This machine's "
		  "clock says "
		  "%s: is that right? If it is, somebody may be between you and the supplier."),
		host, clock_day(clock_now_s(), today));
}

static enum err say_trouble(const struct http_call *call, const char *host, struct fault *fault)
{
	switch (call->trouble) {
	case CALL_TOO_LARGE:
		return fault_set(fault, ERR_LIMIT,
			_("The answer of %s is larger than %zu KiB and was dropped."), host,
			call->question.most_bytes / 1024);
	case CALL_HEAD_TOO_LARGE:
		return fault_set(fault, ERR_LIMIT,
			_("The answer of %s has a head without end and was dropped."), host);
	case CALL_BAD_ENCODING:
		return fault_set(fault, ERR_DECODE,
			_("The answer of %s is compressed in an unknown way."), host);
	case CALL_BAD_GZIP:
	case CALL_FINE:
	default:
		return fault_set(fault, ERR_NET,
			_("The answer of %s arrived damaged (compression). Try again."), host);
	}
}

static enum err say_code(
	const struct http_call *call, CURLcode code, const char *host, struct fault *fault)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return fault_set(fault, ERR_NET,
			_("Cannot find %s: no connection to the network, or a misspelt address."),
			host);
	case CURLE_COULDNT_RESOLVE_PROXY:
		return fault_set(fault, ERR_NET,
			_("Cannot find the proxy that the environment names (https_proxy)."));
	case CURLE_COULDNT_CONNECT:
		return fault_set(fault, ERR_NET,
			_("Cannot connect to %s: it is not running, or a firewall or proxy is in "
			  "the way."),
			host);
	case CURLE_OPERATION_TIMEDOUT:
		return fault_set(fault, ERR_NET,
			_("%s did not answer completely within %d seconds. Try again later."), host,
			(call->question.total_ms + 999) / 1000);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return say_untrusted(host, fault);
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_HTTP2:
		return fault_set(fault, ERR_DECODE,
			_("What %s answers is not HTTP. Is the address right?"), host);
	default:
		return fault_set(
			fault, ERR_NET, _("The connection to %s was cut. Try again."), host);
	}
}

/* A whole answer is one whose compression ended, too. */
enum err http_fault(struct http_call *call, CURLcode code, struct fault *fault)
{
	const char *host = url_host(&call->arena, call->question.url);

	if (code == CURLE_OK && call->head.coding == CODING_GZIP && call->gzip &&
		gzip_state(call->gzip) != GZIP_WHOLE)
		call->trouble = CALL_BAD_GZIP;
	/* What curl 7.88 says when one header line is larger than it stores; it has no other use of
	 * it here. */
	if (code == CURLE_OUT_OF_MEMORY)
		call->trouble = CALL_HEAD_TOO_LARGE;
	/* Cut within the head: curl is content with a part of it. */
	if (code == CURLE_OK && !call->head.ended)
		code = CURLE_PARTIAL_FILE;
	if (call->trouble != CALL_FINE)
		return say_trouble(call, host, fault);
	return code == CURLE_OK ? OK : say_code(call, code, host, fault);
}
