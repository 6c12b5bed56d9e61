/* What the owner does, against the practice supplier: shop, search, shelf, links. */
#include "stage.h"

#include <sys/stat.h>

static const struct goods_query everything = { .words = "", .without = "" };

static void a_shop_is_opened_and_its_token_kept(void **unused)
{
	struct stat file;

	(void)unused;
	assert_true(account_ready(&desk, "mine"));
	assert_int_equal(stat(path_of("mine.token"), &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	must(account_test(&desk, "mine", &fault));
	/* A second session finds the token. */
	desk_close(&desk);
	open_desk();
	assert_true(account_ready(&desk, "mine"));
	must(account_test(&desk, "mine", &fault));
}

static void a_wrong_invite_is_told(void **unused)
{
	const struct job *job;

	(void)unused;
	unlink(path_of("mine.token"));
	job = finish(account_open_shop(&desk, "mine", "WRONG", "x", &fault));
	assert_int_equal(job->state, JOB_FAILED);
	assert_int_equal(job->fault.code, ERR_REFUSED);
	assert_string_equal(job->fault.server, "invite_unknown");
	assert_int_equal(account_open_shop(&desk, "nobody", "DEMO2026", "x", &fault), 0);
	assert_int_equal(fault.code, ERR_CONF);
}

static void a_token_mended_while_running_is_used(void **unused)
{
	char token[SECRET_BYTES];
	const struct secret *secret;

	(void)unused;
	assert_int_equal(key_get(&desk, &conf.accounts[0], &secret, &fault), OK);
	snprintf(token, sizeof token, "%s", secret->value);
	assert_int_equal(secret_put(&conf, "mine", "a-wrong-token-of-hers", &fault), OK);
	desk_close(&desk);
	open_desk();
	assert_int_equal(finish(account_test(&desk, "mine", &fault))->fault.code, ERR_LOGIN);
	assert_int_equal(secret_put(&conf, "mine", token, &fault), OK);
	must(account_test(&desk, "mine", &fault));
}

static void ask_by_command(const char *command)
{
	desk_close(&desk);
	conf.accounts[0].token_command = arena_text(&conf.arena, command);
	open_desk();
	desk.has_screen = true;
}

static void a_token_command_runs_once_when_it_is_needed(void **unused)
{
	const struct goods_query query = { .words = "毛巾", .without = "" };
	struct note *notes;

	(void)unused;
	ask_by_command(arena_print(&arena, "cat %s/mine.token", folder));
	assert_int_equal(job_busy(&desk), 0);
	must(account_test(&desk, "mine", &fault));
	/* It was read: that the file goes does not matter any more. */
	unlink(path_of("mine.token"));
	must(account_test(&desk, "mine", &fault));
	desk_close(&desk);
	open_desk();
	assert_int_equal(finish(account_test(&desk, "mine", &fault))->fault.code, ERR_CONF);
	assert_false(account_ready(&desk, "mine"));
	assert_int_equal(finish(find_goods(&desk, &query, &fault))->state, JOB_FAILED);
	assert_true(note_load(&desk.store, &arena, &notes) >= 1);
	assert_non_null(strstr(notes[0].text, "The command cat failed"));
}

/* One that hangs: questions wait for it as jobs, keys do not; at its deadline it is killed. */
static void a_token_command_that_hangs_holds_up_nobody(void **unused)
{
	const struct goods_query query = { .words = "毛巾", .without = "" };
	int64_t before_ms = clock_steady_ms();
	int keys[2], search, number;
	bool ready;

	(void)unused;
	assert_int_equal(pipe(keys), 0);
	secret_command_most_ms = 1500;
	ask_by_command("tail -f /dev/null");
	search = find_goods(&desk, &query, &fault);
	number = account_test(&desk, "mine", &fault);
	assert_true(search > 0 && number > 0);
	assert_true(account_key_is_coming(&desk, "mine"));
	assert_true(account_ready(&desk, "mine"));
	/* A key is seen at once, again and again. */
	assert_int_equal(write(keys[1], "j", 1), 1);
	desk_wait(&desk, &keys[0], 1, &ready, 1000);
	desk_wait(&desk, &keys[0], 1, &ready, 1000);
	assert_true(ready);
	if (clock_steady_ms() - before_ms >= secret_command_most_ms)
		fail_msg("a key waited for the command");
	assert_int_equal(job_get(&desk, number)->state, JOB_ASKING);
	settle();
	secret_command_most_ms = 5000;
	assert_int_equal(job_get(&desk, number)->state, JOB_FAILED);
	assert_int_equal(job_get(&desk, search)->state, JOB_FAILED);
	assert_non_null(strstr(job_get(&desk, number)->fault.text, "did not answer in time"));
	assert_false(account_ready(&desk, "mine"));
	close(keys[0]);
	close(keys[1]);
}

static void a_token_command_may_be_stopped_and_is_run_again_for_a_test(void **unused)
{
	int number;

	(void)unused;
	ask_by_command("tail -f /dev/null");
	number = account_test(&desk, "mine", &fault);
	job_drop_kind(&desk, JOB_KEY);
	assert_non_null(strstr(finish(number)->fault.text, "was stopped"));
	conf.accounts[0].token_command = arena_print(&conf.arena, "cat %s/mine.token", folder);
	must(account_test(&desk, "mine", &fault));
	/* Closing the desk leaves nothing behind. */
	ask_by_command("tail -f /dev/null");
	assert_true(account_test(&desk, "mine", &fault) > 0);
	desk_close(&desk);
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	open_desk();
}

static void a_search_lands_in_the_store(void **unused)
{
	const struct goods_query query = { .words = "毛巾", .without = "" };
	int number = find_goods(&desk, &query, &fault);

	(void)unused;
	assert_true(number > 0);
	assert_int_equal(job_busy(&desk), 1);
	must(number);
	assert_string_equal(job_get(&desk, number)->subject, "毛巾");
	assert_int_equal(goods_count(&desk.store, &query), job_get(&desk, number)->done);
	assert_true(goods_count(&desk.store, &query) > 0);
}

static void a_newer_search_takes_the_place_of_the_older(void **unused)
{
	int first = find_goods(&desk, &everything, &fault);
	int second =
		find_goods(&desk, &(struct goods_query){ .words = "茶", .without = "" }, &fault);

	(void)unused;
	assert_int_equal(job_get(&desk, first)->state, JOB_DROPPED);
	must(second);
	assert_int_equal(job_get(&desk, first)->state, JOB_DROPPED);
}

static void more_goes_on_where_the_search_ended(void **unused)
{
	int pages = 1, number;

	(void)unused;
	must(find_goods(&desk, &everything, &fault));
	assert_int_equal(goods_count(&desk.store, &everything), 100);
	while ((number = find_more(&desk, &everything, &fault)) > 0 && pages < 10) {
		must(number);
		pages++;
	}
	assert_int_equal(pages, 3);
	assert_int_equal(fault.code, ERR_NOTHING);
	assert_int_equal(goods_count(&desk.store, &everything), 300);
}

static void categories_and_details_arrive(void **unused)
{
	struct goods *goods = some_goods(0);
	struct category *rows;

	(void)unused;
	must(find_categories(&desk, &fault));
	assert_true(category_load(&desk.store, &arena, &rows) > 3);
	must(find_detail(&desk, "mine", goods->id, &fault));
	assert_non_null(goods_get(&desk.store, &arena, "mine", goods->id)->description);
}

static void goods_that_have_gone_are_shown_as_sold_out(void **unused)
{
	struct goods gone = *some_goods(0);
	const struct job *job;

	(void)unused;
	gone.id = "G9999999";
	gone.stock = 5;
	assert_int_equal(goods_put(&desk.store, &gone, 1, &fault), OK);
	job = finish(find_detail(&desk, "mine", gone.id, &fault));
	assert_int_equal(job->fault.code, ERR_NOTHING);
	assert_int_equal(goods_get(&desk.store, &arena, "mine", gone.id)->stock, 0);
}

static void a_pick_reaches_the_supplier(void **unused)
{
	struct goods *goods = some_goods(0);

	(void)unused;
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	assert_true(shelf_has(&desk.store, "mine", goods->id));
	assert_int_equal(waiting(), 1);
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(tell("GET", at("/v1/shelf"), NULL, NULL), 200);
	assert_non_null(strstr(told, goods->id));
	/* Again changes nothing and asks nothing. */
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	assert_int_equal(waiting(), 0);
	assert_int_equal(desk_drop(&desk, "mine", goods->id, &fault), OK);
	settle();
	assert_int_equal(tell("GET", at("/v1/shelf"), NULL, NULL), 200);
	assert_null(strstr(told, goods->id));
	assert_int_equal(desk_drop(&desk, "mine", goods->id, &fault), ERR_NOTHING);
}

static void everything_on_the_shelf_can_be_undone(void **unused)
{
	struct goods *goods = some_goods(0);
	struct shelf_entry entry = { .goods = *goods, .tags = "水果 spring", .note = "two\nlines" };
	char what[200];

	(void)unused;
	assert_int_equal(desk_undo(&desk, what, sizeof what, &fault), ERR_NOTHING);
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	assert_int_equal(desk_note(&desk, &entry, &fault), OK);
	assert_int_equal(desk_drop(&desk, "mine", goods->id, &fault), OK);
	assert_int_equal(desk_undo(&desk, what, sizeof what, &fault), OK);
	assert_non_null(strstr(what, "back on the shelf"));
	assert_string_equal(shelf_get(&desk.store, &arena, "mine", goods->id)->note, "two\nlines");
	assert_int_equal(desk_undo(&desk, what, sizeof what, &fault), OK);
	assert_string_equal(shelf_get(&desk.store, &arena, "mine", goods->id)->note, "");
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(desk_undo(&desk, what, sizeof what, &fault), OK);
	assert_false(shelf_has(&desk.store, "mine", goods->id));
	settle();
	assert_int_equal(tell("GET", at("/v1/shelf"), NULL, NULL), 200);
	assert_null(strstr(told, goods->id));
}

static void a_note_changed_after_a_lost_answer_arrives(void **unused)
{
	struct goods *goods = some_goods(0);
	struct shelf_entry entry = { .goods = *goods, .tags = "", .note = "newer" };
	struct outbox_entry *rows;

	(void)unused;
	arm("cut", "/v1/shelf", 1);
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	settle();
	assert_int_equal(waiting(), 1);
	assert_int_equal(desk_note(&desk, &entry, &fault), OK);
	assert_true(outbox_load(&desk.store, &arena, &rows) >= 1);
	assert_int_equal(outbox_retry(&desk.store, rows[0].number, &fault), OK);
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(tell("GET", at("/v1/shelf"), NULL, NULL), 200);
	assert_non_null(strstr(told, "\"newer\""));
}

/* Sent again at once, as if she had waited; `most` times or until it is refused. */
static struct outbox_entry *send_until_refused(int most)
{
	struct outbox_entry *rows;

	for (int round = 0; round < most; round++) {
		assert_int_equal(outbox_hurry(&desk.store, &fault), OK);
		settle();
		assert_int_equal(outbox_load(&desk.store, &arena, &rows), 1);
		if (rows[0].refused)
			break;
	}
	return &rows[0];
}

static void a_conflict_without_end_is_refused_after_three_new_keys(void **unused)
{
	struct outbox_entry *rows, *entry;
	const char *key;

	(void)unused;
	arm("409", "/v1/shelf", 0);
	assert_int_equal(desk_pick(&desk, "mine", some_goods(0)->id, &fault), OK);
	assert_int_equal(outbox_load(&desk.store, &arena, &rows), 1);
	key = rows[0].key;
	settle();
	assert_int_equal(outbox_load(&desk.store, &arena, &rows), 1);
	assert_false(rows[0].refused);
	assert_string_not_equal(rows[0].key, key);
	assert_true(rows[0].next_at > clock_now_s());
	assert_false(send_until_refused(2)->refused);
	entry = send_until_refused(1);
	assert_true(entry->refused);
	assert_int_equal(entry->tries, 4);
}

static void a_conflict_does_not_undo_the_drop_behind_it(void **unused)
{
	struct goods *goods = some_goods(0);

	(void)unused;
	arm("cut", "/v1/shelf", 1);
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	settle();
	arm("409", "/v1/shelf", 1);
	assert_int_equal(desk_drop(&desk, "mine", goods->id, &fault), OK);
	assert_int_equal(outbox_hurry(&desk.store, &fault), OK);
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(tell("GET", at("/v1/shelf"), NULL, NULL), 200);
	assert_null(strstr(told, goods->id));
}

/* Whatever the answer to a write looks like, one of them alone says nothing for good. */
static void an_answer_too_large_is_no_refusal_until_the_third(void **unused)
{
	(void)unused;
	arm("gzip_bomb", "/v1/shelf", 0);
	assert_int_equal(desk_pick(&desk, "mine", some_goods(0)->id, &fault), OK);
	assert_false(send_until_refused(2)->refused);
	assert_true(send_until_refused(1)->refused);
}

static void a_link_comes_once_and_is_used_again(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct share share = { "mine", goods->id, CHANNEL_WECHAT };
	struct link *link, *again;
	int job;

	(void)unused;
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	assert_null(link);
	assert_true(job > 0);
	must(job);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	assert_non_null(link);
	assert_int_equal(tell("GET", at("/v1/links"), NULL, NULL), 200);
	assert_non_null(strstr(told, link->url));
	assert_int_equal(share_link(&desk, &share, &arena, &again, &job, &fault), OK);
	assert_string_equal(link->url, again->url);
	assert_int_equal(waiting(), 0);
}

static void a_link_asked_twice_waits_once(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct share share = { "mine", goods->id, CHANNEL_QQ };
	struct link *link;
	int first, second;

	(void)unused;
	assert_int_equal(share_link(&desk, &share, &arena, &link, &first, &fault), OK);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &second, &fault), OK);
	assert_int_equal(first, second);
	assert_int_equal(waiting(), 1);
	settle();
}

