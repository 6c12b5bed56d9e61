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

#define BUSY \
	N_("JD is busy; it is asked again a little later.")
#define QUOTA \
	N_("The daily number of calls of this JD application is used up; it counts anew at midnight in " \
	"Beijing.")
#define CLOCK_WRONG \
	N_("JD says that the time is wrong. Set the clock of this machine; a few minutes are too much.")
#define SECRET_WRONG \
	N_("JD does not accept the signature: the secret does not belong to the key. Copy both again from " \
	"union.jd.com and run shopkeeper setup.")
#define KEY_UNKNOWN \
	N_("JD does not know this key. Copy the appkey again from union.jd.com and run shopkeeper setup.")
#define KEY_EXPIRED \
	N_("The authorisation at JD has expired (it lives 60 days). Renew it on union.jd.com and run " \
	"shopkeeper setup.")
#define NOT_ALLOWED \
	N_("Your JD application does not have the right to this. Ask JD for it (cps-qxsq@jd.com); the " \
	"lists of goods work without it.")
#define FROZEN \
	N_("JD has restricted this account. Look at the notices on union.jd.com, or ask JD there.")
#define UNLIKE \
	N_("JD does not understand this question. Is there a newer shopkeeper?")
#define GONE \
	N_("JD does not promote this goods any more. Take it off the shelf.")
#define BAD_LINK \
	N_("JD makes no link for this goods. Choose another one.")
#define BAD_POSITION \
	N_("JD does not accept the pid: for chats set the number of the position only, for a site or an " \
	"app union_site_position as union.jd.com shows it.")
#define BAD_COUPON \
	N_("The coupon of this goods does not work any more. Open the goods again to see what it costs " \
	"now.")
#define TOO_MANY \
	N_("There are more orders in this time than JD answers at once.")
#define TOO_LONG \
	N_("JD answers orders of one hour at most.")

/* error_response: the gateway's own. */
static const struct refusal of_gateway[] = {
	{ "2", ERR_BUSY, QUOTA_S, QUOTA },
	{ "4", ERR_REFUSED, 0, UNLIKE },
	{ "5", ERR_REFUSED, 0, UNLIKE },
	{ "7", ERR_CLOCK, 0, CLOCK_WRONG },
	{ "8", ERR_CLOCK, 0, CLOCK_WRONG },
	{ "11", ERR_LOGIN, 0, SECRET_WRONG },
	{ "12", ERR_LOGIN, 0, SECRET_WRONG },
	{ "14", ERR_REFUSED, 0, UNLIKE },
	{ "15", ERR_REFUSED, 0, UNLIKE },
	{ "18", ERR_LOGIN, 0, KEY_EXPIRED },
	{ "19", ERR_LOGIN, 0, KEY_EXPIRED },
	{ "20", ERR_LOGIN, 0, KEY_UNKNOWN },
	{ "21", ERR_LOGIN, 0, KEY_UNKNOWN },
	{ "24", ERR_REFUSED, 0, NOT_ALLOWED },
	{ NULL, ERR_REFUSED, 0, N_("JD refused.") },
};

