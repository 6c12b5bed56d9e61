/* Walks: everything once, no gap, no double, on after a break; orders and money as the supplier has
 * them. */
#include "stage.h"

static const struct goods_query everything = { .words = "", .without = "" };
static const struct goods_query towels = { .words = "毛巾", .without = "" };

static void the_whole_catalogue_arrives(void **unused)
{
	const struct job *job;

	(void)unused;
	assert_int_equal(sync_age_at(&desk, JOB_SYNC_GOODS), 0);
	job = finish(sync_goods(&desk, &fault));
	assert_int_equal(job->state, JOB_DONE);
	assert_int_equal(job->done, 300);
	assert_int_equal(goods_count(&desk.store, &everything), 300);
	assert_true(sync_age_at(&desk, JOB_SYNC_GOODS) > 0);
	assert_true(goods_count(&desk.store, &towels) > 0);
}

static void words_are_found_after_the_program_ended_before_the_index(void **unused)
{
	size_t found;

	(void)unused;
	must(sync_goods(&desk, &fault));
	found = goods_count(&desk.store, &towels);
	/* As if it had ended between the last page and the index. */
	assert_int_equal(store_put(&desk.store, "walk.index", "left", &fault), OK);
	desk_close(&desk);
	open_desk();
	assert_true(desk.jobs->index_left);
	settle();
	assert_false(desk.jobs->index_left);
	assert_int_equal(goods_count(&desk.store, &towels), found);
	desk_close(&desk);
	open_desk();
	assert_false(desk.jobs->index_left);
}

static void what_changed_comes_with_the_next_walk(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct job *job;

	(void)unused;
	must(sync_goods(&desk, &fault));
	assert_in_range(
		tell("POST", at("/practice/clock"), "application/json", "{\"advance_s\":86400}"),
		200, 299);
	assert_in_range(tell("POST", at(arena_print(&arena, "/practice/goods/%s", goods->id)),
				"application/json", "{\"stock\":0,\"price_minor\":123456}"),
		200, 299);
	job = finish(sync_goods(&desk, &fault));
	assert_int_equal(job->state, JOB_DONE);
	assert_true(job->done < 300);
	assert_int_equal(goods_get(&desk.store, &arena, "mine", goods->id)->price.minor, 123456);
	/* Shown times follow the practice supplier's day. */
	assert_in_range(clock_now_s(), PRACTICE_NOW + 86400 - 5, PRACTICE_NOW + 86400 + 60);
}

static void a_walk_that_broke_off_goes_on(void **unused)
{
	size_t before;

	(void)unused;
	sync_goods(&desk, &fault);
	while (goods_count(&desk.store, &everything) < 100 && job_busy(&desk) > 0)
		desk_wait(&desk, NULL, 0, NULL, 1000);
	before = goods_count(&desk.store, &everything);
	assert_in_range(before, 1, 300);
	/* The end of the program in the middle of it. */
	desk_close(&desk);
	open_desk();
	assert_int_equal(goods_count(&desk.store, &everything), before);
	assert_int_equal(sync_age_at(&desk, JOB_SYNC_GOODS), 0);
	must(sync_goods(&desk, &fault));
	assert_int_equal(goods_count(&desk.store, &everything), 300);
	assert_true(sync_age_at(&desk, JOB_SYNC_GOODS) > 0);
}

static void a_bad_page_loses_nothing(void **unused)
{
	static const char *const kinds[] = { "cut", "garbage", "html", "wrong_type", "bad_gzip",
		"gzip_bomb", "401", "409", "500", "redirect" };
	const struct job *job;
	size_t i, before;

	(void)unused;
	some_goods(0);
	before = goods_count(&desk.store, &everything);
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		arm(kinds[i], "/v1/goods", 0);
		job = finish(sync_goods(&desk, &fault));
		if (job->state != JOB_FAILED || !job->fault.text[0])
			fail_msg("%s was taken for an answer", kinds[i]);
		print_message(
			"%-10s %-8s %s\n", kinds[i], err_name(job->fault.code), job->fault.text);
		assert_int_equal(goods_count(&desk.store, &everything), before);
		assert_in_range(tell("DELETE", at("/practice/fault"), NULL, NULL), 200, 299);
	}
	must(sync_goods(&desk, &fault));
	assert_int_equal(goods_count(&desk.store, &everything), 300);
}

static void busy_is_waited_for(void **unused)
{
	(void)unused;
	arm("429", "/v1/goods", 2);
	must(sync_goods(&desk, &fault));
	arm("503", "/v1/goods", 1);
	must(find_goods(&desk, &everything, &fault));
	arm("cut", "/v1/goods", 1);
	must(find_goods(&desk, &everything, &fault));
}

