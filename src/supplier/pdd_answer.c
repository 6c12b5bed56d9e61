/*
 * pdd_answer: the envelope of Pinduoduo's answers and its refusals: by code where
 * there is one, else by their words.
 */
#include "supplier/pdd.h"

#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"

enum { SAID = 60 };

/* ---- refusing */

#define CLOCK "clock"
#define MEMBER "member"
#define RIGHTS "rights"
#define FROZEN "frozen"

static const struct refusal refusals[] = {
	{ "60001", ERR_CONF, 0,
		N_("Pinduoduo wants this position (pid) to be registered once: shopkeeper setup shows "
		   "the QR code for it; scan it with the Pinduoduo app.") },
	{ "20004", ERR_LOGIN, 0,
		N_("Pinduoduo does not accept the signature: the secret does not belong to the key. Copy "
		   "both again from open.pinduoduo.com and run shopkeeper setup.") },
	{ "20000", ERR_LOGIN, 0,
		N_("Pinduoduo does not accept the signature or the authorisation. Copy key and secret "
		   "again from open.pinduoduo.com and run shopkeeper setup.") },
	{ "10010", ERR_LOGIN, 0,
		N_("Pinduoduo does not know this key. Copy the client_id again from open.pinduoduo.com "
		   "and run shopkeeper setup.") },
	{ "10019", ERR_LOGIN, 0,
		N_("The authorisation at Pinduoduo has expired. Renew it on open.pinduoduo.com and run "
		   "shopkeeper setup.") },
	{ CLOCK, ERR_CLOCK, 0,
		N_("Pinduoduo says that the time is wrong. Set the clock of this machine; ten minutes are "
		   "too much.") },
	{ MEMBER, ERR_CONF, 0,
		N_("This application is not bound to a Duoduo Jinbao account yet: bind it on "
		   "jinbao.pinduoduo.com (with your real name).") },
	{ RIGHTS, ERR_REFUSED, 0,
		N_("Your Pinduoduo application does not have the right to this. Apply for it on "
		   "open.pinduoduo.com.") },
	{ FROZEN, ERR_REFUSED, 0,
		N_("Pinduoduo has frozen this account. Look at the notices on jinbao.pinduoduo.com.") },
	{ "7003*", ERR_BUSY, 10,
		N_("Pinduoduo was asked too often; it is asked again a little later.") },
	{ "50000 52101", ERR_BUSY, 5, N_("Pinduoduo is busy; it is asked again a little later.") },
	{ "52102 52103", ERR_BUSY, 30, N_("Pinduoduo is busy; it is asked again a little later.") },
	{ "1000*", ERR_REFUSED, 0,
		N_("Pinduoduo does not understand a part of this question. Is the pid right? Is there a "
		   "newer shopkeeper?") },
	{ NULL, ERR_REFUSED, 0, N_("Pinduoduo refused.") },
};

/* Some reasons have no code of their own that is known; their words are. */
static const struct {
	const char *word, *code;
} told_by_words[] = {
	{ "timestamp", CLOCK },
	{ "时间戳", CLOCK },
	{ "多多客", MEMBER },
	{ "权限", RIGHTS },
	{ "冻结", FROZEN },
	{ "封禁", FROZEN },
	{ "备案", "60001" },
};

static const char *code_of(const struct json *refused, const char *said)
{
	const char *code = json_literal(json_at(refused, "error_code"));
	const char *sub = json_literal(json_at(refused, "sub_code"));
	bool is_general = !code || !strncmp(code, "1000", 4) || !strcmp(code, "50001");
	size_t i;

	if (!is_general)
		return code;
	/* 50001 is any refusal; which one, its sub_code says. */
	if (sub && *sub && code && !strcmp(code, "50001"))
		code = sub;
	for (i = 0; said && i < sizeof told_by_words / sizeof *told_by_words; i++)
		if (strstr(said, told_by_words[i].word))
			return told_by_words[i].code;
	return code;
}

static enum err refuse(const struct json *refused, struct arena *arena, struct fault *fault)
{
	const char *said = json_text(json_at(refused, "sub_msg"), arena, SAID);

	if (!said || !*said)
		said = json_text(json_at(refused, "error_msg"), arena, SAID);
	return answer_refuse(refusals, code_of(refused, said), said, fault);
}

/* ---- opening */

/* The envelope's name does not follow from the method's. */
static void find_body(
	const struct json *json, const char *const *keys, struct pdd_answer *answer)
{
	const char *name;

	*answer = (struct pdd_answer){ .body = keys ? NULL : json_member(json, 0, &name) };
	while (keys && keys[answer->key] && !(answer->body = json_at(json, keys[answer->key])))
		answer->key++;
}

enum err pdd_open(const struct reading *reading, const char *const *keys,
	struct pdd_answer *answer, struct fault *fault)
{
	const struct json *json, *refused;
	enum err err = answer_parse(reading, &json, fault);

	find_body(json, keys, answer);
	refused = json_at(json, "error_response");
	if (err == OK && refused)
		return refuse(refused, reading->arena, fault);
	if (err == OK && !json_is_object(answer->body))
		return answer_lacks(keys ? keys[0] : "response", fault);
	return err;
}

static enum err open_any(
	const struct reading *reading, const struct json **body, struct fault *fault)
{
	struct pdd_answer answer;
	enum err err = pdd_open(reading, NULL, &answer, fault);

	*body = answer.body;
	return err;
}

enum err pdd_verdict(const struct http_answer *answer, struct fault *fault)
{
	return answer_verdict(answer, open_any, fault);
}
