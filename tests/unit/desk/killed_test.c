/*
 * The program is killed (SIGKILL) while she picks and shares: what was acknowledged is on the shelf
 * and in the outbox or at the supplier, once; nothing is half done. Then everything goes out.
 */
#include "stage.h"

enum { ROUNDS = 20, GOODS = 100 };

static const char *ids[GOODS];

static void note_id(int fd, int which)
{
	unsigned char byte = (unsigned char)which;

	if (write(fd, &byte, 1) != 1)
		_exit(1);
}

/* Picks (even rounds) or shares (odd ones) from `first` on and acknowledges each, until it is
 * killed. */
static void work_until_killed(int fd, int first, bool share)
{
	int i, job;

	open_desk();
	for (i = first; i < GOODS; i++) {
		const struct share wanted = { "mine", ids[i], CHANNEL_QQ };
		struct link *link;
		enum err err = share ? share_link(&desk, &wanted, &arena, &link, &job, &fault)
				     : desk_pick(&desk, "mine", ids[i], &fault);

		if (err != OK)
			_exit(1);
		note_id(fd, i);
		/* Let some of it go out. */
		if (i % 3 == 0)
			desk_wait(&desk, NULL, 0, NULL, 0);
	}
	for (;;)
		desk_wait(&desk, NULL, 0, NULL, 1000);
}

static bool is_in_outbox(const char *id, enum outbox_kind kind)
{
	struct outbox_entry *rows;
	size_t i, count = outbox_load(&desk.store, &arena, &rows);

	for (i = 0; i < count; i++)
		if (rows[i].kind == kind && !strcmp(rows[i].goods, id))
			return true;
	return false;
}

static bool is_at_supplier(const char *list, const char *id)
{
	assert_int_equal(tell("GET", at(list), NULL, NULL), 200);
	return strstr(told, arena_print(&arena, "\"goods_id\":\"%s\"", id)) != NULL;
}

/* Lets the child acknowledge `count` and kills it in the middle of the next. Returns the last one.
 */
static int kill_after(int first, int count, bool share)
{
	unsigned char byte = 0;
	int ends[2], last = first - 1;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		work_until_killed(ends[1], first, share);
	close(ends[1]);
	while (count-- > 0 && read(ends[0], &byte, 1) == 1)
		last = byte;
	kill(child, SIGKILL);
	/* What it acknowledged before the signal came counts, too. */
	while (read(ends[0], &byte, 1) == 1)
		last = byte;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return last;
}

static void load_ids(void)
{
	struct goods *rows;
	const struct goods_query query = { .words = "", .without = "" };
	int i;

	some_goods(0);
	assert_int_equal(goods_load(&desk.store, &query, 0, GOODS, &arena, &rows), GOODS);
	for (i = 0; i < GOODS; i++)
		ids[i] = rows[i].id;
}

static void run(bool share)
{
	enum outbox_kind kind = share ? OUTBOX_LINK : OUTBOX_SHELF_PUT;
	const char *list = share ? "/v1/links?limit=100" : "/v1/shelf?limit=100";
	int round, first = 0, last, i;

	load_ids();
	for (round = 0; round < ROUNDS && first < GOODS - 4; round++) {
		desk_close(&desk);
		last = kill_after(first, 1 + round % 4, share);
		open_desk();
		for (i = first; i <= last; i++) {
			if (!share)
				assert_true(shelf_has(&desk.store, "mine", ids[i]));
			assert_true(is_in_outbox(ids[i], kind) || is_at_supplier(list, ids[i]));
		}
		first = last + 1;
	}
	settle();
	assert_int_equal(waiting(), 0);
	assert_int_equal(tell("GET", at(list), NULL, NULL), 200);
	for (i = 0; i < first; i++) {
		const char *name = arena_print(&arena, "\"goods_id\":\"%s\"", ids[i]);
		const char *found = strstr(told, name);

		if (!found || strstr(found + 1, name))
			fail_msg("%s is %s at the supplier", ids[i], found ? "twice" : "not");
	}
	assert_true(first >= ROUNDS);
}

static void acknowledged_picks_survive(void **unused)
{
	(void)unused;
	run(false);
}

static void acknowledged_links_survive_and_are_made_once(void **unused)
{
	(void)unused;
	run(true);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(acknowledged_picks_survive),
		TEST(acknowledged_links_survive_and_are_made_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