static void an_order_is_seen_with_its_estimate_and_settles(void **unused)
{
	const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	const struct goods *goods = in_stock();
	struct balance *balances, *checked;
	struct order *orders;
	int64_t estimate;
	int day;

	(void)unused;
	sell(goods->id);
	must(sync_orders(&desk, &fault));
	assert_int_equal(order_load(&desk.store, &all, 0, 10, &arena, &orders), 1);
	assert_string_equal(orders[0].goods, goods->id);
	assert_int_equal(orders[0].state, ORDER_ESTIMATED);
	estimate = orders[0].estimate.minor;
	assert_true(estimate > 0);
	assert_int_equal(balance_load(&desk.store, &arena, &balances), 1);
	assert_int_equal(balances[0].minor[BUCKET_ESTIMATED], estimate);
	for (day = 0; day < 60; day++) {
		assert_in_range(tell("POST", at("/practice/clock"), "application/json",
					"{\"advance_s\":86400}"),
			200, 299);
		must(sync_orders(&desk, &fault));
		assert_int_equal(balance_load(&desk.store, &arena, &balances), 1);
		assert_int_equal(balance_check(&desk.store, &arena, &checked), 1);
		assert_memory_equal(balances[0].minor, checked[0].minor, sizeof checked[0].minor);
	}
	assert_int_equal(order_load(&desk.store, &all, 0, 10, &arena, &orders), 1);
	assert_int_not_equal(orders[0].state, ORDER_ESTIMATED);
	/* The supplier's own sums. */
	assert_int_equal(tell("GET", at("/v1/earnings"), NULL, NULL), 200);
	assert_non_null(strstr(told,
		arena_print(&arena, "\"ledger_minor\":%lld", (long long)balances[0].ledger_minor)));
	assert_non_null(strstr(told, arena_print(&arena, "\"paid_out_minor\":%lld",
					     (long long)balances[0].minor[BUCKET_PAID_OUT])));
}

static void a_second_level_is_hidden_and_told(void **unused)
{
	const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	struct note *notes;
	size_t i, count, found = 0;

	(void)unused;
	sell(in_stock()->id);
	arm("depth_two", "/v1/orders", 0);
	must(sync_orders(&desk, &fault));
	assert_int_equal(order_count(&desk.store, &all), 0);
	count = note_load(&desk.store, &arena, &notes);
	for (i = 0; i < count; i++)
		found += strstr(notes[i].text, "against the law") != NULL;
	assert_int_equal(found, 1);
}

static void an_unknown_state_is_shown_and_counted_nowhere(void **unused)
{
	const struct order_query unknown = { .words = "", .state = ORDER_UNKNOWN, .kind = UNKNOWN };
	struct attention *rows;
	size_t i, count, found = 0;

	(void)unused;
	sell(in_stock()->id);
	arm("unknown_state", "/v1/orders", 0);
	must(sync_orders(&desk, &fault));
	assert_int_equal(order_count(&desk.store, &unknown), 1);
	count = today_load(&desk, &arena, &rows);
	for (i = 0; i < count; i++)
		found += rows[i].kind == ATTEND_UNKNOWN_STATE;
	assert_int_equal(found, 1);
}

static void an_expired_token_is_first_of_today(void **unused)
{
	struct attention *rows;

	(void)unused;
	arm("401", "/v1/", 0);
	assert_int_equal(finish(sync_orders(&desk, &fault))->fault.code, ERR_LOGIN);
	assert_true(today_load(&desk, &arena, &rows) >= 1);
	assert_int_equal(rows[0].kind, ATTEND_LOGIN);
}

static bool attends(enum attention_kind kind)
{
	struct attention *rows;
	size_t i, count = today_load(&desk, &arena, &rows);

	for (i = 0; i < count; i++)
		if (rows[i].kind == kind)
			return true;
	return false;
}

static void what_hurts_a_post_is_told_today(void **unused)
{
	const struct goods *goods = in_stock();
	char *path = at(arena_print(&arena, "/practice/goods/%s", goods->id));

	(void)unused;
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	assert_in_range(
		tell("POST", path, "application/json", "{\"price_minor\":8999990,\"coupon\":null}"),
		200, 299);
	must(find_detail(&desk, "mine", goods->id, &fault));
	/* Not posted, or posted as it is: nobody is misled. */
	assert_false(attends(ATTEND_PRICE_UP));
	sell(goods->id);
	assert_false(attends(ATTEND_PRICE_UP));
	assert_in_range(tell("POST", path, "application/json", "{\"price_minor\":8999999}"), 200, 299);
	must(find_detail(&desk, "mine", goods->id, &fault));
	assert_true(attends(ATTEND_PRICE_UP));
	assert_in_range(tell("POST", path, "application/json", "{\"stock\":0}"), 200, 299);
	must(find_detail(&desk, "mine", goods->id, &fault));
	assert_true(attends(ATTEND_GOODS_GONE));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(the_whole_catalogue_arrives),
		TEST(words_are_found_after_the_program_ended_before_the_index),
		TEST(what_changed_comes_with_the_next_walk),
		TEST(a_walk_that_broke_off_goes_on),
		TEST(a_bad_page_loses_nothing),
		TEST(busy_is_waited_for),
		TEST(an_order_is_seen_with_its_estimate_and_settles),
		TEST(a_second_level_is_hidden_and_told),
		TEST(an_unknown_state_is_shown_and_counted_nowhere),
		TEST(an_expired_token_is_first_of_today),
		TEST(what_hurts_a_post_is_told_today),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
