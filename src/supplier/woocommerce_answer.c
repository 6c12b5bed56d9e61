/*
 * woocommerce_answer: what the refusals of a WooCommerce shop mean and what to do: one table. Goods and
 * orders are read in woocommerce_read.c and woocommerce_orders.c.
 */
#include "supplier/woocommerce.h"

#include "base/words.h"
#include "net/json.h"
#include "supplier/answer.h"
#include "supplier/ask.h"

enum { SAID = 60, REFUSAL_BYTES = 4096 };

static const struct refusal refusals[] = {
	{ "woocommerce_rest_cannot_* woocommerce_rest_authentication_error rest_forbidden* "
	  "rest_not_logged_in",
		ERR_LOGIN, 0,
		N_("The shop does not accept the key. Are key and secret whole, may the key read, and does "
		   "its owner see orders? Over http:// WooCommerce accepts none: the address must be "
		   "https://.") },
	{ "woocommerce_rest_product_invalid_id", ERR_NOTHING, 0,
		N_("The shop does not have this goods any more. Take it off the shelf.") },
	{ "woocommerce_rest_invalid_id", ERR_NOTHING, 0,
		N_("The shop does not have this any more.") },
	{ "rest_no_route", ERR_CONF, 0,
		N_("There is no WooCommerce at this address. Is the address that of the shop, and is "
		   "WooCommerce switched on?") },
	{ "rest_invalid_param", ERR_REFUSED, 0,
		N_("The shop does not understand a part of this question. Is there a newer "
		   "shopkeeper?") },
	{ "internal_server_error", ERR_NET, 0,
		N_("The shop has trouble of its own. Try again later; if it stays so, look at its "
		   "log.") },
	{ "rate_limit*", ERR_BUSY, 10, N_("The shop is busy; it is asked again a little later.") },
	{ NULL, ERR_REFUSED, 0, N_("The shop refused.") },
};

enum err woocommerce_open(const struct reading *reading, const struct json **json, struct fault *fault)
{
	enum err err = answer_parse(reading, json, fault);
	const char *code;

	if (err != OK)
		return err;
	code = json_raw(json_at(*json, "code"));
	if (!code || !json_at(*json, "message"))
		return OK;
	return answer_refuse(refusals, code,
		answer_plain(json_at(*json, "message"), reading->arena, SAID), fault);
}

enum err woocommerce_open_list(
	const struct reading *reading, const struct json **json, struct fault *fault)
{
	enum err err = woocommerce_open(reading, json, fault);

	return err != OK || json_is_array(*json) ? err : answer_wrong(NULL, fault);
}

/* WooCommerce refuses in words of the shop's language: the code decides, else the status. */
enum err woocommerce_verdict(const struct http_answer *answer, struct fault *fault)
{
	struct arena arena = { 0 };
	const struct reading reading = {
		.bytes = answer->body, .length = answer->length, .arena = &arena
	};
	bool may_refuse = answer->err == OK && answer->json && answer->length > 0 &&
			  answer->length <= REFUSAL_BYTES && answer->status < 500 &&
			  answer->status != 429;
	const struct json *json;
	enum err err = OK;

	if (may_refuse)
		err = woocommerce_open(&reading, &json, fault);
	arena_clear(&arena);
	if (err != OK && err != ERR_DECODE)
		return err;
	/* WordPress says what it does not have: this is something else. */
	return may_refuse && answer->status == 404 ? answer_refuse(refusals, "rest_no_route", NULL, fault)
						   : verdict_by_status(answer, NULL, fault);
}
