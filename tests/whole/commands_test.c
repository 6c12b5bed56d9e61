/*
 * commands: the real program as a process with a home of its own, against the practice supplier: the whole
 * story in commands only, and the exit code of every way to fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "net/http.h"
#include "tool/practice.h"

enum { TEXT_BYTES = 256 * 1024, MOST_WORDS = 24, ANSWER_MS = 20000 };

static struct arena arena;
static char home[64];
static struct practice practice;
static bool practice_runs;

/* What the last command said. */
static struct {
	int code;
	char *out, *errors;
} said;

/* ---- running */
static char *drain(FILE *file)
{
	char *text = arena_take(&arena, TEXT_BYTES + 1);
	rewind(file);
	text[fread(text, 1, TEXT_BYTES, file)] = '\0';
	fclose(file);
	return text;
}

static FILE *file_with(const char *text)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	fputs(text, file);
	rewind(file);
	return file;
}

/* One command line, words separated by spaces; returns its exit code. */
static int shop_with(const char *input, const char *line)
{
	const char *program = getenv("SHOPKEEPER_BIN");
	char *words[MOST_WORDS] = { arena_text(&arena, program ? program : "build/san/shopkeeper") };
	char *rest = arena_text(&arena, line), *word;
	FILE *in = file_with(input), *out = tmpfile(), *errors = tmpfile();
	posix_spawn_file_actions_t actions;
	int status = 0;
	pid_t process;
	for (int count = 1; (word = strsep(&rest, " ")) && count < MOST_WORDS - 1; count++)
		words[count] = word;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(in), 0);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
	posix_spawn_file_actions_adddup2(&actions, fileno(errors), 2);
	assert_int_equal(posix_spawn(&process, words[0], &actions, NULL, words, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	assert_int_equal(waitpid(process, &status, 0), process);
	assert_true(WIFEXITED(status));
	fclose(in);
	said.out = drain(out);
	said.errors = drain(errors);
	said.code = WEXITSTATUS(status);
	return said.code;
}

static int shop(const char *line)
{
	return shop_with("", line);
}

static void expect(int code, const char *line)
{
	if (shop(line) != code)
		fail_msg("shopkeeper %s ended with %d, not %d:\n%s%s", line, said.code, code, said.out, said.errors);
}

static void expect_out(const char *wanted)
{
	if (!strstr(said.out, wanted))
		fail_msg("“%s” is not in:\n%s%s", wanted, said.out, said.errors);
}

static void expect_error(const char *wanted)
{
	if (!strstr(said.errors, wanted))
		fail_msg("“%s” is not in the errors:\n%s", wanted, said.errors);
}

/* Text between the n-th and the next tab of the first line. */
static const char *field(int number)
{
	char *rest = arena_text(&arena, said.out), *part = NULL;
	rest[strcspn(rest, "\n")] = '\0';
	for (int i = 0; i <= number; i++)
		part = strsep(&rest, "\t");
	assert_non_null(part);
	return part;
}

/* ---- the world outside: buyers and time */
static int http_status;
static char *http_body;

static void heard(void *owner, const struct http_answer *answer)
{
	(void)owner;
	http_status = answer->err == OK ? answer->status : -1;
	http_body = arena_bytes(&arena, answer->body ? answer->body : "", answer->length);
}

static void ask(const char *method, const char *url, const char *body, const char *type)
{
	struct http *http = http_new();
	struct http_question question = { .method = method, .url = url, .body = body,
		.body_length = body ? strlen(body) : 0,
		.headers = { arena_print(&arena, "Content-Type: %s", type) } };
	http_status = 0;
	http_ask(http, &question, heard, NULL);
	while (http_status == 0)
		http_wait(http, NULL, 0, NULL, ANSWER_MS);
	http_free(http);
}

static void days_pass(int days)
{
	ask("POST", arena_print(&arena, "%s/practice/clock", practice.address),
		arena_print(&arena, "{\"advance_s\":%d}", days * 86400), "application/json");
	assert_int_equal(http_status, 200);
}

/* A buyer opens the page and presses the button. */
static void buy(const char *link, int quantity)
{
	ask("GET", link, NULL, "text/html");
	assert_int_equal(http_status, 200);
	const char *once = strstr(http_body, "name=\"once\" value=\"");
	assert_non_null(once);
	once += strlen("name=\"once\" value=\"");
	ask("POST", arena_print(&arena, "%s/order", link),
		arena_print(&arena, "once=%.*s&quantity=%d&pay=now", (int)strcspn(once, "\""), once, quantity),
		"application/x-www-form-urlencoded");
	assert_int_equal(http_status, 200);
}

/* ---- a home for each test */
static int take_away(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about, (void)kind, (void)walk;
	return remove(path);
}

static int set_up(void **state)
{
	(void)state;
	static const char *const unset[] = { "LANG", "LANGUAGE", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
		"XDG_STATE_HOME", "SHOPKEEPER_CONFIG", "ACCESSIBLE" };
	snprintf(home, sizeof(home), "/tmp/shopkeeper-test-XXXXXX");
	if (!mkdtemp(home) || setenv("HOME", home, 1) || setenv("LC_ALL", "C.UTF-8", 1) || setenv("TZ", "UTC", 1))
		return -1;
	for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
		unsetenv(unset[i]);
	return 0;
}

static void stop_practice(void)
{
	if (practice_runs)
		practice_stop(&practice);
	practice_runs = false;
}

static int tear_down(void **state)
{
	(void)state;
	stop_practice();
	arena_clear(&arena);
	return nftw(home, take_away, 16, FTW_DEPTH | FTW_PHYS);
}

static void open_shop(const char *more)
{
	practice_runs = practice_start(&practice, more);
	assert_true(practice_runs);
	expect(0, arena_print(&arena, "setup --supplier mine --address %s --invite DEMO2026", practice.address));
}

/* ---- the story */
static void from_search_to_paid_out(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find 毛巾 -n 1");
	const char *id = field(0);
	expect(0, arena_print(&arena, "pick %s", id));
	expect(0, "shelf --json");
	expect_out(arena_print(&arena, "\"ref\":\"%s\"", id));
	expect(0, arena_print(&arena, "share %s --channel wechat", id));
	const char *link = field(2);
	assert_memory_equal(link, practice.address, strlen(practice.address));
	expect(3, "orders");
	buy(link, 2);
	expect(0, "sync");
	expect(0, "orders --json");
	expect_out("\"state\":\"estimated\"");
	expect_out("\"channel\":\"wechat\"");
	expect(0, "earnings --by channel");
	expect_out("wechat\t1\t");
	days_pass(10);
	expect(0, "orders --json");
	expect_out("\"bucket\":\"frozen\"");
	/* Why it is not more, and when it comes; an estimate says that it is no money. */
	expect(0, "earnings --bridge");
	expect_out("still_to_come");
	expect(0, "earnings --forecast --json");
	expect_out("\"is_money\":false");
	expect(0, "earnings --by supplier");
	expect(0, "orders --kind share");
	expect(3, "orders --kind self");
	expect(2, "orders --kind gift");
	expect(2, "earnings --bridge --year");
	days_pass(20);
	expect(0, "orders --json");
	expect_out("\"state\":\"paid_out\"");
	expect(0, "earnings --by line");
	expect_out("\tpayout\t");
	expect(0, "doctor");
	expect_out("balances       ok");
	expect(0, "orders");
	const char *order = field(0);
	expect(0, arena_print(&arena, "explain %s", order));
	expect_out("The buyer paid: this was the estimate.");
	expect_out("The platform's fee.");
	expect(0, arena_print(&arena, "explain %s --json", order));
	expect_out("\"settled\":true");
	expect(3, "explain 99999999");
	expect(0, arena_print(&arena, "lost %s", order));
	expect(3, "lost 99999999");
	expect_out("read, not in it");
	expect_out("Hello, order 99999999");
}

static void a_link_is_the_same_in_every_form(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find 毛巾 -n 1");
	const char *id = field(0);
	expect(0, arena_print(&arena, "share %s", id));
	const char *link = field(2);
	expect(0, arena_print(&arena, "share %s --json", id));
	expect_out(arena_print(&arena, "\"url\":\"%s\"", link));
	expect(0, arena_print(&arena, "--offline share %s --plain", id));
	expect_out(arena_print(&arena, "Link: %s\n", link));
	/* The caption keeps its lines; the link stands alone on the last. */
	expect_out(arena_print(&arena, "\n%s\nSupplier: ", link));
}

static void ids_come_from_standard_input(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find -n 3");
	const char *found = said.out;
	assert_int_equal(shop_with(found, "pick"), 0);
	assert_int_equal(shop_with(found, "show - --json"), 0);
	expect(0, "shelf");
	size_t lines = 0;
	for (const char *at = said.out; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, 3);
}

/* ---- exit codes */
static void usage_is_2(void **state)
{
	(void)state;
	static const char *const lines[] = { "frobnicate", "find --nonsense", "find --limit", "find --limit x",
		"find --channel qq", "find price:x", "find --sort shoes", "qr --mode round x", "orders --since yesterday",
		"orders --state lost", "earnings --by weather", "earnings --since 7d",
		"earnings --month 2026-11", "earnings --bridge --month november", "config", "completion tcsh", "outbox retry",
		"setup --supplier x", "pick", "--color red shelf", "--lang xx shelf", "--lang xx --help" };
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		expect(2, lines[i]);
		expect_error("shopkeeper: ");
		assert_string_equal(said.out, "");
	}
}

