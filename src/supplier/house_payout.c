/* house_payout: payouts and their rules out of answers of shopkeeper's own supplier API; and the token
 * that opening a shop brings. */
#include "supplier/house.h"

#include <stddef.h>
#include <string.h>
#include "net/json.h"
#include "supplier/answer.h"

enum { ITEMS_MOST = 1000, ID = 64, CURSOR = 200, RATE_MOST = 10000 };

struct rules_answer {
	struct payout_rules rules;
	const char *automatic;
};
#define IN_RULES(field) offsetof(struct rules_answer, rules.field)

static const struct json_field rules_fields[] = {
	{ "payout_minimum_minor", JSON_MINOR, NEEDED, IN_RULES(minimum), 0, MONEY_MOST },
	{ "payout_most_minor", JSON_MINOR, OPTIONAL, IN_RULES(most), 0, MONEY_MOST },
	{ "payout_fee_bp", JSON_BP, NEEDED, IN_RULES(fee_bp), 0, RATE_MOST },
	{ "payout_fee_least_minor", JSON_MINOR, NEEDED, IN_RULES(fee_least), 0, MONEY_MOST },
	{ "payout_fee_most_minor", JSON_MINOR, NEEDED, IN_RULES(fee_most), 0, MONEY_MOST },
	{ "protection_window_s", JSON_SECONDS, OPTIONAL, IN_RULES(protection_s), 0, TIME_MOST },
	{ "automatic_payout", JSON_TEXT, OPTIONAL, offsetof(struct rules_answer, automatic), 0, ID },
};

struct payout_answer {
	struct payout payout;
	const char *state;
};
#define IN_PAYOUT(field) offsetof(struct payout_answer, payout.field)

static const struct json_field payout_fields[] = {
	{ "id", JSON_ID, NEEDED, IN_PAYOUT(id), 1, ID },
	{ "state", JSON_TEXT, NEEDED, offsetof(struct payout_answer, state), 1, ID },
	{ "reason", JSON_TEXT, OPTIONAL, IN_PAYOUT(reason), 0, ID },
	{ "amount_minor", JSON_MINOR, NEEDED, IN_PAYOUT(amount), 1, MONEY_MOST },
	{ "fee_minor", JSON_MINOR, NEEDED, IN_PAYOUT(fee), 0, MONEY_MOST },
	{ "automatic", JSON_BOOL, OPTIONAL, IN_PAYOUT(automatic), 0, 0 },
	{ "requested_at", JSON_SECONDS, NEEDED, IN_PAYOUT(requested_at), 0, TIME_MOST },
	{ "expected_at", JSON_SECONDS, OPTIONAL, IN_PAYOUT(expected_at), 0, TIME_MOST },
	{ "finished_at", JSON_SECONDS, OPTIONAL, IN_PAYOUT(finished_at), 0, TIME_MOST },
	{ "updated_at", JSON_SECONDS, NEEDED, IN_PAYOUT(updated_at), 0, TIME_MOST },
};

static enum currency currency_at(const struct json *object)
{
	const char *code = json_raw(json_at(object, "currency"));

	return code ? currency_find(code) : CURRENCY_NONE;
}

enum err house_read_rules(
	const struct reading *reading, struct payout_rules *rules, struct fault *fault)
{
	const struct json *json;
	enum err err = house_open(reading, &json, fault);
	struct rules_answer answer = { .automatic = "" };
	const struct json *object;

	*rules = answer.rules;
	if (err != OK)
		return err;
	object = json_at(json, "rules");
	answer.rules.currency = object ? currency_at(object) : CURRENCY_NONE;
	if (answer.rules.currency == CURRENCY_NONE)
		err = answer_wrong("rules.currency", fault);
	else
		err = json_read(object, FIELDS(rules_fields), answer.rules.currency, &answer, reading->arena,
			fault);
	answer.rules.weekly = answer.automatic && strcmp(answer.automatic, "weekly") == 0;
	if (err == OK)
		*rules = answer.rules;
	return err;
}

static enum err read_one(const struct reading *reading, const struct json *item, struct payout *payout,
	struct fault *fault)
{
	struct payout_answer answer = { .payout.supplier = reading->account->name };
	enum currency currency = currency_at(item);
	enum err err = currency == CURRENCY_NONE ?
		answer_wrong("currency", fault) :
		json_read(item, FIELDS(payout_fields), currency, &answer, reading->arena, fault);

	if (err != OK)
		return err;
	if (answer.payout.fee.minor > answer.payout.amount.minor)
		return answer_wrong("fee_minor", fault);
	answer.payout.state = payout_state_find(answer.state);
	*payout = answer.payout;
	return OK;
}

enum err house_read_payout(const struct reading *reading, struct payout *payout, struct fault *fault)
{
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	return err == OK ? read_one(reading, json, payout, fault) : err;
}

static enum err read_rows(const struct reading *reading, const struct json *json, struct payout_page *page,
	struct fault *fault)
{
	static const struct json_field head[] = {
		{ "next_cursor", JSON_ID, OPTIONAL, AT(payout_page, next), 1, CURSOR },
	};
	const struct json *items = json_at(json, "items");
	size_t count = json_count(items);
	enum err err = json_read(json, FIELDS(head), CURRENCY_NONE, page, reading->arena, fault);

	if (err == OK && (!json_is_array(items) || count > ITEMS_MOST))
		err = answer_wrong("items", fault);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (; err == OK && page->count < count; page->count++)
		err = read_one(reading, json_item(items, page->count), &page->rows[page->count], fault);
	return err;
}

enum err house_read_payouts(
	const struct reading *reading, struct payout_page *page, struct fault *fault)
{
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	*page = (struct payout_page){ 0 };
	return err == OK ? read_rows(reading, json, page, fault) : err;
}

enum err house_read_opened(const struct reading *reading, const char **token, struct fault *fault)
{
	static const struct json_field fields[] = { { "token", JSON_ID, NEEDED, 0, 16, 200 } };
	const struct json *json;
	enum err err = house_open(reading, &json, fault);

	return err == OK ? json_read(json, FIELDS(fields), CURRENCY_NONE, token, reading->arena, fault)
			 : err;
}
