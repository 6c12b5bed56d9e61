/*
 * jd_answer: the envelope of JD's answers, which is an object in a text in an object, and the codes
 * in both. A refusal of a method comes inside a success of the gateway.
 */
#include "supplier/jd.h"

#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"

enum { SAID = 60, BUSY_S = 5, QUOTA_S = 300 };

/* What both the gateway and its methods say. */
#define KEY_EXPIRED \
	N_("The authorisation at JD has expired (it lives 60 days). Renew it on union.jd.com and run " \
	   "shopkeeper setup.")
#define NOT_ALLOWED \
	N_("Your JD application does not have the right to this. Ask JD for it (cps-qxsq@jd.com); the " \
	   "lists of goods work without it.")
#define UNLIKE \
	N_("JD does not understand this question. Is there a newer shopkeeper?")

/* error_response: the gateway's own. */
static const struct refusal of_gateway[] = {
	{ "2", ERR_BUSY, QUOTA_S,
		N_("The daily number of calls of this JD application is used up; it counts anew at "
		   "midnight in Beijing.") },
	{ "4 5 14 15", ERR_REFUSED, 0, UNLIKE },
	{ "7 8", ERR_CLOCK, 0,
		N_("JD says that the time is wrong. Set the clock of this machine; a few minutes are too "
		   "much.") },
	{ "11 12", ERR_LOGIN, 0,
		N_("JD does not accept the signature: the secret does not belong to the key. Copy both "
		   "again from union.jd.com and run shopkeeper setup.") },
	{ "18 19", ERR_LOGIN, 0, KEY_EXPIRED },
	{ "20 21", ERR_LOGIN, 0,
		N_("JD does not know this key. Copy the appkey again from union.jd.com and run shopkeeper "
		   "setup.") },
	{ "24", ERR_REFUSED, 0, NOT_ALLOWED },
	{ NULL, ERR_REFUSED, 0, N_("JD refused.") },
};

static const struct refusal of_methods[] = {
	{ "403 2001403 2002403 2001602 2001603 2001701 2001702 2001928", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "400 401 2003401 2002400 2004400 2006400", ERR_REFUSED, 0, UNLIKE },
	{ "408 2006408", ERR_REFUSED, 0,
		N_("JD has restricted this account. Look at the notices on union.jd.com, or ask JD "
		   "there.") },
	{ "429 500 2002500 2003500 2002408 2004408 2001504 2001609 2001904 2001910 2001912", ERR_BUSY,
		BUSY_S, N_("JD is busy; it is asked again a little later.") },
	{ "2002401", ERR_LOGIN, 0, KEY_EXPIRED },
	{ "2002452", ERR_LIMIT, 0, N_("There are more orders in this time than JD answers at once.") },
	{ "2002453", ERR_LIMIT, 0, N_("JD answers orders of one hour at most.") },
	{ "2001101 2001102 2001703 2001105 2001107", ERR_REFUSED, 0,
		N_("JD makes no link for this goods. Choose another one.") },
	{ "2001104 1002016 1002003", ERR_NOTHING, 0,
		N_("JD does not promote this goods any more. Take it off the shelf.") },
	{ "410 2002410 2004410 1002024 2001201 2001501 2001610 2001213 2001605 2001606 2001607 2001608 "
	  "2001931 2001214 2001215",
		ERR_CONF, 0,
		N_("JD does not accept the pid: for chats set the number of the position only, for a site "
		   "or an app union_site_position as union.jd.com shows it.") },
	{ "2001901 2001905 2001906 2001909 2001911 2001914 2001915 2001916 2001917", ERR_REFUSED, 0,
		N_("The coupon of this goods does not work any more. Open the goods again to see what it "
		   "costs now.") },
	{ NULL, ERR_REFUSED, 0, N_("JD refused.") },
};

/* Nothing found, and the end of the pages: lists without rows. */
static bool is_nothing(int64_t code)
{
	return code == 201 || code == 202 || code == 2003202;
}

/* ---- opening */

static enum err refuse(const struct refusal *rows, const char *code, const struct json *said,
	struct arena *arena, struct fault *fault)
{
	return answer_refuse(rows, code, json_text(said, arena, SAID), fault);
}

static bool ends_with(const char *name, const char *end)
{
	size_t length = strlen(name), tail = strlen(end);

	return length >= tail && !strcmp(name + length - tail, end);
}

/* The first member whose name ends so, or NULL. */
static const struct json *member_ending(
	const struct json *object, const char *end, const char *other_end)
{
	size_t i, count = answer_members(object);
	const struct json *member;
	const char *name;

	for (i = 0; i < count; i++) {
		member = json_member(object, i, &name);
		if (member && (ends_with(name, end) || ends_with(name, other_end)))
			return member;
	}
	return NULL;
}

static enum err open_outer(const struct reading *reading, const struct json *outer,
	const struct json **result, struct fault *fault)
{
	const struct json *refused = json_at(outer, "error_response"), *envelope;
	const char *code = json_literal(json_at(refused, "code"));

	if (refused)
		return refuse(of_gateway, code, json_at(refused, "zh_desc"), reading->arena, fault);
	/* The spelling with c is what the gateway sends, the one with
	 * s what the documents print. */
	envelope = member_ending(outer, "_responce", "_response");
	if (!envelope)
		return answer_wrong("_responce", fault);
	code = json_literal(json_at(envelope, "code"));
	if (code && strcmp(code, "0") != 0 && strcmp(code, "200") != 0)
		return refuse(
			of_gateway, code, json_at(envelope, "message"), reading->arena, fault);
	*result = member_ending(envelope, "Result", "result");
	return OK;
}

static enum err judge_inner(
	const struct reading *reading, const struct json *body, struct fault *fault)
{
	int64_t code;

	if (!json_is_object(body))
		return answer_wrong("Result", fault);
	if (!json_whole(json_at(body, "code"), &code))
		return answer_wrong("code", fault);
	if (code == 200 || is_nothing(code))
		return OK;
	return refuse(of_methods, json_literal(json_at(body, "code")), json_at(body, "message"),
		reading->arena, fault);
}

enum err jd_open(const struct reading *reading, const struct json **body, struct fault *fault)
{
	const struct json *outer;
	enum err err = answer_parse(reading, &outer, fault);

	*body = NULL;
	if (err == OK)
		err = open_outer(reading, outer, body, fault);
	/* The text inside is a document of its own; the shape of the documentation has an object there. */
	if (err == OK && json_raw(*body))
		err = answer_parse_inner(*body, reading->arena, body, fault);
	return err == OK ? judge_inner(reading, *body, fault) : err;
}

enum err jd_verdict(const struct http_answer *answer, struct fault *fault)
{
	return answer_verdict(answer, jd_open, fault);
}
