/*
 * taobao_judge: what Taobao's refusals mean and what to do: one table. Codes are
 * "code/sub_code", 50 is written as 15 (both are "remote service error", decided by the sub
 * code); the first row that fits.
 */
#include "supplier/taobao.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "supplier/answer.h"

static const struct refusal refusals[] = {
	{ "pid", ERR_CONF, 0,
		N_("Taobao does not know this position as yours: compare pid with the one Alimama "
		   "shows, and the account with the one the app belongs to.") },
	{ "15/50001", OK, 0, NULL }, /* a search's way to say that there is nothing */
	{ "15/2007", ERR_LIMIT, 0,
		N_("Taobao wants shorter spans of orders now, because of a great sale: 20 minutes.") },
	{ "15/2004", ERR_LIMIT, 0, N_("Taobao tells orders of the last 90 days only.") },
	{ "15/9100", ERR_BUSY, 60,
		N_("Taobao slows down all that ask for your account's orders; it is asked again "
		   "later.") },
	{ "15/3000", ERR_REFUSED, 0,
		N_("Taobao tells no more orders today, because too much was asked. Try tomorrow.") },
	{ "15/3001 15/25", ERR_BUSY, 5, N_("Taobao is busy; it is asked again soon.") },
	{ "15/10 15/11 15/12 15/isv.coupon*", ERR_NOTHING, 0,
		N_("This coupon is not to be had any more.") },
	{ "15/13", ERR_NOTHING, 0, N_("This coupon is not for this goods.") },
	{ "15/33 15/10000", ERR_NOTHING, 0, N_("Taobao does not promote this goods.") },
	{ "15/35", ERR_NOTHING, 0,
		N_("Taobao has a new id for this goods, or it is another account's: search for it "
		   "again.") },
	{ "15/36", ERR_NOTHING, 0, N_("Taobao does not know this goods: search for it again.") },
	{ "15/isv.item-not-exist*", ERR_NOTHING, 0,
		N_("Taobao does not have this goods any more.") },
	{ "15/isp.invalid-parameter*", ERR_REFUSED, 0, N_("Taobao did not understand.") },
	{ "15/isp.url_*", ERR_REFUSED, 0, N_("Taobao cannot convert this link.") },
	{ "15/isp.relation-id-*", ERR_REFUSED, 0, N_("Taobao does not know this channel.") },
	{ "15/isp.special-id-* 15/isp.rebate-id-*", ERR_REFUSED, 0,
		N_("Taobao does not know this member.") },
	{ "15/isp.* 10/*", ERR_BUSY, 5,
		N_("Taobao has trouble of its own; it is asked again soon.") },
	{ "15/accesscontrol.* 7/*", ERR_BUSY, 60,
		N_("Taobao was asked too often; it is asked again later.") },
	{ "11/isv.permission-ip*", ERR_REFUSED, 0,
		N_("Taobao answers your app at certain addresses only: add this machine's to the white "
		   "list in the console.") },
	{ "11/*", ERR_REFUSED, 0,
		N_("Your app may not ask this yet: apply for the package in the Alimama console.") },
	{ "12/* 13/*", ERR_REFUSED, 0, N_("Your app may not ask this.") },
	{ "24/*", ERR_LOGIN, 0, N_("Taobao misses the signature. Update shopkeeper.") },
	{ "25/*", ERR_LOGIN, 0,
		N_("The app secret is wrong: copy it again from the Alimama console, and see that it "
		   "belongs to this key.") },
	{ "26/*", ERR_LOGIN, 0, N_("Taobao wants the account authorised: do that in its console.") },
	{ "27/*", ERR_LOGIN, 0,
		N_("The authorisation has expired: authorise the app again in Taobao's console.") },
	{ "28/*", ERR_LOGIN, 0, N_("Taobao misses the key of your app.") },
	{ "29/*", ERR_LOGIN, 0,
		N_("Taobao does not know this key: compare it with the AppKey in the Alimama console.") },
	{ "30/* 31/*", ERR_CLOCK, 0, N_("The clock of this machine is wrong: set it and try again.") },
	{ NULL, ERR_REFUSED, 0, N_("Taobao refused.") },
};

/* Sub codes differ from method to method, but their words name what is wrong. */
static bool is_about_position(const char *sub_code, const char *detail)
{
	static const char *const names[] = { "pid", "adzone" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasestr(sub_code, names[i]) || (detail && strcasestr(detail, names[i])))
			return true;
	return false;
}

/* "This ban will last for 27 more seconds" */
static int ban_s(const char *detail)
{
	enum { LONGEST_S = 300 };
	const char *digits = detail ? strpbrk(detail, "0123456789") : NULL;
	long seconds = digits ? strtol(digits, NULL, 10) : 0;

	return seconds <= 0 ? 0 : seconds < LONGEST_S ? (int)seconds : LONGEST_S;
}

const struct json *taobao_frame(const struct json *json, const char *name, const char *member)
{
	const struct json *frame = json_at(json, name);

	if (!frame && json_at(json, member))
		frame = json;
	return json_is_object(frame) ? frame : NULL;
}

static const char *text_at(const struct json *json, const char *name, struct arena *arena)
{
	const char *text = json_text(json_at(json, name), arena, 60);

	return text ? text : "";
}

static enum err judge(const struct json *refusal, struct arena *arena, struct fault *fault)
{
	const char *code = text_at(refusal, "code", arena);
	const char *sub_code = text_at(refusal, "sub_code", arena), *key = "";
	const char *detail = text_at(
		refusal, *text_at(refusal, "sub_msg", arena) ? "sub_msg" : "msg", arena);
	enum err err;

	if (is_about_position(sub_code, detail))
		key = "pid";
	else if (*code || *sub_code)
		key = arena_print(arena, "%s/%s", strcmp(code, "50") ? code : "15", sub_code);
	err = answer_refuse(refusals, key, detail, fault);
	if (err == ERR_BUSY && fault && ban_s(detail) > 0 && strstr(detail, "second"))
		fault->retry_s = ban_s(detail);
	return err;
}

enum err taobao_open(const struct reading *reading, const struct json **json, struct fault *fault)
{
	const struct json *refusal;
	enum err err = answer_parse(reading, json, fault);

	refusal = json_at(*json, "error_response");
	if (!refusal)
		return err;
	*json = NULL;
	return judge(refusal, reading->arena, fault);
}

enum err taobao_verdict(const struct http_answer *answer, struct fault *fault)
{
	return answer_verdict(answer, taobao_open, fault);
}
