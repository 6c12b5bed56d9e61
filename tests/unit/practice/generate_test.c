/* generate: the same seed gives the same goods, and the mix is what small shops sell. */
#include "ask.h"

static int64_t number(struct practice *practice, const char *text)
{
	int64_t found = -1;
	struct fault fault;
	assert_int_equal(sql_number(practice->sql, &fault, &found, text, SQL_WHOLE(NOW)), OK);
	return found;
}

/* A hash of every field of every goods. */
static uint64_t fingerprint(uint64_t seed, int64_t count)
{
	struct practice practice = { 0 };
	struct practice_options options = usual_options();
	struct fault fault;
	uint64_t hash = 1;
	bool row;
	options.seed = seed;
	options.goods = count;
	assert_int_equal(practice_open(&practice, &options, &fault), OK);
	struct sql_query *query = sql_ask(practice.sql, &fault,
		"SELECT title, price, rate_bp, coalesce(stock, -1), sales, coalesce(face, -1),"
		" coalesce(ends_at, -1), merchant, updated_at FROM goods WHERE n <= ?1 ORDER BY n",
		SQL_WHOLE(200));
	while (sql_step(query, &row, &fault) == OK && row) {
		for (const char *at = sql_text(query, 0); *at; at++)
			hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
		for (int i = 1; i < 9; i++)
			hash = (hash ^ (uint64_t)sql_whole(query, i)) * UINT64_C(0x100000001b3);
	}
	sql_done(query);
	practice_close(&practice);
	return hash;
}

static void a_seed_is_a_world(void **state)
{
	(void)state;
	assert_true(fingerprint(7, 200) == fingerprint(7, 200));
	assert_true(fingerprint(7, 200) != fingerprint(8, 200));
}

static void assert_share(struct practice *practice, const char *what, const char *condition,
	int64_t least, int64_t most)
{
	char text[400];
	snprintf(text, sizeof(text), "SELECT 1000 * sum(%s) / count(*) FROM goods WHERE ?1",
		condition);
	int64_t permille = number(practice, text);
	if (permille < least || permille > most)
		fail_msg("%s: %lld of a thousand", what, (long long)permille);
}

static void the_mix_is_that_of_small_shops(void **state)
{
	(void)state;
	struct practice practice = { 0 };
	struct practice_options options = usual_options();
	struct fault fault;
	options.goods = 10000;
	assert_int_equal(practice_open(&practice, &options, &fault), OK);
	assert_share(&practice, "under 100 yuan", "price < 10000", 680, 720);
	assert_share(&practice, "rate from 3 to 30 %", "rate_bp BETWEEN 300 AND 3000", 1000, 1000);
	assert_share(&practice, "a coupon", "face IS NOT NULL", 320, 380);
	assert_share(&practice, "a coupon that helps now", "final < price", 180, 280);
	assert_share(&practice, "an ended coupon", "coalesce(ends_at <= ?1, 0)", 30, 80);
	assert_share(&practice, "a used-up coupon", "coalesce(coupon_left = 0, 0)", 15, 45);
	assert_share(&practice, "sold out", "coalesce(stock = 0, 0)", 35, 65);
	assert_share(&practice, "stock not told", "stock IS NULL", 35, 65);
	assert_share(&practice, "a claim of twice the price", "coalesce(list_price > 2 * price, 0)",
		100, 200);
	assert_share(&practice, "a towel", "title LIKE '%毛巾%'", 4, 20);
	assert_share(&practice, "no coupon beyond the price", "final >= 0", 1000, 1000);
	assert_true(
		number(&practice, "SELECT count(*) FROM merchant WHERE score IS NULL AND ?1") > 5);
	assert_true(number(&practice, "SELECT min(score) FROM merchant WHERE ?1") < 20);
	assert_true(number(&practice, "SELECT count(DISTINCT title) FROM goods WHERE ?1") > 8000);
	practice_close(&practice);
}

static void a_file_keeps_the_world(void **state)
{
	(void)state;
	char path[] = "/tmp/practice_testXXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	struct practice_options options = usual_options();
	struct stage stage;
	struct fault fault;
	options.db_path = path;
	begin(&stage, &options);
	pass_days(&stage, 2);
	price_goods(&stage, "G0000003", 777, 1000);
	practice_close(&stage.practice);
	memset(&stage.practice, 0, sizeof(stage.practice));
	/* The clock does not go back to --now. */
	assert_int_equal(practice_open(&stage.practice, &options, &fault), OK);
	assert_int_equal(ask(&stage, "GET", "/v1/goods/G0000003", NULL), 200);
	assert_int_equal(whole_at(stage.json, "price_minor"), 777);
	assert_int_equal(ask(&stage, "GET", "/v1/shop", NULL), 200);
	assert_int_equal(whole_at(stage.json, "now_at"), NOW + 2 * DAY_S);
	end(&stage);
	for (int i = 0; i < 3; i++) {
		char name[60];
		snprintf(name, sizeof(name), "%s%s", path,
			(const char *[]){ "", "-wal", "-shm" }[i]);
		remove(name);
	}
}

static void faults_are_read_from_words(void **state)
{
	(void)state;
	struct faults faults = { 0 };
	assert_true(faults_arm_text(&faults, "delay:250@/v1/goods*2"));
	assert_int_equal(faults.rows[0].kind, FAULT_DELAY);
	assert_int_equal(faults.rows[0].delay_ms, 250);
	assert_int_equal(faults_take(&faults, "/v1/shop").kind, FAULT_NONE);
	assert_int_equal(faults_take(&faults, "/v1/goods/G1").kind, FAULT_DELAY);
	assert_int_equal(faults_take(&faults, "/v1/goods").kind, FAULT_DELAY);
	assert_int_equal(faults_take(&faults, "/v1/goods").kind, FAULT_NONE);
	static const char *const bad[] = { "", "delay", "delay:", "delay:x", "cut:1", "cut*0",
		"cut*x", "nothing", "delay:999999999", "cut@/v1*" };
	for (int i = 0; i < 10; i++)
		if (faults_arm_text(&faults, bad[i]))
			fail_msg("`%s` is taken", bad[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seed_is_a_world),
		cmocka_unit_test(the_mix_is_that_of_small_shops),
		cmocka_unit_test(a_file_keeps_the_world),
		cmocka_unit_test(faults_are_read_from_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