static void a_mistyped_word_is_answered_with_the_nearest(void **state)
{
	(void)state;
	expect(2, "shlef");
	expect_error("did you mean “shelf”?");
	expect(2, "shelf --jsn");
	expect_error("did you mean --json?");
	expect(2, "--lang klingon shelf");
	expect_error("--lang takes one of: auto en zh_CN; not “klingon”.");
	expect(2, "frobnicate");
	assert_null(strstr(said.errors, "did you mean"));
}

static void a_broken_configuration_is_2_and_names_its_line(void **state)
{
	(void)state;
	const char *path = arena_print(&arena, "%s/my.conf", home);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("color = \"auto\"\nlanguage = {\n", file);
	fclose(file);
	expect(2, arena_print(&arena, "--config %s shelf", path));
	expect_error("my.conf:");
}

static void no_account_is_4(void **state)
{
	(void)state;
	expect(4, "find 毛巾");
	expect(4, "sync");
}

static void nothing_found_is_3(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(3, "find qqqqqq");
	expect(3, "shelf");
	expect(3, "drop mine/G1");
	expect(3, "show mine/none");
}

static void some_of_many_is_7(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find -n 1");
	expect(7, arena_print(&arena, "pick %s mine/none", field(0)));
	expect_out("\tdone\t");
	expect_out("\tfailed\t");
}