static int count_of(const char *text, const char *word)
{
	int count = 0;

	for (text = strstr(text, word); text; text = strstr(text + 1, word))
		count++;
	return count;
}

static void a_lost_answer_makes_no_second_link(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct share share = { "mine", goods->id, CHANNEL_QQ };
	struct outbox_entry *rows;
	struct link *link;
	int job, round;

	(void)unused;
	arm("cut", "/v1/links", 3);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	for (round = 0; round < 4 && waiting() > 0; round++) {
		settle();
		if (outbox_load(&desk.store, &arena, &rows) == 0)
			break;
		assert_true(rows[0].sent);
		assert_non_null(rows[0].trouble);
		assert_true(rows[0].next_at > clock_now_s());
		assert_int_equal(outbox_retry(&desk.store, rows[0].number, &fault), OK);
	}
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(tell("GET", at("/v1/links"), NULL, NULL), 200);
	assert_int_equal(count_of(told, "\"goods_id\""), 1);
}

static void what_is_done_offline_goes_out_later(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct share share = { "mine", goods->id, CHANNEL_OTHER };
	struct link *link;
	int job;

	(void)unused;
	desk.offline = true;
	assert_int_equal(find_goods(&desk, &everything, &fault), 0);
	assert_int_equal(fault.code, ERR_NET);
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), OK);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	assert_null(link);
	assert_int_equal(job, 0);
	settle();
	assert_int_equal(waiting(), 2);
	/* Also over the end of the program. */
	desk_close(&desk);
	open_desk();
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	assert_non_null(link);
}

