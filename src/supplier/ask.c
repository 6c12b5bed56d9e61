/*
 * ask: filling questions and judging statuses. No supplier is named here; read next: sample.c.
 */
#include "supplier/ask.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "net/url.h"

enum { RETRY_S = 5 }; /* when a busy server does not say */

enum err ask_begin(const struct access *access, const char *method, const char *path,
	struct arena *arena, struct http_question *question)
{
	const char *address = access->account->address;
	size_t length = address ? strlen(address) : 0;

	*question = (struct http_question){ .method = method };
	if (length == 0)
		return ERR_CONF;
	while (length > 0 && address[length - 1] == '/')
		length--;
	question->url = arena_print(arena, "%.*s%s", (int)length, address, path);
	ask_header(question, arena, "Accept", "application/json");
	return OK;
}

void ask_with(
	struct http_question *question, struct arena *arena, const char *name, const char *value)
{
	if (value && *value)
		question->url = arena_print(arena, "%s%c%s=%s", question->url,
			strchr(question->url, '?') ? '&' : '?', name, url_encode(arena, value));
}

void ask_with_number(
	struct http_question *question, struct arena *arena, const char *name, int64_t value)
{
	ask_with(question, arena, name, arena_print(arena, "%" PRId64, value));
}

void ask_header(
	struct http_question *question, struct arena *arena, const char *name, const char *value)
{
	size_t i = 0;

	while (i < HTTP_HEADERS - 1 && question->headers[i])
		i++;
	question->headers[i] = arena_print(arena, "%s: %s", name, value);
}

void ask_body(struct http_question *question, struct arena *arena, struct json *json)
{
	char *text = json_print(json);

	question->body = arena_text(arena, text);
	question->body_length = strlen(text);
	ask_header(question, arena, "Content-Type", "application/json");
	free(text);
	json_free(json);
}

/* "…: what the supplier says" only if it says something. */
static enum err say(struct fault *fault, enum err err, const char *sentence, const char *detail)
{
	if (!detail || !*detail)
		return fault_set(fault, err, "%s", sentence);
	return fault_set(fault, err, _("%s The supplier says: %.100s"), sentence, detail);
}

static enum err judge_refusal(int status, const char *detail, struct fault *fault)
{
	switch (status) {
	case 401:
		return say(fault, ERR_LOGIN,
			_("The supplier does not accept the token. Open the shop again with "
			  "shopkeeper setup."),
			detail);
	case 403:
		return say(fault, ERR_REFUSED, _("The supplier does not allow this."), detail);
	case 404:
	case 410:
		return say(
			fault, ERR_NOTHING, _("The supplier does not have this any more."), detail);
	case 409:
		return say(fault, ERR_REFUSED,
			_("The supplier took an earlier request in place of this one. Ask again."),
			detail);
	case 501:
		return say(fault, ERR_REFUSED, _("The supplier does not offer this yet."), detail);
	case 511:
		return say(fault, ERR_NET,
			_("This network wants you to sign in first: open a browser."), NULL);
	default:
		return say(fault, ERR_REFUSED, _("The supplier refused."), detail);
	}
}

static enum err judge_busy(
	const struct http_answer *answer, const char *detail, struct fault *fault)
{
	int wait_s = answer->retry_s > 0 ? answer->retry_s : RETRY_S;
	char sentence[120];
	enum err err;

	snprintf(sentence, sizeof sentence, _("The supplier is busy. Try again in %d s."), wait_s);
	err = say(fault, ERR_BUSY, sentence, detail);
	if (fault)
		fault->retry_s = wait_s;
	return err;
}

enum err verdict_by_status(
	const struct http_answer *answer, const char *detail, struct fault *fault)
{
	int status = answer->status;

	if (answer->err != OK) {
		if (fault)
			*fault = answer->fault;
		return answer->err;
	}
	if (status == 429 || status == 503)
		return judge_busy(answer, detail, fault);
	if (status >= 500 && status != 501 && status != 511)
		return say(fault, ERR_NET,
			_("The supplier has trouble of its own. Try again later."), detail);
	if (status >= 400)
		return judge_refusal(status, detail, fault);
	if (status == 204)
		return OK;
	if (status < 200 || status > 299)
		return fault_set(
			fault, ERR_DECODE, _("The answer has the unknown status %d."), status);
	if (!answer->json)
		return fault_set(fault, ERR_NET,
			_("A page came instead of an answer. Does this network want you to sign in "
			  "(open a "
			  "browser), or is the address wrong?"));
	return OK;
}