static void no_network_is_5_and_shows_what_is_stored(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find -n 1");
	const char *id = field(0);
	stop_practice();
	expect(5, "find -n 1");
	expect_out(id);
	expect_error("warning");
	expect(0, "--offline find -n 1");
	assert_string_equal(said.errors, "");
	expect(5, arena_print(&arena, "pick %s", id));
	expect_out("\twaiting\t");
	expect(0, "outbox --json");
	expect_out("\"kind\":\"pick\"");
	expect(5, "sync");
}

static void a_busy_supplier_is_6(void **state)
{
	(void)state;
	open_shop("--fault=429@/v1/goods*50");
	expect(6, "find 毛巾");
}

static void a_refused_token_is_4(void **state)
{
	(void)state;
	open_shop("--fault=401@/v1/goods*50");
	expect(4, "find 毛巾");
}

/* ---- what needs no supplier */
#define PDD_SECRET "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2"
static void a_platform_is_set_up_tried_and_only_then_written(void **state)
{
	(void)state;
	setenv("SHOPKEEPER_NOW", "1795392000", 1); /* the supplier's, which stands still */
	open_shop(NULL);
	const char *pdd = arena_print(&arena, "setup pdd --address %s/pdd/api/router "
		"--key c0ffee00c0ffee00c0ffee00c0ffee00 --secret-file -", practice.address);
	/* What cannot be right is told before anything is asked. */
	assert_int_equal(shop_with(PDD_SECRET "\n", arena_print(&arena, "%s --pid mm_1_2_3", pdd)), 2);
	expect_error("it is two numbers like 1000001_200000001");
	/* Refused: nothing is written. */
	assert_int_equal(shop_with("5ec2e7aaaa\n", arena_print(&arena, "%s --pid 1000001_200000001", pdd)), 4);
	expect_error("the secret does not belong to the key");
	expect(0, "config show");
	assert_null(strstr(said.out, "pdd"));
	/* Not registered: the link for the code, and it is kept. */
	assert_int_equal(shop_with(PDD_SECRET "\n", arena_print(&arena, "%s --pid 1000001_200000002", pdd)), 0);
	expect_out(arena_print(&arena, "%s/pdd/register/1000001_200000002", practice.address));
	expect_out("not registered yet");
	ask("GET", arena_print(&arena, "%s/pdd/register/1000001_200000002", practice.address), NULL, NULL);
	expect(0, "setup pdd --test");
	expect_out("everything is right");
	expect(0, "config show");
	expect_out("pid = \"1000001_200000002\"");
	expect(0, "doctor");
	expect_out("secret       there, 40 characters");
	assert_null(strstr(said.out, PDD_SECRET));
	expect_out("registered   yes");
	expect_out("clock        ok");
	expect_out("quota        ");
	expect_out("last answer  2026-11-");
	expect(0, "doctor --json");
	expect_out("\"account\":\"pdd\",\"kind\":\"pdd\"");
	expect_out("\"state\":\"ready\"");
	expect_out("\"registered\":\"yes\"");
	expect_out("\"clock_off_s\":0");
	expect_out("\"answered_age_s\":0");
	expect_out("\"quota\":\"ok\"");
	assert_null(strstr(said.out, PDD_SECRET));
	expect(0, "--offline doctor --json");
	expect_out("\"state\":\"untried\"");
	/* A second one beside it; one rests, one goes. */
	assert_int_equal(shop_with(PDD_SECRET "\n", arena_print(&arena,
		"%s --supplier pin --pid 1000001_200000001", pdd)), 0);
	expect(0, "setup pin --off");
	expect(0, "config show");
	expect_out("off = \"yes\"");
	expect(2, "setup pin --test");
	expect_error("switched off");
	expect(0, "setup pin --on");
	expect(0, "setup pin --test");
	expect(0, "setup pin --remove");
	expect(2, "setup pin --remove");
	expect(2, "setup nobody --off");
	expect(2, "setup pdd --off --on");
	expect(0, "setup pdd --test");
	expect(2, "setup tabao");
	expect_error("did you mean “taobao”?");
	/* A clock that is wrong is told, and made up for. */
	setenv("SHOPKEEPER_NOW", "", 1);
	expect(0, "setup pdd --test");
	expect_error("By the clock of \"pdd\" this machine is");
	expect(1, "doctor");
	expect_out("hours");
}

