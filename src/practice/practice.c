/* practice: opening and closing the supplier, and its virtual clock. Read next: route.c, life.c. */
#include "practice/practice.h"

#include <string.h>
#include "base/clock.h"
#include "practice/life.h"

const struct practice_rules practice_rules = {
	.protection_s = 7 * DAY_S,
	.link_lifetime_s = 30 * DAY_S,
	.attribution_s = 15 * DAY_S,
	.fee_bp = 1000,
	.bonus_bp = 1000,
	.payout_fee_bp = 200,
	.payout_minimum_minor = 100,
	.payout_fee_least_minor = 100,
	.payout_fee_most_minor = 1000,
};

static enum err fill_new(struct practice *practice, struct fault *fault)
{
	struct sql *sql = practice->sql;
	enum err err = sql_begin(sql, fault);
	if (err == OK)
		err = db_make_tables(sql, fault);
	if (err == OK)
		err = generate_goods(practice, fault);
	if (err == OK)
		err = db_make_indexes(sql, fault);
	if (err == OK)
		err = db_put(sql, "goods", practice->options.goods, fault);
	if (err == OK)
		err = db_put(sql, "life_at", practice->options.now_s, fault);
	if (err == OK)
		err = sql_commit(sql, fault);
	return err;
}

static enum err count_categories(struct practice *practice, struct fault *fault)
{
	bool row = false;
	enum err err = OK;
	struct sql_query *query = sql_prepare(practice->sql, 
		"SELECT category FROM goods WHERE n < 10000000", fault);
	while (query && (err = sql_step(query, &row, fault)) == OK && row)
		practice->category_counts[sql_whole(query, 0) % CATEGORIES]++;
	sql_done(query);
	return query ? err : ERR_STORE;
}

enum err practice_open(
	struct practice *practice, const struct practice_options *options, struct fault *fault)
{
	practice->options = *options;
	enum err err = sql_open(options->db_path, 0, &practice->sql, fault);
	int64_t tables = 0;
	if (err == OK)
		err = sql_number(practice->sql, fault, &tables,
			"SELECT count(*) FROM sqlite_schema WHERE name = ?1", SQL_TEXT("goods"));
	if (err == OK && tables == 0)
		err = fill_new(practice, fault);
	if (err == OK)
		err = count_categories(practice, fault);
	if (err != OK) {
		practice_close(practice);
		return err;
	}
	practice->goods_count = practice->options.goods = db_get(practice->sql, "goods");
	practice->life_at = db_get(practice->sql, "life_at");
	/* A clock that went back would undo what was already told. */
	practice->clock_s = options->now_s > practice->life_at ? options->now_s : practice->life_at;
	practice->clock_ms = clock_steady_ms();
	practice->started = (uint64_t)clock_now_ms() ^ ((uint64_t)practice->clock_ms << 20);
	return OK;
}

void practice_close(struct practice *practice)
{
	sql_close(practice->sql);
	practice->sql = NULL;
}

int64_t practice_now_s(const struct practice *practice)
{
	int64_t ms = clock_steady_ms() - practice->clock_ms;
	return practice->clock_s + ms * practice->options.speed / 1000;
}

void practice_advance(struct practice *practice, int64_t seconds)
{
	practice->clock_s += seconds;
}

int practice_count_call(struct practice *practice)
{
	int64_t now = clock_steady_ms() / 1000;
	if (!practice->options.calls_per_minute)
		return 0;
	if (now / 60 != practice->minute) {
		practice->minute = now / 60;
		practice->calls_in_minute = 0;
	}
	if (practice->calls_in_minute++ < practice->options.calls_per_minute)
		return 0;
	return (int)(60 - now % 60);
}
