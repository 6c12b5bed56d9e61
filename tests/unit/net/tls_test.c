/*
 * Certificates nobody can trust are refused before a byte of the question goes out. The server is
 * openssl's own; without that program the test is skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <spawn.h>

#include "base/clock.h"
#include "net/http.h"
#include "tool/server.h"

extern char **environ;

static char folder[64], key[128], certificate[128];

/* Runs openssl with these words and waits, or (process not NULL) leaves it running. */
static bool run(char *const *words, pid_t *process)
{
	posix_spawn_file_actions_t actions;
	int status = -1;
	pid_t child;
	bool started;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	started = posix_spawnp(&child, words[0], &actions, NULL, words, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	if (process)
		*process = started ? child : 0;
	else if (started)
		waitpid(child, &status, 0);
	return started && (process || status == 0);
}

static bool make_certificate(const char *name, const char *days)
{
	char subject[80];
	char *const words[] = { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
		"-keyout", key, "-out", certificate, "-days", (char *)days, "-subj", subject,
		NULL };

	snprintf(subject, sizeof subject, "/CN=%s", name);
	return run(words, NULL);
}

/* A port that was free a moment ago. */
static int free_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&address, size) == 0 &&
		    getsockname(fd, (struct sockaddr *)&address, &size) == 0);
	close(fd);
	return ntohs(address.sin_port);
}

static struct http_answer last;
static bool answered;

static void hear(void *owner, const struct http_answer *answer)
{
	(void)owner;
	last = *answer;
	answered = true;
}

/* Asks until the server is up: connections refused at first do not count. */
static void ask(int port)
{
	struct http *http = http_new();
	int64_t end_ms = clock_steady_ms() + 10000;
	char url[80];

	snprintf(url, sizeof url, "https://127.0.0.1:%d/", port);
	do {
		const struct http_question question = { .method = "GET",
			.url = url,
			.total_ms = 2000,
			.headers = { "Authorization: Bearer canary" } };

		answered = false;
		http_ask(http, &question, hear, NULL);
		while (!answered)
			http_wait(http, NULL, 0, NULL, 1000);
	} while (strstr(last.fault.text, "Cannot connect") && clock_steady_ms() < end_ms);
	http_free(http);
}

static void self_signed_is_refused_and_names_the_clock(void **unused)
{
	char port_word[16];
	char *const words[] = { "openssl", "s_server", "-accept", port_word, "-key", key, "-cert",
		certificate, "-www", NULL };
	char day[CLOCK_TEXT];
	pid_t process;
	int port = free_port();

	(void)unused;
	if (!make_certificate("127.0.0.1", "1")) {
		print_message("SKIPPED: no openssl program\n");
		return;
	}
	snprintf(port_word, sizeof port_word, "%d", port);
	assert_true(run(words, &process));
	ask(port);
	kill(process, SIGKILL);
	waitpid(process, NULL, 0);
	assert_int_equal(last.err, ERR_NET);
	assert_non_null(strstr(last.fault.text, "cannot be trusted"));
	assert_non_null(strstr(last.fault.text, clock_day(clock_now_s(), day)));
}

static int begin(void **unused)
{
	(void)unused;
	snprintf(folder, sizeof folder, "/tmp/tls_test.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(key, sizeof key, "%s/key", folder);
	snprintf(certificate, sizeof certificate, "%s/certificate", folder);
	return 0;
}

static int end(void **unused)
{
	(void)unused;
	unlink(key);
	unlink(certificate);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			self_signed_is_refused_and_names_the_clock, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