static const struct refusal of_methods[] = {
	{ "403", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001403", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2002403", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001602", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001603", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001701", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001702", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "2001928", ERR_REFUSED, 0, NOT_ALLOWED },
	{ "400", ERR_REFUSED, 0, UNLIKE },
	{ "401", ERR_REFUSED, 0, UNLIKE },
	{ "2003401", ERR_REFUSED, 0, UNLIKE },
	{ "2002400", ERR_REFUSED, 0, UNLIKE },
	{ "2004400", ERR_REFUSED, 0, UNLIKE },
	{ "2006400", ERR_REFUSED, 0, UNLIKE },
	{ "408", ERR_REFUSED, 0, FROZEN },
	{ "2006408", ERR_REFUSED, 0, FROZEN },
	{ "429", ERR_BUSY, BUSY_S, BUSY },
	{ "500", ERR_BUSY, BUSY_S, BUSY },
	{ "2002500", ERR_BUSY, BUSY_S, BUSY },
	{ "2003500", ERR_BUSY, BUSY_S, BUSY },
	{ "2002408", ERR_BUSY, BUSY_S, BUSY },
	{ "2004408", ERR_BUSY, BUSY_S, BUSY },
	{ "2001504", ERR_BUSY, BUSY_S, BUSY },
	{ "2001609", ERR_BUSY, BUSY_S, BUSY },
	{ "2001904", ERR_BUSY, BUSY_S, BUSY },
	{ "2001910", ERR_BUSY, BUSY_S, BUSY },
	{ "2001912", ERR_BUSY, BUSY_S, BUSY },
	{ "2002401", ERR_LOGIN, 0, KEY_EXPIRED },
	{ "2002452", ERR_LIMIT, 0, TOO_MANY },
	{ "2002453", ERR_LIMIT, 0, TOO_LONG },
	{ "2001101", ERR_REFUSED, 0, BAD_LINK },
	{ "2001102", ERR_REFUSED, 0, BAD_LINK },
	{ "2001703", ERR_REFUSED, 0, BAD_LINK },
	{ "2001105", ERR_REFUSED, 0, BAD_LINK },
	{ "2001107", ERR_REFUSED, 0, BAD_LINK },
	{ "2001104", ERR_NOTHING, 0, GONE },
	{ "1002016", ERR_NOTHING, 0, GONE },
	{ "1002003", ERR_NOTHING, 0, GONE },
	{ "410", ERR_CONF, 0, BAD_POSITION },
	{ "2002410", ERR_CONF, 0, BAD_POSITION },
	{ "2004410", ERR_CONF, 0, BAD_POSITION },
	{ "1002024", ERR_CONF, 0, BAD_POSITION },
	{ "2001201", ERR_CONF, 0, BAD_POSITION },
	{ "2001501", ERR_CONF, 0, BAD_POSITION },
	{ "2001610", ERR_CONF, 0, BAD_POSITION },
	{ "2001213", ERR_CONF, 0, BAD_POSITION },
	{ "2001605", ERR_CONF, 0, BAD_POSITION },
	{ "2001606", ERR_CONF, 0, BAD_POSITION },
	{ "2001607", ERR_CONF, 0, BAD_POSITION },
	{ "2001608", ERR_CONF, 0, BAD_POSITION },
	{ "2001931", ERR_CONF, 0, BAD_POSITION },
	{ "2001214", ERR_CONF, 0, BAD_POSITION },
	{ "2001215", ERR_CONF, 0, BAD_POSITION },
	{ "2001901", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001905", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001906", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001909", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001911", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001914", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001915", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001916", ERR_REFUSED, 0, BAD_COUPON },
	{ "2001917", ERR_REFUSED, 0, BAD_COUPON },
	{ NULL, ERR_REFUSED, 0, N_("JD refused.") },
};

/* Nothing found, and the end of the pages: lists without rows. */
static bool is_nothing(int64_t code)
{
	return code == 201 || code == 202 || code == 2003202;
}

/* ---- opening */

static enum err refuse(const struct refusal *rows, const char *code, const struct json *said,
	struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = answer_refuse(rows, code, json_text(said, &arena, SAID), fault);

	arena_clear(&arena);
	return err;
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
	size_t i, count = json_member_count(object);
	const struct json *member;
	const char *name;

	for (i = 0; i < count; i++) {
		member = json_member(object, i, &name);
		if (member && (ends_with(name, end) || ends_with(name, other_end)))
			return member;
	}
	return NULL;
}

static enum err unlike_agreed(const char *name, struct fault *fault)
{
	return fault_set(fault, ERR_DECODE,
		_("The answer is not what was agreed on: \"%s\" cannot be right."), name);
}

/* The text inside is a document of its own; the shape of the documentation has an object there. */
static enum err open_inner(const struct reading *reading, const struct json *envelope,
	struct jd_answer *answer, struct fault *fault)
{
	const struct json *result = member_ending(envelope, "Result", "result");
	enum err err = OK;

	answer->body = result;
	if (json_raw(result)) {
		err = answer_parse_inner(result, reading->arena, &answer->inner, fault);
		answer->body = answer->inner;
	}
	if (err == OK && !json_is_object(answer->body))
		err = unlike_agreed("Result", fault);
	return err;
}

static enum err judge_inner(const struct json *body, struct fault *fault)
{
	int64_t code;

	if (!json_whole(json_at(body, "code"), &code))
		return unlike_agreed("code", fault);
	if (code == 200 || is_nothing(code))
		return OK;
	return refuse(
		of_methods, json_literal(json_at(body, "code")), json_at(body, "message"), fault);
}

static enum err open_outer(
	const struct reading *reading, struct jd_answer *answer, struct fault *fault)
{
	const struct json *refused = json_at(answer->outer, "error_response"), *envelope;
	const char *code = json_literal(json_at(refused, "code"));
	enum err err;

	if (refused)
		return refuse(of_gateway, code, json_at(refused, "zh_desc"), fault);
	/* The spelling with c is what the gateway sends, the one with
	 * s what the documents print. */
	envelope = member_ending(answer->outer, "_responce", "_response");
	if (!envelope)
		return unlike_agreed("_responce", fault);
	code = json_literal(json_at(envelope, "code"));
	if (code && strcmp(code, "0") != 0 && strcmp(code, "200") != 0)
		return refuse(of_gateway, code, json_at(envelope, "message"), fault);
	err = open_inner(reading, envelope, answer, fault);
	return err == OK ? judge_inner(answer->body, fault) : err;
}

enum err jd_open(const struct reading *reading, struct jd_answer *answer, struct fault *fault)
{
	enum err err;

	*answer = (struct jd_answer){ 0 };
	err = answer_parse(reading, &answer->outer, fault);
	if (err == OK)
		err = open_outer(reading, answer, fault);
	if (err != OK)
		jd_close(answer);
	return err;
}

void jd_close(struct jd_answer *answer)
{
	json_free(answer->inner);
	json_free(answer->outer);
	*answer = (struct jd_answer){ 0 };
}

static enum err judge(const struct reading *reading, struct fault *fault)
{
	struct jd_answer answer;
	enum err err = jd_open(reading, &answer, fault);

	jd_close(&answer);
	return err;
}

enum err jd_verdict(const struct http_answer *answer, struct fault *fault)
{
	return answer_verdict(answer, judge, fault);
}
