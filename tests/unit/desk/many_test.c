/* What is done with many suppliers and many goods at once: one list, lists that suppliers make, links in
 * one question; one that cannot holds up no other. */
#include "desk/convert.h"
#include "desk/kind.h"
#include "stage.h"
#include "store/offers.h"
#include "store/topic_store.h"

enum { MANY = 25 };

static void put_account(const char *name, const char *path, const char *key, const char *secret,
	const char *pid)
{
	conf_put_account(&conf, &(const struct account){ .name = name,
					.kind = name,
					.address = arena_print(&arena, "%s%s", practice.address, path),
					.key = key,
					.token = secret,
					.pid = pid });
}

/* As the practice supplier's --help shows them. */
static int begin_many(void **unused)
{
	if (begin(unused) != 0)
		return -1;
	/* Platforms look at the time of each question. */
	clock_set_s(PRACTICE_NOW);
	put_account("taobao", "/taobao/router/rest", "20260001", "7a0ba07a0ba07a0ba07a0ba07a0ba0ff",
		"mm_1000001_2000002_3000003");
	put_account("jd", "/jd/routerjson", "0123456789abcdef0123456789abcdef",
		"fedcba9876543210fedcba9876543210", "3000000001");
	put_account("pdd", "/pdd/api/router", "c0ffee00c0ffee00c0ffee00c0ffee00",
		"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", "1000001_200000001");
	put_account("vip", "/vip", "a876c4cc", "76697076697076697076697076697070", "practice_0001");
	return 0;
}

static size_t load(const char *supplier, struct goods **rows)
{
	const struct goods_query query = { .words = "", .without = "", .supplier = supplier };

	return goods_load(&desk.store, &query, 0, 1000, &arena, rows);
}

static void see_many(void)
{
	const struct goods_query packed = { .words = "装", .without = "" };

	struct find_row *states;
	size_t count, i;

	must(find_goods(&desk, &packed, &fault));
	count = find_states(&desk, &arena, &states);
	for (i = 0; i < count; i++)
		if (states[i].state != FIND_ANSWERED || states[i].hits < 5)
			fail_msg("%s: %zu hits %s", states[i].supplier, states[i].hits, states[i].text);
}

static size_t outbox_jobs(const char *supplier)
{
	struct job *jobs;
	size_t count = job_load(&desk, &arena, &jobs), i, found = 0;

	for (i = 0; i < count; i++)
		found += jobs[i].kind == JOB_OUTBOX && !strcmp(jobs[i].supplier, supplier);
	return found;
}

static size_t wish(struct conversion *rows, const char *supplier, size_t most)
{
	struct goods *goods;
	size_t count = load(supplier, &goods), i;

	for (i = 0; i < count && i < most; i++)
		rows[i] = (struct conversion){ .share = { supplier, goods[i].id, CHANNEL_WECHAT } };
	return i;
}

static void convert(struct conversion *rows, size_t count)
{
	if (convert_ask(&desk, rows, count, &arena, &fault) != OK)
		fail_msg("%s", fault.text);
	settle();
	convert_load(&desk, rows, count, &arena);
}

static void offers_of_all_suppliers_become_one_thing(void **unused)
{
	struct goods *rows;
	size_t count, i, joined = 0;

	(void)unused;
	see_many();
	assert_false(desk.store.offers_left);
	count = load("jd", &rows);
	assert_true(count > 0);
	for (i = 0; i < count; i++)
		joined += offers_count(&desk.store, "jd", rows[i].id, NULL) > 0;
	assert_in_range(joined, 1, count);
}

static void many_links_are_one_question(void **unused)
{
	struct conversion rows[MANY];
	size_t count, i;

	(void)unused;
	see_many();
	count = wish(rows, "taobao", 20);
	assert_int_equal(count, 20);
	convert(rows, count);
	for (i = 0; i < count; i++)
		if (!rows[i].link)
			fail_msg("%s: %s", rows[i].share.goods, rows[i].trouble);
	assert_int_equal(outbox_jobs("taobao"), 1);
	/* What is there is not asked for again. */
	convert(rows, count);
	assert_int_equal(outbox_jobs("taobao"), 1);
}

/* Pinduoduo and VIPshop want to hear how a goods was found, once for a whole question. */
static void goods_found_together_are_converted_together(void **unused)
{
	const struct goods_query other = { .words = "毛巾", .without = "" };
	struct conversion rows[MANY];
	struct goods *goods, again;
	size_t count, i;

	(void)unused;
	see_many();
	count = wish(rows, "pdd", 6);
	assert_int_equal(count, 6);
	load("pdd", &goods);
	again = goods[1];
	again.origin = "sPractice0000beef";
	assert_int_equal(goods_put(&desk.store, &again, 1, &fault), OK);
	convert(rows, count);
	for (i = 0; i < count; i++) {
		const char *mark = i == 1 ? "CC_sPractice0000beef_" : goods[0].origin;

		if (!rows[i].link)
			fail_msg("%s: %s", rows[i].share.goods, rows[i].trouble);
		assert_non_null(strstr(rows[i].link->mini_path, rows[i].share.goods));
		assert_non_null(strstr(rows[i].link->mini_path, mark));
	}
	assert_int_equal(outbox_jobs("pdd"), 2);
	assert_string_equal(goods[0].origin, goods[2].origin);
	/* Found again by another search: the newest counts. */
	must(find_goods(&desk, &other, &fault));
	count = load("pdd", &goods);
	for (i = 0; i < count && !strstr(goods[i].title, "毛巾"); i++)
		;
	assert_in_range(i, 0, count - 1);
	assert_string_not_equal(goods[i].origin, goods[0].origin);
}