static void keys_are_shown_and_secrets_are_not(void **state)
{
	(void)state;
	const char *path = arena_print(&arena, "%s/my.conf", home);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("supplier \"tao\" {\n\tkind = \"taobao\"\n\tkey = \"12345678\"\n\tpid = \"mm_1_2\"\n"
	      "\tsecret = \"hidden0123456789\"\n}\n", file);
	fclose(file);
	assert_int_equal(chmod(path, 0600), 0);
	expect(0, arena_print(&arena, "--config %s config show", path));
	expect_out("key = \"12345678\"");
	expect_out("pid = \"mm_1_2\"");
	expect_out("# secret: in the configuration");
	assert_null(strstr(said.out, "hidden"));
	expect(1, arena_print(&arena, "--config %s doctor", path));
	expect_out("key          12345678");
	expect_out("secret       there, 16 characters");
	expect_out("cannot be right: it is mm_ and three numbers");
	expect(1, arena_print(&arena, "--config %s doctor --json", path));
	expect_out("\"state\":\"wrong\",\"wrong\":\"pid\"");
	assert_null(strstr(said.out, "hidden"));
}

static void help_and_completions_are_there_without_anything(void **state)
{
	(void)state;
	expect(0, "--help");
	expect_out("find [WORDS…]");
	expect(0, "find --help");
	expect_out("--sort ORDER");
	expect(0, "--version");
	expect_out("shopkeeper ");
	static const char *const shells[] = { "bash", "zsh", "fish" };
	for (size_t i = 0; i < 3; i++) {
		expect(0, arena_print(&arena, "completion %s", shells[i]));
		expect_out("shopkeeper");
		expect_out("quiet-zone");
	}
}

static void chinese_needs_no_locale_of_the_machine(void **state)
{
	(void)state;
	expect(0, "--lang zh_CN --help");
	expect_out("命令：");
	expect(3, "--lang zh_CN shelf");
	expect_error("你的货架是空的");
}

static void a_qr_code_is_written_to_a_file_once(void **state)
{
	(void)state;
	const char *line = arena_print(&arena, "qr https://example.com/_ --out %s/code.png", home);
	expect(0, line);
	expect(2, line);
	expect(0, arena_print(&arena, "%s --force", line));
}

/* ---- looked after */
static void watch_tells_what_needs_her(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(2, "watch");
	expect(0, "watch --once");
	assert_string_equal(said.out, "");
	expect(0, "find -n 1");
	const char *id = field(0);
	expect(0, arena_print(&arena, "pick %s", id));
	expect(0, arena_print(&arena, "share %s --channel wechat", id));
	ask("POST", arena_print(&arena, "%s/practice/goods/%s", practice.address, strchr(id, '/') + 1),
		"{\"stock\":0}", "application/json");
	assert_int_equal(http_status, 200);
	days_pass(1);
	/* The program is given the sentence as one argument behind "--". */
	const char *conf = arena_print(&arena, "%s/.config/shopkeeper/shopkeeper.conf", home);
	FILE *file = fopen(conf, "a");
	assert_non_null(file);
	fprintf(file, "\nnotify_command = \"touch\"\n");
	fclose(file);
	int here = open(".", O_RDONLY | O_DIRECTORY);
	assert_int_equal(chdir(home), 0);
	expect(1, "watch --once --json");
	expect_out("goods_gone");
	assert_int_equal(fchdir(here), 0);
	close(here);
	int found = 0;
	DIR *folder = opendir(home);
	for (struct dirent *entry; (entry = readdir(folder));)
		found += strstr(entry->d_name, "sold out") != NULL;
	closedir(folder);
	assert_int_equal(found, 1);
}

