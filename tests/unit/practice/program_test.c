/* program: options, the one line it prints, and how it ends. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MOST = 12 };

struct run {
	pid_t process;
	int in;		    /* its standard input */
	FILE *out, *errors; /* what it says */
};

static struct run start(const char *words)
{
	int in[2], out[2], errors[2];
	char text[300], *argv[WORDS_MOST] = { PRACTICE_PROGRAM }, *rest;
	int count = 1;
	snprintf(text, sizeof(text), "%s", words);
	for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		argv[count++] = word;
	assert_int_equal(pipe(in) | pipe(out) | pipe(errors), 0);
	pid_t process = fork();
	if (process == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(errors[1], 2);
		for (int file = 3; file < 64; file++)
			close(file);
		execv(argv[0], argv);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	close(errors[1]);
	return (struct run){ process, in[1], fdopen(out[0], "r"), fdopen(errors[0], "r") };
}

/* Its exit status, or 1000 + the signal that killed it. */
static int finish(struct run *run)
{
	int status;
	if (run->in >= 0)
		close(run->in);
	assert_int_equal(waitpid(run->process, &status, 0), run->process);
	fclose(run->out);
	fclose(run->errors);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void it_says_when_it_is_ready(void **state)
{
	(void)state;
	struct run run = start("--goods 10 --invite HELLO --quiet --until-stdin");
	char line[1000];
	int port = 0;
	assert_non_null(fgets(line, sizeof(line), run.out));
	assert_int_equal(sscanf(line, "ready http://127.0.0.1:%d invite HELLO taobao /taobao/router/rest ", &port), 1);
	assert_in_range(port, 1, 65535);
	close(run.in);
	run.in = -1;
	assert_null(fgets(line, sizeof(line), run.out));
	assert_int_equal(finish(&run), 0);
}

static void it_ends_when_told(void **state)
{
	(void)state;
	static const int signals[] = { SIGTERM, SIGINT };
	for (int i = 0; i < 2; i++) {
		struct run run = start("--goods 10");
		char line[1000];
		assert_non_null(fgets(line, sizeof(line), run.out));
		kill(run.process, signals[i]);
		assert_int_equal(finish(&run), 0);
	}
}

static void a_bad_option_is_named(void **state)
{
	(void)state;
	static const struct {
		const char *words, *named;
	} rows[] = { { "--speed=fast", "--speed" }, { "--port=65536", "--port" },
		{ "--goods=1000001", "--goods" }, { "--fault=boom", "boom" },
		{ "--fault=delay", "delay" }, { "--nothing", "nothing" }, { "more", "more" } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct run run = start(rows[i].words);
		char line[400] = "";
		assert_non_null(fgets(line, sizeof(line), run.errors));
		if (!strstr(line, rows[i].named))
			fail_msg("`%s` says: %s", rows[i].words, line);
		assert_int_equal(finish(&run), 2);
	}
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	(void)state;
	struct run run = start("--db /nonexistent/folder/practice.db");
	char line[400] = "";
	assert_non_null(fgets(line, sizeof(line), run.errors));
	assert_int_equal(finish(&run), 1);
}

static void help_names_every_option(void **state)
{
	(void)state;
	static const char *const options[] = { "--port", "--db", "--invite", "--seed", "--now",
		"--speed", "--goods", "--buyers", "--history", "--fault", "--until-stdin",
		"--quiet" };
	struct run run = start("--help");
	char text[8000];
	size_t length = fread(text, 1, sizeof(text) - 1, run.out);
	text[length] = '\0';
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (!strstr(text, options[i]))
			fail_msg("%s is not in --help", options[i]);
	assert_int_equal(finish(&run), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_when_it_is_ready),
		cmocka_unit_test(it_ends_when_told),
		cmocka_unit_test(a_bad_option_is_named),
		cmocka_unit_test(a_file_that_is_no_database_is_refused),
		cmocka_unit_test(help_names_every_option),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