static void one_that_cannot_be_converted_holds_up_no_other(void **unused)
{
	struct conversion rows[MANY];
	size_t count, i;

	(void)unused;
	see_many();
	count = wish(rows, "vip", 5);
	assert_int_equal(count, 5);
	rows[2].share.goods = "6918999999999999999";
	rows[count] = (struct conversion){ .share = { "nobody", "1", CHANNEL_WECHAT } };
	convert(rows, count + 1);
	for (i = 0; i < count; i++)
		if ((rows[i].link != NULL) == (i == 2))
			fail_msg("%s: %s", rows[i].share.goods, rows[i].trouble);
	assert_non_null(rows[2].trouble);
	assert_non_null(strstr(rows[count].trouble, "nobody"));
}

static void where_only_one_is_taken_each_goes_alone(void **unused)
{
	struct conversion rows[MANY];
	size_t count, i;

	(void)unused;
	see_many();
	count = wish(rows, "jd", 3);
	assert_int_equal(count, 3);
	convert(rows, count);
	for (i = 0; i < count; i++)
		assert_non_null(rows[i].link);
	assert_int_equal(outbox_jobs("jd"), count);
}

static void lists_of_suppliers_are_places(void **unused)
{
	struct goods_query query = { .words = "", .without = "" };
	struct goods_topic *topics;
	size_t count, i, others = 0;

	(void)unused;
	(void)find_topics(&desk, &fault);
	settle();
	count = topic_load(&desk.store, &arena, &topics);
	for (i = 0; i < count; i++)
		others += !strcmp(topics[i].supplier, "taobao") || !strcmp(topics[i].supplier, "vip");
	assert_in_range(others, 2, count - 1);
	must(find_topic(&desk, topics[0].supplier, topics[0].id, &fault));
	query.supplier = topics[0].supplier;
	query.topic = topics[0].id;
	count = goods_count(&desk.store, &query);
	assert_in_range(count, 1, 1000);
	/* The next page comes to the first. */
	if (find_topic_more(&desk, query.supplier, query.topic, &fault) != 0) {
		settle();
		assert_true(goods_count(&desk.store, &query) > count);
	}
	query.topic = "none";
	assert_int_equal(goods_count(&desk.store, &query), 0);
	assert_int_equal(find_topic(&desk, "mine", "1", &fault), 0);
	assert_int_equal(fault.code, ERR_REFUSED);
}

static void the_kind_she_chose_is_kept_for_its_channel(void **unused)
{
	struct link link = { .channel = CHANNEL_WECHAT,
		.url = "https://a.example/1",
		.short_url = "https://a.example/s",
		.pass_code = "￥abc￥" };

	(void)unused;
	assert_int_equal(kind_chosen(&desk, &link), LINK_WEB);
	assert_int_equal(kind_next(&link, LINK_SHORT), LINK_PASS_CODE);
	assert_int_equal(kind_choose(&desk, &link, LINK_PASS_CODE, &fault), OK);
	assert_int_equal(kind_chosen(&desk, &link), LINK_PASS_CODE);
	assert_string_equal(kind_posted(&link, LINK_PASS_CODE).url, "￥abc￥");
	/* Another channel, and one where it may not be posted. */
	link.channel = CHANNEL_QQ;
	assert_int_equal(kind_chosen(&desk, &link), LINK_WEB);
	link.channel = CHANNEL_MOMENTS;
	assert_int_equal(kind_choose(&desk, &link, LINK_PASS_CODE, &fault), OK);
	assert_int_equal(kind_chosen(&desk, &link), LINK_WEB);
	assert_int_equal(kind_next(&link, LINK_SHORT), LINK_WEB);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(offers_of_all_suppliers_become_one_thing, begin_many, end),
		cmocka_unit_test_setup_teardown(many_links_are_one_question, begin_many, end),
		cmocka_unit_test_setup_teardown(goods_found_together_are_converted_together, begin_many, end),
		cmocka_unit_test_setup_teardown(one_that_cannot_be_converted_holds_up_no_other, begin_many, end),
		cmocka_unit_test_setup_teardown(where_only_one_is_taken_each_goes_alone, begin_many, end),
		cmocka_unit_test_setup_teardown(lists_of_suppliers_are_places, begin_many, end),
		cmocka_unit_test_setup_teardown(the_kind_she_chose_is_kept_for_its_channel, begin, end),
	};

	return cmocka_run_group_tests_name("many", tests, NULL, NULL);
}
