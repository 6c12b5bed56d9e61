/* payout_routes: asking for a payout and reading how it goes. */
#include <stdlib.h>
#include <string.h>
#include "practice/ledger.h"
#include "practice/payout.h"

#define PAYOUT_COLUMNS                                                                             \
	"n, updated_at, state, reason, amount, fee, automatic, requested_at, expected_at, "        \
	"finished_at"

static void put_payout(struct call *call, struct sql_query *query, struct json *object)
{
	int64_t amount = sql_whole(query, 4), fee = sql_whole(query, 5);
	json_put_text(
		object, "id", arena_print(&call->arena, "P%06lld", (long long)sql_whole(query, 0)));
	json_put_text(object, "state", sql_text(query, 2));
	json_put_text(object, "reason", sql_text(query, 3));
	json_put_text(object, "currency", "CNY");
	json_put_whole(object, "amount_minor", amount);
	json_put_whole(object, "fee_minor", fee);
	json_put_whole(object, "net_minor", amount - fee);
	json_put_bool(object, "automatic", sql_whole(query, 6) != 0);
	json_put_whole(object, "requested_at", sql_whole(query, 7));
	json_put_whole(object, "expected_at", sql_whole(query, 8));
	if (sql_is_null(query, 9))
		json_put_null(object, "finished_at");
	else
		json_put_whole(object, "finished_at", sql_whole(query, 9));
	json_put_whole(object, "updated_at", sql_whole(query, 1));
}

const struct list payouts = {
	.rows = "SELECT " PAYOUT_COLUMNS " FROM payout"
		" WHERE shop = ?1 AND (updated_at, n) > (?2, ?3) ORDER BY updated_at, n LIMIT ?4",
	.count = "SELECT count(*) FROM payout WHERE shop = ?1",
	.one = "SELECT " PAYOUT_COLUMNS " FROM payout WHERE n = ?1 AND (?2 = 0 OR shop = ?2)",
	.noun = "payout",
	.since = "updated_since",
	.kind = 'y',
	.put = put_payout,
};

enum err payout_list(struct call *call)
{
	return list_answer(call, &payouts);
}

enum err payout_get(struct call *call)
{
	bool good = call->piece[0] == 'P' && strlen(call->piece) < 20;
	int64_t n = good ? strtoll(call->piece + 1, NULL, 10) : 0;
	return list_answer_one(call, &payouts, 200, n, call->shop);
}

struct payout_wish {
	int64_t amount;
	const char *currency;
};

enum err payout_ask(struct call *call)
{
	static const struct json_field fields[] = {
		{ "amount_minor", JSON_INT, NEEDED, offsetof(struct payout_wish, amount), 0,
			MONEY_MOST },
		{ "currency", JSON_ID, NEEDED, offsetof(struct payout_wish, currency), 3, 3 },
	};
	struct payout_wish wish;
	char text[MONEY_TEXT];
	int64_t n = 0;
	if (!call_read(call, fields, 2, &wish))
		return OK;
	if (strcmp(wish.currency, "CNY") != 0)
		return answer_problem(call, 422, "wrong_currency", "Only CNY is paid out",
			"This shop has no other money");
	enum err err = payout_new(
		call->practice, call->shop, wish.amount, false, call->now_s, &n, &call->fault);
	struct money available = { ledger_balance(call->practice, call->shop, BUCKET_AVAILABLE),
		CURRENCY_CNY };
	struct money minimum = { practice_rules.payout_minimum_minor + 1, CURRENCY_CNY };
	if (err == ERR_LIMIT)
		return answer_problem(call, 422, "balance_too_low",
			"That is more than is available", "%s CNY can be paid out now",
			money_plain(available, text));
	if (err == ERR_USAGE)
		return answer_problem(call, 422, "below_minimum",
			"That is too little to be paid out", "At least %s CNY, more than the fee",
			money_plain(minimum, text));
	return err == OK ? list_answer_one(call, &payouts, 201, n, call->shop) : err;
}
