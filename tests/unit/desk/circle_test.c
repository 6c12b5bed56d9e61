/* Lists that lie: they turn in a circle, never end, answer another question. */
#include "stage.h"
#include "tool/server.h"

static struct server server;

enum mode { SAME_CURSOR, CIRCLE_OF_THREE, BAD_SECOND_PAGE, OTHER_GOODS };

static const char *cursor_after(const char *question, enum mode mode)
{
	const char *cursor = strstr(question, "cursor=");

	if (mode == SAME_CURSOR)
		return "a";
	if (!cursor)
		return "a";
	return cursor[7] == 'a' ? "b" : cursor[7] == 'b' ? "c" : "a";
}

static bool answer(int fd, const char *question, struct server_shared *shared)
{
	enum mode mode = (enum mode)atomic_load(&shared->mode);
	char body[600];

	if (mode == OTHER_GOODS) {
		server_reply(fd, "200 OK", "application/json",
			"{\"id\":\"X\",\"title\":\"t\",\"currency\":\"CNY\",\"price_minor\":1,"
			"\"final_price_minor\":1,\"commission_minor\":0,\"rate_bp\":0,\"updated_"
			"at\":1}");
		return true;
	}
	if (mode == BAD_SECOND_PAGE && strstr(question, "cursor="))
		server_reply(fd, "200 OK", "application/json",
			"{\"items\":[{}],\"next_cursor\":null,\"now_at\":5}");
	else {
		snprintf(body, sizeof body,
			"{\"items\":[{\"id\":\"G1\",\"title\":\"t\",\"currency\":\"CNY\",\"price_"
			"minor\":1,"
			"\"final_price_minor\":1,\"commission_minor\":0,\"rate_bp\":0,\"updated_"
			"at\":1}],"
			"\"next_cursor\":\"%s\",\"now_at\":1795392000}",
			cursor_after(question, mode));
		server_reply(fd, "200 OK", "application/json", body);
	}
	return true;
}

static int begin_with_server(void **unused)
{
	(void)unused;
	if (!server_start(&server, answer))
		return -1;
	prepare(arena_print(&arena, "http://127.0.0.1:%d", server.port));
	return secret_put(&conf, "mine", "a-token-for-tests", &fault) == OK ? 0 : -1;
}

static int end_with_server(void **unused)
{
	server_stop(&server);
	return end(unused);
}

static void circle(enum mode mode)
{
	const struct job *job;

	atomic_store(&server.shared->mode, (int)mode);
	job = finish(sync_goods(&desk, &fault));
	assert_int_equal(job->state, JOB_FAILED);
	assert_int_equal(job->fault.code, ERR_DECODE);
	assert_non_null(strstr(job->fault.text, "circle"));
	/* Each of the sixteen parts may have gone round once or twice. */
	assert_true(atomic_load(&server.shared->asked) <= 16 * 8);
}

static void the_same_cursor_again_ends_a_walk(void **unused)
{
	(void)unused;
	circle(SAME_CURSOR);
}

static void a_circle_of_three_ends_a_walk(void **unused)
{
	(void)unused;
	circle(CIRCLE_OF_THREE);
}

static void a_search_does_not_turn_either(void **unused)
{
	const struct goods_query query = { .words = "", .without = "" };
	const struct job *job;

	(void)unused;
	atomic_store(&server.shared->mode, SAME_CURSOR);
	must(find_goods(&desk, &query, &fault));
	job = finish(find_more(&desk, &query, &fault));
	assert_int_equal(job->state, JOB_FAILED);
	assert_non_null(strstr(job->fault.text, "circle"));
}

static void a_bad_page_is_dropped_whole(void **unused)
{
	const struct goods_query query = { .words = "", .without = "" };
	const struct job *job;
	struct note *notes;

	(void)unused;
	atomic_store(&server.shared->mode, BAD_SECOND_PAGE);
	job = finish(sync_goods(&desk, &fault));
	assert_int_equal(job->state, JOB_FAILED);
	assert_int_equal(goods_count(&desk.store, &query), 1);
	assert_non_null(strstr(job->fault.text, "cannot be right"));
	assert_non_null(strstr(job->fault.text, "Nothing was lost"));
	/* It stands in the messages, too. */
	assert_true(note_load(&desk.store, &arena, &notes) >= 1);
	assert_non_null(strstr(notes[0].text, "cannot be right"));
}

static void another_goods_is_not_taken_for_this_one(void **unused)
{
	(void)unused;
	atomic_store(&server.shared->mode, OTHER_GOODS);
	assert_int_equal(finish(find_detail(&desk, "mine", "G1", &fault))->fault.code, ERR_DECODE);
	assert_null(goods_get(&desk.store, &arena, "mine", "X"));
}

static void nobody_there_is_told(void **unused)
{
	const struct goods_query query = { .words = "", .without = "" };
	struct attention *rows;

	(void)unused;
	server_stop(&server);
	assert_int_equal(finish(find_goods(&desk, &query, &fault))->fault.code, ERR_NET);
	assert_true(today_load(&desk, &arena, &rows) >= 1);
	assert_int_equal(rows[0].kind, ATTEND_OFFLINE);
	assert_true(server_start(&server, answer));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_server, end_with_server)
	const struct CMUnitTest tests[] = {
		TEST(the_same_cursor_again_ends_a_walk),
		TEST(a_circle_of_three_ends_a_walk),
		TEST(a_search_does_not_turn_either),
		TEST(a_bad_page_is_dropped_whole),
		TEST(another_goods_is_not_taken_for_this_one),
		TEST(nobody_there_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
