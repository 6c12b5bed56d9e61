/*
 * vip_answer: the envelope of VIPshop's answers, its refusals by code, and how its pages are counted.
 */
#include "supplier/vip.h"

#include <ctype.h>

#include "base/clock.h"
#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"
#include "supplier/form.h"

enum {
	SAID = 60,
	CODE_BYTES = 80,
};
#define TOTAL_MOST INT64_C(1000000000)

/* ---- refusing */

/* In small letters: VIPshop mixes them. */
static const struct refusal refusals[] = {
	{ "0", OK, 0, "" },
	{ "vipapis.sign-not-match", ERR_LOGIN, 0,
		N_("VIPshop does not accept the signature: the secret does not belong to the key. Copy "
		   "both again from vop.vip.com and run shopkeeper setup. Is the clock of this machine "
		   "right?") },
	{ "vipapis.appkey-not-exist", ERR_LOGIN, 0,
		N_("VIPshop does not know this key. Copy the appKey again from vop.vip.com and run "
		   "shopkeeper setup.") },
	{ "vipapis.oauth-invalidate-failure", ERR_LOGIN, 0,
		N_("The authorisation at VIPshop is missing or has expired. Renew it on vop.vip.com and "
		   "run shopkeeper setup.") },
	{ "vipapis.api-invalidate-permission", ERR_REFUSED, 0,
		N_("Your VIPshop application does not have the right to this. Apply for it on "
		   "vop.vip.com.") },
	{ "vipapis.white-ip-not-exist", ERR_CONF, 0,
		N_("VIPshop answers only to the addresses listed for your application, and this machine's "
		   "is not among them. Add it on vop.vip.com.") },
	{ "vipapis.ip-in-blacklist", ERR_REFUSED, 0,
		N_("VIPshop has blocked the address of this machine. Ask its support.") },
	{ "vipapis.appkey-in-blacklist", ERR_REFUSED, 0,
		N_("VIPshop has blocked your application. Look at the notices on vop.vip.com.") },
	{ "vipapis.app-flow-overrun", ERR_REFUSED, 0,
		N_("The questions that VIPshop grants your application in a day are used up; it answers "
		   "again tomorrow.") },
	{ "vipapis.response-timeout vipapis.sys_other_error vipapis.base-api.error", ERR_BUSY, 10,
		N_("VIPshop is busy; it is asked again a little later.") },
	{ "vipapis.*", ERR_REFUSED, 0,
		N_("VIPshop does not understand a part of this question. Is the pid right? Is there a "
		   "newer shopkeeper?") },
	{ NULL, ERR_REFUSED, 0, N_("VIPshop refused.") },
};

static enum err judge(const struct json *json, struct arena *arena, struct fault *fault)
{
	const char *code = json_literal(json_at(json, "returnCode"));
	const char *said = json_text(json_at(json, "returnMessage"), arena, SAID);
	char small[CODE_BYTES] = "";
	size_t i;

	if (!code && !said)
		return answer_lacks("returnCode", fault);
	for (i = 0; code && code[i] && i < sizeof small - 1; i++)
		small[i] = (char)tolower((unsigned char)code[i]);
	return answer_refuse(refusals, small, said, fault);
}

/* ---- opening */

enum err vip_open(const struct reading *reading, const struct json **body, struct fault *fault)
{
	const struct json *json;
	enum err err = answer_parse(reading, &json, fault);

	if (err == OK)
		err = judge(json, reading->arena, fault);
	*body = json_at(json, "result");
	return err;
}

/* VIPshop has no code of its own for a wrong time: the signature, which covers the time, is refused. */
static enum err blame_clock(const struct http_answer *answer, enum err err, struct fault *fault)
{
	enum { TOO_FAR_S = 300 };
	int64_t off_s = answer->date_s - clock_now_s();

	if (err != ERR_LOGIN || answer->date_s <= 0 || (off_s < TOO_FAR_S && off_s > -TOO_FAR_S))
		return err;
	if (fault)
		fault->code = ERR_CLOCK;
	return ERR_CLOCK;
}

enum err vip_verdict(const struct http_answer *answer, struct fault *fault)
{
	return blame_clock(answer, answer_verdict(answer, vip_open, fault), fault);
}

/* ---- pages */

int64_t vip_page_size(const struct json *body, int64_t *total)
{
	int64_t size;

	if (!json_whole(json_at(body, "total"), total) || *total < 0 || *total > TOTAL_MOST)
		*total = UNKNOWN;
	if (!json_whole(json_at(body, "pageSize"), &size) || size < 1 || size > ANSWER_ROWS_MOST)
		return VIP_PAGE;
	return size;
}

int vip_next_page(
	const struct reading *reading, const struct json *body, size_t count, int64_t *total)
{
	int64_t said, size = vip_page_size(body, total);
	int number = form_page(reading->cursor);
	bool more;

	if (!reading->cursor && json_whole(json_at(body, "page"), &said) && said > 1 &&
		said <= VIP_PAGES_MOST)
		number = (int)said;
	/* A list that does not say how many there are ends with the first short page. */
	more = *total == UNKNOWN ? count >= (size_t)size : count > 0 && number * size < *total;
	return number > 0 && more ? number + 1 : 0;
}
