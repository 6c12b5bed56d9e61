/* One search at many suppliers: one that is slow, busy, refuses or has no key holds up nobody, and
 * each is told. */
#include "stage.h"
#include "tool/server.h"

static struct server server;
static const struct goods_query towels = { .words = "towel", .without = "" };

/* What an account meets depends on the path of its address. */
static bool answer(int fd, const char *question, struct server_shared *shared)
{
	if (strncmp(question, "GET /slow/", 10) == 0)
		while (!atomic_load(&shared->open))
			if (!server_linger(fd, 20))
				return false;
	if (strncmp(question, "GET /busy/", 10) == 0)
		server_text(fd, "HTTP/1.1 503 Busy\r\nRetry-After: 12\r\nContent-Length: 2\r\n"
				"Content-Type: application/json\r\n\r\n{}");
	else if (strncmp(question, "GET /sour/", 10) == 0)
		server_reply(fd, "403 No", "application/json", "{}");
	else if (strncmp(question, "GET /junk/", 10) == 0)
		server_reply(fd, "200 OK", "application/json", "{\"items\":[{\"id\":7}]}");
	else
		server_reply(fd, "200 OK", "application/json",
			"{\"items\":[{\"id\":\"G1\",\"title\":\"towel\",\"currency\":\"CNY\","
			"\"price_minor\":1,\"final_price_minor\":1,\"commission_minor\":0,"
			"\"rate_bp\":0,\"updated_at\":1}],\"next_cursor\":null,"
			"\"now_at\":1795392000}");
	return true;
}

static const char *const names[] = { "good", "slow", "busy", "sour", "junk" };
enum { NAMES = sizeof names / sizeof *names };

static int begin_with_server(void **unused)
{
	size_t i;

	(void)unused;
	if (!server_start(&server, answer))
		return -1;
	prepare(arena_print(&arena, "http://127.0.0.1:%d/mine", server.port));
	for (i = 0; i < NAMES; i++)
		conf_put_account(
			&conf, &(const struct account){ .name = names[i],
				       .kind = "house",
				       .token = "a-token-for-tests",
				       .address = arena_print(&arena, "http://127.0.0.1:%d/%s",
					       server.port, names[i]) });
	conf_put_account(&conf, &(const struct account){ .name = "keyless", .kind = "jd" });
	return secret_put(&conf, "mine", "a-token-for-tests", &fault) == OK ? 0 : -1;
}

static int end_with_server(void **unused)
{
	server_stop(&server);
	return end(unused);
}

static const struct find_row *state_of(const char *name)
{
	struct find_row *rows;
	size_t i, count = find_states(&desk, &arena, &rows);

	for (i = 0; i < count; i++)
		if (!strcmp(rows[i].supplier, name))
			return &rows[i];
	fail_msg("%s is not told", name);
	return NULL;
}

static void nothing_is_told_before_a_search(void **unused)
{
	struct find_row *rows;

	(void)unused;
	assert_int_equal(find_states(&desk, &arena, &rows), 0);
}

static void each_supplier_is_told_and_none_holds_up_another(void **unused)
{
	(void)unused;
	desk.jobs->second_ms = 60000; /* busy ones stay so while we look */
	assert_int_not_equal(find_goods(&desk, &towels, &fault), 0);
	while (state_of("good")->state == FIND_ASKING || state_of("busy")->state == FIND_ASKING ||
		state_of("sour")->state == FIND_ASKING || state_of("junk")->state == FIND_ASKING)
		desk_wait(&desk, NULL, 0, NULL, 1000);
	/* All the others while the slow one is still thinking. */
	assert_int_equal(state_of("slow")->state, FIND_ASKING);
	assert_int_equal(state_of("good")->state, FIND_ANSWERED);
	assert_int_equal(state_of("good")->hits, 1);
	assert_int_equal(goods_count(&desk.store, &towels), 2); /* "mine" answered, too */
	assert_int_equal(state_of("busy")->state, FIND_BUSY);
	assert_true(state_of("busy")->wait_s >= 12);
	assert_int_equal(state_of("sour")->state, FIND_REFUSED);
	assert_true(strlen(state_of("sour")->text) > 10);
	assert_int_equal(state_of("junk")->state, FIND_REFUSED);
	assert_int_equal(state_of("keyless")->state, FIND_OFF);
	assert_non_null(strstr(state_of("keyless")->text, "keyless"));
	job_drop_kind(&desk, JOB_SEARCH);
	atomic_store(&server.shared->open, 1);
}

static void what_is_not_offered_is_said_not_asked(void **unused)
{
	(void)unused;
	conf_put_account(&conf, &(const struct account){ .name = "keyless",
					.kind = "taobao",
					.key = "12345678",
					.pid = "mm_1_2_3",
					.token = "secret" });
	assert_int_equal(account_open_shop(&desk, "keyless", "INVITE", "name", &fault), 0);
	assert_int_equal(fault.code, ERR_REFUSED);
}

static void a_key_that_cannot_be_right_is_told_before_anything_is_asked(void **unused)
{
	int before = atomic_load(&server.shared->asked);

	(void)unused;
	conf_put_account(&conf, &(const struct account){ .name = "keyless",
					.kind = "taobao",
					.key = "12345678",
					.pid = "mm_1_2",
					.token = "secret",
					.address = "http://127.0.0.1:1" });
	assert_int_equal(account_test(&desk, "keyless", &fault), 0);
	assert_int_equal(fault.code, ERR_CONF);
	assert_non_null(strstr(fault.text, "mm_11_22_33"));
	assert_null(strstr(fault.text, "secret"));
	assert_int_equal(atomic_load(&server.shared->asked), before);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_server, end_with_server)
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_told_before_a_search),
		TEST(each_supplier_is_told_and_none_holds_up_another),
		TEST(what_is_not_offered_is_said_not_asked),
		TEST(a_key_that_cannot_be_right_is_told_before_anything_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