static void a_refusal_is_shown_until_dismissed(void **unused)
{
	const struct share share = { "mine", "G9999999", CHANNEL_QQ };
	struct outbox_entry *rows;
	struct attention *attention;
	struct link *link;
	size_t i, count, found = 0;
	int job;

	(void)unused;
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), OK);
	settle();
	assert_int_equal(outbox_load(&desk.store, &arena, &rows), 1);
	assert_true(rows[0].refused);
	assert_non_null(strstr(rows[0].trouble, "any more"));
	count = today_load(&desk, &arena, &attention);
	for (i = 0; i < count; i++)
		found += attention[i].kind == ATTEND_REFUSED;
	assert_int_equal(found, 1);
	/* It holds back nothing behind it. */
	assert_int_equal(desk_pick(&desk, "mine", some_goods(0)->id, &fault), OK);
	settle();
	assert_int_equal(waiting(), 0);
}

static void read_only_changes_nothing(void **unused)
{
	struct goods *goods = some_goods(0);
	const struct share share = { "mine", goods->id, CHANNEL_QQ };
	struct link *link;
	int job;

	(void)unused;
	conf.read_only = true;
	assert_int_equal(desk_pick(&desk, "mine", goods->id, &fault), ERR_USAGE);
	assert_int_equal(share_link(&desk, &share, &arena, &link, &job, &fault), ERR_USAGE);
	assert_int_equal(sync_goods(&desk, &fault), 0);
	assert_int_equal(waiting(), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(a_shop_is_opened_and_its_token_kept),
		TEST(a_wrong_invite_is_told),
		TEST(a_token_mended_while_running_is_used),
		TEST(a_token_command_runs_once_when_it_is_needed),
		TEST(a_token_command_that_hangs_holds_up_nobody),
		TEST(a_token_command_may_be_stopped_and_is_run_again_for_a_test),
		TEST(a_search_lands_in_the_store),
		TEST(a_newer_search_takes_the_place_of_the_older),
		TEST(more_goes_on_where_the_search_ended),
		TEST(categories_and_details_arrive),
		TEST(goods_that_have_gone_are_shown_as_sold_out),
		TEST(a_pick_reaches_the_supplier),
		TEST(everything_on_the_shelf_can_be_undone),
		TEST(a_note_changed_after_a_lost_answer_arrives),
		TEST(a_conflict_without_end_is_refused_after_three_new_keys),
		TEST(a_conflict_does_not_undo_the_drop_behind_it),
		TEST(an_answer_too_large_is_no_refusal_until_the_third),
		TEST(a_link_comes_once_and_is_used_again),
		TEST(a_link_asked_twice_waits_once),
		TEST(a_lost_answer_makes_no_second_link),
		TEST(what_is_done_offline_goes_out_later),
		TEST(a_refusal_is_shown_until_dismissed),
		TEST(read_only_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