/* ---- money asked for */
static void a_withdrawal_wants_its_amount_twice(void **state)
{
	(void)state;
	open_shop("--no-automatic-payout");
	expect(0, "find 毛巾 -n 1");
	const char *id = field(0);
	expect(0, arena_print(&arena, "share %s --channel wechat", id));
	const char *link = field(2);
	buy(link, 50);
	days_pass(14);
	expect(0, "sync");
	expect(2, "withdraw 2.50");
	expect_error("the fee is ¥1.00; ¥1.50 arrives");
	expect(2, "withdraw 2.50 --yes 2.5x");
	expect(2, "withdraw 2.50 --yes 2.60");
	expect(2, "withdraw 99999.00 --yes 99999.00");
	expect(2, "withdraw much --yes much");
	expect(3, "payouts");
	expect(0, "withdraw 2.50 --yes 2.50");
	expect(0, "payouts --json");
	expect_out("\"amount_minor\":250");
	expect_out("\"state\":\"requested\"");
	days_pass(3);
	expect(0, "payouts --json");
	expect_out("\"state\":\"paid\"");
}

/* ---- her own data */
static void her_data_goes_out_and_comes_back(void **state)
{
	(void)state;
	open_shop(NULL);
	expect(0, "find -n 1");
	const char *id = field(0), *out = arena_print(&arena, "export --out %s/mine", home);
	expect(0, arena_print(&arena, "pick %s", id));
	expect(0, out);
	expect_out("shelf.csv\t1\t");
	expect_out("shop.db\t");
	expect(2, out);
	expect(0, arena_print(&arena, "backup %s/copy", home));
	expect(2, arena_print(&arena, "backup %s/copy", home));
	expect(0, arena_print(&arena, "drop %s", id));
	expect(3, "shelf");
	expect(2, arena_print(&arena, "restore %s/copy", home));
	expect(3, "shelf");
	expect(0, arena_print(&arena, "restore %s/copy --force", home));
	expect_error("before-restore");
	expect(0, "shelf");
	expect_out(id);
	expect(0, "sync");
	expect(2, "reconcile");
	expect(3, arena_print(&arena, "reconcile %s/mine/orders.csv", home));
	/* A store inside an export is a backup, too; a table of it is none. */
	expect(0, arena_print(&arena, "restore %s/mine/shop.db --force", home));
	expect(1, arena_print(&arena, "restore %s/mine/shelf.csv --force", home));
	expect(3, arena_print(&arena, "restore %s/absent --force", home));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
static int calls_that_work(void)
{
	int count = 0;
	for (const char *at = said.out; (at = strstr(at, "  call         ok")); at++)
		count++;
	return count;
}

static void the_demo_has_six_suppliers_or_one(void **state)
{
	(void)state;
	expect(0, "demo doctor");
	assert_int_equal(calls_that_work(), 6);
	expect_out("supplier       woocommerce (woocommerce) 127.0.0.1");
	expect(0, "demo --suppliers house doctor");
	assert_int_equal(calls_that_work(), 1);
	expect(2, "demo --suppliers some doctor");
	expect_error("--suppliers can be house or all.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(from_search_to_paid_out),
		TEST(a_link_is_the_same_in_every_form),
		TEST(ids_come_from_standard_input),
		TEST(usage_is_2), TEST(a_mistyped_word_is_answered_with_the_nearest),
		TEST(a_broken_configuration_is_2_and_names_its_line),
		TEST(no_account_is_4),
		TEST(nothing_found_is_3),
		TEST(some_of_many_is_7),
		TEST(no_network_is_5_and_shows_what_is_stored),
		TEST(a_busy_supplier_is_6),
		TEST(a_refused_token_is_4),
		TEST(a_platform_is_set_up_tried_and_only_then_written),
		TEST(keys_are_shown_and_secrets_are_not),
		TEST(help_and_completions_are_there_without_anything),
		TEST(chinese_needs_no_locale_of_the_machine),
		TEST(a_qr_code_is_written_to_a_file_once),
		TEST(watch_tells_what_needs_her),
		TEST(a_withdrawal_wants_its_amount_twice),
		TEST(her_data_goes_out_and_comes_back),
		TEST(the_demo_has_six_suppliers_or_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
